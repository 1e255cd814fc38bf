"""Saved mails: body, attachments, attached mails, and mails that are broken on purpose."""

from __future__ import annotations

import base64
import quopri
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read import Limits, ReadOptions, read_paths
from kg.read.draft import Record
from kg.read.mail import DEEPEST, MOST_PARTS, find_mail_records

MAILS = Path(__file__).parent / "mails"
HEAD = b"From: A. Tarn <a@post.example>\nSubject: Oster\nDate: Mon, 3 Mar 2014 10:00:00 +0100\n"


def records(path: Path) -> list[Record]:
    return list(find_mail_records(path, ReadOptions()))


def mail(folder: Path, data: bytes) -> Path:
    path = folder / "saved.eml"
    path.write_bytes(data)
    return path


def test_a_reply_is_its_own_words_and_neither_what_it_quotes_nor_its_signature():
    (document,) = read_paths([MAILS / "reply.eml"]).documents
    assert document.name == "reply.eml#body"
    assert [p.role.value for p in document.paragraphs] == ["body", "furniture", "furniture"]
    assert "lorries with flour crossed the Große Brücke at noon." in document.paragraphs[0].text
    assert (document.title, document.author) == ("Re: The bridge at Tarn", "B. Ner")
    assert (document.issued, document.publisher) == ("2014-03-03", None)


def test_attachments_in_formats_that_are_read_are_records_of_their_own():
    found = records(MAILS / "attachments.eml")
    assert [(r.member, r.media_type, r.data.strip()) for r in found] == [
        ("body", "text/html", b"\xef\xbb\xbf<p>The report is attached.</p>"),
        ("report-one.txt", "text/plain", b"The Red Front entered Ner."),
        ("report-one.txt@part3", "text/plain", b"The truce held."),
        ("scan", "application/pdf", b"%PDF-1.7 rest"),
        ("body@part5", "text/plain", b"The mills of Ner stand still."),
    ]
    said = [(r.said.title, r.said.author, r.said.issued) for r in found]
    assert said[0] == ("Oster X-Injected: yes", "Wache Öster; C. Tarn", None)
    assert found[0].warnings == ("issued left out: the line Date cannot be read", "attachment map.png not read")
    assert said[1:4] == [(None, None, None)] * 3
    assert said[4] == ("Ner", "D. Ner", "2014-03-02")


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (b"Content-Transfer-Encoding: base64\n", base64.b64encode(b"The Guard left.")[:-3] + b"!!", b"The Guard le"),
        (b"Content-Transfer-Encoding: base64\n", b"VGhl*IEd1\nYXJk", b"The Guard"),
        (b"Content-Type: text/plain; charset=utf-7x\n", b"The Guard left.", b"The Guard left."),
        (b"Content-Type: text/plain; charset=us-ascii\n", "Öster".encode(), "Öster".encode()),
        (b"Content-Type: text/plain; charset\n", b"The Guard left.", b"The Guard left."),
        (b"Content-Type: gibberish\n", b"The Guard left.", b"The Guard left."),
        (b"Content-Type: multipart/mixed\n", b"The Guard left.", None),
        (b"Content-Type: multipart/mixed; boundary=b\n", b"--b\n\nThe Guard left.", b"The Guard left."),
    ],
)
def test_a_broken_body_is_read_as_far_as_it_can_be_told(tmp_path, head, body, text):
    path = mail(tmp_path, HEAD + head + b"\n" + body)
    if text is None:
        with pytest.raises(InputError, match="holds no text"):
            records(path)
        return
    (record,) = records(path)
    assert record.data.startswith(text)
    assert (record.said.title, record.said.author, record.said.issued) == ("Oster", "A. Tarn", "2014-03-03")


@pytest.mark.parametrize("line", [b"From: " + b"(" * 50_000, b"Date: 99 Foo", b"Subject: =?x?b?/?="])
def test_a_broken_head_costs_its_field_and_nothing_else(tmp_path, line):
    (record,) = records(mail(tmp_path, line + b"\n\nThe River Guard left Oster."))
    assert record.data == b"The River Guard left Oster."
    field = {b"From": "author", b"Date": "issued", b"Subject": "title"}[line.split(b":")[0]]
    assert field == "title" or (getattr(record.said, field) is None and field in record.warnings[0])


def nested(depth: int) -> bytes:
    heads = (b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth))
    return HEAD + b"".join(heads) + b"\nThe River Guard left Oster."


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"", "is no mail"),
        (b"\nThe Guard left Oster.", "is no mail"),
        (HEAD + b"\n \n", "holds no text"),
        (HEAD + b"Content-Type: image/png\n\n\x89PNG", "holds no text"),
        (
            HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 10_000,
            f"more than {MOST_PARTS} parts",
        ),
        (nested(990), "cannot be taken apart"),
        (HEAD + b"\n" + b"a" * 3_000_000, "holds more than 2 MiB"),
    ],
)
def test_what_is_no_mail_or_too_much_of_one_is_refused_soon(tmp_path, data, wrong):
    start = time.monotonic()
    with pytest.raises(InputError, match=wrong):
        list(find_mail_records(mail(tmp_path, data), ReadOptions(limits=Limits(size=2 << 20))))
    assert time.monotonic() - start < 10


