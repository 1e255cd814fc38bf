"""What documents that want to harm their reader take: each is read, and its claims are read out, in a process of its own.

Seconds and the peak of resident memory are those of the whole process, with its start and its guarded reader. trafilatura gets
the pages of the web, and only reads.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.amounts import AMOUNTS
from benchmarks.frame.command import parser, present
from benchmarks.frame.comparison import Comparison, Row, bound
from benchmarks.frame.memory import peak
from benchmarks.frame.versions import OURS, installed
from benchmarks.hostile.cases import CASES, Case, by_trafilatura, read_out, write
from kg.evaluate import Table
from kg.read.options import MIB, Limits

READERS: Final[dict[str, Callable[[Path], str]]] = {"kg": read_out, "trafilatura": by_trafilatura}
PAGE: Final = ".html"
# Far beyond the bounds that reading has of itself.
LIMIT: Final = 300.0
NOBODY: Final = (
    "Anyone may put such a document into a folder that is read: how long it keeps the others waiting at most."
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What reading one case took: seconds, peak memory in MB of the process or its largest child, and what came of it."""

    case: str
    seconds: float
    megabytes: float
    outcome: str
    is_killed: bool = False


def measured(reader: str, case: Case, size: int) -> Taken:
    """Make a document of *case* and let *reader* read it in a process of its own; past the limit it is killed."""
    with TemporaryDirectory() as folder:
        return _measured(reader, case.name, write(case, size, Path(folder)))


def _measured(reader: str, case: str, path: Path) -> Taken:
    started = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.hostile", "--reader", reader, "--read", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            said = process.communicate(timeout=LIMIT)[0].strip().splitlines()
        except subprocess.TimeoutExpired:
            process.kill()
            return Taken(case, time.perf_counter() - started, 0.0, f"killed after {LIMIT:g} s", is_killed=True)
    seconds = time.perf_counter() - started
    if process.returncode:
        return Taken(case, seconds, 0.0, (said or [f"exit code {process.returncode}"])[-1], is_killed=True)
    peak, _, outcome = said[-1].partition(" ")
    return Taken(case, seconds, float(peak), outcome)


def compare(cases: Sequence[Case], size: int) -> Iterator[Comparison]:
    """Read *cases* made at *size* bytes, those of the web by the peer, too; compare the worst."""
    ours = [measured("kg", case, size) for case in cases]
    pages = [taken for taken, case in zip(ours, cases, strict=True) if case.suffix == PAGE]
    theirs = [measured("trafilatura", case, size) for case in cases if case.suffix == PAGE]
    made = f"documents of {size:,} bytes, of packed files before they unpack"
    if pages:
        yield _of_pages(pages, theirs, made)
    yield Comparison(
        name="hostile-documents",
        title="Hostile documents of all formats",
        measured="seconds for the slowest",
        unit="s",
        size=f"{len(ours)} {made}",
        better="less",
        means=NOBODY,
        ours=_slowest("kg extract", OURS, ours),
        peers=(bound("the limit of a report that is no plain text", Limits().seconds),),
        details=(_table(ours),),
    )
    largest = max(ours, key=lambda taken: taken.megabytes)
    yield Comparison(
        name="hostile-memory",
        title="Hostile documents of all formats, memory",
        measured="megabytes for the largest",
        unit="MB",
        size=f"{len(ours)} {made}",
        better="less",
        means="How much memory such a document takes at most, on a machine that others share.",
        ours=Row("kg extract", OURS, largest.megabytes, largest.case),
        peers=(bound("the limit of a report that is no plain text", Limits().memory / MIB),),
    )
    if lost := _not_read(ours):
        raise RuntimeError(f"{lost}: {READERS['kg'].__name__} did not come to its end")


def _of_pages(pages: Sequence[Taken], theirs: Sequence[Taken], made: str) -> Comparison:
    return Comparison(
        name="hostile-pages",
        title="Hostile pages of the web",
        measured="seconds for the slowest",
        unit="s",
        size=f"{len(pages)} {made}",
        better="less",
        means=f"{NOBODY} Ours also reads claims out.",
        ours=_slowest("kg extract", OURS, pages),
        peers=(_slowest("trafilatura", installed("trafilatura"), theirs),),
    )


def _slowest(who: str, version: str, taken: Sequence[Taken]) -> Row:
    slowest = max(taken, key=lambda one: one.seconds)
    lost = _not_read(taken)
    return Row(who, version, slowest.seconds, f"{slowest.case}; not read: {lost}" if lost else slowest.case)


def _not_read(taken: Sequence[Taken]) -> str:
    return ", ".join(one.case for one in taken if one.is_killed)


def _table(taken: Sequence[Taken]) -> Table:
    rows = tuple((one.case, f"{one.seconds:.1f}", f"{one.megabytes:.0f}", one.outcome[:110]) for one in taken)
    return Table("Document by document", "", ("document", "s", "MB", "what came of it"), rows)


def main(arguments: Sequence[str]) -> None:
    """Compare; or, in a process of its own, read one case, and print its peak and what came of it."""
    made = parser("hostile", __doc__)
    made.add_argument("--bytes", type=int, help="how large the documents are")
    made.add_argument("--words", default="", help="only the cases that have these words in their name")
    made.add_argument("--read", type=Path, metavar="FILE", help="read this document alone, in this process")
    made.add_argument("--reader", choices=READERS, default="kg", help="with --read")
    chosen = made.parse_args(arguments)
    amounts = AMOUNTS[chosen.size]
    size = chosen.bytes or amounts.hostile_bytes
    if chosen.read:
        outcome = READERS[chosen.reader](chosen.read)
        of_children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{max(peak(), of_children):.0f} {outcome}")
        return
    cases = [case for case in CASES if chosen.words in case.name][:: amounts.hostile_every]
    present(compare(cases, size), chosen.json)


if __name__ == "__main__":
    main(sys.argv[1:])
