"""RDF/XML: one rdf:Description for each subject, nothing nested.

It cannot write every graph, and refuses what it cannot: a property is the name of an element, so its IRI must end in a name of
XML and not be one of RDF's own words; and some characters are in no XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from kg.errors import UnwritableError
from kg.formats.writers.lines import Properties, by_subject
from kg.formats.writers.names import MOST_NAMES
from kg.formats.writers.turtle import FIRST
from kg.namespaces import PREFIXES, RDF

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
# Bytes that stand in XML as they do in N-Quads; U+FFFE and U+FFFF have \xef in them, as others have.
PLAIN: Final = re.compile(rb"[^&<>\\\xef]*")
LINES: Final = {"\r": "&#13;"}
SPACES: Final = {prefix: space for prefix, space in PREFIXES.items() if prefix != "rdf"}


def write_rdf_xml(blocks: Iterable[bytes], out: BinaryIO) -> None:
    """Write the triples of all graphs, merged.

    Raises UnwritableError where a property or a character cannot be written.
    """
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xmlns:rdf="{RDF}">\n'.encode())
    elements = _Elements()
    for subject, properties in by_subject(blocks):
        out.write(_description(subject, properties, elements))
    out.write(b"</rdf:RDF>\n")


class _Elements(dict[bytes, tuple[int, bytes, bytes]]):
    """What the element of a property begins with, without its bracket, and how it ends; the rank of the property first."""

    def __missing__(self, predicate: bytes) -> tuple[int, bytes, bytes]:
        if len(self) >= MOST_NAMES:
            self.clear()
        start, name = _element(predicate.decode()[1:-1])
        found = FIRST.get(predicate, len(FIRST)), f" <{start}".encode(), f"</{name}>\n".encode()
        self[predicate] = found
        return found


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


def _description(subject: bytes, properties: Properties, elements: _Elements) -> bytes:
    lines = [b"<rdf:Description rdf:" + _reference(subject, b"about") + b">\n"]
    for (_, start, end), values in sorted([(elements[p], values) for p, values in properties.items()]):
        lines += [_property(start, end, value, subject) for value in values]
    lines.append(b"</rdf:Description>\n")
    return b"".join(lines)


def _property(start: bytes, end: bytes, value: bytes, subject: bytes) -> bytes:
    if value[:1] != b'"':
        return start + b" rdf:" + _reference(value, b"resource") + b"/>\n"
    text, _, kind = value.rpartition(b'"')
    written = text[1:] if PLAIN.fullmatch(text, 1) else _escaped(text[1:].decode(), subject)
    if not kind:
        return start + b">" + written + end
    if kind[:1] == b"@":
        return start + b' xml:lang="' + kind[1:] + b'">' + written + end
    return start + b" rdf:datatype=" + _attribute(kind[3:-1]) + b">" + written + end


def _escaped(text: str, subject: bytes) -> bytes:
    text = ESCAPE.sub(_unescaped, text)
    if found := NO_CHARACTER.search(text):
        raise _refused(f"the character U+{ord(found[0]):04X}, in a text of {subject.decode()}")
    return escape(text, LINES).encode()


def _reference(token: bytes, attribute: bytes) -> bytes:
    if token[:1] == b"<":
        return attribute + b"=" + _attribute(token[1:-1])
    label = token[2:].decode()
    # A label may begin with a digit, which no name of XML does.
    plain = NAME.fullmatch(label) and not label.startswith("x-")
    return f'nodeID="{label if plain else "x-" + label.encode().hex()}"'.encode()


def _attribute(iri: bytes) -> bytes:
    return b'"' + iri + b'"' if PLAIN.fullmatch(iri) else _quoted(iri.decode()).encode()


def _quoted(iri: str) -> str:
    if found := NO_CHARACTER.search(iri):
        raise _refused(f"the character U+{ord(found[0]):04X}, in an IRI")
    return quoteattr(iri)


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else ESCAPED.get(match[3], match[3])


def _refused(what: str) -> UnwritableError:
    return UnwritableError("RDF/XML", f"cannot write {what}", "another format, such as turtle")
