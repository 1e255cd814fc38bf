"""Sorts an answer in place of the engine: Oxigraph reads both terms from its index at each comparison, here each is read once.

Only what is sorted alike by every engine is sorted here: by columns of the answer, each of one kind (IRIs, plain texts, texts
of one language, whole numbers, days), unbound first, as SPARQL 1.1 (§15.1) has it. Everything else is left to the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any, Final

from kg.namespaces import XSD
from kg.sparql.terminals import Token, telling, tokenize
from kg.sparql.values import Term, to_python

__all__ = ["Order", "find_order", "in_order"]

# So many rows at most are held to be sorted.
MOST: Final = 250_000
WORDS: Final = ("ASC", "DESC")
# Datatypes whose values Python compares as SPARQL does.
COMPARED: Final = frozenset(XSD + name for name in ("string", "integer", "date"))

Row = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """The text of a SELECT without its ORDER BY; *keys* are variables, each with whether it descends."""

    text: str
    keys: tuple[tuple[str, bool], ...]


def find_order(text: str) -> Order | None:
    """Return the order of a query that ends with ORDER BY over variables alone, else None."""
    tokens = telling(tokenize(text))
    start = _last_clause(tokens)
    if start is None:
        return None
    keys = _keys(tokens[start + 2 :])
    return Order(text[: tokens[start].start], keys) if keys else None


def _last_clause(tokens: Sequence[Token]) -> int | None:
    """Return where ORDER stands behind the last brace of a SELECT."""
    forms = [token.word for token in tokens if token.word in ("SELECT", "CONSTRUCT", "DESCRIBE", "ASK")]
    if forms[:1] != ["SELECT"]:
        return None
    last = max((place for place, token in enumerate(tokens) if token.text == "}"), default=len(tokens))
    return next((place for place in range(last, len(tokens)) if tokens[place].word == "ORDER"), None)


def _keys(tokens: Sequence[Token]) -> tuple[tuple[str, bool], ...]:
    keys, rest = [], list(tokens)
    while rest:
        if rest[0].variable:
            keys.append((rest.pop(0).variable, False))
        elif rest[0].word in WORDS and len(rest) > 3 and rest[2].variable and rest[1].text + rest[3].text == "()":
            keys.append((rest[2].variable, rest[0].word == "DESC"))
            del rest[:4]
        else:
            return ()
    return tuple(keys)


def in_order(
    rows: Iterable[Row], columns: Sequence[str], order: Order, by_engine: Callable[[], Iterable[Row]]
) -> Iterator[Row]:
    """Yield *rows*, whose columns are *columns*, in *order*; where that cannot be done here, what *by_engine* gives."""
    held = list(islice(rows, MOST + 1))
    keys = [(columns.index(name), down) for name, down in order.keys if name in columns]
    ranks = [_ranks([row[place] for row in held]) for place, _ in keys]
    if len(held) > MOST or len(keys) < len(order.keys) or None in ranks:
        yield from by_engine()
        return
    places = list(range(len(held)))
    # Sorting is stable: the last keys first, those that go the same way together.
    runs = [
        (down, [rank for _, rank in run]) for down, run in groupby(zip(keys, ranks, strict=True), lambda one: one[0][1])
    ]
    for down, columns_of_run in reversed(runs):
        joined = list(zip(*columns_of_run, strict=True))
        places.sort(key=joined.__getitem__, reverse=down)
    yield from (held[place] for place in places)


def _ranks(terms: Sequence[Term]) -> list[tuple[bool, Any]] | None:
    """Return what to compare in place of each of *terms*; None where they are not of one kind."""
    kinds = {_kind(term) for term in terms if term is not None}
    if len(kinds) > 1 or None in kinds:
        return None
    compared = to_python if kinds and kinds <= {XSD + "integer", XSD + "date"} else _text
    ranks = [(False, "") if term is None else (True, compared(term)) for term in terms]
    # A whole number or a day that Python cannot read comes back as text.
    return ranks if compared is _text or not any(isinstance(value, str) for bound, value in ranks if bound) else None


def _text(term: Any) -> str:
    return str(term.value)


def _kind(term: Any) -> str | None:
    """Return the kind of an IRI or of a literal that can be compared here, else None."""
    from pyoxigraph import Literal, NamedNode

    if isinstance(term, NamedNode):
        return "iri"
    if not isinstance(term, Literal):
        return None
    if term.language:
        return None if term.direction else "@" + term.language
    return term.datatype.value if term.datatype.value in COMPARED else None
