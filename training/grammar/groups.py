"""Makes armed groups: names, fighters, bodies, lists, sides, with what they are loyal to or backed by."""

from __future__ import annotations

from random import Random

from grammar import names
from grammar.determiners import determine, his, modify_first, owned, without_article
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
    preposition,
    punctuation,
    with_case,
)
from grammar.words import common, modify, participle_modifier, pick


def group_name(rng: Random) -> Node:
    """Return the name of an armed group."""
    make = rng.choices((names.foreign_group, names.english_group, names.short_group), (4, 4, 3))[0]
    group = make(rng)
    if make is names.foreign_group and rng.random() < 0.06:
        hang(group, names.bracketed(name(names.acronym(rng))), "appos")
    return group


def bare_group_name(rng: Random) -> Node:
    """Return a group's name without article and brackets, for compounds ("M23 fighters")."""
    chance = rng.random()
    if chance < 0.45:
        return name(names.acronym(rng))
    if chance < 0.8:
        return without_article(names.foreign_group(rng))
    return without_article(names.english_group(rng, bracket=0))


def fighters(rng: Random) -> Node:
    """Return a plural of fighters with its modifiers: "Kurdish fighters", "X-backed rebels", "government forces"."""
    chance = rng.random()
    if chance < 0.4:
        head = common(pick(rng, "fighters"), "Plur")
    elif chance < 0.55:
        head = common(pick(rng, "servicemen"), "Plur")
    else:
        head = common(pick(rng, "force_heads"), "Plur")
        if rng.random() < 0.75:
            lead(head, noun(pick(rng, "owners")), "compound")
    return modified_group(rng, head)


def modified_group(rng: Random, head: Node) -> Node:
    chance = rng.random()
    is_bare = not head.before
    if chance < 0.14:
        lead(head, adjective(rng.choice(names.DEMONYMS)), "amod")
    elif chance < 0.28 and is_bare:
        lead(head, bare_group_name(rng), "compound")
    elif chance < 0.36 and is_bare:
        lead(
            head,
            names.state(rng) if rng.random() < 0.3 else name(names.a_word(rng, names.some_language(rng))),
            "compound",
        )
        head.before[0].before = [w for w in head.before[0].before if w.dep != "det"]
    elif chance < 0.5:
        linked(rng, head)
    elif chance < 0.6:
        _prefixed(rng, head)
    elif chance < 0.72:
        modify_first(head, pick(rng, "group_adjectives"))
    return head


def linked(rng: Random, head: Node) -> Node:
    """Put "X-backed" before a noun."""
    left = rng.choice((names.state, bare_group_name, names.place, lambda r: noun(pick(r, "owners"))))(rng)
    left.before = [w for w in left.before if w.dep != "det"]
    if left.word in {"U.S.", "U.N."}:
        left = name("US")
    if left.after or left.before:
        left = name(names.a_word(rng, names.some_language(rng)))
    return lead(head, participle_modifier(left, pick(rng, "links")), "amod")


def _prefixed(rng: Random, head: Node) -> Node:
    """Put "pro-government", "anti-X" before a noun."""
    what = noun("government") if rng.random() < 0.6 else names.state(rng)
    if what.before or what.after or what.word.endswith("."):
        what = name(rng.choice(names.STATES))
    prefix = hang(adjective(one(rng, "pro anti")), punctuation("-", "lr"), "punct")
    return lead(head, lead(what, prefix, "compound"), "compound")


def collective(rng: Random) -> Node:
    """Return one body: "the army", "the Syrian government", "the X-backed militia", "Y's army"."""
    head = common(pick(rng, "collectives"))
    chance = rng.random()
    if rng.random() < 0.03:
        called = hang(
            Node("called", "VERB", "Tense=Past|VerbForm=Part|Voice=Pass"),
            hang(adverb("so"), punctuation("-", "lr"), "punct"),
            "advmod",
            left=True,
        )
        return lead(lead(head, called, "amod"), article("the"), "det")
    if chance < 0.12:
        return owned(names.state(rng), head)
    modified_group(rng, head)
    definite = 0.92 if head.word in {"army", "military", "government", "police", "opposition"} else 0.6
    return determine(rng, head, definite=definite)


