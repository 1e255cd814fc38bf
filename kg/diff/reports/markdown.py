"""A difference as Markdown, for a pull request; what documents and registries say cannot make markup of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.diff.changes import Change, GraphDiff
from kg.diff.reports import ontology
from kg.diff.reports.words import GROUPS, aspect_lines, headline, kind_word, place, quoted, said, shown, summary_lines

__all__ = ["markdown_lines", "markdown_others"]

SHOWN: Final = 10  # passages of one change


def markdown_lines(diff: GraphDiff, old: str, new: str) -> Iterator[str]:
    """Yield the lines of the report."""
    e = ontology.escaped
    numbers, *rest = summary_lines(diff)
    yield from (f"# {e(old)} → {e(new)}", "", f"**{e(numbers)}**", *(f"- {e(line)}" for line in rest))
    for subject, title in GROUPS.items():
        if found := [change for change in diff.changes if change.subject == subject]:
            yield from ("", f"## {title} ({len(found)})", "")
            yield from (line for change in found for line in _change(change))
    if diff.untied:
        yield from ("", f"## Consequences of none of these alone ({len(diff.untied)})", "")
        yield from (line for change in diff.untied for line in _change(change))
    if diff.ontology and diff.ontology.groups:
        yield from ("", "## Ontology", *ontology.markdown_groups(diff.ontology, "###"))


def markdown_others(diff: GraphDiff) -> Iterator[str]:
    """Yield how many statements differ that nothing else tells, by graph, with some of them."""
    e = ontology.escaped
    if diff.others:
        yield from ("", "## Other statements", "")
    for one in diff.others:
        yield f"- **{e(one.graph)}**: {one.lost} lost, {one.gained} gained"
        yield from (f"  - {e(line)}" for line in one.shown())


def _change(change: Change) -> Iterator[str]:
    e = ontology.escaped
    told = headline(change)
    if change.subject in ("claim", "statement", "contradiction"):
        told = f"{kind_word(change.subject, change.kind)}: {told}"
    where = f" — {e(place(change.passages[-1]))}" if change.subject == "claim" else ""
    yield f"- **{e(told)}**{where}"
    yield from (f"  - {e(line)}" for line in aspect_lines(change))
    yield from (f"  - {line}" for line in _passages(change))
    for one in change.consequences:
        note = f" ({e(one.note)})" if one.note else ""
        yield f"  - ⇒ {e(f'{one.subject} {one.kind}')}: {e(one.label)}{note}"
        yield from (f"    - {e(line)}" for line in aspect_lines(one))
        yield from (f"    - {line}" for line in _passages(one, change))


def _passages(change: Change, cause: Change | None = None) -> Iterator[str]:
    e, found = ontology.escaped, shown(change, cause)
    for passage in found[:SHOWN]:
        where = "" if change.subject == "claim" else f"{e(place(passage))}: "
        yield f"{where}{e(said(passage))}: {e(quoted(passage))}"
    if len(found) > SHOWN:
        yield f"… and {len(found) - SHOWN} more"
