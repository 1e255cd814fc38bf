"""Files, folders and encodings."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import os
import time
from pathlib import Path

import pytest

from kg.errors import InputError, KgError
from kg.read import Limits, ReadOptions, parse_document, read_document, read_paths
from kg.read.find import find_files
from kg.read.media_types import media_type_of

JSON_LINES = ("jsonl", "jsonlines", "jl", "ndjson")
REPORT = "Guard leaves “Oster”\n\nThe Guard left the town – quietly – on Monday.\n"


def write(folder: Path, name: str, data: str | bytes = REPORT) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(
    ("data", "encoding", "warns"),
    [
        (REPORT.encode(), "utf-8", False),
        (codecs.BOM_UTF8 + REPORT.encode(), "utf-8", False),
        (codecs.BOM_UTF16_LE + REPORT.encode("utf-16-le"), "utf-16-le", False),
        (codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"), "utf-16-be", False),
        (codecs.BOM_UTF32_LE + REPORT.encode("utf-32-le"), "utf-32-le", False),
        (REPORT.encode("utf-16-le"), "utf-16-le", True),
        (REPORT.encode("utf-16-be"), "utf-16-be", True),
        (REPORT.encode("cp1252"), "cp1252", True),
    ],
)
def test_encodings_give_the_same_text_and_offsets(data, encoding, warns):
    document = parse_document("oster.txt", data)
    assert document.text == REPORT
    assert document.encoding == encoding
    assert bool(document.warnings) is warns
    assert document.paragraphs[1].start == 22


@pytest.mark.parametrize("text", ["Войска ушли из города.", "انسحبت القوات من المدينة.", "Şehir boşaltıldı."])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_in_other_alphabets(text, encoding):
    assert parse_document("x.txt", text.encode(encoding)).text == text


def test_a_stray_byte_does_not_spoil_utf_8():
    text = "Şırnak, Kobanê, Dêrik – drei Orte – “drei”."
    document = parse_document("x.txt", text.encode() + b" \xe9t\xe9.")
    assert document.encoding == "utf-8"
    assert document.text.startswith(text)
    assert "U+FFFD" in document.warnings[0]


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "only white space"),
        (codecs.BOM_UTF8, "only white space"),
        ("\u00a0\n\u200b".encode(), "only white space"),
        (b"The Guard\x00 left.", "binary"),
        (bytes(range(256)) * 4, "binary"),
        (b"The\x01 \x02 \x03 \x04 Guard", "binary"),
        (b"PK\x03\x04 and so on", "a ZIP"),
        (codecs.BOM_UTF16_LE + b"a", "utf-16-le"),
        (b"Oster \x81\x8d is no text", "neither UTF-8 nor Windows-1252"),
    ],
)
def test_what_is_no_text_is_refused(data, wrong):
    with pytest.raises(InputError, match=wrong) as caught:
        parse_document("oster.txt", data)
    assert str(caught.value).startswith("oster.txt: ")
    assert "; give " in str(caught.value)


def test_a_document_says_which_bytes_it_is(tmp_path):
    path = write(tmp_path, "Öster report.v2.txt")
    document = read_document(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.name == "Öster report.v2.txt"
    assert document.key.startswith("Oster-report.v2-")
    assert not document.key.endswith(digest[:8])  # "Öster" and "Oster" are two names
    assert read_document(write(tmp_path, "oster.v2.txt")).key == f"oster.v2-{digest[:8]}"
    assert (document.sha256, document.media_type) == (digest, "text/plain")


def test_missing_unreadable_and_foreign_files_are_input_errors(tmp_path):
    locked = write(tmp_path, "locked.txt")
    locked.chmod(0)
    bad = {
        tmp_path / "none.txt": "no such file",
        tmp_path: "is a folder",
        write(tmp_path, "a.DOC"): "a .doc file is not read",
    }
    if os.geteuid() != 0:  # root may read everything
        bad[locked] = "cannot be read"
    for path, wrong in bad.items():
        with pytest.raises(InputError, match=wrong):
            read_document(path)


@pytest.mark.parametrize(
    "name", ["pipe.txt", "pipe.html", "pipe.jsonl", "pipe.warc.gz", "pipe.eml", "good.txt.meta.json"]
)
def test_a_pipe_is_refused_and_not_waited_for(tmp_path, name):
    write(tmp_path, "good.txt")
    write(tmp_path, "other.txt")
    os.mkfifo(tmp_path / name)
    (failure,) = read_paths([tmp_path]).failures
    assert name in str(failure)
    assert "is a pipe or a device, no file; save what it gives to a file" in str(failure)


def test_a_folder_is_read_below_and_sorted_by_name(tmp_path):
    (tmp_path / "a" / ".hidden").mkdir(parents=True)
    for name in ("z.txt", "a/m.TXT", "a/.hidden/h.txt", ".b.txt", "README.md", "manifest.json"):
        write(tmp_path, name, REPORT + name)
    result = read_paths([tmp_path])
    assert [d.name for d in result.documents] == ["m.TXT", "z.txt"]
    assert result.failures == ()


def test_a_document_named_twice_is_read_once(tmp_path):
    path = write(tmp_path, "a.txt")
    result = read_paths([path, tmp_path, path])
    assert (len(result.documents), result.failures) == (1, ())


def test_a_copy_in_another_folder_is_read_once_and_said_to_be_one(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, "a.txt")
    result = read_paths([tmp_path], strict=True)
    assert len(result.documents) == 1
    assert [str(failure) for failure in result.failures] == [
        f"{tmp_path}/two/a.txt: is {tmp_path}/one/a.txt once more, byte for byte; one of the two"
    ]


def test_a_bad_file_in_a_folder_is_a_failure_and_named_directly_an_error(tmp_path):
    write(tmp_path, "good.txt")
    bad = write(tmp_path, "bad.txt", b"\x00\x01")
    result = read_paths([tmp_path])
    assert [d.name for d in result.documents] == ["good.txt"]
    assert [type(f) for f in result.failures] == [InputError]
    assert "bad.txt" in str(result.failures[0])
    for paths, strict in (([tmp_path], True), ([tmp_path, bad], False)):
        with pytest.raises(InputError, match=r"bad\.txt"):
            read_paths(paths, strict=strict)


def test_a_folder_without_a_readable_text_is_refused(tmp_path):
    with pytest.raises(InputError, match="holds no report"):
        read_paths([tmp_path])
    write(tmp_path, "bad.txt", b"")
    with pytest.raises(KgError, match=r"bad\.txt: is empty"):
        read_paths([tmp_path])
    write(tmp_path, "worse.txt", b"")
    with pytest.raises(KgError, match=r"none of 2 reports can be read, first .*bad.txt: is empty"):
        read_paths([tmp_path])


@pytest.mark.parametrize(
    "unit",
    ["a", "word ", "A B ", "Ab al-", "a | ", "Feb 12, ", "1", ". ", "• a ", "ab\n", "By A, ", "\t", "AB, ", "(", "…"],
)
@pytest.mark.parametrize("lead", ["", "By ", "[Source: ", "Bob says ", "• "])
def test_a_paragraph_of_a_million_characters_takes_no_two_seconds(unit, lead):
    data = ("The Guard left the town.\n\n" + lead + unit * (1_000_000 // len(unit)) + "x").encode()
    started = time.process_time()
    parse_document("long.txt", data)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "unit", ["Ab al-", "a-", "a.", "AB'", "A A ", "Feb ", "12:", "- ", "1. a", "a on ", "• a ", "| "]
)
def test_no_line_makes_a_pattern_run_away(unit):
    parse_document("first.txt", REPORT.encode())  # which loads the tables
    for lead in ("", "By ", "Source: ", "  • ", "Jo Li is ", "1 comment on ", "AB, C ", "Feb 12, 2014 "):
        data = f"The Guard left the town.\n\n{(lead + unit * 300)[:298]}!\n\nEnd.".encode()
        started = time.process_time()
        parse_document("line.txt", data)
        assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    ("name", "shown"), [(b"\xff.txt", "\ufffd.txt"), (b"a\x01\xe9\nb.txt", "a\ufffd\ufffd\nb.txt")]
)
def test_a_name_that_is_not_utf_8_is_shown_with_replacement_characters(tmp_path, name, shown):
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(b"One report.\n")
    (document,) = read_paths([tmp_path]).documents
    assert document.name == shown
    assert read_document(path) == document


def test_a_pattern_finds_files_of_every_format_and_what_is_no_report_is_counted(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    for name in (
        "a/one.txt",
        "a/b/two.md",
        "a/b/chart.png",
        "a/tool.exe",
        "a/README.md",
        "a/one.meta.json",
        "a/Makefile",
    ):
        write(tmp_path, name, "# Guard leaves Oster\n\nThe Guard left the town on Monday.\n")
    found = find_files([tmp_path / "a"])
    assert [(path.name, named) for path, named in found.files] == [("one.txt", False), ("two.md", False)]
    assert found.left_out == {".png": 1, ".exe": 1, "no suffix": 1, "README.md": 1}
    assert find_files([tmp_path / "**" / "*.md"]).files == ((tmp_path / "a" / "b" / "two.md", False),)
    assert find_files([tmp_path / "a" / "README.md"]).files == ((tmp_path / "a" / "README.md", True),)
    with pytest.raises(InputError, match="no file matches"):
        find_files([tmp_path / "*.warc"])


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path):
    path = write(tmp_path, "report [1].txt")
    assert find_files([path]).files == ((path, True),)


@pytest.mark.parametrize(
    ("name", "head", "media_type"),
    [
        ("a.txt", b"plain", "text/plain"),
        ("a.txt", b"  <!-- saved --><!DOCTYPE html><p>", "text/html"),
        ("a.txt", b"%PDF-1.4", "application/pdf"),
        ("a.html", b"%PDF-1.4", "application/pdf"),
        ("a.md", b"<html> is a tag", "text/markdown"),
        ("a.JSONL", b"{}", "application/x-ndjson"),
        ("a.warc.gz", b"\x1f\x8b", "application/warc"),
        ("a.gz", b"\x1f\x8b", None),
        *((f"a.{suffix}", b"", "application/x-ndjson") for suffix in JSON_LINES),
        *((f"a.{suffix}.gz", b"\x1f\x8b", "application/x-ndjson") for suffix in JSON_LINES),
        *((f"a.warc.{suffix}", b"", "application/warc") for suffix in ("wet", "wat", "wet.gz", "wat.gz")),
        ("a.txt", b'{"text": "a"}\n\n{"text": "b"}\r\n{"text": "c', "application/x-ndjson"),
        ("a.json", codecs.BOM_UTF8 + b'{"te\\"xt": "a"}\n', "application/x-ndjson"),
        ("a.txt", b'{"text": "' + b"a" * 5_000, "application/x-ndjson"),
        ("a.txt", b'{"text": "a"}\nsaid the Guard.\n', "text/plain"),
        ("a.txt", b'{"text":\n"a"}\n', "text/plain"),
        ("a.txt", b"{sic} The Guard left.", "text/plain"),
        ("a.txt", b"[1]\n{}\n", "text/plain"),
        ("a.gz", gzip.compress(b'{"text": "a"}\n'), "application/x-ndjson"),
        ("a.gz", gzip.compress(b"WARC/1.1\r\n"), "application/warc"),
        ("a.gz", gzip.compress(b"The Guard left."), None),
        ("a.eml", b"<html>", "message/rfc822"),
        ("report", b"The Guard", None),
        (".html", b"The Guard", "text/html"),
    ],
)
def test_a_format_is_told_by_first_bytes_then_by_suffix(name, head, media_type):
    assert media_type_of(name, head) == media_type


@pytest.mark.parametrize("name", ["news.txt", "news.json", "news", "news.json.gz"])
def test_json_lines_are_read_whatever_the_file_is_called_with_one_warning(tmp_path, name):
    data = b'{"text": "The Guard left Oster on Monday."}\n' * 2
    path = write(tmp_path, name, gzip.compress(data) if name.endswith(".gz") else data)
    first, second = read_paths([path]).documents
    suffix = name.removeprefix("news") or "without a suffix"
    assert (first.name, second.name) == (f"{name}#1", f"{name}#2")
    assert first.warnings == (f"named {suffix}, read as application/x-ndjson by its first bytes",)
    assert second.warnings == ()


def test_json_that_is_no_json_lines_is_not_read(tmp_path):
    with pytest.raises(InputError, match=r"a \.json file is not read"):
        read_paths([write(tmp_path, "one.json", '{\n  "text": "The Guard left Oster."\n}\n')])


def test_a_file_larger_than_the_bound_is_refused_before_it_is_read(tmp_path):
    path = write(tmp_path, "large.txt", "The Guard left. " * 100)
    options = ReadOptions(limits=Limits(size=1000))
    with pytest.raises(InputError, match="holds 1,600 bytes, and a report at most 1,000"):
        read_paths([path], options=options)


def test_a_file_none_of_whose_records_can_be_read_is_one_failure(tmp_path):
    write(tmp_path, "good.txt")
    write(tmp_path, "claims.jsonl", '{"quote": "took Ner"}\n' * 3)
    write(tmp_path, "mixed.jsonl", '{"quote": "took Ner"}\n{"text": "The Guard left Oster on Monday."}\n{]\n')
    result = read_paths([tmp_path])
    assert [document.name for document in result.documents] == ["good.txt", "mixed.jsonl#2"]
    told = [str(failure).removeprefix(f"{tmp_path}/") for failure in result.failures]
    assert [line.partition(" ")[0] for line in told] == ["claims.jsonl:", "mixed.jsonl:1:", "mixed.jsonl:3:"]
    assert "none of its 3 records can be read, first " in told[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("crawl.2014-03.jsonl", "crawl.2014-04.jsonl"),
        ("news.jsonl", "news.ndjson"),
        ("Öster.txt", "Oster.txt"),
        ("Oster Ner.txt", "Oster, Ner.txt"),
        ("a" * 120 + "b.txt", "a" * 120 + "c.txt"),
        ("Остер.txt", "Oster.txt"),
    ],
)
def test_reports_of_other_names_are_other_documents_though_their_bytes_are_the_same(tmp_path, one, other):
    for name in (one, other):
        write(tmp_path, name, '{"id": "7", "text": "The Guard left Oster."}\n')
    result = read_paths([tmp_path])
    assert len({document.key for document in result.documents}) == 2
    assert result.failures == ()


def test_a_record_and_a_file_that_are_called_alike_are_two_documents(tmp_path):
    write(tmp_path, "a.jsonl", '{"id": "b", "text": "The Guard left Oster."}\n')
    write(tmp_path, "a-b.txt", "The Guard left Oster.")
    assert [d.name for d in read_paths([tmp_path]).documents] == ["a-b.txt", "a.jsonl#b"]


def test_a_key_that_two_reports_share_by_chance_is_told_by_name(tmp_path, monkeypatch):
    monkeypatch.setattr("kg.read.text.document_key", lambda *_: "oster-00000000")
    write(tmp_path, "a.txt")
    write(tmp_path, "b.txt", REPORT + "!")
    (failure,) = read_paths([tmp_path]).failures
    assert str(failure).startswith(
        f"{tmp_path}/b.txt: has the key of {tmp_path}/a.txt, oster-00000000, and is not read"
    )


def test_of_copies_the_first_by_path_stays_and_the_metadata_of_the_others_are_told(tmp_path):
    for folder, publisher in (("z", "Oster Post"), ("a", "Ner Courier")):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, "r.txt")
        write(tmp_path / folder, "r.meta.json", f'{{"publisher": "{publisher}"}}')
    results = [read_paths([tmp_path / one, tmp_path / other]) for one, other in (("a", "z"), ("z", "a"))]
    assert results[0].documents == results[1].documents
    assert [*map(str, results[0].failures)] == [*map(str, results[1].failures)]
    assert results[0].documents[0].publisher == "Ner Courier"
    assert [str(failure).replace(f"{tmp_path}/", "") for failure in results[0].failures] == [
        "z/r.txt: is a/r.txt once more, byte for byte, and what is said of its publisher is left out; one of the two"
    ]


def test_a_named_file_that_is_missing_or_wholly_bad_is_an_error_whatever_it_is_called(tmp_path):
    good = write(tmp_path, "good.txt")
    missing = [tmp_path / "none.jsonl", tmp_path / "none.warc", tmp_path / "none.eml", tmp_path / "none.txt"]
    bad = [write(tmp_path, "bad.jsonl", "{\n{\n"), write(tmp_path, "one.jsonl", "{\n"), write(tmp_path, "bad.eml", "")]
    for path in missing + bad:
        with pytest.raises(InputError, match=path.name):
            read_paths([good, path])
    some = write(tmp_path, "some.jsonl", '{\n{"text": "The Guard left Oster."}\n')
    result = read_paths([some])
    assert ([d.name for d in result.documents], len(result.failures)) == (["some.jsonl#2"], 1)


def test_an_archive_that_is_told_by_its_first_bytes_is_no_other_than_one_told_by_its_name(tmp_path):
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nThe Guard left Oster."
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://post.example/a\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n"
    whole = head % len(page) + page + b"\r\n\r\n"
    path = write(tmp_path, "crawl", whole + head % (len(page) + 500) + page)
    result = read_paths([path])
    assert (len(result.documents), len(result.failures)) == (1, 1)


def test_documents_of_names_with_a_number_sign_are_found_by_name(tmp_path):
    write(tmp_path, "a#b.jsonl", '{"id": "7", "text": "The Guard left Oster."}\n')
    write(tmp_path, "a.jsonl", '{"id": "7", "text": "The Guard left Ner."}\n')
    assert [d.name for d in read_paths([tmp_path], names={"a#b.jsonl#7"}).documents][-1] == "a#b.jsonl#7"
    with pytest.raises(InputError):
        read_paths([tmp_path / "none.txt"], names={"a.jsonl#7"})


def test_a_pattern_without_a_report_is_an_error_as_a_folder_is(tmp_path):
    write(tmp_path, "tool.exe")
    for path in (tmp_path, tmp_path / "*"):
        with pytest.raises(InputError, match="holds no report"):
            read_paths([path])


def test_standard_input_is_refused_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="reports are not read from standard input; save it to a file"):
        read_paths([Path("-")])


def test_what_tells_about_a_folder_is_counted_by_name_and_reports_called_so_are_read(tmp_path):
    for name in ("README.md", "LICENSE", "manifest.csv", "manifest.json", "other.csv", "x.meta.json"):
        write(tmp_path, name, "file\n")
    for name in ("manifest.txt", "readme.html", "changelog of Oster.txt"):
        write(tmp_path, name)
    found = find_files([tmp_path])
    assert {path.name for path, _ in found.files} == {"manifest.txt", "readme.html", "changelog of Oster.txt"}
    assert found.left_out == {"README.md": 1, "LICENSE": 1, ".csv": 1}


def test_links_to_folders_are_counted_and_not_followed(tmp_path):
    inside = tmp_path / "in"
    (inside / "deep").mkdir(parents=True)
    write(inside / "deep", "a.txt")
    (inside / "loop").symlink_to(inside)
    for pattern in (inside, inside / "**", inside / "*"):
        found = find_files([pattern])
        assert [path.relative_to(inside).as_posix() for path, _ in found.files] == ["deep/a.txt"]
        assert found.left_out["link to a folder"] >= 1
    assert [path.name for path, _ in find_files([inside / "loop" / "deep"]).files] == ["a.txt"]


def test_a_folder_that_cannot_be_listed_is_a_failure(tmp_path, monkeypatch):
    (tmp_path / "locked").mkdir()
    write(tmp_path, "a.txt")
    listed = os.scandir

    def scandir(path):
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    result = read_paths([tmp_path])
    assert [str(f) for f in result.failures] == [
        f"{tmp_path}/locked: cannot be listed (Permission denied); give a folder that you may read"
    ]
    with pytest.raises(InputError, match="cannot be listed"):
        read_paths([tmp_path], strict=True)
    with pytest.raises(InputError, match="cannot be listed"):
        read_paths([tmp_path / "locked"])


def test_patterns_pass_over_hidden_files_unless_they_have_the_dot(tmp_path):
    (tmp_path / ".drafts").mkdir()
    for name in (".hidden.txt", ".drafts/a.txt", "b.txt"):
        write(tmp_path, name)
    names = {
        pattern: [path.relative_to(tmp_path).as_posix() for path, _ in find_files([tmp_path / pattern]).files]
        for pattern in ("*.txt", "**/*.txt", ".*.txt", ".drafts/*.txt", "*")
    }
    assert names == {
        "*.txt": ["b.txt"],
        "**/*.txt": ["b.txt"],
        ".*.txt": [".hidden.txt"],
        ".drafts/*.txt": [".drafts/a.txt"],
        "*": ["b.txt"],
    }


def test_a_link_with_other_metadata_beside_it_is_told_in_whatever_order_it_is_named(tmp_path):
    for folder in ("a", "z"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, "r.meta.json", f'{{"publisher": "Post {folder}"}}')
    paths = [tmp_path / "a" / "r.txt", write(tmp_path / "z", "r.txt")]
    paths[0].symlink_to(paths[1])
    for given in (paths, paths[::-1]):
        result = read_paths(given)
        assert [document.publisher for document in result.documents] == ["Post a"]
        assert result.paths == (paths[0],)
        assert "what is said of its publisher is left out" in str(result.failures[0])
