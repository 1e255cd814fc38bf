"""JSON-LD 1.1, compacted with our context, which travels in the file: one object for each subject, nothing nested.

1. A property is the term of the context for its IRI, else the IRI, prefixed where a prefix of the context fits.
2. A value is bare where the context says what it is: an IRI, or a text of the term's datatype; else it says so itself.
3. Numbers stay texts with their datatype, so that they keep their letters.
4. Where an IRI begins like a prefix or term of ours (`org:x` is an IRI, too) its object has no context and no short name.

Of the context's features we know terms, prefixes and types, and it has no others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache, partial
from typing import Any, BinaryIO, Final, TypeAlias

from kg.formats.writers.names import Names
from kg.formats.writers.nodes import Layouts, Node, Predicates, by_subject, escaped, in_order
from kg.formats.writers.remembered import Remembered
from kg.formats.writers.turtle import FIRST
from kg.namespaces import RDF
from kg.resources import ontology_file

__all__ = ["context", "write_json_ld"]

TYPE: Final = f"<{RDF}type>".encode()
# A text as a type, which `type` cannot hold; no predicate of a line is called like this.
TEXT_AS_TYPE: Final = b'"rdf:type"'
# The scheme of an IRI that has no authority: what may be a prefix as well.
SCHEME: Final = re.compile(rb"<(?!https?:)([A-Za-z][A-Za-z0-9+.-]*):(?!//)")
QUOTE: Final = ord('"')

Texts: TypeAlias = Remembered[bytes, bytes]
# For each value its place, how it is written, and whether a text without a datatype stands as it is.
Places: TypeAlias = list[tuple[int, Texts, bool]]


@cache
def context() -> dict[str, Any]:
    """Return the bundled context, as it stands in the file."""
    document = json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))
    found: dict[str, Any] = document["@context"]
    return found


def write_json_ld(blocks: Iterable[bytes], out: BinaryIO) -> None:
    """Write the triples of all graphs, merged."""
    writer = _Compacted(context())
    text = json.dumps(context(), ensure_ascii=False, indent=1)
    out.write(f'{{\n"@context": {text},\n"@graph": ['.encode())
    before = b"\n"
    for node in by_subject(blocks):
        out.write(before + writer.node(node))
        before = b",\n"
    out.write(b"\n]}\n")


class _ConfusingError(ValueError):
    """Raised for an IRI that begins like a name of the context."""


class _TextAsTypeError(ValueError):
    """Raised for a text among the types of a node."""


class _Compacted:
    """Writes nodes under one context."""

    def __init__(self, terms: dict[str, Any]) -> None:
        prefixes = {name: iri for name, iri in terms.items() if isinstance(iri, str) and iri.endswith(("/", "#"))}
        self._names = Names(prefixes)
        self._references: Texts = Remembered(self._reference)
        self._terms: dict[bytes, tuple[bytes, bytes]] = {}
        self._classes: Texts = Remembered(self._class)
        self._texts = {b"": (Remembered(self._value), True), b"@id": (Remembered(self._reference_or_value), False)}
        self._layouts = Layouts(self._layout)
        self._taken = frozenset(name.encode() for name in terms)
        for name, term in sorted(terms.items()):
            if not name.startswith("@") and name not in prefixes:
                self._take(name, term if isinstance(term, dict) else {"@id": term}, prefixes)

    def _take(self, name: str, term: dict[str, str], prefixes: dict[str, str]) -> None:
        if unknown := set(term) - {"@id", "@type"}:
            raise ValueError(f"context.jsonld: {name} has {', '.join(sorted(unknown))}, which is not written")
        if not (iri := term["@id"]).startswith("@"):
            kind = term.get("@type", "")
            coerced = kind if kind in ("", "@id") else f'"^^{_token(kind, prefixes)}'
            self._terms.setdefault(_token(iri, prefixes).encode(), (b'"%b"' % name.encode(), coerced.encode()))

    def node(self, node: Node) -> bytes:
        subject, predicates, values = node
        try:
            try:
                return self._compacted(subject, predicates, values)
            except _TextAsTypeError:
                return self._compacted(subject, tuple(map(_as_type, predicates, values)), values)
        except _ConfusingError:
            return _bare_node(subject, predicates, values)

    def _compacted(self, subject: bytes, predicates: Predicates, values: tuple[bytes, ...]) -> bytes:
        places, layout = self._layouts[predicates]
        written = [
            value if plain and (value := values[place])[-1] == QUOTE else texts[values[place]]
            for place, texts, plain in places
        ]
        return layout % (self._references[subject], *written)

    def _layout(self, predicates: Predicates) -> tuple[Places, bytes]:
        places: Places = []
        keys = [b'"id": %b']
        for (_, predicate), found in in_order(predicates, _rank):
            key, (texts, plain) = self._key(predicate)
            places += [(place, texts, plain) for place in found]
            keys.append(escaped(key) + b": " + _listed([b"%b"] * len(found)))
        return places, b" {\n  " + b",\n  ".join(keys) + b"\n }"

    def _key(self, predicate: bytes) -> tuple[bytes, tuple[Texts, bool]]:
        """Return the key of a property, and how its values are written."""
        if predicate == TYPE:
            return b'"type"', (self._classes, False)
        if predicate == TEXT_AS_TYPE:
            return predicate, (self._texts[b""][0], False)
        name, coerced = self._terms.get(predicate) or (self._references[predicate], b"")
        if coerced not in self._texts:
            self._texts[coerced] = Remembered(partial(self._coerced, coerced)), False
        return name, self._texts[coerced]

    def _reference(self, token: bytes) -> bytes:
        """Return the text of an IRI or blank node, as it stands for `id`."""
        if (found := SCHEME.match(token)) and found[1] in self._taken:
            raise _ConfusingError
        return b'"' + _bare(self._names.name(token)) + b'"'

    def _class(self, token: bytes) -> bytes:
        if token[:1] == b'"':
            raise _TextAsTypeError
        return self._terms[token][0] if token in self._terms else self._references[token]

    def _reference_or_value(self, token: bytes) -> bytes:
        return self._value(token) if token[:1] == b'"' else self._references[token]

    def _coerced(self, coerced: bytes, token: bytes) -> bytes:
        """Return the value of a term whose texts have the datatype *coerced*."""
        return token[: 1 - len(coerced)] if token.endswith(coerced) else self._value(token)

    def _value(self, token: bytes) -> bytes:
        """Return a value that says itself what it is."""
        if token[:1] != b'"':
            return b'{"id": ' + self._references[token] + b"}"
        text, kind = _parts(token)
        return _typed(text, self._references[kind]) if kind[:1] == b"<" else _told(text, kind)


def _as_type(predicate: bytes, value: bytes) -> bytes:
    return TEXT_AS_TYPE if predicate == TYPE and value[:1] == b'"' else predicate


def _rank(predicate: bytes) -> tuple[float, bytes]:
    return FIRST.get(predicate, 0.5 if predicate == TEXT_AS_TYPE else len(FIRST)), predicate


def _token(name: str, prefixes: dict[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return f"<{prefixes[prefix] + local if prefix in prefixes else name}>"


def _listed(values: list[bytes]) -> bytes:
    return values[0] if len(values) == 1 else b"[" + b", ".join(values) + b"]"


def _parts(token: bytes) -> tuple[bytes, bytes]:
    """Return the text of a literal in its quotation marks, and its datatype, or its language behind "@", or nothing."""
    text, mark, kind = token.rpartition(b'"')
    return text + mark, kind.removeprefix(b"^^")


def _typed(text: bytes, kind: bytes) -> bytes:
    return b'{"@type": %b, "@value": %b}' % (kind, text)


def _told(text: bytes, language: bytes) -> bytes:
    """Return the value of a text without a datatype; the base direction stands behind the language."""
    if not language:
        return b'{"@value": %b}' % text
    tag, _, direction = language[1:].partition(b"--")
    told = b'"@direction": "%b", ' % direction if direction else b""
    return b'{%b"@language": "%b", "@value": %b}' % (told, tag, text)


def _bare_node(subject: bytes, predicates: Predicates, values: Iterable[bytes]) -> bytes:
    keys = [b'"@context": null', b'"@id": "%b"' % _bare(subject)]
    listed: dict[bytes, list[bytes]] = {}
    for predicate, value in zip(predicates, values, strict=True):
        listed.setdefault(predicate, []).append(_bare_value(value))
    keys += [b'"%b": [%b]' % (_bare(predicate), b", ".join(found)) for predicate, found in listed.items()]
    return b" {\n  " + b",\n  ".join(keys) + b"\n }"


def _bare(token: bytes) -> bytes:
    return token[1:-1] if token[:1] == b"<" else token


def _bare_value(token: bytes) -> bytes:
    if token[:1] != b'"':
        return b'{"@id": "%b"}' % _bare(token)
    text, kind = _parts(token)
    return _typed(text, b'"%b"' % _bare(kind)) if kind[:1] == b"<" else _told(text, kind)
