"""What the page of a term tells: its place among other terms, what uses it, how it is aligned, and what else is stated."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.formats.ontology import Facts, Ontology, Term, Value
from kg.namespaces import OWL, PREFIXES, RDF, RDFS, SKOS
from kg.resources import PACKAGE

__all__ = ["Alignment", "Branch", "Catalogue", "Row", "TermFacts"]

FILE: Final = PACKAGE / "pages" / "rows.toml"
ABOVE: Final = (RDFS + "subClassOf", RDFS + "subPropertyOf", SKOS + "broader")
MATCHES: Final = tuple(SKOS + f"{name}Match" for name in ("exact", "close", "broad", "narrow", "related"))
# Told elsewhere on the page, or the other way round of what is told.
TOLD: Final = {
    *ABOVE,
    *MATCHES,
    RDFS + "label",
    RDFS + "isDefinedBy",
    OWL + "deprecated",
    *(SKOS + name for name in ("prefLabel", "definition", "narrower", "inScheme", "topConceptOf")),
}


@dataclass(frozen=True, slots=True)
class Branch:
    """One value in a tree of terms, and what hangs on it."""

    value: Value
    below: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A titled list of values."""

    title: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A match with a term of another vocabulary, and what is remarked on it."""

    relation: str
    target: Value
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermFacts:
    """All that the page of *term* tells from the ontology."""

    term: Term
    characteristics: tuple[str, ...]
    above: tuple[Branch, ...]
    below: tuple[Branch, ...]
    rows: tuple[Row, ...]
    inherited: tuple[Row, ...]
    alignments: tuple[Alignment, ...]


class Catalogue:
    """The ontology, its scheme of event types and its alignments, asked what they say about one term."""

    def __init__(self, ontologies: Iterable[Ontology]) -> None:
        self.ontologies = tuple(ontologies)
        self._users: dict[str, dict[str, set[str]]] = {}  # of a term, by property
        for subject, facts in self._statements():
            for predicate, values in facts.items():
                for value in values:
                    for iri in [value.text] if value.kind == "iri" else _inside(value) - {subject}:
                        self._users.setdefault(iri, {}).setdefault(predicate, set()).add(subject)

    def facts_of(self, term: Term) -> TermFacts:
        """Return what the page of *term* tells."""
        return TermFacts(
            term,
            _characteristics(term),
            self._up(term.iri, frozenset()),
            self._down(term.iri, frozenset()),
            tuple(self._rows(term)),
            tuple(self._inherited(term)),
            tuple(self._alignments(term.iri)),
        )

    def _statements(self) -> Iterator[tuple[str, Facts]]:
        return (pair for ontology in self.ontologies for pair in ontology.facts.items())

    def _values(self, iri: str, predicate: str) -> list[Value]:
        return [value for o in self.ontologies for value in o.facts.get(iri, {}).get(predicate, ())]

    def _up(self, iri: str, seen: frozenset[str]) -> tuple[Branch, ...]:
        values = [value for predicate in ABOVE for value in self._values(iri, predicate)]
        inside = seen | {iri}
        return tuple(
            Branch(value, self._up(value.text, inside) if value.kind == "iri" else ())
            for value in values
            if value.text not in inside
        )

    def _down(self, iri: str, seen: frozenset[str]) -> tuple[Branch, ...]:
        inside = seen | {iri}
        below = {
            user
            for predicate in ABOVE
            for user in self._users.get(iri, {}).get(predicate, ())
            if Value("iri", iri) in self._values(user, predicate)
        }
        return tuple(Branch(Value("iri", user), self._down(user, inside)) for user in sorted(below - inside))

    def _rows(self, term: Term) -> Iterator[Row]:
        facts = {key: _telling(key, values) for key, values in self._merged(term.iri).items() if key not in TOLD}
        for predicate, (title, inverse) in _titles().items():
            if values := facts.pop(predicate, ()):
                yield Row(title, values)
            if inverse and (users := self._users.get(term.iri, {}).get(predicate)):
                yield Row(inverse, tuple(Value("iri", user) for user in sorted(users)))
        for predicate, values in facts.items():
            if values:
                yield Row(predicate, values)

    def _merged(self, iri: str) -> dict[str, tuple[Value, ...]]:
        """Return what all files say of a term: definitions stand in a file of their own."""
        found: dict[str, dict[Value, None]] = {}
        for ontology in self.ontologies:
            for predicate, values in ontology.facts.get(iri, {}).items():
                found.setdefault(predicate, {}).update(dict.fromkeys(values))
        return {predicate: tuple(values) for predicate, values in sorted(found.items())}

    def _inherited(self, term: Term) -> Iterator[Row]:
        """List the properties of more general classes, which *term* has too."""
        if "class" not in term.kinds:
            return
        for general in dict.fromkeys(_flat(self._up(term.iri, frozenset()))):
            if users := self._users.get(general, {}).get(RDFS + "domain"):
                yield Row(general, tuple(Value("iri", user) for user in sorted(users)))

    def _alignments(self, iri: str) -> Iterator[Alignment]:
        for ontology in self.ontologies:
            for predicate in MATCHES:
                for value in ontology.facts.get(iri, {}).get(predicate, ()):
                    remarks = ontology.remarks.get((iri, predicate, value.text), {})
                    reasons = tuple(remark.text for values in remarks.values() for remark in values)
                    yield Alignment(predicate, value, reasons)


def _characteristics(term: Term) -> tuple[str, ...]:
    types = (iri.removeprefix(OWL) for iri in term.iris(RDF + "type") if iri.startswith(OWL))
    kinds = ("Object", "Datatype", "Annotation")
    names = (name.removesuffix("Property") for name in types if name.endswith("Property"))
    return tuple(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower() for name in names if name not in kinds)


def _telling(predicate: str, values: Iterable[Value]) -> tuple[Value, ...]:
    """Leave out the types that kind and characteristics tell."""
    if predicate != RDF + "type":
        return tuple(values)
    return tuple(value for value in values if not value.text.startswith((OWL, RDFS, RDF, SKOS)))


def _inside(value: Value) -> set[str]:
    return set(re.findall(r"<([^<>]+)>", value.text)) if value.kind == "expression" else set()


def _flat(branches: Iterable[Branch]) -> Iterator[str]:
    for branch in branches:
        if branch.value.kind == "iri":
            yield branch.value.text
        yield from _flat(branch.below)


@cache
def _titles() -> Mapping[str, tuple[str, str]]:
    with FILE.open("rb") as file:
        rows = tomllib.load(file)["row"]
    return {_iri(row["property"]): (row["title"], row.get("inverse", "")) for row in rows}


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local
