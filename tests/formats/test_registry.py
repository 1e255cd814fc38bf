from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.formats.registry import read_registry
from kg.lexicon import Name, Succession, Tie

PREFIXES = """@prefix ckg: <https://w3id.org/conflict-kg/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix wgs84: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix : <https://example.org/> .
"""
FRONT = ':front a ckg:ArmedGroup, skos:Concept ; skos:prefLabel "Hill Front"@en ; dcterms:source "here" '


def write(folder: Path, text: str, name: str = "rows.ttl") -> Path:
    path = folder / name
    path.write_text(PREFIXES + text, encoding="utf-8")
    return path


def test_a_row_is_read_whole(tmp_path: Path) -> None:
    more = """; skos:altLabel "Jabhat al-Tal"@ar-Latn, "HF"@en ; skos:hiddenLabel "the front" ; ckg:within :hills ;
      ckg:neverSameAs :z, :b ; ckg:speaksFor :hills ; dcterms:source "also there" ."""
    (entry,) = read_registry([write(tmp_path, FRONT + more)])
    assert (entry.iri, entry.kind, entry.label) == ("https://example.org/front", "ArmedGroup", "Hill Front")
    assert entry.names == (
        Name("Hill Front", "en", preferred=True),
        Name("HF", "en"),
        Name("Jabhat al-Tal", "ar-latn"),
        Name("the front", "en", hidden=True),
    )
    assert (entry.within, entry.speaks_for) == ("https://example.org/hills", "https://example.org/hills")
    assert entry.never_same_as == ("https://example.org/b", "https://example.org/z")
    assert entry.source == "also there; here"


def test_rows_of_all_files_come_by_iri(tmp_path: Path) -> None:
    one = write(tmp_path, FRONT + ".")
    other = write(tmp_path, FRONT.replace(":front", ":army") + ".", "others.ttl")
    assert [entry.iri[-5:] for entry in read_registry([one, other])] == ["/army", "front"]
    assert read_registry([]) == ()


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (':x a ckg:Person ; skos:prefLabel "X" .', "has no source"),
        (FRONT + "; a ckg:Person .", "has 2 classes of the ontology"),
        (':x a skos:Concept ; skos:prefLabel "X" ; dcterms:source "here" .', "has 0 classes"),
        (FRONT + '; skos:prefLabel "Other" .', "has 2 preferred labels"),
        (FRONT + "; ckg:within :a, :b .", "has 2 values of ckg:within"),
        (FRONT + '; ckg:within "the hills" .', "of the wrong sort"),
        (FRONT + '; skos:altLable "HF" .', "unknown property .*altLable"),
        ('[] a ckg:Person ; skos:prefLabel "X" ; dcterms:source "here" .', "a row without an IRI"),
        (FRONT + '; ckg:existence "soon" .', "no EDTF in ckg:existence"),
        (FRONT + "; ckg:sourceKind ckg:Gossip .", "unknown ckg:sourceKind Gossip"),
        (FRONT + "; skosxl:altLabel [ ckg:nameKind ckg:Acronym ] .", "a name with 0 forms"),
        (FRONT + "; ckg:succession [ ckg:predecessor :old ] .", "lacks its predecessor or kind"),
        (FRONT + '; ckg:belonging [ ckg:postTitle "emir" ] .', "a belonging without its body"),
        (FRONT + "; wgs84:lat 91 ; wgs84:long 0 .", "no coordinates"),
        (FRONT + "; wgs84:lat 1 .", "no coordinates"),
        (":front a ckg:ArmedGroup ;;\n oops", r"rows.ttl:\d+: is not Turtle"),
    ],
)
def test_a_wrong_row_is_refused_in_one_line_with_its_place(tmp_path: Path, row: str, wrong: str) -> None:
    with pytest.raises(LexiconError, match=wrong) as caught:
        read_registry([write(tmp_path, row)])
    assert str(caught.value).startswith("rows.ttl") and "\n" not in str(caught.value)


def test_the_row_of_a_later_file_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    paths = [
        write(tmp_path, FRONT + '; skos:altLabel "HF" .'),
        write(tmp_path, FRONT.replace("Hill Front", "Front of the Hills") + ".", "again.ttl"),
    ]
    (entry,) = read_registry(paths)
    assert [name.text for name in entry.names] == ["Front of the Hills"]


def test_a_row_without_a_preferred_label_adds_to_an_earlier_one(tmp_path: Path) -> None:
    more = ':front skos:altLabel "HF"@en ; ckg:neverNamed "Hill" ; ckg:within :hills ; dcterms:source "decided" .'
    (entry,) = read_registry([write(tmp_path, FRONT + "."), write(tmp_path, more, "more.ttl")])
    assert [name.text for name in entry.names] == ["Hill Front", "HF"]
    assert (entry.never_named, entry.within) == (("Hill",), "https://example.org/hills")
    assert (entry.kind, entry.source) == ("ArmedGroup", "decided; here")


def test_adding_to_no_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"more\.ttl: .*/front: adds to a row that is not there; a skos:prefLabel"):
        read_registry([write(tmp_path, ':front skos:altLabel "HF" .', "more.ttl")])


def test_names_times_ties_and_places_are_read(tmp_path: Path) -> None:
    more = """; skosxl:altLabel [ skosxl:literalForm "HF"@en ; ckg:nameKind ckg:Acronym ; dcterms:source "the list" ] ;
      ckg:existence "2011/2016-07" ; ckg:partOf :army ; skos:scopeNote "not the front of the plain" ;
      ckg:succession [ ckg:predecessor :old ; ckg:successionKind ckg:Rename ; ckg:edtf "2011" ; dcterms:source "a note" ] ;
      ckg:belonging [ org:organization :army ; ckg:edtf "2013/.." ; dcterms:source "a note" ] ;
      wgs84:lat 1.5 ; wgs84:long "-2.25" ."""
    (entry,) = read_registry([write(tmp_path, FRONT + more)])
    assert entry.names[1] == Name("HF", "en", kind="Acronym", source="the list")
    assert (entry.existence, entry.part_of, entry.note) == (
        "2011/2016-07",
        "https://example.org/army",
        "not the front of the plain",
    )
    assert entry.successions == (Succession("Rename", "https://example.org/old", "2011", "a note"),)
    assert entry.ties == (Tie("https://example.org/army", "", "2013/..", "a note"),)
    assert entry.coordinates == (1.5, -2.25)


def test_a_person_has_posts_and_a_source_a_kind(tmp_path: Path) -> None:
    rows = """:ali a ckg:Person ; skos:prefLabel "Ali" ; dcterms:source "here" ;
      ckg:belonging [ org:organization :front ; ckg:postTitle "commander" ] .
    :agency a ckg:InformationSource ; skos:prefLabel "Agency" ; dcterms:source "here" ; ckg:sourceKind ckg:NewsAgency ."""
    agency, ali = read_registry([write(tmp_path, rows)])
    assert (agency.source_kind, ali.ties) == ("NewsAgency", (Tie("https://example.org/front", "commander"),))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none.ttl: cannot be read"):
        read_registry([tmp_path / "none.ttl"])
