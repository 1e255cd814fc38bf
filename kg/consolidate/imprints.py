"""What a publication tells of whose text it prints: its day, its publisher, the agencies that it names, where its titles stand.

An agency is named by the publisher, by a byline, or by a dateline ("NER (Reuters) -"), which counts where it begins a shared
passage. Which names are agencies' is told by the registry, by the list of agencies, or by the name's own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.consolidate.headlines import Headline, headlines, reporting
from kg.consolidate.shingles import COPIED_ROLES
from kg.identifiers import local_iri
from kg.lexicon import Lexicon
from kg.model import Document, Entity, LinkedClaim, ParagraphRole, Voice

__all__ = ["Imprint", "Publication", "imprint_of", "voice_of"]


@dataclass(frozen=True, slots=True)
class Publication:
    """A document with its publisher as linked, and who speaks in its own voice (`voice_of`); None where it names none."""

    document: Document
    publisher: Entity | None = None
    voice: Entity | None = None


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a publication tells of whose text it prints.

    `issued` is its ISO day. `voice` is its publisher, else who speaks in its own voice. `agencies` are in the order of the
    document, each with the offset at which the paragraph of its dateline starts; None where publisher or byline name it.
    `reporting` is how many characters of it are compared with others.
    """

    issued: str | None
    voice: Entity | None
    agencies: tuple[tuple[int | None, Entity], ...]
    headlines: tuple[Headline, ...]
    reporting: int


def voice_of(linked: Iterable[LinkedClaim]) -> Entity | None:
    """Return who speaks where a document speaks for itself, by its claims: of several the first by IRI; None without claims."""
    own = (item.claimed_by for item in linked if item.claim.source is None and item.claim.voice is Voice.REPORT)
    return min(own, key=lambda entity: entity.iri, default=None)


def imprint_of(publication: Publication, lexicon: Lexicon, base: str) -> Imprint:
    """Return the imprint of *publication*; agencies that no registry knows get IRIs below *base*."""
    document = publication.document
    return Imprint(
        document.issued,
        publication.publisher or publication.voice,
        tuple(_agencies(publication, lexicon, base)),
        tuple(headlines(document)),
        reporting(document),
    )


def _agencies(publication: Publication, lexicon: Lexicon, base: str) -> Iterator[tuple[int | None, Entity]]:
    publisher, key = publication.publisher, publication.document.key
    if publisher is not None and _is_agency(publisher.label, lexicon):
        yield None, publisher
    for start, name in _credits(publication.document):
        if _is_agency(name, lexicon):
            entries = [entry for entry in lexicon.by_surface(name) if entry.kind == "InformationSource"]
            if len(entries) == 1:
                yield start, Entity(entries[0].iri, entries[0].kind, entries[0].label, True)
            else:
                yield start, Entity(local_iri(key, "source", name, base), "InformationSource", name, False)


def _credits(document: Document) -> Iterator[tuple[int | None, str]]:
    """Yield the names in the bylines, and in the datelines with where their paragraphs start."""
    from kg.read.bylines import dateline, read_byline
    from kg.read.furniture import furniture

    for paragraph in document.paragraphs:
        if paragraph.role is ParagraphRole.BYLINE:
            lines = [read_byline(line, furniture()) for line in paragraph.text.splitlines()]
            yield from ((None, line.publisher) for line in lines if line and line.publisher)
        elif paragraph.role in COPIED_ROLES:
            line = dateline(paragraph.text, furniture())
            if line and line.publisher:
                yield paragraph.start, line.publisher


def _is_agency(name: str, lexicon: Lexicon) -> bool:
    """Tell whether *name* is an agency's: by the registry, by the list of agencies, or by its own words."""
    from kg.read.furniture import furniture
    from kg.read.lines import plain

    words = plain(name)
    known = any(entry.source_kind == "NewsAgency" for entry in lexicon.by_surface(name))
    return known or words in furniture().agencies or words.endswith(" agency")
