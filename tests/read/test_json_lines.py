"""JSON Lines: records, bad lines between them, and files that break off."""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import AnchorKind
from kg.read import Limits, ReadOptions, read_paths
from kg.read.draft import Record
from kg.read.json_lines import find_json_records
from kg.read.markup import is_markup
from kg.read.record_fields import common_keys
from kg.read.stated import iso_day, stated_url
from kg.reading_defaults import RECORD_FIELDS

CASES = Path(__file__).parent / "records"
GOOD = b'{"id": "good", "text": "The River Guard left Oster."}'


def records_of(path: Path, **fields: str) -> list[Record | InputError]:
    return list(find_json_records(path, ReadOptions(fields=fields)))


def written(folder: Path, *lines: bytes, name: str = "news.jsonl") -> Path:
    path = folder / name
    path.write_bytes(b"\n".join(lines))
    return path


def test_common_keys_are_found_and_what_states_nothing_surely_is_left_out():
    first, second, third, fourth, fifth = records_of(CASES / "news.jsonl")
    assert first.data == b"The River Guard left Oster on Monday.\n\nNobody was hurt."
    assert (first.member, first.media_type) == ("tarn-1", "text/plain")
    said = first.said
    assert (said.title, said.author, said.publisher) == ("Guard leaves Oster", "A. Tarn; B. Ner", "Oster Post")
    assert (said.issued, said.url) == ("2014-03-03", "https://post.example/oster?id=1")
    assert (second.member, second.said.title, second.said.issued) == ("2", "Front in Ner", "2014-03-03")
    assert second.said.publisher == "ner.example"
    assert (third.data, third.said.issued) == (b"The bridge at Tarn was closed.", "2014-03-03")
    assert third.warnings == ("url left out: 'tarn/bridge' under 'link' states none surely",)
    assert (fourth.member, fourth.media_type, fourth.said.issued) == ("tarn-1@line5", "text/html", None)
    assert fourth.warnings == (
        "issued left out: '03/04/2014' under 'published' states none surely",
        "called tarn-1@line5, since a record before it is called tarn-1",
    )
    assert (fifth.member, fifth.media_type, fifth.data) == ("7", "text/html", b"<h1>Rain in Oster</h1>")


def test_each_record_stands_at_its_line():
    anchors = [record.anchor for record in records_of(CASES / "news.jsonl")]
    assert {anchor.kind for anchor in anchors} == {AnchorKind.LINE}
    assert [anchor.value for anchor in anchors] == ["line=0,1", "line=1,2", "line=3,4", "line=4,5", "line=5,6"]


def test_what_was_noticed_about_a_record_is_a_warning_of_its_document(tmp_path):
    path = written(tmp_path, (CASES / "news.jsonl").read_bytes().splitlines()[3])
    (document,) = read_paths([path]).documents
    assert document.warnings == ("url left out: 'tarn/bridge' under 'link' states none surely",)


def test_records_become_documents_with_the_line_on_each_paragraph(tmp_path):
    path = written(tmp_path, (CASES / "news.jsonl").read_bytes().splitlines()[0])
    (document,) = read_paths([path]).documents
    assert document.name == "news.jsonl#tarn-1"
    assert document.key.startswith("news-tarn-1-")
    assert (document.title, document.issued) == ("Guard leaves Oster", "2014-03-03")
    assert [p.anchors[0].value for p in document.paragraphs] == ["line=0,1", "line=0,1"]
    assert [p.anchors[0].start for p in document.paragraphs] == [0, 39]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        case.rsplit("\t", 1)
        for case in (CASES / "bad-lines.txt").read_text(encoding="utf-8").splitlines()
        if not case.startswith("#")
    ],
)
def test_a_bad_line_is_an_error_and_the_next_is_read(tmp_path, line, wrong):
    path = written(tmp_path, GOOD, line.encode(), GOOD)
    before, error, after = records_of(path)
    assert (before.member, after.member) == ("good", "good@line3")
    assert str(error).startswith(f"{path}:2: {wrong}; ")


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (b'{"text": "caf\xe9"}', "byte 14 of the line is not UTF-8"),
        (b'{"text": "a", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
        (b'{"text": "a", "x": ' + b"9" * 5_000 + b"}", "is no JSON"),
        (b'{"text": "a", "x": [' + b"[]," * 5_000_000 + b"0]}", "more than 5000000 values"),
        (b'{"text": "' + b"a" * 20_000_000 + b'"}', "is longer than"),
    ],
)
def test_hostile_lines_are_bounded(tmp_path, line, wrong):
    options = ReadOptions(limits=Limits(size=16 << 20))
    before, error, after = find_json_records(written(tmp_path, GOOD, line, GOOD), options)
    assert (before.data, after.data) == (b"The River Guard left Oster.",) * 2
    assert wrong in str(error)


