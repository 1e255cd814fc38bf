"""A plan as text: each query with the shape and the constraints that it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.namespaces import shorten
from kg.validate.sparql.queries import Check, Plan, Query

__all__ = ["plan_text"]


def plan_text(plan: Plan) -> str:
    """Return *plan* as text, as comments and SPARQL; each line ends with a newline."""
    return "".join(f"{line}\n" for line in _lines(plan))


def _lines(plan: Plan) -> Iterator[str]:
    for failing in plan.failing_sets:
        yield f"# first: what fails {shorten(failing.constraint.component)}, kept as <{failing.name}>"
        for query in failing.queries:
            yield from (_sparql(query), "")
    for check in plan.checks:
        yield from (_head(check), _sparql(check.query), "")
    for shape, reason in (*plan.outside, *plan.left):
        yield f"# {shorten(shape.iri) or '[…]'} is left to pySHACL: {reason}"
    total = len(plan.checks) + sum(len(failing.queries) for failing in plan.failing_sets)
    yield f"# {total} queries"


def _head(check: Check) -> str:
    names = [shorten(constraint.component) for constraint in check.constraints]
    told = names if len(names) == 1 else [f"?c{number} {name}" for number, name in enumerate(names)]
    return f"# {shorten(check.shape.iri) or '[…]'}: {', '.join(told)}"


def _sparql(query: Query) -> str:
    """Return the text of *query* with prefixes of ours, for people; graphs beside the default one are told."""
    text = re.sub(r"<([^<>\s]+)>", lambda match: _short(match[1]), query.text)
    graphs = "exact literals" if query.exact else "literals by value" if query.by_value else ""
    return " ".join(text.split()) + (f"  # with {graphs}" if graphs else "")


def _short(iri: str) -> str:
    found = shorten(iri)
    return found if found != iri else f"<{iri}>"
