"""Rules for Apache's mod_rewrite, as w3id.org takes them in `.htaccess`, made from `redirects.toml`.

mod_rewrite knows no weights, so the rules try them from q=1 down to q=0.1, each for types before ranges; the first that the
Accept header has decides (RFC 9110, §12.5.1; weights count to one decimal, and a type with q=0 is never given).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.errors import UsageError
from kg.namespaces import ONTOLOGY
from kg.resources import PACKAGE

__all__ = ["MediaType", "Resource", "file_types", "media_types", "resources", "w3id_rules"]

FILE: Final = PACKAGE / "pages" / "redirects.toml"
# The weight as RFC 9110 writes it, after what other parameters there are.
WEIGHTS: Final = (
    ("1", r"(?:;\s*q=1(?:\.0*)?\s*)?"),
    *((f"0.{digit}", rf";\s*q=0\.{digit}\d*\s*") for digit in range(9, 0, -1)),
    ("less", r";\s*q=0\.0(?:[1-9]\d*|0[1-9])\s*"),
)
# Any other parameters, before the weight and after it.
PARAMETERS: Final = r"\s*(?:;(?!\s*q=)[^,;]*)*"


@dataclass(frozen=True, slots=True)
class Resource:
    """A kind of IRI: its path after the base as a regular expression, and what it leads to; *html* and *data* can hold $1."""

    path: str
    html: str
    data: str
    reason: str


@dataclass(frozen=True, slots=True)
class MediaType:
    """A media type or range that a client can ask for, and the suffix of the file that it gets."""

    accept: str
    suffix: str


@cache
def resources() -> tuple[Resource, ...]:
    """Return the rows of kinds of IRIs, in the order of the file."""
    return tuple(Resource(**row) for row in _rows()["resource"])


@cache
def media_types() -> tuple[MediaType, ...]:
    """Return the rows of media types, in the order of the file."""
    return tuple(MediaType(**row) for row in _rows()["type"])


def file_types() -> dict[str, str]:
    """Return the media type of each suffix: the first row that has it."""
    return {row.suffix: row.accept for row in reversed(media_types())}


def w3id_rules(hosted_at: str) -> str:
    """Return the `.htaccess` for the folder conflict-kg of w3id.org; the pages lie at the URL *hosted_at*.

    Raises UsageError where that is no http or https URL without query and fragment.
    """
    if not re.fullmatch(r"https?://[^\s?#\"'<>\\%$]+", hosted_at):
        raise UsageError(hosted_at, "is no address of a folder of pages", "a URL such as https://example.org/pages/")
    base = hosted_at.rstrip("/") + "/"
    lines = [*_head(base), *_asked(), "", "# Where it leads.", *_rules(base)]
    return "".join(f"{line}\n" for line in lines)


def _head(base: str) -> list[str]:
    return [
        f"# {ONTOLOGY.rpartition('/')[0]}/ -> {base}",
        "# Made by `kg docs` from redirects.toml; change it there.",
        "Options +FollowSymLinks",
        "<IfModule mod_headers.c>",
        "Header always merge Vary Accept",
        "Header always set Access-Control-Allow-Origin *",
        "</IfModule>",
        "RewriteEngine on",
        "",
        "# What is asked for: by weight, then types before ranges, then the order of the header.",
        "RewriteCond %{HTTP:Accept} ^\\s*$",
        "RewriteRule ^ - [E=ASKED:text/html]",
    ]


def _asked() -> Iterator[str]:
    names = [row.accept for row in media_types()]
    groups = [[name for name in names if ("*" in name) is is_range] for is_range in (False, True)]
    for weight, pattern in WEIGHTS:
        for group in groups:
            yield f"# q={weight}, {'ranges' if '*/*' in group else 'types'}"
            yield "RewriteCond %{ENV:ASKED} ^$"
            yield f"RewriteCond %{{HTTP:Accept}} (?:^|,)\\s*({_any_of(group)}){PARAMETERS}{pattern}{PARAMETERS}(?:,|$) [NC]"
            yield "RewriteRule ^ - [E=ASKED:%1]"


def _rules(base: str) -> Iterator[str]:
    by_suffix: dict[str, list[str]] = {}
    for row in media_types():
        by_suffix.setdefault(row.suffix, []).append(row.accept)
    for resource in resources():
        yield f"# {resource.reason}"
        for suffix, names in by_suffix.items():
            target = resource.html if suffix == "html" else f"{resource.data}.{suffix}"
            yield f"RewriteCond %{{ENV:ASKED}} ^(?:{_any_of(names)})$ [NC]"
            yield f"RewriteRule ^{resource.path}/?$ {base}{target} [R=303,NE,L]"
        yield f"RewriteRule ^{resource.path}/?$ - [R=406,L]"


def _any_of(names: Iterable[str]) -> str:
    return "|".join(re.sub(r"([.+*])", r"\\\1", name) for name in names)


@cache
def _rows() -> dict[str, list[dict[str, str]]]:
    with FILE.open("rb") as file:
        return tomllib.load(file)
