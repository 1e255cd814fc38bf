"""Nanopublications: one for each claim, in TriG, named by the hash of its content (a trusty URI), unsigned.

    assertion     the claim: who says what, how surely. A denied thing is asserted as denied, never as a thing.
    provenance    the sentence, its paragraph and document, and the run and the software that read it there
    publication   the software, what kind of nanopublication it is, and the day, licence and publisher that are told

The assertion is that somebody says something, and this is what the software reads: it is attributed to the software. Who says
it is part of what is asserted (ckg:claimedBy). No day, licence, creator or publisher is made up. Whoever publishes them signs
them, and says that they are the creator.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import UnwritableError
from kg.export.describe.about import is_web_address
from kg.export.views.check import Told
from kg.export.views.nodes import Node, first_of, value_of
from kg.export.views.reading import Reader
from kg.export.views.rows import ClaimRow
from kg.export.views.trusty import PLACEHOLDER, artifact_code
from kg.export.views.turtle import body, header
from kg.namespaces import CKG, DATA, DCTERMS, FOAF, NP, NPX, OA, PAV, PREFIXES, PROV, RDF, RDFS, SKOS, XSD

if TYPE_CHECKING:
    from kg.export.source import Source
    from kg.export.table import Options

__all__ = ["read_nanopub", "write_nanopub"]

USED: Final = {"np": NP, "npx": NPX, "pav": PAV, **PREFIXES}
TYPE: Final = RDF + "type"
# How a claim came about is provenance; the rest of what is said of it is what is asserted.
ORIGIN: Final = (CKG + "evidence", PROV + "wasDerivedFrom", PROV + "wasGeneratedBy")
DOCUMENT: Final = (
    *(TYPE, RDFS + "label"),
    *(DCTERMS + name for name in ("title", "issued", "format", "language", "source")),
    *(CKG + name for name in ("fileName", "sha256", "publisher", "author", "suppliedProperty", "suppliedBy")),
)
# What is read back of a claim, and as what.
TOLD: Final = {CKG + "factuality": "factualities", CKG + "claims": "events", CKG + "evidence": "evidences"}
LABELS: Final = (RDFS + "label", SKOS + "prefLabel")
# The index of a store keeps the value of a number and not that it is no negative one.
NATURAL: Final = frozenset(
    {
        *(OA + name for name in ("start", "end")),
        *(CKG + name for name in ("paragraphNumber", "paragraphStart", "paragraphEnd", "page")),
    }
)


def write_nanopub(source: Source, out: BinaryIO, options: Options) -> None:
    """Write a nanopublication for each claim, by document and place."""
    reader = Reader(source)
    out.write(header(USED))
    for graph in reader.graphs:
        for row, nodes in reader.claims_of(graph):
            quads = _Nanopub(reader, row, nodes, options).quads()
            out.write(b"\n" + body(quads, RdfFormat.TRIG, USED))


def read_nanopub(path: Path) -> Iterator[Told]:
    """Yield what each nanopublication tells of its claim, as Oxigraph's parser reads it."""
    quads = parse(path=str(path), format=RdfFormat.TRIG)
    for _, group in groupby(quads, key=lambda quad: value_of(quad.graph_name).partition("#")[0]):
        found: dict[str, list[tuple[str, str]]] = {}
        for quad in group:
            found.setdefault(quad.predicate.value, []).append((value_of(quad.subject), value_of(quad.object)))
        for claim in [subject for subject, value in found.get(TYPE, ()) if value == CKG + "Claim"]:
            yield claim, "claims", ""
            for name, kind in TOLD.items():
                yield from ((claim, kind, value) for subject, value in found.get(name, ()) if subject == claim)
            yield from ((claim, "labels", subject) for name in LABELS for subject, _ in found.get(name, ()))


