"""`kg build`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from kg.cli.options import (
    docs_argument,
    pipeline_option,
    progress_bar,
    registry_option,
    store_option,
    strict_option,
    write_output,
)
from kg.cli.reading import listed, reading_options, tell_reading, told_reading

__all__ = ["command"]

# So many names are listed in a message.
_SHOWN = 2


@click.command()
@docs_argument
@store_option
@click.option("-o", "--output", metavar="FILE", help="An RDF file to write besides; - prints N-Quads.")
@click.option("--claims", type=click.Path(path_type=Path), help="Take the claims from this file of JSON Lines.")
@pipeline_option
@registry_option
@click.option(
    "--text",
    type=click.Choice(["quotes", "paragraphs", "all"]),
    default="quotes",
    show_default=True,
    help="How much of the reports' text the graph keeps.",
)
@click.option(
    "--policy",
    metavar="NAME|FILE",
    help="What becomes a plain statement: asserted-and-uncontested (default), strict, all, or a TOML file.",
)
@reading_options
@strict_option
def command(
    docs: tuple[Path, ...],
    store: Path,
    output: str | None,
    claims: Path | None,
    pipeline: str | None,
    registry: tuple[Path, ...],
    text: str,
    policy: str | None,
    fields: Mapping[str, str],
    manifest: Path | None,
    time_limit: float,
    strict: bool,
) -> None:
    """Turn reports into a graph, and keep it in a store.

    DOCS are files, folders and patterns in quotes, in any format that kg read shows; without any, the bundled sample reports.
    The store then holds exactly these reports.

    \b
    Example:
      kg build --store kg-store -o sample.ttl
    """
    from kg.consolidate.policy import DEFAULT_POLICY
    from kg.formats.rdf import exported, serialise
    from kg.pipeline import build

    file = None if output == "-" else output
    with progress_bar() as progress:
        result = build(
            docs or None,
            store=store,
            output=file,
            claims=claims,
            pipeline=pipeline,
            registry=registry,
            text=text,
            policy=policy or DEFAULT_POLICY,
            reading=told_reading(fields, manifest, time_limit),
            strict=strict,
            progress=progress,
        )
    if output == "-":
        write_output("-", serialise(exported(result.quads)))
    tell_reading(result.documents, result.paths, result.failures, result.left_out)
    if undated := [document.name for document in result.documents if document.issued is None]:
        click.echo(f"no day stated by {listed(undated, _SHOWN)}: “yesterday” stays undated there", err=True)
    if shared := len(result.shared_texts):
        told = "1 text is" if shared == 1 else f"{shared} texts are"
        click.echo(f"{told} published by several documents, and each one source: kg query shared-texts", err=True)
    documents = f"{len(result.documents)} document{'' if len(result.documents) == 1 else 's'}"
    counts = f"{documents}, {len(result.claims)} claims, {len(result.quads)} quads"
    click.echo(f"{result.store}: {counts}", err=True)
