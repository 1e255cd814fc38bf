"""Looks every quote of a graph up in the documents as they are now: it stands where it stood, has moved, changed or vanished.

1. The span of the evidence holds the quote: nothing is wrong.
2. The quote stands elsewhere: moved, to the occurrence nearest to its span.
3. What is most like the quote (normalised indel similarity, rapidfuzz) is at least NEAR like it: changed; the text is shown.
4. Else it has vanished; also where the document is not there.

What is found is a SHACL result on the evidence, with a shape of ours for each of the three.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode

from kg.namespaces import CKG, OA, SHAPES
from kg.validate.results import Result

if TYPE_CHECKING:
    from kg.validate.reports.context import Text
    from kg.validate.sparql.data import Data

__all__ = ["check_evidence"]

COMPONENT: Final = SHAPES + "EvidenceConstraintComponent"
NEAR: Final = 75.0  # of 100
QUERY: Final = f"""
SELECT ?evidence ?name ?quote ?start ?end WHERE {{
  ?evidence <{OA}hasSource>/<{CKG}fileName> ?name ; <{OA}hasSelector>/<{OA}exact> ?quote .
  OPTIONAL {{ ?evidence <{OA}hasSelector> ?place . ?place <{OA}start> ?start ; <{OA}end> ?end }}
}}"""


def check_evidence(data: Data, texts: Mapping[str, Text]) -> list[Result]:
    """Return a result for each quote of *data* that is not where it was in *texts*, the documents by file name."""
    from kg.validate.sparql.queries import Query

    found = (_result(row, texts) for row in data.rows(Query(QUERY, by_value=True)))
    return [result for result in found if result is not None]


def _result(row: Mapping[str, Any], texts: Mapping[str, Text]) -> Result | None:
    name, quote = row["name"].value, row["quote"].value
    text = texts.get(name)
    if text is None:
        return _told(row, "Vanished", f"{name} is not among the documents")
    start = int(row["start"].value) if "start" in row else 0
    if "start" in row and text.text[start : int(row["end"].value)] == quote:
        return None
    if (at := min(_all(text.text, quote), key=lambda at: abs(at - start), default=None)) is not None:
        return _told(row, "Moved", f"the quote stands at {at} to {at + len(quote)} of {name} now", severity="Warning")
    return _told(row, *_nearest(text.text, quote, name))


def _all(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _nearest(text: str, quote: str, name: str) -> tuple[str, str]:
    from rapidfuzz.fuzz import partial_ratio_alignment

    found = partial_ratio_alignment(quote, text)
    if found is None or found.score < NEAR:
        return "Vanished", f"the quote is not in {name} any more"
    near = " ".join(text[found.dest_start : found.dest_end].split())
    return "Changed", f"{name} says now, at {found.dest_start} to {found.dest_end}: “{near}”"


def _told(row: Mapping[str, Any], what: str, message: str, severity: str = "Violation") -> Result:
    return Result(
        focus_node=row["evidence"],
        shape=NamedNode(f"{SHAPES}Evidence{what}"),
        component=COMPONENT,
        severity=severity,
        value=row["quote"],
        messages=(Literal(message),),
    )
