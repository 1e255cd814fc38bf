"""Queries of shapes graphs over all focus nodes at once, with the pre-binding of SHACL-SPARQL (SHACL, appendix B).

1. Parameters, `$PATH`, `$currentShape` and `$shapesGraph` are written in for their variables.
2. The pattern that binds `$this` to the focus nodes goes into each group of the query, so that filters and BIND in a group of
   its own see it too; but not into EXISTS, which sees it from outside, nor into GRAPH, which asks another graph.
3. What pre-binding rules out (MINUS, VALUES, AS a pre-bound variable, a subquery without `$this`) is refused; SERVICE and FROM
   are by `kg.validate.sparql.tokens`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import islice, pairwise
from typing import Final

from kg.errors import QueryError
from kg.validate.shapes import SparqlText
from kg.validate.sparql.terms import CannotCompile
from kg.validate.sparql.tokens import Token, read_tokens, telling

__all__ = ["Token", "ask_body", "asks_datatype", "bind_focus", "properties_before", "substitute", "tokens_of"]

RULED_OUT: Final = {
    "MINUS": "a query without MINUS, such as with FILTER NOT EXISTS",
    "VALUES": "a query without VALUES, such as with FILTER (… IN (…))",
}
PRE_BOUND: Final = frozenset("this value PATH currentShape shapesGraph".split())


def tokens_of(query: SparqlText, where: str) -> list[Token]:
    """Return the tokens of *query*, with names in full and without PREFIX.

    Raises QueryError, which names *where*, where it has what pre-binding rules out, or what `read_tokens` refuses.
    """
    tokens = read_tokens(query.text, query.prefixes, where)
    for token, following in pairwise([*telling(tokens), Token("mark", "")]):
        if token.word in RULED_OUT:
            raise QueryError(where, f"has {token.word}, which SHACL rules out", RULED_OUT[token.word])
        is_bound = following.variable in (PRE_BOUND if query.form == "ask" else PRE_BOUND - {"value"})
        if token.word == "AS" and is_bound:
            raise QueryError(where, f"binds {following.text}, which SHACL binds", "another variable")
    return tokens


def asks_datatype(tokens: Sequence[Token], datatypes: Set[str]) -> bool:
    """Tell whether the answer of a query may rest on which of *datatypes* a literal has.

    It does not where DATATYPE is compared with an IRI that is none of them.
    """
    told = telling(tokens)
    for at, token in enumerate(told):
        if token.word == "SAMETERM":
            return True
        if token.word == "DATATYPE":
            after = [one.text for one in told[at + 1 : at + 7]]
            compared = after[3:5] == ["!", "="] or after[3:4] == ["="]
            other = after[5:6] if after[3:4] == ["!"] else after[4:5]
            if not compared or not other or not other[0].startswith("<") or other[0].strip("<>") in datatypes:
                return True
    return False


def properties_before(tokens: Sequence[Token], name: str) -> tuple[str, ...]:
    """Return the IRIs that stand right before the variable *name*: the properties that have it as their value."""
    pairs = pairwise(telling(list(tokens)))
    return tuple(sorted({one.text[1:-1] for one, other in pairs if one.kind == "iri" and other.variable == name}))


def substitute(tokens: list[Token], terms: Mapping[str, str]) -> list[Token]:
    """Write *terms*, by the name of their variable, in for these variables; BOUND of them is true."""
    found: list[Token] = []
    for token in tokens:
        if token.variable in terms:
            if [one.text.upper() for one in islice(_beside(found, len(found), -1), 2)] == ["(", "BOUND"]:
                while found.pop().word != "BOUND":
                    pass
                found += [Token("mark", "("), Token("word", "true")]
            else:
                found.append(Token("iri", terms[token.variable]))
        else:
            found.append(token)
    return found


def _beside(tokens: Sequence[Token], at: int, step: int) -> Iterator[Token]:
    """Yield what stands after the token *at*, or with -1 as *step* before it, nearest first, without white space."""
    while 0 <= (at := at + step) < len(tokens):
        if tokens[at].kind != "space":
            yield tokens[at]


def bind_focus(tokens: list[Token], pattern: str, where: str) -> str:
    """Return a SELECT with *pattern*, which binds ?this, in each group of the query that needs it.

    Raises QueryError where the query, or one inside it, does not give `$this`, and CannotCompile where it has LIMIT or OFFSET,
    which would count over all focus nodes.
    """
    words = {token.word for token in tokens}
    if "SELECT" not in words:
        raise QueryError(where, "is no SELECT", "SELECT $this … WHERE { … }")
    if not words.isdisjoint({"LIMIT", "OFFSET"}):
        raise CannotCompile(where, "has LIMIT or OFFSET", "a query without them")
    out: list[str] = []
    groups: list[str] = []  # what each open group is: plain, inside EXISTS or GRAPH, or holding a subquery
    projected: list[bool | None] = []  # of each SELECT that waits for its group: whether it gives $this
    for at, token in enumerate(tokens):
        if token.word == "SELECT":
            projected.append(False)
        elif projected and projected[-1] is False and (token.variable == "this" or (token.text == "*" and not groups)):
            projected[-1] = True
        out.append(token.text)
        if token.text == "{" and token.kind == "mark":
            kind = _kind_of_group(tokens, at, groups)
            if kind != "subquery" and projected and projected[-1] is not None and not projected.pop():
                raise QueryError(where, "has a SELECT without $this", "$this among what is selected")
            if kind == "plain":
                out.append(f" {pattern} ")
            groups.append(kind)
        elif token.text == "}" and token.kind == "mark" and groups:
            groups.pop()
    return "".join(out)


def _kind_of_group(tokens: list[Token], at: int, groups: list[str]) -> str:
    following = next(_beside(tokens, at, 1), None)
    if following is not None and following.word == "SELECT":
        return "subquery" if not groups or groups[-1] != "closed" else "closed"
    before = [*islice(_beside(tokens, at, -1), 2)]
    inside = bool(groups) and groups[-1] == "closed"
    of_exists = bool(before) and before[0].word == "EXISTS"
    of_graph = len(before) == 2 and before[1].word == "GRAPH"
    return "closed" if inside or of_exists or of_graph else "plain"


def ask_body(tokens: list[Token], where: str) -> str:
    """Return the group of an ASK, without its braces."""
    text = "".join(token.text for token in tokens)
    start, end = text.find("{"), text.rfind("}")
    if not re.match(r"\s*ASK\b", text, re.IGNORECASE) or not 0 <= start < end:
        raise QueryError(where, "is no ASK", "ASK { … }")
    return text[start + 1 : end]
