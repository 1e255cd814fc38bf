"""The things that are derived from claims, as a version has them: read, put in names of now, and matched.

Their names hang on claims and parties, so they are matched by what they rest on, in names of now: a state whose document was
edited, or whose party was merged with another, is the same state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from kg.diff.facts import Facts, local_name, text_of
from kg.diff.names import Names
from kg.namespaces import CKG, ORG, PROV, RDF, RDFS

__all__ = ["Pair", "Record", "gathered", "in_names_of_now", "match_records", "read_records"]

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
# What is nothing but the claims that it gathers.
OF_CLAIMS: Final = ("incident", "contradiction")
# What a thing is by; the rest may change.
IDENTITY: Final = frozenset({"office", "statementPredicate", "contradictionReason"})


@dataclass(frozen=True)
class Record:
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


Pair: TypeAlias = tuple[Record, Record]


def read_records(facts: Facts, nodes: Iterable[str]) -> list[Record]:
    """Return those of *nodes* that are records, in names of this version."""
    return [record for node in nodes if (record := _read(facts, node))]


def _read(facts: Facts, node: str) -> Record | None:
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
    return Record(node, kind, local_name(found[0]), *parts, _label(facts, node, kind))


def _label(facts: Facts, node: str, kind: str) -> str:
    if kind == "statement":
        ends = [facts.label(facts.value(node, CKG + name)) for name in ("statementSubject", "statementObject")]
        return f"{ends[0]} {local_name(facts.value(node, CKG + 'statementPredicate'))} {ends[1]}"
    if kind == "contradiction":
        return local_name(facts.value(node, CKG + "contradictionReason"))
    return facts.label(node)


def in_names_of_now(record: Record, names: Names) -> Record:
    claims = frozenset((how, names.claim(claim)) for how, claim in record.claims)
    return replace(record, claims=claims, parties=frozenset((how, names.same(one)) for how, one in record.parties))


def match_records(olds: Iterable[Record], news: Iterable[Record]) -> tuple[list[Pair], list[Record], list[Record]]:
    """Pair records of one thing, those that share most first; return also those without a partner on either side."""
    left, right = {one.iri: one for one in olds}, {one.iri: one for one in news}
    pairs = [(left.pop(iri), right.pop(iri)) for iri in sorted(left.keys() & right.keys())]
    likely = _Likely(right.values())
    ranked = sorted(_rank(one, other) for one in left.values() for other in likely.of(one))
    for _, _, old, new in ranked:
        if old in left and new in right:
            pairs.append((left.pop(old), right.pop(new)))
    return pairs, list(left.values()), list(right.values())


def _rank(one: Record, other: Record) -> tuple[int, int, str, str]:
    """Return what the likest pairs have least of: first claims in common, then parties and attributes."""
    alike = len(one.parties & other.parties) + len(one.attributes & other.attributes)
    return -len(one.resting & other.resting), -alike, one.iri, other.iri


class _Likely:
    """Finds the records that may be one with a given one: those with its key, and of OF_CLAIMS, with a claim in common."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._by_key: defaultdict[object, list[Record]] = defaultdict(list)
        for record in records:
            for claim in record.resting if record.kind in OF_CLAIMS else ("",):
                self._by_key[record.key, claim].append(record)

    def of(self, record: Record) -> Iterator[Record]:
        claims = record.resting if record.kind in OF_CLAIMS else ("",)
        found = (other for claim in claims for other in self._by_key.get((record.key, claim), ()))
        yield from {other.iri: other for other in found}.values()


def gathered(alone: Iterable[Record], pairs: Iterable[Pair], side: int) -> dict[str, list[Record]]:
    """Return which records of *alone* most claims of which rest on the other *side* of a pair now: what it took in, by its IRI.

    Of states, only with the same parties: one claim may tell of several states.
    """
    by_claim: defaultdict[str, list[Record]] = defaultdict(list)
    for pair in pairs:
        for claim in pair[side].resting:
            by_claim[claim].append(pair[side])
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for one in alone:
        takers = {
            taker.iri: taker
            for claim in sorted(one.resting)
            for taker in by_claim.get(claim, ())
            if _may_take(taker, one)
        }
        for taker in takers.values():
            if 2 * len(one.resting & taker.resting) > len(one.resting):
                found[taker.iri].append(one)
                break
    return found


def _may_take(taker: Record, one: Record) -> bool:
    return taker.kind == one.kind and (one.kind == "incident" or (one.kind == "state" and taker.key == one.key))
