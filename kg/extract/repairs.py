"""Mends what the parser gets wrong most, with the help of the names that are known.

1. Lists of names: "A, B and C" is one coordination, headed by its first member; a noun that the list belongs to ("factions
   affiliated with A, B and C launched …") gets its verb back.
2. "X-backed Y", "X affiliated Y": the word before belongs to the participle.
3. A name after a title and a comma ("its emir, X, …"), or a noun with an indefinite article after a comma ("X, a close ally
   of Y, …"), is an apposition, not a coordination.
4. "forced X to V", "managed to V": the infinitive is a complement of a verb that brings it about, not its purpose;
   ", V-ing" after a comma is an adverbial; "accused X of V-ing": the clause hangs on the verb,
   not on X; "not to mention V-ing" adds one more predicate.
5. "X, which …, said that Y did Z": the parser makes "did" the root with two subjects; the first one says.
6. "…, X said.": a speech predicate that ends the sentence governs all before it, wherever the parser has hung it, and the
   noun right before it is its subject.
7. A name is no adjective and no adverb: before a verb without a subject it is the subject, after one without an object the
   object; what has a subject and an object is a verb; and B of "A, B and C" is no apposition to A.
8. An attack right before a verb of harm that has an object is its subject ("15 strikes engaged two units; destroyed …").
9. An office after a comma is in apposition to the person before it; a rank hangs on its bearer's name.
10. A verb with a subject of its own is finite, though it hang on its object; "to V" under a verb is its complement.
11. "killed at least 30 people": "at least" measures the number, it does not make the people a place.
12. "Army retakes town": a headline whose verb was taken for a noun gets its verb, subject and object.
13. "X riding in vans seized Y", "X allied with Z seized Y": X is the subject of the finite verb, of which the participle tells.
14. "X, the party of Y, denied it": X is the subject, and the party in apposition to it.
15. "Ner, the army said, had fallen": the speech is inserted, and no apposition to Ner.
16. "X, believed to be …, seized Y": X is the subject of the main verb, of which "believed" only tells.
17. "X took A and Y shelled B": Y is the subject of its own clause, not joined to A.
18. "X, the armed wing of Y", "its allies, X and Y": a noun of a tie and the names beside it are in apposition.
19. "X together with Y", "X, along with Y,": Y is one more member of the list.
20. "its spokesman X said": an office and a name that both look like the subject are title and bearer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.event_types import ATTACKS, TIES
from kg.extract.names import Name
from kg.extract.syntax import Token, Tree
from kg.extract.tables import tables
from kg.lexicon.kinds import PLACE_KINDS

__all__ = ["repair"]

BETWEEN = frozenset({",", "and", "or", "the", ";", "&", "as", "well"})
COPULAR = frozenset({"remain", "remains", "remained", "stay", "stays", "stayed"})
COORDINATORS = frozenset({"and", "or", "&"})
NOMINAL_SUBJECT = frozenset({"nsubj", "nsubj:pass"})


def repair(tree: Tree, names: Mapping[int, Name]) -> Tree:
    """Return the tree with every repair made: titles and lists first, what concerns the whole sentence last."""
    tokens = list(tree.tokens)
    for node in names:
        _seat_title(tree, tokens, node)
    tree = Tree(tuple(tokens), tree.folded)
    for run in _name_lists(tree, names):
        _coordinate(tree, tokens, run)
    for token in tree.nodes():
        _measure(tree, tokens, token)
        _attach_before_hyphen(tree, tokens, token, names)
        _appose(tree, tokens, token, names)
        _name_officer(tree, tokens, token, names)
        _name_ally(tree, tokens, token, names)
        _argue(tree, tokens, token, names)
        _accompany(tree, tokens, token, names)
        _install(tree, tokens, token, names)
        _strike(tree, tokens, token)
        _predicate(tree, tokens, token, names)
        _complement(tree, tokens, token)
        _kill(tree, tokens, token)
        _restore_speech(tree, tokens, token)
        _part_clauses(tree, tokens, token)
        _free_subject(tree, tokens, token)
        _reduce_relative(tree, tokens, token)
        _name_subject(tree, tokens, token, names)
        _insert_speech(tree, tokens, token)
    _give_headline_its_verb(tree, tokens)
    _close_with_speech(tree, tokens)
    _seat_speaker(Tree(tuple(tokens), tree.folded), tokens)
    return Tree(tuple(tokens), tree.folded).without_cycles()


def _give_headline_its_verb(tree: Tree, tokens: list[Token]) -> None:
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
    """Tell whether two names can stand in one list: both places, or both actors; a country's name is either."""
    return bool(_families(one) & _families(other))


