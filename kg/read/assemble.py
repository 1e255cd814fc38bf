"""Drafts → documents: the text that offsets count on, paragraphs with roles, and the way back to the file.

The text is the pieces with a blank line between them, so that paragraph *n* is the n-th run of lines.
Characters that XML forbids are U+FFFD in it. Where the markup gives no role, the words do, as in plain text, among the
pieces that are left; where it states no title, author, publisher or day, they do too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from kg.errors import InputError
from kg.identifiers import document_key, sha256_hex
from kg.model import Document, Paragraph, ParagraphRole
from kg.read.characters import NOT_XML
from kg.read.draft import Draft, Piece
from kg.read.furniture import Furniture, furniture
from kg.read.language import find_language, with_languages
from kg.read.metadata import find_metadata
from kg.read.paragraphs import Block, find_runs
from kg.read.roles import assign_roles

__all__ = ["assemble"]

BETWEEN = "\n\n"


def assemble(name: str, data: bytes, draft: Draft, *, where: object = None, member: str | None = None) -> Document:
    """Make the document called *name* of a draft of *data*; *member* is its own name in a file that holds several.

    Raises InputError where the draft has no text; *where* (by default the name) stands in it.
    """
    if not draft.pieces:
        raise InputError(name if where is None else where, "holds no text", "a file with a report in it")
    text = NOT_XML.sub("\ufffd", BETWEEN.join(piece.text for piece in draft.pieces))
    blocks = find_runs(text)
    if len(blocks) != len(draft.pieces):
        raise ValueError(f"{len(draft.pieces)} pieces gave {len(blocks)} paragraphs")
    table = furniture()
    roles = _roles(blocks, draft, table)
    said = draft.said.without_placeholders().or_else(find_metadata(blocks, roles, table))
    paragraphs = tuple(map(_paragraph, blocks, roles, draft.pieces))
    language = find_language(paragraphs)
    return Document(
        name=NOT_XML.sub("\ufffd", name),
        key=document_key(name, data, member),
        sha256=sha256_hex(data),
        media_type=draft.media_type,
        text=text,
        paragraphs=with_languages(paragraphs, language),
        **asdict(said),
        language=language,
        encoding=draft.encoding,
        warnings=draft.warnings,
    )


def _roles(blocks: Sequence[Block], draft: Draft, table: Furniture) -> tuple[ParagraphRole, ...]:
    """Return each block's role: what the markup says, else what the words say among the blocks without one."""
    open_ = [block for block, piece in zip(blocks, draft.pieces, strict=True) if piece.role is None]
    told = iter(assign_roles(open_, table, may_have_comments=draft.may_have_comments))
    return tuple(piece.role or next(told) for piece in draft.pieces)


def _paragraph(block: Block, role: ParagraphRole, piece: Piece) -> Paragraph:
    anchors = tuple(replace(anchor, start=block.start + anchor.start) for anchor in piece.anchors)
    return Paragraph(block.number, role, block.start, block.end, block.text, anchors, piece.author)
