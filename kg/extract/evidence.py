"""Says what kind of thing a name is that the registry does not know, and by which rule.

Every occurrence is looked at; the best rule that applies anywhere in the document decides for all of them, because one name
is one thing. From the best to the weakest:
0. the list of states and peoples;
1. the head word of the name itself ("… Front", "Liwa …", "Ministry of …", "… Province");
2. a rank, office or teknonym before or in a person's name ("Gen. X", "Abu X");
3. a noun that says what it is, in apposition, by copula or beside it ("X, an Islamist group"; "the town of X"; "X fighters");
4. a preposition that only places follow ("in X"), and the ending -stan;
5. being the subject of what only armed actors do; then, of two words, the subject of a verb of saying: a person.
A surname alone, or the teknonym alone, is the person whose full name the document gives, if it gives but one; initials are
the one body of the document that has them.
Without any of these the kind stays open, and the slot that a name fills says what it may be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.extract.grammar import verb_slots
from kg.extract.names import Name
from kg.extract.syntax import Tree
from kg.extract.tables import tables

__all__ = ["Evidence", "find_evidence", "settle"]

PLACE_PREPOSITIONS = frozenset(
    {"in", "near", "at", "around", "outside", "inside", "across", "throughout", "toward", "towards", "into"}
)
OF_PLACE = frozenset({"PopulatedPlace", "Province", "District", "Area"})
TOLD_BY_NOUN = OF_PLACE | {"Facility", "Talks", "Government", "Organization"}
# A company is a group too.
CIVIL_GROUPS = frozenset({"group", "organisation", "organization"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """A kind (an ontology class name), the rule in words, and the rule's rank: the lower, the better."""

    rank: int
    kind: str
    rule: str


def find_evidence(tree: Tree, node: int, name: Name) -> Evidence | None:
    """Return the best evidence that one occurrence gives for the kind of *name*, or None."""
    words = [w.lower() for w in name.text.split()]
    return next(
        filter(
            None,
            (
                _by_gazetteer(name),
                _by_place_word(tree, node, words),
                _by_head(tree, node, words),
                _by_title(tree, node, words),
                _by_noun(tree, node),
                _by_pronoun(tree, node),
                _by_preposition(tree, node, words),
                _by_deed(tree, node, words),
            ),
        ),
        None,
    )


def settle(names: Iterable[Name], found: Mapping[str, Iterable[Evidence]]) -> dict[str, tuple[str, str, str]]:
    """Return the canonical name, kind and rule of each of *names* (those without registry entries), by name.

    *found* holds the evidence by name. Of evidence of one rank the more frequent kind wins, then the first in the alphabet.
    """
    settled = {}
    for name in {name.name: name for name in names}.values():
        if best := _best(tuple(found.get(name.name, ()))):
            settled[name.name] = (name.canonical, best.kind, best.rule)
    settled |= dict(_singulars({name.name for name in names}, settled))
    people = [n for n, (_, kind, _) in settled.items() if kind == "Person"]
    short = {n.name for n in names if not n.canonical} - {n for n in settled if " " in n}
    short_names = dict(_short_names(people, short)) | dict(_initials(settled, short))
    return settled | short_names | dict(_bare_heads(settled, {n.name for n in names}))


def _singulars(
    names: Iterable[str], settled: Mapping[str, tuple[str, str, str]]
) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield names that others are the plural of ("Houthi", "Houthis"), as these: the better known of the two gives the kind."""
    every = set(names)
    for one in sorted(every - tables().countries):
        if (many := f"{one}s") in every and (many in settled or one in settled):
            _, kind, rule = settled.get(many) or settled[one]
            yield one, (many, kind, rule)
            yield many, ("", kind, rule)


def _initials(
    settled: Mapping[str, tuple[str, str, str]], short: Iterable[str]
) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield those of *short* that are the initials of just one longer name of the document ("SDF")."""
    bearers = _grouped((_initials_of(full), full) for full in settled if " " in full)
    for name in sorted(n for n in short if n.isupper() and len(n) > 2 and len(bearers[n]) == 1):
        (full,) = bearers[name]
        canonical, kind, _ = settled[full]
        yield name, (canonical or full, kind, f"initials of '{full}'")


