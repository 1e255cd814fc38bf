"""What goes wrong while a file is written beside its place is told as that file's, unless another is named."""

from __future__ import annotations

import errno

import pytest

from kg.aside import written_aside
from kg.errors import UsageError


def test_an_error_of_the_file_itself_is_told_as_its_own(tmp_path):
    with (
        pytest.raises(UsageError, match=r"report\.json: cannot be written"),
        written_aside(tmp_path / "report.json") as aside,
    ):
        raise OSError(errno.ENOSPC, "No space left on device", str(aside))


def test_an_error_of_another_file_is_left_to_whom_it_is_about(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"elsewhere"), written_aside(tmp_path / "report.json"):
        (tmp_path / "elsewhere").read_bytes()
    assert list(tmp_path.iterdir()) == []


def test_an_error_that_names_no_file_is_taken_for_one_of_this(tmp_path):
    with pytest.raises(UsageError, match=r"report\.json: cannot be written"), written_aside(tmp_path / "report.json"):
        raise OSError(errno.EIO, "Input/output error")
    assert list(tmp_path.iterdir()) == []
