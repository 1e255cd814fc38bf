"""Makes what may stand beside a predicate without being a clause: adverbs, occasions, means, reasons."""

from __future__ import annotations

from random import Random

from grammar import events, people
from grammar.tree import Node, adverb, article, hang, lead, noun, one, preposition, with_case
from grammar.verbs import Form, verb_group
from grammar.words import pick


def hedge(rng: Random) -> Node:
    """Return an adverb for before the verb: "reportedly", "already", "once again"."""
    *before, last = pick(rng, "hedges").split()
    feats = "Degree=Cmp" if last in {"later", "earlier"} else "PronType=Dem" if last in {"now", "then"} else "_"
    node = adverb(last, feats)
    for word in before:
        hang(node, adverb(word, "NumForm=Word|NumType=Mult"), "advmod", left=True)
    return node


def circumstance(rng: Random) -> Node:
    """Return "after X's capture of Y", "because of Z", "with the help of W" and the like, as an oblique."""
    make, weight = zip(*CIRCUMSTANCES, strict=True)
    chosen: Node = rng.choices(make, weight)[0](rng)
    return chosen


def _occasion(rng: Random) -> Node:
    words = "after after after during during amid despite before since in with without following following"
    return with_case(events.event(rng), one(rng, words))


def _cause(rng: Random) -> Node:
    because = hang(Node("because", "ADP", "ExtPos=ADP"), preposition("of"), "fixed")
    return lead(events.event(rng), because, "case")


def _help(rng: Random) -> Node:
    head = hang(noun(one(rng, "help support backing assistance approval")), with_case(people.party(rng), "of"), "nmod")
    return with_case(lead(head, article("the"), "det"), "with")


def _part(rng: Random) -> Node:
    return with_case(hang(noun("part"), with_case(rng.choice((events.deal, events.attack))(rng), "of"), "nmod"), "as")


def _visit(rng: Random) -> Node:
    return with_case(events.visit(rng), one(rng, "during on before after"))


def _exchange(rng: Random) -> Node:
    return with_case(events.exchange(rng), "in")


def _response(rng: Random) -> Node:
    head, link = rng.choice((("response", "to"), ("reaction", "to"), ("addition", "to"), ("retaliation", "for")))
    return with_case(hang(noun(head), with_case(events.event(rng), link), "nmod"), "in")


def _in_what_is_called(rng: Random) -> Node:
    """Return "in what X called a massacre"."""
    speaker, named = people.source(rng), events.threat(rng)
    is_call = rng.random() < 0.5
    verb = verb_group("call" if is_call else "describe", Form("past"), speaker.number)
    lead(verb, speaker, "nsubj")
    hang(verb, named if is_call else with_case(named, "as"), "xcomp" if is_call else "obl")
    return with_case(hang(Node("what", "PRON", "PronType=Rel"), verb, "acl:relcl"), "in")


CIRCUMSTANCES = (
    (_occasion, 65),
    (_cause, 8),
    (_help, 8),
    (_response, 6),
    (_part, 5),
    (_in_what_is_called, 4),
    (_exchange, 4),
    (_visit, 4),
)
