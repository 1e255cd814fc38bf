"""Options that several commands share, each defined once."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from kg.aside import written_aside
from kg.errors import UsageError
from kg.store import DEFAULT_STORE

if TYPE_CHECKING:
    from kg.pipeline import Progress

__all__ = [
    "KindAndFile",
    "a_number",
    "check_apart",
    "docs_argument",
    "endpoint_option",
    "is_terminal",
    "opened_output",
    "output_option",
    "pipeline_option",
    "progress_bar",
    "registry_option",
    "store_option",
    "strict_option",
    "terminal_width",
    "timeout_option",
    "write_output",
]


class _NamedPath(click.Path):
    """A path; an empty argument, as an unset variable of the shell leaves it, is none and not the working folder."""

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> Any:
        """Return the path; fails where nothing is named."""
        if value == "":
            self.fail("an empty argument names no file; . is the working folder", param, context)
        return super().convert(value, param, context)


docs_argument = click.argument("docs", nargs=-1, type=_NamedPath(path_type=Path), metavar="[DOCS]...")
store_option = click.option(
    "--store",
    type=click.Path(path_type=Path),
    default=Path(DEFAULT_STORE),
    show_default=True,
    help="The folder of the store.",
)
output_option = click.option("-o", "--output", default="-", help="The file to write; - for stdout.", metavar="FILE")
pipeline_option = click.option(
    "--pipeline",
    metavar="NAME",
    help="The spaCy pipeline that parses, trained on Universal Dependencies: a package or a folder; default: the bundled one.",
)
registry_option = click.option(
    "--registry",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A registry file (SKOS Turtle) besides the bundled ones; later files win. May be given several times.",
)


class KindAndFile(click.ParamType[tuple[str, str]]):
    """KIND=FILE, as a pair."""

    name = "report"

    def __init__(self, kinds: Iterable[str]) -> None:
        self._kinds = tuple(kinds)

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> tuple[str, str]:
        """Return the pair; fails where the kind is unknown, or there is no file."""
        kind, _, target = str(value).partition("=")
        if kind not in self._kinds or not target:
            self.fail(f"{value!r} is no KIND=FILE with KIND one of {', '.join(self._kinds)}", param, context)
        return kind, target


def a_number(ctx: click.Context, option: click.Parameter, value: float) -> float:
    """Refuse `nan`, which is in every range to click."""
    if value != value:
        raise click.BadParameter("nan is no number")
    return value


endpoint_option = click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of a store.")
timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0, max=86_400, min_open=True),
    callback=a_number,
    default=300.0,  # as kg.endpoint.TIMEOUT, which help must not load
    show_default=True,
    metavar="SECONDS",
    help="The longest wait for an endpoint's answer, or the next piece of it.",
)
strict_option = click.option("--strict", is_flag=True, help="Let one bad file of a folder fail the run.")


def is_terminal(output: str) -> bool:
    """Tell whether *output* is a terminal: `-`, where stdout is one and not closed."""
    return output == "-" and sys.stdout is not None and sys.stdout.isatty()


def terminal_width(output: str) -> int | None:
    """Return how many columns the terminal has that *output* is, or None where it is none."""
    return shutil.get_terminal_size().columns if is_terminal(output) else None


@contextmanager
def opened_output(output: str) -> Iterator[BinaryIO]:
    """Give stdout where *output* is `-`, or the file, which takes its place when all is written."""
    if output == "-":
        if sys.stdout is None:  # as `>&-` leaves it
            raise UsageError("stdout", "is closed", "one that can be written to, or -o FILE")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with written_aside(Path(output)) as aside, aside.open("wb") as out:
        yield out


def write_output(output: str, data: bytes) -> None:
    """Write *data* to the file *output* as a whole, or to stdout where it is `-`."""
    with opened_output(output) as out:
        out.write(data)


def check_apart(files: Iterable[str], inputs: Iterable[str] = ()) -> None:
    """Raise click.UsageError where two of the *files* to write are one, or one is among *inputs*; `-` counts as a file."""
    places = [Path(name).resolve() for name in files]
    taken = {Path(name).resolve() for name in inputs if name != "-"}
    for number, place in enumerate(places):
        if place in places[:number]:
            raise click.UsageError(f"two outputs go to {place.name}; a file for each")
        if place in taken:
            raise click.UsageError(f"{place.name} is read, and would be overwritten; another file")


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """Give a progress callback that draws bars on stderr where that is a terminal, else None.

    It is told what is counted, how many are done, and of how many; 0 where nobody knows.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total or None, rate="")
            speed = bar.tasks[tasks[what]].speed or 0.0
            bar.update(tasks[what], completed=done, rate=f"{speed:,.1f}/s" if speed else "")

        yield show
