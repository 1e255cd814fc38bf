"""A report → the bytes of a file of it, in each format: text, HTML, Markdown, JSON Lines, e-mail, PDF, DOCX, EPUB, WARC.

Nothing is taken from the clock, and the dates inside of packed files are fixed. `FORMS` tells who makes a file of which suffix,
of one report or, where the format holds several, of some.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from benchmarks.corpus.packed import docx, epub, pdf, warc
from benchmarks.corpus.reports import Report

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["FORMS", "sidecar"]

LAYOUTS: Final = ("article.html", "json_ld.html", "table.html")
MENU: Final = ("Home", "World", "Culture", "Weather", "About us")


def _heads(report: Report) -> list[str]:
    return [report.byline, report.dated]


def _feet(report: Report) -> list[str]:
    return [*([report.credit] if report.credit else []), report.notice]


def _text(report: Report, *, stated: bool) -> bytes:
    """Make plain text; where it is not *stated* in it, who wrote it and when stands in a sidecar."""
    runs = [report.title, *(_heads(report) if stated else []), *report.paragraphs, *_feet(report)]
    if report.comments:
        runs.append(f"{len(report.comments)} comments")
        runs += (part for handle, said in report.comments for part in (f"  • {handle}", f"    {said}"))
    return ("\n\n".join(runs) + "\n").encode()


def _markdown(report: Report) -> bytes:
    return ("\n\n".join([f"# {report.title}", *_heads(report), *report.paragraphs, *_feet(report)]) + "\n").encode()


def _page(report: Report) -> bytes:
    template = _pages().get_template(LAYOUTS[report.number % len(LAYOUTS)])
    return template.render(report=report, menu=MENU, linked=_linked(report)).encode()


@cache
def _pages() -> Environment:
    from jinja2 import Environment, PackageLoader

    return Environment(loader=PackageLoader("benchmarks.corpus", "pages"), autoescape=True)


def _linked(report: Report) -> dict[str, Any]:
    """Return what a page states of itself as JSON-LD (schema.org)."""
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": report.title,
        "datePublished": report.day.isoformat(),
        "author": {"@type": "Person", "name": report.author},
        "publisher": {"@type": "Organization", "name": report.publisher},
        "inLanguage": report.language,
        "url": report.url,
    }


def _records(reports: Sequence[Report]) -> bytes:
    return b"".join(f"{json.dumps(row, ensure_ascii=False)}\n".encode() for row in map(_record, reports))


def _record(report: Report) -> dict[str, str]:
    return {"id": report.stem, **_said(report), "text": "\n\n".join([*report.paragraphs, *_feet(report)])}


def _said(report: Report) -> dict[str, str]:
    stated = {"title": report.title, "author": report.author, "publisher": report.publisher}
    return {**stated, "issued": report.day.isoformat(), "url": report.url}


def sidecar(report: Report) -> bytes:
    """Make what stands beside the file of *report*, as `NAME.meta.json`."""
    return (json.dumps(_said(report), ensure_ascii=False, indent=1) + "\n").encode()


def _mail(report: Report) -> bytes:
    message = EmailMessage()
    host = f"{report.publisher.lower().replace(' ', '-')}.example"
    message["From"], message["To"] = f"{report.author} <desk@{host}>", f"readers@{host}"
    message["Subject"] = report.title
    message["Date"] = format_datetime(datetime.combine(report.day, time(9), UTC))
    message["Message-ID"] = f"<{report.stem}@{host}>"
    message.set_content("\n\n".join([*report.paragraphs, *_feet(report)]) + "\n", cte="quoted-printable")
    return message.as_bytes()


def _archive(reports: Sequence[Report]) -> bytes:
    return warc([(report, _page(report)) for report in reports])


def _one(make: Callable[[Report], bytes]) -> Callable[[Sequence[Report]], bytes]:
    return lambda reports: make(reports[0])


def _makers() -> Iterator[tuple[str, Callable[[Sequence[Report]], bytes]]]:
    yield ".txt", _one(lambda report: _text(report, stated=True))
    yield ".bare.txt", _one(lambda report: _text(report, stated=False))
    yield ".html", _one(_page)
    yield ".md", _one(_markdown)
    yield ".eml", _one(_mail)
    yield ".pdf", _one(pdf)
    yield ".docx", _one(docx)
    yield ".epub", _one(epub)
    yield ".jsonl", _records
    yield ".warc.gz", _archive


FORMS: Final[Mapping[str, Callable[[Sequence[Report]], bytes]]] = dict(_makers())
