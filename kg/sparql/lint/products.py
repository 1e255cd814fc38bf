"""Finds cartesian products: parts of a pattern that nothing joins, so that each row of the one meets each of the other.

Parts are triple patterns, VALUES of several rows, sub-selects, OPTIONAL and UNION; braces alone and GRAPH are part of the group
around them (Join is associative: SPARQL 1.1, §18.5). Parts are joined by a variable or blank node that they share, by a FILTER
or BIND that uses variables of both, by a variable that what stands around the group binds, and by a subject that is one node.
Parts without a variable, and those that give one row at most, multiply nothing. EXISTS asks for one row and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.sparql.lint.rules import Finding
from kg.sparql.lint.script import Script
from kg.sparql.lint.tree import Bind, Block, Element, Expression, Group, Query, Term, Triple, Values
from kg.sparql.lint.walk import everything, mentioned, minuses, projected, selects, terms_of, visible

__all__ = ["find_idle_minus", "find_products"]


@dataclass(frozen=True, slots=True)
class _Part:
    """The names that a part shares with others, where it stands, and whether it can have several rows."""

    names: frozenset[str]
    start: int
    multiplies: bool = True


def find_products(script: Script) -> Iterator[Finding]:
    """Yield a finding for each group with parts that nothing joins."""
    for query in selects(script.tree):
        outer = [_of_values(query.values)] if query.values is not None else []
        yield from _in_group(query.where, frozenset(), [*outer, *_of_having(query)])


def find_idle_minus(script: Script) -> Iterator[Finding]:
    """Yield a finding for each MINUS that shares no variable with what stands before it: it removes nothing (§8.3.3)."""
    for before, minus in minuses(script.tree):
        if not visible(before) & visible(minus.groups[0]):
            message = "shares no variable with what stands before it, and so removes nothing"
            right = "a variable of both, or FILTER NOT EXISTS"
            yield Finding(minus.start, "idle-minus", "MINUS", f"{message}; {right}")


def _in_group(group: Group, outer: frozenset[str], more: list[_Part]) -> Iterator[Finding]:
    parts = [*_parts(group), *more]
    joined = _joined([part.names for part in parts], outer)
    apart: dict[str, list[_Part]] = {}
    for part in parts:
        if part.multiplies and part.names:
            apart.setdefault(joined[min(part.names)], []).append(part)
    if len(apart) > 1:
        yield _finding(sorted(apart.values(), key=lambda found: min(part.start for part in found)))
    for inner, others in _apart(group):
        yield from _in_group(inner, outer | visible(others), [])


def _finding(apart: list[list[_Part]]) -> Finding:
    first, second = (_told(parts) for parts in apart[:2])
    start = min(part.start for part in apart[1])
    message = f"is not joined with {first}: each row of the one meets each of the other"
    return Finding(start, "cartesian-product", second, f"{message}; a variable, FILTER or BIND that joins them")


def _told(parts: list[_Part]) -> str:
    names = sorted({f"?{name}" for part in parts for name in part.names if name[0] not in "[(<_"})
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "") if names else "[]"


def _joined(sets: list[frozenset[str]], outer: frozenset[str]) -> dict[str, str]:
    """Return for each name one that stands for all that are joined with it."""
    leader: dict[str, str] = {}

    def top(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    for names in [*sets, outer]:
        for name in names:
            leader[top(name)] = top(min(names))
    return {name: top(name) for name in list(leader)}


def _parts(group: Group) -> Iterator[_Part]:
    for element in group.elements:
        yield from _parts_of(element)


def _parts_of(element: Element) -> Iterator[_Part]:
    if isinstance(element, Triple):
        yield _Part(frozenset(_names(element)), element.subject.start)
    elif isinstance(element, Values):
        yield _of_values(element)
    elif isinstance(element, Bind):
        yield _Part(frozenset({element.target.value} | mentioned(element.expression)), element.target.start, False)
    elif isinstance(element, Expression):
        yield _Part(frozenset(mentioned(element)), 0, False)
    elif isinstance(element, Query):
        yield _Part(frozenset(projected(element)), element.start, not _is_one_row(element))
    elif element.word in ("", "GRAPH"):
        if element.term is not None and element.term.variable:
            names = frozenset({element.term.value}) | frozenset(visible(element.groups[0]))
            yield _Part(names, element.start, False)
        yield from _parts(element.groups[0])
    elif element.word != "MINUS":
        yield _Part(frozenset().union(*map(everything, element.groups)), element.start)


def _of_values(values: Values) -> _Part:
    return _Part(frozenset(term.value for term in values.variables), values.start, values.rows > 1)


def _of_having(query: Query) -> list[_Part]:
    return [_Part(frozenset(mentioned(one)), 0, False) for one in query.tail]


def _is_one_row(query: Query) -> bool:
    computed = any(column.expression is not None for column in query.columns)
    plain = any(column.expression is None for column in query.columns)
    return (query.limit is not None and query.limit[0] <= 1) or (computed and not plain and not query.grouped)


def _names(triple: Triple) -> Iterator[str]:
    """Yield what *triple* shares with others: variables and blank nodes, and its subject where that is a node by itself.

    A pattern without a variable or blank node has none: it can only hold or not.
    """
    free = [term.value for term in terms_of(triple) if term.kind in ("variable", "blank")]
    yield from free
    if free and _is_node(triple.subject):
        yield f"<{triple.subject.value}"


def _is_node(term: Term) -> bool:
    return term.kind == "iri"


def _apart(group: Group) -> Iterator[tuple[Group, Group]]:
    """Yield the groups that are judged by themselves (of OPTIONAL, UNION and MINUS), each with what stands around it."""
    for number, element in enumerate(group.elements):
        if isinstance(element, Block):
            others = Group(group.start, group.elements[:number] + group.elements[number + 1 :])
            if element.word in ("", "GRAPH"):
                for inner, rest in _apart(element.groups[0]):
                    yield inner, Group(group.start, others.elements + rest.elements)
            else:
                yield from ((inner, others) for inner in element.groups)
