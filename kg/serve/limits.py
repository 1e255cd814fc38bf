"""What one answer may cost, and how many may be made at once."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Final

__all__ = ["Limits"]

MEBIBYTE: Final = 1 << 20


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a server; each has a safe default.

    *seconds* of work for one answer, *change_seconds* for one update, *rows* (solutions or triples) and *size* (bytes) of an
    answer, *memory* (bytes of address space) of a worker, *workers* at once, *queue*: answers that may wait for a worker,
    *request*: bytes of a request's body, *head*: bytes of its line and headers, *patience*: seconds for a client to send its
    request and to take each part of an answer, *connections* at once.
    """

    seconds: float = 30.0
    change_seconds: float = 600.0
    rows: int = 100_000
    size: int = 64 * MEBIBYTE
    memory: int = 4096 * MEBIBYTE
    workers: int = field(default_factory=_cores)
    queue: int = 128
    request: int = MEBIBYTE
    head: int = 32 * 1024
    patience: float = 10.0
    connections: int = 512
