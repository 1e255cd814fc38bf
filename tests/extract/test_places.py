"""How the places of a sentence stand to its event, read with the parser."""

from __future__ import annotations

import pytest

from kg.model import Role


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Rebels captured the town of Ner.", ["Ner*"]),
        ("Rebels attacked a base near Kidal.", ["near Kidal"]),
        ("Rebels attacked an army base on the outskirts of Kidal.", ["outskirts of Kidal", "army base"]),
        ("Rebels shelled positions on the border with Turkey.", ["border with Turkey"]),
        ("Rebels took eastern Aleppo.", ["eastern Aleppo*"]),
        ("Rebels took the northern city of Aleppo.", ["Aleppo*"]),
        ("Ahrar al-Sham seized a checkpoint 10 km south of Idlib.", ["10 km south of Idlib Province"]),
        ("Rebels captured the town of Ner in Idlib province.", ["Ner* < Idlib Province", "Idlib Province"]),
        (
            "Troops retook the town of Ner in the northern countryside of Latakia.",
            ["Ner* < Latakia Province", "northern countryside of Latakia Province"],
        ),
    ],
)
def test_a_place_keeps_the_words_that_tell_where_it_was(sentence, places, read_claims):
    _, claims = read_claims(sentence)
    (claim,) = [c for c in claims if c.paragraph > 2]
    found = [
        f"{m.relation} {m.name}".strip() + "*" * m.territory + (f" < {m.within}" if m.within else "")
        for m in claim.mentions
        if m.role is Role.LOCATION
    ]
    assert found == places
