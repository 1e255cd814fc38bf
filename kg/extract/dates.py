"""Time expressions as EDTF, anchored at the document's own date, never at today's.

1. Each rule of RULES is a pattern and a reader (`kg.extract.date_readers`); the earlier rule wins, then the earlier place.
2. From left to right each match is read. What counts from a date of the text ("two days later") takes the last single
   date read before it, in this sentence or one before it in the paragraph.
3. Two expressions with "to", "until" or a dash between them, or "and" after "between", are one interval.
4. A word before the expression opens or qualifies it: "since" `2014/..`, "until" and "by" `../2014`, "before" and "after"
   exclude it, "around" `2014~`.

Where the document has no date, an expression that needs one keeps its words and gets no date. A bare weekday is the last such
day on or before the document's date; "in March" is the latest March that is not after it. `ahead` is the reading of words that
say nothing of past or future ("on Friday") where the event is yet to come.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice, takewhile

from kg.edtf import bounds, interval
from kg.extract import date_readers as read
from kg.extract.date_readers import Anchor, Reader
from kg.extract.numerals import CARDINAL
from kg.extract.sentences import LONGEST_SENTENCE, split_sentences
from kg.model import Interval

__all__ = ["RULES", "Rule", "TimeExpression", "find_times", "is_month_or_day", "paragraph_times", "times_between"]

MONTH_NAME = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
MONTH = rf"(?P<month>{MONTH_NAME})"
UNTIL_MONTH = rf"(?P<until>{MONTH_NAME})"
DAY_NAME = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
ON_WEEKDAY = rf"(?:{DAY_NAME},? \(?)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
FIRST = r"(?P<first>[0-3]?\d)(?:st|nd|rd|th)?"
LAST = r"(?P<last>[0-3]?\d)(?:st|nd|rd|th)?"
TO = r"(?: ?[-–—] ?| to | until | till | through )"
PART = (
    r"(?:(?:the )?(?:very )?(?:early|mid|late|middle|start|beginning|end|(?:first|second) (?:half|part)"
    r"|(?:first|second|third|fourth|last|final) week)(?:[ -](?:in |of )?(?:the month of )?))?"
)
PART_OF_DAY = r"(?: (?:night|morning|evening|afternoon|overnight))?"
COUNT = rf"(?P<count>{CARDINAL}|an?(?: couple of| few)?|a few|few|several|many)"
# Names of groups, papers and days that hold a date: no time of any event ("the 23 March Movement", "the Sunday Times").
NAMED = (
    r"(?! ?(?:Movement|Movements|Alliance|Brigades?|Battalions?|Coalition|Front|Group|Organi[sz]ation|Martyrs|Division|Times"
    r"|Telegraph|Mail|Mirror|Express|Herald|Post|Agreement|Camp)\b)"
)


def is_month_or_day(word: str) -> bool:
    """Tell whether a word is the name of a month or of a day of the week, in full or abbreviated, with its capital."""
    return bool(re.fullmatch(f"{MONTH_NAME}|{DAY_NAME}", word))


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression: half-open offsets, what it means, the name of the rule that read it, and what it means `ahead`."""

    start: int
    end: int
    interval: Interval
    rule: str
    ahead: Interval | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with its reader, and the reader for what is yet to come where that differs."""

    name: str
    pattern: re.Pattern[str]
    read: Reader
    ahead: Reader | None = None


def _rule(name: str, pattern: str, reader: Reader, ahead: Reader | None = None, *, cased: bool = False) -> Rule:
    """Compile a rule; a blank of *pattern* is any white space, and *cased* asks for the capitals of a name."""
    for capital in (MONTH_NAME, DAY_NAME, NAMED) if cased else ():
        pattern = pattern.replace(capital, rf"(?-i:{capital})")
    spaced = pattern.replace(" ?", r"\s*").replace(" ", r"\s+")
    return Rule(name, re.compile(rf"\b(?:{spaced})(?!\w)", re.IGNORECASE), reader, ahead)


# What a preposition before a month or year must be for the word to be a date at all ("March on Rome", "2014 fighters").
IN = r"(?P<opening>in|during|since|until|till)"
BY = r"(?P<opened>of|by|from|between|before|after|around|about)"
COUNTED = r"(?! (?:\w+ )?(?:people|men|women|\w+s)\b)"
OVER = r"(?:(?:in|over|during|for|within) )?"
UNIT = r"(?P<unit>day|week|month|year)"
HOURS = r"(?P<unit>hour|day|week|month|year)"
ORDINAL = r"(?P<ordinal>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:nd|rd|th|st))"
SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
BREAK = r"(?= ?(?:[.,;:)\]–—]|$))"

RULES: tuple[Rule, ...] = (
    _rule("iso-day", r"(?P<edtf>\d{4}-[01]\d-[0-3]\d)", read.unanchored),
    _rule("days-between", rf"between (?:the )?{FIRST} and (?:the )?{LAST} (?:of )?{MONTH}(?:,? {YEAR})?", read.day_range),
    _rule("days-of-month", rf"(?:from )?(?:the )?{FIRST}{TO}(?:the )?{LAST} (?:of )?{MONTH}(?:,? {YEAR})?", read.day_range),
    _rule("month-days-between", rf"between {MONTH} {FIRST} and {LAST}(?:,? {YEAR})?(?! ?{MONTH_NAME})", read.day_range),
    _rule("month-days", rf"(?:from )?{MONTH} {FIRST}{TO}{LAST}(?:,? {YEAR})?(?! ?{MONTH_NAME})", read.day_range),
    _rule("months-between", rf"between {MONTH} and {UNTIL_MONTH}(?! ?\d\d?\b)(?:,? {YEAR})?", read.month_range),
    _rule("months", rf"(?:from )?{MONTH}{TO}{UNTIL_MONTH}(?! ?\d\d?\b)(?:,? {YEAR})?", read.month_range),
    _rule("month-day-year", rf"{ON_WEEKDAY}{MONTH}\.? {DAY},? {YEAR}", read.full_day),
    _rule("day-month-year", rf"{ON_WEEKDAY}(?:the )?{DAY}(?: of)? {MONTH},? {YEAR}", read.full_day),
    _rule("numeric-day", rf"(?P<first>[0-3]?\d)[/.](?P<second>[0-3]?\d)[/.]{YEAR}", read.numeric_day),
    _rule("years", rf"(?:(?:from|between) )?{YEAR}(?:[-–/]| to | and | until | through )(?P<until>(?:19|20)\d\d)",
          read.year_range),
    _rule("winter-years", rf"{YEAR}[-–/](?P<until>\d\d)(?![-/\d])", read.year_range),
    _rule("season", rf"(?:the )?(?:early |late )?(?:{SEASON}(?: of| in)?,? {YEAR})", read.season),
    _rule("this-season", rf"this {SEASON}(?P<year>)", read.season),
    _rule("last-season", rf"last {SEASON}", read.last_season),
    _rule("month-year", rf"{PART}{MONTH},? (?:of )?{YEAR}", read.month_of_year),
    _rule("month-day", rf"{ON_WEEKDAY}{MONTH} {DAY}{NAMED}", read.day_of_month(-1), read.day_of_month(1), cased=True),
    _rule("day-month", rf"{ON_WEEKDAY}(?:the )?{DAY}(?: of)? {MONTH}{NAMED}", read.day_of_month(-1),
          read.day_of_month(1), cased=True),
    _rule("overnight", rf"overnight(?! (?:on )?{DAY_NAME})", read.days_from(-1, 0)),
    _rule("day-before-yesterday", "the day before yesterday", read.days_from(-2, -2)),
    _rule("today", "today|tonight|this (?:morning|afternoon|evening)", read.days_from(0, 0)),
    _rule("yesterday", "yesterday|last night", read.days_from(-1, -1)),
    _rule("tomorrow", "tomorrow", read.days_from(1, 1)),
    _rule("weekend", "(?:(?:over|at|during|on) )?(?:the|last|this|this past) weekend(?! of)", read.weekend),
    _rule("this-week", "(?:earlier |later )?this week", read.week(0)),
    _rule("last-week", "(?:(?:early|late|earlier|later) )?(?:last|the previous) week", read.week(-1)),
    _rule("next-week", "(?:early |late )?next week", read.week(1)),
    _rule("this-month", "(?:(?:early|earlier|late|later) )?this month", read.shifted_month(0)),
    _rule("last-month", "(?:(?:early|earlier|late|later) )?last month", read.shifted_month(-1)),
    _rule("next-month", "(?:early |late )?next month", read.shifted_month(1)),
    _rule("this-year", "(?:(?:early|earlier|late|later) )?this year", read.shifted_year(0)),
    _rule("last-year", "(?:(?:early|earlier|late|later) )?last year", read.shifted_year(-1)),
    _rule("next-year", "(?:early |late )?next year", read.shifted_year(1)),
    _rule("recent", rf"{OVER}(?:the )?(?:(?:past|last) (?:few|several|couple of)|recent) {UNIT}s", read.recent),
    _rule("past-days", r"(?:in|over|during) (?:the )?past (?P<unit>day)s", read.recent),
    _rule("past-units", rf"{OVER}(?:the )?(?:past|last|previous) {COUNT}[ -]{HOURS}s?", read.past_units),
    _rule("past-unit", r"(?:in|over|during|for|within) the past (?P<unit>day|week|month|year)", read.past_unit),
    _rule("next-units", rf"{OVER}the (?:next|coming) (?:{COUNT} )?{HOURS}s", read.next_units),
    _rule("straight", rf"(?:for|on|in|into|entered|entering) (?:an?|the|its|their) {ORDINAL} "
          rf"(?:straight |consecutive |successive )?{UNIT}(?: (?:in a row|running))?", read.straight),
    _rule("weekday", rf"(?:(?:early |late )?(?:on )?(?:(?P<which>last|next|this(?: past| coming)?|the (?:previous|past)) )?)"
          rf"(?P<weekday>{DAY_NAME}){PART_OF_DAY}{NAMED}", read.weekday, read.weekday_ahead, cased=True),
    _rule("ago", rf"{COUNT} {UNIT}s? ago", read.ago),
    _rule("later", rf"{COUNT} {UNIT}s? (?:later|after(?:wards?)?{BREAK})", read.later(1)),
    _rule("earlier", rf"{COUNT} {UNIT}s? (?:earlier|previously|before{BREAK})", read.later(-1)),
    _rule("following", rf"(?:on |in )?the (?:following|next) {UNIT}", read.later(1)),
    _rule("unit-after", rf"the {UNIT} after{BREAK}", read.later(1)),
    _rule("previous", rf"(?:on |in )?the (?:previous|preceding) {UNIT}", read.later(-1)),
    _rule("unit-before", rf"the {UNIT} before{BREAK}", read.later(-1)),
    _rule("same", rf"(?:on |in |later |earlier )?(?:the same|that(?: same)?) {UNIT}", read.same),
    _rule("same-day", "(?:earlier|later) in the day", read.same),
    _rule("next-month-name", rf"next {MONTH}", read.bare_month(1), cased=True),
    _rule("in-month", rf"(?:{IN}|{BY}|last|this|earlier in) {PART}{MONTH}(?! \d)", read.bare_month(-1), read.bare_month(1),
          cased=True),
    _rule("part-of-month", rf"{PART[:-1]}{MONTH}(?! \d)", read.bare_month(-1), read.bare_month(1), cased=True),
    _rule("in-year", rf"{IN} {PART}(?P<edtf>(?:19|20)\d\d)", read.unanchored),
    _rule("of-year", rf"{BY} {PART}(?P<edtf>(?:19|20)\d\d){COUNTED}", read.unanchored),
    _rule("part-of-year", rf"{PART[:-1]}(?P<edtf>(?:19|20)\d\d)", read.unanchored),
    _rule("the-year", r"(?:the|its|their|a) (?P<edtf>19[5-9]\d|200[1-9]|20[1-4]\d)(?= [a-z])", read.unanchored),
    _rule("duration", rf"for (?:nearly |almost |about |around |over |more than |at least )?{COUNT} (?:consecutive |straight )?"
          r"(?:hour|day|week|month|year|decade)s?", read.unanchored),
    _rule("vague", "recently|previously|at (?:this|the) (?:point|moment|time)|currently|soon(?! after)|lately|of late"
          "|(?:at|before|after) (?:dawn|dusk|nightfall|midnight)", read.unanchored),
)  # fmt: skip

A_MONTH = re.compile(MONTH_NAME, re.IGNORECASE)
# A word of which one stands in every time expression.
CUE = re.compile(
    rf"\d|day|night|week|month|year|hour|decade|morning|evening|recent|previous|current|moment|time|soon|late|dawn|dusk"
    rf"|this point|tomorrow|{SEASON.replace('?P<season>', '?:')}|{MONTH_NAME}",
    re.IGNORECASE,
)
JOIN = re.compile(r"\s*[-–—]\s*|\s+(?:to|until|till|through)\s+", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
FROM = re.compile(r"\b(?:from|between)\s+$", re.IGNORECASE)
ONWARDS = re.compile(r"\s+on(?:wards?)?\b", re.IGNORECASE)
# A date that stands alone: after it no noun begins that would own it.
ALONE = re.compile(r"\s*(?:[.,;:)\]–—]|$|(?:and|but|when|as|while)\b)", re.IGNORECASE)
OPENING = re.compile(
    r"\b(?P<word>since|starting(?: on| in)?|beginning(?: on| in)?|(?:up )?until|till|by|before|prior to|after|about|around"
    r"|circa|roughly|approximately|nearly|almost|more than|over)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
BEGINS = frozenset({"since", "starting", "beginning"})
ENDS = frozenset({"until", "till", "by", "up"})
ABOUT = frozenset({"about", "around", "circa", "roughly", "approximately", "nearly", "almost"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A match while it is put together with its neighbours; offsets in the text at hand."""

    rule: Rule
    match: re.Match[str]
    start: int
    end: int
    edtf: str | None
    ahead: str | None = None


