"""`kg export`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import export_format_option, output_option, store_option, write_output
from kg.errors import UsageError
from kg.formats.suffixes import CODED_FORMATS, format_of

__all__ = ["command"]


@click.command()
@store_option
@export_format_option
@output_option
@click.option(
    "--graph",
    type=click.Choice(["data", "all"]),
    default="data",
    show_default=True,
    help="data: documents, registry, world, what is inferred; all: also the ontology.",
)
def command(store: Path, format: str | None, output: str, graph: str) -> None:
    """Write a store as one RDF file, or as event data in the manner of ACLED or PLOVER.

    Event data says less than the graph: each row tells what it loses, and stderr tells what is in no row.

    \b
    Example:
      kg build && kg export --format turtle -o sample.ttl
    """
    if format in CODED_FORMATS:
        _write_coded(store, format, output, graph)
        return
    from kg.formats.rdf import exported, serialise
    from kg.store import StoreFolder

    format = format or ("nquads" if output == "-" else format_of(output, ", or --format"))
    quads = StoreFolder(store).quads()
    write_output(output, serialise(quads if graph == "all" else exported(quads), format))


def _write_coded(store: Path, format: str, output: str, graph: str) -> None:
    from kg.coding import export_coded

    if graph != "data":
        raise UsageError(f"--graph {graph}", f"cannot be written as {format}", "an RDF format, or no --graph")
    export = export_coded(store, format)
    write_output(output, export.data)
    click.echo(export.summary, err=True)
