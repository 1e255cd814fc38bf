"""Where in the reports a node of the data stands: file, paragraph, span and quote, looked up in the data itself."""

from __future__ import annotations

from typing import Any, Protocol

from kg.namespaces import CKG, OA, PROV
from kg.validate.report import Source

__all__ = ["Lookup", "source_of"]


class Lookup(Protocol):
    """A data graph that can be asked for the ends of a triple; both lists are sorted."""

    def objects(self, subject: Any, predicate: str) -> list[Any]: ...

    def subjects(self, predicate: str, target: Any) -> list[Any]: ...


def source_of(data: Lookup, node: Any) -> Source | None:
    """Return where a claim, a content or an evidence stands, without what *data* does not say; None without a quote.

    Of several claims of one content or evidence, the first by document, paragraph and span is taken.
    """
    claims = {node, *data.subjects(CKG + "claims", node), *data.subjects(CKG + "evidence", node)}
    evidence = [(claim, place) for claim in claims for place in data.objects(claim, CKG + "evidence")]
    found = (_source(data, *pair) for pair in evidence or [(node, node)])
    return min((source for source in found if source is not None), key=_order, default=None)


def _order(source: Source) -> tuple[str, int, int, int, str]:
    return source.document, source.paragraph or 0, source.start or 0, source.end or 0, source.quote


def _source(data: Lookup, claim: Any, evidence: Any) -> Source | None:
    quote = min(_along(data, evidence, OA + "hasSelector", OA + "exact"), default="")
    if not quote:
        return None
    names = _along(data, claim, CKG + "inDocument", CKG + "fileName")
    return Source(
        document=min(names or _along(data, evidence, OA + "hasSource", CKG + "fileName"), default=""),
        paragraph=_number(_along(data, claim, PROV + "wasDerivedFrom", CKG + "paragraphNumber")),
        start=_number(_along(data, evidence, OA + "hasSelector", OA + "start")),
        end=_number(_along(data, evidence, OA + "hasSelector", OA + "end")),
        quote=quote,
    )


def _number(texts: list[str]) -> int | None:
    """Return the least of *texts* that is a number."""
    return min((int(text) for text in texts if text.isascii() and text.isdigit()), default=None)


def _along(data: Lookup, node: Any, first: str, second: str) -> list[str]:
    return [end.value for middle in data.objects(node, first) for end in data.objects(middle, second)]
