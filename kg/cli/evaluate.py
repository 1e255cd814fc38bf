"""`kg evaluate`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import output_option, write_output

__all__ = ["command"]


@click.command()
@click.argument("claims", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--gold", required=True, type=click.Path(path_type=Path), help="The gold claims, JSON Lines.")
@click.option("--names", type=click.Path(path_type=Path), help='Variants of names: JSON {"main": ["variant", …]}.')
@click.option(
    "--format", "format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="The format."
)
@click.option("--misses", is_flag=True, help="Also list what was missed and what matches nothing.")
@output_option
def command(claims: Path, gold: Path, names: Path | None, format: str, misses: bool, output: str) -> None:
    """Score claims against gold claims.

    \b
    Example:
      kg extract -o claims.jsonl && kg evaluate --gold claims.jsonl claims.jsonl
    """
    from kg.evaluate import format_misses, format_scores, load_aliases, read_rows, score, scores_to_json

    scores = score(read_rows(gold), read_rows(claims), load_aliases(names))
    text = format_scores(scores) if format == "text" else json.dumps(scores_to_json(scores), indent=1) + "\n"
    write_output(output, (text + (format_misses(scores) if misses else "")).encode())
