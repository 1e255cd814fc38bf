"""What is exported: a store, an RDF file or a release, whole or one document of it, to the letter and in canonical order.

All that leaves is drawn from `Source.blocks`: canonical N-Quads, sorted, each line once. A store has them on disk; an RDF file
is sorted first, in bounded memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING, Final, cast
from weakref import finalize

from kg.export.counts import Counts, count_sorted, sum_quads, sum_triples
from kg.export.documents import document_blocks
from kg.export.files import file_blocks
from kg.formats.release import is_release
from kg.formats.suffixes import SUFFIXES
from kg.formats.writers.lines import block_lines, blocks_of, joined, sorted_blocks
from kg.namespaces import ONTOLOGY
from kg.sparql import open_source
from kg.store import StoreFolder

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

__all__ = ["Source"]

ONTOLOGY_GRAPH: Final = f" <{ONTOLOGY}> .".encode()


@dataclass(frozen=True)
class Source:
    """The store, RDF file or release at *path*: its data, with *ontology* also the ontology's graph.

    *document* is the name or key of a document: then its graph alone, with what the registry says of the things that it names.
    """

    path: Path
    document: str | None = None
    ontology: bool = False

    def blocks(self) -> Iterator[bytes]:
        """Yield canonical N-Quads in blocks of whole lines, sorted, each once."""
        return self._everything() if self.document is None else iter(self._of_document)

    def quads(self) -> Iterator[Quad]:
        """Yield the quads to the letter, one by one, in canonical order."""
        from pyoxigraph import RdfFormat, parse

        for block in self.blocks():
            yield from parse(block, format=RdfFormat.N_QUADS, lenient=True)

    @cached_property
    def store(self) -> Store:
        """What to ask with SPARQL: the index on disk, with a store's ontology too; of a document, its quads in memory."""
        if self.document is None:
            return open_source(self.path)
        from pyoxigraph import Store

        store = Store()
        store.bulk_extend(self.quads())
        return store

    @cached_property
    def counts(self) -> Counts:
        """What an export of all this must carry."""
        return count_sorted(self.blocks())

    @cached_property
    def quad_sum(self) -> Counts:
        """Number and sum of the quads: what tells in a fraction of the time of `counts` that all quads are there."""
        return sum_quads(self.blocks())

    @cached_property
    def triple_sum(self) -> Counts:
        """Number and sum of the triples without their graphs."""
        return sum_triples(self.blocks())

    @property
    def is_file(self) -> bool:
        """Tell whether this is an RDF file, or the folder of a release that holds one, and no store."""
        return is_release(self.path) or self.path.is_file() or (self.path.suffix in SUFFIXES and not self.path.exists())

    @cached_property
    def size(self) -> int:
        """How many bytes `blocks` has."""
        return sum(map(len, self._of_document)) if self.document is not None else self.dataset.stat().st_size

    @cached_property
    def dataset(self) -> Path:
        """The file of all canonical N-Quads, with the ontology's graph where there is one."""
        return Path(self._sorted.name) if self.is_file else StoreFolder(self.path).dataset()

    @cached_property
    def _sorted(self) -> IO[bytes]:
        file = NamedTemporaryFile(prefix="kg-export-")  # noqa: SIM115  it goes with this object
        file.writelines(sorted_blocks(file_blocks(self.path)))
        file.flush()
        finalize(self, file.close)
        return cast("IO[bytes]", file)

    @cached_property
    def _of_document(self) -> list[bytes]:
        return document_blocks(self._everything, self.document or "", self.path)

    def _everything(self) -> Iterator[bytes]:
        with self.dataset.open("rb") as file:
            blocks = blocks_of(file)
            yield from blocks if self.ontology else _without_ontology(blocks)


def _without_ontology(blocks: Iterable[bytes]) -> Iterator[bytes]:
    for block in blocks:
        if ONTOLOGY_GRAPH not in block:
            yield block
        elif lines := [line for line in block_lines(block) if not line.endswith(ONTOLOGY_GRAPH)]:
            yield joined(lines)
