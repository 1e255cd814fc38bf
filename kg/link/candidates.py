"""Finds what a name may stand for in the registry: equal names and equal typed keys decide, likeness only suggests.

1. The families that the role allows are tried in order: actors, places, talks.
2. In each, the spellings of the name: as it is; without an article; "X" of "X (y)" and "X of Y" where the parenthesis or place
   says nothing against it; "y" where it is an acronym of X; "Z" of "town of Z", which must then be a town; "X" of "X fighters";
   "X regime" of "X's brutal regime"; and a person's name without titles, initials and nicknames.
3. Each spelling by its surface, then by its typed key; a key may not lead to what an equal name says is never the same.
4. What is of another kind, what did not exist yet or no longer on the document's date, and what the registry says never bears
   the name, is no candidate.
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
from kg.lexicon.keys import folded_words
from kg.lexicon.kinds import PLACE_KINDS, Family
from kg.link.heads import agent_kind, is_word_for_members, outside_parentheses, parenthesised, place_kind
from kg.link.people import people_of, person_words, title_of
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
PEOPLE: Final = frozenset({"", "Actor", "InformationSource", "Person"})
AREA: Final = re.compile(r"(?P<name>.+) (?:area|region)", re.IGNORECASE)
OF_PLACE: Final = re.compile(r"(?P<name>.+) of (?:the )?(?P<place>[A-Z][^,]*)")
# "Assad's brutal regime"; not who is against somebody, or was once of his.
ADORNED: Final = re.compile(
    r"(?P<owner>[A-Z][\w-]*(?: [A-Z][\w-]*)*)['’]s (?!(?:former|future|new|next|old|opposition|rival)\b)[a-z]+ "
    r"(?P<head>regime|government|army|forces|troops)"
)
OF_TOWN: Final = re.compile(r"(?:the )?(?P<type>city|town|village) of (?P<name>.+)", re.IGNORECASE)
TOWN: Final = re.compile(r"(?P<name>.+) (?P<type>city|town|village)", re.IGNORECASE)
LIKE: Final = 85
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
        for spelling in _spellings(name, kind):
            for reason, entries in _matches(spelling, lexicon, family):
                found = [
                    entry
                    for entry in entries
                    if compatible(entry.kind, kind, family) and compatible(entry.kind, spelling.kind, family)
                    if not spelling.place or _is_of(entry, spelling.place, lexicon)
                    if not spelling.beside or spelling.kind or _is_told_by(entry, spelling, lexicon)
                    if _existed(entry, issued) and not lexicon.denies(entry, name)
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
    near = (
        process.extract(key, keys.keys(), scorer=fuzz.ratio, score_cutoff=LIKE, limit=None)
        if len(key) > OFFERED
        else []
    )
    for other, ratio, _ in near:
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
    """A way to write a name: its words, the kind and place of what then bears it ("": any), a person's words and post."""

    text: str
    kind: str = ""
    place: str = ""
    person: tuple[str, ...] = ()
    post: str = ""
    beside: str = ""


def _spellings(name: str, kind: str) -> Iterator[_Spelling]:
    """Yield the spellings of *name* to look up, the surest first."""
    yield _Spelling(name)
    plain = without_article(name)
    yield _Spelling(plain)
    outside, inside = outside_parentheses(plain), parenthesised(plain)
    if inside and outside:
        yield _Spelling(outside, _needed(inside), beside=inside)
        if _is_acronym(inside, outside):
            yield _Spelling(inside)
    if found := OF_TOWN.fullmatch(outside) or TOWN.fullmatch(outside):
        yield _Spelling(found["name"], "PopulatedPlace")
    if found := AREA.fullmatch(outside):
        yield _Spelling(found["name"], "Area")
    if found := OF_PLACE.fullmatch(outside):
        yield _Spelling(found["name"], place=found["place"])
    if found := ADORNED.fullmatch(outside):
        yield _Spelling(f"{found['owner']} {found['head']}")
    first, _, last = outside.rpartition(" ")
    if first and is_word_for_members(last) and first[:1].isupper():
        yield _Spelling(first, "ArmedActor")
    if kind in PEOPLE and (words := person_words(name)):
        yield _Spelling(name, "Person", person=words, post=title_of(name) if len(words) == 1 else "")


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
    if spelling.person:
        if family is not Family.AGENT:
            return
        bearers = people_of(lexicon.forms).get(spelling.person, [])
        if len(spelling.person) == 1:
            held = [e for e in bearers if any(t.title and spelling.post.endswith(t.title.lower()) for t in e.ties)]
            yield f"is the “{spelling.post}” of that surname", held
        else:
            yield "is the person of that name, titles and initials aside", bearers
        return
    exact = lexicon.by_surface(spelling.text)
    own = [entry for entry in exact if entry.family is family]
    if own:
        yield f"bears the name “{spelling.text}”", own
        return
    yield (
        f"has a name of the same key as “{spelling.text}”",
        [
            entry
            for entry in lexicon.by_name_key(spelling.text)
            if entry.family is family and not any(lexicon.never_same(entry, other) for other in exact)
        ],
    )