class _Nanopub:
    """The four graphs of one claim."""

    def __init__(self, reader: Reader, row: ClaimRow, nodes: dict[str, Node], options: Options) -> None:
        self.reader, self.row, self.nodes, self.options = reader, row, nodes, options
        before, claim, _ = row.iri.rpartition("claim/")
        self.iri = f"{before if claim else DATA}nanopub/{PLACEHOLDER}"
        self.activity = first_of(nodes[row.iri], PROV + "wasGeneratedBy")

    def quads(self) -> list[Quad]:
        """Return the quads under their trusty URI."""
        parts = (("Head", self.head()), ("assertion", self.assertion()))
        rest = (("provenance", self.provenance()), ("pubinfo", self.publication()))
        found = [quad for name, rows in (*parts, *rest) for quad in self.graph(name, rows)]
        code = artifact_code(found)
        return [_renamed(quad, code) for quad in found]

    def graph(self, name: str, rows: Iterable[tuple[str, str, Any]]) -> Iterator[Quad]:
        graph = NamedNode(f"{self.iri}#{name}")
        for subject, predicate, value in dict.fromkeys(rows):
            if subject.startswith("_:") or isinstance(value, BlankNode):
                wrong = f"cannot write a blank node, which {self.row.iri} has"
                raise UnwritableError("nanopublications", wrong, "a graph whose nodes are IRIs, as kg build makes it")
            yield Quad(NamedNode(subject), NamedNode(predicate), _exact(predicate, value), graph)

    def head(self) -> Iterator[tuple[str, str, Any]]:
        yield self.iri, TYPE, _node(NP + "Nanopublication")
        for predicate, name in (
            ("Assertion", "assertion"),
            ("Provenance", "provenance"),
            ("PublicationInfo", "pubinfo"),
        ):
            yield self.iri, NP + "has" + predicate, _node(f"{self.iri}#{name}")

    def assertion(self) -> Iterator[tuple[str, str, Any]]:
        row = self.row
        claim = self.nodes[row.iri]
        yield from _triples(row.iri, {name: claim[name] for name in sorted(claim) if name not in ORIGIN})
        for iri in (row.content, *(quantity.iri for quantity in row.quantities)):
            yield from _triples(iri, self.node(iri) if iri else {})
        things = [role.thing for role in row.roles] + [thing for thing in (row.speaker, row.relayed_by) if thing]
        for thing in sorted(set(things), key=lambda thing: thing.iri):
            node = self.node(thing.iri)
            yield from _triples(thing.iri, {name: node[name] for name in (TYPE, *LABELS) if name in node})

    def provenance(self) -> Iterator[tuple[str, str, Any]]:
        row, assertion, claim = self.row, f"{self.iri}#assertion", self.nodes[self.row.iri]
        for name in ORIGIN[1:]:
            yield from _triples(assertion, {name: claim.get(name, [])})
        if self.agent:
            yield assertion, PROV + "wasAttributedTo", _node(self.agent)
        if not (claim.get(ORIGIN[1]) or claim.get(ORIGIN[2])):
            # Provenance must say something of the assertion, and that is all that is known.
            yield assertion, PROV + "wasDerivedFrom", _node(row.iri)
        yield from _triples(row.iri, {name: claim.get(name, []) for name in ORIGIN})
        for evidence in row.evidence:
            yield from self.with_selectors(evidence.iri)
        yield from _triples(row.paragraph, self.node(row.paragraph) if row.paragraph else {})
        if row.document:
            node = self.node(row.document.iri)
            yield from _triples(row.document.iri, {name: node[name] for name in DOCUMENT if name in node})
        for iri in (self.activity, self.agent):
            yield from _triples(iri, self.node(iri) if iri else {})

    def with_selectors(self, iri: str) -> Iterator[tuple[str, str, Any]]:
        node = self.node(iri)
        yield from _triples(iri, node)
        for selector in sorted(map(value_of, node.get(OA + "hasSelector", ()))):
            yield from _triples(selector, self.node(selector))

    def publication(self) -> Iterator[tuple[str, str, Any]]:
        yield self.iri, RDFS + "label", Literal(self.row.title)
        yield self.iri, NPX + "hasNanopubType", _node(CKG + "Claim")
        yield self.iri, NPX + "introduces", _node(self.row.iri)
        if self.agent:
            yield self.iri, PAV + "createdWith", _node(self.agent)
        if self.options.issued:
            yield self.iri, DCTERMS + "created", Literal(self.options.issued, datatype=_node(XSD + "date"))
        if self.options.license:
            yield self.iri, DCTERMS + "license", _node(self.options.license)
        if self.options.publisher:
            yield from self.publisher(self.options.publisher)

    def publisher(self, told: str) -> Iterator[tuple[str, str, Any]]:
        agent = told if is_web_address(told) else f"{self.iri}#publisher"
        yield self.iri, DCTERMS + "publisher", _node(agent)
        yield agent, TYPE, _node(FOAF + "Agent")
        yield agent, FOAF + "name", Literal(told)

    @property
    def agent(self) -> str:
        return first_of(self.node(self.activity), PROV + "wasAssociatedWith") if self.activity else ""

    def node(self, iri: str) -> Node:
        """Return what this graph says of *iri*, or where it says nothing, what any does."""
        return self.nodes.get(iri) or self.reader.node(iri)


def _triples(iri: str, node: Node) -> Iterator[tuple[str, str, Any]]:
    for name in sorted(node):
        yield from ((iri, name, term) for term in sorted(node[name], key=str))


def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


def _exact(predicate: str, term: Any) -> Any:
    whole = isinstance(term, Literal) and term.datatype.value == XSD + "integer"
    return Literal(term.value, datatype=_node(XSD + "nonNegativeInteger")) if whole and predicate in NATURAL else term


def _renamed(quad: Quad, code: str) -> Quad:
    def named(term: Any) -> Any:
        ours = isinstance(term, NamedNode) and PLACEHOLDER in term.value
        return NamedNode(term.value.replace(PLACEHOLDER, code)) if ours else term

    return Quad(named(quad.subject), quad.predicate, named(quad.object), named(quad.graph_name))
