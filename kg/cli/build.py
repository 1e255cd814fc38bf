"""`kg build`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, BinaryIO

import click

from kg.cli.engines import chosen_engine
from kg.cli.options import (
    KindAndFile,
    check_apart,
    docs_argument,
    opened_output,
    pipeline_option,
    progress_bar,
    registry_option,
    store_option,
    strict_option,
)
from kg.cli.reading import listed, reading_options, tell_reading, tell_store, told_reading
from kg.terminal import printable

if TYPE_CHECKING:
    from kg.pipeline import BuildResult

__all__ = ["command"]

KINDS = ("json", "markdown", "text")  # of kg.runs.report, which help must not load
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
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="In how many processes to read; default: one for each core where the reports are many.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Who reads: processes of this machine, or the nodes of a Ray cluster.",
)
@click.option("--address", metavar="HOST:PORT", help="Where the Ray cluster answers; default: RAY_ADDRESS, else here.")
@click.option(
    "--shards",
    metavar="DIR|URL",
    help="Where to keep what is read, and the dataset in parts: a place that every node sees. Default: in the store.",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=KindAndFile(KINDS),
    metavar="KIND=FILE",
    help=f"Write a report of the run besides: what was read, skipped and why. Several at once; KIND: {', '.join(KINDS)}.",
)
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
    jobs: int | None,
    engine: str,
    address: str | None,
    shards: str | None,
    reports: tuple[tuple[str, str], ...],
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
    from kg.pipeline import build

    begun = perf_counter()
    file = None if output == "-" else output
    if engine == "ray" and claims is not None:
        raise click.UsageError("--claims goes with --engine local")
    read = (*docs, *registry, *filter(None, (claims, manifest)))
    check_apart([*filter(None, [output]), *(target for _, target in reports)], map(str, read))
    with ExitStack() as stack:
        # Where one cannot be written, nothing is begun.
        files = [(kind, stack.enter_context(opened_output(target))) for kind, target in reports]
        with progress_bar() as progress, chosen_engine(engine, address, jobs) as chosen:
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
                jobs=jobs,
                engine=chosen,
                shards=shards,
                progress=progress,
            )
        _write_reports(files, result, perf_counter() - begun)
    if output == "-":
        with opened_output("-") as out:
            result.write_to(out, "nquads")
    _tell(result)


def _write_reports(files: Iterable[tuple[str, BinaryIO]], result: BuildResult, seconds: float) -> None:
    """Write the report of a run to *files*, each in its kind."""
    from kg.runs.report import FORMATS, report_of

    for kind, out in files:
        out.write(
            FORMATS[kind](report_of(result.run, result.shared_texts, result.count, seconds)).encode("utf-8", "replace")
        )


def _tell(result: BuildResult) -> None:
    """Say on stderr what was passed over, what the readers noticed, and what the store holds."""
    tell_reading(result.run.summaries(), result.failures, result.left_out)
    told = (summary for _, summary in result.run.summaries() if not summary.is_foreign)
    if undated := sorted(summary.name for summary in told if summary.issued is None):
        click.echo(printable(f"no day stated by {listed(undated, _SHOWN)}: “yesterday” stays undated there"), err=True)
    if shared := len(result.shared_texts):
        texts = "1 text is" if shared == 1 else f"{shared} texts are"
        counts = "counts as one source" if shared == 1 else "count as one source each"
        click.echo(f"{texts} published by several documents, and {counts}: kg query shared-texts", err=True)
    tell_store(result)
