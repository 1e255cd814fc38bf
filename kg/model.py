"""The plain data at the centre: documents, what they claim, and how sure who is.

Conventions, stated once:
offsets count Unicode code points of `Document.text` from 0 and are half-open, so `text[start:end]` is what was meant;
paragraphs are numbered from 1 over all non-empty runs of lines; dates are ISO 8601 days, both ends included.
Nothing here knows RDF, spaCy or the command line.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = [
    "Anchor",
    "AnchorKind",
    "Candidate",
    "Claim",
    "Document",
    "Entity",
    "Factuality",
    "Interval",
    "LinkedClaim",
    "Mention",
    "Paragraph",
    "ParagraphRole",
    "Quantity",
    "Role",
    "Voice",
]


class ParagraphRole(StrEnum):
    """What a paragraph is for; only title, body and caption are reporting."""

    TITLE = "title"
    BYLINE = "byline"
    BODY = "body"
    CAPTION = "caption"
    FURNITURE = "furniture"
    COMMENT = "comment"

    @property
    def is_read_out(self) -> bool:
        """Whether claims are read out of such a paragraph."""
        return self not in (ParagraphRole.BYLINE, ParagraphRole.FURNITURE)


class Factuality(StrEnum):
    """How whoever speaks presents it (after FactBank, Saurí & Pustejovsky 2009)."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    INTENDED = "intended"
    DENIED = "denied"


class Voice(StrEnum):
    """Whether the report speaks, or one of its readers in a comment."""

    REPORT = "report"
    COMMENT = "comment"


class Role(StrEnum):
    """What a mention does in a claim; the graph names the first two by event type."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    LOCATION = "location"
    INSTRUMENT = "instrument"
    SOURCE = "source"
    RELAY = "relay"


class AnchorKind(StrEnum):
    """The terms in which an anchor names a place of a file, each with its standard."""

    XPATH = "xpath"  # an element of HTML as browsers parse it, or of a DOCX's XML; XPath 1.0
    PAGE = "page"  # "page=3", pages of a PDF from 1; RFC 3778
    CFI = "cfi"  # "epubcfi(/6/4!/4/10)"; EPUB Canonical Fragment Identifiers 1.1
    LINE = "line"  # "line=3,5": the lines after the third, up to the fifth; RFC 5147


@dataclass(frozen=True, slots=True)
class Anchor:
    """The way back from the text that the reader made into the file: from *start* on, it stands at *value* of the file."""

    start: int
    kind: AnchorKind
    value: str

    @property
    def page(self) -> int | None:
        """The number of the page, from 1, where it is one."""
        return int(self.value.removeprefix("page=")) if self.kind is AnchorKind.PAGE else None

    @property
    def lines(self) -> tuple[int, int] | None:
        """The first and last line, from 1, where it is lines: `line=3,5` are the fourth and the fifth."""
        if self.kind is not AnchorKind.LINE:
            return None
        before, last = self.value.removeprefix("line=").split(",")
        return int(before) + 1, int(last)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The *number*-th paragraph of a document (`kg.read.paragraphs`), `document.text[start:end]`.

    `anchors` tell where in the file it stands, by rising start, the first at the paragraph's; () where text and file are one.
    `author` is who wrote it, where the file marks that up: the commenter, for a comment. `language` is its BCP 47 tag where
    that is another than the document's.
    """

    number: int
    role: ParagraphRole
    start: int
    end: int
    text: str
    anchors: tuple[Anchor, ...] = ()
    author: str | None = None
    language: str | None = None

    def anchor(self, offset: int) -> Anchor | None:
        """Return the anchor that holds at *offset* of the document; None where the paragraph has none."""
        return next((anchor for anchor in reversed(self.anchors) if anchor.start <= offset), None)


