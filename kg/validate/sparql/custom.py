"""Compiles what a shapes graph says in SPARQL itself: constraints, validators of components, targets (SHACL §5 and §6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pyoxigraph import Store

from kg.errors import QueryError
from kg.validate.shapes import Constraint, Shape, SparqlText
from kg.validate.shapes.model import Term
from kg.validate.sparql.prebinding import KNOWN, ask_body, bind_focus, substitute, tokens_of
from kg.validate.sparql.queries import SHAPES, Query
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
    tokens = substitute(tokens_of(query, told), terms)
    if not compiler.answers(tokens):
        wrong = "asks how literals are written, or of which datatype, and the store keeps some of them by value"
        raise CannotCompile("its query", wrong, "a query about their values")
    if query.form == "select":
        text = bind_focus(tokens, focus.pattern, told)
    else:
        step = f"?this {terms['PATH']} ?value ." if shape.path is not None else "BIND (?this AS ?value)"
        body = ask_body(tokens, told)
        text = f"SELECT ?this ?value WHERE {{ {focus.pattern} {step} FILTER NOT EXISTS {{ {body} }} }}"
    _check(query, text, told)
    return Query(text, by_value=True, literals=focus.pattern if focus.exact else "")


def target_pattern(target: SparqlText, options: Mapping[str, Term], where: str) -> str:
    """Return a pattern that binds ?this to what a SPARQL-based target selects, with *options* written in."""
    tokens = substitute(tokens_of(target, where), {name: constant(term) for name, term in options.items()})
    text = "".join(token.text for token in tokens)
    if not any(token.variable == "this" for token in tokens):
        raise QueryError(where, "has a target without ?this", "SELECT ?this WHERE { … }")
    _check(target, text, where)
    return f"{{ {text} }}"


def _check(query: SparqlText, text: str, where: str) -> None:
    """Raise QueryError where *query* does not parse, CannotCompile where *text*, made from it, does not."""
    try:
        Store().query(query.text, prefixes={**KNOWN, **query.prefixes})
    except SyntaxError as error:
        line, column = (re.findall(r"error at (\d+):(\d+)", str(error)) or [("?", "?")])[0]
        form = query.form.upper()
        raise QueryError(where, f"is no SPARQL at line {line}, column {column}", f"{form} … of SPARQL 1.1") from error
    try:
        Store().query(text)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise CannotCompile(where, "cannot be asked for all focus nodes at once", "SPARQL 1.1") from error