def test_mails_in_mails_are_read_to_a_depth(tmp_path):
    data = HEAD + b"\nThe innermost.\n"
    for n in range(20):
        text = b"--b%d\n\nMail %d.\n--b%d\nContent-Type: message/rfc822\n\n" % (n, n, n)
        data = HEAD + b"Content-Type: multipart/mixed; boundary=b%d\n\n" % n + text + data + b"\n--b%d--\n" % n
    assert [r.data for r in records(mail(tmp_path, data))] == [b"Mail %d." % (19 - n) for n in range(DEEPEST + 1)]


pieces = st.sampled_from(
    [
        b"From: ",
        b"Date: ",
        b"Subject: ",
        b"Content-Type: ",
        b"multipart/mixed; boundary=b",
        b"text/plain",
        b"message/rfc822",
        b"Content-Transfer-Encoding: base64",
        b"Content-Disposition: attachment; filename=",
        b'"a.txt"',
        b"\n",
        b"\n\n",
        b"--b\n",
        b"=?utf-8?q?=FF?=",
        b"<",
        b"@",
        b"(",
        b",",
        b"\xff",
        b"\x00",
        b"text",
        b"charset*0*=",
        b";",
    ]
)


@settings(max_examples=300)
@given(st.lists(pieces, max_size=40).map(b"".join))
def test_any_bytes_give_records_or_an_input_error(tmp_path_factory, data):
    try:
        found = records(mail(tmp_path_factory.getbasetemp(), data))
    except InputError as error:
        assert "saved.eml: " in str(error)
    else:
        assert found
        assert all(isinstance(record, Record) for record in found)


SAME = b"\n".join(
    b'--x\nContent-Disposition: attachment; filename="%s.txt"\n\nThe truce held.\n' % name for name in (b"a", b"b")
)
TWICE = HEAD + b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" + SAME + b"--x--\n"


@pytest.mark.parametrize("data", [(MAILS / "attachments.eml").read_bytes(), (MAILS / "reply.eml").read_bytes(), TWICE])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_each_part_stands_at_its_own_lines(tmp_path, data, newline):
    lines = data.replace(b"\r\n", b"\n").split(b"\n")
    found = records(mail(tmp_path, newline.join(lines)))
    places = []
    for record in found:
        first, last = map(int, record.anchor.value.removeprefix("line=").split(","))
        part = b"\n".join(lines[first:last])
        words = record.data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").strip()
        assert lines[first - 1] == b"" and lines[last][:2] in (b"", b"--")
        decoded = (part, quopri.decodestring(part), base64.b64decode(part + b"=="))
        assert any(words.decode().encode(code) in told for told in decoded for code in ("utf-8", "latin-1"))
        places.append((first, last))
    assert places == sorted(set(places))


def test_what_is_attached_and_not_read_is_told(tmp_path):
    parts = b"\n".join(
        b'--x\nContent-Disposition: attachment; filename="%s"\n\nwhatever it is\n' % name
        for name in (b"a.zip", b"b.txt", b"news.jsonl")
    )
    text = b"--x\nContent-Type: text/plain\n\nThe report is attached.\n"
    data = HEAD + b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" + text + parts + b"--x--\n"
    attached, body = read_paths([mail(tmp_path, data)]).documents
    assert (attached.name, body.name) == ("saved.eml#b.txt", "saved.eml#body")
    assert body.warnings == ("attachment a.zip not read", "attachment news.jsonl not read")
    assert attached.warnings == ()


def alternatives(plain: bytes, page: bytes, after: bytes = b"") -> bytes:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n"
    text = b"--x\nContent-Type: text/plain\n\n" + plain + b"\n--x\nContent-Type: text/html\n\n" + page
    return HEAD + head + text + b"\n" + after + b"--x--\n"


PAGE = (
    b"<style>p { margin: 0 }</style><h1>Week</h1>" + b"<p>The River Guard left Oster on Monday, residents said.</p>" * 2
)


@pytest.mark.parametrize(
    ("plain", "media_type"),
    [
        (b"View this mail in your browser: https://post.example/1", "text/html"),
        (b"The River Guard left Oster on Monday, residents said.\n" * 2, "text/plain"),
        (b"The River Guard left Oster on Monday, residents said. Talks go on.", "text/plain"),
    ],
)
def test_a_note_in_place_of_the_text_does_not_stand_for_the_page_beside_it(tmp_path, plain, media_type):
    (record,) = records(mail(tmp_path, alternatives(plain, PAGE)))
    assert record.media_type == media_type
    assert record.warnings == ()


