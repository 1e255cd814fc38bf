"""What a function said of a term, kept for the next time within bounds, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final, Protocol, TypeVar

__all__ = ["MOST", "Remembered", "Sized"]

MOST: Final = 1 << 14
LONGEST: Final = 256  # bytes of a term, or members of a tuple


class Sized(Hashable, Protocol):
    """A key with a length: a term, or a tuple."""

    def __len__(self) -> int: ...


Key = TypeVar("Key", bound=Sized)
Value = TypeVar("Value")


class Remembered(dict[Key, Value]):
    """`remembered[key]` is `function(key)`; the answers for short keys are kept, at most *most* of them."""

    def __init__(self, function: Callable[[Key], Value], most: int | None = None, longest: int = LONGEST) -> None:
        super().__init__()
        self._function, self._most, self._longest = function, most or MOST, longest

    def __missing__(self, key: Key) -> Value:
        value = self._function(key)
        if len(key) <= self._longest:
            if len(self) >= self._most:
                self.clear()
            self[key] = value
        return value
