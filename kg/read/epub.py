"""EPUB → a draft: the chapters of the spine in order, each cut into blocks.

1. META-INF/container.xml names the package document, its spine the chapters; what is packed is read within bounds
   (`kg.read.archives`). A chapter that cannot be read is left out with a warning; if none can, the book is refused.
2. A block is an element of XHTML that holds text of its own and no other block; a row of a table is one, its cells parted
   by " | ". Text beside a block within the same element is a block too.
3. The first heading of the book is its title where no running text stands before it; captions are what `caption` and
   `figcaption` say; `nav`, `aside`, notes and lists of contents are furniture. Marks of notes in the text are left out.
4. Title, authors, publisher and day are the package's Dublin Core; a date that is no full day says nothing.
5. The anchor is an EPUB Canonical Fragment Identifier (CFI 1.1): even numbers count elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.errors import InputError
from kg.model import ParagraphRole
from kg.read.archives import Archive, parse_xml, resolved
from kg.read.draft import Draft, Piece
from kg.read.media_types import EPUB
from kg.read.metadata import Metadata
from kg.read.placeholders import without_placeholders
from kg.read.shown import full_day
from kg.read.xhtml import child_elements, find_pieces, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_epub"]

CONTAINER: Final = "META-INF/container.xml"
ENCRYPTION: Final = "META-INF/encryption.xml"
READABLE: Final = frozenset({"application/xhtml+xml", "text/html", "application/xml", "text/x-oeb1-document"})
CONTENTS: Final = re.compile(r"\b(?:nav|toc|landmarks|index|cover|copyright|colophon)\b")
RIGHT: Final = "an EPUB that other programs can open"
MOST_CHAPTERS: Final = 5_000


def read_epub(data: bytes, where: object) -> Draft:
    """Make a draft of the EPUB *data*; see the module. Raises InputError where it is none, encrypted, or too large."""
    archive = Archive(data, where, "EPUB")
    package_name = _package_name(archive)
    package = archive.xml(package_name)
    pieces: list[Piece] = []
    warnings: list[str] = []
    for name, cfi, furniture in _chapters(archive, package_name, package):
        try:
            chapter, warning = _chapter(archive, name)
        except InputError as error:
            warnings.append(f"chapter left out: {error.where}: {error.wrong}")
            continue
        warnings += warning
        found = find_pieces(chapter, cfi)
        pieces += (replace(piece, role=ParagraphRole.FURNITURE) for piece in found) if furniture else found
    if warnings and not pieces:
        raise InputError(where, f"has no chapter that can be read, first {warnings[0]}", RIGHT)
    return Draft(EPUB, _titled(pieces), _metadata(package), warnings=tuple(warnings))


def _package_name(archive: Archive) -> str:
    for element in archive.xml(CONTAINER).iter("{*}rootfile"):
        if path := element.get("full-path"):
            return str(path)
    raise InputError(archive.where, f"names no package document in {CONTAINER}", RIGHT)


def _chapters(archive: Archive, package_name: str, package: _Element) -> Iterator[tuple[str, str, bool]]:
    """Yield the member of each item of the spine, the CFI of its reference, and whether it is a list of contents."""
    spine = next(package.iterchildren("{*}spine"), None)
    if spine is None:
        raise InputError(archive.where, "has no spine", RIGHT)
    items = {item.get("id"): item for item in package.iter("{*}item")}
    locked = _encrypted(archive)
    step = 2 * (1 + child_elements(package).index(spine))
    for number, reference in enumerate(child_elements(spine)[:MOST_CHAPTERS], 1):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in READABLE:
            continue
        name = resolved(package_name, item.get("href") or "")
        if name in locked:
            raise InputError(archive.where, "is encrypted", "an EPUB without digital rights management")
        contents = CONTENTS.search(item.get("properties") or "") is not None
        yield name, f"/{step}/{2 * number}!", contents


def _encrypted(archive: Archive) -> frozenset[str]:
    """Return the members that are encrypted; fonts often are, chapters only under digital rights management."""
    if ENCRYPTION not in archive:
        return frozenset()
    references = archive.xml(ENCRYPTION).iter("{*}CipherReference")
    return frozenset(resolved("", reference.get("URI") or "") for reference in references)


def _chapter(archive: Archive, name: str) -> tuple[_Element, tuple[str, ...]]:
    data = archive.read(name)
    try:
        return parse_xml(data, name, doctype=True), ()
    except InputError:
        root = parse_xml(data, name, doctype=True, recover=True)
        return root, (f"{name} is not well-formed XHTML: read as far as it goes",)


def _metadata(package: _Element) -> Metadata:
    found: dict[str, list[str]] = {"title": [], "creator": [], "publisher": [], "date": []}
    for block in package.iterchildren("{*}metadata"):
        for element in block.iter("{http://purl.org/dc/elements/1.1/}*"):
            words = " ".join("".join(map(str, element.itertext())).split())
            if words:
                found.setdefault(local_name(element), []).append(words)
    return Metadata(
        title=_first("title", found["title"]),
        author="; ".join(dict.fromkeys(found["creator"])) or None,
        publisher=_first("publisher", found["publisher"]),
        issued=_first("issued", map(full_day, found["date"])),
    )


def _first(field: str, values: Iterable[str | None]) -> str | None:
    """Return the first of *values* that states something."""
    return next(filter(None, (without_placeholders(field, value) for value in values)), None)


def _titled(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Keep the first heading before running text as the title; those after it are subheadings of the body."""
    seen = False
    done = []
    for piece in pieces:
        if piece.role is ParagraphRole.TITLE:
            piece = replace(piece, role=ParagraphRole.BODY) if seen else piece
            seen = True
        seen = seen or piece.role in (None, ParagraphRole.BODY)
        done.append(piece)
    return tuple(done)
