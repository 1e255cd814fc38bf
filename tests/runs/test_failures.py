"""What is told of files that fail: where they lie now, and again only where they fail again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from tests.runs.conftest import contents, run, write_reports


@pytest.fixture
def few(tmp_path):
    return write_reports(tmp_path / "in", 4)


@pytest.fixture
def build(few, tmp_path):
    """Build the store with a fault, Python that every process runs at its start; return exit code, stderr and report."""

    def built(*words, fault="", store="store", expected=0):
        (tmp_path / "sitecustomize.py").write_text(fault, encoding="utf-8")
        report = tmp_path / "report.json"
        report.unlink(missing_ok=True)
        store = tmp_path / store
        code, told = run(*words or [few], "--store", store, "--report", f"json={report}", path=tmp_path)
        assert code == expected, told
        return told, json.loads(report.read_text(encoding="utf-8")) if report.exists() else None

    return built


def passed_over(told):
    return [line.removeprefix("passed over: ") for line in told.splitlines() if line.startswith("passed over")]


def test_each_of_two_files_of_one_name_and_the_same_bytes_is_told_where_it_lies(few, build, tmp_path):
    places = [few / "a" / "empty.txt", few / "b" / "empty.txt"]
    for place in places:
        place.parent.mkdir()
        place.write_bytes(b"")
    told, report = build()
    assert [line.partition(": ")[0] for line in passed_over(told)] == list(map(str, places))
    assert [one["where"] for one in report["skipped"]] == list(map(str, places))
    few.rename(tmp_path / "moved")
    told, report = build(tmp_path / "moved")
    assert [one["where"] for one in report["skipped"]] == [str(tmp_path / "moved" / p.relative_to(few)) for p in places]
    assert report["fresh"] == 0


def test_a_record_that_fails_is_told_where_its_file_lies_now(few, build, tmp_path):
    lines = '{"text": "The Guard left Oster on Monday."}\n{]\n'
    (few / "news.jsonl").write_text(lines, encoding="utf-8")
    (few / "none.jsonl").write_text("{]\n{]\n", encoding="utf-8")
    build()
    few.rename(tmp_path / "moved")
    told, _ = build(tmp_path / "moved")
    first, second = passed_over(told)
    assert first.startswith(f"{tmp_path / 'moved' / 'news.jsonl'}:2: is no JSON")
    assert second.startswith(
        f"{tmp_path / 'moved' / 'none.jsonl'}: none of its 2 records can be read, first none.jsonl:1"
    )
    code, told = run(tmp_path / "moved", "--store", tmp_path / "store", "--strict")
    assert code == 2 and told.startswith(f"{tmp_path / 'moved' / 'n'}")


LATE = """
import time
from kg.read import guard
real = guard._told
def told(reader, given, memory):
    time.sleep(60)
guard._told = told
"""
BAD_DISK = """
from kg.read import one_file
real = one_file.open_file
def opened(path):
    if path.name == "report-002.txt":
        raise OSError(5, "Input/output error", str(path))
    return real(path)
one_file.open_file = opened
"""
FAULT_READING = """
from kg.read import one_file
real = one_file.parse_document
def parsed(name, *given, **more):
    return {}["no key"] if name == "report-002.txt" else real(name, *given, **more)
one_file.parse_document = parsed
"""
FAULT_EXTRACTING = """
from kg.runs import working
real = working._claims
def claims(job, document):
    return {}["no key"] if document.name == "report-002.txt" else real(job, document)
working._claims = claims
"""
FAULT_DRAWING = """
from kg.runs import sealing
real = sealing.graph_of
def drawn(job, row):
    return {}["no key"] if row.summary.name == "report-002.txt" else real(job, row)
sealing.graph_of = drawn
"""
CHANGING = """
from kg.read.file_reader import FileReader
real = FileReader.documents
def documents(self, path, **more):
    yield from real(self, path, **more)
    if path.name == "report-002.txt":
        path.write_bytes(path.read_bytes() + b" ")
