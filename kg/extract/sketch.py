"""Sketches a sentence from its words alone: which frames its order of words permits, before it is parsed.

A frame fires only where the sketch permits it, so whoever passes over a sentence that permits none loses no claim. For a
trigger the words must hold
1. its particle, not far behind it; the governing verb, and the nouns that the frame asks for;
2. beside it nothing that makes a verb a noun ("the call") or a noun a verb ("will support");
3. for each slot that the frame needs a word that marks it, and one that can fill it in the place of that slot: behind the
   preposition, before the genitive, before the noun that it modifies;
4. for whoever acts and whoever it is done to two words.
What can fill a slot is a registered name of a fitting kind, a capitalised word that may be a name, a group word of a fitting
kind, a number, or a word that stands for somebody: named before, or speaking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from kg.extract.demands import ANY_NAME, COMPASS, Demand, Kinds, Way, conditions, demands
from kg.extract.grammar import GENITIVES, LISTING
from kg.extract.names import Name
from kg.extract.numerals import is_numeral
from kg.extract.referents import (
    ACCEPTED,
    ACTORS,
    ANAPHORS,
    ARMED,
    COUNTS,
    DESCRIBED_KINDS,
    FIRST_PERSON,
    PLACES,
    REFERRED,
    SOUGHT,
    STATES,
)
from kg.extract.syntax import in_lower_case
from kg.extract.tables import Frame, tables
from kg.extract.unregistered import ORDINAL, may_be_named

__all__ = ["Sketch", "forget_frames"]

ANYTHING: Kinds = frozenset().union(*ACCEPTED.values())
SIDES = frozenset({"side", "sides"})
# What stands for somebody named before, in the same sentence or another one.
REFERRING = ANAPHORS | SOUGHT.keys() | SIDES | {"latter", "former"}
# How many words behind a verb its particle, behind a preposition its noun, before a genitive the owner … can stand.
# How many sentences back a pronoun can refer; how many on either side, and what share of them, make a text one about war.
ANTECEDENT_REACH, SURROUNDINGS, MOST = 3, 3, 0.5
NEAR = 25
PARTICLE_REACH, PHRASE_REACH, OWNER_REACH, OWNED_REACH, MODIFIER_REACH, OF_REACH = 10, 15, 6, 8, 6, 12
RELATIVE = frozenset({"who", "whom", "which", "that", "what", "be", "been", "being", "get", "gets"})
BEFORE_NOUNS = frozenset({"a", "an", "the", "my", "your", "his", "its", "our", "their", "no", "another", "every"}) | {
    "of", "for", "with", "from", "by", "at", "against", "about", "between", "during", "after", "before"
}  # fmt: skip
ENDS_OBJECT = frozenset(
    "in on at to from with for into by against after before during since until near across along through over under".split()
) | {".", ";", ":", "because", "while", "when", "if", "that"}
# Particles that make no idiom of their own, as "hostage" and "refuge" do.
PARTICLES = frozenset(
    "in on at to from with for into by against of up out off down back away over ahead forward upon".split()
)
NOBODY = frozenset({"i", "you", "please"})
AUXILIARIES = frozenset(
    "am is are was were be been being has have had do does did will would can could may might must shall should to not".split()
) | {"n't", "'ll", "'d", "'m", "'re", "'ve", "also", "never", "always", "just", "even", "still", "already"}
BOTH = frozenset("both two all warring opposing the three neither either each conflicting rival these".split())
BEFORE_DATES = frozenset(
    {"in", "on", "at", "of", "for", "from", "since", "until", "by", "$", "#", "-", "/", ":", "€", "£"}
)
# What follows the name of somebody who acts at the head of a sentence.
AFTER_NAMES = frozenset({"'s", "’s", "'", ",", "and", "or", "(", "is", "are", "was", "were", "has", "have", "had", "will"}) | {
    "would", "could", "may", "might", "can", "must", "also", "-", "–", "—", "of", "on", "in", "does", "did", "do"
}  # fmt: skip
BEFORE_VERBS = frozenset(
    {"to", "will", "would", "can", "could", "may", "might", "must", "shall", "should", "did", "n't", "i", "we", "they"}
) | {"he", "she", "you", "who", "let", "'ll", "'d"}


@dataclass(frozen=True, slots=True)
class _Filler:
    """Words from *first* to *last* that can fill a slot: the kinds that they can be, and whether they may be a name."""

    first: int
    last: int
    kinds: Kinds
    named: bool


class Sketch:
    """What the words of a sentence show before it is parsed.

    *words* are (text, offset in the document) pairs, *find_names* looks up the known names, *small* holds the words that the
    document writes small somewhere, *neighbours* are the sketches of its voice, in order, to which this one and those after it
    are going to be added. `voice` is None for the report, else the commenter's name; *quoted* tells whether a part of the
    sentence is direct speech.
    """

    def __init__(
        self,
        words: Sequence[tuple[str, int]],
        find_names: Callable[[], tuple[Name, ...]],
        paragraph: int,
        voice: str | None,
        small: frozenset[str],
        neighbours: Sequence[Sketch],
        quoted: bool,
    ) -> None:
        self._words, self._find_names, self._small = words, find_names, small
        self.paragraph, self.voice, self._quoted = paragraph, voice, quoted
        self._neighbours, self._number = neighbours, len(neighbours)
        self.lower = [in_lower_case(word) for word, _ in words]
        self.present = frozenset(self.lower)
        self._permitted: dict[tuple[str, int], tuple[Frame, ...]] = {}

    @property
    def before(self) -> Sequence[Sketch]:
        """The sentences that a pronoun can refer to: the nearest before it, in its paragraph or the one before."""
        near = self._neighbours[max(self._number - ANTECEDENT_REACH, 0) : self._number]
        return [sketch for sketch in near if sketch.paragraph >= self.paragraph - 1]

    @property
    def since(self) -> int:
        """The offset in the document from which on a pronoun can find whom it stands for."""
        first = next(iter(self.before), self)
        return first._words[0][1] if first._words else 0

    @cached_property
    def is_telling(self) -> bool:
        """Tell whether a frame is permitted anywhere in it."""
        by_verb, by_noun = demands()["verbs"], demands()["nouns"]
        return any(
            (low in by_verb and self._frames("verbs", low, at)) or (low in by_noun and self._frames("nouns", low, at))
            for at, low in enumerate(self.lower)
            if (low in by_verb or low in by_noun) and at not in self._inside
        ) or bool(
            not _name_marks().isdisjoint(self.present)
            and any(self._frames("nouns", ANY_NAME, at) for at in sorted(self._name_starts))
        )

    def frames(self, part: str, form: str, offset: int) -> tuple[Frame, ...]:
        """Return the frames of a form ("verbs" or "nouns", or of ANY_NAME) that its place in the sentence permits."""
        at = self._at.get(offset)
        return () if at is None or form not in demands()[part] else self._frames(part, form, at)

    def _frames(self, part: str, form: str, at: int) -> tuple[Frame, ...]:
        key = (part + form, at)
        if key not in self._permitted:
            fits = form == ANY_NAME or self._can_be(part, form, at)
            self._permitted[key] = (
                tuple(d.frame for d in demands()[part][form] if self._permits(d, part, at, form)) if fits else ()
            )
        return self._permitted[key]

    def _can_be(self, part: str, form: str, at: int) -> bool:
        """Tell whether the word before lets a form be a verb, or a noun."""
        before = self.lower[at - 1] if at else ""
        if part == "verbs" and self._subject_of(at) in NOBODY:
            return False
        return form not in _bare_verbs() or before not in (BEFORE_NOUNS if part == "verbs" else BEFORE_VERBS)

    def _subject_of(self, at: int) -> str:
        """Return the word right before a verb, its auxiliaries and adverbs."""
        i = at - 1
        while i > 0 and (self.lower[i] in AUXILIARIES or self.lower[i].endswith("ly")):
            i -= 1
        return self.lower[i] if i >= 0 else ""

    def _permits(self, demand: Demand, part: str, at: int, form: str) -> bool:
        frame = demand.frame
        if not self._has_particle(frame.particle, part, at):
            return False
        told = frame.particle and frame.particle not in PARTICLES
        everyday = form == ANY_NAME or self.lower[at] in tables().everyday_words
        if everyday and not told and not self._is_among_war:
            return False
        if any(words.isdisjoint(self.present) or not self._is_near(words, at) for words in demand.words):
            return False
        if "infinitive" in frame.needs and "to" not in self.lower[at + 1 : at + 1 + PHRASE_REACH]:
            return False
        fitting: set[int] = set()
        for ways in demand.needs:
            found = self._fitting(ways, at, frame.particle)
            if not found:
                return False
            fitting |= found
        return not demand.two or len(fitting) > 1

    def _has_particle(self, particle: str, part: str, at: int) -> bool:
        """Tell whether the particle of a verb stands behind it, that of a noun ("rocket attack") before it or behind it."""
        first = at + 1 if part == "verbs" else max(at - MODIFIER_REACH, 0)
        return not particle or particle in self.lower[first : at + 1 + PARTICLE_REACH]

    def _is_near(self, words: frozenset[str], at: int) -> bool:
        return not words.isdisjoint(self.lower[max(at - NEAR, 0) : at + 1 + NEAR])

    def _is_marked(self, way: Way) -> bool:
        return not any(marks.isdisjoint(self.present) for marks in way.marks)

    def _fitting(self, ways: Iterable[Way], at: int, particle: str) -> set[int]:
        """Return the numbers of the fillers that can meet a need; where anybody can, there are two more of them."""
        found: set[int] = set()
        for way in ways:
            if not self._is_marked(way):
                continue
            if way.kinds is None:
                found |= {-1, -2}
                continue
            spans = self._spans(way, at, particle)
            found |= {
                number
                for number, filler in enumerate(self._fillers)
                if not filler.kinds.isdisjoint(way.kinds)
                and any(first <= filler.last and filler.first <= last for first, last in spans)
            }
        return found

    def _spans(self, way: Way, at: int, particle: str) -> list[tuple[int, int]]:
        """Return from which to which word the filler of a slot of the trigger at *at* can stand."""
        if way.slot in {"self", "itself"}:
            if at not in self._name_starts:
                return [(at - MODIFIER_REACH, at + OF_REACH)]
            # An ordinal opens the name with the word after it ("3rd Battalion").
            return [(at, at + 1 if self.lower[at][:1].isdigit() else at)]
        if way.slot == "compound":
            return [(at - MODIFIER_REACH, at - 1)]
        if way.slot == "fellow":
            return [(0, at - 1)]
        if way.slot == "possessive":
            return [(g - OWNER_REACH, g) for g in self._places(GENITIVES, at - OWNED_REACH, at)]
        if way.slot == "parent":
            return [(at + 1, unit) for unit in self._places(way.marks[0], at + 1, at + PHRASE_REACH)]
        if way.slot == "object" and not particle:
            bare = self.lower[at] in _bare_verbs() and RELATIVE.isdisjoint(self.lower[:at])
            return [(at + 1, self._end_of_object(at))] if bare else [(0, at - 1), (at + 1, len(self.lower))]
        if way.slot in {"doer", "harmed", "obliged"} or not way.marks:
            return [(0, at - 1), (at + 1, len(self.lower))]
        if way.slot == "example":
            return [(m + 1, m + PHRASE_REACH) for m in self._listings(at)]
        marks = self._places(way.marks[-1], at + 1 if way.slot in {"of", "example"} else 0, len(self.lower))
        return [(m + 1, m + PHRASE_REACH) for m in marks if way.slot != "of" or m <= at + OF_REACH]

    def _end_of_object(self, at: int) -> int:
        """Return the last word behind a verb that can belong to its object: a preposition other than "of" ends it."""
        stop = min(at + 1 + PHRASE_REACH, len(self.lower))
        return next((i for i in range(at + 1, stop) if self.lower[i] in ENDS_OBJECT), stop) - 1

    def _listings(self, at: int) -> list[int]:
        """Return the last words of what opens a list of examples behind the word *at*: "including", "such as"."""
        marks = self._places(LISTING - {"such"}, at + 1, at + 1 + OF_REACH)
        return [m for m in marks if self.lower[m] != "as" or self.lower[m - 1] == "such"]

    def _places(self, marks: frozenset[str], first: int, stop: int) -> list[int]:
        return [i for i in range(max(first, 0), min(stop, len(self.lower))) if self.lower[i] in marks]

    @cached_property
    def _at(self) -> dict[int, int]:
        return {offset: at for at, (_, offset) in enumerate(self._words)}

    @cached_property
    def _names(self) -> tuple[tuple[Name, int, int], ...]:
        """The known names, with the numbers of their first and last words."""
        found = []
        for name in self._find_names():
            inside = [i for i, (word, at) in enumerate(self._words) if at < name.end and name.start < at + len(word)]
            if inside:
                found.append((name, inside[0], inside[-1]))
        return tuple(found)

    @cached_property
    def _inside(self) -> frozenset[int]:
        """The numbers of the words that belong to known names."""
        return frozenset(i for _, first, last in self._names for i in range(first, last + 1))

    @cached_property
    def _name_starts(self) -> frozenset[int]:
        """Where a name, known or not, may begin."""
        capital = (
            i
            for i, (word, _) in enumerate(self._words)
            if word[:1].isupper() or (word[:1].isdigit() and ORDINAL.match(word))
        )
        return frozenset(capital) | {first for _, first, _ in self._names}

    @cached_property
    def _outside(self) -> tuple[tuple[int, str, str], ...]:
        """The words (number, as written, in lower case) that belong to no known name."""
        return tuple((i, word, self.lower[i]) for i, (word, _) in enumerate(self._words) if i not in self._inside)

    @cached_property
    def _fillers(self) -> tuple[_Filler, ...]:
        """For each word or known name that fills slots by itself, the kinds that it can be, and whether it may be a name."""
        names = [_Filler(a, b, kinds, True) for name, a, b in self._names for kinds in _kinds_of_name(name)]
        words = [
            _Filler(i, i, kinds, named)
            for i, word, low in self._outside
            if word[:1].isupper() or _fills(low)
            for kinds, named in self._stands_for(i, word, low)
        ]
        return (*names, *words)

    def _stands_for(self, at: int, word: str, low: str) -> Iterator[tuple[Kinds, bool]]:
        """Yield the kinds that a word outside known names can be, and whether it may be a name."""
        if self._may_be_name(at, word):
            yield from ((ANYTHING, True) for _ in _kinds_of_word(low) or (ANYTHING,))
        elif low in SOUGHT:
            if fitting := SOUGHT[low] & self._named_before(at):
                yield fitting, False
        elif low in FIRST_PERSON:
            if self.speaks:
                yield frozenset({"ArmedActor"}), False
        elif low in SIDES:
            if at and self.lower[at - 1] in BOTH:
                yield from ((kinds, False) for kinds in _kinds_of_word(low))
        elif not is_numeral(low) or self._counts(at):
            yield from ((kinds, False) for kinds in _kinds_of_word(low))

    def _may_be_name(self, at: int, word: str) -> bool:
        """Tell whether a word may be a name, or part of one: the first word only where it goes on as a name does."""
        if not may_be_named(word) or (word.lower() in tables().not_names and word not in {"Islam", "Islamic"}):
            return False
        if any(w[:1].isalnum() for w in self.lower[:at]) or word.isupper():
            return True
        after = self.lower[at + 1] if at + 1 < len(self.lower) else ""
        goes_on = after in AFTER_NAMES or after in demands()["verbs"] or after in tables().speech_verbs
        return goes_on or (self._words[at + 1 : at + 2] != [] and self._words[at + 1][0][:1].isupper())

    def _counts(self, at: int) -> bool:
        """Tell whether a number may stand for people: it counts no noun, and no preposition makes it a date or a measure."""
        before = self.lower[at - 1] if at else ""
        after = self.lower[at + 1] if at + 1 < len(self.lower) else ""
        counting = after.isalpha() and after not in tables().function_words and after not in demands()["verbs"]
        return not counting and before not in BEFORE_DATES

    def _named_before(self, at: int) -> Kinds:
        """Return the kinds of those who may be named before the word *at*, or in the sentences before."""
        here = (filler.kinds for filler in self._namers if filler.last < at)
        return frozenset().union(*here, *(sketch.may_name for sketch in self.before))

    @cached_property
    def _namers(self) -> tuple[_Filler, ...]:
        """The words and names whom the discourse remembers."""
        groups = tables().group_words
        names = [_Filler(a, b, kinds, True) for name, a, b in self._names for kinds in _kinds_of_name(name)]
        words = [
            _Filler(i, i, *((ANYTHING, True) if self._may_be_name(i, word) else (frozenset({groups[low]}), False)))
            for i, word, low in self._outside
            if groups.get(low) in DESCRIBED_KINDS or self._may_be_name(i, word)
        ]
        return (*names, *words)

    @cached_property
    def _is_among_war(self) -> bool:
        """Tell whether it, or most of what stands around it, has a word of war."""
        if self.is_of_war:
            return True
        n = self._number
        around = [*self._neighbours[max(n - SURROUNDINGS, 0) : n], *self._neighbours[n + 1 : n + 1 + SURROUNDINGS]]
        return sum(sketch.is_of_war for sketch in around) >= MOST * len(around)

    @cached_property
    def is_of_war(self) -> bool:
        """Tell whether a word of war stands in it: a trigger, body or weapon that is not of everyday English, or a state."""
        if not _words_of_war().isdisjoint(self.present):
            return True
        capitals = [(word, low) for i, word, low in self._outside if word[:1].isupper()]
        states = any(word in _names_of_states() or tables().name_heads.get(low) in ARMED for word, low in capitals)
        return states or any(not name.entries or name.kind in ACTORS for name, _, _ in self._names)

    @cached_property
    def speaks(self) -> bool:
        """Tell whether somebody whom the report names may be speaking."""
        table = tables()
        words = table.speech_verbs | table.reporting_acts | table.message_nouns | {"according"}
        return self.voice is None and (self._quoted or not words.isdisjoint(self.present))

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words that may be of names, in lower case, without the -s by which the names of peoples differ."""
        words = (w for w, _ in self._words if may_be_named(w) and w.lower() not in self._small)
        return frozenset(w.lower().removesuffix("s") for w in words) - tables().not_names

    @cached_property
    def sought(self) -> Kinds:
        """The kinds of whom its words may stand for that it does not itself name before them; capitals are parts of names."""
        named, found = frozenset[str](), frozenset[str]()
        known = {f.last: f.kinds for f in self._namers if not f.named or f.first in self._inside}
        for i, word in enumerate(self.lower):
            named |= known.get(i, frozenset())
            wanted = SOUGHT.get(word) or (ANYTHING if self._words[i][0] in REFERRING else frozenset())
            if i not in self._inside and wanted.isdisjoint(named):
                found |= wanted
        return found

    @cached_property
    def may_name(self) -> Kinds:
        """The kinds of those whom it may name, or describe, so that a pronoun can stand for them."""
        return frozenset().union(*(filler.kinds for filler in self._namers))


