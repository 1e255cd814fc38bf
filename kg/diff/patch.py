"""The difference of two versions as an RDF Patch (Apache Jena): D and A rows in one transaction.

Applied to the old version it gives the new one exactly. Rows are canonical N-Quads after their letter; deletions and additions
come in one order, by line, as they are found, so memory stays flat.

Source: RDF Patch, https://afs.github.io/rdf-delta/rdf-patch.html
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.diff.lines import differences, graph_of
from kg.diff.sides import Side, graphs_of_documents
from kg.errors import UsageError
from kg.identifiers import sha256_hex

__all__ = ["Patch"]


@dataclass
class Patch:
    """What leads from *old* to *new*, with *documents* (file names) in their graphs alone; *rows* counts what was written.

    Raises UsageError where neither version has such a document, or one of them alone names graphs.
    """

    old: Side
    new: Side
    documents: Collection[str] = ()
    rows: int = 0

    def lines(self) -> Iterator[bytes]:
        """Yield the rows of the patch, each with its newline; the id comes from the names of the versions."""
        names = "\x1f".join(map(str, (self.old.path, self.new.path)))
        found = self._found()
        yield f"H id <urn:sha256:{sha256_hex(names.encode('utf-8', 'surrogateescape'))}> .\n".encode()
        yield b"TX .\n"
        for sign, line in found:
            self.rows += 1
            yield sign.encode() + b" " + line
        yield b"TC .\n"

    def _found(self) -> Iterator[tuple[str, bytes]]:
        if self.old.has_graphs != self.new.has_graphs:
            raise UsageError(
                "rdf-patch", "cannot lead from named graphs to none, nor back", "two versions that both name them"
            )
        graphs = graphs_of_documents((self.old, self.new), self.documents) if self.documents else None
        found = differences(self.old.whole_lines(), self.new.whole_lines())
        return found if graphs is None else (row for row in found if graph_of(row[1]) in graphs)
