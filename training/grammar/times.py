"""Makes expressions of time, each with its label."""

from __future__ import annotations

from random import Random

from grammar.tree import Node, adjective, adverb, article, hang, lead, name, noun, numeral, one, punctuation, with_case
from grammar.words import common, modify, pick


def time_phrase(rng: Random) -> tuple[Node, str]:
    """Return an expression of time with its label: "on Sunday", "last week", "two days ago", "in May 2014"."""
    chance = rng.random()
    if chance < 0.3:
        day = name(pick(rng, "days"))
        if rng.random() < 0.2:
            part = noun(one(rng, "morning night evening afternoon"))
            return (
                (with_case(lead(part, day, "compound"), "on"), "obl")
                if rng.random() < 0.6
                else (lead(part, day, "compound"), "obl:unmarked")
            )
        return (with_case(day, "on"), "obl") if rng.random() < 0.85 else (day, "obl:unmarked")
    if chance < 0.42:
        return with_case(_date(rng), "on"), "obl"
    if chance < 0.5:
        month = name(pick(rng, "months"))
        if rng.random() < 0.6:
            hang(month, numeral(str(rng.randrange(1995, 2026))), "nmod:unmarked")
        return with_case(month, one(rng, "in in since")), "obl"
    if chance < 0.55:
        return with_case(numeral(str(rng.randrange(1995, 2026))), one(rng, "in in since")), "obl"
    if chance < 0.68:
        unit = noun(one(rng, "week month year night"))
        if rng.random() < 0.7 or unit.word == "night":
            hang(unit, adjective("last"), "amod", left=True)
        else:
            hang(unit, Node("this", "DET", "Number=Sing|PronType=Dem"), "det", left=True)
            hang(unit, Node(one(rng, "earlier late"), "ADV", "Degree=Cmp"), "advmod", left=True)
            unit.before.reverse()
            if unit.before[0].word == "late":
                unit.before[0].word = "later"
        return unit, "obl:unmarked"
    if chance < 0.78:
        unit = noun(one(rng, "days weeks months years hours"), "Plur")
        hang(unit, numeral(one(rng, "two three four five ten")), "nummod", left=True)
        late = Node(one(rng, "ago ago later earlier"), "ADV")
        late.feats = "_" if late.word == "ago" else "Degree=Cmp"
        return hang(late, unit, "obl:unmarked", left=True), "advmod"
    if chance < 0.86:
        return _span(rng), "obl"
    word = one(rng, "overnight yesterday today early early dawn weekend night")
    if word in {"dawn", "night"}:
        return with_case(noun(word), "at"), "obl"
    if word == "weekend":
        return with_case(lead(noun(word), article("the"), "det"), one(rng, "over at")), "obl"
    if word in {"today", "yesterday"}:
        return noun(word), "obl:unmarked"
    if word == "early":
        return early(rng)
    return adverb(word), "advmod"


def early(rng: Random) -> tuple[Node, str]:
    """Return "early on Sunday", "late Sunday", "in the early hours of Sunday"."""
    day = name(pick(rng, "days"))
    word = Node(one(rng, "early late"), "ADV", "Degree=Pos")
    chance = rng.random()
    if chance < 0.5:
        return hang(word, with_case(day, "on"), "obl"), "advmod"
    if chance < 0.75:
        return lead(day, word, "advmod"), "obl:unmarked"
    hours = modify(noun("hours", "Plur"), "early")
    hang(lead(hours, article("the"), "det"), with_case(day, "of"), "nmod")
    return with_case(hours, "in"), "obl"


def _date(rng: Random) -> Node:
    day, month = numeral(str(rng.randrange(1, 29))), name(pick(rng, "months"))
    year = numeral(str(rng.randrange(1995, 2026)))
    if rng.random() < 0.5:
        hang(day, month, "nmod:unmarked")
        return hang(day, year, "nmod:unmarked") if rng.random() < 0.6 else day
    hang(day, month, "nmod:unmarked", left=True)
    if rng.random() < 0.6:
        hang(day, punctuation(","), "punct")
        hang(day, year, "nmod:unmarked")
    return day


def _span(rng: Random) -> Node:
    """Return "for a third day", "after three days of fighting", "during the past week", "for months"."""
    chance = rng.random()
    if chance < 0.35:
        unit = noun(one(rng, "day week time night month"))
        modify(unit, one(rng, "second third first fourth"))
        return with_case(lead(unit, article("the" if unit.word == "time" else "a"), "det"), "for")
    if chance < 0.6:
        unit = noun(one(rng, "days weeks months hours"), "Plur")
        if rng.random() < 0.6:
            hang(unit, numeral(one(rng, "two three several four")), "nummod", left=True)
            if unit.before[0].word == "several":
                unit.before[:] = []
                hang(unit, adjective("several"), "amod", left=True)
        if rng.random() < 0.5:
            hang(
                unit,
                with_case(
                    common(
                        rng.choice(
                            ("fighting", "heavy fighting", "clash", "talks", "shelling", "siege", "negotiations")
                        ),
                        "Plur",
                    ),
                    "of",
                ),
                "nmod",
            )
        return with_case(unit, one(rng, "for after within"))
    unit = noun(one(rng, "week month year decade"))
    hang(unit, adjective(one(rng, "past last")), "amod", left=True)
    return with_case(lead(unit, article("the"), "det"), one(rng, "over during in for"))
