"""A difference for people, for a pull request, for machines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from kg.diff.changes import GraphDiff
from kg.diff.reports.markdown import markdown_lines
from kg.diff.reports.plain_json import as_json
from kg.diff.reports.text import text_lines
from kg.errors import UsageError

__all__ = ["GRAPH_FORMATS", "format_graph_diff"]

_WRITERS: Final[dict[str, Callable[[GraphDiff, str, str], str]]] = {
    "text": lambda *given: _joined(text_lines(*given)),
    "markdown": lambda *given: _joined(markdown_lines(*given)),
    "json": as_json,
}
GRAPH_FORMATS: Final = tuple(_WRITERS)


def format_graph_diff(diff: GraphDiff, format: str, old: str, new: str) -> str:
    """Return *diff* in *format*; *old* and *new* are what the versions are called. Raises UsageError where it is unknown."""
    if format not in _WRITERS:
        raise UsageError(format, "is no format of a difference", f"one of: {', '.join(GRAPH_FORMATS)}")
    return _WRITERS[format](diff, old, new)


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
