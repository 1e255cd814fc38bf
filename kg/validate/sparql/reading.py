"""What a query of a shapes graph asks, as far as that can be read from its tokens: triple patterns and expressions.

The store has checked the syntax before; what is written in a way that is not known here is no fault of the query, but an
`Unread`, and whoever asks has to take the query for one that may ask anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from kg.namespaces import RDF
from kg.sparql.terminals import Token, telling

__all__ = ["Pattern", "Reading", "Unread", "calls_of", "read_query_tokens", "select_clause"]

STRUCTURE: Final = ("OPTIONAL", "UNION", "MINUS", "WHERE")
END: Final = Token("mark", "")


class Unread(Exception):
    """The query is written in a way that is not read here."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern: its terms as tokens, the predicate as those of a path; *group* is the number of its group."""

    subject: tuple[Token, ...]
    predicate: tuple[Token, ...]
    object: tuple[Token, ...]
    group: int


@dataclass
class Reading:
    """What a query asks: its triple patterns, and its expressions, each with the number of its group.

    The clauses behind a group (GROUP BY, HAVING, ORDER BY) count as expressions, and so does each `(… AS ?x)` of a SELECT.
    """

    patterns: list[Pattern] = field(default_factory=list)
    expressions: list[tuple[int, tuple[Token, ...]]] = field(default_factory=list)


def read_query_tokens(tokens: Sequence[Token]) -> Reading:
    """Return what the query with *tokens* asks, a SELECT or an ASK; raises Unread."""
    reader = _Reader(telling(tokens))
    reader.query()
    return reader.found


def select_clause(tokens: Sequence[Token]) -> set[str]:
    """Return the names of the variables that the first SELECT of *tokens* gives, `*` for all."""
    found: set[str] = set()
    depth = 0
    told = telling(tokens)
    start = next((at for at, token in enumerate(told) if token.word == "SELECT"), len(told))
    for before, token in zip(told[start:], told[start + 1 :], strict=False):
        depth += (token.text == "(") - (token.text == ")")
        if token.kind == "mark" and token.text == "{":
            break
        if depth == 0 and (token.variable or token.text == "*"):
            found.add(token.variable or "*")
        elif token.variable and before.word == "AS":
            found.add(token.variable)
    return found


def calls_of(reading: Reading) -> Iterator[str]:
    """Yield the IRIs of the functions that the expressions of a query call."""
    for _, tokens in reading.expressions:
        for token, following in pairwise(tokens):
            if token.kind == "iri" and following.text == "(":
                yield token.text[1:-1]


