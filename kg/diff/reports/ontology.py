"""A difference between two versions as plain text or Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.diff.ontology import Change, OntologyDiff, TermChange
from kg.diff.weights import Weight, meets
from kg.formats.ontology import Value
from kg.namespaces import shorten

__all__ = ["escaped", "group_lines", "judgement", "markdown_groups", "markdown_lines", "shown", "text_lines"]


def judgement(diff: OntologyDiff) -> str:
    """Return in one sentence what *diff* asks of the version number."""
    if diff.weight is Weight.NONE:
        return "nothing changed"
    told = f"{diff.weight.name.lower()} changes"
    if not diff.least_version:
        return f"{told}; the old version bears no number of Semantic Versioning (owl:versionInfo)"
    asked = f"{told}: after {diff.old.version} the version must be at least {diff.least_version}"
    if not diff.new.version:
        return f"{asked}; it bears none"
    return asked + (
        f"; it is {diff.new.version}" + ("" if meets(diff.new.version, diff.least_version) else ", which is too low")
    )


def shown(value: Value) -> str:
    """Return *value* for people: IRIs with our prefixes, texts in quotation marks."""
    if value.kind == "iri":
        return shorten(value.text)
    if value.kind == "expression":
        return re.sub(r"<([^<>]+)>", lambda match: shorten(match[1]), value.text)
    return f"“{value.text}”" + (f"@{value.language}" if value.language not in ("", "en") else "")


def text_lines(diff: OntologyDiff) -> Iterator[str]:
    """Yield the report of an ontology alone as plain text."""
    yield f"{_title(diff)}: {judgement(diff)}"
    yield from group_lines(diff)


def group_lines(diff: OntologyDiff) -> Iterator[str]:
    """Yield the terms of each group as plain text, a blank line before each group."""
    for name, group in diff.groups:
        yield ""
        yield f"{name} ({len(group)})"
        for term in group:
            yield f"  {shorten(term.iri)} ({', '.join(term.kinds)}) [{term.weight.name.lower()}]"
            yield from (f"    {line}" for change in term.changes for line in _change_lines(change, str))


def markdown_lines(diff: OntologyDiff) -> Iterator[str]:
    """Yield the report of an ontology alone as Markdown."""
    yield f"# {escaped(_title(diff))}"
    yield ""
    yield f"{escaped(judgement(diff)).capitalize()}."
    yield from markdown_groups(diff)


def markdown_groups(diff: OntologyDiff, level: str = "##") -> Iterator[str]:
    """Yield the terms of each group as Markdown, under headings of *level*."""
    for name, group in diff.groups:
        yield from ("", f"{level} {name.capitalize()} ({len(group)})", "")
        for term in group:
            yield _markdown_head(term)
            yield from (f"  - {line}" for change in term.changes for line in _change_lines(change, escaped))


def _markdown_head(term: TermChange) -> str:
    label = f" “{escaped(term.label)}”" if term.label else ""
    return f"- **{escaped(shorten(term.iri))}**{label} ({', '.join(term.kinds)}): {term.weight.name.lower()}"


def _change_lines(change: Change, escape: Callable[[str], str]) -> Iterator[str]:
    before, after = (escape(", ".join(map(shown, values))) for values in (change.before, change.after))
    reason = f" — breaking: {change.reason}" if change.weight is Weight.BREAKING else ""
    if before and after:
        yield f"{escape(change.aspect)}: {before} → {after}{reason}"
    else:
        yield f"{escape(change.aspect)} {'added' if after else 'removed'}: {after or before}{reason}"


def _title(diff: OntologyDiff) -> str:
    iri = diff.new.iri or diff.old.iri or "ontology"
    return " ".join(filter(None, (iri, f"{diff.old.version or '?'} → {diff.new.version or '?'}")))


def escaped(text: str) -> str:
    """Keep Markdown and HTML from reading *text* as their own; a line stays a line."""
    return re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", " ".join(text.split()))
