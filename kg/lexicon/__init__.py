"""Holds the registry as plain immutable tables: who and what has a name, and which names mean which.

Rules:
1. every row has a source; a preferred name and any number of others;
2. a surface form that two rows of one family share is a homonym: only rows declared never the same may have one;
3. a hidden name written in lower case ("the army") is generic: it counts only in a text that names its row otherwise;
4. `Lexicon.in_context(text)` settles homonyms and generic names for one text, or leaves them ambiguous.
Reading the registry's files is the business of `kg.formats.registry`.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Final, NamedTuple

from kg.errors import LexiconError
from kg.identifiers import sha256_hex
from kg.lexicon.keys import folded_words, name_key, plain_text, surface_key
from kg.lexicon.kinds import KINDS, Family
from kg.lexicon.rows import Entry, Name, Succession, Tie

__all__ = ["Entry", "Forms", "Lexicon", "Name", "NameForm", "Succession", "Tie", "name_key"]

SHORTEST_KEY: Final = 5
# "The coalition led by X", "the army of X", "the X-led coalition".
OF_OTHERS: Final = r"\b{head}s? (?:led by|of) (?:the )?([A-Z][\w-]+(?: [A-Z][\w-]+)*)"
LED_BY_OTHERS: Final = r"\b([A-Z][\w.-]+)-led {head}\b"
# "Full Name of X (FNX)": capitalised words and the small ones between them, then capitals in parentheses.
DEFINED: Final = re.compile(
    r"(?P<full>[A-Z][\w’'-]*(?: (?:(?:of|for|the|and|in) ){0,2}[A-Za-z][\w’'-]*){1,7}) \((?P<short>[A-Z][A-Z.-]{1,9})\)"
)
Form = tuple[str, str]


class NameForm(NamedTuple):
    """One name of one row, and its surface key."""

    entry: Entry
    name: Name
    key: str


class Forms:
    """What all texts have in common: the rows by IRI, their names by either key, and the rivals for a form, by IRI.

    Rivals are the other rows of the same family that bear the name. Equal only to itself, so that more can be derived once.
    """

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.by_iri = MappingProxyType({entry.iri: entry for entry in entries})
        self.denied = frozenset((e.iri, surface_key(name)) for e in entries for name in e.never_named)
        every = (NameForm(entry, name, surface_key(name.text)) for entry in entries for name in entry.names)
        self.all = tuple(form for form in every if (form.entry.iri, form.key) not in self.denied)
        self.by_entry = _grouped((form.entry.iri, form) for form in self.all)
        self.by_surface = _grouped((form.key, form) for form in self.all)
        self.generic = tuple(form for form in self.all if form.name.generic)
        self.rivals = {(f.entry.iri, f.key): rivals for f in self.all if (rivals := self._rivals(f))}
        self.contested = tuple(form for form in self.all if (form.entry.iri, form.key) in self.rivals)

    @cached_property
    def by_name_key(self) -> dict[str, tuple[NameForm, ...]]:
        pairs = ((name_key(form.name.text), form) for form in self.all)
        return {key: forms for key, forms in _grouped(pairs).items() if key}

    @cached_property
    def by_last_word(self) -> dict[str, tuple[NameForm, ...]]:
        """Return the names by the last of their folded words, what stands in parentheses left out."""
        words = ((folded_words(form.name.text.partition(" (")[0]), form) for form in self.all)
        return _grouped((found[-1], form) for found, form in words if found)

    def _rivals(self, form: NameForm) -> tuple[Entry, ...]:
        bearers = {bearer.entry.iri: bearer.entry for bearer in self.by_surface[form.key]}
        return tuple(e for iri, e in bearers.items() if iri != form.entry.iri and e.family is form.entry.family)


@dataclass(frozen=True)
class Lexicon:
    """The registry's rows, indexed; immutable, so one may be shared by threads.

    `silent` holds the forms (IRI, surface key) that do not count in the text at hand: see `in_context`. `forms` are the
    indexed names, made from the rows; the lexicons in context share them.

    Raises:
        LexiconError: a row lacks its source or its preferred name, is there twice, refers to a row that is not there,
            lies within itself, or shares a surface form with a row of its family from which nothing keeps it apart.
    """

    entries: tuple[Entry, ...]
    silent: frozenset[Form] = frozenset()
    forms: Forms = field(default_factory=lambda: Forms(()), repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.forms.all:
            _check_rows(self.entries)
            object.__setattr__(self, "forms", Forms(self.entries))
            _check_references(self)
            _check_homonyms(self)

    def __reduce__(self) -> tuple[type[Lexicon], tuple[object, ...]]:
        """Travel to other processes as the rows alone."""
        return type(self), (self.entries, self.silent)

    @property
    def by_iri(self) -> MappingProxyType[str, Entry]:
        """Return the rows by IRI."""
        return self.forms.by_iri

    @cached_property
    def digest(self) -> str:
        """Return the sha256 of the rows in hex; their order and `silent` do not matter."""
        rows = sorted((asdict(entry) for entry in self.entries), key=lambda row: str(row["iri"]))
        return sha256_hex(json.dumps(rows, ensure_ascii=True, sort_keys=True).encode("ascii"))

    def by_surface(self, name: str) -> tuple[Entry, ...]:
        """Return the rows that bear *name* up to case, hyphens and spaces, by IRI; "us" is not the acronym US."""
        bearers = [form for form in self.forms.by_surface.get(surface_key(name), ()) if self.counts(form)]
        found = dict.fromkeys(f.entry for f in bearers if not (f.name.text.isupper() and name == name.lower()))
        return tuple(entry for entry in found if not self.denies(entry, name))

    def by_name_key(self, name: str) -> tuple[Entry, ...]:
        """Return the rows with a name of the same typed key as *name*, by IRI; none for a key too short to tell."""
        key = name_key(name)
        bearers = self.forms.by_name_key.get(key, ()) if len(key) >= SHORTEST_KEY else ()
        found = dict.fromkeys(form.entry for form in bearers if self.counts(form))
        return tuple(entry for entry in found if not self.denies(entry, name))

    def denies(self, entry: Entry, name: str) -> bool:
        """Tell whether a row says that it never bears *name*, whatever its names look like."""
        return (entry.iri, surface_key(name)) in self.forms.denied

    def surface_forms(self) -> tuple[tuple[str, Entry], ...]:
        """Return every name with its row, by name, preferred names before others of the same spelling.

        A form that several rows bear comes once for each. A lexicon in context leaves out what does not count.
        """
        forms = sorted(self._forms(), key=lambda f: (f.name.text, not f.name.preferred, f.entry.iri))
        return tuple((form.name.text, form.entry) for form in forms)

    def never_same(self, one: Entry, other: Entry) -> bool:
        """Tell whether either row says that it is never the other."""
        return other.iri in one.never_same_as or one.iri in other.never_same_as

    def ancestors(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the places that *entry* lies within, innermost first."""
        chain: list[Entry] = []
        while entry.within is not None and (entry := self.by_iri[entry.within]) not in chain:
            chain.append(entry)
        return tuple(chain)

    def in_context(self, text: str) -> Lexicon:
        """Return the lexicon as it holds for *text*.

        A generic name counts if the text also names its row otherwise, someone who speaks for it or is a part of it, (for a
        place) the place right around it, or (for a coalition) a member of it and no other coalition. Of homonyms one counts
        alone if the text names it otherwise or names a place around it, and does so for no other; else all stay, and the name
        is ambiguous. What the text itself gives another meaning counts for nothing: an acronym that it defines otherwise, a
        generic name that it says is somebody else's ("the coalition led by X").
        """
        padded = f" {plain_text(text)} "
        here = self._without(self._redefined(text, padded))
        named = here._named_in(text, padded)
        return here._without([*here._unanchored(named), *here._outdone(named)])

    def _without(self, forms: Iterable[Form]) -> Lexicon:
        """Return the lexicon in which *forms* do not count either; itself where that changes nothing."""
        silent = self.silent | frozenset(forms)
        return self if silent == self.silent else Lexicon(self.entries, silent, self.forms)

    def _named_in(self, text: str, padded: str) -> frozenset[str]:
        return frozenset(
            form.entry.iri
            for form in self._forms()
            if f" {form.key} " in padded and not form.name.generic and not self._contenders(form)
            # "us" is not the acronym US.
            if not form.name.text.isupper() or re.search(rf"\b{re.escape(form.name.text)}(?!\w)", text)
        )

    def _redefined(self, text: str, padded: str) -> Iterator[Form]:
        """Yield the forms to which the text gives a meaning of its own."""
        for found in DEFINED.finditer(text):
            full, short = plain_text(found["full"]), surface_key(found["short"])
            for form in self.forms.by_surface.get(short, ()):
                own = {other.key for other in self.forms.by_entry[form.entry.iri] if " " in other.key}
                if not any(full.endswith(key) for key in own) and _begin(full, found["short"]):
                    yield form.entry.iri, form.key
        for form in self.forms.generic:
            if f" {(head := form.key.split()[-1])}" not in padded:
                continue
            of_others = re.findall(OF_OTHERS.format(head=re.escape(head)), text) + re.findall(
                LED_BY_OTHERS.format(head=re.escape(head)), text
            )
            bearing = {other.key for other in self.forms.by_entry[form.entry.iri]} if of_others else set()
            if any(not any(plain_text(other) in key for key in bearing) for other in of_others):
                yield form.entry.iri, form.key

    def _unanchored(self, named: frozenset[str]) -> Iterator[Form]:
        present = [e for e in self.entries if e.iri in named]
        spoken_for = {e.speaks_for for e in present} | {e.part_of for e in present}
        if not any(e.kind == "Coalition" for e in present):
            # Where no other coalition is named, the one of a member is meant.
            spoken_for |= {t.body for e in present for t in e.ties if self.by_iri[t.body].kind == "Coalition"}
        for form in self.forms.generic:
            if self.counts(form):
                around = {form.entry.within} if form.entry.family is Family.PLACE else set()
                if not ({form.entry.iri, *around} & named or form.entry.iri in spoken_for):
                    yield form.entry.iri, form.key

    def _outdone(self, named: frozenset[str]) -> Iterator[Form]:
        for form in self.forms.contested:
            if not self.counts(form) or not (rivals := self._contenders(form)):
                continue
            all_of_them = (form.entry, *rivals)
            winners = [e for e in all_of_them if self._evident(e, all_of_them, named)]
            if len(winners) == 1 and winners[0] != form.entry:
                yield form.entry.iri, form.key

    def _evident(self, entry: Entry, contenders: tuple[Entry, ...], named: frozenset[str]) -> bool:
        others = {place.iri for e in contenders if e != entry for place in self.ancestors(e)}
        return bool(({entry.iri, *(place.iri for place in self.ancestors(entry))} - others) & named)

    def _contenders(self, form: NameForm) -> tuple[Entry, ...]:
        rivals = self.forms.rivals.get((form.entry.iri, form.key), ())
        return tuple(entry for entry in rivals if not self.silent or (entry.iri, form.key) not in self.silent)

    def _forms(self) -> Iterator[NameForm]:
        return filter(self.counts, self.forms.all) if self.silent else iter(self.forms.all)

    def counts(self, form: NameForm) -> bool:
        """Tell whether a form counts in the text at hand."""
        return not self.silent or (form.entry.iri, form.key) not in self.silent


