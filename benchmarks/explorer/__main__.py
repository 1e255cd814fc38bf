"""How fast the explorer of `kg serve` is in chromium: until its views show data, what they take, how smoothly they move.

Each view is opened twice, and the browser has kept nothing: by a server that has just started, then by the same with its answer
kept. Then the view is moved by the browser's own input, and the time from frame to frame is taken. Server, browser and client
share the machine's cores.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.amounts import AMOUNTS
from benchmarks.data import write_store
from benchmarks.explorer.moves import Frames, Move, drag, measure, scroll, zoom
from benchmarks.explorer.tab import Loading, Tab, opened
from benchmarks.frame.command import parser, present
from benchmarks.frame.comparison import Comparison, Row, bound, missing
from benchmarks.frame.versions import OURS
from benchmarks.serve.servers import kg
from kg.evaluate import Table
from kg.serve.work.explore.answering import EXPLORER

__all__ = ["VIEWS", "compare"]


@dataclass(frozen=True, slots=True)
class View:
    """A view by its address; *drawn* finds what is there with the first data; *moves*: what is done, and in what."""

    address: str
    drawn: str
    moves: Sequence[tuple[str, Move, str]] = ()


PLOT: Final = ".plot canvas"
PICTURE: Final = ".picture canvas"
NETWORK: Final = (("zoom", zoom, PICTURE), ("drag", drag, PICTURE), ("date slider", drag, ".date-slider .range"))
VIEWS: Final = {
    "timeline": View(
        "timeline", ".plot .names li", (("scroll", scroll, PLOT), ("zoom", zoom, PLOT), ("drag", drag, PLOT))
    ),
    "network": View("network", PICTURE, NETWORK),
    "network, 1,000": View("network?most=1000", PICTURE, NETWORK),
    "network, 5,000": View("network?most=5000", PICTURE, NETWORK),
    "map": View("map", ".map-drawing .land", (("zoom", zoom, ".map-drawing"), ("drag", drag, ".map-drawing"))),
    "matrix": View("matrix", ".matrix td button", (("scroll", scroll, ".matrix-frame"),)),
}


# Of the screen that headless chromium has.
FRAMES: Final = 60.0
WHO: Final = "kg serve, /explore"


@dataclass(frozen=True, slots=True)
class Seen:
    """How a view came from a server that has just started, and then; and how it moves, by move."""

    cold: Loading
    kept: Loading
    moves: Mapping[str, Frames]


def compare(store: Path, views: Mapping[str, View], told: str) -> Iterator[Comparison]:
    """Open and move *views* of *store*, which is as *told*."""
    with opened() as tab:
        version = f"chromium {tab.browser.capabilities['browserVersion']}"
        seen = {name: _seen(view, store, tab) for name, view in views.items()}
    slowest = max(seen, key=lambda name: seen[name].cold.picture)
    rates = [frames.rate for one in seen.values() for frames in one.moves.values()]
    kept = max(seen.values(), key=lambda one: one.kept.picture)
    yield _opening(
        Row(WHO, OURS, seen[slowest].cold.picture, slowest),
        told,
        (Row("the same, with its answer kept", version, kept.kept.picture),),
        (_loading_table(seen),),
    )
    yield _moving(Row(WHO, OURS, median(rates), f"slowest {min(rates):.0f}"), told, (_frames_table(seen),))


def _opening(ours: Row, told: str, others: tuple[Row, ...] = (), details: tuple[Table, ...] = ()) -> Comparison:
    return Comparison(
        name="explorer-opening",
        title="Opening a view of the explorer",
        measured="seconds until the slowest shows data, the server just started",
        unit="s",
        size=told,
        better="less",
        means="How long a reader waits for a picture of the whole graph.",
        ours=ours,
        peers=(bound("one second", 1.0),),
        others=others,
        details=details,
    )


def _moving(ours: Row, told: str, details: tuple[Table, ...] = ()) -> Comparison:
    return Comparison(
        name="explorer-moving",
        title="Moving a view of the explorer",
        measured="frames a second while it is scrolled, zoomed or dragged, the median",
        unit="frames/s",
        size=told,
        better="more",
        means="Whether the picture follows the hand.",
        ours=ours,
        peers=(bound("as many as the screen shows", FRAMES),),
        details=details,
    )


def _lacking() -> str:
    """Return what has to be there before anything can be measured, and what brings it; "" where all is."""
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        return "chromium or chromedriver is not here; Debian's packages chromium and chromium-driver bring them"
    return "" if (EXPLORER / ".vite" / "manifest.json").is_file() else "the explorer is not built; make web builds it"


def _seen(view: View, store: Path, tab: Tab) -> Seen:
    with kg(store, store) as server:
        address = f"http://127.0.0.1:{server.port}/explore/{view.address}"
        cold, kept = tab.load(address, view.drawn), tab.load(address, view.drawn)
        moves = {told: measure(tab, move, selector) for told, move, selector in view.moves}
        tab.browser.get("about:blank")
    return Seen(cold, kept, moves)


def _loading_table(seen: Mapping[str, Seen]) -> Table:
    header = ("view", "first paint s", "data s", "frozen s", "sent MB", "heap MB", "tab MB")
    rows = (
        (f"{name}, {how}", *_cells(loading))
        for name, one in seen.items()
        for how, loading in (("cold", one.cold), ("kept", one.kept))
    )
    return Table("View by view", "", header, tuple(rows))


def _cells(loading: Loading) -> Iterator[str]:
    yield from (f"{seconds:.2f}" for seconds in (loading.paint, loading.picture, loading.frozen))
    yield from (f"{megabytes:.1f}" for megabytes in (loading.sent, loading.heap, loading.memory))


def _frames_table(seen: Mapping[str, Seen]) -> Table:
    rows = (
        (f"{name}: {move}", *(f"{n:.1f}" for n in (frames.middle, frames.most, frames.longest, frames.rate)))
        for name, one in seen.items()
        for move, frames in one.moves.items()
    )
    header = ("view: move", "median ms a frame", "95 % ms", "longest ms", "frames/s")
    return Table("Move by move", "", header, tuple(rows))


def main(arguments: Sequence[str]) -> None:
    """Make a store, or take one, and compare."""
    made = parser("explorer", __doc__)
    made.add_argument("--store", type=Path, help="explore this store")
    made.add_argument("--quads", type=int, help="of the store that is made")
    made.add_argument("--views", nargs="+", choices=VIEWS, metavar="VIEW", help="these alone, by name")
    chosen = made.parse_args(arguments)
    if lacks := _lacking():
        row = missing(WHO, lacks)
        present((_opening(row, "nothing"), _moving(row, "nothing")), chosen.json)
        return
    amounts = AMOUNTS[chosen.size]
    names = chosen.views or islice(VIEWS, amounts.explored_views)
    views = {name: VIEWS[name] for name in names}
    if chosen.store:
        present(compare(chosen.store, views, f"{len(views)} views of {chosen.store.name}"), chosen.json)
        return
    with TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        count = write_store(store, chosen.quads or amounts.explored, index=True)
        present(compare(store, views, f"{len(views)} views of a store of {count:,} quads"), chosen.json)


if __name__ == "__main__":
    main(sys.argv[1:])