def test_what_is_attached_among_alternatives_is_read(tmp_path):
    attached = b'--x\nContent-Type: text/plain\nContent-Disposition: attachment; filename="a.txt"\n\nThe truce held.\n'
    found = records(mail(tmp_path, alternatives(b"The Guard left Oster.", b"<p>The Guard left Oster.</p>", attached)))
    assert [(r.member, r.media_type) for r in found] == [("body", "text/plain"), ("a.txt", "text/plain")]


def mixed(*parts: bytes) -> bytes:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    return HEAD + head + b"".join(b"--x\n" + part + b"\n" for part in parts) + b"--x--\n"


def test_the_text_before_and_after_a_picture_is_one_body_at_the_lines_from_its_first_to_its_last(tmp_path):
    picture = b"Content-Type: image/png\nContent-Disposition: inline\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo="
    before = b"Content-Type: text/plain; charset=koi8-r\n\n" + "Мост.".encode("koi8-r")
    data = mixed(before, picture, b"\n\nThe Guard left Oster.", b"Content-Type: text/html\n\n<p>The truce held.</p>")
    text, page = records(mail(tmp_path, data))
    assert text.data.decode("utf-8-sig") == "Мост.\n\nThe Guard left Oster."
    assert (text.member, page.member, page.data) == ("body", "body@part2", b"<p>The truce held.</p>")
    assert text.warnings == ("attachment of type image/png not read",)
    first, last = map(int, text.anchor.value.removeprefix("line=").split(","))
    lines = data.split(b"\n")
    assert lines[first] == "Мост.".encode("koi8-r") and lines[last - 1] == b"The Guard left Oster."


def test_what_is_attached_without_a_name_is_read_or_told(tmp_path):
    unnamed = b"Content-Disposition: attachment\n"
    parts = (
        b"\nThe Guard left Oster.",
        b"Content-Type: text/plain\n" + unnamed + b"\nThe truce held.",
        b"Content-Type: application/pdf\n\n%PDF-1.7 rest",
        b"Content-Type: application/octet-stream\n\nwhatever it is",
    )
    found = records(mail(tmp_path, mixed(*parts)))
    assert [(r.member, r.media_type) for r in found] == [
        ("body", "text/plain"),
        ("attachment", "text/plain"),
        ("attachment@part3", "application/pdf"),
    ]
    assert found[0].warnings == ("attachment of type application/octet-stream not read",)


def test_a_mail_that_is_encrypted_names_what_cannot_be_read(tmp_path):
    path = mail(tmp_path, HEAD + b"Content-Type: application/pkcs7-mime; name=smime.p7m\n\nMIIB")
    with pytest.raises(InputError, match=r"holds no text and no report attached; attachment smime\.p7m not read"):
        records(path)


@pytest.mark.parametrize(
    "charset",
    ["punycode", "idna", "rot13", "zip", "unicode_escape", "raw_unicode_escape", "utf-7", "undefined", "mbcs"],
)
def test_what_is_no_encoding_of_text_is_told_and_not_asked(tmp_path, charset):
    body = b"a-" + b"b9" * 1_200_000
    start = time.monotonic()
    (record,) = records(mail(tmp_path, HEAD + b"Content-Type: text/plain; charset=%s\n\n" % charset.encode() + body))
    assert time.monotonic() - start < 10
    assert record.data == body
    assert record.warnings == (f"encoding '{charset}' is unknown: the bytes decide",)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_heads_in_bare_bytes_are_read_as_the_text_is(tmp_path, encoding):
    head = "From: Jörg Müller <j@post.example>\nSubject: Brücke – gesperrt\n\nThe Guard left Oster."
    (record,) = records(mail(tmp_path, head.encode(encoding)))
    assert (record.said.author, record.said.title) == ("Jörg Müller", "Brücke – gesperrt")


@pytest.mark.parametrize(
    ("parameters", "text"),
    [
        ("format=flowed; delsp=yes", "The Guard left the bridge.\n> It left\n>> Oster now\n-- \n From\n\nNer"),
        ("format=flowed", "The Guard left the bri dge.\n> It  left\n>> Oster now\n-- \n From\n\nNer"),
        ("format=fixed", "The Guard left the bri \ndge.\n> It  \n> left\n>> Oster now\n-- \n  From\n\nNer"),
    ],
)
def test_lines_broken_for_sending_are_put_together_as_their_sender_says(tmp_path, parameters, text):
    sent = b"The Guard left the bri \ndge.\n> It  \n> left\n>> Oster now\n-- \n  From\n\nNer"
    (record,) = records(mail(tmp_path, HEAD + f"Content-Type: text/plain; {parameters}\n\n".encode() + sent))
    assert record.data.decode() == text
