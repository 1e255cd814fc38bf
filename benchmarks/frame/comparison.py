"""What a benchmark gives: comparisons, as plain data that goes through JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from kg.evaluate import Table

__all__ = ["Better", "Comparison", "Row", "bound", "from_json", "missing", "to_json"]

Better = Literal["less", "more"]


@dataclass(frozen=True, slots=True)
class Row:
    """One way with its version ("rdflib 7.6.0") and its value, or *why_not*; *note* is what else is to be said of it.

    What *is_missing* is not installed. What *is_bound* is no program: the best that there can be, a limit, or an expectation.
    """

    who: str
    version: str = ""
    value: float | None = None
    note: str = ""
    why_not: str = ""
    is_missing: bool = False
    is_bound: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ours beside its peers, by one measure on one set of data.

    *name* is lower case with hyphens, and names the chart; *measured* says of what the values, in *unit*, are; *size* is that
    of the data. *means* is one sentence, which holds whatever the values are. *others* are shown, and take no part in the
    ratio: further ways of ours, or peers that are asked for less. *details* stand below.
    """

    name: str
    title: str
    measured: str
    unit: str
    size: str
    better: Better
    means: str
    ours: Row
    peers: tuple[Row, ...]
    others: tuple[Row, ...] = ()
    details: tuple[Table, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return all rows, ours first."""
        return (self.ours, *self.others, *self.peers)

    @property
    def best_peer(self) -> Row | None:
        """Return the peer with the best value, the first of equals; None where none has one."""
        valued = [(row.value, row) for row in self.peers if row.value is not None]
        best = min if self.better == "less" else max
        return best(valued, key=lambda pair: pair[0])[1] if valued else None

    @property
    def ratio(self) -> float | None:
        """Return how many times better ours is than the best peer, below 1 where it is worse; None where one has no value."""
        peer = self.best_peer
        return None if peer is None else self.ratio_to(peer)

    def ratio_to(self, row: Row) -> float | None:
        """Return how many times better ours is than *row*; None where one has no value, or 0."""
        if not row.value or not self.ours.value:
            return None
        return row.value / self.ours.value if self.better == "less" else self.ours.value / row.value


def missing(who: str, how: str) -> Row:
    """Return the row of a peer that is not installed; *how* says what brings it."""
    return Row(who, why_not=f"not installed; {how}", is_missing=True)


def bound(what: str, value: float) -> Row:
    """Return the row of what the values are held against where nobody else does the same."""
    return Row(what, value=value, is_bound=True)


def to_json(comparison: Comparison) -> dict[str, Any]:
    """Return *comparison* as JSON has it."""
    return asdict(comparison)


def from_json(found: Mapping[str, Any]) -> Comparison:
    """Return the comparison that `to_json` has written."""
    rows = {key: tuple(Row(**row) for row in found[key]) for key in ("peers", "others")}
    details = tuple(_table(**table) for table in found["details"])
    return Comparison(**{**found, **rows, "ours": Row(**found["ours"]), "details": details})


def _table(title: str, note: str, header: list[str], rows: list[list[str]]) -> Table:
    return Table(title, note, tuple(header), tuple(map(tuple, rows)))
