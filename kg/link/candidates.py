"""Finds what a name may stand for in the registry: equal names and equal typed keys decide, likeness only suggests.

1. The families that the role allows are tried in order: actors, places, talks.
2. In each, the spellings of the name: as it is; without an article; "X" of "X (y)" and "X of Y" where the parenthesis or place
   says nothing against it; "y" where it is an acronym of X; "Z" of "town of Z", which must then be a town; "X" of "X fighters";
   "X regime" of "X's brutal regime", unless the adjective makes another body of it ("former"); then persons, by their names
   without titles, initials and nicknames, or by surname and post.
3. Each spelling by its surface, then by its typed key; a key may not lead to what an equal name says is never the same.
4. What is of another kind, what did not exist yet on the document's date, and what the registry says never bears the name, is
   no candidate. What has ended stays one: texts tell of it still.
5. One candidate is taken. Several are homonyms: none is taken, nothing else is tried, and each is offered.
6. Where there is none, what bears the name with more words before it or in parentheses behind it is offered ("Abu Bakr (an
   activist)", a surname), and names of a similar key: Levenshtein's ratio of the keys, by rapidfuzz.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.edtf import bounds
from kg.lexicon import Entry, Lexicon, NameForm, name_key
from kg.lexicon.keys import folded_words, telling_words
from kg.lexicon.kinds import PLACE_KINDS, Family
from kg.link.heads import (
    agent_kind,
    is_word_for_bodies,
    is_word_for_members,
    outside_parentheses,
    parenthesised,
    place_kind,
)
from kg.link.people import MAY_BE_PEOPLE, people_of, person_words, title_of
from kg.model import Candidate, Role

__all__ = ["Found", "compatible", "find", "homonym", "similar", "without_article"]

NARROW_PLACES: Final = frozenset({"Country", "District", "PopulatedPlace", "Province"})
DESCRIBED: Final = frozenset({"InformationSource", "Person", "Population"})
ALIKE: Final = (
    frozenset({"ArmedActor", "ArmedGroup", "Coalition", "StateForce", "UnidentifiedArmedActor"}),
    frozenset({"StateActor", "Government", "Country"}),
    frozenset({"Organization", "InformationSource"}),
    frozenset({"Person", "InformationSource"}),
)
AREA: Final = re.compile(r"(?P<name>.+) (?:area|region)", re.IGNORECASE)
OF_PLACE: Final = re.compile(r"(?P<name>.+) of (?:the )?(?P<place>[A-Z][^,]*)")
ADORNED: Final = re.compile(
    r"(?P<owner>[A-Z][\w-]*(?: [A-Z][\w-]*)*)['’]s (?P<adjectives>[a-z-]+(?: [a-z-]+)*) (?P<head>[a-z]+)"
)
OF_TOWN: Final = re.compile(r"(?:the )?(?P<type>city|town|village) of (?P<name>.+)", re.IGNORECASE)
TOWN: Final = re.compile(r"(?P<name>.+) (?P<type>city|town|village)", re.IGNORECASE)
# Levenshtein's ratio, of 100, from which keys are alike; shorter keys are alike by chance.
LIKE: Final = 85
SHORTEST_LIKE: Final = 4
OFFERED: Final = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What a name stands for, and why; or, where nothing decides, what it may stand for."""

    entry: Entry | None = None
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()


def find(name: str, families: Sequence[Family], kind: str, lexicon: Lexicon, issued: str | None = None) -> Found:
    """Return the one entry that *name* can mean in the first of *families* that knows it, or the homonyms it may be.

    *kind* is what the mention is known to be, or ""; a kind of another family than the one tried does not count. *issued* is
    the ISO day of the document, None where it is not known.
    """
    for family in families:
        for reason, entries in _bearers(name, kind, lexicon, family):
            found = [
                entry
                for entry in entries
                if compatible(entry.kind, kind, family) and _existed(entry, issued) and not lexicon.denies(entry, name)
            ]
            if len(found) == 1:
                return Found(found[0], reason)
            if found:
                return Found(candidates=tuple(homonym(entry, len(found)) for entry in found))
    return Found()


