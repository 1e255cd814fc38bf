"""The simulation of a large run, at a small size: its shards are what shards of a run are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("spacy", reason="reading text needs the extra 'text'")

from benchmarks.scale.stub import seal_whole, stub_of
from kg.runs.folders import folder_at
from kg.runs.sealed import documents_in, graph_blocks, is_whole, manifest_of


def test_a_whole_shard_is_one_and_no_document_is_there_twice(tmp_path):
    stub = stub_of(folder_at(str(tmp_path)), 3, 7)
    done = seal_whole(stub, 5)
    assert is_whole(stub.job.folder, done.name)
    manifest = manifest_of(stub.job.folder, done.name)
    rows = list(documents_in(stub.job.folder, manifest))
    assert len({row.summary.key for row in rows}) == len(rows) == 7
    lines = b"".join(graph_blocks(stub.job.folder, done.name)).splitlines()
    for row in rows:
        assert sum(f"/document/{row.summary.key}> ".encode() in line for line in lines) > 20


@pytest.mark.slow
def test_the_simulation_runs_and_tells_of_each_part():
    pytest.importorskip("ray", reason="tasks go to Ray, which the extra 'ray' brings")
    counts = {"tasks": 20, "sealed": 3, "whole": 1, "documents": 10, "reports": 4}
    words = [word for name, count in counts.items() for word in (f"--{name}", str(count))]
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.scale", *words],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert told.returncode == 0, told.stderr
    for part in ("20 tasks", "1 whole shards of 10", "3 shards of 10", "30 paths", "1 files of graph.nq.gz"):
        assert part in told.stdout
