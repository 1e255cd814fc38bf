"""Reads the word lists, and turns their entries into words with the right tags: compounds, hyphens, participles."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from random import Random

from grammar.morphology import plural
from grammar.tree import Node, adjective, adverb, hang, lead, name, noun, numeral, punctuation

# Nouns without a singular; all are Number=Plur but "troops".
PLURAL_ONLY = frozenset(
    """authorities troops forces police talks hostilities negotiations discussions consultations casualties outskirts arms
 factions whereabouts people men sanctions""".split()
)
MASS = frozenset(
    """fighting combat war infighting violence shelling gunfire shooting artillery ammunition fuel food medicine aid
 equipment money gold property looting torture damage panic displacement fear anger chaos outrage criticism dialogue
 destruction news morale cattle fire armour encirclement""".split()
)
# Words before a noun that the treebanks tag as verbs.
PARTICIPLES = frozenset(
    """besieged disputed occupied captured displaced wounded injured detained trapped suspected exiled wanted ousted
 deserted devastated coordinated renewed stolen improvised destroyed controlled held led backed linked aligned supported
 sponsored affiliated trained funded based dominated allied brokered made declared""".split()
)
GERUNDS = frozenset("neighbouring neighboring fleeing leading mining surrounding warring".split())
ORDINALS = frozenset("first second third fourth fifth".split())
SUPERLATIVES = frozenset("latest deadliest largest biggest".split())
ADJECTIVES_BEFORE_NOUNS = frozenset(
    "heavy human military armed presidential central humanitarian small joint local former".split()
)
COMPASS = frozenset(["north", "south"])
UNITS = frozenset(["day", "month", "year", "hour", "point", "week", "man"])
PASSIVE_PARTICIPLE = "Tense=Past|VerbForm=Part|Voice=Pass"


@cache
def word_lists() -> dict[str, list[str]]:
    path = Path(__file__).with_name("words.toml")
    lists: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return lists


def pick(rng: Random, listed: str) -> str:
    return rng.choice(word_lists()[listed])


def common(words: str, number: str = "Sing") -> Node:
    """Return a common noun; words before the last modify it ("border crossing", "counter-offensive")."""
    *first, last = words.split()
    if last == "Islamist":
        head = name(plural(last) if number == "Plur" else last, number)
    elif last in PLURAL_ONLY:
        head = noun(last, "Plur", "Number=Ptan" if last == "troops" else "")
    elif last in MASS or number == "Sing":
        head = _hyphenated_noun(last)
    else:
        head = _hyphenated_noun(last, "Plur")
    for word in first:
        if word in ADJECTIVES_BEFORE_NOUNS:
            hang(head, adjective(word), "amod", left=True)
        elif word == "UN":
            hang(head, name(word), "compound", left=True)
        else:
            hang(head, noun(word, "Plur" if word == "rights" else "Sing"), "compound", left=True)
    if first[:2] == ["human", "rights"]:
        rights = head.before[1]
        rights.before.append(head.before.pop(0))
    return head


def _hyphenated_noun(word: str, number: str = "Sing") -> Node:
    first, _, last = word.rpartition("-")
    form = plural(last) if number == "Plur" else last
    head = noun(form, number)
    if first:
        hang(head, hang(noun(first), punctuation("-", "lr"), "punct"), "compound", left=True)
    return head


def is_countable(words: str) -> bool:
    last = words.split()[-1]
    return last not in MASS and last not in PLURAL_ONLY


def modify(head: Node, words: str) -> Node:
    """Put an adjective, a participle or a phrase of them last before *head*."""
    modifier = _modifier(words)
    return hang(head, modifier, modifier.dep, left=True)


def _modifier(words: str) -> Node:
    *adverbs, last = words.split()
    first, _, core = last.rpartition("-")
    if not first:
        node = _plain_modifier(core)
    elif core in UNITS:
        node = noun(core)
        hang(node, hang(numeral(first), punctuation("-", "lr"), "punct"), "nummod", left=True)
        node.dep = "compound"
    elif core in {"scale", "range"}:
        node = noun(core)
        hang(node, hang(adjective(first), punctuation("-", "lr"), "punct"), "amod", left=True)
        node.dep = "compound"
    else:
        node = _plain_modifier(core)
        left = _before_hyphen(first)
        dep = "obl:unmarked" if left.pos == "PROPN" or node.pos == "ADJ" else "compound"
        dep = "compound" if first in COMPASS else dep
        hang(node, hang(left, punctuation("-", "lr"), "punct"), dep, left=True)
    for word in adverbs:
        hang(node, adverb(word), "advmod", left=True)
    return node


def _before_hyphen(word: str) -> Node:
    if word in {"Russian", "Iranian", "American"}:
        return adjective(word)
    return name(word) if word[0].isupper() else noun(word)


def _plain_modifier(word: str) -> Node:
    if word in PARTICIPLES:
        return Node(word, "VERB", PASSIVE_PARTICIPLE, dep="amod")
    if word in GERUNDS:
        return Node(word, "VERB", "VerbForm=Ger", dep="amod")
    if word in ORDINALS:
        return Node(word, "ADJ", "Degree=Pos|NumForm=Word|NumType=Ord", dep="amod")
    if word in {"ground", "rebel"}:
        return Node(word, "NOUN", "Number=Sing", dep="compound")
    node = adjective(word, "Sup" if word in SUPERLATIVES else "Pos")
    node.dep = "amod"
    return node


def participle_modifier(left: Node, word: str) -> Node:
    """Return "X-backed": what stands before the hyphen belongs to the participle."""
    node = Node(word, "VERB", PASSIVE_PARTICIPLE, dep="amod")
    dep = "obl:unmarked" if left.pos == "PROPN" else "compound"
    return lead(node, hang(left, punctuation("-", "lr"), "punct"), dep)
