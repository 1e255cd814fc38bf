"""Repairs of speech: who says it, and what is said, where the parser hangs one on the other (repairs 5, 6, 15 and 24)."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.syntax import Token, Tree
from kg.extract.tables import tables

__all__ = ["close_with_speech", "insert_speech", "invert_speech", "restore_speech", "seat_speaker"]


def restore_speech(tree: Tree, tokens: list[Token], token: Token) -> None:
    """Make "said" the root of "X, which …, said that Y did Z", where the parser gives "did" two subjects."""
    if token.head != token.index:
        return
    that = next((c for c in tree.children(token.index, "mark") if tree[c].lower == "that"), None)
    subjects = [c for c in tree.children(token.index, "nsubj") if tree[c].dep == "nsubj"]
    if that is None or len(subjects) < 2 or not subjects[0] < that < subjects[-1]:
        return
    speech = tables().speech_verbs | tables().reporting_acts
    verb = next((t for t in tree.tokens[subjects[0] : that] if t.lower in speech and t.pos == "VERB"), None)
    if verb is None:
        return
    tokens[verb.index] = replace(tokens[verb.index], head=verb.index, dep="root")
    tokens[subjects[0]] = replace(tokens[subjects[0]], head=verb.index, dep="nsubj")
    tokens[token.index] = replace(tokens[token.index], head=verb.index, dep="ccomp")


def insert_speech(tree: Tree, tokens: list[Token], token: Token) -> None:
    """Read "Ner, the army said, had fallen" as said by the army: what stands between commas is no apposition to Ner."""
    subject = next((c for c in tree.children(token.index, "nsubj") if c < token.index), None)
    head = tree[token.head]
    inserted = token.dep in {"appos", "acl", "acl:relcl", "dep"} and token.lower in tables().speech_verbs
    if subject is None or not inserted or tree.children(token.index, "ccomp", "obj", "mark") or head.head == head.index:
        return
    first, after = min(tree.subtree(subject)), token.index + 1
    marks = {tree[first - 1].text, tree[after].text} if first and after < len(tree.tokens) else set()
    if marks == {","} and tree[subject].lower not in {"who", "which", "that"}:
        tokens[token.index] = replace(tokens[token.index], head=head.head, dep="parataxis")


def invert_speech(tree: Tree, tokens: list[Token], token: Token) -> None:
    """Make X the subject of "…, says X": what is said stands before the verb, so that X is no object of it."""
    after = tree.children(token.index, "obj")
    said = [c for c in tree.children(token.index, "ccomp", "parataxis") if c < token.index]
    inverted = token.lower in tables().telling_forms and token.pos == "VERB" and not tree.children(token.index, "nsubj")
    if inverted and said and len(after) == 1 and token.index and tree[token.index - 1].text in {",", "”", '"'}:
        tokens[after[0]] = replace(tokens[after[0]], dep="nsubj")


def close_with_speech(tree: Tree, tokens: list[Token]) -> None:
    """Let a verb of speech that ends the sentence ("…, X said.") govern all before it."""
    words = [t for t in tree.nodes() if t.pos != "PUNCT"]
    if len(words) < 4 or words[-1].lower not in tables().speech_verbs or tree.children(words[-1].index, "ccomp", "obj"):
        return
    verb = words[-1].index
    subject = next((c for c in tree.children(verb, "nsubj") if c < verb), None)
    root = next((t.index for t in tree.nodes() if t.head == t.index and t.pos in {"VERB", "AUX", "NOUN", "ADJ"}), None)
    if subject is None or root in {None, verb}:
        return
    before = tree[max(min(tree.subtree(subject)) - 1, 0)]
    if before.lower in {",", "”", '"'}:
        tokens[verb] = replace(tokens[verb], head=verb, dep="root")
        tokens[root] = replace(tokens[root], head=verb, dep="ccomp")


def seat_speaker(tree: Tree, tokens: list[Token]) -> None:
    """Give "said" in "N V …, S said on Sunday" its subject S, and V its subject N."""
    verb = next(
        (t for t in reversed(tuple(tree.nodes())) if t.lower in tables().speech_verbs and t.pos == "VERB"), None
    )
    if verb is None or any(t.pos in {"VERB", "AUX"} for t in tree.tokens[verb.index + 1 :]):
        return
    speaker = next((t for t in tree.nodes() if t.last == verb.index - 1 and t.pos in {"NOUN", "PROPN"}), None)
    others = tree.children(verb.index, "nsubj")
    if speaker is None or len(others) != 1 or others[0] == speaker.index or not _after_comma(tree, speaker.index):
        return
    event = next((c for c in tree.children(others[0], "acl") if c > others[0] and tree[c].pos == "VERB"), None)
    if event is None or event > speaker.index:
        return
    tokens[speaker.index] = replace(tokens[speaker.index], head=verb.index, dep="nsubj")
    tokens[event] = replace(tokens[event], head=verb.index, dep="ccomp")
    tokens[others[0]] = replace(tokens[others[0]], head=event, dep="nsubj")


def _after_comma(tree: Tree, noun: int) -> bool:
    """Tell whether the phrase of a noun begins right after a comma or a closing quotation mark."""
    first = min((c for c in tree.children(noun, "det", "amod", "compound", "nummod") if c < noun), default=noun)
    return first > 0 and tree[first - 1].lower in {",", "”", '"'}
