"""The one place where a library that is not there becomes the install line of the extra that brings it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import MissingExtraError
from kg.reading_defaults import EXTRA

__all__ = ["with_libraries"]


@contextmanager
def with_libraries(what: object) -> Iterator[None]:
    """Raise MissingExtraError, about reading *what*, where a library cannot be imported inside."""
    try:
        yield
    except ImportError as error:
        if str(error.name).partition(".")[0] == "kg":
            raise
        raise MissingExtraError(f"reading {what}", EXTRA) from error
