"""`kg validate`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import output_option, progress_bar, store_option, write_output
from kg.formats.suffixes import FORMATS
from kg.validate import ENGINES, GRAPHS

if TYPE_CHECKING:
    from kg.pipeline import Progress
    from kg.validate import ValidationReport
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
@click.option(
    "--fail-on",
    type=click.Choice(["violation", "warning", "info"]),
    default="violation",
    show_default=True,
    help="Exit with 1 if a result is as grave as this.",
)
@click.option("--allow-empty", is_flag=True, help="Exit with 0 where the shapes match nothing.")
@click.option(
    "--max-results",
    type=click.IntRange(min=1),
    metavar="N",
    help="Print the first N results, and how many more there are.",
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
@output_option
def command(
    files: tuple[str, ...],
    store: Path,
    shapes: tuple[str, ...],
    timeout: float | None,
    output: str,
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

    with deadline(timeout, "kg validate"), progress_bar() as progress:
        made = _validation(files, store, shapes, options, progress)
        if explain_plan:
            from kg.validate.sparql.explain import plan_text

            write_output(output, plan_text(made.plan).encode())
            return
        report = made.run(options["engine"], _tell_left, progress and partial(progress, "validate"))
    write_output(output, _text(report, options).encode())
    click.get_current_context().exit(_exit_code(report, options))


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


def _text(report: ValidationReport, options: dict[str, Any]) -> str:
    from kg.validate import format_coverage, format_report

    wanted = options["coverage"] or not report.focus_nodes_checked
    text = format_report(report, options["max_results"])
    return text + (format_coverage(report) if wanted else "")


def _exit_code(report: ValidationReport, options: dict[str, Any]) -> int:
    if report.is_as_grave_as(options["fail_on"]):
        return 1
    return 3 if not report.focus_nodes_checked and not options["allow_empty"] else 0
