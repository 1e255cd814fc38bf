"""The data graph in an Oxigraph store, with what the compiler asks about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from pyoxigraph import (
    BlankNode,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    Store,
    Triple,
    Variable,
)

from kg.errors import InputError
from kg.identifiers import short_hash
from kg.namespaces import RDF, RDFS
from kg.validate.shapes import Target
from kg.validate.sparql.exact import EXACT, VALUES, Altered, by_value, exactly, is_beyond, originally, split
from kg.validate.sparql.queries import FAILS, SCRATCH, SHAPES, TARGETED, Query
from kg.validate.sparql.terms import constant

__all__ = ["Data"]

ONTOLOGY: Final = "urn:x-shacl:ontology"


class Data:
    """A data graph; an ontology beside it answers for classes and types, but none of its nodes is a focus node."""

    def __init__(
        self,
        triples: Iterable[Quad | Triple],
        ontology: Iterable[Quad | Triple],
        shapes: Dataset,
        focus: Sequence[str] = (),
    ) -> None:
        """Load everything; only the nodes of *focus*, IRIs, are focus nodes where it has any."""
        self._focus = tuple(focus)

        self.store = Store()
        self.altered = Altered()
        self.store.bulk_extend(split(triples, self.altered))
        added = [quad for quad in split(ontology, self.altered) if quad not in self.store]
        self.store.extend(added)
        graph = NamedNode(ONTOLOGY)
        self.store.extend(Quad(quad.subject, quad.predicate, quad.object, graph) for quad in added)
        self._has_ontology = bool(added)
        graph = NamedNode(SHAPES)
        self.store.extend(Quad(quad.subject, quad.predicate, quad.object, graph) for quad in shapes)
        self._matches: dict[tuple[str, str], bool] = {}
        self._functions: dict[str, bool] = {}
        self.classes = self._count_classes()
        self._below = self._subclass_axioms()

    def _count_classes(self) -> dict[str, int]:
        """Return how many instances each class has in the data, by IRI."""
        text = f"SELECT ?class (COUNT(*) AS ?n) WHERE {{ {self.only_of_data(f'?this <{RDF}type> ?class')} }} GROUP BY ?class"
        rows = (row for row in self.rows(Query(text)) if isinstance(row.get("class"), NamedNode))
        return {_iri(row["class"]): int(row["n"].value) for row in rows}

    def _subclass_axioms(self) -> dict[Any, set[Any]]:
        below: dict[Any, set[Any]] = {}
        for quad in self.store.quads_for_pattern(None, NamedNode(RDFS + "subClassOf"), None, None):
            below.setdefault(quad.object, set()).add(quad.subject)
        return below

    def subclasses(self, iri: str) -> tuple[str, ...]:
        """Return *iri* and its subclasses, as far as something is an instance of them, sorted."""
        found: set[Any] = set()
        waiting: list[Any] = [NamedNode(iri)]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self._below.get(one, ())
        iris = sorted(_iri(one) for one in found if isinstance(one, NamedNode))
        return tuple(one for one in iris if self._has_instances(one))

    def _has_instances(self, iri: str) -> bool:
        if iri in self.classes:
            return True
        pattern = (None, NamedNode(RDF + "type"), NamedNode(iri))
        return self._has_ontology and next(self.store.quads_for_pattern(*pattern), None) is not None

    def only_of_data(self, triple: str) -> str:
        """Return *triple*, a pattern with ?this, as one for the data alone, without the ontology."""
        if not self._has_ontology:
            return f"{triple} ."
        inside = f"{{ GRAPH <{ONTOLOGY}> {{ {triple} }} }}"
        if not self.rows(Query(f"SELECT * WHERE {inside} LIMIT 1")):
            return f"{triple} ."
        return f"{triple} . FILTER NOT EXISTS {inside}"

    def chosen(self, pattern: str) -> str:
        """Return *pattern*, which binds ?this, for the chosen focus nodes alone."""
        return f"VALUES ?this {{ {' '.join(f'<{iri}>' for iri in self._focus)} }} {pattern}" if self._focus else pattern

    @property
    def is_all_data(self) -> bool:
        """Tell whether any node may be a focus node: there is no ontology, and none are chosen."""
        return not self._has_ontology and not self._focus

    def focus_nodes(self, target: Target) -> set[Any]:
        """Return what *target*, which is no query, leads to in the data without the ontology, of the chosen if any are."""
        iri = target.value.value if isinstance(target.value, NamedNode) else ""
        found: set[Any]
        match target.kind:
            case "node":
                found = {target.value}
            case "class":
                found = {quad.subject for one in self.subclasses(iri) for quad in self._of_data(RDF + "type", one)}
            case "subjectsOf":
                found = {quad.subject for quad in self._of_data(iri)}
            case _:
                found = {quad.object for quad in self._of_data(iri)}
        nodes = {originally(node) if isinstance(node, Literal) else node for node in found}
        return {node for node in nodes if not self._focus or getattr(node, "value", "") in self._focus}

    def _of_data(self, predicate: str, target: str = "") -> Iterator[Quad]:
        """Yield the triples of *predicate*, with the IRI *target* if it is given, that are not the ontology's alone."""
        end, ontology = NamedNode(target) if target else None, NamedNode(ONTOLOGY)
        for graph in (DefaultGraph(), NamedNode(EXACT)):
            for quad in self.store.quads_for_pattern(None, NamedNode(predicate), end, graph):
                if Quad(quad.subject, quad.predicate, quad.object, ontology) not in self.store:
                    yield quad

    def can_match(self, pattern: str, flags: str) -> bool:
        """Tell whether the store can match the regular expression *pattern*, of Rust."""
        key = (pattern, flags)
        if key not in self._matches:
            text = f"SELECT (REGEX('', {Literal(pattern)}, {Literal(flags)}) AS ?works) WHERE {{}}"
            self._matches[key] = "works" in self.rows(Query(text))[0]
        return self._matches[key]

    def knows(self, function: str) -> bool:
        """Tell whether the store has the function with the IRI *function*."""
        if function not in self._functions:
            try:
                self.rows(Query(f"SELECT (<{function}>('') AS ?x) WHERE {{}}"))
                self._functions[function] = True
            except RuntimeError:
                self._functions[function] = False
        return self._functions[function]

    def node_text(self, node: Any) -> str:
        """Return a node of sh:targetNode as it stands in a query, and keep it for those that are *targeted*."""
        text, graph = constant(node), NamedNode(TARGETED)
        if isinstance(node, Literal) and is_beyond(node):
            self.altered.beyond.add(TARGETED)
        self.store.add(Quad(graph, graph, exactly(node) if isinstance(node, Literal) else node, graph))
        return text

    def selected(self, text: str) -> set[Any]:
        """Return what the SELECT *text* binds to ?this in the data."""
        return {row["this"] for row in self.answer(Query(text, by_value=True)) if "this" in row}

    def rows(self, query: Query) -> list[dict[str, Any]]:
        """Answer *query* with the graphs that it needs: what is bound, by the name of the variable."""
        return list(self.answer(query))

    def answer(self, query: Query) -> Iterator[dict[str, Any]]:
        """Yield the rows of *query*, one after the other; a query of users does not see our own graphs by GRAPH."""
        more = (
            [NamedNode(EXACT)]
            if query.exact
            else [NamedNode(VALUES)]
            if query.by_value and self.altered.properties
            else []
        )
        more += [NamedNode(TARGETED)] if query.targeted else []
        default: list[Any] | None = [DefaultGraph(), *more] if more or query.by_value else None
        ours = (SHAPES, ONTOLOGY, *([SCRATCH] if SCRATCH in query.text else []))
        named: list[Any] | None = list(map(NamedNode, ours)) if query.by_value else None
        found = self.store.query(query.text, default_graph=default, named_graphs=named)
        assert isinstance(found, QuerySolutions)
        names = [variable.value for variable in found.variables]
        yield from ({n: term for n, term in zip(names, row, strict=True) if term is not None} for row in found)

    def triples(self) -> Iterator[Quad]:
        """Yield data and ontology to the letter, as they came."""
        yield from self.store.quads_for_pattern(None, None, None, DefaultGraph())
        for quad in self.store.quads_for_pattern(None, None, None, NamedNode(EXACT)):
            literal = originally(quad.object) if isinstance(quad.object, Literal) else quad.object
            yield Quad(quad.subject, quad.predicate, literal)

    def objects(self, subject: Any, predicate: str) -> list[Any]:
        """Return the values of *predicate* on *subject*, sorted."""
        if isinstance(subject, Literal):
            return []
        found = self._ends(subject, NamedNode(predicate), None)
        return sorted({quad.object for quad in found}, key=str)

    def subjects(self, predicate: str, target: Any) -> list[Any]:
        """Return what has *target* as a value of *predicate*, sorted."""
        return sorted({quad.subject for quad in self._ends(None, NamedNode(predicate), target)}, key=str)

    def _ends(self, subject: Any, predicate: Any, target: Any) -> Iterator[Quad]:
        for graph in (DefaultGraph(), NamedNode(VALUES)):
            yield from self.store.quads_for_pattern(subject, predicate, target, graph)

    def as_written(self, node: Any, path: str, value: Literal) -> set[Literal]:
        """Return those literals to which *path* leads from *node* that the store makes *value* of."""
        text = f"SELECT ?this ?value WHERE {{ ?this {path} ?value }}"
        graphs: list[Any] = [DefaultGraph(), NamedNode(EXACT)]
        found: Any = self.store.query(text, default_graph=graphs, substitutions={Variable("this"): node})
        literals = {originally(row["value"]) for row in found if isinstance(row["value"], Literal)}
        return {literal for literal in literals if by_value(literal) == value}

    def described(self, node: Any) -> str:
        """Return 24 hex digits for what is said of *node*, whatever the names of the blank nodes in it."""
        quads = self.store.quads_for_pattern(node, None, None, None)
        said = {f"{q.predicate} {'_' if isinstance(q.object, BlankNode) else q.object}" for q in quads}
        return short_hash(*sorted(said))

    def mark(self, name: str, nodes: Iterable[Any]) -> None:
        """Keep *nodes* as those that fail the constraint *name*."""
        subject, predicate, graph = map(NamedNode, (name, FAILS, SCRATCH))
        self.store.bulk_extend(Quad(subject, predicate, node, graph) for node in nodes)


def _iri(node: NamedNode) -> str:
    """Return the IRI of a class, which queries are written with; those of data are not looked at where they are read."""
    try:
        return NamedNode(node.value).value
    except ValueError as error:
        raise InputError("data", f"has the class {node}, which is no IRI", "an IRI in full") from error
