from __future__ import annotations

import pytest

from kg.model import Mention, Role
from kg.place_relations import is_part, mark_relations

PLACES = {"Hilltown": "PopulatedPlace", "Seaport": "PopulatedPlace", "Lakeland": "Province", "Norland": "Country"}


def marked(text: str, offset: int = 100) -> dict[str, Mention]:
    mentions = [
        Mention(Role.LOCATION, place, place, text.index(place) + offset, text.index(place) + len(place) + offset, kind)
        for place, kind in PLACES.items()
        if place in text
    ]
    return {m.name: m for m in mark_relations(mentions, text, offset)}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("They met in Hilltown.", ""),
        ("They met in the town of Hilltown.", ""),
        ("They met in the northern town of Hilltown.", ""),
        ("They met in the west of the town of Hilltown.", "the west of"),
        ("They met in and around Hilltown.", ""),
        ("They met near Hilltown.", "near"),
        ("They met near the town of Hilltown.", "near"),
        ("They met close to Hilltown.", "close to"),
        ("They met around the city of Hilltown.", "around"),
        ("They met just outside Hilltown.", "outside"),
        ("They met on the outskirts of Hilltown.", "outskirts of"),
        ("They met in the vicinity of Hilltown.", "vicinity of"),
        ("They met north of Hilltown.", "north of"),
        ("They met to the south-east of Hilltown.", "south-east of"),
        ("They met 20 km north of Hilltown.", "20 km north of"),
        ("They met some 20 kilometres from the town of Hilltown.", "20 kilometres from"),
        ("They met on the border with Norland.", "border with"),
        ("They met in northern Lakeland.", "northern"),
        ("They met in the northern part of Lakeland.", "northern part of"),
        ("They met in the north of Lakeland.", "the north of"),
        ("They met in the countryside of Lakeland.", "countryside of"),
        ("They met in the southern countryside of Lakeland.", "southern countryside of"),
        ("They met in the Lakeland countryside.", "countryside of"),
        ("They met in Lakeland's northern countryside.", "northern countryside of"),
        ("They met in rural Lakeland.", "rural"),
    ],
)
def test_the_words_around_a_place_are_kept_as_its_relation(text, relation):
    (mention,) = marked(text).values()
    assert mention.relation == relation


def test_a_list_shares_the_words_before_it():
    found = marked("They met near the towns of Hilltown and Seaport in Lakeland.")
    assert {name: m.relation for name, m in found.items()} == {"Hilltown": "near", "Seaport": "near", "Lakeland": ""}


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("They met in the town of Hilltown in Lakeland province.", {"Hilltown": "Lakeland"}),
        ("They met in Hilltown, in the province of Lakeland.", {"Hilltown": "Lakeland"}),
        ("They met in Hilltown, Norland.", {"Hilltown": "Norland"}),
        ("They met in Hilltown in the northern countryside of Lakeland.", {"Hilltown": "Lakeland"}),
        ("They met in Hilltown in Lakeland in Norland.", {"Hilltown": "Lakeland", "Lakeland": "Norland"}),
        ("They met in Hilltown and Seaport.", {}),
        ("They met in Hilltown, Seaport.", {}),
        ("They met in Hilltown near Seaport.", {}),
        ("They met in Hilltown, Lakeland and Seaport.", {}),
        ("They met in Hilltown, Lakeland, Seaport.", {}),
        ("They went from Hilltown to Lakeland.", {}),
        ("They met in Norland in Hilltown.", {}),
    ],
)
def test_a_place_in_a_larger_one_is_kept_as_within(text, within):
    assert {name: m.within for name, m in marked(text).items() if m.within} == within


def test_a_name_may_hold_the_words_itself():
    text = "They met in the northern countryside of Lakeland."
    name = Mention(Role.LOCATION, "Lakeland", "countryside of Lakeland", text.index("country"), len(text) - 1)
    (found,) = mark_relations((name,), text, 0)
    assert found.relation == "northern countryside of"


def test_what_is_a_part_lies_within():
    assert [
        r for r in ("near", "northern", "north of", "the north of", "countryside of", "outskirts of") if is_part(r)
    ] == [
        "northern",
        "the north of",
        "countryside of",
    ]


def test_other_roles_and_places_without_words_here_stay():
    mentions = (Mention(Role.ACTOR, "they", "They", 0, 4), Mention(Role.LOCATION, "Lakeland"))
    assert mark_relations(mentions, "They met near it.", 0) == mentions