FileReader.documents = documents
"""
FAULT = "meets a fault of kg (KeyError); please report it; kg --debug build --jobs 1 shows where it is"


@pytest.mark.parametrize(
    ("fault", "wrong"),
    [
        (BAD_DISK, "cannot be read (Input/output error); give a file that you may read"),
        (FAULT_READING, FAULT),
        (FAULT_EXTRACTING, FAULT),
        (FAULT_DRAWING, FAULT),
        (CHANGING, "changes while it is read; a file that nobody is writing"),
    ],
)
def test_what_may_be_no_fault_of_a_file_is_told_and_tried_again(few, build, tmp_path, fault, wrong):
    for _ in range(2):  # a second time it is no news
        told, report = build(fault=fault)
        assert passed_over(told) == [f"{few / 'report-002.txt'}: {wrong}"]
        assert report["documents"] == 3
    told, report = build()
    assert not passed_over(told)
    assert (report["documents"], report["fresh"]) == (4, 1)
    build(store="other")
    assert contents(tmp_path / "store") == contents(tmp_path / "other")


def test_a_file_that_takes_too_long_once_is_read_by_the_next_run(few, build):
    (few / "page.html").write_text("<h1>News</h1><p>The Guard left Oster on Monday.</p>", encoding="utf-8")
    told, _ = build(few, "--time-limit", "8", fault=LATE)
    assert passed_over(told) == [
        f"{few / 'page.html'}: takes longer than 8 s to read; a simpler file, or a higher --time-limit"
    ]
    told, report = build(few, "--time-limit", "8")
    assert not passed_over(told) and report["fresh"] == 1


def test_a_file_that_changes_once_while_it_is_read_is_read_again(few, build, tmp_path):
    once = CHANGING.replace('"report-002.txt"', '"report-002.txt" and not path.read_bytes().endswith(b" ")')
    told, report = build(fault=once)
    assert not passed_over(told) and report["documents"] == 4
    build(store="other")
    assert contents(tmp_path / "store") == contents(tmp_path / "other")


def test_a_record_that_is_tried_again_has_no_other_done_again(few, build):
    lines = [f'{{"text": "The Guard left Oster on {day}."}}\n' for day in ("Monday", "Tuesday", "Friday")]
    (few / "news.jsonl").write_text("".join(lines), encoding="utf-8")
    told, report = build(fault=FAULT_EXTRACTING.replace("report-002.txt", "news.jsonl#2"))
    assert passed_over(told) == [f"{few / 'news.jsonl'}#2: {FAULT}"]
    assert (report["documents"], report["fresh"]) == (6, 6)
    told, report = build()
    assert not passed_over(told) and (report["documents"], report["fresh"]) == (7, 1)


def test_a_fault_ends_a_strict_run_in_one_line(few, build):
    told, _ = build(few, "--strict", fault=FAULT_EXTRACTING, expected=2)
    assert told == f"{few / 'report-002.txt'}: {FAULT}\n"


def test_the_traceback_of_a_fault_is_shown_when_it_is_asked_for(few, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(FAULT_EXTRACTING, encoding="utf-8")
    folders = os.pathsep.join((str(tmp_path), str(Path(kg.__file__).parents[1])))
    words = [sys.executable, "-m", "kg", "--debug", "build", str(few), "--store", str(tmp_path / "store")]
    done = subprocess.run(words, env=os.environ | {"PYTHONPATH": folders}, capture_output=True, text=True, check=True)
    assert "Traceback" in done.stderr and "KeyError: 'no key'" in done.stderr and f": {FAULT}" in done.stderr


DEADLY_READING = """
import os
from kg.read import one_file
real = one_file.parse_document
def parsed(name, *given, **more):
    if name in ("report-002.txt", "report-003.txt"):
        os._exit(9)
    return real(name, *given, **more)
one_file.parse_document = parsed
"""
DEADLY_EXTRACTING = """
import os
from kg.runs import working
real = working._claims
def claims(job, document):
    if document.name == "report-002.txt":
        os._exit(9)
    return real(job, document)
working._claims = claims
"""
DEADLY_DRAWING = """
import os
from kg.runs import sealing
real = sealing.graph_of
def drawn(job, row):
    if row.summary.name == "report-002.txt":
        os._exit(9)
    return real(job, row)
sealing.graph_of = drawn
"""


@pytest.mark.parametrize(
    ("fault", "wrong"),
    [
        (DEADLY_EXTRACTING, "ends the process that reads it out; a simpler document"),
        (DEADLY_DRAWING, "ends the process that draws its graph; a simpler document"),
    ],
)
def test_a_document_that_ends_the_one_process_of_a_run_ends_no_second_run(few, build, tmp_path, fault, wrong):
    build(few, "--jobs", 1, fault=fault, expected=9)
    for _ in range(2):
        told, report = build(few, "--jobs", 1, fault=fault)
        assert passed_over(told) == [f"{few / 'report-002.txt'}: {wrong}"]
        assert report["documents"] == 3
    told, _ = build(few, "--jobs", 1)
    assert not passed_over(told)
    build(store="other")
    assert contents(tmp_path / "store") == contents(tmp_path / "other")


def test_two_files_that_end_the_process_that_reads_them_are_found_one_after_the_other(few, build):
    build(few, "--jobs", 1, fault=DEADLY_READING, expected=9)
    told, _ = build(few, "--jobs", 1, fault=DEADLY_READING, expected=2)
    assert told.startswith(
        f"{few / 'report-001.txt'} (or another of the 4 files of shard 00000): has ended its process"
    )
    told, report = build(few, "--jobs", 1, fault=DEADLY_READING)
    places = [few / "report-002.txt", few / "report-003.txt"]
    assert passed_over(told) == [f"{one}: ends the process that reads it out; a simpler file" for one in places]
    assert report["documents"] == 2
