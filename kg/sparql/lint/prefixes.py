"""Finds prefixes that are not declared, not used, or declared as something else than they usually are."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from kg.namespaces import SCHEMA
from kg.sparql.lint.rules import Finding
from kg.sparql.lint.script import KNOWN, Declaration, Script

__all__ = ["WELL_KNOWN", "find_prefixes"]

# Namespaces that are offered by the name that most people give them.
WELL_KNOWN = KNOWN


def find_prefixes(script: Script) -> Iterator[Finding]:
    """Yield what is wrong with the prefixes of a query, each once."""
    declared = {one.name for one in script.declared} | set(script.given)
    used: dict[str, int] = {}
    places = {one.start for one in script.declared}
    for token in script.tokens:
        if token.kind == "name" and token.start not in places:
            used.setdefault(token.text.partition(":")[0], token.start)
    for name, start in used.items():
        if name not in declared:
            yield _undeclared(name, start)
    for one in script.declared:
        if one.name not in used:
            message = "is declared and never used; leave it out"
            yield Finding(one.start, "unused-prefix", _told(one.name), message)
        yield from _unusual(one)


def _undeclared(name: str, start: int) -> Finding:
    if name in KNOWN:
        message = f"is known to kg query and to no other engine; PREFIX {name}: <{KNOWN[name]}>"
        return Finding(start, "implicit-prefix", _told(name), message)
    near = get_close_matches(name, WELL_KNOWN, 1)
    right = f"PREFIX {near[0]}: <{WELL_KNOWN[near[0]]}>, perhaps" if near else f"PREFIX {name}: <…> before the query"
    return Finding(start, "undeclared-prefix", _told(name), f"is not declared; {right}")


def _unusual(one: Declaration) -> Iterator[Finding]:
    usual = WELL_KNOWN.get(one.name, one.iri)
    if (
        one.iri != usual
        and usual != SCHEMA
        and one.iri.rstrip("#/").partition("//")[2] == usual.rstrip("#/").partition("//")[2]
    ):
        yield Finding(one.start, "unusual-prefix", _told(one.name), f"stands for <{one.iri}>; <{usual}>, as everywhere")


def _told(name: str) -> str:
    return name or "the empty prefix"
