"""Gathers over all documents the names that the registry does not decide, for an analyst to decide."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kg.lexicon import name_key
from kg.link.candidates import without_article
from kg.link.decide import Decision
from kg.model import Candidate

__all__ = ["Undecided", "undecided_names"]

# Who speaks to a reporter under a description is nobody to be registered.
NEVER_REGISTERED: Final = frozenset({"", "Population", "Talks", "UnidentifiedArmedActor"})


@dataclass(frozen=True, slots=True)
class Undecided:
    """Names of one key and kind that no registry row bears: their spellings, most frequent first, and the file names of the
    documents that have them, sorted; the registered things that they may be, best first.
    """

    key: str
    kind: str
    names: tuple[str, ...]
    documents: tuple[str, ...]
    candidates: tuple[Candidate, ...]


def undecided_names(decisions: Mapping[str, Iterable[Decision]]) -> list[Undecided]:
    """Return what is undecided in *decisions*, by file name: with candidates first, then named by most documents, then by key.

    Descriptions in lower case are left out: they name nobody.
    """
    groups: defaultdict[tuple[str, str], list[tuple[str, Decision]]] = defaultdict(list)
    for document, found in decisions.items():
        for decision in found:
            name = without_article(decision.fuller or decision.name)
            if not decision.registered and name[:1].isupper() and decision.kind not in NEVER_REGISTERED:
                groups[name_key(name), decision.kind].append((document, decision))
    gathered = [_gathered(key, kind, group) for (key, kind), group in groups.items()]
    return sorted(gathered, key=lambda u: (not u.candidates, -len(u.documents), u.key, u.kind))


def _gathered(key: str, kind: str, group: list[tuple[str, Decision]]) -> Undecided:
    spelled = Counter(without_article(decision.fuller or decision.name) for _, decision in group)
    offered: dict[str, Candidate] = {}
    for candidate in (c for _, decision in group for c in decision.candidates):
        offered[candidate.iri] = max(
            candidate, offered.get(candidate.iri, candidate), key=lambda c: (c.score, c.reason)
        )
    return Undecided(
        key,
        kind,
        tuple(sorted(spelled, key=lambda name: (-spelled[name], name))),
        tuple(sorted({document for document, _ in group})),
        tuple(sorted(offered.values(), key=lambda c: (-c.score, c.iri))),
    )
