"""Makes clauses: a subject, a verb frame with its slots filled, adjuncts, subordinate and relative clauses.

*depth* counts how many clauses may still be put inside one another; at 0 noun phrases and complements stay simple.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from grammar import groups, people, places, times
from grammar.circumstances import circumstance, hedge
from grammar.copulas import copula, existential, what_is_what
from grammar.determiners import pronoun
from grammar.frames import draw_row, draw_verb, participles, split_verb
from grammar.nouns import NOUN_PHRASES
from grammar.tenses import NARRATIVE, REPORTED, Forms, draw_form
from grammar.tree import (
    Node,
    adjective,
    adverb,
    article,
    coordinate,
    enclose,
    hang,
    lead,
    mark,
    noun,
    numeral,
    one,
    set_off,
    with_case,
)
from grammar.verbs import Form, Predicate, realize
from grammar.words import common, pick

SUBJECTS = {
    "force": 44, "state": 14, "person": 12, "people": 7, "event": 6, "clashes": 5, "party": 5, "aircraft": 3,
    "placename": 3, "weapons": 2, "deal": 2,
}  # fmt: skip
# Which noun phrases may have a clause inside, and how often they do.
QUALIFIED = frozenset(
    "force state person victims people place convoy attack target troops weapons event".split(),
)
QUALIFIED_SHARE = 0.22
# Objects of light verbs, which stay objects ("lay siege", not "siege was laid").
LIGHT_OBJECTS = frozenset("arms hold siege part placenoun".split())
PARTICIPLES_OF = {
    "victims": "people", "person": "people", "target": "place", "state": "force", "weapons": "convoy", "event": "attack",
}  # fmt: skip
CLAUSAL = frozenset("acl acl:relcl xcomp ccomp advcl".split())
LOCATIVE = frozenset("in near around outside at inside across along between from to into".split())
THINGS = frozenset(
    """position unit factions group convoy patrol warplane helicopter jet militia army checkpoint base post outpost camp
 trench stronghold vehicle village""".split()
)


# ---- predicates


def draw_predicate(rng: Random, subject: str, *, depth: int, passive: bool = False) -> Predicate:
    """Return a verb with its slots filled, for a class of subject; one that has a passive, if *passive*."""
    row = draw_row(rng, subject, with_clauses=depth > 0, passive=passive)
    predicate = split_verb(draw_verb(rng, row))
    predicate.can_be_passive = row.passive
    owns = False
    for slot in row.slots:
        if slot.endswith("?") and rng.random() < 0.5:
            continue
        owns = owns or slot == "poss"
        if slot != "poss":
            _fill(rng, predicate, slot.removesuffix("?"), subject, depth)
    if owns and predicate.obj:
        predicate.owner = pronoun(one(rng, "its their"))
        lead(predicate.obj, predicate.owner, "nmod:poss")
        predicate.can_be_passive = False
    return predicate


def _fill(rng: Random, predicate: Predicate, slot: str, subject: str, depth: int) -> None:
    """Put what a slot asks for into the predicate."""
    kind, _, filler = slot.partition(":")
    if kind in {"obj", "iobj"}:
        predicate.obj, predicate.obj_dep = phrase(rng, filler, depth), kind
        predicate.can_be_passive = predicate.can_be_passive and filler not in LIGHT_OBJECTS
    elif kind.startswith("^"):
        holder = predicate.obj or predicate.rest[-1][0]
        hang(holder, with_case(phrase(rng, filler, depth), kind[1:]), "nmod")
    elif kind in {"adj", "noun"}:
        predicate.rest.append((_complement(kind, filler), "xcomp"))
    elif kind in {"inf", "ger", "that", "should"} or kind.endswith("+ing"):
        predicate.rest.append(_clausal(rng, kind, filler or subject, depth))
    else:
        predicate.rest.append((with_case(phrase(rng, filler, depth), *kind.split("_")), "obl"))


def _complement(kind: str, word: str) -> Node:
    if kind == "adj":
        return adjective(word)
    return lead(noun(word), article("the"), "det") if word == "leader" else noun(word)


def _clausal(rng: Random, kind: str, subject: str, depth: int) -> tuple[Node, str]:
    """Return a complement clause with its label."""
    if kind == "inf":
        return embedded(rng, subject, Form("inf", negated=rng.random() < 0.04), depth - 1), "xcomp"
    if kind == "ger":
        return embedded(rng, subject, Form("ger", perfect=rng.random() < 0.2), depth - 1), "xcomp"
    if kind == "that":
        return that_clause(rng, depth - 1), "ccomp"
    if kind == "should":
        return subjunctive(rng, depth - 1), "ccomp"
    word = kind.removesuffix("+ing")
    first = _after_preposition(rng, word, subject, depth)
    if rng.random() < 0.2:
        coordinate(first, [_after_preposition(rng, word, subject, depth)])
    return first, "advcl"


def _after_preposition(rng: Random, word: str, subject: str, depth: int) -> Node:
    """Return "of killing X", "of having created Y"."""
    form = Form("part", perfect=word == "of" and rng.random() < 0.3)
    return lead(embedded(rng, subject, form, depth - 1), mark(word), "mark")


def embedded(rng: Random, subject: str, form: Form, depth: int) -> Node:
    """Return a clause without subject in a non-finite form; sometimes passive, sometimes two in coordination."""
    if form.finite in {"inf", "ger"} and rng.random() < 0.04:
        predicate = draw_predicate(rng, "force", depth=0, passive=True)
        predicate.obj = None
        return realize(predicate, replace(form, passive=True))
    subject = subject if subject in {"force", "state", "person", "people"} else "force"
    clause = realize(draw_predicate(rng, subject, depth=depth), form)
    add_adjuncts(rng, clause, depth, share=0.4)
    if rng.random() < 0.07:
        bare = replace(form, finite="bare" if form.finite == "inf" else form.finite, perfect=False)
        second = realize(draw_predicate(rng, subject, depth=0), bare)
        coordinate(clause, [second], one(rng, "and and or"))
    return clause


def that_clause(rng: Random, depth: int) -> Node:
    """Return what is said, with or without "that"."""
    clause = simple_clause(rng, depth, REPORTED)
    return lead(clause, mark("that"), "mark") if rng.random() < 0.6 else clause


def subjunctive(rng: Random, depth: int) -> Node:
    """Return "that X withdraw": a bare form after a demand."""
    subject = phrase(rng, "force", 0)
    clause = realize(draw_predicate(rng, "force", depth=depth), Form("bare"), subject)
    clause.feats = f"Mood=Sub|Number={subject.number}|Person=3|Tense=Pres|VerbForm=Fin"
    return lead(clause, mark("that"), "mark")


# ---- noun phrases with clauses inside


def phrase(rng: Random, kind: str, depth: int) -> Node:
    """Return a noun phrase of a class, sometimes with a clause that says more about it."""
    head = NOUN_PHRASES[kind](rng)
    is_full = any(child.dep in {"conj", "appos"} for child in head.after)
    if depth <= 0 or kind not in QUALIFIED or is_full or rng.random() > QUALIFIED_SHARE:
        return head
    return _qualify(rng, head, kind, depth - 1)


def _qualify(rng: Random, head: Node, kind: str, depth: int) -> Node:
    chance = rng.random()
    if kind in {"convoy", "weapons"} or chance < 0.4:
        return reduced(rng, head, kind)
    if kind in {"place", "target"}:
        where = lead(simple_clause(rng, depth), Node("where", "ADV", "PronType=Rel"), "advmod")
        return enclose(head, where, "acl:relcl") if chance < 0.7 else reduced(rng, head, kind)
    return relative(rng, head, kind, depth)


def relative(rng: Random, head: Node, kind: str, depth: int) -> Node:
    """Add "who …", "which …", "that …", "whose N …", "against whom …" after a noun."""
    is_event = kind in {"attack", "event"}
    is_person = kind in {"person", "victims", "people"} or (head.number == "Plur" and head.pos == "NOUN")
    is_person = is_person and not is_event and _singular(head.word) not in THINGS
    is_restrictive = head.pos == "NOUN" and kind != "person" and rng.random() < 0.5
    word = "who" if is_person else "that" if is_restrictive else "which"
    who = Node(word, "PRON", "PronType=Rel", number=head.number)
    subject = "event" if is_event else {"victims": "people"}.get(kind, kind)
    subject = subject if subject in {"event", "person", "people", "state"} else "force"
    clause = _relative_clause(rng, who, subject, depth, is_person=is_person)
    add_adjuncts(rng, clause, depth, share=0.4)
    return hang(head, clause, "acl:relcl") if is_restrictive else enclose(head, clause, "acl:relcl")


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _relative_clause(rng: Random, who: Node, subject: str, depth: int, *, is_person: bool) -> Node:
    chance = rng.random()
    if chance < 0.62 or subject == "event":
        return realize(draw_predicate(rng, subject, depth=depth), draw_form(rng), who)
    if chance < 0.8:
        return passive(rng, who, with_agent=rng.random() < 0.5)
    if chance < 0.85:
        who.word = "whom" if is_person else "which"
        return lead(simple_clause(rng, 0), with_case(who, one(rng, "with against from")), "obl")
    if chance < 0.93:
        who.word, who.feats = "whose", "Poss=Yes|PronType=Rel"
        thing = common(one(rng, "forces fighter troops leader supporter army brother family government"), "Plur")
        return realize(draw_predicate(rng, "force", depth=depth), draw_form(rng), lead(thing, who, "nmod:poss"))
    what = people.tie(rng) if is_person and who.number == "Sing" else noun(one(rng, "ally target threat"))
    if not any(child.dep in {"det", "nmod:poss"} for child in what.before):
        lead(what, article("a"), "det")
    return copula(who, what, Form(one(rng, "past past pres")))


def reduced(rng: Random, head: Node, kind: str) -> Node:
    """Add a participle after a noun: "held by X", "sent to Y", "carrying Z"."""
    key = PARTICIPLES_OF.get(kind, "convoy" if kind == "troops" and rng.random() < 0.3 else kind)
    word, *particle, link, filler = rng.choice(participles("force" if key == "troops" else key))
    feats = "VerbForm=Ger" if word.endswith("ing") else "Tense=Past|VerbForm=Part|Voice=Pass"
    participle = Node(word, "VERB", feats)
    for part in particle:
        hang(participle, Node(part, "ADP"), "compound:prt")
    what = groups.group_name(rng) if filler == "group" else NOUN_PHRASES[filler](rng)
    if link == "obj":
        hang(participle, what, "obj")
    else:
        hang(participle, with_case(what, link), "obl:agent" if link == "by" else "obl")
    if rng.random() < 0.2:
        hang(participle, *times.time_phrase(rng))
    wants_commas = head.pos == "PROPN" or head.after or rng.random() < 0.1
    return enclose(head, participle, "acl") if wants_commas else hang(head, participle, "acl")


# ---- finite clauses


def simple_clause(rng: Random, depth: int, forms: Forms = NARRATIVE) -> Node:
    """Return a finite clause with subject and adjuncts."""
    chance, form = rng.random(), draw_form(rng, forms)
    if chance < 0.2:
        clause = passive(rng, None, with_agent=rng.random() < 0.55, form=form, depth=depth)
    elif chance < 0.24:
        clause = existential(rng, form)
    elif chance < 0.265:
        clause = _prepared(rng, depth, form)
    elif chance < 0.31:
        clause = copula(*what_is_what(rng), form)
    else:
        clause = _active(rng, depth, form)
    add_adjuncts(rng, clause, depth)
    return clause


def _active(rng: Random, depth: int, form: Form) -> Node:
    kind = rng.choices(list(SUBJECTS), list(SUBJECTS.values()))[0]
    if depth < 2 and kind in {"force", "person", "people"} and rng.random() < 0.18:
        who = pronoun("they" if kind == "people" else one(rng, "it they he he"))
        kind = "person" if who.word == "he" else kind
    else:
        who = phrase(rng, kind, depth)
    adverbs = [hedge(rng)] if rng.random() < 0.13 else []
    return realize(draw_predicate(rng, kind, depth=depth), form, who, adverbs)


def _prepared(rng: Random, depth: int, form: Form) -> Node:
    """Return "X is ready to …", "X was able to …"."""
    ready = adjective(one(rng, "ready able unable willing unwilling likely unlikely set due reluctant"))
    hang(ready, embedded(rng, "force", Form("inf"), depth - 1), "xcomp")
    return copula(phrase(rng, "force", depth), ready, form)


def passive(rng: Random, subject: Node | None, *, with_agent: bool, form: Form | None = None, depth: int = 0) -> Node:
    """Return a passive clause with or without "by X"; *subject* stands for the object of the verb."""
    kind = rng.choices(("force", "state", "party"), (6, 3, 1))[0]
    predicate = draw_predicate(rng, kind, depth=depth, passive=True)
    while not predicate.can_be_passive:
        predicate = draw_predicate(rng, kind, depth=depth, passive=True)
    predicate.obj = None if subject else predicate.obj
    if with_agent:
        predicate.rest.insert(0, (with_case(phrase(rng, kind, depth), "by"), "obl:agent"))
    form = replace(form or draw_form(rng), passive=True)
    if form.perfect or form.finite not in {"past", "pres"}:
        form = replace(form, progressive=False)
    adverbs = [hedge(rng)] if rng.random() < 0.12 else []
    return realize(predicate, form, subject, adverbs)


# ---- adjuncts


def add_adjuncts(rng: Random, clause: Node, depth: int, *, share: float = 1.0) -> None:
    """Add where, when, why and with what result; less after a clause, where it would be unclear what they belong to."""
    share *= 1.0 if clause.pos == "VERB" else 0.5
    ending = list(_right_edge(clause))
    if any(word.dep in CLAUSAL for word in ending):
        share *= 0.25
        _insert_time(rng, clause, share)
    is_placed = any(child.word in LOCATIVE for word in ending for child in word.before if child.dep == "case")
    if rng.random() < 0.22 * share * (0.3 if is_placed else 1.0):
        where = places.place_phrase(rng)
        hang(clause, where, where.dep)
    if rng.random() < 0.34 * share:
        hang(clause, *times.time_phrase(rng))
    if rng.random() < 0.13 * share:
        hang(clause, circumstance(rng), "obl")
    if rng.random() < 0.03 * share:
        hang(clause, adverb(pick(rng, "late_adverbs")), "advmod")
    if depth > 0 and rng.random() < 0.27 * share:
        _subordinate(rng, clause, depth - 1)


def _right_edge(node: Node) -> list[Node]:
    """Return the last dependents of a clause, from its own down."""
    edge: list[Node] = []
    while node.after:
        node = node.after[-1]
        edge.append(node)
    return edge


def _insert_time(rng: Random, clause: Node, share: float) -> None:
    """Put a time before a complement clause: "vowed on Sunday to …"."""
    place = next((i for i, w in enumerate(clause.after) if w.dep in {"xcomp", "ccomp"} and w.pos == "VERB"), None)
    if place is not None and rng.random() < 0.3 * share:
        when, dep = times.time_phrase(rng)
        when.dep = dep
        clause.after.insert(place, when)


def _subordinate(rng: Random, clause: Node, depth: int) -> None:
    """Add an adverbial clause at the end of *clause*."""
    chance = rng.random()
    if chance < 0.22:
        hang(clause, set_off(embedded(rng, "force", Form("part"), depth)), "advcl")
    elif chance < 0.34:
        word = one(rng, "after after before by without while for since")
        form = Form("part", perfect=word == "after" and rng.random() < 0.1)
        hang(clause, lead(embedded(rng, "force", form, depth), mark(word), "mark"), "advcl")
    elif chance < 0.48:
        hang(clause, embedded(rng, "force", Form("inf"), depth), "advcl")
    elif chance < 0.54:
        bid = lead(noun(one(rng, "bid attempt effort move")), article("a"), "det")
        hang(bid, embedded(rng, "force", Form("inf"), depth), "acl")
        hang(clause, with_case(bid, "in"), "obl")
    else:
        sub = subordinate_clause(rng, depth)
        hang(clause, set_off(sub) if rng.random() < 0.3 else sub, "advcl")


def subordinate_clause(rng: Random, depth: int) -> Node:
    """Return a finite clause after a conjunction: "after …", "a day after …", "when …", "as …"."""
    clause = simple_clause(rng, depth)
    word = one(rng, "after after after as as when when while before until because although if since once though")
    if word == "when":
        return lead(clause, Node("when", "ADV", "PronType=Int"), "advmod")
    lead(clause, mark(word), "mark")
    if word in {"after", "before"} and rng.random() < 0.4:
        lead(clause, _interval(rng), "obl:unmarked")
    elif word == "after" and rng.random() < 0.15:
        lead(clause, adverb(one(rng, "shortly soon immediately")), "advmod")
    return clause


def _interval(rng: Random) -> Node:
    """Return "a day", "two weeks", "months"."""
    if rng.random() < 0.5:
        return lead(noun(one(rng, "day week month year")), article("a"), "det")
    unit = noun(one(rng, "days weeks hours months years"), "Plur")
    return lead(unit, numeral(one(rng, "two three four five six")), "nummod") if rng.random() < 0.7 else unit
