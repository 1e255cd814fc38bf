"""Finds the thing that a name means in a graph.

1. To the letter, in any case: what the registry calls so, else what a label does. Several are an error that lists them.
2. But for articles, accents, hyphens and the like, by the key of `kg.lexicon.keys`: likewise.
3. A part of a name: all the words that are given, in their order, the last of which may be cut short.
4. Of the registry's things and of others, in 2 and 3, the registry's count alone, if there is one.
5. What is merely spelt alike is suggested and never taken.

In 2 and 3 only what documents speak of has a name, not claims, incidents, event types and the like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from kg.errors import QueryError
from kg.lexicon.keys import articles, folded_words, name_key
from kg.namespaces import CKG, shorten
from kg.sparql.classes import below
from kg.sparql.source import Endpoint, ask, read_rows

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

__all__ = ["Named", "find_thing", "search_things"]

TO_THE_LETTER: Final = """
SELECT DISTINCT ?thing ?registered {
  { ?thing skos:prefLabel|skos:altLabel ?label FILTER(LCASE(STR(?label)) = %(name)s) BIND(true AS ?registered) }
  UNION { ?thing rdfs:label ?label FILTER(LCASE(STR(?label)) = %(name)s) BIND(false AS ?registered) }
}"""
NAMED: Final = """
SELECT DISTINCT ?thing ?label ?registered {
  { { SELECT ?thing ?label { ?thing skos:prefLabel|skos:altLabel ?label } } BIND(true AS ?registered) }
  UNION {
    { SELECT DISTINCT ?thing { ?mention ckg:refersTo ?thing } } { SELECT ?thing ?label { ?thing rdfs:label ?label } }
    BIND(false AS ?registered)
  }
  MINUS { ?thing skos:inScheme ?scheme }
}"""
# What the graph gives no class may be of any; which classes lie below which need not stand in it.
OF_CLASS: Final = """
SELECT DISTINCT ?thing {
  VALUES ?thing { %s } OPTIONAL { ?thing a ?kind } FILTER(!BOUND(?kind) || ?kind IN (%s))
}"""
KINDS: Final = "SELECT ?thing ?kind { VALUES ?thing { %s } ?thing a ?kind }"
LABELS: Final = "SELECT ?thing ?label { VALUES ?thing { %s } ?thing rdfs:label ?label } ORDER BY ?label"
CLAIMS: Final = """
SELECT ?thing (COUNT(DISTINCT ?claim) AS ?claims) {
  VALUES ?thing { %s } ?content ?role ?thing . ?claim ckg:claims ?content
} GROUP BY ?thing"""
# Kinds that other kinds of the same thing say more exactly.
GENERAL: Final = frozenset({"Actor", "ArmedActor", "Territory", "InformationSource", "Organization"})
# How many candidates an error lists; how alike, of 100, a suggestion is (rapidfuzz), and how long a cut word at least.
LISTED: Final = 8
ALIKE: Final = 75
_FIRST_LOOK: Final = 200
SHORTEST: Final = 3

Tell = Callable[[str], None]


@dataclass(slots=True)
class _Thing:
    """A thing in the graph and the names found for it; *registered* where the registry knows it."""

    node: NamedNode
    names: list[str] = field(default_factory=list)
    registered: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that a name may mean: its label, its kind (a class of ours), how many claims name it, and the name found."""

    iri: str
    label: str
    kind: str
    claims: int
    name: str = ""


def search_things(source: Store | Endpoint, text: str, most: int = 50) -> dict[str, list[Named]]:
    """Return what may be meant by *text*, in groups by how it is found: called so, in part, or spelt alike.

    Each thing stands in the first group that it is in, at most *most* in a group, the most claimed first. What is only spelt
    alike is given where nothing is called so.
    """
    named = _collect(_rows(source, NAMED)) if name_key(text) else []
    groups: dict[str, list[Named]] = {}
    found: set[NamedNode] = set()
    ways = (("called so", _is_called), ("called so in part", _is_called_in_part), ("spelt alike", None))
    for group, bears in ways:
        if bears is None:
            if found:
                break
            hits = {thing.node: thing.names[0] for thing in _alike(text, named)}
        else:
            names = {thing.node: next((n for n in thing.names if bears(text, n)), "") for thing in named}
            hits = {node: name for node, name in names.items() if name}
        new = [node for node in hits if node not in found]
        found.update(new)
        if new:
            groups[group] = [replace(row, name=hits[node]) for node, row in _described(source, new)][:most]
    return groups


