"""Which things of a dataset to look at first: a claim, an actor, an event, a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.namespaces import CKG

if TYPE_CHECKING:
    from kg.export.describe.survey import Survey

__all__ = ["base_of", "examples_of"]

# One of each line, by the first class that is there.
_KINDS: Final = (
    ("Claim",),
    ("ArmedGroup", "Coalition", "StateForce", "Person", "Actor"),
    ("Incident", "ReportedEvent", "ReportedContent"),
    ("Document",),
)


def examples_of(survey: Survey) -> tuple[str, ...]:
    """Return the first claim, actor, event and document in canonical order; of other data, one of the three largest classes."""
    first = survey.first
    found = [next((first[CKG + name] for name in names if CKG + name in first), None) for names in _KINDS]
    if not any(found):
        largest = sorted((kind for kind in first), key=lambda kind: (-survey.classes[kind], kind))[:3]
        found = [first[kind] for kind in largest]
    return tuple(dict.fromkeys(node for node in found if node))


def base_of(survey: Survey) -> str | None:
    """Return what the IRIs of the claims' dataset begin with; None where it has no claim of ours."""
    claim = survey.first.get(CKG + "Claim", "")
    before, room, _ = claim.rpartition("claim/")
    return before if room else None
