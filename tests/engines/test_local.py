"""Tasks in processes of this machine: every answer once, whatever becomes of a process."""

from __future__ import annotations

import os
import signal

import pytest

from kg.engines import LocalEngine
from kg.errors import KgError, StoreError


def add(shared, item):
    return shared + item


def name_process(shared, item):
    return os.getpid()


def end_at(shared, item):
    if item == shared:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def refuse(shared, item):
    raise ValueError(item)


@pytest.fixture
def engine():
    made = LocalEngine(2)
    yield made
    made.close()


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_task_is_done_once(jobs):
    engine = LocalEngine(jobs)
    assert sorted(engine.map(add, 100, range(20))) == list(range(100, 120))
    assert sorted(engine.map(add, 0, [])) == []
    engine.close()


def test_one_process_is_this_one():
    assert set(LocalEngine(1).map(name_process, None, range(3))) == {os.getpid()}


def test_processes_stay_until_they_are_closed(engine):
    first, again = (set(engine.map(name_process, None, range(8))) for _ in range(2))
    assert os.getpid() not in first and len(first | again) <= 2
    engine.close()
    assert not set(engine.map(name_process, None, range(8))) & first


def test_a_task_that_ends_its_process_is_tried_once_more_as_blamed(engine):
    assert sorted(engine.map(end_at, 3, range(6), blamed=lambda item: -item)) == [-3, 0, 1, 2, 4, 5]


def test_a_task_that_always_ends_its_process_is_told(engine):
    with pytest.raises(KgError, match="has ended its process 3 times; more memory, or fewer --jobs"):
        list(engine.map(end_at, 3, range(6)))


def test_an_error_of_a_task_is_raised_here(engine):
    with pytest.raises(ValueError):
        list(engine.map(refuse, None, range(4)))


def test_no_room_for_what_processes_are_given_is_told(engine, monkeypatch, tmp_path):
    folder = tmp_path / "full"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setattr("pathlib.Path.write_bytes", _full)
    with pytest.raises(StoreError, match="No space left on device; a folder for temporary files"):
        list(engine.map(add, 1, range(4)))


def _full(path, data):
    raise OSError(28, "No space left on device")


def test_a_task_that_is_doubted_is_never_done_in_this_process(engine):
    for one in (LocalEngine(1), engine):
        (found,) = one.map(end_at, 3, [3], blamed=lambda item: -item, apart=lambda item: item == 3)
        assert found == -3
    first, second = LocalEngine(1).map(name_process, None, range(2), apart=lambda item: item == 0)
    assert first == os.getpid() != second
