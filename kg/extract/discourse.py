"""Remembers who has been named, and finds the antecedent of "it", "they", "the group", "both sides".

A pronoun is resolved inside its paragraph, or to the one before, else it stays unresolved. Preference: the same sentence,
then the sentence before; there the subject of the main clause, then other subjects, then the nearest (Hobbs 1978; centering,
Grosz, Joshi and Weinstein 1995). "The army" and "the rebels" stand for the body of their kind that the document is about, if
there is one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

__all__ = ["Antecedent", "Discourse", "KnownAttack", "Party"]


ARMY = frozenset({"army", "armed", "forces", "force", "military", "defence", "defense"})


REACH = 1_000


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


@dataclass(frozen=True, slots=True)
class KnownAttack:
    """An attack that the report has told: its paragraph, who attacked, and where."""

    paragraph: int
    attackers: tuple[Antecedent, ...]
    places: tuple[Antecedent, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """A named body of a document: canonical name, kind, and how often the document names it."""

    name: str
    kind: str
    count: int


@dataclass
class Discourse:
    """The names so far, in order of the text; `cast` holds the bodies that the whole document names, `home` the adjective of
    the country that it is about, "" if it is about none or several.
    """

    cast: tuple[Party, ...] = ()
    home: str = ""
    named: list[Antecedent] = field(default_factory=list)
    sides: tuple[Antecedent, ...] = ()
    issuers: tuple[Antecedent, ...] = ()
    strikers: dict[str, dict[str, Antecedent]] = field(default_factory=dict)
    attack: KnownAttack | None = None

    def add(self, antecedent: Antecedent) -> None:
        """Remember one more name."""
        self.named.append(antecedent)

    def leading(self, kinds: Collection[str], called: str = "") -> Party | None:
        """Return the one body of *kinds* that the document is about: named at least thrice, and twice as often as any other.

        Of those *called* "army", only what has a name of an army counts; one naming is enough for it.
        """
        fit = [p for p in self.cast if p.kind in kinds and (not called or ARMY & set(p.name.lower().split()))]
        first, *rest = sorted(fit, key=lambda p: -p.count)[:2] or (None,)
        if first is None or not (called or first.count > 2):
            return None
        return first if all(first.count >= 2 * other.count for other in rest) else None

    def find(
        self,
        since: int,
        before: int,
        sentence: int,
        *,
        kinds: Collection[str],
        exclude: Collection[str] = (),
        singular: bool = False,
    ) -> Antecedent | None:
        """Return the best antecedent of one of *kinds* that starts from offset *since* up to *before*, or None.

        Nobody is taken up from beyond the last `REACH` namings.
        """
        fit = [
            a
            for a in self.named[-REACH:]
            if since <= a.start < before
            and a.kind in kinds
            and a.name not in exclude
            and not (singular and a.plural)
            and not (a.kind == "Population" and a.plural is singular)
        ]
        return max(fit, key=lambda a: (a.paragraph, _rank(a, sentence), a.start), default=None)


def _rank(antecedent: Antecedent, sentence: int) -> float:
    distance = sentence - antecedent.sentence
    return antecedent.prominence - 2.5 * distance
