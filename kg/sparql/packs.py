"""Finds queries: the bundled ones, those of users' packs, files, and texts.

A pack is a folder of `.rq` files, or of Turtle with `sh:SPARQLExecutable`, or of both; of one name, the `.rq` counts. A query
is called by the name of its file, or the last part of its IRI. A pack's query hides the bundled one of its name, which is
told; one name in two packs is an error. `KG_PACKS` may name folders that are always looked into, parted as in `PATH`.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from kg.errors import QueryError, UsageError
from kg.resources import queries
from kg.sparql.header import NamedQuery, parse_header
from kg.sparql.texts import STDIN, read_text

__all__ = ["PACKS_VARIABLE", "find_query", "list_queries", "pack_queries"]

PACKS_VARIABLE: Final = "KG_PACKS"
SUFFIXES: Final = (".rq", ".sparql")
_TEXT = re.compile(r".*\{|\s*(?:DESCRIBE|ASK|SELECT|CONSTRUCT|PREFIX|BASE|#)\s.*", re.IGNORECASE | re.DOTALL)

Tell = Callable[[str], None]


def list_queries(packs: Iterable[Path] = (), tell: Tell | None = None) -> tuple[NamedQuery, ...]:
    """Return the bundled queries and those of *packs*, by name; *tell* gets a line for each that hides a bundled one."""
    bundled = {name: parse_header(name, read_text(path)) for name, path in queries().items()}
    return tuple(query for _, query in sorted((bundled | _of_packs(packs, tell)).items()))


def find_query(given: str, packs: Iterable[Path] = (), tell: Tell | None = None) -> NamedQuery:
    """Return the query that *given* means: `-` (stdin), a SPARQL text, a name in *packs* or of a bundled query, or a file.

    Raises QueryError where it is none of these, with the nearest names, and InputError where a file cannot be read.
    """
    if given == "-":
        return parse_header("stdin", read_text(STDIN))
    if _TEXT.match(given):
        return parse_header("query", given)
    own, bundled = _of_packs(packs, tell), queries()
    if given in own:
        return own[given]
    if given in bundled:
        return parse_header(given, read_text(bundled[given]))
    path = Path(given)
    if path.suffix in (*SUFFIXES, ".ttl") or _is_file(path):
        return _of_file(path)
    names = sorted({*own, *bundled})
    near = difflib.get_close_matches(given, names, 3, 0.4) or names[:3]
    right = f"one such as {', '.join(near)} (kg query --list)"
    raise QueryError(given or "''", "is neither a bundled query nor a file", right)


def _is_file(path: Path) -> bool:
    with suppress(OSError):  # of a name that is too long for a file's
        return path.is_file()
    return False


def pack_queries(folder: Path) -> dict[str, NamedQuery]:
    """Return the queries of one pack: name to query, by name.

    Raises UsageError where it is no folder or holds no query, QueryError where two have one name, and what reading raises.
    """
    if not folder.is_dir():
        raise UsageError(folder, "is no folder", "a folder of .rq files or of sh:SPARQLExecutable Turtle")
    files = sorted(path for path in folder.iterdir() if path.is_file())
    written = [parse_header(path.stem, read_text(path)) for path in files if path.suffix in SUFFIXES]
    found = _by_name(folder, written)
    found = _by_name(folder, _executables(files)) | found
    if not found:
        raise UsageError(folder, "holds no query", "a folder of .rq files or of sh:SPARQLExecutable Turtle")
    return dict(sorted(found.items()))


def _executables(files: Iterable[Path]) -> tuple[NamedQuery, ...]:
    turtle = [path for path in files if path.suffix == ".ttl"]
    if not turtle:
        return ()
    from kg.sparql.executables import read_executables

    return read_executables(turtle)


def _by_name(where: Path, found: Iterable[NamedQuery]) -> dict[str, NamedQuery]:
    named: dict[str, NamedQuery] = {}
    for query in found:
        if query.name in named:
            raise QueryError(str(where), f"has two queries of the name {query.name}", "one of each name")
        named[query.name] = query
    return named


def _of_packs(packs: Iterable[Path], tell: Tell | None) -> dict[str, NamedQuery]:
    always = [Path(name) for name in os.environ.get(PACKS_VARIABLE, "").split(os.pathsep) if name]
    own: dict[str, NamedQuery] = {}
    for folder in dict.fromkeys([*always, *packs]):
        found = pack_queries(folder)
        if twice := sorted(found.keys() & own.keys()):
            raise QueryError(str(folder), f"{twice[0]} is in another pack too", "packs without a common name")
        own |= found
    if tell is not None:
        for name in sorted(own.keys() & queries().keys()):
            tell(f"{name}: hides the bundled query of this name")
    return own


def _of_file(path: Path) -> NamedQuery:
    if path.suffix != ".ttl":
        return parse_header(str(path), read_text(path))
    found = _executables([path]) if path.is_file() else ()
    if len(found) != 1:
        wrong = f"holds {len(found)} queries" if path.is_file() else "is missing"
        raise QueryError(str(path), wrong, "a file with one sh:SPARQLExecutable (--pack takes a folder of many)")
    return found[0]
