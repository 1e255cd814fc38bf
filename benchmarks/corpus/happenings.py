"""What the reports tell of: invented happenings, each a function of the seed and its number.

A report is of a happening of its own, or, three in ten, of one that a report shortly before tells of too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Final

from benchmarks.corpus.grammar import grammar

__all__ = ["NEAR", "Happening", "happening", "happening_of", "name"]

START: Final = date(2013, 1, 1)
DAYS: Final = 5 * 365
NEAR: Final = 30
RETOLD: Final = 0.3
# So many towns, groups and days are told of that two happenings seldom share them; a village of its own makes it seldomer.
IN_VILLAGE: Final = 0.2
IN_FACILITY: Final = 0.08


@dataclass(frozen=True, slots=True)
class Happening:
    """Who, what, where, when and how many; actors and places are rows of names, of which a report takes any."""

    number: int
    kind: str
    actors: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    place: tuple[str, ...]
    elsewhere: str
    brigade: str
    day: date
    killed: int
    wounded: int
    taken: int
    families: int


def happening_of(seed: int, report: int) -> int:
    """Return the number of the happening that a report is of, which is that of the first report of it."""
    random = Random(f"{seed}/retold/{report}")
    while report and random.random() < RETOLD:
        report -= random.randint(1, min(report, NEAR))
        random = Random(f"{seed}/retold/{report}")
    return report


def happening(seed: int, number: int, side: int = 0) -> Happening:
    """Return happening *number*, or another one of the same days: *side* 1, 2 and so on."""
    random = Random(f"{seed}/happening/{number}/{side}")
    kinds, names = grammar()["kinds"], grammar()["names"]
    kind = random.choices(list(kinds), cum_weights=list(accumulate(k["weight"] for k in kinds.values())))[0]
    actors = random.sample(names["actors"], 3)
    if (own := kinds[kind].get("actors")) is not None:
        actors = [random.choice(names[own]), *(row for row in actors if row != ["the Syrian Army"]), actors[0]][:3]
    place, elsewhere = random.sample(names["places"], 2)
    if random.random() < IN_FACILITY:
        place = random.choice(names["facilities"])
    elif random.random() < IN_VILLAGE:
        village = f"the village of {name(random)}"
        place = [village, f"{village} near {place[0]}"]
    first, second, third = map(tuple[str, ...], actors)
    return Happening(
        number=number,
        kind=kind,
        actors=(first, second, third),
        place=tuple(place),
        elsewhere=elsewhere[0],
        brigade=f"the {name(random)} Brigade",
        day=_day(seed, number, random if side else None),
        killed=_few(random, (3, 9, 20, 70)),
        wounded=_few(random, (5, 20, 60, 200)),
        taken=random.randint(2, 30),
        families=10 * random.randint(4, 90),
    )


def _day(seed: int, number: int, near: Random | None) -> date:
    day = START + timedelta(Random(f"{seed}/day/{number}").randrange(DAYS))
    return day - timedelta(near.randint(0, 4)) if near else day


def _few(random: Random, bounds: Sequence[int]) -> int:
    """Return a number that is more often small than large."""
    return random.randint(2, random.choice(bounds))


def name(random: Random) -> str:
    """Return a name that no real place or person is likely to have."""
    return "".join(random.sample(grammar()["names"]["syllables"], 3)).capitalize()
