"""The one place that knows the order: read, extract (or take claims from a file), link, graph, store.

Same input and same version give the same bytes: sorted N-Quads, no blank node, no clock, whoever does the work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from kg import resources
from kg.aside import written_aside
from kg.consolidate.policy import DEFAULT_POLICY, load_policy
from kg.engines import Engine, LocalEngine
from kg.errors import InputError, KgError, StoreError, UsageError
from kg.formats.claims import claim_to_json, dump_claim, read_claims
from kg.formats.suffixes import format_of
from kg.identifiers import sha256_hex
from kg.model import Claim, Document
from kg.namespaces import DATA
from kg.runs import BuildResult, Progress, Run, make_shards
from kg.runs.again import Again, link_shard
from kg.runs.folders import Folder, folder_at, told_place
from kg.runs.jobs import job_for
from kg.runs.parts import keep_dataset
from kg.runs.places import check_place, held
from kg.runs.publish import PUBLISHED, Published, kept_files, tell_published, told_at, without_place
from kg.runs.result import write_exported
from kg.runs.revisions import known_documents, tell_known
from kg.runs.run import answers
from kg.runs.sealing import SHARDS
from kg.runs.temporary import TemporaryFolder
from kg.runs.together import bring_together, remove_steps
from kg.runs.tools import let_go
from kg.runs.versions import READING, program, rules
from kg.store import DEFAULT_STORE, StoreFolder

if TYPE_CHECKING:
    from kg.extract.syntax import SpacyParser
    from kg.lexicon import Lexicon
    from kg.read import ReadOptions, ReadResult
    from kg.read.find import Found

__all__ = ["TEXT_CHOICES", "BuildResult", "Progress", "build", "extract", "load_lexicon", "relink"]
TEXT_CHOICES: Final = ("quotes", "paragraphs", "all")
# The files that one process does in about the time that it takes to start others.
MANY: Final = 64


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

    What is in another language than English gives none. *reading* says how records, metadata and bounds are to be taken;
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
    jobs: int | None = None,
    engine: Engine | None = None,
    shards: str | Path | None = None,
    progress: Progress | None = None,
) -> BuildResult:
    """Turn documents (default: the bundled seeds) into a dataset; the store then holds exactly these.

    *claims* is a file of JSON Lines to take the claims from, instead of extracting them; *pipeline* the spaCy pipeline to parse
    with, an installed package or a folder (None: the bundled one). *registry* are registry files besides the bundled ones; the
    store's own decisions come last. *store* is the folder to write (None: none), *output* a file to write besides, in the
    format of its suffix: the documents' graphs, the registry and the world. *text* says how much text the graph keeps.
    *policy* is the bundled name or the file of the rule by which claims become plain statements. *reading* says how records,
    metadata and bounds are to be taken. *jobs* is in how many processes the documents are done (None: one for each core where
    they are many); *engine* does them elsewhere. *shards* is a folder or a URL that all who do them see: what they make is
    kept there, and the dataset in parts besides (None: it is kept in the store). *progress* is told what is done.

    A file that the store has is not read again where it, what lies beside it, rules, parser and registry are the same as
    then; nor is a document that a run which was ended had done. A file or record that cannot be read is among the failures.
    What is in another language than English is kept, and no claim is read out of it.

    Raises:
        InputError: a path is missing or holds no document, or no file of them can be read; with *strict* also where one cannot.
            Or the pipeline cannot be loaded.
        ClaimError: a line of *claims* does not hold.
        LexiconError: a registry file does not hold, or *policy* is a file that lacks a key or a reason.
        StoreError: the store or the place of *shards* cannot be written, holds what is no run's, or another process writes it.
        UsageError: *text*, *policy*, or the suffix of *output*, is unknown; *pipeline* comes with *claims*, where nothing is
            parsed.
    The graph that readers see is the one of before then.
    """
    target = Path(output) if output is not None else None
    _check_call(text, policy, target, claims, pipeline, shards)
    found = _find(paths)
    with ExitStack() as stack:
        aside = stack.enter_context(written_aside(target)) if target else None
        if aside is not None:
            aside.write_bytes(b"")  # or it cannot be written, and nothing is begun
        folder, temporary = _folder(store)
        lexicon = load_lexicon(more=_with_decisions(registry, folder))
        given = None
        if claims is not None:
            given = stack.enter_context(_given_claims(claims, paths, strict, reading, lexicon))
        made = _rules(claims, pipeline, lexicon)
        options = made | _options(text, base, policy, registry, shards) | {"linked": lexicon.digest}
        stack.enter_context(folder.locked())
        kept = _shards_of(folder, options)
        stack.enter_context(held(kept, folder.path))
        job = job_for(kept, lexicon, options, reading, found)
        job = replace(job, pipeline=pipeline, claims=given)
        engine = engine or LocalEngine(jobs or _processes(found))
        stack.callback(engine.close)
        stack.callback(let_go)
        known = partial(known_documents, folder.path)
        run = make_shards(job, found, engine, known=known, strict=strict, progress=progress)
        engine.close()
        let_go()
        written = (aside, format_of(target)) if aside and target else None
        return _written(run, folder, options, engine, progress, threads=jobs, temporary=temporary, output=written)


def _check_call(
    text: str,
    policy: str | Path,
    target: Path | None,
    claims: str | Path | None,
    pipeline: str | None,
    shards: str | Path | None,
) -> None:
    """Raise what `build` raises where a choice is unknown or goes with no other, before anything is begun."""
    if text not in TEXT_CHOICES:
        raise UsageError(text, "is no choice of text", f"one of: {', '.join(TEXT_CHOICES)}")
    load_policy(policy)
    if target is not None:
        format_of(target)
    if claims is not None and pipeline is not None:
        raise UsageError(pipeline, "has nothing to parse where the claims come from a file", "either of the two")
    if shards is not None:
        check_place(folder_at(shards))


def _rules(claims: str | Path | None, pipeline: str | None, lexicon: Lexicon) -> dict[str, str]:
    """Return by what claims are made, as a store keeps it: the file that they come from, or the rules that extract them."""
    if claims is not None:
        return {"claims": sha256_hex(Path(claims).read_bytes())}
    return rules(pipeline) | {"code": program(READING), "lexicon": lexicon.digest}


def _options(
    text: str, base: str, policy: str | Path, registry: Sequence[Path], shards: str | Path | None
) -> dict[str, str]:
    """Return the other choices of a build as a store keeps them."""
    registries = "\n".join(str(path.resolve()) for path in registry)
    kept = {"text": text, "base": base, "policy": _kept_policy(policy), "registry": registries}
    return kept | ({"shards": told_place(shards)} if shards is not None else {})


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
    lexicon = load_lexicon(more=_with_decisions(registry or folder.registry_files(), folder))
    with ExitStack() as stack:
        stack.enter_context(folder.locked())
        kept = _shards_of(folder, folder.options())
        stack.enter_context(held(kept, folder.path))
        told = _told_of(folder, kept)
        options = {**told.options, **({"shards": place} if (place := folder.options().get("shards")) else {})}
        if not {f"{name}.json" for name in told.shards} <= set(kept.names(SHARDS)):
            raise StoreError(kept.place(PUBLISHED), "names shards that are not there", "build it again with kg build")
        salt = "" if told.options.get("linked") == lexicon.digest else lexicon.digest
        job = job_for(kept, lexicon, options)
        if dry_run:
            temporary = TemporaryFolder()
            job = replace(job, folder=folder_at(temporary.path))
        items = [Again(kept, name, salt) for name in told.shards]
        engine = LocalEngine()
        run = Run(job, tuple(answers(engine.map(link_shard, job, items))))
        if dry_run:
            return BuildResult(run, folder.dataset(), folder.path, temporary=temporary)
        return _written(run, folder, options | {"linked": lexicon.digest}, engine)


def _written(
    run: Run,
    folder: StoreFolder,
    options: Mapping[str, str],
    engine: Engine,
    progress: Progress | None = None,
    *,
    threads: int | None = None,
    temporary: TemporaryFolder | None = None,
    output: tuple[Path, str] | None = None,
) -> BuildResult:
    """Make the shards of *run* what the store holds, and write *output*, a file and its format, before anybody sees them."""
    policy = load_policy(options.get("policy", DEFAULT_POLICY))
    together = bring_together(run, policy, engine, progress)
    if "shards" in options:
        keep_dataset(run, together.plan, without_place(options), engine)
    engine.close()
    shared = together.shared_texts()
    before = partial(_write_output, *output) if output else None
    kept, index = kept_files(run), temporary is None
    name = folder.write(together.dataset(), kept, options, index=index, threads=threads, before=before)
    tell_published(run, name, options)
    tell_known(folder.path, run.manifests)
    remove_steps(run)
    return BuildResult(run, folder.dataset(), None if temporary else folder.path, shared, temporary)


def _write_output(output: Path, format: str, dataset: Path) -> None:
    with output.open("wb") as out:
        write_exported(dataset, out, format)


def _find(paths: Iterable[str | Path] | None) -> Found:
    """Return the files that *paths* lead to; raises InputError where one that is named is not there."""
    from kg.read.find import find_files

    found = find_files(resources.sample_reports() if paths is None else map(Path, paths))
    for path, named in found.files:
        if named and not path.exists():
            raise InputError(path, "no such file", "name a report or a folder of them")
    return found


def _folder(store: str | Path | None) -> tuple[StoreFolder, TemporaryFolder | None]:
    """Return the store to write; where none is asked for, a temporary folder, which goes with what is returned second."""
    if store is not None:
        return StoreFolder(Path(store)), None
    temporary = TemporaryFolder()
    return StoreFolder(temporary.path), temporary


@contextmanager
def _given_claims(
    path: str | Path,
    paths: Iterable[str | Path] | None,
    strict: bool,
    reading: ReadOptions | None,
    lexicon: Lexicon,
) -> Iterator[Path]:
    """Hold the claims of the file *path* against all documents, and give a folder with those of each, for the time of the body.

    The documents are in memory meanwhile, since a line may be of any of them.
    """
    documents = _read(paths, strict, reading).documents
    found = read_claims(Path(path), documents, lexicon)
    with TemporaryDirectory() as folder:
        for key, claims in found.items():
            lines = "".join(dump_claim(claim_to_json(claim)) + "\n" for claim in claims)
            (Path(folder) / f"{key}.jsonl").write_text(lines, encoding="utf-8")
        yield Path(folder)


def _kept_policy(policy: str | Path) -> str:
    """Return how the store names a policy: a bundled one by its name, a file by where it lies."""
    path = Path(policy)
    return str(path.resolve()) if path.is_file() else str(policy)


def _shards_of(folder: StoreFolder, options: Mapping[str, str]) -> Folder:
    """Return where the shards of a store lie: where its options say, else in the store itself."""
    return folder_at(options.get("shards", folder.path))


def _told_of(folder: StoreFolder, kept: Folder) -> Published:
    """Return what *kept* tells of its shards; raises StoreError where they are not those of the store, or that is not known."""
    right = "build it again with kg build"
    if not folder.options():
        raise StoreError(folder.path / "options.json", "does not say how the store was made", right)
    told = told_at(kept)
    if not told.shards:
        raise StoreError(kept.place(PUBLISHED), "is damaged", right)
    if told.generation != folder.built():
        raise StoreError(kept.place(PUBLISHED), f"tells of shards that {folder.path} is not made of", right)
    return told


def _with_decisions(registry: Sequence[Path], folder: StoreFolder) -> list[Path]:
    return [*registry, *([folder.registry_file] if folder.registry_file.is_file() else [])]


def _processes(found: Found) -> int:
    """Return in how many processes to do *found*: in more than this one only where starting them pays."""
    if len(found.files) <= MANY:
        return 1
    from loky import cpu_count

    return int(cpu_count())


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
