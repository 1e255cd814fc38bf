"""Runs a plan: failing sets first, one after the other, then all checks, several at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from kg.errors import InputError
from kg.validate.messages import messages_of
from kg.validate.results import Result
from kg.validate.shapes import Constraint, Path, Shape
from kg.validate.sparql.core import is_of_sets, short
from kg.validate.sparql.exact import originally
from kg.validate.sparql.queries import Check, Plan, Query

if TYPE_CHECKING:
    from kg.validate.sparql.data import Data

__all__ = ["run_plan"]


def run_plan(plan: Plan, data: Data, done: Callable[[int, int], None] | None = None) -> list[Result]:
    """Return what *plan* finds in *data*, each result of a check once; *done* is told how many checks of how many are done.

    A query runs outside Python's lock, so that as many run side by side as there are processors.
    """
    for failing in plan.failing_sets:
        data.mark(failing.name, {node for query in failing.queries for node in _failing(query, data)})
    found: list[Result] = []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        # As a set: a query may have any number of rows for one result.
        answers = pool.map(lambda check: set(_results(check, data)), plan.checks)
        for number, results in enumerate(answers, 1):
            found += results
            if done:
                done(number, len(plan.checks))
    return found


def _failing(query: Query, data: Data) -> Iterator[Any]:
    """Yield the nodes that *query* finds, literals as the queries have them that look the nodes up."""
    return (row["this"] for row in data.answer(query) if "this" in row)


def _results(check: Check, data: Data) -> Iterator[Result]:
    for row in data.answer(check.query):
        found = {name: _original(term) for name, term in row.items()}
        if "this" not in found:
            continue
        if _is_true(found.get("failure")):
            wrong = f"a query of {check.shape.iri or '[…]'} says that it failed at {found['this']}"
            raise InputError("shapes", wrong, "a query that can be answered for each focus node")
        for value in _as_written(check, found, data):
            yield from _broken(check, {**found, **value})


def _as_written(check: Check, found: dict[str, Any], data: Data) -> list[dict[str, Any]]:
    """Return the ?value of a query by value as the values of the focus node that it stands for; {} where it is none."""
    path, value = found.get("path"), found.get("value")
    if not check.query.by_value or not isinstance(value, Literal):
        return [{}]
    way = str(path or "") if check.query.value_of == "?path" else check.query.value_of
    return [{"value": one} for one in data.as_written(found["this"], way, value)] if way else [{}]


def _broken(check: Check, found: dict[str, Any]) -> Iterator[Result]:
    for number, constraint in enumerate(check.constraints):
        if len(check.constraints) == 1 or _is_true(found.get(f"c{number}")):
            yield _result(check.shape, constraint, found)


def _original(term: Any) -> Any:
    return originally(term) if isinstance(term, Literal) else term


def _is_true(term: Any) -> bool:
    return term is not None and term.value == "true"


def _result(shape: Shape, constraint: Constraint, found: dict[str, Any]) -> Result:
    path, value = _path(shape, found), _value(shape, constraint, found)
    is_sparql = constraint.component == "SPARQLConstraintComponent"
    return Result(
        focus_node=found["this"],
        shape=shape.node,
        component=constraint.component,
        severity=shape.severity,
        path=path,
        value=value,
        messages=messages_of(shape, constraint, path, {"value": value, **constraint.options, **found}),
        constraint=constraint.sparql.node if is_sparql and constraint.sparql else None,
    )


def _path(shape: Shape, found: dict[str, Any]) -> Path | None:
    given = found.get("path")
    return Path("iri", given.value) if isinstance(given, NamedNode) else shape.path


def _value(shape: Shape, constraint: Constraint, found: dict[str, Any]) -> Any:
    """Return the value node; of a query at a node shape, that is the focus node where the query gives none."""
    if "value" in found and short(constraint) != "HasValue":
        return found["value"]
    has_none = is_of_sets(shape, constraint) or short(constraint) == "HasValue" or shape.path is not None
    return None if has_none else found["this"]
