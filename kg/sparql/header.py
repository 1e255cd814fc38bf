"""A SPARQL query with its grlc header (`#+ key: value`), which says what it answers and what may be asked.

    #+ summary: Who is said to hold what
    #+ question: Which places does each source say who holds?
    #+ columns: place holder source quote
    #+ params:
    #+   - actor: the holder
    #+   - since (date): the first day
    #+ example: kg query control --param actor="Nusra Front"

A parameter is a variable of the query, bound to one term before it runs; one that is not given stays free. Its kind, in
parentheses, is `thing` (an IRI, or a name that the graph knows; the default), `date`, `number` or `text`.
"""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg.errors import InputError, QueryError
from kg.resources import queries

__all__ = ["PARAM_KINDS", "NamedQuery", "Param", "find_query", "list_queries", "parse_header"]

PARAM_KINDS: Final = ("thing", "date", "number", "text")
_LINE = re.compile(r"^#\+\s?(?P<text>.*)$", re.MULTILINE)
_KEY = re.compile(r"(?P<key>[a-z]+):\s*(?P<value>.*)")
_PARAM = re.compile(r"-\s*(?P<name>\w+)(?:\s*\((?P<kind>\w+)\))?\s*(?::\s*(?P<meaning>.*))?")


@dataclass(frozen=True, slots=True)
class Param:
    """A variable that may be bound: its kind (one of PARAM_KINDS) and what it means."""

    name: str
    kind: str = "thing"
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query and what its header says; a query without a header has its name and text alone.

    *header* has every key with its value as written, also those that mean something to others than `kg query`.
    """

    name: str
    text: str
    summary: str = ""
    question: str = ""
    columns: tuple[str, ...] = ()
    params: Mapping[str, Param] = field(default_factory=dict)
    example: str = ""
    header: Mapping[str, str] = field(default_factory=dict)


def parse_header(name: str, text: str) -> NamedQuery:
    """Return the query *text* with its header. Raises QueryError for an unreadable line."""
    keys: dict[str, str] = {}
    params: dict[str, Param] = {}
    for line in (found["text"].strip() for found in _LINE.finditer(text)):
        if item := _PARAM.fullmatch(line):
            kind = item["kind"] or "thing"
            if kind not in PARAM_KINDS:
                raise QueryError(
                    name, f"the parameter {item['name']} has the kind {kind!r}", f"one of: {', '.join(PARAM_KINDS)}"
                )
            params[item["name"]] = Param(item["name"], kind, item["meaning"] or "")
        elif pair := _KEY.fullmatch(line):
            keys[pair["key"]] = pair["value"].strip()
        elif line:
            raise QueryError(
                name, f"the header line {line!r} cannot be read", "#+ key: value, or #+   - parameter: meaning"
            )
    columns = tuple(re.findall(r"\w+", keys.get("columns", "")))
    return NamedQuery(
        name, text, keys.get("summary", ""), keys.get("question", ""), columns, params, keys.get("example", ""), keys
    )


def list_queries() -> tuple[NamedQuery, ...]:
    """Return the bundled queries, by name."""
    return tuple(parse_header(name, path.read_text(encoding="utf-8")) for name, path in queries().items())


def find_query(given: str) -> NamedQuery:
    """Return the query that *given* means: `-` (stdin), a text with braces, a file, or the name of a bundled query.

    Raises QueryError where it is none of these, with the nearest names, and InputError where a file cannot be read.
    """
    if given == "-":
        return parse_header("stdin", sys.stdin.read())
    if "{" in given:
        return parse_header("query", given)
    bundled = queries()
    if given in bundled:
        return parse_header(given, bundled[given].read_text(encoding="utf-8"))
    if Path(given).suffix in (".rq", ".sparql") or Path(given).is_file():
        return parse_header(given, _read(Path(given)))
    near = difflib.get_close_matches(given, bundled, 3, 0.4) or list(bundled)
    raise QueryError(given, "is neither a bundled query nor a file", f"one such as {', '.join(near)} (kg query --list)")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(path, f"is not UTF-8 at byte {error.start}", "a SPARQL query") from error
    except OSError as error:
        raise InputError(path, error.strerror or str(error), "a file that holds a SPARQL query") from error
