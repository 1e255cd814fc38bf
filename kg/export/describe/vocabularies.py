"""Which vocabularies a dataset draws on, by the classes and properties in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.namespaces import PREFIXES

__all__ = ["vocabularies_of"]


def vocabularies_of(terms: Iterable[str]) -> tuple[str, ...]:
    """Return the namespaces of *terms*, sorted: a known one where it fits, else up to the last # or /.

    >>> vocabularies_of(["http://www.w3.org/ns/prov#Entity", "http://example.org/terms/near", "urn:example:x"])
    ('http://example.org/terms/', 'http://www.w3.org/ns/prov#')
    """
    return tuple(sorted({space for term in terms if (space := _namespace(term))}))


def _namespace(term: str) -> str:
    known = [space for space in PREFIXES.values() if term.startswith(space)]
    if known:
        return max(known, key=len)
    found = re.match(r"(https?://[^/]+/?.*[#/])[^#/]*$", term)
    return found[1] if found else ""
