"""What an export must carry, in numbers: counted in the source, counted again in what was written, and compared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Final

from kg.formats.rdf import dumped
from kg.formats.writers.lines import block_lines, distinct_triples, joined, sorted_blocks
from kg.namespaces import CKG, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = [
    "LABELS",
    "Counts",
    "count_in_any_order",
    "count_in_order",
    "count_merged",
    "count_quads",
    "count_sorted",
    "kind_of",
    "sum_quads",
    "sum_triples",
    "without_graphs",
]

LABELS: Final = frozenset({RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel"})
TYPE: Final = f"<{RDF}type>".encode()
CLAIM: Final = f"<{CKG}Claim>".encode()
KINDS: Final = {
    TYPE: "claims",
    f"<{CKG}evidence>".encode(): "evidences",
    f"<{CKG}claims>".encode(): "events",
    **{f"<{iri}>".encode(): "labels" for iri in LABELS},
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of each; None where a format does not carry the thing, so that nothing is compared.

    *quads* are distinct statements with their graphs, *triples* distinct ones without. Among the triples, *claims* are
    instances of ckg:Claim, *evidences* values of ckg:evidence, *events* values of ckg:claims (what is said to have
    happened or to be so), *labels* statements with a property of LABELS.

    The sums are of the hashes of all quads, and of all triples, as canonical lines: they tell statements that were changed
    from those that were kept, in one process; they are no numbers to show.
    """

    quads: int | None = None
    triples: int | None = None
    claims: int | None = None
    evidences: int | None = None
    events: int | None = None
    labels: int | None = None
    quad_sum: int | None = field(default=None, repr=False, compare=False)
    triple_sum: int | None = field(default=None, repr=False, compare=False)

    def shortfalls(self, found: Counts) -> tuple[str, ...]:
        """Tell what *found*, counted in an export, has otherwise than these, as "3 of 5 claims"; () where all is there."""
        pairs = [(item.name, getattr(self, item.name), getattr(found, item.name)) for item in fields(self)]
        differing = [pair for pair in pairs if None not in pair and pair[1] != pair[2]]
        numbers = tuple(f"{now} of {was} {name}" for name, was, now in differing if not name.endswith("_sum"))
        return numbers or tuple(f"other {name.removesuffix('_sum')}s in the same number" for name, *_ in differing)


def count_sorted(blocks: Iterable[bytes]) -> Counts:
    """Return the counts of canonical N-Quads, sorted, each once."""
    quads, triples = _Tally(), _Tally()
    kinds = dict.fromkeys(KINDS.values(), 0)
    for distinct in distinct_triples(quads.passing(blocks)):
        triples.add(distinct)
        _add_kinds(distinct, kinds)
    return Counts(quads=quads.count, quad_sum=quads.total, triples=triples.count, triple_sum=triples.total, **kinds)


def count_in_order(blocks: Iterable[bytes]) -> Counts:
    """Return the counts of N-Quads, sorted, but not of their triples."""
    quads = _Tally()
    return _count_kinds(quads, _counted_lines(blocks, quads))


def count_in_any_order(blocks: Iterable[bytes]) -> Counts:
    """Return the counts of N-Quads in any order, but not of their triples: two graphs may say the same far apart."""
    quads = _Tally()
    return _count_kinds(quads, sorted_blocks(_counted_lines(blocks, quads)))


def sum_quads(blocks: Iterable[bytes]) -> Counts:
    """Return number and sum of the quads of canonical N-Quads, each once; nothing else is counted."""
    quads = _Tally()
    for block in blocks:
        quads.add(block_lines(block))
    return Counts(quads=quads.count, quad_sum=quads.total)


def sum_triples(blocks: Iterable[bytes]) -> Counts:
    """Return number and sum of the triples of canonical N-Quads, sorted, each once; nothing else is counted."""
    triples = _Tally()
    for distinct in distinct_triples(blocks):
        triples.add(distinct)
    return Counts(triples=triples.count, triple_sum=triples.total)


def count_merged(blocks: Iterable[bytes]) -> Counts:
    """Return the counts of N-Quads without graphs in any order; a triple that is there twice counts twice."""
    triples = _Tally()
    kinds = dict.fromkeys(KINDS.values(), 0)
    for block in blocks:
        lines = block.removesuffix(b" .\n").split(b" .\n")
        triples.add(lines)
        _add_kinds(lines, kinds)
    return Counts(triples=triples.count, triple_sum=triples.total, **kinds)


def count_quads(quads: Iterable[Quad]) -> Counts:
    """Return the counts of *quads*, which are in canonical order or all of one graph: the same triple stands together."""
    return count_sorted(dumped(quads))


def without_graphs(found: Counts) -> Counts:
    """Return *found* of a format that has no names of graphs."""
    return replace(found, quads=None, quad_sum=None)


def kind_of(triple: bytes) -> str:
    """Return which of claims, evidences, events or labels a triple, or a line, counts as; "" for none."""
    _, predicate, rest = triple.split(b" ", 2)
    kind = KINDS.get(predicate, "")
    return "" if predicate == TYPE and rest.split(b" ", 1)[0] != CLAIM else kind


class _Tally:
    """Counts lines, and sums their hashes."""

    def __init__(self) -> None:
        self.count = self.total = 0

    def add(self, lines: Collection[bytes]) -> None:
        self.count += len(lines)
        self.total += sum(map(hash, lines))

    def passing(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield *blocks* as they are, counted."""
        for block in blocks:
            self.add(block_lines(block))
            yield block


def _count_kinds(quads: _Tally, blocks: Iterable[bytes]) -> Counts:
    kinds = dict.fromkeys(KINDS.values(), 0)
    for distinct in distinct_triples(blocks):
        _add_kinds(distinct, kinds)
    return Counts(quads=quads.count, quad_sum=quads.total, **kinds)


def _add_kinds(triples: Iterable[bytes], kinds: dict[str, int]) -> None:
    for triple in _counted(triples):
        if kind := kind_of(triple):
            kinds[kind] += 1


def _counted(lines: Iterable[bytes]) -> list[bytes]:
    # Most are of no kind: a look at the predicate is all that they get.
    return [
        line
        for line in lines
        if (predicate := line.split(b" ", 2)[1]) in KINDS and (predicate != TYPE or CLAIM in line)
    ]


def _counted_lines(blocks: Iterable[bytes], tally: _Tally) -> Iterator[bytes]:
    """Yield the lines that count as something, in blocks, and add all to *tally*."""
    for block in blocks:
        lines = block_lines(block)
        tally.add(lines)
        if counted := _counted(lines):
            yield joined(counted)
