"""A store is a folder, and what readers see in it is never half-written.

    documents/<key>.json    each document as read             claims/<key>.jsonl   its claims as read, before linking
    linked/<key>.json       what its names stand for, for the next build to take over
    options.json            how claims and graph were made    registry.ttl         the user's decisions on names, if any
    generations/<hash>/     one dataset, never changed:       CURRENT              the name of the generation to read
        dataset.nq          its quads to the letter           index/               an Oxigraph store of them, for queries

Oxigraph keeps the value of a number and not its datatype (an xsd:nonNegativeInteger comes back as an xsd:integer), so what
must be exact is read from `dataset.nq`.

A generation is named by its content, made aside, and becomes the current one by renaming CURRENT into place; then the ones
before it are removed. The same content is the same generation and is not written again. Readers open the finished
generation read-only. Two writers at once do no harm: the last to rename wins.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.aside import renamed_into_place
from kg.errors import StoreError
from kg.identifiers import HASH_DIGITS, sha256_hex
from kg.model import Anchor, AnchorKind, Document, Paragraph, ParagraphRole
from kg.namespaces import DATA

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["DEFAULT_STORE", "StoreFolder", "document_from_json", "document_to_json"]

DEFAULT_STORE: Final = "kg-store"
_NAME = re.compile(rf"[0-9a-f]{{{HASH_DIGITS}}}")


@dataclass(frozen=True)
class StoreFolder:
    """The store at *path*; every method raises StoreError where the folder cannot be used so."""

    path: Path

    def write(
        self,
        nquads: bytes,
        documents: Iterable[Document],
        claims: Mapping[str, str],
        revised: Mapping[str, str] | None = None,
        options: Mapping[str, str] | None = None,
        linked: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> str:
        """Make *nquads* the current generation and return its name.

        *claims* are JSON Lines by document key; *revised* tells, by key, which document of before a document replaces;
        *options* how claims and graph were made; *linked* are rows of linked claims by document key. The documents, claims and
        rows of before that are not among these are removed.
        """
        with _as_store_errors(self.path):
            self._check_ours()
            name = sha256_hex(nquads)[:HASH_DIGITS]
            self._write_generation(name, nquads)
            kept = {f"{d.key}.json": _document_text(d, (revised or {}).get(d.key)) for d in documents}
            lines = {f"{key}.jsonl": text for key, text in claims.items()}
            if self.options() != (options or {}):
                (self.path / "options.json").unlink(missing_ok=True)
            _write_all(self.path / "documents", kept)
            _write_all(self.path / "claims", lines)
            rows = {f"{key}.json": json.dumps(row, ensure_ascii=False) + "\n" for key, row in (linked or {}).items()}
            _write_all(self.path / "linked", rows)
            # Until the claims are whole, nothing says how they were made.
            _write_all(self.path, {"options.json": json.dumps(options or {}, sort_keys=True) + "\n"})
            if self._current() != name:
                _write_file(self.path / "CURRENT", f"{name}\n".encode())
            _remove_others(self.path / "documents", kept)
            _remove_others(self.path / "claims", lines)
            _remove_others(self.path / "linked", rows)
            _remove_others(self.path / "generations", {name})
        return name

    def replace_graph(self, nquads: bytes) -> str:
        """Make *nquads* the current generation of a store that is there, documents and claims as they are; return its name."""
        self.generation()
        with _as_store_errors(self.path):
            name = sha256_hex(nquads)[:HASH_DIGITS]
            self._write_generation(name, nquads)
            _write_file(self.path / "CURRENT", f"{name}\n".encode())
            _remove_others(self.path / "generations", {name})
        return name

    def open(self) -> pyoxigraph.Store:
        """Open the current generation read-only."""
        return self._index(self.generation())

    def _index(self, name: str) -> pyoxigraph.Store:
        from pyoxigraph import Store

        try:
            return Store.read_only(str(self._folder(name) / "index"))
        except (OSError, RuntimeError) as error:
            wrong = f"generation {name} cannot be opened ({str(error).partition('  ')[0]})"
            raise StoreError(self.path, wrong, "build it again with kg build") from error

    def quads(self) -> Iterator[pyoxigraph.Quad]:
        """Return the quads of the current generation to the letter, in canonical order.

        They are read one by one: damage that comes later in the file raises StoreError when it is reached.
        """
        return _quads(self.dataset())

    def dataset(self) -> Path:
        """Return the file of the quads of the current generation: canonical N-Quads, sorted, each line once."""
        return self._folder(self.generation()) / "dataset.nq"

    def generation(self) -> str:
        """Return the name of the current generation."""
        with _as_store_errors(self.path):
            name = self._current()
        if name is not None and not _NAME.fullmatch(name):
            raise StoreError(self.path / "CURRENT", "is damaged", "build it again with kg build")
        if name is None:
            wrong = "is no store" if self.path.exists() else "there is no such store"
            raise StoreError(self.path, wrong, "make one with kg build --store DIR")
        return name

    def stamp(self) -> tuple[int, int]:
        """Return what stays the same as long as nobody has named a generation anew; quicker to have than its name.

        (0, 0) where there is no store.
        """
        try:
            found = (self.path / "CURRENT").stat()
        except OSError:
            return 0, 0
        return found.st_ino, found.st_mtime_ns

    def document(self, key: str) -> Document:
        """Return the document of *key* as it was read."""
        return self._document(key)[0]

    def holds(self, document: Document) -> bool:
        """Whether the store has *document* to the letter; not if it is damaged there."""
        try:
            return self.document(document.key) == document
        except StoreError:
            return False

    def documents(self) -> tuple[Document, ...]:
        """Return every document as it was read, by key; none where the store is not there yet."""
        return tuple(self.document(key) for key in self._keys())

    def revisions(self, documents: Iterable[Document]) -> dict[str, str]:
        """Tell which of *documents* replace one of the same file name in this store: new key to the key of before.

        A document of before that is damaged is passed over, so that building again mends the store.
        """
        before = {document.name: (document.key, revised) for document, revised in self._readable_documents()}
        found: dict[str, str] = {}
        for document in documents:
            key, revised = before.get(document.name, (document.key, None))
            # A document that is there already keeps what it once replaced, so that building again changes nothing.
            if replaced := revised if key == document.key else key:
                found[document.key] = replaced
        return found

    def _keys(self) -> list[str]:
        return [path.stem for path in sorted((self.path / "documents").glob("*.json"))]

    def _readable_documents(self) -> Iterator[tuple[Document, str | None]]:
        for key in self._keys():
            with suppress(StoreError):
                yield self._document(key)

    def _document(self, key: str) -> tuple[Document, str | None]:
        path = self.path / "documents" / f"{key}.json"
        with _as_store_errors(path):
            row = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
            revised = row.pop("revision_of", None)
            document = document_from_json(row)
            if not all(isinstance(text, str) for text in (document.name, document.key, document.text, revised or "")):
                raise TypeError("name, key and text are texts")
            return document, revised

    def options(self) -> dict[str, str]:
        """Return how the claims and the graph of this store were made; {} where it does not say, or not readably."""
        try:
            row = json.loads((self.path / "options.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        whole = isinstance(row, dict) and all(isinstance(value, str) for value in row.values())
        return row if whole else {}

    def linked(self, key: str) -> dict[str, Any]:
        """Return the row of linked claims of document *key*; {} where there is none, or not readably."""
        try:
            row = json.loads((self.path / "linked" / f"{key}.json").read_text(encoding="utf-8", errors="surrogatepass"))
        except (OSError, ValueError):
            return {}
        return row if isinstance(row, dict) else {}

    @property
    def registry_file(self) -> Path:
        """Return where this store's decisions on names stand, or would stand."""
        return self.path / "registry.ttl"

    @property
    def base(self) -> str:
        """Return the base of the IRIs that the store was made with."""
        return self.options().get("base", DATA)

    def registry_files(self) -> tuple[Path, ...]:
        """Return the registry files that the store was built with, besides the bundled ones."""
        return tuple(map(Path, filter(None, self.options().get("registry", "").split("\n"))))

    def claims_file(self, key: str) -> Path:
        """Return the file of JSON Lines with the claims of document *key*, as they were read."""
        return self.path / "claims" / f"{key}.jsonl"

    def revised(self) -> dict[str, str]:
        """Tell, by key, which document of before each document replaced, where it did."""
        return {document.key: before for document, before in self._readable_documents() if before}

    def claims(self, key: str) -> str:
        """Return the claims of document *key* as JSON Lines, as they were read."""
        path = self.claims_file(key)
        with _as_store_errors(path):
            return path.read_text(encoding="utf-8")

    def _current(self) -> str | None:
        try:
            return (self.path / "CURRENT").read_text(encoding="ascii", errors="replace").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _folder(self, name: str) -> Path:
        return self.path / "generations" / name

    def _check_ours(self) -> None:
        if self.path.is_dir() and any(self.path.iterdir()) and not (self.path / "generations").is_dir():
            raise StoreError(self.path, "holds files that are not a store's", "name a new or empty folder")
        self.path.mkdir(parents=True, exist_ok=True)

    def _write_generation(self, name: str, nquads: bytes) -> None:
        from pyoxigraph import RdfFormat, Store

        target, aside = self._folder(name), self._folder(f".{name}-{os.getpid()}")
        if self._is_whole(name, nquads):
            return
        try:
            aside.mkdir(parents=True)
            (aside / "dataset.nq").write_bytes(nquads)
            store = Store(str(aside / "index"))
            store.bulk_load(nquads, format=RdfFormat.N_QUADS)
            store.flush()
            # Oxigraph closes its files, and lets go of its lock, only when the object goes.
            del store
            shutil.rmtree(target, ignore_errors=True)
            aside.rename(target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def _is_whole(self, name: str, nquads: bytes) -> bool:
        """Tell whether generation *name* is there and undamaged: the same quads to the letter, and an index that opens."""
        try:
            return (self._folder(name) / "dataset.nq").read_bytes() == nquads and self._index(name) is not None
        except (OSError, StoreError):
            return False


def document_to_json(document: Document) -> dict[str, Any]:
    """Return *document* as JSON values; `document_from_json` gives it back."""
    return asdict(document)


def document_from_json(row: Mapping[str, Any]) -> Document:
    """Return the Document that `document_to_json` wrote; raises KeyError, TypeError or ValueError where it is none."""
    lists = {name: tuple(row[name]) for name in ("supplied", "warnings")}
    return Document(**{**row, **lists, "paragraphs": tuple(map(_paragraph, row["paragraphs"]))})


def _paragraph(row: Mapping[str, Any]) -> Paragraph:
    anchors = tuple(Anchor(**{**anchor, "kind": AnchorKind(anchor["kind"])}) for anchor in row["anchors"])
    return Paragraph(**{**row, "role": ParagraphRole(row["role"]), "anchors": anchors})


def _quads(path: Path) -> Iterator[pyoxigraph.Quad]:
    from pyoxigraph import RdfFormat, parse

    with _as_store_errors(path):
        yield from parse(path=str(path), format=RdfFormat.N_QUADS)


def _write_file(path: Path, data: bytes) -> None:
    with renamed_into_place(path, data):
        pass


def _document_text(document: Document, revised: str | None) -> str:
    row = document_to_json(document) | ({"revision_of": revised} if revised else {})
    return json.dumps(row, ensure_ascii=False) + "\n"


def _write_all(folder: Path, texts: Mapping[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        data = text.encode("utf-8", "surrogatepass")
        if not (folder / name).is_file() or (folder / name).read_bytes() != data:
            _write_file(folder / name, data)


def _remove_others(folder: Path, kept: Iterable[str]) -> None:
    names = set(kept)
    for path in folder.iterdir():
        # What begins with a dot is being written by somebody else.
        if path.name in names or path.name.startswith("."):
            continue
        shutil.rmtree(path) if path.is_dir() else path.unlink()


@contextmanager
def _as_store_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (FileExistsError, NotADirectoryError) as error:
        raise StoreError(path, "a file is in the way", "name a folder") from error
    except OSError as error:
        raise StoreError(path, error.strerror or str(error), "a folder that can be read and written") from error
    except (ValueError, KeyError, TypeError, AttributeError, SyntaxError, RecursionError) as error:
        raise StoreError(path, f"is damaged ({error})", "build it again with kg build") from error
