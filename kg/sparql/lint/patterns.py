"""Reads terms, property paths, triple patterns and expressions: the parts of a query that hold no group but EXISTS."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kg.namespaces import RDF
from kg.sparql.lint.tree import Expression, Group, Path, Term, Triple
from kg.sparql.terminals import Token

__all__ = ["PatternReader", "Unread", "full_name"]

END: Final = Token("mark", "")
NOT_A_PROPERTY: Final = frozenset("OPTIONAL UNION MINUS WHERE FILTER BIND GRAPH VALUES SERVICE".split())
FIRST: Final = RDF + "first"


class Unread(Exception):
    """The query is written in a way that is not read here."""


def full_name(name: str, prefixes: Mapping[str, str]) -> str:
    """Return the IRI of a prefixed name; one whose prefix nobody declares stays as it is."""
    prefix, _, local = name.partition(":")
    return prefixes[prefix] + re.sub(r"\\(.)", r"\1", local) if prefixes.get(prefix) else name


class PatternReader:
    """A place among the tokens of a query, which goes forward only."""

    def __init__(self, tokens: Sequence[Token], prefixes: Mapping[str, str], a: str) -> None:
        self.tokens, self.at, self.prefixes, self.a = tokens, 0, prefixes, a
        self.kept: list[Triple] = []

    @property
    def here(self) -> Token:
        """Return the next token, an empty mark at the end."""
        return self.ahead(0)

    def ahead(self, steps: int) -> Token:
        """Return the token so many steps ahead."""
        at = self.at + steps
        return self.tokens[at] if at < len(self.tokens) else END

    def take(self) -> Token:
        """Return the next token and go behind it."""
        if self.at >= len(self.tokens):
            raise Unread
        self.at += 1
        return self.tokens[self.at - 1]

    def is_mark(self, text: str) -> bool:
        """Tell whether the next token is the mark *text*."""
        return self.here.kind == "mark" and self.here.text == text

    def close(self, text: str) -> None:
        """Go behind the mark *text*, which stands here."""
        if not self.is_mark(text):
            raise Unread
        self.at += 1

    def done(self) -> None:
        """Raise Unread unless all tokens are read."""
        if self.at < len(self.tokens):
            raise Unread

    def group(self) -> Group:
        """Read a group, for EXISTS."""
        raise NotImplementedError

    def expression(self) -> Expression:
        """Read `(…)`, a call `name(…)`, `EXISTS {…}` or `NOT EXISTS {…}`, the groups of EXISTS apart."""
        kept: list[Token] = []
        groups: list[Group] = []
        depth = 0
        while True:
            if self.is_mark("{"):
                groups.append(self.group())
            else:
                token = self.take()
                kept.append(token)
                depth += (token.text == "(") - (token.text == ")") if token.kind == "mark" else 0
            if depth == 0 and (kept[-1].text == ")" or (groups and kept[-1].word == "EXISTS")):
                return Expression(tuple(kept), tuple(groups))

    def triples(self) -> list[Triple]:
        """Read a subject with its properties."""
        self.kept = []
        bracketed = self.is_mark("[")
        subject = self.node()
        if not (bracketed and self._ends()):
            self._properties(subject)
        return self.kept

    def group_of_triples(self) -> list[Triple]:
        """Read triples up to the closing brace, and that too."""
        found: list[Triple] = []
        while not self.is_mark("}"):
            if self.is_mark("."):
                self.at += 1
            else:
                found += self.triples()
        self.at += 1
        return found

    def _ends(self) -> bool:
        return self.here.text in (".", "}", "{", "]", "") or self.here.word in NOT_A_PROPERTY

    def _properties(self, subject: Term) -> None:
        while not self._ends():
            path = self._alternatives()
            while True:
                self.kept.append(Triple(subject, path, self.node()))
                if not self.is_mark(","):
                    break
                self.at += 1
            while self.is_mark(";"):
                self.at += 1

    def _alternatives(self) -> Path:
        return self._chain("|", lambda: self._chain("/", self._step))

    def _chain(self, mark: str, read: object) -> Path:
        assert callable(read)
        parts: list[Path] = [read()]
        while self.is_mark(mark):
            self.at += 1
            parts.append(read())
        return parts[0] if len(parts) == 1 else Path(mark, tuple(parts))

    def _step(self) -> Path:
        for mark in ("^", "!"):
            if self.is_mark(mark):
                self.at += 1
                return Path(mark, (self._step(),))
        if self.is_mark("("):
            self.at += 1
            step = Path("!") if self.is_mark(")") else self._alternatives()
            self.close(")")
        else:
            step = Path("term", (), self._verb())
        if self.here.kind == "mark" and self.here.text in ("*", "?", "+"):
            step = Path(self.take().text, (step,))
        return step

    def _verb(self) -> Term:
        if self.here.text == "a":
            token = self.take()
            return Term("iri", self.a, token.text, token.start)
        if self.here.kind not in ("iri", "name", "variable"):
            raise Unread
        return self.term()

    def node(self) -> Term:
        """Read a term; that of `[…]` and `(…)` is a blank node, whose patterns are kept."""
        if self.is_mark("["):
            start = self.take().start
            blank = Term("blank", f"[{start}", "[]", start)
            self._properties(blank)
            self.close("]")
            return blank
        if self.is_mark("("):
            start = self.take().start
            blank = Term("blank", f"({start}", "()", start)
            first = Path("term", (), Term("iri", FIRST, "()", start))
            while not self.is_mark(")"):
                self.kept.append(Triple(blank, first, self.node()))
            self.close(")")
            return blank
        return self.term()

    def term(self) -> Term:
        """Read a term of one or more tokens."""
        token = self.take()
        if token.variable:
            return Term("variable", token.variable, token.text, token.start)
        if token.kind == "iri":
            return Term("iri", token.text[1:-1], token.text, token.start)
        if token.kind == "name":
            return Term("iri", full_name(token.text, self.prefixes), token.text, token.start)
        if token.kind == "label":
            return Term("blank", token.text, token.text, token.start)
        if token.text in ("+", "-"):
            return Term("literal", token.text + self.take().text, token.text, token.start)
        if token.kind == "string":
            self._behind_string()
        elif token.kind == "mark":
            raise Unread
        return Term("literal", token.text, token.text, token.start)

    def _behind_string(self) -> None:
        if self.here.text == "^" and self.ahead(1).text == "^":
            self.at += 3
        elif self.here.text.startswith("@"):
            self.at += 1
