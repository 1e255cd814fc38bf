"""Explains what a query costs: its algebra, and how many rows each pattern has on a store.

Oxigraph tells Python nothing of its plan. What is printed is the algebra as the standard has it (SPARQL 1.1, §18.2, by
rdflib), and beside each pattern how many rows it has alone, with the seconds that it takes to count them; a group of patterns
also as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from benchmarks.query.ways import count, measure
from kg.namespaces import PREFIXES

__all__ = ["explain"]

LIMIT: Final = 10.0
INNER: Final = ("p", "p1", "p2", "graph", "part")


def explain(index: Path, text: str) -> Iterator[str]:
    """Yield the lines of the explanation of the query *text* on the store at *index*."""
    algebra = translateQuery(parseQuery(text), initNs=PREFIXES).algebra
    yield from _lines(index, algebra, 0)


def _lines(index: Path, node: CompValue, depth: int) -> Iterator[str]:
    indent = "  " * depth
    if node.name == "BGP":
        yield from _of_patterns(index, node.triples, indent)
        return
    yield indent + node.name + _told(node)
    for key in INNER:
        if isinstance(inner := node.get(key), CompValue):
            yield from _lines(index, inner, depth + 1)


def _of_patterns(index: Path, triples: list[Any], indent: str) -> Iterator[str]:
    if not triples:
        return
    patterns = [" ".join(_written(term) for term in triple) for triple in triples]
    yield f"{indent}patterns: {_counted(index, ' . '.join(patterns))} together"
    for pattern in patterns:
        yield f"{indent}  {_counted(index, pattern):>26}  {_short(pattern)}"


def _counted(index: Path, patterns: str) -> str:
    found = measure(partial(count, index, patterns), 1, LIMIT)
    return f"not counted in {LIMIT:g} s" if found.stopped else f"{found.rows:,} rows in {found.seconds:.3f} s"


def _written(term: Any) -> str:
    return str(term.n3())


def _short(pattern: str) -> str:
    for prefix, space in PREFIXES.items():
        pattern = pattern.replace(f"<{space}", f"{prefix}:")
    return pattern.replace(">", "")


def _told(node: CompValue) -> str:
    """Return what else an operator has, in short."""
    if node.name == "Extend":
        return f" ?{node.var}"
    if node.name == "values" or "res" in node:
        return f" ({len(node.res)} rows)" if node.get("res") else ""
    return ""
