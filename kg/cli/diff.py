"""`kg diff`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from kg.cli.options import opened_output, output_option, write_output
from kg.errors import UsageError

__all__ = ["command"]

FORMATS: Final = ("text", "markdown", "json", "rdf-patch")


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--ontology",
    is_flag=True,
    help="Compare the ontologies alone, term by term; files of an ontology or a SKOS scheme always are.",
)
@click.option(
    "--document",
    "documents",
    multiple=True,
    metavar="NAME",
    help="Only what concerns the document of this file name. May be given several times.",
)
@click.option(
    "--format", "format", type=click.Choice(FORMATS), default="text", show_default=True, help="What to print."
)
@click.option("--fail-if-any", is_flag=True, help="Exit with 1 if anything differs but how the versions were built.")
@output_option
def command(
    old: Path, new: Path, ontology: bool, documents: tuple[str, ...], format: str, fail_if_any: bool, output: str
) -> None:
    """Tell what changed between two versions of a graph, claim by claim, or of an ontology, term by term.

    OLD and NEW are stores, files of RDF, or folders of a release, in any mixture. What follows from a change stands below it.

    \b
    Example:
      kg build --store old && kg build --policy strict --store new && kg diff old new
    """
    if ontology and documents:
        raise UsageError("--document", "says nothing of an ontology", "no --document with --ontology")
    if format == "rdf-patch":
        changed = _patch(old, new, documents, output)
    else:
        changed = _told(old, new, ontology, documents, format, output)
    click.get_current_context().exit(1 if fail_if_any and changed else 0)


def _told(old: Path, new: Path, ontology: bool, documents: tuple[str, ...], format: str, output: str) -> bool:
    from kg.diff.graphs import compare_graphs, only_documents
    from kg.diff.ontologies import compare_ontologies
    from kg.diff.reports import format_graph_diff
    from kg.diff.sides import check_documents, open_sides

    sides = open_sides(old, new)
    check_documents(sides, documents)
    alone = ontology or all(side.is_ontology for side in sides)
    diff = compare_ontologies(*sides) if alone else compare_graphs(*sides)
    if documents:
        diff = only_documents(diff, set(documents))
    write_output(output, format_graph_diff(diff, format, str(old), str(new)).encode("utf-8", "surrogatepass"))
    return not diff.is_empty


def _patch(old: Path, new: Path, documents: tuple[str, ...], output: str) -> bool:
    from kg.diff.patch import Patch
    from kg.diff.sides import open_sides

    patch = Patch(*open_sides(old, new), documents)
    with opened_output(output) as out:
        out.writelines(patch.lines())
    return patch.rows > 0
