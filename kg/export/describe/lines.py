"""A source as the lines of its canonical N-Quads: sorted, each once, blank nodes named by RDFC-1.0.

Without blank nodes that is the sorted N-Quads themselves, since pyoxigraph escapes as the canonical form asks. So a store is
streamed; what turns out to have blank nodes, or another order, is read into memory.

Source: RDF Dataset Canonicalization, W3C Recommendation of 21 May 2024, sections 4 and 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["NotCanonicalError", "canonical_lines", "checked", "object_and_graph", "quad_lines"]

CHUNK: Final = 8192


class NotCanonicalError(Exception):
    """Raised inside this package where lines that are streamed are not in canonical order, or hold a blank node."""


def quad_lines(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Yield the line of each of *quads* in N-Quads, without its newline, in their order."""
    from pyoxigraph import RdfFormat, serialize

    rest = iter(quads)
    while chunk := list(islice(rest, CHUNK)):
        yield from (serialize(chunk, format=RdfFormat.N_QUADS) or b"").split(b"\n")[:-1]


def canonical_lines(quads: Iterable[Quad]) -> list[bytes]:
    """Return the lines of *quads*, in any order, as RDFC-1.0 has them."""
    from pyoxigraph import CanonicalizationAlgorithm, Dataset

    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(quad_lines(dataset))


def checked(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield *lines* as long as they ascend and name no blank node, else raise NotCanonicalError."""
    last = b""
    for line in lines:
        # Inside of a text `_:` may stand, and then the slow way is taken for nothing; it gives the same lines.
        if line <= last or line.startswith(b"_:") or b" _:" in line:
            raise NotCanonicalError
        yield line
        last = line


def object_and_graph(rest: bytes) -> tuple[bytes, bytes]:
    """Part what follows a line's subject and predicate; the default graph is b"".

    >>> object_and_graph(b'"a <b>"@en <http://example.org/g> .')
    (b'"a <b>"@en', b'<http://example.org/g>')
    >>> object_and_graph(b'"a <b>" .')
    (b'"a <b>"', b'')
    """
    before, _, last = rest[:-2].rpartition(b" ")
    # A quotation mark stands in no IRI, and at the end of every literal's text.
    if before and last[:1] in b"<_" and b'"' not in last:
        return before, last
    return rest[:-2], b""
