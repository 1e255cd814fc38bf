"""Rules over triples as plain data: what OWL axioms and SWRL rules are compiled into, and what the engine runs.

A term is a string: an IRI or literal as N-Triples writes it, a blank node `_:…`, or a variable `?…`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

__all__ = ["Atom", "Bound", "Rule", "Triple", "words_of"]

Triple: TypeAlias = tuple[str, str, str]
Atom: TypeAlias = Triple
_WORDS: Final = Path(__file__).with_name("rules.toml")


@dataclass(frozen=True, slots=True)
class Bound:
    """That the literal of a variable is a number from *least* to *most*, both included; None where it is open."""

    variable: str
    least: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What follows (*head*) where all of *body* holds; an empty head means that the body cannot hold in any world.

    *name* is that of the rule in OWL 2 Profiles, tables 4 to 9 ("cax-sco"), or "swrl"; *label* tells rules of one name apart.
    *distinct* are pairs of variables that are not for one thing.
    """

    name: str
    body: tuple[Atom, ...]
    head: tuple[Atom, ...]
    label: str = ""
    distinct: tuple[tuple[str, str], ...] = ()
    bounds: tuple[Bound, ...] = ()


@cache
def words_of(name: str) -> str:
    """Return what the rule *name* says, in words."""
    rows = tomllib.loads(_WORDS.read_text(encoding="utf-8"))["rule"]
    return str(next(row["says"] for row in rows if row["name"] == name))
