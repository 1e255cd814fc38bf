"""Makes things: positions, vehicles, weapons, goods, buildings, troops that are sent."""

from __future__ import annotations

from random import Random

from grammar import names
from grammar.determiners import determine, his, owned
from grammar.groups import bare_group_name, force, group_name
from grammar.numbers import counted
from grammar.places import place
from grammar.tree import Node, adjective, coordinate, hang, lead, noun, one, with_case
from grammar.words import common, modify, pick


def position(rng: Random) -> Node:
    """Return what fighters hold: "their positions", "rebel positions in X", "an army post"."""
    head = common(pick(rng, "positions"), "Plur")
    chance = rng.random()
    if chance < 0.25:
        his(rng, head, ("their", "its"))
    elif chance < 0.5:
        lead(head, noun(pick(rng, "owners")), "compound")
    elif chance < 0.7:
        lead(head, bare_group_name(rng), "compound")
    elif chance < 0.85:
        head = owned(group_name(rng), head)
    if rng.random() < 0.3:
        hang(head, with_case(names.place(rng), one(rng, "in near around outside")), "nmod")
    return head


def convoy(rng: Random) -> Node:
    """Return vehicles: "an army convoy", "three tanks", "a bus carrying" (without the clause)."""
    words = pick(rng, "convoys")
    if rng.random() < 0.3:
        return counted(rng, common(words, "Plur"))
    head = common(words)
    chance = rng.random()
    if chance < 0.35:
        lead(head, noun(pick(rng, "owners")), "compound")
    elif chance < 0.5:
        lead(head, adjective(rng.choice(("military", "armoured", "humanitarian", *names.DEMONYMS[:20]))), "amod")
    return determine(rng, head, definite=0.35)


def target(rng: Random) -> Node:
    return rng.choices((place, position, convoy, force, buildings), (4, 4, 2, 3, 1))[0](rng)


def buildings(rng: Random) -> Node:
    head = common(pick(rng, "damage"), "Plur")
    return (
        counted(rng, head)
        if rng.random() < 0.6
        else lead(head, noun(pick(rng, "owners")), "compound")
        if rng.random() < 0.3
        else head
    )


def weapons(rng: Random) -> Node:
    head = common(pick(rng, "weapons"), "Plur")
    if rng.random() < 0.3 and not head.before:
        modify(head, pick(rng, "weapon_adjectives"))
    return counted(rng, head) if rng.random() < 0.3 and head.number == "Plur" else head


def goods(rng: Random) -> Node:
    first = common(pick(rng, "goods"), "Plur")
    chance = rng.random()
    if chance < 0.4:
        return coordinate(first, [common(pick(rng, "goods"), "Plur")])
    if chance < 0.6 and first.number == "Plur":
        return counted(rng, first)
    return first


def troops(rng: Random) -> Node:
    """Return soldiers that are sent: "2,000 troops", "reinforcements", "its forces"."""
    head = common(
        one(rng, "troops soldier peacekeeper reinforcement fighter adviser forces police tank warplane army"), "Plur"
    )
    if rng.random() < 0.25:
        lead(head, adjective(one(rng, "more additional extra foreign Rwandan Russian special elite")), "amod")
        if head.before[0].word == "more":
            head.before[0].feats = "Degree=Cmp"
    chance = rng.random()
    if chance < 0.45:
        return counted(rng, head)
    return his(rng, head, ("its", "its", "their")) if chance < 0.65 else head


def aircraft(rng: Random) -> Node:
    head = common(one(rng, "warplane jet helicopter drone plane gunship"), "Plur")
    if rng.random() < 0.5:
        return lead(head, adjective(rng.choice(names.DEMONYMS)), "amod")
    return lead(head, noun(pick(rng, "owners")), "compound")
