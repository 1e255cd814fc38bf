"""States through time: what begins, holds and ends them, on which days, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.consolidate.policy import load_policy
from kg.consolidate.roles import ROLE_TABLE
from kg.consolidate.situations import EFFECTS, SITUATIONS, Effect
from kg.consolidate.state_evidence import Standing
from kg.consolidate.states import State
from kg.edtf import interval
from kg.identifiers import claim_iri
from kg.model import Claim, Entity, Factuality, LinkedClaim, Mention, Role, Voice

from .collection import states_of

POLICY = load_policy()
KINDS = {
    "Ner": "PopulatedPlace",
    "Ner Province": "Province",
    "Ner Bridge": "Facility",
    "Ali": "Person",
    "Omar": "Person",
    "crowd": "Population",
    "Lake Talks": "Talks",
}
ROLES = {"by": Role.ACTOR, "to": Role.RECIPIENT, "of": Role.LOCATION, "at": Role.LOCATION}


def entity(name: str) -> Entity:
    kind = KINDS.get(name, "UnidentifiedArmedActor" if name.islower() else "ArmedGroup")
    return Entity(f"https://example.org/{name.replace(' ', '-')}", kind, name, not name.islower())


def claim(
    claim_type: str,
    *,
    when: str | None = None,
    issued: str | None = "2014-02-12",
    said_by: str = "Gazette",
    how: str = "asserted",
    voice: str = "report",
    rank: str | None = None,
    sides: tuple[int, ...] = (),
    number: int = 0,
    **names: str,
) -> LinkedClaim:
    """Write a claim: who did it (`by`), to whom (`to`), of which place (`of`, the thing held; `at`: only there); "/" lists."""
    found = [(role, name) for role, value in names.items() for name in value.split("/")]
    mentions = tuple(
        Mention(ROLES[role], name, territory=role == "of", side=sides[place] if sides else None)
        for place, (role, name) in enumerate(found)
    )
    identifier = f"{claim_type} {names} {when} {issued} {said_by} {how} {voice} {rank} {number}"
    item = Claim(
        identifier, "a.txt", "a-1", 1, 0, 4, "text", claim_type, mentions, (), interval(when), None, None,
        Factuality(how), Voice(voice), rank=rank,
    )  # fmt: skip
    return LinkedClaim(item, tuple(entity(name) for _, name in found), entity(said_by), issued=issued)


def told(*linked: LinkedClaim, kind: str = "Control") -> list[str]:
    """Return the states of *kind* in short: "Red Front, Ner: [began] to [ended]", other standings than stated named."""
    return [shown(state) for state in states_of(linked, POLICY) if state.kind == kind]


def shown(state: State) -> str:
    parties = ", ".join(party.label for party in state.parties)
    standing = "" if state.standing is Standing.STATED else f" ({state.standing.name.lower()})"
    return f"{parties}{standing}: {window(state.began)} to {window(state.ended)}"


def window(days: tuple[str | None, str | None]) -> str:
    first, last = ((day or "")[2:] for day in days)
    return first if first == last and first else f"[{first}..{last}]"


def took(who: str = "Red Front", **given: str) -> LinkedClaim:
    return claim("TerritorialCapture", **{"by": who, "of": "Ner"} | given)  # type: ignore[arg-type]


def left(who: str = "Red Front", **given: str) -> LinkedClaim:
    return claim("Withdrawal", **{"by": who, "of": "Ner"} | given)  # type: ignore[arg-type]


def holds(who: str = "Red Front", **given: str) -> LinkedClaim:
    return claim("TerritorialControl", **{"by": who, "of": "Ner"} | given)  # type: ignore[arg-type]


def test_every_claim_type_is_decided_and_every_effect_names_known_roles() -> None:
    assert set(EFFECTS) == set(ROLE_TABLE)
    for name, rules in EFFECTS.items():
        roles = {ROLE_TABLE[name].actor, ROLE_TABLE[name].recipient, ROLE_TABLE[name].otherwise, "territory"}
        for rule in rules:
            assert set(rule.parties) <= roles, name
            assert (rule.state in SITUATIONS) == (rule.effect is not Effect.RETIRES), name


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        # Taken and left: one spell between two days.
        ([took(when="2014-02-03"), left(when="2014-02-10")], ["Red Front, Ner: 14-02-03 to 14-02-10"]),
        # Nothing says that it ended: the day of the taking is the last that is known.
        ([took(when="2014-02-03")], ["Red Front, Ner: 14-02-03 to [14-02-03..]"]),
        # A month is a window, which the document's day bounds.
        ([took(when="2014-01")], ["Red Front, Ner: [14-01-01..14-01-31] to [..]"]),
        ([took(when="2014-02")], ["Red Front, Ner: [14-02-01..14-02-12] to [14-02-12..]"]),
        # No date: on or before the document's, and no more than that.
        ([took()], ["Red Front, Ner: [..14-02-12] to [..]"]),
        ([took(issued=None)], ["Red Front, Ner: [..] to [..]"]),
        ([left()], ["Red Front, Ner: [..] to [..14-02-12]"]),
        # A state holds on the day of its document, on the day it gives, or from a day on.
        ([holds()], ["Red Front, Ner: [..14-02-12] to [14-02-12..]"]),
        ([holds(when="2014-02-01")], ["Red Front, Ner: [..14-02-01] to [14-02-01..]"]),
        ([holds(when="2013-12")], ["Red Front, Ner: [..13-12-31] to [13-12-01..]"]),
        ([holds(when="2013-12/..")], ["Red Front, Ner: [13-12-01..13-12-31] to [14-02-12..]"]),
        # Two attestations, and an undated withdrawal reported later.
        (
            [holds(), holds(issued="2014-02-20"), left(issued="2014-03-01")],
            ["Red Front, Ner: [..14-02-12] to [14-02-20..14-03-01]"],
        ),
        # Held, lost, held again: two spells.
        (
            [took(when="2014-01-01"), left(when="2014-01-10"), took(when="2014-02-01")],
            ["Red Front, Ner: 14-01-01 to 14-01-10", "Red Front, Ner: 14-02-01 to [14-02-01..]"],
        ),
        # A second taking is one that followed a loss, unless the days can be the same.
        (
            [took(when="2014-01-01"), took(when="2014-02-01", number=1)],
            ["Red Front, Ner: 14-01-01 to [14-01-01..14-02-01]", "Red Front, Ner: 14-02-01 to [14-02-01..]"],
        ),
        ([took(when="2014-01"), took(when="2014-01-07")], ["Red Front, Ner: 14-01-07 to [14-01-07..]"]),
        # Two reports of one withdrawal.
        (
            [took(when="2014-01-01"), left(when="2014-02-05"), left()],
            ["Red Front, Ner: 14-01-01 to 14-02-05"],
        ),
        # Handed over: one state ends, the other begins.
        (
            [claim("Handover", by="Red Front", to="Coast Army", of="Ner", when="2014-02-01")],
            ["Coast Army, Ner: 14-02-01 to [14-02-01..]", "Red Front, Ner: [..] to 14-02-01"],
        ),
        # Lost last week, won back since: windows overlap, yet the later one follows.
        (
            [
                claim("TerritorialCapture", by="Coast Army", to="Red Front", of="Ner", when="2014-02-03/2014-02-09"),
                claim("TerritorialCapture", by="Red Front", to="Coast Army", of="Ner", when="2014-02-03/2014-02-12"),
            ],
            [
                "Coast Army, Ner: [14-02-03..14-02-09] to [14-02-03..14-02-12]",
                "Red Front, Ner: [..] to [14-02-03..14-02-09]",
                "Red Front, Ner: [14-02-03..14-02-12] to [14-02-12..]",
            ],
        ),
    ],
)
def test_control_from_when_until_when(claims: list[LinkedClaim], expected: list[str]) -> None:
    assert told(*claims) == expected


def test_a_rivals_capture_ends_what_was_surely_held_before_it() -> None:
    red, coast = holds(when="2014-01-10"), took("Coast Army", when="2014-02-01")
    found = states_of([red, coast], POLICY)
    assert [shown(state) for state in found] == [
        "Coast Army, Ner: 14-02-01 to [14-02-01..]",
        "Red Front, Ner: [..14-01-10] to 14-02-01",
    ]
    assert found[1].ended_by == (claim_iri(coast.claim.id),)


@pytest.mark.parametrize(
    "rival",
    [
        {"when": None},
        {"when": "2014-02"},
        {"when": "../2014-02-20"},
        {"when": "2014-02-15", "how": "hedged"},
        {"when": "2014-02-15", "said_by": "Coast Army"},
        {"when": "2014-02-15", "who": "some fighters"},
        {"when": "2014-02-15", "of": "Ner Province"},
        {"when": "2014-02-15", "of": "Ner Bridge"},
    ],
)
def test_a_rivals_capture_ends_nothing_if_it_is_undated_or_earlier_or_weaker_or_of_another_place(
    rival: dict[str, str],
) -> None:
    capture = took(**{"who": "Coast Army", "issued": "2014-03-01"} | rival)
    assert "Red Front, Ner: [..14-02-12] to [14-02-12..]" in told(holds(), capture)


def test_rivals_who_are_said_to_hold_one_place_stay_side_by_side() -> None:
    assert told(holds(), holds("Coast Army")) == [
        "Coast Army, Ner: [..14-02-12] to [14-02-12..]",
        "Red Front, Ner: [..14-02-12] to [14-02-12..]",
    ]


def test_what_lies_between_two_attestations_is_split_by_a_capture_in_between() -> None:
    between = took("Coast Army", when="2014-01-15")
    assert told(holds(when="2014-01-10"), between, holds()) == [
        "Coast Army, Ner: 14-01-15 to [14-01-15..]",
        "Red Front, Ner: [..14-01-10] to 14-01-15",
        "Red Front, Ner: [..14-02-12] to [14-02-12..]",
    ]


@pytest.mark.parametrize("speaker", ["Red Front", "Red Front sources", "a spokesman for the Red Front"])
def test_what_a_party_says_of_its_own_gains_is_a_state_by_its_own_word(speaker: str) -> None:
    assert told(took(said_by=speaker, when="2014-02-03")) == ["Red Front, Ner (own_word): 14-02-03 to [14-02-03..]"]


def test_sources_close_to_a_party_are_not_the_party() -> None:
    assert told(took(said_by="sources close to the Red Front", when="2014-02-03")) == [
        "Red Front, Ner: 14-02-03 to [14-02-03..]"
    ]


def test_whoever_admits_a_loss_is_believed_and_a_boast_of_it_is_his_own_word() -> None:
    assert told(holds(when="2014-01-01"), left(said_by="Red Front", when="2014-02-01")) == [
        "Red Front, Ner: [..14-01-01] to 14-02-01"
    ]
    boast = claim("TerritorialCapture", by="Coast Army", to="Red Front", of="Ner", said_by="Coast Army")
    assert told(holds(when="2014-01-01"), boast)[1] == "Red Front, Ner: [..14-01-01] to [14-01-01..]"


def test_hedged_evidence_dates_nothing_that_is_stated_and_a_stated_loss_ends_a_hedged_state() -> None:
    assert told(holds(), took(when="2014-02-03", how="hedged")) == [
        "Red Front, Ner: [..14-02-12] to [14-02-12..]",
        "Red Front, Ner (hedged): 14-02-03 to [14-02-03..]",
    ]
    assert told(took(when="2014-02-03", how="hedged"), left(when="2014-02-10")) == [
        "Red Front, Ner: [..] to 14-02-10",
        "Red Front, Ner (hedged): 14-02-03 to 14-02-10",
    ]


@pytest.mark.parametrize("how", [{"how": "intended"}, {"voice": "comment"}, {"how": "denied"}])
def test_no_state_comes_of_what_is_intended_denied_or_a_comment(how: dict[str, str]) -> None:
    assert told(took(when="2014-02-03", **how)) == []


def test_a_denial_stands_beside_the_spell_that_it_disputes() -> None:
    early, late = took(when="2014-01-01"), took(when="2014-02-01")
    denial = holds(how="denied", said_by="Coast Army")
    found = states_of([early, left(when="2014-01-10"), late, denial], POLICY)
    assert [state.disputed_by for state in found] == [(), (claim_iri(denial.claim.id),)]
    old = holds(how="denied", issued="2014-01-05")
    assert [bool(state.disputed_by) for state in states_of([early, left(when="2014-01-10"), late, old], POLICY)] == [
        True,
        False,
    ]


def test_who_denies_an_attack_does_not_deny_the_war() -> None:
    war = claim("ArmedClash", by="Red Front/Coast Army", when="2014-02-01")
    denial = claim("Attack", by="Red Front", to="Coast Army", how="denied")
    assert [state.disputed_by for state in states_of([war, denial], POLICY)] == [()]


@pytest.mark.parametrize(
    ("item", "kind", "expected"),
    [
        (claim("Formation", by="Union", to="Red Front", when="2014-02-01"), "Membership", "Red Front, Union: 14-02-01 to [14-02-01..]"),
        (claim("CoalitionMembership", by="Red Front", to="Union"), "Membership", "Red Front, Union: [..14-02-12] to [14-02-12..]"),
        (claim("Merger", by="Red Front", to="Union"), "Membership", "Red Front, Union: [..14-02-12] to [..]"),
        (claim("Split", by="Red Front", to="Union"), "Membership", "Red Front, Union: [..] to [..14-02-12]"),
        (claim("Allegiance", by="Ali", to="Union"), "Affiliation", "Ali, Union: [..14-02-12] to [..]"),
        (claim("Alliance", by="Union/Red Front"), "Alliance", "Red Front, Union: [..14-02-12] to [14-02-12..]"),
        (claim("Attack", by="Union", to="Red Front", when="2014-02-01"), "Hostility", "Red Front, Union: [..14-02-01] to [14-02-01..]"),
        (claim("ArmedClash", by="Union/Red Front"), "Hostility", "Red Front, Union: [..14-02-12] to [..]"),
        (claim("Leadership", by="Ali", to="Union"), "Leadership", "Ali, Union: [..14-02-12] to [14-02-12..]"),
        (claim("Negotiation", by="Union", to="Lake Talks"), "Participation", "Union, Lake Talks: [..14-02-12] to [..]"),
    ],
)  # fmt: skip
def test_what_each_type_says_of_which_state(item: LinkedClaim, kind: str, expected: str) -> None:
    assert told(item, kind=kind) == [expected]


@pytest.mark.parametrize(
    "item",
    [
        claim("TerritorialCapture", by="Red Front", at="Ner"),
        claim("TerritorialCapture", by="Red Front", of="fields"),
        claim("TerritorialCapture", of="Ner"),
        claim("Alliance", by="some rebels/other rebels"),
        claim("Attack", by="Red Front", to="crowd"),
        claim("Attack", by="Red Front", to="Ali"),
        claim("Attack", by="Red Front", to="Ner"),
        claim("ArmedClash", by="Red Front/Union/Coast Army"),
        claim("CoalitionMembership", by="Red Front", to="Red Front"),
        claim("Support", by="Red Front", to="Union"),
        claim("Exclusion", by="Red Front", to="Lake Talks"),
        claim("Dissolution", by="Red Front", when="2014-01-01"),
    ],
)
def test_what_tells_of_no_state(item: LinkedClaim) -> None:
    assert states_of([item], POLICY) == []


def test_a_split_ends_alliance_and_affiliation_only_where_somebody_told_of_them() -> None:
    ally = claim("Alliance", by="Red Front/Union", issued="2014-01-01")
    split = claim("Split", by="Red Front", to="Union", when="2014-02-01")
    assert told(ally, split, kind="Alliance") == ["Red Front, Union: [..14-01-01] to 14-02-01"]
    assert told(ally, split, kind="Affiliation") == []


def test_the_dead_hold_no_office_and_a_dissolved_body_holds_nothing() -> None:
    leads = claim("Leadership", by="Ali", to="Union", issued="2014-01-01")
    killed = claim("Killing", by="Red Front", to="Ali", when="2014-02-01")
    assert told(leads, killed, kind="Leadership") == ["Ali, Union: [..14-01-01] to 14-02-01"]
    struck = claim("Killing", by="Red Front", to="Union", when="2014-02-01")
    assert told(leads, struck, kind="Leadership") == ["Ali, Union: [..14-01-01] to [14-01-01..]"]
    gone = claim("Dissolution", by="Red Front", when="2014-02-01")
    assert told(holds(when="2014-01-01"), gone) == ["Red Front, Ner: [..14-01-01] to 14-02-01"]


def test_who_leads_in_one_place_is_not_who_leads() -> None:
    claims = [
        claim("Leadership", by="Ali", to="Union", rank="emir", at="Ner"),
        claim("Leadership", by="Ali", to="Union", rank="emir of the coast", at="Ner"),
        claim("Leadership", by="Ali", to="Union", rank="leader"),
    ]
    assert [state.office for state in states_of(claims, POLICY)] == [
        "emir of the coast",
        "emir, Ner",
        "leader",
    ]


def test_each_end_names_the_claims_that_it_rests_on() -> None:
    begin, attest, end = took(when="2014-02-01"), holds(when="2014-02-05"), left(when="2014-02-10")
    (state,) = states_of([end, begin, attest], POLICY)
    names = [tuple(claim_iri(item.claim.id) for item in (given,)) for given in (begin, attest, end)]
    assert [state.begun_by, state.attested_by, state.ended_by] == names
    assert state.attested == ("2014-02-01", "2014-02-05")


DAYS = st.sampled_from(
    [None, "2014-01", "2014-01-05", "2014-01-20", "2014-02-03/2014-02-09", "2014-02-10", "2014-01/.."]
)
GENERATED = st.builds(
    lambda kind, who, whom, **given: claim(kind, by=who, **({"to": whom} if whom != who else {}), of="Ner", **given),
    st.sampled_from(["TerritorialCapture", "TerritorialControl", "Withdrawal", "Handover", "Dissolution"]),
    st.sampled_from(["Red Front", "Coast Army", "Union"]),
    st.sampled_from(["Red Front", "Coast Army", "Union"]),
    when=DAYS,
    issued=st.sampled_from([None, "2014-02-01", "2014-02-12"]),
    said_by=st.sampled_from(["Gazette", "Red Front"]),
    how=st.sampled_from(["asserted", "hedged", "denied"]),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(GENERATED, max_size=12).flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_neither_order_nor_repetition_changes_a_state(lists: tuple[list[LinkedClaim], list[LinkedClaim]]) -> None:
    first, second = lists
    assert states_of(first, POLICY) == states_of([*second, *second], POLICY)


@settings(max_examples=300, deadline=None)
@given(st.lists(GENERATED, max_size=12))
def test_each_state_is_told_apart_keeps_its_days_in_order_and_rests_on_something(found: list[LinkedClaim]) -> None:
    every = states_of(found, POLICY)
    assert len({(s.kind, s.parties, s.standing, s.office, s.origin) for s in every}) == len(every)
    for state in every:
        assert in_order(state.began)
        assert in_order(state.ended)
        assert in_order((state.began[0], state.ended[1]))
        for day in state.attested:
            assert in_order((state.began[0], day, state.ended[1]))
        assert state.begun_by or state.attested_by or state.ended_by
        assert not set(state.disputed_by) & {*state.begun_by, *state.attested_by, *state.ended_by}


def in_order(days: Iterable[str | None]) -> bool:
    known = [day for day in days if day]
    return known == sorted(known)


def test_no_two_spells_of_one_stated_state_hold_on_one_day() -> None:
    claims = [took(when="2014-01-01"), left(when="2014-01-10"), replace(holds(), issued="2014-01-20")]
    spells = [state for state in states_of(claims, POLICY) if state.standing is Standing.STATED]
    assert [state.attested for state in spells] == [("2014-01-01",), ("2014-01-20",)]