@dataclass(frozen=True, slots=True)
class Document:
    """One report as read: its text, its paragraphs, and what it says about itself.

    `name` is the file's name, with "#" and its own name in there where a file holds several; `key` is its stem and the first 8
    hex digits of the sha256 of its bytes. Several authors are parted by "; ". `issued` is the ISO day that the document itself
    states, or None. `language` is a BCP 47 tag, None where the words are too few to tell; `url` is where it was published.
    `supplied` are the names of the fields that the document does not state and the file *sidecar* beside it does. `encoding` is
    the codec that decoded it, `warnings` what the reader noticed.
    """

    name: str
    key: str
    sha256: str
    media_type: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    issued: str | None = None
    language: str | None = None
    url: str | None = None
    supplied: tuple[str, ...] = ()
    sidecar: str | None = None
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()

    @property
    def read_out(self) -> tuple[Paragraph, ...]:
        """The paragraphs that claims are read out of: reporting and comments in English, the only language read so far."""
        return tuple(p for p in self.paragraphs if p.role.is_read_out and not _is_foreign(p.language or self.language))

    @property
    def is_foreign(self) -> bool:
        """Whether it is in another language than English, and no paragraph of it is in English."""
        return _is_foreign(self.language) and not self.read_out

    @property
    def unread(self) -> dict[str, int]:
        """How many paragraphs of reporting and comments are in which other language, by tag."""
        tags = (p.language or self.language for p in self.paragraphs if p.role.is_read_out)
        return dict(sorted(Counter(tag for tag in tags if tag is not None and _is_foreign(tag)).items()))

    def paragraph(self, number: int) -> Paragraph:
        """Return paragraph *number* (from 1); raises IndexError where there is none."""
        if not 1 <= number <= len(self.paragraphs):
            raise IndexError(number)
        return self.paragraphs[number - 1]


def _is_foreign(language: str | None) -> bool:
    return language is not None and language.partition("-")[0].lower() != "en"


@dataclass(frozen=True, slots=True)
class Mention:
    """A filler of a claim: the canonical *name*, and the words that stand for it in the document.

    Where no words do (a name supplied from outside the paragraph) `text` is empty and both offsets are None.
    `kind` is a class name of the ontology (`ArmedGroup`, `Person`, `PopulatedPlace`, `Talks` …) or empty where unknown.
    `anaphor` marks words that stand for it without naming it ("they", "both sides"): no spelling of its name.
    `side` (1 or 2) tells the two parties of a clash apart where the text does. `territory` marks the place that itself
    changes hands or is held. `kind_evidence` names the rule that gave a name which no registry knows its kind ("head word
    'front'"); empty where the registry or a description's own noun gives it. `relation` is how the event's place stands to
    the place named ("near", "north of", "countryside of"), empty where it is that place; `within` is the name of the larger
    place, another location of the claim, that the text puts it in.
    """

    role: Role
    name: str
    text: str = ""
    start: int | None = None
    end: int | None = None
    kind: str = ""
    side: int | None = None
    territory: bool = False
    anaphor: bool = False
    kind_evidence: str = ""
    relation: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a claim gives: *kind* (killed, wounded, captured, displaced, share …) and the words for it.

    `minimum` and `maximum` are inclusive bounds; a share is a fraction from 0 to 1. All None where the words
    ("many", "large") give no number.
    """

    kind: str
    text: str
    value: float | None = None
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """When: the EDTF expression (Library of Congress, 2019, level 1), the document's words, and the earliest and latest day."""

    edtf: str | None = None
    text: str | None = None
    not_before: str | None = None
    not_after: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a document says, by whom, how surely, and in which characters.

    `start` and `end` are the quote's offsets in the document. `source` is the name of the speaker, or None where the
    document speaks in its own voice; a mention of role SOURCE holds its span where there is one. `content` is the id of the
    claim that a speech act makes.
    """

    id: str
    document: str
    document_key: str
    paragraph: int
    start: int
    end: int
    quote: str
    type: str
    mentions: tuple[Mention, ...] = ()
    instruments: tuple[str, ...] = ()
    time: Interval = field(default_factory=Interval)
    source: str | None = None
    relayed_by: str | None = None
    factuality: Factuality = Factuality.ASSERTED
    voice: Voice = Voice.REPORT
    quantities: tuple[Quantity, ...] = ()
    rank: str | None = None
    content: str | None = None

    def names(self, role: Role) -> tuple[str, ...]:
        """Return the canonical names in *role*, first mention first, each once."""
        return tuple(dict.fromkeys(m.name for m in self.mentions if m.role is role))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A registered thing that a name may stand for: IRI, label, a score above 0 and below 1, and the reason in words."""

    iri: str
    label: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A node that a name stands for: IRI, ontology class (local name), label, and whether the registry knows it.

    A place that only the document knows may be told by another: `within` it, or `beside` it ("near Ner"). `candidates` are
    the registered things that it may be, best first, where nothing decides.
    """

    iri: str
    kind: str
    label: str
    registered: bool
    within: Entity | None = None
    beside: Entity | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkedClaim:
    """A claim whose mentions (in the claim's order), speaker and relay have been linked to entities.

    `publisher` is the publisher of its document, and `issued` the ISO day that the document states; None where unknown.
    """

    claim: Claim
    entities: tuple[Entity, ...]
    claimed_by: Entity
    relayed_by: Entity | None = None
    publisher: Entity | None = None
    issued: str | None = None
