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
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, BinaryIO, Final

from kg.formats.writers.lines import Properties, by_subject
from kg.formats.writers.names import MOST_NAMES, Names
from kg.formats.writers.turtle import FIRST
from kg.namespaces import RDF
from kg.resources import ontology_file

__all__ = ["context", "write_json_ld"]

TYPE: Final = f"<{RDF}type>".encode()
# The scheme of an IRI that has no authority: what may be a prefix as well.
SCHEME: Final = re.compile(rb"<(?!https?:)([A-Za-z][A-Za-z0-9+.-]*):(?!//)")


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
    for subject, properties in by_subject(writer.watching(blocks)):
        out.write(before + writer.node(subject, properties))
        before = b",\n"
    out.write(b"\n]}\n")


class _References(dict[bytes, bytes]):
    """`references[b"<iri>"]` is the text of the IRI or blank node in JSON, as it stands for `id`."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, token: bytes) -> bytes:
        if len(self) >= MOST_NAMES:
            self.clear()
        self[token] = text = b'"' + _bare(self._names[token]) + b'"'
        return text


class _Compacted:
    """Writes nodes under one context."""

    def __init__(self, terms: dict[str, Any]) -> None:
        prefixes = {name: iri for name, iri in terms.items() if isinstance(iri, str) and iri.endswith(("/", "#"))}
        self._references = _References(Names(prefixes))
        self._terms: dict[bytes, tuple[bytes, bytes]] = {}
        self._classes: dict[bytes, bytes] = {}
        self._taken = frozenset(name.encode() for name in terms)
        self._watchful = False
        for name, term in sorted(terms.items()):
            if not name.startswith("@") and name not in prefixes:
                self._take(name, term if isinstance(term, dict) else {"@id": term}, prefixes)

    def _take(self, name: str, term: dict[str, str], prefixes: dict[str, str]) -> None:
        if unknown := set(term) - {"@id", "@type"}:
            raise ValueError(f"context.jsonld: {name} has {', '.join(sorted(unknown))}, which is not written")
        if not (iri := term["@id"]).startswith("@"):
            token, kind = _token(iri, prefixes).encode(), term.get("@type", "")
            coerced = kind if kind in ("", "@id") else f'"^^{_token(kind, prefixes)}'
            self._terms.setdefault(token, (b'"%b"' % name.encode(), coerced.encode()))
            self._classes.setdefault(token, b'"%b"' % name.encode())

    def watching(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield *blocks*, and look into each node from the first block on that may have a confusing IRI."""
        for block in blocks:
            self._watchful = self._watchful or not self._taken.isdisjoint(SCHEME.findall(block))
            yield block

    def node(self, subject: bytes, properties: Properties) -> bytes:
        if self._watchful and self._is_confusing(subject, properties):
            return _bare_node(subject, properties)
        keys = [b'"id": ' + self._references[subject]]
        for rank, predicate in sorted([(FIRST.get(p, len(FIRST)), p) for p in properties]):
            values = properties[predicate]
            if rank == 0:
                keys += self._types(values)
                continue
            name, coerced = self._terms.get(predicate) or (self._references[predicate], b"")
            texts = self._values(values, coerced)
            keys.append(name + b": " + (texts[0] if len(texts) == 1 else _listed(texts)))
        return b" {\n  " + b",\n  ".join(keys) + b"\n }"

    def _types(self, values: list[bytes]) -> list[bytes]:
        types = [self._class(value) for value in values if value[:1] != b'"']
        texts = [self._value(value) for value in values if value[:1] == b'"']
        keys = [b'"type": ' + _listed(types)] if types else []
        return [*keys, b'"rdf:type": ' + _listed(texts)] if texts else keys

    def _class(self, token: bytes) -> bytes:
        return self._classes.get(token) or self._references[token]

    def _values(self, values: list[bytes], coerced: bytes) -> list[bytes]:
        if coerced == b"@id":
            return [self._references[value] if value[:1] != b'"' else self._value(value) for value in values]
        if coerced:  # what ends like this is of the term's datatype
            less = 1 - len(coerced)
            return [value[:less] if value.endswith(coerced) else self._value(value) for value in values]
        return [value if value[-1:] == b'"' else self._value(value) for value in values]

    def _value(self, token: bytes) -> bytes:
        """Return a value that says itself what it is."""
        if token[:1] != b'"':
            return b'{"id": ' + self._references[token] + b"}"
        text, mark, kind = token.rpartition(b'"')
        text += mark
        if kind[:1] == b"@":
            return _in_language(text, kind)
        return b'{"@type": %b, "@value": %b}' % (self._references[kind[2:]], text) if kind else b'{"@value": %b}' % text

    def _is_confusing(self, subject: bytes, properties: Properties) -> bool:
        tokens = (token for predicate, values in properties.items() for token in (predicate, *values))
        return any(self._may_be_taken_for_a_name(token) for token in (subject, *tokens))

    def _may_be_taken_for_a_name(self, token: bytes) -> bool:
        iri = token.rpartition(b'"')[2].removeprefix(b"^^") if token[:1] == b'"' else token
        found = SCHEME.match(iri)
        return found is not None and found[1] in self._taken


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
