"""Compiles a shapes graph for one data graph into a plan: which queries are asked, and what their solutions mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal

from kg.validate.shapes import Constraint, Shape, ShapesGraph, SparqlText, Target
from kg.validate.shapes.model import name_of
from kg.validate.sparql.core import Compiler, Slot, disjunction, is_of_sets, same_language, short
from kg.validate.sparql.custom import compile_query, compile_target
from kg.validate.sparql.exact import exactly
from kg.validate.sparql.patterns import in_rust
from kg.validate.sparql.queries import FAILS, SCRATCH, TARGETED, Check, Focus, Plan, Query
from kg.validate.sparql.terms import CannotCompile

if TYPE_CHECKING:
    from kg.validate.sparql.data import Data

__all__ = ["compile_plan"]

THIS: Final = "?this"
# What sh:targetNode names is a focus node in any case, and counts as one that was there if the data speaks of it.
_OCCURS: Final = "FILTER (EXISTS { ?this ?p ?o } || EXISTS { ?s ?p ?this })"


def compile_plan(shapes: ShapesGraph, data: Data, where: str, wanted: Callable[[Shape], bool]) -> Plan:
    """Return the plan for those targeted shapes of *shapes* that are *wanted*, over *data*.

    Raises QueryError, which begins with *where*, where a query of the shapes graph does not hold.
    """
    planner = _Planner(shapes, data, where)
    left: list[tuple[Shape, str]] = []
    checks: list[Check] = []
    for shape in filter(wanted, shapes.targeted):
        try:
            checks += planner.of_root(shape)
        except CannotCompile as error:
            left.append((shape, f"{error.where}: {error.wrong}"))
    focus = {
        name_of(shape.node) or str(shape.node): planner.focus_of(shape) for shape in filter(wanted, shapes.targeted)
    }
    failing_sets, outside = tuple(planner.compiler.failing_sets.values()), tuple(planner.outside.values())
    return Plan(failing_sets, tuple(checks), focus, tuple(left), outside)


class _Planner:
    def __init__(self, shapes: ShapesGraph, data: Data, where: str) -> None:
        self._shapes, self._data, self._where = shapes, data, where
        self._targets: dict[str, tuple[str, bool]] = {}  # the names under which the data keeps what a query selects

        self.outside: dict[Any, tuple[Shape, str]] = {}  # what rdflib selects the focus nodes of, by its node, and why

        def sparql(compiler: Compiler, shape: Shape, constraint: Constraint, focus: Slot) -> tuple[Query, ...]:
            return (compile_query(compiler, shape, constraint, focus, where),)

        self.compiler = Compiler(shapes.shapes, data.subclasses, data.altered, sparql, self._pattern, data.knows)

    def of_root(self, shape: Shape) -> list[Check]:
        """Return the checks of a shape with targets, and of its property shapes, in their order."""
        if shape.deactivated:
            return []
        return [check for focus in self._focus(shape) for check in self._checks(shape, focus)]

    def focus_of(self, shape: Shape) -> tuple[Focus, ...]:
        """Return what the focus nodes of *shape* are, as far as the data speaks of them."""
        if shape.deactivated:
            return ()
        return tuple(Focus(_spoken_of(slot.pattern), slot.exact, slot.classes) for slot in self._focus(shape))

    def _focus(self, shape: Shape) -> list[Slot]:
        patterns = [self._target(shape, target) for target in _by_kind(shape.targets)]
        patterns += self._nodes([target for target in shape.targets if target.kind == "node"])
        return [replace(slot, pattern=self._data.chosen(slot.pattern)) for slot in patterns if slot is not None]

    def _nodes(self, targets: list[Target]) -> list[Slot]:
        nodes = " ".join(sorted(self._data.node_text(target.value) for target in targets))
        exact = any(_is_altered(target.value) for target in targets)
        values = Slot(THIS, f"VALUES ?this {{ {nodes} }}", exact, frozenset({TARGETED}))
        return [values] if nodes else []

    def _target(self, shape: Shape, target: Target) -> Slot | None:
        value = target.value
        if isinstance(value, SparqlText):
            text, why = compile_target(self.compiler, value, target.options, shape, self._where)
            if why:
                self.outside[shape.node] = (shape, f"its target {why}")
            return self._selected(text, why)
        iri = value.value
        if target.kind == "class":
            classes = self._data.subclasses(iri)
            if not classes:
                return None
            if len(classes) == 1:
                return Slot(THIS, self._data.only_of_data(f"?this a <{classes[0]}>"), classes=classes)
            kinds = " ".join(f"<{one}>" for one in classes)
            inner = self._data.only_of_data("?this a ?kind")
            return Slot(
                THIS, f"{{ SELECT DISTINCT ?this WHERE {{ VALUES ?kind {{ {kinds} }} {inner} }} }}", classes=classes
            )
        triple = f"?this <{iri}> ?any" if target.kind == "subjectsOf" else f"?any <{iri}> ?this"
        exact = target.kind == "objectsOf" and iri in self._data.altered.properties
        return Slot(
            THIS, f"{{ SELECT DISTINCT ?this WHERE {{ {self._data.only_of_data(triple)} }} }}", exact, frozenset({iri})
        )

    def _selected(self, text: str, why: str) -> Slot:
        """Return what the query *text* selects; *why* tells, if the store cannot answer it, why that is."""
        if not why and not self._data.altered.properties:
            return Slot(THIS, f"{{ {text} }}")
        if text not in self._targets:
            nodes = self._by_rdflib(text) if why else self._data.selected(text)
            self._targets[text] = (f"urn:x-shacl:target:{len(self._targets)}", any(map(_is_altered, nodes)))
            self._data.mark(self._targets[text][0], (exactly(n) if isinstance(n, Literal) else n for n in nodes))
        name, exact = self._targets[text]
        return Slot(THIS, f"GRAPH <{SCRATCH}> {{ <{name}> <{FAILS}> ?this }}", exact)

    def _by_rdflib(self, text: str) -> set[Any]:
        from kg.validate.pyshacl_engine import select_this

        return select_this(self._data.triples(), text, self._where)

    def _pattern(self, pattern: str, flags: str) -> str | None:
        """Return a regular expression as the store matches it, None where it cannot."""
        found = in_rust(pattern, flags, self._where)
        return found if self._data.can_match(found, flags) else None

    def _checks(self, shape: Shape, focus: Slot) -> Iterator[Check]:
        """Yield what asks for the violations of *shape* by the nodes of *focus*, property shapes included."""
        if shape.deactivated:
            return
        of_values = [c for c in shape.constraints if self._is_plain_value_test(shape, c)]
        if of_values:
            yield self._of_values(shape, of_values, focus)
        for constraint in shape.constraints:
            name = short(constraint)
            if name == "Property":
                yield from self._checks(self._shapes.shapes[constraint.shapes[0]], self._moved(shape, focus))
            elif constraint.sparql is not None:
                yield Check(shape, (constraint,), compile_query(self.compiler, shape, constraint, focus, self._where))
            elif constraint not in of_values:
                yield from (Check(shape, (constraint,), query) for query in self._of_sets(shape, constraint, focus))

    def _is_plain_value_test(self, shape: Shape, constraint: Constraint) -> bool:
        is_set = is_of_sets(shape, constraint) or short(constraint) in ("Property", "Closed", "Equals")
        return not is_set and constraint.sparql is None

    def _moved(self, shape: Shape, focus: Slot) -> Slot:
        """Return the value nodes of *shape* as focus nodes."""
        if shape.path is None:
            return focus
        return self.compiler.moved(self.compiler.step(focus, shape.path, "?value"))

    def _of_values(self, shape: Shape, constraints: list[Constraint], focus: Slot) -> Check:
        def write() -> str:
            value = self.compiler.step(focus, shape.path, "?value")
            step = f"?this {shape.path.sparql} ?value ." if shape.path is not None else "BIND (?this AS ?value)"
            value = Slot("?value", f"{focus.pattern} {step}", value.exact, value.uses)
            tests = [self.compiler.value_test(shape, c, focus, value) for c in constraints]
            which = "".join(f" ({test} AS ?c{n})" for n, test in enumerate(tests)) if len(tests) > 1 else ""
            return f"SELECT ?this ?value{which} WHERE {{ {value.pattern} FILTER ({disjunction(tests)}) }}"

        return Check(shape, tuple(constraints), self.compiler.query(focus, write))

    def _of_sets(self, shape: Shape, constraint: Constraint, focus: Slot) -> Iterator[Query]:
        name = short(constraint)
        at = shape.path.sparql if shape.path is not None else ""
        if name == "Closed":
            yield self.compiler.query(focus, lambda: self._closed(shape, constraint, focus))
        elif name == "Equals":
            yield from self._equals(shape, constraint, focus)
        elif name == "UniqueLang":
            yield self._query(shape, focus, same_language(f"{focus.pattern} ?this {at} ?value ."))
        else:
            yield self.compiler.query(focus, lambda: self._set(shape, constraint, focus))

    def _set(self, shape: Shape, constraint: Constraint, focus: Slot) -> str:
        test = self.compiler.plain_set_test(shape, constraint, focus)
        if test is None:
            return self.compiler.grouped(shape, constraint, focus) or ""
        return f"SELECT ?this WHERE {{ {focus.pattern} FILTER ({test}) }}"

    def _closed(self, shape: Shape, constraint: Constraint, focus: Slot) -> str:
        value = self.compiler.step(focus, shape.path, "?node")
        step = f"?this {shape.path.sparql} ?node ." if shape.path is not None else ""
        beyond = self.compiler.beyond(constraint, value, "?path", "?value")
        return f"SELECT ?this ?path ?value WHERE {{ {focus.pattern} {step} {beyond} }}"

    def _equals(self, shape: Shape, constraint: Constraint, focus: Slot) -> Iterator[Query]:
        predicate = f"<{constraint.value.value}>"
        if shape.path is None:
            here = f"BIND (?this AS ?value) FILTER NOT EXISTS {{ ?this {predicate} ?value }}"
            there = f"?this {predicate} ?value FILTER (!SAMETERM(?this, ?value))"
        else:
            at = shape.path.sparql
            here = f"?this {at} ?value FILTER NOT EXISTS {{ ?this {predicate} ?value }}"
            there = f"?this {predicate} ?value FILTER (!({self.compiler.reaches(THIS, shape.path, '?value')}))"
        for pattern in (here, there):
            text = f"SELECT ?this ?value WHERE {{ {focus.pattern} {pattern} }}"
            yield self._query(shape, focus, text, constraint.value.value)

    def _query(self, shape: Shape, focus: Slot, text: str, *predicates: str) -> Query:
        used = {*predicates, *focus.uses, *(shape.path.predicates if shape.path is not None else ())}
        return Query(text, exact=not self._data.altered.properties.isdisjoint(used), targeted=TARGETED in used)


def _by_kind(targets: Iterable[Target]) -> Iterator[Target]:
    return (target for target in targets if target.kind != "node")


def _is_altered(term: object) -> bool:
    return isinstance(term, Literal) and exactly(term) != term


def _spoken_of(pattern: str) -> str:
    return f"{pattern} {_OCCURS}" if "VALUES ?this" in pattern else pattern
