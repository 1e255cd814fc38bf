"""Gathers the names of one document under the fullest form of each: a document names in full once, and shortly after.

A short form goes with the fuller ones that the first of these rules finds. Whether several are one, and whether the registry
knows them as two things, is for whoever asks (`kg.link.decide`).
    definition   the text says so ("Full Name (FN)", "X, also known as Y")
    spelling     the same typed key ("Ayn Isa", "Ayn Issa")
    office       an office that the document writes before one person's name ("the Foreign Secretary")
    person       a person's name with and without title, initial or nickname
    surname      the last words of a person's full name ("Mr Hammond" after "Philip Hammond")
    forename     the first two words or more of one that the text has before ("Abu Jandal" after "Abu Jandal al-Kuwaiti")
    initials     the first letters of a body's name ("ISF"), also after a number that both share ("407th AEG")
    shortened    a body's name without what stands before or after it ("Central Command" after "U.S. Central Command")
Fuller names are those of the claims, and every run of capitalised words in the text, but what is furniture: "Copyright Oster
News" is no name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, TypeAlias

from kg.extract.aliases import find_aliases, local_names
from kg.extract.dates import is_month_or_day
from kg.extract.sentences import split_sentences
from kg.lexicon import Lexicon
from kg.lexicon.keys import articles, folded_words, name_key, surface_key, telling_words, type_words
from kg.lexicon.kinds import PLACE_KINDS
from kg.link.heads import outside_parentheses
from kg.link.people import MARKS, MAY_BE_PEOPLE, people_of, person_words, title_of
from kg.model import Document, Paragraph, ParagraphRole

__all__ = ["Cast", "FullerName"]

WORD: Final = r"(?:(?:al|el|ul|as|ash|an|at|az|ez|ad|ar)-)?(?:[A-Z][\w'’.&-]*|\d+(?:st|nd|rd|th)?\b)"
RUN: Final = re.compile(
    rf"{WORD}(?:[ \u00a0](?:(?:of|for|the|de|bin|ibn|al|el|van|von)[ \u00a0]){{0,2}}[\"“”(]?{WORD}[\"“”)]?)+"
)
# What is not known to be a person is short for none under these rules, unless the fuller name is surely one.
OF_PEOPLE: Final = frozenset({"forename", "office", "person", "surname"})
# Under these the document has to have the name in full first.
AFTER: Final = frozenset({"forename", "shortened"})
# Under these a name is as full as the other: the longer one stands for both.
EVEN: Final = frozenset({"person", "spelling"})
# Words of no name that a sentence begins with.
OPENING: Final = frozenset(
    """
    a after again all also although an and another as at because before both but by despite during earlier even every for from
    he her here his how however if in inside into it its last later like many meanwhile more most near nearly no none not now of
    on once one only or other our over said several she since so some still such than that the their then there these they this
    those though through thus to today tomorrow tonight under until we what when where whether which while who why with
    yesterday yet you
    """.split()
)
LONGEST_SMALL: Final = 4
SMALL: Final = frozenset({"of", "for", "the", "and", "on", "in", "to"})
# "The Geneva conference", after "the Geneva II conference".
ROMAN: Final = re.compile(r"(?<= )[IVX]+\b")
LONGEST_ACRONYM, LONGEST_PERSON, LONGEST_BODY = 8, 6, 12

Key: TypeAlias = "str | tuple[str, ...]"


@dataclass(frozen=True, slots=True)
class FullerName:
    """The fuller names that a short one can stand for in its document, the fullest first, and the rule that says so.

    *one* tells whether they are spellings and short forms of the first; otherwise only the registry can say that they are one.
    """

    names: tuple[str, ...]
    rule: str
    one: bool


class Cast:
    """The names of one document; the order in which they are given changes nothing."""

    def __init__(
        self,
        document: Document,
        names: Iterable[str],
        lexicon: Lexicon,
        together: Iterable[frozenset[str]] = (),
        persons: Iterable[str] = (),
    ) -> None:
        """*together* are the names of one claim each, which are never one thing; *persons* those known to be persons'."""
        self._document, self._lexicon, self._persons = document, lexicon, frozenset(persons)
        self._together: defaultdict[str, set[str]] = defaultdict(set)
        for group in together:
            for name in group:
                self._together[name] |= group
        self._names = frozenset(name for name in names if name)

    def fuller(self, name: str, kind: str) -> FullerName | None:
        """Return what *name*, of *kind* ("" where unknown), can be short for by the first rule that finds anything, or None."""
        for rule, key in _keys_of_short(name, kind):
            found = self._index.get((rule, key), frozenset()) - {name}
            found = frozenset(
                full for full in found if rule not in OF_PEOPLE or kind == "Person" or self._is_person(full)
            )
            found -= self._together.get(name, set()) if rule not in EVEN else set()
            ranked = sorted(found, key=_rank)
            if not ranked or (rule in AFTER and _are_one(ranked) and not self._has_before(name, ranked)):
                continue
            fuller = FullerName(tuple(ranked), rule, _are_one(ranked))
            return fuller if rule not in EVEN or _rank(ranked[0]) < _rank(name) else None
        return None

    def surname_of(self, name: str) -> frozenset[str]:
        """Return the full names of this document whose last word *name* is, titles aside; none where it has more words."""
        own = person_words(name)
        found = self._index.get(("surname", own), frozenset()) if len(own) == 1 else frozenset()
        people = {full: person_words(full) for full in found if full in self._persons or self._is_person(full)}
        # "Minister for Trade Jane Roe" is Jane Roe once more.
        return frozenset(
            full
            for full, words in people.items()
            if not any(other != words and words[-len(other) :] == other for other in people.values())
        )

    def _is_person(self, full: str) -> bool:
        """Tell whether a name is surely a person's: it has a title, or the registry knows somebody of that name."""
        return bool(title_of(full)) or bool(people_of(self._lexicon.forms).get(person_words(full)))

    def _has_before(self, name: str, full_names: Iterable[str]) -> bool:
        """Tell whether the text has one of *full_names* before the short one: "Abu Bakr" may be a whole name."""
        text = self._document.text
        return any(0 <= text.find(full) <= text.find(name) for full in full_names)

    @cached_property
    def _index(self) -> dict[tuple[str, Key], frozenset[str]]:
        found: defaultdict[tuple[str, Key], set[str]] = defaultdict(set)
        for name in self._names:
            found["spelling", name_key(name)].add(name)
        for name in self._names | self._runs.keys():
            for rule, key in _keys_of_full(name):
                found[rule, key].add(name)
        for rule, key, name in (*self._definitions(), *self._offices()):
            found[rule, key].add(name)
        return {key: frozenset(names) for key, names in found.items()}

    @cached_property
    def _runs(self) -> dict[str, list[tuple[int, int]]]:
        """The runs of capitalised words of the text, those of Title Case left out, each with the offsets where it stands."""
        found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for paragraph in (p for p in self._document.paragraphs if p.role is not ParagraphRole.FURNITURE):
            # No name runs on over the end of a sentence.
            for start, end in split_sentences(paragraph.text) if not _is_title_case(paragraph) else ():
                for run in RUN.finditer(paragraph.text, start, end):
                    name = _trimmed(run.group())
                    if " " in name and not any(map(is_month_or_day, name.split())):
                        found[name].append((paragraph.start + run.start(), paragraph.start + run.end()))
        return dict(found)

    def _definitions(self) -> Iterator[tuple[str, Key, str]]:
        """Yield what the text itself says to be short for something ("Full Name (FN)")."""
        for paragraph in self._document.paragraphs:
            for local in local_names(paragraph.text, find_aliases(paragraph.text, self._lexicon), self._lexicon):
                if local.form != local.canonical:
                    yield "definition", surface_key(local.form), local.canonical

    def _offices(self) -> Iterator[tuple[str, Key, str]]:
        """Yield the offices that stand in apposition to a person ("The Foreign Secretary, Jane Roe,", "Jane Roe, the …")."""
        spans = sorted((start, end, run) for run, places in self._runs.items() for start, end in places)
        for (_, end, first), (start, _, second) in pairwise(spans):
            if re.fullmatch(r",\s(?:the\s)?", self._document.text[end:start]):
                for office, holder in ((first, second), (second, first)):
                    if _is_office(office) and not _is_office(holder) and person_words(holder):
                        yield "office", office.lower(), holder
        for words in map(str.split, self._runs):
            for n in range(max(1, len(words) - LONGEST_PERSON), len(words) - 1):
                named, office = " ".join(words[n:]), " ".join(words[:n])
                if title_of(office) and (
                    named in self._names or people_of(self._lexicon.forms).get(person_words(named))
                ):
                    yield from (("office", part.lower(), named) for part in _offices_in(words[:n]))


