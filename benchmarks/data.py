"""The data of the benchmarks, all of it made here: the one place that says where it comes from.

Reports are invented by the grammar of `corpus`; graphs are that of the bundled reports over and over. What only one benchmark
wants and invents for itself (reprints with the truth about them, claims of a war that never was, graphs with planted faults,
hostile documents) lies beside it. How much there is of each stands in `amounts`.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.corpus.collection import write_collection
from benchmarks.sized import load, write_lines, write_store
from kg.model import Document
from kg.read import read_paths

__all__ = ["SEED", "load", "reports", "write_lines", "write_store"]

# Of all that is invented by chance.
SEED: Final = 20261122


def reports(number: int) -> tuple[Document, ...]:
    """Return *number* invented reports as read, in all formats, by name."""
    with TemporaryDirectory() as folder:
        write_collection(Path(folder), number, SEED)
        return read_paths([Path(folder)], strict=True).documents
