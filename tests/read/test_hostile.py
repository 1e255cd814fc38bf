"""Documents that want to harm their reader: each is read and read out within the bounds that docs/reading.md states.

At full size, with figures: `python -m benchmarks.hostile`.
"""

from __future__ import annotations

import time

import pytest

from benchmarks.hostile.cases import CASES, read_out, write
from kg.errors import InputError
from kg.read import ReadOptions, read_paths
from kg.read.guard import Guard
from kg.read.media_types import CONTAINERS, SUFFIXES
from kg.read.options import MIB, Limits

SIZE = 6_000
# Pages of a few bytes that would draw without end: the bound of memory of a PDF ends them.
ENDLESS = {"pdf: a form that draws itself", "pdf: forms that draw the next twice", "pdf: packed three times"}
BOUNDS = Limits(seconds=30, memory=4096 * MIB)


@pytest.fixture(scope="module")
def guard():
    with Guard(BOUNDS) as guard:
        yield guard


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_document_is_read_or_refused_within_bounds(guard, tmp_path, case):
    outcome = guard.run(read_out, write(case, SIZE, tmp_path), where=case.name)
    assert outcome.startswith("refused: ") or " paragraphs, " in outcome
    assert "takes longer" not in outcome
    assert ("takes more than 1024 MiB of memory" in outcome) == (case.name in ENDLESS)
    assert ("takes more than" in outcome) == (case.name in ENDLESS)
    assert "crash" not in outcome


def test_the_bounds_are_bounds(tmp_path):
    path = write(CASES[0], 10 * SIZE, tmp_path)
    with Guard(Limits(seconds=0.01, memory=4096 * MIB)) as guard, pytest.raises(Exception, match="takes longer than"):
        guard.run(read_out, path, where="a case")


@pytest.mark.parametrize("case", [case for case in CASES if SUFFIXES[case.suffix] in CONTAINERS], ids=lambda c: c.name)
def test_a_hostile_file_of_many_reports_is_taken_apart_within_bounds(tmp_path, case):
    path = write(case, SIZE, tmp_path)
    started = time.monotonic()
    try:
        read_paths([path], options=ReadOptions(limits=BOUNDS))
    except InputError as error:
        assert str(path) in str(error)
        assert "takes " not in error.wrong
    assert time.monotonic() - started < 20
