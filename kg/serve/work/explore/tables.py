"""Columns that the explorer draws from, as lists equally long; what is looked up in another table is an index into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

__all__ = ["Columns", "columns", "day_number", "indexes"]

Columns = dict[str, list[Any]]
EPOCH: Final = date(1970, 1, 1).toordinal()


def columns(names: Iterable[str], rows: Iterable[Iterable[Any]]) -> Columns:
    """Return *rows* turned into a column for each of *names*."""
    listed = list(names)
    turned = list(zip(*rows, strict=True)) or [()] * len(listed)
    return {name: list(column) for name, column in zip(listed, turned, strict=True)}


def day_number(text: str | None) -> int | None:
    """Return the days from 1970-01-01 to the ISO day that *text* begins with; None where it is none.

    >>> day_number("1970-02-01")
    31
    """
    try:
        return date.fromisoformat(text[:10]).toordinal() - EPOCH if text else None
    except ValueError:
        return None


def indexes(listed: Iterable[str]) -> Mapping[str, int]:
    """Return where each stands in the list."""
    return {name: number for number, name in enumerate(listed)}
