"""Queries of shapes graphs over all focus nodes at once, with the pre-binding of SHACL-SPARQL (SHACL, appendix B).

1. Parameters, `$PATH`, `$currentShape` and `$shapesGraph` are written in for their variables.
2. The pattern that binds `$this` to the focus nodes goes into each group of the query, so that filters and BIND in a group of
   its own see it too; but not into EXISTS, which sees it from outside, nor into GRAPH, which asks another graph.
3. What pre-binding rules out (MINUS, VALUES, AS a pre-bound variable, a subquery without `$this`) is refused; SERVICE and FROM
   are by `kg.validate.sparql.tokens`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Final

from pyoxigraph import Literal, RdfFormat, parse

from kg.errors import QueryError
from kg.sparql.terminals import Token, telling
from kg.sparql.tokens import bound_as_true
from kg.validate.shapes import SparqlText
from kg.validate.sparql.terms import CannotCompile
from kg.validate.sparql.tokens import read_tokens

__all__ = ["ask_body", "bind_focus", "check_form", "substitute", "tokens_of", "with_patterns"]

RULED_OUT: Final = {
    "MINUS": "a query without MINUS, such as with FILTER NOT EXISTS",
    "VALUES": "a query without VALUES, such as with FILTER (… IN (…))",
}
# Where the flags of a regular expression stand among the arguments of its function.
OF_PATTERNS: Final = {"REGEX": 2, "REPLACE": 3}
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


def check_form(tokens: Sequence[Token], form: str, where: str, right: str = "") -> None:
    """Raise QueryError, which begins with *where*, where *tokens* do not begin with the key word of *form*."""
    words = [token.word for token in telling(tokens)[:3]]
    first = words[2:3] if words[:1] == ["BASE"] else words[:1]
    if first != [form.upper()]:
        rights = {"select": "SELECT $this … WHERE { … }", "ask": "ASK { … }"}
        raise QueryError(where, f"is no {form.upper()}", right or rights[form])


def substitute(tokens: list[Token], terms: Mapping[str, str]) -> list[Token]:
    """Write *terms*, by the name of their variable, in for these variables; BOUND of them is true."""
    return [
        Token("iri", terms[token.variable]) if token.variable in terms else token
        for token in bound_as_true(tokens, terms)
    ]


def with_patterns(tokens: Sequence[Token], pattern: Callable[[str, str], str | None]) -> list[Token]:
    """Return *tokens* with each regular expression as *pattern* has it, given its flags.

    Raises CannotCompile where *pattern* has none, and where an expression is not known before the query is asked.
    """
    found = list(tokens)
    for at, token in enumerate(tokens):
        if token.word in OF_PATTERNS:
            arguments = _arguments(tokens, at)
            told = [_constant_text([tokens[one] for one in argument]) for argument in arguments]
            flags = told[OF_PATTERNS[token.word] :]
            given = pattern(told[1], "".join(map(str, flags))) if told[1] is not None and None not in flags else None
            # In what replaces a match Rust reads `$1a` as the group `1a`, and XPath as the group 1.
            if given is None or (token.word == "REPLACE" and (told[2] is None or re.search(r"[$\\]", told[2]))):
                wrong = "has a regular expression that is not known before, or cannot be matched here"
                raise CannotCompile("its query", wrong, "a constant one without look-around and back-references")
            (place,) = (one for one in arguments[1] if tokens[one].kind == "string")
            found[place] = Token("string", str(Literal(given)))
    return found


def _arguments(tokens: Sequence[Token], at: int) -> list[list[int]]:
    """Return where the tokens of each argument of the function at *at* stand, white space left out."""
    found: list[list[int]] = [[]]
    depth = 0
    for place in range(at + 1, len(tokens)):
        token = tokens[place]
        depth += (token.text == "(") - (token.text == ")") if token.kind == "mark" else 0
        if depth == 0 and token.text == ")":
            break
        if depth == 1 and token.text == "," and token.kind == "mark":
            found.append([])
        elif token.kind != "space" and not (depth == 1 and token.text == "("):
            found[-1].append(place)
    return found


def _constant_text(argument: Sequence[Token]) -> str | None:
    """Return the text of an argument that is one string, else None."""
    if len(argument) != 1 or argument[0].kind != "string":
        return None
    (triple,) = parse(f"<urn:s> <urn:p> {argument[0].text} .".encode(), format=RdfFormat.TURTLE)
    return triple.object.value if isinstance(triple.object, Literal) else None


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
    out: list[str] = []
    groups: list[str] = []  # what each open group is: plain, inside EXISTS or GRAPH, or holding a subquery
    depth = 0  # of brackets inside the clause of a SELECT
    projected: list[bool | None] = []  # of each SELECT that waits for its group: whether it gives $this
    for at, token in enumerate(tokens):
        if token.word == "SELECT":
            projected.append(False)
            depth = 0
        elif projected and projected[-1] is False and token.kind in ("mark", "variable"):
            depth += (token.text == "(") - (token.text == ")")
            if depth == 0 and (token.variable == "this" or (token.text == "*" and not groups)):
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
    if any(token.word in ("LIMIT", "OFFSET") for token in tokens):
        raise CannotCompile(where, "has LIMIT or OFFSET", "a query without them")
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


def ask_body(tokens: list[Token]) -> str:
    """Return the group of an ASK, without its braces."""
    text = "".join(token.text for token in tokens)
    return text[text.find("{") + 1 : text.rfind("}")]
