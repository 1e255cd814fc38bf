"""The libraries that claims rest on: all that reading needs, and no document is taken over from another version of one."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import kg
from kg.software import LIBRARIES, installed
from tests.runs.conftest import run

PROJECT = Path(kg.__file__).parents[1] / "pyproject.toml"
# No claim and no name comes out otherwise with another version of these.
OTHERS = {"click", "loky", "msgspec", "owlready2", "oxrdflib", "pyoxigraph", "pyshacl", "pyyaml", "rdflib", "rich"}
# One that it brings with it does the arithmetic of the parser.
BROUGHT = {"thinc"}


def test_every_library_that_the_project_asks_for_is_one_or_the_other():
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["read"], *extras["text"]]
    names = {re.match(r"[\w-]+", one).group() for one in asked} - {"threadpoolctl"}
    assert names | BROUGHT == OTHERS | set(LIBRARIES)


def test_what_is_not_installed_has_no_version():
    assert installed()["numpy"] == version("numpy")
    assert installed()["python"] == ".".join(map(str, sys.version_info[:2]))


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("A title\n\nThe Al-Nusra Front captured Maadan on 3 February 2014.\n", encoding="utf-8")
    return path


def test_with_another_version_of_a_library_documents_are_done_again(report, tmp_path):
    told = tmp_path / "told.json"
    words = (report, "--store", tmp_path / "store", f"--report=json={told}")
    assert run(*words)[0] == 0
    metadata = tmp_path / "other" / "warcio-99.0.dist-info" / "METADATA"
    metadata.parent.mkdir(parents=True)
    metadata.write_text("Metadata-Version: 2.1\nName: warcio\nVersion: 99.0\n", encoding="utf-8")
    fresh = []
    for path in ("", str(tmp_path / "other")):
        assert run(*words, path=path)[0] == 0
        fresh.append(json.loads(told.read_text(encoding="utf-8"))["fresh"])
    assert fresh == [0, 1]


def test_without_the_parser_a_build_says_what_to_install(report, tmp_path):
    pytest.importorskip("spacy", reason="it is there for this test to hide")
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as util\nfind = util.find_spec\n"
        "util.find_spec = lambda name, package=None: None if name == 'spacy' else find(name, package)\n",
        encoding="utf-8",
    )
    code, told = run(report, "--store", tmp_path / "store", path=str(tmp_path))
    assert (code, told.count("\n")) == (2, 1) and "pip install 'conflict-kg[text]'" in told
    assert not (tmp_path / "store" / "CURRENT").exists()
