"""What the views write, as plain data: a claim with all that stands around it, a thing, a document, one kind of world row."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "ClaimRow",
    "Difference",
    "DocumentRow",
    "Evidence",
    "IncidentRow",
    "Position",
    "Quantity",
    "Report",
    "RoleRow",
    "Thing",
    "WorldRow",
]


@dataclass(frozen=True, slots=True)
class Thing:
    """An actor, a place, talks: whatever fills a role or speaks. *kinds* are its most specific classes, by local name."""

    iri: str
    label: str
    kinds: tuple[str, ...] = ()
    is_place: bool = False

    @property
    def kind(self) -> str:
        return " ".join(self.kinds)


@dataclass(frozen=True, slots=True)
class RoleRow:
    """Who or what is said to stand in the role *name*, a property of the content, by its short name."""

    name: str
    thing: Thing


@dataclass(frozen=True, slots=True)
class Quantity:
    iri: str
    kind: str
    text: str
    value: str
    minimum: str
    maximum: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say it: in which document, from which character to which; None where a graph does not say.

    *place* is the element, page or line of a file that is no plain text, *page* its number where it is a page.
    """

    iri: str
    document: str
    quote: str
    start: int | None
    end: int | None
    place: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document; *supplied* are the properties that the file *supplied_by* states beside it, by their IRIs."""

    iri: str
    label: str
    title: str
    file: str
    issued: str
    format: str
    sha256: str
    language: str
    url: str
    publisher: Thing | None
    authors: tuple[Thing, ...]
    supplied: tuple[str, ...] = ()
    supplied_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One claim and what it claims; "" where nothing is told. *type* is the event type, *details* plain words by property."""

    iri: str
    document: DocumentRow | None
    paragraph: str
    paragraph_number: int | None
    speaker: Thing | None
    relayed_by: Thing | None
    factuality: str
    voice: str
    content: str
    type: str
    event_type: str
    roles: tuple[RoleRow, ...]
    details: tuple[tuple[str, str], ...]
    claimed: str
    edtf: str
    not_before: str
    not_after: str
    attested_on: str
    quantities: tuple[Quantity, ...]
    evidence: tuple[Evidence, ...]

    @property
    def quote(self) -> str:
        """The words of the first evidence."""
        return self.evidence[0].quote if self.evidence else ""

    @property
    def where(self) -> str:
        """The document and paragraph, as people cite them."""
        name = (self.document.file or self.document.label) if self.document else ""
        return f"{name} ¶{self.paragraph_number}" if self.paragraph_number is not None else name

    @property
    def title(self) -> str:
        """What it is in words that never let it pass for a fact: "Denied: Allegiance, says Al-Nusra Front"."""
        speaker = self.speaker.label if self.speaker else "nobody named"
        return f"{self.factuality or 'Unsaid how surely'}: {self.type}, says {speaker}"


@dataclass(frozen=True, slots=True)
class WorldRow:
    """A node of the world layer, an incident or a state or a statement: its values by short property name, in order."""

    iri: str
    kind: str
    label: str
    values: dict[str, tuple[str, ...]]

    def one(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")


@dataclass(frozen=True, slots=True)
class Report:
    """A claim in an incident: *part* is `report`, or `dissent` where it says that nothing of the kind happened."""

    claim: str
    part: str
    factuality: str
    voice: str
    speaker: Thing | None


@dataclass(frozen=True, slots=True)
class Position:
    """What some of the reports say on a matter, in words, and their claims."""

    iri: str
    label: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A matter on which the reports of an incident differ, and who says what."""

    iri: str
    label: str
    matter: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident with how surely each of its reports says it, who denies it, and on what they differ."""

    node: WorldRow
    reports: tuple[Report, ...]
    differences: tuple[Difference, ...]

    @property
    def factualities(self) -> tuple[str, ...]:
        """The factuality of every report, dissent too, each once."""
        return tuple(sorted({report.factuality or "Unsaid" for report in self.reports}))

    @property
    def title(self) -> str:
        """What it is in words that never let it pass for a fact: "Asserted 2, Denied 1: Attack: Red Front, Ner"."""
        found = [report.factuality or "Unsaid" for report in self.reports]
        told = ", ".join(f"{name} {found.count(name)}" for name in self.factualities)
        return f"{told or 'Reported by nobody'}: {self.node.label}"

    def speakers(self, part: str) -> str:
        """Return by name who speaks in the reports of this *part*."""
        return "; ".join(sorted({r.speaker.label for r in self.reports if r.part == part and r.speaker}))