def _families(name: Name) -> frozenset[bool]:
    return frozenset(kind in PLACE_KINDS for kind in ({e.kind for e in name.entries} or {name.kind}))


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


def _appose(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
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


def _seat_title(tree: Tree, tokens: list[Token], node: int) -> None:
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


def _predicate(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
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
    if token.dep == "nsubj" and subjects and head.pos == "VERB" and token.lower in COPULAR:
        tokens[token.index] = replace(tokens[token.index], dep="aux")
        tokens[subjects[0]] = replace(tokens[subjects[0]], head=head.index)


def _install(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
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


def _strike(tree: Tree, tokens: list[Token], token: Token) -> None:
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


def _is_told_of(tree: Tree, token: Token, names: Mapping[int, Name]) -> bool:
    """Tell whether a person is in apposition to what cannot be one ("the death of the commander, X")."""
    head = tree[token.head]
    person = token.index in names and names[token.index].kind == "Person"
    return person and head.index not in names and tables().group_words.get(head.lower, "") != "Person"


def _name_ally(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
    """Put the name after a noun of a tie and a comma in apposition to it ("attacked its enemy, X", "Y and its ally, X,")."""
    if token.index not in names or token.dep not in {"conj", "obj"} or tree.children(token.index, "cc", "case"):
        return
    comma = _opening(tree, token.index) - 1 - len(tree.children(token.index, "det"))
    noun = tree[comma - 1] if comma > 0 and tree[comma].text == "," else token
    owned = noun.index != token.index and _relates(noun) and tree.children(noun.index, "nmod:poss")
    if owned and (noun.dep != "conj" or tree.children(noun.index, "cc")):
        tokens[token.index] = replace(tokens[token.index], head=noun.index, dep="appos")


def _argue(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
    """Make a bare name an argument of its verb, and "B" of "A, B and C" a member of the list, no apposition to A."""
    head = tree[token.head]
    if token.pos == "ADP" and tree.children(token.index, "nsubj") and tree.children(token.index, "obj"):
        tokens[token.index] = replace(tokens[token.index], pos="VERB")
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


def _accompany(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
    """Make B of "A together with B", "A, along with B," one more member of a list (Quirk et al. 1985 §13.103)."""
    start = next((c for c in tree.children(token.index, "case") if tree[c].lower == "with"), None)
    if token.index not in names or start is None or start < 2 or tree[start - 1].lower not in {"together", "along"}:
        return
    last = start - 3 if tree[start - 2].text == "," else start - 2
    before = next((n for n in names if tree[n].last == last), None)
    if before is not None and _alike(names[before], names[token.index]):
        tokens[token.index] = replace(tokens[token.index], head=before, dep="conj")


def _name_officer(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
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


def _complement(tree: Tree, tokens: list[Token], token: Token) -> None:
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


def _kill(tree: Tree, tokens: list[Token], token: Token) -> None:
    """Give the verb of "beat to death X" its object back, which the parser hangs on "death"."""
    case = next((c for c in tree.children(token.index, "case", "mark") if tree[c].lower == "to"), None)
    if token.lower != "death" or case is None or tree[token.head].pos != "VERB":
        return
    tokens[token.index] = replace(token, dep="obl", pos="NOUN")
    tokens[case] = replace(tree[case], dep="case")
    for child in tree.children(token.index, "obj"):
        tokens[child] = replace(tree[child], head=token.head)


def _restore_speech(tree: Tree, tokens: list[Token], token: Token) -> None:
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


def _part_clauses(tree: Tree, tokens: list[Token], token: Token) -> None:
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


def _free_subject(tree: Tree, tokens: list[Token], token: Token) -> None:
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


def _reduce_relative(tree: Tree, tokens: list[Token], token: Token) -> None:
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


def _name_subject(tree: Tree, tokens: list[Token], token: Token, names: Mapping[int, Name]) -> None:
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


def _insert_speech(tree: Tree, tokens: list[Token], token: Token) -> None:
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
    if token.dep != "obl":
        return
    counted = tree.children(token.index, "nummod") and token.lower in tables().group_words
    if counted and not tree.preposition(token.index) and not tree.children(token.head, "obj"):
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
