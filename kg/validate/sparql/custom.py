"""Compiles what a shapes graph says in SPARQL itself: constraints, validators of components, targets (SHACL §5 and §6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Store

from kg.errors import QueryError
from kg.sparql.terminals import Token, telling, tokenize
from kg.validate.shapes import Constraint, Shape, SparqlText
from kg.validate.shapes.model import Term
from kg.validate.sparql.faithful import (
    asks_any_property,
    has_path_of_no_steps,
    path_of_value,
    why_unfaithful,
)
from kg.validate.sparql.prebinding import ask_body, bind_focus, check_form, substitute, tokens_of, with_patterns
from kg.validate.sparql.queries import SHAPES, TARGETED, Query
from kg.validate.sparql.reading import Pattern, Reading, Unread, calls_of, read_query_tokens, select_clause
from kg.validate.sparql.terms import CannotCompile
from kg.validate.sparql.tokens import read_tokens

if TYPE_CHECKING:
    from kg.validate.sparql.core import Compiler, Slot

__all__ = ["compile_query", "compile_target"]


def compile_query(compiler: Compiler, shape: Shape, constraint: Constraint, focus: Slot, where: str) -> Query:
    """Return the query of a SPARQL-based constraint over the nodes of *focus*, whose variable is ?this.

    Raises QueryError, which begins with *where*, where the query is none, or has what pre-binding rules out, and CannotCompile
    where the store might answer otherwise than SPARQL has it.
    """
    query = constraint.sparql
    assert query is not None
    told = f"{where}: {shape.iri or '[…]'}: its query"
    written = tokens_of(query, told)
    check_form(written, query.form, told)
    _check(query, written, told)
    if query.form == "select":
        bind_focus(written, focus.pattern, told)  # what it refuses must not be left to pySHACL, which lets it pass
    tokens = _with_terms(written, _terms(shape, constraint, written))
    reading = _read(compiler, tokens, told)
    if query.form == "ask":
        reading.patterns.append(_step(shape))
    selected = select_clause(tokens) if query.form == "select" else {"this", "value"}
    targeted = _is_targeted(focus, reading)
    if focus.exact:
        raise CannotCompile("its query", "is about literals that the store keeps by value", "a query about other nodes")
    if not compiler.altered.beyond.isdisjoint(focus.uses):
        raise CannotCompile("its query", "is about numbers beyond what the store can reckon with", "smaller ones")
    if why := why_unfaithful(reading, selected, {"this"}, compiler.altered):
        raise CannotCompile("its query", why, "a query about their values")
    if query.form == "select":
        text = bind_focus(with_patterns(tokens, compiler.pattern), focus.pattern, told)
    else:
        found = "?this ?value" if shape.path is not None else "?this"
        step = f"?this {_path(shape)} ?value ." if shape.path is not None else "BIND (?this AS ?value)"
        body = ask_body(with_patterns(tokens, compiler.pattern))
        text = f"SELECT {found} WHERE {{ {focus.pattern} {step} FILTER NOT EXISTS {{ {body} }} }}"
    _check_compiled(text, told)
    return Query(text, by_value=True, targeted=targeted, value_of=path_of_value(reading, compiler.altered))


def compile_target(
    compiler: Compiler, target: SparqlText, options: Mapping[str, Term], shape: Shape, where: str
) -> tuple[str, str]:
    """Return the query of a SPARQL-based target with *options* written in, and why the store cannot answer it, or "".

    Raises QueryError, which begins with *where*, where the query selects no ?this.
    """
    of_shape = f"{where}: {shape.iri or '[…]'}"
    told = f"{of_shape}: its target"
    written = read_tokens(target.text, target.prefixes, told)
    check_form(written, "select", told, "SELECT ?this WHERE { … }")
    _check(target, written, told)
    if any(isinstance(term, BlankNode) for term in options.values()):
        raise QueryError(of_shape, "has a target with a blank node as a parameter", "an IRI or a literal")
    tokens = _with_terms(written, {name: str(term) for name, term in options.items()})
    selected = select_clause(tokens)
    if selected.isdisjoint(("this", "*")) or not any(token.variable == "this" for token in tokens):
        raise QueryError(of_shape, "has a target without ?this", "SELECT ?this WHERE { … }")
    text = "".join(token.text for token in tokens)
    try:
        why = why_unfaithful(_read(compiler, tokens, told), selected, set(), compiler.altered)
        text = "".join(token.text for token in with_patterns(tokens, compiler.pattern))
    except CannotCompile as error:
        why = error.wrong
    return text, why


def _terms(shape: Shape, constraint: Constraint, written: list[Token]) -> dict[str, str]:
    """Return what is written in for the pre-bound variables and the parameters, by the names of the variables."""
    if any(isinstance(term, BlankNode) for term in constraint.options.values()):
        raise CannotCompile("a blank node", "stands for a node of the data", "an IRI or a literal")
    terms = {name: str(term) for name, term in constraint.options.items()}
    terms["shapesGraph"] = f"<{SHAPES}>"
    if shape.iri:
        terms["currentShape"] = f"<{shape.iri}>"
    elif any(token.variable == "currentShape" for token in written):
        raise CannotCompile("its query", "asks for $currentShape, which is a blank node", "a shape with an IRI")
    return terms | ({"PATH": _path(shape)} if shape.path is not None else {})


def _path(shape: Shape) -> str:
    path = shape.path
    assert path is not None
    return path.sparql if path.kind == "iri" else f"({path.sparql})"


def _with_terms(written: list[Token], terms: Mapping[str, str]) -> list[Token]:
    return tokenize("".join(token.text for token in substitute(written, terms)))


def _step(shape: Shape) -> Pattern:
    """Return the pattern that leads from $this to $value in an ASK; without a path these are one."""
    predicate = telling(tokenize(_path(shape))) if shape.path is not None else ()
    return Pattern((Token("variable", "?this"),), tuple(predicate), (Token("variable", "?value"),), 0)


def _read(compiler: Compiler, tokens: list[Token], told: str) -> Reading:
    """Return what a query asks; raises QueryError where it calls a function that nobody knows."""
    try:
        reading = read_query_tokens(tokens)
    except Unread as error:
        raise CannotCompile("its query", "is written in a way that is not read here", "triples and filters") from error
    for function in calls_of(reading):
        if not compiler.knows(function):
            raise QueryError(
                told, f"calls <{function}>, which is no function here", "a function of SPARQL 1.1, or a cast"
            )
    return reading


def _is_targeted(focus: Slot, reading: Reading) -> bool:
    """Tell whether a query has to start from nodes that the data may not have.

    Only for a path of no steps, in the query or behind the target: else it may ask whether the data speaks of its target.
    """
    if TARGETED not in focus.uses or not (len(focus.uses) > 1 or has_path_of_no_steps(reading)):
        return False
    if asks_any_property(reading):
        raise CannotCompile(
            "its query", "asks for any property of nodes that the data may not have", "named properties"
        )
    return True


def _check(query: SparqlText, tokens: list[Token], where: str) -> None:
    """Raise QueryError where *query*, read as *tokens*, does not parse."""
    written = "".join(token.text for token in tokens)
    try:
        Store().query(written)
    except SyntaxError as error:
        place = _place(query.text, tokens, written, str(error))
        raise QueryError(where, f"is no SPARQL at {place}", f"{query.form.upper()} … of SPARQL 1.1") from error
    except RuntimeError:  # evaluated at once: a function that nobody knows, which is told later
        return


def _check_compiled(text: str, where: str) -> None:
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
