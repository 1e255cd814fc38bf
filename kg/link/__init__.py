"""Links the names of a document's claims to entities: the registry's, or the document's own.

1. Each name is decided (`kg.link.decide`): by equal names and keys, by its fuller form in the document, else by nothing.
2. A place is put where the text puts it: in a larger one, near another, in a part of it (`kg.link.nesting`).
3. The speaker is the claim's source; where there is none, the publisher, else the author, else an unnamed publisher.

Pure and deterministic: the order of the claims changes nothing but the order of the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.extract.names import NameIndex
from kg.lexicon import Lexicon
from kg.link.decide import Decider, Decision
from kg.link.local import settle
from kg.link.nesting import nest_places
from kg.model import Claim, Document, Entity, LinkedClaim, Mention, Role
from kg.namespaces import DATA

__all__ = ["Decision", "LinkedDocument", "link_document", "link_with_masthead"]

NAMED_FORCES: Final = frozenset({"ArmedGroup", "Coalition", "StateForce"})


@dataclass(frozen=True, slots=True)
class LinkedDocument:
    """The linked claims of a document, its publisher and authors as entities, and how it spells the names of armed actors.

    Spellings: for each registered armed actor and each way to write its name, the first place, in the order of the text.
    Decisions: for each name of the claims what it stands for, and why, by name.
    """

    claims: tuple[LinkedClaim, ...]
    publisher: Entity | None
    authors: tuple[Entity, ...]
    spellings: tuple[tuple[Mention, Entity], ...] = ()
    decisions: tuple[Decision, ...] = ()


def link_document(
    document: Document, claims: Sequence[Claim], lexicon: Lexicon, base: str = DATA
) -> tuple[LinkedClaim, ...]:
    """Return *claims* in their order with the entities of their mentions (in the mentions' order), speaker and relay.

    No claims give (). An instrument is a literal, not a thing: its entity has the kind "" and only holds the place.
    Registered entities keep the IRIs of the registry; *base* is for those of the document.
    """
    return link_with_masthead(document, claims, lexicon, base).claims


def link_with_masthead(
    document: Document, claims: Sequence[Claim], lexicon: Lexicon, base: str = DATA
) -> LinkedDocument:
    """Link *claims* as `link_document` does, together with the publisher and the authors that the document names.

    One name is one entity in both. Authors are parted by "; " in `Document.author`, and keep their order.
    """
    decider = Decider(document, claims, lexicon, base)
    drafts = [decider.claim(claim) for claim in claims]
    publisher = decider.byline(document.publisher, "InformationSource")
    authors = decider.byline(document.author, "Person")
    settled = settle(
        draft
        for part in (*((*m, speaker, relay) for m, speaker, relay in drafts), publisher, authors)
        for draft in part
        if draft
    )
    names = [tuple(settled[draft.entity.iri] for draft in part) for part in (publisher, authors)]
    published_by = next(iter(names[0]), None)
    linked = tuple(
        LinkedClaim(
            claim,
            tuple(settled[draft.entity.iri] for draft in mentions),
            settled[speaker.entity.iri],
            settled[relay.entity.iri] if relay else None,
            published_by,
            document.issued,
        )
        for claim, (mentions, speaker, relay) in zip(claims, drafts, strict=True)
    )
    return LinkedDocument(
        nest_places(linked, lexicon, base),
        published_by,
        names[1],
        tuple(_spellings(document, decider.lexicon)),
        tuple(sorted(decider.decisions, key=lambda d: (d.name, d.iri, d.kind))),
    )


def _spellings(document: Document, lexicon: Lexicon) -> Iterator[tuple[Mention, Entity]]:
    index, seen = NameIndex(lexicon), set[tuple[str, str]]()
    # Paragraph by paragraph: no name runs on over a blank line.
    for name in (n for p in document.paragraphs for n in index.find(p.text, p.start)):
        entry = name.entries[0] if len(name.entries) == 1 else None
        if entry is None or entry.kind not in NAMED_FORCES or (entry.iri, name.text) in seen:
            continue
        seen.add((entry.iri, name.text))
        mention = Mention(Role.ACTOR, entry.label, name.text, name.start, name.end, entry.kind)
        yield mention, Entity(entry.iri, entry.kind, entry.label, True)
