"""Finds the proper names that are known: those of the registry, and those that the document defines.

1. Names are looked up as folded word sequences, longest match first, then leftmost (Aho and Corasick 1975 for the need; a
   dictionary on the first word does for short texts). Hyphens, apostrophes and blanks between words are one.
2. Where the document defines an alias ("Full Name (ABC)"), the definition as a whole is one name.
A name in lower case in the registry ("regime") matches lower case only as a whole word; others need a capital letter. A
short form that the document defines ("RSF") matches only as it is written there. The names that nothing defines are found in
the parsed sentence (`kg.extract.unregistered`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii

from kg.lexicon import Entry, Forms, Lexicon, NameForm

__all__ = ["Alias", "LocalName", "Name", "NameIndex", "is_capitalised", "is_negated"]

WORD = re.compile(r"[^\W_]+")
LONGEST_NEGATION = 9
NEGATING = re.compile(r"\b(?:non|anti|pro|ex|counter|post|pre)[-–]$", re.IGNORECASE)
GAP = re.compile(r"[\s\-‐‑–'’`ʿʾ.]{1,3}")
ARTICLE = re.compile(r"(?:al|el|ul|as|ash|an|ad|ar|at|az|ez)[-‐‑–](?=.)")


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: half-open offsets in the document, its words, the registry entries it may stand for, its kind.

    `kind` is an ontology class name, "" where unknown. Several entries are homonyms of different families (the state and
    the country "Turkey"); what a frame asks for chooses among them, and `name` and `kind` are the first one's. Without
    entries `canonical` is the name that the document has for it elsewhere, "" where this is it, and `evidence` the rule that
    gave the kind. `also` holds the spans of the aliases that are defined right here, which belong to the same thing.
    """

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...]
    kind: str
    canonical: str = ""
    evidence: str = ""
    also: tuple[tuple[int, int], ...] = ()

    @property
    def name(self) -> str:
        return self.entries[0].label if self.entries else self.canonical or " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Alias:
    """A definition in the text: the span of the name, that of its alias, and where the whole of it ends (half-open)."""

    start: int
    end: int
    alias_start: int
    alias_end: int
    whole_end: int


@dataclass(frozen=True, slots=True)
class LocalName:
    """A form that a document gives a name: what it stands for there, and its registry entries if it has any."""

    form: str
    canonical: str
    entries: tuple[Entry, ...] = ()


def is_capitalised(word: str) -> bool:
    """Tell whether a word opens as names do: with a capital letter or a digit, or with an Arabic article before one."""
    stem = ARTICLE.sub("", word)
    return stem[:1].isupper() or stem[:1].isdigit()


def is_negated(text: str, start: int) -> bool:
    """Tell whether what starts at an offset of *text* is part of a word that is another's ("non-X", "anti-X", "ex-X")."""
    return bool(NEGATING.search(text, max(start - LONGEST_NEGATION, 0), start))


def _fold(word: str) -> str:
    return (word if word.isascii() else anyascii(word)).lower()


def _words(form: str) -> tuple[str, ...]:
    return tuple(_fold(w) for w in WORD.findall(form))


@lru_cache(maxsize=8)
def _by_first_word(forms: Forms) -> dict[str, tuple[tuple[tuple[str, ...], NameForm], ...]]:
    """Return the names of the registry with their folded words, by the first of these, in the order of `surface_forms`."""
    found: dict[str, list[tuple[tuple[str, ...], NameForm]]] = {}
    for form in sorted(forms.all, key=lambda f: (f.name.text, not f.name.preferred, f.entry.iri)):
        if words := _words(form.name.text):
            found.setdefault(words[0], []).append((words, form))
    return {first: tuple(pairs) for first, pairs in found.items()}


@dataclass(frozen=True, slots=True)
class _Form:
    """What a folded form stands for; `low` where it counts in lower case too, `exact` the only spelling that counts."""

    words: tuple[str, ...]
    entries: tuple[Entry, ...]
    low: bool = False
    canonical: str = ""
    exact: str = ""


