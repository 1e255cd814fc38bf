"""Invented collections: always the same, growing without change, read in every format, and broken in ways that the reader tells."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

pytest.importorskip("spacy", reason="reading text needs the extra 'text'")

from benchmarks.corpus.broken import WAYS, write_broken
from benchmarks.corpus.collection import IN_FOLDER, files, write_collection
from benchmarks.corpus.forms import FORMS
from benchmarks.corpus.grammar import grammar
from benchmarks.corpus.reports import invent_report
from kg.errors import KgError
from kg.formats.claims import claim_to_json, dump_claim
from kg.model import Document
from kg.pipeline import build, extract, load_lexicon
from kg.read import read_files
from kg.resources import seeds

SEED = 7
DOCUMENTS = 60
REPORTS = [invent_report(SEED, number) for number in range(DOCUMENTS)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    write_collection(folder, DOCUMENTS, SEED)
    return folder


@pytest.fixture(scope="module")
def extracted(folder):
    return extract([folder])


@pytest.fixture(scope="module")
def documents(extracted):
    """The documents by the number of the report that each holds."""
    return {number_of(document): document for document in extracted[0].documents}


@pytest.fixture(scope="module")
def built(folder, extracted, tmp_path_factory):
    claims = tmp_path_factory.mktemp("claims") / "claims.jsonl"
    rows = (dump_claim(claim_to_json(claim)) for found in extracted[1].values() for claim in found)
    claims.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return build([folder], claims=claims, store=None)


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """What is broken, by the name of its way, and what the reader says of it; a good report lies beside them."""
    folder = tmp_path_factory.mktemp("broken")
    made = {folder / file.path: file.way.name for file in write_broken(folder, SEED, len(WAYS))}
    (folder / "good.txt").write_bytes(FORMS[".txt"]([REPORTS[0]]))
    said = defaultdict(list)
    for path, one in read_files([folder]):
        said[made.get(path, path.name)].append(one)
    return said


def number_of(document):
    name, _, member = document.name.partition("#")
    stem = (member if "report-" in member else name).rpartition("report-")[2]
    return int(stem.partition(".")[0])


def words(text):
    return " ".join(text.split())


def tree(folder):
    """What stands in a folder, by path: bytes, where a link leads to, or what else it is."""
    found = {}
    for path in sorted(folder.rglob("*")):
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            found[str(path.relative_to(folder))] = str(path.readlink())
        elif not stat.S_ISDIR(mode):
            found[str(path.relative_to(folder))] = path.read_bytes() if stat.S_ISREG(mode) else stat.S_IFMT(mode)
    return found


def run(folder, *options, **environment):
    command = [sys.executable, "-m", "benchmarks.corpus", str(folder), *options]
    root = Path(__file__).parents[2]
    variables = {**os.environ, "PYTHONPATH": str(root), **environment}
    return subprocess.run(command, cwd=root, env=variables, capture_output=True, text=True, timeout=60)


def test_two_processes_write_the_same_bytes(tmp_path):
    for name, seed, zone in (("one", "0", "UTC"), ("two", "4711", "Asia/Tokyo")):
        options = ("--documents", str(DOCUMENTS), "--broken", "0.5", "--expected", str(tmp_path / f"{name}.jsonl"))
        ran = run(tmp_path / name, *options, PYTHONHASHSEED=seed, TZ=zone)
        assert (ran.returncode, ran.stderr) == (0, "")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    one, two = tree(tmp_path / "one"), tree(tmp_path / "two")
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
    rows = [json.loads(line) for line in (tmp_path / "one.jsonl").read_text().splitlines()]
    assert {row["path"] for row in rows} == {name for name in one if "other-" in name and ".meta." not in name}
    assert {row["way"] for row in rows} >= {way.name for way in WAYS} - {"no right to read"}


def test_another_seed_tells_other_reports():
    assert all(report.paragraphs != invent_report(8, report.number).paragraphs for report in REPORTS)


def test_a_larger_collection_holds_the_smaller_one(folder, tmp_path):
    write_collection(tmp_path, 45, SEED)
    small, large = tree(tmp_path), tree(folder)
    longer = [name for name, data in small.items() if large[name] != data]
    assert all(large[name].startswith(small[name]) for name in longer)
    assert [name.rpartition(".")[2] for name in longer] == ["jsonl"]
    assert len(large) > len(small)


def test_the_files_of_a_folder_are_about_five_hundred_reports():
    found = list(files(20_000))
    assert sorted(number for file in found for number in file.numbers) == list(range(20_000))
    in_folder = Counter(file.path.partition("/")[0] for file in found for _ in file.numbers)
    assert set(in_folder.values()) == {IN_FOLDER}
    shares = Counter(file.form for file in found for _ in file.numbers)
    assert (shares[".txt"] + shares[".bare.txt"]) / 20_000 == 0.4
    assert set(shares) == set(FORMS)


def test_each_report_is_read_as_it_was_told(documents):
    assert sorted(documents) == list(range(DOCUMENTS))
    for report in REPORTS:
        document = documents[report.number]
        assert document.title == report.title, document.name
        if report.language == "en":
            assert (document.author, document.issued) == (report.author, report.day.isoformat()), document.name
        text = words(document.text)
        missing = [paragraph for paragraph in report.paragraphs if words(paragraph) not in text]
        assert not missing, document.name
        told = words(" ".join(p.text for p in document.paragraphs if p.role.value == "body"))
        assert words(report.notice) in text and words(report.notice) not in told, document.name


def test_every_format_is_among_the_first_sixty(documents):
    suffixes = {Path(document.name.partition("#")[0]).suffix for document in documents.values()}
    assert suffixes == {".txt", ".html", ".md", ".eml", ".pdf", ".docx", ".epub", ".jsonl", ".gz"}
    assert {document.sidecar is not None for document in documents.values()} == {True, False}


def test_other_languages_are_told_apart(documents):
    foreign = [number for number in range(400) if invent_report(SEED, number).language != "en"]
    assert 4 <= len(foreign) <= 24
    for report in REPORTS:
        assert documents[report.number].is_foreign is (report.language != "en"), report.number


def test_claims_come_out_of_the_reports(extracted):
    read, claims = extracted
    assert read.failures == ()
    assert sum(map(len, claims.values())) / len(read.documents) >= 6
    kinds = {claim.type for found in claims.values() for claim in found}
    assert kinds >= {
        "Attack",
        "ArmedClash",
        "TerritorialCapture",
        "Withdrawal",
        "Demand",
        "Bombardment",
        "Displacement",
    }
    assert {claim.factuality.value for found in claims.values() for claim in found} == {
        "asserted",
        "hedged",
        "denied",
        "intended",
    }


def test_reprints_are_found_as_shared_texts(built, documents):
    reprints = [report for report in REPORTS if report.original is not None]
    assert len(reprints) >= 3
    groups = [set(shared.documents) for shared in built.shared_texts]
    for report in reprints:
        pair = {documents[report.number].key, documents[report.original].key}
        assert any(pair <= group for group in groups), report.number


def test_reports_of_one_happening_gather(built, documents):
    told = {documents[report.number].key: report.happening for report in REPORTS}
    documents_of = {claim.claim.id: claim.claim.document_key for claim in built.claims}
    reports = defaultdict(set)
    for quad in built.quads:
        if quad.predicate.value.endswith("ontology#report"):
            reports[quad.subject.value].add(documents_of[quad.object.value.rpartition("/")[2]])
    several = [keys for keys in reports.values() if len(keys) >= 2]
    assert several
    assert any(len({told[key] for key in keys}) == 1 for keys in several)


def test_one_in_twelve_is_a_reprint_and_three_in_ten_retell():
    reports = [invent_report(SEED, number) for number in range(1_000)]
    reprints = [report for report in reports if report.original is not None]
    assert 50 <= len(reprints) <= 110
    for report in reprints:
        original = reports[report.original]
        assert original.original is None and original.number < report.number
        assert original.paragraphs[: len(report.paragraphs)] == report.paragraphs
        assert (report.agency, report.publisher != original.publisher) == (original.publisher, True)
    own = [report for report in reports if report.original is None]
    assert 200 <= len(own) - len({report.happening for report in own}) <= 350
    lengths = [sum(len(text.split()) for text in report.paragraphs) for report in own if report.language == "en"]
    assert 120 <= sum(lengths) / len(lengths) <= 400
    assert all(4 <= len(report.paragraphs) <= 12 for report in own)


def test_every_actor_and_place_is_of_the_registry():
    names = grammar()["names"]
    lexicon = load_lexicon()
    rows = [*names["actors"], *names["air"], *names["places"], *names["facilities"]]
    given = [name for row in rows for name in row if " in " not in name] + names["coalitions"] + names["states"]
    known = {name.text.casefold() for entry in lexicon.entries for name in entry.names}
    bare = (name.removeprefix("the ").removeprefix("town of ").removeprefix("village of ").removeprefix("city of ")
            for name in given)  # fmt: skip
    assert [name for name in bare if name.casefold() not in known] == []


def test_no_report_repeats_a_passage_of_the_sample_reports():
    def runs(text):
        found = text.split()
        return {" ".join(found[at : at + 7]) for at in range(len(found) - 6)}

    sample = set().union(*(runs(path.read_text(encoding="utf-8")) for path in seeds().glob("*.txt")))
    assert len(sample) > 2_000
    assert not sample & set().union(*(runs(text) for report in REPORTS for text in report.paragraphs))


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_each_broken_file_is_passed_over_with_its_reason(broken, way):
    if way.name == "no right to read" and os.geteuid() == 0:
        pytest.skip("root may read everything")
    (said,) = broken[way.name]
    assert isinstance(said, KgError)
    assert way.says in str(said)


def test_a_broken_file_hurts_no_other(broken):
    assert len(WAYS) == 30
    assert [type(one) for one in broken["good.txt"]] == [Document]
    assert set(broken) - {"good.txt"} <= {way.name for way in WAYS}


def test_what_is_expected_is_kept_out_of_the_collection(tmp_path):
    ran = run(tmp_path / "c", "--documents", "1", "--expected", str(tmp_path / "c" / "expected.jsonl"))
    assert ran.returncode == 2
    assert "lies in the collection; name a file out of" in ran.stderr
    assert not (tmp_path / "c").exists()
