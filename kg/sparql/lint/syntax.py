"""Parses a query with the parsers that `kg query` runs it through, and tells where they stop.

Neither goes out: the store is empty, an update is told by its first word, and a query with SERVICE does not reach the engine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kg.errors import QueryError
from kg.sparql.escapes import without_escapes
from kg.sparql.guard import check_size, outside_word
from kg.sparql.lint.rules import Finding
from kg.sparql.terminals import Token, telling, tokenize

__all__ = ["find_syntax", "is_update", "start_of"]

UPDATES: Final = frozenset("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH".split())
PLACE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
RIGHT: Final = "a query of SPARQL 1.1"


def is_update(tokens: Sequence[Token]) -> Token | None:
    """Return the first word of an update, or None where the tokens are no update."""
    at = 0
    while at < len(tokens) and tokens[at].word in ("PREFIX", "BASE"):
        at += 3 if tokens[at].word == "PREFIX" else 2
    return tokens[at] if at < len(tokens) and tokens[at].word in UPDATES else None


def find_syntax(text: str, tokens: Sequence[Token], prefixes: Mapping[str, str]) -> Finding | None:
    """Return where *text* is no query, or None; *prefixes* are those that it uses without declaring them."""
    try:
        check_size("query", tokens)
    except QueryError as error:
        return Finding(0, "syntax", "query", f"{error.wrong}; {error.right}")
    goes_out = any(outside_word(token) == "SERVICE" for token in tokens)
    return (None if goes_out else _oxigraph(text, prefixes)) or _rdflib(text)


def _oxigraph(text: str, prefixes: Mapping[str, str]) -> Finding | None:
    from pyoxigraph import Store

    try:
        Store().query(text, prefixes=dict(prefixes))
    except SyntaxError as error:
        found = PLACE.match(str(error))
        line, column, said = (int(found[1]), int(found[2]), found[3]) if found else (1, 1, str(error))
        return _at(text, start_of(text, line, column), f"{_expected(said)}; {RIGHT}")
    except (ValueError, RuntimeError, OSError) as error:
        return Finding(0, "syntax", "query", f"cannot be run: {str(error).splitlines()[0]}; {RIGHT}")
    return None


def _rdflib(text: str) -> Finding | None:
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parseQuery(without_escapes("query", text))
    except ParseException as error:
        return _at(text, start_of(text, error.lineno, error.column), f"cannot be read from here on; {RIGHT}")
    except RecursionError:
        return Finding(0, "syntax", "query", "is nested too deep to be checked; fewer brackets inside one another")
    except QueryError as error:
        return Finding(0, "syntax", "query", f"{error.wrong}; {error.right}")
    except (IndexError, ValueError) as error:
        return Finding(0, "syntax", "query", f"cannot be checked ({error}); {RIGHT}")
    return None


def start_of(text: str, line: int, column: int) -> int:
    """Return the offset of a line and column, both from 1; that of the end where they lie behind it."""
    lines = text.split("\n")
    return min(len(text), sum(len(one) + 1 for one in lines[: line - 1]) + column - 1)


def _at(text: str, place: int, message: str) -> Finding:
    """Return a finding at the word or mark in which a parser stopped, or behind which it did."""
    stopped = [token for token in telling(tokenize(text)) if token.start <= place]
    if not stopped:
        return Finding(place, "syntax", "query", message)
    if place >= len(text.rstrip()) and place > stopped[-1].start:
        return Finding(len(text.rstrip()), "syntax", "end", message)
    return Finding(stopped[-1].start, "syntax", stopped[-1].text[:20], message)


def _expected(said: str) -> str:
    """Return what the parser says, without its lists of characters."""
    told = " ".join(said.removeprefix("expected ").removeprefix("one of ").split())
    named = [one for one in re.split(r", (?![^\[]*\])", told) if not re.fullmatch(r"\[.*\]|'.*'\]?", one)]
    if named and re.search(r"[a-z] [a-z]", named[0]):
        return f"cannot stand: {named[0][0].lower()}{named[0][1:]}"
    return f"cannot stand here, where {' or '.join(named[:6])} could" if named else "cannot stand here"