def find_thing(source: Store | Endpoint, name: str, where: str, tell: Tell | None = None, of: str = "") -> NamedNode:
    """Return the one thing that *name* means, see above; *tell* gets a line where that is not to the letter.

    *of* is the IRI of the class that it must be of, "" for any.

    Raises QueryError where nothing bears the name, or several things may; *where* is for the error.
    """
    from pyoxigraph import Literal

    called = _collect(_rows(source, TO_THE_LETTER % {"name": Literal(name.lower())}))
    exact = _preferred(_of_class(source, called, of))
    if exact:
        return _only(source, exact, where, f"{len(exact)} things are called {name!r}")
    named = _collect(_rows(source, NAMED)) if name_key(name) else []
    texts = {other for thing in named for other in thing.names}
    for bears in (_is_called, _is_called_in_part):
        meant = {other for other in texts if bears(name, other)}
        if found := _of_class(source, [thing for thing in named if not meant.isdisjoint(thing.names)], of):
            chosen = _only(source, _preferred(found), where, f"{len(_preferred(found))} things may be called {name!r}")
            if tell:
                tell(f"{where}: {name!r} is taken for {_told(source, [chosen])[0]}")
            return chosen
    alike = _of_class(source, _alike(name, named), of)[: LISTED // 2]
    near = _told(source, [thing.node for thing in alike])
    right = f"one such as {', '.join(near)}" if near else "an IRI, or a name as the graph has it (any case)"
    nothing = f"no {shorten(of)}" if of else "nothing"
    raise QueryError(where, f"{nothing} in the graph is called {name!r}", right)


def _of_class(source: Store | Endpoint, things: Sequence[_Thing], of: str) -> list[_Thing]:
    if not of or not things:
        return list(things)
    kinds = ", ".join(f"<{CKG}{name}>" for name in below(of.removeprefix(CKG))) if of.startswith(CKG) else f"<{of}>"
    asked = OF_CLASS % (" ".join(str(thing.node) for thing in things), kinds)
    those = {row["thing"] for row in _rows(source, asked)}
    return [thing for thing in things if thing.node in those]


def _rows(source: Store | Endpoint, text: str) -> Iterator[Any]:
    return read_rows(source, ask(source, text))


def _collect(found: Iterable[Any]) -> list[_Thing]:
    from pyoxigraph import NamedNode

    things: dict[str, _Thing] = {}
    for row in found:
        # Asked here and not of the engine, which would read every IRI for it.
        if not isinstance(row["thing"], NamedNode):
            continue
        thing = things.setdefault(row["thing"].value, _Thing(row["thing"]))
        thing.registered |= row["registered"].value in ("true", "1")
        if len(row) > 2:
            thing.names.append(row["label"].value)
    return [things[iri] for iri in sorted(things)]


def _preferred(things: Sequence[_Thing]) -> list[_Thing]:
    return [thing for thing in things if thing.registered] or list(things)


def _only(source: Store | Endpoint, things: Sequence[_Thing], where: str, wrong: str) -> NamedNode:
    if len(things) == 1:
        return things[0].node
    more = f", … and {len(things) - LISTED} more" if len(things) > LISTED else ""
    listed = ", ".join(_told(source, [thing.node for thing in things])[:LISTED])
    raise QueryError(where, wrong, f"the IRI of one of them: {listed}{more}")


def _is_called(name: str, other: str) -> bool:
    return name_key(name) == name_key(other)


def _is_called_in_part(name: str, other: str) -> bool:
    wanted, words = _words(name), _words(other)
    *whole, last = wanted
    for start in range(len(words) - len(wanted) + 1):
        *before, end = words[start : start + len(wanted)]
        if before == whole and (end == last or (len(last) >= SHORTEST and end.startswith(last))):
            return True
    return False


def _words(name: str) -> list[str]:
    words = folded_words(name)
    return [word for word in words if word not in articles()] or words


def _alike(name: str, things: Sequence[_Thing]) -> list[_Thing]:
    from rapidfuzz import fuzz, process

    wanted = _words(name)
    names = [(" ".join(_words(other)), thing) for thing in things for other in thing.names]
    near = process.extract(
        " ".join(wanted), [other for other, _ in names], scorer=fuzz.WRatio, score_cutoff=ALIKE, limit=_FIRST_LOOK
    )
    # WRatio is quick and generous: two letters that a long name has somewhere are no spelling of it.
    ranked = sorted((-_likeness(wanted, other.split()), place) for other, _, place in near)
    found = [names[place][1] for score, place in ranked if -score >= ALIKE][: 3 * LISTED]
    return list({thing.node: thing for thing in found}.values())


def _likeness(wanted: Sequence[str], words: Sequence[str]) -> float:
    """Return how alike, 0 to 100, two names are, or the shorter one and as many words of the longer that follow each other.

    A name of one word is not looked for inside *wanted*: `Front` is in too much.
    """
    from rapidfuzz import fuzz

    short, long = sorted((wanted, words), key=len)
    size = len(short) if len(words) > 1 or len(wanted) == 1 else len(long)
    windows = {" ".join(long[at : at + size]) for at in range(len(long) - size + 1)} | {" ".join(long)}
    return max(fuzz.ratio(" ".join(short), window) for window in windows)


def _told(source: Store | Endpoint, nodes: Sequence[NamedNode]) -> list[str]:
    """Return what each thing is: its label, its kind, how many claims name it, its IRI; the most claimed first, then by IRI."""
    rows = [row for _, row in _described(source, nodes)]
    return [f"{row.label} ({row.kind}; claims: {row.claims}) {shorten(row.iri)}" for row in rows]


def _described(source: Store | Endpoint, nodes: Sequence[NamedNode]) -> list[tuple[NamedNode, Named]]:
    if not nodes:
        return []
    values = " ".join(str(node) for node in nodes)
    labels = {row["thing"]: row["label"].value for row in _rows(source, LABELS % values)}
    claims = {row["thing"]: int(row["claims"].value) for row in _rows(source, CLAIMS % values)}
    kinds: dict[NamedNode, list[str]] = {}
    for row in _rows(source, KINDS % values):
        kinds.setdefault(row["thing"], []).append(row["kind"].value)
    ordered = sorted(nodes, key=lambda node: (-claims.get(node, 0), node.value))
    return [
        (node, Named(node.value, labels.get(node, node.value), _kind(kinds.get(node, [])), claims.get(node, 0)))
        for node in ordered
    ]


def _kind(kinds: Sequence[str]) -> str:
    ours = sorted(kind.removeprefix(CKG) for kind in kinds if kind.startswith(CKG))
    return next((kind for kind in ours if kind not in GENERAL), ours[0] if ours else "thing")
