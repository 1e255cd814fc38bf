"""`kg read` shows what the readers make: text, roles, places, metadata, and what was passed over."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.store import document_from_json

REPORT = "Guard leaves Oster\n\nEvening Post, 3 March 2014\n\nThe Guard left the town – quietly – on Monday, residents said.\n"
GERMAN = (
    "Die Garde verlässt die Stadt Oster\n\nDie Garde hat die Stadt am Montag verlassen, sagten Bewohner, und sich auf die "
    "Hügel im Norden zurückgezogen, während die Kämpfe im Tal noch andauerten.\n"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def kg(*args):
    return CliRunner().invoke(main, args)


def test_the_table_shows_roles_and_what_the_report_says_of_itself(folder):
    lines = kg("read", "report.txt").stdout.splitlines()
    assert lines[0] == "report.txt: text/plain, Guard leaves Oster, Evening Post, 2014-03-03"
    assert [line.split()[:2] for line in lines[1:]] == [["1", "title"], ["2", "byline"], ["3", "body"]]


def test_plain_is_the_text_that_offsets_count_on(folder):
    assert kg("read", "report.txt", "--format", "plain").stdout == REPORT


def test_json_lines_give_the_documents_back(folder):
    (line,) = kg("read", "report.txt", "--format", "jsonl").stdout.splitlines()
    document = document_from_json(json.loads(line))
    assert all(document.text[p.start : p.end] == p.text for p in document.paragraphs)
    assert (document.name, len(document.paragraphs)) == ("report.txt", 3)


def test_what_is_passed_over_left_out_or_foreign_is_counted(folder):
    (folder / "bad.txt").write_bytes(b"\x00\x01")
    (folder / "chart.png").write_bytes(b"\x89PNG")
    (folder / "german.txt").write_text(GERMAN, encoding="utf-8")
    result = kg("read", ".")
    assert result.exit_code == 0
    assert "passed over: bad.txt: is binary" in result.stderr
    assert "left out, as no report: 1 .png" in result.stderr
    assert "not in English, so no claims are read out of them: 1 de" in result.stderr
    assert result.stderr.splitlines()[-1] == "2 documents read"
    assert kg("read", ".", "--strict").exit_code == 2


def test_what_is_not_english_is_kept_in_the_graph_and_gives_no_claim(folder):
    (folder / "german.txt").write_text(GERMAN, encoding="utf-8")
    result = kg("build", ".", "--store", "store", "-o", "graph.nt")
    assert "not in English, so no claims are read out of them: 1 de" in result.stderr
    graph = (folder / "graph.nt").read_text(encoding="utf-8")
    assert '<http://purl.org/dc/terms/language> "de"' in graph
    assert "german-" not in "".join(line for line in graph.splitlines() if "ontology#Claim>" in line)


def test_a_field_that_there_is_not_is_refused(folder):
    result = kg("read", "report.txt", "--map", "colour=red")
    assert result.exit_code == 2
    assert "'colour' is no field; FIELD=KEY with a field of text, html, id" in result.stderr


def test_one_text_under_headlines_of_four_papers_is_told_with_three_of_them(folder):
    report = (
        REPORT.partition("\n\n")[2]
        + "\nThe shelling of the mill road began at dawn and went on until the bridge at Tarn was closed to lorries.\n"
    )
    headlines = ("Guard leaves Oster", "Oster is empty, residents say", "A quiet march", "Where the Guard went")
    for name, headline in zip(("a.txt", "b.txt", "c.txt", "north/a.txt"), headlines, strict=True):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(f"{headline}\n\n{report}", encoding="utf-8")
    (folder / "report.txt").unlink()
    told = kg("read", ".", "--format", "plain").stderr.splitlines()
    (line,) = [line for line in told if line.startswith("one text, published 4 times: ")]
    names = line.partition(": ")[2]
    assert names.endswith(" and 1 more")
    listed = names.removesuffix(" and 1 more").split(", ")
    assert len(listed) == 3
    assert set(listed) < {"a.txt", "b.txt", "c.txt", "north/a.txt"}
    assert (
        "1 text is published by several documents, and counts as one source"
        in kg("build", ".", "--store", "store").stderr
    )


def test_a_build_of_reports_of_their_own_tells_of_no_text(folder):
    assert "several documents" not in kg("build", ".", "--store", "store").stderr


def test_files_of_one_name_are_told_apart_by_their_folders(folder):
    for name in ("north", "south"):
        (folder / name).mkdir()
        (folder / name / "a.txt").write_bytes(f"Guard leaves {name}\n\nCaf\xe9 owners left too.\n".encode("latin-1"))
    result = kg("read", "north", "south")
    heads = [line.partition(": ")[0] for line in result.stdout.splitlines() if ": text/plain" in line]
    assert sorted(heads) == ["north/a.txt", "south/a.txt"]
    warned = {line.partition(": ")[0] for line in result.stderr.splitlines() if "a.txt: " in line}
    assert warned == {"north/a.txt", "south/a.txt"}


def test_a_record_is_told_by_the_path_of_its_file_and_its_own_name(folder):
    (folder / "in").mkdir()
    lines = [json.dumps({"id": name, "text": f"{name} leaves\n\nThe Guard left the town."}) for name in ("one", "two")]
    (folder / "in" / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    heads = [line.partition(": ")[0] for line in kg("read", "in").stdout.splitlines() if not line.startswith(" ")]
    assert heads[0] == "in/many.jsonl#one"
    assert "in/many.jsonl#two" in heads


def test_a_named_file_that_is_wrong_ends_the_run_and_nothing_is_written(folder):
    (folder / "bad.jsonl").write_text("{\n{\n", encoding="utf-8")
    for bad in ("nothere.jsonl", "bad.jsonl", "-"):
        result = kg("read", "report.txt", bad, "-o", "out.txt")
        assert result.exit_code == 2
        assert result.stderr.startswith(f"{bad}: ")
        assert not (folder / "out.txt").exists()


def test_metadata_that_apply_to_nothing_and_files_about_the_folder_are_told(folder):
    (folder / "manifest.csv").write_text("file,publisher\ngone.txt,P\n", encoding="utf-8")
    (folder / "README.md").write_text("About these reports.\n", encoding="utf-8")
    result = kg("read", ".")
    assert "passed over: manifest.csv: the row of 'gone.txt' applies to no report; " in result.stderr
    assert "left out, as no report: 1 README.md" in result.stderr
