from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import resources
from kg.consolidate.roles import ROLE_TABLE
from kg.errors import LexiconError
from kg.extract import tables as module
from kg.extract.inflection import noun_forms, verb_forms

TABLES = ("abbreviations", "factuality", "group-words", "irregular-forms", "speech")


@pytest.mark.parametrize("path", resources.frame_files(), ids=lambda p: p.name)
def test_every_frame_has_a_source_and_a_known_type(path) -> None:
    for frame in tomllib.loads(path.read_text(encoding="utf-8"))["frame"]:
        assert frame["source"].strip()
        assert frame["type"] in ROLE_TABLE
        assert frame.get("verbs") or frame.get("nouns")


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_source_and_words_in_lower_case(name: str) -> None:
    for row in tomllib.loads(resources.lexicon_file(f"{name}.toml").read_text(encoding="utf-8"))["row"]:
        assert row["source"].strip()
        assert row["words"] == [w.lower() for w in row["words"]]


def test_a_row_without_a_source_is_refused(tmp_path) -> None:
    bad = tmp_path / "frames.toml"
    bad.write_text('[[frame]]\ntype = "Attack"\nverbs = ["attack"]\nslots = { subject = "actor" }\n', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"frames\.toml frame 1: has no source"):
        list(module._frames(bad, "verbs"))


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("seize", {"seize", "seizes", "seized", "seizing"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("flee", {"flee", "flees", "fleing", "fleed"} - {"fleing", "fleed"}),
        ("crush", {"crush", "crushes", "crushed", "crushing"}),
        ("rob", {"rob", "robs", "robbed", "robbing"}),
    ],
)
def test_verb_forms_are_spelled_as_english_spells_them(verb: str, forms: set[str]) -> None:
    assert forms <= verb_forms(verb, {})


def test_noun_forms_use_an_irregular_plural_alone() -> None:
    assert noun_forms("enemy", {}) == {"enemy", "enemies"}
    assert noun_forms("man", {"man": ("men",)}) == {"man", "men"}


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_every_word_is_among_its_own_forms(word: str) -> None:
    assert word in verb_forms(word, {})
    assert word in noun_forms(word, {})
