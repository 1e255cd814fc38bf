"""Where the bundled registry has it from: every row, name, post and succession cites what exists, and is found there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import resources
from kg.lexicon import Entry, Lexicon, Name
from kg.lexicon.keys import plain_text
from kg.read import parse_document

RE3D = Path(__file__).parents[2].parent / "shared" / "eval" / "re3d" / "docs"
CITED = re.compile(r"(?P<of>seeds/|re3d )(?P<file>\S+\.txt) ¶[1-9]\d*|(?:curated|notes): \S.*")
POSSESSIVE = re.compile(r"['\u2019]s(?!\w)")


def cited(text: str) -> list[str]:
    return text.split("; ") if text else []


def citations(entry: Entry) -> Iterator[str]:
    yield from cited(entry.source)
    for part in (*entry.names, *entry.successions, *entry.ties):
        yield from cited(part.source)


def paragraphs(folder: Path, prefix: str) -> dict[str, str]:
    return {
        f"{prefix}{path.name} ¶{paragraph.number}": paragraph.text
        for path in sorted(folder.glob("*.txt"))
        for paragraph in parse_document(path.name, path.read_bytes()).paragraphs
    }


@pytest.fixture(scope="session")
def seeds() -> dict[str, str]:
    return paragraphs(resources.seeds(), "seeds/")


@pytest.fixture(scope="session")
def everything(seeds: dict[str, str]) -> dict[str, str]:
    if not RE3D.is_dir():
        pytest.skip("the documents of re3d are not beside this checkout (../shared)")
    return {**seeds, **paragraphs(RE3D, "re3d ")}


def stands_in(name: str, text: str) -> bool:
    """Tell whether a paragraph has the name, in any case and with or without an 's behind it."""
    return any(f" {plain_text(name)} " in f" {plain_text(t)} " for t in (text, POSSESSIVE.sub("", text)))


def is_found(name: Name, entry: Entry, texts: dict[str, str]) -> bool:
    where = cited(name.source or entry.source)
    told = any(stands_in(name.text, texts[source]) for source in where if source in texts)
    by_a_person = (name.preferred or name.source) and any(s.startswith(("curated: ", "notes: ")) for s in where)
    return told or bool(by_a_person)


def test_every_citation_has_the_form_of_one(registry: Lexicon) -> None:
    for entry in registry.entries:
        assert all(CITED.fullmatch(source) for source in citations(entry)), entry.iri


def test_every_post_and_succession_names_its_source(registry: Lexicon) -> None:
    parts = [part for entry in registry.entries for part in (*entry.successions, *entry.ties)]
    assert len(parts) > 60 and all(part.source for part in parts)


def test_every_cited_paragraph_of_the_seeds_is_there(registry: Lexicon, seeds: dict[str, str]) -> None:
    found = {source for entry in registry.entries for source in citations(entry) if source.startswith("seeds/")}
    assert len(found) > 40 and found <= seeds.keys()


def test_a_name_stands_in_the_seeds_where_only_they_are_cited(registry: Lexicon, seeds: dict[str, str]) -> None:
    missed = [
        (entry.label, name.text)
        for entry in registry.entries
        for name in entry.names
        if "re3d " not in (name.source or entry.source) and not is_found(name, entry, seeds)
    ]
    assert missed == []


def test_every_cited_paragraph_is_there(registry: Lexicon, everything: dict[str, str]) -> None:
    found = {s for entry in registry.entries for s in citations(entry) if not s.startswith(("curated: ", "notes: "))}
    assert any(source.startswith("re3d ") for source in found) and found <= everything.keys()


def test_every_name_stands_in_a_cited_paragraph(registry: Lexicon, everything: dict[str, str]) -> None:
    missed = [
        (entry.label, name.text)
        for entry in registry.entries
        for name in entry.names
        if not is_found(name, entry, everything)
    ]
    assert missed == []


def test_every_post_stands_beside_its_holder(registry: Lexicon, everything: dict[str, str]) -> None:
    """The paragraph of a post names the person, or else goes on about him or her ("Foreign Minister" after the name)."""
    for entry in registry.entries:
        for tie in (tie for tie in entry.ties if entry.kind == "Person"):
            text = everything[tie.source]
            family_name = plain_text(entry.label.partition(" (")[0]).split()[-1]
            pronoun = re.search(r"\b(?:he|she|his|her)\b", text, re.IGNORECASE)
            assert stands_in(family_name, text) or pronoun, (entry.iri, tie)
