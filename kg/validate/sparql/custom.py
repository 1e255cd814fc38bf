"""Compiles what a shapes graph says in SPARQL itself: constraints, validators of components, targets (SHACL §5 and §6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

from pyoxigraph import Store

from kg.errors import QueryError
from kg.validate.shapes import Constraint, Shape, SparqlText
from kg.validate.shapes.model import Term
from kg.validate.sparql.prebinding import Token, ask_body, bind_focus, properties_before, substitute, tokens_of
from kg.validate.sparql.queries import SHAPES, TARGETED, Query
from kg.validate.sparql.terms import CannotCompile, constant

if TYPE_CHECKING:
    from kg.validate.sparql.core import Compiler, Slot

__all__ = ["compile_query", "target_pattern"]


def compile_query(compiler: Compiler, shape: Shape, constraint: Constraint, focus: Slot, where: str) -> Query:
    """Return the query of a SPARQL-based constraint over the nodes of *focus*, whose variable is ?this.

    Raises QueryError, which begins with *where*, where the query is none, or has what pre-binding rules out.
    """
    query = constraint.sparql
    assert query is not None
    told = f"{where}: {shape.iri or '[…]'}: its query"
    terms = {name: constant(term) for name, term in constraint.options.items()}
    terms["shapesGraph"] = f"<{SHAPES}>"
    if shape.iri:
        terms["currentShape"] = f"<{shape.iri}>"
    if shape.path is not None:
        terms["PATH"] = f"({shape.path.sparql})" if shape.path.kind != "iri" else shape.path.sparql
    written = tokens_of(query, told)
    tokens = substitute(written, terms)
    if not compiler.answers(tokens):
        wrong = "asks how literals are written, or of which datatype, and the store keeps some of them by value"
        raise CannotCompile("its query", wrong, "a query about their values")
    if query.form == "select":
        text, value_of = bind_focus(tokens, focus.pattern, told), properties_before(tokens, "value")
    else:
        found = "?this ?value" if shape.path is not None else "?this"
        step = f"?this {terms['PATH']} ?value ." if shape.path is not None else "BIND (?this AS ?value)"
        body = ask_body(tokens, told)
        text = f"SELECT {found} WHERE {{ {focus.pattern} {step} FILTER NOT EXISTS {{ {body} }} }}"
        value_of = (shape.path.iri,) if shape.path is not None else ()
    _check(query, written, text, told)
    # Only behind a path: a query of a target itself may ask whether the data speak of it.
    targeted = TARGETED in focus.uses and (len(focus.uses) > 1 or query.form == "ask")
    literals = focus.pattern if focus.exact else ""
    return Query(text, by_value=True, targeted=targeted, literals=literals, value_of=value_of)


def target_pattern(target: SparqlText, options: Mapping[str, Term], where: str) -> str:
    """Return a pattern that binds ?this to what a SPARQL-based target selects, with *options* written in."""
    tokens = substitute(tokens_of(target, where), {name: constant(term) for name, term in options.items()})
    text = "".join(token.text for token in tokens)
    if not any(token.variable == "this" for token in tokens):
        raise QueryError(where, "has a target without ?this", "SELECT ?this WHERE { … }")
    _check(target, tokens, text, where)
    return f"{{ {text} }}"


def _check(query: SparqlText, tokens: list[Token], text: str, where: str) -> None:
    """Raise QueryError where *query*, read as *tokens*, does not parse, CannotCompile where *text*, made from it, does not."""
    written = "".join(token.text for token in tokens)
    try:
        Store().query(written)
    except SyntaxError as error:
        place = _place(query.text, tokens, written, str(error))
        raise QueryError(where, f"is no SPARQL at {place}", f"{query.form.upper()} … of SPARQL 1.1") from error
    try:
        Store().query(text)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise CannotCompile(where, "cannot be asked for all focus nodes at once", "SPARQL 1.1") from error


def _place(text: str, tokens: list[Token], written: str, message: str) -> str:
    """Return where in *text* the error stands that *message* tells of in *written*, the text of *tokens*."""
    line, column = map(int, (re.findall(r"error at (\d+):(\d+)", message) or [(1, 1)])[0])
    at = sum(len(one) + 1 for one in written.split("\n")[: line - 1]) + column - 1
    ends = accumulate(len(token.text) for token in tokens)
    start = next((token.start for token, end in zip(tokens, ends, strict=True) if at < end), len(text))
    before = text[:start]
    return f"line {before.count(chr(10)) + 1}, column {start - before.rfind(chr(10))}"
