"""Names that look alike, or hold one another, and are two things: none of them is merged."""

from __future__ import annotations

import pytest

from kg.lexicon import Lexicon
from kg.link import link_with_masthead
from kg.model import Claim, Mention, Role
from kg.read import parse_document


def linked(registry: Lexicon, text: str, *mentions: tuple[Role, str, str], of: str = "Attack"):
    """Return the entities of *mentions* (role, name, kind), all in one claim each, in a document with *text*."""
    document = parse_document("r.txt", f"A headline of some words\n\n{text}\n".encode(), where="r.txt")
    claims = [
        Claim(f"c{n}", "r.txt", document.key, 2, 0, 0, "", of, (Mention(role, name, kind=kind),))
        for n, (role, name, kind) in enumerate(mentions)
    ]
    return [item.entities[0] for item in link_with_masthead(document, claims, registry).claims]


def actor(registry: Lexicon, name: str, text: str = "", kind: str = ""):
    return linked(registry, text or f"Then {name} came.", (Role.ACTOR, name, kind))[0]


@pytest.mark.parametrize(
    "name",
    [
        "media sources close to Islamic State (ISIS)",
        "opponents of Islamic State",
        "defectors from Free Syrian Army",
        "wife of Bashar al-Assad",
        "former members of Ahrar al-Sham",
        "groups allied with Ahrar al-Sham",
        "Syrian opposition Government",
        "Islamic State (Khorasan)",
        "Al-Nusra Front (Lebanon)",
        "Ahrar al-Sham (splinter)",
    ],
)
def test_who_is_told_by_somebody_is_not_him(registry: Lexicon, name: str) -> None:
    assert not actor(registry, name).registered


@pytest.mark.parametrize("name", ["villages near Deir ez-Zor", "Aleppo (Gaza)"])
def test_what_is_told_by_a_place_is_not_it(registry: Lexicon, name: str) -> None:
    (found,) = linked(registry, f"In {name} it rained.", (Role.LOCATION, name, ""))
    assert not found.registered


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Somali Defence Force (SDF) attacked Baidoa. The SDF left.", "SDF"),
        ("The Israeli security forces (ISF) came. The ISF left.", "ISF"),
    ],
)
def test_an_acronym_that_the_text_defines_is_not_the_registrys(registry: Lexicon, text: str, name: str) -> None:
    assert not actor(registry, name, text, "StateForce").registered


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The coalition led by Saudi Arabia bombed Sanaa. The coalition said so.", "the coalition", "Coalition"),
        ("The coalition bombed Sanaa in Yemen. They told us so.", "the coalition", "Coalition"),
        ("The Saudi-led coalition, with the United Kingdom, bombed Sanaa.", "the coalition", "Coalition"),
        ("The army of Nigeria answered; the Syrian Army had no part in it. The army fled.", "the army", "StateForce"),
    ],
)
def test_a_generic_name_is_not_somebody_elses(registry: Lexicon, text: str, name: str, kind: str) -> None:
    assert not actor(registry, name, text, kind).registered


def test_two_parties_of_one_claim_are_two(registry: Lexicon) -> None:
    text = "The Syrian Hazm Front came. The Hazm Front attacked the Syrian Hazm Front."
    document = parse_document("r.txt", f"A headline of some words\n\n{text}\n".encode(), where="r.txt")
    for full in ("Syrian Hazm Front", "Elder Hazm Front"):
        mentions = (
            Mention(Role.ACTOR, "Hazm Front", kind="ArmedGroup"),
            Mention(Role.RECIPIENT, full, kind="ArmedGroup"),
        )
        claim = Claim("c", "r.txt", document.key, 2, 0, 0, "", "Attack", mentions)
        one, other = link_with_masthead(document, [claim], registry).claims[0].entities
        assert one.iri != other.iri


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("President Jimmy Carter disagreed. Carter said no.", "Carter"),
        ("Ash Carter met President Jimmy Carter. Carter said no.", "Carter"),
        ("General Maher al-Assad came. Assad gave orders.", "Assad"),
        ("Abu Yusuf al-Turki met Abu Yusuf. General Abu Yusuf al-Iraqi came.", "Abu Yusuf"),
    ],
)
def test_a_surname_is_of_him_whom_the_text_names(registry: Lexicon, text: str, short: str) -> None:
    assert not actor(registry, short, text, "Person").registered


def test_a_place_is_neither_a_person_nor_a_body(registry: Lexicon) -> None:
    text = "Philip Hammond came. The Khan Brigade left Khan and Hammond."
    hammond, khan = linked(registry, text, (Role.LOCATION, "Hammond", ""), (Role.LOCATION, "Khan", ""))
    assert (hammond.label, khan.label) == ("Hammond", "Khan")
    assert not hammond.registered and hammond.kind == khan.kind == "Territory"


def test_the_united_states_are_not_us(registry: Lexicon) -> None:
    assert not registry.in_context("They told us so.").by_surface("the coalition")