def loyal(rng: Random, head: Node) -> Node:
    """Add "loyal to X", "from X", "in X", "of X" after a noun for people."""
    chance = rng.random()
    if chance < 0.3:
        loyalty = adjective("loyal")
        return hang(head, hang(loyalty, with_case(some_owner(rng), "to"), "obl"), "amod")
    if chance < 0.65:
        return hang(head, with_case(names.place(rng), one(rng, "in from near around")), "nmod")
    return hang(head, with_case(some_owner(rng), one(rng, "from of")), "nmod")


def some_owner(rng: Random) -> Node:
    return rng.choice((group_name, names.person, names.state, group_name))(rng)


def group_with_name(rng: Random) -> Node:
    """Return a noun with its name: "the militant group X", "a militia known as X", "an armed group called X"."""
    head = noun(one(rng, "group movement militia organisation alliance party faction coalition"))
    if rng.random() < 0.6:
        modify(head, one(rng, "rebel militant jihadist armed Islamist separatist Kurdish rival"))
    named = without_article(group_name(rng)) if rng.random() < 0.6 else group_name(rng)
    if rng.random() < 0.6:
        return hang(lead(head, article("the"), "det"), named, "appos")
    if rng.random() < 0.2:
        known = hang(Node("known", "VERB", "Tense=Past|VerbForm=Part|Voice=Pass"), adverb("also"), "advmod", left=True)
        return enclose(group_name(rng), hang(known, with_case(named, "as"), "obl"), "acl")
    if rng.random() < 0.5:
        verb = Node("known", "VERB", "Tense=Past|VerbForm=Part|Voice=Pass")
        hang(verb, with_case(named, "as"), "obl")
    else:
        verb = Node("called", "VERB", "Tense=Past|VerbForm=Part|Voice=Pass")
        hang(verb, named, "xcomp")
    return hang(lead(head, article("a"), "det"), verb, "acl")


def force(rng: Random) -> Node:
    """Return whoever fights."""
    return rng.choices([make for make, _ in FORCES], [weight for _, weight in FORCES])[0](rng)


def _named(rng: Random) -> Node:
    return _perhaps_loyal(rng, group_name(rng))


def _some_fighters(rng: Random) -> Node:
    head = fighters(rng)
    return _perhaps_loyal(rng, lead(head, article("the"), "det") if rng.random() < 0.35 else head)


def _body(rng: Random) -> Node:
    return _perhaps_loyal(rng, collective(rng))


def _perhaps_loyal(rng: Random, head: Node) -> Node:
    return loyal(rng, head) if rng.random() < 0.1 and not head.after else head


def _described_name(rng: Random) -> Node:
    """Return a name with an adjective: "the paramilitary Rapid Support Forces (RSF)", "the jihadist Jabhat al-Nusra"."""
    group = without_article(group_name(rng))
    return lead(modify_first(group, pick(rng, "group_adjectives")), article("the"), "det")


def _counted_fighters(rng: Random) -> Node:
    return counted(rng, modified_group(rng, common(pick(rng, "fighters"), "Plur")))


def _owned_fighters(rng: Random) -> Node:
    return owned(some_owner(rng), common(one(rng, "forces fighter army troops men supporter"), "Plur"))


def _their_fighters(rng: Random) -> Node:
    return his(rng, common(one(rng, "forces fighter troops ally army supporter rival"), "Plur"), ("its", "their"))


def neighbour(rng: Random) -> Node:
    """Return a state, at times as "neighbouring X"."""
    if rng.random() < 0.7:
        return names.state(rng)
    return modify(name(rng.choice(names.STATES)), one(rng, "neighbouring neighbouring neighboring nearby"))


