"""The bundled registry: every row sourced, every variant with its name, nothing merged that must stay apart."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path

import pytest

from kg import resources
from kg.identifiers import slug
from kg.lexicon import Lexicon
from kg.lexicon.keys import name_key

NAMES_FILE = Path(__file__).parents[2].parent / "shared" / "gold" / "names.json"
REPORTS = {
    "000_0df93e0babd0ffd1.txt": 13,
    "001_23dbe95fc2cce6b7.txt": 42,
    "002_0c4606f97fb020ae.txt": 10,
    "003_b48055da36ed794a.txt": 22,
    "004_ad36ab31ed5c20f9.txt": 15,
}
# A province is a row of its own here, although scoring may take it for its city.
PROVINCES_APART = {"Deir ez-Zor Province"}

VARIANTS = [
    ("Jabhat al-Nusra", "Al-Nusra Front"),
    ("Nusrah Front", "Al-Nusra Front"),
    ("Islamic State", "Islamic State (ISIS)"),
    ("State of Baghdadi", "Islamic State (ISIS)"),
    ("Jund all Aqsa", "Jund al-Aqsa"),
    ("Mujahedeen Army", "Jaysh al-Mujahideen"),
    ("Jaysh al Fateh", "Jaysh al-Fatah (Army of Conquest)"),
    ("FSA", "Free Syrian Army"),
    ("Syrian Revolutionary Front", "Syrian Revolutionaries Front"),
    ("Assad's forces", "Syrian Army"),
    ("Assad’s forces", "Syrian Army"),
    ("SAA", "Syrian Army"),
    ("Assad regime", "Syrian Government"),
    ("al-Jabha al-Shamiya", "Levant Front"),
    ("Bashar Assad", "Bashar al-Assad"),
    ("Abu Bakr Al-Baghdadi", "Abu Bakr al-Baghdadi"),
    ("AFP", "Agence France Presse"),
    ("Geneva II talks", "Geneva II conference"),
    ("Idlib", "Idlib Province"),
    ("IDLIB", "Idlib Province"),
    ("Idlib city", "Idlib (city)"),
    ("city of Idlib", "Idlib (city)"),
    ("Idlib countryside", "Idlib Province"),
    ("Hama", "Hama Province"),
    ("city of Hama", "Hama (city)"),
    ("Latakia", "Latakia Province"),
    ("Hassakeh", "Al-Hasakah Province"),
    ("countryside of Hassakeh", "Al-Hasakah Province"),
    ("Deir el-Zour", "Deir ez-Zor"),
    ("countryside of Deir el-Zour", "Deir ez-Zor Province"),
    ("Deir ez-Zor Province", "Deir ez-Zor Province"),
    ("Aleppo", "Aleppo"),
    ("countryside of Aleppo", "Aleppo Province"),
    ("Raqqa", "Raqqa"),
    ("Homs", "Homs"),
    ("Jarabulus", "Jarablos"),
    ("Koniko", "Koniko oil field"),
    ("Jisr Al Shughur", "Jisr al-Shughur"),
]

NEVER_THE_SAME = [
    ("Ahrar al-Sham", "Ansar al-Sham"),
    ("Ahrar al-Sham", "Ajnad al-Sham Islamic Union"),
    ("Ansar al-Sham", "Ajnad al-Sham Islamic Union"),
    ("Islamic Front", "Syrian Islamic Front"),
    ("Jaysh al-Islam", "Jaysh al-Islam (Gaza)"),
    ("Ariha", "Ariha (Jericho)"),
    ("Abu Bakr (media activist)", "Abu Bakr al-Baghdadi"),
    ("Idlib Province", "Idlib (city)"),
    ("Aleppo Province", "Aleppo"),
    ("Hama Province", "Hama (city)"),
    ("Latakia Province", "Latakia (city)"),
    ("Deir ez-Zor Province", "Deir ez-Zor"),
    ("Raqqa Province", "Raqqa"),
    ("Al-Hasakah Province", "Al-Hasakah (city)"),
    ("Homs Province", "Homs"),
]


def labels(registry: Lexicon, name: str) -> list[str]:
    return [entry.label for entry in registry.by_surface(name)]


def test_every_row_names_a_paragraph_or_a_curators_reason(registry: Lexicon) -> None:
    for entry in registry.entries:
        for source in entry.source.split("; "):
            found = re.fullmatch(r"seeds/(?P<file>\S+) ¶(?P<paragraph>\d+)|curated: .+", source)
            assert found, (entry.iri, source)
            if found["file"]:
                assert 1 <= int(found["paragraph"]) <= REPORTS[found["file"]], (entry.iri, source)


def test_every_iri_says_its_label(registry: Lexicon) -> None:
    rooms = {"group", "coalition", "person", "place", "source", "state", "talks", "population"}
    for entry in registry.entries:
        room, name = entry.iri.rsplit("/", 2)[1:]
        assert room in rooms and name == slug(entry.label)


@pytest.mark.parametrize(("name", "label"), VARIANTS)
def test_a_variant_means_its_name(registry: Lexicon, name: str, label: str) -> None:
    assert labels(registry, name) == [label]


def test_every_annotators_variant_means_its_name(registry: Lexicon) -> None:
    if not NAMES_FILE.is_file():
        pytest.skip("the annotators' table of names is not beside this checkout")
    table = json.loads(NAMES_FILE.read_text(encoding="utf-8"))
    names = {(name, label) for label, variants in table.items() for name in (label, *variants)}
    missed = {name for name, label in names if label not in labels(registry, name)}
    assert missed == PROVINCES_APART


@pytest.mark.parametrize(("one", "other"), NEVER_THE_SAME)
def test_forbidden_merges_are_declared_and_kept(registry: Lexicon, one: str, other: str) -> None:
    by_label = {entry.label: entry for entry in registry.entries}
    assert by_label[one].iri != by_label[other].iri
    assert registry.never_same(by_label[one], by_label[other])
    assert name_key(one) != name_key(other)


def test_one_key_leads_to_two_rows_of_a_family_only_where_they_are_homonyms(registry: Lexicon) -> None:
    for text, _ in registry.surface_forms():
        for one, other in combinations(registry.by_name_key(text), 2):
            assert one.family is not other.family or registry.never_same(one, other), text


def test_a_country_that_acts_is_not_the_place(registry: Lexicon) -> None:
    assert {entry.kind for entry in registry.by_surface("Russia")} == {"StateActor", "Country"}
    assert {entry.label for entry in registry.by_surface("Turkey")} == {"Turkish Government", "Turkey"}


def test_the_registry_is_read_alike_each_time(registry: Lexicon) -> None:
    from kg.formats.registry import read_registry

    assert Lexicon(read_registry(reversed(resources.registry_files()))).digest == registry.digest
