"""The arguments of nouns that name an event, an office or a tie: their own, and those of the verb that supports them."""

from __future__ import annotations

from kg.extract.grammar.slots import Slots, add
from kg.extract.grammar.verbs import is_passive, resolve_relatives, verb_slots
from kg.extract.syntax import Tree
from kg.extract.tables import tables

__all__ = ["GENITIVES", "LISTING", "examples_of", "noun_slots"]

FURTHER = frozenset({"other", "others", "further", "remaining"})
# What marks a possessor, before what is possessed; without it nothing is, whatever the parser says.
GENITIVES = frozenset({"'s", "'", "his", "her", "its", "our", "their"})
EXEMPLIFYING = frozenset({"including", "such as", "like", "especially"})
PARTICULARISING = frozenset(
    {"especially", "particularly", "notably", "mainly", "mostly", "primarily", "largely", "chiefly", "importantly"}
)
INCLUDING = frozenset({"include", "includes", "included"})
# The words of which one stands wherever examples are given.
LISTING = INCLUDING | PARTICULARISING | {word for phrase in EXEMPLIFYING for word in phrase.split()}


def noun_slots(tree: Tree, noun: int) -> Slots:
    """Return the arguments of an event or relational noun by slot: possessive, compound, support, identity, prepositions."""
    slots: Slots = {"self": (noun,), "itself": (noun,)}
    add(slots, "possessive", tree.children(noun, "nmod:poss") if _follows_genitive(tree, noun) else ())
    add(slots, "compound", tree.children(noun, "compound", "amod", "nmod:unmarked", "nmod:desc"))
    for child in tree.children(noun, "nmod", "obl"):
        if preposition := tree.preposition(child):
            add(slots, preposition, (child,))
    whole = _whole(tree, noun)
    for child in tree.children(whole, "nmod") if whole is not None else ():
        if child > noun:
            add(slots, tree.preposition(child), (child,))
    for used in (n for p in ("of", "by") for c in slots.get(p, ()) for n in tree.coordinated(c)):
        add(slots, "against", (c for c in tree.children(used, "nmod") if tree.preposition(c) == "against"))
    for participle in tree.children(noun, "acl"):
        under = verb_slots(tree, participle)
        if tree[participle].lower in {"deployed", "drawn", "visiting"}:
            add(slots, "from", under.get("from", ()))
        if tree[participle].lower == "using":
            add(slots, "against", (n for n in tree.subtree(participle) if tree.preposition(n) == "against"))
        if tree[participle].lower in tables().support_verbs:
            add(slots, "by", under.get("subject", ()) if is_passive(tree, participle) else ())
        for name, nodes in under.items():
            if name in {"against", "on", "between"}:
                add(slots, name, nodes)
    add(slots, "together with", (c for c in tree.children(noun, "conj") if _accompanies(tree, c)))
    add(slots, "identity", _identity(tree, noun))
    add(slots, "example", examples_of(tree, noun))
    add(slots, "of", _listed_body(tree, noun))
    add(slots, "parent", _parent_unit(tree, noun))
    _fellows(tree, noun, slots)
    _adverbial(tree, noun, slots)
    _support(tree, noun, slots)
    return slots


def _accompanies(tree: Tree, noun: int) -> bool:
    """Tell whether "together with" joins a noun to what stands before it."""
    return any(tree[c].lower == "with" and tree[c - 1].lower == "together" for c in tree.children(noun, "case"))


def _follows_genitive(tree: Tree, noun: int) -> bool:
    return any(token.lower in GENITIVES for token in tree.tokens[:noun])


def examples_of(tree: Tree, noun: int) -> tuple[int, ...]:
    """Return what is named of a group or of places: "towns such as X", "towns, especially X", "towns include X and Y"."""
    listed = tree[noun].dep == "nsubj" and tree[tree[noun].head].lower in INCLUDING
    if listed:
        return tuple(n for c in tree.children(tree[noun].head, "obj") for n in tree.coordinated(c))
    below = [c for c in tree.subtree(noun) if c > noun and tree.preposition(c) in EXEMPLIFYING]
    after = tree[noun].last + 1
    if after + 1 < len(tree.tokens) and tree[after].text == "," and tree[after + 1].lower in PARTICULARISING:
        marked = next((c for c in (tree[after + 1].head,) if c > noun), None)
        below += [marked] if marked is not None else []
    below += _particulars(tree, noun)
    return tuple(n for c in dict.fromkeys(below) for n in tree.coordinated(c))


