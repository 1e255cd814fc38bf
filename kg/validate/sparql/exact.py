"""Keeps literals to the letter in an Oxigraph store, which keeps the value of a number or a date and not how it is written.

A literal that the store would give back otherwise (`"01"^^xsd:integer`, any `xsd:nonNegativeInteger`) goes into two graphs:
as it is into VALUES, where queries of users reckon with it, and into EXACT under a datatype of ours, with the same lexical
form, where SHACL Core finds it to the letter. All other triples are in the default graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.namespaces import XSD

if TYPE_CHECKING:
    from pyoxigraph import Literal, Quad, Triple

__all__ = ["EXACT", "SPACE", "VALUES", "exactly", "originally", "split"]

SPACE: Final = "urn:x-exact:"
EXACT: Final = SPACE + "literals"
VALUES: Final = SPACE + "values"
DERIVED: Final = frozenset(
    XSD + name
    for name in """byte short int long unsignedByte unsignedShort unsignedInt unsignedLong nonNegativeInteger
    nonPositiveInteger positiveInteger negativeInteger""".split()
)
# Of these datatypes the store keeps values; what matches is written as the store writes it.
BY_VALUE: Final = {
    XSD + "integer": re.compile(r"0|-?[1-9]\d{0,17}"),
    XSD + "decimal": re.compile(r"-?(?:0|[1-9]\d{0,8})\.\d{0,8}[1-9]"),
    XSD + "boolean": re.compile(r"true|false"),
    XSD + "date": re.compile(r"\d{4}-\d\d-\d\d"),
    XSD + "dateTime": re.compile(r"\d{4}-\d\d-\d\dT[01]\d:\d\d:\d\dZ?"),
    XSD + "gYear": re.compile(r"\d{4}"),
    XSD + "gYearMonth": re.compile(r"\d{4}-\d\d"),
} | {
    XSD + name: re.compile(r"(?!)")
    for name in "float double time gMonth gMonthDay gDay duration dayTimeDuration yearMonthDuration".split()
}
CHANGING: Final = DERIVED | BY_VALUE.keys()


def exactly(literal: Literal) -> Literal:
    """Return *literal* as the EXACT graph has it, or itself where the store keeps it."""
    from pyoxigraph import Literal, NamedNode

    if literal.language is not None or is_kept(literal):
        return literal
    return Literal(literal.value, datatype=NamedNode(SPACE + literal.datatype.value))


def originally(literal: Literal) -> Literal:
    """Return what `exactly` was given."""
    from pyoxigraph import Literal, NamedNode

    datatype = literal.datatype.value
    if not datatype.startswith(SPACE):
        return literal
    return Literal(literal.value, datatype=NamedNode(datatype.removeprefix(SPACE)))


def is_kept(literal: Literal) -> bool:
    """Tell whether the store gives *literal* back as it is."""
    datatype = literal.datatype.value
    if datatype in DERIVED:
        return False
    as_written = BY_VALUE.get(datatype)
    return as_written is None or as_written.fullmatch(literal.value) is not None or _returns(literal.value, datatype)


@cache
def _returns(value: str, datatype: str) -> bool:
    from pyoxigraph import Literal, NamedNode, Quad, Store

    literal, store, iri = Literal(value, datatype=NamedNode(datatype)), Store(), NamedNode(SPACE)
    store.add(Quad(iri, iri, literal))
    return any(quad.object == literal for quad in store)


def split(triples: Iterable[Quad | Triple], altered: set[str]) -> Iterator[Quad]:
    """Yield *triples* as the quads to store; the names of graphs are left out.

    To *altered* the IRIs of the properties are added that have a value of which the store keeps less than is written.
    """
    from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

    exact, values, default = NamedNode(EXACT), NamedNode(VALUES), DefaultGraph()
    forms: dict[tuple[str, str], Literal | None] = {}  # None: kept as it is
    for triple in triples:
        literal = triple.object
        if type(literal) is Literal and literal.language is None and (datatype := literal.datatype.value) in CHANGING:
            key = (datatype, literal.value)
            if key not in forms:
                forms[key] = None if is_kept(literal) else exactly(literal)
            if (form := forms[key]) is not None:
                subject, predicate = triple.subject, triple.predicate
                altered.add(predicate.value)
                yield Quad(subject, predicate, form, exact)
                yield Quad(subject, predicate, literal, values)
                continue
        if type(triple) is Quad and triple.graph_name == default:
            yield triple
        else:
            yield Quad(triple.subject, triple.predicate, literal, default)
