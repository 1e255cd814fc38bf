"""schema.org JSON-LD: a NewsArticle for each document, a Claim for each claim, and no Event.

A search engine takes a schema:Event for something that takes place, and schema.org has no word for "denied". So what is
claimed stays inside the Claim: its name begins with how surely it is said, its text is the quote, its author the speaker, and
who is in which role hangs on `about` through schema:Role.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from kg.export.views.check import Told
from kg.export.views.nodes import value_of
from kg.export.views.reading import Reader
from kg.export.views.rows import ClaimRow, DocumentRow, Thing
from kg.namespaces import CKG, RDF, SCHEMA

if TYPE_CHECKING:
    from kg.export.source import Source
    from kg.export.table import Options

__all__ = ["read_schemaorg", "write_schemaorg"]

CONTEXT: Final = {"@vocab": SCHEMA, "id": "@id", "type": "@type"}
# The first class of a thing that is here tells; whatever is not here is a Thing.
KINDS: Final = {
    "Person": "Person",
    "Government": "GovernmentOrganization",
    "ArmedGroup": "Organization",
    "Coalition": "Organization",
    "StateForce": "Organization",
    "Organization": "Organization",
    "Country": "Country",
    "Province": "AdministrativeArea",
    "District": "AdministrativeArea",
}


def write_schemaorg(source: Source, out: BinaryIO, options: Options) -> None:
    """Write articles and claims, one a line."""
    reader = Reader(source)
    out.write(f'{{"@context": {json.dumps(CONTEXT)}, "@graph": ['.encode())
    for number, node in enumerate(_nodes(reader)):
        # Search engines read JSON-LD inside <script>, which nothing in a quote may end.
        line = json.dumps(_told(node), ensure_ascii=False).replace("<", "\\u003c")
        out.write((",\n" if number else "\n").encode() + line.encode())
    out.write(b"\n]}\n")


def read_schemaorg(path: Path) -> Iterator[Told]:
    """Yield what each Claim tells, as Oxigraph's parser of JSON-LD reads it; what is in a claim stands together there."""
    from pyoxigraph import RdfFormat, parse

    node: list[tuple[str, str, str]] = []
    for quad in parse(path=str(path), format=RdfFormat.JSON_LD):
        predicate, value = quad.predicate.value, value_of(quad.object)
        if predicate == RDF + "type" and value in (SCHEMA + "Claim", SCHEMA + "NewsArticle"):
            yield from _told_of(node)
            node = []
        node.append((value_of(quad.subject), predicate, value))
    yield from _told_of(node)


def _told_of(node: list[tuple[str, str, str]]) -> Iterator[Told]:
    claims = [subject for subject, _, value in node if value == SCHEMA + "Claim"]
    if not claims:
        return
    claim = claims[0]
    yield claim, "claims", ""
    texts = any(name == SCHEMA + "text" for _, name, _ in node)
    for subject, name, value in node:
        if subject == claim and name == SCHEMA + "mainEntity":
            yield claim, "events", value
        elif subject == claim and name == SCHEMA + "isBasedOn" and texts:
            yield claim, "evidences", value
        elif name == SCHEMA + "inDefinedTermSet" and value == CKG + "Factuality":
            yield from ((claim, "factualities", CKG + surely) for surely in subject.removeprefix(CKG).split("%20"))
        elif name == SCHEMA + "name" and subject != claim:
            yield claim, "labels", subject


def _nodes(reader: Reader) -> Iterator[dict[str, Any]]:
    yield from map(_article, reader.documents())
    yield from map(_claim, reader.claims())


def _article(row: DocumentRow) -> dict[str, Any]:
    digest = {"type": "PropertyValue", "propertyID": "SHA-256", "value": row.sha256} if row.sha256 else None
    return {
        "id": row.iri,
        "type": "NewsArticle",
        "name": row.label,
        "headline": row.title,
        "alternateName": row.file,
        "datePublished": row.issued,
        "encodingFormat": row.format,
        "inLanguage": row.language,
        "url": row.url,
        "identifier": digest,
        "publisher": _thing(row.publisher),
        "author": [_thing(author) for author in row.authors],
    }


def _claim(row: ClaimRow) -> dict[str, Any]:
    return {
        "id": row.iri,
        "type": "Claim",
        "name": row.title,
        "text": [evidence.quote for evidence in row.evidence],
        "isBasedOn": [{"id": evidence.iri} for evidence in row.evidence],
        "author": _thing(row.speaker),
        "provider": _thing(row.relayed_by),
        "appearance": {"id": row.document.iri} if row.document else None,
        "citation": row.where,
        "keywords": [
            _term(CKG + row.factuality, row.factuality, CKG + "Factuality") if row.factuality else None,
            _term(CKG + row.voice, row.voice, CKG + "Voice") if row.voice else None,
            _term(row.event_type, row.type, row.event_type.rpartition("/")[0]) if row.event_type else None,
        ],
        "mainEntity": {"id": row.content} if row.content else None,
        "temporalCoverage": row.edtf,
        "about": [{"type": "Role", "roleName": role.name, "about": _thing(role.thing)} for role in row.roles],
        "hasPart": {"id": row.claimed} if row.claimed else None,
    }


def _term(iri: str, name: str, scheme: str) -> dict[str, Any]:
    return {"id": iri, "type": "DefinedTerm", "name": name, "inDefinedTermSet": {"id": scheme}}


def _thing(thing: Thing | None) -> dict[str, Any] | None:
    if thing is None:
        return None
    kind = next((KINDS[name] for name in thing.kinds if name in KINDS), "Place" if thing.is_place else "Thing")
    return {"id": thing.iri, "type": kind, "name": thing.label}


def _told(node: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not told."""
    lists = {
        name: [item for item in value if item] if isinstance(value, list) else value for name, value in node.items()
    }
    return {name: value for name, value in lists.items() if value}
