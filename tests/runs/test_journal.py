"""A journal that is cut or damaged anywhere keeps what stands whole before, and goes on from there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.runs.journal import Journal
from kg.runs.rows import DocumentRow, FileRow, Summary

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def row(number, text):
    summary = Summary(
        made=f"made-{number}", key=f"key-{number}", name=f"{text}.txt", sha256="ab", claims={"Attack": number}
    )
    return DocumentRow(summary, text.encode(), b"{}", b"", b"{}", text.encode())


def write(path, rows):
    ends = [0]
    with Journal(path) as journal:
        for one in rows:
            journal.begin(one.summary.made)
            journal.add_document(one)
            ends.append(path.stat().st_size)
    return ends


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, max_size=6), st.data())
def test_a_journal_that_is_cut_keeps_the_whole_documents_before(tmp_path_factory, names, data):
    path = tmp_path_factory.mktemp("journal") / "00000"
    rows = [row(number, name) for number, name in enumerate(names)]
    ends = write(path, rows)
    cut = data.draw(st.integers(0, ends[-1]))
    path.write_bytes(path.read_bytes()[:cut])
    whole = sum(end <= cut for end in ends[1:])
    with Journal(path) as journal:
        kept = [one for one in rows if journal.summary(one.summary.made)]
        assert kept == rows[:whole]
        assert [journal.row(one.summary.made) for one in kept] == kept
        for one in rows[whole:]:
            journal.add_document(one)
    with Journal(path) as journal:
        assert [journal.row(one.summary.made) for one in rows] == rows


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, min_size=1, max_size=5), st.data())
def test_a_byte_that_is_another_ends_the_journal_there(tmp_path_factory, names, data):
    path = tmp_path_factory.mktemp("journal") / "00000"
    rows = [row(number, name) for number, name in enumerate(names)]
    ends = write(path, rows)
    at = data.draw(st.integers(0, ends[-1] - 1))
    written = bytearray(path.read_bytes())
    written[at] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(written)
    with Journal(path) as journal:
        for number, one in enumerate(rows):
            if ends[number + 1] <= at:
                assert journal.row(one.summary.made) == one
            elif ends[number] > at:
                assert journal.summary(one.summary.made) is None


def test_what_was_begun_and_not_done_is_known(tmp_path):
    with Journal(tmp_path / "00000") as journal:
        journal.begin("made-0")
        journal.add_document(row(0, "a"))
        journal.add_file(FileRow(b"a.txt", "file-0"))
        journal.begin("made-1")
    with Journal(tmp_path / "00000") as journal:
        assert journal.begun == "made-1"
        assert journal.files == {"file-0": FileRow(b"a.txt", "file-0")}


def test_a_journal_that_another_process_writes_is_waited_for_and_then_told(tmp_path, monkeypatch):
    monkeypatch.setattr("kg.runs.journal.PATIENCE", 0.5)
    path = tmp_path / "00000"
    with Journal(path), pytest.raises(StoreError, match=r"00000: is being written by another process.*; wait until"):
        Journal(path)
    with Journal(path):  # which has been let go
        pass
