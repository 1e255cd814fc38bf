"""What is derived from claims, held against what was derived: states, incidents, contradictions, accepted statements.

Their names hang on claims and parties, so they are matched by what they rest on, in names of now: a state whose document was
edited, or whose party was merged with another, is the same state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.diff.changes import Aspect, Change
from kg.diff.delta import Delta
from kg.diff.facts import Facts, local_name
from kg.diff.names import Names
from kg.diff.plain_statements import plain_changes
from kg.diff.records import Pair, Record, gathered, in_names_of_now, match_records, read_records
from kg.namespaces import CKG, EVENT_TYPE

__all__ = ["WorldChange", "world_changes"]

GAINED: Final = {"statement": ("lost", "gained"), "contradiction": ("lost", "gained")}


@dataclass(frozen=True)
class WorldChange:
    """A change with all that may have caused it: claims that it rests or rested on, and its parties, in names of now."""

    change: Change
    claims: frozenset[str]
    parties: frozenset[str]


def world_changes(delta: Delta, names: Names, old: Facts, new: Facts) -> tuple[list[WorldChange], dict[str, str]]:
    """Return what differs in the world layer, by kind and label; and what is there under another name, old to new."""
    nodes = delta.subjects_of("world")
    olds, news = ([in_names_of_now(one, names) for one in read_records(facts, nodes)] for facts in (old, new))
    pairs, gone, came = match_records(olds, news)
    merged, split = gathered(gone, pairs, 1), gathered(came, pairs, 0)
    taken = {one.iri for groups in (merged, split) for ones in groups.values() for one in ones}
    whole = [pair for pair in pairs if pair[1].iri not in merged and pair[0].iri not in split]
    found = [*_compared(whole, old, new), *_regrouped(pairs, merged, split, old, new)]
    for side, left, facts in ((0, gone, old), (1, came, new)):
        found += _alone([one for one in left if one.iri not in taken], side, facts)
    found += [WorldChange(one, frozenset(), frozenset()) for one in plain_changes(delta, old, new)]
    found.sort(key=lambda one: (one.change.subject, one.change.label, one.change.before, one.change.after))
    again = {before.iri: after.iri for before, after in pairs if before.iri != after.iri}
    return found, again | {one.iri: taker for taker, ones in merged.items() for one in ones}


def _compared(pairs: Iterable[tuple[Record, Record]], old: Facts, new: Facts) -> Iterator[WorldChange]:
    for before, after in pairs:
        if before.kind in GAINED and before.key == after.key:
            # A statement or contradiction is there or not; what else it rests on is told of the claims.
            continue
        if aspects := tuple(_aspects(before, after, old, new)):
            change = Change(after.kind, "changed", (before.iri,), (after.iri,), after.label, aspects)
            yield WorldChange(change, before.resting | after.resting, _ends(before) | _ends(after))


def _regrouped(
    pairs: Iterable[Pair], merged: Mapping[str, list[Record]], split: Mapping[str, list[Record]], old: Facts, new: Facts
) -> Iterator[WorldChange]:
    """Yield what took in others, and what others were taken from."""
    for before, after in pairs:
        olds, news = [before, *merged.get(after.iri, ())], [after, *split.get(before.iri, ())]
        if len(olds) + len(news) > 2:
            iris = tuple(one.iri for one in olds), tuple(one.iri for one in news)
            label = " → ".join(" + ".join(one.label for one in side) for side in (olds, news))
            kind = "merged" if len(olds) > 1 else "split"
            change = Change(after.kind, kind, *iris, label, tuple(_aspects(before, after, old, new)))
            everyone = [*olds, *news]
            claims = frozenset(claim for one in everyone for claim in one.resting)
            yield WorldChange(change, claims, frozenset(end for one in everyone for end in _ends(one)))


def _alone(records: Iterable[Record], side: int, facts: Facts) -> Iterator[WorldChange]:
    for one in records:
        kind = GAINED.get(one.kind, ("removed", "added"))[side]
        iris: tuple[tuple[str, ...], tuple[str, ...]] = ((one.iri,), ()) if side == 0 else ((), (one.iri,))
        yield WorldChange(Change(one.kind, kind, *iris, one.label), one.resting, _ends(one))


def _ends(record: Record) -> frozenset[str]:
    return frozenset(one for _, one in record.parties)


def _aspects(before: Record, after: Record, old: Facts, new: Facts) -> Iterator[Aspect]:
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
