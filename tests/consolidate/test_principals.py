"""Who speaks for whom."""

from __future__ import annotations

import pytest

from kg.consolidate.principals import Principals
from kg.lexicon import Entry, Lexicon, Name
from kg.model import Entity


def row(label: str, kind: str = "ArmedGroup", **more: str) -> Entry:
    return Entry(f"https://example.org/{label}", kind, label, (Name(label, preferred=True),), source="invented", **more)


def of(label: str) -> str:
    return f"https://example.org/{label}"


ROWS = (
    row("Ner Government", "StateActor"),
    row("Ner Army", "StateForce", part_of=of("Ner Government")),
    row("Ner News Agency", "InformationSource", speaks_for=of("Ner Government")),
    row("Red Front"),
)
PRINCIPALS = Principals(Lexicon(ROWS))


def named(label: str) -> Entity:
    known = next((entry for entry in ROWS if entry.label == label), None)
    return Entity(known.iri, known.kind, label, True) if known else Entity(f"local/{label}", "Actor", label, False)


@pytest.mark.parametrize(
    ("speaker", "party", "speaks"),
    [
        ("Red Front", "Red Front", True),
        ("Red Front officials", "Red Front", True),
        ("the Red Front's media office", "Red Front", True),
        ("a spokesman for the Red Front", "Red Front", True),
        ("Blue League commanders", "Blue League", True),
        ("Ner News Agency", "Ner Government", True),
        ("Ner News Agency", "Ner Army", True),
        ("Ner Army sources", "Ner Government", True),
        ("Ner News Agency", "Red Front", False),
        ("sources close to the Red Front", "Red Front", False),
        ("opponents of the Red Front", "Red Front", False),
        ("residents", "Red Front", False),
    ],
)
def test_a_party_speaks_through_its_mouthpieces_and_nobody_else(speaker: str, party: str, speaks: bool) -> None:
    assert PRINCIPALS.speaks_for(named(speaker), named(party)) is speaks
