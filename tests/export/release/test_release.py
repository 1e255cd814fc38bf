"""A release is whole or not there, the same on every run, checked by sha256sum, and read again by kg itself."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import DCAT, PROV

from kg.cli import main
from kg.errors import InputError, LossError, UsageError
from kg.export.describe import About
from kg.export.release import write_release
from kg.export.source import Source
from kg.export.table import EXPORT_FORMATS, Options
from kg.formats.release import is_release, listed_files, release_data, release_quads
from kg.namespaces import SPDX

DAY = Options(issued="2026-11-22")
QUICK = ("nquads", "turtle")


def made(source: Source, folder: Path, **options):
    return write_release(source, folder, DAY, **({"formats": QUICK} | options))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def beside(folder: Path) -> list[str]:
    """Return what a run may have left beside the folder of a release."""
    return sorted(path.name for path in folder.parent.iterdir() if path.name.startswith("."))


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, text=True)


def test_every_format_is_there_and_every_file_is_listed(small, tmp_path):
    folder = tmp_path / "release"
    release = write_release(small, folder, DAY)
    assert checked(folder).returncode == 0
    assert {*listed_files(folder), "SHA256SUMS"} == set(contents(folder)) == set(release.files)
    for format in EXPORT_FORMATS.values():
        path = folder / "data" / (format.name if format.folder else format.name + format.suffix)
        assert path.exists()
        assert f"data/{path.name}" in (folder / "README.md").read_text()
    assert beside(folder) == []


def test_a_changed_byte_is_noticed(small, tmp_path):
    folder = tmp_path / "release"
    made(small, folder)
    with (folder / "void.ttl").open("ab") as file:
        file.write(b"\n")
    assert checked(folder).returncode == 1


@pytest.mark.parametrize("compress", [False, True])
def test_two_runs_give_the_same_bytes(small, tmp_path, compress):
    other = tmp_path / "elsewhere" / "other.trig"
    other.parent.mkdir()
    other.write_bytes(small.path.read_bytes())
    for source, folder in ((small, "one"), (Source(other), "two")):
        made(source, tmp_path / folder, compress=compress, formats=(*QUICK, "jsonld"))
        time.sleep(1.1 if compress else 0)  # gzip may keep the second
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_bytes_do_not_depend_on_the_process(small, tmp_path):
    program = (
        "import sys; from pathlib import Path; from kg.export.source import Source; from kg.export.table import Options\n"
        "from kg.export.release import write_release\n"
        "write_release(Source(Path(sys.argv[1])), Path(sys.argv[2]), Options(issued='2026-11-22'))"
    )
    for seed in "12":
        arguments = [sys.executable, "-c", program, str(small.path), str(tmp_path / seed)]
        subprocess.run(arguments, env=os.environ | {"PYTHONHASHSEED": seed}, check=True)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_the_description_tells_each_file_with_its_checksum(small, tmp_path):
    folder = tmp_path / "release"
    made(small, folder, about=About(hosted_at="https://example.org/r/"))
    graph = Graph().parse(folder / "void.ttl")
    found = {}
    for node in graph.subjects(RDF.type, DCAT.Distribution):
        name = str(graph.value(node, DCAT.downloadURL)).removeprefix("https://example.org/r/")
        checksum = graph.value(node, URIRef(SPDX + "checksum"))
        found[name] = str(graph.value(checksum, URIRef(SPDX + "checksumValue")))
        assert int(graph.value(node, DCAT.byteSize)) == (folder / name).stat().st_size
    assert found == {name: sha256 for name, sha256 in listed_files(folder).items() if name.startswith("data/")}


def test_the_hash_of_the_dataset_is_that_of_its_n_quads(small, tmp_path):
    folder = tmp_path / "release"
    release = made(small, folder)
    assert release.description.survey.sha256 == hashlib.sha256((folder / "data/nquads.nq").read_bytes()).hexdigest()


def test_prov_leads_from_the_dataset_to_the_document(small, tmp_path):
    folder = tmp_path / "release"
    release = made(small, folder)
    graph = Graph().parse(folder / "prov.ttl")
    node = URIRef(release.description.dataset.iri)
    (activity,) = graph.objects(node, PROV.wasGeneratedBy)
    assert graph.value(activity, PROV.used) == graph.value(node, PROV.wasDerivedFrom) is not None


@pytest.mark.parametrize("compress", [False, True])
def test_it_is_read_again_as_it_was(small, tmp_path, compress):
    folder = tmp_path / "release"
    made(small, folder, compress=compress)
    assert sorted(map(str, release_quads(folder))) == sorted(map(str, small.quads()))
    assert release_data(folder) == folder / ("data/nquads.nq.gz" if compress else "data/nquads.nq")
    assert release_data(tmp_path) is None


@pytest.mark.parametrize("compress", [False, True])
def test_kg_validates_and_asks_it(small, tmp_path, compress):
    folder, shapes, query = tmp_path / "release", tmp_path / "shapes.ttl", tmp_path / "claims.rq"
    made(small, folder, compress=compress)
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ckg: <https://w3id.org/conflict-kg/ontology#> .\n"
        "[] a sh:NodeShape ; sh:targetClass ckg:Claim ; sh:property [ sh:path ckg:claims ; sh:minCount 1 ] ."
    )
    query.write_text("SELECT ?claim { ?claim a ckg:Claim }")
    found = CliRunner().invoke(main, ["validate", str(folder), "--shapes", str(shapes)])
    assert (found.exit_code, "1 node checked" in found.output) == (0, True), found.output
    found = CliRunner().invoke(main, ["query", str(query), "--store", str(folder)])
    assert (found.exit_code, "claim/1" in found.output) == (0, True), found.output


def test_a_damaged_release_is_told_in_one_line(small, tmp_path):
    folder = tmp_path / "release"
    made(small, folder, compress=True)
    path = folder / "data/nquads.nq.gz"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InputError, match=r"\A[^\n]*nquads.nq.gz: [^\n]*\Z"):
        list(release_quads(folder))
    path.write_bytes(b"not gzip")
    with pytest.raises(InputError, match=r"\A[^\n]*nquads.nq.gz: [^\n]*\Z"):
        list(release_quads(folder))
    path.unlink()
    with pytest.raises(InputError, match="is no release with N-Quads"):
        list(release_quads(folder))


def test_it_needs_a_day(small, tmp_path, monkeypatch):
    with pytest.raises(UsageError, match=r"\A--release: has no day of making; [^\n]*SOURCE_DATE_EPOCH\Z"):
        write_release(small, tmp_path / "release", Options())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(UsageError, match=r"\ASOURCE_DATE_EPOCH: is 'soon'; seconds since 1970\Z"):
        write_release(small, tmp_path / "release", Options())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert beside(tmp_path / "release") == []
    write_release(small, tmp_path / "release", Options(), formats=QUICK)
    assert (
        json.loads((tmp_path / "release/ro-crate-metadata.json").read_text())["@graph"][1]["datePublished"]
        == "1970-01-02"
    )


def test_a_file_in_the_way_stays(small, tmp_path):
    folder = tmp_path / "release"
    folder.write_text("mine")
    with pytest.raises(UsageError, match=r"\A[^\n]*release: is in the way; [^\n]*\Z"):
        made(small, folder, force=True)
    assert folder.read_text() == "mine"


def test_a_folder_with_other_files_stays(small, tmp_path):
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds files that are no release"):
        made(small, folder, force=True)
    assert contents(folder) == {"mine.txt": b"mine"}
    assert beside(folder) == []


def test_an_empty_folder_is_taken(small, tmp_path):
    (tmp_path / "release").mkdir()
    made(small, tmp_path / "release")
    assert is_release(tmp_path / "release")


def test_a_release_is_replaced_on_request_only(small, tmp_path):
    folder = tmp_path / "release"
    made(small, folder, about=About(title="One"))
    with pytest.raises(UsageError, match="holds a release; --force"):
        made(small, folder)
    assert "One" in (folder / "README.md").read_text()
    made(small, folder, about=About(title="Two"), formats=["nquads"], force=True)
    assert (folder / "README.md").read_text().startswith("# Two\n")
    assert not (folder / "data/turtle.ttl").exists()
    assert beside(folder) == []


def test_a_release_with_somebody_elses_file_is_not_replaced(small, tmp_path):
    folder = tmp_path / "release"
    made(small, folder)
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"notes\.txt: is no part of the release there"):
        made(small, folder, force=True)
    assert (folder / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["/", "/proc/release"])
def test_a_place_that_cannot_be_written_is_one_line(small, name):
    with pytest.raises(UsageError, match=r"\A[^\n]*\Z"):
        made(small, Path(name))


def test_an_unknown_format_is_refused(small, tmp_path):
    with pytest.raises(UsageError, match=r"\Ahdt: is no format of an export; one of: turtle"):
        made(small, tmp_path / "release", formats=["hdt"])


def test_a_format_that_cannot_be_written_leaves_nothing(tmp_path):
    """RDF/XML has no way to write a property whose IRI ends in a slash."""
    path = tmp_path / "odd.nt"
    path.write_text("<http://example.org/a> <http://example.org/> <http://example.org/b> .\n")
    with pytest.raises(
        LossError, match=r"\A--release: rdfxml cannot write the property [^\n]*; --without rdfxml, or [^\n]*\Z"
    ):
        made(Source(path), tmp_path / "release", formats=["nquads", "rdfxml"])
    assert not (tmp_path / "release").exists()
    assert beside(tmp_path / "release") == []


@pytest.fixture
def controlled(small, tmp_path):
    """The same, with a control character in a quote, which no XML holds."""
    path = tmp_path / "controlled.trig"
    path.write_text(small.path.read_text(encoding="utf-8").replace("Otter Ford", "Otter\\u0001Ford"), encoding="utf-8")
    return Source(path)


def test_every_format_that_cannot_write_the_data_is_named_before_the_others_are_written(
    controlled, tmp_path, monkeypatch
):
    seen = []
    with pytest.raises(LossError, match=r"rdfxml cannot write the character U\+0001"):
        write_release(controlled, tmp_path / "release", DAY, lambda _, number, total: seen.append((number, total)))
    assert seen[-1][0] < seen[-1][1] - 5
    assert not (tmp_path / "release").exists()


def test_a_format_that_cannot_write_the_data_is_left_out_on_request_and_the_release_says_so(controlled, tmp_path):
    folder = tmp_path / "release"
    release = made(controlled, folder, formats=("rdfxml", "graphml", "nquads"), allow_loss=True)
    assert checked(folder).returncode == 0
    assert sorted(path.name for path in (folder / "data").iterdir()) == ["graphml.graphml", "nquads.nq"]
    why = "Not written as RDF/XML: it cannot write the character U+0001"
    assert why in (folder / "README.md").read_text()
    nodes = {node["@id"]: node for node in json.loads((folder / "ro-crate-metadata.json").read_text())["@graph"]}
    assert why in nodes["./"]["description"]
    assert "U+FFFD stands for 1 characters" in nodes["data/graphml.graphml"]["description"]
    graph = Graph().parse(folder / "void.ttl")
    assert str(graph.value(URIRef(release.description.dataset.iri), RDFS.comment)).startswith(why)
    made(controlled, tmp_path / "again", formats=("rdfxml", "graphml", "nquads"), allow_loss=True)
    assert contents(tmp_path / "again") == contents(folder)


def test_a_release_of_no_format_is_refused(controlled, tmp_path):
    with pytest.raises(LossError, match="rdfxml cannot write"):
        made(controlled, tmp_path / "release", formats=["rdfxml"], allow_loss=True)
    with pytest.raises(UsageError, match="leaves no format"):
        made(controlled, tmp_path / "release", formats=[])


def test_a_full_disk_is_no_reason_to_leave_a_format_out(small, tmp_path, monkeypatch):
    def full(source, out, options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.export.rdf.write_rdfxml", full)
    with pytest.raises(
        UsageError, match=r"release/data/rdfxml\.rdf: cannot be written \(No space left on device"
    ) as failed:
        made(small, tmp_path / "release", formats=["rdfxml", "nquads"], allow_loss=True)
    assert "partial" not in str(failed.value)
    assert beside(tmp_path / "release") == []


def test_a_source_that_cannot_be_read_leaves_nothing(tmp_path):
    path = tmp_path / "broken.nt"
    path.write_text("<http://example.org/a> <http://example.org/p> .\n")
    with pytest.raises(InputError):
        made(Source(path), tmp_path / "release")
    assert not (tmp_path / "release").exists()
    assert beside(tmp_path / "release") == []


def test_two_runs_at_once_do_not_mix(small, tmp_path):
    folder = tmp_path / "release"
    aside = tmp_path / ".release.partial"
    aside.mkdir()
    with (aside / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(UsageError, match="is being written by another run"):
            made(small, folder)
    assert (aside / ".lock").exists()
    assert not folder.exists()


def test_a_run_that_is_refused_leaves_another_run_alone(small, tmp_path):
    """While one run replaces a release, another that may not must not take away what the first has written."""
    folder, aside = tmp_path / "release", tmp_path / ".release.partial"
    made(small, folder)
    (aside / "data").mkdir(parents=True)
    (aside / "data/nquads.nq").write_bytes(b"at work")
    with pytest.raises(UsageError, match="holds a release"):
        made(small, folder)
    assert (aside / "data/nquads.nq").read_bytes() == b"at work"


def test_a_killed_run_leaves_no_half_release_and_the_next_goes_on(small, tmp_path):
    """The first run is killed while it writes its third format; the second keeps what is finished and whole."""
    folder, aside = tmp_path / "release", tmp_path / ".release.partial"
    program = (
        "import os, signal, sys; from pathlib import Path; import kg.export.writing as writing\n"
        "from kg.export.source import Source; from kg.export.table import Options; from kg.export.release import write_release\n"
        "whole = writing.export_file\n"
        "def export_file(source, format, path, **options):\n"
        "  if format == 'trig':\n"
        "    path.write_bytes(b'half'); os.kill(os.getpid(), signal.SIGKILL)\n"
        "  return whole(source, format, path, **options)\n"
        "writing.export_file = export_file\n"
        "write_release(Source(Path(sys.argv[1])), Path(sys.argv[2]), Options(issued='2026-11-22'),"
        " formats=['nquads', 'turtle', 'trig'])"
    )
    found = subprocess.run([sys.executable, "-c", program, str(small.path), str(folder)])
    assert found.returncode == -signal.SIGKILL
    assert not folder.exists()
    finished = {name: (aside / "data" / name).stat().st_ino for name in ("nquads.nq", "turtle.ttl")}
    (aside / "data/turtle.ttl").write_bytes(b"spoilt")
    made(small, folder, formats=["nquads", "turtle", "trig"])
    assert (folder / "data/nquads.nq").stat().st_ino == finished["nquads.nq"]
    made(small, tmp_path / "fresh", formats=["nquads", "turtle", "trig"])
    assert contents(folder) == contents(tmp_path / "fresh")
    assert beside(folder) == []


def test_what_is_left_of_other_data_is_not_taken_over(small, tmp_path):
    aside = tmp_path / ".release.partial"
    (aside / "data").mkdir(parents=True)
    (aside / "data/nquads.nq").write_bytes(b"old")
    (aside / "data/old.txt").write_bytes(b"old")
    (aside / "stray.txt").write_bytes(b"old")
    (aside / ".finished.json").write_text('{"key": "another", "formats": {}}')
    made(small, tmp_path / "release")
    made(small, tmp_path / "fresh")
    assert contents(tmp_path / "release") == contents(tmp_path / "fresh")


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", "[a](javascript:b) | `c` *d* # e", "\\", "ꙮ‮ é \u2028x", '"}],"']
)
def test_a_hostile_title_stays_text(small, tmp_path, title):
    folder = tmp_path / "release"
    made(small, folder, about=About(title=title, publisher=title))
    assert json.loads((folder / "ro-crate-metadata.json").read_text())["@graph"][1]["name"] == title
    page = MarkdownIt().parse((folder / "README.md").read_text(encoding="utf-8"))
    heading = page[1]
    assert (page[0].tag, heading.content != "", {child.type for child in heading.children}) == ("h1", True, {"text"})
    assert "".join(child.content for child in heading.children) == title
    assert checked(folder).returncode == 0


def test_the_readme_tells_what_is_missing(small, tmp_path):
    made(small, tmp_path / "release")
    readme = (tmp_path / "release/README.md").read_text()
    assert "- Licence of the data: not stated" in readme
    assert "- Publisher: not stated" in readme


def test_the_command_makes_one(small, tmp_path):
    folder = tmp_path / "release"
    found = CliRunner().invoke(
        main, ["export", "--data", str(small.path), "--release", str(folder), "--issued", "2026-11-22"]
    )
    assert found.exit_code == 0, found.output
    assert checked(folder).returncode == 0
    found = CliRunner().invoke(main, ["export", "--data", str(small.path), "--release", str(tmp_path / "no")])
    assert (found.exit_code, (tmp_path / "no").exists()) == (2, False)
    assert "has no day of making" in found.output


def export(*arguments):
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


def test_the_command_takes_formats_and_leaves_some_out(small, tmp_path):
    day = ("--data", small.path, "--issued", "2026-11-22")
    chosen = ("--format", "nquads", "--format", "turtle")
    assert export(*day, "--release", tmp_path / "one", *chosen).exit_code == 0
    assert sorted(p.name for p in (tmp_path / "one/data").iterdir()) == ["nquads.nq", "turtle.ttl"]
    assert export(*day, "--release", tmp_path / "two", *chosen, "--without", "turtle").exit_code == 0
    assert [p.name for p in (tmp_path / "two/data").iterdir()] == ["nquads.nq"]


@pytest.mark.parametrize("compress", [False, True])
def test_a_release_is_exported_again_as_it_was(small, tmp_path, compress):
    folder = tmp_path / "release"
    made(small, folder, compress=compress)
    assert export("--data", small.path, "-o", tmp_path / "one.ttl").exit_code == 0
    for option in ("--data", "--store"):
        found = export(option, folder, "-o", tmp_path / "two.ttl")
        assert found.exit_code == 0, found.output
        assert (tmp_path / "two.ttl").read_bytes() == (tmp_path / "one.ttl").read_bytes()
    made(Source(folder), tmp_path / "again", compress=compress)
    assert contents(tmp_path / "again") == contents(folder)
