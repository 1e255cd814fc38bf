"""Runs over any number of documents: in shards, each sealed when it is whole, so that a run can end at any moment and go on."""

from __future__ import annotations

from kg.runs.result import BuildResult
from kg.runs.run import Progress, Run, make_shards

__all__ = ["BuildResult", "Progress", "Run", "make_shards"]