def _particulars(tree: Tree, noun: int) -> list[int]:
    """Return what is singled out at the end of a clause with a noun ("took the posts that X had left, most notably Y")."""
    above = {noun, *tree.ancestors(noun)}
    return [
        t.index
        for t in tree.nodes()
        if t.index > noun and t.head in above and t.dep in {"appos", "parataxis", "dep"}
        if any(tree[c].lower in PARTICULARISING for c in tree.children(t.index, "advmod"))
    ]


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
        add(slots, slot, (head,))
    if tree[head].pos in {"NOUN", "PROPN"} and tree[head].dep == "obj":
        head = tree[head].head
    if tree[head].dep == "acl" and tree[tree[head].head].dep == "obj":
        head = tree[tree[head].head].head
    if tree[head].pos not in {"VERB", "AUX"}:
        return
    above, passive = verb_slots(tree, head), is_passive(tree, head)
    if slot == "identity" and tree[head].lower in tables().office_verbs:
        add(slots, slot, above.get("object", ()))
        return
    add(slots, slot, above.get("object" if passive and preposition == "as" else "subject", ()))
    if not passive:
        add(slots, slot, tree.children(head, "nsubj"))


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
    add(slots, "fellow", (n for n in (first, *tree.children(first, "conj")) if n < noun))
    for child in tree.children(first, "nmod"):
        if child > noun:
            add(slots, tree.preposition(child), (child,))


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
    return resolve_relatives(tree, noun, tree.children(noun, "nsubj")) if tree.children(noun, "cop") else ()


def _support(tree: Tree, noun: int, slots: Slots) -> None:
    """Take subject and obliques of a support verb whose object (or oblique) the noun is, as the noun's own."""
    head = tree[noun].head
    _adjacent(tree, noun, slots)
    if (claiming := _claiming(tree, noun)) is not None:
        add(slots, "support", verb_slots(tree, claiming).get("subject", ()))
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
        add(slots, "harmed", _harmed(tree, head))
    for clause in tree.children(head, "advcl", "acl"):
        if tree[clause].lower == "using":
            add(slots, "against", verb_slots(tree, clause).get("against", ()))
    if tree[noun].dep.startswith("obl") and tree.preposition(noun) not in {"in", "to", "with", "into", "under", "on"}:
        return
    if tree.preposition(noun) == "in" and any(tree[o].lower != "part" for o in tree.children(head, "obj")):
        return  # "lost ten men in the ambush" does not say whose it was
    if (tree[noun].dep != "nsubj" or passive_object) and (passive_object or tree[noun].dep.startswith("obl")):
        doers = above.get("object" if tree[noun].dep.startswith("obl") and is_passive(tree, head) else "subject", ())
        borne = tree[head].lower in tables().suffering_verbs
        add(slots, "sufferer" if borne else "support", (n for n in doers if n != noun))
    if tree[noun].dep == "nsubj" and tree[noun].lower in tables().group_words:
        return
    for name, nodes in above.items():
        if name in {"against", "on", "with", "between", "from", "to", "for", "in", "over"}:
            add(slots, name, (n for n in nodes if n != noun))


def _claiming(tree: Tree, noun: int) -> int | None:
    """Return the verb of "claimed responsibility for" or "denied any role in" what a noun names, wherever that hangs."""
    head = tree[noun].head
    verb = tree[head].head if tree[head].lower in tables().participations else head
    objects = {tree[c].lower for c in tree.children(verb, "obj")} & tables().participations
    fitting = any(tree.preposition(noun) == ("for" if word == "responsibility" else "in") for word in objects)
    return verb if fitting and tree[verb].lower in tables().speech_verbs else None


def _adjacent(tree: Tree, noun: int, slots: Slots) -> None:
    """Give an event noun that is an object the "by X" and "against X" right after it, wherever the parser hangs them."""
    head, after = tree[noun].head, tree[noun].last + 1
    if tree[noun].dep != "obj" or after >= len(tree.tokens) or is_passive(tree, head):
        return
    for child in tree.children(head, "obl"):
        preposition = tree.preposition(child)
        if preposition in {"by", "against"} and tree[after].lower == preposition and child > after:
            add(slots, preposition, (child,))
            add(slots, "against", (c for c in tree.children(child, "nmod") if tree.preposition(c) == "against"))


def _harmed(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return what an attack hit, destroyed, killed …: the objects of such verbs with the attack as their subject."""
    verbs = [v for v in tree.coordinated(verb) if tree[v].lower in tables().harm_verbs and not is_passive(tree, v)]
    own = [v for v in verbs if v == verb or not tree.children(v, "nsubj")]
    return tuple(o for v in own for o in tree.children(v, "obj"))
