"""A graph rests on the ontology: where a file of it is edited, what follows is drawn again, and a node with another is refused."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg import resources
from kg.store import StoreFolder
from tests.runs.conftest import run

ADDED = "\nckg:Mention rdfs:subClassOf ckg:AddedByTheTest .\nckg:AddedByTheTest a owl:Class .\n"


@pytest.fixture
def checkout(tmp_path):
    """A checkout whose ontology can be edited."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    shutil.copytree(Path(kg.__file__).parent, folder / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(resources.ontology_file().parent, folder / "ontology")
    return folder


def edit(checkout):
    with (checkout / "ontology" / "conflict.ttl").open("a", encoding="utf-8") as file:
        file.write(ADDED)


def built(checkout, reports, store):
    code, told = run(reports, "--store", store, path=str(checkout), cwd=checkout)
    assert code == 0, told
    return StoreFolder(store).dataset().read_bytes()


def test_an_edited_ontology_changes_what_a_store_has_inferred(checkout, tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    text = "A title\n\nThe Al-Nusra Front killed five fighters of Ahrar al-Sham in Maadan on 12 February 2014.\n"
    (reports / "report.txt").write_text(text, encoding="utf-8")
    before = built(checkout, reports, tmp_path / "store")
    edit(checkout)
    after = built(checkout, reports, tmp_path / "store")
    assert after == built(checkout, reports, tmp_path / "other")
    assert before.count(b"/graph/inferred") < after.count(b"/graph/inferred")


def test_a_node_with_another_ontology_is_another_node(checkout):
    def told():
        code = "from kg.engines import cluster; print(cluster._program())"
        environment = os.environ | {"PYTHONPATH": str(checkout)}
        return subprocess.check_output([sys.executable, "-c", code], env=environment, cwd=checkout)

    before = told()
    assert before == told()
    edit(checkout)
    assert before != told()
