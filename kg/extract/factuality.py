"""How sure: negation, hedges, conditions, plans and denials travel from a predicate down to the events below it.

Values as in FactBank (Saurí and Pustejovsky 2009), reduced to asserted, hedged, intended and denied, relative to whoever
speaks. The words are data (`factuality.toml`).
"""

from __future__ import annotations

from collections.abc import Collection

from kg.extract.grammar import is_passive
from kg.extract.syntax import Tree
from kg.extract.tables import tables
from kg.model import Factuality

__all__ = ["denial_of", "factuality_of", "is_denied_charge"]

STRENGTH = (Factuality.ASSERTED, Factuality.HEDGED, Factuality.INTENDED, Factuality.DENIED)
CLAUSAL = frozenset({"xcomp", "ccomp", "csubj"})
NOMINAL = frozenset({"obj", "nmod", "obl", "nsubj", "nsubj:pass", "appos", "compound"})
DEFINITE = frozenset({"the", "this", "these", "that", "those"})
# Prepositions whose noun has happened or holds, whatever the clause above says of itself (Karttunen 1974 on presupposition).
PRESUPPOSING = frozenset({"after", "since", "following", "despite", "amid", "during", "because of", "due to", "given"})
PAST = frozenset({"was", "were", "had", "did"})


def factuality_of(tree: Tree, trigger: int, carriers: frozenset[int], own: frozenset[int] = frozenset()) -> Factuality:
    """Return how whoever speaks presents the event of *trigger*.

    *carriers* are nodes that carry the event with the trigger (its support or occurrence verb); what modifies them modifies
    it. Those of them that mean the event themselves (*own*: "pledged" over "allegiance") do nothing to it.
    """
    found = {_local(tree, trigger), _of_doer(tree, trigger)}
    if denial_of(tree, trigger) is not None:
        found.add(Factuality.DENIED)
    node = trigger
    # To deny an accusation is not to deny that it was made.
    for head in () if is_denied_charge(tree, trigger) else tree.ancestors(trigger):
        verdict, go_on = _step(tree, node, head, carriers, own)
        found.add(verdict)
        if not go_on:
            break
        node = head
    return max(found, key=STRENGTH.index)


def is_denied_charge(tree: Tree, trigger: int) -> bool:
    """Tell whether the trigger is an accusation that a verb of denial has for its object."""
    head = tree[trigger].head
    denied = tree[trigger].dep in {"obj", "nsubj:pass"} and tree[head].lower in tables().denial_verbs
    return denied and tree[trigger].lower in tables().charges


def _local(tree: Tree, node: int) -> Factuality:
    """Read the modifiers of one node: adverbs, auxiliaries, determiners, conditional markers."""
    table, found = tables(), {Factuality.ASSERTED}
    for subject in tree.children(node, "nsubj"):
        if {tree[c].lower for c in tree.children(subject, "det", "cc")} & {"no", "neither", "none"}:
            found.add(Factuality.DENIED)
    for child in tree.children(node, "advmod", "aux", "det", "mark", "cc", "amod", "discourse"):
        words = {tree[i].lower for i in (child, *tree.children(child, "advmod", "det"))}
        if tree[node].lower == "mention":
            words -= {"not"}  # "not to mention" adds, it denies nothing
        if words & table.negations:
            found.add(Factuality.DENIED)
        if tree[child].dep == "mark" and _is_conditional(tree, node, words):
            return Factuality.INTENDED
        if words & table.intent_auxiliaries:
            found.add(Factuality.INTENDED)
        if words & (table.hedge_words | table.hedge_auxiliaries):
            found.add(Factuality.HEDGED)
    return max(found, key=STRENGTH.index)


