"""Repairs of arguments: what is the subject, object or complement of a verb (repairs 2, 4, 7, 8, 11 and 23)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.extract.event_types import ATTACKS
from kg.extract.names import Name
from kg.extract.repairs.words import COORDINATORS
from kg.extract.syntax import Token, Tree
from kg.extract.tables import tables

__all__ = [
    "attach_before_hyphen",
    "count_object",
    "restore_victim",
    "seat_complement",
    "seat_gerund",
    "seat_name",
    "seat_strike",
]

LOOSE = frozenset({"affiliated", "linked", "backed", "allied", "aligned", "led", "supported"})


def attach_before_hyphen(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
    """Hang the word before a participle on it ("X-backed Y", "X affiliated Y"), not on the noun after it."""
    i = token.index
    if token.dep != "amod" or not token.lower.endswith(("ed", "held")) or i < 1:
        return
    hyphen = tree[i - 1].text in {"-", "‑", "–"}
    left = next((n.index for n in tree.nodes() if n.last == i - 1 - hyphen), None)
    if (
        left is None
        or (not hyphen and (left not in names or token.lower not in LOOSE))
        or (left not in names and tree[left].pos not in {"NOUN", "PROPN", "ADJ"})
        or left == token.head
    ):
        return
    if tokens[token.head].head == left:
        tokens[token.head] = replace(tokens[token.head], head=tokens[left].head, dep=tokens[left].dep)
    tokens[left] = replace(tokens[left], head=i, dep="compound")


def seat_strike(tree: Tree, tokens: list[Token], token: Token) -> None:
    """Make "strikes" in "15 strikes engaged X; destroyed Y" the subject of what follows: with an object it is no participle."""
    if token.index + 1 >= len(tree.tokens) or not any(f.type in ATTACKS for f in tables().nouns.get(token.lower, ())):
        return
    verb = tree[token.index + 1]
    objects = tree.children(verb.index, "obj")
    if verb.lower not in tables().harm_verbs or verb.pos != "VERB" or not objects or token.dep == "nsubj":
        return
    if verb.head == token.index:
        outer = verb.index if token.head == token.index else token.head
        tokens[verb.index] = replace(tokens[verb.index], head=outer, dep="root" if outer == verb.index else token.dep)
    tokens[token.index] = replace(tokens[token.index], head=verb.index, dep="nsubj", pos="NOUN")
    for later in tree.nodes():
        free = later.dep in {"parataxis", "conj"} and not tree.children(later.index, "nsubj", "nsubj:pass")
        if later.index > verb.index and later.pos == "VERB" and later.lower in tables().harm_verbs and free:
            tokens[later.index] = replace(tokens[later.index], head=verb.index, dep="conj")
    counted = next((c for c in tree.children(verb.index, "nsubj") if tree[c].pos == "NUM"), None)
    if counted is not None and counted < token.index:
        tokens[counted] = replace(tokens[counted], head=token.index, dep="nummod")


def seat_name(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
    """Make a bare name an argument of its verb, and "B" of "A, B and C" a member of the list, no apposition to A."""
    head = tree[token.head]
    if token.pos == "ADP" and tree.children(token.index, "nsubj") and tree.children(token.index, "obj"):
        tokens[token.index] = replace(tokens[token.index], pos="VERB")
    # A verb with "to V" under it is no compound of the noun before it ("The army plans to retake Ner").
    planned = head.pos == "VERB" and token.dep == "compound" and token.last == head.index - 1
    if (
        planned
        and token.pos == "NOUN"
        and tree.children(head.index, "xcomp")
        and not tree.children(head.index, "nsubj", "obj")
    ):
        tokens[token.index] = replace(token, dep="nsubj")
    if token.index not in names:
        return
    if token.dep == "amod" and head.pos in {"NOUN", "PROPN"} and token.index < head.index:
        tokens[token.index] = replace(tokens[token.index], dep="compound")
    bare = not tree.preposition(token.index) and not tree.children(token.index, "cop", "mark", "nsubj")
    if head.pos == "VERB" and token.dep in {"compound", "advmod", "xcomp", "advcl"} and bare:
        before = token.index < head.index
        taken = tree.children(head.index, *(("nsubj",) if before else ("obj", "aux:pass")))
        if not taken and (token.dep == "advmod" or (token.dep in {"compound", "advcl"}) == before):
            tokens[token.index] = replace(tokens[token.index], dep="nsubj" if before else "obj")
    listed = token.dep == "appos" and token.last + 1 < len(tree.tokens) and tree[token.last + 1].lower in COORDINATORS
    if listed and tree[token.last + 1].head in tree.children(head.index, "conj") and head.index in names:
        tokens[token.index] = replace(tokens[token.index], dep="conj")


def seat_complement(tree: Tree, tokens: list[Token], token: Token) -> None:
    """Hang a clause on the verb that it completes ("forced X to V", "accused X of V-ing"); ", V-ing" is an adverbial."""
    if (
        token.dep == "advcl"
        and tree[token.head].lower in tables().implicative_verbs
        and (token.lower.endswith("ing") or any(tree[c].lower == "to" for c in tree.children(token.index, "mark")))
    ):
        tokens[token.index] = replace(tokens[token.index], dep="xcomp")
    if token.dep == "xcomp" and token.lower.endswith("ing") and token.index and tree[token.index - 1].text == ",":
        tokens[token.index] = replace(tokens[token.index], dep="advcl")
    if tree[token.head].lower == "mention" and any(tree[c].lower == "not" for c in tree.children(token.head)):
        tokens[token.index] = replace(tokens[token.index], dep="conj", head=tree[token.head].head)
    accused = tree[token.head]
    below = token.dep in {"acl", "nmod"} and token.pos == "VERB"
    blamed = below and accused.dep == "obj" and tree[accused.head].lower in tables().object_control_verbs
    if blamed and token.lower.endswith("ing") and tree.children(token.index, "mark"):
        tokens[token.index] = replace(tokens[token.index], dep="advcl", head=accused.head)
    _blame(tree, tokens, token)


def _blame(tree: Tree, tokens: list[Token], token: Token) -> None:
    """Make "V-ing" in "accused X of V-ing arms" a clause with an object, where the parser sees an attribute of the arms."""
    noun, before = tree[token.head], tree[token.index - 1] if token.index else token
    blamed = tree[noun.head] if noun.head != noun.index else noun
    verb = tree[blamed.head] if blamed.dep == "obj" else blamed
    gerund = token.dep == "amod" and token.pos == "VERB" and token.lower.endswith("ing") and token.index < noun.index
    if not gerund or before.head != noun.index or before.lower not in {"of", "from", "for", "with"}:
        return
    if verb.pos == "VERB" and verb.lower in tables().object_control_verbs and verb.index < token.index:
        tokens[token.index] = replace(token, dep="advcl", head=verb.index)
        tokens[before.index] = replace(before, dep="mark", head=token.index)
        tokens[noun.index] = replace(tokens[noun.index], dep="obj", head=token.index)
        for child in tree.children(noun.index, "nmod"):
            if child > noun.index and tree.preposition(child) != "of":
                tokens[child] = replace(tokens[child], dep="obl", head=token.index)


def restore_victim(tree: Tree, tokens: list[Token], token: Token) -> None:
    """Give the verb of "beat to death X" its object back, which the parser hangs on "death"."""
    case = next((c for c in tree.children(token.index, "case", "mark") if tree[c].lower == "to"), None)
    if token.lower != "death" or case is None or tree[token.head].pos != "VERB":
        return
    tokens[token.index] = replace(token, dep="obl", pos="NOUN")
    tokens[case] = replace(tree[case], dep="case")
    for child in tree.children(token.index, "obj"):
        tokens[child] = replace(tree[child], head=token.head)


def seat_gerund(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
    """Make a verb of the "-ing" right before a name ("denied shelling Ner", "accused X of shelling Ner") with it as object."""
    after = next((t for t in tree.nodes() if t.index > token.last), None)
    event = token.lower.endswith("ing") and token.pos == "NOUN" and token.lower in tables().verbs
    if not event or after is None or after.index not in names or tree.children(token.index, "det", "nmod:poss", "amod"):
        return
    base = after.dep.split(":")[0]
    if token.dep == "compound" and token.head == after.index and base in {"obj", "nmod", "obl"}:
        clause = {"obj": "xcomp", "nmod": "acl", "obl": "advcl"}[base]
        tokens[token.index] = replace(token, pos="VERB", head=after.head, dep=clause)
        for child in tree.children(after.index, "case"):
            tokens[child] = replace(tree[child], head=token.index, dep="mark")
    elif token.dep in {"nmod", "obl"} and after.dep == "obj" and after.head < token.index:
        clause = "acl" if token.dep == "nmod" else "advcl"
        tokens[token.index] = replace(token, pos="VERB", dep=clause)
        for child in tree.children(token.index, "case"):
            tokens[child] = replace(tree[child], dep="mark")
    else:
        return
    tokens[after.index] = replace(after, head=token.index, dep="obj")


def count_object(tree: Tree, tokens: list[Token], token: Token) -> None:
    """Make the counted "people" of "at least 30 people" the object that they are: they have no preposition."""
    if token.dep != "obl":
        return
    counted = tree.children(token.index, "nummod") and token.lower in tables().group_words
    if counted and not tree.preposition(token.index) and not tree.children(token.head, "obj"):
        tokens[token.index] = replace(tokens[token.index], dep="obj")
