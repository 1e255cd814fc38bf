"""Things as links: a label, and the address of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from kg.namespaces import shorten
from kg.serve.paths import encoded

__all__ = ["Link", "Linker", "in_words"]

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Link:
    """What a reader sees, and where it leads; *href* is "" for what is no address of the web."""

    label: str
    href: str
    iri: str


@dataclass(frozen=True, slots=True)
class Linker:
    """Makes links to the pages of things whose IRIs begin with *base*; others are their own address.

    *root* is the path that the server is reached at, without a slash at its end.
    """

    base: str
    root: str = ""

    def link(self, iri: str, label: str | None = None) -> Link:
        """Return the link to the page of *iri*."""
        shown = label or shorten(iri) or iri
        if iri.startswith(self.base):
            return Link(shown, f"{self.root}/page/" + encoded(unquote(iri[len(self.base) :])), iri)
        return Link(shown, iri if iri.startswith(("http://", "https://")) else "", iri)

    def path(self, iri: str) -> str:
        """Return the path of *iri* behind the base; "" for another's."""
        return iri[len(self.base) :] if iri.startswith(self.base) else ""


def in_words(iri: str) -> str:
    """Return the last part of the IRI of a property, in words: what a vocabulary of others that we do not hold calls it.

    >>> in_words("http://www.w3.org/ns/prov#wasDerivedFrom")
    'was derived from'
    """
    last = re.split(r"[#/]", iri.rstrip("#/"))[-1]
    return _HUMP.sub(" ", last).lower()
