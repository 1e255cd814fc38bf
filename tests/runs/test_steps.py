"""A task of a step that finds no room for its temporary files is told in one line."""

from __future__ import annotations

import errno
import os
from types import SimpleNamespace

import pytest

from kg.engines import LocalEngine
from kg.errors import KgError, StoreError
from kg.runs.folders import folder_at
from kg.runs.steps.step import Step, do_step


def spill(plan, number):
    raise OSError(errno.ENOSPC, "No space left on device")
    yield


def test_no_room_for_the_rows_of_a_step_is_told(tmp_path):
    plan = SimpleNamespace(folder=folder_at(tmp_path))
    with pytest.raises(StoreError, match=r"No space left on device; a folder for temporary files \(TMPDIR\)"):
        do_step(LocalEngine(), plan, Step("texts", lambda plan: 1, spill))


def die(plan, number):
    os._exit(9)
    yield


def two_tasks(plan):
    return 2


def test_a_task_that_ends_its_process_is_told_by_its_step(tmp_path):
    plan, engine = SimpleNamespace(folder=folder_at(tmp_path)), LocalEngine(2)
    with pytest.raises(KgError, match=r"^task [01] of the step texts: has ended its process 3 times"):
        do_step(engine, plan, Step("texts", two_tasks, die))
