"""Puts numbers and estimates before nouns: "30", "at least 30", "dozens of", "two million"."""

from __future__ import annotations

from random import Random

from grammar.tree import Node, adjective, adverb, article, hang, lead, noun, numeral, one, preposition, with_case
from grammar.words import pick


def number(rng: Random) -> Node:
    """Return a number: "30", "two million", "1.5 million"."""
    if rng.random() < 0.06:
        million = numeral(one(rng, "million million hundred thousand"))
        return lead(million, numeral(one(rng, "two three 1.5 2 one five")), "compound")
    return numeral(pick(rng, "numbers"))


def estimate(rng: Random, number: Node) -> Node:
    """Put "at least", "more than", "about" before a number."""
    words = rng.choice(
        (
            "at least",
            "at least",
            "at least",
            "more than",
            "more than",
            "about",
            "some",
            "nearly",
            "around",
            "up to",
            "over",
            "fewer than",
            "almost",
            "only",
        )
    )
    if words == "at least":
        return lead(number, hang(adjective("least", "Sup"), preposition("at"), "case", left=True), "nmod")
    if words.endswith("than"):
        first = Node(words.split()[0], "ADJ", "Degree=Cmp|ExtPos=ADV")
        return lead(number, hang(first, preposition("than"), "fixed"), "advmod")
    if words == "up to":
        first = Node("up", "ADP", "ExtPos=ADV")
        return lead(number, hang(first, preposition("to"), "fixed"), "advmod")
    if words == "some":
        return lead(number, Node("some", "DET", "PronType=Ind"), "advmod")
    return lead(number, adverb(words), "advmod")


def counted(rng: Random, head: Node) -> Node:
    """Put a number before a plural: "at least 30", "more than 170", "dozens of", "several"."""
    chance = rng.random()
    if chance < 0.28:
        return lead(head, number(rng), "nummod")
    if chance < 0.7:
        return lead(head, estimate(rng, number(rng)), "nummod")
    if chance < 0.82:
        words = one(rng, "several many several few")
        lead(head, adjective(words), "amod")
        return lead(head, article("a"), "det") if words == "few" else head
    if chance < 0.86:
        return lead(head, hang(numeral("dozen"), article("a"), "det", left=True), "nummod")
    quantity = noun(one(rng, "dozens hundreds thousands scores dozens hundreds thousands"), "Plur")
    if rng.random() < 0.15:
        quantity = hang(noun("tens", "Plur"), with_case(noun("thousands", "Plur"), "of"), "nmod")
        hang(quantity.after[0], with_case(head, "of"), "nmod")
        return quantity
    return hang(quantity, with_case(head, "of"), "nmod")
