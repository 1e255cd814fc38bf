"""Decisions are rows at the end of a registry file; what the registry cannot hold is not written."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import resources
from kg.errors import LexiconError, UsageError
from kg.formats.decisions import accept_name, register_name, reject_name
from kg.pipeline import load_lexicon

ID = "https://w3id.org/conflict-kg/id/"
BEFORE = resources.registry_files()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.ttl"


def lexicon(file: Path):
    return load_lexicon(more=[file])


def nusra():
    return load_lexicon().by_iri[ID + "group/al-nusra-front"]


def test_an_accepted_name_is_borne_from_then_on(file: Path) -> None:
    accept_name(file, BEFORE, nusra(), ['Jabhat "Nosra" \\ x'], "a slip\nof the pen")
    (found,) = lexicon(file).by_surface("Jabhat Nosra x")
    assert found.iri == nusra().iri
    assert next(n.source for n in found.names if "Nosra" in n.text) == "a slip\nof the pen"


def test_a_rejected_name_is_never_taken(file: Path) -> None:
    reject_name(file, BEFORE, nusra(), ["Nusra Army"], "another group")
    assert lexicon(file).by_iri[nusra().iri].never_named == ("Nusra Army",)


def test_a_new_thing_bears_all_its_names(file: Path) -> None:
    register_name(file, BEFORE, ID + "group/coast-army", "ArmedGroup", ["Coast Army", "Jaysh al-Sahil"], "two reports")
    assert {e.iri for n in ("Coast Army", "Jaysh al-Sahil") for e in lexicon(file).by_surface(n)} == {
        ID + "group/coast-army"
    }


def test_decisions_add_up_and_what_stood_in_the_file_stays(file: Path) -> None:
    file.write_text("# my own words\n@prefix ckg: <https://w3id.org/conflict-kg/ontology#> .\n"
                    "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
                    "@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .\n")  # fmt: skip
    accept_name(file, BEFORE, nusra(), ["Front A"], "one")
    accept_name(file, BEFORE, nusra(), ["Front B"], "two")
    assert file.read_text().startswith("# my own words")
    assert {"Front A", "Front B"} <= {n.text for n in lexicon(file).by_iri[nusra().iri].names}


def test_a_name_of_another_thing_is_refused_and_nothing_is_written(file: Path) -> None:
    with pytest.raises(LexiconError, match="shares the name"):
        accept_name(file, BEFORE, nusra(), ["Ahrar al-Sham"], "wrong")
    assert list(file.parent.iterdir()) == []


def test_an_unknown_kind_is_refused(file: Path) -> None:
    with pytest.raises(UsageError, match="Gang: is no kind of thing; one of: Actor"):
        register_name(file, BEFORE, ID + "group/x", "Gang", ["X"], "why")


def test_what_was_rejected_cannot_be_accepted_nor_the_other_way_round(file: Path) -> None:
    reject_name(file, BEFORE, nusra(), ["Nusra Army"], "another group")
    with pytest.raises(UsageError, match=r"nusra  army: was rejected for .*al-nusra-front; take its"):
        accept_name(file, BEFORE, lexicon(file).by_iri[nusra().iri], ["nusra  army"], "after all")
    accept_name(file, BEFORE, nusra(), ["Nosrat"], "a slip")
    before = file.read_text()
    with pytest.raises(UsageError, match="Nosrat: was accepted for"):
        reject_name(file, BEFORE, nusra(), ["Nosrat"], "after all")
    assert file.read_text() == before


def test_a_new_thing_may_share_a_name_with_one_that_it_is_never(file: Path) -> None:
    army = next(e for e in load_lexicon().entries if e.label == "Syrian Army")
    names = ["Coast Army", "army"]
    register_name(file, BEFORE, ID + "group/coast-army", "StateForce", names, "reports of another war", [army])
    assert {e.label for e in lexicon(file).by_surface("army")} == {"Coast Army", "Syrian Army"}
