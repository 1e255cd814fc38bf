"""Binds variables of a SPARQL query to terms before it runs, wherever they stand: in sub-queries, filters and unions alike.

The engine's own substitution asks that a variable be in the SELECT clause and overlooks BOUND, so terms are put in place of
the variable's tokens (`kg.sparql.tokens`): strings, IRIs, comments and names stay untouched, and a term is written by the RDF
library, so that no value can say more than one term.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kg.errors import QueryError
from kg.sparql.tokens import TOKEN

__all__ = ["bind_variables"]

LISTING: Final = frozenset({"SELECT", "GROUP", "ORDER"})
LISTING_ENDS: Final = frozenset({"WHERE", "HAVING", "LIMIT", "OFFSET", "VALUES"})


def bind_variables(name: str, text: str, terms: Mapping[str, str]) -> str:
    """Return *text* with each variable of *terms* replaced by its term in SPARQL's own notation.

    A selected variable stays a column of the answer (`SELECT *` drops it). Raises QueryError where the query itself computes
    the variable (`AS ?x`, `VALUES ?x`); *name* is the query's, for the error.
    """
    return "".join(_Binder(name, terms).parts(text)) if terms else text


class _Binder:
    """Walks the tokens and knows whether it is in a list of variables, and how deep in its parentheses."""

    def __init__(self, name: str, terms: Mapping[str, str]) -> None:
        self.name, self.terms = name, terms
        self.listing, self.depth = "", 0
        self.braces = 0

    def parts(self, text: str) -> list[str]:
        return [self._part(token) for token in TOKEN.finditer(text)]

    def _part(self, token: re.Match[str]) -> str:
        if token["word"]:
            self._enter(token["word"].upper())
        elif token["mark"]:
            self._count(token["mark"])
        elif token["computed"] and token["target"] in self.terms:
            raise self._refusal(token["target"])
        elif token["bound"] and token["tested"] in self.terms:
            return "(true)"
        elif token["variable"] in self.terms:
            return self._term(token["variable"])
        return token[0]

    def _enter(self, word: str) -> None:
        if word in LISTING or word in LISTING_ENDS:
            self.listing, self.depth = (word if word in LISTING or word == "VALUES" else ""), 0

    def _count(self, mark: str) -> None:
        self.depth += {"(": 1, ")": -1}.get(mark, 0)
        if mark in "{}":
            self.listing = ""
            self.braces += 1 if mark == "{" else -1

    def _term(self, variable: str) -> str:
        term = self.terms[variable]
        if self.listing == "VALUES":
            raise self._refusal(variable)
        if self.depth or not self.listing:
            return term
        if self.listing == "SELECT":
            # Of a sub-query it is no column: outside it the variable is bound already, and bound twice it is an error.
            return "" if self.braces else f"({term} AS ?{variable})"
        return f"({term})"

    def _refusal(self, variable: str) -> QueryError:
        return QueryError(self.name, f"computes ?{variable} itself", "a parameter that the query only uses")
