"""What kind of thing a name is that no registry knows, and by which rule."""

from __future__ import annotations

import pytest

from kg.extract.evidence import Evidence, settle
from kg.extract.names import Name


@pytest.mark.parametrize(
    ("body", "name", "kind", "rule"),
    [
        ("The Alba Front attacked soldiers.", "Alba Front", "ArmedGroup", "head word 'front'"),
        ("Liwa al-Bahr attacked soldiers.", "Liwa al-Bahr", "ArmedGroup", "head word 'liwa'"),
        (
            "The Norland Security Forces attacked rebels.",
            "Norland Security Forces",
            "StateForce",
            "head words 'security forces'",
        ),
        ("The Coast Coalition attacked rebels.", "Coast Coalition", "Coalition", "head word 'coalition'"),
        (
            "The Norland Commission condemned the rebels.",
            "Norland Commission",
            "Organization",
            "head word 'commission'",
        ),
        ("Soldiers attacked Murabitun, an Islamist group.", "Murabitun", "ArmedGroup", "apposition 'group'"),
        ("On Monday the Murabitun fighters attacked soldiers.", "Murabitun", "ArmedGroup", "beside 'fighters'"),
        ("The rebels seized the town of Tessit.", "Tessit", "PopulatedPlace", "the town of it"),
        ("The rebels attacked soldiers near Tessit.", "Tessit", "Territory", "after 'near'"),
        ("Gen. Omar Reed surrendered.", "Omar Reed", "Person", "title 'Gen.'"),
        ("Commander Omar Reed surrendered.", "Omar Reed", "Person", "title 'Commander'"),
    ],
)
def test_the_rule_that_gives_the_kind_is_kept(body: str, name: str, kind: str, rule: str, read_claims) -> None:
    _, claims = read_claims(body)
    assert {(m.kind, m.kind_evidence) for c in claims for m in c.mentions if m.name == name} == {(kind, rule)}


def test_the_best_evidence_of_the_document_holds_for_every_occurrence(read_claims) -> None:
    _, claims = read_claims("Soldiers attacked Murabitun.\n\nVillagers attacked Murabitun, an Islamist group.")
    kinds = {(m.kind, m.kind_evidence) for c in claims for m in c.mentions if m.name == "Murabitun"}
    assert kinds == {("ArmedGroup", "apposition 'group'")}


def test_a_surname_is_the_person_whose_full_name_the_document_gives() -> None:
    names = [Name(0, 0, text, (), "") for text in ("Omar Reed", "Reed", "Roe")]
    settled = settle(names, {"Omar Reed": [Evidence(2, "Person", "title 'Gen.'")]})
    assert settled["Reed"] == ("Omar Reed", "Person", "short for 'Omar Reed'")
    assert "Roe" not in settled


def test_a_surname_of_two_persons_is_neither() -> None:
    people = {n: [Evidence(2, "Person", "title 'Gen.'")] for n in ("Omar Reed", "Ada Reed")}
    assert "Reed" not in settle([Name(0, 0, n, (), "") for n in (*people, "Reed")], people)


def test_of_evidence_of_one_rank_the_more_frequent_kind_wins() -> None:
    found = [
        Evidence(3, "Area", "a"),
        Evidence(3, "Province", "b"),
        Evidence(3, "Province", "c"),
        Evidence(4, "Area", "d"),
    ]
    assert settle([Name(0, 0, "Ner", (), "")], {"Ner": found})["Ner"][1] == "Province"
