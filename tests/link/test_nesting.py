from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from kg.lexicon import Lexicon
from kg.link import link_document
from kg.model import Claim, Document, Entity, Mention, Role

ID = "https://w3id.org/conflict-kg/id/document/a-12345678/place/"
DOCUMENT = Document("a.txt", "a-12345678", "0" * 64, "text/plain", "", ())


def linked(registry: Lexicon, *places: Mention) -> tuple[Entity, ...]:
    """Return the entities of *places*, each in a claim of its own with the place that it is within."""
    names = {m.within for m in places if m.within}
    claims = [
        Claim(
            f"c{n}",
            "a.txt",
            "a-12345678",
            1,
            0,
            0,
            "",
            "Attack",
            (m, *(place(w) for w in sorted(names) if w == m.within)),
        )
        for n, m in enumerate(places)
    ]
    return tuple(item.entities[0] for item in link_document(DOCUMENT, claims, registry))


def place(name: str, kind: str = "PopulatedPlace", **rest: str) -> Mention:
    return Mention(Role.LOCATION, name, kind=kind, **rest)  # type: ignore[arg-type]


def test_what_is_near_a_place_is_a_place_of_the_document_beside_it(registry: Lexicon) -> None:
    (found,) = linked(registry, place("Raqqa", relation="20 km north of"))
    assert (found.iri, found.kind, found.label, found.registered) == (
        ID + "20-km-north-of-raqqa",
        "Area",
        "20 km north of Raqqa",
        False,
    )
    assert found.beside is not None
    assert (found.beside.label, found.beside.registered, found.within) == ("Raqqa", True, None)


def test_a_part_of_a_place_lies_within_it(registry: Lexicon) -> None:
    (found,) = linked(registry, place("Idlib Province", "Province", relation="northern"))
    assert found.label == "northern Idlib Province"
    assert found.within is not None
    assert (found.within.label, found.beside) == ("Idlib Province", None)


def test_an_unregistered_town_lies_in_what_its_document_puts_it_in_wherever_it_is_named(registry: Lexicon) -> None:
    first, second, near = linked(
        registry, place("Ner", within="Idlib Province"), place("Ner"), place("Ner", relation="near")
    )
    assert first == second
    assert first.within is not None
    assert first.within.label == "Idlib Province"
    assert near.beside == first


def test_a_registered_place_is_placed_by_the_registry_alone(registry: Lexicon) -> None:
    (found,) = linked(registry, place("Raqqa", within="Hama Province"))
    assert found.registered
    assert found.within is None


def test_places_that_are_put_into_each_other_are_not_nested(registry: Lexicon) -> None:
    found = linked(registry, place("Ner", within="Sol"), place("Sol", within="Ner"))
    assert [e.within for e in found] == [None, None]


def test_the_order_of_the_claims_does_not_choose_the_larger_place(registry: Lexicon) -> None:
    told = (place("Ner", within="Sol"), place("Ner", within="Tir"), place("Ner", within="Tir"))
    containers = {e.within for order in permutations(told) for e in linked(registry, *order)}
    assert [c.label for c in containers if c] == ["Tir"]


def test_other_roles_have_no_place(registry: Lexicon) -> None:
    actor = replace(place("Raqqa", relation="near"), role=Role.RECIPIENT)
    (found,) = linked(registry, actor)
    assert (found.beside, found.within) == (None, None)
