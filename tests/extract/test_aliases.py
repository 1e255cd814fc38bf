"""Where a document says that two names are one, and what follows for the names of its claims."""

from __future__ import annotations

import pytest

from kg.extract.aliases import find_aliases, local_names
from kg.model import Role


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("The Coast Liberation Army (CLA) left.", [("Coast Liberation Army", "CLA")]),
        ("The Coast Liberation Army's (CLA) men left.", [("Coast Liberation Army", "CLA")]),
        ("The CLA (Coast Liberation Army) left.", [("CLA", "Coast Liberation Army")]),
        ("The March 9 Movement (M9) left.", [("March 9 Movement", "M9")]),
        ("The North Norland People's Guard (QKV) left.", [("North Norland People's Guard", "QKV")]),
        ("Joint Task Force - Northern Wind (JTF-NW) left.", [("Joint Task Force - Northern Wind", "JTF-NW")]),
        ("The gunboat Swift (P 12) left.", [("Swift", "P 12")]),
        ("Jaysh al-Bahr (Army of the Sea) left.", [("Jaysh al-Bahr", "Army of the Sea")]),
        ("Omar Reed (Abu Salim) left.", [("Omar Reed", "Abu Salim")]),
        ("The Northern Front, also known as the Snow Brigades, left.", [("Northern Front", "Snow Brigades")]),
        ("The Northern Front, formerly the Snow Brigades, left.", [("Northern Front", "Snow Brigades")]),
        ("The Coast Liberation Army, or CLA, left.", [("Coast Liberation Army", "CLA")]),
    ],
)
def test_a_definition_joins_two_names(text: str, pairs: list[tuple[str, str]], lexicon) -> None:
    found = [(text[a.start : a.end], text[a.alias_start : a.alias_end]) for a in find_aliases(text, lexicon)]
    assert found == pairs


@pytest.mark.parametrize(
    "text",
    [
        "He left Sol (Reuters) on Monday.",
        "The Coast Army left Ner (Sol) on Monday.",
        "Three men (Ali, Omar and Reed) left.",
        "The army called Omar a traitor.",
        "Ada Reed, formerly Finance Minister, left.",
        "The Coast Army, or its remnants, left.",
        "The al-Nusra Front (ISIS) left.",
        "",
    ],
)
def test_other_brackets_and_phrases_join_nothing(text: str, lexicon) -> None:
    assert not local_names(text, find_aliases(text, lexicon), lexicon)


def test_a_registered_name_on_either_side_decides_the_canonical_one(lexicon) -> None:
    text = "The al-Nusra Front (ANF) left."
    assert {n.form: n.canonical for n in local_names(text, find_aliases(text, lexicon), lexicon)} == {
        "al-Nusra Front": "Al-Nusra Front",
        "ANF": "Al-Nusra Front",
    }


def test_a_short_form_that_is_defined_twice_stands_for_nothing(lexicon) -> None:
    text = "The Coast Army (CA) and the Central Alliance (CA) left."
    assert {n.form for n in local_names(text, find_aliases(text, lexicon), lexicon)} == {
        "Coast Army",
        "Central Alliance",
    }


def test_a_definition_gives_a_mention_of_each_spelling_and_one_name(read_claims) -> None:
    _, (claim,) = read_claims("The Coast Liberation Army (CLA) attacked soldiers.")
    assert claim.names(Role.ACTOR) == ("Coast Liberation Army",)
    assert [m.text for m in claim.mentions if m.role is Role.ACTOR] == ["Coast Liberation Army", "CLA"]


def test_a_short_form_has_the_full_name_in_the_whole_document(read_claims) -> None:
    _, claims = read_claims(
        "The CLA left Ner.\n\nThe Coast Liberation Army (CLA) attacked soldiers.\n\nThe CLA attacked Sol."
    )
    assert {name for c in claims for name in c.names(Role.ACTOR)} == {"Coast Liberation Army"}


def test_initials_that_only_one_name_has_need_no_definition(read_claims) -> None:
    _, claims = read_claims("The Coast Liberation Army attacked soldiers.\n\nThe CLA attacked villagers.")
    assert {name for c in claims for name in c.names(Role.ACTOR)} == {"Coast Liberation Army"}


def test_words_for_an_office_stand_for_its_holder_without_naming_him(read_claims) -> None:
    _, (claim,) = read_claims("Col. Ada Reed, commander of the Northern Command, visited Ner.")
    holder = [(m.name, m.text, m.anaphor) for m in claim.mentions if m.role is Role.ACTOR]
    assert holder == [("Ada Reed", "Ada Reed", False), ("Ada Reed", "commander of the Northern Command", True)]
