"""RDF terms as plain Python values: one rule for JSON, data frames, Arrow and Parquet.

xsd:integer and its kin become int, xsd:decimal Decimal, xsd:double and xsd:float float, xsd:boolean bool, xsd:date date,
xsd:dateTime datetime. An IRI is its text, a blank node `_:` and its label, a triple term its Turtle, and any other literal its
lexical form, as is one that its datatype does not allow or that Python cannot hold (a date with a time zone).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from kg.namespaces import XSD

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

__all__ = ["Term", "Value", "term_text", "to_python"]

Term: TypeAlias = "NamedNode | BlankNode | Literal | Triple | None"
Value: TypeAlias = str | int | float | bool | Decimal | date | None

INTEGERS: Final = (
    "integer long int short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger"
    " unsignedLong unsignedInt unsignedShort unsignedByte"
).split()
_INTEGER = re.compile(r"[+-]?[0-9]{1,4000}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DOUBLE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATETIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
BOOLEANS: Final = {"true": True, "1": True, "false": False, "0": False}


def to_python(term: Term) -> Value:
    """Return the value of *term*; None where it is None (an unbound variable).

    >>> from pyoxigraph import Literal
    >>> to_python(Literal(5)), to_python(Literal("five", language="en"))
    (5, 'five')
    """
    datatype = getattr(term, "datatype", None)
    reader = _readers().get(datatype.value) if datatype is not None else None
    if term is None or reader is None:
        return term_text(term)
    pattern, convert = reader
    text = term_text(term) or ""
    try:
        return convert(text) if pattern.fullmatch(text) else text
    except (ValueError, OverflowError):
        return text


def term_text(term: Term) -> str | None:
    """Return the text of *term* as SPARQL's CSV writes it: IRIs and lexical forms bare; None where it is None."""
    value = getattr(term, "value", None)
    if value is None:
        return None if term is None else str(term)
    return str(term) if _is_blank(term) else str(value)


def _is_blank(term: Any) -> bool:
    from pyoxigraph import BlankNode

    return isinstance(term, BlankNode)


@cache
def _readers() -> Mapping[str, tuple[re.Pattern[str], Callable[[str], Value]]]:
    readers: dict[str, tuple[re.Pattern[str], Callable[[str], Value]]] = {
        "decimal": (_DECIMAL, Decimal),
        "double": (_DOUBLE, float),
        "float": (_DOUBLE, float),
        "boolean": (re.compile("|".join(BOOLEANS)), BOOLEANS.__getitem__),
        "date": (_DATE, date.fromisoformat),
        "dateTime": (_DATETIME, datetime.fromisoformat),
    }
    readers.update(dict.fromkeys(INTEGERS, (_INTEGER, int)))
    return {XSD + name: reader for name, reader in readers.items()}
