"""Of which kind a thing is, which decides what its page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.namespaces import CKG
from kg.serve.work.pages.ask import ask

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

__all__ = ["Kind", "kind_of"]

# The class that decides to the page; the first that a thing has.
PAGES: Final = {
    "Claim": "claim",
    "ReportedContent": "content",
    "Document": "document",
    "SharedText": "text",
    "Incident": "incident",
    "Situation": "derived",
    "AcceptedStatement": "derived",
    "Territory": "place",
    "Actor": "actor",
    "InformationSource": "actor",
}
# Classes that others say more exactly.
GENERAL: Final = frozenset(
    {"Actor", "ArmedActor", "Territory", "ReportedContent", "ReportedEvent", "ReportedSituation", "Situation"}
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a thing is: its label, the labels of its classes, the page that shows it (`thing` where none does), notes."""

    label: str
    classes: tuple[str, ...]
    page: str
    notes: tuple[str, ...]


def kind_of(store: Store, node: NamedNode) -> Kind:
    """Return what *node* is."""
    rows = ask(store, "kinds", node)
    ours = {
        row["kind"].removeprefix(CKG): row["kindLabel"] for row in rows if row["kind"] and row["kind"].startswith(CKG)
    }
    told = {name: label for name, label in ours.items() if name not in GENERAL} or ours
    label = next((row["label"] for row in rows if row["label"]), None)
    return Kind(
        label or node.value.rpartition("/")[2],
        tuple(sorted(label or name for name, label in told.items())),
        next((page for name, page in PAGES.items() if name in ours), "thing"),
        tuple(dict.fromkeys(row["note"] for row in rows if row["note"])),
    )
