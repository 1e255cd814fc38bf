"""One document and its linked claims as the quads of the document's own graph.

1. the document, its paragraphs, its publisher and author, and the activity that made the claims;
2. per claim: who says it and how surely, the content that it claims, and the evidence (Web Annotation selectors);
3. one mention per span of words that names or describes an entity (a pronoun is no way to write a name; what it was taken
   for stands in the roles), and each entity that only this document knows.

No blank node, no clock, no counter that depends on order. Only the most specific class is stated, and `ckg:inDocument` not
at all, since the graph's name says it: `Inference` adds both. Registered entities are described in the registry's graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from pyoxigraph import NamedNode, Quad

from kg.consolidate.roles import ROLE_TABLE, role_properties
from kg.graph.provenance import Activity, add_activity, document_activity_iri
from kg.graph.terms import LABEL, TYPE, GraphBuilder, address, ckg, day, decimal, iri, natural
from kg.identifiers import (
    claim_iri,
    content_iri,
    document_iri,
    evidence_iri,
    graph_iri,
    mention_iri,
    paragraph_iri,
    short_hash,
)
from kg.model import (
    Anchor,
    AnchorKind,
    Claim,
    Document,
    Entity,
    LinkedClaim,
    Mention,
    Paragraph,
    ParagraphRole,
    Quantity,
    Role,
)
from kg.namespaces import CKG, DATA, DCTERMS, EVENT_TYPE, OA, PROV, RDF

__all__ = ["document_quads"]

# The property that states each field of a document which metadata beside it may supply.
STATED_BY: Final = {
    "author": CKG + "author",
    "issued": DCTERMS + "issued",
    "language": DCTERMS + "language",
    "publisher": CKG + "publisher",
    "title": DCTERMS + "title",
    "url": DCTERMS + "source",
}
# The standards of fragments, as the Web Annotation Data Model (W3C, 2017, 4.2.1) names them; an XPath has a class of its own.
STANDARDS: Final = {
    AnchorKind.PAGE: "http://tools.ietf.org/rfc/rfc3778",
    AnchorKind.CFI: "http://www.idpf.org/epub/linking/cfi/epub-cfi.html",
    AnchorKind.LINE: "http://tools.ietf.org/rfc/rfc5147",
}


def document_quads(
    document: Document,
    linked: Sequence[LinkedClaim],
    *,
    activity: Activity,
    text: str = "quotes",
    base: str = DATA,
    publisher: Entity | None = None,
    authors: Sequence[Entity] = (),
    spellings: Sequence[tuple[Mention, Entity]] = (),
    revision_of: str | None = None,
) -> list[Quad]:
    """Return the quads of the graph of *document*, each once.

    *text* says how much of it the graph keeps: "quotes" (the evidence alone), "paragraphs" (also the text of those that have a
    node: body text and whatever makes a claim) or "all" (every paragraph).
    *spellings* are ways to write a name that no claim may have used; each gets a mention where the claims give it none.
    *revision_of* is the key of the document that this one replaces.
    """
    writer = _DocumentGraph(document, activity, base)
    writer.add_document(publisher, authors, revision_of)
    claiming = {item.claim.paragraph for item in linked}
    for paragraph in document.paragraphs:
        if text == "all" or paragraph.role is ParagraphRole.BODY or paragraph.number in claiming:
            writer.add_paragraph(paragraph, with_text=text != "quotes")
    for item in linked:
        writer.add_claim(item)
    writer.add_spellings(spellings)
    if linked:
        add_activity(writer.graph, activity, document.key, base)
    return writer.graph.quads()


class _DocumentGraph:
    """The graph of one document while it is written."""

    def __init__(self, document: Document, activity: Activity, base: str) -> None:
        self.document, self.base = document, base
        self.spelled: set[tuple[str, str]] = set()
        self.graph = GraphBuilder(graph_iri("document", document.key, base))
        self.node = iri(document_iri(document.key, base))
        self.activity = iri(document_activity_iri(activity, document.key, base))

    def _start(self, node: NamedNode, kind: NamedNode) -> NamedNode:
        self.graph.add(node, TYPE, kind)
        return node

    def add_document(self, publisher: Entity | None, authors: Sequence[Entity], revision_of: str | None) -> None:
        add, document = self.graph.add, self.document
        add(self.node, TYPE, ckg("Document"))
        add(self.node, LABEL, document.title or document.name)
        add(self.node, iri(DCTERMS + "title"), document.title)
        add(self.node, iri(DCTERMS + "issued"), day(document.issued) if document.issued else None)
        add(self.node, iri(DCTERMS + "format"), document.media_type)
        add(self.node, iri(DCTERMS + "language"), document.language)
        add(self.node, iri(DCTERMS + "source"), address(document.url))
        add(self.node, ckg("fileName"), document.name)
        add(self.node, ckg("sha256"), document.sha256)
        add(self.node, ckg("publisher"), self.add_entity(publisher) if publisher else None)
        for author in authors:
            add(self.node, ckg("author"), self.add_entity(author))
        if revision_of:
            add(self.node, iri(PROV + "wasRevisionOf"), iri(document_iri(revision_of, self.base)))
        for name in document.supplied:
            add(self.node, ckg("suppliedProperty"), iri(STATED_BY[name]))
        add(self.node, ckg("suppliedBy"), document.sidecar if document.supplied else None)

    def add_paragraph(self, paragraph: Paragraph, with_text: bool) -> None:
        node = self._start(iri(paragraph_iri(self.document.key, paragraph.number, self.base)), ckg("Paragraph"))
        self.graph.add(node, ckg("paragraphNumber"), natural(paragraph.number))
        self.graph.add(node, ckg("paragraphRole"), ckg(paragraph.role.value.title() + "Paragraph"))
        self.graph.add(node, ckg("paragraphStart"), natural(paragraph.start))
        self.graph.add(node, ckg("paragraphEnd"), natural(paragraph.end))
        self.graph.add(node, iri(DCTERMS + "language"), paragraph.language)
        self.graph.add(node, ckg("text"), paragraph.text if with_text else None)

    def add_claim(self, linked: LinkedClaim) -> None:
        claim, add = linked.claim, self.graph.add
        node = self._start(iri(claim_iri(claim.id, self.base)), ckg("Claim"))
        add(node, ckg("claims"), self.add_content(linked))
        add(node, ckg("claimedBy"), self.add_entity(linked.claimed_by))
        add(node, ckg("relayedBy"), self.add_entity(linked.relayed_by) if linked.relayed_by else None)
        add(node, ckg("evidence"), self.add_evidence(claim))
        add(node, ckg("factuality"), ckg(claim.factuality.value.title()))
        add(node, ckg("voice"), ckg(claim.voice.value.title() + "Voice"))
        add(node, iri(PROV + "wasDerivedFrom"), iri(paragraph_iri(self.document.key, claim.paragraph, self.base)))
        add(node, iri(PROV + "wasGeneratedBy"), self.activity)
        self.add_mentions(linked)

    def add_content(self, linked: LinkedClaim) -> NamedNode:
        claim, add = linked.claim, self.graph.add
        node = self._start(iri(content_iri(claim.id, self.base)), ckg("Reported" + claim.type))
        add(node, ckg("eventType"), iri(EVENT_TYPE + claim.type))
        add(node, ckg("factuality"), ckg(claim.factuality.value.title()))
        add(node, ckg("voice"), ckg(claim.voice.value.title() + "Voice"))
        for name, entity in role_properties(linked):
            add(node, ckg(name), self.add_entity(entity))
        for instrument in _instruments(claim):
            add(node, ckg("instrument"), instrument)
        if claim.content is not None:
            add(node, ckg("content"), iri(claim_iri(claim.content, self.base)))
        add(node, ckg("rank"), claim.rank)
        self.add_names(node, claim)
        self.add_time(node, claim)
        self.add_quantities(node, claim.quantities)
        return node

    def add_names(self, node: NamedNode, claim: Claim) -> None:
        if ROLE_TABLE[claim.type].literals:
            for role, name in ((Role.ACTOR, "oldName"), (Role.RECIPIENT, "newName")):
                for value in claim.names(role):
                    self.graph.add(node, ckg(name), value)

    def add_time(self, node: NamedNode, claim: Claim) -> None:
        time, add = claim.time, self.graph.add
        add(node, ckg("edtf"), time.edtf)
        add(node, ckg("notBefore"), day(time.not_before) if time.not_before else None)
        add(node, ckg("notAfter"), day(time.not_after) if time.not_after else None)
        if ROLE_TABLE[claim.type].state and self.document.issued:
            add(node, ckg("attestedOn"), day(self.document.issued))

    def add_quantities(self, content: NamedNode, quantities: Iterable[Quantity]) -> None:
        ordered = sorted(quantities, key=lambda q: (q.kind, q.text))
        for number, quantity in enumerate(ordered, 1):
            node = self._start(iri(f"{content.value}/quantity/{number}"), ckg("Quantity"))
            self.graph.add(content, ckg("quantity"), node)
            self.graph.add(node, ckg("quantityKind"), quantity.kind)
            self.graph.add(node, ckg("quantityText"), quantity.text)
            for name in ("value", "minimum", "maximum"):
                stated = getattr(quantity, name)
                self.graph.add(node, ckg(name), None if stated is None else decimal(stated))

    def add_evidence(self, claim: Claim) -> NamedNode:
        add = self.graph.add
        node = self._start(
            iri(evidence_iri(claim.document_key, claim.start, claim.end, self.base)), iri(OA + "SpecificResource")
        )
        position, quote = iri(node.value + "/position"), iri(node.value + "/quote")
        add(node, iri(OA + "hasSource"), self.node)
        add(node, iri(OA + "hasSelector"), position)
        add(node, iri(OA + "hasSelector"), quote)
        add(position, TYPE, iri(OA + "TextPositionSelector"))
        add(position, iri(OA + "start"), natural(claim.start))
        add(position, iri(OA + "end"), natural(claim.end))
        add(quote, TYPE, iri(OA + "TextQuoteSelector"))
        add(quote, iri(OA + "exact"), claim.quote)
        anchor = self.document.paragraph(claim.paragraph).anchor(claim.start)
        if anchor is not None:
            self.add_place(node, quote, anchor)
        return node

    def add_place(self, evidence: NamedNode, quote: NamedNode, anchor: Anchor) -> None:
        """Say where in the file the quote stands: an element, page or line, in which the quote then is to be looked for."""
        add = self.graph.add
        standard = STANDARDS.get(anchor.kind)
        kind = "XPathSelector" if standard is None else "FragmentSelector"
        place = self._start(iri(evidence.value + "/place"), iri(OA + kind))
        add(evidence, iri(OA + "hasSelector"), place)
        add(evidence, ckg("page"), natural(anchor.page) if anchor.page is not None else None)
        add(place, iri(RDF + "value"), anchor.value)
        add(place, iri(DCTERMS + "conformsTo"), iri(standard) if standard else None)
        add(place, iri(OA + "refinedBy"), quote)

    def add_mentions(self, linked: LinkedClaim) -> None:
        new_name = ROLE_TABLE[linked.claim.type].literals
        for mention, entity in zip(linked.claim.mentions, linked.entities, strict=True):
            names_nothing = mention.role is Role.INSTRUMENT or (new_name and mention.role is Role.RECIPIENT)
            if mention.start is None or mention.end is None or names_nothing or mention.anaphor:
                continue
            # The words name the place itself, though what happened was near it or in a part of it.
            named = (entity.within or entity.beside or entity) if mention.relation else entity
            self.add_mention(mention, mention.start, mention.end, named)

    def add_mention(self, mention: Mention, start: int, end: int, entity: Entity) -> None:
        self.spelled.add((entity.iri, mention.text))
        node = self._start(iri(mention_iri(self.document.key, start, end, self.base)), ckg("Mention"))
        self.graph.add(node, ckg("mentionStart"), natural(start))
        self.graph.add(node, ckg("mentionEnd"), natural(end))
        self.graph.add(node, ckg("surfaceForm"), mention.text)
        self.graph.add(node, ckg("refersTo"), self.add_entity(entity))

    def add_spellings(self, spellings: Sequence[tuple[Mention, Entity]]) -> None:
        for mention, entity in spellings:
            if mention.start is None or mention.end is None or (entity.iri, mention.text) in self.spelled:
                continue
            paragraph = next(p for p in self.document.paragraphs if p.start <= mention.start < p.end)
            self.add_paragraph(paragraph, with_text=False)
            self.add_mention(mention, mention.start, mention.end, entity)

    def add_entity(self, entity: Entity) -> NamedNode:
        node = iri(entity.iri)
        if not entity.registered:
            self._start(node, ckg(entity.kind))
            self.graph.add(node, LABEL, entity.label)
            self.graph.add(node, ckg("within"), self.add_entity(entity.within) if entity.within else None)
            self.graph.add(node, ckg("beside"), self.add_entity(entity.beside) if entity.beside else None)
            self.add_candidates(node, entity)
        return node

    def add_candidates(self, node: NamedNode, entity: Entity) -> None:
        for candidate in entity.candidates:
            other = iri(f"{entity.iri}/candidate/{short_hash(candidate.iri)[:8]}")
            self.graph.add(node, ckg("possiblySameAs"), iri(candidate.iri))
            self.graph.add(node, ckg("linkCandidate"), self._start(other, ckg("LinkCandidate")))
            self.graph.add(other, ckg("candidate"), iri(candidate.iri))
            self.graph.add(other, ckg("score"), decimal(candidate.score))
            self.graph.add(other, ckg("reason"), candidate.reason)


def _instruments(claim: Claim) -> Iterable[str]:
    return dict.fromkeys((*claim.instruments, *claim.names(Role.INSTRUMENT)))
