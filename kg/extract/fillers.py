"""Turns a node of the tree into the actors, people, places or talks that it stands for.

Coordination is taken apart, "many of X's fighters" is X, "the Islamist faction X" is X, "factions affiliated with X and Y" are
X and Y, and pronouns and "the group" are looked up in the discourse. What no rule reads otherwise is a description.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kg.extract.anaphora import antecedent_of, find_antecedent, refer, refer_to_talks
from kg.extract.event_types import TIES
from kg.extract.grammar import examples_of, ordered_subject, verb_slots
from kg.extract.nominals import count_people, describe, describe_facility, read_name
from kg.extract.referents import (
    ACTORS,
    ANAPHORS,
    ARMED,
    FIRST_PERSON,
    GROUPED,
    HE_OR_SHE,
    PEOPLE,
    PLACES,
    PLURAL,
    REFLEXIVE,
    SINGULAR,
    SOUGHT,
    STATES,
    WE,
)
from kg.extract.scene import Filler, Scene
from kg.extract.state_bodies import leading_body, national_body
from kg.extract.syntax import Tree
from kg.extract.tables import tables

__all__ = ["fillers", "owners_of"]

CORE = frozenset({"nsubj", "obj", "obl"})
TIED = frozenset({"affiliated", "linked", "loyal", "tied", "connected", "associated"})
HOLDING = frozenset({"held", "controlled", "owned", "operated", "run"})


def fillers(scene: Scene, node: int, *, exclude: Collection[str] = (), alone: bool = False) -> tuple[Filler, ...]:
    """Return who or what a node stands for, conjuncts included unless *alone*, in the order of the text.

    Unknown things give ().
    """
    found: dict[tuple[str, int], Filler] = {}
    for part in (node,) if alone else scene.tree.coordinated(node):
        for filler in _single(scene, part, exclude):
            found.setdefault((filler.name, filler.start), filler)
    return tuple(found.values())


def _single(scene: Scene, node: int, exclude: Collection[str]) -> tuple[Filler, ...]:
    tree, token, table = scene.tree, scene.tree[node], tables()
    if node in scene.names:
        return (read_name(scene, node),)
    if token.lower in table.partitives and (parts := tree.phrases(node, "of")):
        return tuple(f for child in parts for f in fillers(scene, child, exclude=exclude))
    if token.lower in {"side", "sides"} or (token.lower == "both" and token.dep.split(":")[0] in CORE):
        return tuple(refer(scene, a, node) for a in scene.discourse.sides)
    if token.pos in {"PRON", "DET"} or token.lower in SOUGHT:
        return _pronoun(scene, node, exclude)
    if token.lower in {"%", "percent"} or token.pos == "NUM":
        below = tree.phrases(node, "of")
        return tuple(f for child in below for f in fillers(scene, child, exclude=exclude)) or count_people(scene, node)
    if _is_message(scene.tree, node):
        return _message_owners(scene, node)
    if token.lower in {"latter", "former"}:
        return find_antecedent(scene, node, ACTORS, exclude)
    if token.lower in table.group_words and token.pos not in {"ADJ", "ADV"}:
        return _described(scene, node, exclude)
    if token.lower in table.acting_words and (owners := owners_of(scene, node, exclude)):
        return owners
    if token.lower in table.belongings:
        return tuple(replace(f, belonging=True) for f in owners_of(scene, node, exclude))
    if token.lower in table.partitives:
        return count_people(scene, node)
    return _examples(scene, node)


def _is_message(tree: Tree, node: int) -> bool:
    """Tell whether a node is what somebody says or writes; a "post" or "site" that nobody is said to write is a place."""
    token = tree[node]
    if token.lower not in tables().message_nouns or token.lower not in tables().group_words:
        return token.lower in tables().message_nouns
    speaks = token.dep.startswith("nsubj") and tree[token.head].lower in tables().speech_verbs
    return speaks or bool(tree.children(node, "nmod:poss") or tree.phrases(node, "by"))


def _examples(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Return the names that stand for a noun as examples of it ("several posts, including A and B")."""
    found = (f for n in examples_of(scene.tree, node) for f in fillers(scene, n, alone=True))
    return tuple(f for f in found if not f.name.islower())


