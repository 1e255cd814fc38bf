"""Metadata kept beside reports: what it fills, what it leaves, and what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Document
from kg.read import ReadOptions, read_document, read_paths

BARE = "The River Guard left the town of Oster on Monday, and nobody was hurt in the fighting before."
STATED = "Guard leaves Oster\n\nBy Anna Tarn\n\n3 March 2014\n\n" + BARE


def put(folder: Path, **files: str | dict) -> Path:
    """Write files whose names have "__" for a dot; an object becomes JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content)
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


def supplied(document: Document) -> tuple[str | None, ...]:
    return (document.title, document.author, document.publisher, document.issued, document.url, document.language)


ALL = {
    "title": "The Guard in Oster",
    "author": ["B. Ner", "C. Tarn"],
    "publisher": "Oster Post",
    "issued": "2014-03-05",
    "url": "https://post.example/oster",
    "language": "en-GB",
}


@pytest.mark.parametrize("name", ["report__txt__meta__json", "report__meta__json"])
def test_a_document_that_states_nothing_is_filled_and_says_so(tmp_path, name):
    put(tmp_path, report__txt=BARE, **{name: ALL})
    document = read_document(tmp_path / "report.txt")
    post = ("The Guard in Oster", "B. Ner; C. Tarn", "Oster Post", "2014-03-05", "https://post.example/oster", "en")
    assert supplied(document) == post
    assert document.supplied == ("author", "issued", "language", "publisher", "title", "url")
    assert document.sidecar == name.replace("__", ".")


def test_what_the_document_states_stays(tmp_path):
    put(tmp_path, report__txt=STATED, report__meta__json={**ALL, "language": None})
    document = read_document(tmp_path / "report.txt")
    assert (document.title, document.author, document.issued) == ("Guard leaves Oster", "Anna Tarn", "2014-03-03")
    assert document.supplied == ("publisher", "url")


def test_a_sidecar_that_adds_nothing_leaves_no_mark(tmp_path):
    put(tmp_path, report__txt=STATED, report__meta__json={"title": "Another", "author": ""})
    document = read_document(tmp_path / "report.txt")
    assert (document.supplied, document.sidecar) == ((), None)


def test_the_curator_knows_the_language_better_than_the_reader(tmp_path):
    put(tmp_path, report__txt=BARE, report__meta__json={"language": "ku"})
    document = read_document(tmp_path / "report.txt")
    assert (document.language, document.supplied) == ("ku", ("language",))


def test_the_sidecar_with_the_whole_name_comes_first_and_both_before_the_manifest(tmp_path):
    put(
        tmp_path,
        a__txt=BARE,
        b__txt=BARE + "!",
        c__txt=BARE + "?",
        a__txt__meta__json={"publisher": "whole"},
        a__meta__json={"publisher": "stem"},
        b__meta__json={"publisher": "stem"},
        manifest__csv="file,publisher,title\na.txt,row,t\nb.txt,row,t\nc.txt,row,\n",
    )
    documents = read_paths([tmp_path]).documents
    assert [d.publisher for d in documents] == ["whole", "stem", "row"]
    assert [d.sidecar for d in documents] == ["a.txt.meta.json", "b.meta.json", "manifest.csv"]
    assert [d.supplied for d in documents] == [("publisher",)] * 3


def test_rows_of_a_manifest_tell_a_record_a_path_or_a_name(tmp_path):
    lines = '{"id": "one", "text": "The Guard left Oster."}\n{"id": "two", "text": "The Front left Ner."}\n'
    put(tmp_path / "in" / "deep", a__txt=BARE, news__jsonl=lines)
    put(tmp_path / "in", a__txt=BARE + "!")
    rows = (
        "\ufefffile, Title ,publisher\r\na.txt,by name,\r\n./in\\deep\\a.txt,by path,\r\n\r\n"
        'in/deep/news.jsonl#two,"by ""record"",\r\nin two lines",P\r\nnews.jsonl,by file\r\n'
    )
    put(tmp_path, list__csv=rows)
    result = read_paths([tmp_path / "in"], options=ReadOptions(manifest=tmp_path / "list.csv"))
    titles = {str(p.parent.name) + "/" + d.name: d.title for p, d in zip(result.paths, result.documents, strict=True)}
    assert titles == {
        "in/a.txt": "by name",
        "deep/a.txt": "by path",
        "deep/news.jsonl#one": "by file",
        "deep/news.jsonl#two": 'by "record", in two lines',
    }
    assert {d.sidecar for d in result.documents} == {"list.csv"}


