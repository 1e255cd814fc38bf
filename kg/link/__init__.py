"""Links the names of a document's claims to entities: the registry's, or the document's own.

1. The lexicon is narrowed to the document: this settles homonyms and generic names, or leaves them ambiguous.
2. A mention's name is looked up among the entries that its role allows; an ambiguous name is linked to none of them.
3. What is not found is an entity of the document alone. So is a description without a name ("moderate rebel factions"),
   even where the registry has it: the registry then gives its label, but two documents need not mean the same people.
4. A place is put where the text puts it: in a larger one, near another, in a part of it (`kg.link.nesting`).
5. The speaker is the claim's source; where there is none, the publisher, else the author, else an unnamed publisher.

Pure and deterministic: the order of the claims changes nothing but the order of the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.extract.names import NameIndex
from kg.identifiers import local_iri
from kg.lexicon import Lexicon
from kg.lexicon.kinds import Family
from kg.link.candidates import find_entry
from kg.link.local import Draft, draft_local, settle
from kg.link.nesting import nest_places
from kg.model import Claim, Document, Entity, LinkedClaim, Mention, Role, Voice
from kg.namespaces import DATA

__all__ = ["LinkedDocument", "link_document", "link_with_masthead"]

NAMED_FORCES: Final = frozenset({"ArmedGroup", "Coalition", "StateForce"})
TALKING: Final = frozenset({"Negotiation", "Exclusion"})
NAMELESS: Final = "UnidentifiedArmedActor"
UNNAMED_COMMENTER: Final = "unnamed commenter"


@dataclass(frozen=True, slots=True)
class LinkedDocument:
    """The linked claims of a document, its publisher and authors as entities, and how it spells the names of armed actors.

    Spellings: for each registered armed actor and each way to write its name, the first place, in the order of the text.
    """

    claims: tuple[LinkedClaim, ...]
    publisher: Entity | None
    authors: tuple[Entity, ...]
    spellings: tuple[tuple[Mention, Entity], ...] = ()


Drafts = tuple[tuple[Draft, ...], Draft, Draft | None]


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
    narrowed = lexicon.in_context(document.text)
    drafts = [_draft_claim(document, claim, narrowed, base) for claim in claims]
    publisher = _byline(document, document.publisher, "InformationSource", narrowed, base)
    authors = _byline(document, document.author, "Person", narrowed, base)
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
    return LinkedDocument(nest_places(linked, base), published_by, names[1], tuple(_spellings(document, narrowed)))


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


def _byline(document: Document, names: str | None, kind: str, lexicon: Lexicon, base: str) -> tuple[Draft, ...]:
    parts = [name.strip() for name in (names or "").split(";")] if kind == "Person" else [names or ""]
    mentions = [Mention(Role.SOURCE, name, kind=kind) for name in parts if name]
    return tuple(_draft(document.key, mention, "", lexicon, base) for mention in mentions)


def _draft_claim(document: Document, claim: Claim, lexicon: Lexicon, base: str) -> Drafts:
    mentions = tuple(_draft(document.key, mention, claim.type, lexicon, base) for mention in claim.mentions)
    relay = _named(claim, Role.RELAY, claim.relayed_by) if claim.relayed_by else None
    return (
        mentions,
        _speaker(document, claim, lexicon, base),
        _draft(document.key, relay, claim.type, lexicon, base) if relay else None,
    )


def _speaker(document: Document, claim: Claim, lexicon: Lexicon, base: str) -> Draft:
    if claim.source:
        said_by = _named(claim, Role.SOURCE, claim.source)
    elif claim.voice is Voice.COMMENT:
        said_by = Mention(Role.SOURCE, UNNAMED_COMMENTER, kind="InformationSource")
    elif document.publisher:
        said_by = Mention(Role.SOURCE, document.publisher, kind="InformationSource")
    elif document.author:
        said_by = Mention(Role.SOURCE, document.author.split(";")[0].strip(), kind="Person")
    else:
        return _unnamed_publisher(document, base)
    return _draft(document.key, said_by, claim.type, lexicon, base)


def _named(claim: Claim, role: Role, name: str) -> Mention:
    """Return the claim's mention of *name* in *role*, or one without a span: it may know the kind."""
    return next((m for m in claim.mentions if m.role is role and m.name == name), Mention(role, name))


def _unnamed_publisher(document: Document, base: str) -> Draft:
    iri = local_iri(document.key, "source", "publisher", base)
    return Draft(Entity(iri, "InformationSource", f"unnamed publisher of {document.name}", False), stated=True)


def _draft(key: str, mention: Mention, claim_type: str, lexicon: Lexicon, base: str) -> Draft:
    if mention.role is Role.INSTRUMENT:
        return Draft(Entity(local_iri(key, "instrument", mention.name, base), "", mention.name, False))
    entry = find_entry(mention.name, _families(mention.role, claim_type), mention.kind, lexicon)
    if entry is None:
        return draft_local(key, mention, base)
    if entry.kind == NAMELESS:
        return draft_local(key, replace(mention, name=entry.label, kind=NAMELESS), base)
    return Draft(Entity(entry.iri, entry.kind, entry.label, True), stated=True)


def _families(role: Role, claim_type: str) -> tuple[Family, ...]:
    if role is Role.LOCATION:
        return (Family.PLACE,)
    if role is not Role.RECIPIENT:
        return (Family.AGENT,)
    if claim_type in TALKING:
        return (Family.TALKS, Family.AGENT)
    return (Family.AGENT, Family.PLACE, Family.TALKS)
