"""An answer's bytes, gathered up to a bound."""

from __future__ import annotations

import io
from typing import Any

from kg.serve.problems import Problem

__all__ = ["Bounded"]


class Bounded(io.RawIOBase):
    """Takes bytes until there are more than *size*; then raises Problem 403, and the writer's work ends."""

    def __init__(self, size: int) -> None:
        self.size, self.taken, self.parts = size, 0, list[bytes]()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        part = bytes(data)
        self.taken += len(part)
        if self.taken > self.size:
            raise Problem(403, f"the answer is larger than {self.size:,} bytes, the most that is given; use LIMIT")
        self.parts.append(part)
        return len(part)

    def all(self) -> bytes:
        """Return what was taken."""
        return b"".join(self.parts)
