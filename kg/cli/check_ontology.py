"""`kg check-ontology`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.options import write_output
from kg.cli.reporting import LEVELS, check_targets, deliver, report_options

__all__ = ["command"]


@click.command("check-ontology")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option(
    "--check", "names", multiple=True, metavar="NAME|FILE", help="Run this check alone; may be given several times."
)
@click.option("--skip", multiple=True, metavar="NAME", help="Leave this check out; may be given several times.")
@click.option(
    "--level", type=LEVELS, default="info", show_default=True, help="Run the checks as grave as this, or graver."
)
@click.option(
    "--list", "listing", is_flag=True, help="List the checks that would run: level, name, what would be right, origin."
)
@report_options
def command(
    files: tuple[Path, ...],
    names: tuple[str, ...],
    skip: tuple[str, ...],
    level: str,
    listing: bool,
    **options: Any,
) -> None:
    """Check an ontology: its metadata, its terms and its axioms.

    FILE is RDF in any format, several are one ontology; without one, the bundled ontology is checked. Imports are not
    followed: give their files too. Exits with 1 if there are violations (see --fail-on), and with 3 if the files declare no
    term of their own.

    \b
    Example:
      kg check-ontology --level warning
    """
    from kg.ontology_checks import check_files, select_checks
    from kg.resources import AXIOM_FILES, ontology_file
    from kg.validate.places import with_places
    from kg.validate.reports import Context

    checks = select_checks(names, skip, level)
    if listing:
        lines = [f"{check.level:9} {check.name:28} {check.summary} ({check.origin})\n" for check in checks]
        write_output(options["output"], "".join(lines).encode())
        return
    if not checks:
        raise click.UsageError("no check is left to run; a lower --level or fewer --skip")
    bundled = [ontology_file(name) for name in (*AXIOM_FILES, "event-types.ttl", "alignments.ttl")]
    chosen = list(files or bundled)
    check_targets(options, map(str, chosen))
    report = with_places(check_files(chosen, checks, fail_on=options["fail_on"]), chosen)
    context = Context(
        fail_on=options["fail_on"], shapes=tuple(check.name for check in checks), data=tuple(map(str, chosen))
    )
    judged = deliver(report, context, options)
    failed = judged.is_as_grave_as(options["fail_on"])
    click.get_current_context().exit(1 if failed else 0 if report.focus_nodes_checked else 3)
