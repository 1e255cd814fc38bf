"""One invented report in every format that is read, made in the test."""

from __future__ import annotations

import html
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

__all__ = ["CAPTION", "COMMENTS", "FORMS", "PARAGRAPHS", "TITLE", "made"]

TITLE = "Red Front captures the town of Oster"
AUTHOR = "Ada Reed"
DAY = datetime(2014, 3, 14, 9, tzinfo=UTC)
DATE = "March 14, 2014"
URL = "https://post.example/2014/oster"
# Sentences of several types, with speakers, a denial and a hedge; two of a paragraph, so that places have to be told apart.
PARAGRAPHS = (
    "The Red Front captured the town of Oster on Monday after two weeks of fighting with the River Guard, residents said.",
    "At least 12 people were killed and 40 wounded in the shelling of the market on Sunday, according to the hospital of Tarn.",
    "“We hold the bridge,” a spokesman for the River Guard said. The River Guard denied that it had shelled the market of Oster.",
    "On 10 March the army bombed the village of Ner. The strike destroyed a school and killed three children, a teacher told the radio.",
    "The Valley Council condemned the bombing of Ner and called on both sides to agree to a ceasefire.",
    "Rebels of the Red Front may have kidnapped two engineers near Tarn on Tuesday, the council said, citing their families.",
    "The Red Front and the Hill Brigade announced a merger on 8 March, and the Hill Brigade’s commander Omar Reed was named its deputy leader.",
    "Some 3,000 people have fled Oster since the beginning of March, the council said. Most of them walked to the camp at Tarn.",
    "The River Guard withdrew from the ferry on Wednesday and attacked a convoy of the army on the road to Ner.",
    "The River Guard and the army signed a truce in Tarn in February 2014, but the truce collapsed within a week.",
)
CAPTION = "A bridge in Ner that the army destroyed on Sunday."
COMMENTS = (
    ("north_bank", "The Red Front burned the mill of Tarn last year."),
    ("Lena", "The army will not leave Ner."),
)
BYLINE = f"By {AUTHOR}"


def text() -> bytes:
    said = "".join(f"\n\n  • {name}\n\n    {comment}" for name, comment in COMMENTS)
    return ("\n\n".join([TITLE, BYLINE, DATE, *PARAGRAPHS]) + "\n\n2 comments" + said + "\n").encode()


def article() -> str:
    picture = f'<figure><img src="market.jpg" alt=""><figcaption>{CAPTION}</figcaption></figure>'
    head = f'<h1>{TITLE}</h1><p class="byline">{BYLINE}</p><p><time datetime="2014-03-14">{DATE}</time></p>'
    body = "\n".join(f"<p>{html.escape(text)}</p>" for text in PARAGRAPHS)
    return f"<article>{head}{picture}\n{body}\n</article>"


def comments() -> str:
    items = "".join(
        f'<li class="comment"><cite class="fn">{name}</cite><div class="comment-content"><p>{said}</p></div></li>'
        for name, said in COMMENTS
    )
    return f'<section id="comments"><h2>2 comments</h2><ol class="comment-list">{items}</ol></section>'


def page() -> bytes:
    menu = '<nav><ul><li><a href="/">Home</a></li><li><a href="/war">The war</a></li><li><a href="/us">About us</a></li></ul></nav>'
    meta = (
        f'<meta charset="utf-8"><title>{TITLE} | The Valley Post</title><meta name="author" content="{AUTHOR}">'
        '<meta property="article:published_time" content="2014-03-14T09:00:00Z">'
        f'<meta property="og:url" content="{URL}">'
    )
    footer = (
        '<footer><p>© 2014 The Valley Post. All rights reserved.</p><p><a href="/terms">Terms of use</a></p></footer>'
    )
    body = f"<header>{menu}</header><main>{article()}{comments()}</main>{footer}"
    return f'<!DOCTYPE html>\n<html lang="en"><head>{meta}</head><body>{body}</body></html>\n'.encode()


def markdown() -> bytes:
    return "\n\n".join([f"# {TITLE}", BYLINE, DATE, *PARAGRAPHS, ""]).encode()


def word() -> bytes:
    import docx

    document, data = docx.Document(), io.BytesIO()
    document.core_properties.author, document.core_properties.created = AUTHOR, DAY.replace(tzinfo=None)
    document.add_heading(TITLE, 0)
    for text in (BYLINE, DATE, *PARAGRAPHS):
        document.add_paragraph(text)
    document.add_paragraph(CAPTION, style="Caption")
    document.save(data)
    return data.getvalue()


def pdf() -> bytes:
    """Two pages, the second from the middle of a paragraph on."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=17, leading=23, spaceAfter=12, alignment=4)
    large = ParagraphStyle("title", parent=body, fontSize=26, leading=32, alignment=0)
    data = io.BytesIO()
    story = [Paragraph(TITLE, large), *(Paragraph(text, body) for text in (BYLINE, DATE, *PARAGRAPHS))]
    SimpleDocTemplate(data, pagesize=A4, title=TITLE, author=AUTHOR).build(story)
    return data.getvalue()


def epub(make_epub: Callable[..., bytes]) -> bytes:
    about = f"<dc:title>{TITLE}</dc:title><dc:creator>{AUTHOR}</dc:creator><dc:date>2014-03-14</dc:date>"
    first = f"<h1>{TITLE}</h1><p>{BYLINE}</p><p>{DATE}</p>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:5])
    second = '<div class="page"><p>{}</p></div>'.format("</p>\n<p>".join(PARAGRAPHS[5:]))
    return make_epub([first, second], about)


RECORD = {"id": "oster", "title": TITLE, "author": AUTHOR, "published": "2014-03-14", "url": URL}


def json_lines(field: str) -> bytes:
    other = {"id": "tarn", "text": "Traders of Tarn opened the market again after the flood of last spring."}
    said = "\n\n".join([TITLE, BYLINE, DATE, *PARAGRAPHS]) if field == "text" else article()
    return "".join(f"{json.dumps(row)}\n" for row in (other, {**RECORD, field: said})).encode()


def warc() -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    data = io.BytesIO()
    writer = WARCWriter(data, gzip=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    dated = {"WARC-Date": "2014-03-15T10:00:00Z"}
    record = writer.create_warc_record(
        URL, "response", io.BytesIO(page()), http_headers=headers, warc_headers_dict=dated
    )
    writer.write_record(record)
    record.raw_stream.close()
    return data.getvalue()


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = f"{AUTHOR} <ada@post.example>", "desk@post.example"
    message["Subject"], message["Date"] = TITLE, format_datetime(DAY)
    message["Message-ID"] = "<oster@post.example>"
    message.set_content("\n\n".join(PARAGRAPHS) + "\n", cte="quoted-printable")
    return message.as_bytes()


FORMS = ("oster.txt", "oster.html", "oster.md", "oster.docx", "oster.epub", "oster.pdf", "text.jsonl", "html.jsonl",
         "oster.warc.gz", "oster.eml")  # fmt: skip


def made(make_epub: Callable[..., bytes]) -> dict[str, bytes]:
    """Return the bytes of each of FORMS."""
    makers = (text, page, markdown, word, lambda: epub(make_epub), pdf, lambda: json_lines("text"),
              lambda: json_lines("html"), warc, mail)  # fmt: skip
    return {name: make() for name, make in zip(FORMS, makers, strict=True)}
