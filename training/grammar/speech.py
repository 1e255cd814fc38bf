"""Makes sentences in which somebody says something: reported, quoted, closed or interrupted by the one who says it."""

from __future__ import annotations

from random import Random

from grammar import groups, names, people, times
from grammar.clauses import add_adjuncts, draw_predicate, embedded, phrase, simple_clause, that_clause
from grammar.determiners import first_person, pronoun
from grammar.tenses import SPOKEN, draw_form
from grammar.tree import (
    Node,
    adjective,
    adverb,
    article,
    coordinate,
    hang,
    lead,
    mark,
    name,
    noun,
    one,
    preposition,
    punctuation,
    set_off,
    with_case,
)
from grammar.verbs import Form, Predicate, realize, verb_group
from grammar.words import common, pick

# Verbs of saying, each as often as it is named; "say" stands for the past, "says" and "believes" for the present.
OPENING = """say say say say say says announce report claim confirm warn tell add state insist allege deny declare believes
 admit argue acknowledge"""
CLOSING = "say say say say say say report says add claim announce warn confirm tell"
QUOTING = "say say say tell says add warn declare"
QUOTES = (('"', '"'), ("“", "”"), ("“", "”"), ("'", "'"), ("‘", "’"))


def _speak(rng: Random, speaker: Node, verbs: str) -> Node:
    """Return a speaker with a verb of saying; who tells has a hearer."""
    word = one(rng, verbs)
    lemma, is_present = word.removesuffix("s"), word.endswith("s")
    has_said = not is_present and rng.random() < 0.06
    form = Form("pres" if is_present or has_said else "past", perfect=has_said)
    verb = lead(verb_group(lemma, form, speaker.number, speaker.person), speaker, "nsubj")
    return hang(verb, _hearer(rng), "iobj") if lemma == "tell" else verb


def _hearer(rng: Random) -> Node:
    chance = rng.random()
    if chance < 0.4:
        return noun(one(rng, "reporters journalists"), "Plur")
    if chance < 0.6:
        return common(rng.choice(("state television", "state media", "state radio")))
    agency = name(one(rng, "AFP Reuters AP BBC"))
    if agency.word == "BBC":
        return lead(agency, article("the"), "det")
    if rng.random() < 0.3:
        return lead(lead(common("news agency"), agency, "compound"), article("the"), "det")
    return agency


def _speaker(rng: Random, *, named: float = 0.85) -> Node:
    return people.source(rng) if rng.random() < named else pronoun(one(rng, "he he she they it"))


def _add_occasion(rng: Random, verb: Node) -> None:
    """Say when or in what something was said."""
    chance = rng.random()
    if chance < 0.5:
        hang(verb, with_case(name(pick(rng, "days")), "on"), "obl")
    elif chance < 0.87:
        where = lead(common(pick(rng, "statements")), article("a"), "det")
        hang(verb, with_case(where, "at" if where.word == "conference" else "in"), "obl")
        if rng.random() < 0.3:
            hang(verb, with_case(name(pick(rng, "days")), "on"), "obl")
    elif chance < 0.94:
        condition = hang(noun("condition"), with_case(noun("anonymity"), "of"), "nmod")
        hang(verb, with_case(condition, "on"), "obl")
    else:
        medium = rng.choice((noun("television"), noun("radio"), name("Twitter"), name("Facebook")))
        hang(verb, with_case(medium, "on"), "obl")


def according(rng: Random) -> Node:
    """Return "according to X" as an oblique."""
    word = hang(Node("according", "VERB", "ExtPos=ADP|Tense=Pres|VerbForm=Part"), preposition("to"), "fixed")
    return lead(people.source(rng), word, "case")


def accorded(rng: Random) -> Node:
    """Return "S, according to X"."""
    source = according(rng)
    return hang(simple_clause(rng, 1), set_off(source) if rng.random() < 0.8 else source, "obl")


