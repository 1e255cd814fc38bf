"""CSV on the Web: a folder of tables (RFC 4180) and `csv-metadata.json`, which says what each column means in RDF.

Cells hold their text to the letter, so a quote that begins with `=` or `@` does too: a mark before it would change what the
document says. A spreadsheet should import the files as text.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.export.counts import LABELS
from kg.export.views.check import Told, as_name
from kg.export.views.csvw_tables import TABLES, metadata
from kg.export.views.incidents import incidents
from kg.export.views.nodes import value_of
from kg.export.views.places import position
from kg.export.views.reading import Reader
from kg.export.views.rows import ClaimRow, DocumentRow, IncidentRow, Thing, WorldRow
from kg.graph.states import PARTIES
from kg.namespaces import CKG, PROV

if TYPE_CHECKING:
    from kg.export.source import Source
    from kg.export.table import Options

__all__ = ["read_csvw", "write_csvw"]

Cell = str | int | float | None


def write_csvw(source: Source, folder: Path, options: Options) -> None:
    """Write every table, with its header also where it has no row, and the metadata."""
    reader = Reader(source)
    with _Tables(folder) as tables:
        for document in reader.documents():
            tables.add("documents", _document(document))
        for claim in reader.claims():
            _add_claim(tables, claim)
        for thing in reader.things():
            _add_thing(tables, reader, thing)
        _add_world(tables, reader)
        for row in _labels(source):
            tables.add("labels", row)
    text = json.dumps(metadata(options), ensure_ascii=False, indent=1)
    (folder / "csv-metadata.json").write_bytes(text.encode() + b"\n")


def read_csvw(path: Path) -> Iterator[Told]:
    """Yield what the rows tell of each claim, as Python's reader of CSV finds them."""
    with _long_cells():
        for row in _rows(path / "claims.csv"):
            claim = row["claim"]
            yield claim, "claims", ""
            yield from ((claim, "factualities", CKG + name) for name in row["factuality"].split())
            if row["content"]:
                yield claim, "events", row["content"]
            yield from ((claim, "labels", row[who]) for who in ("speaker", "relayed_by") if row[f"{who}_label"])
        for row in _rows(path / "roles.csv"):
            if row["thing_label"]:
                yield row["claim"], "labels", row["thing"]
        for row in _rows(path / "evidences.csv"):
            yield row["claim"], "evidences", row["evidence"]
        for row in _rows(path / "labels.csv"):
            yield row["thing"], "names", as_name(row["label"], row["language"])


class _Tables:
    """The open files of all tables."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._stack = folder, ExitStack()
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> _Tables:
        for table in TABLES:
            file = self._stack.enter_context(
                (self._folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="")
            )
            self._writers[table.name] = csv.writer(file, lineterminator="\r\n")
            self.add(table.name, [column.name for column in table.columns])
        return self

    def __exit__(self, *exc: object) -> None:
        self._stack.close()

    def add(self, table: str, cells: Iterable[Cell]) -> None:
        self._writers[table].writerow(["" if cell is None else cell for cell in cells])


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let cells be as long as they are."""
    before = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _iri(thing: Thing | None) -> str:
    return thing.iri if thing else ""


def _name(thing: Thing | None) -> str:
    return thing.label if thing else ""


def _document(row: DocumentRow) -> list[Cell]:
    authors = " ".join(author.iri for author in row.authors)
    told: list[Cell] = [
        row.iri,
        row.label,
        row.title,
        row.file,
        row.issued,
        row.format,
        row.sha256,
        row.language,
        row.url,
    ]
    return [*told, _iri(row.publisher), _name(row.publisher), authors, " ".join(row.supplied), row.supplied_by]


def _add_claim(tables: _Tables, row: ClaimRow) -> None:
    tables.add("claims", _claim(row))
    for role in row.roles:
        told = (role.name, role.thing.iri, role.thing.label, row.factuality)
        tables.add("roles", [row.iri, row.content, *told])
    for name, value in row.details:
        tables.add("details", [row.iri, row.content, name, value, row.factuality])
    for item in row.quantities:
        numbers = (item.value, item.minimum, item.maximum)
        tables.add("quantities", [row.iri, row.content, item.iri, item.kind, item.text, *numbers, row.factuality])
    for evidence in row.evidence:
        span = evidence.start, evidence.end, evidence.quote
        tables.add("evidences", [row.iri, evidence.iri, evidence.document, *span, evidence.place, evidence.page])


