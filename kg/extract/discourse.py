"""Remembers who has been named, and finds the antecedent of "it", "they", "the group", "both sides".

A pronoun is resolved inside its paragraph, or to the one before, else it stays unresolved. Preference: the same sentence,
then the sentence before; there the subject of the main clause, then other subjects, then the nearest (Hobbs 1978; centering,
Grosz, Joshi and Weinstein 1995).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

__all__ = ["Antecedent", "Discourse"]


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Somebody named: canonical name, kind, position, prominence, number, paragraph and sentence.

    Prominence is 2 for the subject of a sentence's main clause, 1 for other subjects, else 0.
    """

    name: str
    kind: str
    start: int
    prominence: int
    plural: bool
    paragraph: int
    sentence: int


@dataclass
class Discourse:
    """The names so far, in order of the text."""

    named: list[Antecedent] = field(default_factory=list)
    sides: tuple[Antecedent, ...] = ()
    issuers: tuple[Antecedent, ...] = ()

    def add(self, antecedent: Antecedent) -> None:
        """Remember one more name."""
        self.named.append(antecedent)

    def find(
        self,
        before: int,
        paragraph: int,
        sentence: int,
        *,
        kinds: Collection[str],
        exclude: Collection[str] = (),
        singular: bool = False,
    ) -> Antecedent | None:
        """Return the best antecedent of one of *kinds* that starts before offset *before*, or None."""
        fit = [
            a
            for a in self.named
            if a.start < before
            and a.paragraph >= paragraph - 1
            and a.kind in kinds
            and a.name not in exclude
            and not (singular and a.plural)
        ]
        return max(fit, key=lambda a: (a.paragraph, _rank(a, sentence), a.start), default=None)


def _rank(antecedent: Antecedent, sentence: int) -> float:
    distance = sentence - antecedent.sentence
    return antecedent.prominence - 2.5 * distance
