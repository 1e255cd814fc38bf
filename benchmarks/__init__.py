"""Side-by-side runs: ours beside its peers, on data made here. `python -m benchmarks` runs all, and writes a page.

frame       what a comparison is, its table and chart, the page, the run of all
amounts     how much each benchmark is given, by size
marked      reports beside what a person says of them
data        where that comes from
sized       graphs of any size
corpus      collections of invented reports, in all formats

Each other module is a benchmark: `python -m benchmarks.NAME` runs it by itself. A new one goes into `BENCHMARKS`.
"""

from __future__ import annotations

__all__ = ["BENCHMARKS"]

# In the order in which they run and stand in the page.
BENCHMARKS = (
    "extraction",
    "speed",
    "reading",
    "reading_pdf",
    "hostile",
    "linking",
    "copies",
    "consolidation",
    "runs",
    "reasoning",
    "validation",
    "query",
    "export",
    "serve",
    "explorer",
)
