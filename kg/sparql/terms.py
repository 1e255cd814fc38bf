"""Turns what a user gives for a parameter into one RDF term, so that it is bound and never pasted into a query."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.namespaces import DATA, PREFIXES, RDFS, SKOS, XSD

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, Store

__all__ = ["find_things", "resolve_thing", "to_term"]

_IRI = re.compile(r"<(?P<bare>[^<>\s]+)>|(?P<plain>(?:https?|urn):[^<>\s]+)|(?P<prefix>[a-z]+):(?P<local>[\w./-]+)")


def to_term(store: Store, kind: str, name: str, value: str) -> NamedNode | Literal:
    """Return the term of *kind* (see `kg.sparql.header`) that *value* means; *name* is the parameter's, for errors."""
    from pyoxigraph import Literal, NamedNode

    if kind == "text":
        return Literal(value)
    datatype = {"date": "date", "number": "decimal"}.get(kind)
    if datatype is None:
        return resolve_thing(store, value, name)
    try:
        _ = date.fromisoformat(value) if kind == "date" else float(value)
    except ValueError as error:
        right = "a day such as 2014-02-12" if kind == "date" else "a number such as 170"
        raise QueryError(name, f"{value!r} is no {kind}", right) from error
    return Literal(value, datatype=NamedNode(XSD + datatype))


def resolve_thing(store: Store, value: str, where: str) -> NamedNode:
    """Return the node of an IRI (`<…>`, `https:…`, `ckg:…`, `id:…`), or of the one thing in the graph that bears the name.

    Raises QueryError where nothing bears it, or several things do; then it lists them.
    """
    from pyoxigraph import NamedNode

    if written := _written_iri(value):
        return NamedNode(written)
    found = find_things(store, value)
    if len(found) == 1:
        return found[0]
    if not found:
        raise QueryError(
            where, f"nothing in the graph is called {value!r}", "an IRI, or a name as the graph has it (any case)"
        )
    listed = ", ".join(node.value for node in found[:8]) + (" …" if len(found) > 8 else "")
    raise QueryError(where, f"{len(found)} things are called {value!r}", f"the IRI of one of them: {listed}")


def find_things(store: Store, name: str) -> list[NamedNode]:
    """Return what the graph calls *name*, any case, by IRI: what the registry calls so, else what a label does."""
    from pyoxigraph import Literal, NamedNode

    wanted = name.casefold()
    for labels in ((SKOS + "prefLabel", SKOS + "altLabel"), (RDFS + "label",)):
        found = {
            quad.subject.value: quad.subject
            for label in labels
            for quad in store.quads_for_pattern(None, NamedNode(label), None, None)
            if isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode)
            if quad.object.value.casefold() == wanted
        }
        if found:
            return [found[key] for key in sorted(found)]
    return []


def _written_iri(value: str) -> str | None:
    found = _IRI.fullmatch(value.strip())
    if found is None:
        return None
    if found["prefix"]:
        space = {"id": DATA, **PREFIXES}.get(found["prefix"])
        return space + found["local"] if space else None
    return found["bare"] or found["plain"]
