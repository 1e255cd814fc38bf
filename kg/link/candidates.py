"""Finds the registry's entry for a name, or none: equal names and equal typed keys, nothing fuzzy.

1. The families that the role allows are tried in order: actors, places, talks.
2. In each, the spellings of the name: as it is; without an article; "X" of "X (y)" where y says nothing against it;
   "y" where it is an acronym of X; "Z" of "town of Z", which must then be a town.
3. Each spelling by its surface, then by its typed key; a key may not lead to what an equal name says is never the same.
4. Two candidates are ambiguous: then none is taken, and nothing else is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.lexicon import Entry, Lexicon
from kg.lexicon.kinds import PLACE_KINDS, Family
from kg.link.heads import agent_kind, outside_parentheses, parenthesised, place_kind
from kg.model import Role

__all__ = ["compatible", "find_entry", "without_article"]

NARROW_PLACES: Final = frozenset({"Country", "District", "PopulatedPlace", "Province"})
DESCRIBED: Final = frozenset({"InformationSource", "Person", "Population"})
ALIKE: Final = (
    frozenset({"ArmedActor", "ArmedGroup", "Coalition", "StateForce", "UnidentifiedArmedActor"}),
    frozenset({"StateActor", "Government", "Country"}),
    frozenset({"Organization", "InformationSource"}),
    frozenset({"Person", "InformationSource"}),
)
OF_TOWN: Final = re.compile(r"(?:the )?(?P<type>city|town|village) of (?P<name>.+)", re.IGNORECASE)
TOWN: Final = re.compile(r"(?P<name>.+) (?P<type>city|town|village)", re.IGNORECASE)


def find_entry(name: str, families: Sequence[Family], kind: str, lexicon: Lexicon) -> Entry | None:
    """Return the one entry that *name* can mean in the first of *families* that knows it, or None.

    *kind* is what the mention is known to be, or ""; a kind of another family than the one tried does not count.
    """
    for family in families:
        for spelling, needed in _spellings(name):
            found = [
                entry
                for entry in _matches(spelling, lexicon, family)
                if compatible(entry.kind, kind, family) and compatible(entry.kind, needed, family)
            ]
            if found:
                return found[0] if len(found) == 1 else None
    return None


def compatible(kind: str, wanted: str, family: Family) -> bool:
    """Tell whether a thing of *kind* may be what is *wanted*; "", Actor and Territory want anything.

    Kinds that texts use for one another go together (a force is called a group); a province and a town never do.
    """
    if not wanted or wanted == kind or "Actor" in (wanted, kind):
        return True
    if family is Family.PLACE:
        return wanted not in PLACE_KINDS or not {kind, wanted} <= NARROW_PLACES
    if family is Family.TALKS or wanted in PLACE_KINDS - {"Country"}:
        return True
    return any({kind, wanted} <= group for group in ALIKE)


def without_article(name: str) -> str:
    """Return *name* with single spaces and without a leading the, a or an.

    >>> without_article("the  religious body")
    'religious body'
    """
    return re.sub(r"^(?:the|an?) (?=.)", "", " ".join(name.split()), flags=re.IGNORECASE)


def _spellings(name: str) -> Iterator[tuple[str, str]]:
    """Yield the spellings of *name* to look up, each with the kind that it then must have, or ""."""
    yield name, ""
    plain = without_article(name)
    yield plain, ""
    outside, inside = outside_parentheses(plain), parenthesised(plain)
    if inside and outside:
        yield outside, _needed(inside)
        if _is_acronym(inside, outside):
            yield inside, ""
    if found := OF_TOWN.fullmatch(outside) or TOWN.fullmatch(outside):
        yield found["name"], "PopulatedPlace"


def _needed(inside: str) -> str:
    """Return the kind that a description in parentheses gives what stands before it; an affiliation gives none."""
    kind = agent_kind(inside, Role.ACTOR)
    return place_kind(inside) or (kind if kind in DESCRIBED else "")


def _is_acronym(short: str, long: str) -> bool:
    """Tell whether the letters of *short* begin words of *long*, in order, at least two of them."""
    initials = iter(word[0].lower() for word in re.findall(r"\w+", long))
    return short.isupper() and len(short) > 1 and all(letter in initials for letter in short.lower())


def _matches(spelling: str, lexicon: Lexicon, family: Family) -> list[Entry]:
    exact = lexicon.by_surface(spelling)
    own = [entry for entry in exact if entry.family is family]
    if own:
        return own
    return [
        entry
        for entry in lexicon.by_name_key(spelling)
        if entry.family is family and not any(lexicon.never_same(entry, other) for other in exact)
    ]
