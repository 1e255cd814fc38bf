"""`kg extract`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import (
    docs_argument,
    output_option,
    pipeline_option,
    progress_bar,
    registry_option,
    strict_option,
    write_output,
)

__all__ = ["command"]


@click.command()
@docs_argument
@click.option(
    "--format", "format", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, help="The format."
)
@output_option
@pipeline_option
@registry_option
@strict_option
def command(
    docs: tuple[Path, ...], format: str, output: str, pipeline: str | None, registry: tuple[Path, ...], strict: bool
) -> None:
    """Print what reports claim, one claim a line.

    DOCS are files and folders; without any, the bundled sample reports.

    \b
    Example:
      kg extract -o claims.jsonl
    """
    from kg.formats.claims import claim_to_json, dump_claim
    from kg.pipeline import extract

    with progress_bar() as progress:
        read, claims = extract(docs or None, pipeline=pipeline, registry=registry, strict=strict, progress=progress)
    lines = "".join(dump_claim(claim_to_json(claim)) + "\n" for found in claims.values() for claim in found)
    write_output(output, lines.encode("utf-8", "surrogatepass"))
    for failure in read.failures:
        click.echo(f"passed over: {failure}", err=True)
