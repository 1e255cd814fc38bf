"""Makes people: states and their bodies, persons with titles, roles and ties, civilians, sources."""

from __future__ import annotations

from random import Random

from grammar import names
from grammar.determiners import determine, his, modify_first, owned
from grammar.groups import (
    bare_group_name,
    collective,
    fighters,
    force,
    group_name,
    loyal,
    neighbour,
    side_pair,
    some_owner,
)
from grammar.numbers import counted, estimate
from grammar.tree import (
    Node,
    adjective,
    article,
    coordinate,
    enclose,
    hang,
    lead,
    name,
    noun,
    numeral,
    one,
    punctuation,
    with_case,
)
from grammar.words import common, modify, pick


def state_body(rng: Random) -> Node:
    """Return who speaks for a state or stands behind a group."""
    chance = rng.random()
    if chance < 0.3:
        return neighbour(rng)
    if chance < 0.42:
        return name(rng.choice(names.CAPITALS))
    if chance < 0.52:
        return names.world_body(rng)
    if chance < 0.6:
        return _ministry(rng)
    if chance < 0.75:
        head = common(one(rng, "government army military parliament presidency cabinet authorities court"))
        if rng.random() < 0.5:
            lead(head, adjective(rng.choice(names.DEMONYMS)), "amod")
        return lead(head, article("the"), "det")
    if chance < 0.85:
        return force(rng)
    if chance < 0.93:
        return owned(names.state(rng), common(one(rng, "government army president military parliament leader")))
    return determine(
        rng,
        lead(
            common(one(rng, "official leader diplomat officer"), "Plur"), adjective(rng.choice(names.DEMONYMS)), "amod"
        ),
        definite=0,
    )


def _ministry(rng: Random) -> Node:
    topic = one(rng, "Defence Defense Interior Health Information")
    if rng.random() < 0.4:
        head = hang(name("Ministry"), with_case(name(topic), "of"), "nmod")
    elif rng.random() < 0.5:
        head = lead(name("Ministry"), name(topic), "compound")
    else:
        head = lead(noun("ministry"), noun(topic.lower()), "compound")
    if rng.random() < 0.4:
        lead(head, adjective(rng.choice(names.DEMONYMS)), "amod")
    return lead(head, article("the"), "det")


def titled_person(rng: Random) -> Node:
    """Return "President X", "army chief General X", "M23 spokesman X": what stands before describes the name."""
    who = names.person(rng)
    if rng.random() < 0.6:
        title = name(pick(rng, "titles"))
        if title.word in {"General", "Colonel"} and rng.random() < 0.3:
            lead(title, name(one(rng, "Brigadier Lieutenant Major")), "compound")
        if title.word in {"President", "Minister"} and rng.random() < 0.5:
            lead(title, adjective(rng.choice(names.DEMONYMS)), "amod")
        if title.word == "Minister":
            area = one(rng, "Prime Foreign Defence Interior")
            kind = adjective(area) if area in {"Prime", "Foreign"} else name(area)
            hang(title, kind, "amod" if kind.pos == "ADJ" else "compound", left=True)
    else:
        title = noun(one(rng, "leader spokesman commander chief president spokeswoman warlord"))
        before = rng.choice((bare_group_name, lambda r: noun(pick(r, "owners")), names.state))(rng)
        before.before = [w for w in before.before if w.dep != "det"]
        lead(title, before, "compound")
        if rng.random() < 0.3:
            lead(title, adjective(pick(rng, "person_adjectives")), "amod")
            title.before[:1] = []
            modify_first(title, one(rng, "senior former top veteran local"))
    return lead(who, title, "nmod:desc")


def role(rng: Random) -> Node:
    """Return a person by role: "a senior commander", "the group's leader", "a spokesman for X", "the president of Y"."""
    head = noun(pick(rng, "roles"))
    if rng.random() < 0.4:
        modify(head, pick(rng, "person_adjectives"))
    chance = rng.random()
    if chance < 0.25:
        return owned(rng.choice((group_name, names.state, collective))(rng), head)
    if chance < 0.4:
        his(rng, head)
        return hang(head, with_case(names.place(rng), one(rng, "in for")), "nmod") if rng.random() < 0.2 else head
    if chance < 0.65:
        hang(
            head, with_case(rng.choice((group_name, names.state, collective))(rng), one(rng, "of of for from")), "nmod"
        )
        return determine(rng, head)
    if chance < 0.85:
        lead(
            head,
            rng.choice((bare_group_name, lambda r: noun(pick(r, "owners")), lambda r: noun(pick(r, "owners"))))(rng),
            "compound",
        )
        head.before.sort(key=lambda w: w.dep == "compound")
    return determine(rng, head, definite=0.4)


def tie(rng: Random) -> Node:
    """Return "a close ally of Y", "the leader of X", "its emir in Z": what a person is to another."""
    chance = rng.random()
    if chance < 0.4:
        head = noun(pick(rng, "ties"))
        if rng.random() < 0.5:
            modify(head, one(rng, "close former longtime key bitter senior founding") if head.word != "x" else "close")
        hang(head, with_case(some_owner(rng), "of"), "nmod")
        return lead(head, article("a"), "det")
    head = noun(pick(rng, "roles"))
    if chance < 0.7:
        hang(head, with_case(rng.choice((group_name, names.state, collective))(rng), "of"), "nmod")
        return lead(head, article(one(rng, "the the a")), "det")
    his(rng, head)
    return hang(head, with_case(names.place(rng), "in"), "nmod") if rng.random() < 0.6 else head