def _keys_of_short(name: str, kind: str) -> Iterator[tuple[str, Key]]:
    """Yield the keys under which a fuller form of *name* would stand, the surest rule first."""
    if not name[:1].isupper() and not name[:1].isdigit():
        return
    yield "definition", surface_key(name)
    yield "spelling", name_key(name)
    if kind in PLACE_KINDS:
        return
    own = person_words(name)
    if kind in MAY_BE_PEOPLE and (not own or _is_office(name)):
        yield "office", " ".join(name.lower().split()).removeprefix("the ")
    if kind in MAY_BE_PEOPLE and own:
        yield "person", own
        yield "surname", own
        yield from [("forename", own)] if len(own) > 1 else []
    if kind != "Person":
        *shared, last = name.split() or [""]
        letters = re.sub(r"[.\-]", "", last)
        if sum(c.isupper() for c in letters) > 1 and letters.isalpha() and len(letters) <= LONGEST_ACRONYM:
            yield "initials", (*(w.lower() for w in shared), letters.lower())
        yield "shortened", tuple(_own_words(name))


def _keys_of_full(name: str) -> Iterator[tuple[str, Key]]:
    """Yield the keys of all short forms that *name* may have."""
    own = person_words(name)
    if 1 < len(own) < LONGEST_PERSON:
        yield "person", own
        yield "office", title_of(name)
        yield from (("surname", own[-n:]) for n in range(1, len(own)))
        yield from (("forename", own[:n]) for n in range(2, len(own)))
    if len(words := _words(name)) <= LONGEST_BODY:
        yield from (("initials", key) for key in _initials(words))
        yield from (("shortened", key) for key in _shortened(name))


