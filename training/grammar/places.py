"""Makes places: towns, regions, sites, parts of them, and where something happens."""

from __future__ import annotations

from random import Random

from grammar import names
from grammar.determiners import determine, modify_first, owned
from grammar.numbers import counted
from grammar.tree import (
    Node,
    adjective,
    adverb,
    article,
    coordinate,
    enclose,
    hang,
    lead,
    name,
    noun,
    numeral,
    one,
    set_off,
    with_case,
)
from grammar.words import common, modify, pick


def place(rng: Random) -> Node:
    """Return a place."""
    chance = rng.random()
    if chance < 0.34:
        return names.place(rng)
    if chance < 0.47:
        return _town_of(rng)
    if chance < 0.55:
        return _region(rng)
    if chance < 0.6:
        return compound_place(rng)
    if chance < 0.72:
        return site(rng)
    if chance < 0.76:
        return _part_of_place(rng)
    if chance < 0.775:
        most = Node(one(rng, "most much"), "ADJ", "Degree=Sup", number="Sing")
        most.feats = "Degree=Pos" if most.word == "much" else most.feats
        return hang(most, with_case(rng.choice((names.place, names.state, compound_place))(rng), "of"), "nmod")
    if chance < 0.81:
        return coordinate(names.place(rng), [names.place(rng) for _ in range(rng.choice((1, 1, 2)))])
    if chance < 0.85:
        return enclose(
            names.place(rng), names.place(rng) if rng.random() < 0.5 else name(rng.choice(names.STATES)), "appos"
        )
    if chance < 0.89:
        return names.state(rng)
    if chance < 0.93:
        return owned(
            names.place(rng) if rng.random() < 0.5 else names.state(rng),
            common(one(rng, "airport border capital north outskirts suburb port east")),
        )
    head = noun(pick(rng, "towns").split()[-1])
    if rng.random() < 0.4:
        modify(head, pick(rng, "place_adjectives"))
    return lead(head, article("the"), "det")


def _region(rng: Random) -> Node:
    """Return "eastern X", "the north-western Y"."""
    where = names.place(rng) if rng.random() < 0.6 else name(rng.choice(names.STATES))
    return modify_first(where, pick(rng, "regions") if rng.random() < 0.8 else "neighbouring")


def _town_of(rng: Random) -> Node:
    head = common(pick(rng, "towns"))
    if rng.random() < 0.5:
        modify_first(head, pick(rng, "place_adjectives"))
    hang(head, with_case(names.place(rng), "of"), "nmod")
    if rng.random() < 0.15:
        hang(head, with_case(rng.choice((names.place, compound_place, names.state))(rng), one(rng, "in near")), "nmod")
    return lead(head, article("the"), "det")


def compound_place(rng: Random) -> Node:
    """Return "X province", "the X region", "Y airport"."""
    if rng.random() < 0.08:
        first, second = name(rng.choice(names.STATES)), name(rng.choice(names.STATES))
        lead(second, hang(first, names.hyphen(), "punct"), "compound")
        return lead(lead(noun("border"), second, "compound"), article("the"), "det")
    kind = one(
        rng,
        "province region district airport area state valley countryside city camp border governorate Province City Airport",
    )
    head = name(kind) if kind[0].isupper() else noun(kind)
    lead(head, names.place(rng), "compound")
    return lead(head, article("the"), "det") if rng.random() < 0.5 else head


def site(rng: Random) -> Node:
    """Return a site: "the airport", "a military base near X", "three checkpoints"."""
    words = pick(rng, "sites")
    if rng.random() < 0.2:
        head = common(words, "Plur")
        lead(head, numeral(one(rng, "two three four several")), "nummod")
        if head.before[0].word == "several":
            head.before[0] = adjective("several")
            head.before[0].dep = "amod"
        return head
    head = common(words)
    if rng.random() < 0.25:
        modify_first(head, pick(rng, "place_adjectives"))
    chance = rng.random()
    if chance < 0.25:
        hang(head, with_case(names.place(rng), one(rng, "in near outside of")), "nmod")
    elif chance < 0.32 and words in {"road", "highway", "border", "supply route", "railway station", "bridge"}:
        hang(head, with_case(coordinate(names.place(rng), [names.place(rng)]), "between"), "nmod")
    return determine(rng, head)


def _part_of_place(rng: Random) -> Node:
    head = common(one(rng, "part area outskirts centre village suburb district side edge"), "Plur")
    link = one(rng, "of of around near in")
    hang(head, with_case(names.place(rng), link), "nmod")
    if rng.random() < 0.4:
        lead(head, adjective(one(rng, "several large many northern eastern")), "amod")
    return head if rng.random() < 0.6 or head.before else lead(head, article("the"), "det")


def placename(rng: Random) -> Node:
    return rng.choice((names.place, names.place, _town_of))(rng)


def place_phrase(rng: Random) -> Node:
    """Return where something happens, with its preposition."""
    chance = rng.random()
    if chance < 0.1:
        side = adverb(one(rng, "north south east west northeast"))
        if rng.random() < 0.5:
            distance = hang(
                noun(one(rng, "km kilometres miles"), "Plur"), numeral(one(rng, "20 30 45 100 12")), "nummod", left=True
            )
            hang(side, distance, "obl:unmarked", left=True)
        hang(side, with_case(names.place(rng), "of"), "obl")
        side.dep = "advmod"
        return side
    where = with_case(place(rng), one(rng, "in in in in near near outside around at across along inside"))
    where.dep = "obl"
    return where


def territory(rng: Random) -> Node:
    """Return ground that changes hands: "territory in X", "villages in Y, Z", "more ground"."""
    head = noun("territory") if rng.random() < 0.4 else common(one(rng, "village area town position"), "Plur")
    if head.number == "Plur" and rng.random() < 0.4:
        head = counted(rng, head)
    if rng.random() < 0.5:
        where = names.place(rng)
        for _ in range(rng.choice((0, 0, 1, 2))):
            hang(where, set_off(names.place(rng)), "conj")
        hang(head, with_case(where, one(rng, "in in around near")), "nmod")
    return head
