"""Holds a view that leaves things out against its source: claim by claim, by identifier, in memory that does not grow.

Of each claim a view holds the claim itself, how surely it is said, what is claimed (an event), its evidences, and a label of
each thing that speaks or stands in a role; some hold every name of every thing as well. What it leaves out, `kg.export.table`
says. The source is read from its lines and by SPARQL, and the view by a reader of its own that has nothing of the writer.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from kg.errors import LossError
from kg.export.counts import LABELS, Counts
from kg.formats.writers.lines import block_lines, sorted_blocks
from kg.formats.writers.nodes import by_subject
from kg.namespaces import CKG, RDF, RDFS, SKOS
from kg.sparql.classes import thing_classes

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

    from kg.export.source import Source

__all__ = ["ABSENT", "Comparison", "Told", "as_name", "compare"]

# A claim or, of names, any thing; what is told of it (one of COUNTED, factualities, names); and the identifier of that.
Told: TypeAlias = tuple[str, str, str]
COUNTED: Final = ("claims", "events", "evidences", "labels")
# What a view tells of how many claims it says itself that it has no place for: ("", ABSENT, number).
ABSENT: Final = "absent"
SHOWN: Final = 3
TYPE: Final = f"<{RDF}type>".encode()
CLAIM: Final = f"<{CKG}Claim>".encode()
FACTUALITY: Final = f"<{CKG}factuality>".encode()
LINKS: Final = {f"<{CKG}evidence>".encode(): "evidences", f"<{CKG}claims>".encode(): "events"}
NAMES: Final = tuple(f"<{iri}>".encode() for iri in sorted(LABELS))
BLOCK: Final = 10_000
NAMED: Final = """
SELECT ?claim ?thing {{ ?claim a <{ckg}Claim> .
  {{ ?claim <{ckg}claimedBy>|<{ckg}relayedBy> ?thing }} UNION {{ ?claim <{ckg}claims> ?content . ?content ?role ?thing }}
  FILTER EXISTS {{ ?thing <{rdfs}label>|<{skos}prefLabel> ?label }}
  FILTER EXISTS {{ ?thing a ?class VALUES ?class {{ {classes} }} }} }}"""


@dataclass
class Comparison:
    """How much of each kind the source has and the view holds, and what the view lacks: the first few of each kind."""

    promised: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    missing: dict[str, list[str]] = field(default_factory=dict)
    absent: int = 0
    told_absent: int | None = None

    @property
    def counts(self) -> Counts:
        return Counts(**{kind: self.held[kind] for kind in COUNTED})

    @property
    def lost(self) -> str:
        """Return in words what is lost; "" where nothing is."""
        parts = []
        if self.told_absent is not None and self.absent != self.told_absent:
            parts.append(f"leaves {self.absent} claims out, and says {self.told_absent}")
        for kind, names in self.missing.items():
            more = self.promised[kind] - self.held[kind] - len(names)
            rest = f" and {more} more" if more else ""
            parts.append(f"holds {self.held[kind]} of {self.promised[kind]} {kind}, without {', '.join(names)}{rest}")
        return "; ".join(parts)

    def add(self, claim: str, promised: set[str], held: set[str]) -> None:
        """Compare what is told of one claim, as "kind identifier"."""
        if self.told_absent is not None and "claims " not in held:
            self.absent += 1
            return
        for item in sorted(promised):
            kind, _, name = item.partition(" ")
            self.promised[kind] += 1
            self.held[kind] += item in held
            if item not in held:
                known = self.missing.setdefault(kind, [])
                known += [f"<{claim}>" + (f" {name}" if name else "")][: SHOWN - len(known)]


def compare(source: Source, told: Iterable[Told], path: Path, *, names: bool = False) -> Comparison:
    """Compare what *source* has, with *names* every label too, with what a reader has *told* of the view at *path*.

    Raises LossError where that cannot be read.
    """
    found = Comparison()
    theirs = _groups(_readable(_without_absent(told, found), path))
    claim, held = next(theirs, ("", set[str]()))
    for ours, promised in _groups(_promised(source, names)):
        while claim and claim < ours:
            claim, held = next(theirs, ("", set()))
        found.add(ours, promised, held if claim == ours else set())
    return found


def as_name(text: str, language: str | None = None) -> str:
    """Return a label as one line, for a row of names."""
    return json.dumps([text, language or ""])


def _promised(source: Source, names: bool) -> Iterator[Told]:
    for subject, predicates, values in by_subject(source.blocks()):
        name, told = _name(subject), list(zip(predicates, values, strict=True))
        if (TYPE, CLAIM) in told:
            yield name, "claims", ""
            yield from ((name, "factualities", _name(value)) for predicate, value in told if predicate == FACTUALITY)
        for predicate, value in told:
            if predicate in LINKS:
                yield name, LINKS[predicate], _name(value)
            elif names and predicate in NAMES:
                yield name, "names", _label(value)
    classes = " ".join(f"<{CKG}{name}>" for name in sorted(thing_classes()))
    query = NAMED.format(ckg=CKG, rdfs=RDFS, skos=SKOS, classes=classes)
    for row in cast("QuerySolutions", source.store.query(query, use_default_graph_as_union=True)):
        yield _name(str(row[0]).encode()), "labels", _name(str(row[1]).encode())


def _name(term: bytes) -> str:
    """Return the IRI of a term; a blank node has no name that would stay."""
    return term.decode()[1:-1] if term.startswith(b"<") else "_:"


def _label(value: bytes) -> str:
    from pyoxigraph import RdfFormat, parse

    (triple,) = parse(b"<urn:a> <urn:b> %b ." % value, format=RdfFormat.N_TRIPLES, lenient=True)
    return as_name(str(getattr(triple.object, "value", triple.object)), getattr(triple.object, "language", None))


def _without_absent(told: Iterable[Told], found: Comparison) -> Iterator[Told]:
    for row in told:
        if row[1] == ABSENT:
            found.told_absent = int(row[2])
        else:
            yield row


def _readable(told: Iterable[Told], path: Path) -> Iterator[Told]:
    try:
        yield from told
    except (ValueError, KeyError, TypeError, SyntaxError, csv.Error) as error:
        wrong = f"what was written cannot be read back ({error or type(error).__name__})"
        raise LossError(path.name, wrong, "an undamaged source, or another format") from error


def _groups(told: Iterable[Told]) -> Iterator[tuple[str, set[str]]]:
    """Yield each claim, in the order of its bytes, with what is told of it."""
    lines = (line for block in sorted_blocks(_blocks(told)) for line in block_lines(block))
    for claim, rows in groupby(lines, key=lambda line: line.partition(b"\t")[0]):
        yield claim.decode(), {row.partition(b"\t")[2].decode() for row in rows}


def _blocks(told: Iterable[Told]) -> Iterator[bytes]:
    held = []
    for claim, kind, name in told:
        held.append(f"{claim if claim[:2] != '_:' else '_:'}\t{kind} {name if name[:2] != '_:' else '_:'}\n".encode())
        if len(held) == BLOCK:
            yield b"".join(held)
            held = []
    if held:
        yield b"".join(held)