def _begin(full: str, short: str) -> bool:
    """Tell whether the letters of *short* begin words of *full*, in order."""
    initials = iter(word[0] for word in full.split())
    return all(letter in initials for letter in short.lower() if letter.isalpha())


def _grouped(pairs: Iterable[tuple[str, NameForm]]) -> dict[str, tuple[NameForm, ...]]:
    groups: defaultdict[str, list[NameForm]] = defaultdict(list)
    for key, form in pairs:
        groups[key].append(form)
    return {key: tuple(sorted(forms, key=lambda f: (f.entry.iri, f.name.text))) for key, forms in groups.items()}


def _check_rows(entries: tuple[Entry, ...]) -> None:
    seen: set[str] = set()
    for entry in entries:
        preferred = [name.text for name in entry.names if name.preferred]
        if not entry.source.strip():
            raise LexiconError(entry.iri, "has no source", "every row names where it comes from")
        if entry.iri in seen:
            raise LexiconError(entry.iri, "is there twice", "one row for each IRI")
        if entry.kind not in KINDS:
            raise LexiconError(entry.iri, f"is of unknown kind '{entry.kind}'", f"one of: {', '.join(sorted(KINDS))}")
        if preferred != [entry.label]:
            raise LexiconError(entry.iri, f"has preferred names {preferred}", "exactly one, which is its label")
        if empty := [name.text for name in entry.names if not surface_key(name.text)]:
            raise LexiconError(entry.iri, f"has the name {empty[0]!r}", "a name has at least one letter or digit")
        seen.add(entry.iri)


