"""Tells the place that itself changes hands from the place around it.

"Took Maadan" makes Maadan a territory; "took villages in Idlib", "parts of Aleppo" or "80% of Homs" does not make it one of
Idlib, Aleppo or Homs. The rule looks at the words before the mention, stepping back over other places of a list, over
commas, "and", articles, and "the town of". Only whoever withdraws "from" a place leaves it; and whoever overruns the forces
in a town takes it. What is near or north of a place is not it; a part of it ("northern Idlib") is told
from the whole by the mention's `relation`, and may change hands by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from kg.model import Mention, Quantity, Role
from kg.place_relations import is_part

__all__ = ["TERRITORIAL_TYPES", "mark_territory"]

TERRITORIAL_TYPES: Final = frozenset({"Handover", "TerritorialCapture", "TerritorialControl", "Withdrawal"})

# A list of places and the words before it are no longer than so many characters.
_REACH: Final = 600
_STEP_BACK = re.compile(
    r"(?:[\s,;:'\"‘’“”()–—-]|\b(?:and|or|the|both|also|as|well)\b"
    r"|\b(?:(?-i:[A-Z])\w+|(?:north|south|east|west)\w*|central|rural|coastal|nearby)\s+(?:city|town|village|province|district)\s+of\b"
    r"|\b(?:city|cities|towns?|villages?|provinces?|countryside|districts?|regions?|areas?)(?:\s+of)?\b)+$",
    re.IGNORECASE,
)
# "The Marsh province of X": a word between the preposition and the kind, where the kind belongs to the name.
_ADJECTIVE = re.compile(
    r"(?:\b(?:(?-i:[A-Z])\w+|(?:north|south|east|west)\w*|central|rural|coastal|nearby)\s+)+$", re.IGNORECASE
)
_KIND_OF = re.compile(r"(?:city|town|village|province|district)\s+of\s", re.IGNORECASE)
_AROUND = re.compile(
    r"\b(?:in|near|around|inside|within|towards?|from|outside|into|at|across|throughout)$", re.IGNORECASE
)
# Where somebody goes or strikes he does not hold yet; who is said to hold a place may do so wherever it is named.
_AIM = re.compile(
    r"\b(?:to|(?:attacks?|assaults?|offensives?|operations?|raids?|strikes?|march|advance|push)\s+(?:on|against))$",
    re.IGNORECASE,
)
# Whoever overruns the forces in a town takes the town: nothing else is named that could be taken.
_FORCES_IN = re.compile(r"\b(?:forces|troops|army|soldiers|garrison)(?:\s+of\s+\w+)?\s+(?:in|inside)$")
_GIVERS: Final = frozenset({"against", "by", "from", "of", "to", "with"})
_FROM = re.compile(r"\bfrom$", re.IGNORECASE)
_WIDE: Final = frozenset({"Area", "Country", "District", "Province", "Territory"})
_PART = re.compile(
    r"\b(?:all|bulk|majority|dozens|hundreds|several|many|villages|towns|parts?|portions?|swath(?:e|s|es)|sections?|most|much|some|half|third|quarter|outskirts|edges?|border|north|south|east|west|"
    r"centre|center)\s+of$",
    re.IGNORECASE,
)


def mark_territory(
    claim_type: str,
    mentions: Sequence[Mention],
    paragraph_text: str,
    paragraph_start: int,
    quantities: Iterable[Quantity] = (),
) -> tuple[Mention, ...]:
    """Return *mentions*, in order, with `territory` set on each place that itself changes hands or is held.

    Mention offsets count in the document, where the paragraph begins at *paragraph_start*. Only the TERRITORIAL_TYPES have
    territories; a place without a span in this paragraph, or a share of less than the whole, gives none.
    """
    whole = claim_type in TERRITORIAL_TYPES and not any(_is_partial(q) for q in quantities)
    ends = {m.end: m.start for m in mentions if m.role is Role.LOCATION and m.end is not None and m.start is not None}
    ends = {end - paragraph_start: start - paragraph_start for end, start in ends.items()}

    def is_territory(mention: Mention) -> bool:
        if not whole or mention.role is not Role.LOCATION or mention.start is None:
            return False
        if mention.relation and not is_part(mention.relation):
            return False
        start = mention.start - paragraph_start
        if _KIND_OF.match(mention.text):
            start = _stepped_back(_ADJECTIVE, paragraph_text, max(start, 0))
        return 0 <= start < len(paragraph_text) and _is_held(
            claim_type, mention.kind, _words_before(paragraph_text, start, ends)
        )

    return tuple(replace(m, territory=is_territory(m)) for m in mentions)


def _is_partial(quantity: Quantity) -> bool:
    return quantity.kind == "share" and quantity.value != 1 and quantity.minimum != 1


def _words_before(text: str, start: int, places: dict[int, int]) -> str:
    """Return the last words before a place, or before the list that it stands in; at most `_REACH` characters."""
    while True:
        end = _stepped_back(_STEP_BACK, text, start)
        if places.get(end, start) >= start:
            return text[max(end - _REACH, 0) : end]
        start = places[end]


def _stepped_back(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Return where the words end that stand before *start* but for those of *pattern*; it looks no further than `_REACH`."""
    low = max(start - _REACH, 0)
    return low + len(pattern.sub("", text[low:start]))


def _is_held(claim_type: str, kind: str, before: str) -> bool:
    """Tell whether the words *before* a place make it the thing held: nobody withdraws "from" what he does not leave."""
    if claim_type == "Withdrawal" and _FROM.search(before):
        return True
    if claim_type != "TerritorialControl" and _AIM.search(before):
        return False
    if claim_type == "TerritorialCapture" and kind not in _WIDE and _takes_forces(before):
        return True
    return not (_AROUND.search(before) or _PART.search(before))


def _takes_forces(before: str) -> bool:
    forces = _FORCES_IN.search(before)
    return forces is not None and not _GIVERS & set(before[: forces.start()].split()[-3:])
