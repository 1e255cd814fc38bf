"""Reads a source as rows, one document at a time, so that no more than one document's graph is in memory.

Graphs are taken by name and claims by their place in the document, so that the order is the same on every run, however the
store came about. A claim that two graphs type is told in the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode

from kg.export.views.nodes import (
    NO_ROLES,
    TYPE,
    Node,
    details_of,
    factuality_of,
    first_of,
    label_of,
    local_name,
    number_of,
    quantity_of,
    reported_type,
    short_name,
    value_of,
    values_of,
)
from kg.export.views.rows import ClaimRow, DocumentRow, Evidence, RoleRow, Thing, WorldRow
from kg.namespaces import CKG, DCTERMS, EVENT_TYPE, OA, ONTOLOGY, PROV, RDF, RDFS
from kg.sparql.classes import below, most_specific, thing_classes

if TYPE_CHECKING:
    from kg.export.source import Source

__all__ = ["Reader"]

# A merged graph also says the wider role that follows from the narrower one.
WIDER: Final = frozenset({"actor", "recipient", "location"})
KEPT: Final = 4_096
Kept = TypeVar("Kept")


class Reader:
    """A source as rows; see the module."""

    def __init__(self, source: Source) -> None:
        self._source, self._store = source, source.store
        self._things: dict[str, Thing] = {}
        self._told: dict[str, Node] = {}

    @cached_property
    def graphs(self) -> list[Any]:
        """The default graph and the named ones by name, but the ontology's (unless it is asked for) and what is inferred."""
        named = sorted(self._store.named_graphs(), key=str)
        return [DefaultGraph(), *filter(self._is_told, named)]

    def claims(self) -> Iterator[ClaimRow]:
        """Yield every claim, by graph and place in the document."""
        for graph in self.graphs:
            yield from (row for row, _ in self.claims_of(graph))

    def claims_of(self, graph: Any) -> Iterator[tuple[ClaimRow, dict[str, Node]]]:
        """Yield the claims of one graph, each with the nodes of that graph."""
        own = sorted(iri for iri in self._typed("Claim", graph) if self._home(iri, frozenset({"Claim"})) == str(graph))
        if not own:
            return
        nodes = self._nodes(graph)
        rows = [self._claim(iri, nodes) for iri in own]
        yield from ((row, nodes) for row in sorted(rows, key=_place))

    def things(self) -> Iterator[Thing]:
        """Yield every actor, place and talks that the graph says the class of, each once."""
        wanted = thing_classes()
        for graph in self.graphs:
            found = {
                quad.subject for quad in self._pattern(None, TYPE, None, graph) if local_name(quad.object) in wanted
            }
            for iri in sorted(map(value_of, found)):
                if self._home(iri, wanted) == str(graph):
                    yield self.thing(iri)

    def documents(self) -> Iterator[DocumentRow]:
        """Yield every document, by IRI."""
        for iri in sorted({iri for graph in self.graphs for iri in self._typed("Document", graph)}):
            yield self._document(iri)

    def world(self, kind: str) -> Iterator[WorldRow]:
        """Yield the nodes of class *kind*, by IRI."""
        for iri in sorted({iri for graph in self.graphs for iri in self._typed(kind, graph)}):
            node = self.node(iri)
            values = {short_name(name): tuple(sorted(map(value_of, found))) for name, found in sorted(node.items())}
            kinds = [local_name(term) for term in node.get(TYPE, ())]
            label = first_of(node, RDFS + "label")
            yield WorldRow(iri, " ".join(most_specific(k for k in kinds if k in below(kind))), label, values)

    def pairs(self, name: str) -> list[tuple[str, str]]:
        """Return who stands in the property *name* of ours to whom, in order."""
        return sorted({(value_of(q.subject), value_of(q.object)) for q in self._pattern(None, CKG + name, None, None)})

    def thing(self, iri: str) -> Thing:
        """Return the thing of *iri*, whatever it is."""
        if iri not in self._things:
            self._things = _room(self._things)
            self._things[iri] = self._thing(iri)
        return self._things[iri]

    def node(self, iri: str) -> Node:
        """Return all that is said of *iri* in any graph but the inferred one, each once."""
        if iri not in self._told:
            self._told = _room(self._told)
            self._told[iri] = self._node(iri)
        return self._told[iri]

    def _node(self, iri: str) -> Node:
        node: Node = {}
        for quad in self._pattern(iri, None, None, None):
            known = node.setdefault(quad.predicate.value, []) if self._is_told(quad.graph_name) else []
            if quad.object not in known:
                known.append(quad.object)
        return node

    def _is_told(self, graph: Any) -> bool:
        name = value_of(graph)
        return not name.endswith("/graph/inferred") and (self._source.ontology or name != ONTOLOGY)

    def _thing(self, iri: str) -> Thing:
        node = self.node(iri)
        kinds = most_specific(name for name in map(local_name, node.get(TYPE, ())) if name)
        return Thing(iri, label_of(iri, node), kinds, bool(below("Territory") & set(kinds)))

    def _document(self, iri: str) -> DocumentRow:
        return self._document_row(iri, self.node(iri))

    def _document_row(self, iri: str, node: Node) -> DocumentRow:
        publisher = first_of(node, CKG + "publisher")
        return DocumentRow(
            iri,
            label_of(iri, node),
            first_of(node, DCTERMS + "title"),
            first_of(node, CKG + "fileName"),
            first_of(node, DCTERMS + "issued"),
            first_of(node, DCTERMS + "format"),
            first_of(node, CKG + "sha256"),
            first_of(node, DCTERMS + "language"),
            first_of(node, DCTERMS + "source"),
            self.thing(publisher) if publisher else None,
            tuple(map(self.thing, sorted(map(value_of, node.get(CKG + "author", ()))))),
            tuple(sorted(map(value_of, node.get(CKG + "suppliedProperty", ())))),
            first_of(node, CKG + "suppliedBy"),
        )

    def _claim(self, iri: str, nodes: dict[str, Node]) -> ClaimRow:
        node = nodes[iri]
        content = first_of(node, CKG + "claims")
        said = nodes.get(content) or (self.node(content) if content else {})
        paragraph = first_of(node, PROV + "wasDerivedFrom")
        evidence = tuple(self._evidence(value_of(term), nodes) for term in node.get(CKG + "evidence", ()))
        document = evidence[0].document if evidence else ""
        event_type = first_of(said, CKG + "eventType")
        return ClaimRow(
            iri=iri,
            document=self._document_row(document, nodes.get(document) or self.node(document)) if document else None,
            paragraph=paragraph,
            paragraph_number=number_of((nodes.get(paragraph) or {}).get(CKG + "paragraphNumber")),
            speaker=self._one_thing(node, CKG + "claimedBy"),
            relayed_by=self._one_thing(node, CKG + "relayedBy"),
            factuality=factuality_of(node, said),
            voice=first_of(node, CKG + "voice").removeprefix(CKG),
            content=content,
            type=event_type.removeprefix(EVENT_TYPE) or reported_type(said),
            event_type=event_type,
            roles=self._roles(said),
            details=details_of(said),
            claimed=first_of(said, CKG + "content"),
            edtf=first_of(said, CKG + "edtf"),
            not_before=first_of(said, CKG + "notBefore"),
            not_after=first_of(said, CKG + "notAfter"),
            attested_on=first_of(said, CKG + "attestedOn"),
            quantities=tuple(quantity_of(iri, nodes.get(iri, {})) for iri in values_of(said, CKG + "quantity")),
            evidence=tuple(sorted(evidence, key=lambda item: (item.start or 0, item.end or 0, item.iri))),
        )

    def _one_thing(self, node: Node, name: str) -> Thing | None:
        iri = first_of(node, name)
        return self.thing(iri) if iri else None

    def _roles(self, said: Node) -> tuple[RoleRow, ...]:
        found = {
            (short_name(name), value_of(term))
            for name, terms in said.items()
            for term in terms
            if name.startswith(CKG) and short_name(name) not in NO_ROLES and not isinstance(term, Literal)
        }
        narrower = {iri for name, iri in found if name not in WIDER}
        kept = sorted(row for row in found if row[0] not in WIDER or row[1] not in narrower)
        return tuple(RoleRow(name, self.thing(iri)) for name, iri in kept)

    def _evidence(self, iri: str, nodes: dict[str, Node]) -> Evidence:
        node = nodes.get(iri, {})
        selectors = [nodes.get(value_of(term), {}) for term in node.get(OA + "hasSelector", ())]
        merged = {name: terms for selector in selectors for name, terms in selector.items()}
        start, end = number_of(merged.get(OA + "start")), number_of(merged.get(OA + "end"))
        place, page = first_of(merged, RDF + "value"), number_of(node.get(CKG + "page"))
        return Evidence(iri, first_of(node, OA + "hasSource"), first_of(merged, OA + "exact"), start, end, place, page)

    def _nodes(self, graph: Any) -> dict[str, Node]:
        nodes: dict[str, Node] = {}
        for quad in self._pattern(None, None, None, graph):
            nodes.setdefault(value_of(quad.subject), {}).setdefault(quad.predicate.value, []).append(quad.object)
        return nodes

    def _typed(self, kind: str, graph: Any) -> Iterator[str]:
        for name in sorted(below(kind)) if kind in ("Situation",) else (kind,):
            yield from (value_of(quad.subject) for quad in self._pattern(None, TYPE, CKG + name, graph))

    def _home(self, iri: str, classes: frozenset[str]) -> str:
        """Return the first of our graphs that gives *iri* one of *classes*."""
        quads = self._pattern(iri, TYPE, None, None)
        found = [str(q.graph_name) for q in quads if local_name(q.object) in classes]
        return min((name for name in found if name in self._places), key=self._places.__getitem__, default="")

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(map(str, self.graphs))}

    def _pattern(self, subject: str | None, predicate: str | None, value: str | None, graph: Any) -> Iterator[Any]:
        terms = (_term(subject), _term(predicate), _term(value))
        return iter(self._store.quads_for_pattern(*terms, graph))


def _term(text: str | None) -> Any:
    if text is None:
        return None
    return BlankNode(text[2:]) if text.startswith("_:") else NamedNode(text)


def _room(kept: dict[str, Kept]) -> dict[str, Kept]:
    """Return what is *kept* of what was read, or nothing once it is much: no more is in memory, whatever the graph's size."""
    return kept if len(kept) < KEPT else {}


def _place(row: ClaimRow) -> tuple[str, int, int, str]:
    first = row.evidence[0] if row.evidence else None
    return (
        row.document.iri if row.document else "",
        (first.start if first else None) or 0,
        (first.end if first else None) or 0,
        row.iri,
    )
