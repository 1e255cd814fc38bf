"""Where in the reports a node of the data stands: file, paragraph and quote, looked up in the data itself."""

from __future__ import annotations

from typing import Any, Protocol

from kg.namespaces import CKG, OA, PROV

__all__ = ["Lookup", "source_of"]


class Lookup(Protocol):
    """A data graph that can be asked for the ends of a triple; both lists are sorted."""

    def objects(self, subject: Any, predicate: str) -> list[Any]: ...

    def subjects(self, predicate: str, target: Any) -> list[Any]: ...


def source_of(data: Lookup, node: Any) -> str:
    """Return `FILE ¶N: "quote"` for a claim, a content or an evidence, without what *data* does not say.

    Without a quote it is the empty string. Runs of white space in the quote are one space. Of several claims of one content
    or evidence, the first by this text is taken.
    """
    claims = {node, *data.subjects(CKG + "claims", node), *data.subjects(CKG + "evidence", node)}
    evidence = [(claim, place) for claim in claims for place in data.objects(claim, CKG + "evidence")]
    return min(filter(None, (_told(data, *pair) for pair in evidence or [(node, node)])), default="")


def _told(data: Lookup, claim: Any, evidence: Any) -> str:
    quotes = _along(data, evidence, OA + "hasSelector", OA + "exact")
    quote = min((" ".join(text.split()) for text in quotes), default="")
    names = _along(data, claim, CKG + "inDocument", CKG + "fileName")
    name = min(names or _along(data, evidence, OA + "hasSource", CKG + "fileName"), default="")
    number = min(_along(data, claim, PROV + "wasDerivedFrom", CKG + "paragraphNumber"), default="")
    place = " ".join([*([name] if name else []), *([f"¶{number}"] if number else [])])
    return (f'{place}: "{quote}"' if place else f'"{quote}"') if quote else ""


def _along(data: Lookup, node: Any, first: str, second: str) -> list[str]:
    return [end.value for middle in data.objects(node, first) for end in data.objects(middle, second)]
