"""Looks the documents and the quotes of a graph up in the files as they are now.

1. The document: its file is there with the same bytes; or lies under another name, was edited, or is gone.
2. A quote at its span: nothing is wrong, if the element, page or line of its file is that of the graph; else misplaced.
3. The same quote elsewhere in the document, nearest to its span: moved. In another document: moved there.
4. The same words in other characters (`kg.validate.quotes`): respelled.
5. What is most like the quote: changed; the text of today is shown.
6. Else it has vanished.

What is found is a SHACL result on the evidence, or on the document, with a shape of ours for each kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode

from kg.namespaces import CKG, OA, PROV, RDF, SHAPES
from kg.validate.quotes import Span, find_alike, find_exact, find_same_words
from kg.validate.report import Source
from kg.validate.results import Result
from kg.validate.sparql.queries import Query

if TYPE_CHECKING:
    from kg.model import Document
    from kg.validate.sparql.data import Data

__all__ = ["EVIDENCE_SHAPES", "Evidence", "check_evidence"]

EVIDENCE_SHAPES: Final = frozenset(
    SHAPES + name
    for name in """EvidenceMisplaced EvidenceMoved EvidenceMovedAway EvidenceRespelled EvidenceChanged EvidenceVanished
    DocumentEdited DocumentRenamed DocumentGone""".split()
)
COMPONENT: Final = SHAPES + "EvidenceConstraintComponent"
DOCUMENTS: Final = f"""
SELECT ?document ?name (MIN(?digest) AS ?sha256) WHERE {{
  ?document <{CKG}fileName> ?name OPTIONAL {{ ?document <{CKG}sha256> ?digest }}
}} GROUP BY ?document ?name"""
QUOTES: Final = f"""
SELECT ?evidence ?quote (MIN(?source) AS ?of) (MIN(?claimed) AS ?in) (MIN(?from) AS ?start) (MIN(?to) AS ?end)
  (MIN(?paragraph) AS ?number) (MIN(?held) AS ?place) (MIN(?numbered) AS ?page) WHERE {{
  ?evidence <{OA}hasSelector>/<{OA}exact> ?quote .
  OPTIONAL {{ ?evidence <{OA}hasSource> ?source }}
  OPTIONAL {{ ?evidence ^<{CKG}evidence>/<{CKG}inDocument> ?claimed }}
  OPTIONAL {{ ?evidence <{OA}hasSelector> ?position . ?position <{OA}start> ?from ; <{OA}end> ?to }}
  OPTIONAL {{ ?evidence <{OA}hasSelector>/<{RDF}value> ?held }}
  OPTIONAL {{ ?evidence <{CKG}page> ?numbered }}
  OPTIONAL {{ ?evidence ^<{CKG}evidence>/<{PROV}wasDerivedFrom>/<{CKG}paragraphNumber> ?paragraph }}
}} GROUP BY ?evidence ?quote"""
Found = Iterator[tuple[Result, Source | None]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found, with where it stands now, and how many quotes were looked up."""

    results: Mapping[Result, Source | None]
    quotes: int


@dataclass(frozen=True, slots=True)
class _Quote:
    """A quote as the graph has it; *place* and *page* are "" and None where the graph gives it none."""

    evidence: Any
    document: Any
    text: str
    start: int | None
    end: int | None
    paragraph: int | None
    place: str
    page: int | None


def check_evidence(data: Data, files: Iterable[Document]) -> Evidence:
    """Return a result for each document and quote of *data* that is not as it was in *files*."""
    quotes = defaultdict(list)
    for quote in _quotes(data):
        quotes[quote.document].append(quote)
    documents = _documents(data)
    check = _Check(tuple(files), documents.values())
    found: dict[Result, Source | None] = {}
    for node in sorted({*documents, *quotes}, key=lambda node: (documents.get(node, ("", "")), str(node))):
        found.update(check.document(node, *documents.get(node, ("", "")), quotes[node]))
    return Evidence(found, sum(map(len, quotes.values())))


def _documents(data: Data) -> dict[Any, tuple[str, str]]:
    """Return name and digest of each document, the first by name of several."""
    rows = sorted(data.rows(Query(DOCUMENTS, by_value=True)), key=str, reverse=True)
    return {row["document"]: (row["name"].value, row["sha256"].value if "sha256" in row else "") for row in rows}


def _quotes(data: Data) -> Iterator[_Quote]:
    for row in data.rows(Query(QUOTES, by_value=True)):
        if "quote" in row and isinstance(row["quote"], Literal):
            start, end, number, page = (_number(row.get(name)) for name in ("start", "end", "number", "page"))
            document = row.get("of") or row.get("in")
            place = row["place"].value if isinstance(row.get("place"), Literal) else ""
            yield _Quote(row["evidence"], document, row["quote"].value, start, end, number, place, page)


def _number(term: Any) -> int | None:
    text = term.value if isinstance(term, Literal) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


