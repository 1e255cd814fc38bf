"""Turns what a user gives for a parameter into one RDF term, so that it is bound and never pasted into a query."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.namespaces import DATA, PREFIXES, XSD
from kg.sparql.header import Param
from kg.sparql.names import find_thing
from kg.sparql.source import Endpoint

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, Store

__all__ = ["resolve_thing", "to_term"]

_IRI = re.compile(r"<(?P<bare>[^<>\s]+)>|(?P<plain>(?:https?|urn):[^<>\s]+)|(?P<prefix>[a-z]+):(?P<local>[\w./-]+)")
# The kinds of `kg.sparql.header` that are literals: their datatype, what is written so, and an example.
_LITERALS = {
    "date": ("date", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "a day such as 2014-02-12"),
    "number": ("decimal", re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"), "a number such as 170 or 2.5"),
    "integer": ("integer", re.compile(r"[+-]?[0-9]+"), "a whole number such as 170"),
    "boolean": ("boolean", re.compile(r"true|false"), "true or false"),
}


def to_term(
    source: Store | Endpoint, param: Param, where: str, value: str, tell: Callable[[str], None] | None = None
) -> NamedNode | Literal:
    """Return the term that *value* means for *param*; *where* is for errors, *tell* for names not found to the letter.

    Raises QueryError where it is of another kind, none of the values allowed, or a name that nothing or several things bear.
    """
    from pyoxigraph import Literal, NamedNode

    if any("\ud800" <= character <= "\udfff" for character in value):
        raise QueryError(where, f"{value!a} is no text of Unicode", "whole characters, in UTF-8")
    value = _allowed(param, where, value)
    if param.kind == "text":
        return Literal(value)
    if param.kind == "thing":
        return resolve_thing(source, value, where, tell, of=param.of)
    datatype, pattern, right = _LITERALS[param.kind]
    if not pattern.fullmatch(value) or (param.kind == "date" and not _is_day(value)):
        raise QueryError(where, f"{value!r} is no {param.kind}", right)
    return Literal(value, datatype=NamedNode(XSD + datatype))


def _allowed(param: Param, where: str, value: str) -> str:
    """Return the value of *param*'s list that *value* means; of IRIs the last part is enough, in any case."""
    if not param.enum or value in param.enum:
        return value
    if param.kind == "thing":
        iri, name = _written_iri(value), value.casefold()
        for allowed in param.enum:
            if _written_iri(allowed) == iri or re.split(r"[:/#]", allowed)[-1].casefold() == name:
                return allowed
    raise QueryError(where, f"{value!r} is not allowed", f"one of: {', '.join(param.enum)}")


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def resolve_thing(
    source: Store | Endpoint, value: str, where: str, tell: Callable[[str], None] | None = None, *, of: str = ""
) -> NamedNode:
    """Return the node of an IRI (`<…>`, `https:…`, `ckg:…`, `id:…`), or of the one thing in the graph that bears the name.

    See `kg.sparql.names` for what counts as bearing it; *of* is the class that it must be of, if any; *tell* gets a line where
    a name was not found to the letter.
    Raises QueryError where nothing bears it, or several things may; then it lists them.
    """
    from pyoxigraph import NamedNode

    if not (written := _written_iri(value)):
        return find_thing(source, value, where, tell, (_written_iri(of) or "") if of else "")
    try:
        return NamedNode(written)
    except ValueError as error:
        raise QueryError(where, f"{value!r} is no IRI", "an IRI such as https://example.org/a") from error


def _written_iri(value: str) -> str | None:
    found = _IRI.fullmatch(value.strip())
    if found is None:
        return None
    if found["prefix"]:
        space = {"id": DATA, **PREFIXES}.get(found["prefix"])
        return space + found["local"] if space else None
    return found["bare"] or found["plain"]
