"""Answers kept in memory, by what was asked of which content; the least lately asked for goes first."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from kg.serve.web.pool import Answer

__all__ = ["Cache"]

ROOM: Final = 64 << 20
# The explorer's graph of 100,000 claims takes a few MiB, packed, and seconds to make: no answer is more worth keeping.
LARGEST: Final = 8 << 20
# What an entry takes besides its body, about: its key, a digest, and its headers.
OVERHEAD: Final = 1024


class Cache:
    """Keeps answers of up to LARGEST bytes, together at most *room* bytes."""

    def __init__(self, room: int = ROOM) -> None:
        self.room, self.taken = room, 0
        self.answers: OrderedDict[bytes, Answer] = OrderedDict()

    def get(self, key: bytes) -> Answer | None:
        """Return the answer of *key*."""
        answer = self.answers.get(key)
        if answer is not None:
            self.answers.move_to_end(key)
        return answer

    def put(self, key: bytes, answer: Answer) -> None:
        """Keep *answer*, and let go of others where there is no room."""
        if len(answer.body) > LARGEST or key in self.answers:
            return
        self.answers[key] = answer
        self.taken += len(answer.body) + OVERHEAD
        while self.taken > self.room:
            _, gone = self.answers.popitem(last=False)
            self.taken -= len(gone.body) + OVERHEAD
