"""GraphML for Gephi, yEd and networkx: what is said is a node, and each role an edge from it, so that no pair is invented.

Nodes are claims (kind "claim"), actors, places and talks ("thing"), documents and incidents. Edges are roles, the speaker,
the document, and what the world layer adds; an edge of kind "accepted" is an accepted statement, the only one between two
things. Every node and edge of a claim tells how surely it is said and by whom; an incident tells it of all its reports, and
who denies it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from kg.export.views.check import Told
from kg.export.views.incidents import incidents
from kg.export.views.reading import Reader
from kg.export.views.rows import ClaimRow, DocumentRow, IncidentRow, Thing, WorldRow
from kg.namespaces import CKG, EVENT_TYPE, GRAPHML, PROV
from kg.sparql.classes import thing_classes

if TYPE_CHECKING:
    from kg.export.source import Source
    from kg.export.table import Options

__all__ = ["read_graphml", "write_graphml"]

Values = Mapping[str, str | int | None]
NODE_KEYS: Final = (
    "label kind type factuality voice speaker relayedBy quote start:int end:int document paragraph:int date notBefore notAfter "
    "place:boolean content details quantities evidence issued publisher file claims reports:int independentSources:int "
    "reportedBy deniedBy differences language url selector page:int supplied suppliedBy agency words:int"
).split()
EDGE_KEYS: Final = (
    "label kind role factuality speaker position quote date document paragraph:int claim claims policy".split()
)
# XML 1.0 (section 2.2) has no place for these, not even as references.
NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graphml(source: Source, out: BinaryIO, options: Options) -> str | None:
    """Write nodes and edges, document by document; return what to tell of characters that XML has no place for."""
    reader, replaced = Reader(source), 0
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns={quoteattr(GRAPHML)}>\n'.encode())
    for part in (*_keys("node", NODE_KEYS), *_keys("edge", EDGE_KEYS), '<graph id="G" edgedefault="directed">'):
        out.write(part.encode() + b"\n")
    for part in _elements(reader):
        written, count = NO_XML.subn("\ufffd", part)
        out.write(written.encode() + b"\n")
        replaced += count
    out.write(b"</graph>\n</graphml>\n")
    return f"U+FFFD stands for {replaced} characters that XML has no place for" if replaced else None


def read_graphml(path: Path) -> Iterator[Told]:
    """Yield what nodes and edges tell of each claim, as Expat reads them."""
    from xml.etree.ElementTree import Element, iterparse

    named: set[int] = set()  # the nodes that have a label; hashes, since there may be many
    graph: Element | None = None
    for event, element in iterparse(path, ("start", "end")):
        tag = element.tag.removeprefix(f"{{{GRAPHML}}}")
        if event == "start":
            graph = element if tag == "graph" else graph
            continue
        data = {item.get("key", ""): item.text or "" for item in element} if tag in ("node", "edge") else {}
        if tag == "node" and data.get("n-label"):
            named.add(hash(element.get("id")))
        if data.get("n-kind") == "claim":
            yield from _told(element.attrib["id"], data)
        if data.get("e-kind") in ("role", "claimedBy", "relayedBy") and hash(element.get("target")) in named:
            yield element.attrib["source"], "labels", element.attrib["target"]
        if graph is not None and data:
            graph.clear()  # what is counted need not stay in memory


def _told(claim: str, data: Mapping[str, str]) -> Iterator[Told]:
    yield claim, "claims", ""
    yield from ((claim, "factualities", CKG + name) for name in data.get("n-factuality", "").split())
    yield from ((claim, "evidences", iri) for iri in data.get("n-evidence", "").split())
    if data.get("n-content"):
        yield claim, "events", data["n-content"]


def _keys(of: str, names: list[str]) -> Iterator[str]:
    for name, _, kind in (row.partition(":") for row in names):
        yield f'<key id="{of[0]}-{name}" for="{of}" attr.name="{name}" attr.type="{kind or "string"}"/>'


def _elements(reader: Reader) -> Iterator[str]:
    yield from (_thing(thing) for thing in reader.things())
    yield from (_document(document) for document in reader.documents())
    unlisted: set[str] = set()
    for claim in reader.claims():
        for thing in (*(role.thing for role in claim.roles), claim.speaker, claim.relayed_by):
            # What no graph says the class of.
            if thing and not thing_classes() & set(thing.kinds) and thing.iri not in unlisted:
                unlisted.add(thing.iri)
                yield _thing(thing)
        yield _claim(claim)
        yield from _claim_edges(claim)
    for incident in incidents(reader):
        yield from _incident(incident)
    for name in ("contradicts", "corroborates"):
        yield from (_edge(one, other, {"label": name, "kind": name}) for one, other in reader.pairs(name))
    yield from _accepted(reader)
    for text in reader.world("SharedText"):
        yield from _text_of_several(reader, text)


def _thing(thing: Thing) -> str:
    place = "true" if thing.is_place else "false"
    return _node(thing.iri, {"label": thing.label, "kind": "thing", "type": thing.kind, "place": place})


def _document(row: DocumentRow) -> str:
    publisher = row.publisher.label if row.publisher else ""
    told: Values = {
        "label": row.label,
        "kind": "document",
        "issued": row.issued,
        "file": row.file,
        "publisher": publisher,
        "language": row.language,
        "url": row.url,
        "supplied": " ".join(row.supplied),
        "suppliedBy": row.supplied_by,
    }
    return _node(row.iri, told)


def _claim(row: ClaimRow) -> str:
    first = row.evidence[0] if row.evidence else None
    told: Values = {
        "label": row.title,
        "kind": "claim",
        "type": row.type,
        "voice": row.voice,
        "relayedBy": row.relayed_by.label if row.relayed_by else "",
        "start": first.start if first else None,
        "end": first.end if first else None,
        "selector": first.place if first else "",
        "page": first.page if first else None,
        "notBefore": row.not_before,
        "notAfter": row.not_after,
        "content": row.content,
        "details": "; ".join(f"{name}: {value}" for name, value in row.details),
        "quantities": "; ".join(f"{item.kind}: {item.text}" for item in row.quantities),
        "evidence": " ".join(evidence.iri for evidence in row.evidence),
        **_said(row),
    }
    return _node(row.iri, told)


def _said(row: ClaimRow) -> dict[str, str | int | None]:
    """Return what every node and edge of a claim tells."""
    return {
        "factuality": row.factuality,
        "speaker": row.speaker.label if row.speaker else "",
        "quote": row.quote,
        "date": row.edtf,
        "document": (row.document.file or row.document.label) if row.document else "",
        "paragraph": row.paragraph_number,
    }


def _claim_edges(row: ClaimRow) -> Iterator[str]:
    said = {**_said(row), "claim": row.iri}
    for role in row.roles:
        label = f"{row.factuality}: {role.name}"
        yield _edge(row.iri, role.thing.iri, {"label": label, "kind": "role", "role": role.name, **said})
    for kind, thing in (("claimedBy", row.speaker), ("relayedBy", row.relayed_by)):
        if thing:
            yield _edge(row.iri, thing.iri, {"label": kind, "kind": kind, **said})
    if row.document:
        yield _edge(row.iri, row.document.iri, {"label": "inDocument", "kind": "inDocument", **said})
    if row.claimed:
        yield _edge(row.iri, row.claimed, {"label": f"{row.factuality}: content", "kind": "content", **said})


def _incident(row: IncidentRow) -> Iterator[str]:
    told: Values = {
        "label": row.title,
        "kind": "incident",
        "type": row.node.one("incidentType").removeprefix(EVENT_TYPE),
        "factuality": " ".join(row.factualities),
        "date": row.node.one("edtf"),
        "notBefore": row.node.one("notBefore"),
        "notAfter": row.node.one("notAfter"),
        "reports": row.node.one("reportCount"),
        "independentSources": row.node.one("independentSources"),
        "reportedBy": row.speakers("report"),
        "deniedBy": row.speakers("dissent"),
        "differences": "; ".join(difference.label for difference in row.differences),
    }
    yield _node(row.node.iri, told)
    positions = [position for difference in row.differences for position in difference.positions]
    for report in row.reports:
        said: Values = {
            "label": f"{report.factuality}: {report.part}",
            "kind": report.part,
            "factuality": report.factuality,
            "speaker": report.speaker.label if report.speaker else "",
            "position": "; ".join(position.label for position in positions if report.claim in position.claims),
        }
        yield _edge(row.node.iri, report.claim, said)


def _text_of_several(reader: Reader, row: WorldRow) -> Iterator[str]:
    """Yield a text that several documents publish, and an edge to each of them, the first one marked."""
    agency = reader.thing(row.one("agency")).label if row.one("agency") else ""
    words = row.one("sharedWords")
    yield _node(row.iri, {"label": row.label, "kind": "text", "agency": agency, "words": words})
    for document in row.values.get("publication", ()):
        kind = "firstPublication" if document == row.one("firstPublication") else "publication"
        yield _edge(row.iri, document, {"label": kind, "kind": kind})


def _accepted(reader: Reader) -> Iterator[str]:
    for row in reader.world("AcceptedStatement"):
        name = row.one("statementPredicate").rpartition("#")[2]
        claims = " ".join(row.values.get(PROV + "wasDerivedFrom", ()))
        policy = reader.thing(row.one("policy")).label if row.one("policy") else ""
        told: Values = {
            "label": f"accepted: {name}",
            "kind": "accepted",
            "role": name,
            "claims": claims,
            "policy": policy,
        }
        yield _edge(row.one("statementSubject"), row.one("statementObject"), told)


def _node(iri: str, values: Values) -> str:
    return f"<node id={quoteattr(iri)}>{_data('n', values)}</node>"


def _edge(one: str, other: str, values: Values) -> str:
    return f"<edge source={quoteattr(one)} target={quoteattr(other)}>{_data('e', values)}</edge>"


def _data(of: str, values: Values) -> str:
    told = ((name, str(value)) for name, value in values.items() if value not in (None, ""))
    return "".join(f'<data key="{of}-{name}">{_text(value)}</data>' for name, value in told)


def _text(value: str) -> str:
    # A parser turns a bare carriage return into a line feed.
    return escape(value, {"\r": "&#13;"})
