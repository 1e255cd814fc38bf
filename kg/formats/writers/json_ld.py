"""JSON-LD 1.1, compacted with our context, which travels in the file: one object for each subject, nothing nested.

1. A property is the term of the context for its IRI, else the IRI, prefixed where a prefix of the context fits.
2. A value is bare where the context says what it is: an IRI, or a text of the term's datatype; else it says so itself.
3. Numbers stay texts with their datatype, so that they keep their letters.
4. Where an IRI begins like a prefix or term of ours (`org:x` is an IRI, too) its object has no context and no short name.

Of the context's features we know terms, prefixes and types, and it has no others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any, BinaryIO, Final

from kg.formats.writers.lines import Properties, by_subject, statements
from kg.formats.writers.names import Names
from kg.formats.writers.turtle import FIRST
from kg.namespaces import RDF
from kg.resources import ontology_file

__all__ = ["context", "write_json_ld"]

TYPE: Final = f"<{RDF}type>".encode()
WEB: Final = (b"<http://", b"<https://", b"<urn:")


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
    for subject, properties in by_subject(statements(blocks)):
        out.write(before + writer.node(subject, properties))
        before = b",\n"
    out.write(b"\n]}\n")


class _Compacted:
    """Writes nodes under one context."""

    def __init__(self, terms: dict[str, Any]) -> None:
        prefixes = {name: iri for name, iri in terms.items() if isinstance(iri, str) and iri.endswith(("/", "#"))}
        self._names = Names(prefixes)
        self._terms: dict[bytes, tuple[bytes, bytes]] = {}
        self._classes: dict[bytes, bytes] = {}
        self._taken = frozenset(name.encode() for name in terms)
        for name, term in sorted(terms.items()):
            if not name.startswith("@") and name not in prefixes:
                self._take(name, term if isinstance(term, dict) else {"@id": term}, prefixes)

    def _take(self, name: str, term: dict[str, str], prefixes: dict[str, str]) -> None:
        if unknown := set(term) - {"@id", "@type"}:
            raise ValueError(f"context.jsonld: {name} has {', '.join(sorted(unknown))}, which is not written")
        if not (iri := term["@id"]).startswith("@"):
            kind = term.get("@type", "")
            coerced = kind if kind in ("", "@id") else "^^" + _token(kind, prefixes)
            self._terms.setdefault(_token(iri, prefixes).encode(), (name.encode(), coerced.encode()))
            self._classes.setdefault(_token(iri, prefixes).encode(), name.encode())

    def node(self, subject: bytes, properties: Properties) -> bytes:
        if self._is_confusing(subject) or any(
            self._is_confusing(token) for item in properties.items() for token in (item[0], *item[1])
        ):
            return _bare_node(subject, properties)
        keys = [b'"id": "%b"' % self._name(subject)]
        for _, predicate in sorted((FIRST.get(p, len(FIRST)), p) for p in properties):
            keys += self._property(predicate, properties[predicate])
        return b" {\n  " + b",\n  ".join(keys) + b"\n }"

    def _property(self, predicate: bytes, values: list[bytes]) -> list[bytes]:
        if predicate == TYPE:
            types = [value for value in values if value[:1] != b'"']
            values = [value for value in values if value[:1] == b'"']
            keys = [b'"type": ' + _listed([b'"%b"' % self._class(value) for value in types])] if types else []
            return keys + ([b'"rdf:type": ' + _listed([self._value(value, b"") for value in values])] if values else [])
        name, coerced = self._terms.get(predicate) or (self._name(predicate), b"")
        return [b'"%b": ' % name + _listed([self._value(value, coerced) for value in values])]

    def _class(self, token: bytes) -> bytes:
        return self._classes.get(token) or self._name(token)

    def _name(self, token: bytes) -> bytes:
        name = self._names[token] if token[:1] == b"<" else token
        return name[1:-1] if name[:1] == b"<" else name

    def _value(self, token: bytes, coerced: bytes) -> bytes:
        if token[:1] != b'"':
            return b'"%b"' % self._name(token) if coerced == b"@id" else b'{"id": "%b"}' % self._name(token)
        text, mark, kind = token.rpartition(b'"')
        text += mark
        if kind == coerced:
            return text
        if kind[:1] == b"@":
            return _in_language(text, kind)
        if kind:
            return b'{"@type": "%b", "@value": %b}' % (self._name(kind[2:]), text)
        return b'{"@value": %b}' % text

    def _is_confusing(self, token: bytes) -> bool:
        if token[:1] == b'"':
            token = token.rpartition(b'"')[2].removeprefix(b"^^")
        if token[:1] != b"<" or token.startswith(WEB):
            return False
        scheme, _, rest = token[1:].partition(b":")
        return scheme in self._taken and not rest.startswith(b"//")


def _token(name: str, prefixes: dict[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return f"<{prefixes[prefix] + local if prefix in prefixes else name}>"


def _listed(values: list[bytes]) -> bytes:
    return values[0] if len(values) == 1 else b"[" + b", ".join(values) + b"]"


def _in_language(text: bytes, kind: bytes) -> bytes:
    return b'{"@language": "%b", "@value": %b}' % (kind[1:], text)


def _bare_node(subject: bytes, properties: Properties) -> bytes:
    keys = [b'"@context": null', b'"@id": "%b"' % _bare(subject)]
    for predicate, values in sorted(properties.items()):
        keys.append(b'"%b": ' % _bare(predicate) + b"[" + b", ".join(map(_bare_value, values)) + b"]")
    return b" {\n  " + b",\n  ".join(keys) + b"\n }"


def _bare(token: bytes) -> bytes:
    return token[1:-1] if token[:1] == b"<" else token


def _bare_value(token: bytes) -> bytes:
    if token[:1] != b'"':
        return b'{"@id": "%b"}' % _bare(token)
    text, mark, kind = token.rpartition(b'"')
    text += mark
    if kind[:1] == b"@":
        return _in_language(text, kind)
    return b'{"@type": "%b", "@value": %b}' % (_bare(kind[2:]), text) if kind else b'{"@value": %b}' % text