def test_a_manifest_is_for_its_own_folder_alone(tmp_path):
    put(tmp_path / "below", a__txt=BARE)
    put(tmp_path, b__txt=BARE + "!", manifest__csv="file,publisher\na.txt,P\nb.txt,P\n")
    assert [d.publisher for d in read_paths([tmp_path]).documents] == [None, "P"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"title": "x",\n "author": }', ":2: is no JSON (Expecting value); some of: title, author"),
        ("[]", ": is no JSON object; some of: title"),
        ('"x"', ": is no JSON object; some of: title"),
        ("[" * 100_000, ": is no JSON (maximum recursion"),
        ('{"publsher": "x"}', ": unknown key 'publsher'; some of: title"),
        ('{"title": "x", "title": "y"}', ": twice 'title'; some of"),
        ('{"issued": "03/04/2014"}', ": issued '03/04/2014' is none; a day such as 2026-11-22"),
        ('{"url": "post.example"}', ": url 'post.example' is none; a web address"),
        ('{"language": "English"}', ": language 'English' is none; a language tag"),
        ('{"title": 7}', ": title '7' is none; a text"),
    ],
)
def test_a_bad_sidecar_is_told_with_its_name_and_costs_its_document_alone(tmp_path, text, said):
    put(tmp_path, bad__txt=BARE, good__txt=BARE + "!", bad__txt__meta__json=text)
    result = read_paths([tmp_path])
    assert [d.name for d in result.documents] == ["good.txt"]
    (failure,) = result.failures
    bad = tmp_path / "bad.txt"
    assert str(failure).startswith(f"{bad}: not read, since {bad}.meta.json{said}")
    with pytest.raises(InputError, match="not read, since"):
        read_document(tmp_path / "bad.txt")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ":1: has the columns of nothing; a column file, once"),
        ("name,title\na.txt,x\n", ":1: has the columns name, title; a column file, once"),
        ("file;title\na.txt;x\n", ":1: has the columns file;title; a column file, once"),
        ("file,file\n", ":1: has the columns file, file; a column file"),
        ("file,publsher\na.txt,x\n", ":1: has the columns file, publsher; a column file"),
        ("file,issued\na.txt,2014-03-03\n\nb.txt,2014-02-30\n", ":4: issued '2014-02-30' is none; a day such as"),
        ("file,title\n,x\n", ":2: names no file"),
        ("file,title\na.txt,x\n./a.txt,y\n", ":3: 'a.txt' is in line 2 already"),
        ("file,title\na.txt,x,y\n", ":2: has more cells than columns"),
        ('file,title\na.txt,"x\n', ":2: is no CSV"),
    ],
)
def test_a_bad_manifest_is_told_with_its_line(tmp_path, text, said):
    put(tmp_path, a__txt=BARE, manifest__csv=text)
    with pytest.raises(InputError) as caught:
        read_document(tmp_path / "a.txt")
    manifest = tmp_path / "manifest.csv"
    assert str(caught.value).startswith(f"{tmp_path / 'a.txt'}: not read, since {manifest}{said}")


def test_a_manifest_that_is_named_and_missing_or_not_utf_8_ends_the_run(tmp_path):
    put(tmp_path, a__txt=BARE)
    (tmp_path / "latin.csv").write_bytes("file,title\na.txt,Öster\n".encode("cp1252"))
    for name, wrong in (("none.csv", "cannot be read"), ("latin.csv", "byte 18 is not UTF-8")):
        with pytest.raises(InputError, match=wrong):
            read_paths([tmp_path / "a.txt"], options=ReadOptions(manifest=tmp_path / name))


def test_a_folder_is_looked_at_once(tmp_path, monkeypatch):
    put(tmp_path, manifest__csv="file,publisher\n" + "".join(f"{n}.txt,P{n}\n" for n in range(50)))
    put(tmp_path, **{f"{n}__txt": f"{BARE} {n}" for n in range(50)})
    looked = []
    listed, opened = Path.iterdir, Path.open
    monkeypatch.setattr(Path, "iterdir", lambda self: looked.append(self) or listed(self))
    monkeypatch.setattr(Path, "open", lambda self, *mode: looked.append(self) or opened(self, *mode))
    documents = read_paths([tmp_path]).documents
    assert {d.publisher for d in documents} == {f"P{n}" for n in range(50)}
    assert looked.count(tmp_path) == 1
    assert looked.count(tmp_path / "manifest.csv") == 1


def told(folder: Path, **options: Path) -> list[str]:
    """What reading *folder* says at its end, with paths from it."""
    failures = read_paths([folder], options=ReadOptions(**options)).failures
    return [str(failure).replace(f"{folder}/", "") for failure in failures]


def test_a_bad_manifest_of_a_folder_is_told_once_with_the_number_of_its_reports(tmp_path):
    lines = '{"id": "one", "text": "The Guard left Oster."}\n{"id": "two", "text": "The Front left Ner."}\n'
    put(tmp_path / "in", a__txt=BARE, b__txt=BARE, news__jsonl=lines, manifest__csv="file,publsher\na.txt,x\n")
    put(tmp_path, good__txt=BARE)
    (line,) = told(tmp_path)
    assert line.startswith("in/manifest.csv:1: has the columns file, publsher, so 3 reports of the folder not read; ")


