"""Refuses a query that would reach outside the graph, or bring a parser down.

SERVICE and FROM go out to the network or to local files in one engine or the other; updates change what is asked. They are
found in a parse tree and not by looking for words. Parsing for a tree takes up to a second, so it is left out where the letters
of the two words stand nowhere but behind the colon of a name, where no keyword can begin, or in a variable `?from…`, and the
engine's own parser, which is quick, has nothing to say against the query.

The parsers go down by recursion, and Oxigraph's does not come back from where its stack ends: it overflows at some 1,000
EXISTS one in the other and 3,000 MINUS in a row. So the size is judged first, by the tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from kg.errors import QueryError
from kg.namespaces import PREFIXES
from kg.sparql.terminals import Token, telling, tokenize

__all__ = ["DEEPEST", "check_query", "check_size", "outside_word"]

REFUSED = {
    "ServiceGraphPattern": ("asks another server (SERVICE)", "a query over this graph alone"),
    "DatasetClause": ("names its own data (FROM)", "a query without FROM; use GRAPH to ask one graph"),
}
OUTSIDE: Final = ("SERVICE", "FROM")
_HEADER = re.compile(r"\A(?:\s*#[^\r\n]*[\r\n]+)*")
_LOCAL = re.compile(r":[A-Za-z0-9]+|[?$](?i:from)\w*")
# Escapes can spell any letter.
_SUSPECT = re.compile(r"service|from|\\u", re.IGNORECASE)
# Of brackets and signs one in the other; of words and marks that are no row of VALUES; of key words.
DEEPEST, LONGEST, MOST_WORDS = 100, 10_000, 2_000


@lru_cache(maxsize=256)
def check_query(name: str, text: str) -> frozenset[str]:
    """Return the names of the variables of a SPARQL query; raises QueryError where it does not parse or is refused."""
    if not_text := re.search("[\ud800-\udfff]", text):
        raise QueryError(name, f"is no text of Unicode at character {not_text.start() + 1}", "a SPARQL query in UTF-8")
    tokens = telling(tokenize(text))
    check_size(name, tokens)
    if _is_plain(text) and _parses(text):
        return frozenset(token.variable for token in tokens if token.variable)
    return _check_tree(name, text)


def check_size(where: str, tokens: Sequence[Token]) -> None:
    """Raise QueryError, which names *where*, where parsers would not come back from a query with these telling tokens."""
    counted = list(_outside_values(tokens))
    for found, most, what in (
        (len(counted), LONGEST, "words and marks"),
        (sum(bool(token.word) for token in counted), MOST_WORDS, "key words"),
    ):
        if found > most:
            raise QueryError(where, f"has {found:,} {what}", f"at most {most:,}")
    if _depth(tokens) > DEEPEST:
        raise QueryError(where, f"is nested more than {DEEPEST} deep", "fewer brackets inside one another")


def outside_word(token: Token) -> str:
    """Return which of SERVICE and FROM *token* may be read as, or "".

    What is an IRI for the grammar, `<2)SERVICE?s#>`, is a comparison for a parser that goes by what may stand there.
    """
    text = token.text.upper().partition(")")[2] if token.kind == "iri" else token.word
    return next((word for word in OUTSIDE if word in text), "")


def _outside_values(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield *tokens* without the rows of VALUES, which no parser goes down into."""
    waits = inside = False
    for token in tokens:
        if inside:
            inside = not token.is_mark("}")
            continue
        if token.is_mark("{"):
            waits, inside = False, waits
        elif token.word:
            waits = token.word == "VALUES"
        yield token


def _depth(tokens: Sequence[Token]) -> int:
    """Return how deep *tokens* are nested, at most: brackets, and signs that stand before one another."""
    deepest = depth = signs = 0
    for before, token in zip([Token("", ""), *tokens], tokens, strict=False):
        if token.kind == "mark":
            depth += (token.text in "([{") - (token.text in ")]}") + (before.text == token.text == "<")
        signs = signs + 1 if token.kind == "mark" and token.text in "!+-^" else 0
        # See `outside_word` for brackets in what looks like an IRI.
        hidden = token.text.count("(") if token.kind == "iri" else 0
        deepest = max(deepest, depth + signs + hidden)
    return deepest


def _is_plain(text: str) -> bool:
    return not _SUSPECT.search(_LOCAL.sub(":", _HEADER.sub("", text, count=1)))


def _parses(text: str) -> bool:
    from pyoxigraph import Store

    try:
        Store().query(text, prefixes=PREFIXES)
    except (SyntaxError, ValueError):
        return False
    return True


def _check_tree(name: str, text: str) -> frozenset[str]:
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        tree = parseQuery(text)
    except ParseException as error:
        where = f"{name}:{error.lineno}"
        raise QueryError(
            where, f"is no SPARQL query at column {error.column}", "SELECT, ASK, CONSTRUCT or DESCRIBE"
        ) from error
    except RecursionError as error:
        raise QueryError(name, "is nested too deep to be checked", "fewer brackets inside one another") from error
    except (IndexError, ValueError) as error:
        raise QueryError(name, f"cannot be checked ({error})", "SPARQL without SERVICE and broken escapes") from error
    variables = set()
    for node in _walk(tree):
        kind = getattr(node, "name", None)
        if kind in REFUSED:
            raise QueryError(name, *REFUSED[kind])
        if type(node).__name__ == "Variable":
            variables.add(str(node))
    return frozenset(variables)


def _walk(node: Any) -> Iterator[Any]:
    from pyparsing import ParseResults

    yield node
    if isinstance(node, dict):
        children = list(node.values())
    elif isinstance(node, list | tuple | ParseResults):
        children = list(node)
    else:
        return
    for child in children:
        yield from _walk(child)
