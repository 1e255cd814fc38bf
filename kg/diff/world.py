"""What is derived from claims, held against what was derived: states, incidents, contradictions, accepted statements.

Their names hang on claims and parties, so they are matched by what they rest on, in names of now: a state whose document was
edited, or whose party was merged with another, is the same state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from kg.diff.changes import Aspect, Change
from kg.diff.delta import Delta
from kg.diff.facts import Facts, local_name, text_of
from kg.diff.names import Names
from kg.diff.plain_statements import plain_changes
from kg.namespaces import CKG, EVENT_TYPE, ORG, PROV, RDF, RDFS

__all__ = ["WorldChange", "world_changes"]

STATES: Final = ("Affiliation", "Alliance", "Control", "Hostility", "Leadership", "Membership", "Participation")
KINDS: Final[Mapping[str, str]] = {
    CKG + "AcceptedStatement": "statement",
    CKG + "Contradiction": "contradiction",
    CKG + "Incident": "incident",
    **{CKG + name: "state" for name in STATES},
}
# How claims stand to what rests on them.
RESTS: Final[Mapping[str, str]] = {
    **{
        CKG + n: n
        for n in ("beganBy", "endedBy", "attestedBy", "disputedBy", "report", "dissent", "oneSide", "otherSide")
    }
}
ALSO: Final = {"statement": {PROV + "wasDerivedFrom": "claim"}}
PARTIES: Final = frozenset(
    {
        *(
            CKG + name
            for name in """situationParty branch branchOf controller controlledPlace leadingActor ledActor attendee
            attendedTalks doneBy doneTo involves happenedAt statementSubject statementObject""".split()
        ),
        ORG + "member",
        ORG + "organization",
    }
)
# Counted from, or said by, what is compared anyway; the policy of statements is told once.
LEFT_OUT: Final = frozenset(
    {
        *(
            CKG + name
            for name in ("reportCount", "independentSources", "otherFits", "policy", "disagreement", "inDocument")
        ),
        RDF + "type",
        RDFS + "label",
        PROV + "wasDerivedFrom",
    }
)
GAINED: Final = {"statement": ("lost", "gained"), "contradiction": ("lost", "gained")}
# What is nothing but the claims that it gathers.
OF_CLAIMS: Final = ("incident", "contradiction")
# What a thing is by; the rest may change.
IDENTITY: Final = frozenset({"office", "statementPredicate", "contradictionReason"})


@dataclass(frozen=True)
class _Record:
    """A thing of the world layer, in names of now: the claims that it rests on by how, its parties and its attributes."""

    iri: str
    kind: str
    type: str
    claims: frozenset[tuple[str, str]]
    parties: frozenset[tuple[str, str]]
    attributes: frozenset[tuple[str, str]]
    label: str

    @property
    def resting(self) -> frozenset[str]:
        return frozenset(claim for _, claim in self.claims)

    @property
    def key(self) -> tuple[object, ...]:
        """Return what two records of one thing share, besides claims: incidents and contradictions are what rests on claims."""
        own = frozenset(pair for pair in self.attributes if pair[0] in IDENTITY)
        return (self.kind, self.type, own, frozenset() if self.kind in OF_CLAIMS else self.parties)


@dataclass(frozen=True)
class WorldChange:
    """A change with all that may have caused it: claims that it rests or rested on, and its parties, in names of now."""

    change: Change
    claims: frozenset[str]
    parties: frozenset[str]


def world_changes(delta: Delta, names: Names, old: Facts, new: Facts) -> tuple[list[WorldChange], dict[str, str]]:
    """Return what differs in the world layer, by kind and label; and what is there under another name, old to new."""
    nodes = delta.subjects()
    olds = [_renamed(record, names) for node in nodes if (record := _read(old, node))]
    news = [_renamed(record, names) for node in nodes if (record := _read(new, node))]
    pairs, gone, came = _matched(olds, news)
    found = [*_compared(pairs, old, new), *_alone(gone, 0, old), *_alone(came, 1, new)]
    found += [WorldChange(one, frozenset(), frozenset()) for one in plain_changes(delta, old, new)]
    found.sort(key=lambda one: (one.change.subject, one.change.label, one.change.before, one.change.after))
    return found, {before.iri: after.iri for before, after in pairs if before.iri != after.iri}


def _read(facts: Facts, node: str) -> _Record | None:
    found = [iri for iri in facts.types(node) if iri in KINDS]
    if not found:
        return None
    kind = KINDS[found[0]]
    rests = {**RESTS, **ALSO.get(kind, {})}
    claims, parties, attributes = set(), set(), set()
    for quad in facts.quads(node):
        predicate, value = quad.predicate.value, text_of(quad.object)
        if predicate in rests:
            claims.add((rests[predicate], value))
        elif predicate in PARTIES:
            parties.add((local_name(predicate), value))
        elif predicate not in LEFT_OUT and predicate.startswith(CKG):
            attributes.add((local_name(predicate), value))
    parts = frozenset(claims), frozenset(parties), frozenset(attributes)
    return _Record(node, kind, local_name(found[0]), *parts, _label(facts, node, kind))


def _label(facts: Facts, node: str, kind: str) -> str:
    if kind == "statement":
        ends = [facts.label(facts.value(node, CKG + name)) for name in ("statementSubject", "statementObject")]
        return f"{ends[0]} {local_name(facts.value(node, CKG + 'statementPredicate'))} {ends[1]}"
    if kind == "contradiction":
        return local_name(facts.value(node, CKG + "contradictionReason"))
    return facts.label(node)


def _renamed(record: _Record, names: Names) -> _Record:
    claims = frozenset((how, names.claim(claim)) for how, claim in record.claims)
    return replace(record, claims=claims, parties=frozenset((how, names.same(one)) for how, one in record.parties))


def _matched(
    olds: Iterable[_Record], news: Iterable[_Record]
) -> tuple[list[tuple[_Record, _Record]], list[_Record], list[_Record]]:
    """Pair records of one thing, those that share most first; return also those without a partner on either side."""
    left, right = {one.iri: one for one in olds}, {one.iri: one for one in news}
    pairs = [(left.pop(iri), right.pop(iri)) for iri in sorted(left.keys() & right.keys())]
    likely = _Likely(right.values())
    ranked = sorted(_rank(one, other) for one in left.values() for other in likely.of(one))
    for _, _, old, new in ranked:
        if old in left and new in right:
            pairs.append((left.pop(old), right.pop(new)))
    return pairs, list(left.values()), list(right.values())


def _rank(one: _Record, other: _Record) -> tuple[int, int, str, str]:
    """Return what the likest pairs have least of: first claims in common, then parties and attributes."""
    alike = len(one.parties & other.parties) + len(one.attributes & other.attributes)
    return -len(one.resting & other.resting), -alike, one.iri, other.iri


class _Likely:
    """Finds the records that may be one with a given one: those with its key, and of OF_CLAIMS, with a claim in common."""

    def __init__(self, records: Iterable[_Record]) -> None:
        self._by_key: defaultdict[object, list[_Record]] = defaultdict(list)
        for record in records:
            for claim in record.resting if record.kind in OF_CLAIMS else ("",):
                self._by_key[record.key, claim].append(record)

    def of(self, record: _Record) -> Iterator[_Record]:
        claims = record.resting if record.kind in OF_CLAIMS else ("",)
        found = (other for claim in claims for other in self._by_key.get((record.key, claim), ()))
        yield from {other.iri: other for other in found}.values()


def _compared(pairs: Iterable[tuple[_Record, _Record]], old: Facts, new: Facts) -> Iterator[WorldChange]:
    for before, after in pairs:
        if before.kind in GAINED and before.key == after.key:
            # A statement or contradiction is there or not; what else it rests on is told of the claims.
            continue
        if aspects := tuple(_aspects(before, after, old, new)):
            change = Change(after.kind, "changed", (before.iri,), (after.iri,), after.label, aspects)
            yield WorldChange(change, before.resting | after.resting, _ends(before) | _ends(after))


def _alone(records: Iterable[_Record], side: int, facts: Facts) -> Iterator[WorldChange]:
    for one in records:
        kind = GAINED.get(one.kind, ("removed", "added"))[side]
        iris: tuple[tuple[str, ...], tuple[str, ...]] = ((one.iri,), ()) if side == 0 else ((), (one.iri,))
        yield WorldChange(Change(one.kind, kind, *iris, one.label), one.resting, _ends(one))


def _ends(record: _Record) -> frozenset[str]:
    return frozenset(one for _, one in record.parties)


def _aspects(before: _Record, after: _Record, old: Facts, new: Facts) -> Iterator[Aspect]:
    for part in ("parties", "attributes"):
        was, now = getattr(before, part), getattr(after, part)
        for name in sorted({name for name, _ in was ^ now}):
            olds, news = ({value for key, value in side if key == name} for side in (was, now))
            yield Aspect(name, _shown(olds - news, old, new), _shown(news - olds, new, old))
    for name in sorted({how for how, _ in before.claims ^ after.claims}):
        olds, news = ({claim for how, claim in side.claims if how == name} for side in (before, after))
        if olds != news:
            yield Aspect("claims", tuple(sorted(olds - news)), tuple(sorted(news - olds)), of=name)


def _shown(values: Iterable[str], facts: Facts, other: Facts) -> tuple[str, ...]:
    return tuple(sorted(_text(value, facts, other) for value in values))


def _text(value: str, facts: Facts, other: Facts) -> str:
    if ":/" not in value:
        return value
    if value.startswith((CKG, EVENT_TYPE)):
        return local_name(value)
    label = facts.label(value)
    return label if label != value else other.label(value)
