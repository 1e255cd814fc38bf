"""A claim as a version has it: where it stands, who says what, how surely; and in which aspects two of them differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.diff.facts import Facts, local_name, text_of
from kg.namespaces import CKG, OA, PROV

__all__ = ["PLACES", "ClaimRecord", "Pairs", "claims_of", "content_of", "read_claim"]

Pairs = frozenset[tuple[str, str]]
DATES: Final = ("edtf", "notBefore", "notAfter")
WORDS: Final = ("instrument", "rank", "oldName", "newName")
# Of a content, what no role is; `attestedOn` is the document's date once more.
NO_ROLE: Final = frozenset({"eventType", "factuality", "voice", "quantity", "content", "inDocument", "attestedOn"})
GENERIC: Final = ("actor", "recipient")
PLACES: Final = ("location", "territory")


@dataclass(frozen=True)
class ClaimRecord:
    """One claim of one version. *roles* are (name, entity IRI), *words* (name, text) of roles that hold text."""

    iri: str
    content: str
    document: str
    file: str
    paragraph: int
    start: int
    end: int
    quote: str
    type: str
    factuality: str
    voice: str
    speaker: str
    relay: str
    roles: Pairs
    words: Pairs
    quantities: frozenset[str]
    dates: tuple[str, ...]
    makes: str  # the claim that a speech act makes
    content_factuality: str
    content_voice: str

    @property
    def place(self) -> tuple[str, int, int, int, str]:
        """Return what claims are ordered by: file, paragraph, offsets, and the type of what is said."""
        return self.file, self.paragraph, self.start, self.end, self.type

    @property
    def parts(self) -> Pairs:
        """Return the roles with the speaker and who passes it on among them."""
        voices = (("source", self.speaker), ("relay", self.relay))
        return self.roles | {(name, one) for name, one in voices if one}


def claims_of(facts: Facts, node: str) -> list[str]:
    """Return the claims that *node* belongs to: itself, or by its content, quantity, evidence, selector or paragraph.

    Those of other nodes are none.
    """
    if facts.objects(node, CKG + "claims"):
        return [node]
    if facts.objects(node, CKG + "paragraphNumber"):
        return facts.subjects(PROV + "wasDerivedFrom", node)
    if found := facts.subjects(CKG + "claims", node) or facts.subjects(CKG + "evidence", node):
        return found
    if found := facts.subjects(CKG + "quantity", node):
        return [claim for content in found for claim in facts.subjects(CKG + "claims", content)]
    evidences = facts.subjects(OA + "hasSelector", node)
    return [claim for evidence in evidences for claim in facts.subjects(CKG + "evidence", evidence)]


def content_of(facts: Facts, claim: str) -> str:
    return facts.value(claim, CKG + "claims")


def read_claim(facts: Facts, iri: str) -> ClaimRecord | None:
    """Return the claim *iri*; None where the version has none of that name. What it does not say is "" or 0."""
    content = content_of(facts, iri)
    if not content:
        return None
    evidence = facts.value(iri, CKG + "evidence")
    selectors = facts.objects(evidence, OA + "hasSelector") if evidence else []
    document = facts.value(iri, CKG + "inDocument") or facts.value(evidence, OA + "hasSource")
    paragraph = facts.value(iri, PROV + "wasDerivedFrom")
    said = _Said(facts, content)
    return ClaimRecord(
        iri=iri,
        content=content,
        document=document,
        file=facts.value(document, CKG + "fileName") or local_name(document),
        paragraph=_number(facts.value(paragraph, CKG + "paragraphNumber")),
        start=_number(_first(facts, selectors, OA + "start")),
        end=_number(_first(facts, selectors, OA + "end")),
        quote=_first(facts, selectors, OA + "exact"),
        type=local_name(said.value("eventType")),
        factuality=_factuality(facts.value(iri, CKG + "factuality")),
        voice=_voice(facts.value(iri, CKG + "voice")),
        speaker=facts.value(iri, CKG + "claimedBy"),
        relay=facts.value(iri, CKG + "relayedBy"),
        roles=said.roles(),
        words=frozenset((name, text) for name in WORDS for text in said.texts.get(name, ())),
        quantities=frozenset(_quantity(facts, node) for node in said.nodes.get("quantity", ())),
        dates=tuple(min(said.texts.get(name, ()), default="") for name in DATES),
        makes=said.value("content"),
        content_factuality=_factuality(said.value("factuality")),
        content_voice=_voice(said.value("voice")),
    )


def _factuality(iri: str) -> str:
    return local_name(iri).lower()


def _voice(iri: str) -> str:
    return local_name(iri).removesuffix("Voice").lower()


class _Said:
    """The statements of a content in our vocabulary, by local name: nodes and texts."""

    def __init__(self, facts: Facts, content: str) -> None:
        from pyoxigraph import NamedNode

        self.nodes: dict[str, set[str]] = {}
        self.texts: dict[str, set[str]] = {}
        for quad in facts.quads(content):
            if quad.predicate.value.startswith(CKG):
                name = quad.predicate.value.removeprefix(CKG)
                kind = self.nodes if isinstance(quad.object, NamedNode) else self.texts
                kind.setdefault(name, set()).add(text_of(quad.object))

    def value(self, name: str) -> str:
        return min(self.nodes.get(name, ()), default="")

    def roles(self) -> Pairs:
        """Return the roles; `actor` and `recipient`, which are inferred of the others, only of who has no other."""
        found = [(name, one) for name, ones in self.nodes.items() if name not in NO_ROLE for one in ones]
        named = {entity for name, entity in found if name not in (*GENERIC, *PLACES)}
        placed = {entity for name, entity in found if name == "territory"}
        return frozenset(
            (name, one)
            for name, one in found
            if not (name in GENERIC and one in named) and not (name == "location" and one in placed)
        )


def _quantity(facts: Facts, node: str) -> str:
    kind, text, value, low, high = (
        facts.value(node, CKG + name) for name in ("quantityKind", "quantityText", "value", "minimum", "maximum")
    )
    bounds = value or "–".join(filter(None, (low, high)))
    return f"{kind}: {text}" + (f" ({bounds})" if bounds and bounds != text else "")


def _first(facts: Facts, nodes: list[str], predicate: str) -> str:
    return min((value for node in nodes for value in facts.objects(node, predicate)), default="")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
