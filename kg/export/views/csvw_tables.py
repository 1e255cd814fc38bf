"""The tables of the CSVW folder: their columns, what each means in RDF, and their keys; from this comes `csv-metadata.json`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.namespaces import CKG, DCTERMS, OA, PROV, RDF, RDFS, WGS84

if TYPE_CHECKING:
    from kg.export.table import Options

__all__ = ["TABLES", "Column", "Table", "metadata"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, the datatype of CSVW, the property it stands for, and of what (the row's subject if "").

    *value* is the template of an IRI that the cell leads to; *separator* parts the values of a list. A column without a
    property is for people, and gives no triple.
    """

    name: str
    title: str
    datatype: str = "string"
    property: str = ""
    about: str = ""
    value: str = ""
    separator: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows are about the IRI in the column *about*; *kind* is their class, *foreign* column to table."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    about: str = ""
    kind: str = ""
    foreign: tuple[tuple[str, str], ...] = ()


def _iri(name: str, title: str, property: str = "", **more: Any) -> Column:
    # `+` keeps the characters of an IRI as they are (RFC 6570, level 2).
    value = "" if more.get("separator") or not property else f"{{+{name}}}"
    return Column(name, title, "anyURI", property, value=value, **more)


CLAIM: Final = _iri("claim", "claim", required=True)
LABEL: Final = RDFS + "label"


def _ckg(name: str, title: str, property: str, **more: Any) -> Column:
    """Return a column of local names of the ontology, such as Denied."""
    return Column(name, title, property=CKG + property, value=f"{CKG}{{{name}}}", **more)


def _list(name: str, title: str, property: str) -> Column:
    return _iri(name, title, property, separator=" ")


