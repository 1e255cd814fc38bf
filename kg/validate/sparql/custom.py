"""Compiles what a shapes graph says in SPARQL itself: constraints, validators of components, targets (SHACL §5 and §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import InputError, QueryError
from kg.validate.shapes import Constraint, Shape, SparqlText
from kg.validate.sparql.prebinding import ask_body, bind_focus, substitute, tokens_of
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
    if query.form == "select":
        text = bind_focus(tokens, focus.pattern, told)
    else:
        step = f"?this {terms['PATH']} ?value ." if shape.path is not None else "BIND (?this AS ?value)"
        body = ask_body(tokens, told)
        text = f"SELECT ?this ?value WHERE {{ {focus.pattern} {step} FILTER NOT EXISTS {{ {body} }} }}"
    _check(text, told)
    return Query(text, by_value=True)


def target_pattern(target: SparqlText, where: str) -> str:
    """Return a pattern that binds ?this to what a SPARQL-based target selects."""
    tokens = tokens_of(target, where)
    text = "".join(token.text for token in tokens)
    if not any(token.variable == "this" for token in tokens):
        raise QueryError(where, "has a target without ?this", "SELECT ?this WHERE { … }")
    _check(text, where)
    return f"{{ {text} }}"


def _check(text: str, where: str) -> None:
    """Raise QueryError where *text* does not parse."""
    from pyoxigraph import Store

    try:
        Store().query(text)
    except SyntaxError as error:
        raise QueryError(where, f"is no SPARQL: {error}", "a query of SPARQL 1.1") from error
    except InputError:
        raise
    except (ValueError, RuntimeError) as error:
        raise CannotCompile(where, f"is not answered here: {error}", "SPARQL 1.1 without extensions") from error