def test_a_byte_order_mark_carriage_returns_and_blank_lines_are_no_records(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD + b"\r\n\r\n  \t\r\n" + GOOD + b"\r\n")
    assert [(r.member, r.anchor.value) for r in records_of(path)] == [("good", "line=0,1"), ("good@line4", "line=3,4")]


def test_what_the_user_maps_is_taken_and_nothing_else_for_it(tmp_path):
    line = {"text": "teaser", "post": {"raw": "<p>as it is</p>"}, "when": "2014-03-03", "date": "2015-01-01", "n": "k"}
    path = written(tmp_path, json.dumps(line).encode(), b'{"text": "teaser alone", "n": "k"}')
    record, error = records_of(path, text="post.raw", issued="when", id="n")
    assert (record.data, record.media_type) == (b"<p>as it is</p>", "text/plain")
    assert (record.said.issued, record.member) == ("2014-03-03", "k")
    assert "has no text under its keys (text, n); give --map text=KEY" in str(error)
    assert records_of(path, html="text")[0].media_type == "text/html"


def test_long_and_strange_ids_give_short_names_that_stay_apart(tmp_path):
    ids = ["a" * 200, "a" * 199 + "b", "../../etc", "أوستر", "x#y", "", True, {"k": 1}]
    lines = [json.dumps({"id": i, "text": "The Guard left."}).encode() for i in ids]
    members = [record.member for record in records_of(written(tmp_path, *lines))]
    assert len(set(members)) == len(ids)
    assert max(map(len, members)) == 80
    assert members[2] == "etc"
    assert members[4:] == ["x-y", "6", "7", "8"]
    assert all(set(m) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") for m in members)


def test_packed_files_are_read_and_a_torn_one_up_to_there(tmp_path):
    lines = [json.dumps({"id": n, "text": f"Shell {n} fell on Oster; {n**9} heard it."}).encode() for n in range(5_000)]
    packed = gzip.compress(b"\n".join(lines))
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(packed)
    assert len(records_of(path)) == 5_000
    path.write_bytes(packed[: len(packed) // 2])
    *records, error = records_of(path)
    assert 1_000 < len(records) < 4_000
    assert all(isinstance(record, Record) for record in records)
    assert "breaks off or is damaged" in str(error)


@pytest.mark.parametrize("unit", [b"\0", b"\n", GOOD + b"\n"])
def test_a_bomb_is_given_up(tmp_path, unit):
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(unit * (6_000_000 // len(unit))))
    options = ReadOptions(limits=Limits(size=1 << 20))
    *_, error = find_json_records(path, options)
    assert "unpacks to more than 200 times its size" in str(error)


@pytest.mark.parametrize("data", [b"", b"\n\r\n \n", b"\xef\xbb\xbf\n"])
def test_a_file_without_a_line_is_refused(tmp_path, data):
    with pytest.raises(InputError, match="holds no line"):
        records_of(written(tmp_path, data))


def test_a_missing_file_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        records_of(tmp_path / "none.jsonl")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2014-03-03", "2014-03-03"),
        ("2014-03-03 23:59:59.123456+0500", "2014-03-03"),
        ("20140303T101112Z", "2014-03-03"),
        (20140303, "2014-03-03"),
        ("3 March 2014", "2014-03-03"),
        ("Mon Mar 03 23:59:59 +0000 2014", "2014-03-03"),
        ("Mon Mar  3 23:59:59 2014", "2014-03-03"),
        ("Mon Mar  3 23:59:59 UTC 2014", "2014-03-03"),
        ("Mon Feb 30 23:59:59 2014", None),
        ("Mon Mar 3 2014 to 2015", None),
        (1393889400, "2014-03-03"),
        ("1393889400000", "2014-03-03"),
        (1393889400.5, "2014-03-03"),
        ("2014-02-30", None),
        ("2014", None),
        (2014, None),
        (0, None),
        (-1393889400, None),
        (True, None),
        (float("inf"), None),
        ("last Monday", None),
        ("The Guard left on 3 March 2014.", None),
        ("3 March 2014 – 5 March 2014", None),
        ({"day": "2014-03-03"}, None),
        ("9" * 5_000, None),
    ],
)
def test_a_day_is_read_only_where_it_is_sure(value, day):
    assert iso_day(value) == day


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a b", "ftp://a", "https://a>b", 7])
def test_an_address_that_is_none_is_left_out(url):
    assert stated_url(url) is None


def test_every_field_has_keys_and_no_key_is_in_two():
    keys = [key for field in RECORD_FIELDS for key in common_keys()[field]]
    assert all(common_keys()[field] for field in RECORD_FIELDS)
    assert len(keys) == len(set(keys))


texts = st.sampled_from(
    [b'{"text": "', b'"}', b"{", b"}", b"[", b"null", b"\xff", b"\\ud800", b"\x00", b"a", b'"id": 1', b","]
)
lines = st.one_of(st.binary(max_size=40), st.lists(texts, max_size=8).map(b"".join), st.just(GOOD))


@settings(max_examples=300)
@given(st.lists(lines.map(lambda line: line.replace(b"\n", b"")), max_size=12))
def test_any_bytes_give_one_record_or_error_for_each_line_that_is_not_blank(tmp_path_factory, given_lines):
    path = written(tmp_path_factory.getbasetemp(), GOOD, *given_lines, name="any.jsonl")
    found = records_of(path)
    assert all(isinstance(item, Record | InputError) for item in found)
    assert len(found) == 1 + sum(1 for line in given_lines if line.strip())


def test_a_record_that_asks_for_a_name_again_takes_none_that_another_calls_itself(tmp_path):
    lines = [b'{"id": "%s", "text": "The Guard left Oster."}' % own for own in (b"7", b"7", b"7-2", b"7@line2")]
    found = records_of(written(tmp_path, *lines))
    assert [record.member for record in found] == ["7", "7@line2", "7-2", "7-line2"]
    assert [record.warnings for record in found] == [
        (),
        ("called 7@line2, since a record before it is called 7",),
        (),
        (),
    ]


TEXT = "The Guard left Oster on Monday, residents said."


@pytest.mark.parametrize(
    "text",
    [
        f"<strong>OSTER</strong> - {TEXT}",
        f"<span>{TEXT}</span><br/><br/>The Front came.",
        f"<A HREF='a'>{TEXT}</A>",
        f"<!-- wp:paragraph --><p>{TEXT}</p>",
        f'<img src="a.jpg"/><p>{TEXT}</p>',
        f"\ufeff<p>{TEXT}</p>",
        f"{TEXT}<br>The Front came.",
        f"{TEXT}</p><p>The Front came.",
        f"{TEXT} <font size=2>The Front came.</font>",
    ],
)
def test_text_in_which_elements_stand_is_a_fragment_of_a_page(tmp_path, text):
    path = written(tmp_path, json.dumps({"text": text}).encode())
    (document,) = read_paths([path]).documents
    assert document.media_type == "text/html"
    assert "<" not in document.text
    assert "The Guard left Oster on Monday, residents said." in document.text or "OSTER - " in document.text
    assert records_of(path, text="text")[0].media_type == "text/plain"


@pytest.mark.parametrize(
    "text",
    [
        "3 < 5 and 7 > 5",
        "<I think so>",
        "a <b and c> d",
        "<a@post.example> said",
        "<https://post.example/p>",
        "&lt;p&gt;",
    ],
)
def test_text_in_which_signs_stand_for_themselves_is_text(tmp_path, text):
    (record,) = records_of(written(tmp_path, json.dumps({"text": text}).encode()))
    assert (record.media_type, record.data) == ("text/plain", text.encode())


def test_blank_lines_part_the_paragraphs_of_markup_that_has_none(tmp_path):
    text = "The <b>River Guard</b> left Oster on Monday.\r\n\r\nThe Front entered Ner,<br>\nresidents said.\n \nNobody was hurt."
    path = written(tmp_path, json.dumps({"text": text}).encode())
    (document,) = read_paths([path]).documents
    assert [(" ".join(p.text.split()), p.anchors[0].value) for p in document.paragraphs] == [
        ("The River Guard left Oster on Monday.", "/html/body/p[1]"),
        ("The Front entered Ner, residents said.", "/html/body/p[2]"),
        ("Nobody was hurt.", "/html/body/p[3]"),
    ]


@pytest.mark.parametrize("markup", ["<", "<a ", "<a =", "<!--", "<p/", "</p "])
def test_no_text_makes_the_search_for_markup_run_away(markup):
    start = time.process_time()
    is_markup(markup * 300_000)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("full", [{"full_text": TEXT}, {"extended_tweet": {"full_text": TEXT}}])
def test_the_full_text_of_a_post_wins_over_what_is_cut_of_it(tmp_path, full):
    post = {"text": "The Guard left… https://post.example/x", **full}
    (record,) = records_of(written(tmp_path, json.dumps(post).encode()))
    assert record.data == TEXT.encode()
