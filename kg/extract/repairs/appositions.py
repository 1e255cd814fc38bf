"""Repairs of titles and appositions: who bears a rank or office, who is whose ally (repairs 3, 9, 14, 18 and 20)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.extract.event_types import TIES
from kg.extract.names import Name
from kg.extract.repairs.words import NOMINAL_SUBJECT
from kg.extract.syntax import Token, Tree
from kg.extract.tables import tables

__all__ = ["appose_ally", "appose_office", "appose_officer", "appose_title", "seat_subject_before_comma", "seat_title"]


def seat_title(tree: Tree, tokens: list[Token], node: int) -> None:
    """Make a name the head of the rank before it ("Col. X"), not its appendage, nor a second subject ("its spokesman X")."""
    if (rank := _rank_before(tree, node)) is not None:
        tokens[rank] = replace(tokens[rank], head=node, dep="nmod:desc")
        return
    title = tree[tree[node].head]
    gap = {t.text for t in tree.tokens[title.index + 1 : node] if t.index not in tree.folded}
    if tree[node].dep not in {"flat", "appos"} or title.lower.rstrip(".") not in tables().titles or gap - {"."}:
        return
    if title.index < node:
        own = title.head == title.index
        tokens[node] = replace(tokens[node], head=node if own else title.head, dep=title.dep)
        tokens[title.index] = replace(tokens[title.index], head=node, dep="nmod:desc")


def _rank_before(tree: Tree, node: int) -> int | None:
    """Return the office right before a name that the parser makes a second subject of its verb, or None."""
    if tree[node].dep != "nsubj":
        return None
    opening = _opening(tree, node)
    rivals = (tree[c] for c in tree.children(tree[node].head, "nsubj") if c != node)
    before = next((t for t in rivals if t.last == opening - 1), None)
    return before.index if before is not None and tables().group_words.get(before.lower) == "Person" else None


def _opening(tree: Tree, node: int) -> int:
    """Return the index of the first token of a folded name."""
    return next(t.index for t in tree.tokens if t.start >= tree[node].start)


def appose_title(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
    """Make a name after a title and a comma, or a noun that says in what tie somebody stands, an apposition, no conjunct."""
    if token.dep != "conj":
        return
    head = tree[token.head]
    no_coordinator = not tree.children(token.index, "cc") and not any(
        tree.children(c, "cc") for c in tree.children(head.index, "conj")
    )
    is_title = (tables().group_words.get(head.lower) == "Person" or _relates(head)) and head.index not in names
    said_of = any(tree[c].lower in {"a", "an", "another"} for c in tree.children(token.index, "det"))
    said_of = said_of or (_relates(token) and token.index - 6 < head.last + 2 and tree[head.last + 1].text == ",")
    told = (token.index in names and is_title) or (said_of and token.pos == "NOUN")
    if told and no_coordinator:
        tokens[token.index] = replace(tokens[token.index], dep="appos")


def _relates(token: Token) -> bool:
    """Tell whether a noun says in which tie somebody stands to another ("wing", "ally", "enemy")."""
    frames = tables().nouns.get(token.lower, ()) if token.pos == "NOUN" else ()
    return any(f.type in TIES and "identity" in f.slots for f in frames)


def appose_office(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
    """Put an office after a comma in apposition to the person named before it ("X, commander of Y,")."""
    office = tables().group_words.get(token.lower) == "Person" and token.index not in names
    if not office or tree.children(token.index, "cc"):
        return
    below = [c for c in tree.children(token.index) if c in names and tree[c].last + 1 < token.index]
    inner = next((c for c in below if tree[tree[c].last + 1].text == ","), None)
    if inner is not None and names[inner].kind in {"Person", ""} and token.dep in {"nsubj", "obj", "obl"}:
        tokens[inner] = replace(tokens[inner], head=token.head, dep=token.dep)
        tokens[token.index] = replace(tokens[token.index], head=inner, dep="appos")
        return
    if token.dep not in {"list", "conj", "parataxis", "dep"}:
        return
    start = min(tree[c].start for c in tree.subtree(token.index) if tree[c].pos != "PUNCT")
    first = next(t.index for t in tree.tokens if t.start == start)
    holder = next((n for n in names if tree[n].last == first - 2), None)
    if first and tree[first - 1].text == "," and holder is not None and names[holder].kind in {"Person", ""}:
        tokens[token.index] = replace(tokens[token.index], dep="appos", head=holder)


def appose_ally(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
    """Put the name after a noun of a tie and a comma in apposition to it ("attacked its enemy, X", "Y and its ally, X,")."""
    if token.index not in names or token.dep not in {"conj", "obj"} or tree.children(token.index, "cc", "case"):
        return
    comma = _opening(tree, token.index) - 1 - len(tree.children(token.index, "det"))
    noun = tree[comma - 1] if comma > 0 and tree[comma].text == "," else token
    owned = noun.index != token.index and _relates(noun) and tree.children(noun.index, "nmod:poss")
    if owned and (noun.dep != "conj" or tree.children(noun.index, "cc")):
        tokens[token.index] = replace(tokens[token.index], head=noun.index, dep="appos")


def appose_officer(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
    """Hang a person's name that the parser has left loose on the office before the comma ("the leader of X, Y Z")."""
    loose = (
        token.dep in {"dep", "parataxis", "conj"} and token.index in names and names[token.index].kind in {"Person", ""}
    )
    loose = loose or (token.dep == "appos" and _is_told_of(tree, token, names))
    ranks = [c for c in tree.children(token.index, "compound", "nmod:desc") if tree[c].lower in tables().titles]
    comma = min(_opening(tree, token.index), *ranks, len(tree.tokens)) - 1 if loose else -1
    if comma < 1 or tree[comma].text != "," or tree.children(token.index, "cc"):
        return
    offices = [t for t in tree.nodes() if comma - 9 < t.index < comma and t.index not in names]
    for office in reversed(offices):
        if tables().group_words.get(office.lower) == "Person" and tree[office.index].pos == "NOUN":
            free = not tree.children(office.index, "appos") and token.index not in tree.subtree(office.index)
            if free and tree[max(tree.subtree(office.index))].last == comma - 1:
                tokens[token.index] = replace(tokens[token.index], head=office.index, dep="appos")
            return


def _is_told_of(tree: Tree, token: Token, names: Mapping[int, Name]) -> bool:
    """Tell whether a person is in apposition to what cannot be one ("the death of the commander, X")."""
    head = tree[token.head]
    person = token.index in names and names[token.index].kind == "Person"
    return person and head.index not in names and tables().group_words.get(head.lower, "") != "Person"


def seat_subject_before_comma(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
    """Read "X, the party of Y, denied it" as said of X: what the parser takes for the subject is in apposition to it."""
    if (
        token.dep not in {"advcl", "ccomp", "dep", "discourse", "dislocated", "parataxis", "vocative"}
        or token.index not in names
    ):
        return
    gap = [t.lower for t in tree.tokens[token.last + 1 : token.last + 3]]
    told = next((c for c in tree.children(token.head, *NOMINAL_SUBJECT) if c > token.index), None)
    if told is None or told in names or len(gap) < 2 or gap[0] != "," or gap[1] not in {"the", "a", "an", "one"}:
        return
    first, last = min(tree.subtree(told)), max(tree.subtree(told))
    closed = last + 1 < len(tree.tokens) and (tree[last].text == "," or tree[last + 1].text == ",")
    if first == token.last + 2 and closed:
        tokens[token.index] = replace(tokens[token.index], dep=tree[told].dep)
        tokens[told] = replace(tokens[told], head=token.index, dep="appos")
