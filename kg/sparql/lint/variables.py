"""Finds variables that are bound for nothing, asked for in vain, or spelt in two ways.

A variable that occurs once in a pattern only says that there is something; `[]` says so too, and so does a name that begins
with `_`. Not judged are: a predicate and a GRAPH (where `[]` cannot stand), what stands in EXISTS or MINUS, queries that give
everything (`*`, ASK), those that count rows (`COUNT(*)`), and the parameters that a header names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from kg.sparql.lint.rules import Finding
from kg.sparql.lint.script import Script
from kg.sparql.lint.tree import Bind, Block, Expression, Group, Query, Term, Triple, Values
from kg.sparql.lint.walk import all_groups, everything, mentioned, projected, selects, terms_of, visible

__all__ = ["find_capitals", "find_unbound", "find_unused"]


def find_capitals(script: Script) -> Iterator[Finding]:
    """Yield a finding for each variable that differs from one before it in capitals alone."""
    seen: dict[str, str] = {}
    told: set[str] = set()
    for token in script.tokens:
        name = token.variable
        first = seen.setdefault(name.lower(), name) if name else ""
        if name != first and name not in told:
            told.add(name)
            message = f"differs from ?{first} in capitals alone; one spelling, or two names"
            yield Finding(token.start, "variable-case", token.text, message)


def find_unused(script: Script) -> Iterator[Finding]:
    """Yield a finding for each variable that is bound once and never used."""
    for query in selects(script.tree):
        bound, computed = list(_bound(query.where)), list(_computed(query.where))
        counts = Counter(term.value for term in bound) + Counter(term.value for term in computed)
        used = _used(query) | script.params
        once = [term for term in [*bound, *computed] if counts[term.value] == 1 and term.value not in used]
        free, keys = _gives_all(query), set(_keys(query.where))
        for term in once:
            if not term.value.startswith("_") and term not in keys and (term in computed or not free):
                what = "is computed" if term in computed else "is bound"
                right = "leave it out" if term in computed else f"[] in its place, or ?_{term.value}"
                yield Finding(term.start, "unused-variable", term.text, f"{what} and never used; {right}")


def _gives_all(query: Query) -> bool:
    counted = any(
        tuple(token.text for token in column.expression.tokens[i : i + 2]) == ("(", "*")
        for column in query.columns
        if column.expression is not None
        for i in range(len(column.expression.tokens))
    )
    return query.star is not None or query.form == "ASK" or counted


def _bound(group: Group) -> Iterator[Term]:
    """Yield the occurrences of variables that bind, as they stand."""
    for element in group.elements:
        if isinstance(element, Triple):
            yield from (term for term in (element.subject, element.object) if term.variable)
        elif isinstance(element, Values):
            yield from element.variables
        elif isinstance(element, Query):
            yield from (column.target for column in element.columns)
        elif isinstance(element, Block) and element.word != "MINUS":
            for inner in element.groups:
                yield from _bound(inner)


def _keys(group: Group) -> Iterator[Term]:
    """Yield the columns by which a sub-select groups, or which its HAVING or ORDER BY uses: it needs them itself."""
    for element in group.elements:
        if isinstance(element, Query):
            used = set().union(*map(mentioned, element.tail))
            for column in element.columns:
                if column.target.value in used or (element.grouped and column.expression is None):
                    yield column.target
        elif isinstance(element, Block):
            for inner in element.groups:
                yield from _keys(inner)


def _computed(group: Group) -> Iterator[Term]:
    for element in group.elements:
        if isinstance(element, Bind):
            yield element.target
        elif isinstance(element, Block) and element.word != "MINUS":
            for inner in element.groups:
                yield from _computed(inner)


def _used(query: Query) -> set[str]:
    """Return the variables that *query* does more with than to bind them."""
    found = {column.target.value for column in query.columns} | {term.value for term in query.described}
    for triple in query.template:
        found.update(term.value for term in terms_of(triple))
    for expression in query.expressions():
        found |= mentioned(expression)
    found.update(token.variable for one in query.grouped if isinstance(one, Expression) for token in one.tokens)
    if query.values is not None:
        found.update(term.value for term in query.values.variables)
    return found | _used_in(query.where)


def _used_in(group: Group) -> set[str]:
    found: set[str] = set()
    for element in group.elements:
        if isinstance(element, Triple):
            found.update(term.value for term in element.path.terms() if term.variable)
        elif isinstance(element, Expression):
            found |= mentioned(element)
        elif isinstance(element, Bind):
            found |= mentioned(element.expression)
        elif isinstance(element, Query) and element.star is not None:
            found |= projected(element)
        elif isinstance(element, Block):
            found.update({element.term.value} if element.term is not None and element.term.variable else ())
            inner = everything if element.word == "MINUS" else _used_in
            found.update(*map(inner, element.groups))
    return found


def find_unbound(script: Script) -> Iterator[Finding]:
    """Yield a finding for each variable that is given back or looked at, and that nothing binds there."""
    for query in selects(script.tree):
        bound = visible(query.where) | script.params
        bound |= {term.value for term in (query.values.variables if query.values else ())}
        for term in _given_back(query):
            if term.value not in bound and not term.value.startswith("_"):
                yield _unbound(term, bound, script)
        yield from _in_clauses(query, bound, script)
    yield from _in_filters(script)


def _unbound(term: Term, bound: set[str], script: Script) -> Finding:
    """Return what is wrong with a variable that is given back; a column of the header may be empty on purpose."""
    near = get_close_matches(term.value, sorted(bound), 1, 0.75)
    if not near and script.header is not None and term.value in script.header.columns:
        message = "is a column of the header, and always empty; a pattern that binds it, unless that is meant"
        return Finding(term.start, "empty-column", term.text, message)
    right = f"?{near[0]}, perhaps" if near else "a pattern that does, or a parameter"
    return Finding(
        term.start, "unbound-variable", term.text, f"is given back, and nothing in the pattern binds it; {right}"
    )


def _given_back(query: Query) -> Iterator[Term]:
    yield from (column.target for column in query.columns if column.expression is None)
    yield from (term for term in query.described if term.variable)
    for triple in query.template:
        yield from (term for term in terms_of(triple) if term.variable)


def _in_clauses(query: Query, bound: set[str], script: Script) -> Iterator[Finding]:
    targets = {column.target.value for column in query.columns}
    targets |= {one.target.value for one in query.grouped if not isinstance(one, Expression)}
    for expression in query.expressions():
        yield from _unbound_in(expression, bound | targets, script)


def _unbound_in(
    expression: Expression, bound: set[str], script: Script, rule: str = "unbound-in-expression"
) -> Iterator[Finding]:
    told: set[str] = set()
    for token in expression.variables():
        name = token.variable
        if name not in bound and name not in told and not name.startswith("_"):
            told.add(name)
            elsewhere = rule == "filter-out-of-scope"
            wrong = "is bound outside this group, which does not see it" if elsewhere else "is bound nowhere"
            right = (
                "the FILTER beside what binds it"
                if elsewhere
                else "a pattern that binds it, or a parameter in the header"
            )
            yield Finding(token.start, rule, token.text, f"{wrong}; {right}")


def _in_filters(script: Script) -> Iterator[Finding]:
    everywhere = {token.variable for token in script.tokens} - _never_bound(script)
    for query in selects(script.tree):
        within = {id(group) for expression in _tests(query) for top in expression.groups for group in _all_below(top)}
        seen = {id(group): visible(group) for group in all_groups(query)}
        for group, around in _with_scope(query.where, set()):
            if id(group) in within:
                continue
            scope = seen[id(group)] | around | script.params
            for element in group.elements:
                expression = element.expression if isinstance(element, Bind) else element
                if isinstance(expression, Expression):
                    nowhere = everywhere | scope
                    yield from _unbound_in(expression, nowhere, script)
                    yield from _unbound_in(
                        expression, scope | (_names(expression) - everywhere), script, "filter-out-of-scope"
                    )


def _names(expression: Expression) -> set[str]:
    return {token.variable for token in expression.variables()}


def _never_bound(script: Script) -> set[str]:
    found = {token.variable for token in script.tokens}
    for query in selects(script.tree):
        for group in all_groups(query):
            found -= visible(group)
        found -= {column.target.value for column in query.columns if column.expression is not None}
        found -= {term.value for term in (query.values.variables if query.values else ())}
    return found


def _tests(query: Query) -> Iterator[Expression]:
    yield from query.expressions()
    for group in all_groups(query):
        yield from (element for element in group.elements if isinstance(element, Expression))
        yield from (element.expression for element in group.elements if isinstance(element, Bind))


def _all_below(group: Group) -> Iterator[Group]:
    yield group
    for element in group.elements:
        for inner in element.groups if isinstance(element, Block | Expression) else ():
            yield from _all_below(inner)


def _with_scope(group: Group, around: set[str]) -> Iterator[tuple[Group, set[str]]]:
    """Yield *group* and those below it, each with the variables that its filters see besides its own.

    The filters of an OPTIONAL see what stands before it (LeftJoin: SPARQL 1.1, §18.2.2.6); those of other groups do not.
    """
    yield group, around
    for element in group.elements:
        if isinstance(element, Block):
            scope = visible(group) | around if element.word == "OPTIONAL" else set()
            for inner in element.groups:
                yield from _with_scope(inner, scope)
