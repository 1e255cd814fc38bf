"""Report number k of a seed, whatever number of reports is made: who publishes it, when, and its paragraphs.

Of a hundred reports 8 are reprints of one shortly before, whole or cut short, under another headline, with the first publisher
credited; 3 are in French or German. Reports of one happening draw words, figures and day of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from benchmarks.corpus.grammar import Telling, grammar, sentence_case
from benchmarks.corpus.happenings import NEAR, Happening, happening, happening_of, name

__all__ = ["Report", "invent_report"]

REPRINTED: Final = 0.08
FOREIGN: Final = 0.03
COMMENTED: Final = 0.15
CAPTIONED: Final = 0.3


@dataclass(frozen=True, slots=True)
class Report:
    """A report as its publisher has it; `day` is that of issue, `original` the number of the report that it reprints."""

    number: int
    happening: int
    language: str
    title: str
    author: str
    publisher: str
    day: date
    paragraphs: tuple[str, ...]
    notice: str
    caption: str | None = None
    comments: tuple[tuple[str, str], ...] = ()
    agency: str | None = None
    original: int | None = None

    @property
    def stem(self) -> str:
        return f"report-{self.number:06}"

    @property
    def url(self) -> str:
        """An address that leads nowhere (RFC 2606)."""
        host = self.publisher.lower().replace(" ", "-")
        return f"https://{host}.example/{self.day:%Y/%m/%d}/{self.stem}"

    @property
    def byline(self) -> str:
        return str(grammar()["calendar"][self.language]["by"]).format(author=self.author)

    @property
    def dated(self) -> str:
        """Publisher and day, as a line beneath the byline has them."""
        return f"{self.publisher}, {_written(self.day, self.language)}"

    @property
    def credit(self) -> str | None:
        """The line that credits whom the text is from, None where it is the publisher's own."""
        return f"[Source: {self.agency}]" if self.agency else None


def invent_report(seed: int, number: int) -> Report:
    """Return report *number*."""
    random = Random(f"{seed}/report/{number}")
    if number and random.random() < REPRINTED:
        first = _original(seed, number - random.randint(1, min(number, NEAR)))
        return _reprint(invent_report(seed, first), number, seed, random)
    what = happening(seed, happening_of(seed, number))
    if random.random() < FOREIGN:
        return _foreign(what, number, random)
    return _told(seed, what, number, random)


def _original(seed: int, number: int) -> int:
    """Return *number*, or that of the report that it reprints."""
    found = invent_report(seed, number).original
    return number if found is None else found


def _told(seed: int, what: Happening, number: int, random: Random) -> Report:
    publisher = random.choice(grammar()["names"]["publishers"])
    day = what.day + timedelta(random.choice((0, 0, 1, 1, 2, 3)))
    telling = _telling(what, day, random, publisher=publisher)
    telling["side"] = [_clause(happening(seed, what.number, side), day, random) for side in (1, 2, 3)]
    telling["earlier"] = [_clause(found, day, random) for found in _before(seed, what, random)]
    pool = grammar()["pools"][grammar()["kinds"][what.kind]["pool"]]
    body = sorted(random.sample(range(len(pool["body"])), random.choice((3, 4, 4, 5, 5, 6, 6, 7, 8, 9, 10))))
    patterns = [random.choice(pool["first"]), *(pool["body"][at] for at in body)]
    if random.random() < 0.7:
        patterns.append(random.choice(pool["last"]))
    comments = random.sample(grammar()["names"]["handles"], random.randint(1, 4)) if random.random() < COMMENTED else []
    return Report(
        number=number,
        happening=what.number,
        language="en",
        title=sentence_case(telling["headline"]),
        author=telling["person"],
        publisher=publisher,
        day=day,
        paragraphs=tuple(sentence_case(pattern.format_map(telling)) for pattern in patterns),
        notice=_notice(publisher),
        caption=sentence_case(telling["caption"]) if random.random() < CAPTIONED else None,
        comments=tuple((handle, sentence_case(telling["comment"])) for handle in comments),
    )


