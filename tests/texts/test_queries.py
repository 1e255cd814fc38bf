"""Bundled queries count a text once, however many documents print it."""

from __future__ import annotations

import csv
import io


def rows(kg, store, *query):
    result = kg("query", *query, "--store", store, "--format", "csv")
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_what_one_text_alone_says_is_one_row_with_its_publications(kg, store):
    found = [row for row in rows(kg, store, "single-source") if "3,000 people" in row["quote"]]
    assert [(row["document"], row["publications"]) for row in found] == [("one.txt", "3")]
    for row in rows(kg, store, "single-source"):
        assert row["publications"] == ("1" if row["document"] == "own.txt" or row["paragraph"] == "1" else "3"), row


def test_one_document_or_speaker_is_shown_with_its_own_rows(kg, store):
    found = rows(kg, store, "single-source", "--param", "document=two.txt")
    assert {row["document"] for row in found} == {"two.txt"}
    assert {row["publications"] for row in found if row["paragraph"] != "1"} == {"3"}
    (speaker,) = {row["speaker"] for row in found if "3,000 people" in row["quote"]}
    (row,) = rows(kg, store, "single-source", "--param", f"speaker={speaker}", "--param", "type=et:Displacement")
    assert (row["document"], row["publications"]) == ("two.txt", "3")


def test_a_corroboration_of_one_text_is_one_row(kg, store):
    # A headline is in words of its paper's own, so it is a row of its own.
    titles = [("one.txt", "1"), ("two.txt", "1"), ("three.txt", "1")]
    found = [
        row
        for row in rows(kg, store, "corroborated")
        if not any((row[f"{side}Document"], row[f"{side}Paragraph"]) in titles for side in ("first", "second"))
    ]
    sides = [{(row[f"{side}Document"], row[f"{side}Publications"]) for side in ("first", "second")} for row in found]
    assert sides
    assert all(pair == {("one.txt", "3"), ("own.txt", "1")} for pair in sides), sides
    assert len({row["type"] for row in found}) == len(found)
