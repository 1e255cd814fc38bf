"""The checks: SPARQL queries whose header says what is checked, how grave a finding is, and where the rule comes from.

    #+ summary: a term needs a label
    #+ description: People read labels, not IRIs. Give each term an rdfs:label or a skos:prefLabel.
    #+ level: violation
    #+ origin: ROBOT missing_label; OOPS! P08; FOOPS! VOC3
    #+ columns: entity property value

A query sees the triples of the files, and in two named graphs what SPARQL cannot find out: `own:terms` types the ontology's
own terms (`own:Term`, `own:Deprecated`, and the kind: `owl:Class`, `rdf:Property` …), its headers (`owl:Ontology`) and its
namespaces (`own:Namespace`); `own:published` does so for well-known vocabularies. With `#+ nearest: yes` a finding names the
declared term that is spelt most like its entity.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import InputError, QueryError, UsageError
from kg.resources import ontology_checks
from kg.sparql import parse_header
from kg.validate import SEVERITIES

__all__ = ["COLUMNS", "LEVELS", "Check", "find_check", "list_checks", "read_check", "select_checks"]

COLUMNS: Final = ("entity", "property", "value")
# Gravest first: the severities of SHACL.
LEVELS: Final = tuple(severity.lower() for severity in SEVERITIES)


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its *summary* is the message of its findings, *level* one of LEVELS, *origin* the rules that it stands for."""

    name: str
    text: str
    summary: str
    description: str
    level: str
    origin: str
    nearest: bool = False


def read_check(name: str, text: str) -> Check:
    """Return the check that *text* is; raises QueryError where its header lacks something or is unreadable."""
    query = parse_header(name, text)
    level = query.header.get("level", "")
    if level not in LEVELS:
        raise QueryError(name, f"has the level {level!r}", f"#+ level: {' or '.join(LEVELS)}")
    if query.columns != COLUMNS:
        raise QueryError(name, f"has the columns {' '.join(query.columns)!r}", f"#+ columns: {' '.join(COLUMNS)}")
    if not query.summary:
        raise QueryError(name, "has no summary", "#+ summary: what would be right")
    told = query.header.get
    return Check(
        name, text, query.summary, told("description", ""), level, told("origin", ""), told("nearest", "no") == "yes"
    )


def list_checks() -> tuple[Check, ...]:
    """Return the bundled checks, by name."""
    return tuple(read_check(name, path.read_text(encoding="utf-8")) for name, path in ontology_checks().items())


def find_check(given: str) -> Check:
    """Return the check that *given* means: the name of a bundled one, or a file `….rq`.

    Raises UsageError where it is neither, with the nearest names, InputError where the file cannot be read, and QueryError
    where it is no check or would reach outside the graph.
    """
    bundled = ontology_checks()
    if given in bundled:
        return read_check(given, bundled[given].read_text(encoding="utf-8"))
    if given.endswith(".rq"):
        return _check_of_file(Path(given))
    near = difflib.get_close_matches(given, bundled, 3, 0.4) or list(bundled)[:3]
    raise UsageError(given, "is no check", f"one such as {', '.join(near)} (kg check-ontology --list), or a file .rq")


def _check_of_file(path: Path) -> Check:
    from kg.sparql.guard import check_query

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"cannot be read: {error}", "a file that holds a check, in UTF-8") from error
    check_query(str(path), text)
    return read_check(path.stem, text)


def select_checks(names: Iterable[str] = (), skip: Iterable[str] = (), level: str = LEVELS[-1]) -> tuple[Check, ...]:
    """Return the checks *names* (all bundled ones if there are none) as grave as *level* or graver, without *skip*, by name.

    Raises what `find_check` raises, also for names of *skip*.
    """
    left_out = {find_check(name).name for name in skip}
    chosen = {check.name: check for check in map(find_check, names)} or {check.name: check for check in list_checks()}
    grave = LEVELS[: LEVELS.index(level) + 1]
    return tuple(chosen[name] for name in sorted(chosen) if name not in left_out and chosen[name].level in grave)
