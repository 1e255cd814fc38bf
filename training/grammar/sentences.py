"""Makes whole sentences of conflict reporting; how often each pattern comes is set in PATTERNS."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from grammar import events, people, places, speech, times
from grammar.clauses import add_adjuncts, draw_predicate, embedded, simple_clause, subordinate_clause
from grammar.headlines import headline
from grammar.nouns import NOUN_PHRASES
from grammar.numbers import counted, estimate
from grammar.tree import (
    Node,
    adverb,
    conjunction,
    hang,
    lead,
    mark,
    noun,
    numeral,
    one,
    punctuation,
    set_off,
    with_case,
)
from grammar.verbs import Form, Predicate, add_complements, realize, verb_group
from grammar.words import PASSIVE_PARTICIPLE, pick

LOCAL_VERBS = "attack destroy loot capture kill seize burn bomb condemn surround occupy"
# Participles that a sentence may begin with, with the preposition and the class of what follows.
BACKED = (
    "backed by state", "supported by aircraft", "led by person", "accused of abuse", "surrounded by force",
    "armed with weapons", "driven from place", "asked about event",
)  # fmt: skip


def sentence(rng: Random) -> Node:
    """Return one sentence of any pattern, with a full stop unless it is a headline."""
    makes = list(PATTERNS)
    make = rng.choices(makes, list(PATTERNS.values()))[0]
    tree = make(rng)
    return tree if make is headline else hang(tree, punctuation("."), "punct")


def statement(rng: Random) -> Node:
    """Return a plain statement, sometimes with something before it or a second verb after it."""
    clause = simple_clause(rng, rng.choice((0, 1, 1, 2, 2)))
    chance = rng.random()
    is_active = clause.pos == "VERB" and any(word.dep == "nsubj" for word in clause.before)
    if chance < 0.14 and is_active:
        _add_verb(rng, clause)
    elif chance < 0.17 and is_active:
        _share_object(rng, clause)
    elif chance < 0.24:
        _add_clause(rng, clause)
    return _front(rng, clause) if rng.random() < 0.28 else clause


# ---- coordination


def _add_verb(rng: Random, clause: Node) -> None:
    """Coordinate a second verb phrase with the same subject: "seized X and killed Y"."""
    predicate = draw_predicate(rng, "force", depth=1)
    second = add_complements(verb_group(predicate.verb, Form("past"), _subject_of(clause).number), predicate)
    _conjoin(rng, clause, second, one(rng, "and and and but"), comma=0.2)


def _subject_of(clause: Node) -> Node:
    return next(word for word in clause.before if word.dep.startswith("nsubj"))


def _conjoin(rng: Random, first: Node, second: Node, word: str, *, comma: float) -> None:
    lead(second, conjunction(word), "cc")
    hang(first, set_off(second) if rng.random() < comma else second, "conj")


def _share_object(rng: Random, clause: Node) -> None:
    """Coordinate a second verb before the object: "attacked and looted X"; the object belongs to the first."""
    place = next((i for i, word in enumerate(clause.after) if word.dep == "obj"), None)
    if place is None or "Tense=Past|VerbForm=Fin" not in clause.feats:
        return
    verb = verb_group(one(rng, LOCAL_VERBS), Form("past"), _subject_of(clause).number)
    verb.dep = "conj"
    clause.after.insert(place, lead(verb, conjunction("and"), "cc"))


def _add_clause(rng: Random, clause: Node) -> None:
    """Coordinate a second clause with its own subject: ", but Y …"; or subordinate it with "while"."""
    word = one(rng, "and and but but while")
    if word == "while":
        hang(clause, set_off(lead(simple_clause(rng, 1), mark(word), "mark")), "advcl")
    else:
        _conjoin(rng, clause, simple_clause(rng, 1), word, comma=0.75)


# ---- before the clause


def _front(rng: Random, clause: Node) -> Node:
    """Put an adverbial and a comma before a clause."""
    makes = (_time, _place, _occasion, _sub_clause, _gerund, _backed, _connective, _according)
    make = rng.choices(makes, (28, 11, 13, 14, 6, 6, 12, 10))[0]
    first, dep = make(rng)
    if make is not _time or rng.random() < 0.7:
        hang(first, punctuation(","), "punct")
    return lead(clause, first, dep)


def _time(rng: Random) -> tuple[Node, str]:
    return times.time_phrase(rng)


def _place(rng: Random) -> tuple[Node, str]:
    where = places.place_phrase(rng)
    return where, where.dep


def _occasion(rng: Random) -> tuple[Node, str]:
    return with_case(events.event(rng), one(rng, "after during despite amid before following since")), "obl"


def _sub_clause(rng: Random) -> tuple[Node, str]:
    return subordinate_clause(rng, 0), "advcl"


def _gerund(rng: Random) -> tuple[Node, str]:
    clause = embedded(rng, "force", Form("part"), 0)
    if rng.random() < 0.8:
        lead(clause, mark(one(rng, "after before while by")), "mark")
    return clause, "advcl"


def _backed(rng: Random) -> tuple[Node, str]:
    """Return "backed by X", "accused of Y"."""
    word, link, filler = rng.choice(BACKED).split()
    verb = Node(word, "VERB", PASSIVE_PARTICIPLE)
    hang(verb, with_case(NOUN_PHRASES[filler](rng), link), "obl:agent" if link == "by" else "obl")
    return verb, "advcl"


def _connective(rng: Random) -> tuple[Node, str]:
    return adverb(pick(rng, "openers").lower()), "advmod"


def _according(rng: Random) -> tuple[Node, str]:
    return speech.according(rng), "obl"


# ---- casualties


def casualties(rng: Random) -> Node:
    """Return "N people were killed and M wounded", "N were killed and others were arrested"."""
    verb = Predicate(one(rng, "kill kill arrest shoot abduct"))
    clause = realize(verb, Form("past", passive=True), people.victims(rng))
    second = Node(one(rng, "wounded injured arrested displaced"), "VERB", PASSIVE_PARTICIPLE)
    if rng.random() < 0.35:
        feats = "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"
        hang(second, Node("were", "AUX", feats), "aux:pass", left=True)
    lead(second, _others(rng), "nsubj:pass")
    hang(clause, lead(second, conjunction("and"), "cc"), "conj")
    add_adjuncts(rng, second, 0)
    if rng.random() < 0.4:
        hang(second, with_case(events.event(rng), one(rng, "in in during after")), "obl")
    return clause


def _others(rng: Random) -> Node:
    """Return "12", "at least 12", "others", "dozens of others"."""
    chance = rng.random()
    if chance < 0.3:
        return numeral(pick(rng, "numbers"))
    if chance < 0.5:
        return estimate(rng, numeral(pick(rng, "numbers")))
    others = noun("others", "Plur")
    return counted(rng, others) if chance < 0.75 else others


PATTERNS: dict[Callable[[Random], Node], float] = {
    statement: 46,
    speech.reported: 11,
    speech.closed_by_speech: 8,
    speech.quotation: 6,
    speech.accorded: 3,
    speech.interrupted_by_speech: 1.5,
    speech.nested_speech: 2.5,
    speech.quoted_as_saying: 1.2,
    speech.believed: 2,
    speech.unclear: 1,
    speech.about_reports: 2,
    speech.threat_with_condition: 1.5,
    casualties: 1.5,
    headline: 20,
}