def _of_doer(tree: Tree, trigger: int) -> Factuality:
    """Read "suspected rebels killed two", "the massacre blamed on X", "killed in an attack blamed on X" as hedged."""
    doers = tree.children(trigger, "nsubj", "obl:agent")
    doubted = any(tree[c].lower in tables().hedge_words for d in doers for c in tree.children(d, "amod"))
    events = (trigger, *tree.children(trigger, "obl"))
    blamed = any(
        tree[c].lower in tables().blaming_participles
        for e in events
        for c in tree.children(e, "acl", "amod")
        if tree[e].pos == "NOUN"
    )
    return Factuality.HEDGED if doubted or blamed else Factuality.ASSERTED


def denial_of(tree: Tree, trigger: int) -> int | None:
    """Return the verb of "X armed Y, which X denies", "X armed Y, a charge it denies": nobody can deny a thing or a person."""
    if _accuses(tree, trigger):
        return None  # what is denied is the deed, and not that somebody is accused of it
    told = _accusing(tree, trigger)
    for node in tree.subtree(trigger if told is None else told):
        denies = tree[node].dep == "acl:relcl" and tree[node].lower in tables().denial_verbs
        if not denies or _predicate_over(tree, tree[node].head) not in {trigger, told}:
            continue
        charged = tree[tree[node].head].lower in tables().content_nouns
        which = any(tree[c].lower == "which" and c < node for c in tree.children(node, "obj", "nsubj", "mark"))
        others = [c for c in tree.children(node, "nsubj") if tree[c].lower not in {"which", "that", "who"}]
        if others and (charged or which):
            return node
    return None


def _accusing(tree: Tree, trigger: int) -> int | None:
    """Return the verb of accusing of whose clause the trigger is the verb ("accused X of shelling Ner"), or None."""
    head = tree[trigger].head
    charged = tree[trigger].dep in {"advcl", "acl", "xcomp", "ccomp"} and head != trigger
    return head if charged and _accuses(tree, head) else None


def _accuses(tree: Tree, verb: int) -> bool:
    return any(frame.type == "Accusation" for frame in tables().verbs.get(tree[verb].lower, ()))


def _predicate_over(tree: Tree, node: int) -> int:
    """Return the nearest verb at or above a node."""
    return next((n for n in (node, *tree.ancestors(node)) if tree[n].pos == "VERB"), node)


def _step(tree: Tree, node: int, head: int, carriers: frozenset[int], own: frozenset[int]) -> tuple[Factuality, bool]:
    """Judge one step up the tree: what the head does to the node below it, and whether to go on from there."""
    dep, base = tree[node].dep, tree[node].dep.split(":")[0]
    if _is_presupposed(tree, node, head):
        return Factuality.ASSERTED, False
    above = Factuality.ASSERTED if head in own else _governor(tree, head)
    if base in CLAUSAL and tree[head].pos == "ADJ" and tree[head].lower in tables().intent_adjectives:
        above = Factuality.INTENDED
    if head in carriers:
        return max(above, _local(tree, head), key=STRENGTH.index), True
    if base == "ccomp" and above is Factuality.INTENDED:
        above = Factuality.ASSERTED
    if base == "ccomp" and tree[head].pos == "NOUN" and tree[head].lower in tables().content_nouns:
        return above, True
    if base in CLAUSAL:
        return max(
            above, _local(tree, head) if dep == "xcomp" else Factuality.ASSERTED, key=STRENGTH.index
        ), dep == "xcomp"
    bare = tree[node].lower.endswith("ing") and tree[node].pos == "VERB" and not tree.children(node, "nsubj")
    if base == "advcl":
        verdict = max(
            _adverbial(tree, node), above if above is Factuality.HEDGED else Factuality.ASSERTED, key=STRENGTH.index
        )
        over = bool({tree[c].lower for c in tree.children(node, "mark", "case")} & PRESUPPOSING)
        return verdict, bare and not over and verdict is Factuality.ASSERTED
    if dep == "acl" and tree[head].lower in tables().content_nouns:
        return above, True
    if dep == "acl" and any(tree[c].lower in {"no", "little"} for c in tree.children(head, "det", "amod")):
        return Factuality.DENIED if tree[head].lower in tables().truths else Factuality.HEDGED, False
    if base == "nsubj" and tree[node].lower in tables().content_nouns and tree[head].lower in tables().falsities:
        return Factuality.DENIED, False
    if base in NOMINAL and tree[head].pos in {"VERB", "AUX"}:
        unsure = _local(tree, head)
        above = max(above, unsure if unsure is not Factuality.DENIED else Factuality.ASSERTED, key=STRENGTH.index)
    if dep == "acl" or base in NOMINAL:
        return above, bare or (base in {"obj", "nmod", "compound", "appos"} and tree[head].pos == "NOUN")
    shares = base == "conj" and not tree.children(node, "nsubj", "aux", "cop")
    return (_local(tree, head), True) if shares else (Factuality.ASSERTED, False)


