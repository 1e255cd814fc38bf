"""`kg explain` says which passages are one text, and of a text whose it is and who prints it."""

from __future__ import annotations

import csv
import io


def rows(kg, store, *query):
    result = kg("query", *query, "--store", store, "--format", "csv")
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_a_text_names_whose_it_is_its_words_and_each_publication(kg, store):
    row = rows(kg, store, "shared-texts")[0]
    said = kg("explain", row["text"], "--store", store).stdout.splitlines()
    assert said[1:] == [
        f"text of Tarn News Agency: {row['words']} words that 3 documents print, and one source",
        "  one.txt “Checkpoint near Maadan attacked”, Evening Post, 2014-03-04, the first publication",
        "  two.txt “Soldiers die at a checkpoint”, Morning Herald, 2014-03-05",
        "  three.txt “Thousands leave Maadan”, Daily Courier, 2014-03-06",
    ]


def test_what_rests_on_three_reprints_rests_on_one_text(kg, store):
    stated = {row["predicate"].rpartition("#")[2]: row["statement"] for row in rows(kg, store, "accepted")}
    said = kg("explain", stated["controls"], "--store", store).stdout
    assert "\nrests on 3 passages, of 1 text that 3 documents print\nid:text/" in said
    assert ": text of Tarn News Agency: " in said
    said = kg("explain", stated["hostileTo"], "--store", store).stdout
    assert "\nrests on 4 passages, 3 of them of 1 text that 3 documents print\n" in said


def test_a_claim_of_a_reprint_is_told_to_be_of_a_text_and_one_of_a_paper_s_own_is_not(kg, store):
    stated = rows(kg, store, "who-fought-whom")
    claims = {row["document"]: row["claim"] for row in stated if "attacked a checkpoint" in row["quote"]}
    said = {name: kg("explain", claim, "--store", store).stdout.splitlines()[1] for name, claim in claims.items()}
    assert said["two.txt"] == "rests on 1 passage, of 1 text that 3 documents print"
    assert said["own.txt"] == "rests on 1 passage"
