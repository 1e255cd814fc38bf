"""Texts that several documents publish, as people are told of them: whose, by whom and when, and which passages are theirs.

A passage belongs to such a text where another publication of it is quoted with the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

__all__ = ["PrintedText", "Publication", "passages_line", "printed_passages", "text_lines", "texts_of"]

T = TypeVar("T")
Ask = Callable[[str], Iterator[dict[str, str]]]
BATCH: Final = 200  # what one query asks for

TEXTS: Final = """
SELECT DISTINCT ?text ?words ?agency ?document ?file ?title ?publisher ?issued ?first WHERE {
  VALUES ?text { %s }
  ?text ckg:publication ?document .
  ?document ckg:fileName ?file .
  OPTIONAL { ?text ckg:sharedWords ?words }
  OPTIONAL { ?text ckg:agency/rdfs:label ?agency }
  OPTIONAL { ?text ckg:firstPublication ?first }
  OPTIONAL { ?document dcterms:title ?title }
  OPTIONAL { ?document ckg:publisher/rdfs:label ?publisher }
  OPTIONAL { ?document dcterms:issued ?issued }
} ORDER BY ?text ?issued ?file ?document ?publisher ?agency
"""

PRINTED: Final = """
SELECT DISTINCT ?document ?quote ?text WHERE {
  VALUES (?document ?quote) { %s }
  ?words oa:exact ?quote .
  ?evidence oa:hasSelector ?words ; oa:hasSource ?other .
  ?text ckg:publication ?other, ?document .
  FILTER (?other != ?document)
} ORDER BY ?document ?quote ?text
"""


@dataclass(frozen=True, slots=True)
class Publication:
    """A document that publishes a text: file name, title, publisher and ISO day, "" for what is unknown."""

    document: str
    file: str
    title: str = ""
    publisher: str = ""
    issued: str = ""


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text of *words* shared words, its publications by day (unknown ones first) and file name.

    *first* is the IRI of the first publication's document and *agency* whose text it is; "" where nothing tells.
    """

    iri: str
    words: int
    publications: tuple[Publication, ...]
    first: str = ""
    agency: str = ""

    @property
    def whose(self) -> str:
        """Whose text it is: the agency's, else the first publication's; "" where nothing tells."""
        own = next((one for one in self.publications if one.document == self.first), None)
        return self.agency or (own.publisher or own.file if own else "")


def texts_of(ask: Ask, texts: Iterable[str]) -> dict[str, PrintedText]:
    """Return those of *texts*, by IRI, that are texts in the graph which *ask* queries."""
    from pyoxigraph import NamedNode

    rows: dict[str, list[dict[str, str]]] = {}
    for some in _batches(sorted(set(texts))):
        for row in ask(TEXTS % " ".join(str(NamedNode(text)) for text in some)):
            rows.setdefault(row["text"], []).append(row)
    return {text: _text(text, found) for text, found in rows.items()}


def _text(iri: str, rows: Sequence[dict[str, str]]) -> PrintedText:
    documents = {row["document"]: row for row in reversed(rows)}
    printed = tuple(
        Publication(row["document"], row["file"], row["title"], row["publisher"], row["issued"])
        for row in sorted(documents.values(), key=lambda row: (row["issued"], row["file"], row["document"]))
    )
    return PrintedText(iri, int(rows[0]["words"] or 0), printed, rows[0]["first"], rows[0]["agency"])


def printed_passages(ask: Ask, passages: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return for each passage, a document's IRI and its words, the IRI of the text that it is of; others are left out."""
    from pyoxigraph import Literal, NamedNode

    found: dict[tuple[str, str], str] = {}
    for some in _batches(sorted(set(passages))):
        wanted = " ".join(f"({NamedNode(document)} {Literal(words)})" for document, words in some)
        for row in ask(PRINTED % wanted):
            found.setdefault((row["document"], row["quote"]), row["text"])
    return found


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


def text_lines(text: PrintedText) -> Iterator[str]:
    """Yield whose a text is and how long, and a line for each publication."""
    whose = f"text of {text.whose}" if text.whose else "nothing tells whose text it is"
    yield f"{whose}: {text.words} words that {len(text.publications)} documents print, and one source"
    for one in text.publications:
        titled = f" “{one.title}”" if one.title else ""
        parts = [one.publisher, one.issued or "no day", "the first publication" if one.document == text.first else ""]
        yield f"  {one.file}{titled}, {', '.join(filter(None, parts))}"


def passages_line(count: int, texts: Mapping[str, PrintedText], of: Sequence[str]) -> str:
    """Return how many passages there are; *of* names the text of each of those that are of one of *texts*."""
    passages = f"{count} passage{'' if count == 1 else 's'}"
    told = [texts[one] for one in dict.fromkeys(of)]
    if not told:
        return passages
    many = f"{len(told)} text{'' if len(told) == 1 else 's'} that "
    by = str(len(told[0].publications)) if len(told) == 1 else "several"
    share = "of" if len(of) == count else f"{len(of)} of them of"
    return f"{passages}, {share} {many}{by} documents print"
