"""Cuts a graph into what is framed together: each entity, or each event, with the nodes that its frame may nest.

A chunk holds its nodes whole, and of the things that these name their class and label, so that a reader need not look them up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal

from kg.export.views.nodes import value_of
from kg.graph.states import PARTIES
from kg.namespaces import CKG, OA, RDF, RDFS, SKOSXL, XSD
from kg.sparql.classes import thing_classes

if TYPE_CHECKING:
    from kg.export.source import Source

__all__ = ["Chunk", "Graph", "by_entity", "by_event", "merged"]

TYPE: Final = RDF + "type"
BRIEF: Final = ("@id", "@type", RDFS + "label")
Node = dict[str, Any]
Frame = dict[str, Any]
# What is nested in a thing, for it is said of nothing else.
OWN: Final = (
    *(CKG + name for name in ("succession", "belonging", "linkCandidate")),
    *(SKOSXL + name for name in ("prefLabel", "altLabel", "hiddenLabel")),
)
INSIDE_CLAIM: Final = (CKG + "evidence", OA + "hasSelector")
INSIDE_CONTENT: Final = (CKG + "quantity",)
INSIDE_INCIDENT: Final = (CKG + "disagreement", CKG + "position")


@dataclass(frozen=True)
class Chunk:
    """Expanded nodes, and the frame (without context) whose root is the first of them."""

    nodes: tuple[Node, ...]
    frame: Mapping[str, Any]


@dataclass(frozen=True)
class Graph:
    """Expanded nodes by IRI, in order, and who leads to whom by which property."""

    nodes: dict[str, Node]
    back: dict[str, dict[str, list[str]]]

    def of_class(self, classes: Iterable[str]) -> list[str]:
        wanted = {CKG + name for name in classes}
        return [iri for iri, node in self.nodes.items() if wanted.intersection(node.get("@type", ()))]


def merged(source: Source, blank: str) -> Graph:
    """Return the triples of all graphs as expanded JSON-LD; *blank* begins the IRIs that stand for blank nodes."""
    nodes: dict[str, Node] = {}
    back: dict[str, dict[str, list[str]]] = {}
    for quad in source.quads():
        subject, predicate = _named(quad.subject, blank), quad.predicate.value
        node = nodes.setdefault(subject, {"@id": subject})
        value = _expanded(quad.object, blank)
        known = node.setdefault("@type" if predicate == TYPE else predicate, [])
        told = value.get("@id", value) if predicate == TYPE else value
        if told not in known:
            known.append(told)
            if "@id" in value and predicate != TYPE:
                back.setdefault(value["@id"], {}).setdefault(predicate, []).append(subject)
    return Graph(dict(sorted(nodes.items())), back)


def by_event(graph: Graph) -> Iterator[Chunk]:
    """Yield what is claimed, with its claims and their evidence; incidents with their reports; then all other nodes."""
    shown: set[str] = set()
    for iri in sorted(
        {row["@id"] for node in graph.nodes.values() for row in node.get(CKG + "claims", ()) if "@id" in row}
    ):
        if iri in graph.nodes:
            yield _chunk(graph, iri, _content(graph, iri), shown)
    for iri in graph.of_class(["Incident"]):
        reports = _back(graph, iri, CKG + "reportOf")
        frame: Frame = {
            CKG + "disagreement": {CKG + "position": {}},
            "@reverse": {CKG + "reportOf": {}} if reports else {},
        }
        members = [*_inside(graph, iri, INSIDE_INCIDENT), *reports]
        yield _chunk(graph, iri, (members, frame), shown)
    yield from _others(graph, shown)


def by_entity(graph: Graph) -> Iterator[Chunk]:
    """Yield each thing with its names, ties and states, and the claims about it; then all other nodes."""
    shown: set[str] = set()
    for iri in graph.of_class(thing_classes()):
        yield _chunk(graph, iri, _entity(graph, iri), shown)
    yield from _others(graph, shown)


# The nodes of a chunk besides its root, and its frame.
Part = tuple[list[str], Frame]


def _entity(graph: Graph, iri: str) -> Part:
    members = _inside(graph, iri, OWN)
    frame: Frame = {name: {} for name in OWN if name in graph.nodes[iri]}
    reverse: Frame = {}
    parties = {node.value for pair in PARTIES.values() for node in pair}
    for name, subjects in sorted(graph.back.get(iri, {}).items()):
        contents = [subject for subject in subjects if graph.back.get(subject, {}).get(CKG + "claims")]
        if contents:
            parts = [_content(graph, subject) for subject in contents]
            members += [member for subject, part in zip(contents, parts, strict=True) for member in (subject, *part[0])]
            reverse[name] = {"@reverse": {CKG + "claims": {}}}
        elif name in parties:
            members += subjects
            reverse[name] = {}
    return members, {**frame, "@reverse": reverse}


def _content(graph: Graph, iri: str) -> Part:
    claims = _back(graph, iri, CKG + "claims")
    members = _inside(graph, iri, INSIDE_CONTENT)
    for claim in claims:
        members += [claim, *_inside(graph, claim, INSIDE_CLAIM)]
    return members, {"@reverse": {CKG + "claims": {}}}


def _chunk(graph: Graph, iri: str, part: Part, shown: set[str]) -> Chunk:
    members, frame = part
    whole = [iri, *(member for member in dict.fromkeys(members) if member != iri and member in graph.nodes)]
    shown.update(whole)
    named = sorted({row["@id"] for member in whole for row in _links(graph.nodes[member])} - set(whole))
    things = [_brief(graph.nodes[name]) for name in named if name in graph.nodes]
    return Chunk((*(graph.nodes[member] for member in whole), *filter(None, things)), {"@id": iri, **frame})


def _others(graph: Graph, shown: set[str]) -> Iterator[Chunk]:
    for iri, node in graph.nodes.items():
        if iri not in shown:
            yield Chunk((node,), {"@id": iri})


def _brief(node: Node) -> Node | None:
    """Return the class and label of a thing; None where it has no label, since then there is nothing to show."""
    return {name: node[name] for name in BRIEF if name in node} if RDFS + "label" in node else None


def _links(node: Node) -> Iterator[Node]:
    for name, values in node.items():
        if not name.startswith("@"):
            yield from (value for value in values if "@id" in value)


def _inside(graph: Graph, iri: str, names: Iterable[str]) -> list[str]:
    """Return what *iri* leads to by *names*, and what that leads to by them."""
    found: dict[str, None] = {}
    waiting = [iri]
    while waiting:
        node = graph.nodes.get(waiting.pop(0), {})
        new = [row["@id"] for name in names for row in node.get(name, ()) if row.get("@id") in graph.nodes]
        waiting += [item for item in new if item not in found]
        found.update(dict.fromkeys(new))
    return list(found)


def _back(graph: Graph, iri: str, name: str) -> list[str]:
    return graph.back.get(iri, {}).get(name, [])


def _named(term: Any, blank: str) -> str:
    text = value_of(term)
    return blank + text[2:] if text.startswith("_:") else text


def _expanded(term: Any, blank: str) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": _named(term, blank)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    kind = term.datatype.value
    return {"@value": term.value} if kind == XSD + "string" else {"@value": term.value, "@type": kind}
