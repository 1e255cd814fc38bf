"""Makes headlines: present tense, no articles, participles and infinitives without an auxiliary, no full stop."""

from __future__ import annotations

from random import Random

from grammar import events, groups, names, people, places
from grammar.clauses import draw_predicate, embedded
from grammar.nouns import NOUN_PHRASES
from grammar.tree import Node, adjective, hang, lead, mark, one, punctuation, set_off, with_case
from grammar.verbs import Form, realize, verb_group
from grammar.words import PASSIVE_PARTICIPLE, common, pick

SUBJECTS = {
    "force": 52, "state": 16, "clashes": 10, "person": 10, "people": 9, "party": 5, "event": 4, "aircraft": 3,
}  # fmt: skip
SMALL = frozenset("a an the and but or for nor as at by in of on to from with against over near amid after".split())


def headline(rng: Random) -> Node:
    """Return a headline, in sentence case or in Title Case."""
    makes = (_clause, _passive, _infinitive, _says, events.event)
    tree = _without_articles(rng.choices(makes, (60, 14, 9, 10, 7))[0](rng))
    if rng.random() < 0.45:
        _capitalise(tree)
    return tree


def _without_articles(node: Node) -> Node:
    node.before = [_without_articles(w) for w in node.before if "PronType=Art" not in w.feats]
    node.after = [_without_articles(w) for w in node.after]
    return node


def _capitalise(tree: Node) -> None:
    """Write every word but the small ones with a capital; tags stay as they are."""
    for word, _ in tree.words():
        if word.word.lower() not in SMALL and word.glue != "l":
            word.word = word.word[:1].upper() + word.word[1:]


def _subject(rng: Random, kind: str) -> Node:
    if kind != "force" or rng.random() < 0.3:
        return NOUN_PHRASES[kind](rng)
    chance = rng.random()
    if chance < 0.12:
        subject = names.foreign_group(rng)
    elif chance < 0.34:
        subject = groups.group_name(rng)
    elif chance < 0.7:
        subject = _fighters(rng)
    else:
        subject = groups.collective(rng)
    if rng.random() < 0.12:
        hang(subject, set_off(groups.fighters(rng)), "conj")
        subject.number = "Plur"
    return subject


def _fighters(rng: Random) -> Node:
    """Return "rebels", "Congo rebels", "M23 fighters", "Kurdish troops"."""
    subject = common(pick(rng, one(rng, "fighters servicemen")), "Plur")
    chance = rng.random()
    if chance < 0.4:
        whose = rng.choice((names.state, groups.bare_group_name, names.place))(rng)
        return lead(subject, _without_articles(whose), "compound")
    if chance < 0.6:
        return lead(subject, adjective(rng.choice(names.DEMONYMS)), "amod")
    return subject


def _clause(rng: Random) -> Node:
    kind = rng.choices(list(SUBJECTS), list(SUBJECTS.values()))[0]
    clause = realize(draw_predicate(rng, kind, depth=1), Form("pres"), _subject(rng, kind))
    chance = rng.random()
    if chance < 0.22:
        where = places.place_phrase(rng)
        hang(clause, where, where.dep)
    elif chance < 0.36:
        hang(clause, with_case(events.event(rng), one(rng, "after amid despite in before")), "obl")
    elif chance < 0.54:
        _add_meanwhile(rng, clause)
    elif chance < 0.64:
        then = lead(embedded(rng, "force", Form("part"), 0), mark(one(rng, "after before")), "mark")
        hang(clause, then, "advcl")
    elif chance < 0.7:
        hang(clause, set_off(embedded(rng, "force", Form("part"), 0)), "advcl")
    return clause


def _add_meanwhile(rng: Random, clause: Node) -> None:
    """Add "as rebels tighten hold on X"."""
    other = realize(draw_predicate(rng, "force", depth=0), Form("pres"), _subject(rng, "force"))
    hang(clause, lead(other, mark("as"), "mark"), "advcl")


def _passive(rng: Random) -> Node:
    """Return "Ten killed in attack on X": a participle without auxiliary."""
    word = one(rng, "killed wounded displaced arrested feared detained kidnapped freed injured shot")
    verb = lead(Node(word, "VERB", PASSIVE_PARTICIPLE), people.victims(rng), "nsubj:pass")
    if word == "feared":
        hang(verb, adjective("dead"), "xcomp")
    chance = rng.random()
    if chance < 0.6:
        hang(verb, with_case(events.event(rng), one(rng, "in in after during")), "obl")
    elif chance < 0.8:
        hang(verb, with_case(groups.force(rng), "by"), "obl:agent")
    if rng.random() < 0.25:
        _add_meanwhile(rng, verb)
    elif chance > 0.7:
        where = places.place_phrase(rng)
        hang(verb, where, where.dep)
    return verb


def _infinitive(rng: Random) -> Node:
    """Return "X to send troops to Y"."""
    kind = one(rng, "state force state")
    return realize(draw_predicate(rng, kind, depth=0), Form("inf"), _subject(rng, kind))


def _says(rng: Random) -> Node:
    """Return "S, X says" or "X says S"."""
    form = Form(one(rng, "pres past pres"), perfect=rng.random() < 0.3)
    said = realize(draw_predicate(rng, "force", depth=0), form, _subject(rng, "force"))
    speaker = people.source(rng)
    verb = lead(verb_group(one(rng, "say say claim warn"), Form("pres"), speaker.number), speaker, "nsubj")
    if rng.random() < 0.5:
        return lead(verb, hang(said, punctuation(","), "punct"), "ccomp")
    return hang(verb, said, "ccomp")
