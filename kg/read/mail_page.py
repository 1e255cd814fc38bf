"""The page of a mail in HTML → a draft: what the sender writes or forwards, apart from what is quoted and from signatures.

1. Elements in which mail programs put what they quote (`mail-words.toml`; `blockquote` of type `cite`) are read as lines with
   ">" before them, one for each element around, and the words then tell as in plain text (`kg.read.quoting`). An element that
   begins with a line that says that a message is forwarded quotes nothing.
2. What the sender's own part of the page is for is asked of the page without the rest, which else would outweigh it; where
   the page's reader finds no report in it, as in a mail of one line, the words tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Final

from kg.errors import InputError
from kg.model import ParagraphRole
from kg.read.draft import Draft, Piece, Record
from kg.read.html import read_html
from kg.read.html.blocks import Block, find_blocks
from kg.read.html.cues import cues
from kg.read.html.decoding import decode_html
from kg.read.html.dom import Child, Element, parse
from kg.read.mail_text import forwarded_metadata
from kg.read.mail_words import MailWords, mail_words
from kg.read.metadata import Metadata
from kg.read.quoting import quoted_lines

__all__ = ["read_mail_page"]

VOID: Final = frozenset({"br", "hr", "wbr", "img"})
# What Outlook puts before the names of a page that it quotes.
QUOTED_NAME: Final = "x_"


def read_mail_page(record: Record, where: object) -> Draft:
    """Return the pieces of a mail's page; raises InputError where it is no text or shows none. *where* names it in errors."""
    draft = read_html(record.data, where)
    root = parse(decode_html(record.data, where).text, where).root
    blocks = find_blocks(root, cues())
    quoted, head = _quoted(root, blocks, record.forwards)
    if len(quoted) == len(blocks):
        quoted, head = frozenset(), {}
    said, warnings = forwarded_metadata(record.said, head)
    others = Metadata(publisher=draft.said.publisher, url=draft.said.url)
    draft = replace(draft, said=said.or_else(others), warnings=draft.warnings + warnings)
    pieces = list(_pieces(draft.pieces, _rest(draft, root, blocks, quoted, where), quoted))
    if not any(piece.role is ParagraphRole.BODY for piece in pieces):
        pieces = [piece if i in quoted else replace(piece, role=None, author=None) for i, piece in enumerate(pieces)]
    return replace(draft, pieces=tuple(pieces))


def _rest(
    draft: Draft, root: Element, blocks: Sequence[Block], quoted: frozenset[int], where: object
) -> tuple[Piece, ...]:
    """Return the pieces of the page without what is quoted; of all of it where that cannot be read alone."""
    if not quoted:
        return draft.pieces
    try:
        return read_html(_rendered(root, _emptied(blocks, quoted)).encode(), where).pieces
    except InputError:
        return draft.pieces


def _quoted(root: Element, blocks: Sequence[Block], forwards: bool | None) -> tuple[frozenset[int], Mapping[str, str]]:
    """Return the indices of the blocks that are none of the mail's text, and the head of what is all that it forwards."""
    words = mail_words()
    depths = _depths(root, blocks, words, below=not forwards)
    lines = [
        [">" * depth + " " * bool(depth) + line for line in block.text.split("\n")]
        for block, depth in zip(blocks, depths, strict=True)
    ]
    told = quoted_lines([line for each in lines for line in (*each, "")], forwards=forwards)
    flags = iter(told.lines)
    by_words = [[next(flags) for _ in (*each, "")][:-1] for each in lines]
    signs = (any(_names(e) & words.signatures for e in block.holder.lineage()) for block in blocks)
    return frozenset(
        i for i, (each, sign) in enumerate(zip(by_words, signs, strict=True)) if sign or all(each)
    ), told.forwarded


def _depths(root: Element, blocks: Sequence[Block], words: MailWords, *, below: bool) -> list[int]:
    """Return how many elements around each block quote; *below* is whether all beneath some empty elements is quoted too."""
    first: dict[int, Block] = {}
    for block in blocks:
        for element in block.holder.lineage():
            first.setdefault(id(element), block)
    quoting = {
        id(element)
        for element in root.walk()
        if _quotes(element, words)
        and id(element) in first
        and not words.is_forwarded(first[id(element)].text.split("\n")[0])
    }
    order = {id(element): n for n, element in enumerate(root.walk())}
    starts = (n for n, element in enumerate(root.walk()) if below and _names(element) & words.below)
    start = next(starts, len(order))
    depths = [sum(id(element) in quoting for element in block.holder.lineage()) for block in blocks]
    return [depth or order[id(block.holder)] >= start for depth, block in zip(depths, blocks, strict=True)]


def _quotes(element: Element, words: MailWords) -> bool:
    cited = element.tag == "blockquote" and element.attributes.get("type", "").lower() == "cite"
    return cited or not _names(element).isdisjoint(words.quotes)


def _names(element: Element) -> frozenset[str]:
    """Return the classes and the id of an element, in lower case."""
    names = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}".lower().split()
    return frozenset(name.removeprefix(QUOTED_NAME) for name in names)


def _emptied(blocks: Sequence[Block], quoted: frozenset[int]) -> frozenset[int]:
    """Return the ids of the elements in which all that a reader sees is quoted."""
    kept = {id(element) for i, block in enumerate(blocks) if i not in quoted for element in block.element.lineage()}
    return frozenset(id(blocks[i].element) for i in quoted) - kept


def _rendered(root: Element, without: frozenset[int]) -> str:
    """Return the HTML of what a reader sees beneath *root*, some elements left out."""
    parts: list[str] = ["<!DOCTYPE html>"]
    stack: list[tuple[Child, bool]] = [(root, False)]
    while stack:
        child, closes = stack.pop()
        if isinstance(child, str):
            parts.append(escape(child, quote=False))
        elif closes:
            parts.append(f"</{child.tag}>")
        elif id(child) not in without:
            told = "".join(f' {name}="{escape(value)}"' for name, value in child.attributes.items())
            parts.append(f"<{child.tag}{told}>")
            if child.tag not in VOID:
                stack.append((child, True))
                stack += [(each, False) for each in reversed(child.children)]
    return "".join(parts)


def _pieces(pieces: Sequence[Piece], rest: Sequence[Piece], quoted: frozenset[int]) -> Iterator[Piece]:
    """Yield *pieces* with the roles and authors of those of the *rest*, in order, and the quoted ones as furniture."""
    at = 0
    for i, piece in enumerate(pieces):
        alike = rest[at] if at < len(rest) and rest[at].text == piece.text else piece
        at += alike is not piece
        if i in quoted:
            yield replace(piece, role=ParagraphRole.FURNITURE, author=None)
        else:
            yield replace(piece, role=alike.role, author=alike.author)
