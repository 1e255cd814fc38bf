"""Reads an ontology or a SKOS scheme as plain rows: its header, and for each term what is stated of it.

1. The header is the owl:Ontology, else the skos:ConceptScheme. Terms are the typed things in its name space
   (`vann:preferredNamespaceUri`, else what begins with the header's IRI), or all typed things where there is no header.
2. An anonymous class, list or chain becomes one line in the Manchester syntax of OWL 2, with IRIs in angle brackets.
3. What holds both ways (disjointness, equivalence, inverses) is listed with both terms; so is owl:AllDisjointClasses.
4. An annotated axiom (owl:Axiom) is kept as a remark on its triple.
5. A SWRL rule is listed with each term that it concludes, under `swrl:Imp`.

Blank nodes bear canonical names (RDFC-1.0), so that what is written from here is the same on every run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.formats.class_expressions import Expressions
from kg.formats.rdf import read_file
from kg.namespaces import OWL, RDF, RDFS, SKOS, SWRL, VANN

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Dataset, NamedNode, Quad, Triple
    from pyoxigraph import Literal as RdfLiteral

__all__ = ["Facts", "Ontology", "Term", "Value", "canonical", "ontology_of", "read_ontology"]

KINDS: Final[Mapping[str, str]] = {
    OWL + "Class": "class",
    RDFS + "Class": "class",
    RDFS + "Datatype": "datatype",
    OWL + "ObjectProperty": "object property",
    OWL + "DatatypeProperty": "data property",
    OWL + "AnnotationProperty": "annotation property",
    RDF + "Property": "property",
    OWL + "NamedIndividual": "individual",
    SKOS + "Concept": "concept",
}
BOTH_WAYS: Final = tuple(
    OWL + name
    for name in ("disjointWith", "equivalentClass", "equivalentProperty", "inverseOf", "propertyDisjointWith")
)
AMONG_ALL: Final[Mapping[str, str]] = {
    OWL + "AllDisjointClasses": OWL + "disjointWith",
    OWL + "AllDisjointProperties": OWL + "propertyDisjointWith",
    OWL + "AllDifferent": OWL + "differentFrom",
}
AXIOM: Final = tuple(OWL + name for name in ("annotatedSource", "annotatedProperty", "annotatedTarget"))


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """The object of a statement: *kind* is `iri`, `literal` or `expression`, *text* its IRI, lexical form or syntax."""

    kind: str
    text: str
    language: str = ""


Facts = Mapping[str, tuple[Value, ...]]  # predicate IRI -> values, sorted


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its kinds (more than one where it is punned), and what is stated of it."""

    iri: str
    kinds: tuple[str, ...]
    facts: Facts

    @property
    def label(self) -> str:
        """Return its preferred label, English first, or "" where it has none."""
        return _text(self.facts, SKOS + "prefLabel") or _text(self.facts, RDFS + "label")

    @property
    def definition(self) -> str:
        """Return its definition, else its comment, English first, or ""."""
        return _text(self.facts, SKOS + "definition") or _text(self.facts, RDFS + "comment")

    @property
    def deprecated(self) -> bool:
        """Tell whether it is marked as owl:deprecated."""
        return any(value.text in ("true", "1") for value in self.facts.get(OWL + "deprecated", ()))

    def iris(self, predicate: str) -> tuple[str, ...]:
        """Return the named things that *predicate* leads to, sorted."""
        return tuple(value.text for value in self.facts.get(predicate, ()) if value.kind == "iri")


@dataclass(frozen=True, slots=True)
class Ontology:
    """What a file holds: *facts* by subject IRI, *terms* by IRI, *remarks* by triple of texts; "" as *iri*: no header."""

    iri: str
    facts: Mapping[str, Facts]
    terms: Mapping[str, Term]
    remarks: Mapping[tuple[str, str, str], Facts]
    dataset: Dataset

    def header(self, predicate: str) -> str:
        """Return what the header says for *predicate*, as text, English first, or ""."""
        return _text(self.facts.get(self.iri, {}), predicate)

    @property
    def version(self) -> str:
        """Return owl:versionInfo, else the last part of owl:versionIRI, or ""."""
        return self.header(OWL + "versionInfo") or self.header(OWL + "versionIRI").rpartition("/")[2]


def read_ontology(path: Path) -> Ontology:
    """Read one file of RDF; raises UsageError or InputError as `kg.formats.rdf.read_file` does."""
    return ontology_of(read_file(path))


