"""What the tokens of a query tell: its form, its variables, its prefixes.

Strings, IRIs, comments, language tags and prefixed names are opaque, so that nothing is found inside them.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from itertools import pairwise
from typing import Final

from kg.namespaces import PREFIXES
from kg.sparql.terminals import SILENT, Token, telling, tokenize

__all__ = ["bound_as_true", "find_variables", "query_form", "used_prefixes", "with_prefixes"]

FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def query_form(text: str) -> str:
    """Return which form of query *text* is: SELECT, ASK, CONSTRUCT or DESCRIBE; "" where it is none."""
    return next((token.word for token in tokenize(text) if token.word in FORMS), "")


def find_variables(text: str) -> frozenset[str]:
    """Return the names of the variables of a query."""
    return frozenset(token.variable for token in tokenize(text) if token.variable)


def used_prefixes(text: str) -> frozenset[str]:
    """Return the prefixes of the names in a query, but for the empty one."""
    return frozenset(token.prefix for token in tokenize(text) if token.prefix)


def with_prefixes(text: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return *text* with PREFIX lines for those of *prefixes* that it uses and does not declare."""
    tokens = telling(tokenize(text))
    declared = {name.prefix for word, name in pairwise(tokens) if word.word == "PREFIX"}
    missing = sorted({token.prefix for token in tokens} & prefixes.keys() - declared)
    return "".join(f"PREFIX {prefix}: <{prefixes[prefix]}>\n" for prefix in missing) + text


def bound_as_true(tokens: Sequence[Token], names: Container[str]) -> list[Token]:
    """Return *tokens* with BOUND of each variable of *names* as `(true)`."""
    found = list(tokens)
    told = [at for at, token in enumerate(tokens) if token.kind not in SILENT]
    for word, _, tested in zip(told, told[1:], told[2:], strict=False):
        if tokens[word].word == "BOUND" and tokens[tested].variable in names:
            found[word], found[tested] = Token("space", ""), Token("word", "true")
    return found
