"""What a build made: counts at once, and documents, claims and quads when they are asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import KgError
from kg.formats.writers.lines import block_lines, blocks_of, joined
from kg.link import Decision, LinkedDocument
from kg.model import Document, LinkedClaim
from kg.namespaces import ONTOLOGY
from kg.runs.rows import DocumentRow, decoded
from kg.runs.run import Run
from kg.runs.sealed import rows_in
from kg.runs.temporary import TemporaryFolder
from kg.runs.working import document_of

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.consolidate import SharedText

__all__ = ["BuildResult", "write_exported"]


@dataclass(frozen=True)
class BuildResult:
    """What a build made, as its shards and the file *dataset* have it, as long as these are there.

    `store` is the folder of the store, None where none was asked for; `shared_texts` the texts that several documents publish.
    `temporary` holds all this where it has no other place, and goes with the result.
    What is a tuple of all documents, claims or quads is read into memory when it is first asked for; documents come by name.
    """

    run: Run = field(repr=False)
    dataset: Path = field(repr=False)
    store: Path | None
    shared_texts: tuple[SharedText, ...] = field(default=(), repr=False)
    temporary: TemporaryFolder | None = field(default=None, repr=False)

    @property
    def failures(self) -> tuple[KgError, ...]:
        """Return what was passed over: bad files and records, and sentences too long to be any."""
        return self.run.failures

    @property
    def left_out(self) -> Mapping[str, int]:
        """Return how many files of folders are no reports, by suffix or, if they tell about the folder, by name."""
        return self.run.left_out

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Return the documents, by name."""
        return tuple(document_of(row) for _, row in self._rows)

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """Return the files of the documents, in their order, where they were read."""
        return tuple(path for path, _ in self._rows)

    @cached_property
    def claims(self) -> tuple[LinkedClaim, ...]:
        """Return the linked claims, by document."""
        return tuple(item for _, row in self._rows for item in decoded(row.linked, LinkedDocument).claims)

    @cached_property
    def decisions(self) -> Mapping[str, tuple[Decision, ...]]:
        """Return, by document key, what each name stands for, and why."""
        return {row.summary.key: decoded(row.linked, LinkedDocument).decisions for _, row in self._rows}

    @cached_property
    def quads(self) -> tuple[Quad, ...]:
        """Return all quads, sorted as canonical N-Quads."""
        from kg.formats.rdf import parse_rdf

        return tuple(parse_rdf(self.dataset, "nquads"))

    @cached_property
    def count(self) -> int:
        """Return how many quads there are."""
        with self.dataset.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))

    def write_to(self, out: BinaryIO, format: str) -> None:
        """Write the dataset without the ontology's graph, which is published by itself, in *format*.

        Raises UsageError where RDF/XML cannot write a property or character.
        """
        write_exported(self.dataset, out, format)

    @cached_property
    def _rows(self) -> tuple[tuple[Path, DocumentRow], ...]:
        return tuple(sorted(self._read(), key=lambda one: (one[1].summary.name, one[1].summary.key)))

    def _read(self) -> Iterator[tuple[Path, DocumentRow]]:
        for manifest in self.run.manifests():
            left = frozenset(manifest.without)
            for file, row in rows_in(self.run.job.folder, manifest):
                if (file.path, row.summary.key) not in left:
                    yield Path(os.fsdecode(file.path)), row


def write_exported(dataset: Path, out: BinaryIO, format: str) -> None:
    """Write *dataset*, sorted canonical N-Quads, without the ontology's graph, in *format*."""
    from kg.formats.writers import WRITERS

    end = f" <{ONTOLOGY}> .".encode()
    with dataset.open("rb") as file:
        blocks = (joined(line for line in block_lines(block) if not line.endswith(end)) for block in blocks_of(file))
        WRITERS[format](filter(None, blocks), out)
