"""DOCX → a draft: the body of word/document.xml in its order.

1. The package is checked before it is unpacked (`kg.read.archives`); a part that declares a document type is refused.
   python-docx opens it and knows its parts, styles and properties.
2. Each paragraph with text is a piece; a row of a table is one, its cells parted by " | ", unless a cell holds several
   paragraphs of running text or a table: then the table only arranges the page. Text boxes follow the paragraph that holds
   them. Text that is tracked as deleted or moved away is not read, inserted text is; hidden text is not. Parts of HTML or
   plain text that the document takes in (§17.17.2) are read in their place, others told as not read.
3. By the name of its style a paragraph is title (Title, Subtitle, the first Heading 1 before any running text), caption, or
   body (further headings, lists). The others' words decide.
4. Headers, footers, footnotes, endnotes and comments are furniture; notes and comments follow the paragraph or row that they
   belong to.
5. Title and author are the core properties, where they say more than the program that wrote them; their dates are those of
   the file's making, so none is the day of issue.
6. The anchor is the XPath of the element in word/document.xml; headers and footers stand in other parts and have none.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from kg.errors import InputError
from kg.model import Anchor, AnchorKind, ParagraphRole
from kg.read.archives import RIGHT, Archive, parse_xml
from kg.read.draft import Draft, Piece
from kg.read.fragments import part_paragraphs
from kg.read.lines import is_prose
from kg.read.margin_notes import without_margin_marks
from kg.read.media_types import DOCX
from kg.read.metadata import Metadata
from kg.read.shown import shown
from kg.read.word_places import cells, is_layout, placed, rows
from kg.read.word_runs import W, inner_paragraphs, paragraph_text, references

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_docx"]

NOTES: Final = ("footnotes", "endnotes", "comments")
TITLES: Final = frozenset({"title", "subtitle"})
R_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
NOT_READ: Final = "a part that it takes in ({}) is not read"
# What Word and others write where nobody gave a title or a name.
EMPTY_WORDS: Final = frozenset(
    {"word document", "document", "untitled", "python-docx", "author", "user", "microsoft office user"}
)


def read_docx(data: bytes, where: object) -> Draft:
    """Make a draft of the DOCX *data*; see the module. Raises InputError where it is none, broken, encrypted or too large."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(where, "is encrypted, or a .doc of old", "a .docx without a password")
    archive = Archive(data, where, "DOCX")
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            parse_xml(archive.read(name), f"{where}#{name}")
    try:
        return _Reader(data, where).draft()
    except (MemoryError, ImportError, InputError):
        raise
    except Exception as error:  # python-docx trusts the package: it fails in as many ways as there are parts
        raise InputError(where, f"is no whole DOCX ({type(error).__name__}: {error})", RIGHT) from error


