"""Finds proper names: those of the registry by a token dictionary, others by shape, and says what kind of thing each is.

1. Registry names are looked up as folded word sequences, longest match first, then leftmost (Aho and Corasick 1975 for the
   need; a dictionary on the first word does for short texts). Hyphens, apostrophes and blanks between words are one.
2. After parsing, runs of proper nouns that no registry name covers are names too. Their kind comes from a head word
   (Front, Brigade), from the words around them (the town of X, X province, Gen. X) or stays open.
A name in lower case in the registry ("regime") matches lower case only as a whole word; others need a capital letter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from anyascii import anyascii

from kg.extract.syntax import Tree
from kg.extract.tables import tables
from kg.lexicon import Entry, Lexicon

__all__ = ["Name", "NameIndex", "find_unregistered"]

WORD = re.compile(r"[^\W_]+")
NEGATING = re.compile(r"\b(?:non|anti|pro|ex|counter|post|pre)[-–]$", re.IGNORECASE)
GAP = re.compile(r"[\s\-‐‑–'’`ʿʾ.]{1,3}")
PLACE_PREPOSITIONS = frozenset(
    {"in", "near", "at", "around", "outside", "inside", "across", "throughout", "toward", "towards", "into"}
)
LINKING = frozenset(
    {"al", "el", "ul", "as", "ash", "an", "ad", "az", "ez", "of", "for", "the", "and", "bin", "ibn", "de", "-", "–"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: half-open offsets in the document, its words, the registry entries it may stand for, its kind.

    `kind` is an ontology class name, "" where unknown. Several entries are homonyms of different families (the state and
    the country "Turkey"); what a frame asks for chooses among them, and `name` and `kind` are the first one's.
    """

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...]
    kind: str

    @property
    def name(self) -> str:
        return self.entries[0].label if self.entries else self.text


def _fold(word: str) -> str:
    return anyascii(word).lower()


class NameIndex:
    """The surface forms of a lexicon by their first word, each form as folded words, the longest first."""

    def __init__(self, lexicon: Lexicon) -> None:
        forms: dict[tuple[str, ...], tuple[tuple[Entry, ...], bool]] = {}
        for form, entry in lexicon.surface_forms():
            words = tuple(_fold(w) for w in WORD.findall(form))
            entries, low = forms.get(words, ((), False))
            forms[words] = (entries if entry in entries else (*entries, entry), low or form == form.lower())
        self._forms: dict[str, list[tuple[tuple[str, ...], tuple[Entry, ...], bool]]] = {}
        for words in sorted(filter(None, forms), key=len, reverse=True):
            self._forms.setdefault(words[0], []).append((words, *forms[words]))

    def find(self, text: str, offset: int = 0) -> tuple[Name, ...]:
        """Find every registered name in *text*, longest first, then leftmost; ordered, never overlapping.

        Offsets are those of *text* plus *offset*. A leading article is not part of a name. Empty text gives ().
        """
        words = list(WORD.finditer(text))
        folded = [_fold(w.group()) for w in words]
        joined = [bool(GAP.fullmatch(text, a.end(), b.start())) for a, b in pairwise(words)]
        found, i = [], 0
        while i < len(words):
            best = self._longest(folded, joined, i, words)
            if best is None:
                i += 1
                continue
            length, entries = best
            if NEGATING.search(text, 0, words[i].start()):
                i += length
                continue
            start, end = words[i].start(), words[i + length - 1].end()
            found.append(Name(offset + start, offset + end, text[start:end], entries, entries[0].kind))
            i += length
        return tuple(found)

    def _longest(
        self, folded: list[str], joined: list[bool], i: int, words: list[re.Match[str]]
    ) -> tuple[int, tuple[Entry, ...]] | None:
        for form, entries, low in self._forms.get(folded[i], ()):
            stop = i + len(form)
            if tuple(folded[i:stop]) != form or not all(joined[i : stop - 1]):
                continue
            if low or any(w.group()[:1].isupper() for w in words[i:stop]):
                return len(form), entries
        return None