def person(rng: Random) -> Node:
    """Return one person."""
    chance = rng.random()
    if chance < 0.35:
        return names.person(rng)
    if chance < 0.6:
        return titled_person(rng)
    if chance < 0.72:
        return enclose(names.person(rng), tie(rng), "appos")
    if chance < 0.82:
        return enclose(role(rng), names.person(rng), "appos")
    if chance < 0.84:
        return enclose(names.person(rng), numeral(str(rng.randrange(19, 80))), "appos")
    if chance < 0.87:
        head = noun(pick(rng, "roles"))
        lead(head, noun(pick(rng, "owners")), "compound")
        return hang(lead(head, article("the"), "det"), names.person(rng), "appos")
    if chance < 0.97:
        return role(rng)
    return coordinate(names.person(rng), [names.person(rng)])


def national(rng: Random) -> Node:
    """Return "a Kenyan citizen", "a 23-year-old student"."""
    head = common(pick(rng, "nationals") if rng.random() < 0.6 else one(rng, "student man woman trader farmer"))
    if rng.random() < 0.4:
        lead(head, adjective(rng.choice(names.DEMONYMS)), "amod")
    if rng.random() < 0.4:
        old = hang(
            noun("year"),
            hang(numeral(str(rng.randrange(13, 80))), punctuation("-", "lr"), "punct"),
            "nummod",
            left=True,
        )
        hang(old, punctuation("-", "lr"), "punct")
        lead(head, hang(adjective("old"), old, "obl:unmarked", left=True), "amod")
    return determine(rng, head, definite=0.2)


def victims(rng: Random) -> Node:
    """Return who suffers: counted people, fighters, a named person; sometimes with ", including X"."""
    chance = rng.random()
    if chance < 0.12:
        return person(rng)
    if chance < 0.2:
        return national(rng)
    if chance < 0.22:
        return estimate(rng, numeral(pick(rng, "numbers")))
    if chance < 0.32:
        head = fighters(rng)
        return counted(rng, head) if rng.random() < 0.8 else head
    head = common(pick(rng, "civilians"), "Plur")
    if rng.random() < 0.25:
        modify(head, pick(rng, "civilian_adjectives"))
    elif rng.random() < 0.15:
        lead(head, adjective(rng.choice(names.DEMONYMS)), "amod")
    if chance < 0.38:
        head = coordinate(head, [common(pick(rng, "civilians"), "Plur")])
        return head
    if chance < 0.42:
        return name(rng.choice(names.PEOPLES), "Plur")
    whole = counted(rng, head) if rng.random() < 0.8 else head
    if rng.random() < 0.08:
        enclose(whole, _including(rng), "nmod")
    elif rng.random() < 0.06:
        hang(whole, with_case(names.place(rng), "from"), "nmod")
    elif rng.random() < 0.05:
        sides = lead(noun("sides", "Plur"), Node("both", "DET", "PronType=Tot"), "det")
        hang(whole, with_case(sides, one(rng, "from on")), "nmod")
    elif rng.random() < 0.06:
        other = lead(noun("others", "Plur"), numeral(pick(rng, "numbers")), "nummod")
        coordinate(whole, [other])
    return whole


def _including(rng: Random) -> Node:
    """Return "including X" as a modifier of the noun before it."""
    who = rng.choice(
        (
            lambda r: lead(common(pick(r, "civilians"), "Plur"), numeral(pick(r, "numbers")), "nummod"),
            names.person,
            role,
            national,
        )
    )(rng)
    return with_case(who, "including")


def people(rng: Random) -> Node:
    """Return people who are not fighters, as subjects."""
    chance = rng.random()
    if chance < 0.6:
        head = common(pick(rng, "civilians"), "Plur")
        return counted(rng, head) if rng.random() < 0.6 else loyal(rng, head) if rng.random() < 0.3 else head
    if chance < 0.75:
        return noun(one(rng, "thousands hundreds dozens scores"), "Plur") if rng.random() < 0.8 else victims(rng)
    if chance < 0.85:
        return name(rng.choice(names.PEOPLES), "Plur")
    return victims(rng)


def party(rng: Random) -> Node:
    return rng.choices((force, state_body, person, side_pair), (4, 4, 2, 2))[0](rng)


def source(rng: Random) -> Node:
    """Return who is quoted: "a source", "officials", "sources close to X", "a spokesman for Y", "X"."""
    chance = rng.random()
    if chance < 0.45:
        words = pick(rng, "sources")
        head = common(words, "Plur" if rng.random() < 0.5 else "Sing")
        if rng.random() < 0.2:
            modify_first(head, one(rng, "local senior diplomatic Kurdish medical unnamed Western several"))
        if rng.random() < 0.25:
            hang(
                head,
                with_case(rng.choice((names.place, group_name, names.state))(rng), one(rng, "in from for by")),
                "nmod",
            )
        elif rng.random() < 0.12:
            hang(head, hang(adjective("close"), with_case(some_owner(rng), "to"), "obl"), "amod")
        return determine(rng, head, definite=0.25)
    if chance < 0.6:
        return state_body(rng)
    if chance < 0.9:
        return person(rng)
    return group_name(rng)
