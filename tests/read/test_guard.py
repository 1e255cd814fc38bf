"""The process that reads within bounds: each fault is one file's, and the next file is read all the same."""

from __future__ import annotations

import os
import signal
import time

import pytest

from kg.errors import InputError, MissingExtraError
from kg.read.guard import Guard
from kg.read.options import MIB, Limits


def sleep_long() -> None:
    time.sleep(60)


def take_memory() -> int:
    return len(bytearray(4096 * MIB))


def take_some_memory() -> int:
    return len(bytearray(1024 * MIB))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def abort() -> None:
    os.write(2, b"no memory for this\n")
    os.abort()


def refuse() -> None:
    raise InputError("a.pdf", "is broken", "another file")


def need_more() -> None:
    raise MissingExtraError("reading application/pdf", "read")


def nothing_wrong(word: str) -> str:
    return word


@pytest.mark.parametrize(
    ("reader", "wrong"),
    [
        (sleep_long, "takes longer than 2 s to read"),
        (take_memory, "takes more than 2048 MiB of memory"),
        (die, "makes its reader crash"),
        (refuse, "a.pdf: is broken; another file"),
    ],
)
def test_a_fault_is_one_files_and_the_next_is_read(reader, wrong):
    with Guard(Limits(seconds=2, memory=2048 * MIB)) as guard:
        assert guard.run(nothing_wrong, "before", where="good.pdf") == "before"
        started = time.monotonic()
        with pytest.raises(InputError, match=wrong):
            guard.run(reader, where="bad.pdf")
        assert time.monotonic() - started < 20
        assert guard.run(nothing_wrong, "after", where="good.pdf") == "after"


def test_a_reader_that_gets_no_memory_says_so_once_and_in_one_line(capfd):
    with Guard(Limits()) as guard:
        with pytest.raises(InputError, match=r"bad\.pdf: takes more than 512 MiB of memory to read; a smaller file"):
            guard.run(take_memory, where="bad.pdf", memory=512 * MIB)
        with pytest.raises(InputError, match=r"bad\.pdf: takes more than 1024 MiB of memory to read; a smaller file"):
            guard.run(abort, where="bad.pdf", memory=1024 * MIB)
        assert guard.run(nothing_wrong, "after", where="good.pdf") == "after"
    assert capfd.readouterr() == ("", "")


def test_a_bound_of_memory_holds_for_one_report_alone():
    with Guard(Limits(memory=2048 * MIB)) as guard:
        assert guard.run(nothing_wrong, "small", where="small.pdf", memory=512 * MIB) == "small"
        assert guard.run(take_some_memory, where="page.html") == 1024 * MIB
    assert Limits().memory_for("application/pdf") == 1024 * MIB
    assert Limits(memory=512 * MIB).memory_for("application/pdf") == 512 * MIB


def test_a_missing_library_is_told_as_such():
    with Guard(Limits()) as guard, pytest.raises(MissingExtraError, match=r"conflict-kg\[read\]"):
        guard.run(need_more, where="a.pdf")
