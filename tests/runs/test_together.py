"""What documents say together has the same bytes, however many batches, partitions and parts it is made in."""

from __future__ import annotations

import pytest

from kg.engines import LocalEngine
from kg.pipeline import build
from kg.runs import together
from kg.runs.steps import dataset, do_step

CUTS = {
    "kg.runs.together.ROOTS": 0,
    "kg.runs.together.BATCH": 1,
    "kg.runs.together.PARTITION": 5,
    "kg.runs.samples.EACH": 1,
    "kg.runs.steps.dataset.PART": 1,
}


def files_of_a_build(collection, folder, monkeypatch):
    """Build *collection*; return the dataset and the names of the files of the steps."""
    seen = []

    def done(engine, plan, step):
        do_step(engine, plan, step)
        seen.extend(plan.folder.names())

    monkeypatch.setattr(together, "do_step", done)
    result = build([collection], store=folder, engine=LocalEngine(1))
    return result.dataset.read_bytes(), set(seen)


def test_small_pieces_make_the_dataset_of_large_ones(collection, tmp_path, monkeypatch):
    whole, files = files_of_a_build(collection, tmp_path / "whole", monkeypatch)
    assert sum(name.startswith(dataset.PARTS.name) for name in files) == 1
    for name, value in CUTS.items():
        monkeypatch.setattr(name, value)
    pieces, files = files_of_a_build(collection, tmp_path / "pieces", monkeypatch)
    counts = {step: sum(name.startswith(f"{step}-") for name in files) for step in ("given", "gathered", "parts")}
    assert counts["given"] == 2 and counts["gathered"] == 9 and counts["parts"] > 3
    assert pieces == whole


@pytest.mark.parametrize("partitions", [1, 2, 3, 42])
def test_the_number_of_partitions_changes_no_byte(collection, built, tmp_path, monkeypatch, partitions):
    monkeypatch.setattr("kg.runs.together.ROOTS", 0)
    monkeypatch.setattr("kg.runs.together.PARTITION", -(-42 // partitions))
    result = build([collection], store=tmp_path / "store", engine=LocalEngine(1))
    assert result.dataset.read_bytes() == next(built.glob("generations/*/dataset.nq")).read_bytes()