def _bare_heads(
    settled: Mapping[str, tuple[str, str, str]], names: Iterable[str]
) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield those of *names* that are the head word of just one longer name, at either end of it ("the Front")."""
    bearers = _grouped((head, full) for full in settled if " " in full for head in {full.split()[0], full.split()[-1]})
    for name in sorted(n for n in names if n.lower() in tables().name_heads and len(bearers[n]) == 1):
        (full,) = bearers[name]
        canonical, kind, _ = settled[full]
        yield name, (canonical or full, kind, f"head word of '{full}'")


def _grouped(pairs: Iterable[tuple[str, str]]) -> defaultdict[str, list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key, name in pairs:
        groups[key].append(name)
    return groups


def _initials_of(name: str) -> str:
    return "".join(w[0] for w in name.split() if w[:1].isupper())


def _best(found: tuple[Evidence, ...]) -> Evidence | None:
    counts: dict[tuple[int, str], int] = defaultdict(int)
    for evidence in found:
        counts[evidence.rank, evidence.kind] += 1
    return min(found, key=lambda e: (e.rank, -counts[e.rank, e.kind], e.kind, e.rule), default=None)


def _short_names(people: list[str], others: Iterable[str]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield those of *others* that are the surname, or the teknonym, of just one of *people*."""
    bearers = _grouped((part, person) for person in people for part in _parts(person))
    for short in sorted(others):
        if len(bearers[short]) == 1:
            yield short, (bearers[short][0], "Person", f"short for '{bearers[short][0]}'")


def _parts(person: str) -> Iterator[str]:
    """Yield what a person may be called for short: the last words of the name, and "Abu X" of a longer one."""
    words = person.split()
    yield from (" ".join(words[i:]) for i in range(1, len(words)))
    if len(words) > 2 and words[0].lower() in {"abu", "umm", "abou"}:
        yield " ".join(words[:2])


def _by_gazetteer(name: Name) -> Evidence | None:
    text = " ".join(name.text.split())
    if text in tables().countries:
        return Evidence(0, "Country", "name of a state")
    if text in tables().capitals:
        return Evidence(0, "PopulatedPlace", "name of a capital")
    if any(text.lower().startswith(f"{body} ") for body in tables().branch_names):
        return Evidence(0, "ArmedGroup", "called after the body it is a branch of")
    return Evidence(0, "Population", "name of a people") if text in tables().peoples and text.endswith("s") else None


def _by_place_word(tree: Tree, node: int, words: list[str]) -> Evidence | None:
    if words[-1] == "state" and len(words) > 1 and words[-2] != "islamic" and tree.preposition(node) != "against":
        return Evidence(1, "Province", "head word 'State'")
    return None


def _by_head(tree: Tree, node: int, words: list[str]) -> Evidence | None:
    heads, groups = tables().name_heads, tables().group_words
    before = words[: next((i for i, w in enumerate(words) if i and w in {"of", "for"}), len(words))]
    last = before[-1]
    regular = last in tables().regular_forces and tables().rebel_modifiers.isdisjoint(before)
    if regular and not tables().regular_modifiers.isdisjoint(before[:-1]):
        return Evidence(1, "StateForce", f"head words '{' '.join(before[-2:])}'")
    if regular and _is_of_state(before[:-1]):
        return Evidence(1, "StateForce", f"head word '{last}' after a state")
    for word in (last, words[-1], words[0], *words):
        if word in heads:
            return Evidence(1, heads[word], f"head word '{word}'")
        if word in {last, words[-1]} and groups.get(word) in TOLD_BY_NOUN:
            return Evidence(1, groups[word], f"head word '{word}'")
    return None


def _is_of_state(words: list[str]) -> bool:
    name = " ".join(words).title()
    return name in tables().countries or name in tables().states_of


def _by_title(tree: Tree, node: int, words: list[str]) -> Evidence | None:
    table = tables()
    if words[0] in table.person_starts and len(words) > 1:
        return Evidence(2, "Person", f"title '{words[0]}'")
    first = next(t.index for t in tree.tokens if t.start == tree[node].start)
    before = next((t for t in tree.nodes() if t.last == first - 1), None)
    titled = before is not None and before.lower.rstrip(".") in table.titles
    if before is not None and titled and (before.text[:1].isupper() or table.group_words.get(before.lower) == "Person"):
        return Evidence(2, "Person", f"title '{before.text}'")
    if len(words) > 1 and words[-1] in table.titles:
        return Evidence(3, "Person", f"title '{words[-1]}'")
    return None


