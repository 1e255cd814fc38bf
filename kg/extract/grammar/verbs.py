"""The arguments of verbs and participles."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.grammar.slots import Slots, add
from kg.extract.syntax import Tree
from kg.extract.tables import tables

__all__ = ["is_passive", "ordered_subject", "resolve_relatives", "verb_slots"]

RELATIVES = frozenset({"who", "whom", "which", "that"})


def is_passive(tree: Tree, verb: int) -> bool:
    """Tell whether a verb form is passive: an auxiliary, a passive subject or agent, or a past participle after a noun."""
    if tree.children(verb, "aux:pass", "obl:agent"):
        return True
    if tree.children(verb, "nsubj:pass"):
        return not tree.children(verb, "xcomp", "obj", "ccomp")
    if tree[verb].dep == "acl" and tree.children(verb, "obj"):
        return False
    if tree[verb].dep == "xcomp" and _is_staying(tree, tree[verb].head) and not tree.children(verb, "obj", "mark"):
        return tree[verb].lower.endswith("ed") or tree[verb].lower in tables().past_forms
    return tree[verb].dep in {"acl", "amod"} and not tree[verb].lower.endswith("ing") and not _has_marker(tree, verb)


def _is_staying(tree: Tree, verb: int) -> bool:
    """Tell whether a verb says how somebody is ("remain displaced", "were left stranded")."""
    return tree[verb].lower in tables().staying_verbs | tables().staying_forms


def _has_marker(tree: Tree, verb: int) -> bool:
    return any(tree[c].lower == "to" for c in tree.children(verb, "mark"))


def verb_slots(tree: Tree, verb: int) -> Slots:
    """Return the arguments of a verb by slot: subject, object, complement, agent of a compound participle, prepositions."""
    slots: Slots = {}
    passive = is_passive(tree, verb)
    add(slots, "object" if passive else "subject", resolve_relatives(tree, verb, tree.children(verb, "nsubj:pass")))
    plain = [c for c in tree.children(verb, "nsubj") if tree[c].dep != "nsubj:pass"]
    add(slots, "object" if passive else "subject", resolve_relatives(tree, verb, plain))
    add(slots, "object", resolve_relatives(tree, verb, tree.children(verb, "obj") or _shared_object(tree, verb)))
    if "object" not in slots and not passive:
        ordered = tree.children(verb, "iobj") if tree[verb].lower in tables().object_control_verbs else ()
        add(slots, "object", ordered or _raised_object(tree, verb))
    add(slots, "complement", tree.children(verb, "xcomp"))
    add(slots, "indirect", _receivers(tree, verb, slots.get("object", ())))
    add(slots, "obliged", _obliged(tree, verb))
    for child in tree.children(verb, "obl", "nmod", "iobj"):
        _add_oblique(tree, slots, child, passive)
    for obj in slots.get("object", ()):
        add(slots, "beneficiary", tree.children(obj, "nmod:poss", "compound"))
        add(slots, "beneficiary", (c for c in tree.children(obj, "nmod") if tree.preposition(c) == "by"))
        for child in tree.children(obj, "nmod"):
            if tree.preposition(child) in {"from", "against", "to", "with", "between"}:
                _add_oblique(tree, slots, child, passive)
    if passive and tree[verb].dep in {"acl", "amod"} and tree[verb].head != verb:
        add(slots, "object", (tree[verb].head,))
        left = [
            c
            for c in tree.children(verb, "compound", "obl", "amod", "nmod")
            if c < verb and (tree[c].dep == "compound" or not tree.preposition(c))
        ]
        add(slots, "agent", left)
    if passive and "agent" not in slots:
        _add_agent_below(tree, slots, verb)
    _inherit(tree, verb, slots, passive)
    return slots


def _add_agent_below(tree: Tree, slots: Slots, verb: int) -> None:
    """Take the by-phrase that the parser hangs on another phrase of a passive ("led from the coast by X")."""
    for child in tree.children(verb, "obl"):
        for agent in tree.children(child, "nmod") if child > verb else ():
            if tree.preposition(agent) == "by":
                _add_oblique(tree, slots, agent, passive=True)


def _receivers(tree: Tree, verb: int, objects: Iterable[int]) -> tuple[int, ...]:
    """Return who is given something, also where the parser makes one noun of two objects ("gave the rebels weapons")."""
    plain = (c for c in tree.children(verb, "iobj") if not tree.preposition(c))
    marked = (o for o in objects if any(tree[d].lower == "the" for d in tree.children(o, "det")))
    joined = (c for o in marked for c in tree.children(o, "compound") if verb < c < o)
    return (*plain, *(c for c in joined if tree[c].pos == "PROPN" or tree[c].lower.endswith("s")))


def _obliged(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return of whom it is said that they must do something ("said that the rebels must disarm")."""
    clauses = [c for c in tree.children(verb, "ccomp") if any(tree[a].lower == "must" for a in tree.children(c, "aux"))]
    return tuple(s for c in clauses for s in tree.children(c, "nsubj"))


