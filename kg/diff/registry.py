"""What changed in the rows of the registry: entries that came, went or were renamed, and whatever is said of them otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from kg.diff.changes import Aspect, Change
from kg.diff.delta import INFERRED, Delta
from kg.diff.facts import Facts, local_name, text_of
from kg.diff.plain_statements import PLAIN
from kg.namespaces import CKG, RDF, RDFS, SKOS, SKOSXL, shorten

__all__ = ["PARTS_OF_ROWS", "entry_changes", "row_aspects"]

TYPE: Final = RDF + "type"
# What leads from a row to a part of it, by the aspect that tells of the part.
PARTS_OF_ROWS: Final = {
    "name": tuple(SKOSXL + name for name in ("prefLabel", "altLabel", "hiddenLabel")),
    "succession": (CKG + "succession",),
    "belonging": (CKG + "belonging",),
}
OWNERS: Final = tuple(predicate for found in PARTS_OF_ROWS.values() for predicate in found)
OTHER_NAMES: Final = (SKOS + "altLabel", SKOS + "hiddenLabel")
# What no aspect of its own is made of; the plain triples of accepted statements begin at a row, too, and are told as such.
NO_ASPECT: Final = frozenset(
    {TYPE, RDFS + "label", SKOS + "prefLabel", *OTHER_NAMES, *OWNERS, *(CKG + name for name in PLAIN)}
)
COMMON: Final = 50  # rows that share something; what more of them share tells none from another
LIKE: Final = 0.5  # more than this share of what is said of two rows is the same, if one is the other with a new name


def entry_changes(delta: Delta, old: Facts, new: Facts) -> Iterator[Change]:
    """Yield which entities with a row were added, removed, renamed or changed; changed also one that a document alone knows."""
    came, gone = [], []
    for node in sorted({owner for subject in delta.subjects_of("row") for owner in _owners(subject, old, new)}):
        sides = [facts.is_row(node) for facts in (old, new)]
        if sides == [False, True] and not old.is_used(node):
            came.append(node)
        elif sides == [True, False] and not new.is_used(node):
            gone.append(node)
        elif all(_is_known(node, facts) for facts in (old, new)) and (
            aspects := tuple(row_aspects(node, node, old, new))
        ):
            yield Change("entity", "changed", (node,), (node,), new.label(node), aspects)
    for before, after in _renamed(gone, came, old, new):
        gone.remove(before)
        came.remove(after)
        label = f"{old.label(before)} → {new.label(after)}"
        yield Change("entity", "renamed", (before,), (after,), label, tuple(row_aspects(before, after, old, new)))
    yield from (Change("entity", "removed", (node,), (), old.label(node)) for node in gone)
    yield from (Change("entity", "added", (), (node,), new.label(node)) for node in came)


def _is_known(node: str, facts: Facts) -> bool:
    return facts.is_row(node) or facts.has(CKG + "refersTo", node)


def _owners(subject: str, old: Facts, new: Facts) -> Iterator[str]:
    for facts in (old, new):
        if _is_known(subject, facts):
            yield subject
        for predicate in OWNERS:
            yield from facts.subjects(predicate, subject)


def _renamed(gone: Iterable[str], came: Iterable[str], old: Facts, new: Facts) -> list[tuple[str, str]]:
    """Pair rows of one kind that share a name, or most of what else is said of them; the likest first."""
    news = {node: (_kinds(node, new), new.names(node), _said(node, new)) for node in came}
    by_feature: defaultdict[object, list[str]] = defaultdict(list)
    for node, (_, names, said) in news.items():
        for feature in (*names, *said):
            by_feature[feature].append(node)
    ranked = []
    for before in gone:
        names, said = old.names(before), _said(before, old)
        found = (by_feature.get(feature, ()) for feature in (*names, *said))
        for after in {node for nodes in found for node in nodes if len(nodes) < COMMON}:
            kinds, names_now, now = news[after]
            alike = len(said & now) > 1 and len(said & now) / len(said | now) > LIKE
            if kinds & _kinds(before, old) and (names & names_now or alike):
                ranked.append((-len(names & names_now), -len(said & now), before, after))
    pairs: dict[str, str] = {}
    for _, _, before, after in sorted(ranked):
        if before not in pairs and after not in pairs.values():
            pairs[before] = after
    return sorted(pairs.items())


def _kinds(node: str, facts: Facts) -> set[str]:
    return {shorten(one) for one in facts.types(node) if one.startswith(CKG)}


def _said(node: str, facts: Facts) -> set[tuple[str, str]]:
    """Return what is said of a row besides its kind and names."""
    found = {(name, text) for name in ("succession", "belonging") for text in _parts(node, name, facts)}
    return found | {(one, text) for one in _predicates(node, facts) for text in facts.objects(node, one)}


def _predicates(node: str, facts: Facts) -> set[str]:
    stated = (quad for quad in facts.quads(node) if not text_of(quad.graph_name).endswith(INFERRED))
    return {quad.predicate.value for quad in stated} - NO_ASPECT


def row_aspects(before: str, after: str, old: Facts, new: Facts) -> Iterator[Aspect]:
    """Yield in what the row *before* of the old version and the row *after* of the new one differ."""
    sides = ((before, old), (after, new))
    if old.label(before) != new.label(after):
        yield Aspect("label", (old.label(before),), (new.label(after),))
    yield from _aspect("kind", *(_kinds(node, facts) for node, facts in sides))
    yield from _aspect(
        "name", *({text for one in OTHER_NAMES for text in facts.objects(node, one)} for node, facts in sides)
    )
    for predicate in sorted(_predicates(before, old) | _predicates(after, new)):
        yield from _aspect(
            local_name(predicate), *(_labels(facts.objects(node, predicate), facts) for node, facts in sides)
        )
    for name in PARTS_OF_ROWS:
        yield from _aspect(name, *(_parts(node, name, facts) for node, facts in sides))


def _aspect(name: str, was: set[str], now: set[str]) -> Iterator[Aspect]:
    if was != now:
        yield Aspect(name, tuple(sorted(was - now)), tuple(sorted(now - was)))


def _labels(values: Iterable[str], facts: Facts) -> set[str]:
    return {facts.label(value) for value in values}


def _parts(node: str, name: str, facts: Facts) -> set[str]:
    """Say in words the names, successions or belongings of a row."""
    rows = (row for predicate in PARTS_OF_ROWS[name] for row in facts.objects(node, predicate))
    return {_words(row, facts) for row in rows}


def _words(row: str, facts: Facts) -> str:
    values = [facts.objects(row, one) for one in sorted(_predicates(row, facts))]
    return ", ".join(text if ":/" not in text else facts.label(text) for found in values for text in found)
