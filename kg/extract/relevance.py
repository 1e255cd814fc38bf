"""Tells from the words of sentences, before any is parsed, which of them can claim something and which help to read these.

A sentence is *telling* if a frame can fire in it. Every condition is a necessary one, derived from the tables of the rules:
1. a trigger form stands in it, with the particle, one of the governing verbs and one of the nouns that its frame asks for;
2. for each slot that the frame needs there is a word that can fill it, and one that can mark the slot: its preposition, the
   genitive before what is possessed, "including" before examples;
3. whoever acts and whoever it is done to are two words.
What can fill a slot is a registered name of a fitting kind, a capitalised word that may be a name, a group word of a fitting
kind, a number, or a word that stands for somebody named elsewhere; where a frame takes anyone, any noun.

A sentence that is not telling is *helping*
1. if it shares a word that may be of a name with a telling one: it may say what kind of thing the name is;
2. if it stands before a telling one with a pronoun or the like, in its paragraph or the one before, and may name somebody;
3. if it is about a statement, and a telling one is about what somebody says.
The rest of a document has no part in its reading.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from kg.extract.attribution import is_statement
from kg.extract.frames import ANY_NAME, DEMANDS, OBJECT_TYPES, VIOLENT
from kg.extract.grammar import GENITIVES, LISTING
from kg.extract.names import Name, may_be_named
from kg.extract.numerals import is_numeral
from kg.extract.scene import ACCEPTED, ANAPHORS, COUNTS, DESCRIBED_KINDS, FIRST_PERSON, PLACES, REFERRED, SOUGHT
from kg.extract.syntax import in_lower_case
from kg.extract.tables import Frame, tables

__all__ = ["Sketch", "find_needed"]

Kinds = frozenset[str]
ANYTHING: Kinds = frozenset().union(*ACCEPTED.values())
# Slots that need no word of their own; "by" neither, since the by-phrase may be recognised by its relation alone.
UNMARKED = frozenset(
    "agent beneficiary by complement compound fellow identity itself object self subject support".split()
)
SIDES = frozenset({"side", "sides"})
# What stands for somebody named before, in the same sentence or another one.
REFERRING = ANAPHORS | SOUGHT.keys() | SIDES | {"latter", "former"}


@dataclass(frozen=True, slots=True)
class _Way:
    """One slot that can meet a need: of each of `marks` one word must be there, and somebody of `kinds` (None: anybody)."""

    slot: str
    marks: tuple[frozenset[str], ...]
    kinds: Kinds | None


@dataclass(frozen=True, slots=True)
class _Demand:
    """What a frame asks of the words of a sentence: one of each of `words`, one way of each of `needs`, *two* fillers."""

    words: tuple[frozenset[str], ...]
    needs: tuple[tuple[_Way, ...], ...]
    two: bool


@cache
def _demands() -> dict[str, tuple[_Demand, ...]]:
    """Return what the frames ask for, by trigger form."""
    table = tables()
    forms = {**dict.fromkeys(table.nouns), **dict.fromkeys(table.verbs)}
    return {
        form: tuple(_demand(frame, form) for frame in (*table.verbs.get(form, ()), *table.nouns.get(form, ())))
        for form in forms
    }


def _demand(frame: Frame, form: str) -> _Demand:
    words = [frozenset({word}) for word in frame.particle.split()]
    words += [frame.under] if frame.under else []
    words += frame.words.values()
    conditions = _conditions()
    words += [conditions[need] for need in frame.needs if conditions.get(need)]
    slots = [need.split("|") for need in frame.needs if need not in conditions and not need.endswith(("?", "!"))]
    needs = tuple(tuple(_way(frame, slot, form) for slot in ways) for ways in slots)
    return _Demand(tuple(words), needs, _takes_two(frame, slots))


def _takes_two(frame: Frame, slots: Sequence[Sequence[str]]) -> bool:
    """Tell whether one word cannot meet all needs: nobody acts on himself, nor is what a name is said of the name itself."""
    roles = [{frame.slots.get(slot) for slot in ways} for ways in slots]
    return ({"actor"} in roles and {"recipient"} in roles) or (["self"] in slots and len(slots) > 1)


@cache
def _conditions() -> dict[str, frozenset[str]]:
    """Return the words of which one is there where a need holds that no filler meets; none where words do not tell."""
    table = tables()
    objects = {need: _forms_of(table.nouns, {type_}) for need, type_ in OBJECT_TYPES.items()}
    told = {
        "infinitive": frozenset({"to"}),
        "future": table.intent_auxiliaries,
        "violence": _forms_of(table.verbs, VIOLENT),
    }
    return objects | told | dict.fromkeys(("apposed", "counted", "occurs"), frozenset())


def _forms_of(frames: Mapping[str, tuple[Frame, ...]], types: Collection[str]) -> frozenset[str]:
    return frozenset(form for form, found in frames.items() if any(f.type in types for f in found))


def _way(frame: Frame, slot: str, form: str) -> _Way:
    demand = frame.where.get(slot, DEMANDS.get(frame.slots.get(slot, ""), "thing"))
    # Who is known to carry out such strikes may act without being named.
    free = demand == "anyone" or (slot == "support" and "harmed" in frame.slots)
    return _Way(slot, _marks(slot, form), None if free else ACCEPTED["thing" if demand == "target" else demand])


def _marks(slot: str, form: str) -> tuple[frozenset[str], ...]:
    special = {
        "possessive": GENITIVES,
        "example": LISTING,
        "doer": frozenset({"in", "with"}),
        "harmed": tables().harm_verbs,
        "parent": tables().unit_words,
        # After an office a comma may do ("Jane Roe, commander, Coast Command").
        "of": frozenset({"of", ","} if tables().group_words.get(form) == "Person" else {"of"}),
    }
    if slot in UNMARKED:
        return ()
    return (special[slot],) if slot in special else tuple(frozenset({word}) for word in slot.split())


class Sketch:
    """What the words of a sentence show before it is parsed.

    *words* are (text, offset in the sentence) pairs, *find_names* looks up the known names, *small* holds the words that the
    document writes small somewhere. `voice` is None for the report, else the commenter's name.
    """

    def __init__(
        self,
        words: Sequence[tuple[str, int]],
        find_names: Callable[[], tuple[Name, ...]],
        paragraph: int,
        voice: str | None,
        small: frozenset[str],
    ) -> None:
        self._words, self._find_names, self._small = words, find_names, small
        self.paragraph, self.voice = paragraph, voice
        self.lower = [in_lower_case(word) for word, _ in words]
        self.present = frozenset(self.lower)

    @cached_property
    def is_telling(self) -> bool:
        """Tell whether a frame can fire in it."""
        demands = _demands()
        if demands.keys().isdisjoint(self.present) and not _name_marks() & self.present:
            return False
        triggers = {low for _, low in self._outside if low in demands} | {ANY_NAME}
        return any(self._can_meet(d, trigger) for trigger in triggers for d in demands.get(trigger, ()))

    def _can_meet(self, demand: _Demand, trigger: str) -> bool:
        if any(words.isdisjoint(self.present) for words in demand.words):
            return False
        met = [self._fitting(ways, trigger) for ways in demand.needs]
        return all(map(any, met)) and (not demand.two or sum(map(any, zip(*met, strict=True))) > 1)

    def _fitting(self, ways: Iterable[_Way], trigger: str) -> list[bool]:
        """Tell of each filler whether it can meet a need; where anybody can, there are two more of them."""
        open_to = [way for way in ways if self._is_marked(way, trigger)]
        anybody = any(way.kinds is None for way in open_to)
        kinds = frozenset().union(*(way.kinds for way in open_to if way.kinds is not None))
        only_names = trigger == ANY_NAME and all(way.slot == "self" for way in open_to)
        fit = ((named or not only_names) and not filler.isdisjoint(kinds) for filler, named in self._fillers)
        return [*fit, anybody, anybody]

    def _is_marked(self, way: _Way, trigger: str) -> bool:
        if way.slot == "possessive" and trigger not in self._possessed:
            return False
        return not any(marks.isdisjoint(self.present) for marks in way.marks)

    @cached_property
    def _names(self) -> tuple[Name, ...]:
        return self._find_names()

    @cached_property
    def _outside(self) -> tuple[tuple[str, str], ...]:
        """The words (as written, in lower case) that belong to no known name."""
        pairs = zip(self._words, self.lower, strict=True)
        return tuple(
            (word, low)
            for (word, at), low in pairs
            if not any(at < n.end and n.start < at + len(word) for n in self._names)
        )

    @cached_property
    def _possessed(self) -> frozenset[str]:
        """The words, and any name as ANY_NAME, that a genitive stands before."""
        found: set[str] = set()
        starts, after = {name.start for name in self._names}, False
        for (word, at), low in zip(self._words, self.lower, strict=True):
            if after:
                found.add(low)
                if word[:1].isupper() or at in starts:
                    found.add(ANY_NAME)
            after = after or low in GENITIVES
        return frozenset(found)

    @cached_property
    def _fillers(self) -> tuple[tuple[Kinds, bool], ...]:
        """For each word or known name that fills slots by itself, the kinds that it can be, and whether it may be a name."""
        names = ((kinds, True) for name in self._names for kinds in _kinds_of_name(name))
        words = (
            (ANYTHING, True) if may_be_named(word) else (kinds, False)
            for word, low in self._outside
            for kinds in (_kinds_of_word(low) or ((ANYTHING,) if may_be_named(word) else ()))
        )
        return (*names, *words)

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words that may be of names, in lower case, without the -s by which the names of peoples differ."""
        words = (w for w, _ in self._words if may_be_named(w) and w.lower() not in self._small)
        return frozenset(w.lower().removesuffix("s") for w in words) - tables().not_names

    @cached_property
    def refers(self) -> bool:
        """Tell whether a word in it may stand for somebody named before; a noun with a capital is part of a name."""
        return any(low in SOUGHT or word in REFERRING for word, low in self._outside)

    @cached_property
    def may_name(self) -> bool:
        """Tell whether it may name, or describe, somebody whom a pronoun can stand for."""
        groups = tables().group_words
        return bool(self.name_words) or any(groups.get(low) in DESCRIBED_KINDS for low in self.present)


