"""`kg diff` from outside: exit codes, what it takes, its formats, and the same bytes on every run."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main

from .reading import BASE, build, edited, kg

SCHEMA = Path(__file__).parents[2] / "docs" / "diff.schema.json"


def _run(*arguments):
    return CliRunner().invoke(main, ["diff", *map(str, arguments)], prog_name="kg")


@pytest.fixture(scope="module")
def edited_store(tmp_path_factory):
    """Build the base with a comment's claim denied, a document edited and a thing renamed in the registry."""
    folder = tmp_path_factory.mktemp("edited")
    case = {
        "claims": [
            {"quote": "12 fighters were killed", "set": {"factuality": "denied", "voice": "comment"}},
            {"quote": "Omar Tal leads the Hill Brigade", "remove": True},
        ],
        "documents": {"north.txt": {"replace": [["attacks Ner", "attacks *Ner* <b>"]]}},
    }
    return build(edited(case, folder), folder / "store")


@pytest.fixture(scope="module")
def release(base_store, tmp_path_factory):
    folder = tmp_path_factory.mktemp("release")
    kg("export", "--store", base_store, "-o", folder / "data.nq")
    (folder / "SHA256SUMS").write_text("")
    return folder


def test_a_difference_is_no_failure_unless_asked(base_store, edited_store):
    assert _run(base_store, edited_store).exit_code == 0
    assert _run(base_store, edited_store, "--fail-if-any").exit_code == 1
    assert _run(base_store, base_store, "--fail-if-any").exit_code == 0
    assert _run(base_store, edited_store, "--format", "rdf-patch", "--fail-if-any").exit_code == 1
    assert _run(base_store, base_store, "--format", "rdf-patch", "--fail-if-any").exit_code == 0


def test_a_store_its_release_and_its_export_are_the_same(base_store, release):
    for one, other in ((base_store, release), (release, base_store), (release / "data.nq", release)):
        result = _run(one, other, "--fail-if-any")
        assert result.exit_code == 0, result.output
        assert ": no differences" in result.stdout


def test_a_release_may_be_compressed_and_lie_in_its_data_folder(base_store, release, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "ro-crate-metadata.json").write_text("{}")
    packed = tmp_path / "data" / "nquads.nq.gz"
    packed.write_bytes(gzip.compress((release / "data.nq").read_bytes()))
    assert _run(base_store, tmp_path, "--fail-if-any").exit_code == 0
    packed.write_bytes(packed.read_bytes()[:-500])
    result = _run(base_store, tmp_path)
    assert result.exit_code == 2 and "nquads.nq.gz: is cut off" in result.stderr


def test_an_ontology_that_only_one_version_holds_is_said_not_to_be_compared(base_store, release):
    assert "only the old version holds an ontology" in _run(base_store, release).stdout


def test_terms_of_the_ontology_that_differ_are_told(release, tmp_path):
    ontology = "https://w3id.org/conflict-kg/ontology"
    head = f"<{ontology}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2002/07/owl#Ontology> <{ontology}> .\n"
    terms = {
        name: f"<{ontology}#{name}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        f"<http://www.w3.org/2002/07/owl#Class> <{ontology}> .\n"
        for name in ("Gone", "Kept", "New")
    }
    data = (release / "data.nq").read_text(encoding="utf-8")
    old, new = tmp_path / "old.nq", tmp_path / "new.nq"
    old.write_text(data + head + terms["Gone"] + terms["Kept"], encoding="utf-8")
    new.write_text(data + head + terms["Kept"] + terms["New"], encoding="utf-8")
    told = json.loads(_run(old, new, "--format", "json").stdout)
    assert told["changes"] == []
    assert {name: [term["iri"] for term in group] for name, group in told["ontology"].items()} == {
        "removed": [f"{ontology}#Gone"],
        "added": [f"{ontology}#New"],
    }
    assert "ontology: 1 removed, 1 added" in _run(old, new).stdout
    assert _run(old, new, "--fail-if-any").exit_code == 1


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("store", "none"), "none: there is no such store; "),
        (("store", "none.ttl"), "none.ttl: "),
        (("store", "empty"), "empty: holds no N-Quads files; a release"),
        (
            ("store", "store", "--document", "east.txt"),
            "east.txt: is a document of neither version; a file name such as ",
        ),
        (("store", "store", "--ontology", "--document", "north.txt"), "--document: says nothing of an ontology"),
        (
            ("store", "data.ttl", "--document", "north.txt", "--format", "rdf-patch"),
            "rdf-patch: cannot lead from named graphs to none",
        ),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line(base_store, names, words, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "SHA256SUMS").write_text("")
    kg("export", "--store", base_store, "-o", tmp_path / "data.ttl")
    places = {"store": base_store, **{name: tmp_path / name for name in ("none", "none.ttl", "empty", "data.ttl")}}
    result = _run(*(places.get(name, name) for name in names))
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr and result.stderr.count("\n") == 1


def test_the_json_keeps_to_its_schema(base_store, edited_store, tmp_path):
    from jsonschema import Draft202012Validator

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    for pair in ((base_store, edited_store), (edited_store, base_store), (base_store, base_store)):
        diff = json.loads(_run(*pair, "--format", "json").stdout)
        assert list(Draft202012Validator(schema).iter_errors(diff)) == []
        assert diff.keys() == schema["properties"].keys()
    broken = diff | {"changes": [{"subject": "weather"}]}
    assert list(Draft202012Validator(schema).iter_errors(broken))


def test_markdown_lets_no_markup_of_the_reports_through(base_store, edited_store):
    told = _run(base_store, edited_store, "--format", "markdown").stdout
    assert "attacks \\*Ner\\* \\<b\\>" in told and "*Ner*" not in told
    assert "in a reader's comment" in told


def test_only_what_concerns_a_document(base_store, edited_store):
    told = json.loads(_run(base_store, edited_store, "--document", "south.txt", "--format", "json").stdout)
    assert [(one["kind"], one["passages"][0]["document"]) for one in told["changes"]] == [("retracted", "south.txt")]
    assert told["moved"] == []


@pytest.mark.parametrize("format", ["text", "json"])
def test_the_same_bytes_on_every_run(base_store, edited_store, format, tmp_path):
    command = [sys.executable, "-m", "kg", "diff", "old", "new", "--format", format]
    outputs = set()
    for seed in ("0", "1"):
        folder = tmp_path / seed
        shutil.copytree(base_store, folder / "old")
        shutil.copytree(edited_store, folder / "new")
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(BASE.parents[3])}
        outputs.add(subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True).stdout)
    assert len(outputs) == 1 and outputs.pop()