class _Check:
    def __init__(self, files: Sequence[Document], documents: Collection[tuple[str, str]]) -> None:
        """Match *files* with the names and digests of *documents*: what is one's own bytes is no other's edited file."""
        self._files = files
        self._own = {(file.name, file.sha256): file for file in files}
        known = {digest for _, digest in documents}
        self._by_digest = {file.sha256: file for file in reversed(files)}
        self._strange = {file.name: file for file in reversed(files) if file.sha256 not in known}

    def document(self, node: Any, name: str, digest: str, quotes: Sequence[_Quote]) -> Found:
        """Yield what has become of a document and its *quotes*."""
        file = self._own.get((name, digest))
        if file is None and digest in self._by_digest and name:
            file = self._by_digest[digest]
            text = f"{name} lies under the name {file.name} now, byte for byte"
            yield _document(node, "DocumentRenamed", "Warning", text), _whole(file)
        elif file is None and name in self._strange:
            file = self._strange[name]
        elif file is None:
            known = f"{name} is not among the documents any more" if name else "the document has no file name"
            if node is not None:
                yield _document(node, "DocumentGone", "Violation", f"{known}; {len(quotes)} quotes rest on it"), None
        found = [pair for quote in quotes for pair in self._quote(quote, name or "a document without a name", file)]
        if file is not None and digest not in ("", file.sha256):
            kinds = Counter(result.shape for result, _ in found)
            yield _document(node, "DocumentEdited", "Info", _edited(file, len(quotes), kinds)), _whole(file)
        yield from found

    def _quote(self, quote: _Quote, name: str, file: Document | None) -> Found:
        start = quote.start or 0
        if file is not None:
            if quote.start is not None and file.text[quote.start : quote.end] == quote.text:
                yield from self._misplaced(quote, file, start)
                return
            if (span := find_exact(file.text, quote.text, start)) is not None:
                yield self._told(
                    quote, file, span, "EvidenceMoved", "Warning", f"the quote {_moved(quote, file, span)}"
                )
                return
        elsewhere = ((other, find_exact(other.text, quote.text, start)) for other in self._files if other is not file)
        if (there := next(((other, span) for other, span in elsewhere if span), None)) is not None:
            other, span = there
            text = f"the quote is not in {name} any more, and stands in {_place(other, span)}"
            yield self._told(quote, other, span, "EvidenceMovedAway", "Violation", text)
        elif file is not None and (span := find_same_words(file.text, quote.text, start)) is not None:
            text = f"{_place(file, span)} has the same words in other characters: {_shown(file, span)}"
            yield self._told(quote, file, span, "EvidenceRespelled", "Warning", text)
        elif file is not None and (span := find_alike(file.text, quote.text)) is not None:
            text = f"{_place(file, span)} says now: {_shown(file, span)}"
            yield self._told(quote, file, span, "EvidenceChanged", "Violation", text)
        else:
            text = f"the quote is not in {name} any more, and nothing like it"
            yield _result(quote.evidence, "EvidenceVanished", "Violation", text, Literal(quote.text)), None

    def _misplaced(self, quote: _Quote, file: Document, start: int) -> Found:
        """Tell where a quote at its span stands, if that is not where the graph says that it does."""
        anchor = next((p.anchor(start) for p in file.paragraphs if p.start <= start < p.end), None)
        value, page = (anchor.value, anchor.page) if anchor else ("", None)
        wrong = [quote.place] if quote.place not in ("", value) else []
        wrong += [f"ckg:page {quote.page}"] if quote.page not in (None, page) else []
        if wrong:
            span = start, start + len(quote.text)
            here = f"{value or 'no place but its span'} in {_place(file, span)}"
            text = f"the quote stands at {here}, not at {' and '.join(wrong)}"
            yield self._told(quote, file, span, "EvidenceMisplaced", "Violation", text)

    def _told(
        self, quote: _Quote, file: Document, span: Span, shape: str, severity: str, text: str
    ) -> tuple[Result, Source]:
        source = Source(file.name, _paragraph(file, span), *span, file.text[slice(*span)], file.sha256)
        return _result(quote.evidence, shape, severity, text, Literal(quote.text)), source


def _edited(file: Document, total: int, kinds: Counter[Any]) -> str:
    """Return in words that *file* has other bytes than it had, and how many of its quotes that has touched."""
    touched = sum(kinds.values())
    quotes = (
        f"{total - touched} of its {total} quotes stand where they stood"
        if touched
        else "each quote stands where it stood"
    )
    return f"{file.name} has other bytes than were read, in {file.encoding} now; {quotes}"


def _moved(quote: _Quote, file: Document, span: Span) -> str:
    before = f", and stood at {quote.start} to {quote.end}" if quote.start is not None else ""
    number = f" in ¶{quote.paragraph}" if before and quote.paragraph is not None else ""
    return f"stands in {_place(file, span)}{before}{number}"


def _place(file: Document, span: Span) -> str:
    number = _paragraph(file, span)
    return f"{file.name}{'' if number is None else f' ¶{number}'} at {span[0]} to {span[1]}"


def _shown(file: Document, span: Span) -> str:
    return f"“{' '.join(file.text[slice(*span)].split())}”"


def _paragraph(file: Document, span: Span) -> int | None:
    """Return the number of the paragraph in which *span* begins."""
    return next((one.number for one in file.paragraphs if one.start <= span[0] < one.end), None)


def _whole(file: Document) -> Source:
    return Source(file.name, None, None, None, "", file.sha256)


def _document(node: Any, shape: str, severity: str, text: str) -> Result:
    return _result(node, shape, severity, text, None)


def _result(node: Any, shape: str, severity: str, text: str, value: Literal | None) -> Result:
    return Result(
        focus_node=node,
        shape=NamedNode(SHAPES + shape),
        component=COMPONENT,
        severity=severity,
        value=value,
        messages=(Literal(text),),
    )
