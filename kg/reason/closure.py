"""Runs rules over triples until nothing new follows: semi-naive evaluation (Ullman 1989, §13.3), each triple taken up once.

Joins look things up in indexes, which are kept only for the predicates that rules with several atoms speak of.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final, TypeVar

from kg.namespaces import OWL, XSD
from kg.reason.axioms import TYPE, bracketed
from kg.reason.rules import Atom, Rule, Triple

__all__ = ["Clash", "Closure", "Derivation"]

SAME: Final = bracketed(OWL + "sameAs")
DIFFERENT: Final = bracketed(OWL + "differentFrom")
REPLACED: Final = Rule("eq-rep", (), ())
DIFFERS: Final = Rule("eq-diff1", (), ())


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
        rules = tuple(rules)
        self._excluded = _excluded(rules)
        self._simple, self._joined = _by_trigger(rule for rule in rules if not _is_exclusion(rule))
        self._indexed = {TYPE} | {atom[1] for found in self._joined.values() for rule, _ in found for atom in rule.body}
        self._objects: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._subjects: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._same: defaultdict[str, set[str]] = defaultdict(set)
        self._queue: deque[Triple] = deque()
        self._told: set[tuple[str, frozenset[Triple]]] = set()
        self._about: defaultdict[str, list[Triple]] | None = None

    def add(self, triples: Iterable[Triple]) -> None:
        """Add *triples*, and everything that follows from them and from those before."""
        for triple in triples:
            if triple not in self.known:
                self.known.add(triple)
                self._note(triple)
                self._queue.append(triple)
        while self._queue:
            self._take_up(self._queue.popleft())

    def _take_up(self, triple: Triple) -> None:
        subject, predicate, value = triple
        if predicate in self._indexed:
            self._objects[predicate][subject].append(value)
            self._subjects[predicate][value].append(subject)
        for step in _triggered(self._simple, triple):
            self._apply(step, triple)
        for rule, place in _triggered(self._joined, triple):
            binding = _matched(rule.body[place], triple, {})
            if binding is not None:
                rest = (*rule.body[:place], *rule.body[place + 1 :])
                for found in self._join(rest, binding):
                    self._conclude(rule, found)
        if predicate == TYPE and value in self._excluded:
            self._exclude(triple)
        self._replace(triple)

    def _apply(self, step: _Step, triple: Triple) -> None:
        """Conclude by a rule of one atom; the commonest case, and so without a binding."""
        if step.rule.distinct or step.rule.bounds or step.guards or not step.heads:
            binding = _matched(step.rule.body[0], triple, {})
            if binding is not None:
                self._conclude(step.rule, binding)
            return
        for one, predicate, other in step.heads:
            subject = triple[one] if isinstance(one, int) else one
            self._add((subject, predicate, triple[other] if isinstance(other, int) else other), step.rule, (triple,))

    def _exclude(self, triple: Triple) -> None:
        """Tell that a thing is of two kinds that exclude each other."""
        subject, _, kind = triple
        excluded = self._excluded[kind]
        for other in self._objects[TYPE][subject]:
            if other in excluded:
                self._clash(excluded[other], ((subject, TYPE, other), triple))

    def _clash(self, rule: Rule, premises: tuple[Triple, ...]) -> None:
        if (rule.name, frozenset(premises)) not in self._told:
            self._told.add((rule.name, frozenset(premises)))
            self.clashes.append(Clash(rule, premises))

    def _join(self, atoms: Sequence[Atom], binding: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
        """Yield the bindings under which all *atoms* hold, the atom that fewest triples can fill first."""
        if not atoms:
            yield binding
            return
        bound = [_bound(atom, binding) for atom in atoms]
        best = min(range(len(atoms)), key=lambda n: self._width(bound[n]))
        rest = (*atoms[:best], *atoms[best + 1 :])
        for triple in self._candidates(bound[best]):
            found = _matched(atoms[best], triple, binding)
            if found is not None:
                yield from self._join(rest, found)

    def _width(self, atom: Atom) -> int:
        """Return how many triples can fill an atom at most."""
        subject, predicate, value = atom
        if subject.startswith("?") and value.startswith("?"):
            return len(self.known)
        if value.startswith("?"):
            return len(self._objects[predicate].get(subject, ()))
        return len(self._subjects[predicate].get(value, ())) if subject.startswith("?") else 0

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
        premises = tuple(_bound(atom, binding) for atom in rule.body)
        if not rule.head:
            self._clash(rule, premises)
        for atom in rule.head:
            self._add(_bound(atom, binding), rule, premises)

    def _add(self, triple: Triple, rule: Rule, premises: tuple[Triple, ...]) -> None:
        # A literal is never a subject.
        if triple in self.known or triple[0].startswith('"'):
            return
        subject, predicate, value = triple
        if predicate == SAME and (subject, DIFFERENT, value) in self.known:
            # Said here, where the premises are at hand; carried on, it would make everything one.
            self._clash(DIFFERS, premises)
            return
        self.known.add(triple)
        self._note(triple)
        self.inferred.append(triple)
        self._queue.append(triple)
        if self._record:
            self.derivations[triple] = Derivation(rule, premises)

    def _replace(self, triple: Triple) -> None:
        """Say of a thing what is said of what it is the same as (eq-rep-s and eq-rep-o)."""
        subject, predicate, value = triple
        if predicate == SAME and subject != value and value not in self._same[subject]:
            self._same[subject].add(value)
            for told in self._told_of(subject):
                self._copy(told, (subject, SAME, value))
        elif self._same:
            for place in (subject, value):
                for other in tuple(self._same.get(place, ())):
                    self._copy(triple, (place, SAME, other))

    def _told_of(self, term: str) -> list[Triple]:
        """Return every triple of a term; the index is made when two things first turn out to be one, which is rare."""
        if self._about is None:
            self._about = defaultdict(list)
            for triple in self.known:
                self._note(triple)
        return list(self._about[term])

    def _note(self, triple: Triple) -> None:
        if self._about is not None:
            for term in {triple[0], triple[2]}:
                self._about[term].append(triple)

    def _copy(self, triple: Triple, same: Triple) -> None:
        one, _, other = same
        subject, predicate, value = triple
        if predicate != SAME and subject == one:
            self._add((other, predicate, value), REPLACED, (triple, same))
        if predicate != SAME and value == one:
            self._add((subject, predicate, other), REPLACED, (triple, same))


@dataclass(frozen=True, slots=True)
class _Step:
    """A rule of one atom: the terms of its heads, as places in the triple that sets it off or as they are.

    With *guards* the triple has to be matched term by term: the atom has a constant or the same variable twice.
    """

    rule: Rule
    heads: tuple[tuple[int | str, str, int | str], ...]
    guards: bool

    @classmethod
    def of(cls, rule: Rule) -> _Step:
        subject, predicate, value = rule.body[0]
        constant = not subject.startswith("?") or (predicate != TYPE and not value.startswith("?"))
        places: dict[str, int | str] = {value: 2, subject: 0}
        heads = tuple((places.get(s, s), p, places.get(o, o)) for s, p, o in rule.head)
        return cls(rule, heads, constant or subject == value)


R = TypeVar("R")
_Simple = dict[tuple[str, str], list[_Step]]
_Joined = dict[tuple[str, str], list[tuple[Rule, int]]]


def _is_exclusion(rule: Rule) -> bool:
    """Tell whether a rule says that nothing is of two kinds: there are many such, and they are looked up at once."""
    return not rule.head and len(rule.body) == 2 and all(s == "?x" and p == TYPE for s, p, _ in rule.body)


def _excluded(rules: Iterable[Rule]) -> dict[str, dict[str, Rule]]:
    """Return for each kind the kinds that exclude it, with the rule that says so."""
    found: defaultdict[str, dict[str, Rule]] = defaultdict(dict)
    for rule in filter(_is_exclusion, rules):
        (_, _, one), (_, _, other) = rule.body
        found[one][other] = found[other][one] = rule
    return dict(found)


def _by_trigger(rules: Iterable[Rule]) -> tuple[_Simple, _Joined]:
    """Return the rules of one atom, and those of several with the place of each, by what sets them off: predicate and class."""
    simple: defaultdict[tuple[str, str], list[_Step]] = defaultdict(list)
    joined: defaultdict[tuple[str, str], list[tuple[Rule, int]]] = defaultdict(list)
    for rule in rules:
        for place, (_, predicate, value) in enumerate(rule.body):
            key = (predicate, value if predicate == TYPE and not value.startswith("?") else "")
            if len(rule.body) == 1:
                simple[key].append(_Step.of(rule))
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


def _is_within(literal: str, least: Decimal | None, most: Decimal | None) -> bool:
    """Tell whether a literal is a number within bounds; a text that looks like one is none."""
    try:
        number = Decimal(literal.split('"')[1])
    except (IndexError, InvalidOperation):
        return False
    typed = literal.rpartition("^^")[2].strip("<>").startswith(XSD)
    return typed and number.is_finite() and (least is None or number >= least) and (most is None or number <= most)