@cache
def _name_marks() -> frozenset[str]:
    """Return the words of which one is there wherever a frame fires on a name."""
    ways = (way for d in _demands().get(ANY_NAME, ()) for need in d.needs for way in need)
    return frozenset(word for way in ways for marks in way.marks for word in marks)


def _kinds_of_name(name: Name) -> Iterator[Kinds]:
    """Yield what a known name can be; twice where it may be a place and somebody, who are two."""
    kinds = frozenset(entry.kind for entry in name.entries)
    if kinds & PLACES:
        yield frozenset({*kinds, "Province"})
    if not kinds or kinds - PLACES:
        yield kinds or ANYTHING


@lru_cache(maxsize=100_000)
def _kinds_of_word(low: str) -> tuple[Kinds, ...]:
    """Return what a word in lower case can be or stand for; several times where it stands for several."""
    kind = tables().group_words.get(low)
    if low in tables().message_nouns or low in SIDES:
        return ANYTHING, ANYTHING
    if low in SOUGHT:
        # A state that is named may be meant as the place of the same name.
        return (SOUGHT[low] | PLACES if "StateActor" in SOUGHT[low] else SOUGHT[low],)
    if low in REFERRING or kind in REFERRED:
        return (ANYTHING,)
    if kind is not None:
        return (frozenset({kind}),)
    if low in FIRST_PERSON:
        return (frozenset({"ArmedActor"}),)
    return (frozenset({"Population"}),) if low in COUNTS or is_numeral(low) else ()


def find_needed(sketches: Sequence[Sketch]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the indices of the telling and of the helping ones among the sentences of a document, given in order."""
    telling = frozenset(n for n, sketch in enumerate(sketches) if sketch.is_telling)
    said = {sketches[n].voice for n in telling if not tables().message_nouns.isdisjoint(sketches[n].present)}
    shared = frozenset().union(*(sketches[n].name_words for n in telling))
    near = frozenset(_within_reach(sketches, telling))
    helping = {
        n
        for n, sketch in enumerate(sketches)
        if (n in near and sketch.may_name)
        or not shared.isdisjoint(sketch.name_words)
        or (sketch.voice in said and any(map(is_statement, sketch.present)))
    }
    return telling, frozenset(helping - telling)


def _within_reach(sketches: Sequence[Sketch], telling: Iterable[int]) -> Iterator[int]:
    """Yield the sentences before a telling one that refers back, of the same voice, in its paragraph or the one before."""
    for n in telling:
        at = sketches[n]
        m = n - 1
        while at.refers and m >= 0 and sketches[m].paragraph >= at.paragraph - 1:
            if sketches[m].voice == at.voice:
                yield m
            m -= 1