def test_metadata_that_apply_to_nothing_are_told_at_the_end(tmp_path):
    lines = '{"id": "one", "text": "The Guard left Oster."}\n'
    rows = "file,publisher\na.txt,P\nnews.jsonl#one,P\nnews.jsonl#two,P\nb.txt,P\n"
    put(tmp_path, a__txt=BARE, news__jsonl=lines, manifest__csv=rows, gone__meta__json={"publisher": "P"})
    put(tmp_path, a__meta__json={"publisher": "P"})
    assert [line.partition(";")[0] for line in told(tmp_path)] == [
        "manifest.csv: the row of 'news.jsonl#two' applies to no report",
        "manifest.csv: the row of 'b.txt' applies to no report",
        "gone.meta.json: applies to no report",
    ]
    assert read_paths([tmp_path / "a.txt"]).failures == ()
    assert read_paths([tmp_path], names={"a.txt"}).failures == ()


def test_of_many_metadata_that_apply_to_nothing_the_first_are_told_and_the_rest_counted(tmp_path):
    put(tmp_path, a__txt=BARE, manifest__csv="file,publisher\n" + "".join(f"{n}.txt,P\n" for n in range(20)))
    lines = told(tmp_path)
    assert len(lines) == 6
    assert lines[5] == "manifest.csv: 15 more metadata apply to nothing; names of reports"


def test_a_row_of_a_name_that_several_files_have_fills_none_of_them(tmp_path):
    put(tmp_path / "in" / "deep", a__txt=BARE, b__txt=BARE)
    put(tmp_path / "in", a__txt=BARE + "!", b__txt=BARE + "!")
    put(tmp_path, list__csv="file,publisher\na.txt,P\nb.txt,P\nin/b.txt,Q\n")
    documents = read_paths([tmp_path / "in"], options=ReadOptions(manifest=tmp_path / "list.csv")).documents
    assert sorted((d.name, d.publisher) for d in documents if d.publisher) == [("b.txt", "P"), ("b.txt", "Q")]
    assert [line.partition(";")[0] for line in told(tmp_path / "in", manifest=tmp_path / "list.csv")] == [
        f"{tmp_path}/list.csv: the row of 'a.txt' fits 2 files, and fills none"
    ]


@pytest.mark.parametrize("row", ["{folder}/a.txt", "../north/a.txt", "x/../a.txt", "..\\north\\a.txt"])
@pytest.mark.parametrize("named", [True, False])
def test_a_row_may_call_a_file_by_its_whole_path_or_by_way_of_folders_above(tmp_path, row, named):
    folder = put(tmp_path / "north", a__txt=BARE)
    put(folder, manifest__csv=f"file,title\n{row.format(folder=folder)},The Guard\n")
    result = read_paths([folder], options=ReadOptions(manifest=folder / "manifest.csv" if named else None))
    assert [document.title for document in result.documents] == ["The Guard"]
    assert result.failures == ()


def test_a_manifest_may_lie_in_another_folder_than_the_reports(tmp_path):
    folder = put(tmp_path / "north", a__txt=BARE)
    lists = put(tmp_path / "lists", all__csv="file,title\n../north/a.txt,The Guard\n")
    (document,) = read_paths([folder], options=ReadOptions(manifest=lists / "all.csv")).documents
    assert document.title == "The Guard"


@pytest.mark.parametrize("row", ["/none/a.txt", "../none/a.txt", "C:\\north\\a.txt", "../a.txt", "a\0/../../b"])
def test_a_row_that_leads_elsewhere_is_told(tmp_path, row):
    put(tmp_path, a__txt=BARE)
    folder = put(tmp_path / "north", a__txt=BARE, manifest__csv=f"file,title\n{row},The Guard\n")
    result = read_paths([folder])
    assert result.documents[0].title is None
    assert ["applies to no report" in str(failure) for failure in result.failures] == [True]


def test_two_rows_of_one_file_are_refused_however_they_call_it(tmp_path):
    put(tmp_path, a__txt=BARE, manifest__csv=f"file,title\na.txt,One\n{tmp_path}/a.txt,Two\n")
    with pytest.raises(InputError, match=r"manifest\.csv:3: 'a\.txt' is in line 2 already"):
        read_paths([tmp_path])


def test_what_stands_for_nothing_in_a_sidecar_says_nothing(tmp_path):
    put(
        tmp_path,
        a__txt=BARE,
        a__meta__json={"title": "Untitled", "author": ["Unknown", "A. Tarn"], "issued": "0101-01-01"},
    )
    document = read_document(tmp_path / "a.txt")
    assert (document.title, document.author, document.issued) == (None, "A. Tarn", None)
    assert document.supplied == ("author",)
