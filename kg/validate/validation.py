"""One validation: data, shapes and ontology brought together, then an engine run, then its results told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any

from pyoxigraph import BlankNode, Dataset, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.errors import InputError, UsageError
from kg.namespaces import SH
from kg.validate import ENGINES
from kg.validate.report import Coverage, Source, ValidationReport, Violation
from kg.validate.results import Result, in_order, report_turtle, violation_of
from kg.validate.shapes import Shape, read_shapes
from kg.validate.shapes.model import owners_of
from kg.validate.sources import Sources
from kg.validate.sparql.coverage import count_focus_nodes, unchecked_classes
from kg.validate.sparql.data import Data
from kg.validate.sparql.engine import run_plan
from kg.validate.sparql.exact import originally
from kg.validate.sparql.plan import compile_plan
from kg.validate.sparql.queries import Plan, Query
from kg.validate.sparql.tokens import check_texts

__all__ = ["Validation"]

Told = Callable[[str, str], None] | None
Progress = Callable[[int, int], None] | None


class Validation:
    """Shapes compiled for one data graph; `run` may be called several times. Arguments as of `kg.validate.validate`."""

    def __init__(
        self,
        data: Iterable[Any],
        shapes: Any,
        ontology: Any,
        where: str,
        focus: Sequence[str] = (),
        only: Sequence[str] = (),
    ) -> None:
        dataset = Dataset(_in_one_graph(shapes, where))
        self._where = where
        self._shapes = read_shapes(dataset, where)
        check_texts(dataset, where)
        self._only = frozenset(self._known(only))
        triples = chain.from_iterable(map(_triples, data))
        self.data = Data(triples, _triples(ontology or ()), dataset, [_iri(one) for one in focus])
        self.plan: Plan = compile_plan(self._shapes, self.data, where, self._is_wanted)

    def run(
        self,
        engine: str = "sparql",
        left: Told = None,
        progress: Progress = None,
        more: Mapping[Result, Source | None] | None = None,
    ) -> ValidationReport:
        """Return the report of what *engine* finds, and of *more*, with the sources of those that have one.

        Raises UsageError where there is no engine of that name.
        """
        found = more or {}
        return self._report(in_order([*self.results(engine, left, progress), *found]), found)

    def results(self, engine: str = "sparql", left: Told = None, progress: Progress = None) -> tuple[Result, ...]:
        """Return what *engine* finds, in order; raises UsageError where there is none of that name."""
        if engine not in ENGINES:
            raise UsageError(engine, "is no engine", f"one of: {', '.join(ENGINES)}")
        if engine == "sparql":
            results = run_plan(self.plan, self.data, progress)
            results += self._by_pyshacl({shape.node for shape, _ in self.plan.left})
            for shape, reason in (*self.plan.outside, *self.plan.left):
                if left:
                    left(shape.iri or "[…]", reason)
        else:
            results = self._by_pyshacl({shape.node for shape in self._shapes.targeted if self._is_wanted(shape)})
        return in_order(results)

    def _by_pyshacl(self, nodes: set[Any]) -> list[Result]:
        if not nodes:
            return []
        from kg.validate.pyshacl_engine import run

        everything = self.data.is_all_data
        targets = chain(self._targets(nodes), () if everything else self._reached(nodes))
        wanted = partial(_is_among, nodes)
        return run(self.data.triples(), self._shapes, wanted, targets, self._where, all_targets=everything)

    def _reached(self, nodes: set[Any]) -> Iterator[Quad]:
        """Yield the focus nodes of the shapes *nodes* by their other targets, where these are not all that they lead to."""
        for shape in self._shapes.targeted:
            if shape.node in nodes:
                for target in shape.targets:
                    if target.kind != "sparql":
                        for node in self.data.focus_nodes(target):
                            yield Quad(shape.node, NamedNode(SH + "targetNode"), node)

    def _targets(self, nodes: set[Any]) -> Iterator[Quad]:
        """Yield what the SPARQL-based targets of the shapes *nodes* select."""
        for shape in self._shapes.targeted:
            if shape.node in nodes and any(target.kind == "sparql" for target in shape.targets):
                for focus in self.plan.focus[shape.iri or str(shape.node)]:
                    for row in self.data.rows(Query(f"SELECT DISTINCT ?this WHERE {{ {focus.pattern} }}", focus.exact)):
                        this = originally(row["this"]) if isinstance(row["this"], Literal) else row["this"]
                        yield Quad(shape.node, NamedNode(SH + "targetNode"), this)

    def _known(self, only: Sequence[str]) -> Sequence[str]:
        known = {shape.iri for shape in self._shapes.targeted if shape.iri}
        for iri in only:
            if iri not in known:
                raise UsageError(iri, "is no shape with a target", f"one of: {', '.join(sorted(known))}")
        return only

    def _is_wanted(self, shape: Shape) -> bool:
        return not self._only or shape.iri in self._only

    def _report(self, results: tuple[Result, ...], known: Mapping[Result, Source | None]) -> ValidationReport:
        counts, checked = count_focus_nodes(self.plan, self.data)
        sources, owners = Sources(self.data), owners_of(self._shapes)

        def told(result: Result) -> Violation:
            source = known.get(result) or sources.of(result.focus_node)
            identity = self.data.described(result.focus_node) if isinstance(result.focus_node, BlankNode) else ""
            return violation_of(result, source, owners.get(result.shape, ""), identity)

        return ValidationReport(
            conforms=not results,
            violations=tuple(map(told, results)),
            focus_nodes_checked=checked,
            coverage=Coverage(counts, unchecked_classes(self.plan, self.data)),
            rules=frozenset(shape.iri for shape in self._shapes.shapes.values() if shape.iri),
            write=partial(report_turtle, not results, results),
        )


def _iri(text: str) -> str:
    try:
        return NamedNode(text).value
    except ValueError as error:
        raise UsageError(text or "''", "is no IRI", "an IRI in full, or one with a prefix of ours") from error


def _is_among(nodes: set[Any], shape: Shape) -> bool:
    return shape.node in nodes


def _in_one_graph(shapes: Any, where: str) -> Iterator[Quad]:
    for triple in _triples(shapes):
        if isinstance(triple.object, Triple):
            raise InputError(
                where, f"holds {triple.object}, which is no RDF 1.1 term", "IRIs, blank nodes and literals alone"
            )
        yield Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())


def _triples(part: Any) -> Iterable[Quad | Triple]:
    """Return triples of pyoxigraph; rdflib's graphs are turned into them."""
    rdflib = sys.modules.get("rdflib")  # whoever has a graph of rdflib has imported it
    if rdflib is not None and isinstance(part, rdflib.Graph):
        from kg.validate.rdflib_graphs import from_rdflib

        return from_rdflib(part)
    found: Iterable[Quad | Triple] = part
    return found
