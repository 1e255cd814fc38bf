"""`kg serve`."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

import click

from kg.cli.options import store_option
from kg.errors import UsageError

__all__ = ["command"]

TOKEN: Final = "KG_SERVE_TOKEN"


@click.command()
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; 0.0.0.0 for all.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 for any.")
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), metavar="SECONDS", help="The longest work for one answer (30)."
)
@click.option(
    "--max-rows", type=click.IntRange(1), metavar="N", help="The most rows or triples of an answer (100,000)."
)
@click.option("--max-size", type=click.FloatRange(min=0.001), metavar="MB", help="The largest answer (64).")
@click.option("--workers", type=click.IntRange(1, 256), metavar="N", help="Answers made at once (one a core).")
@click.option(
    "--queue", type=click.IntRange(0), metavar="N", help="Questions that may wait; more are told to come back (128)."
)
@click.option(
    "--base",
    metavar="URL",
    help="The address that a web server in front gives it, such as https://example.org/kg/; what lies below is passed on.",
)
@click.option(
    "--beside",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="A second store, another release of the graph, that the explorer compares this one with.",
)
@click.option("--read-write", is_flag=True, help=f"Take updates that bear the token in {TOKEN}.")
@click.option("--quiet", is_flag=True, help="Write no line for each request.")
def command(
    store: Path,
    host: str,
    port: int,
    timeout: float | None,
    max_rows: int | None,
    max_size: float | None,
    workers: int | None,
    queue: int | None,
    base: str | None,
    beside: Path | None,
    read_write: bool,
    quiet: bool,
) -> None:
    """Serve a store: a SPARQL endpoint, an address for each thing, and pages to read.

    A query reads this store and nothing else. An answer beyond the bounds is refused, never cut short.

    \b
    Example:
      kg build && kg serve --port 8000
    """
    from kg.serve import Limits, serve

    size = None if max_size is None else int(max_size * 1_000_000)
    given = {"seconds": timeout, "rows": max_rows, "size": size, "workers": workers, "queue": queue}
    limits = Limits(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    public = _public(base) if base else ""
    serve(
        store,
        host,
        port,
        limits,
        token=_token() if read_write else None,
        public=public,
        beside=beside,
        ready=_ready,
        log=None if quiet else _line,
    )


def _public(base: str) -> str:
    if not re.fullmatch(r"https?://[^\s?#\"'<>\\%]+", base):
        raise UsageError(f"--base {base}", "is no address of a server", "one such as https://example.org/kg/")
    return base.rstrip("/")


def _token() -> str:
    token = os.environ.get(TOKEN, "").strip()
    if len(token) < 16:
        raise UsageError(TOKEN, "is not set, or shorter than 16 characters", "a long random text in the environment")
    return token


def _ready(address: str) -> None:
    click.echo(f"{address}sparql answers; Ctrl+C stops it", err=True)


def _line(line: str) -> None:
    click.echo(line, err=True)
