"""Reads incidents with all their reports, so that what is only hedged or is denied never looks like what happened."""

from __future__ import annotations

from collections.abc import Iterator

from kg.export.views.nodes import factuality_of, first_of, values_of
from kg.export.views.reading import Reader
from kg.export.views.rows import Difference, IncidentRow, Position, Report
from kg.namespaces import CKG, RDFS

__all__ = ["incidents"]


def incidents(reader: Reader) -> Iterator[IncidentRow]:
    """Yield every incident, by IRI; its reports and what they differ on by theirs."""
    for node in reader.world("Incident"):
        reports = [
            _report(reader, claim, part) for part in ("report", "dissent") for claim in node.values.get(part, ())
        ]
        differences = [_difference(reader, iri) for iri in node.values.get("disagreement", ())]
        yield IncidentRow(node, tuple(reports), tuple(differences))


def _report(reader: Reader, claim: str, part: str) -> Report:
    node = reader.node(claim)
    content, speaker = (first_of(node, CKG + name) for name in ("claims", "claimedBy"))
    surely = factuality_of(node, reader.node(content) if content else {})
    voice = first_of(node, CKG + "voice").removeprefix(CKG)
    return Report(claim, part, surely, voice, reader.thing(speaker) if speaker else None)


def _difference(reader: Reader, iri: str) -> Difference:
    node = reader.node(iri)
    positions = tuple(_position(reader, term) for term in values_of(node, CKG + "position"))
    matter = first_of(node, CKG + "matter").removeprefix(CKG)
    return Difference(iri, first_of(node, RDFS + "label"), matter, positions)


def _position(reader: Reader, iri: str) -> Position:
    node = reader.node(iri)
    claims = tuple(values_of(node, CKG + "positionClaim"))
    return Position(iri, first_of(node, RDFS + "label"), claims)
