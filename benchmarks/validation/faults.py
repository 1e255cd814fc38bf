"""The faults that are planted in a graph: each is one validation result by one shape of `shapes.ttl`, and by no other.

A fault gives one property of one node of a document other values. Nodes and values are in the short form of `nodes`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

__all__ = ["FAULTS", "FAULT_EVERY", "Fault", "expected_results", "fault_of"]

# Documents from one fault to the next; a document has some 300 triples.
FAULT_EVERY: Final = 4


@dataclass(frozen=True, slots=True)
class Fault:
    """That *node* has *values* of *property*, and no others, which *shape* finds."""

    shape: str
    node: str
    property: str
    values: tuple[str, ...]


# Each shape in turn, then the further faults that some can find.
FAULTS: Final = (
    Fault("Claim-content", "claim/1", "ckg:claims", ()),
    Fault("Claim-speaker", "claim/2", "ckg:claimedBy", ("place",)),
    Fault("AcceptedStatement", "statement", "prov:wasDerivedFrom", ("claim/1", "claim/4")),
    Fault("Position", "position/1", "oa:end", ('"0"^^xsd:nonNegativeInteger',)),
    Fault("Position-start", "position/1", "oa:start", ('"-1"^^xsd:integer',)),
    Fault("Evidence", "evidence/1", "rdfs:label", ('"a property that evidence does not have"',)),
    Fault("Evidence-position", "evidence/1", "oa:hasSelector", ("quote/1",)),
    Fault("Paragraph-order", "paragraph/1", "ckg:paragraphEnd", ('"0"^^xsd:nonNegativeInteger',)),
    Fault("Claim-factuality", "claim/2", "ckg:factuality", ("ckg:CommentVoice",)),
    Fault("Content-day", "content/1", "ckg:notBefore", ('"2016"^^xsd:gYear',)),
    Fault("Evidence-quote", "quote/1", "oa:exact", ('"Rebellen nahmen die Stadt ein"@de',)),
    Fault("Document-digest", "document", "ckg:sha256", ('"0123456789ABCDEF"',)),
    Fault("Paragraph-number", "paragraph/1", "ckg:paragraphNumber", ('"0"^^xsd:nonNegativeInteger',)),
    Fault("Actor-label", "actor", "rdfs:label", ("place",)),
    Fault("Claim-content", "claim/1", "ckg:claims", ("content/1", "content/2")),
    Fault("Claim-content", "claim/1", "ckg:claims", ("paragraph/1",)),
    Fault("Claim-speaker", "claim/2", "ckg:claimedBy", ()),
    Fault("Evidence-position", "evidence/1", "oa:hasSelector", ("position/1", "position/2", "quote/1")),
    Fault("Evidence-quote", "evidence/1", "oa:hasSelector", ("position/1",)),
    Fault("Actor-label", "actor", "rdfs:label", ()),
)


def fault_of(document: int) -> Fault | None:
    """Return the fault of the *document*-th document, from 0; most have none.

    >>> [fault_of(number) is not None for number in range(5)]
    [True, False, False, False, True]
    """
    turn, rest = divmod(document, FAULT_EVERY)
    return None if rest else FAULTS[turn % len(FAULTS)]


def expected_results(documents: int) -> Counter[str]:
    """Return how many results each shape gives on a graph of so many documents.

    >>> expected_results(9)
    Counter({'Claim-content': 1, 'Claim-speaker': 1, 'AcceptedStatement': 1})
    """
    return Counter(fault.shape for fault in map(fault_of, range(documents)) if fault)
