from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import LexiconError
from kg.lexicon import Entry, Lexicon, Name, Succession, Tie


def entry(slug: str, kind: str, label: str, *others: str, hidden: tuple[str, ...] = (), **rest: object) -> Entry:
    names = (Name(label, preferred=True), *map(Name, others), *(Name(text, hidden=True) for text in hidden))
    return replace(Entry(f"id/{slug}", kind, label, names, source="made up for this test"), **rest)  # type: ignore[arg-type]


LAND = entry("land", "Country", "Ruritania")
NORTH = entry("north", "Province", "Northland", within="id/land")
HILL = entry("hill", "PopulatedPlace", "Hilltop", within="id/north", never_same_as=("id/hill-2",))
HILL_2 = entry("hill-2", "PopulatedPlace", "Hilltop (Elsewhere)", "Hilltop", "Elsewhere")
ARMY = entry("army", "StateForce", "Ruritanian Army", "RA", hidden=("the army",), within="id/land")
CHIEF = entry("chief", "Person", "Rudolf", speaks_for="id/army")
MINE = entry("mine", "Facility", "Hilltop salt mine", hidden=("salt mine",), within="id/hill")
ALL = (LAND, NORTH, HILL, HILL_2, ARMY, CHIEF, MINE)


def labels(entries: tuple[Entry, ...]) -> list[str]:
    return [found.label for found in entries]


def test_a_name_is_found_by_surface_and_by_key() -> None:
    lexicon = Lexicon(ALL)
    assert labels(lexicon.by_surface("NORTHLAND")) == ["Northland"]
    assert labels(lexicon.by_name_key("al-Northlandd")) == ["Northland"]
    assert lexicon.by_iri["id/land"] is LAND
    assert lexicon.by_surface("Nowhere") == lexicon.by_name_key("Nowhere") == ()


def test_a_short_key_tells_too_little() -> None:
    assert Lexicon(ALL).by_name_key("R.A.") == ()


def test_a_lower_case_word_is_not_an_acronym() -> None:
    assert Lexicon(ALL).by_surface("ra") == ()
    assert labels(Lexicon(ALL).by_surface("RA")) == ["Ruritanian Army"]


def test_surface_forms_are_sorted_and_name_homonyms_preferred_first() -> None:
    forms = Lexicon(ALL).surface_forms()
    assert [text for text, _ in forms] == sorted(text for text, _ in forms)
    assert [found.iri for text, found in forms if text == "Hilltop"] == ["id/hill", "id/hill-2"]


def test_places_around_come_innermost_first() -> None:
    assert labels(Lexicon(ALL).ancestors(MINE)) == ["Hilltop", "Northland", "Ruritania"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fighting in Hilltop, Northland.", ["Hilltop"]),
        ("From Elsewhere to Hilltop.", ["Hilltop (Elsewhere)"]),
        ("Fighting in Hilltop.", ["Hilltop", "Hilltop (Elsewhere)"]),
        ("Hilltop in Ruritania, and Elsewhere.", ["Hilltop", "Hilltop (Elsewhere)"]),
    ],
)
def test_the_text_decides_between_homonyms_or_leaves_them_ambiguous(text: str, found: list[str]) -> None:
    assert labels(Lexicon(ALL).in_context(text).by_surface("Hilltop")) == found


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("The Ruritanian Army came; the army left.", True),
        ("Rudolf praised the army.", True),
        ("The army left Ruritania.", False),
        ("The army left.", False),
    ],
)
def test_a_generic_name_needs_a_proper_one_in_the_text(text: str, holds: bool) -> None:
    narrowed = Lexicon(ALL).in_context(text)
    assert bool(narrowed.by_surface("the Army")) is holds
    assert ("the army" in dict(narrowed.surface_forms())) is holds
    assert labels(narrowed.by_surface("Ruritanian Army")) == ["Ruritanian Army"]


def test_an_acronym_at_the_beginning_of_another_names_nobody() -> None:
    narrowed = Lexicon(ALL).in_context("RAF jets; the army left.")
    assert labels(narrowed.by_surface("the army")) == []


def test_a_generic_place_may_be_anchored_by_the_place_around_it() -> None:
    text = "Hilltop, Northland: the salt mine is besieged."
    assert labels(Lexicon(ALL).in_context("Northland: the salt mine").by_surface("salt mine")) == []
    alone = Lexicon((LAND, NORTH, replace(HILL, never_same_as=()), MINE))
    assert labels(alone.in_context(text).by_surface("salt mine")) == ["Hilltop salt mine"]


def test_narrowing_again_by_the_same_text_changes_nothing() -> None:
    text = "The army is in Hilltop, Northland."
    once = Lexicon(ALL).in_context(text)
    assert once.in_context(text).surface_forms() == once.surface_forms()


@given(st.permutations(ALL))
def test_the_digest_does_not_depend_on_order(entries: list[Entry]) -> None:
    assert Lexicon(tuple(entries)).digest == Lexicon(ALL).digest


def test_the_digest_depends_on_content_and_not_on_the_text() -> None:
    other = Lexicon((*ALL[:-1], replace(MINE, source="elsewhere")))
    assert other.digest != Lexicon(ALL).digest
    assert Lexicon(ALL).in_context("Rudolf").digest == Lexicon(ALL).digest


def test_a_lexicon_is_immutable() -> None:
    with pytest.raises(FrozenInstanceError):
        Lexicon(ALL).entries = ()  # type: ignore[misc]


@pytest.mark.parametrize(
    ("entries", "wrong"),
    [
        ((replace(LAND, source=" "),), "has no source"),
        ((LAND, LAND), "is there twice"),
        ((replace(LAND, kind="Kingdom"),), "unknown kind 'Kingdom'"),
        ((replace(LAND, label="Land"),), "has preferred names"),
        ((replace(LAND, names=(*LAND.names, Name("…"))),), "has the name '…'"),
        ((NORTH,), "refers to id/land, which is not there"),
        ((replace(LAND, never_same_as=("id/land",)),), "never the same as itself"),
        ((replace(LAND, within="id/north"), NORTH), "lies within itself"),
        ((LAND, replace(ARMY, part_of="id/army")), "is a part of itself"),
        ((LAND, ARMY, replace(CHIEF, speaks_for="id/chief")), "speaks for itself"),
        ((LAND, replace(ARMY, ties=(Tie("id/army"),))), "belongs to itself"),
        (
            (
                LAND,
                replace(ARMY, successions=(Succession("Rename", "id/new"),)),
                entry("new", "StateForce", "New Army", successions=(Succession("Rename", "id/army"),)),
            ),
            "follows itself",
        ),
        ((LAND, entry("other", "Province", "Ruritania")), "shares the name 'Ruritania'"),
    ],
)
def test_a_wrong_row_is_refused_in_one_line(entries: tuple[Entry, ...], wrong: str) -> None:
    with pytest.raises(LexiconError, match=wrong) as caught:
        Lexicon(entries)
    assert "\n" not in str(caught.value)


def test_a_state_and_a_place_may_share_a_name() -> None:
    state = entry("state", "StateActor", "Ruritania")
    assert len(Lexicon((LAND, state)).in_context("Ruritania").by_surface("Ruritania")) == 2
