"""What the shards of a run say together, in steps: each is tasks over batches of shards, or over partitions of rows.

A task reads the rows that the tasks of steps before sent to its number, and writes one file of rows for those that come. So no
task holds more than its own, any engine does them, and what is there and whole is not done again.
"""

from __future__ import annotations

from kg.runs.steps import dataset, texts, world
from kg.runs.steps.step import Plan, Step, do_step

__all__ = ["Plan", "Step", "dataset", "do_step", "texts", "world"]
