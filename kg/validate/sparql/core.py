"""Compiles the constraints of SHACL Core (SHACL §4) into SPARQL expressions, true where a node breaks the constraint.

1. Most components test one value node: `value_test` gives an expression over it. An error in it is a violation, as SHACL has
   it for what cannot be compared.
2. The others test all value nodes of a focus node together: `set_test`.
3. A shape within a shape is the disjunction of its constraints' tests (`fails`), inside EXISTS where it has a path.
4. What no expression can state (counts beyond one, queries of users) is asked for first, for the nodes in question, and looked
   up then: a `FailingSet`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import Literal

from kg.namespaces import SH
from kg.validate.shapes import Constraint, Path, Shape
from kg.validate.shapes.model import Node
from kg.validate.sparql.exact import Altered, is_beyond
from kg.validate.sparql.queries import FAILS, SCRATCH, TARGETED, FailingSet, Query
from kg.validate.sparql.terms import CannotCompile, as_value, constant, has_datatype

__all__ = ["Compiler", "Slot", "disjunction", "is_of_sets", "joined", "same_language", "short"]

COMPARED: Final = {
    "MinExclusive": ">",
    "MinInclusive": ">=",
    "MaxExclusive": "<",
    "MaxInclusive": "<=",
    "LessThan": "<",
    "LessThanOrEquals": "<=",
}
KINDS: Final = {
    "IRI": "ISIRI({0})",
    "BlankNode": "ISBLANK({0})",
    "Literal": "ISLITERAL({0})",
    "BlankNodeOrIRI": "(!ISLITERAL({0}))",
    "BlankNodeOrLiteral": "(!ISIRI({0}))",
    "IRIOrLiteral": "(!ISBLANK({0}))",
}
# A variable, or a string or an IRI, which may hold what looks like one.
VARIABLE: Final = re.compile(r"""\?\w+|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|<[^<>\s]*>""")
# Components that look at all value nodes of a focus node.
OF_SETS: Final = frozenset("MinCount MaxCount UniqueLang QualifiedMinCount QualifiedMaxCount".split())
OF_SETS_WITH_PATH: Final = OF_SETS | {"HasValue", "Equals"}
# How many tests stand in one chain, and the largest number that a count is compared with.
WIDEST: Final = 50
LARGEST: Final = 2**62


@dataclass(frozen=True, slots=True)
class Slot:
    """A variable, the graph pattern that binds it, and the properties in that; with *exact* it may be a literal of EXACT.

    *classes* are those whose instances it stands for, where that is all that binds it.
    """

    name: str
    pattern: str
    exact: bool = False
    uses: frozenset[str] = frozenset()
    classes: tuple[str, ...] = ()


def short(constraint: Constraint) -> str:
    """Return the name of a component of SHACL without its ending."""
    return constraint.component.removesuffix("ConstraintComponent")


class Compiler:
    """Makes expressions and queries for the shapes of one shapes graph over one data graph.

    *classes* gives the classes of the data whose instances are instances of a class, by its IRI; *altered* tells which
    properties have values in the EXACT graph; *pattern* gives a regular expression, with its flags, as the store matches it,
    None where it cannot; *knows* tells whether the store has a function.
    """

    def __init__(
        self,
        shapes: Mapping[Node, Shape],
        classes: Callable[[str], tuple[str, ...]],
        altered: Altered,
        sparql: Callable[[Compiler, Shape, Constraint, Slot], tuple[Query, ...]],
        pattern: Callable[[str, str], str | None],
        knows: Callable[[str], bool],
    ) -> None:
        self.shapes, self.classes, self.altered = shapes, classes, altered
        self.failing_sets: dict[Any, FailingSet] = {}
        self._sparql, self.pattern, self.knows = sparql, pattern, knows
        self._variables = 0
        self._used: set[str] = set()

    def fresh(self, stem: str = "v") -> str:
        """Return a variable that stands nowhere else."""
        self._variables += 1
        return f"?{stem}{self._variables}"

    def query(self, focus: Slot, make: Callable[[], str]) -> Query:
        """Return the query over *focus* that *make* writes, with the graphs that it needs."""
        outer, self._used = self._used, set(focus.uses)
        text = make()
        used, self._used = self._used, outer | self._used
        return Query(text, exact=not self.altered.properties.isdisjoint(used), targeted=TARGETED in used)

    def step(self, start: Slot, path: Path | None, name: str) -> Slot:
        """Return the value nodes of *start* by *path* as the variable *name*; without a path, *start* itself."""
        if path is None:
            return start
        self._used |= path.predicates
        exact = start.exact or not self.altered.properties.isdisjoint(
            path.predicates
        )  # a path may lead back to its start
        pattern = f"{start.pattern} {start.name} {path.sparql} {name} .".strip()
        return Slot(name, pattern, exact, start.uses | path.predicates)

    def fails(self, node: Node, value: Slot) -> str:
        """Return an expression: *value* does not conform to the shape *node*."""
        shape = self.shapes[node]
        if shape.deactivated:
            return "false"
        of_values = [c for c in shape.constraints if not is_of_sets(shape, c) and c.sparql is None]
        tests = [self._failing(shape, c, value) for c in shape.constraints if c.sparql is not None]
        tests += [self.set_test(shape, c, value) for c in shape.constraints if is_of_sets(shape, c)]
        if of_values:
            inner = self.step(value, shape.path, self.fresh())
            found = disjunction(self.value_test(shape, c, value, inner) for c in of_values)
            tests.append(found if shape.path is None else self.reaches(value.name, shape.path, inner.name, found))
        return disjunction(tests)

    def reaches(self, start: str, path: Path, end: str, condition: str = "") -> str:
        """Return an expression: *path* leads from *start* to *end*, for which *condition* holds.

        A sequence is one EXISTS within the other: the store plans what stands in one EXISTS as if nothing were bound.
        """
        first, *rest = path.in_order
        if not rest:
            filtered = f" FILTER ({condition})" if condition else ""
            return f"EXISTS {{ {start} {first.sparql} {end}{filtered} }}" if condition != "false" else "false"
        middle = self.fresh()
        inner = self.reaches(middle, Path("/", steps=tuple(rest)), end, condition)
        return f"EXISTS {{ {start} {first.sparql} {middle} FILTER ({inner}) }}" if inner != "false" else "false"

    def value_test(self, shape: Shape, constraint: Constraint, this: Slot, value: Slot) -> str:
        """Return an expression: *value*, a value node of *this*, breaks *constraint*."""
        name = short(constraint)
        test = VALUE_TESTS.get(name)
        if test is None:
            raise CannotCompile(constraint.component, "is no component that is compiled", "a component of SHACL Core")
        return test(self, constraint, this, value)

    def set_test(self, shape: Shape, constraint: Constraint, this: Slot) -> str:
        """Return an expression: the value nodes of *this* break *constraint* together."""
        found = self.plain_set_test(shape, constraint, this)
        return self._failing(shape, constraint, this) if found is None else found

    def plain_set_test(self, shape: Shape, constraint: Constraint, this: Slot) -> str | None:
        """Return the test as an expression, or None where no plain one can state it."""
        name, path = short(constraint), shape.path
        if path is None:
            raise CannotCompile(constraint.component, "stands at a node shape", "a property shape")
        value = self.step(this, path, self.fresh())
        if name == "HasValue":
            return f"!({self.reaches(this.name, path, constant(constraint.value))})"
        if name == "Equals":
            return self._unequal(constraint, path, this, value)
        if name == "UniqueLang":
            return None
        count, lowest = _number(constraint), name.endswith("MinCount")
        if lowest and count <= 0:
            return "false"
        if count > 1 or (count == 1 and not lowest and len(path.in_order) > 1):
            return None
        wanted = self._qualified(constraint, value) if name.startswith("Qualified") else ""
        some = self.reaches(this.name, path, value.name, wanted)
        if lowest:
            return f"!({some})"
        return some if count < 1 else self._two(constraint, path, this, value, wanted)

    def _unequal(self, constraint: Constraint, path: Path, this: Slot, value: Slot) -> str:
        other = Path("iri", constraint.value.value)
        self._used |= other.predicates
        missing = [self.reaches(this.name, way, value.name) for way in (other, path)]
        found = [
            self.reaches(this.name, way, value.name, f"!({not_there})")
            for way, not_there in zip((path, other), missing, strict=True)
        ]
        return disjunction(found)

    def _two(self, constraint: Constraint, path: Path, this: Slot, value: Slot, wanted: str) -> str:
        """Return an expression: there are two values of *path*, and *wanted* holds for both."""
        other = self.step(this, path, self.fresh())
        tests = [f"!SAMETERM({value.name}, {other.name})"]
        if wanted:
            tests += [f"({wanted})", f"({self._qualified(constraint, other)})"]
        both = f"{this.name} {path.sparql} {value.name} . {this.name} {path.sparql} {other.name}"
        return f"EXISTS {{ {both} FILTER ({' && '.join(tests)}) }}" if wanted != "false" else "false"

    def _qualified(self, constraint: Constraint, value: Slot) -> str:
        """Return an expression: *value* conforms to a qualified value shape, and to none of its siblings (§4.7.3)."""
        node, *siblings = constraint.shapes
        fails = self.fails(node, value)
        tests = [] if fails == "false" else [f"!({fails})"]
        tests += [f"({self.fails(sibling, value)})" for sibling in siblings]
        return "false" if "(false)" in tests else " && ".join(tests) or "true"

    def grouped(self, shape: Shape, constraint: Constraint, this: Slot) -> str | None:
        """Return a query for the nodes whose values break a count, where no plain expression can tell."""
        name = short(constraint)
        value = self.step(this, shape.path, "?value")
        if name == "UniqueLang":
            return same_language(value.pattern)
        if not name.endswith("Count"):
            return None
        wanted = f"FILTER ({self._qualified(constraint, value)})" if name.startswith("Qualified") else ""
        at = shape.path.sparql if shape.path is not None else ""
        values = f"{this.name} {at} {value.name} {wanted}"
        sign, values = ("<", f"OPTIONAL {{ {values} }}") if name.endswith("MinCount") else (">", values)
        having = f"GROUP BY {this.name} HAVING (COUNT(DISTINCT {value.name}) {sign} {_number(constraint)})"
        return f"SELECT {this.name} WHERE {{ {this.pattern} {values} }} {having}"

    def _failing(self, shape: Shape, constraint: Constraint, this: Slot) -> str:
        """Return an expression that looks *this* up in the failing set of *constraint*, which is asked for first."""
        key = (shape.node, constraint.component, constraint.value, this.pattern, this.name)
        if key not in self.failing_sets:
            focus = self.moved(this)
            if constraint.sparql is not None:
                queries = self._sparql(self, shape, constraint, focus)
            else:
                queries = (self.query(focus, lambda: self.grouped(shape, constraint, focus) or ""),)
            name = f"urn:x-shacl:constraint:{len(self.failing_sets)}"
            self.failing_sets[key] = FailingSet(name, constraint, queries)
        name = self.failing_sets[key].name
        return f"EXISTS {{ GRAPH <{SCRATCH}> {{ <{name}> <{FAILS}> {this.name} }} }}"

    def moved(self, this: Slot) -> Slot:
        """Return *this* as ?this, each node once."""
        pattern = this.pattern
        if this.name != "?this":
            names = {"?this": self.fresh("f"), this.name: "?this"}
            pattern = VARIABLE.sub(lambda match: names.get(match[0], match[0]), pattern)
        return Slot("?this", f"{{ SELECT DISTINCT ?this WHERE {{ {pattern} }} }}", this.exact, this.uses)

    def _predicate(self, constraint: Constraint) -> str:
        iri = constraint.value.value
        self._used.add(iri)
        return f"<{iri}>"

    def _check_range(self, properties: Set[str]) -> None:
        """Raise CannotCompile where one of *properties* has numbers beyond what the store can reckon with."""
        for iri in sorted(self.altered.beyond.intersection(properties)):
            raise CannotCompile(iri, "has numbers beyond what the store can reckon with", "numbers of 64 bits")

    # One value each: the expression is true where *value* breaks the constraint.

    def _class(self, constraint: Constraint, this: Slot, value: Slot) -> str:
        classes = self.classes(constraint.value.value)
        if not classes:
            return "true"
        if len(classes) == 1:
            return f"NOT EXISTS {{ {value.name} a <{classes[0]}> }}"
        kind = self.fresh("k")
        return f"NOT EXISTS {{ {value.name} a {kind} FILTER ({kind} IN ({', '.join(f'<{c}>' for c in classes)})) }}"

    def _datatype(self, constraint: Constraint, this: Slot, value: Slot) -> str:
        return "!" + has_datatype(value.name, constraint.value.value, exact=value.exact)

    def _node_kind(self, constraint: Constraint, this: Slot, value: Slot) -> str:
        return "!" + KINDS[constraint.value.value.removeprefix(SH)].format(value.name)

    def _bound(self, constraint: Constraint, this: Slot, value: Slot) -> str:
        sign = COMPARED[short(constraint)]
        self._check_range(value.uses)
        if isinstance(constraint.value, Literal) and is_beyond(constraint.value):
            raise CannotCompile(constraint.component, f"has {constraint.value.value}", "a number of 64 bits")
        return f"!COALESCE({as_value(value.name, exact=value.exact)} {sign} {constraint.value}, false)"

    def _length(self, constraint: Constraint, this: Slot, value: Slot) -> str:
        sign = "<" if short(constraint) == "MinLength" else ">"
        return f"(ISBLANK({value.name}) || STRLEN(STR({value.name})) {sign} {_number(constraint)})"

    def _pattern(self, constraint: Constraint, this: Slot, value: Slot) -> str:
        flags = constraint.options["flags"].value if "flags" in constraint.options else ""
        pattern = self.pattern(constraint.value.value, flags)
        if pattern is None:
            wrong = f"is a regular expression that cannot be matched here: {constraint.value.value}"
            raise CannotCompile("sh:pattern", wrong, "one without look-around and back-references")
        arguments = ", ".join(map(constant, (_plain(pattern), _plain(flags))))
        return f"(ISBLANK({value.name}) || !REGEX(STR({value.name}), {arguments}))"

    def _language_in(self, constraint: Constraint, this: Slot, value: Slot) -> str:
        tests = [f"LANGMATCHES(LANG({value.name}), {_plain(tag.value)})" for tag in constraint.members]
        return f'!(ISLITERAL({value.name}) && LANG({value.name}) != "" && ({disjunction(tests)}))'

    def _in(self, constraint: Constraint, this: Slot, value: Slot) -> str:
        return f"!({disjunction(f'SAMETERM({value.name}, {constant(one)})' for one in constraint.members)})"

    def _disjoint(self, constraint: Constraint, this: Slot, value: Slot) -> str:
        return f"EXISTS {{ {this.name} {self._predicate(constraint)} {value.name} }}"

    def _less_than(self, constraint: Constraint, this: Slot, value: Slot) -> str:
        other, sign = self.fresh(), COMPARED[short(constraint)]
        self._check_range(value.uses | {constraint.value.value})
        predicate = self._predicate(constraint)
        greater = as_value(other, exact=constraint.value.value in self.altered.properties)
        test = f"!COALESCE({as_value(value.name, exact=value.exact)} {sign} {greater}, false)"
        return f"EXISTS {{ {this.name} {predicate} {other} FILTER ({test}) }}"

    def _not(self, constraint: Constraint, this: Slot, value: Slot) -> str:
        return f"!({self.fails(constraint.shapes[0], value)})"

    def _node(self, constraint: Constraint, this: Slot, value: Slot) -> str:
        return self.fails(constraint.shapes[0], value)

    def _and(self, constraint: Constraint, this: Slot, value: Slot) -> str:
        return disjunction(self.fails(node, value) for node in constraint.shapes)

    def _or(self, constraint: Constraint, this: Slot, value: Slot) -> str:
        return joined([self.fails(node, value) for node in constraint.shapes], " && ") or "true"

    def _xone(self, constraint: Constraint, this: Slot, value: Slot) -> str:
        conforming = joined([f"IF({self.fails(node, value)}, 0, 1)" for node in constraint.shapes], " + ")
        return f"({conforming or '0'}) != 1"

    def _closed(self, constraint: Constraint, this: Slot, value: Slot) -> str:
        return f"EXISTS {{ {self.beyond(constraint, value, self.fresh('p'), self.fresh())} }}"

    def beyond(self, constraint: Constraint, value: Slot, predicate: str, target: str) -> str:
        """Return the pattern of what a closed shape does not let pass (§4.8.1)."""
        self._used |= self.altered.properties
        allowed = ", ".join(sorted({constant(one) for one in constraint.members}))
        test = f" FILTER ({predicate} NOT IN ({allowed}))" if allowed else ""
        return f"{value.name} {predicate} {target}{test}"

    def _has_value(self, constraint: Constraint, this: Slot, value: Slot) -> str:
        return f"!SAMETERM({value.name}, {constant(constraint.value)})"

    def _equals(self, constraint: Constraint, this: Slot, value: Slot) -> str:
        other, predicate = self.fresh(), self._predicate(constraint)
        here = f"{value.name} {predicate}"
        return (
            f"NOT EXISTS {{ {here} {value.name} }} || "
            f"EXISTS {{ {here} {other} FILTER (!SAMETERM({other}, {value.name})) }}"
        )


Test = Callable[[Compiler, Constraint, Slot, Slot], str]
VALUE_TESTS: Final[Mapping[str, Test]] = {
    "Class": Compiler._class,
    "Datatype": Compiler._datatype,
    "NodeKind": Compiler._node_kind,
    "MinExclusive": Compiler._bound,
    "MinInclusive": Compiler._bound,
    "MaxExclusive": Compiler._bound,
    "MaxInclusive": Compiler._bound,
    "MinLength": Compiler._length,
    "MaxLength": Compiler._length,
    "Pattern": Compiler._pattern,
    "LanguageIn": Compiler._language_in,
    "In": Compiler._in,
    "Disjoint": Compiler._disjoint,
    "LessThan": Compiler._less_than,
    "LessThanOrEquals": Compiler._less_than,
    "Not": Compiler._not,
    "Node": Compiler._node,
    "Property": Compiler._node,
    "And": Compiler._and,
    "Or": Compiler._or,
    "Xone": Compiler._xone,
    "Closed": Compiler._closed,
    "HasValue": Compiler._has_value,
    "Equals": Compiler._equals,
}


def is_of_sets(shape: Shape, constraint: Constraint) -> bool:
    """Tell whether *constraint* looks at all value nodes together."""
    return short(constraint) in (OF_SETS if shape.path is None else OF_SETS_WITH_PATH)


def same_language(pattern: str) -> str:
    """Return a query for what *pattern* binds to ?this with two values in one language, as ?value."""
    group = f'{pattern} FILTER (LANG(?value) != "")'
    return (
        f"SELECT DISTINCT ?this WHERE {{ {{ SELECT ?this ?language WHERE {{ {group} }} "
        f"GROUP BY ?this (LCASE(LANG(?value)) AS ?language) HAVING (COUNT(DISTINCT ?value) > 1) }} }}"
    )


def disjunction(tests: Iterable[str]) -> str:
    """Return that one of *tests* is true."""
    found = [test for test in tests if test != "false"]
    return joined(found, " || ") or "false"


def joined(tests: Sequence[str], sign: str) -> str:
    """Return *tests* with *sign* between them, in groups of groups: the store goes down a chain by recursion."""
    while len(tests) > WIDEST:
        tests = [joined(tests[at : at + WIDEST], sign) for at in range(0, len(tests), WIDEST)]
    return sign.join(f"({test})" for test in tests) if len(tests) > 1 else "".join(tests)


def _number(constraint: Constraint) -> int:
    """Return the number that a count or a length is compared with, within what the store can reckon with."""
    return max(-LARGEST, min(int(constraint.value.value), LARGEST))


def _plain(text: str) -> Any:
    """Return *text* as a literal."""
    return Literal(text)
