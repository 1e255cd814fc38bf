"""Rows reach the task that they are sent to, and no other; a file that is not what was written is told."""

from __future__ import annotations

import io
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.runs import mail
from kg.runs.folders import LocalFolder, folder_at
from kg.runs.mail import is_whole_mail, read_mail, send


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    text: str


@pytest.fixture(params=[(mail.CHUNK, mail.PAGE), (64, 2)], ids=["as it is", "in small chunks and pages"])
def sizes(request):
    """Sizes of chunks and of pages of the index, at which files are written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mail, "CHUNK", request.param[0])
        patch.setattr(mail, "PAGE", request.param[1])
        yield


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
sent = st.lists(st.tuples(st.integers(0, 5), st.builds(Row, st.integers(0, 2**64 - 1), texts)), max_size=30)


@pytest.mark.usefixtures("sizes")
@settings(max_examples=60, deadline=None)
@given(st.lists(sent, min_size=1, max_size=4))
def test_rows_come_in_the_order_of_files_and_of_sending(tmp_path_factory, files):
    folder = folder_at(tmp_path_factory.mktemp("mail"))
    expected = defaultdict(list)
    for number, rows in enumerate(files):
        send(folder, f"step-{number}", rows)
        for to, one in rows:
            expected[to].append(one)
    names = [f"step-{number}" for number in range(len(files))]
    assert all(is_whole_mail(folder, name) for name in names)
    assert {to: list(read_mail(folder, names, to, Row)) for to in range(6)} == {to: expected[to] for to in range(6)}


@pytest.mark.usefixtures("sizes")
@settings(max_examples=60, deadline=None)
@given(sent, st.data())
def test_a_file_that_was_changed_or_cut_is_not_whole(tmp_path_factory, rows, data):
    folder = folder_at(tmp_path_factory.mktemp("mail"))
    send(folder, "step", rows)
    written = bytearray(folder.read("step"))
    at = data.draw(st.integers(0, len(written) - 1))
    if data.draw(st.booleans()):
        written[at] ^= 1
    else:
        del written[at:]
    folder.write("step", bytes(written))
    assert not is_whole_mail(folder, "step")


def test_rows_of_many_megabytes_come_as_they_were(tmp_path):
    folder, random = folder_at(tmp_path), Random(1)
    rows = [Row(number, random.randbytes(random.randrange(1 << 20)).hex()) for number in range(20)]
    send(folder, "step", [(number % 2, row) for number, row in enumerate(rows)])
    assert list(read_mail(folder, ["step"], 0, Row)) == rows[::2]
    assert list(read_mail(folder, ["step"], 1, Row)) == rows[1::2]


@pytest.mark.usefixtures("sizes")
@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(Row, st.integers(0, 9), texts), min_size=1, max_size=30), st.data())
def test_of_a_file_that_is_damaged_no_row_is_lost_unsaid(tmp_path_factory, rows, data):
    folder = folder_at(tmp_path_factory.mktemp("mail"))
    send(folder, "step", [(row.number % 3, row) for row in rows])
    whole = bytearray(folder.read("step"))
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    folder.write("step", bytes(whole))
    for to in range(3):
        try:
            read = list(read_mail(folder, ["step"], to, Row))
        except StoreError as error:
            assert "is damaged" in str(error)
        else:
            assert read == [row for row in rows if row.number % 3 == to]


def test_a_file_that_is_not_there_is_not_whole(tmp_path):
    assert not is_whole_mail(folder_at(tmp_path), "step")


class Counting(LocalFolder):
    """A folder that counts what is read of its files."""

    read_bytes = 0

    @contextmanager
    def reading(self, name, ahead=0):
        class Raw(io.FileIO):
            def readinto(self, buffer):
                count = super().readinto(buffer)
                Counting.read_bytes += count
                return count

        with Raw(self.path / name) as raw, io.BufferedReader(raw, 512) as file:
            yield file


def test_who_reads_its_rows_reads_little_of_those_of_many_others(tmp_path):
    folder = Counting(tmp_path)
    send(folder, "step", ((to, Row(to, "x" * 100)) for to in range(0, 40_000, 2)))
    size = (tmp_path / "step").stat().st_size
    for to in (0, 20_000, 39_998):
        Counting.read_bytes = 0
        assert list(read_mail(folder, ["step"], to, Row)) == [Row(to, "x" * 100)]
        assert Counting.read_bytes < size / 50
    assert not list(read_mail(folder, ["step"], 20_001, Row))
