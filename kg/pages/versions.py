"""The versions of an ontology in order, newest first, and what changed from one to the next.

The order is that of owl:priorVersion, and never of file names. What differs from a kept version and bears its version IRI is
not released yet, and comes first without a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.diff import OntologyDiff, compare
from kg.errors import InputError
from kg.formats.ontology import Ontology
from kg.namespaces import OWL

__all__ = ["Version", "chain"]


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its number ("": not released), and what changed since *prior*, the IRI of the version before it.

    *diff* is None where there is no version before it, or that one is not kept.
    """

    number: str
    ontology: Ontology
    prior: str
    diff: OntologyDiff | None


def chain(current: Ontology, kept: Iterable[Ontology]) -> tuple[Version, ...]:
    """Return *current* and the versions before it, newest first.

    Raises:
        InputError: two kept versions bear one IRI, a kept one bears none, is none of the versions before *current*,
            or comes before itself.
    """
    by_iri: dict[str, Ontology] = {}
    for ontology in kept:
        iri = _version_iri(ontology)
        if not iri or iri in by_iri:
            raise InputError(
                iri or ontology.iri, "is no version IRI of its own", "one owl:versionIRI for each kept version"
            )
        by_iri[iri] = ontology
    versions = tuple(_walk(current, by_iri))
    lost = by_iri.keys() - {_version_iri(version.ontology) for version in versions}
    if lost:
        raise InputError(min(lost), "comes before no later version", "owl:priorVersion in the version after it")
    return versions


def _walk(current: Ontology, kept: dict[str, Ontology]) -> Iterator[Version]:
    ontology: Ontology | None = current
    released = kept.get(_version_iri(current))
    if released is not None:
        diff = compare(released, current)
        if diff.groups:
            yield Version("", current, _version_iri(released), diff)
        ontology = released
    seen: set[str] = set()
    while ontology is not None:
        iri, prior = _version_iri(ontology), ontology.header(OWL + "priorVersion")
        if prior and prior in seen | {iri}:
            raise InputError(iri, "comes before itself", "an owl:priorVersion that is older")
        seen.add(iri)
        before = kept.get(prior)
        yield Version(ontology.version, ontology, prior, compare(before, ontology) if before else None)
        ontology = before


def _version_iri(ontology: Ontology) -> str:
    return ontology.header(OWL + "versionIRI")
