"""What a reasoner adds to a graph: as quads of their own, with the way to each of them, and what clashes, in words.

An inferred triple is told with its rule and its premises, those with theirs, down to what is stated; and what is stated with
the sentences that it rests on, or the registry's source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from kg.explain import explain
from kg.identifiers import graph_iri
from kg.namespaces import CKG, DATA, DCTERMS, ONTOLOGY, OWL, PREFIXES, PROV, RDF, RDFS, SKOS, shorten
from kg.reason.rules import words_of

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

    from kg.model import Document
    from kg.reason.closure import Clash, Closure, Derivation
    from kg.reason.rules import Rule, Triple

__all__ = [
    "REASONED",
    "clash_lines",
    "document_slice",
    "infer_graph",
    "inferences_about",
    "proof_lines",
    "reasoned_quads",
    "without_reasoned",
]

REASONED: Final = "reasoned"
TYPE: Final = f"<{RDF}type>"
THING: Final = f"<{OWL}Thing>"
# What concerns their terms is the ontology's business, and not the graph's.
VOCABULARIES: Final = (CKG, OWL, RDF, RDFS, SKOS, PROV)
MOST_SENTENCES: Final = 3
# Where in a text something stands concerns no axiom, and is most of a graph.
PLACES_IN_TEXT: Final = ("/mention/", "/evidence/", "/paragraph/")
STATEMENT: Final = """
SELECT ?statement ?subject ?predicate ?object WHERE {
  ?statement ckg:statementSubject ?subject ; ckg:statementPredicate ?predicate ; ckg:statementObject ?object .
} ORDER BY ?statement
"""


def infer_graph(quads: Iterable[Quad], *, record: bool = False, base: str = DATA) -> Closure:
    """Return what follows from *quads*, those of the ontology and of an earlier run left out."""
    from kg.reason import infer
    from kg.reason.terms import plain

    given = without_reasoned(quads, base)
    return infer(plain(quad for quad in given if str(quad.graph_name) != f"<{ONTOLOGY}>"), record=record)


def without_reasoned(quads: Iterable[Quad], base: str = DATA) -> list[Quad]:
    """Return *quads* but for what an earlier run has inferred."""
    reasoned = f"<{graph_iri(REASONED, base=base)}>"
    return [quad for quad in quads if str(quad.graph_name) != reasoned]


def document_slice(quads: Iterable[Quad], keys: Iterable[str], base: str = DATA) -> list[Quad]:
    """Return of *quads* what axioms can concern: of the documents *keys*, the registry, and what is concluded from all.

    Where in a text something stands is left out: HermiT is slow, and no axiom speaks of it.
    """
    graphs = {f"<{graph_iri('document', key, base)}>" for key in keys}
    graphs |= {f"<{graph_iri(room, base=base)}>" for room in ("registry", "world", "inferred")}
    chosen = (quad for quad in quads if str(quad.graph_name) in graphs)
    return [quad for quad in chosen if not any(room in str(quad.subject) for room in PLACES_IN_TEXT)]


def reasoned_quads(inferred: Iterable[Triple], base: str = DATA) -> list[Quad]:
    """Return inferred triples as quads of the graph `id:graph/reasoned`, sorted.

    Classes without a name, `owl:Thing`, and what concerns the ontology's own terms are left out.
    """
    from pyoxigraph import RdfFormat, parse

    kept = [triple for triple in inferred if _is_told(triple)]
    lines = "".join(f"{' '.join(triple)} <{graph_iri(REASONED, base=base)}> .\n" for triple in sorted(kept))
    return list(parse(lines.encode(), format=RdfFormat.N_QUADS))


def _is_told(triple: Triple) -> bool:
    own_term = any(triple[0].startswith(f"<{prefix}") for prefix in VOCABULARIES)
    return not own_term and triple[2] != THING and not any(term.startswith("_:") for term in triple)


def inferences_about(closure: Closure, iri: str) -> list[Triple]:
    """Return the inferred triples with *iri* as subject or object, sorted."""
    node = f"<{iri}>"
    return sorted(triple for triple in closure.inferred if node in (triple[0], triple[2]) and _is_told(triple))


def proof_lines(
    store: Store, closure: Closure, triple: Triple, read: Callable[[str], Document] | None = None
) -> Iterator[str]:
    """Yield the way to *triple*, indented step by step; *closure* must have been recorded. A step is told once."""
    yield from _proof(_Teller(store, read), closure, triple, 0, set())


def clash_lines(
    store: Store, closure: Closure, clash: Clash, read: Callable[[str], Document] | None = None
) -> Iterator[str]:
    """Yield why some triples cannot all be so, and the way to each of them."""
    teller = _Teller(store, read)
    told = " and ".join(teller.words(premise) for premise in dict.fromkeys(clash.premises))
    yield f"{told}: {_rule_words(clash.rule)}"
    seen: set[Triple] = set()
    for premise in dict.fromkeys(clash.premises):
        yield from _proof(teller, closure, premise, 1, seen)


def _proof(teller: _Teller, closure: Closure, triple: Triple, depth: int, seen: set[Triple]) -> Iterator[str]:
    indent = "  " * depth
    derivation = closure.derivations.get(triple)
    if triple in seen:
        return
    seen.add(triple)
    if derivation is None:
        yield f"{indent}{teller.words(triple)}"
        yield from (f"{indent}  {line}" for line in teller.sources(triple))
        return
    described = any(premise[2].startswith("_:") for premise in derivation.premises)
    why = "so it is defined" if described else _rule_words(derivation.rule)
    yield f"{indent}{teller.words(triple)}: {why}"
    for premise in _named_premises(closure, derivation):
        yield from _proof(teller, closure, premise, depth + 1, seen)


def _named_premises(closure: Closure, derivation: Derivation) -> list[Triple]:
    """Return the premises of a step; for that a thing is of a kind that a definition describes, what that rests on."""
    found: dict[Triple, None] = {}
    for premise in derivation.premises:
        below = closure.derivations.get(premise)
        if premise[2].startswith("_:") and below is not None:
            found.update(dict.fromkeys(_named_premises(closure, below)))
        else:
            found[premise] = None
    return list(found)


def _rule_words(rule: Rule) -> str:
    label = f" “{rule.label}”" if rule.label else ""
    return f"{words_of(rule.name)}{label} [{rule.name}]"


class _Teller:
    """Puts triples of a store into words, and finds what they rest on."""

    def __init__(self, store: Store, read: Callable[[str], Document] | None) -> None:
        self._store, self._read = store, read

    def words(self, triple: Triple) -> str:
        """Return a triple in words: "Ner is a populated place", "Ner – within – Nolen Province"."""
        subject, predicate, value = triple
        if predicate == TYPE:
            kind = self.name(value)
            return f"{self.name(subject)} is {'an' if kind[:1].lower() in 'aeiou' else 'a'} {kind}"
        return f"{self.name(subject)} – {self.name(predicate)} – {self.name(value)}"

    def name(self, term: str) -> str:
        """Return the label of a term, with its short IRI where the label is that of many."""
        if not term.startswith("<"):
            return term.split('"')[1] if '"' in term else term
        iri = term[1:-1]
        label = self._label(iri)
        common = iri.startswith(CKG) or not label
        return label or shorten(iri) if common else f"{label} ({shorten(iri)})"

    def _label(self, iri: str) -> str:
        from pyoxigraph import Literal, NamedNode

        for prop in (SKOS + "prefLabel", RDFS + "label"):
            found = self._store.quads_for_pattern(NamedNode(iri), NamedNode(prop), None, None)
            labels = sorted(quad.object.value for quad in found if isinstance(quad.object, Literal))
            if labels:
                return labels[0]
        return ""

    def sources(self, triple: Triple) -> Iterator[str]:
        """Yield the sentences that a stated triple rests on, else the source of the registry's row."""
        passages = [p for iri in self._resting(triple) for p in explain(self._store, iri, self._read).passages]
        for passage in passages[:MOST_SENTENCES]:
            yield f"{passage.document} ¶{passage.paragraph}, {passage.speaker}, {passage.factuality}: «{passage.quote}»"
        if len(passages) > MOST_SENTENCES:
            yield f"and {len(passages) - MOST_SENTENCES} more"
        if not passages and (source := self._value(triple[0], DCTERMS + "source")):
            yield f"registry: {source}"

    def _resting(self, triple: Triple) -> list[str]:
        """Return the node whose sentences are asked for: the accepted statement of a direct triple, else the subject."""
        from pyoxigraph import NamedNode, Variable

        subject, predicate, value = triple
        if not subject.startswith("<"):
            return []
        if value.startswith("<"):
            terms = {"subject": subject, "predicate": predicate, "object": value}
            found: Any = self._store.query(
                STATEMENT,
                use_default_graph_as_union=True,
                prefixes=PREFIXES,
                substitutions={Variable(name): NamedNode(term[1:-1]) for name, term in terms.items()},
            )
            if statements := [row[0].value for row in found]:
                return statements
        rooms = ("claim/", "content/", "situation/", "incident/", "contradiction/", "report/", "statement/")
        return [subject[1:-1]] if any(f"/{room}" in subject for room in rooms) else []

    def _value(self, subject: str, predicate: str) -> str:
        from pyoxigraph import NamedNode

        found = self._store.quads_for_pattern(NamedNode(subject[1:-1]), NamedNode(predicate), None, None)
        return "; ".join(sorted(getattr(quad.object, "value", "") for quad in found))
