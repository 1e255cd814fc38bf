"""States as the world graph shows them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.consolidate import load_policy
from kg.consolidate.state_evidence import Standing
from kg.consolidate.states import State
from kg.graph.states import edtf_interval
from kg.identifiers import claim_iri
from kg.lexicon import Lexicon
from kg.namespaces import CKG, ORG, PROV, RDF
from tests.consolidate.collection import Collection, states_of


def drawn(*linked, issued="2014-02-12"):
    """Return the triples of each situation, by its IRI; own terms by their local names."""
    quads = Collection([replace(item, issued=issued) for item in linked], Lexicon(())).quads()
    nodes = {}
    for quad in quads:
        if "/situation/" in quad.subject.value:
            nodes.setdefault(quad.subject.value, set()).add(
                (quad.predicate.value.replace(CKG, "").replace(RDF, ""), quad.object.value.rpartition("/")[2])
            )
    return nodes


def test_control_of_a_place_with_its_days_and_claims(claim):
    names = {"actors": ("Red Front",), "territories": ("Hilltown",)}
    took = claim("TerritorialCapture", when=("2014-02-03", "2014-02-09"), **names)
    left = claim("Withdrawal", when=("2014-02-10", "2014-02-10"), **names)
    denied = claim("TerritorialControl", factuality="denied", when=("2014-02-09", "2014-02-09"), **names)
    ((node, triples),) = drawn(took, left, denied).items()
    assert node.startswith("https://w3id.org/conflict-kg/id/situation/")
    ids = [claim_iri(item.claim.id).rpartition("/")[2] for item in (took, left, denied)]
    assert triples == {
        ("type", "ontology#Control"),
        ("http://www.w3.org/2000/01/rdf-schema#label", "Control: Red Front – Hilltown"),
        ("controller", "red-front"),
        ("controlledPlace", "hilltown"),
        ("standing", "ontology#StatedStanding"),
        ("beganNotBefore", "2014-02-03"),
        ("beganNotAfter", "2014-02-09"),
        ("endedNotBefore", "2014-02-10"),
        ("endedNotAfter", "2014-02-10"),
        ("edtf", "2014-02-10"),
        ("beganBy", ids[0]),
        ("endedBy", ids[1]),
        ("disputedBy", ids[2]),
        (PROV + "wasDerivedFrom", ids[0]),
        (PROV + "wasDerivedFrom", ids[1]),
    }


def test_a_membership_is_an_org_membership_with_one_member_and_one_body(claim):
    item = claim("CoalitionMembership", actors=("Red Front", "Blue Army"), recipients=("Union",))
    found = drawn(item).values()
    assert sorted(value for triples in found for name, value in triples if name == ORG + "member") == [
        "blue-army",
        "red-front",
    ]
    for triples in found:
        parties = {value for name, value in triples if name in (ORG + "member", ORG + "organization")}
        assert parties == {value for name, value in triples if name == "situationParty"}
        assert len(parties) == 2
        assert ("attestedOn", "2014-02-12") in triples


def test_a_name_stays_when_more_is_learnt(claim, other_claim):
    names = {"actors": ("Red Front",), "territories": ("Hilltown",)}
    took = claim("TerritorialCapture", when=("2014-02-03", "2014-02-03"), **names)
    later = other_claim("TerritorialControl", when=("2014-02-08", "2014-02-08"), **names)
    assert set(drawn(took)) == set(drawn(took, later))


@pytest.mark.parametrize(
    ("began", "ended", "expected"),
    [
        (("2014-02-21", "2014-02-21"), (None, None), "2014-02-21/"),
        (("2014-02-03", "2014-02-12"), ("2014-03-01", "2014-05-31"), "2014-02/2014"),
        ((None, "2014-02-12"), ("2013-12-30", "2014-01-02"), "/201X"),
        ((None, None), ("1998-12-30", "2001-01-02"), None),
        ((None, None), ("2014-02-12", None), None),
    ],
)
def test_the_extent_as_an_edtf_interval(began, ended, expected):
    state = State("Control", (), Standing.STATED, ("begins", "x"), began, ended)
    assert edtf_interval(state) == expected


def test_states_come_from_the_claims_that_the_policy_listens_to(claim):
    comment = claim("Alliance", actors=("Red Front", "Union"), voice="comment")
    assert states_of([comment], load_policy()) == []
    assert drawn(comment) == {}
