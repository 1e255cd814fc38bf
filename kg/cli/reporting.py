"""What `kg validate` and `kg check-ontology` do with a report: hold it against a baseline, and write it in all formats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.options import output_option, write_output
from kg.validate.reports import KINDS

if TYPE_CHECKING:
    from kg.validate import ValidationReport
    from kg.validate.reports import Context

__all__ = ["LEVELS", "deliver", "report_options"]

LEVELS = click.Choice(["violation", "warning", "info"])
Command = TypeVar("Command", bound=Callable[..., Any])


class _Wanted(click.ParamType[tuple[str, str]]):
    """KIND=FILE, as a pair."""

    name = "report"

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> tuple[str, str]:
        kind, _, target = str(value).partition("=")
        if kind not in KINDS or not target:
            self.fail(f"{value!r} is no KIND=FILE with KIND one of {', '.join(KINDS)}", param, context)
        return kind, target


def report_options(command: Command) -> Command:
    """Give *command* the options that `deliver` takes."""
    options = (
        click.option(
            "--fail-on",
            type=LEVELS,
            default="violation",
            show_default=True,
            help="Exit with 1 if a result is as grave as this.",
        ),
        click.option(
            "--max-results",
            type=click.IntRange(min=1),
            metavar="N",
            help="Print the first N results, and how many more there are.",
        ),
        click.option(
            "--report",
            "reports",
            multiple=True,
            type=_Wanted(),
            metavar="KIND=FILE",
            help=f"Write a report besides; several at once, - is stdout. KIND: {', '.join(KINDS)}.",
        ),
        click.option(
            "--baseline",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Results that are waived there do not count; waivers that have expired, or whose fault is gone, are named.",
        ),
        click.option(
            "--write-baseline",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Waive all results in FILE; what --baseline says of those that are still there is kept.",
        ),
        click.option(
            "--reason", default="known when the baseline was written", help="Why, for new waivers of --write-baseline."
        ),
        click.option("--owner", default="", metavar="NAME", help="Who answers for it, for new waivers."),
        click.option(
            "--expires",
            type=click.DateTime(["%Y-%m-%d"]),
            metavar="DAY",
            help="The last day of new waivers; without one they never end.",
        ),
        output_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


def deliver(report: ValidationReport, context: Context, options: dict[str, Any], more: str = "") -> ValidationReport:
    """Write *report* wherever *options* say, and return it without what is waived; *more* is told after the text.

    The text goes to `--output`, unless that and a report are both standard output.
    """
    from kg.validate.reports import render
    from kg.validate.reports.text import write

    judged = _judged(report, options)
    for kind, target in options["reports"]:
        write_output(target, render(kind, judged, context))
    if options["output"] != "-" or all(target != "-" for _, target in options["reports"]):
        text = write(judged, context, options["max_results"]) + more
        write_output(options["output"], text.encode("utf-8", "surrogatepass"))
    return judged


def _judged(report: ValidationReport, options: dict[str, Any]) -> ValidationReport:
    """Return the report without what is waived, which is told on stderr; write a new baseline first if asked."""
    from kg.validate.baseline import Baseline, baseline_lines, judge, read_baseline, today, updated, write_baseline

    baseline = read_baseline(options["baseline"]) if options["baseline"] is not None else Baseline()
    if (target := options["write_baseline"]) is not None:
        expires = options["expires"].date().isoformat() if options["expires"] else ""
        baseline = updated(baseline, report.violations, options["reason"], options["owner"], expires)
        write_output(str(target), write_baseline(baseline))
    judged = judge(report, baseline, today())
    for line in baseline_lines(judged):
        click.echo(line, err=True)
    return judged.report
