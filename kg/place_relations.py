"""Tells how an event's place stands to the place that the text names: near it, north of it, in a part of it; and nesting.

"Near Ner" and "20 km north of Ner" say that it was not in Ner; "northern Idlib" and "the countryside of Idlib" that it was
in a part. The words are kept as the mention's `relation`. "The town of Ner in Idlib province" puts Ner within Idlib. Like
`kg.territory` this looks at the words around the mentions and needs no parse, so that claims from anywhere are read alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.model import Mention, Role

__all__ = ["is_part", "mark_relations", "part_and_whole"]

_DIRECTION: Final = r"(?:(?:north|south)(?:[- ]?(?:east|west))?|east|west)"
_SIDE: Final = rf"(?:{_DIRECTION}ern|central|rural|upper|lower|mid)"
_PORTION: Final = (
    r"(?:parts?|portions?|areas?|sectors?|half|districts?|neighbou?rhoods?|suburbs?|regions?|villages|towns)"
)
_OPEN: Final = r"(?:countryside|hinterlands?)"
_EDGE: Final = r"(?:outskirts|edges?|vicinity|surroundings|environs|periphery)"
_DISTANCE: Final = r"\d[\d.,]*\s*(?:km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|m)"
_KIND: Final = (
    r"(?:cit(?:y|ies)|towns?|villages?|provinces?|governorates?|districts?|regions?|states?|areas?|capital|port)"
)

_BEFORE: Final = re.compile(
    rf"(?:(?P<both>\b(?:in|inside)\s+(?:and|or)\s+(?:around|near|outside))"
    rf"|\b(?P<distance>{_DISTANCE}\s+(?:(?:to\s+the\s+)?(?:{_DIRECTION}\s+)?(?:of|from|away\s+from|outside)))"
    rf"|(?<!to\s)\b(?P<part>the\s+(?:far\s+)?{_DIRECTION}\s+of)"
    rf"|\b(?P<side>(?:{_SIDE}\s+)?(?:{_PORTION}|{_OPEN}|{_EDGE})\s+of)"
    rf"|\b(?P<beyond>{_DIRECTION}\s+of)"
    rf"|\b(?P<border>(?:border|frontier)\s+(?:with|of|near))"
    rf"|\b(?P<adjective>{_SIDE})"
    r"|\b(?P<near>near|close\s+to|around|outside|off|beyond|overlooking|surrounding|adjacent\s+to|not\s+far\s+from|between))$",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"(?:'s|’s)?\s+(?:(?:city|town|province|governorate)\s+)?(?P<side>(?:{_SIDE}\s+)?(?:{_OPEN}|{_EDGE}))\b",
    re.IGNORECASE,
)
_OWN: Final = re.compile(rf"(?P<side>(?:{_SIDE}\s+)?(?:{_OPEN}|{_EDGE}))\s+of\s", re.IGNORECASE)
# "The eastern city of Ner" says where Ner is, not which part of it is meant.
_KIND_OF: Final = re.compile(rf"\b{_KIND}\s+of\b", re.IGNORECASE)
_ONLY_SIDE: Final = re.compile(rf"\b{_SIDE}\s+$", re.IGNORECASE)
_STEP: Final = re.compile(rf"(?:\s|['\"‘“(]|\b(?:the|an?|its|their|{_KIND}\s+of)\b)+$", re.IGNORECASE)
_MORE: Final = re.compile(r"\s*,?\s*(?:and|or)\b", re.IGNORECASE)
_LISTED: Final = re.compile(r"\s*(?:,|\band\b|\bor\b|,\s*and\b)\s*$", re.IGNORECASE)
_INSIDE: Final = re.compile(
    rf"(?:\s+{_KIND})?(?P<comma>,)?\s*(?P<word>in|within|inside)?\s*(?:the\s+)?(?:(?:{_SIDE}|[A-Z]\w+)\s+)?(?:{_OPEN}\s+of\s+)?"
    rf"(?:the\s+)?(?:{_KIND}\s+of\s+)?(?:the\s+)?"
)
_PART: Final = re.compile(rf"{_SIDE}$|the\s|(?:{_SIDE}\s+)?(?:{_PORTION}|{_OPEN})\s+of$", re.IGNORECASE)
# In characters: further back no words belong to a place.
_REACH: Final = 120
# How large a place is by its kind; None where the kind does not tell.
_RANK: Final = {"Country": 4, "Province": 3, "District": 2, "Area": 2, "PopulatedPlace": 1, "Facility": 0}
_LARGE: Final = 3


def is_part(relation: str) -> bool:
    """Tell whether words such as "northern" or "countryside of" name a part of the place, not what is beside it.

    >>> is_part("northern"), is_part("north of")
    (True, False)
    """
    return bool(_PART.match(relation))


def part_and_whole(name: str) -> tuple[str, str] | None:
    """Return the relation and the whole in a name that is made of both, else None.

    >>> part_and_whole("Idlib countryside"), part_and_whole("Idlib")
    (('countryside of', 'Idlib'), None)
    """
    if after := re.fullmatch(rf"(?P<whole>.+?){_AFTER.pattern}", name, re.IGNORECASE):
        return _plain(f"{after['side']} of"), after["whole"]
    own = _OWN.match(name.removeprefix("the "))
    return (_plain(f"{own['side']} of"), name.removeprefix("the ")[own.end() :]) if own else None


def mark_relations(mentions: Sequence[Mention], text: str, offset: int) -> tuple[Mention, ...]:
    """Return *mentions*, in order, with `relation` and `within` set on each place whose words in the paragraph *text* say so.

    Mention offsets count in the document, where the paragraph begins at *offset*. A relation is the words as they stand, in
    lower case with single spaces; places of a list share the words before it. `within` names the next larger place.
    """
    spans = {
        (m.start - offset, m.end - offset): m
        for m in mentions
        if m.role is Role.LOCATION and m.start is not None and m.end is not None
        if 0 <= m.start - offset < m.end - offset <= len(text)
    }
    if not spans:
        return tuple(mentions)
    ordered = sorted(spans)
    starts = {end: start for start, end in ordered}
    found = {
        spans[span]: replace(
            spans[span],
            relation=_relation(text, *span, starts),
            within=_container(text, span, after, spans) if after else "",
        )
        for span, after in zip(ordered, [*ordered[1:], None], strict=True)
    }
    return tuple(found.get(m, m) for m in mentions)


def _relation(text: str, start: int, end: int, starts: dict[int, int]) -> str:
    if own := _OWN.match(text, start, end):
        side = _ONLY_SIDE.search(text[max(start - _REACH, 0) : start])
        return _plain(f"{side.group() if side else ''}{own['side']} of")
    if after := _AFTER.match(text, end):
        return _plain(f"{after['side']} of")
    while True:
        low = max(start - _REACH, 0)
        words, before = text[low:start], _STEP.sub("", text[low:start])
        match = _BEFORE.search(before) or _BEFORE.search(words.rstrip())
        if match and not (match["adjective"] and _KIND_OF.search(words[match.end() :] + text[start:end])):
            return _plain(next((w for name, w in match.groupdict().items() if w and name != "both"), ""))
        previous = _LISTED.sub("", before)
        if previous == before or starts.get(low + len(previous), start) >= start:
            return ""
        start = starts[low + len(previous)]


def _container(text: str, span: tuple[int, int], after: tuple[int, int], spans: dict[tuple[int, int], Mention]) -> str:
    """Return the name of the place that comes next, if the words between say that the first lies in it."""
    inner, outer = spans[span], spans[after]
    between = _INSIDE.fullmatch(text[span[1] : after[0]])
    if between is None or not (between["word"] or between["comma"]) or inner.name == outer.name:
        return ""
    small, large = _RANK.get(inner.kind), _RANK.get(outer.kind)
    if between["word"]:
        return outer.name if small is None or large is None or small < large else ""
    larger = large is not None and large >= _LARGE and (small is None or small < large)
    is_list = _MORE.match(text, after[1]) or any(text[after[1] : start].strip() == "," for start, _ in spans)
    return outer.name if larger and not is_list else ""


def _plain(words: str) -> str:
    return " ".join(words.lower().split())
