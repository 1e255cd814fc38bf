"""Seals a shard: writes its documents, and draws their graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from kg.errors import KgError, PassingError
from kg.faults import fault_of
from kg.formats.rdf import dumped
from kg.formats.writers.lines import sorted_blocks
from kg.identifiers import sha256_hex
from kg.runs.drawing import with_inferred
from kg.runs.job import Copies, Job
from kg.runs.rows import DocumentRow, encoded, framed
from kg.runs.samples import passed_on
from kg.runs.sealed import DOCUMENTS, GRAPH, Manifest, Part, documents_in, seal, written_part
from kg.runs.working import graph_of

__all__ = ["DRAWN", "SHARDS", "UndrawnError", "seal_rows", "shard_name"]

SHARDS: Final = "shards"
DRAWN: Final = "drawn "  # before what names a document whose graph is begun


def shard_name(job: Job, number: int, files: Iterable[tuple[bytes, str]], without: Copies) -> str:
    """Return the name of a shard, which holds the hash of all that it rests on: the paths of its files and their hashes."""
    return f"{SHARDS}/{number:05}-{sha256_hex(encoded((job.drawn, list(files), without)))[:24]}"


class UndrawnError(PassingError):
    """Raised for a document that is done and whose graph cannot be drawn; `made` names it."""

    def __init__(self, row: DocumentRow, error: Exception) -> None:
        fault = fault_of(row.summary.name, error)
        super().__init__(fault.where, fault.wrong, fault.right)
        self.made = row.summary.made


def seal_rows(
    job: Job, manifest: Manifest, rows: Iterable[DocumentRow], begin: Callable[[str], None] | None = None
) -> None:
    """Write the shard of *manifest*, whose parts are made: *rows* are all documents of its files, in order.

    What is drawn is told to *begin*. Raises UndrawnError where a document cannot be.
    """
    parts, samples = dict[str, Part](), list[bytes]()
    with written_part(job.folder, manifest.name, DOCUMENTS, parts) as documents:
        for row in rows:
            documents.add(framed(encoded(row)))
    with written_part(job.folder, manifest.name, GRAPH, parts) as graph:
        blocks = sorted_blocks(_drawn(job, documents_in(job.folder, manifest), begin or _untold))
        for block in passed_on(blocks, samples):
            graph.add(block, block.count(b"\n"))
    seal(job.folder, replace(manifest, parts=parts, samples=tuple(samples)))


def _drawn(job: Job, rows: Iterable[DocumentRow], begin: Callable[[str], None]) -> Iterator[bytes]:
    """Yield the lines of the graphs of documents, each drawn as a whole before the first of its lines."""
    for row in rows:
        begin(f"{DRAWN}{row.summary.made}")
        try:
            blocks = list(dumped(with_inferred(graph_of(job, row), job.base)))
        except KgError:
            raise
        except Exception as error:
            raise UndrawnError(row, error) from error
        yield from blocks
    begin("")


def _untold(made: str) -> None:
    pass
