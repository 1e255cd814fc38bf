"""What is lost is found and named, before anything stands in its place."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, serialize

from kg.cli import main
from kg.errors import LossError, UsageError
from kg.export import EXPORT_FORMATS, writing
from kg.export.source import Source
from kg.export.writing import export_file
from kg.formats.suffixes import FORMATS
from kg.formats.writers import WRITERS
from kg.namespaces import CKG, RDFS

DROPPED = {
    "claims": (f"{CKG}Claim>".encode(), r"1 of \d+ claims|\d+ of \d+ claims"),
    "evidences": (f"<{CKG}evidence>".encode(), r"\d+ of \d+ evidences"),
    "events": (f"<{CKG}claims>".encode(), r"\d+ of \d+ events"),
    "labels": (f"<{RDFS}label>".encode(), r"\d+ of \d+ labels"),
}


def broken_writer(format, fault):
    """The row of *format* with a writer that has a fault: `fault` changes the lines that it is given."""

    def write(source, out, options):
        lines = b"".join(source.blocks()).split(b"\n")[:-1]
        WRITERS[format]([b"\n".join(fault(lines)) + b"\n"], out)

    return write


@pytest.fixture
def break_writer(monkeypatch):
    def broken(format, fault):
        monkeypatch.setattr("kg.export.rdf.write_" + format, broken_writer(format, fault))

    return broken


def without_first(mark):
    def fault(lines):
        index = next(i for i, line in enumerate(lines) if mark in line)
        # The same triple of another graph goes as well, since the triple is what counts.
        triple = lines[index].rsplit(b" ", 2)[0] + b" "
        return [line for line in lines if not line.startswith(triple)]

    return fault


@pytest.mark.parametrize("kind", DROPPED)
@pytest.mark.parametrize("format", FORMATS)
def test_a_writer_that_drops_one_is_caught_and_what_it_dropped_is_named(
    format, kind, five_reports, tmp_path, break_writer
):
    mark, told = DROPPED[kind]
    break_writer(format, without_first(mark))
    (tmp_path / "out").write_bytes(b"before")
    whole = Source(five_reports)
    lines = b"".join(whole.blocks()).split(b"\n")
    subject = next(line for line in lines if mark in line).split(b" ")[0].decode()
    with pytest.raises(LossError, match=told) as failed:
        export_file(whole, format, tmp_path / "out")
    number = getattr(whole.counts, kind)
    assert f"{number - 1} of {number} {kind}" in str(failed.value)
    assert subject in str(failed.value)
    assert (tmp_path / "out").read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("format", FORMATS)
def test_a_changed_letter_is_caught_though_the_numbers_are_right(format, five_reports, tmp_path, break_writer):
    def fault(lines):
        index = next(i for i, line in enumerate(lines) if b'"' in line and b"surfaceForm" in line)
        return [*lines[:index], lines[index].replace(b'"', b'"x', 1), *lines[index + 1 :]]

    break_writer(format, fault)
    with pytest.raises(LossError, match=r"other (quads|triples) in the same number, without e\.g\. .*surfaceForm"):
        export_file(Source(five_reports), format, tmp_path / "out")


def test_one_statement_for_another_is_caught_also_where_one_is_there_twice(five_reports, tmp_path, break_writer):
    break_writer("ntriples", lambda lines: [lines[0], *lines[:-1]] if lines[0] != lines[-1] else lines)
    with pytest.raises(LossError):
        export_file(Source(five_reports), "ntriples", tmp_path / "out")


def test_what_cannot_be_read_back_is_not_kept(five_reports, tmp_path, break_writer):
    break_writer("turtle", lambda lines: [*lines, rb'<urn:x> <urn:y> "\q" <urn:g> .'])
    with pytest.raises(LossError, match=r"^Turtle: cannot be read back \(.* line \d+"):
        export_file(Source(five_reports), "turtle", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_without_the_check_nothing_is_read_back(five_reports, tmp_path, break_writer):
    break_writer("turtle", lambda lines: lines[:10])
    counts = export_file(Source(five_reports), "turtle", tmp_path / "out", check=False)
    assert counts.claims is None
    assert (tmp_path / "out").is_file()


def test_a_format_that_cannot_carry_all_says_so_before_it_writes(five_reports, tmp_path, monkeypatch):
    row = replace(EXPORT_FORMATS["turtle"], name="poor", loses=("the colour of claims", "their weight"))
    monkeypatch.setattr(writing, "EXPORT_FORMATS", {**EXPORT_FORMATS, "poor": row})
    with pytest.raises(LossError, match=r"cannot carry: the colour of claims; their weight; --allow-loss, or .*trig"):
        export_file(Source(five_reports), "poor", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
    export_file(Source(five_reports), "poor", tmp_path / "out", allow_loss=True)
    assert (tmp_path / "out").stat().st_size > 1000


def test_rdf_xml_names_the_property_that_it_cannot_write(tmp_path):
    (tmp_path / "in.nt").write_text("<urn:a> <https://example.org/2024/> <urn:b> .\n")
    with pytest.raises(UsageError, match=r"cannot write the property <https://example\.org/2024/>, .*such as turtle"):
        export_file(Source(tmp_path / "in.nt"), "rdfxml", tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["in.nt"]


def kg(*arguments):
    return CliRunner().invoke(main, arguments, prog_name="kg")


def test_nothing_reaches_stdout_before_the_check_passed(five_reports, break_writer):
    break_writer("turtle", without_first(f"{CKG}Claim>".encode()))
    found = kg("export", "--store", str(five_reports), "--format", "turtle")
    assert (found.exit_code, found.stdout) == (2, "")
    merged, lost = found.stderr.splitlines()
    assert "inferred" in merged
    assert re.match(r"stdout: holds .* claims, without", lost)
    assert kg("export", "--store", str(five_reports), "--format", "turtle", "--no-check").stdout.startswith("@prefix")


def test_a_killed_export_leaves_what_was_there(tmp_path):
    quads = "".join(f"<urn:s{i:06}> <urn:p> <urn:o{i}> <urn:g> .\n" for i in range(300_000))
    (tmp_path / "in.nq").write_text(quads)
    (tmp_path / "out.ttl").write_text("before")
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "export", "--data", "in.nq", "-o", "out.ttl"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    deadline = time.monotonic() + 60
    while not any(path.name.startswith(".out.ttl") for path in tmp_path.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert process.poll() is None, "it was still at work"
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (tmp_path / "out.ttl").read_text() == "before"


def test_the_names_of_graphs_that_a_format_leaves_out_are_told_for_data_of_others(tmp_path, five_reports):
    (tmp_path / "in.nq").write_text("<urn:a> <urn:p> <urn:b> <urn:g1> .\n<urn:a> <urn:p> <urn:c> <urn:g2> .\n")
    found = kg("export", "--data", str(tmp_path / "in.nq"), "--format", "turtle")
    assert found.exit_code == 0
    told = "turtle: does not tell the names of 2 graphs, such as <urn:g1>; trig and nquads do\n"
    assert found.stderr == told
    assert kg("export", "--data", str(tmp_path / "in.nq"), "--format", "trig").stderr == ""
    assert re.fullmatch(
        r"turtle: does not tell which \d+ triples are inferred; trig and nquads do\n",
        kg("export", "--store", str(five_reports), "--format", "turtle").stderr,
    )
    mixed = [*Source(five_reports).quads(), *Source(tmp_path / "in.nq").quads()]
    (tmp_path / "mixed.nq").write_bytes(serialize(mixed, format=RdfFormat.N_QUADS) or b"")
    found = kg("export", "--data", str(tmp_path / "mixed.nq"), "--format", "turtle12")
    assert "triples are inferred and the names of 2 graphs, such as <urn:g1>; trig" in found.stderr


def test_coded_event_data_needs_no_flag(five_reports):
    assert kg("export", "--store", str(five_reports), "--format", "acled-csv").exit_code == 0
