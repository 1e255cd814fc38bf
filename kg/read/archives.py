"""The ZIP archives that DOCX and EPUB are: their members, read within bounds, and the XML in them without its traps.

1. Before anything is unpacked, the sizes that the archive states for its members are added up and held against those of the
   packed bytes; `zipfile` never unpacks more than is stated.
2. XML is parsed without external entities, network or `huge_tree`. A document type that declares entities is refused, since
   the text that they stand for is not in the file as a reader meets it.
"""

from __future__ import annotations

import io
import posixpath
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from kg.errors import InputError
from kg.read.options import MIB

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["RIGHT", "Archive", "parse_xml", "resolved"]

MOST_BYTES: Final = 256 * MIB
MOST_XML: Final = 64 * MIB
MOST_MEMBERS: Final = 20_000
# Text packs to a tenth, now and then a fortieth; a small member is no bomb however well it packs.
MOST_RATIO: Final = 200
SMALL: Final = 4 * MIB
RIGHT: Final = "a file that other programs can open"


class Archive:
    """The members of an archive by name; raises InputError, about *where*, for what cannot be read within bounds."""

    def __init__(self, data: bytes, where: object, what: str) -> None:
        self.where = where
        try:
            self._zip = ZipFile(io.BytesIO(data))
        except (BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise InputError(where, f"is no whole {what} ({error})", RIGHT) from error
        self._members = {info.filename: info for info in self._zip.infolist()}
        self._refuse_bombs()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Return the bytes of member *name*."""
        if name not in self._members:
            raise InputError(self.where, f"lacks its part {name!r}", RIGHT)
        info = self._members[name]
        if info.flag_bits & 1:
            raise InputError(self.where, "is encrypted", "the file without a password")
        try:
            return self._zip.read(info)
        # zipfile and the codecs under it raise many kinds of errors for one fault.
        except (BadZipFile, ZlibError, ValueError, NotImplementedError, OSError, EOFError, RuntimeError) as error:
            raise InputError(self.where, f"has a broken part {name!r} ({error})", RIGHT) from error

    def xml(self, name: str, *, doctype: bool = False, recover: bool = False) -> _Element:
        """Return the root element of the XML in member *name*; see `parse_xml`."""
        return parse_xml(self.read(name), f"{self.where}#{name}", doctype=doctype, recover=recover)

    def _refuse_bombs(self) -> None:
        infos = self._zip.infolist()
        size = sum(info.file_size for info in infos)
        if len(infos) > MOST_MEMBERS or size > MOST_BYTES:
            wrong = f"unpacks to {len(infos):,} parts of {size:,} bytes together"
            raise InputError(self.where, wrong, f"at most {MOST_MEMBERS:,} parts and {MOST_BYTES // MIB} MiB")
        bomb = next((info for info in infos if _is_bomb(info)), None)
        if bomb:
            wrong = f"packs {bomb.file_size:,} bytes of {bomb.filename!r} into {bomb.compress_size:,}"
            raise InputError(self.where, wrong, f"a file that unpacks to at most {MOST_RATIO} times its size")


def _is_bomb(info: ZipInfo) -> bool:
    return info.file_size > SMALL and info.file_size > MOST_RATIO * info.compress_size


def parse_xml(data: bytes, where: object, *, doctype: bool = False, recover: bool = False) -> _Element:
    """Return the root of the XML *data*.

    With *doctype* it may name a document type, without declarations of its own; with *recover* what is not well formed is
    read as far as it goes.

    Raises:
        InputError: too large, too deep, not well formed, or with a document type that is not allowed.
    """
    from lxml import etree

    if len(data) > MOST_XML:
        raise InputError(where, f"is XML of {len(data):,} bytes", f"at most {MOST_XML // MIB} MiB")
    declared = data.replace(b"\0", b"")  # so that UTF-16 is seen through
    if b"<!ENTITY" in declared or (not doctype and b"<!DOCTYPE" in declared):
        raise InputError(where, "declares a document type of its own", "XML without entity declarations")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover, remove_pis=False
    )
    try:
        root: _Element | None = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise InputError(where, f"is not well-formed XML ({error})", RIGHT) from error
    if root is None:
        raise InputError(where, "is not XML", RIGHT)
    return root


def resolved(base: str, href: str) -> str:
    """Return the name of the member that *href* in member *base* leads to, without its fragment.

    >>> resolved("OEBPS/content.opf", "text/one%20two.xhtml#p3")
    'OEBPS/text/one two.xhtml'
    """
    from urllib.parse import unquote

    path = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path)).lstrip("/")
