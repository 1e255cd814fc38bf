"""`kg validate`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import progress_bar, store_option, write_output
from kg.cli.reading import reading_options, told_reading
from kg.cli.reporting import check_targets, deliver, report_options
from kg.formats.suffixes import FORMATS
from kg.validate import ENGINES, GRAPHS

if TYPE_CHECKING:
    from kg.pipeline import Progress
    from kg.read import ReadOptions, ReadResult
    from kg.validate import ValidationReport
    from kg.validate.reports.context import Text
    from kg.validate.validation import Validation

__all__ = ["command"]


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@store_option
@click.option(
    "--shapes", multiple=True, metavar="FILE", help="SHACL, in any format of RDF; default: the bundled shapes."
)
@click.option(
    "--ontology",
    multiple=True,
    metavar="FILE",
    help="Classes and types for the data, not checked themselves; ours are there unless FILE comes with --shapes.",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default=ENGINES[0],
    show_default=True,
    help="sparql: shapes compiled to SPARQL, on Oxigraph; pyshacl: the reference, much slower.",
)
@click.option(
    "--graph",
    "graphs",
    multiple=True,
    type=click.Choice(GRAPHS),
    help="What of a store is checked; may be given several times. Default: documents, consolidated, registry.",
)
@click.option(
    "--document", "documents", multiple=True, metavar="NAME", help="Of the documents, these alone, by file name."
)
@click.option("--focus", multiple=True, metavar="IRI", help="Check this node alone; may be given several times.")
@click.option("--shape", "chosen", multiple=True, metavar="IRI", help="Check by this shape alone; it has a target.")
@click.option("--allow-empty", is_flag=True, help="Exit with 0 where the shapes match nothing.")
@click.option(
    "--docs",
    "docs",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DOCS",
    help="Where the documents lie that the graph was made from, so that reports point into them; default: the store's.",
)
@click.option(
    "--evidence",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DOCS",
    help="Look every quote up in these documents as they are now: moved, changed and vanished ones are results.",
)
@click.option("--coverage", is_flag=True, help="Tell how many nodes each shape reaches, and which classes none does.")
@click.option("--explain-plan", is_flag=True, help="Print the queries that would be asked, and ask none.")
@click.option(
    "--format",
    "format",
    type=click.Choice(FORMATS),
    help="The format of standard input (-), and of files whose suffix names none.",
)
@click.option("--allow-network", is_flag=True, help="Let a FILE be an address of the web.")
@click.option("--timeout", type=float, metavar="SECONDS", help="Give up after so many seconds.")
@reading_options
@report_options
def command(
    files: tuple[str, ...],
    store: Path,
    shapes: tuple[str, ...],
    timeout: float | None,
    explain_plan: bool,
    **options: Any,
) -> None:
    """Check a graph against SHACL shapes.

    FILE is RDF in any format, - stands for stdin; several are one graph; without one, the store is checked. What --graph
    chooses is the data, and nothing else is: what a report says is never taken for a fact of the consolidated graph.

    Exits with 0 if the graph conforms, 1 if there are results (see --fail-on), 2 if it cannot be checked, 3 if the shapes match
    nothing in it.

    \b
    Example:
      kg build && kg validate
    """
    from kg.cli.deadlines import deadline
    from kg.validate.reports import Context

    check_targets(options, (*files, *shapes, *options["ontology"]))
    with deadline(timeout, "kg validate"), progress_bar() as progress:
        made = _validation(files, store, shapes, options, progress)
        if explain_plan:
            from kg.validate.sparql.explain import plan_text

            write_output(options["output"], plan_text(made.plan).encode())
            return
        reading = told_reading(options["fields"], options["manifest"], options["time_limit"])
        evidence = _read(options["evidence"], reading)
        report = _placed(_run(made, evidence, options, progress), files, options["format"])
    texts = _texts(report, evidence, files, store, options["docs"], reading)
    context = Context(texts, options["fail_on"], shapes, files)
    judged = deliver(report, context, options, _coverage(report, options))
    click.get_current_context().exit(_exit_code(judged, options))


def _run(
    made: Validation, evidence: ReadResult, options: dict[str, Any], progress: Progress | None
) -> ValidationReport:
    shown = progress and partial(progress, "validate")
    if options["evidence"]:
        from kg.validate.evidence import EVIDENCE_SHAPES, check_evidence

        found = check_evidence(made.data, evidence.documents)
        click.echo(f"{found.quotes or 'no'} quotes of the graph are looked up", err=True)
        report = made.run(options["engine"], _tell_left, shown, found.results)
        checked = report.focus_nodes_checked or found.quotes
        report = replace(report, focus_nodes_checked=checked, rules=report.rules | EVIDENCE_SHAPES)
    else:
        report = made.run(options["engine"], _tell_left, shown)
    # Of a part of the graph, or by some of the shapes, nobody can tell what is no longer there.
    is_part = any(options[name] for name in ("graphs", "documents", "focus", "chosen"))
    return replace(report, rules=frozenset()) if is_part else report


def _read(given: tuple[Path, ...], reading: ReadOptions, names: Collection[str] | None = None) -> ReadResult:
    """Return the documents of files and folders, of folders those of *names*; what cannot be read there is told on stderr."""
    from kg.read import ReadResult, read_paths

    found = read_paths(given, names=names, options=reading) if given else ReadResult(())
    for failure in found.failures:
        click.echo(str(failure), err=True)
    return found


def _placed(report: ValidationReport, files: tuple[str, ...], format: str | None) -> ValidationReport:
    from kg.validate.places import with_places

    paths = [path for path in map(Path, files) if path.is_file()]
    return with_places(report, paths, format) if paths and report.violations else report


def _texts(
    report: ValidationReport,
    evidence: ReadResult,
    files: tuple[str, ...],
    store: Path,
    docs: tuple[Path, ...],
    reading: ReadOptions,
) -> tuple[Text, ...]:
    """Return the documents that results stand in: of --evidence and --docs, else those of the store."""
    from kg.store import StoreFolder
    from kg.validate.places import texts_of

    names = {violation.source.document for violation in report.violations if violation.source is not None}
    if docs or evidence.documents:
        more = _read(docs, reading, names)
        return texts_of(evidence.documents, evidence.paths) + texts_of(more.documents, more.paths)
    if files or not names:
        return ()
    return texts_of(one for one in StoreFolder(store).documents() if one.name in names)


def _tell_left(shape: str, reason: str) -> None:
    from kg.namespaces import shorten

    click.echo(f"{shorten(shape)}: left to pySHACL, since {reason}", err=True)


def _validation(
    files: tuple[str, ...], store: Path, shapes: tuple[str, ...], options: dict[str, Any], progress: Progress | None
) -> Validation:
    from itertools import chain

    from kg.namespaces import expand
    from kg.resources import ONTOLOGY_FILES, ontology_file
    from kg.resources import shapes as bundled_shapes
    from kg.store import StoreFolder
    from kg.validate import load_shapes
    from kg.validate.inputs import parse_data, parse_shapes, store_data
    from kg.validate.validation import Validation

    if files and (options["graphs"] or options["documents"]):
        raise click.UsageError("--graph and --document choose from a store, and not from files")
    ontologies = options["ontology"]
    if (*files, *shapes, *ontologies).count("-") > 1:
        raise click.UsageError("- is standard input, which can be read once")
    how = options["format"], options["allow_network"]
    read = (parse_data(name, *how) for name in files)
    of_store, context = ([], []) if files else store_data(StoreFolder(store), options["graphs"], options["documents"])
    data = chain(_shown(read, len(files), progress), [of_store])
    given = (
        chain.from_iterable(parse_shapes(name, *how) for name in shapes) if shapes else load_shapes(bundled_shapes())
    )
    own = () if shapes and files else map(ontology_file, ONTOLOGY_FILES)
    where = ", ".join(shapes or map(str, bundled_shapes()))
    focus, chosen = (list(map(expand, options[name])) for name in ("focus", "chosen"))
    read_ontologies = chain.from_iterable(parse_shapes(name, *how) for name in ontologies)
    ontology = chain(load_shapes(own), read_ontologies, context)
    return Validation(data, given, ontology, where, focus, chosen)


def _shown(parts: Iterable[Any], total: int, progress: Progress | None) -> Iterator[Any]:
    for number, part in enumerate(parts):
        if progress:
            progress("read", number, total)
        yield part


def _coverage(report: ValidationReport, options: dict[str, Any]) -> str:
    from kg.validate import format_coverage

    return format_coverage(report) if options["coverage"] or not report.focus_nodes_checked else ""


def _exit_code(report: ValidationReport, options: dict[str, Any]) -> int:
    if report.is_as_grave_as(options["fail_on"]):
        return 1
    return 3 if not report.focus_nodes_checked and not options["allow_empty"] else 0
