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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.errors import QueryError
from kg.namespaces import PREFIXES
from kg.sparql.terminals import Token, telling, tokenize
from kg.sparql.trees import check_update_tree, read_query_tree

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["DEEPEST", "Checked", "check_query", "check_size", "check_update", "outside_word"]

FROM: Final = ("names its own data (FROM)", "a query without FROM; use GRAPH to ask one graph")
OUTSIDE: Final = ("SERVICE", "FROM")
_HEADER = re.compile(r"\A(?:\s*#[^\r\n]*[\r\n]+)*")
_LOCAL = re.compile(r":[A-Za-z0-9]+|[?$](?i:from)\w*")
# Escapes can spell any letter.
_SUSPECT = re.compile(r"service|from|\\u", re.IGNORECASE)
_SUSPECT_UPDATE = re.compile(r"service|load|\\u", re.IGNORECASE)
# Of brackets and signs one in the other; of words and marks that are no row of VALUES; of key words.
DEEPEST, LONGEST, MOST_WORDS = 100, 10_000, 2_000
# What was checked of queries up to so many characters is kept: of the longest, memory would be full.
_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Checked:
    """What a sound query tells: the names of its variables, the graphs of its FROM clauses, its words in capitals."""

    variables: frozenset[str]
    graphs: tuple[str, ...]
    words: frozenset[str]


def check_query(name: str, text: str, has_graph: Callable[[str], bool] | None = None) -> Checked:
    """Return what a SPARQL query tells; raises QueryError where it does not parse or is refused.

    FROM is refused but for graphs that *has_graph* knows.
    """
    checked = _checked(name, text) if len(text) < _KEPT else _judged(name, text)
    if checked.graphs and has_graph is None:
        raise QueryError(name, *FROM)
    for graph in checked.graphs:
        if has_graph is not None and not has_graph(graph):
            raise QueryError(name, f"names a graph that is not here (FROM <{graph[:200]}>)", "a graph of this store")
    return checked


def check_update(name: str, text: str) -> None:
    """Raise QueryError where a SPARQL update does not parse, or would read from elsewhere: LOAD, SERVICE."""
    tokens = _tokens(name, text)
    check_size(name, tokens)
    if not _is_plain(text, _SUSPECT_UPDATE) or not _parses(text, "update"):
        check_update_tree(name, text)


@lru_cache(maxsize=256)
def _checked(name: str, text: str) -> Checked:
    return _judged(name, text)


def _judged(name: str, text: str) -> Checked:
    tokens = _tokens(name, text)
    check_size(name, tokens)
    words = frozenset(token.word for token in tokens if token.word)
    if _is_plain(text) and _parses(text):
        return Checked(frozenset(token.variable for token in tokens if token.variable), (), words)
    _check_prefixes(name, text, tokens)
    return Checked(*read_query_tree(name, text), words)


def _tokens(name: str, text: str) -> list[Token]:
    if not_text := re.search("[\ud800-\udfff]", text):
        raise QueryError(name, f"is no text of Unicode at character {not_text.start() + 1}", "a SPARQL query in UTF-8")
    return list(telling(tokenize(text)))


def _check_prefixes(name: str, text: str, tokens: Sequence[Token]) -> None:
    declared = {after.prefix for word, after in pairwise(tokens) if word.word == "PREFIX"}
    for token in tokens:
        if token.prefix and token.prefix not in PREFIXES.keys() | declared:
            line = text.count("\n", 0, token.start) + 1
            near = get_close_matches(token.prefix, [*PREFIXES, *declared], 1)
            right = f"{near[0]}:, perhaps; or PREFIX {token.prefix}: <…>" if near else f"PREFIX {token.prefix}: <…>"
            raise QueryError(f"{name}:{line}", f"the prefix {token.prefix}: is not declared", right)


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


def _is_plain(text: str, suspect: re.Pattern[str] = _SUSPECT) -> bool:
    return not suspect.search(_LOCAL.sub(":", _HEADER.sub("", text, count=1)))


def _parses(text: str, kind: str = "query") -> bool:
    from pyoxigraph import Store

    try:
        getattr(_empty_store() if kind == "query" else Store(), kind)(text, prefixes=PREFIXES)
    except (SyntaxError, ValueError):
        return False
    except RuntimeError:  # an update that is sound, of a graph that is not in an empty store
        return True
    return True


@cache
def _empty_store() -> Store:
    from pyoxigraph import Store

    return Store()
