"""Reads predicate and arguments off a dependency tree: who did what to whom, with which preposition.

Passives are turned round; a missing subject is looked for where English grammar puts it (coordination, control, participles,
relative clauses). Universal Dependencies 2; obl:agent is the by-phrase.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from kg.extract.syntax import Tree
from kg.extract.tables import tables

__all__ = ["GENITIVES", "LISTING", "Slots", "is_passive", "noun_slots", "ordered_subject", "verb_slots"]

FURTHER = frozenset({"other", "others", "further", "remaining"})

Slots: TypeAlias = dict[str, tuple[int, ...]]

# What marks a possessor, before what is possessed; without it nothing is, whatever the parser says.
GENITIVES = frozenset({"'s", "'", "his", "her", "its", "our", "their"})
EXEMPLIFYING = frozenset({"including", "such as", "like", "especially"})
PARTICULARISING = frozenset(
    {"especially", "particularly", "notably", "mainly", "mostly", "primarily", "largely", "chiefly"}
)
INCLUDING = frozenset({"include", "includes", "included"})
# The words of which one stands wherever examples are given.
LISTING = INCLUDING | PARTICULARISING | {word for phrase in EXEMPLIFYING for word in phrase.split()}
# Verbs that say how somebody is ("remain displaced", "were left stranded").
STAYING = frozenset(
    {
        "remain",
        "remains",
        "remained",
        "stay",
        "stays",
        "stayed",
        "left",
        "lie",
        "lies",
        "lay",
        "stand",
        "stands",
        "stood",
    }
)
RELATIVES = frozenset({"who", "whom", "which", "that"})


def _add(slots: Slots, name: str, nodes: Iterable[int]) -> None:
    fresh = tuple(n for n in nodes if n not in slots.get(name, ()))
    if fresh:
        slots[name] = (*slots.get(name, ()), *fresh)


def is_passive(tree: Tree, verb: int) -> bool:
    """Tell whether a verb form is passive: an auxiliary, a passive subject or agent, or a past participle after a noun."""
    if tree.children(verb, "aux:pass", "obl:agent"):
        return True
    if tree.children(verb, "nsubj:pass"):
        return not tree.children(verb, "xcomp", "obj", "ccomp")
    if tree[verb].dep == "acl" and tree.children(verb, "obj"):
        return False
    if tree[verb].dep == "xcomp" and tree[tree[verb].head].lower in STAYING and not tree.children(verb, "obj", "mark"):
        return tree[verb].lower.endswith("ed") or tree[verb].lower in tables().past_forms
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
    _add(slots, "object", _resolve(tree, verb, tree.children(verb, "obj") or _shared_object(tree, verb)))
    if "object" not in slots and not passive:
        ordered = tree.children(verb, "iobj") if tree[verb].lower in tables().object_control_verbs else ()
        _add(slots, "object", ordered or _raised_object(tree, verb))
    _add(slots, "complement", tree.children(verb, "xcomp"))
    _add(slots, "indirect", _receivers(tree, verb, slots.get("object", ())))
    _add(slots, "obliged", _obliged(tree, verb))
    for child in tree.children(verb, "obl", "nmod", "iobj"):
        _add_oblique(tree, slots, child, passive)
    for obj in slots.get("object", ()):
        _add(slots, "beneficiary", tree.children(obj, "nmod:poss", "compound"))
        _add(slots, "beneficiary", (c for c in tree.children(obj, "nmod") if tree.preposition(c) == "by"))
        for child in tree.children(obj, "nmod"):
            if tree.preposition(child) in {"from", "against", "to", "with", "between"}:
                _add_oblique(tree, slots, child, passive)
    if passive and tree[verb].dep in {"acl", "amod"} and tree[verb].head != verb:
        _add(slots, "object", (tree[verb].head,))
        left = [
            c
            for c in tree.children(verb, "compound", "obl", "amod", "nmod")
            if c < verb and (tree[c].dep == "compound" or not tree.preposition(c))
        ]
        _add(slots, "agent", left)
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
        _add(slots, "subject", (child,))
        _add(slots, "agent", (child,))
    elif preposition:
        _add(slots, preposition, (child,))
        _add(slots, "from", (child,) if preposition == "out of" else ())
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
    elif token.dep == "acl" and not passive:
        _add(slots, needed, (head,) if tree[head].lower in tables().alliances else _bearer(tree, head))
    elif token.dep == "xcomp":
        _add(slots, needed, _controller(tree, head))
    elif token.dep in {"conj", "advcl", "parataxis"} and tree[head].pos in {"VERB", "AUX", "ADJ", "NOUN"}:
        if tree[head].lower in tables().object_control_verbs and token.dep == "advcl":
            _add(slots, needed, _controller(tree, head))
        elif token.dep != "advcl" or not tree.children(verb, "nsubj"):
            above = verb_slots(tree, head)
            _add(slots, needed, above.get("object" if is_passive(tree, head) else "subject", ()))


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


def noun_slots(tree: Tree, noun: int) -> Slots:
    """Return the arguments of an event or relational noun by slot: possessive, compound, support, identity, prepositions."""
    slots: Slots = {"self": (noun,), "itself": (noun,)}
    _add(slots, "possessive", tree.children(noun, "nmod:poss") if _follows_genitive(tree, noun) else ())
    _add(slots, "compound", tree.children(noun, "compound", "amod", "nmod:unmarked", "nmod:desc"))
    for child in tree.children(noun, "nmod", "obl"):
        if preposition := tree.preposition(child):
            _add(slots, preposition, (child,))
    whole = _whole(tree, noun)
    for child in tree.children(whole, "nmod") if whole is not None else ():
        if child > noun:
            _add(slots, tree.preposition(child), (child,))
    for used in (n for p in ("of", "by") for c in slots.get(p, ()) for n in tree.coordinated(c)):
        _add(slots, "against", (c for c in tree.children(used, "nmod") if tree.preposition(c) == "against"))
    for participle in tree.children(noun, "acl"):
        under = verb_slots(tree, participle)
        if tree[participle].lower in {"deployed", "drawn", "visiting"}:
            _add(slots, "from", under.get("from", ()))
        if tree[participle].lower == "using":
            _add(slots, "against", (n for n in tree.subtree(participle) if tree.preposition(n) == "against"))
        if tree[participle].lower in tables().support_verbs:
            _add(slots, "by", under.get("subject", ()) if is_passive(tree, participle) else ())
        for name, nodes in under.items():
            if name in {"against", "on", "between"}:
                _add(slots, name, nodes)
    _add(slots, "together with", (c for c in tree.children(noun, "conj") if _accompanies(tree, c)))
    _add(slots, "support", _claimants(tree, noun))
    _add(slots, "identity", _identity(tree, noun))
    _add(slots, "example", _examples(tree, noun))
    _add(slots, "of", _listed_body(tree, noun))
    _add(slots, "parent", _parent_unit(tree, noun))
    _fellows(tree, noun, slots)
    _adverbial(tree, noun, slots)
    _support(tree, noun, slots)
    return slots


def _accompanies(tree: Tree, noun: int) -> bool:
    """Tell whether "together with" joins a noun to what stands before it."""
    return any(tree[c].lower == "with" and tree[c - 1].lower == "together" for c in tree.children(noun, "case"))


def _follows_genitive(tree: Tree, noun: int) -> bool:
    return any(token.lower in GENITIVES for token in tree.tokens[:noun])


def _examples(tree: Tree, noun: int) -> tuple[int, ...]:
    """Return what is named of a group: "partners such as X", "partners, especially the X", "partners include X and Y"."""
    listed = tree[noun].dep == "nsubj" and tree[tree[noun].head].lower in INCLUDING
    if listed:
        return tuple(n for c in tree.children(tree[noun].head, "obj") for n in tree.coordinated(c))
    below = [c for c in tree.subtree(noun) if c > noun and tree.preposition(c) in EXEMPLIFYING]
    after = tree[noun].last + 1
    if after + 1 < len(tree.tokens) and tree[after].text == "," and tree[after + 1].lower in PARTICULARISING:
        marked = next((c for c in (tree[after + 1].head,) if c > noun), None)
        below += [marked] if marked is not None else []
    return tuple(n for c in dict.fromkeys(below) for n in tree.coordinated(c))


def _listed_body(tree: Tree, noun: int) -> tuple[int, ...]:
    """Return the body after an office and a comma ("Jane Roe, commander, Coast Command, said …")."""
    after = tree[noun].last + 1
    office = tree[noun].dep == "appos" and tables().group_words.get(tree[noun].lower) == "Person"
    if not office or after >= len(tree.tokens) or tree[after].text != ",":
        return ()
    nxt = next((t for t in tree.nodes() if t.index > after and t.dep not in {"det", "punct"}), None)
    return (nxt.index,) if nxt is not None and nxt.pos == "PROPN" and nxt.dep in {"list", "appos"} else ()


def _parent_unit(tree: Tree, noun: int) -> tuple[int, ...]:
    """Return the larger formation that a unit is named with ("2nd Battalion, 5th Rifle Regiment")."""
    units = tables().unit_words
    if tree[noun].lower.split()[-1] not in units or tree[noun].pos != "PROPN":
        return ()
    after = tree[noun].last + 1
    nxt = next((t for t in tree.nodes() if t.index > after), None)
    if nxt is None or tree[after].text != "," or nxt.pos != "PROPN" or nxt.text[:1].islower():
        return ()
    return (nxt.index,) if nxt.lower.split()[-1] in units and len(nxt.text.split()) > 1 else ()


def _adverbial(tree: Tree, noun: int, slots: Slots) -> None:
    """For "In support of X, Y did Z" and "Y flies as part of X": Y is the doer, or is what the noun is said of."""
    head, preposition = tree[noun].head, tree.preposition(noun)
    if tree[noun].dep.split(":")[0] not in {"obl", "nmod", "advcl", "advmod"} or preposition not in {
        "in",
        "with",
        "as",
        "under",
    }:
        return
    slot = "identity" if preposition == "as" else "doer"
    theirs = any(tree[c].lower in {"its", "their"} for c in tree.children(noun, "nmod:poss"))
    if slot == "doer" and theirs and any(c < noun for c in tree.children(head, "obj")):
        return
    if (
        head < noun
        and tree[head].pos in {"NOUN", "PROPN"}
        and (preposition in {"as", "in", "under"} or tree[head].pos == "PROPN")
    ):
        _add(slots, slot, (head,))
    if tree[head].pos in {"NOUN", "PROPN"} and tree[head].dep == "obj":
        head = tree[head].head
    if tree[head].dep == "acl" and tree[tree[head].head].dep == "obj":
        head = tree[tree[head].head].head
    if tree[head].pos not in {"VERB", "AUX"}:
        return
    above, passive = verb_slots(tree, head), is_passive(tree, head)
    if slot == "identity" and tree[head].lower in tables().office_verbs:
        _add(slots, slot, above.get("object", ()))
        return
    _add(slots, slot, above.get("object" if passive and preposition == "as" else "subject", ()))
    if not passive:
        _add(slots, slot, tree.children(head, "nsubj"))


def _claimants(tree: Tree, noun: int) -> tuple[int, ...]:
    """Return who claims responsibility for what a noun names."""
    head = tree[noun].head
    if tree[head].lower != "responsibility" or tree.preposition(noun) != "for" or tree[head].head == head:
        return ()
    return verb_slots(tree, tree[head].head).get("subject", ())


def _whole(tree: Tree, noun: int) -> int | None:
    """Return the word of quantity that a noun is the "of" of ("one of the groups"), or None."""
    head = tree[noun].head
    return head if tree.preposition(noun) == "of" and tree[head].lower in tables().partitives else None


def _fellows(tree: Tree, noun: int, slots: Slots) -> None:
    """For "A, B and others in X": A and B are fellows of the others, and X may hang on A."""
    words = {tree[noun].lower, *(tree[c].lower for c in tree.children(noun, "amod"))}
    if tree[noun].dep != "conj" or words.isdisjoint(FURTHER):
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
    if token.dep == "nsubj" and tree[token.head].pos == "PROPN" and tree.children(token.head, "cop"):
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
    if tree[noun].dep == "xcomp" and tree[tree[noun].head].lower in tables().office_verbs:
        above = verb_slots(tree, tree[noun].head)
        return above.get("object") or above.get("subject", ())
    return _resolve(tree, noun, tree.children(noun, "nsubj")) if tree.children(noun, "cop") else ()


def _support(tree: Tree, noun: int, slots: Slots) -> None:
    """Take subject and obliques of a support verb whose object (or oblique) the noun is, as the noun's own."""
    head = tree[noun].head
    _adjacent(tree, noun, slots)
    if tree.preposition(noun) == "for" and (claimed := _claimed(tree, head)) is not None:
        _add(slots, "support", verb_slots(tree, claimed).get("subject", ()))
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
    if tree[noun].dep == "nsubj":
        _add(slots, "harmed", _harmed(tree, head))
    for clause in tree.children(head, "advcl", "acl"):
        if tree[clause].lower == "using":
            _add(slots, "against", verb_slots(tree, clause).get("against", ()))
    if tree[noun].dep.startswith("obl") and tree.preposition(noun) not in {"in", "to", "with", "into", "under", "on"}:
        return
    if tree.preposition(noun) == "in" and any(tree[o].lower != "part" for o in tree.children(head, "obj")):
        return  # "lost ten men in the ambush" does not say whose it was
    if (tree[noun].dep != "nsubj" or passive_object) and (passive_object or tree[noun].dep.startswith("obl")):
        doers = above.get("object" if tree[noun].dep.startswith("obl") and is_passive(tree, head) else "subject", ())
        borne = tree[head].lower in tables().suffering_verbs
        _add(slots, "sufferer" if borne else "support", (n for n in doers if n != noun))
    if tree[noun].dep == "nsubj" and tree[noun].lower in tables().group_words:
        return
    for name, nodes in above.items():
        if name in {"against", "on", "with", "between", "from", "to", "for", "in", "over"}:
            _add(slots, name, (n for n in nodes if n != noun))