def reported(rng: Random) -> Node:
    """Return "X said (that) S"; sometimes "that S and that S"."""
    verb = _speak(rng, _speaker(rng), OPENING)
    if rng.random() < 0.4:
        _add_occasion(rng, verb)
    content = that_clause(rng, rng.choice((0, 1, 1, 2)))
    if rng.random() < 0.1:
        coordinate(_with_that(content), [_with_that(that_clause(rng, 1))])
    return hang(verb, content, "ccomp")


def _with_that(clause: Node) -> Node:
    has_that = any(word.dep == "mark" and word.word == "that" for word in clause.before)
    return clause if has_that else lead(clause, mark("that"), "mark")


def closed_by_speech(rng: Random) -> Node:
    """Return "S, X said on Sunday" or "S, said X"."""
    content = hang(simple_clause(rng, rng.choice((0, 1, 1))), punctuation(","), "punct")
    verb = _speak(rng, _speaker(rng), CLOSING)
    if rng.random() < 0.55:
        _add_occasion(rng, verb)
    if rng.random() < 0.15:
        _invert(verb)
    return lead(verb, content, "ccomp")


def _invert(verb: Node) -> None:
    """Turn "X said" into "said X"."""
    speaker = verb.before[0]
    if verb.word == "said" and len(verb.before) == 1 and speaker.pos != "PRON":
        verb.before.remove(speaker)
        verb.after.insert(0, speaker)


def interrupted_by_speech(rng: Random) -> Node:
    """Return "X, Y said, did Z": the speech is an insertion."""
    clause = simple_clause(rng, 1)
    verb = _speak(rng, _speaker(rng, named=0.6), "say say says add")
    insertion = hang(set_off(verb), punctuation(","), "punct")
    insertion.dep = "parataxis"
    subject = next((i for i, w in enumerate(clause.before) if w.dep.startswith("nsubj")), None)
    if subject is not None and rng.random() < 0.5:
        clause.before.insert(subject + 1, insertion)
        return clause
    lead(clause, insertion, "parataxis")
    return lead(clause, *times.time_phrase(rng))


def nested_speech(rng: Random) -> Node:
    """Return "X said Y had announced that S"."""
    announced = Predicate(one(rng, "announce claim confirm deny agree order warn admit"))
    inner = realize(announced, Form("past", perfect=rng.random() < 0.8), people.party(rng))
    hang(inner, _with_that(that_clause(rng, 1)), "ccomp")
    if rng.random() < 0.5:
        lead(inner, mark("that"), "mark")
    return hang(_speak(rng, people.source(rng), "say say report says add"), inner, "ccomp")


def quoted_as_saying(rng: Random) -> Node:
    """Return "X was quoted as saying that S"."""
    verb = realize(Predicate("quote"), Form("past", passive=True), names.person(rng))
    if rng.random() < 0.4:
        hang(verb, with_case(_hearer(rng), "by"), "obl:agent")
    saying = lead(Node("saying", "VERB", "Tense=Pres|VerbForm=Part"), mark("as"), "mark")
    return hang(verb, hang(saying, that_clause(rng, 1), "ccomp"), "advcl")


def believed(rng: Random) -> Node:
    """Return "X is believed to have …"."""
    subject = phrase(rng, one(rng, "force person victims"), 0)
    verb = Predicate(one(rng, "believe report think know say expect"))
    clause = realize(verb, Form(one(rng, "pres past"), passive=True), subject)
    return hang(clause, embedded(rng, "force", Form("inf", perfect=rng.random() < 0.5), 1), "xcomp")


