"""What differs between two versions, statement by statement: the nodes that it touches, and what is only counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.diff.facts import text_of
from kg.diff.lines import differences, graph_of, quads_of
from kg.diff.sides import Side
from kg.namespaces import ONTOLOGY, PROV

__all__ = ["Delta", "read_delta"]

# Every claim of a document names the activity that made it: another registry, and all of these lines differ.
MADE: Final = f" <{PROV}wasGeneratedBy> ".encode()
INFERRED: Final = "/graph/inferred"


@dataclass
class Delta:
    """The statements that only one version has: by "D" (old) or "A" (new), subject and predicate, the values.

    *lines* counts all statements, *inferred* the inferred ones, by the same letters, *ontology* tells whether the
    ontology's graph differs, which is left out here.
    """

    touched: dict[str, dict[str, dict[str, list[str]]]] = field(default_factory=lambda: {"D": {}, "A": {}})
    inferred: Counter[str] = field(default_factory=Counter)
    lines: Counter[str] = field(default_factory=Counter)
    ontology: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing differs."""
        return not self.lines

    def subjects(self) -> list[str]:
        """Return all subjects, sorted."""
        return sorted(self.touched["D"].keys() | self.touched["A"].keys())

    def predicates(self, subject: str) -> set[str]:
        """Return the predicates of *subject* whose values differ."""
        return {*self.touched["D"].get(subject, ()), *self.touched["A"].get(subject, ())}

    def values(self, sign: str, subject: str, predicate: str) -> list[str]:
        """Return the values of *predicate* that only the version of *sign* has, sorted."""
        return sorted(self.touched[sign].get(subject, {}).get(predicate, ()))


def read_delta(old: Side, new: Side) -> Delta:
    """Compare the lines of both sides, and parse those that differ."""
    delta = Delta()
    lines: dict[str, list[bytes]] = {"D": [], "A": []}
    for sign, line in _told(old, new, delta):
        lines[sign].append(line)
    for sign, found in lines.items():
        for quad in quads_of(found):
            subject = delta.touched[sign].setdefault(text_of(quad.subject), defaultdict(list))
            subject[quad.predicate.value].append(text_of(quad.object))
    return delta


def _told(old: Side, new: Side, delta: Delta) -> Iterator[tuple[str, bytes]]:
    for sign, line in differences(old.lines(), new.lines()):
        delta.lines[sign] += 1
        graph = graph_of(line)
        if graph.endswith(INFERRED):
            delta.inferred[sign] += 1
        elif graph == ONTOLOGY:
            delta.ontology = True
        elif MADE not in line:
            yield sign, line
