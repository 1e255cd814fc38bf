"""`kg validate`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import output_option, progress_bar, store_option, write_output

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.validate import ValidationReport

__all__ = ["command"]

# The graphs of a store by the name that `--graph` gives them: rooms of `kg.identifiers.graph_iri`.
GRAPHS = {
    "documents": ("document",),
    "consolidated": ("world",),
    "registry": ("registry",),
    "ontology": (),
    "reasoned": ("reasoned",),
}
DEFAULT_GRAPHS = ("documents", "consolidated", "registry")


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@store_option
@click.option(
    "--shapes", multiple=True, metavar="FILE", help="SHACL, in any format of RDF; default: the bundled shapes."
)
@click.option(
    "--ontology",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Turtle with classes and types for the data, not checked itself; ours is there unless FILE comes with --shapes.",
)
@click.option(
    "--engine",
    type=click.Choice(["sparql", "pyshacl"]),
    default="sparql",
    show_default=True,
    help="sparql: shapes compiled to SPARQL, on Oxigraph; pyshacl: the reference, much slower.",
)
@click.option(
    "--graph",
    "graphs",
    multiple=True,
    type=click.Choice(list(GRAPHS)),
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
    "--format", "format", metavar="FORMAT", help="The format of standard input (FILE is -): turtle, jsonld, …"
)
@click.option("--allow-network", is_flag=True, help="Let FILE and --shapes be addresses of the web.")
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
        report = made.run(options["engine"], _tell_left, None if progress is None else _steps(progress))
    write_output(output, _text(report, options).encode())
    click.get_current_context().exit(_exit_code(report, options))


def _steps(progress: Any) -> Any:
    return lambda done, total: progress("validate", done, total)


def _tell_left(shape: str, reason: str) -> None:
    from kg.namespaces import shorten

    click.echo(f"{shorten(shape)}: left to pySHACL, since {reason}", err=True)


def _validation(
    files: tuple[str, ...], store: Path, shapes: tuple[str, ...], options: dict[str, Any], progress: Any
) -> Any:
    from kg.namespaces import expand
    from kg.resources import ONTOLOGY_FILES, ontology_file
    from kg.resources import shapes as bundled_shapes
    from kg.validate import load_shapes
    from kg.validate.validation import Validation

    if files and (options["graphs"] or options["documents"]):
        raise click.UsageError("--graph and --document choose from a store, and not from files")
    data = _files(files, options, progress) if files else [_of_store(store, options)]
    network = options["allow_network"]
    given = (
        (quad for name in shapes for quad in _parsed(name, None, network)) if shapes else load_shapes(bundled_shapes())
    )
    own = () if shapes and files else map(ontology_file, ONTOLOGY_FILES)
    ontology = load_shapes([*own, *options["ontology"]])
    where = ", ".join(shapes or map(str, bundled_shapes()))
    focus = [expand(iri) for iri in options["focus"]]
    return Validation(data, given, ontology, where, focus, [expand(iri) for iri in options["chosen"]])


def _files(files: tuple[str, ...], options: dict[str, Any], progress: Any) -> Iterator[Iterable[Quad]]:
    for number, name in enumerate(files, 1):
        yield _parsed(name, options["format"], options["allow_network"])
        if progress:
            progress("read", number, len(files))


def _parsed(name: str, format: str | None, allow_network: bool) -> Iterable[Quad]:
    from kg.errors import UsageError
    from kg.formats.rdf import parse_rdf
    from kg.formats.remote import is_remote, parse_remote
    from kg.formats.suffixes import FORMATS, format_of
    from kg.query import read_source

    if is_remote(name):
        if not allow_network:
            raise UsageError(name, "is on the web", "--allow-network, or a copy of it")
        return parse_remote(name)
    if name == "-":
        if format not in FORMATS:
            raise UsageError("-", "has no suffix that tells its format", f"--format with one of: {', '.join(FORMATS)}")
        return parse_rdf(sys.stdin.buffer, format, "-")
    path = Path(name)
    return _exported(read_source(path)) if path.is_dir() else parse_rdf(path, format_of(path))


def _exported(quads: Iterable[Quad]) -> Iterable[Quad]:
    from kg.formats.rdf import exported

    return exported(quads)


def _of_store(store: Path, options: dict[str, Any]) -> Iterable[Quad]:
    """Return the quads of the chosen graphs."""
    from kg.errors import UsageError
    from kg.identifiers import graph_iri
    from kg.namespaces import ONTOLOGY
    from kg.store import StoreFolder

    folder = StoreFolder(store)
    names = options["graphs"] or (("documents",) if options["documents"] else DEFAULT_GRAPHS)
    keys = {document.name: document.key for document in folder.documents()}
    if unknown := [name for name in options["documents"] if name not in keys]:
        raise UsageError(unknown[0], "is no document of the store", f"one of: {', '.join(sorted(keys))}")
    chosen = {f"<{graph_iri(room, base=folder.base)}>" for name in names for room in GRAPHS[name] if room != "document"}
    if "documents" in names:
        documents = options["documents"] or keys
        chosen |= {f"<{graph_iri('document', keys[name], folder.base)}>" for name in documents}
    if "ontology" in names:
        chosen.add(f"<{ONTOLOGY}>")
    return _with_inferred(list(folder.quads()), chosen, f"<{graph_iri('inferred', base=folder.base)}>")


def _with_inferred(quads: list[Quad], chosen: set[str], inferred: str) -> Iterator[Quad]:
    """Yield the quads of the *chosen* graphs, and what is inferred of the things that they describe."""
    described = set()
    for quad in quads:
        if str(quad.graph_name) in chosen:
            described.add(quad.subject)
            yield quad
    for quad in quads:
        if str(quad.graph_name) == inferred and quad.subject in described:
            yield quad


def _text(report: ValidationReport, options: dict[str, Any]) -> str:
    from kg.validate import format_coverage, format_report

    wanted = options["coverage"] or not report.focus_nodes_checked
    text = format_report(report, options["max_results"])
    return text + (format_coverage(report) if wanted else "")


def _exit_code(report: ValidationReport, options: dict[str, Any]) -> int:
    if report.is_as_grave_as(options["fail_on"]):
        return 1
    return 3 if not report.focus_nodes_checked and not options["allow_empty"] else 0