_DOCUMENTS: Final = Table(
    "documents",
    "documents",
    (
        _iri("document", "document", required=True),
        Column("label", "label", property=LABEL),
        Column("title", "title", property=DCTERMS + "title"),
        Column("file", "file name", property=CKG + "fileName"),
        Column("issued", "day of issue", "date", DCTERMS + "issued"),
        Column("format", "media type", property=DCTERMS + "format"),
        Column("sha256", "SHA-256 of the file", property=CKG + "sha256"),
        Column("language", "language of the text, as a BCP 47 tag", property=DCTERMS + "language"),
        _iri("url", "where it was published", DCTERMS + "source"),
        _iri("publisher", "publisher", CKG + "publisher"),
        Column("publisher_label", "publisher's name"),
        _list("authors", "authors", CKG + "author"),
        _list(
            "supplied",
            "properties that the document does not state and a file beside it does",
            CKG + "suppliedProperty",
        ),
        Column("supplied_by", "the file that states them", property=CKG + "suppliedBy"),
    ),
    ("document",),
    "document",
    "Document",
)
_CLAIMS: Final = Table(
    "claims",
    "claims: who says what, how surely, and where it stands",
    (
        CLAIM,
        _iri("document", "document"),
        _iri("paragraph", "paragraph", PROV + "wasDerivedFrom"),
        Column("paragraph_number", "paragraph number", "nonNegativeInteger", CKG + "paragraphNumber", "paragraph"),
        _iri("speaker", "who says it", CKG + "claimedBy"),
        Column("speaker_label", "who says it, by name"),
        _iri("relayed_by", "who passes it on", CKG + "relayedBy"),
        Column("relayed_by_label", "who passes it on, by name"),
        _ckg("factuality", "how surely: Asserted, Hedged, Intended or Denied", "factuality", required=True),
        _ckg("voice", "voice", "voice"),
        _iri("content", "what is claimed", CKG + "claims"),
        Column("type", "type of what is claimed"),
        _iri("event_type", "type of what is claimed, as a concept", CKG + "eventType", about="content"),
        _iri("claimed", "the claim that a speech act makes", CKG + "content", about="content"),
        Column("edtf", "when (EDTF)", property=CKG + "edtf", about="content"),
        Column("not_before", "not before", "date", CKG + "notBefore", "content"),
        Column("not_after", "not after", "date", CKG + "notAfter", "content"),
        Column("attested_on", "attested on", "date", CKG + "attestedOn", "content"),
        Column("quote", "the words that say it"),
        Column("start", "first character of the words", "nonNegativeInteger"),
        Column("end", "character after the words", "nonNegativeInteger"),
    ),
    ("claim",),
    "claim",
    "Claim",
    (("document", "documents"),),
)
_ROLES: Final = Table(
    "roles",
    "who is said to stand in which role",
    (
        CLAIM,
        _iri("content", "what is claimed", required=True),
        Column("role", "role", required=True),
        Column("thing", "who or what", "anyURI", CKG + "{role}", "content", "{+thing}", required=True),
        Column("thing_label", "who or what, by name"),
        Column("factuality", "how surely it is said"),
    ),
    ("claim", "role", "thing"),
    foreign=(("claim", "claims"),),
)
_DETAILS: Final = Table(
    "details",
    "what is told in plain words: instruments, ranks, new names",
    (
        CLAIM,
        _iri("content", "what is claimed", required=True),
        Column("property", "property", required=True),
        Column("value", "words", property=CKG + "{property}", about="content"),
        Column("factuality", "how surely it is said"),
    ),
    ("claim", "property", "value"),
    foreign=(("claim", "claims"),),
)
_QUANTITIES: Final = Table(
    "quantities",
    "numbers that are told",
    (
        CLAIM,
        _iri("content", "what is claimed", required=True),
        Column("quantity", "quantity", "anyURI", CKG + "quantity", "content", "{+quantity}", required=True),
        Column("kind", "kind", property=CKG + "quantityKind", about="quantity"),
        Column("text", "words", property=CKG + "quantityText", about="quantity"),
        Column("value", "value", "decimal", CKG + "value", "quantity"),
        Column("minimum", "minimum", "decimal", CKG + "minimum", "quantity"),
        Column("maximum", "maximum", "decimal", CKG + "maximum", "quantity"),
        Column("factuality", "how surely it is said"),
    ),
    ("claim", "quantity"),
    foreign=(("claim", "claims"),),
)
_EVIDENCES: Final = Table(
    "evidences",
    "the words that say it, letter for letter",
    (
        CLAIM,
        Column("evidence", "evidence", "anyURI", CKG + "evidence", "claim", "{+evidence}", required=True),
        Column("document", "document", "anyURI", OA + "hasSource", "evidence", "{+document}"),
        Column("start", "first character", "nonNegativeInteger"),
        Column("end", "character after", "nonNegativeInteger"),
        Column("quote", "words"),
        Column("selector", "element, page or lines of the file, where it is no plain text"),
        Column("page", "page, from 1", "nonNegativeInteger", CKG + "page", "evidence"),
    ),
    ("claim", "evidence"),
    foreign=(("claim", "claims"),),
)
_ACTORS: Final = Table(
    "actors",
    "actors and talks",
    (
        _iri("actor", "actor", required=True),
        Column("label", "name", property=LABEL),
        Column("kinds", "classes", property=RDF + "type", value=CKG + "{kinds}", separator=" "),
    ),
    ("actor",),
    "actor",
)
_PLACES: Final = Table(
    "places",
    "places; coordinates only where the graph has them",
    (
        _iri("place", "place", required=True),
        Column("label", "name", property=LABEL),
        Column("kinds", "classes", property=RDF + "type", value=CKG + "{kinds}", separator=" "),
        Column("latitude", "latitude (WGS 84)", "decimal", WGS84 + "lat"),
        Column("longitude", "longitude (WGS 84)", "decimal", WGS84 + "long"),
    ),
    ("place",),
    "place",
)
_INCIDENTS: Final = Table(
    "incidents",
    "claims that report one happening, or deny it: how surely each does is in factualities and in the table reports",
    (
        _iri("incident", "incident", required=True),
        Column("label", "label: what is reported, not what is known", property=LABEL),
        Column("factualities", "how surely its reports say it, and Denied where one denies it"),
        Column("reported_by", "who says that it happened, by name"),
        Column("denied_by", "who says that it did not, by name"),
        _iri("type", "type", CKG + "incidentType"),
        Column("report_count", "number of reports", "nonNegativeInteger", CKG + "reportCount"),
        Column("independent_sources", "independent sources", "nonNegativeInteger", CKG + "independentSources"),
        Column("not_before", "not before", "date", CKG + "notBefore"),
        Column("not_after", "not after", "date", CKG + "notAfter"),
        _list("done_by", "said to have done it", CKG + "doneBy"),
        _list("done_to", "said to have suffered it", CKG + "doneTo"),
        _list("involves", "said to take part", CKG + "involves"),
        _list("happened_at", "said to be where", CKG + "happenedAt"),
        _list("reports", "claims that say that it happened", CKG + "report"),
        _list("dissent", "claims that say that it did not", CKG + "dissent"),
    ),
    ("incident",),
    "incident",
    "Incident",
)
_REPORTS: Final = Table(
    "reports",
    "what each claim says of an incident, how surely, and who says so",
    (
        _iri("incident", "incident", required=True),
        Column("claim", "claim", "anyURI", CKG + "{part}", value="{+claim}", required=True),
        Column("part", "report, or dissent where it says that it did not happen", required=True),
        Column("factuality", "how surely it is said"),
        Column("voice", "voice"),
        Column("speaker", "who says it", "anyURI", CKG + "claimedBy", "claim", "{+speaker}"),
        Column("speaker_label", "who says it, by name"),
    ),
    ("incident", "claim", "part"),
    "incident",
    foreign=(("incident", "incidents"), ("claim", "claims")),
)
_DIFFERENCES: Final = Table(
    "differences",
    "on what the reports of an incident differ, and which claim says what",
    (
        _iri("incident", "incident", required=True),
        _iri("disagreement", "disagreement", CKG + "disagreement", required=True),
        _ckg("matter", "matter: numbers, sides, outcome, occurrence or date", "matter", about="disagreement"),
        Column("label", "what is said, side by side", property=LABEL, about="disagreement"),
        _iri("position", "position", CKG + "position", about="disagreement", required=True),
        Column("position_label", "what these claims say", property=LABEL, about="position"),
        _iri("claim", "claim", CKG + "positionClaim", about="position", required=True),
    ),
    ("disagreement", "position", "claim"),
    "incident",
    foreign=(("incident", "incidents"), ("claim", "claims")),
)
_STATEMENTS: Final = Table(
    "statements",
    "accepted statements: what a policy takes from claims, each meaning 'at some time'",
    (
        _iri("statement", "statement", required=True),
        _iri("subject", "subject", CKG + "statementSubject"),
        Column("subject_label", "subject, by name"),
        _iri("predicate", "predicate", CKG + "statementPredicate"),
        _iri("object", "object", CKG + "statementObject"),
        Column("object_label", "object, by name"),
        _iri("policy", "policy", CKG + "policy"),
        _list("claims", "claims that it rests on", PROV + "wasDerivedFrom"),
    ),
    ("statement",),
    "statement",
    "AcceptedStatement",
)
_STATES: Final = Table(
    "states",
    "states through time, as far as claims tell",
    (
        _iri("state", "state", required=True),
        Column("kind", "class", property=RDF + "type", value=CKG + "{kind}"),
        Column("label", "label", property=LABEL),
        Column("standing", "how well it stands", "anyURI", CKG + "standing", value="{+standing}"),
        Column("office", "office", property=CKG + "office"),
        Column("edtf", "extent (EDTF)", property=CKG + "edtf"),
        Column("began_not_before", "began not before", "date", CKG + "beganNotBefore"),
        Column("began_not_after", "began not after", "date", CKG + "beganNotAfter"),
        Column("ended_not_before", "ended not before", "date", CKG + "endedNotBefore"),
        Column("ended_not_after", "ended not after", "date", CKG + "endedNotAfter"),
        _list("begun_by", "claims of the beginning", CKG + "beganBy"),
        _list("ended_by", "claims of the end", CKG + "endedBy"),
        _list("attested_by", "claims that attest it", CKG + "attestedBy"),
        _list("disputed_by", "claims that dispute it", CKG + "disputedBy"),
    ),
    ("state",),
    "state",
)
_PARTIES: Final = Table(
    "parties",
    "who is in a state, and in which part",
    (
        _iri("state", "state", required=True),
        Column("part", "property", "anyURI", required=True),
        Column("thing", "who or what", "anyURI", "{+part}", value="{+thing}", required=True),
        Column("thing_label", "who or what, by name"),
    ),
    ("state", "part", "thing"),
    "state",
    foreign=(("state", "states"),),
)
_AGREEMENTS: Final = Table(
    "agreements",
    "claims that contradict or corroborate one another",
    (
        CLAIM,
        Column("relation", "contradicts or corroborates", required=True),
        Column("other", "the other claim", "anyURI", CKG + "{relation}", value="{+other}", required=True),
    ),
    ("claim", "relation", "other"),
    "claim",
    foreign=(("claim", "claims"), ("other", "claims")),
)
_TEXTS: Final = Table(
    "texts",
    "texts that several documents publish: each counts as one source",
    (
        _iri("text", "text", required=True),
        Column("label", "label", property=LABEL),
        _list("publications", "documents that publish it", CKG + "publication"),
        _iri("first_publication", "the first of them", CKG + "firstPublication"),
        _iri("agency", "the agency whose text it is", CKG + "agency"),
        Column("agency_label", "agency, by name"),
        Column("shared_words", "words that at least two share", "nonNegativeInteger", CKG + "sharedWords"),
    ),
    ("text",),
    "text",
    "SharedText",
)
_LABELS: Final = Table(
    "labels",
    "every name and label, of whatever thing",
    (
        Column("thing", "thing", "anyURI", required=True),
        Column("property", "property", "anyURI", required=True),
        Column("label", "label"),
        Column("language", "language"),
    ),
    (),
    "thing",
)
TABLES: Final = (
    _DOCUMENTS, _CLAIMS, _ROLES, _DETAILS, _QUANTITIES, _EVIDENCES, _ACTORS, _PLACES, _INCIDENTS, _REPORTS, _DIFFERENCES,
    _STATEMENTS, _STATES, _PARTIES, _AGREEMENTS, _TEXTS, _LABELS,
)  # fmt: skip


