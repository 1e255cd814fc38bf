"""Whose text it is that several documents publish: the agency's that it names, else that of its first publication.

1. An agency is named by a document's publisher, by its byline, or by the dateline of a shared passage ("NER (Reuters) -").
2. Of several agencies the one that most publications name counts; of equals the first by name.
3. The first publication is told only where every publication has a day, and one is before all others.
4. Without either the text is that of its first document by key: as one source it adds none.
5. A headline over a text says what the text says, and is the text's, though it differs from paper to paper; a headline over a
   story of the document's own is its own, whatever text stands further down (`kg.consolidate.headlines`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.consolidate.copies import CopiedText, Copies, find_copies
from kg.consolidate.headlines import headlines_over
from kg.identifiers import local_iri, short_hash
from kg.lexicon import Lexicon
from kg.model import Document, Entity, LinkedClaim, ParagraphRole
from kg.namespaces import DATA

__all__ = ["Publication", "SharedText", "SharedTexts", "find_shared_texts"]


@dataclass(frozen=True, slots=True)
class Publication:
    """A document with its publisher as linked; None where it names none."""

    document: Document
    publisher: Entity | None = None


@dataclass(frozen=True, slots=True)
class SharedText:
    """One text that several documents publish, named by their keys. `words` is how long its shared passages are.

    `first` is the key of the document that published it first, and `agency` whose text it is; None where nothing tells.
    """

    id: str
    documents: tuple[str, ...]
    words: int
    first: str | None = None
    agency: Entity | None = None


@dataclass(frozen=True, slots=True)
class SharedTexts:
    """The shared texts of a collection, by id, and to which of them, and to which passage, a claim belongs.

    `publishers` are those of their documents, by key, and `headed` tells, by key and number, the paragraphs that are headlines
    over a text.
    """

    texts: tuple[SharedText, ...] = ()
    copies: Copies = field(default_factory=Copies, repr=False)
    by_passage: dict[int, SharedText] = field(default_factory=dict, repr=False)
    publishers: dict[str, Entity] = field(default_factory=dict, repr=False)
    headed: dict[tuple[str, int], SharedText] = field(default_factory=dict, repr=False)

    def passage(self, item: LinkedClaim) -> int | None:
        """Return the number of the passage that the claim stands in, where others publish it too; else None."""
        claim = item.claim
        return self.copies.passage(claim.document_key, claim.start, claim.end)

    def text_of(self, item: LinkedClaim) -> SharedText | None:
        """Return the text that the claim's passage belongs to, or stands over; None where it is the document's own."""
        if (number := self.passage(item)) is not None:
            return self.by_passage.get(number)
        return self.headed.get((item.claim.document_key, item.claim.paragraph))


def find_shared_texts(publications: Sequence[Publication], lexicon: Lexicon, base: str = DATA) -> SharedTexts:
    """Return the texts that two or more of *publications* share; their order changes nothing."""
    copies = find_copies(publication.document for publication in publications)
    by_key = {publication.document.key: publication for publication in publications}
    by_passage: dict[int, SharedText] = {}
    headed: dict[tuple[str, int], SharedText] = {}
    texts = list[SharedText]()
    # A passage of two texts, as in a merger of wires, belongs to that which more documents publish; a headline too.
    for copied in sorted(copies.texts, key=lambda text: (-len(text.documents), text)):
        text = _text(copied, copies, [by_key[key] for key in copied.documents], lexicon, base)
        texts.append(text)
        for number in copied.passages:
            by_passage.setdefault(number, text)
        for title in _titles(copied, copies, [by_key[key].document for key in copied.documents]):
            headed.setdefault(title, text)
    found = (by_key[key] for text in texts for key in text.documents)
    publishers = {one.document.key: one.publisher for one in found if one.publisher}
    return SharedTexts(tuple(sorted(texts, key=lambda text: text.id)), copies, by_passage, publishers, headed)


def _text(
    copied: CopiedText, copies: Copies, publications: Sequence[Publication], lexicon: Lexicon, base: str
) -> SharedText:
    agencies: defaultdict[str, list[Entity]] = defaultdict(list)
    for one in publications:
        starts = {p.start for p, number in copies.passages[one.document.key] if number in copied.passages}
        named_here = {_same(agency): agency for agency in _agencies(one, starts, lexicon, base)}
        for name, agency in named_here.items():
            agencies[name].append(agency)
    most = min(agencies, key=lambda name: (-len(agencies[name]), name), default=None)
    named = min(agencies[most], key=lambda entity: entity.iri) if most is not None else None
    first = _first([publication.document for publication in publications])
    return SharedText(short_hash(*copied.documents), copied.documents, copied.words, first, named)


def _same(agency: Entity) -> str:
    return agency.iri if agency.registered else agency.label.casefold()


def _titles(copied: CopiedText, copies: Copies, documents: Iterable[Document]) -> Iterator[tuple[str, int]]:
    for document in documents:
        shared = [passage for passage, number in copies.passages[document.key] if number in copied.passages]
        yield from ((document.key, number) for number in headlines_over(document, shared))


def _first(documents: Sequence[Document]) -> str | None:
    days = Counter(document.issued for document in documents)
    if None in days:
        return None
    day = min(filter(None, days))
    return next(document.key for document in documents if document.issued == day) if days[day] == 1 else None


def _agencies(publication: Publication, starts: set[int], lexicon: Lexicon, base: str) -> Iterator[Entity]:
    """Yield the agencies that a document names; *starts* are where its shared passages begin."""
    publisher, key = publication.publisher, publication.document.key
    if publisher is not None and _is_agency(publisher.label, lexicon):
        yield publisher
    for name in _credits(publication.document, starts):
        if _is_agency(name, lexicon):
            entries = [entry for entry in lexicon.by_surface(name) if entry.kind == "InformationSource"]
            if len(entries) == 1:
                yield Entity(entries[0].iri, entries[0].kind, entries[0].label, True)
            else:
                yield Entity(local_iri(key, "source", name, base), "InformationSource", name, False)


def _credits(document: Document, starts: Container[int]) -> Iterator[str]:
    """Yield the names in the bylines, and in the datelines of paragraphs at *starts*."""
    from kg.read.bylines import dateline, read_byline
    from kg.read.furniture import furniture

    for paragraph in document.paragraphs:
        lines = []
        if paragraph.role is ParagraphRole.BYLINE:
            lines = [read_byline(line, furniture()) for line in paragraph.text.splitlines()]
        elif paragraph.start in starts:
            lines = [dateline(paragraph.text, furniture())]
        yield from (line.publisher for line in lines if line and line.publisher)


def _is_agency(name: str, lexicon: Lexicon) -> bool:
    """Tell whether *name* is an agency's: by the registry, by the list of agencies, or by its own words."""
    from kg.read.furniture import furniture
    from kg.read.lines import plain

    words = plain(name)
    known = any(entry.source_kind == "NewsAgency" for entry in lexicon.by_surface(name))
    return known or words in furniture().agencies or words.endswith(" agency")
