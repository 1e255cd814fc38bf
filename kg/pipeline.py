"""The one place that knows the order: read, extract (or take claims from a file), link, graph, store.

Same input and same version give the same bytes: sorted N-Quads, no blank node, no clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg import __version__, resources
from kg.aside import renamed_into_place
from kg.consolidate.policy import DEFAULT_POLICY, AcceptancePolicy, load_policy
from kg.errors import InputError, KgError, UsageError
from kg.formats.claims import claim_to_json, dump_claim, read_claims
from kg.formats.rdf import exported, serialise
from kg.formats.suffixes import format_of
from kg.identifiers import sha256_hex
from kg.model import Claim, Document, LinkedClaim
from kg.namespaces import DATA
from kg.store import DEFAULT_STORE, StoreFolder

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.consolidate.shared_texts import SharedText, SharedTexts
    from kg.extract.syntax import SpacyParser
    from kg.graph import Activity
    from kg.lexicon import Lexicon
    from kg.link import Decision, LinkedDocument
    from kg.read import ReadOptions, ReadResult

__all__ = ["TEXT_CHOICES", "BuildResult", "Progress", "build", "extract", "load_lexicon", "relink"]

Progress = Callable[[str, int, int], None]
TEXT_CHOICES: Final = ("quotes", "paragraphs", "all")
# Options that tell whether claims can be kept, and do not belong to the activity that made them.
UNSHOWN: Final = frozenset({"base", "code", "lexicon", "policy", "registry"})


@dataclass(frozen=True)
class BuildResult:
    """What a build made: documents by name, their linked claims in order, all quads, what was passed over, the store.

    Passed over are bad files, and sentences too long to be any. `decisions` tell, by document key, what each name stands for;
    `left_out` counts, by suffix, the files of folders that are no reports. `paths` are the files of the documents, in their
    order, where they were read; `shared_texts` the texts that several of them publish.
    """

    documents: tuple[Document, ...] = field(repr=False)
    claims: tuple[LinkedClaim, ...] = field(repr=False)
    quads: tuple[Quad, ...] = field(repr=False)
    failures: tuple[KgError, ...]
    store: Path | None
    decisions: Mapping[str, tuple[Decision, ...]] = field(repr=False)
    left_out: Mapping[str, int] = field(default_factory=dict)
    paths: tuple[Path, ...] = ()
    shared_texts: tuple[SharedText, ...] = ()


def load_lexicon(paths: Iterable[Path] | None = None, more: Iterable[Path] = ()) -> Lexicon:
    """Return the lexicon of the registry files *paths* (default: the bundled ones) and *more*; raises LexiconError.

    Later files win: a row of theirs takes the place of one before, or adds to it (see `kg.formats.registry`).
    """
    from kg.formats.registry import read_registry
    from kg.lexicon import Lexicon

    return Lexicon(tuple(read_registry([*(resources.registry_files() if paths is None else paths), *more])))


def extract(
    paths: Iterable[str | Path] | None = None,
    *,
    pipeline: str | None = None,
    registry: Sequence[Path] = (),
    reading: ReadOptions | None = None,
    strict: bool = False,
    progress: Progress | None = None,
) -> tuple[ReadResult, dict[str, tuple[Claim, ...]]]:
    """Read documents (default: the bundled seeds) and extract their claims, by document key.

    A document in another language than English gives none. *reading* says how records, metadata and bounds are to be taken;
    *pipeline* is the spaCy pipeline to parse with: an installed package or a folder (None: the bundled one); *registry* are
    registry files besides the bundled ones. Raises InputError where a path is missing, none of its files can be read, or the
    pipeline cannot be loaded, and LexiconError where a registry file does not hold; a bad file in a folder that holds a good
    one is among the result's failures, or raises with *strict*. A sentence too long to be one is among the failures too.
    """
    read = _read(paths, strict, reading)
    claims = _extract(read.documents, load_lexicon(more=registry), _load_parser(pipeline), progress)
    return replace(read, failures=(*read.failures, *_unread(read.documents))), claims


def build(
    paths: Iterable[str | Path] | None = None,
    *,
    store: str | Path | None = DEFAULT_STORE,
    output: str | Path | None = None,
    claims: str | Path | None = None,
    pipeline: str | None = None,
    registry: Sequence[Path] = (),
    text: str = "quotes",
    policy: str | Path = DEFAULT_POLICY,
    reading: ReadOptions | None = None,
    strict: bool = False,
    base: str = DATA,
    progress: Progress | None = None,
) -> BuildResult:
    """Turn documents (default: the bundled seeds) into a dataset; the store then holds exactly these.

    *claims* is a file of JSON Lines to take the claims from, instead of extracting them; *pipeline* the spaCy pipeline to parse
    with, an installed package or a folder (None: the bundled one). *registry* are registry files besides the bundled ones; the
    store's own decisions come last. *store* is the folder to write (None: none), *output* a file to write besides, in the
    format of its suffix: the documents' graphs, the registry and the world. *text* says how much text the graph keeps.
    *policy* is the bundled name or the file of the rule by which claims become plain statements. *reading* says how records,
    metadata and bounds are to be taken. *progress* is called with (what, done, of how many).

    A document that the store holds is not read out again where it, rules, parser and registry are the same as then. One in
    another language than English is kept, and no claim is read out of it.

    Raises:
        InputError: a path is missing, holds no document, or cannot be read; with *strict* also for one bad file of a folder.
            Or the pipeline cannot be loaded.
        ClaimError: a line of *claims* does not hold.
        LexiconError: a registry file does not hold, or *policy* is a file that lacks a key or a reason.
        StoreError: the store cannot be written.
        UsageError: *text*, *policy*, or the suffix of *output*, is unknown; *pipeline* comes with *claims*, where nothing is
            parsed.
    Nothing is written then.
    """
    if text not in TEXT_CHOICES:
        raise UsageError(text, "is no choice of text", f"one of: {', '.join(TEXT_CHOICES)}")
    if claims is not None and pipeline is not None:
        raise UsageError(pipeline, "has nothing to parse where the claims come from a file", "either of the two")
    load_policy(policy)
    target = Path(output) if output is not None else None
    if target is not None:
        format_of(target)
    folder = StoreFolder(Path(store)) if store is not None else None
    read, lexicon = _read(paths, strict, reading), load_lexicon(more=_with_decisions(registry, folder))
    if claims is not None:
        found, failures = read_claims(Path(claims), read.documents, lexicon), read.failures
        options = {"claims": sha256_hex(Path(claims).read_bytes())}
    else:
        parser = _load_parser(pipeline)
        options = _rules(parser, pipeline) | {"code": _program(), "lexicon": lexicon.digest}
        kept = _kept_claims(folder, read.documents, options, lexicon)
        fresh = _extract([d for d in read.documents if d.key not in kept], lexicon, parser, progress)
        found, failures = kept | fresh, (*read.failures, *_unread(read.documents))
    revised = folder.revisions(read.documents) if folder else {}
    kept_files = "\n".join(str(path.resolve()) for path in registry)
    options |= {"text": text, "base": base, "policy": _kept_policy(policy), "registry": kept_files}
    made = _Made(read.documents, found, revised, options, failures, read.left_out, read.paths)
    return _graph_and_write(made, lexicon, folder, target)


def relink(store: str | Path = DEFAULT_STORE, *, registry: Sequence[Path] = (), dry_run: bool = False) -> BuildResult:
    """Link the claims that a store holds once more, with the registry as it is now, and write its graph anew.

    Nothing is read out of the documents again. *registry* are registry files besides the bundled ones; the store's own
    decisions come last; none given, those of the build are taken again. With *dry_run* nothing is written.

    Raises:
        StoreError: the store is not there, damaged, or cannot be written.
        LexiconError: a registry file, or the policy that the store was made with, does not hold.
        UsageError: the policy that the store was made with is not there any more.
    """
    folder = StoreFolder(Path(store))
    folder.generation()
    registry = registry or folder.registry_files()
    lexicon = load_lexicon(more=_with_decisions(registry, folder))
    documents = folder.documents()
    claims = {d.key: _stored_claims(folder, d, lexicon) for d in documents}
    made = _Made(documents, claims, folder.revised(), folder.options())
    return _graph_and_write(made, lexicon, folder, None, write=not dry_run)


@dataclass(frozen=True)
class _Made:
    """What is linked and drawn: documents, their claims by key, what each replaces, how the claims were made, what failed."""

    documents: tuple[Document, ...]
    claims: dict[str, tuple[Claim, ...]]
    revised: Mapping[str, str]
    options: Mapping[str, str]
    failures: tuple[KgError, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    paths: tuple[Path, ...] = ()


def _graph_and_write(
    made: _Made, lexicon: Lexicon, folder: StoreFolder | None, target: Path | None, *, write: bool = True
) -> BuildResult:
    from kg.consolidate import Publication, find_shared_texts, voice_of

    text, base = made.options.get("text", TEXT_CHOICES[0]), made.options.get("base", DATA)
    lines = {key: "".join(dump_claim(claim_to_json(c)) + "\n" for c in found) for key, found in made.claims.items()}
    linking = _Linking(lexicon, base, folder)
    linked = [(d, linking.of(d, made.claims[d.key], lines[d.key])) for d in made.documents]
    shown = {key: value for key, value in made.options.items() if key not in UNSHOWN}
    policy = load_policy(made.options.get("policy", DEFAULT_POLICY))
    published = (Publication(document, item.publisher, voice_of(item.claims)) for document, item in linked)
    shared = find_shared_texts(published, lexicon, base)
    quads = _dataset(linked, shared, lexicon, _activity(lexicon, shown), policy, text, base, made.revised)
    if write:
        _write(folder, target, quads, made, lines, linking.rows)
    return BuildResult(
        documents=made.documents,
        claims=tuple(claim for _, item in linked for claim in item.claims),
        quads=tuple(quads),
        failures=made.failures,
        store=folder.path if folder else None,
        decisions={document.key: item.decisions for document, item in linked},
        left_out=made.left_out,
        paths=made.paths,
        shared_texts=shared.texts,
    )


class _Linking:
    """Links documents, or takes over how the store has them linked where nothing has changed; `rows` are to be kept."""

    def __init__(self, lexicon: Lexicon, base: str, folder: StoreFolder | None) -> None:
        self._lexicon, self._base, self._folder = lexicon, base, folder
        self._made = (lexicon.digest, base, _program())
        self.rows: dict[str, dict[str, Any]] = {}

    def of(self, document: Document, claims: Sequence[Claim], lines: str) -> LinkedDocument:
        """Return the linked *claims* of *document*, whose JSON Lines are *lines*."""
        from kg.formats.linked import linked_from_json, linked_to_json
        from kg.link import link_with_masthead

        own = (*self._made, document.key, document.issued or "", sha256_hex(lines.encode("utf-8", "surrogatepass")))
        made = sha256_hex("\x1f".join(own).encode("utf-8", "surrogatepass"))
        row = self._folder.linked(document.key) if self._folder else {}
        linked = linked_from_json(row, made, document, claims) or link_with_masthead(
            document, claims, self._lexicon, self._base
        )
        self.rows[document.key] = linked_to_json(linked, made)
        return linked


def _kept_policy(policy: str | Path) -> str:
    """Return how the store names a policy: a bundled one by its name, a file by where it lies."""
    path = Path(policy)
    return str(path.resolve()) if path.is_file() else str(policy)


def _with_decisions(registry: Sequence[Path], folder: StoreFolder | None) -> list[Path]:
    return [*registry, *([folder.registry_file] if folder and folder.registry_file.is_file() else [])]


def _kept_claims(
    folder: StoreFolder | None, documents: Iterable[Document], options: Mapping[str, str], lexicon: Lexicon
) -> dict[str, tuple[Claim, ...]]:
    """Return the claims that the store holds of *documents*, where they were made with the same rules, parser and registry."""
    before = folder.options() if folder else {}
    if folder is None or {key: before.get(key) for key in options} != options:
        return {}
    return {
        d.key: _stored_claims(folder, d, lexicon)
        for d in documents
        if folder.claims_file(d.key).is_file() and folder.holds(d)
    }


def _stored_claims(folder: StoreFolder, document: Document, lexicon: Lexicon) -> tuple[Claim, ...]:
    """Return the claims that the store holds of a document, which may be none."""
    if not folder.claims(document.key):
        return ()
    return read_claims(folder.claims_file(document.key), [document], lexicon).get(document.key, ())


def _read(paths: Iterable[str | Path] | None, strict: bool, reading: ReadOptions | None) -> ReadResult:
    from kg.read import read_paths

    given = resources.sample_reports() if paths is None else tuple(Path(path) for path in paths)
    result = read_paths(given, strict=strict, options=reading)
    if not result.documents:
        if result.failures:
            raise result.failures[0]
        raise InputError(
            ", ".join(map(str, given)), "holds no document", "files of a format that is read, or a folder of them"
        )
    return result


def _load_parser(pipeline: str | None) -> SpacyParser:
    from kg.extract import load_parser

    return load_parser(pipeline)


def _extract(
    documents: Sequence[Document], lexicon: Lexicon, parser: SpacyParser, progress: Progress | None
) -> dict[str, tuple[Claim, ...]]:
    from kg.extract import extract_claims

    found = {}
    for number, document in enumerate(documents, 1):
        found[document.key] = () if document.is_foreign else tuple(extract_claims(document, lexicon, parser))
        if progress:
            progress("extract", number, len(documents))
    return found


def _unread(documents: Iterable[Document]) -> tuple[KgError, ...]:
    from kg.extract import endless_sentences

    return tuple(error for document in documents for error in endless_sentences(document))


def _activity(lexicon: Lexicon, options: Mapping[str, str]) -> Activity:
    from kg.graph import Activity

    return Activity("conflict-kg", __version__, lexicon.digest, options)


def _rules(parser: SpacyParser, pipeline: str | None) -> dict[str, str]:
    """Return the sha256 of the extractor's tables and of its parser's weights, and the parser's name where one is chosen."""
    from kg.extract.tables import digest_files

    weights = sorted(path for path in parser.folder.rglob("*") if path.is_file())
    digests = "".join(sha256_hex(path.read_bytes()) for path in (*digest_files(), *weights))
    return {"rules": sha256_hex(digests.encode("ascii"))} | ({"pipeline": parser.name} if pipeline else {})