def similar(
    name: str, families: Sequence[Family], kind: str, lexicon: Lexicon, issued: str | None = None
) -> tuple[Candidate, ...]:
    """Return the registered things whose names look like *name*, best first, at most three; they decide nothing."""
    offers = [*_longer(name, lexicon), *_alike(name, lexicon)]
    found: dict[str, Candidate] = {}
    for form, score, reason in offers:
        entry, family = form.entry, form.entry.family
        fits = family is not None and family in families and compatible(entry.kind, kind, family)
        if fits and _existed(entry, issued) and not lexicon.denies(entry, name) and lexicon.counts(form):
            offer = Candidate(entry.iri, entry.label, score, reason)
            found[entry.iri] = max(offer, found.get(entry.iri, offer), key=lambda c: (c.score, c.reason))
    return tuple(sorted(found.values(), key=lambda c: (-c.score, c.iri)))[:OFFERED]


def _longer(name: str, lexicon: Lexicon) -> Iterator[tuple[NameForm, float, str]]:
    words = folded_words(name)
    for form in lexicon.forms.by_last_word.get(words[-1], ()) if words else ():
        outside = folded_words(outside_parentheses(form.name.text))
        if len(outside) >= len(words) and outside[-len(words) :] == words:
            yield form, 0.7 if outside == words else 0.6, f"“{form.name.text}” ends so"


def _alike(name: str, lexicon: Lexicon) -> Iterator[tuple[NameForm, float, str]]:
    from rapidfuzz import fuzz, process

    key, keys = name_key(name), lexicon.forms.by_name_key
    if len(key) < SHORTEST_LIKE:
        return
    for other, ratio, _ in process.extract(key, keys.keys(), scorer=fuzz.ratio, score_cutoff=LIKE, limit=None):
        for form in keys[other]:
            # Below what an equal key would be worth, however much alike.
            yield form, round(ratio / 100 * 0.8, 3), f"“{form.name.text}” is spelled alike ({ratio:.0f} of 100)"


def homonym(entry: Entry, number: int) -> Candidate:
    """Return *entry* as one of *number* things of one name."""
    told = f": {entry.note}" if entry.note else ""
    return Candidate(entry.iri, entry.label, round(0.9 / number, 3), f"one of {number} of this name{told}")


