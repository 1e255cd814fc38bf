"""A client that asks over many connections at once; each asks again as soon as it is answered."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from statistics import quantiles
from typing import Any
from urllib.parse import quote

import httptools

__all__ = ["Outcome", "load"]


@dataclass(slots=True)
class Outcome:
    """What came of it: answers by status (0: the connection broke), and the seconds that each took."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    elapsed: float = 0.0

    def __iadd__(self, other: Outcome) -> Outcome:
        self.statuses += other.statuses
        self.seconds += other.seconds
        self.elapsed += other.elapsed
        return self

    @property
    def rate(self) -> float:
        """Return good answers a second."""
        return self.statuses[200] / self.elapsed if self.elapsed else 0.0

    def percentile(self, percent: int) -> float:
        """Return how long an answer took at most, in milliseconds, for so many per cent of them."""
        return 1000 * quantiles(self.seconds, n=100)[percent - 1] if len(self.seconds) > 1 else 0.0


def load(
    port: int, targets: Sequence[str], clients: int, seconds: float, accept: str, *, fresh: bool = True
) -> Outcome:
    """Ask *targets* (paths; `{}` in one is a number that is never the same with *fresh*) in turn for so many seconds."""
    return asyncio.run(_load(port, targets, clients, seconds, accept, fresh))


async def _load(port: int, targets: Sequence[str], clients: int, seconds: float, accept: str, fresh: bool) -> Outcome:
    outcome, numbers, begun = Outcome(), count(), time.perf_counter()
    ends = begun + seconds
    asked = [
        _client(port, targets, start, accept, ends, numbers if fresh else None, outcome) for start in range(clients)
    ]
    await asyncio.gather(*asked)
    outcome.elapsed = time.perf_counter() - begun
    return outcome


async def _client(
    port: int,
    targets: Sequence[str],
    start: int,
    accept: str,
    ends: float,
    numbers: Iterator[int] | None,
    outcome: Outcome,
) -> None:
    place = start
    while time.perf_counter() < ends:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            outcome.statuses[0] += 1
            await asyncio.sleep(0.1)
            continue
        try:
            while time.perf_counter() < ends:
                target = targets[place % len(targets)].replace("{}", quote(str(next(numbers)) if numbers else "0"))
                place += 1
                begun = time.perf_counter()
                writer.write(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n\r\n".encode())
                status, keeps = await _answer(reader)
                outcome.statuses[status] += 1
                outcome.seconds.append(time.perf_counter() - begun)
                if not keeps:
                    break
        except (OSError, asyncio.IncompleteReadError, httptools.HttpParserError):
            outcome.statuses[0] += 1
        finally:
            writer.close()


class _Reading:
    def __init__(self) -> None:
        self.whole = False

    def on_message_complete(self) -> None:
        self.whole = True


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bool]:
    reading = _Reading()
    parser: Any = httptools.HttpResponseParser(reading)
    while not reading.whole:
        data = await reader.read(1 << 16)
        if not data:
            raise asyncio.IncompleteReadError(b"", None)
        parser.feed_data(data)
    return parser.get_status_code(), parser.should_keep_alive()
