"""Web archives (WARC 1.0 and 1.1, ISO 28500) → the pages in them.

1. Read are responses with status 200, resources and conversions whose payload is HTML, plain text or PDF, by the content type
   and the first bytes. Pictures, scripts, requests, redirections and what else a crawl holds are passed over, and so is what
   a crawler made of a page that it keeps (`urn:text:https://...`) or says of itself (`metadata://...`).
2. Chunks are put together and gzip, deflate and (where the library is there) Brotli unpacked, within the bounds of a report.
3. The text of a conversion, as in the WET files of Common Crawl, has a block of the page in each line: each is a paragraph.
4. A page is named by its address, which it is said to be published at. The day of the crawl is no day of issue.
A page that cannot be unpacked is an error of its own; where the file breaks off or is damaged, so is that.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from pathlib import Path
from typing import Any, Final

from kg.errors import InputError
from kg.read.charsets import said_in_utf_8
from kg.read.draft import Record
from kg.read.media_types import HTML, LINES, PDF, TEXT, media_type_of, suffix_of
from kg.read.members import Members
from kg.read.metadata import Metadata
from kg.read.options import MIB, ReadOptions
from kg.read.stated import stated_url
from kg.read.streams import Stream, open_stream, unpacked

__all__ = ["find_warc_records"]

PAYLOADS: Final = {"text/html": HTML, "application/xhtml+xml": HTML, "text/plain": TEXT, "application/pdf": PDF}
UNSAID: Final = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/unknown"})
PAGES: Final = frozenset({"response", "resource", "conversion"})
# What crawlers write beside the pages: Browsertrix its text and info of each, wget its command and its log.
OF_CRAWLER: Final = re.compile(r"urn:[\w-]{1,40}:https?://|metadata://", re.IGNORECASE)
CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
LONGEST_HEAD: Final = 4 * MIB
WAT: Final = ".wat"
MOST_CODINGS: Final = 3
RIGHT_FILE: Final = "a whole WARC file; what stands before is read"


def find_warc_records(path: Path, options: ReadOptions) -> Iterator[Record | InputError]:
    """Yield the pages of the web archive at *path*, and an error for each that cannot be unpacked, and where it breaks off.

    Raises InputError where the file cannot be opened, or holds no such page.
    """
    members, number = Members(), 0
    with open_stream(path) as stream:
        for number, page in enumerate(_pages(stream, options.limits.size), 1):
            yield page if isinstance(page, InputError) else members.named(_record(*page), f"page{number}")
    if not number and suffix_of(path.name).startswith(WAT):
        raise InputError(path, "holds metadata of pages (WAT), and no text", "the WARC or WET file of the same crawl")
    if not number:
        raise InputError(path, "holds no page of status 200 in HTML, text or PDF", "a web archive with reports in it")


def _record(uri: str, data: bytes, media_type: str) -> Record:
    return Record(uri, data, media_type, Metadata(url=stated_url(uri)))


def _pages(stream: Stream, most: int) -> Iterator[tuple[str, bytes, str] | InputError]:
    """Yield address, payload and media type of each page."""
    from warcio.archiveiterator import WARCIterator

    records = WARCIterator(stream)
    try:
        while (record := _next(records, stream)) is not None:
            page = _page(record, stream.path, most)
            _pass_over(record, stream.path)
            if page is not None:
                yield page
    except InputError as error:
        yield error


def _next(records: Any, stream: Stream) -> Any:
    """Return the next record, None after the last; what the library tells the screen is an error."""
    stream.allow(LONGEST_HEAD)
    try:
        with redirect_stderr(io.StringIO()):
            record = next(records, None)
    except InputError:
        raise
    except Exception as error:  # the library lets what it stumbles over pass as it is
        said = " ".join(str(error).split())[:120]
        raise InputError(stream.path, f"is damaged ({said or type(error).__name__})", RIGHT_FILE) from error
    if records.err_count or (record is not None and record.length is None):
        raise InputError(stream.path, "is damaged (a record is not as long as it says)", RIGHT_FILE)
    stream.allow(None)
    return record


def _pass_over(record: Any, path: Path) -> None:
    """Read the rest of a record."""
    while record.raw_stream.limit:
        if not record.raw_stream.read(min(MIB, record.raw_stream.limit)):
            raise InputError(path, "breaks off within a record", RIGHT_FILE)


def _page(record: Any, path: Path, most: int) -> tuple[str, bytes, str] | InputError | None:
    """Return address, payload and media type of a page, an error where it cannot be unpacked, None of what is no page."""
    uri, http = record.rec_headers.get_header("WARC-Target-URI"), record.http_headers
    if record.rec_type not in PAGES or not uri or (http is not None and http.get_statuscode() != "200"):
        return None
    content_type = (http.get_header("Content-Type") if http is not None else record.content_type) or ""
    mime = _mime(content_type)
    if OF_CRAWLER.match(uri) or (mime not in PAYLOADS and mime not in UNSAID):
        return None
    where = f"{path}: {uri[:200]}"
    try:
        data = _payload(record, path, most)
    except (zlib.error, ValueError) as error:
        return InputError(
            where, f"cannot be unpacked ({error})", "a payload as its headers say, and no larger than a report"
        )
    media_type = media_type_of("", data[:4096]) or PAYLOADS.get(mime)
    if media_type is None or media_type not in PAYLOADS.values() or not data.strip():
        return None
    charset = CHARSET.search(content_type)
    data = data if media_type == PDF else said_in_utf_8(data, charset and charset[1])
    return uri, data, LINES if (record.rec_type, media_type) == ("conversion", TEXT) else media_type


def _mime(content_type: str) -> str:
    """Return the media type of a header; the last of several joined by commas (Fetch Standard, 2.2.2)."""
    types = [each.partition(";")[0].strip().lower() for each in content_type.split(",")]
    return next((each for each in reversed(types) if "/" in each), "")


def _payload(record: Any, path: Path, most: int) -> bytes:
    """Return the payload of a record; raises ValueError or zlib.error where it cannot be unpacked within *most* bytes."""
    data = bytes(record.raw_stream.read(most + 1))
    _refuse_large(data, most)
    if record.raw_stream.limit:
        raise InputError(path, "breaks off within a record", RIGHT_FILE)
    http = record.http_headers
    if http is None:
        return data
    if (http.get_header("Transfer-Encoding") or "").lower().strip() == "chunked":
        data = _joined(data)
    codings = (http.get_header("Content-Encoding") or "").lower().replace(" ", "").split(",")
    for coding in reversed(codings[:MOST_CODINGS]):
        data = _decoded(data, coding, most)
        _refuse_large(data, most)
    return data


def _refuse_large(data: bytes, most: int) -> None:
    if len(data) > most:
        raise ValueError(f"it holds more than {most // MIB} MiB")


def _joined(data: bytes) -> bytes:
    """Return the chunks of *data* (RFC 9112, section 7.1) as one; crawlers may have joined them already."""
    from warcio.bufferedreaders import ChunkedDataReader

    return bytes(ChunkedDataReader(io.BytesIO(data)).read())


def _decoded(data: bytes, coding: str, most: int) -> bytes:
    if coding in ("", "identity") or not data:
        return data
    if media_type_of("", data[:4096]) is not None:
        return data  # a crawler has unpacked it and kept the header
    if coding in ("gzip", "x-gzip", "deflate"):
        return unpacked(data, most)
    if coding == "br":
        return _from_brotli(data, most)
    raise ValueError(f"content encoding {coding[:40]!r} is not read")


def _from_brotli(data: bytes, most: int) -> bytes:
    try:
        import brotli
    except ModuleNotFoundError as error:
        raise ValueError("Brotli needs the package 'brotli'") from error
    unpacking = brotli.Decompressor()
    try:
        text = unpacking.process(data, output_buffer_limit=most + 1)
    except brotli.error as error:
        raise ValueError(str(error)) from error
    return bytes(text)
