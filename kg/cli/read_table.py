"""A document as a table for people: its head, and for each paragraph number, role, text, and where that stands in its file.

In a pipe a paragraph is one line. On a terminal it is wrapped, and its place stands below, dimmed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.model import ParagraphRole
from kg.terminal import printable, printable_line

if TYPE_CHECKING:
    from kg.model import Document, Paragraph

__all__ = ["document_lines"]

ROLES: Final = max(map(len, ParagraphRole))


def document_lines(document: Document, place: str, width: int | None) -> Iterator[str]:
    """Yield the lines of *document*, found at *place*; *width* is the terminal's, None leaves each paragraph whole."""
    said = (document.title, document.author, document.publisher, document.issued, document.language, document.url)
    head = ", ".join(filter(None, (document.media_type, *said)))
    yield f"{printable_line(place)}: {printable(_one_line(head))}\n"
    if document.supplied:
        yield printable(f"  from {document.sidecar}: {', '.join(document.supplied)}") + "\n"
    numbers = max(3, len(str(len(document.paragraphs))))
    if width is not None:
        yield _drawn(document, numbers, width)
        return
    for paragraph in document.paragraphs:
        anchors = f"  [{found}]" if (found := _anchors(paragraph)) else ""
        yield f"  {paragraph.number:>{numbers}} {paragraph.role:<{ROLES}} {_text(paragraph)}{anchors}\n"


def _text(paragraph: Paragraph) -> str:
    """Return the words of a paragraph on one line, after its language where that is another than the document's.

    Those of a comment come after its author, unless they begin with the name.
    """
    text = _one_line(paragraph.text)
    author = _one_line(paragraph.author or "")
    language = f"({paragraph.language}) " if paragraph.language else ""
    return printable(language + (text if text.startswith(author) else f"{author}: {text}"))


def _anchors(paragraph: Paragraph) -> str:
    return printable(" ".join(anchor.value for anchor in paragraph.anchors))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _drawn(document: Document, numbers: int, width: int) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(justify="right", width=numbers + 2)
    table.add_column(width=ROLES)
    table.add_column(overflow="fold")
    for paragraph in document.paragraphs:
        text = Text(_text(paragraph))
        if anchors := _anchors(paragraph):
            text.append(f"\n{anchors}", style="dim")
        table.add_row(str(paragraph.number), str(paragraph.role), text)
    file = io.StringIO()
    Console(file=file, width=width, force_terminal=True, color_system="standard", highlight=False).print(table)
    return "".join(line.rstrip() + "\n" for line in file.getvalue().splitlines())
