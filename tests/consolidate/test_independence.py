"""Whose word a claim is, and how many words are independent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.consolidate.independence import independent

from .collection import sourced_claims
from .conftest import tell

ATTACK = ("Attack", ("Red Front",), ("Blue Army",), ("Ner",))
COPIED = "the Red Front attacked the Blue Army in Ner at dawn, and many fled"


def origins(lexicon, *claims):
    return independent(one.word for one in sourced_claims(claims, lexicon))


def origin(lexicon, claim, *others):
    return sourced_claims([claim, *others], lexicon)[0].word.origin.label


def number(lexicon, *claims):
    return len(origins(lexicon, *claims))


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({}, "Gazette"),
        ({"said_by": "Blue Army"}, "Blue Army"),
        ({"said_by": "Red Front Media"}, "Red Front"),
        ({"said_by": "Red Front sources"}, "Red Front"),
        ({"said_by": "a spokesman for the Red Front"}, "Red Front"),
        ({"said_by": "sources close to the Red Front"}, "Gazette"),
        ({"said_by": "residents"}, "Gazette"),
        ({"said_by": "Residents of Ner"}, "Gazette"),
        ({"said_by": "an activist", "relayed_by": "Herald"}, "Herald"),
        ({"said_by": "Mara Doe", "relayed_by": "Herald"}, "Mara Doe"),
        ({"relayed_by": "Herald"}, "Herald"),
    ],
)
def test_the_origin_is_whoever_really_speaks(lexicon, how, expected):
    assert origin(lexicon, tell(*ATTACK, **how)) == expected


def test_whoever_has_no_name_rests_on_the_document_that_quotes_him_though_nobody_knows_who_publishes_it(lexicon):
    own = tell(*ATTACK, publisher=None)
    quoted = tell(*ATTACK, publisher=None, said_by="residents")
    assert number(lexicon, own, quoted) == 1
    assert number(lexicon, own, quoted, tell(*ATTACK, publisher=None, document="two")) == 2


def test_two_documents_that_quote_one_agency_are_one_source(lexicon):
    quoting = [
        tell(*ATTACK, said_by="Herald", document=d, publisher=p) for d, p in (("one", "Gazette"), ("two", "Courier"))
    ]
    assert number(lexicon, *quoting) == 1
    assert number(lexicon, *quoting, tell(*ATTACK, document="three", publisher="Courier")) == 2


def test_the_outlets_of_one_party_are_one_source(lexicon):
    assert (
        number(lexicon, *(tell(*ATTACK, said_by=name) for name in ("Red Front Media", "Front Radio", "Red Front"))) == 1
    )


def test_the_same_words_in_two_documents_are_one_source(lexicon):
    copies = [tell(*ATTACK, quote=COPIED, document=d, publisher=p) for d, p in (("one", "Gazette"), ("two", "Courier"))]
    assert number(lexicon, *copies) == 1
    changed = tell(*ATTACK, quote=COPIED.upper().replace(",", " -"), document="three", publisher="Herald")
    assert number(lexicon, *copies, changed) == 1
    own = tell(*ATTACK, quote="the Red Front attacked Ner", document="four", publisher="Herald")
    assert number(lexicon, *copies, own) == 2


def test_a_few_common_words_are_no_copy(lexicon):
    short = [
        tell(*ATTACK, quote="Ner was attacked", document=d, publisher=p)
        for d, p in (("one", "Gazette"), ("two", "Courier"))
    ]
    assert number(lexicon, *short) == 2


def test_names_that_no_registry_knows_count_once_where_they_are_written_alike(lexicon):
    unknown = [tell(*ATTACK, said_by="Mara Doe", document=d) for d in ("one", "two")]
    assert number(lexicon, *unknown) == 1


@given(st.permutations(range(6)))
def test_the_order_of_the_claims_changes_no_origin(lexicon, order):
    speakers = (None, "residents", "Red Front Media", "Herald", "Mara Doe", None)
    claims = [
        tell(
            *ATTACK,
            said_by=name,
            document=f"d{n % 3}",
            publisher=("Gazette", "Courier", None)[n % 3],
            quote=COPIED if n > 3 else f"q{n}",
        )
        for n, name in enumerate(speakers)
    ]
    assert origins(lexicon, *(claims[n] for n in order)) == origins(lexicon, *claims)