def _initials(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield the first letters of all words, of the last three or more, and of what follows the first words as they are."""
    for kept in (words, [w for w in words if w.lower() not in SMALL]):
        letters = "".join(w[0].lower() for w in kept)
        yield from ((letters[n:],) for n in range(max(1, len(letters) - 2)) if len(letters) - n > (2 if n else 1))
    for n in range(1, len(words) - 1):
        yield (*(w.lower() for w in words[:n]), "".join(w[0].lower() for w in words[n:]))


def _shortened(name: str) -> Iterator[tuple[str, ...]]:
    """Yield what is left of a body's name without the words before it, the type words after it, or what follows a comma."""
    whole, own = tuple(_own_words(name)), tuple(_own_words(name.split(",")[0]))
    if own != whole:
        yield own
    if ROMAN.search(name):
        yield tuple(_own_words(ROMAN.sub(" ", name)))
    # A state, a number or "National" before a name makes another body: the Syrian Islamic Front is not the Islamic Front.
    for n in range(1, len(own) - 1):
        if own[n - 1] in telling_words() or own[n - 1][:1].isdigit():
            break
        yield own[n:]
    for n in range(len(own) - 1, 0, -1):
        if own[n] not in type_words():
            return
        yield own[:n]


def _are_one(ranked: Sequence[str]) -> bool:
    """Tell whether all of several names are spellings or short forms of the first."""
    fullest, *others = ranked
    kept = {key for _, key in _keys_of_full(fullest)} | {name_key(fullest), person_words(fullest)}
    return all({name_key(o), person_words(o), tuple(_own_words(o))} & kept for o in others)


def _rank(name: str) -> tuple[int, int, str]:
    """Order names by how full they are, the fullest first."""
    return -len(_own_words(name)), -len(name), name


def _is_title_case(paragraph: Paragraph) -> bool:
    """Tell whether a headline writes every longer word with a capital, so that capitals tell no names."""
    longer = [word for word in paragraph.text.split() if len(word) > LONGEST_SMALL]
    return paragraph.role is ParagraphRole.TITLE and all(not word[0].islower() for word in longer)


def _is_office(name: str) -> bool:
    """Tell whether words are an office: they end with one ("Foreign Secretary"), or go on with what it is of or for."""
    found = title_of(name)
    return bool(found) and re.match(r"(?: (?:of|for|on|to)\b|$)", name[len(found) :]) is not None


def _offices_in(words: list[str]) -> Iterator[str]:
    """Yield an office before a name, whole, up to its title, and from its title on ("Defence Minister of Ner")."""
    last = len(title_of(" ".join(words)).split())
    yield from dict.fromkeys((" ".join(words), " ".join(words[:last]), " ".join(words[last - 1 :])))


def _trimmed(run: str) -> str:
    """Return a run without the words that only open its sentence, and without a possessive ending."""
    words = re.sub(r"['’]s?$", "", run.strip(MARKS)).split()
    while words and (words[0].lower() in OPENING or words[0].lower().endswith("ly") or is_month_or_day(words[0])):
        words.pop(0)
    return " ".join(words)


def _words(name: str) -> list[str]:
    return [word for part in re.split(r"[\s-]+", outside_parentheses(name)) if (word := part.strip(MARKS))]


def _own_words(name: str) -> list[str]:
    return [w for w in folded_words(outside_parentheses(name)) if w not in articles()]
