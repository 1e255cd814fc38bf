"""Claims as records in the manner of PLOVER: event and mode, source and target, date, place, text.

1. A claim of a report gives a record if its type has an event (`ontology/event-type-mappings.ttl`); readers' comments do not.
2. Whether it is asserted, hedged, intended or denied stands in `ckg_factuality`: PLOVER has no place for it.
3. Of an interval the first day stands; where the text tells none, the day of the document.
4. What was chosen so, and what the mapping loses, stands in the record.

Keys without our prefix are those of PLOVER's own coded sentences (`source` and `target` are lists with `actorText`; actor codes
and contexts are not given). Numbers of dead and injured are given where one number is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from kg.coding.rows import Row, bundled_rows, first_day, local_name, things

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["plover_records"]

# Their factuality is that of what they demand or threaten: they themselves were made.
SPOKEN: Final = frozenset({"Demand", "Threat"})


def plover_records(store: Store) -> Iterator[dict[str, Any]]:
    """Yield a record for each claim that PLOVER has an event for, by document, paragraph, type and IRI."""
    return (_record(store, row) for row in bundled_rows(store, "plover-rows") if row["event"])


def _record(store: Store, row: Row) -> dict[str, Any]:
    day, day_made = _day(row)
    places = things(store, row["placesIris"])
    made = (_said(row), day_made, f"one of {len(places)} places stands" if len(places) > 1 else "")
    return {
        "id": row["claim"],
        "date": day or None,
        "source": _parties(store, row["actorsIris"]),
        "target": _parties(store, row["recipientsIris"]),
        "event": row["event"],
        "mode": row["mode"],
        "eventLoc": {"name": places[0].label, "ckg_iri": places[0].iri} if places else None,
        "dead": row["killed"] or None,
        "injured": row["wounded"] or None,
        "text": row["quote"],
        "publication": row["publisherLabel"] or None,
        "ckg_factuality": local_name(row["factuality"]).lower(),
        "ckg_type": local_name(row["type"]),
        "ckg_mapping": local_name(row["relation"]),
        "ckg_lost": row["lost"],
        "ckg_made": [note for note in made if note],
        "ckg_cameo": row["cameo"] or None,
        "ckg_ucdp": row["ucdp"] or None,
        "ckg_places": [{"name": place.label, "ckg_iri": place.iri} for place in places],
        "ckg_when": row["when"] or None,
        "ckg_speaker": {"actorText": row["speakerLabel"], "ckg_iri": row["speaker"]},
        "ckg_document": row["document"],
        "ckg_paragraph": int(row["paragraph"]),
    }


def _day(row: Row) -> tuple[str, str]:
    if row["notBefore"] or row["notAfter"]:
        return first_day(row["notBefore"], row["notAfter"])
    if row["issued"]:
        return row["issued"], "no day is told: the day of the document stands"
    return "", "no day is told, and the document bears none"


def _said(row: Row) -> str:
    """Return what PLOVER cannot say about how surely it is told; "" for what is plainly asserted."""
    factuality = local_name(row["factuality"])
    if factuality == "Intended" and local_name(row["type"]) in SPOKEN:
        return "the words were spoken; what they ask for or announce is only intended"
    said = {"Denied": "is denied", "Intended": "is only intended", "Hedged": "is told as unsure"}
    return f"the event {said[factuality]}, and PLOVER cannot say so" if factuality in said else ""


def _parties(store: Store, iris: str) -> list[dict[str, str]]:
    return [{"actorText": party.label, "ckg_iri": party.iri} for party in things(store, iris)]
