"""Draws the world graph in partitions, with the rows on disk: what each step takes, and how reports fall into components.

Each step runs in a process of its own, so that its peak memory is its own; it is counted above that of a process that has
read the registry. Sizes may be given: `python -m benchmarks.consolidation.parts 10000 50000`.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import cache, partial
from itertools import groupby, islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, BinaryIO, Final
from zlib import crc32

import numpy as np
from msgspec.msgpack import Decoder, Encoder

from benchmarks.consolidation.claims import ACTORS, invent_lexicon, tell_claims
from kg.consolidate import DocumentTexts, load_policy
from kg.consolidate.channels import BROADCAST, FIRST_ROUND, ROWS, Channel, Emission, Emitter, emission_of, key_of
from kg.consolidate.gathering import Membership, memberships
from kg.consolidate.incidents import joined
from kg.consolidate.outlines import Outline
from kg.consolidate.report_components import Components, find_components, report_edges
from kg.consolidate.reports import Report
from kg.consolidate.rules import incident_rules
from kg.graph import Known, draw
from kg.lexicon import Lexicon
from kg.namespaces import DATA

SIZES: Final = (10_000, 50_000)
PARTITIONS: Final = 8
POLICY: Final = "strict"
# On Linux, ru_maxrss counts kilobytes.
MEGABYTE: Final = 1024
Step = Callable[[Path], int]
encode: Final = Encoder(order="deterministic").encode


class Rows:
    """The rows of channels and partitions as files of a folder, each row with its length before it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._stack, self._files = folder, ExitStack(), dict[str, BinaryIO]()

    def __enter__(self) -> Rows:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def send(self, emission: Emission) -> None:
        """Write a row where it belongs."""
        spread = emission.channel not in BROADCAST and emission.key
        number = crc32(emission.key.encode()) % PARTITIONS if spread else 0
        self.write(emission.channel, number, emission.row)

    def write(self, channel: str, number: int, row: object) -> None:
        """Write a row to a partition of a channel, or of what comes before one."""
        name = f"{channel}-{number}"
        if name not in self._files:
            self._files[name] = self._stack.enter_context((self._folder / name).open("ab"))
        data = encode(row)
        self._files[name].write(len(data).to_bytes(4, "big") + data)


def rows_in(folder: Path, name: str) -> Iterator[bytes]:
    """Yield the rows of a file, which may not be there."""
    if (folder / name).exists():
        with (folder / name).open("rb") as file:
            while head := file.read(4):
                yield file.read(int.from_bytes(head, "big"))


def rows_of(folder: Path, channel: Channel, number: int = 0) -> Iterator[Any]:
    """Yield the rows of a partition of a channel."""
    return map(Decoder(ROWS[channel]).decode, rows_in(folder, f"{channel}-{number}"))


def emit(size: int, folder: Path) -> int:
    """Write the rows of all documents to their partitions, and the outlines of reports to one file; return how many rows."""
    emitter, count, edges = Emitter(invented(), load_policy(POLICY)), 0, list[Any]()
    with Rows(folder) as rows:
        for key, claims in groupby(tell_claims(size), key=lambda item: item.claim.document_key):
            found = list(emitter.emit(list(claims), DocumentTexts(key)))
            reports = [e.row.outline for e in found if isinstance(e.row, Report)]
            edges.append(report_edges(reports))
            for outline in reports:
                rows.write("outlines", 0, outline)
            count += len(found)
            for emission in found:
                rows.send(emission)
    np.save(folder / "edges", np.concatenate(edges))
    return count


def join(folder: Path) -> int:
    """Find the components; return how many edges there are."""
    edges = np.load(folder / "edges.npy")
    components = find_components([edges])
    np.save(folder / "components", np.stack([components.reports, components.least]))
    return len(edges)


def route(folder: Path) -> int:
    """Send the outline of each report to the partition of its component; return how many there are."""
    components, numbers = Components(*np.load(folder / "components.npy")), list[int]()
    with Rows(folder) as rows:
        for outline in map(Decoder(Outline).decode, rows_in(folder, "outlines-0")):
            numbers.append(components.of(outline.number))
            rows.write("routed", crc32(str(numbers[-1]).encode()) % PARTITIONS, outline)
    np.save(folder / "taken", np.array(numbers, np.uint64))
    return len(numbers)


def gather(number: int, folder: Path) -> int:
    """Find to which happening each report of a partition of components belongs; return how many there are."""
    outlines, count = map(Decoder(Outline).decode, rows_in(folder, f"routed-{number}")), 0
    with Rows(folder) as rows:
        for one in memberships(outlines, incident_rules()):
            rows.write("gathered", crc32(key_of(one.report).encode()) % PARTITIONS, one)
            count += 1
    return count


def assign(number: int, folder: Path) -> int:
    """Send each report of a partition to that of its happening; return how many there are."""
    found, count = map(Decoder(Membership).decode, rows_in(folder, f"gathered-{number}")), 0
    with Rows(folder) as rows:
        for member in joined(rows_of(folder, Channel.REPORTS, number), found):
            rows.send(emission_of(member))
            count += 1
    return count


def reduce(channels: Sequence[Channel], number: int, folder: Path) -> int:
    """Draw a partition of *channels*, one after the other; return how many quads it has."""
    known = Known.of(load_policy(POLICY), DATA, *(rows_of(folder, channel) for channel in BROADCAST))
    count = 0
    with Rows(folder) as rows:
        for channel in channels:
            for piece in draw(channel, rows_of(folder, channel, number), known):
                count += len(piece.quads)
                for dispute in piece.disputes:
                    rows.send(emission_of(dispute))
    return count


def measured(step: Step, folder: Path) -> tuple[float, float, int]:
    """Run *step* in a process of its own; return its processor seconds, its peak memory in MB, and what it returns."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_measure, step, folder).result()


def _measure(step: Step, folder: Path) -> tuple[float, float, int]:
    invented()
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, process_time()
    result = step(folder)
    taken = process_time() - start
    return taken, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / MEGABYTE, result


@cache
def invented() -> Lexicon:
    """Return the registry."""
    return invent_lexicon()


def print_size(size: int) -> None:
    """Draw *size* claims in partitions, and print what that takes."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for label, steps in (
            ("emit", [partial(emit, size)]),
            ("components", [join]),
            ("route", [route]),
            ("gather", [partial(gather, number) for number in range(PARTITIONS)]),
            ("assign", [partial(assign, number) for number in range(PARTITIONS)]),
            ("first round", [partial(reduce, FIRST_ROUND, number) for number in range(PARTITIONS)]),
            ("second round", [partial(reduce, (Channel.STATEMENTS,), number) for number in range(PARTITIONS)]),
        ):
            done = [measured(step, folder) for step in steps]
            seconds, memory, results = zip(*done, strict=True)
            print(f"{size:8} {label:14} {sum(seconds):9.2f} s {max(memory):6.0f} MB {sum(results):10}")
        found = np.sort(np.unique(np.load(folder / "taken.npy"), return_counts=True)[1])[::-1]
        written = sum(path.stat().st_size for path in folder.iterdir()) / MEGABYTE**2
        print(f"{size:8} {written:.0f} MB of rows; {len(found)} components of {found.sum()} reports, ", end="")
        print(f"the largest {', '.join(map(str, islice(found, 3)))} ({found[0] / found.sum():.1%})")


def main(sizes: Sequence[int]) -> None:
    """Print each size."""
    print(
        f"claims over {ACTORS} actors, {PARTITIONS} partitions: seconds of all tasks, MB of the dearest, rows or quads"
    )
    for size in sizes:
        print_size(size)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
