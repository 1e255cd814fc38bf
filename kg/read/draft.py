"""What the reader of one format hands on: pieces of text in reading order, and what the file says of itself.

A `Piece` becomes one paragraph. Its role is what the markup tells; None leaves it to the words (`kg.read.roles`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Anchor, ParagraphRole
from kg.read.metadata import NOTHING_SAID, Metadata

__all__ = ["Draft", "Piece", "Record", "without_blank_lines"]

BLANK_LINES = re.compile(r"\s*\n\s*\n\s*|\s*\r\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph: text without blank lines, stripped and not empty; the starts of its anchors count from its own start."""

    text: str
    role: ParagraphRole | None = None
    anchors: tuple[Anchor, ...] = ()
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before its offsets: pieces in reading order, and what the markup (not the words) says of it.

    `may_have_comments` is false where readers cannot have left comments beneath it, as in a printed report.
    """

    media_type: str
    pieces: tuple[Piece, ...]
    said: Metadata = NOTHING_SAID
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()
    may_have_comments: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    """One document of a file that holds several: its own name in there, its bytes, their type, and what the file says of it.

    `anchor` is where in the file it stands, for records whose own format has no places; `warnings` is what the file's reader
    noticed about it. `forwards` is of the text of a mail, whether its subject says that it forwards another; None of all else.
    """

    member: str
    data: bytes
    media_type: str
    said: Metadata = NOTHING_SAID
    anchor: Anchor | None = None
    warnings: tuple[str, ...] = ()
    forwards: bool | None = None


def without_blank_lines(text: str) -> str:
    r"""Return *text* stripped, with a single line feed for each run of blank lines.

    >>> without_blank_lines(" one \n\n two\n")
    'one\ntwo'
    """
    return BLANK_LINES.sub("\n", text).strip()
