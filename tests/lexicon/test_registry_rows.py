"""The bundled registry: every row sourced, every variant with its name, nothing merged that must stay apart."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest

from kg import resources
from kg.formats.registry import read_registry
from kg.identifiers import slug
from kg.lexicon import Entry, Lexicon
from kg.lexicon.keys import name_key
from kg.lexicon.kinds import Family
from kg.namespaces import DATA

NAMES_FILE = Path(__file__).parents[2].parent / "shared" / "gold" / "names.json"
# Rows of their own here, although scoring may take them for the city or the province.
PLACES_APART = {"Deir ez-Zor Province", "Aleppo countryside", "countryside of Aleppo"}

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
    ("Hama", "Hama Province"),
    ("city of Hama", "Hama (city)"),
    ("Latakia", "Latakia Province"),
    ("Hassakeh", "Al-Hasakah Province"),
    ("Deir el-Zour", "Deir ez-Zor"),
    ("Deir ez-Zor Province", "Deir ez-Zor Province"),
    ("Aleppo", "Aleppo"),
    ("Raqqa", "Raqqa"),
    ("Homs", "Homs"),
    ("Jarabulus", "Jarablos"),
    ("Koniko", "Koniko oil field"),
    ("Jisr Al Shughur", "Jisr al-Shughur"),
    ("ISIL", "Islamic State (ISIS)"),
    ("Da\u2019esh", "Islamic State (ISIS)"),
    ("al-Qaida", "al-Qaeda"),
    ("SDF", "Syrian Democratic Forces"),
    ("QSD", "Syrian Democratic Forces"),
    ("SAC", "Syrian Arab Coalition"),
    ("Kurdish YPG", "YPG"),
    ("ISF", "Iraqi Security Forces"),
    ("Iraqi security forces", "Iraqi Security Forces"),
    ("Government of Iraq", "Iraqi Government"),
    ("the Federal Government of Iraq", "Iraqi Government"),
    ("counter-ISIL coalition", "Global Coalition"),
    ("CJTF-OIR", "Combined Joint Task Force - Operation Inherent Resolve"),
    ("CENTCOM", "U.S. Central Command"),
    ("NAVCENT", "U.S. Naval Forces Central Command"),
    ("CTF 50", "Task Force 50"),
    ("DoD", "Pentagon"),
    ("FCO", "Foreign Office"),
    ("Asad regime", "Syrian Government"),
    ("Joseph L. Votel", "Joseph Votel"),
    ("Ar Raqqah", "Raqqa"),
    ("Raqqah", "Raqqa"),
    ("Dayr Az Zawr", "Deir ez-Zor"),
    ("Dayr Az Zayr", "Deir ez-Zor"),
    ("Al Shadaddi", "al-Shaddadi"),
    ("Ayn Issa", "Ayn Isa"),
    ("Anbar", "Anbar Province"),
    ("Q-West", "Qayyarah Airfield West"),
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
    ("countryside of Idlib Province", "Idlib Province"),
    ("countryside of Idlib Province", "Idlib (city)"),
    ("countryside of Aleppo Province", "Aleppo Province"),
    ("countryside of Aleppo Province", "Aleppo"),
    ("countryside of Latakia Province", "Latakia Province"),
    ("countryside of Latakia Province", "Latakia (city)"),
    ("countryside of Deir ez-Zor Province", "Deir ez-Zor Province"),
    ("countryside of Deir ez-Zor Province", "Deir ez-Zor"),
    ("countryside of Al-Hasakah Province", "Al-Hasakah Province"),
    ("countryside of Al-Hasakah Province", "Al-Hasakah (city)"),
    ("Free Syrian Army", "Syrian Army"),
    ("Syrian Democratic Forces", "Syrian Army"),
    ("Syrian Arab Coalition", "Syrian National Coalition"),
    ("Syrian Arab Coalition", "Global Coalition"),
    ("Iraqi Government", "Kurdistan Regional Government"),
    ("Iraqi Security Forces", "Peshmerga"),
    ("Sinjar", "Mount Sinjar"),
    ("Jarablos", "al-Shuyoukh bridge"),
    ("Abu Zar al-Iraqi", "Abu Ayman al-Iraqi"),
]

POSTS = [
    ("Abu Bakr al-Baghdadi", "leader", "Islamic State (ISIS)"),
    ("Dujana al-Libi", "military emir in Deir ez-Zor", "Islamic State (ISIS)"),
    ("Ibn Taymiyya", "emir in Tal Hamis", "Al-Nusra Front"),
    ("Bashar al-Assad", "President", "Syrian Government"),
    ("Haider al-Abadi", "Prime Minister", "Iraqi Government"),
    ("Nechirvan Barzani", "Prime Minister", "Kurdistan Regional Government"),
    ("Joseph Votel", "commander", "U.S. Central Command"),
    ("Stephen J. Townsend", "commander", "Combined Joint Task Force - Operation Inherent Resolve"),
    ("Boris Johnson", "Foreign Secretary", "Foreign Office"),
    ("Philip Hammond", "Foreign Secretary", "Foreign Office"),
    ("Tobias Ellwood", "Minister for the Middle East", "Foreign Office"),
    ("Peter Cook", "Press Secretary", "Pentagon"),
    ("Staffan de Mistura", "Special Envoy", "United Nations"),
]

SOURCES = [
    ("Syrian Observatory for Human Rights", "Monitor", None),
    ("SANA", "StateMedia", "Syrian Government"),
    ("Agence France Presse", "NewsAgency", None),
    ("Al-Monitor", "NewsOutlet", None),
    ("Wilayat al-Barakah", "PartyToTheConflict", None),
    ("Abu Bakr (media activist)", "Activist", None),
    ("Peter Cook", "Official", "Pentagon"),
]


@pytest.fixture(scope="session")
def by_label(registry: Lexicon) -> dict[str, Entry]:
    """The agents, talks and places by label; of a country that also acts, the place."""
    ordered = sorted(registry.entries, key=lambda entry: entry.family is Family.PLACE)
    return {entry.label: entry for entry in ordered}


def labels(registry: Lexicon, name: str) -> list[str]:
    return [entry.label for entry in registry.by_surface(name)]


def test_every_iri_stands_in_one_file_and_says_its_label() -> None:
    rooms = {"group", "coalition", "person", "place", "source", "state", "talks", "population"}
    files = [read_registry([path]) for path in resources.registry_files()]
    iris = [entry.iri for entries in files for entry in entries]
    assert len(iris) == len(set(iris)) > 300
    for entry in (entry for entries in files for entry in entries):
        room, name, *part = entry.iri.removeprefix(DATA).split("/")
        whole = entry.label.removeprefix("countryside of ") if part == ["countryside-of"] else entry.label
        assert room in rooms and name == slug(whole), entry.iri


@pytest.mark.parametrize(("name", "label"), VARIANTS)
def test_a_variant_means_its_name(registry: Lexicon, name: str, label: str) -> None:
    assert labels(registry, name) == [label]


def test_every_annotators_variant_means_its_name(registry: Lexicon) -> None:
    if not NAMES_FILE.is_file():
        pytest.skip("the annotators' table of names is not beside this checkout")
    table = json.loads(NAMES_FILE.read_text(encoding="utf-8"))
    names = {(name, label) for label, variants in table.items() for name in (label, *variants)}
    missed = {name for name, label in names if label not in labels(registry, name)}
    assert missed == PLACES_APART


@pytest.mark.parametrize(("one", "other"), NEVER_THE_SAME)
def test_forbidden_merges_are_declared_both_ways_explained_and_kept(
    registry: Lexicon, by_label: dict[str, Entry], one: str, other: str
) -> None:
    first, second = by_label[one], by_label[other]
    assert second.iri in first.never_same_as and first.iri in second.never_same_as
    assert first.note or second.note
    assert name_key(one) != name_key(other)


def test_what_is_never_the_same_is_so_both_ways(registry: Lexicon) -> None:
    pairs = {(entry.iri, other) for entry in registry.entries for other in entry.never_same_as}
    assert pairs == {(other, one) for one, other in pairs}


def test_one_key_leads_to_two_rows_of_a_family_only_where_they_are_homonyms(registry: Lexicon) -> None:
    for text, _ in registry.surface_forms():
        for one, other in combinations(registry.by_name_key(text), 2):
            assert one.family is not other.family or registry.never_same(one, other), text


def place(registry: Lexicon, name: str) -> Entry:
    found = registry.by_surface(name) or registry.by_name_key(name)
    (only,) = [entry for entry in found if entry.family is Family.PLACE]
    return only


@pytest.mark.parametrize("name", ["Idlib", "Aleppo", "Latakia", "Deir el-Zour", "Hassakeh"])
def test_province_city_and_countryside_are_three_places_nested(registry: Lexicon, name: str) -> None:
    province, city = place(registry, f"{name} Province"), place(registry, f"city of {name}")
    countryside = place(registry, f"{name} countryside")
    assert countryside is place(registry, f"countryside of {name}")
    assert (province.kind, city.kind, countryside.kind) == ("Province", "PopulatedPlace", "Area")
    assert city.within == countryside.within == province.iri


def test_the_activist_is_not_the_leader_of_a_like_name(registry: Lexicon, by_label: dict[str, Entry]) -> None:
    activist, leader = by_label["Abu Bakr (media activist)"], by_label["Abu Bakr al-Baghdadi"]
    assert "Abu Bakr" in leader.never_named and "Abu Bakr" not in activist.never_named
    assert "Abu Bakr" not in {name.text for name in leader.names}
    assert leader not in (*registry.by_surface("Abu Bakr"), *registry.by_name_key("Abu Bakr"))


def test_the_front_was_renamed_twice(by_label: dict[str, Entry]) -> None:
    chain = [by_label[label] for label in ("Al-Nusra Front", "Jabhat Fatah al-Sham", "Hayat Tahrir al-Sham")]
    assert [[(s.kind, s.predecessor, s.when) for s in entry.successions] for entry in chain] == [
        [],
        [("Rename", chain[0].iri, "")],
        [("Rename", chain[1].iri, "")],
    ]


def test_a_coalition_has_the_members_that_a_document_lists(registry: Lexicon, by_label: dict[str, Entry]) -> None:
    def members(coalition: str) -> set[str]:
        body = by_label[coalition].iri
        return {entry.label for entry in registry.entries for tie in entry.ties if tie.body == body}

    assert members("Jaysh al-Fatah (Army of Conquest)") == {"Al-Nusra Front", "Ahrar al-Sham"}
    assert {"Australia", "Bahrain", "Turkish Government", "United Kingdom"} <= members("Global Coalition")
    assert "Iraq" not in members("Global Coalition")
    assert by_label["Syrian Arab Coalition"].part_of == by_label["Syrian Democratic Forces"].iri


@pytest.mark.parametrize(("person", "title", "body"), POSTS)
def test_a_person_has_the_post_that_a_document_gives(
    by_label: dict[str, Entry], person: str, title: str, body: str
) -> None:
    assert by_label[person].kind == "Person"
    assert (title, by_label[body].iri) in {(tie.title, tie.body) for tie in by_label[person].ties}


@pytest.mark.parametrize(("source", "kind", "speaks_for"), SOURCES)
def test_a_source_has_its_kind_and_whom_it_speaks_for(
    by_label: dict[str, Entry], source: str, kind: str, speaks_for: str | None
) -> None:
    expected = by_label[speaks_for].iri if speaks_for else None
    assert (by_label[source].source_kind, by_label[source].speaks_for) == (kind, expected)


def test_every_information_source_has_a_kind_and_nothing_that_is_no_actor_has_one(registry: Lexicon) -> None:
    assert all(e.source_kind for e in registry.entries if e.kind == "InformationSource")
    assert all(e.family is Family.AGENT for e in registry.entries if e.source_kind)


def test_the_kind_of_a_name_fits_it(registry: Lexicon) -> None:
    for entry in registry.entries:
        for name in entry.names:
            fits = {
                "Acronym": name.text == name.text.upper() and len(name.text) > 1,
                "Translation": name.language == "en",
                "Transliteration": name.language == "ar-latn",
                "ShortForm": len(name.text) < len(entry.label),
                "Misspelling": name.hidden,
            }
            assert fits.get(name.kind, True), (entry.iri, name)
            assert not (name.kind and name.preferred)


def test_an_acronym_in_capitals_is_marked_as_one(registry: Lexicon) -> None:
    plain = {n.text for e in registry.entries for n in e.names if n.text.isupper() and not n.kind and not n.preferred}
    assert plain == set()


def test_no_row_says_what_no_document_confirms(registry: Lexicon) -> None:
    assert not [entry.iri for entry in registry.entries if entry.coordinates]
    dated = {entry.label: entry.existence for entry in registry.entries if entry.existence}
    assert dated == {"Jaysh al-Fatah (Army of Conquest)": "2015-03/"}


def test_a_country_that_acts_is_not_the_place(registry: Lexicon) -> None:
    assert {entry.kind for entry in registry.by_surface("Russia")} == {"StateActor", "Country"}
    assert {entry.label for entry in registry.by_surface("Turkey")} == {"Turkish Government", "Turkey"}


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("The Global Coalition met. The coalition agreed.", ["Global Coalition"]),
        ("CJTF-OIR reported. The coalition agreed.", ["Global Coalition"]),
        ("The Red Front joined Nolen's alliance. The coalition agreed.", []),
    ],
)
def test_the_coalition_is_somebodys_only_where_the_text_says_whose(
    registry: Lexicon, text: str, means: list[str]
) -> None:
    assert labels(registry.in_context(text), "the coalition") == means


def test_the_registry_is_read_alike_each_time(registry: Lexicon) -> None:
    assert Lexicon(read_registry(reversed(resources.registry_files()))).digest == registry.digest
