"""What changed in the rows of the registry: entries that came or went, their label, kind, names, and whatever else is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.diff.changes import Aspect, Change
from kg.diff.delta import Delta
from kg.diff.facts import Facts, local_name
from kg.namespaces import CKG, ORG, RDF, RDFS, SKOS, SKOSXL, WGS84, shorten

__all__ = ["entry_changes"]

TYPE: Final = RDF + "type"
CONCEPT: Final = SKOS + "Concept"
OWNERS: Final = (
    *(SKOSXL + name for name in ("prefLabel", "altLabel", "hiddenLabel")),
    CKG + "succession",
    CKG + "belonging",
)
NAMES: Final = (SKOS + "altLabel", SKOS + "hiddenLabel")
# What else a row says; the direct triples of accepted statements, which begin at the same node, are no part of it.
OTHERS: Final = (
    *(CKG + name for name in "within beside partOf speaksFor neverSameAs neverNamed existence sourceKind".split()),
    SKOS + "scopeNote",
    WGS84 + "lat",
    WGS84 + "long",
)
PARTS: Final = ("predecessor", "successionKind", "postTitle", "edtf")
OF_ROWS: Final = frozenset(
    {
        *(*OWNERS, *NAMES, *OTHERS, RDFS + "label", SKOS + "prefLabel", SKOSXL + "literalForm", ORG + "organization"),
        *(CKG + name for name in ("nameKind", *PARTS[:3])),
    }
)


def entry_changes(delta: Delta, old: Facts, new: Facts) -> Iterator[Change]:
    """Yield what became of each entity with a row: added, removed, or changed; also of one that a document alone knows."""
    touched = [subject for subject in delta.subjects() if _may_be_a_row(delta.predicates(subject))]
    for node in sorted({owner for subject in touched for owner in _owners(subject, old, new)}):
        sides = [CONCEPT in facts.types(node) for facts in (old, new)]
        if sides == [False, True] and not old.is_used(node):
            yield Change("entity", "added", (), (node,), new.label(node))
        elif sides == [True, False] and not new.is_used(node):
            yield Change("entity", "removed", (node,), (), old.label(node))
        elif all(_is_known(node, facts) for facts in (old, new)) and (
            aspects := tuple(_aspects(node, delta, old, new))
        ):
            yield Change("entity", "changed", (node,), (node,), new.label(node), aspects)


def _may_be_a_row(predicates: set[str]) -> bool:
    """Tell whether a node of which these predicates differ may be a row or a part of one; most nodes are not looked up so."""
    return predicates == {TYPE} or not predicates.isdisjoint(OF_ROWS)


def _is_known(node: str, facts: Facts) -> bool:
    return CONCEPT in facts.types(node) or facts.has(CKG + "refersTo", node)


def _owners(subject: str, old: Facts, new: Facts) -> Iterator[str]:
    for facts in (old, new):
        if _is_known(subject, facts):
            yield subject
        for predicate in OWNERS:
            yield from facts.subjects(predicate, subject)


def _aspects(node: str, delta: Delta, old: Facts, new: Facts) -> Iterator[Aspect]:
    if old.label(node) != new.label(node):
        yield Aspect("label", (old.label(node),), (new.label(node),))
    kinds = [_values(delta, sign, node, TYPE) for sign in "DA"]
    if any(kinds):
        yield Aspect("kind", kinds[0], kinds[1])
    names = [tuple(sorted({n for p in NAMES for n in delta.values(sign, node, p)})) for sign in "DA"]
    if any(names):
        yield Aspect("name", names[0], names[1])
    for predicate in OTHERS:
        values = [_labels(delta.values(sign, node, predicate), f) for sign, f in (("D", old), ("A", new))]
        if values[0] != values[1]:
            yield Aspect(local_name(predicate), values[0], values[1])
    for predicate in OWNERS[3:]:
        rows = [_rows(delta, sign, node, predicate, f) for sign, f in (("D", old), ("A", new))]
        if any(rows):
            yield Aspect(local_name(predicate), rows[0], rows[1])


def _values(delta: Delta, sign: str, node: str, predicate: str) -> tuple[str, ...]:
    return tuple(shorten(one) for one in delta.values(sign, node, predicate) if one.startswith(CKG))


def _labels(values: list[str], facts: Facts) -> tuple[str, ...]:
    return tuple(sorted(facts.label(value) for value in values))


def _rows(delta: Delta, sign: str, node: str, predicate: str, facts: Facts) -> tuple[str, ...]:
    """Say in words the successions or belongings that only one version has."""
    found = []
    for row in delta.values(sign, node, predicate):
        ends = [one for name in ("organization", "predecessor") for one in _ends(facts, row, name)]
        parts = [facts.value(row, CKG + name) for name in PARTS if name != "predecessor"]
        found.append(", ".join(filter(None, [*ends, *map(local_name, parts)])))
    return tuple(sorted(found))


def _ends(facts: Facts, row: str, name: str) -> list[str]:
    space = ORG if name == "organization" else CKG
    return [facts.label(one) for one in facts.objects(row, space + name)]
