"""A difference as text for a terminal: what changed in numbers, then group by group, each consequence below its cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from kg.diff.changes import Change, GraphDiff
from kg.diff.reports import ontology
from kg.diff.reports.words import GROUPS, SIGNS, aspect_lines, headline, place, quoted, said, shown, summary_lines

__all__ = ["text_lines", "text_others"]

SHOWN: Final = 3  # passages of one change


def text_lines(diff: GraphDiff, old: str, new: str) -> Iterator[str]:
    """Yield the lines of the report."""
    numbers, *rest = summary_lines(diff)
    yield f"{old} → {new}: {numbers}"
    yield from (f"  {line}" for line in rest)
    for subject, title in GROUPS.items():
        found = [change for change in diff.changes if change.subject == subject]
        if found:
            yield from ("", title.lower())
            yield from _claims(found) if subject == "claim" else _each(found)
    if diff.untied:
        yield from ("", "consequences of none of these alone")
        yield from _each(diff.untied)
    if diff.ontology and diff.ontology.groups:
        yield from ("", "ontology", *ontology.group_lines(diff.ontology))


def text_others(diff: GraphDiff) -> Iterator[str]:
    """Yield how many statements differ that nothing else tells, by graph, with some of them."""
    if diff.others:
        yield from ("", "other statements")
    for one in diff.others:
        yield f"  {one.graph}: {one.lost} lost, {one.gained} gained"
        yield from (f"      {line}" for line in one.shown())


def _each(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        yield f"  {SIGNS.get(change.kind, '~')} {headline(change)}"
        yield from (f"      {line}" for line in _details(change))


def _claims(changes: Iterable[Change]) -> Iterator[str]:
    for document, group in groupby(changes, key=lambda change: change.passages[-1].document):
        yield f"  {document}"
        for change in group:
            passage = change.passages[-1]
            number = f"¶{passage.paragraph} " if passage.paragraph else ""
            yield f"  {SIGNS.get(change.kind, '~')} {number}{headline(change)}"
            yield from (f"      {line}" for line in _details(change))


def _details(change: Change) -> Iterator[str]:
    yield from aspect_lines(change)
    yield from _passages(change)
    for one in change.consequences:
        yield f"⇒ {one.subject} {one.kind}: {one.label}" + (f" ({one.note})" if one.note else "")
        yield from (f"    {line}" for line in (*aspect_lines(one), *_passages(one, change)))


def _passages(change: Change, cause: Change | None = None) -> Iterator[str]:
    found = shown(change, cause)
    for passage in found[:SHOWN]:
        where = "" if change.subject == "claim" else f"{place(passage)}: "
        yield f"{where}{said(passage)}: {quoted(passage)}"
    if len(found) > SHOWN:
        yield f"… and {len(found) - SHOWN} more"
