"""Makes events with their participants: attacks, clashes, seizures, killings, deals, talks."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from grammar import names
from grammar.determiners import determine, his, modify_first, owned, quoted
from grammar.groups import bare_group_name, force, group_name, side_pair
from grammar.people import victims
from grammar.places import place
from grammar.things import goods, target, troops
from grammar.tree import Node, adjective, article, hang, lead, noun, one, with_case
from grammar.words import common, modify, pick

REQUESTS = (
    "call for", "demand for", "offer of", "appeal for", "threat against", "order from", "claim of", "request for",
    "warning to", "promise of",
)  # fmt: skip


def event(rng: Random) -> Node:
    """Return an event with its participants: "X's seizure of Y", "the killing of Z", "clashes between A and B"."""
    return rng.choices((seizure, killing, attack, clashes, advance), (4, 4, 5, 3, 2))[0](rng)


def _by_or_owner(rng: Random, head: Node, maker: Callable[[Random], Node] = force) -> Node:
    """Say who does it: "X's …", "the … by X", or nobody."""
    chance = rng.random()
    if chance < 0.35:
        return owned(maker(rng), head)
    if chance < 0.6:
        hang(head, with_case(maker(rng), "by"), "nmod")
    return lead(head, article("the"), "det")


def seizure(rng: Random) -> Node:
    head = noun(pick(rng, "seizures"))
    if rng.random() < 0.15:
        modify(head, pick(rng, "event_adjectives"))
    hang(head, with_case(place(rng), "of" if head.word != "control" else one(rng, "of over")), "nmod")
    return lead(head, article("the"), "det") if head.word in {"fall", "loss"} else _by_or_owner(rng, head)


def killing(rng: Random) -> Node:
    head = noun(pick(rng, "killings"))
    hang(head, with_case(victims(rng), "of"), "nmod")
    return _by_or_owner(rng, head)


def attack(rng: Random) -> Node:
    """Return "a rebel attack on X", "air strikes against Y", "the offensive"."""
    words = pick(rng, "attacks")
    number = "Plur" if rng.random() < 0.3 else "Sing"
    head = common(words, number)
    if rng.random() < 0.35:
        modify_first(head, pick(rng, "event_adjectives"))
    chance = rng.random()
    if chance < 0.5:
        hang(head, with_case(target(rng), one(rng, "on on against near in")), "nmod")
    elif chance < 0.6:
        hang(head, with_case(force(rng), "by"), "nmod")
    chance = rng.random()
    if chance < 0.2:
        lead(head, bare_group_name(rng) if rng.random() < 0.5 else noun(pick(rng, "owners")), "compound")
        head.before.sort(key=lambda w: w.dep == "compound")
    elif chance < 0.3:
        return owned(force(rng), head)
    elif chance < 0.4:
        return his(rng, head)
    return determine(rng, head, definite=0.3)


def clashes(rng: Random) -> Node:
    words = pick(rng, "clashes")
    head = common(words, "Plur")
    if rng.random() < 0.3 and not any(word.dep == "amod" for word in head.before):
        modify_first(head, one(rng, "heavy fierce fresh renewed deadly intense sporadic new sectarian"))
    chance = rng.random()
    if chance < 0.4:
        hang(head, with_case(side_pair(rng), "between"), "nmod")
    elif chance < 0.55:
        hang(head, with_case(force(rng), one(rng, "with against")), "nmod")
    elif chance < 0.7:
        hang(head, with_case(names.place(rng), one(rng, "in near around for")), "nmod")
    return lead(head, article("the"), "det") if rng.random() < 0.25 else head


def advance(rng: Random) -> Node:
    head = noun(
        one(
            rng,
            "advance retreat withdrawal arrival deployment march defeat surrender return departure escape flight push",
        )
    )
    if head.word in {"advance", "march", "push"}:
        hang(head, with_case(names.place(rng), one(rng, "on towards into")), "nmod")
    elif head.word in {"retreat", "withdrawal", "departure", "escape", "flight"}:
        hang(head, with_case(names.place(rng), "from"), "nmod")
    elif head.word in {"arrival", "deployment"}:
        hang(head, with_case(troops(rng), "of"), "nmod")
        return lead(head, article("the"), "det")
    return _by_or_owner(rng, head) if rng.random() < 0.5 else owned(force(rng), head)


def hold(rng: Random) -> Node:
    return common(one(rng, "hold grip control hold siege stranglehold"))


def losses(rng: Random) -> Node:
    return modify(common(one(rng, "loss casualty defeat"), "Plur"), one(rng, "heavy serious severe"))


def deal(rng: Random) -> Node:
    head = common(pick(rng, "deals"))
    if rng.random() < 0.35:
        modify_first(head, pick(rng, "deal_adjectives"))
    chance = rng.random()
    if chance < 0.2:
        hang(head, with_case(side_pair(rng), "between"), "nmod")
    elif chance < 0.35:
        hang(head, with_case(force(rng), "with"), "nmod")
    return determine(rng, head, definite=0.35)


def ceasefire(rng: Random) -> Node:
    head = common(
        one(
            rng, "ceasefire withdrawal investigation truce dialogue election peace calm help talks intervention release"
        )
    )
    if head.word in {"ceasefire", "truce", "withdrawal", "investigation"}:
        modify(head, one(rng, "immediate independent full lasting new unconditional")) if rng.random() < 0.6 else None
        return lead(head, article("a"), "det")
    if head.word in {"intervention", "election", "release"}:
        return (
            hang(lead(head, article("the"), "det"), with_case(victims(rng), "of"), "nmod")
            if head.word == "release"
            else determine(rng, head, definite=0)
        )
    return head


def talks(rng: Random) -> Node:
    head = common(
        rng.choice(
            ("talks", "peace talks", "negotiations", "meeting", "summit", "conference", "consultations", "dialogue")
        )
    )
    if rng.random() < 0.3:
        modify_first(head, one(rng, "direct secret new indirect formal regional"))
    chance = rng.random()
    if chance < 0.2:
        hang(head, with_case(side_pair(rng), "between"), "nmod")
    elif chance < 0.35:
        hang(head, with_case(names.place(rng), "in"), "nmod")
    return determine(rng, head, definite=0.25)


def alliance(rng: Random) -> Node:
    head = common(one(rng, "alliance coalition group government front council army party"))
    if rng.random() < 0.5:
        modify(head, one(rng, "new rebel military political transitional joint rival parallel"))
    if rng.random() < 0.3:
        hang(head, with_case(group_name(rng), "with"), "nmod")
    return determine(rng, head, definite=0.3)


def homes(rng: Random) -> Node:
    return his(rng, common(one(rng, "home house village town"), "Plur"), ("their",))


def sanctions(rng: Random) -> Node:
    head = common(rng.choice(("sanctions", "arms embargo", "blockade", "travel ban")))
    return head if head.number == "Plur" else lead(head, article("a"), "det")


def emergency(rng: Random) -> Node:
    if rng.random() < 0.5:
        return lead(
            hang(noun("state"), with_case(noun(one(rng, "emergency war alert siege")), "of"), "nmod"),
            article("a"),
            "det",
        )
    return lead(noun(one(rng, "curfew ceasefire amnesty blockade")), article("a"), "det")


def request(rng: Random) -> Node:
    """Return "a call for X", "demands", "the offer of Y"."""
    word, link = rng.choice(REQUESTS).split()
    head = common(word, one(rng, "Sing Sing Plur"))
    if link in {"for", "of"}:
        hang(head, with_case(ceasefire(rng), link), "nmod")
    elif rng.random() < 0.7:
        hang(head, with_case(force(rng), link), "nmod")
    return determine(rng, head, definite=0.3)


def protest(rng: Random) -> Node:
    head = common(one(rng, "protest march coup mutiny strike vote rally demonstration fight revolt rebellion split"))
    if rng.random() < 0.5:
        hang(head, with_case(place(rng) if rng.random() < 0.5 else force(rng), one(rng, "against in")), "nmod")
    return determine(rng, head, definite=0.3)


def visit(rng: Random) -> Node:
    """Return "a visit to X", "his trip to Y"."""
    head = hang(noun(one(rng, "visit trip tour return")), with_case(place(rng), "to"), "nmod")
    return his(rng, head, ("his", "her")) if rng.random() < 0.4 else lead(head, article("a"), "det")


def blockade(rng: Random) -> Node:
    head = noun(one(rng, "blockade siege curfew embargo"))
    if rng.random() < 0.6:
        hang(head, with_case(place(rng), "on"), "nmod")
    return determine(rng, head, definite=0.4)


def resistance(rng: Random) -> Node:
    head = noun("resistance")
    if rng.random() < 0.7:
        modify(head, one(rng, "fierce stiff little heavy"))
    return hang(head, with_case(force(rng), "from"), "nmod") if rng.random() < 0.6 else head


def threat(rng: Random) -> Node:
    """Return what something is called, at times in quotation marks: "a terrorist group", "“barbaric”"."""
    if rng.random() < 0.25:
        head = adjective(one(rng, "barbaric cowardly unacceptable illegal necessary historic legitimate"))
        return quoted(rng, head) if rng.random() < 0.7 else head
    head = noun(one(rng, "group threat attack crime act organisation victory massacre government invasion"))
    if head.word in {"group", "organisation"}:
        lead(head, noun("terrorist"), "compound")
    elif rng.random() < 0.5:
        modify(head, one(rng, "legitimate serious major illegal cowardly criminal great"))
    if rng.random() < 0.4:
        quoted(rng, head)
    return lead(head, article("a"), "det")


def exchange(rng: Random) -> Node:
    head = noun(one(rng, "exchange return"))
    return hang(head, with_case(rng.choice((victims, goods, ceasefire))(rng), "for"), "nmod")


def abstract(rng: Random) -> Node:
    head = common(pick(rng, "abstracts"))
    if rng.random() < 0.3:
        hang(head, with_case(names.place(rng), "in"), "nmod")
    return lead(head, article("the"), "det")


def refuge(rng: Random) -> Node:
    return noun(one(rng, "refuge shelter safety asylum"))


def placenoun(rng: Random) -> Node:
    return noun("place")


def responsibility(rng: Random) -> Node:
    return noun("responsibility") if rng.random() < 0.8 else noun("blame")
