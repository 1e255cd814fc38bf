"""What is said of one subject after another, from sorted lines, and the layout of a node that many subjects share.

Most subjects have the same predicates as others: claims, quantities, mentions. So a writer lays a node out once for each row of
predicates (`Layouts`), and puts the objects of each subject into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby, islice
from operator import eq, itemgetter
from typing import Final, TypeAlias, TypeVar

from kg.formats.writers.lines import Statement, statements, triples
from kg.formats.writers.remembered import Remembered

__all__ = ["Layouts", "Node", "Predicates", "by_subject", "by_subject_and_graph", "escaped", "in_order"]

# A predicate for each object, in canonical order; so a predicate with two objects is there twice.
Predicates: TypeAlias = tuple[bytes, ...]
Node: TypeAlias = tuple[bytes, Predicates, tuple[bytes, ...]]
MOST_LAYOUTS: Final = 1 << 10
LONGEST_LAYOUT: Final = 64

Layout = TypeVar("Layout")
Rank = TypeVar("Rank")


class Layouts(Remembered[Predicates, Layout]):
    """`layouts[predicates]` is what the function makes of them."""

    def __init__(self, function: Callable[[Predicates], Layout]) -> None:
        super().__init__(function, MOST_LAYOUTS, LONGEST_LAYOUT)


def by_subject(blocks: Iterable[bytes]) -> Iterator[Node]:
    """Yield each subject with its predicates and objects, each pair once: graphs are merged."""
    for subject, rows in groupby(chain.from_iterable(map(triples, blocks)), itemgetter(0)):
        _, predicates, values = zip(*rows, strict=True)
        if any(map(eq, values, islice(values, 1, None))):  # where two graphs say the same it stands together
            predicates, values = zip(*dict.fromkeys(zip(predicates, values, strict=True)), strict=True)
        yield subject, predicates, values


def by_subject_and_graph(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, Node]]:
    """Yield a graph, empty for the default graph, and what it says of a subject; subjects are in order, graphs are in none."""
    for subject, rows in groupby(chain.from_iterable(map(statements, blocks)), itemgetter(0)):
        parts: dict[bytes, list[Statement]] = {}
        for row in rows:
            parts.setdefault(row[3], []).append(row)
        for graph, part in parts.items():
            _, predicates, values, _ = zip(*part, strict=True)
            yield graph, (subject, predicates, values)


def in_order(predicates: Predicates, ranked: Callable[[bytes], Rank]) -> list[tuple[Rank, list[int]]]:
    """Return what *ranked* says of each predicate, sorted, with the places of its objects."""
    places: dict[bytes, list[int]] = {}
    for place, predicate in enumerate(predicates):
        places.setdefault(predicate, []).append(place)
    return sorted(((ranked(predicate), found) for predicate, found in places.items()), key=itemgetter(0))


def escaped(text: bytes) -> bytes:
    """Return *text* for a layout into which objects are put by `%`."""
    return text.replace(b"%", b"%%")
