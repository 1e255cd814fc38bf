"""A place of shards that is somebody else's is left alone, and one run at a time writes one."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from fsspec.implementations.memory import MemoryFileSystem

from kg import resources
from kg.cli import main
from kg.errors import StoreError
from kg.pipeline import build, relink
from kg.runs.folders import folder_at
from kg.runs.places import held
from tests.runs.conftest import contents, run

REPORTS = sorted(resources.seeds().glob("0*.txt"))[:1]
MINE = ("dataset/a.txt", "steps/mine.txt", "shards/mine.txt")


@pytest.fixture(params=["path", "file", "memory"])
def place(request, tmp_path):
    """A folder of this machine, or a URL, that is not there yet."""
    schemes = {"path": "", "file": "file://", "memory": "memory://"}
    yield f"{schemes[request.param]}{tmp_path}/kept"
    MemoryFileSystem.store.clear()


@pytest.mark.parametrize("mine", [MINE, ("letter.txt",)])
def test_a_folder_of_other_files_is_refused_and_nothing_is_begun(place, mine, tmp_path):
    folder = folder_at(place)
    for name in mine:
        folder.write(name, b"mine")
    words = ["build", *map(str, REPORTS), "--shards", place, "--store", str(tmp_path / "store")]
    result = CliRunner().invoke(main, words)
    told = f"{place}: holds files that are not a run's; name a new or empty folder"
    assert result.exit_code == 2 and result.output.splitlines() == [told]
    assert folder.names() == sorted(mine) and not (tmp_path / "store").exists()


def test_the_folder_with_the_reports_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in MINE:
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(REPORTS[0].read_bytes())
    before = contents(tmp_path)
    code, told = run("dataset", "--shards", ".", "--store", "st", cwd=tmp_path)
    assert code == 2 and told == ".: holds files that are not a run's; name a new or empty folder\n"
    assert contents(tmp_path) == before


def test_files_that_are_put_into_a_place_later_stay(place, tmp_path):
    build(REPORTS, store=tmp_path / "store", shards=place)
    folder = folder_at(place)
    made = folder.names()
    for name in MINE:
        folder.write(name, b"mine")
    build(REPORTS, store=tmp_path / "store", shards=place, text="all")
    names = folder.names()
    assert {*MINE, "conflict-kg.txt"} <= set(names) and len(names) == len(made) + len(MINE)


@pytest.mark.parametrize("name", ["store", "other"])
def test_a_store_is_a_place_for_shards(tmp_path, name):
    build(REPORTS, store=tmp_path / "other")
    build(REPORTS, store=tmp_path / "store", shards=tmp_path / name)
    relink(tmp_path / "store")
    assert (tmp_path / name / "shards.json").is_file()
    assert not (tmp_path / name / "conflict-kg.txt").exists()


def test_one_run_at_a_time_writes_a_place(tmp_path):
    build(REPORTS, store=tmp_path / "store", shards=tmp_path / "kept")
    right = "wait until that has ended, or name another place of shards"
    told = f"kept: is being written by another run of kg; {right}"
    with held(folder_at(tmp_path / "kept"), Path(tmp_path)):
        with pytest.raises(StoreError) as refused:
            build(REPORTS, store=tmp_path / "other", shards=tmp_path / "kept")
        assert str(refused.value).endswith(told)
        with pytest.raises(StoreError, match="is being written by another run"):
            relink(tmp_path / "store")
    assert not (tmp_path / "other").exists()
