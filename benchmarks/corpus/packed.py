"""Reports as PDF, DOCX, EPUB and WARC: what needs a library, or a packing whose dates have to be fixed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime, time
from html import escape
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from benchmarks.corpus.reports import Report

__all__ = ["docx", "epub", "packed", "pdf", "warc"]

PACKED: Final = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can tell
CONTAINER: Final = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE: Final = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">{url}</dc:identifier>'
    "<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:publisher>{publisher}</dc:publisher>"
    "<dc:date>{day}</dc:date><dc:language>{language}</dc:language></metadata><manifest>"
    '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
)
CHAPTER: Final = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>'


def packed(members: Mapping[str, bytes]) -> bytes:
    """Make a ZIP of *members*, in their order; the first is not compressed if it tells the media type, as EPUB wants it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in members.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, PACKED), data, how)
    return made.getvalue()


def _lines(report: Report) -> list[str]:
    """Return the paragraphs below the title."""
    feet = [*([report.credit] if report.credit else []), report.notice]
    return [report.byline, report.dated, *report.paragraphs, *feet]


def docx(report: Report) -> bytes:
    """Make a DOCX with a title, paragraphs and, where there is one, a caption."""
    from docx import Document

    document, made = Document(), io.BytesIO()
    about = document.core_properties
    about.title, about.author = report.title, report.author
    about.created = about.modified = datetime.combine(report.day, time(9))
    document.add_heading(report.title, 0)
    for text in _lines(report):
        document.add_paragraph(text)
    if report.caption:
        document.add_paragraph(report.caption, style="Caption")
    document.save(made)
    with zipfile.ZipFile(made) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})


def epub(report: Report) -> bytes:
    """Make an EPUB of one chapter."""
    said = {
        key: escape(str(getattr(report, key))) for key in ("url", "title", "author", "publisher", "day", "language")
    }
    body = "".join(f"<p>{escape(text)}</p>" for text in _lines(report))
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": PACKAGE.format(**said),
        "OEBPS/a.xhtml": CHAPTER.format(title=said["title"], body=body),
    }
    return packed({name: text.encode() for name, text in members.items()})


def pdf(report: Report, password: str | None = None) -> bytes:
    """Make a PDF of one column or, of each second report, of two; with *password* nobody opens it without."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    columns = 1 + report.number % 2
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=9, alignment=4)
    title = ParagraphStyle("title", parent=body, fontName="Times-Bold", fontSize=18, leading=22, alignment=0)
    story = [Paragraph(escape(report.title), title), *(Paragraph(escape(text), body) for text in _lines(report))]
    made = io.BytesIO()
    _template(made, report, columns, password).build(story)
    return made.getvalue()


def _template(made: io.BytesIO, report: Report, columns: int, password: str | None) -> Any:
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    width, height = A4
    margin, gap = (130, 0) if columns == 1 else (60, 24)
    each = (width - 2 * margin - gap * (columns - 1)) / columns
    frames = [Frame(margin + n * (each + gap), margin, each, height - 2 * margin) for n in range(columns)]
    template = BaseDocTemplate(
        made, pagesize=A4, title=report.title, author=report.author, encrypt=password, invariant=1
    )
    template.addPageTemplates(PageTemplate(frames=frames))
    return template


def warc(pages: Iterable[tuple[Report, bytes]]) -> bytes:
    """Make a web archive of *pages*, HTML each, as crawled a day after they were published."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    made = io.BytesIO()
    writer = WARCWriter(made, gzip=True)
    for report, page in pages:
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        about = {
            "WARC-Date": f"{report.day}T21:00:00Z",
            "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, report.url)}>",
        }
        record = writer.create_warc_record(
            report.url, "response", io.BytesIO(page), http_headers=http, warc_headers_dict=about
        )
        writer.write_record(record)
        record.raw_stream.close()
    return made.getvalue()
