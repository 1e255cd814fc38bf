"""A store is a folder, and what readers see in it is never half-written.

    documents/<key>.json    each document as read             claims/<key>.jsonl   its claims as read, before linking
    linked/<key>.json       what its names stand for, and why
    options.json            how claims and graph were made    registry.ttl         the user's decisions on names, if any
    documents.jsonl         where each document was read, and which it replaced
    shards/, shards.json    what the next build takes over: see `kg.runs`
    generations/<hash>/     one dataset, never changed:       CURRENT              the name of the generation to read
        dataset.nq          its quads to the letter           index/               an Oxigraph store of them, for queries
        built               the generation that documents and claims made, where `replace_graph` has made this one of it

Oxigraph keeps the value of a number and not its datatype (an xsd:nonNegativeInteger comes back as an xsd:integer), so what
must be exact is read from `dataset.nq`.

A generation is named by its content, made aside, and becomes the current one by renaming CURRENT into place; then the ones
before it are removed. The same content is the same generation and is not written again. Readers open the finished
generation read-only. Who writes holds a lock of the folder.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.aside import renamed_into_place, sync_file, sync_folder, write_synced
from kg.errors import StoreError
from kg.identifiers import HASH_DIGITS
from kg.index import write_index
from kg.model import Anchor, AnchorKind, Document, Paragraph, ParagraphRole
from kg.namespaces import DATA

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["DEFAULT_STORE", "KEPT", "StoreFolder", "document_from_json", "document_to_json", "locked_folder"]

DEFAULT_STORE: Final = "kg-store"
KEPT: Final = ("documents", "claims", "linked")
OWN: Final = ("CURRENT", "documents.jsonl", "options.json", "shards.json")
_NAME = re.compile(rf"[0-9a-f]{{{HASH_DIGITS}}}")


@dataclass(frozen=True)
class StoreFolder:
    """The store at *path*; every method raises StoreError where the folder cannot be used so."""

    path: Path

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep others from writing to this store while the body runs; it is made where it is not, and goes if it stays empty.

        The lock goes with the process, however that ends. Raises StoreError where another holds it, and touches nothing then.
        """
        with _as_store_errors(self.path):
            is_new = self._check_ours()
            (self.path / "generations").mkdir(exist_ok=True)
        with locked_folder(self.path, "another store"):
            try:
                yield
            finally:
                if is_new and not any(path.is_file() for path in self.path.rglob("*")):
                    shutil.rmtree(self.path)

    def write(
        self,
        dataset: Iterable[bytes],
        kept: Iterable[tuple[str, bytes]],
        options: Mapping[str, str] | None = None,
        *,
        index: bool = True,
        threads: int | None = None,
        before: Callable[[Path], None] | None = None,
    ) -> str:
        """Make *dataset*, sorted canonical N-Quads in blocks, the current generation, and return its name.

        *kept* are the files of the documents (`documents/KEY.json`) with what is in them, *options* how claims and graph were
        made; files of before that are not among these are removed. Without *index* the generation is for `dataset` alone; else
        it is made in *threads* (None: one for each core, up to four).
        *before* is called with the file of the dataset before anybody sees it.

        A generation lasts through a power cut before CURRENT names it and those of before go; so do the files of documents,
        which are synced when all are written: by then most of what is theirs has gone to disk together.
        """
        with _as_store_errors(self.path):
            self._check_ours()
            name = self._write_generation(dataset, index=index, threads=threads)
            (self._folder(name) / "built").unlink(missing_ok=True)
        if before is not None:
            before(self._folder(name) / "dataset.nq")
        with _as_store_errors(self.path):
            if self.options() != (options or {}):
                (self.path / "options.json").unlink(missing_ok=True)
                sync_folder(self.path)
            names: dict[str, set[str]] = {folder: set() for folder in KEPT}
            for file, data in kept:
                _write_changed(self.path / file, data)
                folder, _, own = file.partition("/")
                names[folder].add(own)
            for folder, own_names in names.items():
                _sync_files(self.path / folder, own_names)
            # Until the claims are whole, nothing says how they were made.
            said = (json.dumps(options or {}, sort_keys=True) + "\n").encode()
            if not _holds(self.path / "options.json", said):
                write_synced(self.path / "options.json", said)
            if self._current() != name:
                write_synced(self.path / "CURRENT", f"{name}\n".encode())
            for folder, own_names in names.items():
                _remove_others(self.path / folder, own_names)
            _remove_others(self.path / "generations", {name})
            for file in OWN:
                for path in self.path.glob(f".{file}-*"):
                    path.unlink(missing_ok=True)
        return name

    def replace_graph(self, dataset: Iterable[bytes]) -> str:
        """Make *dataset* the current generation of a store that is there, documents and claims as they are; return its name."""
        self.generation()
        with locked_folder(self.path, "another store"), _as_store_errors(self.path):
            built = self.built()
            name = self._write_generation(dataset)
            if name != built:
                write_synced(self._folder(name) / "built", f"{built}\n".encode())
            write_synced(self.path / "CURRENT", f"{name}\n".encode())
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

    def built(self) -> str:
        """Return the name of the generation that documents and claims made: another where the graph was replaced since."""
        name = self.generation()
        try:
            return (self._folder(name) / "built").read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
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
        path = self.path / "documents" / f"{key}.json"
        with _as_store_errors(path):
            row = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
            row.pop("revision_of", None)
            document = document_from_json(row)
            if not all(isinstance(text, str) for text in (document.name, document.key, document.text)):
                raise TypeError("name, key and text are texts")
            return document

    def documents(self) -> tuple[Document, ...]:
        """Return every document as it was read, by key; none where the store is not there yet."""
        return tuple(self.document(key) for key in self._keys())

    def _keys(self) -> list[str]:
        return [path.stem for path in sorted((self.path / "documents").glob("*.json"))]

    def options(self) -> dict[str, str]:
        """Return how the claims and the graph of this store were made; {} where it does not say, or not readably."""
        try:
            row = json.loads((self.path / "options.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        whole = isinstance(row, dict) and all(isinstance(value, str) for value in row.values())
        return row if whole else {}

    def decisions(self, key: str) -> list[dict[str, Any]]:
        """Return what the names of document *key* stand for, and why; [] where that is not there, or not readably."""
        try:
            row = json.loads((self.path / "linked" / f"{key}.json").read_text(encoding="utf-8", errors="surrogatepass"))
            return list(row["decisions"])
        except (OSError, ValueError, KeyError, TypeError):
            return []

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

    def claims(self, key: str) -> str:
        """Return the claims of document *key* as JSON Lines, as they were read."""
        path = self.path / "claims" / f"{key}.jsonl"
        with _as_store_errors(path):
            return path.read_text(encoding="utf-8")

    def _current(self) -> str | None:
        try:
            return (self.path / "CURRENT").read_text(encoding="ascii", errors="replace").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _folder(self, name: str) -> Path:
        return self.path / "generations" / name

    def _check_ours(self) -> bool:
        """Make the folder where it is not there, and tell whether it was not; raises StoreError where it is somebody else's."""
        if self.path.is_dir() and any(self.path.iterdir()) and not (self.path / "generations").is_dir():
            raise StoreError(self.path, "holds files that are not a store's", "name a new or empty folder")
        is_new = not self.path.exists()
        self.path.mkdir(parents=True, exist_ok=True)
        if is_new:
            sync_folder(self.path.parent)
        return is_new

    def _write_generation(self, dataset: Iterable[bytes], *, index: bool = True, threads: int | None = None) -> str:
        aside = self._folder(f".{os.getpid()}")
        try:
            shutil.rmtree(aside, ignore_errors=True)
            aside.mkdir(parents=True)
            name = _write_dataset(aside / "dataset.nq", dataset)
            if not self._is_whole(name, index=index):
                if index:
                    write_index(aside / "dataset.nq", aside / "index", threads)
                _sync_all(aside)
                shutil.rmtree(self._folder(name), ignore_errors=True)
                aside.rename(self._folder(name))
            sync_folder(self.path / "generations")
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        return name

    def _is_whole(self, name: str, *, index: bool) -> bool:
        """Tell whether generation *name* is there and undamaged: the same quads to the letter, and an index that opens."""
        try:
            with (self._folder(name) / "dataset.nq").open("rb") as file:
                same = file_digest(file, "sha256").hexdigest().startswith(name)
            return same and (not index or self._index(name) is not None)
        except (OSError, StoreError):
            return False


@contextmanager
def locked_folder(folder: Path, other: str) -> Iterator[None]:
    """Hold the lock of *folder* while the body runs; raises StoreError where another process has it.

    *other* is what else the user may name then. Who holds a lock may not ask for it again.
    """
    if sys.platform == "win32":  # which has no such lock of folders
        yield
        return
    import fcntl

    with _as_store_errors(folder):
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not os.path.samestat(os.fstat(handle), folder.stat()):
                raise BlockingIOError  # whoever had the lock has removed the folder, and it is made anew
        except (BlockingIOError, FileNotFoundError) as error:
            os.close(handle)
            wrong = "is being written by another run of kg"
            raise StoreError(folder, wrong, f"wait until that has ended, or name {other}") from error
    try:
        yield
    finally:
        os.close(handle)


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


def _write_dataset(path: Path, blocks: Iterable[bytes]) -> str:
    """Write *blocks* and return the name of the generation that they are."""
    digest = sha256()
    with path.open("wb") as file:
        for block in blocks:
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()[:HASH_DIGITS]


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _write_changed(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    if not _holds(path, data):
        with renamed_into_place(path, data):
            pass


def _sync_files(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        sync_file(folder / name)
    sync_folder(folder)


def _sync_all(folder: Path) -> None:
    """Make all that is in a folder, and below it, last through a power cut."""
    for top, _, names in os.walk(folder):
        _sync_files(Path(top), names)


def _remove_others(folder: Path, names: Collection[str]) -> None:
    for path in folder.iterdir() if folder.is_dir() else ():
        # What begins with a dot was being written by a run that was killed: who writes now holds the lock.
        if path.name in names:
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
