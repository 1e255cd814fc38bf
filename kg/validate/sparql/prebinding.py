"""Queries of shapes graphs over all focus nodes at once, with the pre-binding of SHACL-SPARQL (SHACL, appendix B).

1. Parameters, `$PATH`, `$currentShape` and `$shapesGraph` are written in for their variables.
2. The pattern that binds `$this` to the focus nodes goes into each group of the query, so that filters and BIND in a group of
   its own see it too; but not into EXISTS, which sees it from outside, nor into GRAPH, which asks another graph.
3. What pre-binding rules out (MINUS, VALUES, SERVICE, AS a pre-bound variable, a subquery without `$this`) is refused, and so
   is FROM.

Words are told from names, strings, IRIs and comments by the tokens of SPARQL 1.1 (§19.8).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from kg.errors import QueryError
from kg.namespaces import OWL, RDF, RDFS, SH, XSD
from kg.validate.shapes import SparqlText
from kg.validate.sparql.terms import CannotCompile

__all__ = ["KNOWN", "Token", "ask_body", "asks_datatype", "bind_focus", "substitute", "tokens_of"]

TOKEN: Final = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<string>\"\"\"(?:(?:\"|\"\")?[^\"\\]|\\.)*\"\"\"|'''(?:(?:'|'')?[^'\\]|\\.)*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<label>_:\w+)
    |(?P<name>(?:[A-Za-z][\w.-]*)?:(?:[\w:%-]+(?:\.+[\w:%-]+)*)?)
    |(?P<word>@?[A-Za-z][\w-]*)
    |(?P<space>\s+)
    |(?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
# Prefixes that a query may use without declaring them, as most tools let it.
KNOWN: Final = {"owl": OWL, "rdf": RDF, "rdfs": RDFS, "sh": SH, "xsd": XSD}
RULED_OUT: Final = {
    "MINUS": "a query without MINUS, such as with FILTER NOT EXISTS",
    "VALUES": "a query without VALUES, such as with FILTER (… IN (…))",
    "SERVICE": "a query over the data alone",
    "FROM": "a query over the data alone",
}
PRE_BOUND: Final = frozenset("this value PATH currentShape shapesGraph".split())


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: *kind* is the name of a group of TOKEN; *word* is in capitals where it is a keyword or a mark."""

    kind: str
    text: str

    @property
    def word(self) -> str:
        """Return the keyword, or ""."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def variable(self) -> str:
        """Return the name of the variable, or ""."""
        return self.text[1:] if self.kind == "variable" else ""


def tokens_of(query: SparqlText, where: str) -> list[Token]:
    """Return the tokens of *query*, with names in full and without PREFIX.

    Raises QueryError, which names *where*, where it has what pre-binding rules out, or a prefix that nobody declares.
    """
    tokens = _in_full([Token(str(match.lastgroup), match[0]) for match in TOKEN.finditer(query.text)], query, where)
    told = _telling(tokens)
    for token, following in zip(told, [*told[1:], Token("mark", "")], strict=True):
        if token.word in RULED_OUT:
            raise QueryError(where, f"has {token.word}, which SHACL rules out", RULED_OUT[token.word])
        is_bound = following.variable in (PRE_BOUND if query.form == "ask" else PRE_BOUND - {"value"})
        if token.word == "AS" and is_bound:
            raise QueryError(where, f"binds {following.text}, which SHACL binds", "another variable")
    return tokens


def _in_full(tokens: list[Token], query: SparqlText, where: str) -> list[Token]:
    prefixes = {**KNOWN, **query.prefixes}
    found: list[Token] = []
    declares = False
    for token in tokens:
        if token.word == "PREFIX":
            declares, name = True, ""
        elif declares:
            if token.kind == "name":
                name = token.text[:-1]
            elif token.kind == "iri":
                prefixes[name], declares = token.text[1:-1], False
        elif token.kind == "name":
            prefix, _, local = token.text.partition(":")
            if prefix not in prefixes:
                raise QueryError(
                    where, f"has the prefix {prefix}:, which is not declared", "sh:prefixes with sh:declare"
                )
            found.append(Token("iri", f"<{prefixes[prefix]}{local}>"))
        else:
            found.append(token)
    return found


def _telling(tokens: list[Token]) -> list[Token]:
    """Return *tokens* without white space and comments."""
    return [token for token in tokens if token.kind not in ("space", "comment")]


def asks_datatype(tokens: Sequence[Token], datatypes: Set[str]) -> bool:
    """Tell whether the answer of a query may rest on which of *datatypes* a literal has.

    It does not where DATATYPE is compared with an IRI that is none of them.
    """
    told = _telling(list(tokens))
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


def substitute(tokens: list[Token], terms: Mapping[str, str]) -> list[Token]:
    """Write *terms*, by the name of their variable, in for these variables; BOUND of them is true."""
    found: list[Token] = []
    for token in tokens:
        if token.variable in terms:
            if [one.text.upper() for one in _telling(found)[-2:]] == ["BOUND", "("]:
                while found.pop().word != "BOUND":
                    pass
                found += [Token("mark", "("), Token("word", "true")]
            else:
                found.append(Token("iri", terms[token.variable]))
        else:
            found.append(token)
    return found


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
    following = next(iter(_telling(tokens[at + 1 :])), Token("mark", ""))
    if following.word == "SELECT":
        return "subquery" if not groups or groups[-1] != "closed" else "closed"
    before = _telling(tokens[:at])[-2:]
    inside = bool(groups) and groups[-1] == "closed"
    of_exists = bool(before) and before[-1].word == "EXISTS"
    of_graph = len(before) == 2 and before[0].word == "GRAPH"
    return "closed" if inside or of_exists or of_graph else "plain"


def ask_body(tokens: list[Token], where: str) -> str:
    """Return the group of an ASK, without its braces."""
    text = "".join(token.text for token in _without_comments(tokens))
    start, end = text.find("{"), text.rfind("}")
    if not re.match(r"\s*ASK\b", text, re.IGNORECASE) or not 0 <= start < end:
        raise QueryError(where, "is no ASK", "ASK { … }")
    return text[start + 1 : end]


def _without_comments(tokens: list[Token]) -> Iterator[Token]:
    return (Token("space", " ") if token.kind == "comment" else token for token in tokens)
