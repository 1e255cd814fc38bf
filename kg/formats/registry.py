"""Reads the registry (SKOS Turtle) into rows.

A row is one IRI with exactly one class of the ontology, one `skos:prefLabel`, any number of `skos:altLabel` and
`skos:hiddenLabel`, at least one `dcterms:source`, at most one `ckg:within` and `ckg:speaksFor`, any `ckg:neverSameAs`.
Anything else is refused, so that a misspelt property is an error and not a loss.
SKOS: W3C Recommendation, 18 August 2009.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import LexiconError
from kg.lexicon import Entry, Name
from kg.namespaces import CKG, DCTERMS, RDF, SKOS

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, Quad

__all__ = ["read_registry"]

TYPE = RDF + "type"
LABELS = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel")
SOURCE, WITHIN, NEVER, SPEAKS_FOR = DCTERMS + "source", CKG + "within", CKG + "neverSameAs", CKG + "speaksFor"
LITERALS = {*LABELS, SOURCE}
LINKS = {TYPE, WITHIN, NEVER, SPEAKS_FOR}

Values = defaultdict[str, list["NamedNode | Literal"]]


def read_registry(paths: Iterable[Path]) -> tuple[Entry, ...]:
    """Return the rows of all *paths* by IRI; no path gives ().

    Names come preferred first, then others, then hidden ones, each sorted. Several sources are joined by "; ", sorted.

    Raises:
        LexiconError: a file is missing or not Turtle (the message names its line), a row is in two files, or has a
            property or a value that does not belong there.
    """
    rows: dict[str, Entry] = {}
    for path in paths:
        for iri, values in _subjects(path).items():
            where = f"{path.name}: {iri}"
            if iri in rows:
                raise LexiconError(where, "is in another file too", "one row for each IRI")
            rows[iri] = _entry(where, iri, values)
    return tuple(rows[iri] for iri in sorted(rows))


def _subjects(path: Path) -> dict[str, Values]:
    from pyoxigraph import NamedNode

    subjects: dict[str, Values] = {}
    for quad in _quads(path):
        if not isinstance(quad.subject, NamedNode):
            raise LexiconError(path.name, "has a row without an IRI", "no blank nodes in the registry")
        values = subjects.setdefault(quad.subject.value, defaultdict(list))
        values[quad.predicate.value].append(_value(f"{path.name}: {quad.subject.value}", quad))
    return subjects


def _quads(path: Path) -> list[Quad]:
    from pyoxigraph import RdfFormat, parse

    try:
        return list(parse(path.read_bytes(), format=RdfFormat.TURTLE))
    except OSError as error:
        raise LexiconError(path.name, "cannot be read", "a readable file of SKOS Turtle") from error
    except SyntaxError as error:
        raise LexiconError(f"{path.name}:{error.lineno}", f"is not Turtle ({error.msg})", "SKOS Turtle") from error


def _value(where: str, quad: Quad) -> NamedNode | Literal:
    from pyoxigraph import Literal, NamedNode

    predicate = quad.predicate.value
    if predicate in LITERALS and isinstance(quad.object, Literal):
        return quad.object
    if predicate in LINKS and isinstance(quad.object, NamedNode):
        return quad.object
    if predicate in LITERALS | LINKS:
        right = "a literal" if predicate in LITERALS else "an IRI"
        raise LexiconError(where, f"has a value of {predicate} of the wrong sort", right)
    raise LexiconError(where, f"has the unknown property {predicate}", f"one of: {', '.join(sorted(LITERALS | LINKS))}")


def _entry(where: str, iri: str, values: Values) -> Entry:
    kinds = [node.value.removeprefix(CKG) for node in values[TYPE] if node.value.startswith(CKG)]
    if len(kinds) != 1:
        raise LexiconError(where, f"has {len(kinds)} classes of the ontology", "exactly one")
    names = _names(values)
    if sum(name.preferred for name in names) != 1:
        raise LexiconError(where, f"has {len(values[LABELS[0]])} preferred labels", "exactly one")
    if not values[SOURCE]:
        raise LexiconError(where, "has no source", "every row names where it comes from (dcterms:source)")
    return Entry(
        iri=iri,
        kind=kinds[0],
        label=names[0].text,
        names=names,
        within=_at_most_one(where, "ckg:within", values[WITHIN]),
        source="; ".join(sorted(node.value for node in values[SOURCE])),
        never_same_as=tuple(sorted(node.value for node in values[NEVER])),
        speaks_for=_at_most_one(where, "ckg:speaksFor", values[SPEAKS_FOR]),
    )


def _names(values: Values) -> tuple[Name, ...]:
    preferred, _, hidden = LABELS
    return tuple(
        Name(text, language, preferred=label == preferred, hidden=label == hidden)
        for label in LABELS
        for text, language in sorted((node.value, getattr(node, "language", None) or "en") for node in values[label])
    )


def _at_most_one(where: str, what: str, nodes: list[NamedNode | Literal]) -> str | None:
    if len(nodes) > 1:
        raise LexiconError(where, f"has {len(nodes)} values of {what}", "at most one")
    return nodes[0].value if nodes else None
