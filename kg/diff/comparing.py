"""In which aspects one claim differs between two versions, leaving out what is only called otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.diff.changes import Aspect, Change, Passage
from kg.diff.claims import PLACES, ClaimRecord, Pairs
from kg.diff.facts import Facts
from kg.diff.matching import Pair
from kg.diff.names import Names

__all__ = ["Comparison", "claim_label", "compare_claims", "passage_of", "whole_claim"]

Explained = tuple[str, str]


@dataclass(frozen=True)
class Comparison:
    """What differs between two claims; *explained* are the entities that became others (old, new), told once elsewhere."""

    aspects: tuple[Aspect, ...]
    explained: frozenset[Explained]
    moved: bool


def compare_claims(pair: Pair, names: Names, old: Facts, new: Facts) -> Comparison:
    """Return in what the two claims of *pair* differ."""
    before, after = pair
    explained: set[Explained] = set()
    entities = _Entities(names, old, new, explained)
    aspects = [*_plain(before, after), *entities.compared(before, after)]
    if before.makes and after.makes and names.claim(before.makes) != after.makes:
        aspects.append(Aspect("content", (before.makes,), (after.makes,)))
    elif bool(before.makes) != bool(after.makes):
        aspects.append(Aspect("content", (before.makes,) * bool(before.makes), (after.makes,) * bool(after.makes)))
    places = [(claim.paragraph, claim.start, claim.end) for claim in pair]
    same_place = places[0] == places[1] and before.file == after.file
    return Comparison(tuple(aspects), frozenset(explained), not same_place)


def _plain(old: ClaimRecord, new: ClaimRecord) -> Iterator[Aspect]:
    for name in ("factuality", "type", "voice", "quote"):
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield Aspect(name, (was,) * bool(was), (now,) * bool(now))
    for name in ("factuality", "voice"):
        # A content bears the same as its claim, so that queries need not ask both.
        was, now = (getattr(claim, f"content_{name}") for claim in (old, new))
        if was != now and (was, now) != (getattr(old, name), getattr(new, name)):
            yield Aspect(name, (was,) * bool(was), (now,) * bool(now), of="content")
    if old.dates != new.dates:
        yield Aspect("date", _dates(old), _dates(new))
    if old.quantities != new.quantities:
        yield Aspect("quantity", *_sides(old.quantities, new.quantities))
    for role in sorted({name for name, _ in old.words | new.words}):
        was, now = ({text for name, text in claim.words if name == role} for claim in (old, new))
        if was != now:
            yield Aspect("words", *_sides(was, now), of=role)


def _sides(was: Iterable[str], now: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before, after = set(was), set(now)
    return tuple(sorted(before - after)), tuple(sorted(after - before))


def _dates(claim: ClaimRecord) -> tuple[str, ...]:
    edtf, first, last = claim.dates
    window = first if first == last else f"{first}/{last}"
    return tuple(filter(None, [edtf or window])) if (edtf or first or last) else ()


class _Entities:
    """Compares entities by their names of now; those that became others go to *explained*."""

    def __init__(self, names: Names, old: Facts, new: Facts, explained: set[Explained]) -> None:
        self._names, self._old, self._new, self._explained = names, old, new, explained

    def compared(self, old: ClaimRecord, new: ClaimRecord) -> Iterator[Aspect]:
        for name, was, now in (("source", old.speaker, new.speaker), ("relay", old.relay, new.relay)):
            yield from self._aspect(name, "", {was} - {""}, {now} - {""})
        if old.type != new.type:  # other roles come with another type
            yield from self._aspect("role", "", {one for _, one in old.roles}, {one for _, one in new.roles})
            return
        for role in sorted({name for name, _ in old.roles | new.roles}):
            kind = "place" if role in PLACES else "role"
            yield from self._aspect(kind, role, _of_role(old.roles, role), _of_role(new.roles, role))

    def _aspect(self, name: str, role: str, was: set[str], now: set[str]) -> Iterator[Aspect]:
        before = {self._names.moved(one): one for one in was}
        gone, came = before.keys() - now, now - before.keys()
        links = {(one, other) for one in gone for other in came & self._names.links.get(one, frozenset())}
        self._explained |= links
        gone, came = gone - {one for one, _ in links}, came - {other for _, other in links}
        if gone or came:
            labels = sorted(self._old.label(before[one]) for one in gone), sorted(map(self._new.label, came))
            yield Aspect(name, tuple(labels[0]), tuple(labels[1]), of=role)


def _of_role(roles: Pairs, role: str) -> set[str]:
    return {entity for name, entity in roles if name == role}


def passage_of(claim: ClaimRecord, facts: Facts) -> Passage:
    """Return where *claim* stands, with the label of its speaker."""
    speaker = facts.label(claim.speaker) if claim.speaker else ""
    place = claim.file, claim.paragraph, claim.start, claim.end, claim.quote
    return Passage(*place, claim.iri, claim.type, speaker, claim.factuality, claim.voice)


def claim_label(claim: ClaimRecord, facts: Facts) -> str:
    """Say in one line what *claim* says: "Attack: attacker Red Front; attacked Blue Army; 2014-02-03"."""
    named = sorted((role, facts.label(entity)) for role, entity in claim.roles)
    told = [f"{role} {label}" for role, label in [*named, *sorted(claim.words)]]
    return f"{claim.type}: {'; '.join([*told, *_dates(claim)])}" if told or _dates(claim) else claim.type


def whole_claim(kind: str, claim: ClaimRecord, facts: Facts) -> Change:
    """Return the change of a claim that only one version has."""
    before, after = ((claim.iri,), ()) if kind == "retracted" else ((), (claim.iri,))
    return Change("claim", kind, before, after, claim_label(claim, facts), passages=(passage_of(claim, facts),))
