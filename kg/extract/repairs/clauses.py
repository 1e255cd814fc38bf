"""Repairs of clauses: which word is the finite verb, and whose subject is whose (repairs 10, 12, 13, 16, 17, 21 and 22)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kg.extract.names import Name
from kg.extract.repairs.words import NOMINAL_SUBJECT
from kg.extract.syntax import Token, Tree
from kg.extract.tables import tables

__all__ = [
    "attach_late",
    "free_subject",
    "give_headline_its_verb",
    "join_verb",
    "part_clauses",
    "reduce_relative",
    "seat_predicate",
]

# Prepositions of place that stand right after the event that was there.
PLACED: Final = frozenset({"at", "in", "inside", "near"})


def give_headline_its_verb(tree: Tree, tokens: list[Token]) -> None:
    """Read "Army retakes town" as a clause where the parser has seen a compound noun: no finite verb, a trigger in -s."""
    root = next((t for t in tree.nodes() if t.head == t.index and t.pos in {"NOUN", "PROPN"}), None)
    if root is None:
        return
    candidates = [root, *(tree[c] for c in tree.children(root.index, "compound") if tree[c].text.islower())]
    verb = next((t for t in candidates if _is_headline_verb(t)), None)
    subject = next((t for t in tree.nodes() if verb is not None and t.last == verb.index - 1), None)
    if verb is None or subject is None or subject.pos not in {"NOUN", "PROPN"}:
        return
    tokens[verb.index] = replace(tokens[verb.index], head=verb.index, dep="root", pos="VERB")
    tokens[subject.index] = replace(tokens[subject.index], head=verb.index, dep="nsubj")
    if root.index != verb.index:
        tokens[root.index] = replace(tokens[root.index], head=verb.index, dep="obj")
    else:
        after = [c for c in tree.children(verb.index, "nmod", "obl") if c > verb.index and not tree.preposition(c)]
        for child in after[:1]:
            tokens[child] = replace(tokens[child], dep="obj")


def _is_headline_verb(token: Token) -> bool:
    third_person = token.lower.endswith("s") and not token.lower.endswith("ss")
    return third_person and token.lower in tables().verbs and token.lower not in tables().nouns


def seat_predicate(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
    """Make finite a verb that has a subject but hangs on its object, and a complement the "to V" under a verb."""
    head = tree[token.head]
    if token.pos != "VERB" or token.head == token.index:
        return
    marked = any(tree[c].lower == "to" for c in tree.children(token.index, "mark"))
    if token.dep == "obl" and marked and head.pos == "VERB":
        tokens[token.index] = replace(tokens[token.index], dep="xcomp")
    subjects = [c for c in tree.children(token.index, "nsubj") if c < token.index < head.index]
    if token.dep == "amod" and head.head == head.index and not subjects:
        subjects = [c for c in tree.children(head.index, "compound") if c in names and tree[c].last == token.index - 1]
        for child in (
            tree.children(head.index, "compound", "nmod") if subjects and token.lower in tables().verbs else ()
        ):
            role = "nsubj" if child in subjects else "obl"
            tokens[child] = replace(tokens[child], head=token.index, dep=role) if child < token.index else tokens[child]
        subjects = subjects if token.lower in tables().verbs else []
    if token.dep == "amod" and subjects:
        own = head.head == head.index
        tokens[token.index] = replace(tokens[token.index], head=token.index if own else head.head, dep=head.dep)
        tokens[head.index] = replace(tokens[head.index], head=token.index, dep="obj")
    if token.dep == "nsubj" and subjects and head.pos == "VERB" and token.lower in tables().staying_verbs:
        tokens[token.index] = replace(tokens[token.index], dep="aux")
        tokens[subjects[0]] = replace(tokens[subjects[0]], head=head.index)


def part_clauses(tree: Tree, tokens: list[Token], token: Token) -> None:
    """Give "and Y V2 Z" after "X V1 A" its own subject Y, which the parser has joined to A."""
    clause = token.dep == "conj" or (token.dep == "acl" and bool(tree.children(token.index, "obj")))
    if token.pos != "VERB" or not clause or tree.children(token.index, "nsubj", "aux", "mark"):
        return
    before = next((t for t in tree.nodes() if t.last == token.index - 1), None)
    if before is None:
        return
    joined = before.dep == "conj" and before.pos in {"NOUN", "PROPN"} and bool(tree.children(before.index, "cc"))
    if joined and token.head < before.index and before.head != token.index:
        tokens[before.index] = replace(tokens[before.index], head=token.index, dep="nsubj")
        verb = next((h for h in tree.ancestors(token.index) if tree[h].pos == "VERB"), token.index)
        tokens[token.index] = replace(tokens[token.index], head=verb, dep="conj" if verb != token.index else "root")


def free_subject(tree: Tree, tokens: list[Token], token: Token) -> None:
    """Give "seized" in "X, believed to be …, seized Y" its subject X; "believed" only tells of X."""
    head = tree[token.head]
    participle = token.pos == "VERB" and (token.lower.endswith("ed") or token.lower in tables().past_forms)
    if not participle or token.dep not in {"ccomp", "advcl", "parataxis"} or head.index < token.index:
        return
    subject = next((c for c in tree.children(token.index, "nsubj") if c < token.index), None)
    if subject is None or tree.children(head.index, "nsubj") or tree.children(token.index, "aux"):
        return
    if tree[token.index - 1].text == "," and tree[subject].last == token.index - 2 and head.pos == "VERB":
        tokens[subject] = replace(tokens[subject], head=head.index, dep="nsubj")
        tokens[token.index] = replace(tokens[token.index], head=subject, dep="acl")


def reduce_relative(tree: Tree, tokens: list[Token], token: Token) -> None:
    """Give "seized" in "X riding in vans seized Y", "X allied with Z seized Y" its subject X, of which the participle tells."""
    subject = next((c for c in tree.children(token.index, *NOMINAL_SUBJECT) if c < token.index), None)
    participle = token.pos == "VERB" and (token.lower.endswith(("ed", "ing")) or token.lower in tables().past_forms)
    helped = tree.children(token.index, "aux", "aux:pass")
    if subject is None or not participle or tree[subject].last != token.index - 1 or helped:
        return
    main = _finite_after(tree, token)
    if main is None:
        return
    tokens[subject] = replace(tokens[subject], head=main.index, dep="nsubj")
    tokens[token.index] = replace(tokens[token.index], head=subject, dep="acl")
    if main.head == token.index:
        root = token.head == token.index
        head = main.index if root else token.head
        tokens[main.index] = replace(tokens[main.index], head=head, dep="root" if root else token.dep)


def _finite_after(tree: Tree, token: Token) -> Token | None:
    """Return the finite verb without a subject of its own that a participle is subject of, or governs as if it were said."""
    head = tree[token.head]
    if token.dep in {"nsubj", "csubj"} and head.pos == "VERB" and head.index > token.index:
        return head
    clauses = [tree[c] for c in tree.children(token.index, "ccomp", "advcl", "xcomp") if c > token.index]
    parted = {c.index for c in clauses if tree[c.index - 1].text in {",", ";", "-", "–", "—"}}
    bare = [
        c
        for c in clauses
        if c.pos == "VERB" and c.index not in parted
        if not tree.children(c.index, "nsubj", "nsubj:pass", "mark", "aux", "aux:pass", "cc")
    ]
    past = [c for c in bare if c.lower.endswith("ed") or c.lower in tables().past_forms]
    return past[0] if past and token.lower not in tables().speech_verbs else None


def join_verb(tree: Tree, tokens: list[Token], token: Token) -> None:
    """Make a verb of "was announced and overran X", which the parser takes for a name: names have capitals."""
    joined = token.dep == "conj" and tree[token.head].pos == "VERB"
    if joined and token.pos == "PROPN" and token.text.islower() and token.lower in tables().verbs:
        tokens[token.index] = replace(token, pos="VERB")


def attach_late(tree: Tree, tokens: list[Token], token: Token) -> None:
    """Hang the place after the last of two joined verbs on that one (Kimball 1973, right association)."""
    first = tree[token.head]
    if token.dep != "obl" or first.pos != "VERB" or token.index < first.index:
        return
    between = [c for c in tree.children(first.index, "conj") if first.index < c < token.index]
    joined = [c for c in between if tokens[c].pos == "VERB" and tree.children(c, "obj")]
    if joined and tree.preposition(token.index) in PLACED:
        tokens[token.index] = replace(token, head=joined[-1])
