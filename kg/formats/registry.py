"""Reads the registry (SKOS Turtle) into rows.

A row is one IRI with exactly one class of the ontology, one `skos:prefLabel` and at least one `dcterms:source`; besides any of

    skos:altLabel, skos:hiddenLabel      further names, with their language
    skosxl:altLabel, skosxl:hiddenLabel  [ skosxl:literalForm "SDF"@en ; ckg:nameKind ckg:Acronym ; dcterms:source "…" ]
    ckg:within, ckg:partOf, ckg:speaksFor, ckg:neverSameAs      other rows
    ckg:succession                       [ ckg:predecessor <…> ; ckg:successionKind ckg:Rename ; ckg:edtf "…" ]
    ckg:belonging                        [ org:organization <…> ; ckg:postTitle "…" ; ckg:edtf "…" ; dcterms:source "…" ]
    ckg:existence                        an EDTF interval
    ckg:sourceKind                       for information sources: ckg:NewsAgency …
    skos:scopeNote                       what tells homonyms apart
    ckg:neverNamed                       a name that it does not bear
    wgs84:lat, wgs84:long                degrees, both or none

A row without a `skos:prefLabel` adds to the row of that IRI in an earlier file, and what it says of a name holds from then on;
one with it takes the row's place. Anything else is refused, so that a misspelt property is an error and not a loss.
SKOS and SKOS-XL: W3C Recommendation, 18 August 2009.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.edtf import bounds
from kg.errors import LexiconError
from kg.lexicon import Entry, Name
from kg.lexicon.keys import surface_key
from kg.lexicon.rows import NAME_KINDS, SOURCE_KINDS, SUCCESSION_KINDS, Succession, Tie
from kg.namespaces import CKG, DCTERMS, ORG, RDF, SKOS, SKOSXL, WGS84

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Quad

__all__ = ["read_registry"]

TYPE: Final = RDF + "type"
PREF, ALT, HIDDEN, NOTE = SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", SKOS + "scopeNote"
XL_ALT, XL_HIDDEN, FORM = SKOSXL + "altLabel", SKOSXL + "hiddenLabel", SKOSXL + "literalForm"
SOURCE, EDTF, EXISTENCE, NEVER_NAMED = DCTERMS + "source", CKG + "edtf", CKG + "existence", CKG + "neverNamed"
WITHIN, PART_OF, SPEAKS_FOR, NEVER = CKG + "within", CKG + "partOf", CKG + "speaksFor", CKG + "neverSameAs"
SUCCESSION, PREDECESSOR, HOW = CKG + "succession", CKG + "predecessor", CKG + "successionKind"
BELONGING, BODY, TITLE = CKG + "belonging", ORG + "organization", CKG + "postTitle"
NAME_KIND, SOURCE_KIND = CKG + "nameKind", CKG + "sourceKind"
LAT, LONG = WGS84 + "lat", WGS84 + "long"

ROW_LITERALS: Final = frozenset({PREF, ALT, HIDDEN, NOTE, SOURCE, EXISTENCE, NEVER_NAMED, LAT, LONG})
ROW_LINKS: Final = frozenset({TYPE, WITHIN, PART_OF, SPEAKS_FOR, NEVER, SOURCE_KIND})
ROW_PARTS: Final = frozenset({XL_ALT, XL_HIDDEN, SUCCESSION, BELONGING})
PART_LITERALS: Final = frozenset({FORM, SOURCE, EDTF, TITLE})
PART_LINKS: Final = frozenset({TYPE, NAME_KIND, PREDECESSOR, HOW, BODY})
KNOWN: Final = ROW_LITERALS | ROW_LINKS | ROW_PARTS | PART_LITERALS | PART_LINKS


class _Values(defaultdict[str, list["NamedNode | Literal | BlankNode"]]):
    """The values of one subject by property, and how to say where it stands."""

    def __init__(self, where: str) -> None:
        super().__init__(list)
        self.where = where

    def all(self, predicate: str) -> list[str]:
        """Return the values of a property as sorted texts."""
        return sorted(str(node.value) for node in self[predicate])

    def one(self, predicate: str) -> str | None:
        """Return the only value of a property, or None where there is none."""
        found = self.all(predicate)
        if len(found) > 1:
            raise LexiconError(self.where, f"has {len(found)} values of {_short(predicate)}", "at most one")
        return found[0] if found else None

    def named(self, predicate: str, allowed: frozenset[str]) -> str:
        """Return the local name of an individual of the ontology, one of *allowed*, or ""."""
        name = (self.one(predicate) or "").removeprefix(CKG)
        if name and name not in allowed:
            right = f"one of: {', '.join(sorted(allowed))}"
            raise LexiconError(self.where, f"has the unknown {_short(predicate)} {name}", right)
        return name

    def time(self, predicate: str) -> str:
        """Return an EDTF expression, or ""."""
        text = self.one(predicate) or ""
        try:
            if text:
                bounds(text)
        except ValueError as error:
            raise LexiconError(
                self.where, f"has no EDTF in {_short(predicate)}: {error}", 'such as "2014-02/.."'
            ) from error
        return text


def read_registry(paths: Iterable[Path]) -> tuple[Entry, ...]:
    """Return the rows of all *paths* by IRI; no path gives (). Later files win, row by row.

    Names come preferred first, then others, then hidden ones, each sorted. Several sources are joined by "; ", sorted.

    Raises:
        LexiconError: a file is missing or not Turtle (the message names its line), a row has a property or a value that does
            not belong there, or adds to a row that no file before it has.
    """
    rows: dict[str, Entry] = {}
    for path in paths:
        subjects = _subjects(path)
        for node, values in subjects.items():
            if node.startswith("_:"):
                continue
            if values[PREF] or values[TYPE]:
                rows[node] = _entry(node, values, subjects)
            elif node in rows:
                rows[node] = _amended(rows[node], values, subjects)
            else:
                right = "a skos:prefLabel, or the row in an earlier file"
                raise LexiconError(values.where, "adds to a row that is not there", right)
    return tuple(rows[iri] for iri in sorted(rows))


def _subjects(path: Path) -> dict[str, _Values]:
    from pyoxigraph import BlankNode

    subjects: dict[str, _Values] = {}
    parts: set[str] = set()
    for quad in _quads(path):
        blank, node = isinstance(quad.subject, BlankNode), str(quad.subject).strip("<>")
        where = path.name if blank else f"{path.name}: {node}"
        values = subjects.setdefault(node, _Values(where))
        values[quad.predicate.value].append(_value(where, quad, part=blank))
        if isinstance(quad.object, BlankNode):
            parts.add(str(quad.object))
    if any(node.startswith("_:") and node not in parts for node in subjects):
        raise LexiconError(path.name, "has a row without an IRI", "a blank node only as the value of a row's property")
    return subjects


def _quads(path: Path) -> list[Quad]:
    from pyoxigraph import RdfFormat, parse

    try:
        return list(parse(path.read_bytes(), format=RdfFormat.TURTLE))
    except OSError as error:
        raise LexiconError(path.name, "cannot be read", "a readable file of SKOS Turtle") from error
    except SyntaxError as error:
        raise LexiconError(f"{path.name}:{error.lineno}", f"is not Turtle ({error.msg})", "SKOS Turtle") from error


def _value(where: str, quad: Quad, *, part: bool) -> NamedNode | Literal | BlankNode:
    from pyoxigraph import BlankNode, Literal, NamedNode

    predicate = quad.predicate.value
    if part and predicate in {PREF, ALT, HIDDEN}:
        raise LexiconError(where, "has a row without an IRI", "a blank node only as the value of a row's property")
    literals, links = (PART_LITERALS, PART_LINKS) if part else (ROW_LITERALS, ROW_LINKS)
    for allowed, sort, right in (
        (literals, Literal, "a literal"),
        (links, NamedNode, "an IRI"),
        (frozenset() if part else ROW_PARTS, BlankNode, "a blank node [ … ]"),
    ):
        if predicate in allowed:
            if isinstance(quad.object, sort):
                return quad.object
            raise LexiconError(where, f"has a value of {_short(predicate)} of the wrong sort", right)
    known = literals | links | (frozenset() if part else ROW_PARTS)
    raise LexiconError(
        where, f"has the unknown property {_short(predicate)}", f"one of: {', '.join(sorted(map(_short, known)))}"
    )


def _entry(iri: str, values: _Values, subjects: dict[str, _Values]) -> Entry:
    kinds = [name.removeprefix(CKG) for name in values.all(TYPE) if name.startswith(CKG)]
    if len(kinds) != 1:
        raise LexiconError(values.where, f"has {len(kinds)} classes of the ontology", "exactly one")
    if len(values[PREF]) != 1:
        raise LexiconError(values.where, f"has {len(values[PREF])} preferred labels", "exactly one")
    if not values[SOURCE]:
        raise LexiconError(values.where, "has no source", "every row names where it comes from (dcterms:source)")
    names = _names(values, subjects)
    bare = Entry(iri=iri, kind=kinds[0], label=names[0].text, names=())
    return replace(_amended(bare, values, subjects), names=names)


def _amended(entry: Entry, values: _Values, subjects: dict[str, _Values]) -> Entry:
    """Return *entry* with what *values* adds: single values take the place of earlier ones, others join them."""
    parts = {
        predicate: [subjects.get(str(node), _Values(values.where)) for node in values[predicate]]
        for predicate in ROW_PARTS
    }
    for part in (p for found in parts.values() for p in found):
        part.where = values.where
    names, never_named = _decided_names(entry, _names(values, subjects), values)
    return replace(
        entry,
        names=names,
        within=values.one(WITHIN) or entry.within,
        part_of=values.one(PART_OF) or entry.part_of,
        speaks_for=values.one(SPEAKS_FOR) or entry.speaks_for,
        source="; ".join(sorted({*filter(None, entry.source.split("; ")), *values.all(SOURCE)})),
        never_same_as=tuple(sorted({*entry.never_same_as, *values.all(NEVER)})),
        never_named=never_named,
        existence=values.time(EXISTENCE) or entry.existence,
        successions=tuple(sorted({*entry.successions, *map(_succession, parts[SUCCESSION])}, key=repr)),
        ties=tuple(sorted({*entry.ties, *map(_tie, parts[BELONGING])}, key=repr)),
        source_kind=values.named(SOURCE_KIND, SOURCE_KINDS) or entry.source_kind,
        note=values.one(NOTE) or entry.note,
        coordinates=_coordinates(values) or entry.coordinates,
    )


def _decided_names(entry: Entry, added: tuple[Name, ...], values: _Values) -> tuple[tuple[Name, ...], tuple[str, ...]]:
    """Return the names that *entry* then bears and never bears: what a later row says of a name takes the place of the earlier.

    A preferred name stays the label, even where the row is never found by it.
    """
    denied = {surface_key(text): text for text in values.all(NEVER_NAMED)}
    given = {surface_key(name.text): name.text for name in added if not name.preferred}
    if both := sorted(denied.keys() & given.keys()):
        raise LexiconError(values.where, f"bears and never bears '{given[both[0]]}'", "one of the two rows")
    kept = (name for name in entry.names if name.preferred or surface_key(name.text) not in denied)
    names = {(name.text, name.language): name for name in (*kept, *added)}
    never = {*(text for text in entry.never_named if surface_key(text) not in given), *denied.values()}
    return tuple(sorted(names.values(), key=_order)), tuple(sorted(never))


def _order(name: Name) -> tuple[bool, bool, str, str]:
    return not name.preferred, name.hidden, name.text, name.language


def _names(values: _Values, subjects: dict[str, _Values]) -> tuple[Name, ...]:
    found = [
        Name(node.value, getattr(node, "language", None) or "en", preferred=label == PREF, hidden=label == HIDDEN)
        for label in (PREF, ALT, HIDDEN)
        for node in values[label]
    ]
    for label in (XL_ALT, XL_HIDDEN):
        for node in values[label]:
            found.append(_own_name(subjects.get(str(node), _Values(values.where)), label == XL_HIDDEN, values.where))
    return tuple(sorted(found, key=_order))


def _own_name(part: _Values, hidden: bool, where: str) -> Name:
    part.where = where
    if len(part[FORM]) != 1:
        raise LexiconError(where, f"has a name with {len(part[FORM])} forms", "one skosxl:literalForm")
    language = getattr(part[FORM][0], "language", None) or "en"
    kind = part.named(NAME_KIND, NAME_KINDS)
    return Name(part.all(FORM)[0], language, hidden=hidden, kind=kind, source="; ".join(part.all(SOURCE)))


def _succession(part: _Values) -> Succession:
    predecessor, kind = part.one(PREDECESSOR), part.named(HOW, SUCCESSION_KINDS)
    if not (predecessor and kind):
        raise LexiconError(
            part.where, "has a succession that lacks its predecessor or kind", "ckg:predecessor and ckg:successionKind"
        )
    return Succession(kind, predecessor, part.time(EDTF), "; ".join(part.all(SOURCE)))


def _tie(part: _Values) -> Tie:
    body = part.one(BODY)
    if not body:
        raise LexiconError(part.where, "has a belonging without its body", "org:organization")
    return Tie(body, part.one(TITLE) or "", part.time(EDTF), "; ".join(part.all(SOURCE)))


def _coordinates(values: _Values) -> tuple[float, float] | None:
    given = (values.one(LAT), values.one(LONG))
    if given == (None, None):
        return None
    try:
        latitude, longitude = (float(text) if text else float("nan") for text in given)
    except ValueError:
        latitude = longitude = float("nan")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise LexiconError(values.where, "has no coordinates in wgs84:lat and wgs84:long", "both, in degrees")
    return latitude, longitude


def _short(predicate: str) -> str:
    prefixes = {CKG: "ckg:", DCTERMS: "dcterms:", ORG: "org:", SKOS: "skos:", SKOSXL: "skosxl:", WGS84: "wgs84:"}
    return next(
        (short + predicate[len(full) :] for full, short in prefixes.items() if predicate.startswith(full)), predicate
    )
