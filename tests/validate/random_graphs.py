"""Random shapes of SHACL Core, and random data for them, as Turtle: what the engines are made to agree on.

Shapes are `ex:S0`, `ex:S1`, …; each refers to later ones alone, so that none is recursive. Data are a few nodes with a property
for each kind of value. Left out is what pySHACL or rdflib gets wrong: each case of tests/cases/shacl with a row
`# pyshacl: differs` shows one of these faults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from hypothesis import strategies as st

__all__ = ["Case", "cases"]

PREFIXES: Final = """\
@prefix ex: <https://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CLASSES: Final = ("ex:Ship", "ex:Tug", "ex:Harbour", "ex:S0")
NODES: Final = ("ex:a", "ex:b", "ex:c", "_:d", "_:e")
# No xsd:float, which Python compares with decimals by its exact value; nothing that Python's int and Decimal read and XSD does
# not, and no xsd:int out of its limits.
NUMBERS: Final = ("0", "1", "2", "-1", "01", "+1", "1.0", "1.50", "2e0", '"1"^^xsd:int', '"2"^^xsd:nonNegativeInteger')
# No zones, which rdflib forgets, and no years that Python's datetime lacks.
DATES: Final = tuple(f'"{day}"^^xsd:date' for day in ("2023-12-31", "2024-02-28", "2024-02-29"))
TEXTS: Final = ('""', '"a"', '"Ab"', '"a b"', '"1"', '"a"@en', '"A"@en', '"a"@EN', '"a"@en-GB', '"b"@de')
OTHERS: Final = (
    *["true", "false", '"1"^^xsd:boolean', '"yes"^^xsd:boolean', '"many"^^xsd:integer', '"1.0"^^xsd:integer'],
    *['"soon"^^xsd:date', '"2023-02-29"^^xsd:date', '"2024"^^xsd:gYear', '"a"^^xsd:anyURI', '"a"^^ex:own'],
    *['"2024-02-28T12:00:00Z"^^xsd:dateTime', '"2024-02-28T14:00:00+02:00"^^xsd:dateTime'],
)
VALUES: Final = {
    "node": NODES,
    "number": NUMBERS,
    "date": DATES,
    "text": TEXTS,
    "any": (*NODES, *NUMBERS, *DATES, *TEXTS, *OTHERS),
}
PROPERTIES: Final = {
    **{"ex:to": "node", "ex:from": "node", "ex:less": "number", "ex:more": "number", "ex:first": "date"},
    **{"ex:last": "date", "ex:name": "text", "ex:any": "any"},
}
# What is compared with numbers, or with dates: rdflib orders values of other kinds that cannot be compared.
COMPARED: Final = {kind: {kind, "node", "text"} for kind in ("number", "date")}
PAIRS: Final = {"number": ("ex:less", "ex:more"), "date": ("ex:first", "ex:last")}
IN_SHAPES: Final = tuple(term for term in VALUES["any"] if not term.startswith("_:"))
DATATYPES: Final = (
    *["rdf:langString", "ex:own", "xsd:string", "xsd:integer", "xsd:decimal", "xsd:double", "xsd:int"],
    *["xsd:nonNegativeInteger", "xsd:boolean", "xsd:date", "xsd:dateTime", "xsd:gYear", "xsd:anyURI"],
)
NODE_KINDS: Final = ("IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")
QUERIES: Final = (
    "SELECT $this ?value WHERE { $this ex:to ?value . ?value ex:to $this }",
    "SELECT $this WHERE { FILTER NOT EXISTS { $this ex:name ?name } }",
    "SELECT $this ?value WHERE { $this ex:less ?value ; ex:more ?more FILTER (?value > ?more) }",
)

Texts = st.SearchStrategy[str]


class Case(NamedTuple):
    """Three graphs in Turtle."""

    data: str
    shapes: str
    ontology: str


@dataclass(frozen=True)
class Path:
    """A path in Turtle; *ends* are the kinds of values that it leads to, `focus` where that may be where it starts."""

    turtle: str
    ends: frozenset[str]
    has_sequence: bool = False


@dataclass(frozen=True)
class Shape:
    """A shape in Turtle; *compares* is the kind of values that its own value nodes are compared with, if any."""

    name: str
    path: Path | None
    compares: str
    text: str