def _existed(entry: Entry, issued: str | None) -> bool:
    """Tell whether *entry* can be named on the day *issued*: what has ended can still be told of, what has not begun cannot."""
    begin = bounds(entry.existence)[0] if entry.existence and issued else None
    return begin is None or issued is None or begin <= issued


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


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A way to look a name up: the words, the rule that changed the name ("" for none), and what their bearer must be.

    That is of `kind` ("": any), in or of `place`, and nothing that `beside`, the words in parentheses, speaks against.
    """

    text: str
    rule: str = ""
    kind: str = ""
    place: str = ""
    beside: str = ""

    def fits(self, entry: Entry, family: Family, lexicon: Lexicon) -> bool:
        """Tell whether *entry*, of *family*, is what the spelling asks for."""
        return (
            compatible(entry.kind, self.kind, family)
            and (not self.place or _is_of(entry, self.place, lexicon))
            and (not self.beside or bool(self.kind) or _is_told_by(entry, self, lexicon))
        )


def _bearers(name: str, kind: str, lexicon: Lexicon, family: Family) -> Iterator[tuple[str, list[Entry]]]:
    """Yield the entries of *family* that may be meant by each rule, the surest rule first, with the reason."""
    for spelling in _spellings(name):
        for reason, entries in _matches(spelling, lexicon, family):
            yield reason, [entry for entry in entries if spelling.fits(entry, family, lexicon)]
    if kind in MAY_BE_PEOPLE and family is Family.AGENT and (words := person_words(name)):
        yield _people(name, words, lexicon)


def _spellings(name: str) -> Iterator[_Spelling]:
    """Yield the spellings of *name* to look up, the surest first."""
    yield _Spelling(name)
    plain = without_article(name)
    yield _Spelling(plain, "article")
    outside, inside = outside_parentheses(plain), parenthesised(plain)
    if inside and outside:
        yield _Spelling(outside, "parenthesis", _needed(inside), beside=inside)
        if _is_acronym(inside, outside):
            yield _Spelling(inside, "acronym in parentheses")
    if found := OF_TOWN.fullmatch(outside) or TOWN.fullmatch(outside):
        yield _Spelling(found["name"], "town", "PopulatedPlace")
    if found := AREA.fullmatch(outside):
        yield _Spelling(found["name"], "area", "Area")
    if found := OF_PLACE.fullmatch(outside):
        yield _Spelling(found["name"], "of a place", place=found["place"])
    if (found := ADORNED.fullmatch(outside)) and _only_adorns(found["adjectives"], found["head"]):
        yield _Spelling(f"{found['owner']} {found['head']}", "adjective")
    first, _, last = outside.rpartition(" ")
    if first and is_word_for_members(last) and first[:1].isupper():
        yield _Spelling(first, "members", "ArmedActor")


def _only_adorns(adjectives: str, head: str) -> bool:
    return is_word_for_bodies(head) and telling_words().isdisjoint(folded_words(adjectives))


def _is_told_by(entry: Entry, spelling: _Spelling, lexicon: Lexicon) -> bool:
    """Tell whether what stands in parentheses behind a name says nothing against *entry*.

    It may be another name of it, its initials, the place that it lies in, or the body that a person is of.
    """
    inside = spelling.beside
    others = (*lexicon.by_surface(inside), *lexicon.by_name_key(inside))
    same = entry in others or _is_acronym(inside, spelling.text) or _is_of(entry, inside, lexicon)
    return same or (entry.kind == "Person" and any(other.family is Family.AGENT for other in others))


def _is_of(entry: Entry, place: str, lexicon: Lexicon) -> bool:
    return any(
        around in lexicon.by_name_key(place) or around in lexicon.by_surface(place)
        for around in lexicon.ancestors(entry)
    )


def _needed(inside: str) -> str:
    """Return the kind that a description in parentheses gives what stands before it; an affiliation gives none."""
    kind = agent_kind(inside, Role.ACTOR)
    return place_kind(inside) or (kind if kind in DESCRIBED else "")


def _is_acronym(short: str, long: str) -> bool:
    """Tell whether the letters of *short* begin words of *long*, in order, at least two of them."""
    initials = iter(word[0].lower() for word in re.findall(r"\w+", long))
    return short.isupper() and len(short) > 1 and all(letter in initials for letter in short.lower())


def _matches(spelling: _Spelling, lexicon: Lexicon, family: Family) -> Iterator[tuple[str, list[Entry]]]:
    """Yield what bears the spelling, and only where nothing does, what bears its key; each with the reason."""
    exact = lexicon.by_surface(spelling.text)
    own = [entry for entry in exact if entry.family is family]
    by = f", by the rule “{spelling.rule}”" if spelling.rule else ""
    if own:
        yield f"bears the name “{spelling.text}”{by}", own
        return
    others = [entry for entry in lexicon.by_name_key(spelling.text) if entry.family is family]
    unlike = [entry for entry in others if not any(lexicon.never_same(entry, other) for other in exact)]
    yield f"has a name of the same key as “{spelling.text}”{by}", unlike


def _people(name: str, words: tuple[str, ...], lexicon: Lexicon) -> tuple[str, list[Entry]]:
    """Return the persons of the words of a name, or of one surname those of the post before it; with the reason."""
    bearers = people_of(lexicon.forms).get(words, [])
    if len(words) > 1:
        return "is the person of that name, titles and initials aside", bearers
    post = title_of(name)
    held = [e for e in bearers if any(t.title and post.endswith(t.title.lower()) for t in e.ties)]
    return f"is the “{post}” of that surname", held
