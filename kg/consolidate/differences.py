"""In what the reports of one happening differ: numbers, who did it, how it ended, on which day, whether it was at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from kg.consolidate.matching import Gathering, Sign
from kg.consolidate.reports import Report
from kg.consolidate.rules import IncidentRules
from kg.model import LinkedClaim, Quantity

__all__ = ["Difference", "Matter", "Position", "differences", "number_bounds"]

Bounds = tuple[float, float]


class Matter(StrEnum):
    """What reports can differ on."""

    NUMBERS = "numbers"
    SIDES = "sides"
    OUTCOME = "outcome"
    OCCURRENCE = "occurrence"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Position:
    """What some of the reports say, in words, and their claims by id; `low` and `high` are the bounds of a number."""

    label: str
    claims: tuple[LinkedClaim, ...]
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One matter on which reports differ: `about` says what is counted, `positions` who says what, in a fixed order."""

    matter: Matter
    about: str
    positions: tuple[Position, ...]


def differences(gathering: Gathering[Report], rules: IncidentRules) -> tuple[Difference, ...]:
    """Return in what the reports of *gathering* differ, in a fixed order; () where they agree or do not speak of the same."""
    reports = [report for report, _ in gathering.members if not report.denied]
    return tuple(
        difference
        for found in (
            _on_occurrence(gathering, reports),
            _on_outcome(reports, rules),
            _on_sides(gathering),
            _on_dates(gathering),
            _on_numbers(reports),
        )
        for difference in found
    )


def number_bounds(quantity: Quantity) -> Bounds | None:
    """Return the least and greatest number that the words allow; None where they give none, or only about one.

    >>> number_bounds(Quantity("killed", "more than 170", minimum=170)), number_bounds(Quantity("killed", "~50", value=50))
    ((170, inf), None)
    """
    if quantity.minimum is not None or quantity.maximum is not None:
        low = quantity.minimum if quantity.minimum is not None else 0.0
        return low, quantity.maximum if quantity.maximum is not None else float("inf")
    if quantity.value is None or quantity.text.startswith("~"):
        return None
    return quantity.value, quantity.value


def _on_occurrence(gathering: Gathering[Report], reports: list[Report]) -> Iterator[Difference]:
    denied = [report for report, _ in gathering.members if report.denied]
    if denied:
        says = {"it happened": reports, "it did not happen": denied}
        yield Difference(Matter.OCCURRENCE, gathering.founder.type, _positions(says))


def _on_outcome(reports: list[Report], rules: IncidentRules) -> Iterator[Difference]:
    types = sorted({report.type for report in reports})
    rivals = [pair for pair in combinations(types, 2) if rules.are_opposed(*pair)]
    if rivals:
        told = sorted({name for pair in rivals for name in pair})
        says = {name: [r for r in reports if r.type == name] for name in told}
        yield Difference(Matter.OUTCOME, "outcome", _positions(says))


def _on_sides(gathering: Gathering[Report]) -> Iterator[Difference]:
    if not any(match and Sign.OTHER_ACTOR in match.signs for _, match in gathering.members):
        return
    says: defaultdict[frozenset[str], list[Report]] = defaultdict(list)
    for report, _ in gathering.members:
        if report.doers & report.known and not report.denied:
            says[report.doers & report.known].append(report)
    labels = _labels(report for report, _ in gathering.members)
    named = {" and ".join(sorted(labels[iri] for iri in doers)): found for doers, found in says.items()}
    yield Difference(Matter.SIDES, "who did it", _positions(dict(sorted(named.items()))))


def _on_dates(gathering: Gathering[Report]) -> Iterator[Difference]:
    apart = [r for r, match in gathering.members if match and Sign.OTHER_DATE in match.signs]
    if apart:
        says: defaultdict[str, list[Report]] = defaultdict(list)
        for report, _ in gathering.members:
            if report.told and not report.denied and report.window.bounded:
                says[str(report.window.interval().edtf)].append(report)
        yield Difference(Matter.DATE, "when", _positions(dict(sorted(says.items()))))


def _on_numbers(reports: list[Report]) -> Iterator[Difference]:
    """Compare what is counted of the same people: fifty of one side are no contradiction to a hundred of both."""
    counted: defaultdict[tuple[str, frozenset[str]], dict[Bounds, list[tuple[Report, str]]]] = defaultdict(dict)
    for report in reports:
        for quantity in report.item.claim.quantities:
            if bounds := number_bounds(quantity):
                told = counted[quantity.kind, report.targets & report.known].setdefault(bounds, [])
                told.append((report, quantity.text))
    for (kind, _), by_bounds in sorted(counted.items(), key=lambda row: (row[0][0], sorted(row[0][1]))):
        ordered = sorted(by_bounds)
        highest = min(high for _, high in ordered)
        if any(low > highest for low, _ in ordered):
            yield Difference(Matter.NUMBERS, kind, tuple(_number(bounds, by_bounds[bounds]) for bounds in ordered))


def _number(bounds: Bounds, told: list[tuple[Report, str]]) -> Position:
    low, high = bounds
    return Position(
        min(text for _, text in told), _claims(r for r, _ in told), low, None if high == float("inf") else high
    )


def _positions(says: Mapping[str, list[Report]]) -> tuple[Position, ...]:
    return tuple(Position(label, _claims(reports)) for label, reports in says.items())


def _claims(reports: Iterable[Report]) -> tuple[LinkedClaim, ...]:
    by_id = {report.item.claim.id: report.item for report in reports}
    return tuple(by_id[name] for name in sorted(by_id))


def _labels(reports: Iterable[Report]) -> dict[str, str]:
    return {entity.iri: entity.label for report in reports for entity in report.item.entities}