def metadata(options: Options) -> dict[str, Any]:
    """Return `csv-metadata.json` as JSON values (W3C, Metadata Vocabulary for Tabular Data)."""
    told = {
        "dc:issued": options.issued,
        "dc:license": options.license and {"@id": options.license},
        "dc:publisher": options.publisher,
    }
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "conflict-kg",
        **{name: value for name, value in told.items() if value},
        # As RFC 4180 has it; cells are taken to the letter.
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True, "trim": False},
        "tables": [_described(table) for table in TABLES],
    }


def _described(table: Table) -> dict[str, Any]:
    columns = [_column(column) for column in table.columns]
    if table.kind:
        kind = {"virtual": True, "propertyUrl": RDF + "type", "valueUrl": CKG + table.kind}
        columns.append({"name": "class", **kind})
    schema: dict[str, Any] = {"columns": columns}
    if table.about:
        schema["aboutUrl"] = f"{{+{table.about}}}"
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.foreign:
        schema["foreignKeys"] = [_foreign(column, other) for column, other in table.foreign]
    return {"url": f"{table.name}.csv", "dc:title": table.title, "tableSchema": schema}


def _foreign(column: str, other: str) -> dict[str, Any]:
    key = next(table.key[0] for table in TABLES if table.name == other)
    return {"columnReference": column, "reference": {"resource": f"{other}.csv", "columnReference": key}}


def _column(column: Column) -> dict[str, Any]:
    told = {
        "aboutUrl": f"{{+{column.about}}}" if column.about else "",
        "propertyUrl": column.property,
        "valueUrl": column.value,
        "separator": column.separator,
        "required": column.required,
        "suppressOutput": not column.property,
    }
    base = {"name": column.name, "titles": column.title, "datatype": column.datatype, "null": ""}
    return base | {name: value for name, value in told.items() if value}
