"""`kg docs`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option

__all__ = ["command"]


@click.command()
@store_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("build/docs"),
    show_default=True,
    help="The folder to write; pages of before are replaced.",
)
@click.option(
    "--hosted-at", required=True, metavar="URL", help="Where the pages will lie; the redirect rules lead there."
)
def command(store: Path, output: Path, hosted_at: str) -> None:
    """Write the pages of the ontology: its terms, patterns, versions, and redirect rules.

    Each term has an example from the store.

    \b
    Example:
      kg build && kg docs -o build/docs --hosted-at https://example.org/conflict-kg/
    """
    from kg.formats.rdf import exported
    from kg.pages import Sources, make_site, write_site
    from kg.resources import CODING_FILES, ontology_file, ontology_versions
    from kg.store import StoreFolder

    sources = Sources(
        ontology=ontology_file(),
        scheme=ontology_file("event-types.ttl"),
        modules=tuple(map(ontology_file, ("alignments.ttl", "definitions.ttl", "rules.ttl", *CODING_FILES))),
        context=ontology_file("context.jsonld"),
        versions=ontology_versions(),
    )
    files = make_site(sources, exported(StoreFolder(store).quads()), hosted_at)
    write_site(output, files)
    click.echo(f"{output}: {len(files)} files", err=True)
