"""What stands at a place of a file, found as other programs find it: by the place's standard, with no code of the reader."""

from __future__ import annotations

import io
import json
import quopri
import re
import zipfile
from email import message_from_bytes
from pathlib import PurePosixPath

__all__ = ["opened", "page_of"]

WORD = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


def opened(name: str, data: bytes, place: str) -> str:
    """Return the text at *place* of the file *data* called *name*, white space collapsed."""
    if name.endswith((".html", ".warc.gz")) or name == "html.jsonl":
        found = _xpath_of_page(page_of(name, data), place)
    elif name.endswith(".docx"):
        found = _xpath_of_word(data, place)
    elif name.endswith(".epub"):
        found = _cfi(data, place)
    elif name.endswith(".pdf"):
        found = _page(data, place)
    else:
        found = _decoded(name, data, _lines(data, place))
    return " ".join(found.split())


def page_of(name: str, data: bytes) -> bytes:
    """Return the page itself out of a file that holds it; what a record holds is text, as the mark at its beginning says."""
    if name.endswith(".jsonl"):
        return next(row["html"] for row in map(json.loads, data.splitlines()) if "html" in row).encode("utf-8-sig")
    if name.endswith(".warc.gz"):
        from warcio.archiveiterator import ArchiveIterator

        return next(bytes(record.content_stream().read()) for record in ArchiveIterator(io.BytesIO(data)))
    return data


def _xpath_of_page(page: bytes, place: str) -> str:
    """As browsers parse it; selenium asks a browser itself."""
    import html5rdf

    tree = html5rdf.parse(page, treebuilder="lxml", namespaceHTMLElements=False)
    (element,) = tree.xpath(place)
    return "".join(element.itertext())


def _xpath_of_word(data: bytes, place: str) -> str:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    (element,) = document.xpath(place, namespaces=WORD)
    return "".join(element.xpath(".//w:t/text()", namespaces=WORD))


def _cfi(data: bytes, place: str) -> str:
    """EPUB CFI 1.1: an even step n is the n/2-th child element; "!" goes on in what the reference of the spine leads to."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as book:
        container = etree.fromstring(book.read("META-INF/container.xml"))
        package_name = container.xpath("string(//@full-path)")
        package = here = etree.fromstring(book.read(package_name))
        for step in re.findall(r"/\d+|!", place.removeprefix("epubcfi(").removesuffix(")")):
            if step == "!":
                (href,) = package.xpath("//*[@id = $id]/@href", id=here.get("idref"))
                here = etree.fromstring(book.read(str(PurePosixPath(package_name).parent / href)))
            else:
                number = int(step[1:])
                assert number % 2 == 0, "a place of an element"
                here = here.xpath("*")[number // 2 - 1]
    return "".join(here.itertext())


def _page(data: bytes, place: str) -> str:
    from pypdf import PdfReader

    assert re.fullmatch(r"page=\d+", place)
    return PdfReader(io.BytesIO(data)).pages[int(place.removeprefix("page=")) - 1].extract_text()


def _lines(data: bytes, place: str) -> bytes:
    """RFC 5147: positions lie between lines, the first before the first line."""
    match = re.fullmatch(r"line=(\d+),(\d+)", place)
    assert match is not None and int(match[1]) < int(match[2]) <= len(data.splitlines())
    return b"\n".join(data.splitlines()[int(match[1]) : int(match[2])])


def _decoded(name: str, data: bytes, lines: bytes) -> str:
    if name.endswith(".jsonl"):
        return str(json.loads(lines)["text"])
    if name.endswith(".eml"):
        assert message_from_bytes(data)["Content-Transfer-Encoding"] == "quoted-printable"
        return quopri.decodestring(lines).decode()
    return lines.decode()
