from __future__ import annotations

import pytest

from kg.link.heads import agent_kind, is_speaker, outside_parentheses, parenthesised, place_kind, talks_kind
from kg.model import Role


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Hill Martyrs Front", "ArmedGroup"),
        ("Liwa al-Tal", "ArmedGroup"),
        ("Jaysh al-Tal members", "UnidentifiedArmedActor"),
        ("moderate rebel factions", "UnidentifiedArmedActor"),
        ("two groups split from Ahrar al-Sham", "UnidentifiedArmedActor"),
        ("men of Ibn Taymiyya", "UnidentifiedArmedActor"),
        ("Southern Coalition", "Coalition"),
        ("coalition of rebels around the town", "Coalition"),
        ("Ruritanian government", "Government"),
        ("regional countries", "StateActor"),
        ("local populations", "Population"),
        ("displaced people", "Population"),
        ("Gen. Rudolf Hentzau", "Person"),
        ("Abu Ahmad", "Person"),
        ("Rudolf (media activist)", "Person"),
        ("US Ambassador", "Person"),
        ("Tel Refat religious body", "Organization"),
        ("Rudolf Hentzau", ""),
        ("", ""),
    ],
)
def test_the_head_word_tells_what_an_actor_is(name: str, kind: str) -> None:
    assert agent_kind(name, Role.ACTOR) == kind


@pytest.mark.parametrize(
    "name", ["local sources", "sources close to the front", "joint statement of A and B", "x1 (commenter)", "activists"]
)
def test_who_speaks_is_an_information_source(name: str) -> None:
    assert is_speaker(name)
    assert agent_kind(name, Role.SOURCE) == "InformationSource"


def test_activists_who_do_not_speak_are_people() -> None:
    assert agent_kind("activists", Role.RECIPIENT) == "Population"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Hill bridge", "Facility"),
        ("highway between Hilltop and Dale", "Facility"),
        ("town of Hilltop", "PopulatedPlace"),
        ("Hilltop (village)", "PopulatedPlace"),
        ("Northland province", "Province"),
        ("countryside of Hilltop", "Province"),
        ("northern Ruritania", "Area"),
        ("villages and towns", "Territory"),
        ("Hilltop", ""),
    ],
)
def test_the_head_word_tells_what_a_place_is(name: str, kind: str) -> None:
    assert place_kind(name) == kind


def test_talks_are_told_by_their_head() -> None:
    assert talks_kind("peace talks in Hilltop") == talks_kind("Dale conference") == "Talks"
    assert talks_kind("Dale Front") == talks_kind("conference centre") == ""


def test_parentheses_are_split_off() -> None:
    assert outside_parentheses('Jaysh al-Tal ("Army of the Hill")') == "Jaysh al-Tal"
    assert parenthesised('Jaysh al-Tal ("Army of the Hill")') == "Army of the Hill"
    assert parenthesised("Jaysh al-Tal") == ""
