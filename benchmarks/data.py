"""The data of the benchmarks, all of it made here out of the bundled reports: the one place that says where it comes from.

What only one benchmark wants and invents for itself (reprints with the truth about them, claims of a war that never was, graphs
with planted faults, hostile documents) lies beside it. How much there is of each stands in `amounts`.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.samples import write_reports
from benchmarks.sized import load, write_lines, write_store
from kg.model import Document

__all__ = ["load", "reports", "write_lines", "write_reports", "write_store"]


def reports(number: int) -> tuple[Document, ...]:
    """Return *number* reports as read, by name."""
    with TemporaryDirectory() as folder:
        return write_reports(Path(folder) / "reports", number)
