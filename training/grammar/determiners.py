"""Articles, possessives and pronouns."""

from __future__ import annotations

from random import Random

from grammar.tree import Node, article, hang, lead, possessive, punctuation
from grammar.words import is_countable, modify

PRONOUNS = {
    "he": ("Nom", "Masc", "Sing"), "him": ("Acc", "Masc", "Sing"), "she": ("Nom", "Fem", "Sing"), "her": ("Acc", "Fem", "Sing"),
    "it": ("Nom", "Neut", "Sing"), "they": ("Nom", "", "Plur"), "them": ("Acc", "", "Plur"),
    "his": ("Gen", "Masc", "Sing"), "its": ("Gen", "Neut", "Sing"), "their": ("Gen", "", "Plur"),
}  # fmt: skip


def pronoun(word: str) -> Node:
    case, gender, number = PRONOUNS[word]
    feats = [f"Case={case}", f"Gender={gender}" if gender else "", f"Number={number}", "Person=3"]
    feats += ["Poss=Yes"] if case == "Gen" else []
    return Node(word, "PRON", "|".join([f for f in feats if f] + ["PronType=Prs"]), number=number)


def first_person(word: str) -> Node:
    number = "Sing" if word in {"I", "my", "me"} else "Plur"
    case = {"I": "Nom", "we": "Nom", "my": "Gen", "our": "Gen", "us": "Acc", "me": "Acc"}[word]
    poss = "|Poss=Yes" if case == "Gen" else ""
    return Node(word, "PRON", f"Case={case}|Number={number}|Person=1{poss}|PronType=Prs", number=number, person=1)


def determine(rng: Random, head: Node, *, definite: float = 0.6) -> Node:
    """Put "the" or "a" (or nothing, on a plural) before a common noun."""
    if rng.random() < definite:
        return lead(head, article("the"), "det")
    mass = head.number == "Sing" and not is_countable(head.word)
    return head if head.number != "Sing" or mass else lead(head, article("a"), "det")


def owned(owner: Node, head: Node) -> Node:
    return lead(head, possessive(owner), "nmod:poss")


def his(rng: Random, head: Node, words: tuple[str, ...] = ("his", "its", "their")) -> Node:
    return lead(head, pronoun(rng.choice(words)), "nmod:poss")


def modify_first(head: Node, words: str) -> Node:
    modify(head, words)
    head.before.insert(0, head.before.pop())
    return head


def quoted(rng: Random, phrase: Node) -> Node:
    opening, closing = rng.choice((('"', '"'), ("“", "”"), ("'", "'"), ("‘", "’")))
    lead(phrase, punctuation(opening, "r"), "punct")
    return hang(phrase, punctuation(closing), "punct")


def without_article(group: Node) -> Node:
    group.before = [w for w in group.before if w.dep != "det"]
    return group
