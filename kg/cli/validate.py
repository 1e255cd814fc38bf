"""`kg validate`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import output_option, store_option, write_output

__all__ = ["command"]


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@store_option
@click.option(
    "--shapes", multiple=True, type=click.Path(path_type=Path), help="SHACL in Turtle; default: the bundled shapes."
)
@output_option
def command(files: tuple[Path, ...], store: Path, shapes: tuple[Path, ...], output: str) -> None:
    """Check a graph against SHACL shapes.

    FILE is RDF in any format; without one, the store is checked. Exits with 1 if the graph does not conform, and with 3 if
    the shapes match nothing in it.

    \b
    Example:
      kg build && kg validate
    """
    from kg.formats.rdf import exported
    from kg.query import read_source
    from kg.resources import ONTOLOGY_FILES, ontology_file
    from kg.resources import shapes as bundled_shapes
    from kg.validate import format_report, validate

    data = [exported(read_source(path)) for path in files or (store,)]
    ontology = [ontology_file(name) for name in ONTOLOGY_FILES]
    report = validate(data, shapes or bundled_shapes(), ontology=ontology)
    write_output(output, format_report(report).encode())
    click.get_current_context().exit(3 if not report.focus_nodes_checked else 0 if report.conforms else 1)
