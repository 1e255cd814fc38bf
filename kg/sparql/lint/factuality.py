"""Finds queries that take what is said for what is so.

A claim may be denied, hedged or only intended, and what it says has the same form all the same. A query that asks what claims
say must ask `ckg:factuality`, of the content or of its claim: as a filter or as a column. It may stand in an EXISTS or a
MINUS too; a variable that is bound to it and never looked at does not count.

1. Paths are taken apart at `/` and `^`, so that `ckg:claims/ckg:eventType` has a content in its middle.
2. A content is what `ckg:claims` leads to, unless nothing more is asked of it; an instance of a class of contents; or what has
   a property that only contents have.
3. A content and its claim are one thing here. Whatever asks all properties (`?content ?p ?o`, DESCRIBE) asks this one too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.namespaces import CKG, RDF
from kg.sparql.lint.rules import Finding
from kg.sparql.lint.script import Script
from kg.sparql.lint.tree import Path, Term, Triple
from kg.sparql.lint.vocabulary import Vocabulary
from kg.sparql.lint.walk import all_triples

__all__ = ["find_unasked"]

CLAIMS: Final = CKG + "claims"
TYPE: Final = RDF + "type"
ASKED: Final = {"factuality-ignored": CKG + "factuality", "voice-ignored": CKG + "voice"}
RIGHT: Final = {
    "factuality-ignored": "may be denied, hedged or only intended; ask ckg:factuality of it, as a column or in a FILTER",
    "voice-ignored": "may be a reader's comment; ask ckg:voice of it, as a column or in a FILTER",
}


@dataclass(frozen=True, slots=True)
class _Edge:
    """A step of a path: which properties it may be, none where that is a variable.

    *subject* and *object* are names; *places* tells where each stands, and as what.
    """

    subject: str
    properties: frozenset[str]
    object: str
    places: dict[str, Term]
    target: Term | None = None


def find_unasked(script: Script) -> Iterator[Finding]:
    """Yield a finding for each content whose factuality, or voice, is not asked."""
    if script.tree.form == "DESCRIBE":
        return
    edges = [edge for triple in all_triples(script.tree) for edge in _edges(triple)]
    contents: dict[str, Term] = {}
    used = Counter(name for edge in edges for name in (edge.subject, edge.object))
    for edge in edges:
        for node in _contents(edge, script.vocabulary):
            if used[node] > 1 or edge.properties != {CLAIMS} or _is_used(node, script):
                contents.setdefault(node, edge.places[node])
    one = _with_claims(edges)
    for rule, asked in ASKED.items():
        looked_at = {one.get(edge.subject, edge.subject) for edge in edges if _asks(edge, asked, script)}
        told: set[str] = set()
        for node, place in contents.items():
            thing = one.get(node, node)
            if thing not in looked_at | told:
                told.add(thing)
                yield Finding(place.start, rule, place.text, f"is what a claim says, which {RIGHT[rule]}")


def _edges(triple: Triple) -> Iterator[_Edge]:
    node, steps = triple.subject, _steps(triple.path, forward=True)
    for number, (path, forward) in enumerate(steps):
        last = number == len(steps) - 1
        first = next(path.terms(), triple.subject)
        reached = triple.object if last else Term("blank", f"[{first.start}", first.text, first.start)
        properties = frozenset(term.value for term in path.terms() if term.kind == "iri")
        pair = (node, reached) if forward else (reached, node)
        places = {_name(term): term for term in pair}
        yield _Edge(_name(pair[0]), properties, _name(pair[1]), places, triple.object if last and forward else None)
        node = reached


def _steps(path: Path, *, forward: bool) -> list[tuple[Path, bool]]:
    if path.kind == "^":
        return _steps(path.parts[0], forward=not forward)
    if path.kind == "/":
        steps = [_steps(part, forward=forward) for part in path.parts]
        return [step for found in (steps if forward else steps[::-1]) for step in found]
    return [(path, forward)]


def _name(term: Term) -> str:
    return term.value if term.kind in ("variable", "blank") else f"<{term.value}"


def _contents(edge: _Edge, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the ends of *edge* that are contents."""
    if edge.properties == {CLAIMS}:
        yield edge.object
    elif (edge.properties == {TYPE} and edge.object[1:] in vocabulary.contents) or (
        edge.properties and edge.properties <= vocabulary.content_properties
    ):
        yield edge.subject


def _with_claims(edges: list[_Edge]) -> dict[str, str]:
    """Return the name of its claim for each content."""
    return {edge.object: edge.subject for edge in edges if edge.properties == {CLAIMS}}


def _asks(edge: _Edge, asked: str, script: Script) -> bool:
    if not edge.properties:
        return True
    if asked not in edge.properties:
        return False
    return edge.target is None or not edge.target.variable or _is_used(edge.target.value, script)


def _is_used(name: str, script: Script) -> bool:
    """Tell whether a variable stands more than once, or the query gives all of them."""
    counts = Counter(token.variable for token in script.tokens)
    return counts[name] > 1 or script.tree.star is not None or name.startswith("_")
