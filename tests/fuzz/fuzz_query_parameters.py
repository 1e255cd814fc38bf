"""Parameters of the bundled queries: any text is one term where its variable stood, or is refused with a KgError.

The first byte chooses the query and its parameter, the rest is the value.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import KgError
from kg.namespaces import XSD
from kg.sparql import NamedQuery, bound_text, list_queries, run_query

__all__ = ["check", "find_cases", "one_input"]

IRI = re.compile(r'<[^<>"{}|^`\\\x00-\x20]+>')  # SPARQL 1.1, production 139
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
NAMES = ("Red Front", 'The "Guard"', "} UNION {", "?x", "İ")
# A value of each kind, and the datatype that its term has.
PLAIN = {
    "text": ("harmless", ""),
    "thing": ("https://example.org/harmless", ""),
    "date": ("2001-02-03", "date"),
    "number": ("424242", "decimal"),
    "integer": ("424242", "integer"),
    "boolean": ("true", "boolean"),
}


@cache
def find_cases() -> tuple[tuple[NamedQuery, str], ...]:
    """Return each bundled query with each of its parameters."""
    return tuple((query, name) for query in list_queries() for name in query.params)


@cache
def _store() -> Store:
    """Return a graph in which a few things have names."""
    nodes = [NamedNode(f"https://example.org/{number}") for number in range(len(NAMES))]
    store = Store()
    store.extend(Quad(node, LABEL, Literal(name)) for node, name in zip(nodes, NAMES, strict=True))
    return store


def check(query: NamedQuery, name: str, value: str) -> None:
    """Bind *value*: the query then is that with a harmless value, the one term in place of the other."""
    store, kind = _store(), query.params[name].kind
    try:
        bound = bound_text(store, query, {name: value})
        run_query(store, query, {name: value})
    except KgError as error:
        assert "\n" not in str(error)
        assert kind != "text" or query.params[name].enum or _is_no_text(value), "any text is a text"
        return
    assert not query.params[name].enum or kind == "thing" or value in query.params[name].enum
    before, after = _around(query, name)
    term = _first_term(bound, before, after)
    assert bound == term.join([*before, after])
    _check_term(kind, term, value)


def _is_no_text(value: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in value)


def _around(query: NamedQuery, name: str) -> tuple[list[str], str]:
    """Return what the query is before, between and after the places of the parameter."""
    harmless, datatype = PLAIN[query.params[name].kind]
    free = replace(query, params={**query.params, name: replace(query.params[name], enum=())})
    term = NamedNode(harmless) if query.params[name].kind == "thing" else _literal(harmless, datatype)
    *before, after = bound_text(_store(), free, {name: harmless}).split(str(term))
    assert before
    return before, after


def _first_term(bound: str, before: list[str], after: str) -> str:
    """Return the term of *bound*: all its places hold one as long."""
    rest = len(bound) - sum(map(len, before)) - len(after)
    return bound[len(before[0]) : len(before[0]) + rest // len(before)]


def _check_term(kind: str, term: str, value: str) -> None:
    if kind == "thing":
        assert IRI.fullmatch(term), term
    else:
        assert term == str(_literal(value, PLAIN[kind][1]))
        (triple,) = parse(f"<a:b> <a:c> {term} .", format=RdfFormat.TURTLE)
        assert triple.object == _literal(value, PLAIN[kind][1])


def _literal(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + datatype)) if datatype else Literal(value)


def one_input(data: bytes) -> None:
    if data:
        query, name = find_cases()[data[0] % len(find_cases())]
        check(query, name, data[1:].decode("utf-8", "surrogateescape"))
