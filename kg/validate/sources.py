"""Where in the reports a node of the data stands: file, paragraph and quote, looked up in the data itself."""

from __future__ import annotations

from rdflib import PROV, Graph, Namespace, URIRef
from rdflib.term import Node

from kg.namespaces import CKG, OA

__all__ = ["source_of"]

ckg, oa = Namespace(CKG), Namespace(OA)


def source_of(data: Graph, node: str) -> str:
    """Return `FILE ¶N: "quote"` for a claim, a content or an evidence, without what *data* does not say.

    Without a quote it is the empty string. Runs of white space in the quote are one space. Of several claims of one content
    or evidence, the first by this text is taken.
    """
    start = URIRef(node)
    claims = {start, *data.subjects(ckg.claims, start), *data.subjects(ckg.evidence, start)}
    evidence = [(claim, place) for claim in claims for place in data.objects(claim, ckg.evidence)]
    return min(filter(None, (_told(data, *pair) for pair in evidence or [(start, start)])), default="")


def _told(data: Graph, claim: Node, evidence: Node) -> str:
    quotes = data.objects(evidence, oa.hasSelector / oa.exact)
    quote = min((" ".join(str(text).split()) for text in quotes), default="")
    name = _first(data, claim, ckg.inDocument / ckg.fileName) or _first(data, evidence, oa.hasSource / ckg.fileName)
    number = _first(data, claim, PROV.wasDerivedFrom / ckg.paragraphNumber)
    place = " ".join([*([name] if name else []), *([f"¶{number}"] if number else [])])
    return (f'{place}: "{quote}"' if place else f'"{quote}"') if quote else ""


def _first(data: Graph, node: Node, path: object) -> str:
    return min(map(str, data.objects(node, path)), default="")  # type: ignore[arg-type]
