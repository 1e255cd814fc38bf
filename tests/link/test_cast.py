"""Short names go with the full ones of their document, and only where a single one fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import Lexicon
from kg.link.cast import Cast
from kg.read import parse_document

CASES = [
    # a text, a name in it, its kind, the full name, the rule
    ("Jane Roe, a monitor, spoke. Ms Roe left.", "Ms Roe", "Person", "Jane Roe", "surname"),
    ("Gen. Adam L. Poe spoke. Later Poe left.", "Poe", "Person", "Adam L. Poe", "surname"),
    ("They met Army Lt. Gen. Adam L. Poe. Adam Poe left.", "Adam Poe", "Person", "Army Lt. Gen. Adam L. Poe", "person"),
    ("They met Abu Tal al-Nerri. Abu Tal left.", "Abu Tal", "Person", "Abu Tal al-Nerri", "forename"),
    ("The Foreign Secretary, Jane Roe, spoke.", "Foreign Secretary", "Person", "Jane Roe", "office"),
    ("The Coast Liberation Army (CLA) left.", "CLA", "ArmedGroup", "Coast Liberation Army", "definition"),
    ("It met the Coast Liberation Army. The CLA left.", "CLA", "ArmedGroup", "Coast Liberation Army", "initials"),
    (
        "The 12th Air Support Wing came. The 12th ASW left.",
        "12th ASW",
        "StateForce",
        "12th Air Support Wing",
        "initials",
    ),
    ("They saw the Nerri Central Command.", "Central Command", "StateForce", "Nerri Central Command", "shortened"),
    ("They saw the Tayyar Movement. Tayyar left.", "Tayyar", "ArmedGroup", "Tayyar Movement", "shortened"),
]


def cast(text: str, *names: str) -> Cast:
    return Cast(parse_document("r.txt", f"A headline\n\n{text}\n".encode(), where="r.txt"), names, Lexicon(()))


@pytest.mark.parametrize(("text", "name", "kind", "full", "rule"), CASES)
def test_a_short_name_finds_its_full_one(text: str, name: str, kind: str, full: str, rule: str) -> None:
    found = cast(text, name).fuller(name, kind)
    assert found is not None
    assert (found.names[0].removeprefix("Gen. "), found.rule, found.one) == (full, rule, True)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Jane Roe met John Roe. Roe left.", "Roe", "Person"),
        ("They saw the North Central Command and the South Central Command.", "Central Command", "StateForce"),
    ],
)
def test_of_two_full_names_neither_is_taken(text: str, name: str, kind: str) -> None:
    found = cast(text, name).fuller(name, kind)
    assert found is None or not found.one


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Abu Tal left. Then Abu Tal al-Nerri came.", "Abu Tal", "Person"),
        ("By Ada Example. On Monday Ada Example left.", "Ada Example", "Person"),
        ("Yesterday Ada Example left.", "Ada Example", "Person"),
        ("The Coast Revolutionary Front left.", "Coast Front", "ArmedGroup"),
        ("The front left the Coast Front.", "front", "ArmedGroup"),
        ("They left Ner Town.", "Ner", "PopulatedPlace"),
    ],
)
def test_what_is_no_short_name_stays_as_it_is(text: str, name: str, kind: str) -> None:
    assert cast(text, name).fuller(name, kind) is None


def test_two_spellings_of_one_name_have_one_full_name() -> None:
    names = ("Jabhat al-Tall", "Jabhat at-Tal", "Tall Front")
    gathered = cast("They left.", *names)
    found = {name: gathered.fuller(name, "ArmedGroup") for name in names}
    assert {full.names[0] for full in found.values() if full} | {n for n, full in found.items() if not full} == {
        "Jabhat al-Tall"
    }


@given(
    st.lists(st.sampled_from("Jane Roe|Ms Roe|Roe|Adam Poe|Gen. Poe|CLA|Coast Liberation Army".split("|")), unique=True)
)
def test_the_order_of_the_names_changes_nothing(names: list[str]) -> None:
    one, other = cast("They left.", *names), cast("They left.", *reversed(names))
    assert [one.fuller(n, "") for n in names] == [other.fuller(n, "") for n in names]


def test_ten_thousand_names_in_one_document_are_gathered_in_a_time_that_ends() -> None:
    names = [f"Adam{n} Poe{n % 97} Roe{n}" for n in range(10_000)]
    gathered = cast(", ".join(names), *names)
    assert gathered.fuller("Roe77", "Person").names == ("Adam77 Poe77 Roe77",)  # type: ignore[union-attr]
