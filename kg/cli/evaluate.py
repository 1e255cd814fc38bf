"""`kg evaluate`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

import click

from kg.aside import renamed_into_place
from kg.cli.options import is_terminal, output_option, write_output
from kg.cli.reading import reading_options, told_reading

__all__ = ["command"]


def _parse_floors(ctx: click.Context, option: click.Parameter, values: tuple[str, ...]) -> dict[str, float]:
    floors = {}
    for value in values:
        name, _, number = value.partition("=")
        try:
            floors[name] = float(number)
        except ValueError as error:
            raise click.BadParameter(f"{value!r} has no number; MEASURE=VALUE") from error
        if not 0 <= floors[name] <= 1:
            raise click.BadParameter(f"{value!r} is not from 0 to 1; MEASURE=VALUE")
    return floors


@click.command()
@click.argument("claims", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--gold", type=click.Path(path_type=Path), help="Gold claims, JSON Lines.")
@click.option("--pairs", type=click.Path(path_type=Path), help="Gold pairs of spans in a relation, JSON Lines.")
@click.option("--names", type=click.Path(path_type=Path), help='Variants of names: JSON {"main": ["variant", …]}.')
@click.option("--docs", type=click.Path(path_type=Path), help="The documents (a folder or file), to show sentences.")
@click.option(
    "--format", "format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="The format."
)
@click.option("--misses", is_flag=True, help="Also list what was missed, what matches nothing and what differs.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Also write a report with all of that; .md or .html says its format.",
)
@click.option(
    "--fail-under",
    "floors",
    multiple=True,
    callback=_parse_floors,
    metavar="MEASURE=VALUE",
    help="Exit with 1 if a measure (detection, strict.P, FightingAgainst.R …) is under VALUE.",
)
@reading_options
@output_option
def command(
    claims: Path,
    gold: Path | None,
    pairs: Path | None,
    names: Path | None,
    docs: Path | None,
    format: str,
    misses: bool,
    reports: tuple[Path, ...],
    fields: Mapping[str, str],
    manifest: Path | None,
    time_limit: float,
    floors: dict[str, float],
    output: str,
) -> None:
    """Score claims against gold claims.

    Gold are claims, or pairs of spans that stand in a relation (re3d), or both.

    \b
    Example:
      kg extract -o claims.jsonl && kg evaluate --gold claims.jsonl claims.jsonl --report report.html
    """
    from kg.evaluate import (
        evaluate,
        evaluation_to_json,
        format_text,
        load_excerpts,
        make_report,
        report_writer,
        shortfalls,
    )

    writers = [(path, report_writer(path)) for path in reports]
    found = evaluate(claims, gold=gold, pairs=pairs, names=names)
    reading = told_reading(fields, manifest, time_limit)
    short, excerpts = shortfalls(found, floors), load_excerpts(docs, found.documents, reading)
    report = make_report(found, excerpts)
    if format == "json":
        text = json.dumps(evaluation_to_json(found, excerpts if misses else None), ensure_ascii=False, indent=1) + "\n"
    else:
        width = shutil.get_terminal_size().columns if is_terminal(output) else None
        text = format_text(report, listings=misses, width=width)
    with ExitStack() as pending:
        for path, write in writers:
            pending.enter_context(renamed_into_place(path, write(report).encode("utf-8", "backslashreplace")))
        write_output(output, text.encode("utf-8", "backslashreplace"))
    for line in short:
        click.echo(line, err=True)
    click.get_current_context().exit(1 if short else 0)
