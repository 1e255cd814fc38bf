"""RDF/XML: one rdf:Description for each subject, nothing nested.

It cannot write every graph, and refuses what it cannot: a property is the name of an element, so its IRI must end in a name of
XML and not be one of RDF's own words; and some characters are in no XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import BinaryIO, Final, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from kg.errors import UnwritableError
from kg.formats.writers.nodes import Layouts, Node, Predicates, by_subject, escaped, in_order
from kg.formats.writers.remembered import Remembered
from kg.formats.writers.turtle import FIRST
from kg.namespaces import ITS, PREFIXES, RDF

__all__ = ["write_rdf_xml"]

_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
)
_START += "\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
# XML 1.0, Namespaces: an NCName.
NAME: Final = re.compile(f"[{_START}][{_START}0-9.\xb7\u0300-\u036f\u203f-\u2040-]*$")
RESERVED: Final = frozenset(
    "RDF ID about bagID parseType resource nodeID datatype Description aboutEach aboutEachPrefix li".split()
)
NO_CHARACTER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
ESCAPED: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
# Bytes that may not stand in XML as they do in N-Quads; U+FFFE and U+FFFF have \xef in them, as others have.
SPECIAL: Final = b"&<>\\\xef"
QUOTE: Final = ord('"')
LONGEST_SHOWN: Final = 200
LINES: Final = {"\r": "&#13;"}
SPACES: Final = {prefix: space for prefix, space in PREFIXES.items() if prefix != "rdf"}


# The place of each value, and how the element of a text ends.
Places: TypeAlias = list[tuple[int, bytes]]


def write_rdf_xml(blocks: Iterable[bytes], out: BinaryIO) -> None:
    """Write the triples of all graphs, merged.

    Raises UnwritableError where a property or a character cannot be written.
    """
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xmlns:rdf="{RDF}">\n'.encode())
    out.writelines(map(_Descriptions().description, by_subject(blocks)))
    out.write(b"</rdf:RDF>\n")


class _Descriptions:
    """Writes what is said of a subject as an rdf:Description."""

    def __init__(self) -> None:
        self._resources = Remembered(_resource)
        self._texts = Remembered(_text)
        self._layouts = Layouts(_layout)

    def description(self, node: Node) -> bytes:
        subject, predicates, values = node
        places, layout = self._layouts[predicates]
        written = []
        for place, end in places:
            value = values[place]
            if value[0] != QUOTE:
                written.append(self._resources[value])
            elif value[-1] == QUOTE and _is_plain(value):
                written.append(b">" + value[1:-1] + end)
            else:
                written.append(self._texts[value] + end)
        return layout % (_reference(subject, b"about"), *written)


def _layout(predicates: Predicates) -> tuple[Places, bytes]:
    places: Places = []
    lines = [b"<rdf:Description rdf:%b>\n"]
    for (_, start, end), found in in_order(predicates, _ranked_element):
        places += [(place, end) for place in found]
        lines += [b" <" + escaped(start) + b"%b"] * len(found)
    return places, b"".join(lines) + b"</rdf:Description>\n"


def _ranked_element(predicate: bytes) -> tuple[int, bytes, bytes]:
    """Return the rank of a property, what its element begins with, without brackets, and how it ends."""
    start, name = _element(predicate.decode()[1:-1])
    return FIRST.get(predicate, len(FIRST)), start.encode(), f"</{name}>\n".encode()


def _element(iri: str) -> tuple[str, str]:
    found = NAME.search(iri)
    space, name = (iri[: found.start()], found[0]) if found else (iri, "")
    if not name or not space:
        raise _refused(f"the property <{iri}>, whose end is no name")
    if space == RDF:
        if name in RESERVED:
            raise _refused(f"the property <{iri}>, a word of its own")
        return f"rdf:{name}", f"rdf:{name}"
    prefix = next((prefix for prefix, ours in SPACES.items() if ours == space), "p")
    return f"{prefix}:{name} xmlns:{prefix}={_quoted(space)}", f"{prefix}:{name}"


def _resource(token: bytes) -> bytes:
    return b" rdf:" + _reference(token, b"resource") + b"/>\n"


def _text(token: bytes) -> bytes:
    """Return attributes and text of an element, from the end of its name on."""
    text, _, kind = token.rpartition(b'"')
    written = text[1:] if _is_plain(text) else _unquoted(token, text[1:].decode())
    if kind[:1] == b"@":
        return _language(kind[1:]) + b">" + written
    return (b" rdf:datatype=" + _attribute(kind[3:-1]) if kind else b"") + b">" + written


def _language(kind: bytes) -> bytes:
    """Return the attributes for a language, with those of RDF 1.2 for its base direction."""
    tag, _, direction = kind.partition(b"--")
    attributes = b' xml:lang="%b"' % tag
    if direction:
        attributes += b' xmlns:its="%b" rdf:version="1.2" its:version="2.0" its:dir="%b"' % (ITS.encode(), direction)
    return attributes


def _is_plain(text: bytes) -> bool:
    return len(text.translate(None, SPECIAL)) == len(text)


def _unquoted(token: bytes, text: str) -> bytes:
    text = ESCAPE.sub(_unescaped, text)
    if found := NO_CHARACTER.search(text):
        shown = token.decode() if len(token) <= LONGEST_SHOWN else token.decode()[: LONGEST_SHOWN - 1] + "…"
        raise _refused(f"the character U+{ord(found[0]):04X}, in the text {shown}")
    return escape(text, LINES).encode()


def _reference(token: bytes, attribute: bytes) -> bytes:
    if token[:1] == b"<":
        return attribute + b"=" + _attribute(token[1:-1])
    label = token[2:].decode()
    # A label may begin with a digit, which no name of XML does.
    plain = NAME.fullmatch(label) and not label.startswith("x-")
    return f'nodeID="{label if plain else "x-" + label.encode().hex()}"'.encode()


def _attribute(iri: bytes) -> bytes:
    return b'"' + iri + b'"' if _is_plain(iri) else _quoted(iri.decode()).encode()


def _quoted(iri: str) -> str:
    if found := NO_CHARACTER.search(iri):
        raise _refused(f"the character U+{ord(found[0]):04X}, in an IRI")
    return quoteattr(iri)


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else ESCAPED.get(match[3], match[3])


def _refused(what: str) -> UnwritableError:
    return UnwritableError("RDF/XML", f"cannot write {what}", "another format, such as turtle")