def ontology_of(quads: Iterable[Quad], *, any_space: bool = False) -> Ontology:
    """Return what *quads* hold; with *any_space*, terms of every name space, for several ontologies in one graph."""
    dataset = canonical(quads)
    triples = sorted({quad.triple for quad in dataset}, key=str)
    collected = _Collected(Expressions(triples), triples)
    iri = collected.header()
    space = "" if any_space else _text(collected.facts.get(iri, {}), VANN + "preferredNamespaceUri") or iri
    facts = {subject: _sorted(found) for subject, found in sorted(collected.facts.items())}
    terms = {
        subject: Term(subject, kinds, found)
        for subject, found in facts.items()
        if subject.startswith(space) and subject != iri and (kinds := _kinds(found))
    }
    remarks = {triple: _sorted(found) for triple, found in sorted(collected.remarks.items())}
    return Ontology(iri, facts, terms, remarks, dataset)


def canonical(quads: Iterable[Quad]) -> Dataset:
    """Return *quads* with canonical names for blank nodes; two data sets are isomorphic if these are equal."""
    from pyoxigraph import CanonicalizationAlgorithm, Dataset

    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


class _Collected:
    """The facts and remarks of *triples*, while they are gathered."""

    def __init__(self, expressions: Expressions, triples: Iterable[Triple]) -> None:
        self.expressions = expressions
        self.facts: dict[str, dict[str, set[Value]]] = {}
        self.remarks: dict[tuple[str, str, str], dict[str, set[Value]]] = {}
        from pyoxigraph import NamedNode

        for triple in triples:
            subject, predicate = triple.subject, triple.predicate.value
            if isinstance(subject, NamedNode):
                self._state(subject.value, predicate, self._value(triple.object, predicate))
        for kind, predicate in AMONG_ALL.items():
            for node in expressions.subjects(RDF + "type", kind):
                self._among_all(node, predicate)
        for node in expressions.subjects(RDF + "type", OWL + "Axiom"):
            self._remark(node)
        for node in expressions.subjects(RDF + "type", SWRL + "Imp"):
            for term in expressions.concluded(node):
                self._state(term, SWRL + "Imp", Value("expression", expressions.rule(node)))

    def header(self) -> str:
        """Return the IRI of the ontology or scheme; the first, where a file has several."""
        for kind in (OWL + "Ontology", SKOS + "ConceptScheme"):
            for subject in self.expressions.subjects(RDF + "type", kind):
                if not self.expressions.is_blank(subject):
                    return subject.value
        return ""

    def _state(self, subject: str, predicate: str, value: Value) -> None:
        self.facts.setdefault(subject, {}).setdefault(predicate, set()).add(value)
        if predicate in BOTH_WAYS and value.kind == "iri":
            self.facts.setdefault(value.text, {}).setdefault(predicate, set()).add(Value("iri", subject))

    def _among_all(self, node: NamedNode | BlankNode, predicate: str) -> None:
        lists = [
            *self.expressions.objects(node, OWL + "members"),
            *self.expressions.objects(node, OWL + "distinctMembers"),
        ]
        for members in map(self.expressions.items, lists):
            for one in members:
                for other in members:
                    if one != other and not self.expressions.is_blank(one):
                        self._state(one.value, predicate, self._value(other))

    def _remark(self, node: NamedNode | BlankNode) -> None:
        ends = [self.expressions.objects(node, predicate) for predicate in AXIOM]
        if not all(ends):
            return
        subject, predicate, target = (self._value(found[0]).text for found in ends)
        for annotation, thing in self.expressions.facts(node):
            if annotation not in AXIOM and annotation != RDF + "type":
                found = self.remarks.setdefault((subject, predicate, target), {})
                found.setdefault(annotation, set()).add(self._value(thing))

    def _value(self, node: NamedNode | BlankNode | RdfLiteral | Triple, predicate: str = "") -> Value:
        from pyoxigraph import Literal, NamedNode

        if isinstance(node, NamedNode):
            return Value("iri", node.value)
        if isinstance(node, Literal):
            return Value("literal", node.value, node.language or "")
        is_chain = predicate == OWL + "propertyChainAxiom"
        return Value("expression", (self.expressions.chain if is_chain else self.expressions.render)(node))


def _kinds(facts: Facts) -> tuple[str, ...]:
    types = [value.text for value in facts.get(RDF + "type", ())]
    kinds = sorted({KINDS[name] for name in types if name in KINDS})
    if types and not kinds:
        return ("property",) if any(name.startswith(OWL) for name in types) else ("individual",)
    return tuple(kinds)


def _sorted(facts: Mapping[str, set[Value]]) -> Facts:
    return {predicate: tuple(sorted(values)) for predicate, values in sorted(facts.items())}


def _text(facts: Mapping[str, Collection[Value]], predicate: str) -> str:
    values = sorted(facts.get(predicate, ()), key=lambda value: (not value.language.startswith("en"), value))
    return values[0].text if values else ""
