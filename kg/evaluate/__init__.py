"""Scores of claims against gold claims, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.evaluate.measures import Scores, score
from kg.evaluate.names import load_aliases

__all__ = ["Scores", "format_misses", "format_scores", "load_aliases", "read_rows", "score", "scores_to_json"]

NEEDED = ("document", "paragraph", "quote", "type")


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read claims JSON Lines without checking them against documents, blank lines passed over.

    Raises InputError where the file or a line cannot be read, or a line lacks its place, quote or type.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(path, f"is not UTF-8 at byte {error.start}", "claims as JSON Lines") from error
    except OSError as error:
        raise InputError(path, error.strerror or str(error), "a file of claims as JSON Lines") from error
    rows = [_row(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise InputError(path, "holds no claim", "claims as JSON Lines")
    return rows


def _row(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{path}:{number}", f"is no JSON at column {error.colno}", "one claim a line") from error
    missing = [key for key in NEEDED if not isinstance(row, dict) or key not in row]
    if missing:
        raise InputError(f"{path}:{number}", f"has no {missing[0]!r}", f"an object with {', '.join(NEEDED)}")
    return dict(row)


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
