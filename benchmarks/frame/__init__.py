"""The frame of all benchmarks.

comparison  plain data: what is compared, and what came of it
figures     numbers and ratios as they are written
tables      a comparison as text, and as Markdown
charts      a comparison as a drawing
machine     on what it ran, and what else ran there
memory      the most that a process has held
versions    what is installed
command     the command line of one benchmark
runs        each benchmark in a process of its own
page        RESULTS.md, and the table of the README
"""

from __future__ import annotations

__all__: list[str] = []
