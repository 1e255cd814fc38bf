"""The pages of a PDF → a draft; see `kg.read.pdf` for the steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from kg.errors import InputError
from kg.model import ParagraphRole
from kg.read.draft import Draft, Piece, without_blank_lines
from kg.read.media_types import PDF
from kg.read.metadata import Metadata
from kg.read.pdf.about import find_metadata
from kg.read.pdf.columns import read_columns, usual_gutter
from kg.read.pdf.front import publisher
from kg.read.pdf.hyphens import Spelling
from kg.read.pdf.margins import find_margins, is_stamp
from kg.read.pdf.notes import begins_note, find_notes, find_rules, without_marks
from kg.read.pdf.paragraphs import Paragraph, find_leading, find_paragraphs, goes_on, joined_text
from kg.read.pdf.roles import body_size, find_roles
from kg.read.pdf.rows import Line, find_rows, joined
from kg.read.pdf.segments import Segment, page_segments

__all__ = ["read_pdf"]

FRONT: Final = 10  # paragraphs among which the publisher is named
MOST_PAGES: Final = 5_000
MOST_CHARACTERS: Final = 20_000_000
RIGHT: Final = "a PDF that other programs can open"
FURNITURE: Final = ParagraphRole.FURNITURE


@dataclass(slots=True)
class _Page:
    """A page on its way: what PDFium found, how high it is, its rules, and then its lines, footnotes and margins."""

    segments: list[Segment]
    height: float
    rules: list[float]
    lines: list[Line]
    notes: list[Line]
    margins: list[Segment]


def read_pdf(data: bytes, where: object) -> Draft:
    """Make a draft of the PDF *data*; see the package.

    Raises:
        InputError: no PDF, broken, encrypted, without pages or with too many, or pictures of text only.
    """
    with closing(_opened(data, where)) as document:
        pages, warnings = _pages(document, where)
        said = find_metadata(document, data)
    _lay_out(pages)
    return _draft(pages, said, warnings)


def _opened(data: bytes, where: object) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if error.err_code == FPDF_ERR_PASSWORD:
            raise InputError(where, "is encrypted", "the PDF without a password") from error
        raise InputError(where, "is no whole PDF", RIGHT) from error
    count = len(document)
    if 0 < count <= MOST_PAGES:
        return document
    document.close()
    wrong = f"has {count:,} pages" if count else "has no page"
    raise InputError(where, wrong, f"a PDF of at most {MOST_PAGES:,} pages" if count else RIGHT)


def _pages(document: Any, where: object) -> tuple[list[_Page], tuple[str, ...]]:
    """Return the pages and the warnings about those without text; raises InputError where there is none at all."""
    from pypdfium2 import PdfiumError

    pages, silent = [], []
    characters = 0
    for number in range(1, len(document) + 1):
        try:
            with closing(document[number - 1]) as page:
                segments, rules = page_segments(page, number), find_rules(page)
                pages.append(_Page(segments, page.get_height(), rules, [], [], []))
        except PdfiumError:
            pages.append(_Page([], 0.0, [], [], [], []))
        characters += sum(len(segment.text) for segment in pages[-1].segments)
        if characters > MOST_CHARACTERS:
            raise InputError(where, f"has over {MOST_CHARACTERS:,} characters", "a PDF in parts")
        if not pages[-1].segments:
            silent.append(number)
    if len(silent) == len(pages):
        raise InputError(
            where, "holds pictures of text, no text", "a PDF with a layer of text, as text recognition makes it"
        )
    warning = f"{len(silent)} of {len(pages)} pages hold no text, first page {silent[0]}" if silent else None
    return pages, (warning,) if warning else ()


def _lay_out(pages: Sequence[_Page]) -> None:
    """Give each page its margins, lines and footnotes."""
    margins = find_margins([page.segments for page in pages], [page.height for page in pages])
    for page in pages:
        page.margins = [s for s in page.segments if s in margins]
        page.segments = [s for s in page.segments if s not in margins]
    gutter = usual_gutter([page.segments for page in pages])
    for page in pages:
        page.lines = read_columns(page.segments, gutter, page.rules)
    body = body_size(line for page in pages for line in page.lines)
    for page in pages:
        places = find_notes(page.lines, body, page.rules)
        page.notes = [line for i, line in enumerate(page.lines) if i in places]
        lines = (line for i, line in enumerate(page.lines) if i not in places)
        page.lines = [without_marks(line, page.notes) for line in lines]


def _draft(pages: Sequence[_Page], said: Metadata, warnings: tuple[str, ...]) -> Draft:
    leading = find_leading([page.lines for page in pages])
    body = body_size(line for page in pages for line in page.lines)
    texts = [list(find_paragraphs(page.lines, leading)) for page in pages]
    _join_over_pages(texts, body)
    told = [p for paragraphs in texts for p in paragraphs]
    printed = any(is_stamp(s.text) for page in pages for s in page.margins)
    roles = dict(zip(map(id, told), find_roles(told, body, said.title), strict=True))
    spelling = Spelling(line.text for page in pages for line in page.lines)
    pieces: list[Piece] = []
    for page, paragraphs in zip(pages, texts, strict=True):
        above, below = _margin_rows(page)
        notes = _notes(page.notes, leading)
        for paragraph in [*above, *paragraphs, *notes, *below]:
            pieces += _piece(paragraph, roles.get(id(paragraph), FURNITURE), spelling)
    title = next((" ".join(piece.text.split()) for piece in pieces if piece.role is ParagraphRole.TITLE), None)
    around = [p for p in told[:FRONT] if roles[id(p)] in (FURNITURE, ParagraphRole.BYLINE)]
    named = said.publisher or publisher(around, [piece.text for piece in pieces])
    said = replace(said, title=title or said.title, publisher=named)
    return Draft(PDF, tuple(pieces), said, warnings=warnings, may_have_comments=printed)


def _join_over_pages(texts: Sequence[list[Paragraph]], body: float) -> None:
    """Move the rest of a paragraph that a page break parts to its beginning; *texts* are the paragraphs of each page."""
    last: Paragraph | None = None
    for paragraphs in texts:
        running = [p for p in paragraphs if not p.is_row and abs(p.size - body) <= 0.06 * body]
        if last and running and goes_on(last, running[0]):
            last.lines += running[0].lines
            paragraphs.remove(running[0])
            running[0] = last
        last = running[-1] if running else last


def _notes(lines: Sequence[Line], leading: float) -> Iterator[Paragraph]:
    """Yield the footnotes of a page, each from one mark to the next or to the end of its paragraph."""
    for paragraph in find_paragraphs(lines, leading):
        begins = [i for i, line in enumerate(paragraph.lines) if i == 0 or begins_note(line)]
        for begin, end in pairwise([*begins, len(paragraph.lines)]):
            yield Paragraph(paragraph.lines[begin:end])


def _margin_rows(page: _Page) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the running heads and the feet of a page, one paragraph for each line, whose parts it joins."""
    upright = find_rows([s for s in page.margins if not s.tilted])
    rows = [joined(row, " ") for row in [*upright, *([s] for s in page.margins if s.tilted)]]
    lines = [Paragraph([Line(s, 0, s.left, s.right)]) for s in sorted(rows, key=lambda s: (-s.top, s.left))]
    return [line for line in lines if _is_above(line, page)], [line for line in lines if not _is_above(line, page)]


def _is_above(row: Paragraph, page: _Page) -> bool:
    return row.lines[0].segment.middle > page.height / 2


def _piece(paragraph: Paragraph, role: ParagraphRole | None, spelling: Spelling) -> Iterator[Piece]:
    text, anchors = joined_text(paragraph.lines, spelling)
    if text and text == without_blank_lines(text):
        yield Piece(text, role, anchors)
