"""A difference as JSON; `docs/diff.md` says what each key holds, `docs/diff.schema.json` what it may hold."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import Any

from kg.diff.changes import Aspect, Change, GraphDiff, Passage
from kg.diff.ontology import OntologyDiff, TermChange
from kg.diff.reports.ontology import shown

__all__ = ["as_json"]

VERSION = 1


def as_json(diff: GraphDiff, old: str, new: str) -> str:
    """Return *diff* as one JSON object with a newline; the same bytes for the same difference."""
    row = {
        "version": VERSION,
        "old": old,
        "new": new,
        "summary": {
            "changes": _counts(diff.counts),
            "consequences": _counts(diff.following),
            "moved": len(diff.moved),
            "statements": {"lost": diff.lines[0], "gained": diff.lines[1]},
            "inferred": {"lost": diff.inferred[0], "gained": diff.inferred[1]},
        },
        "changes": [_change(change) for change in diff.changes],
        "untied": [_change(change) for change in diff.untied],
        "moved": [{"before": _passage(before), "after": _passage(after)} for before, after in diff.moved],
        "others": [asdict(one) for one in diff.others],
        "provenance": {"lost": diff.provenance[0], "gained": diff.provenance[1]},
        "ontology": _ontology(diff.ontology) if diff.ontology and diff.ontology.groups else None,
        "notes": list(diff.notes),
    }
    return json.dumps(row, ensure_ascii=False, indent=1) + "\n"


def _counts(counts: Counter[tuple[str, str]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for (subject, kind), number in sorted(counts.items()):
        found.setdefault(subject, {})[kind] = number
    return found


def _change(change: Change) -> dict[str, Any]:
    return {
        "subject": change.subject,
        "kind": change.kind,
        "label": change.label,
        "before": list(change.before),
        "after": list(change.after),
        "claims": change.claims,
        "note": change.note,
        "aspects": [_aspect(aspect) for aspect in change.aspects],
        "passages": [_passage(passage) for passage in change.passages],
        "consequences": [_change(one) for one in change.consequences],
    }


def _aspect(aspect: Aspect) -> dict[str, Any]:
    return {"name": aspect.name, "of": aspect.of, "before": list(aspect.before), "after": list(aspect.after)}


def _passage(passage: Passage) -> dict[str, Any]:
    return {name: getattr(passage, name) for name in Passage.__dataclass_fields__}


def _ontology(diff: OntologyDiff) -> dict[str, Any]:
    return {name: [_term(term) for term in group] for name, group in diff.groups}


def _term(term: TermChange) -> dict[str, Any]:
    aspects = [
        {
            "name": one.aspect,
            "before": list(map(shown, one.before)),
            "after": list(map(shown, one.after)),
            "weight": one.weight.name.lower(),
            "reason": one.reason,
        }
        for one in term.changes
    ]
    return {"iri": term.iri, "label": term.label, "weight": term.weight.name.lower(), "aspects": aspects}
