"""DOCX → a draft: the body of word/document.xml in its order.

1. The package is checked before it is unpacked (`kg.read.archives`); a part that declares a document type is refused.
   python-docx opens it and knows its parts, styles and properties.
2. Each paragraph with text is a piece; a row of a table is one, its cells parted by " | ". Text boxes follow the paragraph
   that holds them. Text that is tracked as deleted or moved away is not read, inserted text is; hidden text is not.
3. By the name of its style a paragraph is title (Title, Subtitle, the first Heading 1 before any running text), caption, or
   body (further headings, lists). The others' words decide.
4. Headers, footers, footnotes, endnotes and comments are furniture; notes and comments follow the paragraph they belong to.
5. Title and author are the core properties, where they say more than the program that wrote them; their dates are those of
   the file's making, so none is the day of issue.
6. The anchor is the XPath of the element in word/document.xml; headers and footers stand in other parts and have none.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from kg.errors import InputError
from kg.model import Anchor, AnchorKind, ParagraphRole
from kg.read.archives import RIGHT, Archive, parse_xml
from kg.read.draft import Draft, Piece
from kg.read.media_types import DOCX
from kg.read.metadata import Metadata
from kg.read.shown import shown
from kg.read.word_runs import W, inner_paragraphs, paragraph_text, references

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_docx"]

NOTES: Final = ("footnotes", "endnotes", "comments")
TITLES: Final = frozenset({"title", "subtitle"})
HOLDERS: Final = frozenset({W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"})
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
        return _Reader(data).draft()
    except (MemoryError, ImportError, InputError):
        raise
    except Exception as error:  # python-docx trusts the package: it fails in as many ways as there are parts
        raise InputError(where, f"is no whole DOCX ({type(error).__name__}: {error})", RIGHT) from error


class _Reader:
    """One document, its notes by number, and the names of its styles."""

    def __init__(self, data: bytes) -> None:
        from docx import Document

        self.document: Any = Document(io.BytesIO(data))
        self.styles = {
            style.get(W + "styleId"): (name.get(W + "val") or "").casefold()
            for style in self.document.styles.element.iterchildren(W + "style")
            if (name := style.find(W + "name")) is not None
        }
        self.notes = {kind: dict(self._notes(kind)) for kind in NOTES}

    def draft(self) -> Draft:
        body = self.document.element.body
        pieces = _titled(list(self._blocks(body, "/w:document/w:body")))
        edges = [(section.header, section.footer) for section in self.document.sections]
        heads, feet = ([*dict.fromkeys(self._margin(part))] for part in zip(*edges, strict=True)) if edges else ([], [])
        return Draft(DOCX, (*heads, *pieces, *feet), self._metadata())

    def _metadata(self) -> Metadata:
        properties = self.document.core_properties
        said = {name: " ".join((getattr(properties, name) or "").split()) for name in ("title", "author")}
        authors = "; ".join(filter(None, (name.strip() for name in said["author"].split(";"))))
        return Metadata(title=_told(said["title"]), author=_told(authors))

    def _blocks(self, element: _Element, path: str) -> Iterator[Piece]:
        """Yield the pieces of the paragraphs and tables in *element*, which stands at *path*."""
        stack = [(element, path)]
        while stack:
            node, at = stack.pop()
            if node.tag == W + "p":
                yield from self._paragraph(node, at)
            elif node.tag == W + "tbl":
                yield from self._rows(node, at)
            elif node is element or node.tag in HOLDERS:
                stack += list(_numbered(node, at))[::-1]

    def _paragraph(self, node: _Element, path: str) -> Iterator[Piece]:
        words = shown(paragraph_text(node))
        if words:
            yield Piece(words, self._role(node), _anchor(path))
        for inner in inner_paragraphs(node):
            if words := shown(paragraph_text(inner)):
                yield Piece(words, None, _anchor(path))
        for kind, number in references(node):
            for words, author in self.notes[kind].get(number, ()):
                yield Piece(words, ParagraphRole.FURNITURE, _anchor(path), author)

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
        for row, at in _numbered(table, path):
            if row.tag != W + "tr" or row.find(f"{W}trPr/{W}del") is not None:
                continue
            cells = (
                " ".join(shown(paragraph_text(p)).replace("\n", " ") for p in inner_paragraphs(cell)).strip()
                for cell in row.iter(W + "tc")
                if next(cell.iterancestors(W + "tr")) is row
            )
            if words := " | ".join(filter(None, cells)):
                yield Piece(words, ParagraphRole.BODY, _anchor(at))

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


def _numbered(node: _Element, path: str) -> Iterator[tuple[_Element, str]]:
    """Yield the elements in *node* with their XPaths: the name in Word's namespace, and the place among those of its name."""
    seen: Counter[str] = Counter()
    for child in node.iterchildren(W + "*"):
        name = child.tag.removeprefix(W)
        seen[name] += 1
        yield child, f"{path}/w:{name}[{seen[name]}]"


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
