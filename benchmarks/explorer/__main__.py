"""`python -m benchmarks.explorer`: how long the explorer's views take in chromium, what they take, how smoothly they move.

The store has about --quads quads (some 50,000 claims) and is made here, unless --store names one. Each view is opened twice,
and the browser has kept nothing: by a server that has just started, then by the same with its answer kept. Then the view is
moved by the browser's own input, and the milliseconds from frame to frame are told. Server, browser and client share the
machine's cores.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.explorer.moves import Frames, Move, drag, measure, scroll, zoom
from benchmarks.explorer.stores import QUADS, make_store
from benchmarks.explorer.tab import Loading, Tab, opened
from benchmarks.serve.servers import kg
from kg.serve.work.explore.answering import EXPLORER

__all__ = ["main"]


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


def main(arguments: Sequence[str]) -> None:
    """Print the two tables."""
    chosen = _parser().parse_args(arguments)
    if missing := _missing():
        print(f"benchmarks.explorer: {missing}")
        return
    names = chosen.views or list(VIEWS)
    moved: list[tuple[str, str, Frames]] = []
    with _store(chosen) as store, opened() as tab:
        _print_machine(tab)
        print(_line("view", "first paint s", "data s", "frozen s", "sent MB", "heap MB", "tab MB"), flush=True)
        for name in names:
            moved += [(name, *move) for move in _view(name, store, tab)]
    print("\n" + _line("milliseconds a frame", "median", "95 %", "longest", "frames/s"))
    for name, move, frames in moved:
        cells = (frames.middle, frames.most, frames.longest, frames.rate)
        print(_line(f"{name}: {move}", *(f"{cell:.1f}" for cell in cells)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.explorer")
    parser.add_argument("--store", type=Path, help="explore this store")
    parser.add_argument("--quads", type=int, default=QUADS, help="of the store that is made")
    parser.add_argument("--views", nargs="*", choices=VIEWS, metavar="VIEW", help="these alone, by name")
    parser.add_argument("--folder", type=Path, help="make the store there")
    return parser


def _missing() -> str:
    """Return what has to be there before anything can be measured, and what brings it; "" where all is."""
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        return "chromium or chromedriver is not here; Debian's packages chromium and chromium-driver bring them"
    return "" if (EXPLORER / ".vite" / "manifest.json").is_file() else "the explorer is not built; make web builds it"


@contextmanager
def _store(chosen: argparse.Namespace) -> Iterator[Path]:
    if chosen.store:
        yield chosen.store
        return
    with TemporaryDirectory(dir=chosen.folder) as folder:
        make_store(Path(folder) / "store", chosen.quads)
        yield Path(folder) / "store"


def _print_machine(tab: Tab) -> None:
    load = ", ".join(f"{average:.2f}" for average in os.getloadavg())
    print(f"chromium {tab.browser.capabilities['browserVersion']}, {os.cpu_count()} cores, load average {load}\n")


def _view(name: str, store: Path, tab: Tab) -> list[tuple[str, Frames]]:
    """Print how *name* comes from a server that has just started, and then; return how it moves."""
    view = VIEWS[name]
    with kg(store, store) as server:
        address = f"http://127.0.0.1:{server.port}/explore/{view.address}"
        _print_loading(f"{name}, cold", tab.load(address, view.drawn))
        _print_loading(f"{name}, kept", tab.load(address, view.drawn))
        frames = [(told, measure(tab, move, selector)) for told, move, selector in view.moves]
        tab.browser.get("about:blank")
    return frames


def _print_loading(name: str, loading: Loading) -> None:
    seconds = (loading.paint, loading.picture, loading.frozen)
    sizes = (loading.sent, loading.heap, loading.memory)
    print(_line(name, *(f"{cell:.2f}" for cell in seconds), *(f"{cell:.1f}" for cell in sizes)), flush=True)


def _line(name: str, *cells: str) -> str:
    return f"{name:28}" + "".join(f"{cell:>14}" for cell in cells)


if __name__ == "__main__":
    main(sys.argv[1:])