@cache
def _words_of_war() -> frozenset[str]:
    """Return the words that no text of peace is likely to hold: triggers, bodies, weapons outside everyday English."""
    table = tables()
    bodies = {word for word, kind in table.group_words.items() if kind in ARMED | STATES}
    triggers = demands()["verbs"].keys() | demands()["nouns"].keys()
    return frozenset((triggers | bodies | table.instruments) - table.everyday_words) | table.words_of_war


@cache
def _names_of_states() -> frozenset[str]:
    table = tables()
    return frozenset({*table.states_of, *table.countries, *table.peoples, *table.capitals})


@cache
def _bare_verbs() -> frozenset[str]:
    """Return the forms of triggers that are the base of a verb, or its third person, and so may be nouns too."""
    forms = demands()["verbs"].items()
    lemmas = {demand.frame.lemma.partition(" ")[0] for _, found in forms for demand in found}
    lemmas = {lemma for lemma in lemmas if not lemma.endswith("ed")}
    return frozenset(form for lemma in lemmas for form in (lemma, lemma + "s", lemma + "es"))


@cache
def _name_marks() -> frozenset[str]:
    """Return the words of which one is there wherever a frame fires on a name."""
    ways = (way for d in demands()["nouns"].get(ANY_NAME, ()) for need in d.needs for way in need)
    return frozenset(word for way in ways for marks in way.marks for word in marks)