def _sides(rng: Random) -> Node:
    sides = noun("sides", "Plur")
    sides = modify(sides, "warring") if rng.random() < 0.4 else lead(sides, numeral("two"), "nummod")
    return lead(sides, article("the"), "det")


def _with_allies(rng: Random) -> Node:
    company = his(rng, common(one(rng, "ally supporter fighter commander backer"), "Plur"))
    return coordinate(rng.choice((group_name, names.state, names.person))(rng), [company])


def _explained(rng: Random) -> Node:
    """Return "the army, the X," and "X, a Kurdish militia," and "groups such as X and Y"."""
    chance = rng.random()
    if chance < 0.35:
        return enclose(collective(rng), rng.choice((names.short_group, names.english_group))(rng), "appos")
    if chance < 0.7:
        what = determine(
            rng,
            modified_group(rng, noun(one(rng, "militia group alliance coalition faction movement party"))),
            definite=0,
        )
        return enclose(group_name(rng), loyal(rng, what) if rng.random() < 0.4 else what, "appos")
    if chance < 0.85:
        such = hang(Node("such", "ADJ", "ExtPos=ADP"), preposition("as"), "fixed")
        examples = coordinate(group_name(rng), [group_name(rng)]) if rng.random() < 0.6 else group_name(rng)
        return hang(fighters(rng), lead(examples, such, "case"), "nmod")
    company = with_case(rng.choice((group_name, fighters, names.state))(rng), "along", "with")
    return enclose(group_name(rng), company, "nmod")


def part_of(rng: Random) -> Node:
    """Return "some of the X", "members of X", "one of the X", "a group of X"."""
    chance = rng.random()
    if chance < 0.4:
        head = Node("some", "DET", "PronType=Ind", number="Plur") if rng.random() < 0.7 else numeral("one")
        whole = lead(fighters(rng), article("the"), "det")
        if rng.random() < 0.35:
            whole = owned(group_name(rng), common(one(rng, "factions fighter leader commander unit brigade"), "Plur"))
    elif chance < 0.7:
        head = common(one(rng, "member leader commander ally remnant"), "Plur")
        whole = group_name(rng)
    else:
        head = lead(noun(one(rng, "group number coalition column")), article("a"), "det")
        whole = fighters(rng)
    return hang(head, with_case(whole, "of"), "nmod")


def force_list(rng: Random) -> Node:
    """Return a list of groups: "X, the Y and some of Z's factions", "X as well as Y"."""
    makers = [
        rng.choice((group_name, group_name, group_name, fighters, collective, part_of))
        for _ in range(rng.choice((2, 2, 2, 3, 3, 4)))
    ]
    first, *rest = (make(rng) for make in makers)
    if len(rest) == 1 and rng.random() < 0.15:
        well = hang(
            hang(Node("as", "ADV", "ExtPos=CCONJ"), adverb("well", "Degree=Pos"), "fixed"), preposition("as"), "fixed"
        )
        first.number = "Plur"
        return hang(first, lead(rest[0], well, "cc"), "conj")
    return coordinate(first, rest, oxford=rng.random() < 0.3)


def side_pair(rng: Random) -> Node:
    """Return "A and B" for two sides."""
    makers = (group_name, fighters, collective, names.state)
    return coordinate(rng.choice(makers)(rng), [rng.choice(makers)(rng)])


FORCES = (
    (_some_fighters, 28),
    (_body, 24),
    (_named, 22),
    (_counted_fighters, 7),
    (force_list, 5),
    (group_with_name, 4),
    (_owned_fighters, 4),
    (_described_name, 4),
    (neighbour, 4),
    (_their_fighters, 3),
    (_explained, 1.5),
    (part_of, 1.5),
    (_sides, 1),
    (_with_allies, 1),
)
