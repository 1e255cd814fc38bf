"""`kg read` shows what the readers make: text, roles, places, metadata, and what was passed over."""

from __future__ import annotations

import json
import os
import re

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.cli.read_table import document_lines
from kg.read import read_document
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


@pytest.mark.parametrize("command", ["read", "extract", "build"])
def test_an_empty_argument_is_an_error_and_not_the_working_folder(folder, command):
    result = kg(command, "report.txt", "")
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert "an empty argument names no file; . is the working folder" in line


@pytest.mark.parametrize(
    ("name", "shown"),
    [("esc\x1b[31m.txt", "esc␛[31m.txt"), ("new\nline.txt", "new␊line.txt"), ("c1\x9b.txt", "c1\ufffd.txt")],
)
def test_names_that_a_terminal_may_take_for_commands_are_shown_escaped(folder, name, shown):
    (folder / name).write_text(REPORT, encoding="utf-8")
    (folder / f"bad{name}").write_bytes(b"\x00\x01")
    result = kg("read", ".")
    assert f"{shown}: text/plain, Guard leaves Oster" in result.stdout
    told = shown.replace("␊", " ")  # an error is one line
    assert f"passed over: bad{told}: is binary" in result.stderr
    assert kg("read", f"bad{name}").stderr.count("\n") == 1
    for text in (result.stdout, result.stderr, kg("read", f"bad{name}").stderr):
        assert not {"\x1b", "\x9b"} & set(text)


def test_a_name_that_is_not_utf_8_is_shown_with_its_bytes(folder):
    (folder / "report.txt").rename(os.fsdecode(b"caf\xe9.txt"))
    result = kg("read", ".")
    assert result.stdout_bytes.startswith(b"caf\\udce9.txt: text/plain, Guard leaves Oster")


def test_control_characters_of_a_text_are_shown_escaped_in_the_table_and_stay_in_the_text(folder):
    (folder / "report.txt").write_text("The Guard \x1b[1mleft\x1b[0m the town of Oster.\n", encoding="utf-8")
    assert "The Guard ␛[1mleft␛[0m the town of Oster." in kg("read", ".").stdout
    assert kg("read", ".", "--format", "plain").stdout == "The Guard \x1b[1mleft\x1b[0m the town of Oster.\n"


def test_no_word_of_a_report_steers_the_terminal(folder):
    steering = "Guard \x1b[2J\x1b]0;Ner\x07leaves \u202eOster\n\nThe Guard left \x9b2Jthe town of \u2066Oster on Monday, residents said.\n"
    (folder / "report.txt").write_text(steering, encoding="utf-8")
    shown = kg("read", "report.txt").stdout
    assert "Guard ␛[2J␛]0;Ner␇leaves \\u202eOster" in shown
    assert not set(shown) & set("\x1b\x07\x9b\u202e\u2066")
    assert kg("read", "report.txt", "--format", "plain").stdout == steering
    (line,) = kg("read", "report.txt", "--format", "jsonl").stdout.splitlines()
    document = document_from_json(json.loads(line))
    assert document.text == steering
    kg("build", "report.txt", "--store", "store")
    explained = kg("explain", "--store", "store", f"id:document/{document.key}")
    assert explained.exit_code == 0
    assert "“Guard ␛[2J␛]0;Ner␇leaves \\u202eOster”" in explained.stdout
    assert not set(explained.stdout) & set("\x1b\x07\x9b\u202e\u2066")


def test_reports_of_one_fault_are_counted_and_named_first(folder):
    for number in range(5):
        (folder / f"bad{number}.pdf").write_bytes(b"%PDF-1.7\n" + bytes([48 + number]) * 9)
    (folder / "zero.txt").write_bytes(b"\x00\x01")
    told = [line for line in kg("read", ".").stderr.splitlines() if line.startswith("passed over: ")]
    names = "bad0.pdf, bad1.pdf, bad2.pdf and 2 more"
    assert told[0] == f"passed over: 5 reports ({names}): is no whole PDF; a PDF that other programs can open"
    assert told[1].startswith("passed over: zero.txt: is binary")
    assert len(told) == 2


def test_a_report_that_nothing_is_read_out_of_needs_no_day(folder):
    (folder / "german.txt").write_text(GERMAN, encoding="utf-8")
    assert "no day stated" not in kg("build", ".", "--store", "store").stderr


COMMENTS = (
    "<html><body><article><h1>Guard leaves Oster</h1><p>The Guard left the town of Oster on Monday, residents said, and went "
    "north over the bridge at Tarn.</p></article><section class='comments'><div class='comment'><b class='author'>Lena</b>"
    "<p>I saw them leave, all of them, in the early morning.</p></div></section></body></html>"
)


def test_the_columns_stand_under_one_another_and_an_author_comes_once(folder):
    (folder / "page.html").write_text(COMMENTS, encoding="utf-8")
    lines = kg("read", "page.html").stdout.splitlines()[1:]
    assert {line[5] + line[15] for line in lines} == {"  "}
    (comment,) = [line for line in lines if "I saw them" in line]
    assert comment[6:16] == "comment   "
    assert comment[16:].startswith("Lena: I saw")
    assert not any(line.count("Lena") > 1 for line in lines)


@pytest.mark.parametrize("width", [80, 160])
def test_a_terminal_gets_lines_that_fit_it_and_places_below(folder, width):
    (folder / "page.html").write_text(COMMENTS, encoding="utf-8")
    document = read_document(folder / "page.html")
    lines = re.sub(r"\x1b\[\d*m", "", "".join(document_lines(document, "page.html", width))).splitlines()
    assert max(map(len, lines)) <= width
    assert any(line.strip().startswith("/html/body") for line in lines)
    assert all(line.startswith(" " * 16) or line[:5].strip().isdecimal() for line in lines[1:])
    assert " ".join(" ".join(lines).split()).count("I saw them leave, all of them, in the early morning.") == 1