@cache
def _program() -> str:
    """Return the sha256 of the program text and the tables on which claims and their linking rest."""
    rooms = (resources.PACKAGE / room for room in ("read", "formats", "extract", "lexicon", "link"))
    found = {*resources.PACKAGE.glob("*.py"), *(path for room in rooms for path in room.rglob("*.*"))}
    files = sorted(path for path in found if path.suffix in (".py", ".toml"))
    return sha256_hex("".join(sha256_hex(path.read_bytes()) for path in files).encode("ascii"))


def _dataset(
    linked: Sequence[tuple[Document, LinkedDocument]],
    shared: SharedTexts,
    lexicon: Lexicon,
    activity: Activity,
    policy: AcceptancePolicy,
    text: str,
    base: str,
    revised: Mapping[str, str],
) -> list[Quad]:
    from kg.graph import document_quads, inferred_quads, ontology_quads, registry_quads, world_quads

    quads = registry_quads(lexicon, base)
    for document, item in linked:
        quads += document_quads(
            document,
            item.claims,
            activity=activity,
            text=text,
            base=base,
            publisher=item.publisher,
            authors=item.authors,
            spellings=item.spellings,
            revision_of=revised.get(document.key),
        )
    quads += world_quads([claim for _, item in linked for claim in item.claims], policy, lexicon, base, shared)
    files = (*resources.ONTOLOGY_FILES, *resources.CODING_FILES)
    ontology = ontology_quads(map(resources.ontology_file, files))
    return [*quads, *inferred_quads(quads, ontology, base), *ontology]


def _write(
    folder: StoreFolder | None,
    output: Path | None,
    quads: Sequence[Quad],
    made: _Made,
    lines: Mapping[str, str],
    linked: Mapping[str, dict[str, Any]],
) -> None:
    """Write the file aside, then the store, then rename the file: if either cannot be written, neither is."""
    with ExitStack() as pending:
        if output is not None:
            data = serialise(exported(quads), format_of(output))
            pending.enter_context(renamed_into_place(output, data))
        if folder is not None:
            folder.write(serialise(quads), made.documents, lines, made.revised, made.options, linked)
