from __future__ import annotations

import pytest

from kg.consolidate import load_policy
from kg.errors import LexiconError
from kg.lexicon import Lexicon
from kg.namespaces import CKG, PROV
from tests.consolidate.collection import Collection

DIRECT = {"memberOf", "alliedWith", "hostileTo", "controls", "ledBy", "affiliatedWith"}


def world_quads(linked, policy):
    """Return the world graph where the registry is empty."""
    return Collection(linked, Lexicon(()), policy).quads()


def short(term):
    return term.value.rpartition("/")[2]


def direct(*linked):
    """Return the plain statements of the world graph, as `subject predicate object`."""
    quads = world_quads(linked, load_policy())
    found = {(short(q.subject), q.predicate.value.removeprefix(CKG), short(q.object)) for q in quads}
    return sorted(" ".join(triple) for triple in found if triple[1] in DIRECT)


def agreement(name, *linked):
    return [
        (q.subject.value, q.object.value) for q in world_quads(linked, load_policy()) if q.predicate.value == CKG + name
    ]


@pytest.mark.parametrize(
    ("claim_type", "names", "expected"),
    [
        ("CoalitionMembership", {"actors": ("Red Front",), "recipients": ("Union",)}, ["red-front memberOf union"]),
        ("Formation", {"actors": ("Union",), "recipients": ("Red Front",)}, ["red-front memberOf union"]),
        ("Affiliation", {"actors": ("Red Front",), "recipients": ("Union",)}, ["red-front affiliatedWith union"]),
        ("Leadership", {"actors": ("Ali",), "recipients": ("Red Front",)}, ["red-front ledBy ali"]),
        ("Alliance", {"actors": ("Red Front", "Union")}, ["red-front alliedWith union", "union alliedWith red-front"]),
        ("Hostility", {"actors": ("Red Front", "Union")}, ["red-front hostileTo union", "union hostileTo red-front"]),
        (
            "Siege",
            {"actors": ("Red Front",), "recipients": ("Union",)},
            ["red-front hostileTo union", "union hostileTo red-front"],
        ),
        (
            "TerritorialControl",
            {"actors": ("Red Front",), "territories": ("Hilltown",)},
            ["red-front controls hilltown"],
        ),
        (
            "TerritorialCapture",
            {"actors": ("Red Front",), "territories": ("Hilltown",)},
            ["red-front controls hilltown"],
        ),
        ("TerritorialCapture", {"actors": ("Red Front",), "locations": ("Lakeland",)}, []),
        ("Attack", {"actors": ("Red Front",), "recipients": ("crowd",)}, []),
        ("Attack", {"actors": ("Red Front",), "recipients": ("Hilltown",)}, []),
        ("Attack", {"actors": ("Red Front",), "recipients": ("Red Front",)}, []),
        ("ArmedClash", {"actors": ("Red Front", "Union", "Blue Army")}, []),
        ("Support", {"actors": ("Red Front",), "recipients": ("Union",)}, []),
    ],
)
def test_direct_statements_by_type(claim, claim_type, names, expected):
    assert direct(claim(claim_type, **names)) == expected


@pytest.mark.parametrize(
    "how", [{"factuality": "hedged"}, {"factuality": "intended"}, {"factuality": "denied"}, {"voice": "comment"}]
)
def test_what_the_policy_does_not_accept_becomes_no_statement(claim, how):
    assert direct(claim("Alliance", actors=("Red Front", "Union"), **how)) == []


def test_a_statement_names_its_parts_its_policy_and_every_claim_that_it_rests_on(claim, other_claim):
    names = {"actors": ("Red Front",), "recipients": ("Union",)}
    one, other = claim("Affiliation", **names), other_claim("Affiliation", **names)
    quads = world_quads([one, other], load_policy())
    node = next(q.subject for q in quads if q.object.value == CKG + "AcceptedStatement")
    parts = [(q.predicate.value, short(q.object)) for q in quads if q.subject == node]
    assert (CKG + "statementSubject", "red-front") in parts
    assert (CKG + "statementPredicate", "ontology#affiliatedWith") in parts
    assert (CKG + "policy", "asserted-and-uncontested") in parts
    assert [value for name, value in parts if name == PROV + "wasDerivedFrom"] == [one.claim.id, other.claim.id]


def test_a_denial_contradicts_both_ways_and_keeps_the_statement_out(claim, other_claim):
    names = {"actors": ("Red Front",), "territories": ("Hilltown",)}
    says = claim("TerritorialControl", **names)
    denies = other_claim("TerritorialControl", factuality="denied", **names)
    pairs = agreement("contradicts", says, denies)
    assert len(pairs) == 2
    assert pairs[0] == pairs[1][::-1]
    assert direct(says, denies) == []


