"""Plain text → a document. Nothing is cleaned: every character keeps its place, and offsets are those of the file.

Text of which each line is a paragraph becomes a draft, as marked-up formats do, each piece at its line (RFC 5147).
"""

from __future__ import annotations

import re
from dataclasses import asdict

from kg.identifiers import document_key, sha256_hex
from kg.model import Anchor, AnchorKind, Document, Paragraph
from kg.read.characters import NOT_XML
from kg.read.decode import decode
from kg.read.draft import Draft, Piece
from kg.read.furniture import furniture
from kg.read.language import find_language, with_languages
from kg.read.media_types import TEXT
from kg.read.metadata import find_metadata
from kg.read.paragraphs import find_blocks
from kg.read.roles import assign_roles

__all__ = ["read_lines", "read_text"]

LINE_END = re.compile(r"\r\n|\r|\n")


def read_text(name: str, data: bytes, *, where: object = None, member: str | None = None) -> Document:
    """Make a document of the bytes of a text called *name*; *where* (by default the name) stands in errors.

    *member* is its own name in a file that holds several. Characters of the name that XML forbids, and bytes of it that are
    not UTF-8, are U+FFFD in the document's name.

    Raises:
        InputError: empty, binary, or in no known encoding.
    """
    decoded = decode(data, name if where is None else where)
    blocks = find_blocks(decoded.text)
    table = furniture()
    roles = assign_roles(blocks, table)
    said = find_metadata(blocks, roles, table)
    paragraphs = tuple(Paragraph(b.number, role, b.start, b.end, b.text) for b, role in zip(blocks, roles, strict=True))
    language = find_language(paragraphs)
    return Document(
        name=NOT_XML.sub("\ufffd", name),
        key=document_key(name, data, member),
        sha256=sha256_hex(data),
        media_type=TEXT,
        text=decoded.text,
        paragraphs=with_languages(paragraphs, language),
        **asdict(said),
        language=language,
        encoding=decoded.encoding,
        warnings=decoded.warnings,
    )


def read_lines(data: bytes, where: object) -> Draft:
    """Make a draft of text in which each line that is not blank is a paragraph; raises InputError as `read_text` does."""
    decoded = decode(data, where)
    lines = ((number, line.strip()) for number, line in enumerate(LINE_END.split(decoded.text)))
    pieces = (Piece(line, None, (Anchor(0, AnchorKind.LINE, f"line={n},{n + 1}"),)) for n, line in lines if line)
    return Draft(TEXT, tuple(pieces), encoding=decoded.encoding, warnings=decoded.warnings)