def _check_references(lexicon: Lexicon) -> None:
    for entry in lexicon.entries:
        for target in entry.references:
            if target not in lexicon.by_iri:
                raise LexiconError(entry.iri, f"refers to {target}, which is not there", "name a row of the registry")
        if entry.iri in entry.never_same_as:
            raise LexiconError(entry.iri, "is never the same as itself", "name another row")
        for what, above in _CIRCLES.items():
            if _leads_back(lexicon, entry, above):
                raise LexiconError(entry.iri, f"{what} itself, in the end", "rows without a circle")


def _leads_back(lexicon: Lexicon, entry: Entry, above: Callable[[Entry], Iterable[str]]) -> bool:
    """Tell whether a row can be reached from itself by what *above* names."""
    todo, seen = list(above(entry)), set[str]()
    while todo:
        iri = todo.pop()
        if iri == entry.iri:
            return True
        if iri not in seen:
            seen.add(iri)
            todo += above(lexicon.by_iri[iri])
    return False


_CIRCLES: Final[Mapping[str, Callable[[Entry], Iterable[str]]]] = {
    "lies within": lambda entry: [entry.within] if entry.within else [],
    "is a part of": lambda entry: [entry.part_of] if entry.part_of else [],
    "speaks for": lambda entry: [entry.speaks_for] if entry.speaks_for else [],
    "follows": lambda entry: [row.predecessor for row in entry.successions],
    "belongs to": lambda entry: [tie.body for tie in entry.ties],
}


def _check_homonyms(lexicon: Lexicon) -> None:
    for form in lexicon._forms():
        for other in lexicon._contenders(form):
            if not lexicon.never_same(form.entry, other):
                wrong = f"shares the name '{form.name.text}' with {other.iri}"
                raise LexiconError(form.entry.iri, wrong, "one row, or two that are never the same")
