"""The rows of judgements: each property in one row, each with its reason; what no row names is an annotation."""

from __future__ import annotations

import tomllib

import pytest

from kg.diff.weights import FILE, Weight, aspect_of
from kg.namespaces import OWL, RDF, RDFS, SKOS

ROWS = tomllib.loads(FILE.read_text(encoding="utf-8"))["aspect"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_each_row_is_whole(row):
    assert row.keys() <= {"name", "predicates", "types", "added", "removed", "compare", "reason"}
    assert row["reason"] and (row["predicates"] or row.get("types"))
    assert row.get("compare", "") in ("", "above", "bounds", "others")


def test_no_statement_is_in_two_rows():
    names = [name for row in ROWS for name in (*row["predicates"], *row.get("types", ()))]
    assert len(set(names)) == len(names)
    assert len({row["name"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(
    ("predicate", "value", "added", "removed"),
    [
        (RDFS + "domain", "", Weight.BREAKING, Weight.COMPATIBLE),
        (RDF + "type", OWL + "FunctionalProperty", Weight.BREAKING, Weight.COMPATIBLE),
        (RDF + "type", OWL + "SymmetricProperty", Weight.COMPATIBLE, Weight.BREAKING),
        (RDF + "type", "https://example.org/Class", Weight.COMPATIBLE, Weight.BREAKING),
        (SKOS + "definition", "", Weight.EDITORIAL, Weight.EDITORIAL),
        ("https://example.org/note", "", Weight.EDITORIAL, Weight.EDITORIAL),
    ],
)
def test_what_an_addition_and_a_removal_weigh(predicate, value, added, removed):
    aspect = aspect_of(predicate, value)
    assert (aspect.added, aspect.removed) == (added, removed)
