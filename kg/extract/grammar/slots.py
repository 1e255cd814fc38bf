"""Slots: the arguments of a word by their grammatical role or preposition, as nodes of the tree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

__all__ = ["Slots", "add"]

Slots: TypeAlias = dict[str, tuple[int, ...]]


def add(slots: Slots, name: str, nodes: Iterable[int]) -> None:
    """Add to a slot those of *nodes* that are not in it yet; no slot is empty."""
    fresh = tuple(n for n in nodes if n not in slots.get(name, ()))
    if fresh:
        slots[name] = (*slots.get(name, ()), *fresh)
