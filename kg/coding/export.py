"""Writes a store in the form of a coding scheme, and says what stands in no row."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.coding.acled import AcledRow, acled_rows
from kg.coding.left_out import left_out, listed, ordered
from kg.coding.plover import plover_records
from kg.coding.reprints import printed_elsewhere
from kg.errors import StoreError, UsageError
from kg.formats.suffixes import CODED_FORMATS
from kg.namespaces import CKG, RDF
from kg.sparql import open_source

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["CodedExport", "export_coded"]

PREFIX: Final = "ckg_"


@dataclass(frozen=True, slots=True)
class CodedExport:
    """The bytes of the file (UTF-8), how many rows it has, and one line that says what gave none and why."""

    data: bytes
    rows: int
    summary: str


def export_coded(store: Path, format: str) -> CodedExport:
    """Write the store in the folder *store* as one of CODED_FORMATS; the same bytes for the same store.

    CSV is that of RFC 4180 with a header; JSON Lines has one object a line.

    Raises:
        UsageError: the format is unknown.
        StoreError: there is no store, or it was built without the mappings to coding schemes.
    """
    if format not in CODED_FORMATS:
        raise UsageError(format, "is no format of coded rows", f"one of: {', '.join(CODED_FORMATS)}")
    opened = open_source(store)
    if not _instances(opened, "TypeMapping"):
        raise StoreError(store, "holds no mappings to coding schemes", "a store that kg build or kg link made anew")
    return _acled(opened) if format == "acled-csv" else _plover(opened)


def _acled(store: Store) -> CodedExport:
    rows = list(acled_rows(store))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(PREFIX + field.name for field in fields(AcledRow))
    writer.writerows(asdict(row).values() for row in rows)
    coded = {claim for row in rows for claim in row.claims.split()}
    printed = printed_elsewhere(store, coded)
    told = f"acled-csv: {len(rows)} rows of {_instances(store, 'Incident')} incidents"
    told += _repeating(sum(not printed.isdisjoint(row.claims.split()) for row in rows))
    return CodedExport(text.getvalue().encode(), len(rows), _summary(store, told, coded, of_incidents=True))


def _plover(store: Store) -> CodedExport:
    records = list(plover_records(store))
    data = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()
    unsure = Counter(record["ckg_factuality"] for record in records if record["ckg_factuality"] != "asserted")
    told = f"plover-jsonl: {len(records)} rows" + (f", {listed(ordered(unsure))} (ckg_factuality)" if unsure else "")
    coded = {record["id"] for record in records}
    told += _repeating(len(printed_elsewhere(store, coded)))
    return CodedExport(data, len(records), _summary(store, told, coded, of_incidents=False))


def _summary(store: Store, told: str, coded: set[str], *, of_incidents: bool) -> str:
    missing = left_out(store, coded, of_incidents=of_incidents)
    count = sum(missing.reasons.values()) + sum(missing.uncoded.values())
    return f"{told}; {count} of {count + len(coded)} claims are in none" + (f": {missing}" if count else "")


def _repeating(rows: int) -> str:
    """Say how many rows are of texts that have a row for each of their publications; nothing where none is."""
    return (
        f"; {rows} of them are of texts that several documents print, each told again (kg query shared-texts)"
        * bool(rows)
    )


def _instances(store: Store, name: str) -> int:
    from pyoxigraph import NamedNode

    quads = store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(CKG + name), None)
    return len({str(quad.subject) for quad in quads})
