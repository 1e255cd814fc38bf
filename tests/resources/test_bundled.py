"""What comes with the package: queries, tables and sample reports, and what must not be in any file of the project."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from rdflib.plugins.sparql import prepareQuery

from kg.formats.registry import read_registry
from kg.read import read_document
from kg.resources import frame_files, lexicon_file, policies, queries, registry_files, seeds

ROOT = Path(__file__).parents[2]
PAGES = ROOT.parent / "shared" / "seeds"
TABLES = sorted({*lexicon_file("incidents.toml").parent.glob("*.toml"), *frame_files(), *policies().values()})
MANIFEST = json.loads((seeds() / "manifest.json").read_text(encoding="utf-8"))
RUN = 12
# Spelled backwards, so that this file is not among what it looks for.
REGISTRIES = [
    host[::-1]
    for host in (
        "gro.ipyp", "gro.detsohnohtyp", "gro.sjmpn", "moc.gkpnray", "oi.setarc", "gro.smegybur", "gro.gnalog.yxorp",
        "gro.ehcapa.nevam", "gro.adnocana", "oi.adnoc", "gro.naibed",
    )
]  # fmt: skip
FOLDERS = ["/".join(("", name, "")) for name in ("work", "tmp", "home", "root", "Users", "mnt")]
FORBIDDEN = re.compile(
    "|".join([*map(re.escape, REGISTRIES), *(rf"(?<![\w./~<>*)\]}}-]){re.escape(folder)}\w" for folder in FOLDERS)])
)


@pytest.mark.parametrize("name", sorted(queries()))
def test_query_has_its_header_and_is_sparql_to_another_engine_too(name: str) -> None:
    text = queries()[name].read_text(encoding="utf-8")
    keys = re.findall(r"^#\+ (\w+):", text, re.MULTILINE)
    assert {"summary", "description", "params", "columns", "example"} <= set(keys)
    prepareQuery(text)


@pytest.mark.parametrize("path", registry_files(), ids=lambda path: path.stem)
def test_every_registry_row_has_a_source(path: Path) -> None:
    rows = read_registry([path])
    assert rows
    assert [row.iri for row in rows if not row.source.strip()] == []


def _rows(table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every table below the top: rows of arrays, and settings."""
    for value in table.values():
        yield from (row for row in (value if isinstance(value, list) else [value]) if isinstance(row, dict))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_row_of_a_table_has_a_source(path: Path) -> None:
    rows = list(_rows(tomllib.loads(path.read_text(encoding="utf-8"))))
    assert rows
    assert [row for row in rows if not str(row.get("source") or row.get("reason") or "").strip()] == []


@pytest.mark.parametrize("name", sorted(MANIFEST))
def test_the_manifest_tells_what_the_sample_report_is(name: str) -> None:
    entry, path = MANIFEST[name], seeds() / name
    assert hashlib.sha256(path.read_bytes()).hexdigest() == entry["sha256"]
    document = read_document(path)
    assert len(document.paragraphs) == entry["paragraphs"] == len(entry["roles"])


def test_the_manifest_lists_every_sample_report() -> None:
    assert sorted(path.name for path in seeds().glob("*.txt")) == sorted(MANIFEST)


def _ignored() -> list[str]:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    return [".git", *(line.rstrip("/") for line in lines if line and not line.startswith("#"))]


def _project_files(folder: Path = ROOT) -> Iterator[Path]:
    ignored = _ignored()
    for path in sorted(folder.iterdir()):
        if any(fnmatch(path.name, pattern) or path.relative_to(ROOT).as_posix() == pattern for pattern in ignored):
            continue
        if path.is_dir():
            yield from _project_files(path)
        else:
            yield path


def _project_texts() -> Iterator[tuple[Path, str]]:
    for path in _project_files():
        data = path.read_bytes()
        if b"\0" not in data:
            yield path, data.decode("utf-8", "replace")


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[start:] for start in range(RUN)), strict=False))


@pytest.mark.skipif(not PAGES.is_dir(), reason="the pages that the samples restate are not part of the project")
def test_no_file_shares_a_run_of_words_with_the_pages_that_the_samples_restate() -> None:
    pages = set(chain.from_iterable(_runs(path.read_text(encoding="utf-8")) for path in PAGES.glob("*.txt")))
    assert pages
    shared = {path.relative_to(ROOT).as_posix(): _runs(text) & pages for path, text in _project_texts()}
    assert {name: " ".join(min(runs)) for name, runs in shared.items() if runs} == {}


def test_no_file_names_a_package_registry_or_a_folder_of_one_machine() -> None:
    found = {path.relative_to(ROOT).as_posix(): FORBIDDEN.findall(text) for path, text in _project_texts()}
    assert {name: hits for name, hits in found.items() if hits} == {}