def _raised_object(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the subject of an infinitive that is the object of the verb of ordering above it ("told residents to leave"),
    or of an adjective ("left nine dead").
    """
    below = [c for c in tree.children(verb, "xcomp", "ccomp") if c > verb]
    ordered = tree[verb].lower in tables().object_control_verbs
    clauses = [
        c for c in below if (ordered and _has_marker(tree, c)) or (tree[c].pos == "ADJ" and tree[c].dep == "xcomp")
    ]
    return tuple(s for c in clauses for s in tree.children(c, "nsubj"))


def _shared_object(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the object that a verb shares with the one coordinated right after or before it ("degrade and defeat X",
    "hacked or shot to death X").
    """
    nxt = tree.tokens[verb + 1 : verb + 3]
    if len(nxt) == 2 and nxt[0].dep == "cc" and nxt[1].index in tree.children(verb, "conj"):
        return () if is_passive(tree, nxt[1].index) else tree.children(nxt[1].index, "obj")
    before = tree.tokens[verb - 2] if verb > 1 and tree[verb - 1].dep == "cc" else None
    shared = before is not None and tree[verb].dep == "conj" and tree[verb].head == before.index
    if before is None or not shared or is_passive(tree, before.index):
        return ()
    return tuple(o for o in tree.children(before.index, "obj") if o > verb)


def _add_oblique(tree: Tree, slots: Slots, child: int, passive: bool) -> None:
    preposition = tree.preposition(child)
    if tree[child].dep == "obl:agent" or (passive and preposition == "by"):
        add(slots, "subject", (child,))
        add(slots, "agent", (child,))
    elif preposition:
        add(slots, preposition, (child,))
        add(slots, "from", (child,) if preposition == "out of" else ())
        for other in tree.coordinated(child)[1:]:
            own = tree.preposition(other)
            if own and own != preposition:
                add(slots, own, (other,))


def resolve_relatives(tree: Tree, verb: int, nodes: Iterable[int]) -> tuple[int, ...]:
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
            add(slots, "object", (token.head,))
        return
    if needed in slots or token.head == verb:
        return
    head = token.head
    if _is_charge(tree, verb):
        add(slots, "subject", _charged(tree, head))
    elif token.dep == "acl" and not passive and not _has_marker(tree, verb):
        add(slots, "subject", (head,))
    elif token.dep == "acl" and not passive:
        add(slots, needed, (head,) if tree[head].lower in tables().alliances else _bearer(tree, head))
    elif token.dep == "xcomp":
        add(slots, needed, _controller(tree, head))
    elif token.dep in {"conj", "advcl", "parataxis"} and tree[head].pos in {"VERB", "AUX", "ADJ", "NOUN"}:
        if tree[head].lower in tables().object_control_verbs and token.dep == "advcl":
            add(slots, needed, _controller(tree, head))
        elif token.dep != "advcl" or not tree.children(verb, "nsubj"):
            above = verb_slots(tree, head)
            add(slots, needed, above.get("object" if is_passive(tree, head) else "subject", ()))


def _is_charge(tree: Tree, verb: int) -> bool:
    """Tell whether a gerund is what a charge or report is of ("accusations of shelling Ner")."""
    of = any(tree[c].lower == "of" for c in tree.children(verb, "mark", "case"))
    return of and tree[verb].dep == "acl" and tree[tree[verb].head].lower in tables().content_nouns


def _charged(tree: Tree, noun: int) -> tuple[int, ...]:
    """Return who is said to have done it in "accusations against X of V-ing", "X denied accusations of V-ing"."""
    against = tuple(c for c in tree.children(noun, "nmod") if tree.preposition(c) == "against")
    denied = tree[noun].dep == "obj" and tree[tree[noun].head].lower in tables().denial_verbs
    return against or (verb_slots(tree, tree[noun].head).get("subject", ()) if denied else ())


def _bearer(tree: Tree, noun: int) -> tuple[int, ...]:
    """Return who has the "capacity", "plan" or "campaign" to do something: its possessor, or the subject of its support verb.

    A "coalition to defeat X" is itself who does it.
    """
    owners = (
        *tree.children(noun, "nmod:poss"),
        *(c for c in tree.children(noun, "nmod") if tree.preposition(c) == "by"),
    )
    if not owners and tree[noun].dep == "nmod" and tree.preposition(noun) in {"in", "of"} and tree[noun].head != noun:
        return _bearer(tree, tree[noun].head)
    if owners or tree[noun].dep != "obj" or tree[tree[noun].head].lower not in tables().support_verbs:
        return owners
    return verb_slots(tree, tree[noun].head).get("subject", ())


def _controller(tree: Tree, head: int) -> tuple[int, ...]:
    above = verb_slots(tree, head)
    if is_passive(tree, head):
        return above.get("object", ())
    if tree[head].lower in tables().object_control_verbs:
        ordered = next((above[slot] for slot in ("object", "on", "upon") if slot in above), ())
        if ordered:
            return ordered
    return above.get("subject", ())


def ordered_subject(tree: Tree, node: int) -> tuple[int, ...]:
    """Return who is to do what a node is part of, where somebody asks it of him ("urged X to end its siege": X); else ()."""
    while tree[node].head != node:
        if tree[node].pos == "VERB" and tree[node].dep in {"xcomp", "advcl", "ccomp"} and _has_marker(tree, node):
            asked = tree[tree[node].head].lower in tables().object_control_verbs
            return verb_slots(tree, node).get("subject", ()) if asked else ()
        node = tree[node].head
    return ()
