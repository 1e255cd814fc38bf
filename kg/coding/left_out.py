"""Why a claim stands in no row of a scheme: one reason for each such claim, so that nothing is dropped in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.coding.rows import local_name
from kg.sparql import parse_header, run_query

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["LeftOut", "left_out", "listed", "ordered"]

CLAIMS: Final = """
SELECT DISTINCT ?claim ?type ?factuality ?voice ?state ?incident WHERE {
  ?claim ckg:claims ?content ; ckg:factuality ?factuality ; ckg:voice ?voice .
  ?content ckg:eventType ?type .
  BIND(EXISTS { ?content a ckg:ReportedSituation } AS ?state)
  BIND(EXISTS { ?any a ckg:Incident ; ckg:report ?claim } AS ?incident)
}
"""
UNSURE: Final = {"Denied": "denied", "Intended": "intended", "Hedged": "hedged"}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many claims are left out for which reason, and of those without a code, how many of which event type."""

    reasons: Mapping[str, int]
    uncoded: Mapping[str, int]

    def __str__(self) -> str:
        counts = dict(self.reasons)
        if self.uncoded:
            counts[f"of types without a code ({listed(self.uncoded)})"] = sum(self.uncoded.values())
        return listed(counts)


def left_out(store: Store, coded: Collection[str], *, of_incidents: bool) -> LeftOut:
    """Count the claims of *store* that are not among *coded* (claim IRIs), each under the first reason that holds.

    These are: a reader's comment; then, *of_incidents*, denied, intended or hedged, of a state, or of no incident; then, that
    the scheme has no code for its type, or none for such parties. The commonest first, then by name.
    """
    reasons: Counter[str] = Counter()
    uncoded: Counter[str] = Counter()
    for row in run_query(store, parse_header("claims", CLAIMS)).rows:
        claim, type, factuality, voice, state, incident = (getattr(term, "value", "") for term in row)
        if claim in coded:
            continue
        if local_name(voice) == "CommentVoice":
            reasons["readers' comments"] += 1
        elif of_incidents and local_name(factuality) in UNSURE:
            reasons[UNSURE[local_name(factuality)]] += 1
        elif of_incidents and state == "true":
            reasons["of states of affairs"] += 1
        elif of_incidents and incident == "false":
            reasons["of no incident"] += 1
        else:
            uncoded[local_name(type)] += 1
    return LeftOut(ordered(reasons), ordered(uncoded))


def listed(counts: Mapping[str, int]) -> str:
    """Return the counts in words: "3 denied, 1 hedged"."""
    return ", ".join(f"{count} {what}" for what, count in counts.items())


def ordered(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts, the greatest first, then by name."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
