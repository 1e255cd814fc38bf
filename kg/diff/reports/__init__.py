"""A difference for people, for a pull request, for machines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from kg.diff.changes import GraphDiff
from kg.diff.reports import ontology
from kg.diff.reports.markdown import markdown_lines, markdown_others
from kg.diff.reports.plain_json import as_json
from kg.diff.reports.text import text_lines, text_others
from kg.errors import UsageError

__all__ = ["GRAPH_FORMATS", "format_graph_diff"]

_WRITERS: Final[dict[str, Callable[[GraphDiff, str, str], str]]] = {
    "text": lambda diff, *names: _joined(_text(diff, *names)),
    "markdown": lambda diff, *names: _joined(_markdown(diff, *names)),
    "json": as_json,
}
GRAPH_FORMATS: Final = tuple(_WRITERS)


def format_graph_diff(diff: GraphDiff, format: str, old: str, new: str) -> str:
    """Return *diff* in *format*; *old* and *new* are what the versions are called. Raises UsageError where it is unknown."""
    if format not in _WRITERS:
        raise UsageError(format, "is no format of a difference", f"one of: {', '.join(GRAPH_FORMATS)}")
    return _WRITERS[format](diff, old, new)


def _text(diff: GraphDiff, old: str, new: str) -> Iterator[str]:
    yield from ontology.text_lines(diff.ontology) if diff.ontology and diff.alone else text_lines(diff, old, new)
    yield from text_others(diff)


def _markdown(diff: GraphDiff, old: str, new: str) -> Iterator[str]:
    yield from (
        ontology.markdown_lines(diff.ontology) if diff.ontology and diff.alone else markdown_lines(diff, old, new)
    )
    yield from markdown_others(diff)


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