def find_unregistered(
    tree: Tree, lexicon: Lexicon, document_text: str, known: Collection[int]
) -> Iterator[tuple[int, int, Name]]:
    """Yield (first token, last token, name) for runs of proper nouns that are no *known* nodes yet."""
    tokens, i = tree.tokens, 0
    while i < len(tokens):
        if (
            i in known
            or not _starts_name(tree, i)
            or NEGATING.search(document_text, max(tokens[i].start - 9, 0), tokens[i].start)
        ):
            i += 1
            continue
        last = i
        while (nxt := _next_part(tree, last)) is not None and nxt not in known:
            last = nxt
        first, i = _without_title(tree, i, last), last + 1
        text = document_text[tokens[first].start : tokens[last].end]
        entries = lexicon.by_name_key(text)
        kind = entries[0].kind if len(entries) == 1 else _kind(tree, first, last)
        yield first, last, Name(tokens[first].start, tokens[last].end, text, entries if len(entries) == 1 else (), kind)


def _without_title(tree: Tree, first: int, last: int) -> int:
    """Step over a rank or office before a person's name ("Commander X")."""
    words = {t.lower for t in tree.tokens[first : last + 1]}
    titled = tables().group_words.get(tree[first].lower) == "Person" and not words & tables().name_heads
    return first + 1 if titled and first < last else first


def _starts_name(tree: Tree, i: int) -> bool:
    token = tree[i]
    if token.last != i or i in tree.folded or not token.text[:1].isupper() or token.lower in tables().not_names:
        return False
    return token.pos == "PROPN" or (token.pos in {"ADJ", "NOUN", "VERB"} and _opens_name(tree, i))


def _opens_name(tree: Tree, i: int) -> bool:
    """Tell whether a capitalised word opens a run of capitalised words with a head ("Revolutionary Front")."""
    run = [t.lower for t in takewhile(lambda t: t.text[:1].isupper() and t.last == t.index, tree.tokens[i + 1 : i + 5])]
    return bool(set(run) & tables().name_heads)


def _next_part(tree: Tree, last: int) -> int | None:
    tokens, i = tree.tokens, last + 1
    while i < len(tokens) and tokens[i].lower in LINKING and i - last <= 3:
        i += 1
    if i >= len(tokens) or i in tree.folded or tokens[i].last != i or not tokens[i].text[:1].isalnum():
        return None
    capital = tokens[i].text[:1].isupper() and tokens[i].pos in {"PROPN", "NOUN", "ADJ"}
    joint = [t.lower for t in tokens[last + 1 : i]]
    if not capital or tokens[i].lower in tables().not_names - {"islamic", "islam"}:
        return None
    return (
        None
        if (joint and joint[0] == "and") or (joint and joint[0] in {"the", "for", "as", "an"} and "-" not in joint)
        else i
    )


def _kind(tree: Tree, first: int, last: int) -> str:
    words = [t.lower for t in tree.tokens[first : last + 1]]
    groups, root = tables().group_words, _root(tree, first, last)
    if words[-1] == "state" and tree.preposition(root) in PLACE_PREPOSITIONS:
        return "Province"
    if any(w in tables().name_heads for w in words):
        return "ArmedGroup"
    kind = groups.get(words[-1], "")
    if kind in {"PopulatedPlace", "Province", "District", "Area", "Facility", "Talks", "Government", "Organization"}:
        return kind
    if words[0] in tables().person_starts or _has_person_title(tree, root):
        return "Person"
    head = tree[tree[root].head]
    if tree.preposition(root) == "of" and groups.get(head.lower, "") in {
        "PopulatedPlace",
        "Province",
        "District",
        "Area",
    }:
        return groups[head.lower]
    if tree.preposition(root) in PLACE_PREPOSITIONS:
        return "Territory"
    return "Person" if last - first == 1 and "-" not in words and tree[root].dep == "nsubj" else ""


def _root(tree: Tree, first: int, last: int) -> int:
    inside = range(first, last + 1)
    return next((i for i in inside if tree[i].head not in inside or tree[i].head == i), first)


def _has_person_title(tree: Tree, root: int) -> bool:
    around = [*tree.children(root, "appos", "compound", "nmod:desc", "flat"), tree[root].head]
    close = tree[root].dep in {"appos", "flat", "nmod:desc", "compound"}
    words = [tree[i].lower for i in (around if close else around[:-1])]
    return any(
        tables().group_words.get(w) == "Person" or w in {"activist", "fighter", "journalist", "cleric"} for w in words
    )
