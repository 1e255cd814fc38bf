"""The ontology inside a dataset, and the general terms that follow from it.

The dataset holds the ontology's statements about named terms; its anonymous class expressions stay in the OWL file, so
that no blank node gets in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import InputError
from kg.graph.terms import LABEL, TYPE, GraphBuilder, ckg, iri
from kg.identifiers import document_iri, graph_iri
from kg.namespaces import CKG, DATA, EVENT_TYPE, ONTOLOGY, RDFS

__all__ = ["Inference", "ontology_quads"]

TOLD: Final[Mapping[object, str]] = {ckg(name): name for name in ("eventType", "factuality", "voice")}


def ontology_quads(paths: Iterable[Path]) -> list[Quad]:
    """Return the triples of Turtle *paths* that have no blank node, as quads of the ontology's graph.

    Raises InputError where a file is missing or is no Turtle.
    """
    graph = GraphBuilder(ONTOLOGY)
    for path in paths:
        try:
            for quad in parse(path=path, format=RdfFormat.TURTLE):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                    graph.add(quad.subject, quad.predicate, quad.object)
        except (SyntaxError, OSError) as error:
            raise InputError(path, f"cannot be read: {error}", "Turtle") from error
    return graph.quads()


class Inference:
    """What follows from quads by *ontology*, batch by batch.

    A batch may be any quads that have each document's graph whole or not at all: classes and roles follow from one triple each,
    and what is told of a content stands in the graph of its document. What is inferred from one batch may be stated in
    another; `kg.formats.stated` then leaves it out.
    """

    def __init__(self, ontology: Iterable[Quad], base: str = DATA) -> None:
        known = list(ontology)
        self._base, self._graph = base, iri(graph_iri("inferred", base=base))
        self._classes, self._roles = _closure(known, RDFS + "subClassOf"), _closure(known, RDFS + "subPropertyOf")

    def of(self, data: Iterable[Quad]) -> list[Quad]:
        """Return what follows from *data*, in the inferred graph.

        That is: general classes and roles as the ontology has them (RDFS rules 7 and 9), `ckg:inDocument` for each node of a
        document's graph, and a label for each content that says how it was told ("denied: Allegiance"). Of roles, only
        properties of the ontology itself are generalised; nothing is inferred that *data* already says.
        """
        data = list(data)
        stated = {quad.triple for quad in data}
        inferred = {*_in_document(data, self._base), *_content_labels(stated)}
        for triple in stated:
            if triple.predicate == TYPE:
                inferred.update(Triple(triple.subject, TYPE, it) for it in self._classes.get(triple.object, ()))
            else:
                general_roles = (it for it in self._roles.get(triple.predicate, ()) if it.value.startswith(CKG))
                inferred.update(Triple(triple.subject, general, triple.object) for general in general_roles)
        return [Quad(t.subject, t.predicate, t.object, self._graph) for t in sorted(inferred - stated, key=str)]


def _in_document(data: Iterable[Quad], base: str) -> Iterator[Triple]:
    graphs, own = graph_iri("document", "", base) + "/", (base + "document/", base + "claim/", base + "content/")
    for quad in data:
        name = quad.graph_name
        if isinstance(name, NamedNode) and name.value.startswith(graphs) and isinstance(quad.subject, NamedNode):
            document = iri(document_iri(name.value.removeprefix(graphs), base))
            if quad.predicate == TYPE and quad.subject != document and quad.subject.value.startswith(own):
                yield Triple(quad.subject, iri(CKG + "inDocument"), document)


def _content_labels(stated: Iterable[Triple]) -> Iterator[Triple]:
    """Label each content with its factuality, whether a reader's comment says it, and its type.

    So a plain query that shows labels cannot show a denied thing as one that was.
    """
    told: dict[object, dict[str, str]] = {}
    for triple in stated:
        if triple.predicate in TOLD and isinstance(triple.object, NamedNode):
            name = triple.object.value.removeprefix(CKG).removeprefix(EVENT_TYPE)
            told.setdefault(triple.subject, {})[TOLD[triple.predicate]] = name
    for node, said in told.items():
        if isinstance(node, NamedNode) and {"eventType", "factuality"} <= said.keys():
            comment = ", reader's comment" if said.get("voice") == "CommentVoice" else ""
            yield Triple(node, LABEL, Literal(f"{said['factuality'].lower()}{comment}: {said['eventType']}"))


def _closure(ontology: Iterable[Quad], predicate: str) -> Mapping[object, frozenset[NamedNode]]:
    above: dict[NamedNode, set[NamedNode]] = {}
    for quad in ontology:
        if (
            quad.predicate == iri(predicate)
            and isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, NamedNode)
        ):
            above.setdefault(quad.subject, set()).add(quad.object)
    return {term: frozenset(_reach(term, above)) for term in above}


def _reach(term: NamedNode, above: Mapping[NamedNode, set[NamedNode]]) -> set[NamedNode]:
    reached: set[NamedNode] = set()
    waiting = list(above.get(term, ()))
    while waiting:
        general = waiting.pop()
        if general not in reached:
            reached.add(general)
            waiting.extend(above.get(general, ()))
    return reached - {term}
