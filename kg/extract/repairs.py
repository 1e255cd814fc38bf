"""Mends what the parser gets wrong most, with the help of the names that are known.

1. Lists of names: "A, B and C" is one coordination, headed by its first member; a noun that the list belongs to ("factions
   affiliated with A, B and C launched …") gets its verb back.
2. "X-backed Y", "X affiliated Y": the word before belongs to the participle.
3. A name after a title and a comma ("its emir, X, …"), or a noun with an indefinite article after a comma ("X, a close ally
   of Y, …"), is an apposition, not a coordination.
4. "forced X to V", "managed to V": the infinitive is a complement of a verb that brings it about, not its purpose;
   "accused X of V-ing": the clause hangs on the verb, not on X; "not to mention V-ing" adds one more predicate.
5. "X, which …, said that Y did Z": the parser makes "did" the root with two subjects; the first one says.
6. "…, X said.": a speech predicate that ends the sentence governs all before it, wherever the parser has hung it, and the
   noun right before it is its subject.
7. "killed at least 30 people": "at least" measures the number, it does not make the people a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.names import Name
from kg.extract.syntax import Token, Tree
from kg.extract.tables import tables
from kg.lexicon.kinds import PLACE_KINDS

__all__ = ["repair"]

BETWEEN = frozenset({",", "and", "or", "the", ";", "&", "as", "well"})
COORDINATORS = frozenset({"and", "or", "&"})
NOMINAL_SUBJECT = frozenset({"nsubj", "nsubj:pass"})


def repair(tree: Tree, names: Mapping[int, Name]) -> Tree:
    """Return the tree with every repair made: lists first, what concerns the whole sentence last."""
    tokens = list(tree.tokens)
    for run in _name_lists(tree, names):
        _coordinate(tree, tokens, run)
    for token in tree.nodes():
        _measure(tree, tokens, token)
        _attach_before_hyphen(tree, tokens, token, names)
        _appose(tree, tokens, token, names)
        _complement(tree, tokens, token)
        _restore_speech(tree, tokens, token)
    _close_with_speech(tree, tokens)
    _seat_speaker(Tree(tuple(tokens), tree.folded), tokens)
    return Tree(tuple(tokens), tree.folded).without_cycles()


def _name_lists(tree: Tree, names: Mapping[int, Name]) -> Iterator[tuple[int, ...]]:
    """Yield the runs of names that only commas, articles and coordinators part."""
    run: list[int] = []
    coordinated = False
    for node in sorted(names):
        gap = _gap(tree, run[-1], node) if run else None
        if gap is not None and gap <= BETWEEN and gap & (COORDINATORS | {","}) and _alike(names[run[-1]], names[node]):
            run.append(node)
            coordinated = coordinated or bool(gap & COORDINATORS)
            continue
        if len(run) > 1 and (coordinated or _goes_on(tree, run)):
            yield tuple(run)
        run, coordinated = [node], False
    if len(run) > 1 and (coordinated or _goes_on(tree, run)):
        yield tuple(run)


def _gap(tree: Tree, left: int, right: int) -> frozenset[str]:
    return frozenset(t.lower for t in tree.tokens[tree[left].last + 1 : right] if t.index not in tree.folded)


def _alike(one: Name, other: Name) -> bool:
    return (one.kind in PLACE_KINDS) == (other.kind in PLACE_KINDS)


LOOSE = frozenset({"affiliated", "linked", "backed", "allied", "aligned", "led", "supported"})


def _goes_on(tree: Tree, run: Sequence[int]) -> bool:
    """Tell whether a list parted by commas alone goes on to "and others"."""
    after = [t.lower for t in tree.tokens[tree[run[-1]].last + 1 : tree[run[-1]].last + 3]]
    return any(w in COORDINATORS for w in after) and any(tree.children(n, "conj") for n in run)


def _coordinate(tree: Tree, tokens: list[Token], run: Sequence[int]) -> None:
    first = run[0]
    outer = next((n for n in run if tokens[n].dep in NOMINAL_SUBJECT and tokens[n].head not in run), None)
    if outer not in {None, first}:
        owner = _owner(tree, tokens, first, run)
        target = owner if owner is not None else first
        tokens[target] = replace(tokens[target], head=tokens[outer].head, dep=tokens[outer].dep)
    elif tokens[first].head in {*run, first} or tokens[first].dep in {"compound", "amod", "flat"}:
        bearer = next((n for n in run[1:] if tokens[n].head not in run), None)
        if bearer is not None:
            tokens[first] = replace(tokens[first], head=tokens[bearer].head, dep=tokens[bearer].dep)
    for node in run[1:]:
        tokens[node] = replace(tokens[node], head=first, dep="conj")


def _owner(tree: Tree, tokens: Sequence[Token], first: int, run: Sequence[int]) -> int | None:
    """Return the noun before the list that the list belongs to, if the list is not itself the subject."""
    node = first
    for head in tree.ancestors(first):
        if head in run or head > first or tokens[node].dep.split(":")[0] not in {"nmod", "obl", "acl", "amod"}:
            return None
        if tokens[head].pos == "NOUN" and tokens[head].lower in tables().group_words:
            return head
        node = head
    return None


def _attach_before_hyphen(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
    i = token.index
    if token.dep != "amod" or not token.lower.endswith("ed") or i < 1:
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


def _appose(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
    head = tree[token.head]
    no_coordinator = not tree.children(token.index, "cc") and not any(
        tree.children(c, "cc") for c in tree.children(head.index, "conj")
    )
    is_title = tables().group_words.get(head.lower) == "Person" and head.index not in names
    said_of = any(tree[c].lower in {"a", "an", "another"} for c in tree.children(token.index, "det"))
    told = (token.index in names and is_title) or (said_of and token.pos == "NOUN")
    if token.dep == "conj" and told and no_coordinator:
        tokens[token.index] = replace(tokens[token.index], dep="appos")


def _complement(tree: Tree, tokens: list[Token], token: Token) -> None:
    marked = any(tree[c].lower == "to" for c in tree.children(token.index, "mark"))
    if (
        token.dep == "advcl"
        and tree[token.head].lower in tables().implicative_verbs
        and (marked or token.lower.endswith("ing"))
    ):
        tokens[token.index] = replace(tokens[token.index], dep="xcomp")
    if tree[token.head].lower == "mention" and any(tree[c].lower == "not" for c in tree.children(token.head)):
        tokens[token.index] = replace(tokens[token.index], dep="conj", head=tree[token.head].head)
    accused = tree[token.head]
    blamed = token.dep == "acl" and accused.dep == "obj" and tree[accused.head].lower in tables().object_control_verbs
    if blamed and token.lower.endswith("ing") and tree.children(token.index, "mark"):
        tokens[token.index] = replace(tokens[token.index], dep="advcl", head=accused.head)


def _restore_speech(tree: Tree, tokens: list[Token], token: Token) -> None:
    that = next((c for c in tree.children(token.index, "mark") if tree[c].lower == "that"), None)
    subjects = [c for c in tree.children(token.index, "nsubj") if tree[c].dep == "nsubj"]
    if token.head != token.index or that is None or len(subjects) < 2 or not subjects[0] < that < subjects[-1]:
        return
    speech = tables().speech_verbs | tables().reporting_acts
    verb = next((t for t in tree.tokens[subjects[0] : that] if t.lower in speech and t.pos == "VERB"), None)
    if verb is None:
        return
    tokens[verb.index] = replace(tokens[verb.index], head=verb.index, dep="root")
    tokens[subjects[0]] = replace(tokens[subjects[0]], head=verb.index, dep="nsubj")
    tokens[token.index] = replace(tokens[token.index], head=verb.index, dep="ccomp")


def _close_with_speech(tree: Tree, tokens: list[Token]) -> None:
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


def _measure(tree: Tree, tokens: list[Token], token: Token) -> None:
    """Make the counted "people" of "at least 30 people" the object that they are: they have no preposition."""
    counted = tree.children(token.index, "nummod") and token.lower in tables().group_words
    if token.dep == "obl" and counted and not tree.preposition(token.index) and not tree.children(token.head, "obj"):
        tokens[token.index] = replace(tokens[token.index], dep="obj")


def _seat_speaker(tree: Tree, tokens: list[Token]) -> None:
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
