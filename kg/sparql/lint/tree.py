"""What a query is made of, as far as the lint asks: groups, patterns and expressions, each term with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.sparql.terminals import Token

__all__ = ["Bind", "Block", "Column", "Element", "Expression", "Group", "Path", "Query", "Term", "Triple", "Values"]


@dataclass(frozen=True, slots=True)
class Term:
    """A term: *kind* is variable, iri, literal or blank; *value* the name, the IRI in full, the text or the label.

    *text* is what the query has there, *start* where.
    """

    kind: str
    value: str
    text: str
    start: int

    @property
    def variable(self) -> str:
        """Return the name of the variable, or ""."""
        return self.value if self.kind == "variable" else ""


@dataclass(frozen=True, slots=True)
class Path:
    """A property path: *kind* is `/`, `|`, `^`, `!`, `*`, `+` or `?` over *parts*; or `term`, which is an IRI or a variable."""

    kind: str
    parts: tuple[Path, ...] = ()
    term: Term | None = None

    def terms(self) -> Iterator[Term]:
        """Yield the terms of the path, as they stand."""
        if self.term is not None:
            yield self.term
        for part in self.parts:
            yield from part.terms()


@dataclass(frozen=True, slots=True)
class Triple:
    """A triple pattern."""

    subject: Term
    path: Path
    object: Term


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression by its tokens; *groups* are those of its EXISTS and NOT EXISTS."""

    tokens: tuple[Token, ...] = ()
    groups: tuple[Group, ...] = ()

    def variables(self) -> Iterator[Token]:
        """Yield the variables outside EXISTS, as they stand."""
        return (token for token in self.tokens if token.variable)


@dataclass(frozen=True, slots=True)
class Bind:
    """`BIND(expression AS ?target)`."""

    expression: Expression
    target: Term


@dataclass(frozen=True, slots=True)
class Values:
    """The variables of a VALUES, how many rows it has, and the terms of its rows."""

    variables: tuple[Term, ...]
    rows: int
    terms: tuple[Term, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Block:
    """Groups with a word before them: OPTIONAL, UNION (several groups), MINUS, GRAPH, SERVICE, or "" for braces alone.

    *term* is what follows GRAPH or SERVICE.
    """

    word: str
    groups: tuple[Group, ...]
    start: int
    term: Term | None = None


@dataclass(slots=True)
class Group:
    """What stands between two braces, in its order; a FILTER is an Expression, a sub-select a Query."""

    start: int
    elements: list[Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Column:
    """A variable that a SELECT or GROUP BY gives, and what it is computed from, if it is."""

    target: Term
    expression: Expression | None = None


@dataclass(slots=True)
class Query:
    """A query or sub-select: *form* is SELECT, ASK, CONSTRUCT or DESCRIBE; *tail* are HAVING and ORDER BY.

    *grouped* are the expressions of GROUP BY, *limit* is that of LIMIT or None; *ordered* tells whether there is an ORDER BY.
    """

    form: str
    start: int
    where: Group
    columns: list[Column] = field(default_factory=list)
    star: Token | None = None
    template: list[Triple] = field(default_factory=list)
    described: list[Term] = field(default_factory=list)
    grouped: list[Expression | Column] = field(default_factory=list)
    tail: list[Expression] = field(default_factory=list)
    ordered: bool = False
    limit: tuple[int, int] | None = None  # the number, and where LIMIT stands
    values: Values | None = None

    def expressions(self) -> Iterator[Expression]:
        """Yield the expressions outside the WHERE clause."""
        for column in [*self.columns, *self.grouped]:
            if isinstance(column, Expression):
                yield column
            elif column.expression is not None:
                yield column.expression
        yield from self.tail


Element = Triple | Expression | Bind | Values | Block | Query
