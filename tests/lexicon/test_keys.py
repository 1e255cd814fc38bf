from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.lexicon.keys import name_key, surface_key

WORDS = st.sampled_from(
    (
        "Jabhat",
        "Jaysh",
        "al",
        "ash",
        "the",
        "of",
        "Front",
        "Army",
        "Nusrah",
        "Mujahideen",
        "A'yn",
        "Qaeda",
        "Deir",
        "ez",
        "Zour",
        "Province",
        "Liwa",
        "Fateh",
        "Shamiyya",
        "Tel",
        "Rifaat",
        "ibn",
        "ISIS",
        "Hasakeh",
    )
)
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)

SAME = [
    ("Jabhat al-Nusra", "Nusra Front"),
    ("Jabhat al-Nusrah", "Al Nusrah Front"),
    ("Jaish al-Mujahideen", "Army of the Mujahedeen"),
    ("Jeish al-Islam", "Army of Islam"),
    ("Jaysh al Fateh", "Jaish al-Fatah"),
    ("al-Qaeda", "Al Qa'ida"),
    ("Ahrar ash-Sham", "AHRAR AL SHAM"),
    ("al-Jabha al-Shamiyya", "Jabhat al-Shamiya"),
    ("Deir ez-Zur", "Deir el-Zour"),
    ("Al-Hasakah", "Hassakeh"),
    ("Tell Rifaat", "Tel Refat"),
    ("Idlib countryside", "countryside of Idlib"),
    ("Idlib (city)", "city of Idlib"),
    ("Ayn al-Hamra", "A’yn al Ḥamra"),
]

APART = [
    ("Ahrar al-Sham", "Ansar al-Sham"),
    ("Ahrar al-Sham", "Ajnad al-Sham"),
    ("Ansar al-Sham", "Ajnad al-Sham"),
    ("Islamic Front", "Syrian Islamic Front"),
    ("Jaish al-Mujahideen", "Jaish al-Islam"),
    ("Jaysh al-Islam", "Jaysh al-Islam (Gaza)"),
    ("Ariha", "Ariha (Jericho)"),
    ("Abu Bakr", "Abu Bakr al-Baghdadi"),
    ("Abu Zar al-Iraqi", "Abu Ayman al-Iraqi"),
    ("Idlib Province", "Idlib (city)"),
    ("Aleppo Province", "Aleppo"),
    ("Free Syrian Army", "Syrian Army"),
    ("Nusra Front", "Nusra Army"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_must_not_be_merged_have_two_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@settings(max_examples=30)
@given(st.text(max_size=40))
def test_both_keys_are_idempotent(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)
    assert surface_key(surface_key(text).removeprefix("the ")) == surface_key(text).removeprefix("the ")


@given(NAMES)
def test_case_does_not_matter(name: str) -> None:
    assert name_key(name.upper()) == name_key(name.lower()) == name_key(name)
    assert surface_key(name.upper()) == surface_key(name.lower())


@given(NAMES)
def test_hyphens_and_spaces_do_not_matter(name: str) -> None:
    for joint in ("-", "  ", "\u00a0", "\u2011", "\n"):
        assert name_key(name.replace(" ", joint)) == name_key(name)
        assert surface_key(name.replace(" ", joint)) == surface_key(name)


@given(NAMES)
def test_apostrophes_do_not_matter(name: str) -> None:
    for mark in ("\u2019", "\u2018", "\u02bf", "`", ""):
        assert name_key(name.replace("'", mark)) == name_key(name)
        assert surface_key(name.replace("'", mark)) == surface_key(name)


def test_nothing_has_no_key_and_an_article_alone_keeps_its_own() -> None:
    assert name_key("") == name_key(" – ") == surface_key("…") == ""
    assert name_key("Al") == "al"
