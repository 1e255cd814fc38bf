"""`kg diff`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import output_option, write_output

__all__ = ["command"]


@click.command()
@click.option(
    "--ontology",
    "files",
    nargs=2,
    required=True,
    type=click.Path(path_type=Path),
    metavar="OLD NEW",
    help="Two versions of an ontology or a SKOS scheme, RDF in any format.",
)
@click.option(
    "--format",
    "format",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="What to print.",
)
@output_option
def command(files: tuple[Path, Path], format: str, output: str) -> None:
    """Tell what changed between two versions of an ontology, and what the next version number must be.

    Terms are added, removed, deprecated or changed; each change is breaking, compatible or editorial. Exits with 1 if
    anything changed, with 0 if nothing did.

    \b
    Example:
      kg diff --ontology old.ttl new.ttl --format markdown
    """
    from kg.diff import compare, format_diff
    from kg.formats.ontology import read_ontology

    old, new = map(read_ontology, files)
    diff = compare(old, new)
    write_output(output, format_diff(diff, format).encode())
    click.get_current_context().exit(1 if diff.groups else 0)
