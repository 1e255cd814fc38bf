"""Makes clauses with "be": what somebody or something is, where it is, that there is something."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from grammar import events, groups, names, people
from grammar.tree import Node, adjective, article, hang, lead, noun, one, with_case
from grammar.verbs import Form, verb_group
from grammar.words import modify, pick


def copula(subject: Node, what: Node, form: Form) -> Node:
    """Return "X is Y": Y is the head."""
    form = replace(form, progressive=False, passive=False, contracted=False)
    be = verb_group("be", replace(form, negated=False), subject.number, subject.person)
    auxiliaries, be.before, be.pos, be.dep = be.before, [], "AUX", "cop"
    front = [*auxiliaries, be]
    if form.negated:
        front.insert(1, Node("not", "PART", "Polarity=Neg", dep="advmod"))
    subject.dep = "nsubj"
    what.before = [subject, *front, *what.before]
    return what


def what_is_what(rng: Random) -> tuple[Node, Node]:
    """Return a subject and what is said of it."""
    chance = rng.random()
    if chance < 0.35:
        return events.abstract(rng), _condition(rng)
    if chance < 0.6:
        return names.person(rng), people.tie(rng)
    if chance < 0.75:
        return groups.group_name(rng), _part_of_force(rng)
    if chance < 0.9:
        return people.victims(rng), with_case(_the_dead(rng), "among")
    return names.place(rng), _place_role(rng)


def _condition(rng: Random) -> Node:
    """Return "tense", "under control", "on high alert"."""
    words = pick(rng, "conditions").split()
    if len(words) == 1:
        return adjective(words[0])
    head = noun(words[-1])
    for word in words[1:-1]:
        hang(head, adjective(word), "amod", left=True)
    return with_case(head, words[0])


def _part_of_force(rng: Random) -> Node:
    head = noun(one(rng, "coalition alliance branch faction member umbrella group offshoot proxy"))
    return lead(hang(head, with_case(groups.force(rng), "of"), "nmod"), article("a"), "det")


def _the_dead(rng: Random) -> Node:
    head = adjective("dead") if rng.random() < 0.5 else noun(one(rng, "victims casualties"), "Plur")
    return lead(head, article("the"), "det")


def _place_role(rng: Random) -> Node:
    head = noun(one(rng, "stronghold capital base bastion target centre"))
    hang(head, with_case(groups.group_name(rng), one(rng, "of for")), "nmod")
    if rng.random() < 0.5:
        modify(head, one(rng, "last main former key traditional"))
    return lead(head, article(one(rng, "a the")), "det")


def existential(rng: Random, form: Form) -> Node:
    """Return "there were clashes between A and B", "there has been no comment from X"."""
    what = rng.choice((events.clashes, events.clashes, events.attack, _absence))(rng)
    what.before = [w for w in what.before if not (w.dep == "det" and w.word == "the")]
    is_simple = form.finite in {"past", "pres"} and not form.perfect
    form = replace(form, progressive=False, contracted=False, negated=form.negated and not is_simple)
    verb = lead(verb_group("be", form, what.number), Node("there", "PRON"), "expl")
    return hang(verb, what, "nsubj")


def _absence(rng: Random) -> Node:
    """Return "no comment from X", "reports of Y"."""
    if rng.random() < 0.4:
        head = noun(one(rng, "comment confirmation word response claim"))
        return _no(hang(head, with_case(people.source(rng), "from"), "nmod"))
    head = noun(one(rng, "casualties reports signs fears"), "Plur")
    hang(head, with_case(events.event(rng), "of"), "nmod")
    return _no(head) if rng.random() < 0.5 else head


def _no(head: Node) -> Node:
    return lead(head, Node("no", "DET", "PronType=Neg"), "det")