@pytest.mark.parametrize("speaker", ["Red Front", "Red Front sources"])
def test_a_party_is_no_source_for_its_own_gains(claim, speaker):
    names = {"actors": ("Red Front",), "territories": ("Hilltown",)}
    assert direct(claim("TerritorialCapture", said_by=speaker, **names)) == []
    assert direct(claim("TerritorialCapture", said_by="Blue Army", **names)) == ["red-front controls hilltown"]


def test_who_leads_in_one_place_or_in_part_is_not_plainly_the_leader(claim):
    names = {"actors": ("Ali",), "recipients": ("Red Front",)}
    assert direct(claim("Leadership", **names)) == ["red-front ledBy ali"]
    assert direct(claim("Leadership", locations=("Hilltown",), **names)) == []
    assert direct(claim("Leadership", said_by="Red Front", **names)) == []


def test_a_description_identifies_nobody_and_is_not_stated_plainly(claim):
    assert direct(claim("Affiliation", actors=("other factions",), recipients=("Red Front",))) == []
    assert direct(claim("Affiliation", actors=("Union",), recipients=("Red Front",))) != []


def test_a_denied_pledge_contradicts_a_membership(claim, other_claim):
    names = {"actors": ("Ali",), "recipients": ("Red Front",)}
    belongs = claim("CoalitionMembership", **names)
    denies = other_claim("Allegiance", factuality="denied", **names)
    assert len(agreement("contradicts", belongs, denies)) == 2
    assert direct(belongs, denies) == []
    assert agreement("corroborates", belongs, other_claim("Allegiance", **names)) == []


def test_a_readers_denial_contradicts_but_does_not_keep_the_statement_out(claim):
    names = {"actors": ("Red Front",), "territories": ("Hilltown",)}
    comment = claim("TerritorialControl", factuality="denied", voice="comment", **names)
    report = claim("TerritorialControl", **names)
    assert len(agreement("contradicts", report, comment)) == 2
    assert direct(report, comment) == ["red-front controls hilltown"]


@pytest.mark.parametrize(
    ("other", "pairs"),
    [
        ({"actors": ("Blue Army",), "locations": ("Hilltown",)}, 0),
        ({"actors": ("Red Front",), "locations": ("Lakeland",)}, 0),
        ({"actors": ("Red Front", "Blue Army"), "locations": ("Hilltown",)}, 2),
    ],
)
def test_claims_disagree_only_about_one_actor_and_one_place(claim, other, pairs):
    says = claim("Withdrawal", actors=("Red Front",), territories=("Hilltown",))
    assert len(agreement("contradicts", says, claim("Withdrawal", factuality="denied", **other))) == pairs


def test_mutual_relations_disagree_about_two_parties(claim):
    says = claim("Alliance", actors=("Red Front", "Union"))
    assert (
        len(agreement("contradicts", says, claim("Alliance", factuality="denied", actors=("Union", "Red Front")))) == 2
    )
    assert agreement("contradicts", says, claim("Alliance", factuality="denied", actors=("Union", "Blue Army"))) == []


@pytest.mark.parametrize(
    ("first", "second", "pairs"),
    [
        (("2014-02-01", "2014-02-28"), ("2014-03-01", "2014-03-31"), 0),
        (("2014-02-01", "2014-02-28"), ("2014-02-28", None), 2),
        ((None, None), ("2014-03-01", "2014-03-31"), 2),
        (("2015-01-01", None), (None, "2014-12-31"), 0),
    ],
)
def test_claims_of_different_times_do_not_disagree(claim, first, second, pairs):
    names = {"actors": ("Red Front",), "territories": ("Hilltown",)}
    says = claim("TerritorialControl", when=first, **names)
    assert (
        len(agreement("contradicts", says, claim("TerritorialControl", factuality="denied", when=second, **names)))
        == pairs
    )


def test_only_different_speakers_who_say_so_corroborate(claim):
    names = {"actors": ("Red Front",), "recipients": ("Blue Army",)}
    one = claim("Defeat", **names)
    assert len(agreement("corroborates", one, claim("Defeat", said_by="Herald", factuality="hedged", **names))) == 2
    assert agreement("corroborates", one, claim("Defeat", factuality="hedged", **names)) == []
    assert agreement("corroborates", one, claim("Defeat", said_by="Herald", factuality="intended", **names)) == []


def test_the_order_of_the_claims_changes_no_statement(claim, other_claim):
    items = [
        claim("Alliance", actors=("Red Front", "Union")),
        other_claim("Alliance", actors=("Union", "Red Front"), said_by="Herald"),
        claim("Defeat", actors=("Red Front",), recipients=("Blue Army",)),
    ]
    assert set(world_quads(items, load_policy())) == set(world_quads(items[::-1], load_policy()))


def test_a_policy_without_a_reason_is_refused(tmp_path):
    path = tmp_path / "acceptance.toml"
    path.write_text('name = "all"\nreason = "test"\n[factualities]\naccepted = ["asserted"]\nreason = ""\n')
    with pytest.raises(LexiconError, match=r"acceptance policy|lacks"):
        load_policy(path)
