"""RDF from the web, for those who have allowed it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.errors import InputError, UsageError
from kg.formats.rdf import parse_rdf
from kg.formats.suffixes import SUFFIXES

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["is_remote", "parse_remote"]

MEDIA_TYPES: Final = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/n-quads": "nquads",
    "application/trig": "trig",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}
SECONDS: Final = 30.0


def is_remote(name: str) -> bool:
    """Tell whether *name* is an address of the web."""
    return name.startswith(("http://", "https://"))


def parse_remote(address: str) -> Iterator[Quad]:
    """Yield the quads at *address*, asked for as RDF; the format is that of the answer, else of the address's suffix.

    Raises InputError where it cannot be fetched or is no RDF, UsageError where nothing tells the format.
    """
    from http.client import HTTPException
    from urllib.parse import urlsplit
    from urllib.request import Request, urlopen

    accept = ", ".join(MEDIA_TYPES)
    try:
        with urlopen(Request(address, headers={"Accept": accept}), timeout=SECONDS) as answer:
            suffix = "." + urlsplit(answer.url).path.rpartition(".")[2]
            format = MEDIA_TYPES.get(answer.headers.get_content_type()) or SUFFIXES.get(suffix)
            if format is None:
                raise UsageError(address, f"is {answer.headers.get_content_type()}, no RDF", f"one of: {accept}")
            yield from parse_rdf(answer, format, address)
    except (OSError, HTTPException, ValueError) as error:  # a ValueError is what an address in no form of one gives
        wrong = f"cannot be fetched: {' '.join(str(error).split()) or type(error).__name__}"
        raise InputError(address, wrong, "an address that answers") from error
