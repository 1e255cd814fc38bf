"""Scores of claims against gold claims, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from kg.evaluate.measures import Scores, score
from kg.evaluate.names import load_aliases
from kg.evaluate.rows import read_rows

__all__ = ["Scores", "format_misses", "format_scores", "load_aliases", "read_rows", "score", "scores_to_json"]


def scores_to_json(scores: Scores) -> dict[str, Any]:
    """Return the measures as JSON values, without the missed and spurious claims."""
    return {name: value for name, value in asdict(scores).items() if name not in ("missed", "spurious")}


def format_scores(scores: Scores) -> str:
    """Return the measures as text, one a line."""
    return "".join(f"{name:11} {_plain(value)}\n" for name, value in scores_to_json(scores).items())


def format_misses(scores: Scores) -> str:
    """Return the required gold claims that were missed and the claims that match nothing, one a line, tab-separated."""
    return "".join(f"{line}\n" for line in _miss_lines(scores))


def _miss_lines(scores: Scores) -> Iterator[str]:
    for label, rows in (("missed", scores.missed), ("spurious", scores.spurious)):
        for row in rows:
            roles = [", ".join(row.get(role) or []) for role in ("actors", "recipients", "locations")]
            place = f"{row['document']} ¶{row['paragraph']}"
            yield f"{label}\t{place}\t{row['type']}\t{roles[0]} → {roles[1]} @ {roles[2]}\t{row['quote']!r}"


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return "  ".join(f"{name} {number}" for name, number in value.items())
    return str(value)