def _is_presupposed(tree: Tree, node: int, head: int) -> bool:
    """Tell whether what a noun names is taken for granted by the clause above it, which may itself be doubted or denied.

    "After its losses, X may leave"; "the attack would harm X" (a definite subject); "X vowed to continue the offensive".
    """
    base = tree[node].dep.split(":")[0]
    if base in {"obl", "nmod"} and tree.preposition(node) in PRESUPPOSING:
        return True
    definite = bool({tree[c].lower for c in tree.children(node, "det")} & DEFINITE) or bool(
        tree.children(node, "nmod:poss")
    )
    comes_about = tables().occurrence_verbs - tables().presupposing_verbs
    subject = base == "nsubj" and tree[head].pos in {"VERB", "AUX"} and tree[head].lower not in comes_about
    return definite and (subject or (base == "obj" and tree[head].lower in tables().presupposing_verbs))


def _governor(tree: Tree, head: int) -> Factuality:
    table, word = tables(), tree[head].lower
    if _accuses(tree, head) and is_passive(tree, head) and not tree.children(head, "obl:agent"):
        return Factuality.HEDGED
    particles = {f"{word} {tree[c].lower}" for c in tree.children(head, "compound:prt", "advmod")}
    denied = word in table.denial_verbs | table.failure_verbs or bool(particles & table.denial_phrases)
    if denied and tree[head].pos in {"VERB", "AUX"}:
        return Factuality.DENIED
    if word in table.reputed and is_passive(tree, head) and not tree.children(head, "obl:agent"):
        return Factuality.HEDGED
    if tree[head].pos == "ADJ" and word in table.hedge_words:
        return Factuality.HEDGED
    if word in table.intent_verbs | table.intent_nouns:
        return Factuality.INTENDED
    return Factuality.HEDGED if word in table.hedge_verbs and tree[head].pos in {"VERB", "AUX"} else Factuality.ASSERTED


def _adverbial(tree: Tree, node: int) -> Factuality:
    """Read an adverbial clause: "to take the town" is a purpose, "if it takes the town" a condition."""
    marks = {tree[c].lower for c in tree.children(node, "mark")}
    resulting = node > 1 and any(
        tree[c].lower == "to" and tree[c - 1].lower == "only" for c in tree.children(node, "mark")
    )
    purpose = marks & {"to"} and not resulting and not tree.children(node, "nsubj", "aux:pass")
    return Factuality.INTENDED if purpose or _is_conditional(tree, node, marks) else Factuality.ASSERTED


def _is_conditional(tree: Tree, verb: int, marks: Collection[str]) -> bool:
    """Tell whether a clause is a condition: "if" always, "until" and "before" unless the clause is in the past."""
    if tables().conditionals & set(marks):
        return True
    past = tree[verb].lower.endswith("ed") or any(tree[c].lower in PAST for c in tree.children(verb, "aux", "cop"))
    return (
        bool(tables().temporal_conditionals & set(marks)) and not past and tree[verb].lower not in tables().past_forms
    )
