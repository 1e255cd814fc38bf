"""Reads predicate and arguments off a dependency tree: who did what to whom, with which preposition.

Passives are turned round; a missing subject is looked for where English grammar puts it (coordination, control, participles,
relative clauses). Universal Dependencies 2; obl:agent is the by-phrase.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from kg.extract.syntax import Tree
from kg.extract.tables import tables

__all__ = ["Slots", "is_passive", "noun_slots", "verb_slots"]

Slots: TypeAlias = dict[str, tuple[int, ...]]

RELATIVES = frozenset({"who", "whom", "which", "that"})


def _add(slots: Slots, name: str, nodes: Iterable[int]) -> None:
    fresh = tuple(n for n in nodes if n not in slots.get(name, ()))
    if fresh:
        slots[name] = (*slots.get(name, ()), *fresh)


def is_passive(tree: Tree, verb: int) -> bool:
    """Tell whether a verb form is passive: an auxiliary, a passive subject or agent, or a past participle after a noun."""
    if tree.children(verb, "aux:pass", "nsubj:pass", "obl:agent"):
        return True
    if tree[verb].dep == "acl" and tree.children(verb, "obj"):
        return False
    return tree[verb].dep in {"acl", "amod"} and not tree[verb].lower.endswith("ing") and not _has_marker(tree, verb)


def _has_marker(tree: Tree, verb: int) -> bool:
    return any(tree[c].lower == "to" for c in tree.children(verb, "mark"))


def verb_slots(tree: Tree, verb: int) -> Slots:
    """Return the arguments of a verb by slot: subject, object, complement, agent of a compound participle, prepositions."""
    slots: Slots = {}
    passive = is_passive(tree, verb)
    _add(slots, "object" if passive else "subject", _resolve(tree, verb, tree.children(verb, "nsubj:pass")))
    plain = [c for c in tree.children(verb, "nsubj") if tree[c].dep != "nsubj:pass"]
    _add(slots, "object" if passive else "subject", _resolve(tree, verb, plain))
    _add(slots, "object", _resolve(tree, verb, tree.children(verb, "obj")))
    _add(slots, "complement", tree.children(verb, "xcomp"))
    for child in tree.children(verb, "obl", "nmod", "iobj"):
        _add_oblique(tree, slots, child, passive)
    for obj in slots.get("object", ()):
        for child in tree.children(obj, "nmod"):
            if tree.preposition(child) in {"from", "against"}:
                _add_oblique(tree, slots, child, passive)
    if passive and tree[verb].dep in {"acl", "amod"} and tree[verb].head != verb:
        _add(slots, "object", (tree[verb].head,))
        left = [
            c for c in tree.children(verb, "compound", "obl", "amod", "nmod") if c < verb and not tree.preposition(c)
        ]
        _add(slots, "agent", left)
    _inherit(tree, verb, slots, passive)
    return slots


def _add_oblique(tree: Tree, slots: Slots, child: int, passive: bool) -> None:
    preposition = tree.preposition(child)
    if tree[child].dep == "obl:agent" or (passive and preposition == "by"):
        _add(slots, "subject", (child,))
        _add(slots, "agent", (child,))
    elif preposition:
        _add(slots, preposition, (child,))
        for other in tree.coordinated(child)[1:]:
            own = tree.preposition(other)
            if own and own != preposition:
                _add(slots, own, (other,))


def _resolve(tree: Tree, verb: int, nodes: Iterable[int]) -> tuple[int, ...]:
    """Put the noun that a relative clause modifies in the place of its relative pronoun."""
    clause = _relative_clause(tree, verb)
    return tuple(
        tree[clause].head if clause is not None and tree[n].lower in RELATIVES and tree[n].pos == "PRON" else n
        for n in nodes
    )


def _relative_clause(tree: Tree, verb: int) -> int | None:
    for node in (verb, *tree.ancestors(verb)):
        if tree[node].dep == "acl:relcl":
            return node
        if tree[node].dep not in {"conj", "xcomp"}:
            return None
    return None


def _inherit(tree: Tree, verb: int, slots: Slots, passive: bool) -> None:
    token = tree[verb]
    needed = "object" if passive else "subject"
    if (
        token.dep == "acl:relcl"
        and "object" not in slots
        and not passive
        and token.head not in slots.get("subject", ())
    ):
        if tree.children(verb, "nsubj"):
            _add(slots, "object", (token.head,))
        return
    if needed in slots or token.head == verb:
        return
    head = token.head
    if token.dep == "acl" and not passive and not _has_marker(tree, verb):
        _add(slots, "subject", (head,))
    elif token.dep == "xcomp":
        _add(slots, needed, _controller(tree, head))
    elif token.dep in {"conj", "advcl", "parataxis"} and tree[head].pos in {"VERB", "AUX", "ADJ", "NOUN"}:
        if tree[head].lower in tables().object_control_verbs and token.dep == "advcl":
            _add(slots, needed, _controller(tree, head))
        elif token.dep != "advcl" or not tree.children(verb, "nsubj"):
            above = verb_slots(tree, head)
            _add(slots, needed, above.get("object" if is_passive(tree, head) else "subject", ()))


def _controller(tree: Tree, head: int) -> tuple[int, ...]:
    above = verb_slots(tree, head)
    if is_passive(tree, head):
        return above.get("object", ())
    if tree[head].lower in tables().object_control_verbs and "object" in above:
        return above["object"]
    return above.get("subject", ())


def noun_slots(tree: Tree, noun: int) -> Slots:
    """Return the arguments of an event or relational noun by slot: possessive, compound, support, identity, prepositions."""
    slots: Slots = {"self": (noun,)}
    _add(slots, "possessive", tree.children(noun, "nmod:poss"))
    _add(slots, "compound", tree.children(noun, "compound", "amod", "nmod:unmarked", "nmod:desc"))
    for child in tree.children(noun, "nmod", "obl"):
        if preposition := tree.preposition(child):
            _add(slots, preposition, (child,))
    whole = _whole(tree, noun)
    for child in tree.children(whole, "nmod") if whole is not None else ():
        if child > noun:
            _add(slots, tree.preposition(child), (child,))
    for participle in tree.children(noun, "acl"):
        under = verb_slots(tree, participle)
        if tree[participle].lower in tables().support_verbs:
            _add(slots, "by", under.get("subject", ()) if is_passive(tree, participle) else ())
        for name, nodes in under.items():
            if name in {"against", "on", "between"}:
                _add(slots, name, nodes)
    _add(slots, "identity", _identity(tree, noun))
    _fellows(tree, noun, slots)
    _support(tree, noun, slots)
    return slots


def _whole(tree: Tree, noun: int) -> int | None:
    """Return the word of quantity that a noun is the "of" of ("one of the groups"), or None."""
    head = tree[noun].head
    return head if tree.preposition(noun) == "of" and tree[head].lower in tables().partitives else None


def _fellows(tree: Tree, noun: int, slots: Slots) -> None:
    """For "A, B and others in X": A and B are fellows of the others, and X may hang on A."""
    if tree[noun].dep != "conj":
        return
    first = tree[noun].head
    _add(slots, "fellow", (n for n in (first, *tree.children(first, "conj")) if n < noun))
    for child in tree.children(first, "nmod"):
        if child > noun:
            _add(slots, tree.preposition(child), (child,))


def _identity(tree: Tree, noun: int) -> tuple[int, ...]:
    """Return what a noun is said of: apposition either way, copula subject, the name that it premodifies."""
    token, found = tree[noun], list(tree.children(noun, "appos"))
    if token.head == noun:
        return tuple(found) + _copula_subject(tree, noun)
    if token.dep in {"appos", "compound", "nmod:desc", "flat"} and tree[token.head].pos in {"PROPN", "NOUN"}:
        found.append(token.head)
    found.extend(tree.children(noun, "flat", "nmod:desc"))
    found.extend(c for c in tree.children(noun, "compound") if c > noun)
    found.extend(_copula_subject(tree, noun))
    if token.dep == "conj":
        found.extend(_identity(tree, token.head))
    whole = _whole(tree, noun)
    if whole is not None:
        head = tree[whole].head
        above = (head,) if tree[whole].dep == "nsubj" and tree.children(head, "cop") else ()
        found.extend((*above, *_identity(tree, whole)))
    return tuple(found)


def _copula_subject(tree: Tree, noun: int) -> tuple[int, ...]:
    if tree.preposition(noun) in {
        "near",
        "outside",
        "around",
        "inside",
        "behind",
        "beyond",
        "against",
        "without",
        "like",
    }:
        return ()
    return _resolve(tree, noun, tree.children(noun, "nsubj")) if tree.children(noun, "cop") else ()


def _support(tree: Tree, noun: int, slots: Slots) -> None:
    """Take subject and obliques of a support verb whose object (or oblique) the noun is, as the noun's own."""
    head = tree[noun].head
    while tree[noun].dep == "conj" and tree[head].pos == "NOUN" and head != noun:
        noun, head = head, tree[head].head
    if tree[noun].dep.split(":")[0] not in {"obj", "obl", "nsubj", "xcomp"} or tree[head].pos not in {
        "VERB",
        "AUX",
        "ADJ",
    }:
        return
    if tree[noun].dep.split(":")[0] != "nsubj" and tree[head].lower not in tables().support_verbs:
        return
    above = verb_slots(tree, head)
    passive_object = noun in above.get("object", ())
    if tree[noun].dep.startswith("obl") and tree.preposition(noun) not in {"in", "to", "with", "into", "under", "on"}:
        return
    if tree[noun].dep != "nsubj" and (passive_object or tree[noun].dep.startswith("obl")):
        doers = above.get("object" if tree[noun].dep.startswith("obl") and is_passive(tree, head) else "subject", ())
        _add(slots, "support", (n for n in doers if n != noun))
    for name, nodes in above.items():
        if name in {"against", "on", "with", "between", "from", "to", "for", "in", "over"}:
            _add(slots, name, (n for n in nodes if n != noun))