def _reprint(original: Report, number: int, seed: int, random: Random) -> Report:
    publisher = random.choice([p for p in grammar()["names"]["publishers"] if p != original.publisher])
    kept = len(original.paragraphs)
    if random.random() < 0.5:
        kept = max(3, kept * random.randint(5, 8) // 10)
    titles = _told(seed, happening(seed, original.happening), number, random)
    return replace(
        original,
        number=number,
        title=titles.title if original.language == "en" else original.title,
        publisher=publisher,
        day=original.day + timedelta(random.randint(0, 2)),
        paragraphs=original.paragraphs[:kept],
        notice=_notice(publisher, original.language),
        caption=None,
        comments=(),
        agency=original.publisher,
        original=original.number,
    )


def _foreign(what: Happening, number: int, random: Random) -> Report:
    language = random.choice(list(grammar()["foreign"]))
    rules = grammar()["foreign"][language]
    publisher = random.choice(grammar()["names"]["publishers"])
    day = what.day + timedelta(random.randint(0, 2))
    telling = _telling(what, day, random, publisher=publisher)
    plain = {key: actor[0].removeprefix("the ") for key, actor in zip("abc", what.actors, strict=True)}
    telling.update({**plain, "town": what.place[0].removeprefix("the ").removeprefix("village of ")})
    telling["date"] = _written(what.day, language)
    body = sorted(random.sample(range(len(rules["body"])), random.randint(3, len(rules["body"]))))
    patterns = [rules["first"][0], *(rules["body"][at] for at in body), rules["last"][0]]
    return Report(
        number=number,
        happening=what.number,
        language=language,
        title=random.choice(rules["headline"]).format_map(telling),
        author=telling["person"],
        publisher=publisher,
        day=day,
        paragraphs=tuple(pattern.format_map(telling) for pattern in patterns),
        notice=_notice(publisher, language),
    )


def _telling(what: Happening, day: date, random: Random, publisher: str) -> Telling:
    """Return what tells of a happening in a report of *day*; a report in two has figures of its own."""
    names = grammar()["names"]
    share = random.choice((1, 1, random.uniform(0.6, 1.6)))
    figures = {"n": what.killed, "m": what.wounded, "k": what.taken, "f": what.families}
    first, second, third = map(list[str], what.actors)
    given: dict[str, Any] = {
        **grammar()["rules"],
        **{key: str(max(2, round(share * figure))) for key, figure in figures.items()},
        **grammar()["pools"][grammar()["kinds"][what.kind]["pool"]],
        **grammar()["kinds"][what.kind],
        "a": first,
        "b": second,
        "c": third,
        "town": what.place[0],
        "p": list(what.place),
        "q": what.elsewhere,
        "when": _when(what.day, day),
        "month": _months(what.day),
        "coalition": names["coalitions"],
        "state": names["states"],
        "agency": names["agencies"],
        "brigade": what.brigade,
        "person": [f"{random.choice(names['given'])} {name(random)}" for _ in range(9)],
        "village": f"the village of {name(random)}",
        "publisher": publisher,
    }
    return Telling(random, given)


def _clause(what: Happening, day: date, random: Random) -> str:
    return _telling(what, day, random, publisher="")["clause"]


def _before(seed: int, what: Happening, random: Random) -> list[Happening]:
    """Return the last two, or one, of the happenings that are told of near this one and are no later."""
    found = (
        happening(seed, happening_of(seed, max(0, what.number - back))) for back in random.sample(range(1, NEAR), 8)
    )
    earlier = [one for one in found if one.day <= what.day and one.number != what.number]
    return sorted(earlier, key=lambda one: one.day)[-2:] or [happening(seed, what.number, 4)]


def _when(happened: date, issued: date) -> list[str]:
    """Return ways to tell the day of what *happened* in a report that is *issued* then or later."""
    calendar = grammar()["calendar"]["en"]
    day, month = calendar["days"][happened.weekday()], calendar["months"][happened.month - 1]
    if (issued - happened).days > 5:
        return [f"on {_written(happened, 'en')}", f"on {month} {happened.day}, {happened.year}"]
    return [
        f"on {day}",
        f"late on {day}",
        f"on {day} morning",
        f"on {happened.day} {month}",
        f"on {month} {happened.day}",
    ]


def _months(day: date) -> list[str]:
    """Return some months before *day*, with their years."""
    names = grammar()["calendar"]["en"]["months"]
    counted = [12 * day.year + day.month - 1 - back for back in (2, 3, 5, 8, 13)]
    return [f"{names[count % 12]} {count // 12}" for count in counted]


def _written(day: date, language: str) -> str:
    calendar = grammar()["calendar"][language]
    return str(calendar["date"].format(day=day.day, month=calendar["months"][day.month - 1], year=day.year))


def _notice(publisher: str, language: str = "en") -> str:
    foreign = grammar()["foreign"].get(language)
    return str((foreign or grammar()["text"])["notice"]).format(publisher=publisher)
