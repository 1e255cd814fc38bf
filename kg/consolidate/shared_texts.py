"""Whose text it is that several documents publish: the agency's that it names, else that of its first publication.

1. An agency is named by a document's publisher, by its byline, or by the dateline of a shared passage (`imprints`).
2. Of several agencies the one that most publications name counts; of equals the first by name.
3. The first publication is told only where every publication has a day, and one is before all others.
4. Without either the text is that of its first document by key: as one source it adds none.
5. A headline over a text says what the text says, and is the text's, though it differs from paper to paper; a headline over a
   story of the document's own is its own, whatever text stands further down (`kg.consolidate.headlines`).

Last steps, after those of `standing`, `candidates` and `components`: `emit_publications` in each shard, `find_texts` in each
partition, which holds the sketches of its components.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.consolidate.components import Members
from kg.consolidate.copies import CopiedText, Copies, copies_of
from kg.consolidate.document_texts import DocumentTexts, TextVoice, document_texts
from kg.consolidate.imprints import Imprint, Publication, imprint_of
from kg.consolidate.partitions import partition_of, unpack
from kg.consolidate.shingles import Sketch
from kg.identifiers import short_hash
from kg.lexicon import Lexicon
from kg.model import Entity
from kg.namespaces import DATA

__all__ = [
    "ComponentTexts",
    "PublishedSketch",
    "SharedText",
    "emit_publications",
    "find_texts",
]


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
class PublishedSketch:
    """A document of a component: its sketch without standing passages, and its imprint."""

    component: int
    shard: int
    sketch: Sketch
    imprint: Imprint


@dataclass(frozen=True, slots=True)
class ComponentTexts:
    """The texts of one component, and what its documents share, each with the number of its shard."""

    texts: tuple[SharedText, ...]
    documents: tuple[tuple[int, DocumentTexts], ...]


def emit_publications(
    shard: int,
    sketches: Sequence[Sketch],
    publication: Callable[[int], Publication],
    members: Iterable[Members],
    lexicon: Lexicon,
    partitions: int,
    base: str = DATA,
) -> Iterator[tuple[int, PublishedSketch]]:
    """Yield, by partition, those of a shard's documents that are in a component.

    *sketches* are without standing passages; *publication* gives the publication of a document of the shard by its number, and
    is asked for those alone.
    """
    for row in members:
        for number, component in zip(unpack(row.numbers), unpack(row.components), strict=True):
            imprint = imprint_of(publication(number), lexicon, base)
            yield partition_of(component, partitions), PublishedSketch(component, shard, sketches[number], imprint)


def find_texts(rows: Iterable[PublishedSketch]) -> Iterator[ComponentTexts]:
    """Yield the texts of each component of a partition; components without any are left out."""
    components: defaultdict[int, list[PublishedSketch]] = defaultdict(list)
    for row in rows:
        components[row.component].append(row)
    for found in components.values():
        copies = copies_of([row.sketch for row in found])
        if copies.passages:
            shards = {row.sketch.key: row.shard for row in found}
            imprints = {row.sketch.key: row.imprint for row in found}
            texts = [(copied, _text(copied, copies, imprints)) for copied in _by_publications(copies)]
            voices = [(copied, _voice(text, imprints)) for copied, text in texts]
            documents = tuple((shards[one.key], one) for one in document_texts(voices, copies, imprints))
            yield ComponentTexts(tuple(text for _, text in texts), documents)


def _by_publications(copies: Copies) -> list[CopiedText]:
    """Return the texts, the most published first: a passage of two belongs to that which more documents publish."""
    return sorted(copies.texts, key=lambda text: (-len(text.documents), text))


def _text(copied: CopiedText, copies: Copies, imprints: Mapping[str, Imprint]) -> SharedText:
    agencies: defaultdict[str, list[Entity]] = defaultdict(list)
    for key in copied.documents:
        starts = {passage.start for passage, one in copies.passages[key] if one in copied.passages}
        named = (agency for start, agency in imprints[key].agencies if start is None or start in starts)
        for name, agency in {_same(agency): agency for agency in named}.items():
            agencies[name].append(agency)
    most = min(agencies, key=lambda name: (-len(agencies[name]), name), default=None)
    whose = min(agencies[most], key=lambda entity: entity.iri) if most is not None else None
    first = _first({key: imprints[key].issued for key in copied.documents})
    return SharedText(short_hash(*copied.documents), copied.documents, copied.words, first, whose)


def _same(agency: Entity) -> str:
    return agency.iri if agency.registered else agency.label.casefold()


def _first(issued: Mapping[str, str | None]) -> str | None:
    """Return the key of the publication that is before all others; None where one has no day, or two the first."""
    days = Counter(issued.values())
    if None in days:
        return None
    day = min(filter(None, days))
    return next(key for key, one in issued.items() if one == day) if days[day] == 1 else None


def _voice(text: SharedText, imprints: Mapping[str, Imprint]) -> TextVoice:
    key = text.first or text.documents[0]
    return TextVoice(text.id, key, text.agency or imprints[key].voice)
