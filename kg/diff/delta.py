"""What differs between two versions, statement by statement: the nodes that it touches, and what is only counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from kg.diff.lines import Statement, differences, statement_of
from kg.diff.sides import Side
from kg.namespaces import CKG, DATA, OA, ONTOLOGY, PROV

__all__ = ["INFERRED", "Delta", "Touched", "read_delta"]

# How a version was built, and not what it says. Every claim names the activity that made it, and that the digest of the
# registry: with one more row of it, all of these lines differ.
MADE: Final = f"<{PROV}wasGeneratedBy>".encode()
MAKERS: Final = tuple(f"<{DATA}{kind}/".encode() for kind in ("activity", "software", "lexicon"))
INFERRED: Final = "/graph/inferred"
# What a node is, where one of its own predicates tells: it need not be looked up as anything else.
OWN: Final = {
    "claim": (CKG, "claims eventType paragraphNumber quantityKind"),
    "mention": (CKG, "surfaceForm mentionStart"),
    "document": (CKG, "fileName"),
    "world": (CKG, "reportOf standing statementSubject incidentType contradictionReason"),
}
OF_ROOM: Final = {
    **{space + name: room for room, (space, names) in OWN.items() for name in names.split()},
    **{OA + name: "claim" for name in ("hasSelector", "exact", "start")},
}
Touched = dict[str, dict[str, list[str]]]


@dataclass
class Delta:
    """The statements that only one version has, by "D" (old) or "A" (new).

    *ontology* are those of the ontology's graph; *provenance* counts those of how the version was built. Neither are among
    *statements*.
    """

    statements: dict[str, list[Statement]] = field(default_factory=lambda: {"D": [], "A": []})
    ontology: dict[str, list[Statement]] = field(default_factory=lambda: {"D": [], "A": []})
    provenance: Counter[str] = field(default_factory=Counter)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing differs."""
        return not (any(self.statements.values()) or any(self.ontology.values()) or self.provenance)

    @cached_property
    def touched(self) -> dict[str, Touched]:
        """Return the values that only one version has, by subject and predicate, without what is inferred."""
        return {sign: _touched(found) for sign, found in self.statements.items()}

    def counts(self, sign: str) -> tuple[int, int]:
        """Return how many statements only the version of *sign* has, and how many of them are inferred."""
        found = self.statements[sign]
        inferred = sum(one.graph.endswith(INFERRED) for one in found)
        return len(found) + len(self.ontology[sign]) + self.provenance[sign], inferred

    def subjects(self) -> list[str]:
        """Return all subjects, sorted."""
        return self._subjects

    @cached_property
    def _subjects(self) -> list[str]:
        return sorted(self.touched["D"].keys() | self.touched["A"].keys())

    def subjects_of(self, room: str) -> list[str]:
        """Return the subjects that may be of *room* (`claim` with its parts, `world`, `row`), as far as what differs tells."""
        return [one for one in self.subjects() if self._rooms(one) <= {room}]

    def _rooms(self, subject: str) -> set[str]:
        found = (self.touched[sign].get(subject, ()) for sign in "DA")
        return {OF_ROOM[one] for predicates in found for one in predicates if one in OF_ROOM}

    def predicates(self, subject: str) -> set[str]:
        """Return the predicates of *subject* whose values differ."""
        return {*self.touched["D"].get(subject, ()), *self.touched["A"].get(subject, ())}

    def values(self, sign: str, subject: str, predicate: str) -> list[str]:
        """Return the values of *predicate* that only the version of *sign* has, sorted."""
        return sorted(self.touched[sign].get(subject, {}).get(predicate, ()))


def _touched(statements: Iterable[Statement]) -> Touched:
    found: Touched = {}
    for one in statements:
        if not one.graph.endswith(INFERRED):
            found.setdefault(one.subject, defaultdict(list))[one.predicate].append(one.value)
    return found


def read_delta(old: Side, new: Side) -> Delta:
    """Compare the lines of both sides, and parse those that differ."""
    delta = Delta()
    for sign, line in differences(old.lines(), new.lines()):
        if line.startswith(MAKERS) or line.split(b" ", 2)[1] == MADE:
            delta.provenance[sign] += 1
            continue
        one = statement_of(line)
        (delta.ontology if one.graph == ONTOLOGY else delta.statements)[sign].append(one)
    return delta
