"""Keeps literals to the letter in an Oxigraph store, which keeps the value of a number or a date and not how it is written.

A literal that the store would give back otherwise (`"01"^^xsd:integer`, any `xsd:nonNegativeInteger`) goes into two graphs:
as it is into VALUES, where queries of users reckon with it, and into EXACT under a datatype of ours, with the same lexical
form, where SHACL Core finds it to the letter. All other triples are in the default graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from kg.errors import InputError
from kg.namespaces import XSD

__all__ = [
    "BY_VALUE",
    "CHANGING",
    "DERIVED",
    "EXACT",
    "SPACE",
    "VALUES",
    "Altered",
    "by_value",
    "exactly",
    "is_beyond",
    "originally",
    "split",
]

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
    for name in "float double time dateTimeStamp gMonth gMonthDay gDay duration dayTimeDuration yearMonthDuration".split()
}
CHANGING: Final = DERIVED | BY_VALUE.keys()
# The datatypes that a store makes another of.
INSTEAD: Final = dict.fromkeys(DERIVED, XSD + "integer") | {XSD + "dateTimeStamp": XSD + "dateTime"}
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")


def exactly(literal: Literal) -> Literal:
    """Return *literal* as the EXACT graph has it, or itself where the store keeps it."""
    if literal.language is not None or _is_kept(literal):
        return literal
    return Literal(literal.value, datatype=NamedNode(SPACE + literal.datatype.value))


def originally(literal: Literal) -> Literal:
    """Return what `exactly` was given."""
    datatype = literal.datatype.value
    if not datatype.startswith(SPACE):
        return literal
    return Literal(literal.value, datatype=NamedNode(datatype.removeprefix(SPACE)))


def _is_kept(literal: Literal) -> bool:
    """Tell whether the store gives *literal* back as it is."""
    datatype = literal.datatype.value
    if datatype in DERIVED or datatype.startswith(SPACE):
        return False
    as_written = BY_VALUE.get(datatype)
    return as_written is None or as_written.fullmatch(literal.value) is not None or _returns(literal.value, datatype)


def is_beyond(literal: Literal) -> bool:
    """Tell whether *literal* is a number of whole or decimal digits that the store cannot reckon with."""
    if len(literal.value) < 18 or not _NUMBER.fullmatch(literal.value):
        return False
    if literal.datatype.value not in DERIVED and literal.datatype.value not in (XSD + "integer", XSD + "decimal"):
        return False
    return not Store().query(f"ASK {{ FILTER (ISNUMERIC({literal})) }}")


def by_value(literal: Literal) -> Literal:
    """Return what the store makes of *literal*."""
    store, iri = Store(), NamedNode(SPACE)
    store.add(Quad(iri, iri, literal))
    return next(quad.object for quad in store if isinstance(quad.object, Literal))


def _is_written_so(literal: Literal) -> bool:
    """Tell whether the store writes *literal* in the same characters."""
    is_plain = literal.datatype.value in DERIVED and BY_VALUE[XSD + "integer"].fullmatch(literal.value)
    return bool(is_plain) or by_value(literal).value == literal.value


@cache
def _returns(value: str, datatype: str) -> bool:
    literal = Literal(value, datatype=NamedNode(datatype))
    return by_value(literal) == literal


@dataclass
class Altered:
    """What a store keeps less of than is written: the *properties* with such values, by IRI.

    *datatypes* are those that such values lose, with what they get instead; *rewritten* are the properties some of whose values
    are also written otherwise (`01`); *beyond* are those with numbers that the store cannot reckon with.
    """

    properties: set[str] = field(default_factory=set)
    datatypes: set[str] = field(default_factory=set)
    rewritten: set[str] = field(default_factory=set)
    beyond: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Form:
    """A literal as the EXACT graph has it, None where the store keeps it, and what else is to be known of its property."""

    exact: Literal | None
    is_rewritten: bool = False
    is_beyond: bool = False


def split(triples: Iterable[Quad | Triple], altered: Altered) -> Iterator[Quad]:
    """Yield *triples* as the quads to store, and tell *altered* what it has to know; the names of graphs are left out."""
    exact, values, default = NamedNode(EXACT), NamedNode(VALUES), DefaultGraph()
    forms: dict[tuple[str, str], _Form] = {}
    for triple in triples:
        literal = triple.object
        if type(literal) is Literal and (
            (datatype := literal.datatype.value) in CHANGING or datatype.startswith(SPACE)
        ):
            key = (datatype, literal.value)
            if key not in forms:
                forms[key] = _form(literal, altered)
            form = forms[key]
            if form.is_beyond:
                altered.beyond.add(triple.predicate.value)
            if form.exact is not None:
                subject, predicate = triple.subject, triple.predicate
                altered.properties.add(predicate.value)
                if form.is_rewritten:
                    altered.rewritten.add(predicate.value)
                yield Quad(subject, predicate, form.exact, exact)
                yield Quad(subject, predicate, literal, values)
                continue
        if type(literal) is Triple:
            raise InputError(
                "data", f"holds {literal}, which is no RDF 1.1 term", "IRIs, blank nodes and literals alone"
            )
        if type(triple) is Quad and triple.graph_name == default:
            yield triple
        else:
            yield Quad(triple.subject, triple.predicate, literal, default)


def _form(literal: Literal, altered: Altered) -> _Form:
    """Return what becomes of *literal*; *altered* is told the datatypes."""
    if _is_kept(literal):
        return _Form(None, is_beyond=is_beyond(literal))
    if instead := INSTEAD.get(literal.datatype.value):
        altered.datatypes |= {literal.datatype.value, instead}
    try:
        return _Form(exactly(literal), not _is_written_so(literal), is_beyond(literal))
    except ValueError as error:  # of a datatype in our own space
        raise InputError("data", f"holds {literal}: {error}", "a datatype that is an IRI") from error