def _message_owners(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Read a statement as those who make it: its possessor, its by-phrase, the subject of "issued a statement"."""
    tree = scene.tree
    nodes = [*tree.children(node, "nmod:poss"), *tree.phrases(node, "by")]
    if not nodes and tree[node].dep in {"obj", "nsubj:pass"} and tree[tree[node].head].lower in tables().support_verbs:
        nodes = [*verb_slots(tree, tree[node].head).get("subject", ())]
    nodes += [n for c in tree.children(node, "acl") for n in verb_slots(tree, c).get("agent", ())]
    own = tuple(f for n in nodes if node not in tree.coordinated(n) for f in fillers(scene, n) if f.kind in ACTORS)
    if own:
        scene.discourse.issuers = tuple(antecedent_of(scene, f) for f in own)
        return own
    return tuple(refer(scene, a, node) for a in scene.discourse.issuers)


def _pronoun(scene: Scene, node: int, exclude: Collection[str]) -> tuple[Filler, ...]:
    low = scene.tree[node].lower
    exclude = {*exclude, *_clause_mates(scene, node)}
    if low in FIRST_PERSON:
        token = scene.tree[node]
        return (Filler(WE, "ArmedActor", token.text, token.start, token.end, node, anaphor=True),)
    # "allied itself with X" says no more of who did it than the subject does.
    if low not in SOUGHT or low in REFLEXIVE:
        return ()
    if low in PLURAL | SINGULAR and (helped := _helped(scene, node)):
        return helped
    asked = [n for n in ordered_subject(scene.tree, node) if n < node and scene.tree[n].lower not in SOUGHT]
    found = tuple(f for n in asked for f in fillers(scene, n, alone=True) if f.kind in {"", "Country", *SOUGHT[low]})
    if found and scene.tree[node].dep == "nmod:poss":
        return found
    return find_antecedent(scene, node, SOUGHT[low], exclude, singular=low in SINGULAR | HE_OR_SHE)


def _helped(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Return whose fight it is in "supports X in their fight against Y": that of those who are supported."""
    tree = scene.tree
    fight = tree[node].head
    verb = tree[fight].head if tree[node].dep == "nmod:poss" and tree.preposition(fight) == "in" else node
    verb = tree[verb].head if tree[verb].pos in {"NOUN", "PROPN"} and tree[verb].dep == "obj" else verb
    if not any(f.type == "Support" for f in tables().verbs.get(tree[verb].lower, ())):
        return ()
    return tuple(
        refer(scene, antecedent_of(scene, f), node) for o in tree.children(verb, "obj") for f in fillers(scene, o)
    )


def _clause_mates(scene: Scene, node: int) -> frozenset[str]:
    """Return the names that an object pronoun cannot stand for: the subject of its own clause (Chomsky 1981, principle B)."""
    tree = scene.tree
    if tree[node].dep.split(":")[0] not in {"obj", "iobj", "obl"} or tree[tree[node].head].pos != "VERB":
        return frozenset()
    subjects = verb_slots(tree, tree[node].head).get("subject", ())
    named = {scene.names[s].name for s in subjects if s in scene.names}
    words = [s for s in subjects if s not in scene.names and scene.tree[s].lower in tables().group_words]
    return frozenset(named | {describe(scene, s, "").name for s in words})


def _described(scene: Scene, node: int, exclude: Collection[str]) -> tuple[Filler, ...]:
    tree, low = scene.tree, scene.tree[node].lower
    kind = tables().group_words[low]
    if kind in PLACES:
        return _described_place(scene, node, kind)
    if kind == "Talks":
        return refer_to_talks(scene, node)
    tie = any(f.type in TIES for f in tables().nouns.get(low, ()))
    attached = _apposed(scene, node) if tie else _attached(scene, node, kind)
    if attached:
        return attached
    if low in tables().acting_words:
        owners = owners_of(scene, node, exclude)
        if owners:
            return owners
    if kind in {"StateForce", "Government"} and (national := national_body(scene, node)):
        return national
    determiners = {tree[c].lower for c in tree.children(node, "det")}
    if "no" in determiners:
        return ()
    modified = tree.children(node, "amod", "compound", "acl", "nmod", "nummod")
    singular = low in ANAPHORS
    if singular and determiners & {"the", "this", "that"} and not modified:
        return find_antecedent(scene, node, GROUPED, exclude, singular=True) or leading_body(scene, node, exclude)
    return leading_body(scene, node, exclude) or (describe(scene, node, kind),)


def _apposed(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Return the names in apposition to a noun of a tie ("its allies, A and B")."""
    named = [f for n in scene.tree.children(node, "appos") if n in scene.names for f in fillers(scene, n)]
    return tuple(f for f in named if f.kind in ACTORS)


def _attached(scene: Scene, node: int, kind: str) -> tuple[Filler, ...]:
    """Return the names that a general noun stands beside: "the X faction", "the faction X", "factions affiliated with X".

    The forces of a capital are not the state, and the mission of X is not X.
    """
    tree = scene.tree
    beside = [*tree.children(node, "appos", "compound", "flat", "nmod:desc", "nmod:unmarked")]
    if tree[node].dep in {"compound", "appos", "nmod:desc"} and tree[node].head in scene.names:
        beside.append(tree[node].head)
    elif tree[node].dep == "appos" and tables().group_words.get(tree[tree[node].head].lower) in ARMED:
        beside += [c for c in tree.children(tree[node].head, "compound", "appos", "flat", "nmod:desc") if c != node]
    wanted = ACTORS if kind not in {"Talks"} else frozenset({"Talks"})
    apart = tree.children(node, "compound") if tree[node].lower in tables().office_bodies else ()
    named = [
        f
        for n in beside
        if n in scene.names and n not in apart
        if not (kind in ARMED and _says_where_from(scene, node, n))
        for f in (read_name(scene, n).as_kind(wanted - PEOPLE if kind != "Person" else wanted),)
        if f
    ]
    if named:
        return tuple(named)
    for participle in tree.children(node, "acl", "amod"):
        if tree[participle].lower in TIED:
            linked = tree.phrases(participle, "with", "to")
            return tuple(f for n in linked for f in fillers(scene, n) if f.kind in ARMED)
    return ()


def owners_of(scene: Scene, node: int, exclude: Collection[str] = ()) -> tuple[Filler, ...]:
    """Return the armed bodies, states and bodies of unknown kind whose a node is said to be ("X's men", "the vans of X")."""
    tree = scene.tree
    nodes = [*tree.children(node, "nmod:poss", "compound"), *tree.phrases(node, "of", "from", "in", "with")]
    nodes += [n for e in tree.children(node, "compound") if e not in scene.names for n in tree.children(e, "compound")]
    nodes += [n for p in tree.children(node, "amod") if tree[p].lower in HOLDING for n in tree.children(p, "compound")]
    for clause in tree.children(node, "acl:relcl"):
        if any(f.type == "Deployment" for f in tables().verbs.get(tree[clause].lower, ())):
            nodes += tree.children(clause, "nsubj")
    nodes = [n for n in nodes if not _is_where(scene, n) and not _says_where_from(scene, node, n)]
    whose = {_relativized(tree, n) for n in nodes if tree[n].lower == "whose"}
    whole = [n for n in nodes if n in scene.names or tree[n].pos == "PRON" or tree[n].lower in ANAPHORS]
    whole = [n for n in whole if tree[n].lower != "whose"] + sorted(whose)
    found = [f for n in whole for f in fillers(scene, n, exclude=exclude, alone=True)]
    return tuple(g for f in found for g in (f.as_kind(ARMED | STATES | {""}),) if g)


def _relativized(tree: Tree, node: int) -> int:
    """Return the noun that the relative clause around a node tells of ("the army, whose columns …"), else the node."""
    at = node
    while tree[at].head != at:
        if tree[at].dep == "acl:relcl":
            return tree[at].head
        at = tree[at].head
    return node


def _says_where_from(scene: Scene, noun: int, node: int) -> bool:
    """Tell whether a state or capital before a noun does not own it: "Congo rebels" are not of the state Congo."""
    if node not in scene.names or scene.tree[node].dep != "compound":
        return False
    name = read_name(scene, node)
    rebels = tables().group_words.get(scene.tree[noun].lower) == "UnidentifiedArmedActor" and name.kind == "Country"
    return rebels or name.name in tables().capitals


def _is_where(scene: Scene, node: int) -> bool:
    """Tell whether a name after "in" or "from" only says where ("rebels in western Ner"): a place, or what may be one."""
    return (
        scene.tree.preposition(node) in {"in", "from"}
        and node in scene.names
        and read_name(scene, node).kind not in ARMED
    )


def _is_place(scene: Scene, node: int) -> bool:
    return node in scene.names and read_name(scene, node).as_kind(PLACES) is not None


def _described_place(scene: Scene, node: int, kind: str) -> tuple[Filler, ...]:
    tree = scene.tree
    if kind == "Facility" and (owners := tree.phrases(node, "of")):
        return (describe_facility(scene, node, owners[-1]),)
    if kind == "Facility" and any(_is_place(scene, c) for c in tree.children(node, "compound")):
        # The bridge of a town is not the town.
        return (describe(scene, node, kind),)
    nodes = [
        *tree.phrases(node, "of"),
        *tree.children(node, "appos", "compound", "flat", "nmod:desc", "nmod:unmarked"),
    ]
    if tree[node].dep == "appos":
        nodes += tree.coordinated(tree[node].head)
    named = [f for n in dict.fromkeys(nodes) if n in scene.names and n != node for f in fillers(scene, n)]
    named += [f for f in _examples(scene, node) if f not in named]
    places = tuple(g for f in named for g in (f.as_kind(PLACES),) if g)
    described = describe(scene, node, kind)
    return places or ((described,) if described.text.lower() != tree[node].lower else ())