def unclear(rng: Random) -> Node:
    """Return "it was not immediately clear whether S"."""
    clear = adjective(one(rng, "clear unclear likely possible unlikely"))
    hang(clear, pronoun("it"), "expl", left=True)
    hang(clear, Node("was", "AUX", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"), "cop", left=True)
    if clear.word == "clear":
        hang(clear, Node("not", "PART", "Polarity=Neg"), "advmod", left=True)
        if rng.random() < 0.5:
            hang(clear, adverb(one(rng, "immediately yet")), "advmod", left=True)
    content = simple_clause(rng, 0)
    word = one(rng, "whether if how why") if clear.word in {"clear", "unclear"} else "that"
    if word in {"how", "why"}:
        lead(content, Node(word, "ADV", "PronType=Int"), "advmod")
    else:
        lead(content, mark(word), "mark")
    return hang(clear, content, "csubj")


def about_reports(rng: Random) -> Node:
    """Return a sentence about reports or claims that S."""
    head = noun(one(rng, "reports claims allegations suggestions fears accusations"), "Plur")
    hang(head, lead(simple_clause(rng, 0), mark("that"), "mark"), "acl")
    chance = rng.random()
    if chance < 0.5:
        verb = Predicate(one(rng, "deny reject confirm dismiss investigate condemn"), obj=head)
        return realize(verb, draw_form(rng), phrase(rng, "state", 1))
    if chance < 0.75:
        verb_of_being = verb_group("be", Form(one(rng, "past pres")), "Plur")
        return hang(lead(verb_of_being, Node("there", "PRON"), "expl"), head, "nsubj")
    return hang(simple_clause(rng, 0), with_case(head, one(rng, "amid after despite following")), "obl")


# ---- quotations


def quotation(rng: Random) -> Node:
    """Return ""S," X said" or "X said: "S""."""
    content = _own_words(rng)
    speaker = names.person(rng) if rng.random() < 0.6 else _speaker(rng, named=0.6)
    verb = _speak(rng, speaker, QUOTING)
    if rng.random() < 0.25:
        _add_occasion(rng, verb)
    if rng.random() < 0.7:
        _invert(verb) if rng.random() < 0.25 else None
        hang(content, punctuation(","), "punct")
        return lead(verb, _in_quotes(rng, content), "ccomp")
    content = lead(_in_quotes(rng, content), punctuation(rng.choice((":", ":", ","))), "punct")
    return hang(verb, content, "ccomp")


def _in_quotes(rng: Random, content: Node) -> Node:
    opening, closing = rng.choice(QUOTES)
    first = next(word for word, _ in content.words())
    first.word = first.word[:1].upper() + first.word[1:]
    lead(content, punctuation(opening, "r"), "punct")
    return hang(content, punctuation(closing), "punct")


def _own_words(rng: Random) -> Node:
    """Return what somebody says: "we will not surrender", "our forces have entered X", "the rebels are not …"."""
    chance = rng.random()
    if chance < 0.45:
        return _said_of_us(rng, first_person(one(rng, "we we we I")))
    if chance < 0.65:
        ours = common(one(rng, "forces fighter troops people army country leader"), "Plur")
        return _said_of_us(rng, lead(ours, first_person(one(rng, "our our my")), "nmod:poss"))
    return simple_clause(rng, rng.choice((0, 0, 1)), SPOKEN)


def _said_of_us(rng: Random, subject: Node) -> Node:
    predicate = draw_predicate(rng, "force", depth=1)
    for child in predicate.obj.before if predicate.obj else []:
        if child.dep == "nmod:poss" and child.pos == "PRON":
            child.word, child.feats = "our", first_person("our").feats
    clause = realize(predicate, draw_form(rng, SPOKEN), subject)
    add_adjuncts(rng, clause, 0, share=0.4)
    return clause


# ---- threats


def threat_with_condition(rng: Random) -> Node:
    """Return "X threatened to V if Y did not V"."""
    tense = one(rng, "past past pres")
    verb = Predicate(one(rng, "threaten vow promise pledge agree refuse offer"))
    clause = realize(verb, Form(tense, perfect=tense == "pres"), phrase(rng, one(rng, "force state person"), 1))
    hang(clause, embedded(rng, "force", Form("inf"), 0), "xcomp")
    word = one(rng, "if if unless until once")
    form = Form(one(rng, "past pres"), negated=word == "if" and rng.random() < 0.6)
    condition = realize(draw_predicate(rng, "force", depth=0), form, groups.force(rng))
    return hang(clause, lead(condition, mark(word), "mark"), "advcl")
