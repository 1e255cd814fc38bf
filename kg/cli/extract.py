"""`kg extract`."""

from __future__ import annotations

from collections.abc import Mapping
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
from kg.cli.reading import reading_options, tell_reading, told_reading

__all__ = ["command"]


@click.command()
@docs_argument
@click.option(
    "--format", "format", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, help="The format."
)
@output_option
@pipeline_option
@registry_option
@reading_options
@strict_option
def command(
    docs: tuple[Path, ...],
    format: str,
    output: str,
    pipeline: str | None,
    registry: tuple[Path, ...],
    fields: Mapping[str, str],
    manifest: Path | None,
    time_limit: float,
    strict: bool,
) -> None:
    """Print what reports claim, one claim a line.

    DOCS are files, folders and patterns in quotes, in any format that kg read shows; without any, the bundled sample reports.

    \b
    Example:
      kg extract -o claims.jsonl
    """
    from kg.formats.claims import claim_to_json, dump_claim
    from kg.pipeline import extract

    reading = told_reading(fields, manifest, time_limit)
    with progress_bar() as progress:
        read, claims = extract(
            docs or None, pipeline=pipeline, registry=registry, reading=reading, strict=strict, progress=progress
        )
    lines = "".join(dump_claim(claim_to_json(claim)) + "\n" for found in claims.values() for claim in found)
    write_output(output, lines.encode("utf-8", "surrogatepass"))
    tell_reading(zip(read.paths, read.documents, strict=True), read.failures, read.left_out)