def _claim(row: ClaimRow) -> list[Cell]:
    first = row.evidence[0] if row.evidence else None
    return [
        row.iri,
        row.document.iri if row.document else "",
        row.paragraph,
        row.paragraph_number,
        _iri(row.speaker),
        _name(row.speaker),
        _iri(row.relayed_by),
        _name(row.relayed_by),
        row.factuality,
        row.voice,
        row.content,
        row.type,
        row.event_type,
        row.claimed,
        row.edtf,
        row.not_before,
        row.not_after,
        row.attested_on,
        row.quote,
        first.start if first else None,
        first.end if first else None,
    ]


def _add_thing(tables: _Tables, reader: Reader, thing: Thing) -> None:
    if not thing.is_place:
        tables.add("actors", [thing.iri, thing.label, thing.kind])
        return
    long, lat = position(reader, thing.iri) or ("", "")
    tables.add("places", [thing.iri, thing.label, thing.kind, lat, long])


def _add_world(tables: _Tables, reader: Reader) -> None:
    for incident in incidents(reader):
        _add_incident(tables, incident)
    for row in reader.world("AcceptedStatement"):
        tables.add("statements", _statement(reader, row))
    for row in reader.world("Situation"):
        tables.add("states", _state(row))
        for part, iri in _parties(row):
            tables.add("parties", [row.iri, part, iri, reader.thing(iri).label])
    for row in reader.world("SharedText"):
        tables.add("texts", _text(reader, row))
    for name in ("contradicts", "corroborates"):
        for one, other in reader.pairs(name):
            tables.add("agreements", [one, name, other])


def _add_incident(tables: _Tables, row: IncidentRow) -> None:
    tables.add("incidents", _incident(row))
    for report in row.reports:
        speaker = (_iri(report.speaker), _name(report.speaker))
        tables.add("reports", [row.node.iri, report.claim, report.part, report.factuality, report.voice, *speaker])
    for difference in row.differences:
        told = (row.node.iri, difference.iri, difference.matter, difference.label)
        for side in difference.positions:
            for claim in side.claims:
                tables.add("differences", [*told, side.iri, side.label, claim])


def _incident(row: IncidentRow) -> list[Cell]:
    node = row.node
    said = (" ".join(row.factualities), row.speakers("report"), row.speakers("dissent"))
    single = [node.one(name) for name in ("incidentType", "reportCount", "independentSources", "notBefore", "notAfter")]
    lists = [_joined(node, name) for name in ("doneBy", "doneTo", "involves", "happenedAt", "report", "dissent")]
    return [node.iri, node.label, *said, *single, *lists]


def _statement(reader: Reader, row: WorldRow) -> list[Cell]:
    subject, predicate, value, policy = (
        row.one(name) for name in ("statementSubject", "statementPredicate", "statementObject", "policy")
    )
    names = [reader.thing(iri).label for iri in (subject, value)]
    return [row.iri, subject, names[0], predicate, value, names[1], policy, _joined(row, PROV + "wasDerivedFrom")]


def _state(row: WorldRow) -> list[Cell]:
    days = ("standing", "office", "edtf", "beganNotBefore", "beganNotAfter", "endedNotBefore", "endedNotAfter")
    lists = [_joined(row, name) for name in ("beganBy", "endedBy", "attestedBy", "disputedBy")]
    return [row.iri, row.kind, row.label, *(row.one(name) for name in days), *lists]


def _text(reader: Reader, row: WorldRow) -> list[Cell]:
    agency = row.one("agency")
    name = reader.thing(agency).label if agency else ""
    return [
        row.iri,
        row.label,
        _joined(row, "publication"),
        row.one("firstPublication"),
        agency,
        name,
        row.one("sharedWords"),
    ]


def _parties(row: WorldRow) -> Iterator[tuple[str, str]]:
    for part in sorted({node.value for pair in PARTIES.values() for node in pair}):
        yield from ((part, iri) for iri in row.values.get(part.removeprefix(CKG), ()))


def _joined(row: WorldRow, name: str) -> str:
    return " ".join(row.values.get(name, ()))


def _labels(source: Source) -> Iterator[list[Cell]]:
    last = None
    for quad in source.quads():
        if quad.predicate.value in LABELS and quad.triple != last:
            last = quad.triple
            language = getattr(quad.object, "language", None)
            yield [value_of(quad.subject), quad.predicate.value, value_of(quad.object), language]
