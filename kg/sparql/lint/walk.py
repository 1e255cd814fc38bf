"""Ways through the tree of a query: its selects, groups and patterns, and what a group can bind."""

from __future__ import annotations

from collections.abc import Iterator

from kg.sparql.lint.tree import Bind, Block, Expression, Group, Query, Term, Triple, Values

__all__ = [
    "all_expressions",
    "all_groups",
    "all_triples",
    "all_values",
    "certain",
    "everything",
    "mentioned",
    "minuses",
    "projected",
    "selects",
    "terms_of",
    "visible",
]


def selects(query: Query) -> Iterator[Query]:
    """Yield *query* and the sub-selects in it, also those in EXISTS."""
    yield query
    for group in all_groups(query):
        for element in group.elements:
            if isinstance(element, Query):
                yield from selects(element)


def all_groups(query: Query) -> Iterator[Group]:
    """Yield the groups of *query*, those of EXISTS too, but not those of sub-selects."""
    for expression in query.expressions():
        for group in expression.groups:
            yield from _below(group)
    yield from _below(query.where)


def _below(group: Group) -> Iterator[Group]:
    yield group
    for element in group.elements:
        for inner in _groups_of(element):
            yield from _below(inner)


def _groups_of(element: object) -> tuple[Group, ...]:
    if isinstance(element, Bind):
        return element.expression.groups
    return element.groups if isinstance(element, Block | Expression) else ()


def all_triples(query: Query) -> Iterator[Triple]:
    """Yield the triple patterns of *query* and its sub-selects, without those of a template."""
    for one in selects(query):
        for group in all_groups(one):
            yield from (element for element in group.elements if isinstance(element, Triple))


def all_values(query: Query) -> Iterator[Values]:
    """Yield each VALUES of *query* and its sub-selects."""
    for one in selects(query):
        if one.values is not None:
            yield one.values
        for group in all_groups(one):
            yield from (element for element in group.elements if isinstance(element, Values))


def all_expressions(query: Query) -> Iterator[Expression]:
    """Yield the expressions of *query* and its sub-selects."""
    for one in selects(query):
        yield from one.expressions()
        for group in all_groups(one):
            for element in group.elements:
                if isinstance(element, Expression):
                    yield element
                elif isinstance(element, Bind):
                    yield element.expression


def projected(query: Query) -> set[str]:
    """Return the variables that a sub-select gives."""
    if query.star is not None:
        return visible(query.where) | {term.value for term in (query.values.variables if query.values else ())}
    return {column.target.value for column in query.columns}


def visible(group: Group) -> set[str]:
    """Return the variables that *group* can bind for what stands around it (SPARQL 1.1, §18.2.1)."""
    found: set[str] = set()
    for element in group.elements:
        if isinstance(element, Triple):
            found.update(term.value for term in terms_of(element) if term.variable)
        elif isinstance(element, Bind):
            found.add(element.target.value)
        elif isinstance(element, Values):
            found.update(term.value for term in element.variables)
        elif isinstance(element, Query):
            found |= projected(element)
        elif isinstance(element, Block) and element.word != "MINUS":
            found.update({element.term.value} if element.term is not None and element.term.variable else ())
            found.update(*map(visible, element.groups))
    return found


def certain(group: Group) -> set[str]:
    """Return variables that each solution of *group* binds, if not all of them."""
    found: set[str] = set()
    for element in group.elements:
        if isinstance(element, Triple):
            found.update(term.value for term in terms_of(element) if term.variable)
        elif isinstance(element, Query):
            found |= projected(element) & certain(element.where)
        elif isinstance(element, Block) and element.word in ("", "GRAPH", "UNION"):
            found |= set.intersection(*map(certain, element.groups))
    return found


def minuses(query: Query) -> Iterator[tuple[Group, Block]]:
    """Yield each MINUS of *query* and its sub-selects, behind what stands before it in its group."""
    for one in selects(query):
        for group in all_groups(one):
            for number, element in enumerate(group.elements):
                if isinstance(element, Block) and element.word == "MINUS":
                    yield Group(group.start, group.elements[:number]), element


def terms_of(triple: Triple) -> Iterator[Term]:
    """Yield the terms of *triple*, those of its path too."""
    yield triple.subject
    yield from triple.path.terms()
    yield triple.object


def mentioned(expression: Expression) -> set[str]:
    """Return the variables of *expression*, those in its EXISTS too."""
    found = {token.variable for token in expression.variables()}
    for group in expression.groups:
        found |= everything(group)
    return found


def everything(group: Group) -> set[str]:
    """Return the variables that *group* binds or mentions."""
    found = visible(group)
    for element in group.elements:
        if isinstance(element, Expression):
            found |= mentioned(element)
        elif isinstance(element, Bind):
            found |= mentioned(element.expression)
        elif isinstance(element, Block):
            found.update(*map(everything, element.groups))
    return found
