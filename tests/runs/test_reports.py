"""What a run tells: each file that it passed over, exit codes, and the report."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time

import pytest
from click.testing import CliRunner

from kg.cli import main
from tests.runs.conftest import contents, run, start


@pytest.fixture
def few(collection, tmp_path):
    """Three reports that can be read, and the two that cannot."""
    folder = tmp_path / "few"
    folder.mkdir()
    for name in ("report-001.txt", "report-002.txt", "report-003.txt", "empty.txt", "binary.txt"):
        shutil.copy(collection / name, folder)
    return folder


def test_broken_files_are_told_and_end_no_run(few, tmp_path):
    code, told = run(few, "--store", tmp_path / "store")
    assert code == 0
    assert [line.split(":")[1].strip() for line in told.splitlines() if line.startswith("passed over")] == [
        str(few / "binary.txt"),
        str(few / "empty.txt"),
    ]
    assert ": 3 documents, " in told


def test_a_broken_file_that_is_named_ends_no_run_either(few, tmp_path):
    code, told = run(few / "report-001.txt", few / "empty.txt", "--store", tmp_path / "store")
    assert code == 0 and f"passed over: {few / 'empty.txt'}" in told


@pytest.mark.parametrize("words", [("--strict",), ("missing.txt",)])
def test_what_ends_a_run_is_exit_code_2_in_one_line(few, tmp_path, words):
    code, told = run(few, *words, "--store", tmp_path / "store")
    assert code == 2 and len(told.splitlines()) == 1
    assert not (tmp_path / "store" / "CURRENT").exists()


def test_where_nothing_can_be_read_nothing_is_left_behind(few, tmp_path):
    code, told = run(few / "empty.txt", few / "binary.txt", "--store", tmp_path / "store")
    assert code == 2 and "none of 2 reports can be read" in told
    assert not (tmp_path / "store").exists()


def test_the_report_tells_what_was_read_skipped_and_found(few, tmp_path):
    reports = [f"--report={kind}={tmp_path / kind}" for kind in ("json", "markdown", "text")]
    code, told = run(few, "--store", tmp_path / "store", *reports)
    assert code == 0, told
    report = json.loads((tmp_path / "json").read_text(encoding="utf-8"))
    assert (report["documents"], report["fresh"], len(report["skipped"])) == (3, 3, 2)
    assert report["claims"] == sum(report["claims_by_type"].values()) > 0
    assert {one["where"] for one in report["skipped"]} == {str(few / "empty.txt"), str(few / "binary.txt")}
    assert {name for name, _ in report["slowest"]} == {"report-001.txt", "report-002.txt", "report-003.txt"}
    for kind in ("markdown", "text"):
        text = (tmp_path / kind).read_text(encoding="utf-8")
        assert "3 documents (all done now), 2 passed over" in text and "TerritorialCapture" in text


def test_what_is_taken_over_is_not_fresh(few, tmp_path):
    run(few, "--store", tmp_path / "store")
    code, _ = run(few, "--store", tmp_path / "store", f"--report=json={tmp_path / 'json'}")
    report = json.loads((tmp_path / "json").read_text(encoding="utf-8"))
    assert code == 0 and (report["documents"], report["fresh"]) == (3, 0)


def test_a_file_that_moves_is_not_read_again(few, tmp_path):
    run(few, "--store", tmp_path / "store")
    few.rename(tmp_path / "moved")
    _, _ = run(tmp_path / "moved", "--store", tmp_path / "store", f"--report=json={tmp_path / 'json'}")
    report = json.loads((tmp_path / "json").read_text(encoding="utf-8"))
    assert (report["documents"], report["fresh"]) == (3, 0)


def test_a_pipe_among_reports_is_passed_over(few, tmp_path):
    os.mkfifo(few / "pipe.txt")
    code, told = run(few, "--store", tmp_path / "store")
    assert code == 0 and f"passed over: {few / 'pipe.txt'}: is a pipe or a device, no file" in told


def test_where_a_report_cannot_be_written_nothing_is_begun(few, tmp_path):
    code, told = run(few, "--store", tmp_path / "store", f"--report=json={tmp_path / 'none' / 'r.json'}")
    assert code == 2 and told.startswith(str(tmp_path / "none" / "r.json")) and len(told.splitlines()) == 1
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    "words",
    [("--report=json=out", "--report=text=./out"), ("--report=json=-", "-o", "-"), ("--report=json=report-001.txt",)],
)
def test_two_outputs_are_not_one_file_and_none_is_read(few, tmp_path, words):
    before = (few / "report-001.txt").read_bytes()
    code, told = run(few / "report-001.txt", *words, "--store", tmp_path / "store", cwd=few)
    assert code == 2 and ("two outputs go to" in told or "would be overwritten" in told)
    assert (few / "report-001.txt").read_bytes() == before and not (tmp_path / "store").exists()


def test_a_store_among_the_reports_is_not_read(few):
    first, _ = run(few, "--store", few / "store")
    again, told = run(few, "--store", few / "store", "--report", f"json={few / 'store.json'}")
    report = json.loads((few / "store.json").read_text(encoding="utf-8"))
    assert (first, again, report["fresh"], report["documents"]) == (0, 0, 0, 3)
    assert len(report["skipped"]) == 2 and "1 store of kg build" in told


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list every folder")
def test_strict_refuses_a_folder_that_cannot_be_listed(few, tmp_path):
    (few / "closed").mkdir(mode=0)
    code, told = run(few / "closed" / "..", "--strict", "--store", tmp_path / "store")
    assert code == 2 and "cannot be listed" in told


def test_a_place_of_shards_among_the_reports_is_not_read(few, tmp_path):
    for _ in range(2):
        code, told = run(few, "--store", tmp_path / "store", "--shards", few / "kept")
        assert code == 0 and ": 3 documents, " in told


def test_two_documents_of_one_name_are_told_apart_when_they_are_linked(tmp_path):
    for folder, day in (("a", 3), ("b", 4)):
        (tmp_path / "in" / folder).mkdir(parents=True)
        text = f"A title\n\nThe Al-Nusra Front captured Maadan on {day} February 2014.\n"
        (tmp_path / "in" / folder / "report.txt").write_text(text, encoding="utf-8")
    assert run(tmp_path / "in", "--store", tmp_path / "store")[0] == 0
    told = CliRunner().invoke(main, ["link", "--store", str(tmp_path / "store")])
    assert told.exit_code == 0 and " names in 2 documents" in told.stderr


def test_without_its_shards_a_store_says_how_to_have_them_again(few, tmp_path):
    run(few, "--store", tmp_path / "store")
    shutil.rmtree(tmp_path / "store" / "shards")
    told = CliRunner().invoke(main, ["link", "--store", str(tmp_path / "store")])
    assert told.exit_code == 2 and "build it again with kg build" in told.stderr


def test_an_interrupted_run_is_told_in_one_line_and_goes_on(collection, undisturbed, tmp_path):
    store = tmp_path / "store"
    process = start(collection, "--store", store, "--jobs", 1)
    end = time.monotonic() + 60
    while not any(path.stat().st_size > 4_000 for path in (store / "journals").glob("*")):
        assert time.monotonic() < end
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (130, "kg: is interrupted; the same command once more\n")
    code, told = run(collection, "--store", store, "--jobs", 2)
    assert code == 0 and "Warning" not in told
    assert contents(store) == undisturbed