class _Reader:
    """Goes through the tokens of one query, which are well-formed, once."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens, self._at, self._groups = tokens, 0, 0
        self.found = Reading()

    def query(self) -> None:
        if self._here.word == "BASE":
            self._at += 2
        if self._take().word == "SELECT":
            self._select(0)
        else:
            self._to("{")
            self._group()
            self._clauses(0)
        if self._at < len(self._tokens):
            raise Unread

    @property
    def _here(self) -> Token:
        return self._ahead(0)

    def _ahead(self, steps: int) -> Token:
        at = self._at + steps
        return self._tokens[at] if at < len(self._tokens) else END

    def _take(self) -> Token:
        if self._at >= len(self._tokens):
            raise Unread
        self._at += 1
        return self._tokens[self._at - 1]

    def _is(self, text: str) -> bool:
        return self._here.kind == "mark" and self._here.text == text

    def _to(self, text: str) -> None:
        """Go behind the next mark *text*, over words alone."""
        while not self._is(text):
            if not self._take().word:
                raise Unread
        self._at += 1

    def _select(self, group: int) -> None:
        while not self._is("{"):
            if self._is("("):
                self._bracketed(group)
            else:
                self._take()
        self._at += 1
        self._group()
        self._clauses(group)

    def _clauses(self, group: int) -> None:
        """Read what stands behind the group of a query."""
        start = self._at
        kept: list[Token] = []
        while self._at < len(self._tokens) and not self._is("}"):
            if self._here.word == "VALUES":
                self._values(group)
            elif self._is("{"):
                self._at += 1
                self._group()
            else:
                kept.append(self._take())
        if self._at > start:
            self.found.expressions.append((group, tuple(kept)))

    def _group(self) -> None:
        """Read a group, from behind its first brace to behind its last."""
        self._groups += 1
        number = self._groups
        while not self._is("}"):
            word = self._here.word
            if self._is("."):
                self._at += 1
            elif self._is("{"):
                self._at += 1
                self._group()
            elif word == "SELECT":
                self._at += 1
                self._select(number)
            elif word in ("FILTER", "BIND"):
                self._at += 1
                self._constraint(number)
            elif word == "GRAPH":
                self._at += 2
            elif word in STRUCTURE:
                self._at += 1
            elif word == "VALUES":
                self._values(number)
            else:
                self._triples(number)
        self._at += 1

    def _values(self, group: int) -> None:
        """Keep the terms of a VALUES, which are matched as they are written, as an expression."""
        kept: list[Token] = []
        while not self._is("}"):
            kept.append(self._take())
        self._at += 1
        self.found.expressions.append((group, tuple(kept)))

    def _constraint(self, group: int) -> None:
        if self._here.word in ("EXISTS", "NOT"):
            self._to("{")
            self._group()
        else:
            name = () if self._is("(") else (self._take(),)
            self._bracketed(group, name)

    def _bracketed(self, group: int, name: tuple[Token, ...] = ()) -> None:
        """Keep the expression from this bracket to the one that closes it; groups of EXISTS in it are read as groups."""
        kept = [*name]
        depth = 0
        if not self._is("("):
            raise Unread
        while depth or len(kept) == len(name):
            if self._is("{"):
                self._at += 1
                self._group()
                continue
            token = self._take()
            if token.kind == "mark":
                depth += (token.text == "(") - (token.text == ")")
            kept.append(token)
        self.found.expressions.append((group, tuple(kept)))

    def _triples(self, group: int) -> None:
        subject = self._node(group)
        if not self._ends():
            self._properties(subject, group)

    def _ends(self) -> bool:
        """Tell whether no further property can stand here."""
        here = self._here
        return here.text in (".", "}", "{", "]", "") or here.word in (*STRUCTURE, "FILTER", "BIND", "GRAPH", "VALUES")

    def _properties(self, subject: tuple[Token, ...], group: int) -> None:
        while not self._ends():
            predicate = (self._take(),) if self._here.variable else tuple(self._path())
            while True:
                self.found.patterns.append(Pattern(subject, predicate, self._node(group), group))
                if not self._is(","):
                    break
                self._at += 1
            while self._is(";"):
                self._at += 1

    def _path(self) -> Iterator[Token]:
        while True:
            while self._here.text in ("^", "!"):
                yield self._take()
            if self._is("("):
                yield from self._brackets_of_path()
            elif self._here.kind == "iri" or self._here.text == "a":
                yield self._take()
            else:
                raise Unread
            if self._here.text in ("*", "?", "+"):
                if self._here.text == "+" and self._ahead(1).kind == "number":
                    raise Unread  # a path, or a number with its sign
                yield self._take()
            if self._here.text not in ("/", "|"):
                return
            yield self._take()

    def _brackets_of_path(self) -> Iterator[Token]:
        depth = 0
        while True:
            token = self._take()
            depth += (token.text == "(") - (token.text == ")")
            yield token
            if depth == 0:
                return

    def _node(self, group: int) -> tuple[Token, ...]:
        """Return the term that stands here; () for a blank node or a list in brackets, whose patterns are kept."""
        token = self._take()
        if token.text == "[" and token.kind == "mark":
            self._properties((), group)
            self._close("]")
            return ()
        if token.text == "(" and token.kind == "mark":
            first = (Token("iri", f"<{RDF}first>"),)
            while not self._is(")"):
                self.found.patterns.append(Pattern((), first, self._node(group), group))
            self._close(")")
            return ()
        if token.text in ("+", "-"):
            return (token, self._take())
        if token.kind == "string" and self._here.text == "^":
            return (token, self._take(), self._take(), self._take())
        if token.kind == "string" and self._here.text.startswith("@"):
            return (token, self._take())
        if token.kind == "mark":
            raise Unread
        return (token,)

    def _close(self, text: str) -> None:
        if not self._is(text):
            raise Unread
        self._at += 1
