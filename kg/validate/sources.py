"""Where in the reports a node of the data stands: file, paragraph, span and quote, looked up in the data itself.

1. Evidence, mentions and paragraphs have a span; a claim has that of its evidence.
2. What rests on claims, or belongs to one, has the span of the claim that is fewest steps away: contents, quantities and
   selectors; situations, incidents, contradictions and accepted statements; actors and places by their mentions.
3. What has none of these has the document that it is in.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final, Protocol

from kg.namespaces import CKG, OA, PROV, RDF
from kg.validate.report import Source

__all__ = ["Lookup", "Sources"]

STEPS: Final = 4
# Nodes of one step that are looked at: of a thing that is named everywhere, the first places are enough.
MOST: Final = 100
FORWARD: Final = (
    PROV + "wasDerivedFrom",
    *(
        CKG + name
        for name in "attestedBy beganBy endedBy report dissent reportedClaim oneSide otherSide positionClaim position".split()
    ),
)
BACKWARD: Final = (
    OA + "hasSelector",
    *(CKG + name for name in "claims quantity reportOf refersTo linkCandidate".split()),
)


class Lookup(Protocol):
    """A data graph that can be asked for the ends of a triple; both lists are sorted."""

    def objects(self, subject: Any, predicate: str) -> list[Any]: ...

    def subjects(self, predicate: str, target: Any) -> list[Any]: ...


class Sources:
    """The sources of the nodes of *data*, each looked up once."""

    def __init__(self, data: Lookup) -> None:
        self._data = data
        self._known: dict[Any, Source | None] = {}

    def of(self, node: Any) -> Source | None:
        """Return where *node* stands, without what the data does not say; None where it says nothing of it.

        Of several places as near, the first by document, paragraph and span is taken.
        """
        if node not in self._known:
            self._known[node] = self._nearest(node) or self._document(node)
        return self._known[node]

    def _nearest(self, node: Any) -> Source | None:
        seen, here = {node}, [node]
        for _ in range(STEPS):
            found = [source for one in here for source in self._own(one)]
            if found:
                return min(found, key=_order)
            ahead = dict.fromkeys(next_ for one in here for next_ in self._linked(one))
            here = list(islice((one for one in ahead if one not in seen), MOST))
            seen.update(here)
        return None

    def _linked(self, node: Any) -> Iterator[Any]:
        for predicate in FORWARD:
            yield from self._data.objects(node, predicate)
        for predicate in BACKWARD:
            yield from self._data.subjects(predicate, node)

    def _own(self, node: Any) -> Iterator[Source]:
        """Yield the spans of *node* itself: as a claim, as evidence, as a mention, as a paragraph."""
        for evidence in self._data.objects(node, CKG + "evidence"):
            yield from self._of_evidence(evidence, node)
        if self._data.objects(node, OA + "hasSelector"):
            for claim in self._data.subjects(CKG + "evidence", node) or [node]:
                yield from self._of_evidence(node, claim)
        for kind in ("mention", "paragraph"):
            start, end = (self._number(node, f"{CKG}{kind}{name}") for name in ("Start", "End"))
            if start is not None and end is not None:
                number = self._number(node, CKG + "paragraphNumber")
                quote = self._text(node, CKG + "surfaceForm")
                name, digest = self._document_of(node, CKG + "inDocument")
                yield Source(name, number, start, end, quote, digest)

    def _of_evidence(self, evidence: Any, claim: Any) -> Iterator[Source]:
        selectors = self._data.objects(evidence, OA + "hasSelector")
        quote = min(filter(None, (self._text(one, OA + "exact") for one in selectors)), default="")
        start, end = (_least(self._number(one, OA + name) for one in selectors) for name in ("start", "end"))
        if quote or (start is not None and end is not None):
            name, digest = self._document_of(claim, CKG + "inDocument")
            if not name:
                name, digest = self._document_of(evidence, OA + "hasSource")
            paragraphs = self._data.objects(claim, PROV + "wasDerivedFrom")
            number = _least(self._number(one, CKG + "paragraphNumber") for one in paragraphs)
            place = min(filter(None, (self._text(one, RDF + "value") for one in selectors)), default="")
            yield Source(name, number, start, end, quote, digest, place)

    def _document(self, node: Any) -> Source | None:
        name, digest = self._named(node)
        if not name:
            name, digest = self._document_of(node, CKG + "inDocument")
        return Source(name, None, None, None, "", digest) if name else None

    def _document_of(self, node: Any, predicate: str) -> tuple[str, str]:
        """Return name and digest of the document that *predicate* leads to, the first by name."""
        found = (self._named(document) for document in self._data.objects(node, predicate))
        return min((pair for pair in found if pair[0]), default=("", ""))

    def _named(self, document: Any) -> tuple[str, str]:
        return self._text(document, CKG + "fileName"), self._text(document, CKG + "sha256")

    def _text(self, node: Any, predicate: str) -> str:
        return min((end.value for end in self._data.objects(node, predicate)), default="")

    def _number(self, node: Any, predicate: str) -> int | None:
        texts = (end.value for end in self._data.objects(node, predicate))
        return _least(int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19)


def _least(numbers: Iterator[int | None]) -> int | None:
    return min((number for number in numbers if number is not None), default=None)


def _order(source: Source) -> tuple[str, int, int, int, str]:
    return source.document, source.paragraph or 0, source.start or 0, source.end or 0, source.quote
