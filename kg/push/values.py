"""How few triples a server may honestly make of a graph's: numbers of the same value are one to many servers."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from kg.namespaces import XSD
from kg.push.spool import SentGraph

if TYPE_CHECKING:
    from pyoxigraph import Triple

__all__ = ["fewest_triples"]

NUMBERS: Final = frozenset(
    XSD + name
    for name in (
        *("integer", "decimal", "float", "double", "long", "int", "short", "byte", "nonNegativeInteger"),
        *("positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)


def fewest_triples(graph: SentGraph) -> int:
    """Return how many triples of *graph* differ where numbers count by value, and language tags in any case."""
    from pyoxigraph import RdfFormat, parse

    found: set[Any] = set()
    for part in graph.parts(1 << 24, 1 << 30):
        found.update(_by_value(quad.triple) for quad in parse(part, format=RdfFormat.N_TRIPLES, lenient=True))
    return len(found)


def _by_value(triple: Triple) -> tuple[object, ...]:
    from pyoxigraph import Literal

    target: object = triple.object
    if isinstance(target, Literal):
        target = _value(target.value, target.language, target.datatype.value)
    return triple.subject, triple.predicate, target


def _value(text: str, language: str | None, datatype: str) -> object:
    if datatype in NUMBERS:
        try:
            return Decimal(text.strip())
        except InvalidOperation:
            return text, datatype
    return text, (language or "").lower(), datatype
