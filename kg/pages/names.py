"""Where the page of each term lies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kg.formats.ontology import Ontology, Term

__all__ = ["GROUPS", "Place", "places"]

# Folder of the pages, heading on the index, kinds. A punned term goes with the first that fits.
GROUPS: Final = (
    ("class", "Classes", ("class", "datatype")),
    ("property", "Object properties", ("object property", "property")),
    ("property", "Data properties", ("data property",)),
    ("property", "Annotation properties", ("annotation property",)),
    ("individual", "Individuals", ("individual",)),
    ("event-type", "Event types", ("concept",)),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A term, the path of its page from the top of the site, its anchor on the index, and its group there."""

    term: Term
    path: str
    anchor: str
    group: str


def places(*ontologies: Ontology) -> Mapping[str, Place]:
    """Return where the page of each term lies, by IRI, in the order of IRIs.

    An anchor on the index is the local name, so that a hash IRI leads there; other name spaces set theirs before it. The
    site's own anchors begin with a low line, so that no term meets one.
    """
    first, *_ = ontologies
    return {
        term.iri: _place(term, first.iri)
        for ontology in ontologies
        for term in sorted(ontology.terms.values(), key=lambda term: term.iri)
    }


def _place(term: Term, ontology: str) -> Place:
    folder, group = next((folder, group) for folder, group, kinds in GROUPS if set(kinds) & set(term.kinds))
    space, local = _split(term.iri)
    is_own = space.rstrip("#/") == ontology.rstrip("#/")
    return Place(term, f"{folder}/{_file_name(local)}.html", local if is_own else f"{folder}-{local}", group)


def _split(iri: str) -> tuple[str, str]:
    at = iri.find("#") if "#" in iri else iri.rfind("/")
    return iri[: at + 1], iri[at + 1 :]


def _file_name(local: str) -> str:
    """Return a name that is safe in every file system and URL, and another one for another *local*."""
    return re.sub(r"[^A-Za-z0-9_-]", lambda match: f"~{ord(match[0]):x}~", local)