def _claimed(tree: Tree, head: int) -> int | None:
    """Return the verb of "claimed responsibility for", given what "for" hangs on; else None."""
    verb = tree[head].head if tree[head].lower == "responsibility" else head
    objects = {tree[c].lower for c in tree.children(verb, "obj")}
    return verb if "responsibility" in objects and tree[verb].lower in tables().speech_verbs else None


def _adjacent(tree: Tree, noun: int, slots: Slots) -> None:
    """Give an event noun that is an object the "by X" and "against X" right after it, wherever the parser hangs them."""
    head, after = tree[noun].head, tree[noun].last + 1
    if tree[noun].dep != "obj" or after >= len(tree.tokens) or is_passive(tree, head):
        return
    for child in tree.children(head, "obl"):
        preposition = tree.preposition(child)
        if preposition in {"by", "against"} and tree[after].lower == preposition and child > after:
            _add(slots, preposition, (child,))
            _add(slots, "against", (c for c in tree.children(child, "nmod") if tree.preposition(c) == "against"))


def _harmed(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return what an attack hit, destroyed, killed …: the objects of such verbs with the attack as their subject."""
    verbs = [v for v in tree.coordinated(verb) if tree[v].lower in tables().harm_verbs and not is_passive(tree, v)]
    own = [v for v in verbs if v == verb or not tree.children(v, "nsubj")]
    return tuple(o for v in own for o in tree.children(v, "obj"))
