"""Incidents as rows in the manner of ACLED: one event type, one day, one actor on either side, one place.

1. An incident gives a row if an asserted report tells of it and its type has a code (`ontology/event-type-mappings.ttl`).
2. Parties and places are those that asserted reports name; the first by name stands, the others beside it. Who takes part on
   no told side stands on none, but for two alone, who stand one on either side.
3. Of an interval the first day stands.
4. What was chosen so, and what the mapping loses, stands in the row.

The codes are ACLED's. The columns are ours, and have our prefix: no source at hand says what ACLED calls its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from kg.coding.rows import Row, Thing, bundled_rows, evidence, first_day, local_name, place_kind, things

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["AcledRow", "Sides", "acled_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AcledRow:
    """One incident. Lists are parted by "; ", IRIs by blanks, evidence by " | "; "" where nothing is told."""

    incident: str
    day: str
    event_type: str
    sub_event_type: str
    actor1: str
    actor1_with: str
    actor2: str
    actor2_with: str
    parties_besides: str
    place: str
    place_kind: str
    places_besides: str
    killed: str
    cameo: str
    ucdp: str
    type: str
    mapping: str
    lost: str
    made: str
    when: str
    not_before: str
    not_after: str
    reports: int
    independent_sources: str
    disagreement: str
    actor1_iris: str
    actor2_iris: str
    parties_besides_iris: str
    place_iris: str
    claims: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Who did it, to whom, who took part on no told side; and how that was chosen."""

    one: Sequence[Thing]
    other: Sequence[Thing]
    neither: Sequence[Thing]
    made: tuple[str, ...]


def acled_rows(store: Store) -> Iterator[AcledRow]:
    """Yield a row for each incident that ACLED has a type for, by day, type and IRI; see the rules above."""
    coded = (row for row in bundled_rows(store, "acled-rows") if row["eventType"])
    for _, reports in groupby(coded, key=lambda row: row["incident"]):
        yield _row(store, list(reports))


def _row(store: Store, reports: Sequence[Row]) -> AcledRow:
    row = reports[0]
    day, day_made = first_day(row["notBefore"], row["notAfter"])
    sides = _sides(store, row)
    places = things(store, row["placesIris"])
    made = (day_made, *sides.made, *_places_made(places), _type_made(row), _differing(row))
    return AcledRow(
        incident=row["incident"],
        day=day,
        event_type=row["eventType"],
        sub_event_type=row["subEventType"],
        actor1=_names(sides.one[:1]),
        actor1_with=_names(sides.one[1:]),
        actor2=_names(sides.other[:1]),
        actor2_with=_names(sides.other[1:]),
        parties_besides=_names(sides.neither),
        place=_names(places[:1]),
        place_kind=place_kind(store, places[0]) if places else "",
        places_besides=_names(places[1:]),
        killed=row["killed"],
        cameo=row["cameo"],
        ucdp=row["ucdp"],
        type=local_name(row["type"]),
        mapping=local_name(row["relation"]),
        lost=row["lost"],
        made="; ".join(filter(None, made)),
        when=row["when"],
        not_before=row["notBefore"],
        not_after=row["notAfter"],
        reports=len({report["claim"] for report in reports}),
        independent_sources=row["sources"],
        disagreement=row["disagreement"],
        actor1_iris=_iris(sides.one),
        actor2_iris=_iris(sides.other),
        parties_besides_iris=_iris(sides.neither),
        place_iris=_iris(places),
        claims=" ".join(sorted({report["claim"] for report in reports})),
        evidence=" | ".join(dict.fromkeys(map(evidence, reports))),
    )


def _sides(store: Store, row: Row) -> Sides:
    """Return who stands on either side and who on none, and how that was chosen."""
    one, other = things(store, row["doneByIris"]), things(store, row["doneToIris"])
    others = things(store, row["othersIris"])
    if len(one) == 2 and set(one) == set(other):
        return Sides(one[:1], one[1:], others, ("each is told to have done it to the other",))
    if len(others) == 2 and not one and not other:
        return Sides(others[:1], others[1:], (), ("two take part, and no side is told: in the order of their names",))
    made = [] if one or others else ["nobody is told to have done it"]
    made += [f"the first by name of {len(side)} stands, the others beside it" for side in (one, other) if len(side) > 1]
    if others:
        made.append("of some parties no side is told: they stand on none")
    return Sides(one, other, others, tuple(made))


def _places_made(places: Sequence[Thing]) -> tuple[str, ...]:
    if not places:
        return ("no place is told",)
    return (f"one of {len(places)} places stands, the others beside it",) if len(places) > 1 else ()


def _type_made(row: Row) -> str:
    return "" if row["subEventType"] else "no sub-event type is sure"


def _differing(row: Row) -> str:
    return "the reports differ on it, or somebody denies it" if row["disagreement"] == "yes" else ""


def _names(parties: Sequence[Thing]) -> str:
    return "; ".join(party.label for party in parties)


def _iris(parties: Sequence[Thing]) -> str:
    return " ".join(party.iri for party in parties)
