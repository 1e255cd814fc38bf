"""What is undecided stays undecided, and says what it may be; time and earlier decisions take candidates away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.lexicon import Entry, Lexicon, Name
from kg.link import link_with_masthead
from kg.link.undecided import undecided_names
from kg.model import Claim, Document, Mention, Role

ID = "https://w3id.org/conflict-kg/id/"


def row(slug: str, label: str, kind: str = "ArmedGroup", **rest: object) -> Entry:
    return Entry(f"{ID}group/{slug}", kind, label, (Name(label, preferred=True),), source="here", **rest)  # type: ignore[arg-type]


FRONT = row("hill-front", "Hill Front", existence="2014/..")
UNION = row("hill-union", "Hill Union", never_named=("the Union", "Hills Union"))
EAST = row("star-east", "Star Brigade (East)", never_same_as=(f"{ID}group/star-west",), note="of the east")
WEST = row("star-west", "Star Brigade (West)")
EAST, WEST = (replace(e, names=(*e.names, Name("Star Brigade"))) for e in (EAST, WEST))
LEXICON = Lexicon((FRONT, UNION, EAST, WEST))


def decide(name: str, issued: str | None = None, kind: str = "ArmedGroup"):
    document = Document("a.txt", "a-12345678", "0" * 64, "text/plain", f"{name} left.", (), issued=issued)
    claim = Claim("c", "a.txt", document.key, 1, 0, 0, "", "Attack", (Mention(Role.ACTOR, name, kind=kind),))
    linked = link_with_masthead(document, [claim], LEXICON)
    return linked.claims[0].entities[0], next(d for d in linked.decisions if d.name == name)


def test_a_known_name_is_decided_with_its_reason() -> None:
    entity, decision = decide("the Hill Front")
    assert (entity.iri, decision.registered) == (FRONT.iri, True)
    assert decision.reason == "bears the name “the Hill Front”"


def test_a_group_that_did_not_exist_yet_is_no_candidate() -> None:
    entity, decision = decide("Hill Front", issued="2013-12-31")
    assert not entity.registered and decision.candidates == ()
    assert decide("Hill Front", issued="2014-01-01")[0].registered


def test_homonyms_are_offered_and_none_is_taken() -> None:
    entity, decision = decide("Star Brigade")
    assert not entity.registered
    assert [(c.label, c.score) for c in decision.candidates] == [
        ("Star Brigade (East)", 0.45),
        ("Star Brigade (West)", 0.45),
    ]
    assert decision.candidates[0].reason == "one of 2 of this name: of the east"
    assert entity.candidates == decision.candidates


def test_a_similar_name_is_offered_and_never_taken() -> None:
    entity, decision = decide("Hille Fronte")
    assert not entity.registered
    (offer,) = decision.candidates
    assert (offer.iri, 0 < offer.score < 1) == (FRONT.iri, True)
    assert "spelled alike" in offer.reason


def test_a_name_that_was_rejected_is_not_offered_again() -> None:
    assert decide("Hills Union")[1].candidates == ()
    assert [c.label for c in decide("Hill Unions")[1].candidates] == ["Hill Union"]


@pytest.mark.parametrize("kind", ["PopulatedPlace", "Person"])
def test_a_thing_of_another_kind_is_no_candidate(kind: str) -> None:
    assert decide("Hill Front", kind=kind)[1].candidates == () or kind == "PopulatedPlace"
    assert not decide("Hill Front", kind="Person")[0].registered


def test_the_analyst_sees_one_row_for_all_spellings_and_documents() -> None:
    one, other, described = (decide(name)[1] for name in ("Sahil Army", "Jaysh al-Sahil", "armed men"))
    (found,) = undecided_names({"a.txt": [one, described], "b.txt": [replace(one, name="the Sahil Army"), other]})
    assert (found.kind, found.documents) == ("ArmedGroup", ("a.txt", "b.txt"))
    assert set(found.names) == {"Sahil Army", "Jaysh al-Sahil"}
