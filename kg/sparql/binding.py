"""Binds variables of a SPARQL query to terms before it runs, wherever they stand: in sub-queries, filters and unions alike.

The answer is that of the query with `VALUES ?x { term }` in each of its groups, and ?x in the list of each sub-select. The
engine's own substitution asks that a variable be in the SELECT clause and overlooks BOUND, so terms are put in place of the
variable's tokens (`kg.sparql.terminals`): strings, IRIs, comments and names stay untouched, and a term is written by the RDF
library, so that no value can say more than one term. Then

1. the outermost SELECT gives the term by the name of the variable, and `SELECT *` leaves it out;
2. a sub-select does not give it, since what stands around it has the term already;
3. BOUND of the variable is true;
4. a MINUS with the variable that need not share another one with what stands before it is refused: it might remove nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.errors import QueryError
from kg.sparql.terminals import SILENT, Token, telling, tokenize
from kg.sparql.tokens import bound_as_true

__all__ = ["bind_variables"]

LISTING: Final = frozenset({"SELECT", "GROUP", "ORDER", "VALUES"})
LISTING_ENDS: Final = frozenset({"WHERE", "HAVING", "LIMIT", "OFFSET"})


def bind_variables(name: str, text: str, terms: Mapping[str, str]) -> str:
    """Return *text* with each variable of *terms* replaced by its term in SPARQL's own notation.

    Raises QueryError where the query itself computes the variable (`AS ?x`, `VALUES ?x`), or has a MINUS as above; *name* is
    the query's.
    """
    if not terms:
        return text
    tokens = tokenize(text)
    if any(token.word == "MINUS" for token in tokens):
        _check_minus(name, telling(tokens), terms)
    return "".join(_Binder(name, bound_as_true(tokens, terms), terms).parts())


def _check_minus(name: str, tokens: Sequence[Token], terms: Mapping[str, str]) -> None:
    from kg.sparql.lint.reader import Unread, read_tree
    from kg.sparql.lint.walk import certain, everything, minuses

    try:
        tree = read_tree(tokens, {})
    except Unread as error:
        raise QueryError(name, "has a MINUS that cannot be read", "FILTER NOT EXISTS { … }") from error
    for before, minus in minuses(tree):
        (group,) = minus.groups
        if (used := sorted(everything(group) & terms.keys())) and not (certain(before) & certain(group)) - terms.keys():
            wrong = f"cannot bind ?{used[0]}, which its MINUS compares"
            raise QueryError(name, wrong, "FILTER NOT EXISTS { … }, or a MINUS that shares another variable too")


@dataclass(slots=True)
class _Place:
    """Where the walk is: in which list of variables, how deep in brackets, and what a SELECT waits for its group with.

    *starred* tells whether each SELECT around this place gives everything, so that no other gives a variable of its name.
    """

    listing: str = ""
    brackets: int = 0
    starred: bool = True
    star: bool | None = None  # of the SELECT whose group has not come yet
    given: int = 0  # how much its list gives
    dropped: str = ""  # the first variable that is left out of it


class _Binder:
    """Walks the tokens, group in group."""

    def __init__(self, name: str, tokens: Sequence[Token], terms: Mapping[str, str]) -> None:
        self.name, self.tokens, self.terms = name, tokens, terms
        self.here, self.around = _Place(), list[_Place]()
        self.out: list[str] = []

    def parts(self) -> list[str]:
        before = Token("", "")
        for token in self.tokens:
            if token.variable in self.terms:
                self._variable(token.variable, before)
            else:
                self._other(token)
            before = before if token.kind in SILENT else token
        return self.out

    def _other(self, token: Token) -> None:
        here = self.here
        if token.word in LISTING | LISTING_ENDS and not here.brackets:
            self._end_list()
            here.listing = token.word if token.word in LISTING else ""
            if token.word == "SELECT":
                here.star, here.given, here.dropped = False, 0, ""
        elif here.listing == "SELECT" and not here.brackets and (token.variable or token.text in ("*", "(")):
            here.given += 1
            here.star = token.text == "*"
        if token.kind == "mark":
            self._mark(token.text)
        self.out.append(token.text)

    def _mark(self, mark: str) -> None:
        here = self.here
        here.brackets += (mark == "(") - (mark == ")")
        if mark == "{":
            self._end_list()
            starred = here.starred and here.star is not False
            if not here.brackets:
                here.listing, here.star = "", None
            self.around.append(here)
            self.here = _Place(starred=starred)
        elif mark == "}" and self.around:
            self.here = self.around.pop()

    def _end_list(self) -> None:
        """A sub-select that would give nothing gives the term, by a name that means nothing around it."""
        here = self.here
        if here.listing == "SELECT" and not here.brackets and here.dropped and not here.given:
            name = here.dropped if here.starred else self._spare()
            self.out.append(f" ({self.terms[here.dropped]} AS ?{name}) ")

    def _spare(self) -> str:
        taken = {token.variable for token in self.tokens}
        return next(name for number in range(len(taken) + 1) if (name := f"bound{number}") not in taken)

    def _variable(self, variable: str, before: Token) -> None:
        here, term = self.here, self.terms[variable]
        if here.listing == "VALUES" or before.word == "AS":
            raise QueryError(self.name, f"computes ?{variable} itself", "a parameter that the query only uses")
        if here.brackets or not here.listing:
            self.out.append(term)
        elif here.listing != "SELECT":
            self.out.append(f"({term})")
        elif self.around:
            here.dropped = here.dropped or variable
        else:
            self.out.append(f"({term} AS ?{variable})")
