"""What is said of one subject after another, from sorted lines, and the layout of a node that many subjects share.

Most subjects have the same predicates as others: claims, quantities, mentions. So a writer lays a node out once for each row of
predicates (`Layouts`), and puts the objects of each subject into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import Final, TypeAlias, TypeVar

from kg.formats.writers.lines import DamagedLineError, block_lines, object_and_graph
from kg.formats.writers.remembered import Remembered

__all__ = ["Layouts", "Node", "Predicates", "by_subject", "by_subject_and_graph", "escaped", "in_order"]

# A predicate for each object, in canonical order; so a predicate with two objects is there twice.
Predicates: TypeAlias = tuple[bytes, ...]
Node: TypeAlias = tuple[bytes, Predicates, Sequence[bytes]]
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
    for subject, predicates, rests in _subjects(blocks):
        yield subject, *(_of_one_graph(predicates, rests) or _merged(predicates, rests))


def by_subject_and_graph(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, Node]]:
    """Yield a graph, empty for the default graph, and what it says of a subject; subjects are in order, graphs are in none."""
    for subject, predicates, rests in _subjects(blocks):
        if found := _of_one_graph(predicates, rests):
            yield object_and_graph(rests[0])[1], (subject, *found)
            continue
        rows = [(*object_and_graph(rest), predicate) for predicate, rest in zip(predicates, rests, strict=True)]
        for graph in dict.fromkeys(graph for _, graph, _ in rows):
            own = [(predicate, value) for value, other, predicate in rows if other == graph]
            yield graph, (subject, tuple(predicate for predicate, _ in own), [value for _, value in own])


def in_order(predicates: Predicates, ranked: Callable[[bytes], Rank]) -> list[tuple[Rank, list[int]]]:
    """Return what *ranked* says of each predicate, sorted, with the places of its objects."""
    places: dict[bytes, list[int]] = {}
    for place, predicate in enumerate(predicates):
        places.setdefault(predicate, []).append(place)
    return sorted(((ranked(predicate), found) for predicate, found in places.items()), key=itemgetter(0))  # type: ignore[arg-type]


def escaped(text: bytes) -> bytes:
    """Return *text* for a layout into which objects are put by `%`."""
    return text.replace(b"%", b"%%")


def _subjects(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, Predicates, tuple[bytes, ...]]]:
    """Yield each subject with its predicates, and with the rest of each line."""
    for subject, rows in groupby(chain.from_iterable(map(_rows, blocks)), itemgetter(0)):
        yield subject, *_columns(rows)


def _rows(block: bytes) -> list[list[bytes]]:
    return [line.split(b" ", 2) for line in block_lines(block)]


def _columns(rows: Iterable[list[bytes]]) -> tuple[Predicates, tuple[bytes, ...]]:
    kept = list(rows)
    try:
        _, predicates, rests = zip(*kept, strict=True)
    except ValueError as error:
        raise DamagedLineError(b" ".join(min(kept, key=len))) from error
    return predicates, rests


def _of_one_graph(predicates: Predicates, rests: Sequence[bytes]) -> tuple[Predicates, list[bytes]] | None:
    """Return predicates and objects where all is of one named graph, as most is; nothing is there twice then."""
    value, graph = object_and_graph(rests[0])
    if not graph:
        return None
    end = rests[0][len(value) :]
    size = -len(end)
    values = [rest[:size] for rest in rests if rest.endswith(end)]
    return (predicates, values) if len(values) == len(rests) else None


def _merged(predicates: Predicates, rests: Sequence[bytes]) -> tuple[Predicates, list[bytes]]:
    pairs = dict.fromkeys((p, object_and_graph(rest)[0]) for p, rest in zip(predicates, rests, strict=True))
    return tuple(predicate for predicate, _ in pairs), [value for _, value in pairs]
