"""The index of a dataset: an Oxigraph store of its quads, in a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Final

__all__ = ["write_index"]

PIECE: Final = 1 << 24  # bytes of lines that a thread loads at once
MOST_THREADS: Final = 4


def write_index(dataset: Path, index: Path, threads: int | None = None) -> None:
    """Make the new folder *index* of the N-Quads in *dataset*, in so many threads (None: one for each core, up to four).

    Raises SyntaxError where these are none, OSError where the folder cannot be written.
    """
    from pyoxigraph import RdfFormat, Store

    store = Store(str(index))
    load = partial(store.bulk_load, format=RdfFormat.N_QUADS)
    with dataset.open("rb") as file:
        # In pieces, since Oxigraph holds what it loads at once: of six million quads 2 GB, of pieces 0.3, in less time.
        pieces = map(b"".join, iter(partial(file.readlines, PIECE), []))
        _in_threads(threads or min(MOST_THREADS, os.cpu_count() or 1), load, pieces)
    store.flush()
    # How the pieces came to lie is left to chance, and a query may be four times slower for it.
    store.optimize()
    # Oxigraph closes its files, and lets go of its lock, only when the object goes.
    del load, store


def _in_threads(threads: int, function: Callable[[bytes], None], pieces: Iterator[bytes]) -> None:
    """Call *function* with each of *pieces* in so many threads, each of which takes the next when it has done one."""
    taking = Lock()

    def work() -> None:
        while True:
            with taking:
                piece = next(pieces, None)
            if piece is None:
                return
            function(piece)

    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(work) for _ in range(threads)]:
            done.result()
