"""Reads the tokens of a query as a tree. The query is well-formed: a parser has gone through it before.

What is written in a way that is not known here is no fault of the query, but `Unread`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kg.namespaces import RDF
from kg.sparql.lint.patterns import PatternReader, Unread
from kg.sparql.lint.tree import Bind, Block, Column, Expression, Group, Query, Term, Triple, Values
from kg.sparql.terminals import Token

__all__ = ["Unread", "read_tree"]

FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
TAIL: Final = ("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")


def read_tree(tokens: Sequence[Token], prefixes: Mapping[str, str]) -> Query:
    """Return the tree of a query by its telling *tokens*; names are written in full with *prefixes*. Raises Unread."""
    reader = _Reader(tokens, prefixes, RDF + "type")
    reader.skip_prologue()
    query = reader.query()
    reader.done()
    return query


class _Reader(PatternReader):
    """Goes through the tokens once."""

    def skip_prologue(self) -> None:
        while self.here.word in ("PREFIX", "BASE"):
            self.at += 3 if self.here.word == "PREFIX" else 2

    def query(self) -> Query:
        first = self.take()
        if first.word not in FORMS:
            raise Unread
        query = Query(first.word, first.start, Group(first.start))
        if first.word == "SELECT":
            self._columns(query)
        elif first.word == "DESCRIBE":
            self._described(query)
        elif first.word == "CONSTRUCT" and self.is_mark("{"):
            self.at += 1
            query.template = self.group_of_triples()
        while self.here.word == "FROM":
            self.at += 3 if self.ahead(1).word == "NAMED" else 2
        if self.here.word == "WHERE":
            self.at += 1
        if self.is_mark("{"):
            query.where = self.group()
        if first.word == "CONSTRUCT" and not query.template:
            query.template = [element for element in query.where.elements if isinstance(element, Triple)]
        self._tail(query)
        return query

    def _columns(self, query: Query) -> None:
        if self.here.word in ("DISTINCT", "REDUCED"):
            self.at += 1
        while not self.is_mark("{") and self.here.word not in ("WHERE", "FROM"):
            if self.is_mark("*"):
                query.star = self.take()
            else:
                query.columns.append(self._column())

    def _column(self) -> Column:
        if self.here.variable:
            return Column(self.term())
        expression, target = self._computed()
        return Column(target, expression)

    def _computed(self) -> tuple[Expression, Term]:
        """Read `(expression AS ?target)`."""
        expression = self.expression()
        if len(expression.tokens) < 4 or not expression.tokens[-2].variable or expression.tokens[-3].word != "AS":
            raise Unread
        target = expression.tokens[-2]
        named = Term("variable", target.variable, target.text, target.start)
        return Expression(expression.tokens[1:-3], expression.groups), named

    def _described(self, query: Query) -> None:
        while self.here.kind in ("variable", "iri", "name"):
            query.described.append(self.term())
        if self.is_mark("*"):
            query.star = self.take()

    def _tail(self, query: Query) -> None:
        while self.here.word in TAIL:
            word = self.take()
            if word.word in ("LIMIT", "OFFSET"):
                number = int(self.take().text)
                query.limit = (number, word.start) if word.word == "LIMIT" else query.limit
            elif word.word == "VALUES":
                query.values = self._values(word.start)
            elif word.word == "GROUP":
                self.at += 1
                query.grouped = self._grouped()
            else:
                query.ordered |= word.word == "ORDER"
                self.at += word.word == "ORDER"
                query.tail += self._conditions()

    def _grouped(self) -> list[Expression | Column]:
        found: list[Expression | Column] = []
        while self._continues():
            start = self.at
            expression = self._condition()
            if len(expression.tokens) > 3 and expression.tokens[-3].word == "AS":
                self.at = start
                computed, target = self._computed()
                found.append(Column(target, computed))
            else:
                found.append(expression)
        return found

    def _conditions(self) -> list[Expression]:
        found = []
        while self._continues():
            found.append(self._condition())
        return found

    def _continues(self) -> bool:
        return self.here.text not in ("", "}", ")") and self.here.word not in TAIL

    def _condition(self) -> Expression:
        if self.here.word in ("ASC", "DESC"):
            self.at += 1
        return Expression((self.take(),)) if self.here.variable else self.expression()

    def group(self) -> Group:
        """Read a group from its first brace to its last."""
        group = Group(self.take().start)
        while not self.is_mark("}"):
            self._element(group)
        self.at += 1
        return group

    def _element(self, group: Group) -> None:
        word, start = self.here.word, self.here.start
        if self.is_mark("."):
            self.at += 1
        elif self.is_mark("{"):
            group.elements.append(self._braces(start))
        elif word == "SELECT":
            group.elements.append(self.query())
        elif word in ("OPTIONAL", "MINUS"):
            self.at += 1
            group.elements.append(Block(word, (self.group(),), start))
        elif word in ("GRAPH", "SERVICE"):
            self.at += 2 if self.ahead(1).word == "SILENT" else 1
            term = self.term()
            group.elements.append(Block(word, (self.group(),), start, term))
        elif word == "FILTER":
            self.at += 1
            group.elements.append(self.expression())
        elif word == "BIND":
            self.at += 1
            group.elements.append(Bind(*self._computed()))
        elif word == "VALUES":
            self.at += 1
            group.elements.append(self._values(start))
        else:
            group.elements.extend(self.triples())

    def _braces(self, start: int) -> Block:
        groups = [self.group()]
        while self.here.word == "UNION":
            self.at += 1
            groups.append(self.group())
        return Block("UNION" if len(groups) > 1 else "", tuple(groups), start)

    def _values(self, start: int) -> Values:
        if listed := self.is_mark("("):
            self.at += 1
        variables = []
        while self.here.variable:
            variables.append(self.term())
        if listed:
            self.close(")")
        self.close("{")
        rows, terms = 0, []
        while not self.is_mark("}"):
            if listed and self.is_mark("("):
                rows += 1
                self.at += 1
            elif listed and self.is_mark(")"):
                self.at += 1
            else:
                rows += not listed
                terms.append(self.term())
        self.at += 1
        return Values(tuple(variables), rows, tuple(terms), start)
