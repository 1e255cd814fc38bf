"""Gathers reports into happenings: each report is held against the few that have two things in common with it.

1. Reports come most precise first, whatever order they were given in; the first of its kind founds a happening.
2. A precise report joins the happening that most speaks for, a vague one (a wide window, or few roles) only the single one
   that it fits; where two fit it stays alone, and the number of those that fitted is kept.
3. A denial joins, and founds nothing.
4. What publications of one text tell in the same passage is one happening, whatever else fits (`kg.consolidate.tellings`).
Candidates are found by pairs of what two reports can share (party and party, party and place, either and the days), so the
work for a report does not grow with their number; a pair that too many share tells nothing and is passed over.

Reports that can meet have a link in common (`links`), and what hangs together by links is a component. Gathering components
apart, some of them together, or all at once gives the same happenings. For a report is only ever held against what the index
lists under the keys that it asks for, and it is listed only under its own. Every key asked for, and every key listed under,
holds a pair of the report, or what a text tells there, or one of its features with a block of days; each is a link. So all
that lists under a key, and all that asks for it, is in one component: what a report is answered, and whether a list is
crowded, hangs on its own component alone. The numbers of happenings only settle ties and the order of answers, and reports
are taken in one order everywhere, so within a component they rank alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from kg.consolidate.matching import Gathering, Match, Sign, fit
from kg.consolidate.outlines import Name, Outline, with_shared_values
from kg.consolidate.rules import IncidentRules
from kg.consolidate.windows import Window

__all__ = ["Membership", "gather", "links", "memberships"]

# Days to a block of the index: a window that is not vague touches at most two.
BLOCK: Final = 16
# A pair or feature, with the number of a block, a document's key, or one of the two below.
Key: TypeAlias = tuple[int, int | str]
ANY: Final = -1
WIDE: Final = -2
# Spreads the numbers of blocks over 64 bits (Fibonacci hashing: Knuth, The Art of Computer Programming, vol. 3, 6.4).
SPREAD: Final = 0x9E37_79B9_7F4A_7C15


@dataclass(frozen=True, slots=True)
class Membership:
    """To which happening a report belongs, by the `name` of both: the happening has that of its founder.

    `match` is by what it fits, None for the founder; `doubts` is how many other happenings a founder fitted that stayed alone.
    """

    report: Name
    happening: Name
    match: Match | None
    doubts: int = 0


def memberships(reports: Iterable[Outline], rules: IncidentRules) -> Iterator[Membership]:
    """Yield for each of *reports*, in any order, to which happening it belongs; a denial of what nobody tells to none."""
    found, doubts = gather(reports, rules)
    for gathering in found:
        for report, match in gathering.members:
            doubt = doubts.get(gathering.number, 0) if match is None else 0
            yield Membership(report.name, gathering.founder.name, match, doubt)


def gather(reports: Iterable[Outline], rules: IncidentRules) -> tuple[list[Gathering[Outline]], dict[int, int]]:
    """Return the happenings of *reports*, in any order, and by number how many others fitted one that stayed alone."""
    index, found, doubts = _Index(rules), list[Gathering[Outline]](), dict[int, int]()
    for report in sorted(with_shared_values(reports), key=Outline.precision):
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


def links(report: Outline, rules: IncidentRules) -> list[int]:
    """Return the numbers of 64 bits that *report* has in common with whatever it can meet; none for one that meets nothing."""
    blocks = _blocks(_around(report.window, rules)) if _is_dated(report, rules) else ()
    told = [report.telling] if report.telling else []
    return [
        *told,
        *report.pairs,
        *(feature ^ block * SPREAD % 2**64 for feature in report.features for block in blocks),
    ]


def _choose(
    report: Outline, fitting: list[tuple[Match, Gathering[Outline]]], rules: IncidentRules
) -> tuple[Match, Gathering[Outline]] | None:
    if same := [pair for pair in fitting if Sign.TEXT in pair[0].signs]:
        return same[0]
    if len(fitting) > 1 and _is_vague(report, rules):
        return None
    return min(fitting, key=lambda pair: (-pair[0].score, pair[1].number), default=None)


def _is_vague(report: Outline, rules: IncidentRules) -> bool:
    """Tell whether a report says too little to choose between happenings that it fits."""
    roles = bool(report.doers) + bool(report.targets) + bool(report.spots)
    return not report.told or report.window.width > rules.loose or roles < 2


class _Index:
    """The happenings by pairs of features; no list grows beyond what `crowd` allows."""

    def __init__(self, rules: IncidentRules) -> None:
        self._rules = rules
        self._lists: defaultdict[Key, list[Gathering[Outline]]] = defaultdict(list)

    def add(self, gathering: Gathering[Outline], report: Outline) -> None:
        """Make *gathering* be found by what *report* shares with others."""
        if report.telling:
            self._enter((report.telling, ANY), gathering)
        for pair in report.pairs:
            for block in self._homes(gathering, report):
                self._enter((pair, block), gathering)
        if _is_dated(report, self._rules):
            for feature in report.features:
                for block in _blocks(report.window):
                    self._enter((feature, block), gathering)

    def candidates(self, report: Outline) -> list[Gathering[Outline]]:
        """Return the happenings that may fit *report*, by number."""
        found: dict[int, Gathering[Outline]] = {}
        for key in self._questions(report):
            listed = self._lists.get(key, ())
            if len(listed) <= self._rules.crowd:
                found.update((gathering.number, gathering) for gathering in listed)
        return [found[number] for number in sorted(found)]

    def _enter(self, key: Key, gathering: Gathering[Outline]) -> None:
        listed = self._lists[key]
        if len(listed) <= self._rules.crowd and gathering not in listed:
            listed.append(gathering)

    def _homes(self, gathering: Gathering[Outline], report: Outline) -> Iterator[int | str]:
        yield ANY
        yield report.document
        if gathering.founder.window.width <= self._rules.loose:
            yield from _blocks(gathering.founder.window)
        else:
            yield WIDE

    def _questions(self, report: Outline) -> Iterator[Key]:
        if report.telling:
            yield report.telling, ANY
        around = _around(report.window, self._rules)
        narrow = report.window.width <= self._rules.loose
        blocks: list[int | str] = [*_blocks(around), WIDE] if narrow else [ANY]
        if not report.told:
            blocks.append(report.document)
        yield from ((pair, block) for pair in report.pairs for block in blocks)
        if _is_dated(report, self._rules):
            yield from ((feature, block) for feature in report.features for block in _blocks(around))


def _is_dated(report: Outline, rules: IncidentRules) -> bool:
    """Tell whether the words give it a date, which is then a sign in itself."""
    return report.told and report.window.width <= rules.precise


def _around(window: Window, rules: IncidentRules) -> Window:
    return Window(window.first - rules.slack, window.last + rules.slack)


def _blocks(window: Window) -> range:
    return range(window.first // BLOCK, window.last // BLOCK + 1)
