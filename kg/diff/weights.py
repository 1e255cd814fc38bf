"""How much a change weighs, and what it asks of the next version number (Semantic Versioning 2.0.0)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Any, Final

from kg.errors import InputError
from kg.namespaces import PREFIXES, RDF
from kg.resources import PACKAGE

__all__ = ["Aspect", "Weight", "aspect_of", "meets", "next_version"]

FILE: Final = PACKAGE / "diff" / "judgements.toml"
_VERSION: Final = re.compile(r"(\d+)\.(\d+)\.(\d+)(?:[-+].*)?")


class Weight(IntEnum):
    """How much a change weighs; the heaviest one decides."""

    NONE = 0
    EDITORIAL = 1
    COMPATIBLE = 2
    BREAKING = 3


@dataclass(frozen=True, slots=True)
class Aspect:
    """One row of `judgements.toml`: what an addition and a removal weigh, and why. *compare* is as its head says."""

    name: str
    added: Weight
    removed: Weight
    reason: str
    compare: str = ""


def aspect_of(predicate: str, value: str) -> Aspect:
    """Return the row for the statement that a term has *value* for *predicate*; what no row names is an annotation."""
    table = _table()
    found = table.get((predicate, value) if predicate == RDF + "type" else (predicate, ""))
    return (
        found
        or table.get((predicate, ""))
        or Aspect(_local(predicate), Weight.EDITORIAL, Weight.EDITORIAL, "an annotation")
    )


def next_version(version: str, weight: Weight) -> str:
    """Return the least version that may follow *version* after changes of *weight*; "" where *version* is no SemVer.

    Before 1.0.0, where anything may change (§4), a breaking change raises the second number and any other one the third.

    >>> next_version("1.2.3", Weight.BREAKING), next_version("1.2.3", Weight.COMPATIBLE), next_version("0.1.0", Weight.BREAKING)
    ('2.0.0', '1.3.0', '0.2.0')
    """
    found = _VERSION.fullmatch(version)
    if found is None:
        return ""
    major, minor, patch = map(int, found.groups())
    if weight is Weight.NONE:
        return f"{major}.{minor}.{patch}"
    level = weight if major else weight - 1
    if level == Weight.BREAKING:
        return f"{major + 1}.0.0"
    return f"{major}.{minor + 1}.0" if level == Weight.COMPATIBLE else f"{major}.{minor}.{patch + 1}"


def meets(version: str, least: str) -> bool:
    """Tell whether *version* is *least* or later; False where either is no SemVer."""
    numbers = [tuple(map(int, found.groups())) for text in (version, least) if (found := _VERSION.fullmatch(text))]
    return len(numbers) == 2 and numbers[0] >= numbers[1]


@cache
def _table() -> Mapping[tuple[str, str], Aspect]:
    with FILE.open("rb") as file:
        rows = tomllib.load(file)["aspect"]
    pairs = [(key, _aspect(row)) for row in rows for key in _keys(row)]
    table = dict(pairs)
    if len(table) != len(pairs):
        raise InputError(FILE, "has a property twice", "each property in one row")
    return table


def _keys(row: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    yield from ((_iri(name), "") for name in row["predicates"])
    yield from ((RDF + "type", _iri(name)) for name in row.get("types", ()))


def _aspect(row: Mapping[str, Any]) -> Aspect:
    try:
        added, removed = (Weight[row[key].upper()] for key in ("added", "removed"))
        return Aspect(row["name"], added, removed, row["reason"], row.get("compare", ""))
    except KeyError as error:
        raise InputError(
            FILE, f"a row has no known {error}", "name, added, removed and reason, as its head says"
        ) from error


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]
