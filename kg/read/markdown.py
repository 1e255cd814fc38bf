"""Markdown → a draft: CommonMark with tables, by markdown-it-py.

1. Front matter (`kg.read.front_matter`) gives title, author, publisher, day and URL.
2. Each paragraph, heading, list item and row of a table is a piece: its markup is rendered to the text that it shows.
3. The first heading is the title where it comes before any running text and is no lower than the others; the rest are body.
4. HTML is read as a browser shows it (`kg.read.fragments`), scripts and styles are not.
5. Code, comments of HTML and footnotes are furniture. Marks of footnotes in the text are left out, as they are no words.
6. The anchor is the lines that the piece stands on (RFC 5147).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from kg.model import Anchor, AnchorKind, ParagraphRole
from kg.read.decode import decode
from kg.read.draft import Draft, Piece
from kg.read.elements import BLOCKS
from kg.read.fragments import role_in, shown_paragraphs
from kg.read.front_matter import read_front_matter
from kg.read.margin_notes import without_margin_marks
from kg.read.media_types import MARKDOWN
from kg.read.shown import shown

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["read_markdown"]

FOOTNOTE: Final = re.compile(r"\[\^[^\]\s]{1,40}\]:\s*")
FOOTNOTE_MARK: Final = re.compile(r"\[\^[^\]\s]{1,40}\]")
COMMENT: Final = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
TAG: Final = re.compile(r"<(?P<closes>/?)(?P<name>[A-Za-z][\w-]*)")
UNSEEN: Final = frozenset({"script", "style", "template"})
BREAKS: Final = BLOCKS | {"br"}


def read_markdown(data: bytes, where: object) -> Draft:
    """Make a draft of the Markdown *data*; see the module. Raises InputError where it is no text."""
    from markdown_it import MarkdownIt

    decoded = decode(data, where)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    begin, said, warnings = read_front_matter(text)
    text = "\n" * text.count("\n", 0, begin) + text[begin:]  # its lines count, its words do not
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    pieces = without_margin_marks(_titled(list(_pieces(tokens, where))))
    return Draft(MARKDOWN, pieces, said, decoded.encoding, (*decoded.warnings, *warnings))


def _pieces(tokens: Sequence[Token], where: object) -> Iterator[tuple[Piece, str]]:
    """Yield each piece with the tag of the block that it is ("h1", "p", "li", "tr", …)."""
    row: list[str] = []
    depth = 0
    lines: tuple[int, int] = (0, 0)
    for before, token in zip([None, *tokens], tokens, strict=False):
        lines = (token.map[0], token.map[1]) if token.map else lines
        if token.type in ("list_item_open", "list_item_close"):
            depth += token.nesting
        elif token.type == "tr_open":
            row = []
        elif token.type == "inline" and before and before.tag in ("td", "th"):
            row.append(_inline(token))
        elif token.type == "tr_close":
            yield from _piece(" | ".join(row), "tr", lines)
        elif token.type == "inline" and before:
            yield from _paragraph(_inline(token), "li" if depth and before.tag == "p" else before.tag, lines)
        elif token.type in ("code_block", "fence"):
            yield from _piece(token.content, "pre", lines)
        elif token.type == "html_block":
            yield from _html(token.content, lines, where)


def _paragraph(text: str, tag: str, lines: tuple[int, int]) -> Iterator[tuple[Piece, str]]:
    note = FOOTNOTE.match(text)
    yield from _piece(FOOTNOTE_MARK.sub("", text[note.end() :] if note else text), "note" if note else tag, lines)


def _piece(text: str, tag: str, lines: tuple[int, int]) -> Iterator[tuple[Piece, str]]:
    role = ParagraphRole.FURNITURE if tag in ("note", "comment") else role_in(tag)
    if words := shown(text):
        yield Piece(words, role, (Anchor(0, AnchorKind.LINE, f"line={lines[0]},{lines[1]}"),)), tag


def _html(text: str, lines: tuple[int, int], where: object) -> Iterator[tuple[Piece, str]]:
    for words, tag in shown_paragraphs(COMMENT.sub("", text), where):
        yield from _piece(words, tag, lines)
    yield from _piece("\n".join(COMMENT.findall(text)), "comment", lines)


def _inline(token: Token) -> str:
    """Return the text that inline markup shows: a picture's is its description, a line end is a space."""
    parts: list[str] = []
    for child in _seen(token.children or ()):
        tag = TAG.match(child.content) if child.type == "html_inline" else None
        if child.type == "hardbreak" or (tag and tag["name"].lower() in BREAKS):
            parts.append("\n")
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type != "html_inline":
            parts.append(child.content)
    return "".join(parts)


def _seen(children: Sequence[Token]) -> Iterator[Token]:
    """Yield *children* without scripts and styles and what stands in them."""
    tags = [TAG.match(child.content) if child.type == "html_inline" else None for child in children]
    ends = {tag["name"].lower(): i for i, tag in enumerate(tags) if tag and tag["closes"]}
    inside = ""
    for i, (child, tag) in enumerate(zip(children, tags, strict=True)):
        name = tag["name"].lower() if tag else ""
        if inside:
            inside = "" if tag and tag["closes"] and name == inside else inside
        elif name in UNSEEN and i < ends.get(name, 0):
            inside = name
        else:
            yield child


def _titled(found: Sequence[tuple[Piece, str]]) -> tuple[Piece, ...]:
    """Make the title of the first heading before running text, if none beneath it is higher."""
    text = next((i for i, (piece, tag) in enumerate(found) if tag in ("p", "li")), len(found))
    headings = [(tag, i) for i, (_, tag) in enumerate(found) if re.fullmatch("h[1-6]", tag)]
    pieces = [piece for piece, _ in found]
    if headings and headings[0] == min(headings) and headings[0][1] < text:
        first = headings[0][1]
        pieces[first] = Piece(pieces[first].text, ParagraphRole.TITLE, pieces[first].anchors)
    return tuple(pieces)
