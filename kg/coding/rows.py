"""What rows of every scheme share: answers of bundled queries as text, things with their names, and days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.namespaces import CKG, EVENT_TYPE, RDF, RDFS, SKOS
from kg.sparql import find_query, run_query

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["Row", "Thing", "bundled_rows", "evidence", "first_day", "local_name", "place_kind", "things"]

Row = Mapping[str, str]
PLACE_KINDS: Final = ("Facility", "PopulatedPlace", "District", "Province", "Country", "Area")


@dataclass(frozen=True, slots=True)
class Thing:
    """An actor or a place: its IRI and its name."""

    iri: str
    label: str


def bundled_rows(store: Store, query: str) -> Iterator[Row]:
    """Yield the rows of a bundled query in its order, each value as text; "" where a variable is unbound."""
    answer = run_query(store, find_query(query))
    for row in answer.rows:
        values = ("" if term is None else str(getattr(term, "value", term)) for term in row)
        yield dict(zip(answer.columns, values, strict=True))


def things(store: Store, iris: str) -> tuple[Thing, ...]:
    """Return the things of a list of IRIs parted by blanks, in its order; each has one label in the graph."""
    return tuple(Thing(iri, _values(store, iri, RDFS + "label")[0]) for iri in iris.split())


def place_kind(store: Store, place: Thing) -> str:
    """Return what kind of place it is, of PLACE_KINDS; "" where the graph does not say."""
    kinds = set(_values(store, place.iri, RDF + "type"))
    return next((kind for kind in PLACE_KINDS if CKG + kind in kinds), "")


def first_day(not_before: str, not_after: str) -> tuple[str, str]:
    """Return the day (ISO 8601) that stands in a row that wants one, and how it was chosen; "" where it is the day told."""
    if not not_before:
        return (
            "",
            f"no first day is told, only {not_after} as the last: no day stands" if not_after else "no day is told",
        )
    if not_before == not_after:
        return not_before, ""
    return not_before, f"between {not_before} and {not_after or 'a day not told'}: the first day stands"


def evidence(row: Row) -> str:
    """Return one line that leads back to the words: file, paragraph, quote, speaker."""
    return f"{row['document']} ¶{row['paragraph']}: “{row['quote']}” ({row['speakerLabel'] or row['speaker']})"


def local_name(iri: str) -> str:
    """Return the last part of an IRI of ours or of SKOS; anything else stays as it is."""
    space = next((space for space in (CKG, EVENT_TYPE, SKOS) if iri.startswith(space)), "")
    return iri.removeprefix(space)


def _values(store: Store, subject: str, predicate: str) -> Sequence[str]:
    from pyoxigraph import NamedNode

    quads = store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, None)
    return sorted({str(getattr(quad.object, "value", quad.object)) for quad in quads})
