"""`kg diff` tells which documents print a text now and did not before, in all its formats."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

SCHEMA = Path(__file__).parents[2] / "docs" / "diff.schema.json"


@pytest.fixture(scope="module")
def two(kg, reports, tmp_path_factory):
    """A store of two of the reprints and the paper's own story."""
    folder = tmp_path_factory.mktemp("two")
    kept = [reports / name for name in ("one.txt", "three.txt", "own.txt")]
    assert kg("build", *kept, "--store", folder / "store").exit_code == 0
    return folder / "store"


def texts(kg, old, new):
    told = json.loads(kg("diff", old, new, "--format", "json").stdout)
    jsonschema.validate(told, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert not [
        line for one in told["others"] for line in one["examples"] if "ckg:publication" in line or "Text of" in line
    ]
    return [change for change in told["changes"] if change["subject"] == "text"]


def test_a_new_reprint_is_told_of_its_text(kg, two, store):
    now = "two.txt now also prints the text of Tarn News Agency (2 → 3 publications)"
    said = kg("diff", two, store).stdout.splitlines()
    assert "1 text changed" in said[0]
    assert said[said.index("shared texts") + 1] == f"  ~ {now}"
    assert kg("diff", two, store, "--format", "markdown").stdout.count("## Shared texts (1)\n") == 1
    (change,) = texts(kg, two, store)
    assert (change["kind"], change["label"]) == ("changed", now)
    assert {"name": "publication", "of": "", "before": [], "after": ["two.txt"]} in change["aspects"]
    told = kg("diff", two, store, "--document", "two.txt", "--format", "json").stdout
    assert [one["subject"] for one in json.loads(told)["changes"]].count("text") == 1


def test_what_is_printed_no_more_is_told_too(kg, two, store):
    (change,) = texts(kg, store, two)
    assert change["label"] == "two.txt no longer prints the text of Tarn News Agency (3 → 2 publications)"


def test_a_text_that_only_one_version_has(kg, reports, two, tmp_path):
    kg("build", reports / "one.txt", reports / "own.txt", "--store", tmp_path / "one")
    (change,) = texts(kg, tmp_path / "one", two)
    assert (change["kind"], change["label"]) == (
        "added",
        "one.txt and three.txt now print one text of Tarn News Agency (2 publications)",
    )
    (change,) = texts(kg, two, tmp_path / "one")
    assert change["kind"] == "removed"


def test_a_text_of_an_edited_document_is_the_same_text(kg, reports, two, tmp_path):
    docs = Path(shutil.copytree(reports, tmp_path / "docs"))
    (docs / "two.txt").unlink()
    kg("build", docs, "--store", tmp_path / "store")
    edited = docs / "one.txt"
    edited.write_text(edited.read_text(encoding="utf-8").replace("Checkpoint near", "A post near"), encoding="utf-8")
    kg("build", docs, "--store", tmp_path / "edited")
    told = json.loads(kg("diff", tmp_path / "store", tmp_path / "edited", "--format", "json").stdout)
    assert [change["subject"] for change in told["changes"]].count("text") == 0
    assert "document" in {change["subject"] for change in told["changes"]}
    assert not [line for one in told["others"] for line in one["examples"] if "ublication" in line]
