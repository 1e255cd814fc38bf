"""Web archives: which records are pages, how they are unpacked, and files that break off."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.read import Limits, ReadOptions, read_paths
from kg.read.draft import Record
from kg.read.warc import find_warc_records

pytest.importorskip("warcio")

PAGE = b"<!doctype html><html><body><p>The River Guard left Oster on Monday.</p></body></html>"
TEXT = b"The Red Front entered Ner.\n"
OSTER = "https://post.example/oster"


class Archive:
    """A WARC file in the making, record by record as ISO 28500 lays them out."""

    def __init__(self, gzipped: bool = False, version: str = "1.0") -> None:
        self.data, self.gzipped, self.version = b"", gzipped, version

    def add(self, uri: str, body: bytes, kind: str = "response", status: str = "200 OK", **headers: str) -> Archive:
        own_type = headers.get("Content_Type", "")
        if kind in ("response", "request"):
            lines = [f"HTTP/1.1 {status}" if kind == "response" else "GET / HTTP/1.1"]
            lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
            body = "\r\n".join([*lines, "\r\n"]).encode() + body
            own_type = f"application/http; msgtype={kind}"
        lines = [
            f"WARC/{self.version}",
            f"WARC-Type: {kind}",
            f"WARC-Target-URI: {uri}",
            "WARC-Date: 2014-03-03T10:00:00Z",
        ]
        lines += [f"Content-Type: {own_type}", f"Content-Length: {len(body)}"]
        record = "\r\n".join([*lines, "\r\n"]).encode() + body + b"\r\n\r\n"
        self.data += gzip.compress(record) if self.gzipped else record
        return self

    def written(self, folder: Path, name: str = "crawl.warc") -> Path:
        path = folder / name
        path.write_bytes(self.data)
        return path


def pages(path: Path, size: int = 1 << 20) -> list[Record | InputError]:
    return list(find_warc_records(path, ReadOptions(limits=Limits(size=size))))


@pytest.mark.parametrize("gzipped", [False, True])
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_pages_are_read_and_what_else_a_crawl_holds_is_passed_over(tmp_path, gzipped, version):
    archive = Archive(gzipped, version)
    archive.add("urn:info", b"software: x", kind="warcinfo", Content_Type="application/warc-fields")
    archive.add(OSTER, b"", kind="request")
    archive.add(OSTER, PAGE, Content_Type="text/html; charset=utf-8")
    archive.add("https://post.example/a.png", b"\x89PNG" * 9, Content_Type="image/png")
    archive.add("https://post.example/a.js", b"<html>", Content_Type="text/javascript")
    archive.add("https://post.example/gone", PAGE, status="404 Not Found", Content_Type="text/html")
    archive.add("https://post.example/moved", PAGE, status="301 Moved", Content_Type="text/html")
    archive.add("https://post.example/empty", b" \n", Content_Type="text/html")
    archive.add("https://post.example/r.pdf", b"%PDF-1.7 rest", Content_Type="application/octet-stream")
    archive.add("https://ner.example/", TEXT, kind="resource", Content_Type="text/plain")
    archive.add("https://ner.example/wet", TEXT, kind="conversion", Content_Type="text/plain")
    found = pages(archive.written(tmp_path, "crawl.warc.gz" if gzipped else "crawl.warc"))
    assert [(r.member, r.media_type, r.data) for r in found] == [
        ("post.example-oster", "text/html", PAGE),
        ("post.example-r.pdf", "application/pdf", b"%PDF-1.7 rest"),
        ("ner.example", "text/plain", TEXT),
        ("ner.example-wet", "text/x-lines", TEXT),
    ]
    assert (found[0].said.url, found[0].said.issued) == (OSTER, None)


def test_pages_become_documents(tmp_path):
    path = Archive().add(OSTER, TEXT, kind="resource", Content_Type="text/plain").written(tmp_path)
    (document,) = read_paths([path]).documents
    assert (document.name, document.url) == ("crawl.warc#post.example-oster", OSTER)
    assert document.text == TEXT.decode()


def test_each_line_of_a_conversion_is_a_paragraph_with_its_line(tmp_path):
    text = "Home\n\nGuard leaves Oster\r\nThe River Guard left Oster on Monday.\nThe Red Front entered Ner. \n"
    archive = Archive(gzipped=True).add(OSTER, text.encode(), kind="conversion", Content_Type="text/plain")
    (document,) = read_paths([archive.written(tmp_path, "crawl.warc.wet.gz")]).documents
    assert [(p.text, p.anchors[0].value) for p in document.paragraphs] == [
        ("Home", "line=0,1"),
        ("Guard leaves Oster", "line=2,3"),
        ("The River Guard left Oster on Monday.", "line=3,4"),
        ("The Red Front entered Ner.", "line=4,5"),
    ]
    assert (document.media_type, document.url, document.warnings) == ("text/plain", OSTER, ())


@pytest.mark.parametrize("uri", ["urn:text:" + OSTER, "urn:pageinfo:" + OSTER, "metadata://wget.example/wget.log"])
def test_what_a_crawler_writes_beside_the_pages_is_passed_over(tmp_path, uri):
    archive = Archive().add(OSTER, PAGE, Content_Type="text/html")
    path = archive.add(uri, TEXT, kind="resource", Content_Type="text/plain").written(tmp_path)
    assert [record.said.url for record in pages(path)] == [OSTER]


def test_a_document_under_a_name_of_its_own_is_read(tmp_path):
    path = Archive().add("urn:isbn:0000000000", TEXT, kind="resource", Content_Type="text/plain").written(tmp_path)
    assert [record.data for record in pages(path)] == [TEXT]


@pytest.mark.parametrize(
    ("content_type", "read"),
    [
        ("text/html, text/html; charset=utf-8", True),
        ("*/*, text/html", True),
        ("text/html; charset=utf-8, ", True),
        ("text/html, image/png", False),
    ],
)
def test_of_several_content_types_the_last_counts(tmp_path, content_type, read):
    archive = Archive().add(OSTER, PAGE, Content_Type=content_type)
    path = archive.add("https://ner.example/", PAGE, Content_Type="text/html").written(tmp_path)
    assert [record.said.url for record in pages(path)] == [OSTER, "https://ner.example/"][not read :]


@pytest.mark.parametrize("name", ["crawl.warc.wat", "crawl.warc.wat.gz"])
def test_metadata_of_a_crawl_are_told_to_hold_no_text(tmp_path, name):
    archive = Archive(name.endswith(".gz")).add(OSTER, b"{}", kind="metadata", Content_Type="application/json")
    with pytest.raises(InputError, match="holds metadata of pages \\(WAT\\), and no text; the WARC or WET file"):
        pages(archive.written(tmp_path, name))


def chunked(data: bytes) -> bytes:
    return (
        b"".join(b"%x\r\n%s\r\n" % (len(data[i : i + 30]), data[i : i + 30]) for i in range(0, len(data), 30))
        + b"0\r\n\r\n"
    )


def raw_deflate(data: bytes) -> bytes:
    packing = zlib.compressobj(wbits=-15)
    return packing.compress(data) + packing.flush()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(PAGE), {"Transfer_Encoding": "chunked"}),
        (gzip.compress(PAGE), {"Content_Encoding": "gzip"}),
        (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
        (raw_deflate(PAGE), {"Content_Encoding": "deflate"}),
        (gzip.compress(zlib.compress(PAGE)), {"Content_Encoding": "deflate, gzip"}),
        (chunked(gzip.compress(PAGE)), {"Content_Encoding": "gzip", "Transfer_Encoding": "chunked"}),
        (gzip.compress(PAGE[:30]) + gzip.compress(PAGE[30:]), {"Content_Encoding": "gzip"}),
        (b"".join(gzip.compress(PAGE[n : n + 1]) for n in range(len(PAGE))), {"Content_Encoding": "gzip"}),
        (gzip.compress(PAGE) + b"\0\0rest", {"Content_Encoding": "gzip"}),
        (PAGE, {"Content_Encoding": "gzip"}),
        (PAGE, {"Transfer_Encoding": "chunked"}),
        (PAGE, {"Content_Encoding": "identity"}),
    ],
    ids=[
        "chunked",
        "gzip",
        "zlib",
        "deflate",
        "zlib in gzip",
        "gzip in chunks",
        "two members",
        "a member a byte",
        "rest after gzip",
        "not gzip",
        "not chunked",
        "identity",
    ],
)
def test_payloads_are_unpacked(tmp_path, body, headers):
    path = Archive().add(OSTER, body, Content_Type="text/html", **headers).written(tmp_path)
    assert [r.data for r in pages(path)] == [PAGE]


def test_brotli_is_unpacked_where_its_library_is(tmp_path):
    brotli = pytest.importorskip("brotli")
    archive = Archive().add(OSTER, brotli.compress(PAGE), Content_Type="text/html", Content_Encoding="br")
    archive.add(
        "https://post.example/bomb", brotli.compress(b"a" * 9_000_000), Content_Type="text/html", Content_Encoding="br"
    )
    page, bomb = pages(archive.written(tmp_path))
    assert page.data == PAGE
    assert "more than 1 MiB" in str(bomb)


@pytest.mark.parametrize(
    ("body", "headers", "wrong"),
    [
        (gzip.compress(b"a" * 9_000_000), {"Content_Encoding": "gzip"}, "it holds more than 1 MiB"),
        (
            gzip.compress(gzip.compress(b"a" * 99_000_000)),
            {"Content_Encoding": "gzip,gzip"},
            "it holds more than 1 MiB",
        ),
        (b"a" * 2_000_000, {}, "it holds more than 1 MiB"),
        (gzip.compress(PAGE)[:-20], {"Content_Encoding": "gzip"}, "it breaks off"),
        (gzip.compress(PAGE) + gzip.compress(PAGE)[:-20], {"Content_Encoding": "gzip"}, "it breaks off"),
        (gzip.compress(b"a" * 600_000) * 2, {"Content_Encoding": "gzip"}, "it holds more than 1 MiB"),
        (gzip.compress(b"") * 12_000, {"Content_Encoding": "gzip"}, "it has more than 10000 parts"),
        (b"\x1f\x8b no gzip", {"Content_Encoding": "gzip"}, "cannot be unpacked"),
        (b"\x28\xb5\x2f\xfd", {"Content_Encoding": "zstd"}, "content encoding 'zstd' is not read"),
    ],
    ids=[
        "packed large",
        "packed twice",
        "large",
        "broken off",
        "second broken off",
        "large together",
        "many",
        "not gzip",
        "not read",
    ],
)
def test_a_page_that_cannot_be_unpacked_is_an_error_and_the_next_is_read(tmp_path, body, headers, wrong):
    archive = Archive().add(OSTER, body, Content_Type="text/html", **headers)
    path = archive.add("https://ner.example/", PAGE, Content_Type="text/html").written(tmp_path)
    error, page = pages(path)
    assert str(error).startswith(f"{path}: {OSTER}: cannot be unpacked (")
    assert wrong in str(error)
    assert page.data == PAGE


@pytest.mark.parametrize("gzipped", [False, True])
def test_a_file_that_breaks_off_gives_what_stands_before_and_one_error(tmp_path, gzipped):
    archive = Archive(gzipped).add(OSTER, PAGE, Content_Type="text/html")
    whole = len(archive.data)
    data = archive.add("https://ner.example/", PAGE * 9, Content_Type="text/html").data
    path = tmp_path / "crawl.warc"
    seen = set()
    for end in range(whole + 1, len(data) - 5, 7):
        path.write_bytes(data[:end])
        page, *rest = pages(path)
        assert page.data == PAGE
        assert all(record.data == PAGE * 9 for record in rest[:-1])
        assert all(str(error).startswith(f"{path}: ") for error in rest if isinstance(error, InputError))
        seen.add((len(rest), rest != [] and isinstance(rest[-1], InputError)))
    assert (1, True) in seen
    assert seen <= {(0, False), (1, True), (2, True)}


def test_a_damaged_file_gives_what_stands_before_and_one_error(tmp_path, capfd):
    archive = Archive().add(OSTER, PAGE, Content_Type="text/html")
    head = archive.data
    path = tmp_path / "crawl.warc"
    for rest in (
        b"no record\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: x\r\n\r\nbody",
        b"\x00" * 9_000_000,
        b"a" * 9_000_000,
    ):
        path.write_bytes(head + rest)
        page, error = pages(path)
        assert page.data == PAGE
        assert "is damaged" in str(error)
    path.write_bytes(head.replace(b"Content-Length: ", b"Content-Length: 1", 1))
    assert [type(found) for found in pages(path)] == [InputError]
    assert capfd.readouterr() == ("", "")


def test_addresses_give_short_names_that_stay_apart(tmp_path):
    archive = Archive()
    uris = [OSTER + "?id=" + "7" * 100, OSTER + "?id=" + "7" * 101, OSTER, OSTER]
    for uri in uris:
        archive.add(uri, PAGE, Content_Type="text/html")
    found = pages(archive.written(tmp_path))
    assert [r.said.url for r in found] == uris
    assert len({r.member for r in found}) == 4
    assert max(len(r.member) for r in found) == 80
    assert found[3].member == "post.example-oster@page4"


def test_the_encoding_that_only_the_header_names_travels_with_the_page(tmp_path):
    archive = Archive().add(OSTER, "Die Straße".encode("cp1250"), Content_Type='text/plain; charset="windows-1250"')
    archive.add(OSTER, "Die Straße".encode("cp1250"), Content_Type="text/plain; charset=nonesuch")
    known, unknown = pages(archive.written(tmp_path))
    assert known.data == b"\xef\xbb\xbf" + "Die Straße".encode()
    assert unknown.data == "Die Straße".encode("cp1250")


def test_a_file_without_a_page_is_refused(tmp_path):
    path = Archive().add(OSTER, b"x", Content_Type="image/png").written(tmp_path)
    for data in (path.read_bytes(), b""):
        path.write_bytes(data)
        with pytest.raises(InputError, match="holds no page"):
            pages(path)
