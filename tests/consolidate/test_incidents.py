"""Which reports are one happening, which are not, and what is told of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.consolidate.incidents import Part

from .collection import Collection
from .conftest import tell

RED, BLUE, COAST = ("Red Front",), ("Blue Army",), ("Coast Army",)
DAY = "2014-03-03"


def gather(lexicon, *claims):
    return Collection(claims, lexicon).incidents()


def sizes(lexicon, *claims):
    return sorted(len(incident.reports) for incident in gather(lexicon, *claims))


def other(claim_type, *roles, **how):
    return tell(claim_type, *roles, **{"document": "two", "publisher": "Herald", **how})


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (tell("Attack", RED, BLUE, ("Ner",), when=DAY), other("Attack", RED, BLUE, ("Ner",), when=DAY)),
        (tell("AirStrike", RED, BLUE, ("Ner",), when=DAY), other("Bombardment", RED, BLUE, ("Nolen",), when=DAY)),
        (tell("Attack", RED, (), ("Ner",), when=DAY), other("Attack", (), BLUE, ("Ner",), when="2014-03-02/2014-03-04")),
        (tell("Attack", RED, BLUE, ("Ner",), when=DAY), other("Attack", RED, BLUE, ("Old Quarter",), when=DAY)),
        (tell("Attack", RED, BLUE, ("Ner",), when=DAY), other("Attack", RED, BLUE, ("Ner",), issued="2014-03-05")),
        (tell("Attack", RED, BLUE, ("Ner",), when=DAY), tell("Attack", RED, BLUE, issued="2014-06-30")),
        (tell("Attack", RED, BLUE, ("Ner",), when=DAY), other("Attack", RED, BLUE, ("Ner",), when="2014-03-04")),
        (tell("TerritorialCapture", RED, BLUE, ("Ner",), when=DAY), other("Withdrawal", BLUE, (), ("Ner",), when=DAY, territory=True)),
        (tell("Attack", RED, BLUE, ("Ner",), when=DAY), other("Repulsion", BLUE, RED, ("Ner",), when=DAY)),
        (tell("AirStrike", RED, ("civilians",), ("Ner",), when=DAY), other("Killing", RED, ("civilians",), ("Ner",), when=DAY)),
        (tell("ArmedClash", ("Red Front", "Blue Army"), when=DAY), other("ArmedClash", BLUE, RED, when=DAY)),
    ],
    ids=[
        "all alike", "one kind of strike, town in province", "different roles told", "quarter of the town", "undated in its week",
        "repeated in one document", "a neighbouring day", "taken and left", "beaten back", "the strike and its dead", "sides",
    ],
)  # fmt: skip
def test_reports_of_one_happening_are_one_incident(lexicon, one, two):
    assert sizes(lexicon, one, two) == [2]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (tell("Attack", RED, BLUE, ("Ner",), when=DAY), other("Attack", RED, BLUE, ("Ner",), when="2014-03-06")),
        (tell("Attack", RED, BLUE, ("Ner",), when=DAY), other("Attack", RED, BLUE, ("Tol",), when=DAY)),
        (tell("Attack", RED, BLUE, ("Nolen",), when=DAY), other("Attack", RED, BLUE, ("Sarn",), when=DAY)),
        (tell("Attack", RED, BLUE, ("Ner",), when=DAY), other("Attack", RED, COAST, ("Ner",), when=DAY)),
        (tell("TerritorialCapture", RED, BLUE, ("Ner",), when=DAY), other("TerritorialCapture", COAST, BLUE, ("Ner",), when=DAY)),
        (tell("TerritorialCapture", RED, BLUE, ("Ner",), when=DAY), other("TerritorialCapture", RED, BLUE, ("Ner bridge",), when=DAY)),
        (tell("TerritorialCapture", RED, BLUE, ("Ner",), when=DAY), other("TerritorialCapture", BLUE, RED, ("Ner",), when=DAY)),
        (tell("Attack", RED, BLUE, ("Ner",), when=DAY), other("Deployment", RED, BLUE, ("Ner",), when=DAY)),
        (tell("Attack", RED, (), ("Land",)), other("Attack", RED, (), ("Land",))),
        (tell("Attack", RED, (), ("Nolen",)), other("Attack", RED, (), ("Nolen",))),
        (tell("Attack", RED, BLUE, issued=None), other("Attack", RED, BLUE, issued=None)),
        (tell("Attack", RED, ("rebels",), when=DAY + "/2014-03-09"), other("Attack", RED, ("rebels",), when=DAY + "/2014-03-09")),
        (tell("ArmedClash", ("Red Front", "Blue Army"), when=DAY), other("ArmedClash", ("Red Front", "Coast Army"), when=DAY)),
        (tell("Agreement", ("Red Front", "Blue Army")), tell("Agreement", ("Red Front", "Blue Army", "Coast Army"))),
        (tell("Attack", RED, BLUE, ("Ner",), when=DAY), other("Attack", RED, BLUE, ("Ner",), issued="2014-06-30")),
    ],
    ids=[
        "other day", "other town", "other province", "other victim", "other taker", "bridge, not town", "retaken", "other deed",
        "a country is no sign", "nor is a province", "no day at all and no place", "two descriptions", "a third party",
        "another agreement", "months later",
    ],
)  # fmt: skip
def test_different_happenings_stay_apart(lexicon, one, two):
    assert sizes(lexicon, one, two) == [1, 1]


def test_what_matched_is_told(lexicon):
    one, two = tell("Attack", RED, BLUE, ("Ner",), when=DAY), other("Attack", RED, BLUE, ("Old Quarter",), when=DAY)
    (incident,) = gather(lexicon, one, two)
    assert [(r.part, r.matched) for r in incident.reports if r.part is Part.FOUNDS] == [(Part.FOUNDS, ())]
    joined = next(r for r in incident.reports if r.part is Part.JOINS)
    assert joined.matched == ("actor: Red Front", "recipient: Blue Army", "place: Old Quarter", f"date: {DAY}")
    assert [place.label for place in incident.places] == ["Old Quarter"]
    assert [origin.label for origin in incident.origins] == ["Gazette", "Herald"]


def test_a_chain_of_reports_does_not_wander_off(lexicon):
    days = [f"2014-03-{n:02}/2014-03-{n + 4:02}" for n in range(1, 16)]
    told = [tell("Attack", RED, BLUE, ("Ner",), when=day, document=f"d{n}") for n, day in enumerate(days)]
    incidents = gather(lexicon, *told)
    assert 1 < len(incidents) < len(told)
    for incident in incidents:
        first = max(r.item.claim.time.not_before for r in incident.reports)
        last = min(r.item.claim.time.not_after for r in incident.reports)
        assert first <= last, "all reports of an incident have a day in common"


def test_towns_of_one_province_are_not_joined_by_a_report_of_the_province(lexicon):
    told = [tell("Attack", RED, BLUE, (name,), when=DAY, document=name) for name in ("Ner", "Tol", "Nolen")]
    incidents = gather(lexicon, *told)
    assert all(not {"Ner", "Tol"} <= {r.item.entities[-1].label for r in i.reports} for i in incidents)


def test_a_vague_report_that_fits_two_stays_alone_and_says_so(lexicon):
    exact = [tell("Attack", RED, BLUE, ("Ner",), when=day, document=day) for day in ("2014-03-03", "2014-03-20")]
    vague = other("Attack", RED, BLUE, ("Ner",), when="2014-03-01/2014-03-31")
    incidents = gather(lexicon, *exact, vague)
    assert [i.doubts for i in incidents if i.reports[0].item is vague] == [2]
    assert sizes(lexicon, exact[0], vague) == [2]


def test_who_takes_two_towns_gives_two_incidents(lexicon):
    both = tell("TerritorialCapture", RED, BLUE, ("Ner", "Tol"), when=DAY)
    one = other("TerritorialCapture", RED, BLUE, ("Tol",), when=DAY)
    found = {tuple(p.label for p in i.places): len(i.reports) for i in gather(lexicon, both, one)}
    assert found == {("Ner",): 1, ("Tol",): 2}


@pytest.mark.parametrize(
    "claim",
    [
        tell("Attack", RED, BLUE, ("Ner",), voice="comment"),
        tell("Attack", RED, BLUE, ("Ner",), factuality="intended"),
        tell("Attack", RED, BLUE, ("Ner",), factuality="denied"),
        tell("TerritorialControl", RED, (), ("Ner",)),
        tell("Accusation", RED, BLUE),
        tell("Attack", ("rebels",), ("civilians",)),
    ],
    ids=["comment", "intended", "denied", "state", "speech", "nobody nowhere"],
)
def test_what_founds_no_incident(lexicon, claim):
    assert gather(lexicon, claim) == []


def test_a_denial_is_a_dissent_and_no_report(lexicon):
    says = tell("Attack", RED, BLUE, ("Ner",), when=DAY)
    denies = other("Attack", RED, BLUE, ("Ner",), when=DAY, factuality="denied", said_by="Red Front")
    (incident,) = gather(lexicon, says, denies)
    assert [r.part for r in incident.reports] == [Part.FOUNDS, Part.DENIES]
    assert [o.label for o in incident.origins] == ["Gazette"]
    assert [(d.matter.value, [p.label for p in d.positions]) for d in incident.differences] == [
        ("occurrence", ["it happened", "it did not happen"])
    ]


def differences(lexicon, *claims):
    (incident,) = gather(lexicon, *claims)
    return {d.matter.value: [p.label for p in d.positions] for d in incident.differences}


def test_numbers_that_exclude_each_other_are_told(lexicon):
    roles = ("Killing", RED, BLUE, ("Ner",))
    told = [tell(*roles, when=DAY, document=f"d{n}", killed=(n,)) for n in (10, 40)]
    assert differences(lexicon, *told) == {"numbers": ["10", "40"]}
    assert differences(lexicon, told[0], tell(*roles, when=DAY, document="x", killed=(10,))) == {}


def test_numbers_of_other_people_do_not_differ(lexicon):
    both = tell("Killing", (), ("Red Front", "Blue Army"), ("Ner",), when=DAY, killed=(170,))
    one = tell("Killing", (), BLUE, ("Ner",), when=DAY, killed=(50,), document="two")
    assert differences(lexicon, both, one) == {}


def test_opposite_outcomes_of_one_assault_are_told_and_it_bears_neither_name(lexicon):
    taken = tell("TerritorialCapture", RED, BLUE, ("Ner",), when=DAY)
    held = other("Repulsion", BLUE, RED, ("Ner",), when=DAY)
    assert differences(lexicon, taken, held) == {"outcome": ["Repulsion", "TerritorialCapture"]}
    assert gather(lexicon, taken, held)[0].type == "Attack"


def test_who_did_it_may_be_in_dispute_where_all_else_is_the_same(lexicon):
    roles = (("civilians", "Green League"), ("Ner",))
    one = tell("AirStrike", RED, *roles, when=DAY)
    assert differences(lexicon, one, other("AirStrike", BLUE, *roles, when=DAY)) == {
        "sides": ["Blue Army", "Red Front"]
    }
    assert sizes(lexicon, one, other("AirStrike", BLUE, *roles, when="2014-03-01/2014-03-09")) == [1, 1]


def test_neighbouring_days_are_told(lexicon):
    roles = ("Attack", RED, BLUE, ("Ner",))
    found = differences(lexicon, tell(*roles, when=DAY), other(*roles, when="2014-03-04"))
    assert found == {"date": [DAY, "2014-03-04"]}


def test_a_withdrawal_is_done_by_who_withdraws(lexicon):
    (incident,) = gather(lexicon, tell("Withdrawal", BLUE, RED, ("Ner",), when=DAY, territory=True))
    assert [[e.label for e in part] for part in (incident.doers, incident.targets)] == [["Blue Army"], ["Red Front"]]


def _some(n: int):
    types = ("Attack", "ArmedClash", "TerritorialCapture", "Withdrawal", "Killing", "AirStrike")
    sides = (RED, BLUE, COAST, ("rebels",), ())
    return tell(
        types[n % 6],
        sides[n % 5],
        sides[(n // 2) % 5],
        ((), ("Ner",), ("Tol",), ("Nolen",), ("Ner", "Tol"), ("the north",))[n % 6],
        when=(DAY, None, "2014-03-02/2014-03-05", "2014-03-04", "2014-03-01/2014-03-31")[(n // 3) % 5],
        document=f"d{n % 4}",
        factuality="denied" if n % 11 == 0 else "asserted",
        killed=(n,) if n % 3 == 0 else (),
        quote=f"words of {n}",
    )


@given(st.lists(st.integers(0, 400), unique=True, max_size=40), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_changes_an_incident(lexicon, numbers, random):
    claims = [_some(n) for n in numbers]
    expected = gather(lexicon, *claims)
    shuffled = claims + claims[: len(claims) // 2]
    random.shuffle(shuffled)
    assert gather(lexicon, *shuffled) == expected


@given(st.lists(st.integers(0, 400), unique=True, max_size=40))
def test_each_claim_that_counts_is_in_an_incident_and_each_incident_has_a_report(lexicon, numbers):
    claims = [_some(n) for n in numbers]
    incidents = gather(lexicon, *claims)
    assert all(i.reports[0].part is Part.FOUNDS and i.origins for i in incidents)
    assert len({i.id for i in incidents}) == len(incidents)
    parts = [(r.item.claim.id, tuple(p.iri for p in i.places)) for i in incidents for r in i.reports]
    assert len(parts) == len(set(parts)), "no claim is twice in one incident"


def test_movements_about_one_place_are_one_only_on_one_day(lexicon) -> None:
    undated = tell("Deployment", RED, (), ("Ner",)), tell("Deployment", RED, (), ("Ner",), document="two")
    dated = tell("Deployment", RED, (), ("Ner",), when=DAY), other("Deployment", RED, (), ("Ner",), when=DAY)
    assert sizes(lexicon, *undated) == [1, 1]
    assert sizes(lexicon, *dated) == [2]
