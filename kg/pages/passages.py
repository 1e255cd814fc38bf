"""Which claim, and so which sentence, each node of a graph rests on: the nearest one.

Nearness is counted in triples, either way. A document, an activity, a policy and what the ontology defines are ends of the
way and never on it, since by them everything is near everything; nor does who speaks or writes lead to what is said. A mention
lies beside the first claim whose quote holds it, and a document beside its first claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.namespaces import CKG, OA, PROV, RDF

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, Quad

__all__ = ["GraphIndex", "Passage"]

TYPE: Final = RDF + "type"
IS_NEVER_BETWEEN: Final = {CKG + "Document", PROV + "Activity", PROV + "Plan", PROV + "SoftwareAgent"}
# Leads from a node to a hub, not to what it rests on.
IS_NO_WAY: Final = {
    *(CKG + name for name in ("inDocument", "policy", "claimedBy", "relayedBy", "origin", "author", "publisher")),
    *(OA + "hasSource", PROV + "wasGeneratedBy", PROV + "used"),
}


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """What a claim rests on: its quote, characters `[start, end)` of *document*, in paragraph *paragraph* (from 1)."""

    document: str
    start: int
    end: int
    claim: str
    paragraph: int
    quote: str


class GraphIndex:
    """The quads of a graph by subject, the passages of its claims, and the way from each node to the nearest claim.

    *accepted* gives the accepted statement of a direct triple; *graphs* the first graph, by name, that says a triple.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        from pyoxigraph import Literal, NamedNode

        self.facts: dict[str, dict[str, list[NamedNode | Literal]]] = {}
        self.graphs: dict[tuple[str, str, str], str] = {}
        self._near: dict[str, set[str]] = {}
        for quad in sorted(quads, key=str):
            subject, predicate, target = quad.subject, quad.predicate.value, quad.object
            if isinstance(subject, NamedNode) and isinstance(target, NamedNode | Literal):
                self.facts.setdefault(subject.value, {}).setdefault(predicate, []).append(target)
                self.graphs.setdefault((subject.value, predicate, str(target)), _name(quad))
                if isinstance(target, NamedNode) and predicate not in IS_NO_WAY | {TYPE}:
                    self._near.setdefault(subject.value, set()).add(target.value)
                    self._near.setdefault(target.value, set()).add(subject.value)
        self.passages: Mapping[str, Passage] = {p.claim: p for p in sorted(self._passages())}
        for node, claim in (*self._mentions(), *self._documents()):
            self._near.setdefault(claim, set()).add(node)
        self.accepted = {
            self._direct_triple(node): node for node in self.facts if CKG + "statementSubject" in self.facts[node]
        }
        self._next = self._ways()

    def way(self, node: str) -> tuple[str, ...]:
        """Return the nodes from *node* to the nearest claim, both included; () where it rests on none."""
        if node not in self._next:
            return ()
        way = [node]
        while way[-1] not in self.passages:
            way.append(self._next[way[-1]])
        return tuple(way)

    def first(self, node: str, predicate: str) -> str:
        """Return the first value of *predicate* on *node* as text, or ""."""
        return next((target.value for target in self.facts.get(node, {}).get(predicate, ())), "")

    def types(self, node: str) -> set[str]:
        """Return the classes of *node*."""
        return {target.value for target in self.facts.get(node, {}).get(TYPE, ())}

    def _passages(self) -> Iterator[Passage]:
        for claim, facts in self.facts.items():
            if CKG + "evidence" not in facts or CKG + "Claim" not in self.types(claim):
                continue
            evidence = self.first(claim, CKG + "evidence")
            found: dict[str, str] = {}
            for selector in self.facts.get(evidence, {}).get(OA + "hasSelector", ()):
                for key in ("start", "end", "exact"):
                    found[key] = self.first(selector.value, OA + key) or found.get(key, "")
            paragraph = self.first(self.first(claim, PROV + "wasDerivedFrom"), CKG + "paragraphNumber")
            name = self.first(self.first(evidence, OA + "hasSource"), CKG + "fileName")
            if paragraph and name and found.get("exact"):
                yield Passage(name, int(found["start"]), int(found["end"]), claim, int(paragraph), found["exact"])

    def _mentions(self) -> Iterator[tuple[str, str]]:
        by_document: dict[str, list[Passage]] = {}
        for passage in self.passages.values():
            by_document.setdefault(passage.document, []).append(passage)
        for node, facts in self.facts.items():
            if CKG + "surfaceForm" in facts:
                start, end = (int(self.first(node, CKG + name) or -1) for name in ("mentionStart", "mentionEnd"))
                document = self.first(self.first(node, CKG + "inDocument"), CKG + "fileName")
                for passage in by_document.get(document, ()):
                    if passage.start <= start and end <= passage.end:
                        yield node, passage.claim
                        break

    def _documents(self) -> Iterator[tuple[str, str]]:
        first: dict[str, str] = {}
        for claim in self.passages:
            first.setdefault(self.first(self.first(claim, CKG + "evidence"), OA + "hasSource"), claim)
        yield from first.items()

    def _direct_triple(self, node: str) -> tuple[str, str, str]:
        subject, predicate, target = (
            self.first(node, f"{CKG}statement{end}") for end in ("Subject", "Predicate", "Object")
        )
        return subject, predicate, target

    def _ways(self) -> dict[str, str]:
        """Walk outwards from all claims at once, in their order; return the next node of each node on its way."""
        towards = {claim: claim for claim in self.passages}
        waiting = list(self.passages)
        for node in waiting:  # grows while it is walked
            if not self._is_end(node):
                for other in sorted(self._near.get(node, ())):
                    if other not in towards:
                        towards[other] = node
                        waiting.append(other)
        return towards

    def _is_end(self, node: str) -> bool:
        return node not in self.facts or bool(self.types(node) & IS_NEVER_BETWEEN)


def _name(quad: Quad) -> str:
    from pyoxigraph import NamedNode

    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
