"""Finds terms that the vocabulary does not have, and those that stand where their kind cannot.

Only namespaces of the vocabulary are judged, and the finished well-known ones; a VoID description judges every class and
property of the patterns, since what it does not list is not in the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from kg.namespaces import RDF, RDFS, shorten
from kg.sparql.lint.patterns import full_name
from kg.sparql.lint.rules import Finding
from kg.sparql.lint.script import KNOWN, Script
from kg.sparql.lint.tree import Path, Term, Triple
from kg.sparql.lint.vocabulary import CLASS, DEPRECATED, OTHER, PROPERTY, Vocabulary, nearest, space_of
from kg.sparql.lint.walk import all_expressions, all_triples, all_values

__all__ = ["find_terms"]

TYPE: Final = RDF + "type"
CLASS_PATHS: Final = (TYPE, RDFS + "subClassOf")


def find_terms(script: Script) -> Iterator[Finding]:
    """Yield a finding for each term that is unknown, misplaced or deprecated, once at each place."""
    found: dict[tuple[int, str], Finding] = {}
    for term, kind, asked in _uses(script):
        for finding in _judge(script.vocabulary, term, kind, asked):
            found.setdefault((term.start, finding.rule), finding)
    yield from found.values()


def _uses(script: Script) -> Iterator[tuple[Term, str, bool]]:
    """Yield each IRI with the kind that its place asks for, and whether it is asked of the data."""
    for triple in all_triples(script.tree):
        yield from ((term, kind, True) for term, kind in _of_triple(triple))
    for triple in script.tree.template:
        yield from ((term, kind, False) for term, kind in _of_triple(triple))
    for values in all_values(script.tree):
        yield from ((term, OTHER, False) for term in values.terms if term.kind == "iri")
    for expression in all_expressions(script.tree):
        for token, following in pairwise([*expression.tokens, *expression.tokens[-1:]]):
            if token.kind in ("iri", "name") and following.text != "(":
                iri = token.text[1:-1] if token.kind == "iri" else full_name(token.text, _prefixes(script))
                yield Term("iri", iri, token.text, token.start), OTHER, False


def _prefixes(script: Script) -> dict[str, str]:
    return {**KNOWN, **script.given, **{one.name: one.iri for one in script.declared}}


def _of_triple(triple: Triple) -> Iterator[tuple[Term, str]]:
    yield from ((term, PROPERTY) for term in triple.path.terms() if term.kind == "iri")
    if triple.subject.kind == "iri":
        yield triple.subject, OTHER
    if triple.object.kind == "iri":
        yield triple.object, CLASS if _ends_in_class(triple.path) else OTHER


def _ends_in_class(path: Path) -> bool:
    """Tell whether what *path* leads to is a class: `a`, `a/rdfs:subClassOf*`."""
    if path.term is not None:
        return path.term.value == TYPE
    if path.kind == "/":
        last = path.parts[-1]
        return {term.value for term in last.terms()} <= set(CLASS_PATHS) and last.kind not in "^!" and last.kind != ""
    return False


def _judge(vocabulary: Vocabulary, term: Term, kind: str, asked: bool) -> Iterator[Finding]:
    iri = term.value
    kinds = vocabulary.kinds.get(iri)
    if kinds is not None:
        yield from _misplaced(term, kind, kinds)
    if vocabulary.described is not None and asked and kind != OTHER and iri != TYPE:
        yield from _undescribed(vocabulary, term, kind)
    elif kinds is None and vocabulary.is_judged(iri):
        wrong = f"is no {'term' if kind == OTHER else kind} of the vocabulary"
        rule = f"unknown-{'term' if kind == OTHER else kind}"
        yield Finding(
            term.start, rule, term.text, f"{wrong}; {_meant(vocabulary.nearest(iri, kind.strip(OTHER)), kind)}"
        )
    elif kinds is None:
        yield from _unpublished(vocabulary, term)


def _misplaced(term: Term, kind: str, kinds: frozenset[str]) -> Iterator[Finding]:
    if kind in (CLASS, PROPERTY) and kind not in kinds:
        is_a = next(iter(sorted(kinds & {CLASS, PROPERTY})), "an individual or concept")
        told = f"a {is_a}" if is_a in (CLASS, PROPERTY) else is_a
        rule = "not-a-class" if kind == CLASS else "not-a-property"
        right = "a class" if kind == CLASS else "a property"
        yield Finding(term.start, rule, term.text, f"is {told}, and stands where {right} must; {right}")
    if DEPRECATED in kinds:
        yield Finding(term.start, "deprecated-term", term.text, "is deprecated; what has replaced it")


def _undescribed(vocabulary: Vocabulary, term: Term, kind: str) -> Iterator[Finding]:
    described = vocabulary.described
    assert described is not None
    terms = described.classes if kind == CLASS else described.properties
    if term.value not in terms:
        near = nearest(term.value, terms)
        yield Finding(term.start, f"unknown-{kind}", term.text, f"is no {kind} that the data has; {_meant(near, kind)}")


def _unpublished(vocabulary: Vocabulary, term: Term) -> Iterator[Finding]:
    terms = vocabulary.published.get(space_of(term.value))
    if terms is None or term.value in terms or space_of(term.value) == term.value or _is_member(term.value):
        return
    right = _meant(nearest(term.value, terms), OTHER)
    yield Finding(term.start, "unknown-published-term", term.text, f"is no term of {space_of(term.value)}; {right}")


def _is_member(iri: str) -> bool:
    """Tell rdf:_1, rdf:_2 …, of which there is no end."""
    return iri.startswith(RDF + "_")


def _meant(near: str, kind: str) -> str:
    return f"{shorten(near)}, perhaps" if near else f"a {'term' if kind == OTHER else kind} that it has"
