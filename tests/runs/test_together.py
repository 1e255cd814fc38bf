"""What documents say together has the same bytes, however many batches, partitions and parts it is made in, and whatever ends it."""

from __future__ import annotations

from itertools import starmap

import pytest

from kg.engines import LocalEngine
from kg.pipeline import build
from kg.runs import together
from kg.runs.steps import dataset, do_step
from tests.runs.conftest import contents, kill, run, start, wait_for

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


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A folder with a module that makes all pieces small in every process that looks into it first."""
    folder = tmp_path_factory.mktemp("small")
    modules = sorted({name.rpartition(".")[0] for name in CUTS})
    lines = [*(f"import {module}" for module in modules), *starmap("{} = {}".format, CUTS.items())]
    (folder / "sitecustomize.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def words(collection, folder):
    return (collection, "--store", folder / "store", "--shards", folder / "place", "--jobs", 2)


@pytest.fixture(scope="module")
def at_once(collection, small, tmp_path_factory):
    """Where a run in small pieces has left a store, and a place of shards."""
    folder = tmp_path_factory.mktemp("at_once")
    code, told = run(*words(collection, folder), path=small)
    assert code == 0, told
    return folder


def test_processes_that_share_small_pieces_out_change_no_byte(at_once, built):
    def dataset_of(store):
        return next(store.glob("generations/*/dataset.nq")).read_bytes()

    assert dataset_of(at_once / "store") == dataset_of(built)
    assert len(list((at_once / "place").glob("dataset/*/*"))) > 5


SELDOM = [pytest.param(step, marks=pytest.mark.slow) for step in ("votes", "given", "first", "parts")]


@pytest.mark.parametrize("reached", ["joined", "graphs", "dataset", *SELDOM])
def test_a_run_that_is_killed_between_small_pieces_goes_on(collection, small, at_once, tmp_path, reached):
    place = tmp_path / "place"
    process = start(*words(collection, tmp_path), path=small)
    wait_for(lambda: any(place.glob("dataset/*/*" if reached == "dataset" else f"steps/*/{reached}-*")))
    kill(process)
    assert not (place / "shards.json").exists()
    code, told = run(*words(collection, tmp_path), path=small)
    assert code == 0, told
    assert contents(place) == contents(at_once / "place")
