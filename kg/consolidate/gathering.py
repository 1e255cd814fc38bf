"""Gathers reports into happenings: each report is held against the few that have two things in common with it.

1. Reports come most precise first, whatever order they were given in; the first of its kind founds a happening.
2. A precise report joins the happening that most speaks for, a vague one (a wide window, or few roles) only the single one
   that it fits; where two fit it stays alone, and the number of those that fitted is kept.
3. A denial joins, and founds nothing.
Candidates are found by pairs of what two reports can share (party and party, party and place, either and the days), so the
work for a report does not grow with their number; a pair that too many share tells nothing and is passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final, TypeAlias

from kg.consolidate.matching import Gathering, Match, fit
from kg.consolidate.reports import Report
from kg.consolidate.rules import IncidentRules
from kg.consolidate.windows import Window

__all__ = ["gather_reports"]

# Days to a block of the index: a window that is not vague touches at most two.
BLOCK: Final = 16
Key: TypeAlias = tuple[int, int, int]
ANY: Final = -1
WIDE: Final = -2


def gather_reports(reports: Iterable[Report], rules: IncidentRules) -> tuple[list[Gathering], dict[int, int]]:
    """Return the happenings of *reports* (most precise first), and by number how many others fitted one that stayed alone."""
    index, found, doubts = _Index(rules), list[Gathering](), dict[int, int]()
    for report in reports:
        fitting = [(match, g) for g in index.candidates(report) if (match := fit(report, g, rules))]
        chosen = _choose(report, fitting, rules)
        if chosen is not None:
            match, gathering = chosen
            gathering.take(report, match)
            index.add(gathering, report)
        elif not report.denied:
            gathering = Gathering.founded_by(report, len(found))
            found.append(gathering)
            index.add(gathering, report)
            if fitting:
                doubts[gathering.number] = len(fitting)
    return found, doubts


def _choose(
    report: Report, fitting: list[tuple[Match, Gathering]], rules: IncidentRules
) -> tuple[Match, Gathering] | None:
    if len(fitting) > 1 and _is_vague(report, rules):
        return None
    return min(fitting, key=lambda pair: (-pair[0].score, pair[1].number), default=None)


def _is_vague(report: Report, rules: IncidentRules) -> bool:
    """Tell whether a report says too little to choose between happenings that it fits."""
    roles = bool(report.doers) + bool(report.targets) + bool(report.spots)
    return not report.told or report.window.width > rules.loose or roles < 2


class _Index:
    """The happenings by pairs of features; no list grows beyond what `crowd` allows."""

    def __init__(self, rules: IncidentRules) -> None:
        self._rules = rules
        self._numbers: dict[tuple[str, str], int] = {}
        self._lists: defaultdict[Key, list[Gathering]] = defaultdict(list)

    def add(self, gathering: Gathering, report: Report) -> None:
        """Make *gathering* be found by what *report* shares with others."""
        for pair in self._pairs(report):
            for block in self._homes(gathering, report):
                self._enter((*pair, block), gathering)
        if report.told and report.window.width <= self._rules.precise:
            for feature in self._features(report):
                for block in _blocks(report.window):
                    self._enter((feature, ANY, block), gathering)

    def candidates(self, report: Report) -> list[Gathering]:
        """Return the happenings that may fit *report*, by number."""
        found: dict[int, Gathering] = {}
        for key in self._questions(report):
            listed = self._lists.get(key, ())
            if len(listed) <= self._rules.crowd:
                found.update((gathering.number, gathering) for gathering in listed)
        return [found[number] for number in sorted(found)]

    def _enter(self, key: Key, gathering: Gathering) -> None:
        listed = self._lists[key]
        if len(listed) <= self._rules.crowd and gathering not in listed:
            listed.append(gathering)

    def _homes(self, gathering: Gathering, report: Report) -> Iterator[int]:
        yield ANY
        yield self._document(report)
        if gathering.founder.window.width <= self._rules.loose:
            yield from _blocks(gathering.founder.window)
        else:
            yield WIDE

    def _questions(self, report: Report) -> Iterator[Key]:
        window, slack = report.window, self._rules.slack
        around = Window(window.first - slack, window.last + slack)
        narrow = window.width <= self._rules.loose
        blocks = [*_blocks(around), WIDE] if narrow else [ANY]
        if not report.told:
            blocks.append(self._document(report))
        for pair in self._pairs(report):
            yield from ((*pair, block) for block in blocks)
        if report.told and window.width <= self._rules.precise:
            yield from ((feature, ANY, block) for feature in self._features(report) for block in _blocks(around))

    def _pairs(self, report: Report) -> Iterator[tuple[int, int]]:
        family = self._rules.family[report.type]
        parties = sorted(self._number(family, iri) for iri in report.parties)
        places = sorted(self._places(report))
        yield from combinations(parties, 2)
        yield from ((party, place) for party in parties for place in places)

    def _features(self, report: Report) -> Iterator[int]:
        yield from (self._number(self._rules.family[report.type], iri) for iri in report.parties)
        yield from self._places(report)

    def _places(self, report: Report) -> set[int]:
        """Return the numbers of its places and of the towns around them: one may lie in the other."""
        family = self._rules.family[report.type]
        specific = [spot for spot in report.spots if spot.specific]
        return {self._number(family, iri) for spot in specific for iri in (spot.iri, *spot.towns)}

    def _document(self, report: Report) -> int:
        """Return the number of its document, below those of all blocks."""
        return WIDE - 1 - self._number("document", report.item.claim.document_key)

    def _number(self, room: str, name: str) -> int:
        return self._numbers.setdefault((room, name), len(self._numbers))


def _blocks(window: Window) -> range:
    return range(window.first // BLOCK, window.last // BLOCK + 1)
