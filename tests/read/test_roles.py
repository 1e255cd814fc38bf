"""Roles, statements and commenters: made-up pages (`cases/`), the bundled seeds, the pages that those restate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.model import Document
from kg.read import commenter, parse_document, read_document

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
ORIGINALS = ROOT.parent / "shared" / "seeds"
SEEDS = ROOT / "seeds"
RULER = "=====\n"

EXPECTED = {
    "000_0df93e0babd0ffd1.txt": "2 title, 4 body, 1 furniture, 2 byline, 4 comment",
    "001_23dbe95fc2cce6b7.txt": "1 title, 4 body, 2 byline, 35 comment",
    "002_0c4606f97fb020ae.txt": "1 title, 1 furniture, 8 body",
    "003_b48055da36ed794a.txt": "1 title, 1 body, 1 caption, 2 furniture, 1 byline, 14 body, 2 furniture",
    "004_ad36ab31ed5c20f9.txt": "1 furniture, 1 title, 10 body, 1 byline, 2 furniture",
}


def roles(document: Document) -> list[str]:
    return [paragraph.role.value for paragraph in document.paragraphs]


def spelled_out(runs: str) -> list[str]:
    """Turn "2 title, 1 body" into three roles."""
    pairs = (run.split() for run in runs.split(", "))
    return [role for count, role in pairs for _ in range(int(count))]


def read_case(path: Path) -> tuple[dict[str, str], Document]:
    header, text = path.read_text(encoding="utf-8").split(RULER, 1)
    expected = dict(line.split(": ", 1) for line in header.splitlines())
    return expected, parse_document(path.name, text.encode())


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest) -> tuple[dict[str, str], Document]:
    return read_case(request.param)


def test_case_has_the_roles_of_its_header(case):
    expected, document = case
    told = [f"{p.role.value}: {p.text[:50]}" for p in document.paragraphs]
    assert roles(document) == expected["roles"].split(), told


@pytest.mark.parametrize("key", ["title", "author", "publisher", "issued"])
def test_case_states_what_its_header_says(case, key):
    expected, document = case
    assert str(getattr(document, key)) == expected[key]


def test_case_names_its_commenters(case):
    expected, document = case
    pairs = [pair.split("=") for pair in expected.get("commenters", "").split(", ") if pair]
    told = {p.number: commenter(document, p.number) for p in document.paragraphs if p.role == "comment"}
    assert sorted(told) == [int(n) for n, _ in pairs]
    assert told == {int(n): None if name == "None" else name for n, name in pairs}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_originals_have_their_roles(name):
    path = ORIGINALS / name
    if not path.is_file():
        pytest.skip("the collected pages are not kept in the project and do not lie beside this checkout")
    assert roles(read_document(path)) == spelled_out(EXPECTED[name])


def manifest() -> dict[str, dict]:
    path = SEEDS / "manifest.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


@pytest.mark.parametrize("name", sorted(manifest()))
def test_bundled_seeds_have_the_roles_of_the_manifest(name):
    document = read_document(SEEDS / name)
    entry = manifest()[name]
    assert len(document.paragraphs) == len(entry["roles"])
    different = {
        paragraph.number: (paragraph.role.value, role)
        for paragraph, role in zip(document.paragraphs, entry["roles"], strict=True)
        if paragraph.role != role
    }
    assert different == {}


@pytest.mark.parametrize("name", sorted(manifest()))
def test_bundled_seeds_state_headline_and_day_of_the_manifest(name):
    document, entry = read_document(SEEDS / name), manifest()[name]
    assert (document.title, document.issued or "") == (entry["headline"], entry["issued"])


def test_comments_of_a_seed_belong_to_the_nearest_head():
    document = read_document(SEEDS / "001_23dbe95fc2cce6b7.txt")
    told = {number: commenter(document, number) for number in (2, 9, 11, 12, 16, 27, 40)}
    assert told == {
        2: None,
        9: "nhmakingwaves",
        11: "Bianca",
        12: None,  # a bullet without a handle: the page does not name its author
        16: "Bianca",
        27: "Don",
        40: "Valerianus Maximus",
    }