def forget_frames() -> None:
    """Forget what has been derived from the frames, for whoever changes the tables of a running process."""
    for derived in (demands, conditions, _words_of_war, _bare_verbs, _name_marks):
        derived.cache_clear()


def _kinds_of_name(name: Name) -> Iterator[Kinds]:
    """Yield what a known name can be; twice where it may be a place and somebody, who are two."""
    kinds = frozenset(entry.kind for entry in name.entries)
    if kinds & PLACES:
        yield frozenset({*kinds, "Province"})
    if not kinds or kinds - PLACES:
        yield kinds or ANYTHING


@lru_cache(maxsize=100_000)
def _fills(low: str) -> bool:
    """Tell whether a word in lower case can stand for somebody."""
    return low in SOUGHT or low in FIRST_PERSON or bool(_kinds_of_word(low))


@lru_cache(maxsize=100_000)
def _kinds_of_word(low: str) -> tuple[Kinds, ...]:
    """Return what a word in lower case can be or stand for; several times where it stands for several."""
    kind = tables().group_words.get(low)
    if low in tables().message_nouns or low in SIDES:
        return ANYTHING, ANYTHING
    if low in REFERRING or kind in REFERRED:
        return (ANYTHING,)
    if kind is not None:
        return (frozenset({kind}),)
    if low in COMPASS:
        return (frozenset({"Territory"}),)
    return (frozenset({"Population"}),) if low in COUNTS or is_numeral(low) else ()
