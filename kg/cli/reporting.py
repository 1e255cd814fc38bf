"""What `kg validate` and `kg check-ontology` do with a report: hold it against a baseline, and write it in all formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.aside import renamed_into_place
from kg.cli.options import KindAndFile, check_apart, output_option, write_output
from kg.validate.reports import KINDS

if TYPE_CHECKING:
    from kg.validate import ValidationReport
    from kg.validate.reports import Context

__all__ = ["LEVELS", "check_targets", "deliver", "report_options"]

LEVELS = click.Choice(["violation", "warning", "info"])
Command = TypeVar("Command", bound=Callable[..., Any])


def _not_empty(context: click.Context, param: click.Parameter, value: str) -> str:
    if not value.strip():
        raise click.BadParameter("is empty; a waiver says why")
    return value


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
            type=KindAndFile(KINDS),
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
            "--reason",
            default="known when the baseline was written",
            callback=_not_empty,
            help="Why, for new waivers of --write-baseline.",
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


def check_targets(options: dict[str, Any], inputs: Iterable[str] = ()) -> None:
    """Raise click.UsageError where two outputs go to one place, or one to one of *inputs*, before anything is done."""
    reports = [target for _, target in options["reports"]]
    if reports.count("-") > 1:
        raise click.UsageError("two reports go to standard output; one at most")
    named = [*reports, options["output"], *filter(None, [str(options["write_baseline"] or "")])]
    check_apart((target for target in named if target != "-"), inputs)


def deliver(report: ValidationReport, context: Context, options: dict[str, Any], more: str = "") -> ValidationReport:
    """Write *report* wherever *options* say, and return it without what is waived; *more* is told after the text.

    All files are written aside before one is renamed into place. The text goes to `--output`, unless that and a report are both
    standard output.
    """
    from kg.validate.reports import render
    from kg.validate.reports.text import write

    judged, lines, baseline = _judged(report, options)
    outputs = [(target, render(kind, judged, context)) for kind, target in options["reports"]]
    if options["output"] != "-" or all(target != "-" for target, _ in outputs):
        text = write(judged, context, options["max_results"]) + more
        outputs.append((options["output"], text.encode("utf-8", "replace")))
    with ExitStack() as stack:
        for target, data in [*baseline, *outputs]:
            if target != "-":
                stack.enter_context(renamed_into_place(Path(target), data))
        for target, data in outputs:
            if target == "-":
                write_output(target, data)
    for line in lines:
        click.echo(line, err=True)
    return judged


def _judged(
    report: ValidationReport, options: dict[str, Any]
) -> tuple[ValidationReport, list[str], list[tuple[str, bytes]]]:
    """Return the report without what is waived, what there is to tell of that, and the new baseline if one is asked for."""
    from kg.validate.baseline import Baseline, baseline_lines, judge, read_baseline, today, updated, write_baseline

    baseline = read_baseline(options["baseline"]) if options["baseline"] is not None else Baseline()
    files = []
    if (target := options["write_baseline"]) is not None:
        expires = options["expires"].date().isoformat() if options["expires"] else ""
        baseline = updated(baseline, report, options["reason"], options["owner"], expires)
        files.append((str(target), write_baseline(baseline)))
    judged = judge(report, baseline, today())
    return judged.report, baseline_lines(judged), files
