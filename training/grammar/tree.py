"""Sentences as trees of words: putting them together, and writing them as CoNLL-U.

A node owns the words that depend on it, those before it and those after it, in order; so every tree is projective and has
one root by construction. Labels and features are those of the treebanks (Universal Dependencies, English).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

VOWELS = "aeiouAEIOU"
# Words that begin with a vowel letter but not with a vowel, or the other way round.
CONSONANTAL = ("uni", "Uni", "use", "eu", "Eu", "UN", "US", "one")
PARTICIPIAL = frozenset(["following", "including"])
SILENT = ("hour", "honest", "heir")


@dataclass
class Node:
    """A word with its dependents; *glue* says where no blank stands: "l" before the word, "r" after it."""

    word: str
    pos: str
    feats: str = "_"
    dep: str = "root"
    glue: str = ""
    number: str = "Sing"
    person: int = 3
    before: list[Node] = field(default_factory=list)
    after: list[Node] = field(default_factory=list)

    def words(self) -> Iterator[tuple[Node, Node | None]]:
        """Yield each word with its head, from left to right."""
        for child in self.before:
            yield from ((w, h or self) for w, h in child.words())
        yield self, None
        for child in self.after:
            yield from ((w, h or self) for w, h in child.words())


def one(rng: Random, words: str) -> str:
    """Return one of the words in a string."""
    return rng.choice(words.split())


def hang(head: Node, child: Node, dep: str, *, left: bool = False) -> Node:
    """Put *child* last after *head* (or last before it) and return *head*."""
    child.dep = dep
    (head.before if left else head.after).append(child)
    return head


def lead(head: Node, child: Node, dep: str) -> Node:
    """Put *child* before all that *head* has, and return *head*."""
    child.dep = dep
    head.before.insert(0, child)
    return head


def noun(word: str, number: str = "Sing", feats: str = "") -> Node:
    return Node(word, "NOUN", feats or f"Number={number}", number=number)


def name(word: str, number: str = "Sing", glue: str = "") -> Node:
    return Node(word, "PROPN", f"Number={number}", number=number, glue=glue)


def adjective(word: str, degree: str = "Pos", glue: str = "") -> Node:
    return Node(word, "ADJ", f"Degree={degree}", glue=glue)


def adverb(word: str, feats: str = "_") -> Node:
    return Node(word, "ADV", feats)


def preposition(word: str) -> Node:
    return Node(word, "ADP")


def mark(word: str) -> Node:
    return Node(word, "PART" if word == "to" else "SCONJ")


def article(word: str) -> Node:
    return Node(word, "DET", f"Definite={'Def' if word == 'the' else 'Ind'}|PronType=Art")


def conjunction(word: str) -> Node:
    return Node(word, "CCONJ")


def punctuation(word: str, glue: str = "l") -> Node:
    return Node(word, "PUNCT", glue=glue)


def numeral(word: str) -> Node:
    form = "Digit" if word[0].isdigit() else "Word"
    return Node(word, "NUM", f"NumForm={form}|NumType=Card", number="Sing" if word in {"1", "one"} else "Plur")


def with_case(phrase: Node, *words: str) -> Node:
    """Put prepositions before a phrase ("out", "of")."""
    for word in reversed(words):
        lead(
            phrase,
            preposition(word) if word not in PARTICIPIAL else Node(word, "VERB", "Tense=Pres|VerbForm=Part"),
            "case",
        )
    return phrase


def possessive(owner: Node) -> Node:
    """Add 's, or the apostrophe alone after a plural in -s; lists and phrases between commas are left out."""
    owner.after = [
        child for child in owner.after if child.dep in {"flat", "nmod"} or child.word == "-" or _in_brackets(child)
    ]
    last = list(owner.words())[-1][0]
    word = "'" if last.number == "Plur" and last.word.endswith("s") and last.pos == "NOUN" else "'s"
    return hang(owner, Node(word, "PART", glue="l"), "case")


def set_off(phrase: Node) -> Node:
    """Put a comma before a phrase."""
    return lead(phrase, punctuation(","), "punct")


def enclose(head: Node, phrase: Node, dep: str) -> Node:
    """Put a phrase after *head* between commas; the closing one belongs to the head, as in the treebanks."""
    return hang(hang(head, set_off(phrase), dep), punctuation(","), "punct")


def _in_brackets(phrase: Node) -> bool:
    return any(child.word == "(" for child in phrase.before)


def coordinate(first: Node, rest: list[Node], word: str = "and", *, oxford: bool = False) -> Node:
    """Make one coordination, headed by its first member; commas and the conjunction belong to the member they precede."""
    for place, member in enumerate(rest):
        is_last = place == len(rest) - 1
        if is_last:
            lead(member, conjunction(word), "cc")
        if not is_last or (oxford and len(rest) > 1):
            lead(member, punctuation(","), "punct")
        hang(first, member, "conj")
    if first.number and word == "and":
        first.number = "Plur"
    return first


def to_lines(root: Node) -> list[str]:
    """Return the CoNLL-U rows of a sentence: repeated commas dropped, first word capitalised, a or an chosen."""
    pairs = tidy(list(root.words()))
    place = {id(word): i for i, (word, _) in enumerate(pairs, start=1)}
    lines = []
    for i, (word, head) in enumerate(pairs, start=1):
        nxt = pairs[i][0] if i < len(pairs) else None
        blank = "SpaceAfter=No" if nxt is None or "r" in word.glue or "l" in nxt.glue else "_"
        head_place = 0 if head is None else place[id(head)]
        lines.append(
            "\t".join([str(i), word.word, "_", word.pos, "_", word.feats, str(head_place), word.dep, "_", blank])
        )
    return lines


def text_of(root: Node) -> str:
    """Return the sentence as it is printed."""
    out = ""
    for line in to_lines(root):
        columns = line.split("\t")
        out += columns[1] + ("" if columns[9] == "SpaceAfter=No" else " ")
    return out


def tidy(pairs: list[tuple[Node, Node | None]]) -> list[tuple[Node, Node | None]]:
    kept: list[tuple[Node, Node | None]] = []
    for word, head in pairs:
        if word.word in {",", "."} and kept and kept[-1][0].word == ",":
            if word.word == ",":
                continue
            kept.pop()
        if (word.word == "," and not kept) or (word.word == "." and kept and kept[-1][0].word.endswith(".")):
            continue
        kept.append((word, head))
    for (word, _), (nxt, _) in pairwise(kept):
        if word.pos == "DET" and word.word in {"a", "an"}:
            word.word = "an" if _takes_an(nxt.word) else "a"
    for word, _ in kept[:2]:
        word.word = word.word[:1].upper() + word.word[1:]
        if word.pos != "PUNCT":
            break
    return kept


def _takes_an(word: str) -> bool:
    return (
        word.startswith(SILENT) or (word[:1] in VOWELS and not word.startswith(CONSONANTAL)) or word[:2] in {"8", "11"}
    )