def find_times(text: str, issued: str | None, offset: int = 0, said: str | None = None) -> tuple[TimeExpression, ...]:
    """Find the time expressions of the sentence *text*; ordered, never overlapping, each as its words stand.

    *issued* is the document's ISO day or None, *said* the last single date before *text*, in EDTF. Offsets are those of *text*
    plus *offset*. Empty text gives ().
    """
    return tuple(
        TimeExpression(
            offset + f.start,
            offset + f.end,
            interval(f.edtf, text[f.start : f.end]),
            f.rule.name,
            interval(f.ahead, text[f.start : f.end]) if f.ahead else None,
        )
        for f in _opened(text, _read_all(text, Anchor(date.fromisoformat(issued) if issued else None, said)))
    )


@lru_cache(maxsize=64)
def paragraph_times(text: str, issued: str | None, offset: int = 0) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a paragraph's sentences: "the next day" counts from a date said before it.

    Offsets are those of *text* plus *offset*. Each claim of a paragraph asks: the answer is kept for the next.
    """
    found: list[TimeExpression] = []
    said: str | None = None
    for start, end in split_sentences(text):
        if end - start > LONGEST_SENTENCE:
            continue
        times = find_times(text[start:end], issued, offset + start, said)
        said = next((s for t in reversed(times) if (s := _single(t.interval.edtf))), said)
        found += times
    return tuple(found)


def times_between(text: str, issued: str | None, offset: int, start: int, end: int) -> Iterator[TimeExpression]:
    """Yield those of `paragraph_times` that overlap [start, end); they never overlap one another, so both ends rise."""
    times = paragraph_times(text, issued, offset)
    first = bisect_right(times, start, key=lambda time: time.end)
    yield from takewhile(lambda time: time.start < end, islice(times, first, None))


@lru_cache(maxsize=1024)
def _matches(text: str) -> tuple[tuple[Rule, re.Match[str]], ...]:
    """Return the rules' matches, in order; no rule matches without a cue, nor one of months without a month."""
    if not CUE.search(text):
        return ()
    kept: list[tuple[Rule, re.Match[str]]] = []
    taken = bytearray(len(text))
    monthless = not A_MONTH.search(text)
    for rule in RULES:
        if monthless and "month" in rule.pattern.groupindex:
            continue
        for match in rule.pattern.finditer(text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                kept.append((rule, match))
    return tuple(sorted(kept, key=lambda pair: pair[1].start()))


def _read_all(text: str, anchor: Anchor) -> list[_Found]:
    """Read the matches from left to right, two with a "to" between them as one."""
    found: list[_Found] = []
    for rule, match in _matches(text):
        ahead = _read(rule.ahead, match, anchor) if rule.ahead else None
        one = _Found(rule, match, match.start(), match.end(), _read(rule.read, match, anchor), ahead)
        joined = _joined(text, found[-1], one) if found else None
        found = [*found[:-1], joined] if joined else [*found, one]
        anchor = replace(anchor, said=_single(found[-1].edtf) or anchor.said)
    return found


def _read(reader: Reader, match: re.Match[str], anchor: Anchor) -> str | None:
    """Ask the reader; what leaves the calendar of years 1 to 9999 is no date."""
    try:
        edtf = reader(match, anchor)
        return edtf if edtf and bounds(edtf) else None
    except (OverflowError, ValueError):
        return None


def _single(edtf: str | None) -> str | None:
    """Return an expression that is one exact day, month or year, else None."""
    return edtf if edtf and re.fullmatch(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?", edtf) else None


def _joined(text: str, first: _Found, second: _Found) -> _Found | None:
    """Return "from A to B" as one interval; A counts from B ("from Monday to Wednesday": the Monday before it)."""
    between, before = text[first.end : second.start], text[: first.start]
    listed = between.strip().lower() == "and" and BETWEEN.search(before)
    end = _single(second.edtf)
    if end is None or not (listed or JOIN.fullmatch(between)):
        return None
    begin = _single(_read(first.rule.read, first.match, Anchor(date.fromisoformat(bounds(end)[1] or end))))
    if begin is None or bounds(begin)[0] >= bounds(end)[0]:  # type: ignore[operator]
        return None
    opening = FROM.search(before)
    return _Found(second.rule, second.match, opening.start() if opening else first.start, second.end, f"{begin}/{end}")


def _opened(text: str, found: Sequence[_Found]) -> Iterator[_Found]:
    """Apply the word before each expression."""
    done = 0
    for one in found:
        yield (opened := _open(text, one, done))
        done = opened.end


def _open(text: str, one: _Found, done: int) -> _Found:
    own, before = one.match.groupdict(), OPENING.search(text, done, one.start)
    word = own.get("opening") or own.get("opened") or (before["word"] if before else "")
    start = before.start() if before else one.start
    if not word and (opening := FROM.search(text, done, one.start)) and ONWARDS.match(text, one.end):
        word, start = "since", opening.start()
    end, word = text[one.end :], word.split()[0].lower() if word else ""
    if not word or not one.edtf or end.startswith(("'s", "’s")):
        return one
    if one.match.group().lower().startswith(word):
        start = one.start
    alone = bool(ALONE.match(end))
    turned = _turned(word, one, alone)
    ahead = _turned(word, replace(one, edtf=one.ahead), alone) if one.ahead else None
    return replace(one, start=start, edtf=turned, ahead=ahead) if turned else one


def _turned(word: str, one: _Found, alone: bool) -> str | None:
    """Return the interval that *word* makes of an expression, or None where it says nothing of its time."""
    edtf = one.edtf or ""
    first, last = edtf.split("/")[0], edtf.split("/")[-1]
    if ".." in (first, last):
        return None
    if word in BEGINS:
        return f"{first}/.."
    if word in ENDS:
        return f"../{last}"
    if word == "more" or (word == "over" and one.rule.name == "ago"):
        return f"../{last}" if one.rule.name == "ago" else None
    if word in ABOUT:
        return f"{edtf}~" if _single(edtf) else None
    if word in {"before", "prior"} and alone:
        return _beside(first, -1)
    return _beside(last, 1) if word == "after" and alone else None


def _beside(edtf: str, turn: int) -> str | None:
    """Return the open interval that ends before (-1) or begins after (1) a single date, as precise as it is."""
    if _single(edtf) is None:
        return None
    low, high = bounds(edtf)
    day = date.fromisoformat((low if turn < 0 else high) or edtf) + timedelta(days=turn)
    near = day.isoformat()[: len(edtf)]
    return f"../{near}" if turn < 0 else f"{near}/.."
