"""Compares two versions of an ontology term by term, and judges each change by the rows of `judgements.toml`.

A term is its IRI: a new IRI for an old thing is a removal and an addition. Some comparisons are more than a difference of
statements, and take the hierarchy of the new version:

- A domain or range is narrowed (breaking) unless each bound of now follows from the bounds of before; owl:Thing and
  rdfs:Literal bind nothing. `A` to `A or B` is a widening.
- A super-term is lost (breaking) unless the term still lies below it by another way.
- A disjointness with a term that is itself new, and that no term of before lies below, binds no data of before; it goes untold
  here, as one with a removed term does, since the addition or removal tells of it.
- A term of another kind (a class that was a property) is breaking whatever else is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kg.diff.weights import Aspect, Weight, aspect_of, next_version
from kg.formats.ontology import Facts, Ontology, Term, Value
from kg.namespaces import DCTERMS, OWL, RDF, RDFS, SKOS

__all__ = ["NO_ASPECT", "OF_THE_VERSION", "Change", "OntologyDiff", "TermChange", "compare"]

GENERAL: Final = (RDFS + "subClassOf", RDFS + "subPropertyOf", SKOS + "broader")
BINDS_NOTHING: Final = {OWL + "Thing", RDFS + "Literal", RDFS + "Resource"}
# What differs between any two versions and tells nothing.
OF_THE_VERSION: Final = {
    *(OWL + name for name in ("versionIRI", "versionInfo", "priorVersion")),
    *(DCTERMS + name for name in ("issued", "modified", "created", "bibliographicCitation")),
}
NO_ASPECT: Final = {RDFS + "isDefinedBy"}
_UNION: Final = re.compile(r"<[^<>]+>(?: or <[^<>]+>)+")
Hierarchy = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Change:
    """One aspect of a term: what it was and what it is, as values in order, how much that weighs, and why."""

    aspect: str
    before: tuple[Value, ...]
    after: tuple[Value, ...]
    weight: Weight
    reason: str


@dataclass(frozen=True, slots=True)
class TermChange:
    """What changed of one term, or of the ontology's header; *changes* are none where it was added or removed."""

    iri: str
    label: str
    kinds: tuple[str, ...]
    weight: Weight
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class OntologyDiff:
    """What changed between two versions. Terms come by IRI; a term newly deprecated is in *deprecated* alone."""

    old: Ontology
    new: Ontology
    added: tuple[TermChange, ...]
    removed: tuple[TermChange, ...]
    deprecated: tuple[TermChange, ...]
    changed: tuple[TermChange, ...]

    @cached_property
    def groups(self) -> tuple[tuple[str, tuple[TermChange, ...]], ...]:
        """Return the groups that hold something, by name."""
        names = ("removed", "deprecated", "changed", "added")
        return tuple((name, found) for name in names if (found := getattr(self, name)))

    @cached_property
    def weight(self) -> Weight:
        """Return the heaviest weight of all changes."""
        return max((change.weight for _, group in self.groups for change in group), default=Weight.NONE)

    @property
    def least_version(self) -> str:
        """Return the least version that the new one may bear; "" where the old one bears none of Semantic Versioning."""
        return next_version(self.old.version, self.weight)


@dataclass(frozen=True, slots=True)
class _Versions:
    """The terms of both versions, and what lies above each term in the new one."""

    old: frozenset[str]
    new: frozenset[str]
    above: Hierarchy

    def binds(self, value: Value) -> bool:
        """Tell whether *value* is no term that only one version has, or one that terms of before were put below."""
        once = value.text in self.old ^ self.new
        return not once or any(value.text in self.above.get(term, ()) for term in self.old)


def compare(old: Ontology, new: Ontology) -> OntologyDiff:
    """Return what changed from *old* to *new*."""
    versions = _Versions(frozenset(old.terms), frozenset(new.terms), _hierarchy(new))
    both = [_compared(old.terms[iri], new.terms[iri], versions) for iri in sorted(old.terms.keys() & new.terms.keys())]
    changed = [change for change in [_header(old, new), *both] if change.changes]
    deprecated = {
        c.iri for c in changed if c.iri in new.terms and _newly_deprecated(old.terms[c.iri], new.terms[c.iri])
    }
    return OntologyDiff(
        old,
        new,
        added=tuple(_whole(new.terms[iri], Weight.COMPATIBLE) for iri in sorted(new.terms.keys() - old.terms.keys())),
        removed=tuple(_whole(old.terms[iri], Weight.BREAKING) for iri in sorted(old.terms.keys() - new.terms.keys())),
        deprecated=tuple(change for change in changed if change.iri in deprecated),
        changed=tuple(change for change in changed if change.iri not in deprecated),
    )


def _whole(term: Term, weight: Weight) -> TermChange:
    return TermChange(term.iri, term.label, term.kinds, weight)