class NameIndex:
    """The surface forms of a lexicon, and of the *local* names of one document, by their first word, the longest first.

    The forms of all lexicons in context are sorted once; which of them count is looked up for the words that a text has.
    """

    def __init__(self, lexicon: Lexicon, local: Iterable[LocalName] = ()) -> None:
        self._lexicon = lexicon
        self._registered = _by_first_word(lexicon.forms)
        self._local: dict[str, list[LocalName]] = {}
        for name in local:
            if words := _words(name.form):
                self._local.setdefault(words[0], []).append(name)
        self._looked_up: dict[str, tuple[_Form, ...]] = {}

    def _opening_with(self, first: str) -> tuple[_Form, ...]:
        """Return the forms with a first word, the longest first."""
        if first not in self._registered and first not in self._local:
            return ()
        if first not in self._looked_up:
            self._looked_up[first] = tuple(self._forms(first))
        return self._looked_up[first]

    def _forms(self, first: str) -> list[_Form]:
        forms: dict[tuple[str, ...], _Form] = {}
        for words, form in self._registered.get(first, ()):
            if self._lexicon.counts(form):
                text, old = form.name.text, forms.get(words, _Form(words, ()))
                entries = old.entries if form.entry in old.entries else (*old.entries, form.entry)
                short = text if text.isupper() and len(words) == 1 and (words not in forms or old.exact == text) else ""
                forms[words] = _Form(words, entries, old.low or text == text.lower(), exact=short)
        for name in self._local.get(first, ()):
            words, exact = _words(name.form), name.form if name.form.isupper() and " " not in name.form else ""
            forms.setdefault(words, _Form(words, name.entries, False, name.canonical, exact))
        return sorted(forms.values(), key=lambda form: len(form.words), reverse=True)

    def find(self, text: str, offset: int = 0) -> tuple[Name, ...]:
        """Find every known name in *text*, longest first, then leftmost; ordered, never overlapping.

        Offsets are those of *text* plus *offset*. A leading article is not part of a name. Empty text gives ().
        """
        words = list(WORD.finditer(text))
        folded = WORD.findall(text.lower()) if text.isascii() else [_fold(w.group()) for w in words]
        found: list[Name] = []
        after = 0
        for i, first in enumerate(folded):
            forms = self._opening_with(first) if i >= after else ()
            form = _longest(forms, text, folded, i, words) if forms else None
            if form is None:
                continue
            after = i + len(form.words)
            start, end = words[i].start(), words[after - 1].end()
            entries = tuple(entry for entry in form.entries if not self._lexicon.denies(entry, text[start:end]))
            if not is_negated(text, start) and (entries or not form.entries):
                kind = entries[0].kind if entries else ""
                found.append(Name(offset + start, offset + end, text[start:end], entries, kind, form.canonical))
        return tuple(found)


def _longest(forms: Iterable[_Form], text: str, folded: list[str], i: int, words: list[re.Match[str]]) -> _Form | None:
    for form in forms:
        stop = i + len(form.words)
        if tuple(folded[i:stop]) != form.words or not _are_joined(text, words[i:stop]):
            continue
        if form.exact and words[i].group() != form.exact:
            continue
        if any(w.group()[:1].isupper() for w in words[i:stop]) or (form.low and not _is_of_another(folded, i, stop)):
            return form
    return None


def _is_of_another(folded: list[str], start: int, stop: int) -> bool:
    """Tell whether a name in common nouns has a complement that makes it another's: "the army of the Mujahideen"."""
    return folded[start] == "the" and folded[stop : stop + 1] == ["of"]


def _are_joined(text: str, words: list[re.Match[str]]) -> bool:
    return all(GAP.fullmatch(text, a.end(), b.start()) for a, b in pairwise(words))
