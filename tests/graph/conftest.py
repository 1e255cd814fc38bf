"""A small document, and a way to write linked claims of it in one line."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kg.identifiers import claim_id, local_iri, registered_iri, sha256_hex
from kg.model import (
    Claim,
    Document,
    Entity,
    Factuality,
    Interval,
    LinkedClaim,
    Mention,
    Paragraph,
    ParagraphRole,
    Quantity,
    Role,
    Voice,
)

TEXT = "Front moves on\n\nThe Red Front took Hilltown and parts of Lakeland from the Blue Army.\n\nNo claim here.\n"
KINDS = {
    "Hilltown": "PopulatedPlace",
    "Lakeland": "Province",
    "Geneva talks": "Talks",
    "Ali": "Person",
    "crowd": "Population",
}
ROLES = {"actors": Role.ACTOR, "recipients": Role.RECIPIENT, "locations": Role.LOCATION, "instruments": Role.INSTRUMENT}


def make_document(name: str = "report.txt") -> Document:
    starts = [TEXT.index(block) for block in TEXT.strip().split("\n\n")]
    roles = (ParagraphRole.TITLE, ParagraphRole.BODY, ParagraphRole.BODY)
    paragraphs = tuple(
        Paragraph(number, role, start, start + len(block), block)
        for number, (role, start, block) in enumerate(zip(roles, starts, TEXT.strip().split("\n\n"), strict=True), 1)
    )
    digest = sha256_hex((name + TEXT).encode())
    key = f"{name.split('.')[0]}-{digest[:8]}"
    return Document(name, key, digest, "text/plain", TEXT, paragraphs, title="Front moves on", issued="2014-02-12")


def entity(name: str, document: Document) -> Entity:
    kind = KINDS.get(name, "ArmedGroup")
    if name.islower():
        return Entity(local_iri(document.key, "actor", name), KINDS.get(name, "UnidentifiedArmedActor"), name, False)
    return Entity(
        registered_iri("place" if kind in ("PopulatedPlace", "Province") else "group", name), kind, name, True
    )


def mention(role: Role, name: str, *, side: int | None = None, territory: bool = False) -> Mention:
    start = TEXT.find(name)
    if start < 0:
        return Mention(role, name, side=side, territory=territory)
    return Mention(role, name, name, start, start + len(name), side=side, territory=territory)


@dataclass(frozen=True)
class Maker:
    """Makes linked claims of one document; names in `territories` are locations that change hands."""

    document: Document

    def __call__(
        self,
        claim_type: str,
        *,
        territories: tuple[str, ...] = (),
        said_by: str = "Gazette",
        factuality: str = "asserted",
        voice: str = "report",
        when: tuple[str | None, str | None] = (None, None),
        quantities: tuple[Quantity, ...] = (),
        sides: tuple[int, ...] = (),
        **names: tuple[str, ...],
    ) -> LinkedClaim:
        mentions = [mention(ROLES[role], name) for role, found in names.items() for name in found]
        mentions += [mention(Role.LOCATION, name, territory=True) for name in territories]
        if sides:
            mentions = [mention(m.role, m.name, side=side) for m, side in zip(mentions, sides, strict=True)]
        paragraph = self.document.paragraph(2)
        given = (*mentions, Mention(Role.SOURCE, f"{said_by} {factuality} {voice} {when}"))
        claim = Claim(
            id=claim_id(
                self.document.key, paragraph.text, paragraph.start, paragraph.end, claim_type, given, paragraph.start
            ),
            document=self.document.name,
            document_key=self.document.key,
            paragraph=2,
            start=paragraph.start,
            end=paragraph.end,
            quote=paragraph.text,
            type=claim_type,
            mentions=tuple(mentions),
            time=Interval(not_before=when[0], not_after=when[1]),
            factuality=Factuality(factuality),
            voice=Voice(voice),
            quantities=quantities,
        )
        entities = tuple(entity(m.name, self.document) for m in mentions)
        return LinkedClaim(
            claim, entities, Entity(registered_iri("source", said_by), "InformationSource", said_by, True)
        )


@pytest.fixture
def document() -> Document:
    return make_document()


@pytest.fixture
def claim(document: Document) -> Maker:
    return Maker(document)


@pytest.fixture
def other_claim() -> Maker:
    return Maker(make_document("other.txt"))