def one(options: Iterable[str]) -> Texts:
    return st.sampled_from(tuple(options))


def some(options: Iterable[str], least: int = 1, most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(one(options), min_size=least, max_size=most, unique=True)


def in_list(options: Iterable[str], least: int = 0, most: int = 3) -> Texts:
    return some(options, least, most).map(lambda found: f"( {' '.join(found)} )")


@st.composite
def paths(draw: Callable[[Any], Any], depth: int = 2) -> Path:
    kind = draw(one("iii^/|*+?" if depth else "i"))
    if kind == "i":
        iri = draw(one(PROPERTIES))
        return Path(iri, frozenset({PROPERTIES[iri]}))
    steps = draw(st.lists(paths(depth - 1), min_size=2, max_size=3)) if kind in "/|" else [draw(paths(depth - 1))]
    if kind == "^" and steps[0].has_sequence:  # pySHACL turns each step of a sequence round, and leaves their order
        kind = "+"
    ends = frozenset().union(*(step.ends for step in steps))
    turtle = " ".join(step.turtle for step in steps)
    has_sequence = kind == "/" or any(step.has_sequence for step in steps)
    match kind:
        case "^":
            return Path(f"[ sh:inversePath {turtle} ]", {"node"} | (ends & {"focus"}))
        case "/":
            last = steps[-1].ends
            return Path(f"( {turtle} )", last if "focus" not in last else ends, has_sequence)
        case "|":
            return Path(f"[ sh:alternativePath ( {turtle} ) ]", ends, has_sequence)
    name = {"*": "zeroOrMorePath", "+": "oneOrMorePath", "?": "zeroOrOnePath"}[kind]
    return Path(f"[ sh:{name} {turtle} ]", ends if kind == "+" else ends | {"focus"}, has_sequence)


def of_values() -> dict[str, Texts]:
    """Return the constraints that any shape may have."""
    return {
        "class": one(CLASSES).map("sh:class {}".format),
        "datatype": one(DATATYPES).map("sh:datatype {}".format),
        "nodeKind": one(NODE_KINDS).map("sh:nodeKind sh:{}".format),
        "minLength": st.integers(1, 3).map("sh:minLength {}".format),  # pySHACL lets all values pass with 0
        "maxLength": st.integers(0, 12).map("sh:maxLength {}".format),
        "pattern": one(
            ['"a"', '"^A" ; sh:flags "i"', '"^a$"', '"[0-9]"', '"^$"', '"e", "a"', '"A b" ; sh:flags "i"']
        ).map("sh:pattern {}".format),
        # Of two parts at most: pySHACL compares the whole tag and its first part alone.
        "languageIn": in_list(['"en"', '"de"', '"EN"', '"en-GB"']).map("sh:languageIn {}".format),
        "in": in_list(IN_SHAPES, 0, 6).map("sh:in {}".format),
        "hasValue": some(IN_SHAPES, 1, 2).map(lambda found: f"sh:hasValue {', '.join(found)}"),
        "equals": one(PROPERTIES).map("sh:equals {}".format),
        "disjoint": one(PROPERTIES).map("sh:disjoint {}".format),
        "closed": in_list(["rdf:type", *PROPERTIES], 0, 5).map("sh:closed true ; sh:ignoredProperties {}".format),
        "sparql": some(QUERIES, 1, 2).map(
            lambda found: " ; ".join(f'sh:sparql [ sh:prefixes ex: ; sh:select "{query}" ]' for query in found)
        ),
    }


def of_sets(path: Path) -> dict[str, Texts]:
    """Return the constraints that a property shape may have besides."""
    found = {
        "minCount": st.integers(0, 3).map("sh:minCount {}".format),
        "maxCount": st.integers(0, 3).map("sh:maxCount {}".format),
        "uniqueLang": st.just("sh:uniqueLang true"),
    }
    for kind, properties in PAIRS.items():
        if path.ends == {kind}:
            found["lessThan"] = one(properties).map("sh:lessThan {}".format)
            found["lessThanOrEquals"] = one(properties).map("sh:lessThanOrEquals {}".format)
    return found


def bounds(kind: str) -> dict[str, Texts]:
    names = ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")
    return {name: one(VALUES[kind]).map(f"sh:{name} {{}}".format) for name in names} if kind else {}


def of_shapes(shapes: list[Shape], path: Path | None) -> dict[str, Texts]:
    """Return the constraints that refer to other *shapes*."""
    names = [shape.name for shape in shapes]
    nodes = [shape.name for shape in shapes if shape.path is None]
    properties = [shape.name for shape in shapes if shape.path is not None]
    found = {}
    if names:
        found["not"] = some(names, 1, 2).map(lambda found: f"sh:not {', '.join(found)}")
        for name in ("and", "or", "xone"):
            found[name] = in_list(names, 1).map(f"sh:{name} {{}}".format)
        if path is not None:
            counts = st.tuples(one(["Min", "Max"]), st.integers(0, 2), one(["true", "false"]), one(names))
            found["qualified"] = counts.map(
                lambda found: (
                    "sh:qualified{}Count {} ; sh:qualifiedValueShapesDisjoint {} ; sh:qualifiedValueShape {}".format(
                        *found
                    )
                )
            )
    if nodes:
        found["node"] = some(nodes, 1, 2).map(lambda found: f"sh:node {', '.join(found)}")
    if properties:
        found["property"] = some(properties).map(lambda found: f"sh:property {', '.join(found)}")
    return found


TARGETS: Final = st.one_of(
    one(CLASSES).map("sh:targetClass {}".format),
    one(PROPERTIES).map("sh:targetSubjectsOf {}".format),
    one(PROPERTIES).map("sh:targetObjectsOf {}".format),
    one(("ex:a", "ex:b", "ex:z", "1", "01", '"a"@en')).map("sh:targetNode {}".format),
    st.just("a rdfs:Class"),
)


@st.composite
def shapes(draw: Callable[[Any], Any], name: str, later: list[Shape]) -> Shape:
    path = draw(st.none() | paths())
    if path is None:
        compares = "" if name == "ex:S0" else draw(one(["", "", *COMPARED]))
        kind = compares
    else:
        compares = ""
        kind = draw(one(["", *(kind for kind, compared in COMPARED.items() if path.ends <= compared)]))
    known = {
        **of_values(),
        **bounds(kind),
        **of_shapes([shape for shape in later if shape.compares in ("", kind)], path),
    }
    known |= of_sets(path) if path is not None else {}
    parts = [f"a sh:PropertyShape ; sh:path {path.turtle}" if path is not None else "a sh:NodeShape"]
    parts += [draw(known[parameter]) for parameter in draw(some(known))]
    if not compares and (name == "ex:S0" or draw(st.booleans())):
        parts += draw(st.lists(TARGETS, min_size=1, max_size=2))
    parts += draw(some(["sh:severity sh:Warning", "sh:severity ex:grave", "sh:deactivated true"], 0, 1))
    return Shape(name, path, compares, f"{name} {' ; '.join(parts)} .")


@st.composite
def shapes_graphs(draw: Callable[[Any], Any]) -> str:
    later: list[Shape] = []
    for number in reversed(range(draw(st.integers(2, 7)))):
        later.append(draw(shapes(f"ex:S{number}", later)))
    declared = 'ex: sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/"^^xsd:anyURI ] .'
    return "\n".join([PREFIXES, *(shape.text for shape in reversed(later)), declared, ""])


TYPES: Final = st.tuples(one(NODES), st.just("a"), one(CLASSES))
AXIOMS: Final = st.tuples(one((*CLASSES, "_:d")), st.just("rdfs:subClassOf"), one((*CLASSES, "_:d")))
TRIPLES: Final = st.one_of(
    TYPES, *(st.tuples(one(NODES), st.just(iri), one(VALUES[kind])) for iri, kind in PROPERTIES.items())
)


def turtle(triples: list[tuple[str, str, str]]) -> str:
    return "\n".join([PREFIXES, *(f"{' '.join(triple)} ." for triple in triples), ""])


@st.composite
def cases(draw: Callable[[Any], Any]) -> Case:
    data = draw(st.lists(TRIPLES, min_size=8, max_size=30, unique=True))
    data += draw(st.lists(AXIOMS, max_size=1))
    ontology = draw(st.lists(AXIOMS | TRIPLES, max_size=3))
    return Case(turtle(data), draw(shapes_graphs()), turtle(ontology))