class _Reader:
    """One document, its notes by number, and the names of its styles."""

    def __init__(self, data: bytes, where: object) -> None:
        from docx import Document

        self.where = where
        self.warnings: list[str] = []
        self.document: Any = Document(io.BytesIO(data))
        self.styles = {
            style.get(W + "styleId"): (name.get(W + "val") or "").casefold()
            for style in self.document.styles.element.iterchildren(W + "style")
            if (name := style.find(W + "name")) is not None
        }
        self.notes = {kind: dict(self._notes(kind)) for kind in NOTES}

    def draft(self) -> Draft:
        body = self.document.element.body
        pieces = without_margin_marks(_titled(list(self._blocks(body, "/w:document/w:body"))))
        edges = [(section.header, section.footer) for section in self.document.sections]
        heads, feet = ([*dict.fromkeys(self._margin(part))] for part in zip(*edges, strict=True)) if edges else ([], [])
        return Draft(DOCX, (*heads, *pieces, *feet), self._metadata(), warnings=tuple(self.warnings))

    def _metadata(self) -> Metadata:
        properties = self.document.core_properties
        said = {name: " ".join((getattr(properties, name) or "").split()) for name in ("title", "author")}
        authors = "; ".join(filter(None, (name.strip() for name in said["author"].split(";"))))
        return Metadata(title=_told(said["title"]), author=_told(authors))

    def _blocks(self, element: _Element, path: str) -> Iterator[Piece]:
        """Yield the pieces of the paragraphs, tables and parts in *element*, which stands at *path*."""
        for node, at in placed(element, path):
            if node.tag == W + "p":
                yield from self._paragraph(node, at)
            elif node.tag == W + "tbl":
                yield from self._rows(node, at)
            elif node.tag == W + "altChunk":
                yield from self._part(node, at)

    def _paragraph(self, node: _Element, path: str) -> Iterator[Piece]:
        words = shown(paragraph_text(node))
        if words:
            yield Piece(words, self._role(node), _anchor(path))
        for inner in inner_paragraphs(node):
            if words := shown(paragraph_text(inner)):
                yield Piece(words, None, _anchor(path))
        yield from self._noted(node, path)

    def _noted(self, node: _Element, path: str) -> Iterator[Piece]:
        for kind, number in references(node):
            for words, author in self.notes[kind].get(number, ()):
                yield Piece(words, ParagraphRole.FURNITURE, _anchor(path), author)

    def _part(self, node: _Element, path: str) -> Iterator[Piece]:
        relation = self.document.part.rels.get(node.get(R_ID))
        part = None if relation is None or relation.is_external else relation.target_part
        media_type = part.content_type.partition(";")[0].lower() if part else "outside of it"
        try:
            for said, role in part_paragraphs(part.blob if part else b"", media_type, self.where):
                if words := shown(said):
                    yield Piece(words, role, _anchor(path))
        except InputError:
            self.warnings.append(NOT_READ.format(media_type))

    def _role(self, node: _Element) -> ParagraphRole | None:
        properties = node.find(W + "pPr")
        if properties is None:
            return None
        style = properties.find(W + "pStyle")
        name = self.styles.get(style.get(W + "val"), "") if style is not None else ""
        if name in TITLES or name == "heading 1":
            return ParagraphRole.TITLE
        if name == "caption":
            return ParagraphRole.CAPTION
        if name.startswith(("toc ", "table of ", "index ")) or name in ("header", "footer"):
            return ParagraphRole.FURNITURE
        listed = name.startswith(("heading", "list")) or properties.find(W + "numPr") is not None
        return ParagraphRole.BODY if listed else None

    def _rows(self, table: _Element, path: str) -> Iterator[Piece]:
        for row, at in rows(table, path):
            held = cells(row, at)
            if any(is_layout(cell) for cell, _ in held):
                yield from (piece for cell, place in held for piece in self._cell(cell, place))
                continue
            if words := " | ".join(filter(None, (_datum(cell) for cell, _ in held))):
                yield Piece(words, ParagraphRole.BODY, _anchor(at))
            yield from self._noted(row, at)

    def _cell(self, cell: _Element, path: str) -> list[Piece]:
        """Return the pieces of a cell; the words decide what they are for where a text stands in it, else they are data."""
        pieces = list(self._blocks(cell, path))
        untold = [piece.text for piece in pieces if piece.role is None]
        if len(untold) > 1 and any(map(is_prose, untold)):
            return pieces
        return [replace(piece, role=piece.role or ParagraphRole.BODY) for piece in pieces]

    def _notes(self, kind: str) -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
        """Yield the number of each note of a *kind* and its paragraphs with their author."""
        for part in (rel.target_part for rel in self.document.part.rels.values() if rel.reltype.endswith("/" + kind)):
            for note in parse_xml(part.blob, kind).iterchildren("{*}" + kind.removesuffix("s")):
                words = filter(None, (shown(paragraph_text(p)) for p in inner_paragraphs(note)))
                yield note.get(W + "id") or "", [(text, note.get(W + "author")) for text in words]

    def _margin(self, parts: tuple[Any, ...]) -> Iterator[Piece]:
        for part in parts:
            if not part.is_linked_to_previous:
                for node in inner_paragraphs(part._element):
                    if words := shown(paragraph_text(node)):
                        yield Piece(words, ParagraphRole.FURNITURE)


def _datum(cell: _Element) -> str:
    return " ".join(shown(paragraph_text(p)).replace("\n", " ") for p in inner_paragraphs(cell)).strip()


def _anchor(path: str) -> tuple[Anchor, ...]:
    return (Anchor(0, AnchorKind.XPATH, path),)


def _told(words: str) -> str | None:
    return words if words and words.casefold() not in EMPTY_WORDS else None


def _titled(pieces: list[Piece]) -> list[Piece]:
    """Leave titles above the running text what they are; below it, and after a first one, they are subheadings."""
    text = next((i for i, piece in enumerate(pieces) if piece.role in (None, ParagraphRole.BODY)), len(pieces))
    return [
        replace(piece, role=ParagraphRole.BODY) if piece.role is ParagraphRole.TITLE and i > text else piece
        for i, piece in enumerate(pieces)
    ]
