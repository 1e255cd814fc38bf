"""Runs rules over triples until nothing new follows: semi-naive evaluation (Ullman 1989, §13.3), each triple taken up once.

Joins look things up in indexes, which are kept only for the predicates that rules with several atoms speak of.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final, TypeVar

from kg.namespaces import OWL
from kg.reason.axioms import TYPE, bracketed
from kg.reason.rules import Atom, Rule, Triple

__all__ = ["Clash", "Closure", "Derivation"]

SAME: Final = bracketed(OWL + "sameAs")
REPLACED: Final = Rule("eq-rep", (), ())


@dataclass(frozen=True, slots=True)
class Derivation:
    """By which rule a triple follows, and from which triples, in the order of the rule's body."""

    rule: Rule
    premises: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Triples that cannot all be so in any world, and the rule that says so."""

    rule: Rule
    premises: tuple[Triple, ...]


class Closure:
    """What follows from triples by rules; `known` holds all of them, the given ones too, and `inferred` what is new, in order.

    With *record*, `derivations` says of each inferred triple how it was found first. Clashes do not stop the run.
    """

    def __init__(self, rules: Iterable[Rule], *, record: bool = False) -> None:
        self.known: set[Triple] = set()
        self.inferred: list[Triple] = []
        self.clashes: list[Clash] = []
        self.derivations: dict[Triple, Derivation] = {}
        self._record = record
        self._simple, self._joined = _by_trigger(rules)
        self._indexed = {atom[1] for rules in self._joined.values() for rule, _ in rules for atom in rule.body}
        self._objects: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._subjects: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._same: defaultdict[str, set[str]] = defaultdict(set)
        self._queue: deque[Triple] = deque()
        self._told: set[tuple[str, frozenset[Triple]]] = set()

    def add(self, triples: Iterable[Triple]) -> None:
        """Add *triples*, and everything that follows from them and from those before."""
        for triple in triples:
            if triple not in self.known:
                self.known.add(triple)
                self._queue.append(triple)
        while self._queue:
            self._take_up(self._queue.popleft())

    def _take_up(self, triple: Triple) -> None:
        subject, predicate, value = triple
        if predicate in self._indexed:
            self._objects[predicate][subject].append(value)
            self._subjects[predicate][value].append(subject)
        for rule in _triggered(self._simple, triple):
            binding = _matched(rule.body[0], triple, {})
            if binding is not None:
                self._conclude(rule, binding)
        for rule, place in _triggered(self._joined, triple):
            binding = _matched(rule.body[place], triple, {})
            if binding is not None:
                rest = (*rule.body[:place], *rule.body[place + 1 :])
                for found in self._join(rest, binding):
                    self._conclude(rule, found)
        self._replace(triple)

    def _join(self, atoms: Sequence[Atom], binding: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
        """Yield the bindings under which all *atoms* hold, the atom with the fewest open places first."""
        if not atoms:
            yield binding
            return
        best = min(range(len(atoms)), key=lambda n: _open_places(atoms[n], binding))
        rest = (*atoms[:best], *atoms[best + 1 :])
        for triple in self._candidates(_bound(atoms[best], binding)):
            found = _matched(atoms[best], triple, binding)
            if found is not None:
                yield from self._join(rest, found)

    def _candidates(self, atom: Atom) -> Iterator[Triple]:
        subject, predicate, value = atom
        if not subject.startswith("?") and not value.startswith("?"):
            yield from (atom,) if atom in self.known else ()
        elif not subject.startswith("?"):
            yield from ((subject, predicate, found) for found in tuple(self._objects[predicate].get(subject, ())))
        elif not value.startswith("?"):
            yield from ((found, predicate, value) for found in tuple(self._subjects[predicate].get(value, ())))
        else:
            for found, values in tuple(self._objects[predicate].items()):
                yield from ((found, predicate, other) for other in tuple(values))

    def _conclude(self, rule: Rule, binding: Mapping[str, str]) -> None:
        if any(binding[one] == binding[other] for one, other in rule.distinct):
            return
        if not all(_is_within(binding[b.variable], b.least, b.most) for b in rule.bounds):
            return
        if not rule.head:
            premises = tuple(_bound(atom, binding) for atom in rule.body)
            if (rule.name, frozenset(premises)) not in self._told:
                self._told.add((rule.name, frozenset(premises)))
                self.clashes.append(Clash(rule, premises))
        for atom in rule.head:
            self._infer(_bound(atom, binding), rule, rule.body, binding)

    def _infer(self, triple: Triple, rule: Rule, body: Sequence[Atom], binding: Mapping[str, str]) -> None:
        # A literal is never a subject.
        if triple in self.known or triple[0].startswith('"'):
            return
        self.known.add(triple)
        self.inferred.append(triple)
        self._queue.append(triple)
        if self._record:
            self.derivations[triple] = Derivation(rule, tuple(_bound(atom, binding) for atom in body))

    def _replace(self, triple: Triple) -> None:
        """Say of a thing what is said of what it is the same as (eq-rep-s and eq-rep-o)."""
        subject, predicate, value = triple
        if predicate == SAME and subject != value and value not in self._same[subject]:
            self._same[subject].add(value)
            for told in [t for t in self.known if subject in (t[0], t[2])]:
                self._copy(told, (subject, SAME, value))
        elif self._same:
            for place in (subject, value):
                for other in tuple(self._same.get(place, ())):
                    self._copy(triple, (place, SAME, other))

    def _copy(self, triple: Triple, same: Triple) -> None:
        one, _, other = same
        if triple[1] != SAME:
            copied = (other if triple[0] == one else triple[0], triple[1], other if triple[2] == one else triple[2])
            self._infer(copied, REPLACED, (triple, same), {})


R = TypeVar("R")
_Simple = dict[tuple[str, str], list[Rule]]
_Joined = dict[tuple[str, str], list[tuple[Rule, int]]]


def _by_trigger(rules: Iterable[Rule]) -> tuple[_Simple, _Joined]:
    """Return the rules of one atom, and those of several with the place of each, by what sets them off: predicate and class."""
    simple: defaultdict[tuple[str, str], list[Rule]] = defaultdict(list)
    joined: defaultdict[tuple[str, str], list[tuple[Rule, int]]] = defaultdict(list)
    for rule in rules:
        for place, (_, predicate, value) in enumerate(rule.body):
            key = (predicate, value if predicate == TYPE and not value.startswith("?") else "")
            if len(rule.body) == 1:
                simple[key].append(rule)
            else:
                joined[key].append((rule, place))
    return dict(simple), dict(joined)


def _triggered(table: Mapping[tuple[str, str], list[R]], triple: Triple) -> list[R]:
    _, predicate, value = triple
    if predicate != TYPE:
        return table.get((predicate, ""), [])
    return [*table.get((TYPE, value), ()), *table.get((TYPE, ""), ())]


def _matched(atom: Atom, triple: Triple, binding: Mapping[str, str]) -> dict[str, str] | None:
    found = dict(binding)
    for term, value in zip(atom, triple, strict=True):
        if not term.startswith("?"):
            if term != value:
                return None
        elif found.setdefault(term, value) != value:
            return None
    return found


def _bound(atom: Atom, binding: Mapping[str, str]) -> Triple:
    subject, predicate, value = atom
    return binding.get(subject, subject), predicate, binding.get(value, value)


def _open_places(atom: Atom, binding: Mapping[str, str]) -> int:
    subject, _, value = atom
    return sum(term.startswith("?") and term not in binding for term in (subject, value))


def _is_within(literal: str, least: Decimal | None, most: Decimal | None) -> bool:
    try:
        number = Decimal(literal.split('"')[1])
    except (IndexError, InvalidOperation):
        return False
    return (least is None or number >= least) and (most is None or number <= most)
