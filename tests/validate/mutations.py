"""Changes of one triple of a graph at a time, and many changed copies of a graph in one, each under names of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib import Literal as RdfLiteral
from rdflib import URIRef

from kg.namespaces import CKG, OA, XSD

__all__ = ["Triples", "copy_of", "mutations", "original"]

Triples = frozenset[Triple]
NOWHERE: Final = NamedNode("https://example.org/nowhere")
COPY: Final = "urn:copy:"
# Properties whose values are compared with each other, where rdflib breaks off if one of them is ill formed, or with a bound,
# where rdflib orders what cannot be compared by its datatype.
COMPARED: Final = frozenset(
    [
        NamedNode(CKG + name)
        for name in """mentionStart mentionEnd paragraphStart paragraphEnd value minimum maximum notBefore notAfter
    beganNotBefore beganNotAfter endedNotBefore endedNotAfter independentSources reportCount paragraphNumber score""".split()
    ]
    + [NamedNode(OA + name) for name in ("start", "end")]
)
# Properties whose values queries compare with numbers: rdflib orders texts and numbers.
ORDERED: Final = frozenset(
    [NamedNode(CKG + name) for name in "paragraphStart paragraphEnd value minimum maximum".split()]
    + [NamedNode(OA + name) for name in ("start", "end")]
)
NUMBERS: Final = frozenset(XSD + name for name in ("integer", "decimal", "nonNegativeInteger"))


def mutations(graph: Triples) -> Iterator[tuple[str, Triples]]:
    """Yield each graph that differs from *graph* in one triple, with what was done, in a fixed order."""
    ordered = sorted(graph, key=str)
    iris = sorted({term for triple in graph for term in (triple.subject, triple.object) if _is_iri(term)}, key=str)
    predicates = sorted({triple.predicate for triple in graph}, key=str)
    for triple in ordered:
        rest = graph - {triple}
        yield f"drops {triple}", rest
        for what, changed in _changes(triple, iris, predicates):
            yield f"{what} {triple}", rest | changed


def _changes(triple: Triple, iris: Sequence[Any], predicates: Sequence[Any]) -> Iterator[tuple[str, set[Triple]]]:
    subject, predicate, target = triple.subject, triple.predicate, triple.object
    others = _others_of_literal(target) if isinstance(target, Literal) else _others_of_node(target, iris)
    if predicate in COMPARED:
        others = [(what, other) for what, other in others if not _is_ill_formed(other)]
    if predicate in ORDERED:
        others = [(what, other) for what, other in others if not _is_text(other)]
    for what, other in others:
        yield f"{what} instead of", {Triple(subject, predicate, other)}
    for other in (_after(predicate, predicates), NOWHERE):
        yield f"says {other} instead of", {Triple(subject, other, target)}
    yield "doubles", {triple, Triple(subject, predicate, next(other for _, other in others))}


def _others_of_node(node: Any, iris: Sequence[Any]) -> list[tuple[str, Any]]:
    other = _after(node, iris)
    return [
        (f"has {other}", other),
        ("has an IRI that is nowhere", NOWHERE),
        ("has a blank node", BlankNode("mutated")),
        ("has a text", Literal("text")),
    ]


def _others_of_literal(literal: Any) -> list[tuple[str, Any]]:
    text, datatype = literal.value, literal.datatype
    if datatype.value in NUMBERS:
        forms = [f"{text}1", f"0{text}", f"-{text}", f"{text}.0", "many"]
        datatypes = [XSD + name for name in ("string", "decimal", "integer", "double", "nonNegativeInteger")]
    elif datatype.value == XSD + "date":
        forms = [f"{int(text[:4]) + 1}{text[4:]}", f"{int(text[:4]) - 1}{text[4:]}", text[:4], "soon"]
        datatypes = [XSD + "string"]
    else:
        forms = [f"{text}.", ""]
        datatypes = [XSD + "string", XSD + "anyURI"]
    found = [
        Literal(form, language=literal.language) if literal.language else Literal(form, datatype=datatype)
        for form in forms
    ]
    found += [Literal(text, datatype=NamedNode(iri)) for iri in datatypes]
    found += [Literal(text, language="fr"), NOWHERE]
    return [(f"has {other}", other) for other in found if other != literal]


def _is_ill_formed(term: Any) -> bool:
    return isinstance(term, Literal) and bool(RdfLiteral(term.value, datatype=URIRef(term.datatype.value)).ill_typed)


def _is_text(term: Any) -> bool:
    return isinstance(term, Literal) and (term.language is not None or term.datatype.value == XSD + "string")


def _is_iri(term: Any) -> bool:
    return isinstance(term, NamedNode)


def _after(term: Any, terms: Sequence[Any]) -> Any:
    """Return the term that follows *term* in *terms*; which one that is does not matter, if only it is always the same."""
    return terms[(terms.index(term) + 1) % len(terms)] if term in terms else terms[0]


def copy_of(graph: Iterable[Triple], number: int, shared: frozenset[Any]) -> Iterator[Quad]:
    """Yield *graph* as the copy *number*: all nodes are renamed but those that are *shared*."""

    def renamed(term: Any) -> Any:
        if isinstance(term, BlankNode):
            return BlankNode(f"copy{number}{term.value}")
        return term if isinstance(term, Literal) or term in shared else NamedNode(f"{COPY}{number}:{term.value}")

    for triple in graph:
        yield Quad(renamed(triple.subject), triple.predicate, renamed(triple.object))


def original(iri: str) -> tuple[int, str]:
    """Return which copy *iri* belongs to, and what it was before; -1 if to none."""
    if not iri.startswith(COPY):
        return -1, iri
    number, _, before = iri.removeprefix(COPY).partition(":")
    return int(number), before
