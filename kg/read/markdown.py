"""Markdown → a draft: CommonMark with tables, by markdown-it-py.

1. Front matter (YAML between two lines `---` at the beginning) gives title, author, publisher, day and URL; a value that is
   no plain word or list of words says nothing.
2. Each paragraph, heading, list item and row of a table is a piece: its markup is rendered to the text that it shows.
3. The first heading is the title where it comes before any running text and is no lower than the others; the rest are body.
4. Code, comments of HTML and footnotes are furniture. Marks of footnotes in the text are left out, as they are no words.
5. The anchor is the lines that the piece stands on (RFC 5147).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from kg.model import Anchor, AnchorKind, ParagraphRole
from kg.read.decode import decode
from kg.read.draft import Draft, Piece
from kg.read.media_types import MARKDOWN
from kg.read.metadata import NOTHING_SAID, Metadata
from kg.read.shown import full_day, shown

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["read_markdown"]

FRONT_MATTER: Final = re.compile(r"---[ \t]*\n(.{0,65536}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
KEYS: Final = {
    "title": ("title",),
    "author": ("author", "authors", "byline", "creator"),
    "publisher": ("publisher", "site", "outlet"),
    "issued": ("date", "published", "issued"),
    "url": ("url", "canonical_url", "link", "source_url"),
}
FOOTNOTE: Final = re.compile(r"\[\^[^\]\s]{1,40}\]:\s*")
FOOTNOTE_MARK: Final = re.compile(r"\[\^[^\]\s]{1,40}\]")
COMMENT: Final = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>")
BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_markdown(data: bytes, where: object) -> Draft:
    """Make a draft of the Markdown *data*; see the module. Raises InputError where it is no text."""
    from markdown_it import MarkdownIt

    decoded = decode(data, where)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    front = FRONT_MATTER.match(text)
    said, warnings = _front_matter(front[1]) if front else (NOTHING_SAID, ())
    if front:  # its lines count, its words do not
        text = "\n" * front[0].count("\n") + text[front.end() :]
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    pieces = _titled(list(_pieces(tokens)))
    return Draft(MARKDOWN, pieces, said, decoded.encoding, (*decoded.warnings, *warnings))


def _front_matter(text: str) -> tuple[Metadata, tuple[str, ...]]:
    import yaml

    try:
        found = yaml.load(text, Loader=yaml.BaseLoader)  # words stay words
    except (yaml.YAMLError, RecursionError, ValueError):
        return NOTHING_SAID, ("front matter is not YAML: not read",)
    if not isinstance(found, dict):
        return NOTHING_SAID, ()
    values = {str(key).casefold(): words for key, value in found.items() if (words := _words(value))}
    fields = {name: next((values[key] for key in keys if key in values), None) for name, keys in KEYS.items()}
    fields["issued"] = full_day(fields["issued"] or "")
    if not (fields["url"] or "").startswith(("http://", "https://")):
        fields["url"] = None
    return Metadata(**fields), ()


def _words(value: object) -> str | None:
    """Return a scalar as one line, a list of them (or of mappings with a name) parted by "; "."""
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, dict):
        return _words(value.get("name")) if isinstance(value.get("name"), str) else None
    if isinstance(value, list):
        flat = [item.get("name") if isinstance(item, dict) else item for item in value]
        return "; ".join(words for item in flat if isinstance(item, str) and (words := _words(item))) or None
    return None


def _pieces(tokens: Sequence[Token]) -> Iterator[tuple[Piece, str]]:
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
            yield from _html(token.content, lines)


def _paragraph(text: str, tag: str, lines: tuple[int, int]) -> Iterator[tuple[Piece, str]]:
    note = FOOTNOTE.match(text)
    yield from _piece(FOOTNOTE_MARK.sub("", text[note.end() :] if note else text), "note" if note else tag, lines)


def _piece(text: str, tag: str, lines: tuple[int, int]) -> Iterator[tuple[Piece, str]]:
    furniture = tag in ("pre", "note", "comment")
    role = ParagraphRole.FURNITURE if furniture else None if tag == "p" else ParagraphRole.BODY
    if words := shown(text):
        yield Piece(words, role, (Anchor(0, AnchorKind.LINE, f"line={lines[0]},{lines[1]}"),)), tag


def _html(text: str, lines: tuple[int, int]) -> Iterator[tuple[Piece, str]]:
    from html import unescape

    yield from _piece(unescape(TAG.sub("", BREAK.sub("\n", COMMENT.sub("", text)))), "p", lines)
    yield from _piece("\n".join(COMMENT.findall(text)), "comment", lines)


def _inline(token: Token) -> str:
    """Return the text that inline markup shows: a picture's is its description, a line end is a space."""
    parts = []
    for child in token.children or ():
        if child.type == "hardbreak" or (child.type == "html_inline" and BREAK.fullmatch(child.content)):
            parts.append("\n")
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type != "html_inline":
            parts.append(child.content)
    return "".join(parts)


def _titled(found: Sequence[tuple[Piece, str]]) -> tuple[Piece, ...]:
    """Make the title of the first heading before running text, if none beneath it is higher."""
    text = next((i for i, (piece, tag) in enumerate(found) if tag in ("p", "li")), len(found))
    headings = [(tag, i) for i, (_, tag) in enumerate(found) if re.fullmatch("h[1-6]", tag)]
    pieces = [piece for piece, _ in found]
    if headings and headings[0] == min(headings) and headings[0][1] < text:
        first = headings[0][1]
        pieces[first] = Piece(pieces[first].text, ParagraphRole.TITLE, pieces[first].anchors)
    return tuple(pieces)