def _newly_deprecated(old: Term, new: Term) -> bool:
    return new.deprecated and not old.deprecated


def _header(old: Ontology, new: Ontology) -> TermChange:
    facts = [
        {key: values for key, values in ontology.facts.get(ontology.iri, {}).items() if key not in OF_THE_VERSION}
        for ontology in (old, new)
    ]
    changes = [
        Change(aspect_of(key, "").name, before, after, Weight.EDITORIAL, "about the ontology")
        for key in sorted(facts[0].keys() | facts[1].keys())
        if (before := facts[0].get(key, ())) != (after := facts[1].get(key, ()))
    ]
    weight = Weight.EDITORIAL if changes else Weight.NONE
    return TermChange(new.iri, new.header(DCTERMS + "title"), ("ontology",), weight, tuple(changes))


def _compared(old: Term, new: Term, versions: _Versions) -> TermChange:
    changes = tuple(_changes(old, new, versions))
    weight = max((change.weight for change in changes), default=Weight.NONE)
    return TermChange(new.iri, new.label, new.kinds, weight, changes)


def _changes(old: Term, new: Term, versions: _Versions) -> Iterator[Change]:
    if old.kinds != new.kinds:
        kinds = [tuple(Value("literal", kind) for kind in term.kinds) for term in (old, new)]
        yield Change("kind", kinds[0], kinds[1], Weight.BREAKING, "a term of another kind is another term")
    for predicate in sorted(old.facts.keys() | new.facts.keys()):
        if predicate not in NO_ASPECT:
            yield from _of_predicate(predicate, old, new, versions)


def _of_predicate(predicate: str, old: Term, new: Term, versions: _Versions) -> Iterator[Change]:
    before, after = _stated(old.facts, predicate), _stated(new.facts, predicate)
    for row in {aspect_of(predicate, value.text): None for value in sorted(before ^ after)}:
        gone, came = [
            tuple(value for value in sorted(values) if aspect_of(predicate, value.text) == row)
            for values in (before - after, after - before)
        ]
        if row.compare == "bounds":
            yield _bounds(row, before, after, versions.above)
        elif row.compare == "above":
            lost = [value for value in gone if value.text not in versions.above.get(new.iri, ())]
            yield _plain(row, gone, came, bool(lost))
        elif row.compare != "others":
            yield _plain(row, gone, came, bool(gone))
        else:
            gone, came = (tuple(filter(versions.binds, values)) for values in (gone, came))
            if gone or came:
                yield _plain(row, gone, came, bool(gone))


def _bounds(row: Aspect, before: set[Value], after: set[Value], above: Hierarchy) -> Change:
    narrowed = _narrowed(before, after, above)
    weight, reason = (row.added, row.reason) if narrowed else (row.removed, "it binds less")
    return Change(row.name, tuple(sorted(before)), tuple(sorted(after)), weight, reason)


def _plain(row: Aspect, gone: tuple[Value, ...], came: tuple[Value, ...], lost: bool) -> Change:
    weight = max(row.added if came else Weight.NONE, row.removed if lost else Weight.NONE, Weight.EDITORIAL)
    return Change(row.name, gone, came, weight, row.reason)


def _stated(facts: Facts, predicate: str) -> set[Value]:
    """Return the values of *predicate*; of types, only those that the kind of the term does not tell."""
    values = set(facts.get(predicate, ()))
    if predicate != RDF + "type":
        return values
    return {
        v
        for v in values
        if not v.text.startswith((OWL, RDFS, RDF, SKOS))
        or aspect_of(predicate, v.text).name.endswith("characteristics")
    }


def _narrowed(before: Iterable[Value], after: Iterable[Value], above: Hierarchy) -> bool:
    """Tell whether some bound of now does not follow from the bounds of before."""
    bounds = [value for value in after if value.text not in BINDS_NOTHING]
    return not all(any(_follows(old, new, above) for old in before) for new in bounds)


def _follows(old: Value, new: Value, above: Hierarchy) -> bool:
    olds, news = _alternatives(old), _alternatives(new)
    return old == new or all(any(one == other or other in above.get(one, ()) for other in news) for one in olds)


def _alternatives(value: Value) -> list[str]:
    if value.kind == "expression" and _UNION.fullmatch(value.text):
        return re.findall(r"<([^<>]+)>", value.text)
    return [value.text]


def _hierarchy(ontology: Ontology) -> Hierarchy:
    direct = {
        iri: {v.text for predicate in GENERAL for v in facts.get(predicate, ()) if v.kind == "iri"}
        for iri, facts in ontology.facts.items()
    }
    return {iri: frozenset(_reached(iri, direct)) for iri in direct}


def _reached(iri: str, direct: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [iri]
    while waiting:
        for general in direct.get(waiting.pop(), set()) - reached:
            reached.add(general)
            waiting.append(general)
    return reached
