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


def test_one_file_cannot_both_accept_and_reject_a_name(file: Path) -> None:
    reject_name(file, BEFORE, nusra(), ["Nusra Army"], "another group")
    with pytest.raises(LexiconError, match=r"mine\.ttl: .*al-nusra-front: bears and never bears 'nusra  army'"):
        accept_name(file, BEFORE, nusra(), ["nusra  army"], "after all")
    accept_name(file, BEFORE, nusra(), ["Nosrat"], "a slip")
    before = file.read_text()
    with pytest.raises(LexiconError, match="bears and never bears 'Nosrat'; one of the two rows"):
        reject_name(file, BEFORE, nusra(), ["nosrat"], "after all")
    assert file.read_text() == before


def test_a_later_file_takes_back_what_an_earlier_one_decided(file: Path, tmp_path: Path) -> None:
    reject_name(file, BEFORE, nusra(), ["Nusra Army"], "another group")
    accept_name(file, BEFORE, nusra(), ["Nosrat"], "a slip")
    later = tmp_path / "later.ttl"
    accept_name(later, [*BEFORE, file], nusra(), ["nusra army"], "the same after all")
    reject_name(later, [*BEFORE, file], nusra(), ["nosrat"], "another one")
    now = load_lexicon(more=[file, later])
    assert now.by_surface("Nusra Army") == (now.by_iri[nusra().iri],)
    assert now.by_surface("Nosrat") == ()
    assert "Nosrat" not in {name.text for name in now.by_iri[nusra().iri].names}


def test_a_rejected_preferred_name_stays_the_label_and_leads_to_nothing(file: Path) -> None:
    reject_name(file, BEFORE, nusra(), ["Al-Nusra Front"], "another group in these reports")
    now = lexicon(file)
    assert now.by_iri[nusra().iri].label == "Al-Nusra Front"
    assert now.by_surface("the Al Nusra Front") == ()


def test_a_faulty_file_is_named_as_it_is_called(file: Path) -> None:
    file.write_text("no Turtle")
    with pytest.raises(LexiconError, match=r"mine\.ttl:1: is not Turtle"):
        accept_name(file, BEFORE, nusra(), ["Front A"], "one")


def test_a_new_thing_may_share_a_name_with_one_that_it_is_never(file: Path) -> None:
    army = next(e for e in load_lexicon().entries if e.label == "Syrian Army")
    names = ["Coast Army", "army"]
    register_name(file, BEFORE, ID + "group/coast-army", "StateForce", names, "reports of another war", [army])
    assert {e.label for e in lexicon(file).by_surface("army")} == {"Coast Army", "Syrian Army"}
