"""`kg export`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import output_option, rdf_format_option, store_option, write_output

__all__ = ["command"]


@click.command()
@store_option
@rdf_format_option
@output_option
@click.option(
    "--graph",
    type=click.Choice(["data", "all"]),
    default="data",
    show_default=True,
    help="data: documents, registry, world, what is inferred; all: also the ontology.",
)
def command(store: Path, format: str | None, output: str, graph: str) -> None:
    """Write a store as one RDF file.

    \b
    Example:
      kg build && kg export --format turtle -o sample.ttl
    """
    from kg.formats.rdf import exported, serialise
    from kg.formats.suffixes import format_of
    from kg.store import StoreFolder

    format = format or ("nquads" if output == "-" else format_of(output))
    quads = StoreFolder(store).quads()
    write_output(output, serialise(quads if graph == "all" else exported(quads), format))
