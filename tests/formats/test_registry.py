from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.formats.registry import read_registry
from kg.lexicon import Name

PREFIXES = """@prefix ckg: <https://w3id.org/conflict-kg/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
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
        (":front a ckg:ArmedGroup ;;\n oops", r"rows.ttl:\d+: is not Turtle"),
    ],
)
def test_a_wrong_row_is_refused_in_one_line_with_its_place(tmp_path: Path, row: str, wrong: str) -> None:
    with pytest.raises(LexiconError, match=wrong) as caught:
        read_registry([write(tmp_path, row)])
    assert str(caught.value).startswith("rows.ttl") and "\n" not in str(caught.value)


def test_a_row_belongs_to_one_file(tmp_path: Path) -> None:
    paths = [write(tmp_path, FRONT + "."), write(tmp_path, FRONT + ".", "again.ttl")]
    with pytest.raises(LexiconError, match=r"again\.ttl: .*/front: is in another file too"):
        read_registry(paths)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none.ttl: cannot be read"):
        read_registry([tmp_path / "none.ttl"])
