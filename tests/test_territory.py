from __future__ import annotations

import pytest

from kg.model import Mention, Quantity, Role
from kg.territory import mark_territory

PLACES = ("Hilltown", "Lakeland", "Seaport")


def marked(text, claim_type="TerritorialCapture", offset=100, quantities=()):
    mentions = [
        Mention(Role.LOCATION, place, place, text.index(place) + offset, text.index(place) + len(place) + offset)
        for place in PLACES
        if place in text
    ]
    return [m.name for m in mark_territory(claim_type, mentions, text, offset, quantities) if m.territory]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They took Hilltown.", ["Hilltown"]),
        ("They took the town of Hilltown.", ["Hilltown"]),
        ("They took the villages of Hilltown, Lakeland and Seaport.", ["Hilltown", "Lakeland", "Seaport"]),
        ("They took Hilltown and Seaport in Lakeland.", ["Hilltown", "Seaport"]),
        ("They seized territory in Hilltown, Lakeland.", []),
        ("They seized villages in Hilltown and the province of Lakeland.", []),
        ("They took positions near the city of Hilltown.", []),
        ("They took parts of Hilltown.", []),
        ("They took most of the city of Hilltown.", []),
        ("They seized weapons from Hilltown.", []),
        ("They sent men to Hilltown and seized land.", []),
        ("In the attack on the city of Hilltown they took Seaport.", ["Seaport"]),
        ("They seized villages in the Marsh province of Lakeland.", []),
        ("They seized villages in the northern province of Lakeland.", []),
        ("In March Hilltown fell.", ["Hilltown"]),
        ("In Marshland Hilltown fell.", ["Hilltown"]),
        ("They overran the forces of Marshal in the city of Hilltown.", ["Hilltown"]),
        ("They overran Marshal's troops in Hilltown.", ["Hilltown"]),
        ("They took villages from the army in Hilltown.", []),
        ("In Lakeland, they took Hilltown.", ["Hilltown"]),
        ("Hilltown fell.", ["Hilltown"]),
    ],
)
def test_the_words_before_a_place_tell_whether_it_changes_hands(text, expected):
    assert sorted(marked(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They withdrew from Hilltown.", ["Hilltown"]),
        ("They withdrew from the town of Hilltown to Seaport.", ["Hilltown"]),
        ("They withdrew from positions around Hilltown.", []),
        ("They withdrew from villages in Lakeland.", []),
        ("They withdrew from parts of Hilltown.", []),
    ],
)
def test_a_withdrawal_is_from_what_was_held(text, expected):
    assert marked(text, "Withdrawal") == expected


def test_forces_overrun_in_a_province_leave_the_province(text="They overran the army in Lakeland."):
    place = Mention(Role.LOCATION, "Lakeland", "Lakeland", 25, 33, kind="Province")
    assert not mark_territory("TerritorialCapture", (place,), text, 0)[0].territory


def test_a_name_that_says_its_kind_may_have_an_adjective(
    text="They seized villages in the Marsh province of Lakeland.",
):
    place = Mention(Role.LOCATION, "Lakeland", "province of Lakeland", 34, 54)
    assert text[34:54] == place.text
    assert not mark_territory("TerritorialCapture", (place,), text, 0)[0].territory


def test_only_territorial_types_have_territories():
    assert marked("They shelled Hilltown.", "Bombardment") == []
    assert marked("They hold Hilltown.", "TerritorialControl") == ["Hilltown"]


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (Quantity("share", ">80%", minimum=0.8), []),
        (Quantity("share", "65%", value=0.65), []),
        (Quantity("share", "100%", value=1.0), ["Hilltown"]),
        (Quantity("killed", "65", value=65.0), ["Hilltown"]),
    ],
)
def test_a_share_is_not_the_whole(share, expected):
    assert marked("They hold Hilltown.", quantities=(share,)) == expected


def test_a_place_without_words_here_is_not_marked():
    outside = Mention(Role.LOCATION, "Hilltown", "Hilltown", 5, 13)
    bare = Mention(Role.LOCATION, "Lakeland")
    assert mark_territory("TerritorialCapture", (outside, bare), "They took it.", 100) == (outside, bare)


def test_other_roles_and_the_order_stay():
    mentions = (Mention(Role.ACTOR, "they", "They", 0, 4), Mention(Role.LOCATION, "Hilltown", "Hilltown", 10, 18))
    actor, place = mark_territory("TerritorialCapture", mentions, "They took Hilltown.", 0)
    assert actor == mentions[0]
    assert place.territory
