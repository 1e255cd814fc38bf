"""Writes verb groups: auxiliaries, negation and main verb in the right forms, with the treebanks' features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from grammar.morphology import verb_forms
from grammar.tree import Node, hang, mark

BE = {("past", "Sing"): "was", ("past", "Plur"): "were", ("pres", "Sing"): "is", ("pres", "Plur"): "are"}
OWN = {
    "Sing": ("its", "Case=Gen|Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs"),
    "Plur": ("their", "Case=Gen|Number=Plur|Person=3|Poss=Yes|PronType=Prs"),
}
CONTRACTED = {"did", "does", "do", "is", "was", "were", "has", "have", "had", "would", "could", "are"}


@dataclass
class Predicate:
    """A verb with what follows it: particle, object and the rest with their labels; *owner* is "its" or "their"."""

    verb: str
    particle: Node | None = None
    obj: Node | None = None
    obj_dep: str = "obj"
    rest: list[tuple[Node, str]] = field(default_factory=list)
    can_be_passive: bool = True
    owner: Node | None = None


@dataclass(frozen=True)
class Form:
    """How a verb group is built. *finite* is past, pres, inf (with to), bare, ger, part or a modal verb."""

    finite: str = "past"
    perfect: bool = False
    progressive: bool = False
    passive: bool = False
    negated: bool = False
    contracted: bool = False

    @property
    def is_finite(self) -> bool:
        return self.finite not in {"inf", "bare", "ger", "part", "participle"}


def finite_features(tense: str, number: str, person: int) -> str:
    return f"Mood=Ind|Number={number}|Person={person}|Tense={'Past' if tense == 'past' else 'Pres'}|VerbForm=Fin"


def _word(lemma: str, form: str, number: str, person: int) -> tuple[str, str]:
    """Return the word and its features for one verb of a group."""
    if form in {"past", "pres"}:
        if lemma == "be":
            word = "am" if (form, number, person) == ("pres", "Sing", 1) else BE[(form, number)]
            word = "was" if (form, number, person) == ("past", "Sing", 1) else word
        else:
            forms = verb_forms(lemma)
            word = forms.past if form == "past" else forms.third if (number, person) == ("Sing", 3) else forms.base
        return word, finite_features(form, number, person)
    forms = verb_forms(lemma)
    if form in {"inf", "bare"}:
        return lemma, "VerbForm=Inf"
    if form == "ger":
        return forms.gerund, "VerbForm=Ger"
    if form == "part":
        return forms.gerund, "Tense=Pres|VerbForm=Part"
    participle = "been" if lemma == "be" else forms.participle
    if form == "passive":
        return participle, "Tense=Past|VerbForm=Part|Voice=Pass"
    if form == "perfect":
        return participle, "Tense=Past|VerbForm=Part"
    return form, "VerbForm=Fin"


def _chain(lemma: str, form: Form) -> list[tuple[str, str]]:
    """Return the verbs of a group in order, each with the form that the next one must have ("" for the main verb)."""
    chain = []
    simple = {"past", "pres", "inf", "bare", "ger", "part"}
    if form.finite not in simple:
        chain.append((form.finite, "bare"))
    if form.perfect:
        chain.append(("have", "perfect"))
    if form.progressive:
        chain.append(("be", "part"))
    if form.passive:
        chain.append(("be", "passive"))
    if not chain and form.negated and form.finite in {"past", "pres"}:
        chain.append(("do", "bare"))
    return [*chain, (lemma, "")]


def verb_group(lemma: str, form: Form, number: str = "Sing", person: int = 3) -> Node:
    """Return the main verb with its auxiliaries, "not" and "to" before it."""
    needed = form.finite
    nodes: list[tuple[Node, str]] = []
    for verb, governs in _chain(lemma, form):
        is_modal = needed == form.finite and verb == form.finite
        word, feats = (verb, "VerbForm=Fin") if is_modal else _word(verb, needed, number, person)
        if governs and needed == "ger":
            feats = "Tense=Pres|VerbForm=Part"
        label = "aux:pass" if governs == "passive" else "aux"
        nodes.append((Node(word, "AUX" if governs else "VERB", feats), label))
        needed = governs
    main = nodes.pop()[0]
    if form.negated and not form.is_finite:
        hang(main, _not(contracted=False), "advmod", left=True)
    if form.finite == "inf":
        hang(main, mark("to"), "mark", left=True)
    for place, (node, label) in enumerate(nodes):
        hang(main, node, label, left=True)
        if form.negated and form.is_finite and place == 0:
            hang(main, _not(contracted=form.contracted and node.word in CONTRACTED), "advmod", left=True)
    return main


def _not(*, contracted: bool) -> Node:
    return Node("n't" if contracted else "not", "PART", "Polarity=Neg", glue="l" if contracted else "")


def realize(predicate: Predicate, form: Form, subject: Node | None = None, adverbs: Sequence[Node] = ()) -> Node:
    """Return the clause: subject, adverb, verb group, particle, object and the rest.

    A passive takes the object as its subject when none is given; the caller adds the agent to the predicate's rest.
    """
    if form.passive and subject is None and form.is_finite:
        subject = predicate.obj
    number, person = (subject.number, subject.person) if subject else ("Sing", 3)
    main = verb_group(predicate.verb, form, number, person)
    for adverb in adverbs:
        _insert_adverb(main, adverb)
    if subject and predicate.owner and predicate.owner.word in {"its", "their"}:
        predicate.owner.word, predicate.owner.feats = OWN[number]
    if subject:
        subject.dep = "nsubj:pass" if form.passive else "nsubj"
        main.before.insert(0, subject)
    add_complements(main, predicate, with_object=not form.passive)
    return main


def _insert_adverb(main: Node, adverb: Node) -> None:
    adverb.dep = "advmod"
    finite = [i for i, w in enumerate(main.before) if w.dep.startswith("aux") or w.word in {"not", "n't"}]
    place = len(main.before)
    if len(finite) > 1:
        place = 2 if main.before[1].word in {"not", "n't"} else 1
    main.before.insert(place, adverb)


def add_complements(main: Node, predicate: Predicate, *, with_object: bool = True) -> Node:
    """Hang particle, object and the rest after the verb."""
    if predicate.particle:
        hang(main, predicate.particle, predicate.particle.dep)
    if with_object and predicate.obj:
        hang(main, predicate.obj, predicate.obj_dep)
    for node, dep in predicate.rest:
        hang(main, node, dep)
    return main