def _by_noun(tree: Tree, node: int) -> Evidence | None:
    for noun in _nouns_beside(tree, node):
        kind = tables().group_words.get(tree[noun].lower, "")
        if tree[noun].lower in CIVIL_GROUPS and _is_only_national(tree, noun):
            continue
        kind = "Territory" if tree[noun].lower in tables().strongholds else kind
        rule = f"{_relation(tree, node, noun)} '{tree[noun].text}'"
        if kind in {"UnidentifiedArmedActor", "ArmedGroup"}:
            return Evidence(4, "ArmedGroup", rule)
        if kind in {"Person", *OF_PLACE, "Facility", "Territory", "Organization", "Coalition", "Government"}:
            return Evidence(3, kind, rule)
        if tree[noun].lower in {"activist", "fighter", "journalist", "cleric"}:
            return Evidence(3, "Person", rule)
    head = tree[tree[node].head]
    kind = tables().group_words.get(head.lower, "")
    if tree.preposition(node) == "of" and kind in OF_PLACE:
        return Evidence(3, kind, f"the {head.text} of it")
    fighting = kind in {"UnidentifiedArmedActor", "StateForce"} and head.lower in tables().acting_words
    if tree.preposition(node) == "of" and fighting:
        return Evidence(5, "ArmedGroup", f"the {head.text} of it")
    if (
        tree[node].dep in {"compound", "amod"}
        and head.index > node
        and kind in {"UnidentifiedArmedActor", "ArmedActor"}
        and head.lower not in {"side", "sides"}
    ):
        armed = "ArmedGroup" if kind == "UnidentifiedArmedActor" else "ArmedActor"
        return Evidence(5 if armed == "ArmedGroup" else 7, armed, f"beside '{head.text}'")
    return None


def _is_only_national(tree: Tree, noun: int) -> bool:
    """Tell whether all that is said of a group is whose it is ("the French group X"): it may be a company."""
    before = [tree[c] for c in tree.children(noun, "amod", "compound") if c < noun]
    return bool(before) and all(t.text in tables().states_of or t.text in tables().countries for t in before)


def _by_pronoun(tree: Tree, node: int) -> Evidence | None:
    """Tell a person by "who" with a singular verb ("X, who commands Y")."""
    for clause in tree.children(node, "acl:relcl"):
        who = any(tree[c].lower == "who" for c in tree.children(clause, "nsubj", "nsubj:pass"))
        first = tree[min((clause, *tree.children(clause, "aux", "aux:pass", "cop")))].lower
        if who and (first in {"is", "was", "has"} or (first.endswith("s") and not first.endswith("ss"))):
            return Evidence(3, "Person", "'who' with a singular verb")
    return None


def _nouns_beside(tree: Tree, node: int) -> Iterator[int]:
    """Yield the common nouns that say what a name is: appositions either way, titles, and a copula's predicate."""
    yield from tree.children(node, "appos", "nmod:desc", "flat")
    yield from (c for c in tree.children(node, "compound") if c < node)
    if tree[node].dep in {"appos", "flat", "nmod:desc"}:
        yield tree[node].head
    if tree[node].dep == "nsubj" and tree.children(tree[node].head, "cop"):
        articles = {tree[c].lower for c in tree.children(tree[node].head, "det")}
        if articles & {"a", "an", "the", "one"}:
            yield tree[node].head


def _relation(tree: Tree, node: int, noun: int) -> str:
    if tree[node].dep == "nsubj":
        return "copula"
    return "apposition" if "appos" in {tree[node].dep, tree[noun].dep} else "beside"


def _by_preposition(tree: Tree, node: int, words: list[str]) -> Evidence | None:
    if len(words) == 1 and words[0].endswith("stan"):
        return Evidence(6, "Country", "ending '-stan'")
    preposition = tree.preposition(node)
    if preposition in PLACE_PREPOSITIONS and not (tree[node].text.isupper() and len(tree[node].text) > 2):
        return Evidence(6, "Territory", f"after '{preposition}'")
    return None


def _by_deed(tree: Tree, node: int, words: list[str]) -> Evidence | None:
    if tree[node].dep != "nsubj":
        return None
    verb = tree[node].head
    frames = tables().verbs.get(tree[verb].lower, ())
    armed = bool(frames) and all(f.where.get("subject") == "armed" for f in frames)
    if armed and node in verb_slots(tree, verb).get("subject", ()):
        return Evidence(7, "ArmedActor", f"subject of '{tree[verb].text}'")
    if len(words) == 2 and tree[verb].lower in tables().telling_forms and not any("-" in w for w in words):
        return Evidence(8, "Person", f"two words, subject of '{tree[verb].text}'")
    return None
