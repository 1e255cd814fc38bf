r"""The tokens of a SPARQL query (SPARQL 1.1, §19.8), read so that no reader of SPARQL can take the query for another one.

Queries of shapes graphs come from anyone, and an engine goes out to the network for SERVICE and FROM. The engines do not
agree on where a comment ends, whether `\u0076` is a letter, or whether `SERVICEex:a` is a name, so that words cannot be looked
for in the text as it is. Here

1. what the engines read differently is refused: a carriage return alone, an escape that is more than a character of a string;
2. names are written in full, as IRIs, and prefixes are left out; only this text goes to Oxigraph;
3. SERVICE and FROM are refused, and so is what a parser that goes down by recursion would not come back from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain, islice
from typing import Any, Final

from pyoxigraph import Dataset, Literal, NamedNode

from kg.errors import QueryError
from kg.namespaces import OWL, RDF, RDFS, SH, XSD
from kg.sparql.guard import DEEPEST, check_size, outside_word
from kg.sparql.terminals import SILENT, Token, telling, tokenize

__all__ = ["KNOWN", "check_texts", "read_tokens"]

# How SPARQL writes a character by its number, and how rdflib reads that.
ESCAPES: Final = (
    re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})"),
    re.compile(r"\\[uU]([0-9A-Fa-f]{4}(?:[0-9A-Fa-f]{4})?)()"),
)
# Prefixes that a query may use without declaring them, as most tools let it.
KNOWN: Final = {"owl": OWL, "rdf": RDF, "rdfs": RDFS, "sh": SH, "xsd": XSD}
PREFIX_NAME: Final = re.compile(r"(?:[^\W\d_](?:[\w.-]*[\w-])?)?")


def read_tokens(text: str, prefixes: Mapping[str, str], where: str) -> list[Token]:
    """Return the tokens of a query, with names in full, and without PREFIX and comments.

    Raises QueryError, which names *where*, for what the head of this module rules out, and for a prefix that nobody declares.
    """
    tokens = tokenize(text)
    _check(text, tokens, where)
    return _in_full(tokens, {**KNOWN, **prefixes}, where)


def check_texts(shapes: Dataset, where: str) -> None:
    """Raise QueryError where a query or a prefix of a shapes graph may reach outside the data, used or not."""
    for name in ("select", "ask"):
        for node, text in _texts(shapes, name):
            _check(text, tokenize(text), f"{where}: {_told(node, shapes)}: its query")
    for node, prefix in _texts(shapes, "prefix"):
        if not PREFIX_NAME.fullmatch(prefix):
            raise QueryError(where, f"{_told(node, shapes)} has sh:prefix {prefix!r}", "a name of letters and digits")
    for node, namespace in _texts(shapes, "namespace"):
        try:
            NamedNode(namespace)
        except ValueError as error:
            raise QueryError(
                where, f"{_told(node, shapes)} has sh:namespace {namespace!r}", "an IRI in full"
            ) from error


def _texts(shapes: Dataset, name: str) -> list[tuple[Any, str]]:
    quads = shapes.quads_for_predicate(NamedNode(SH + name))
    found = [(quad.subject, quad.object.value) for quad in quads if isinstance(quad.object, Literal)]
    return sorted(found, key=str)


def _told(node: Any, shapes: Dataset) -> str:
    """Return the IRI of *node*, or of what it is a part of."""
    for _ in range(DEEPEST):
        if isinstance(node, NamedNode):
            return node.value
        node = min((quad.subject for quad in shapes.quads_for_object(node)), key=str, default=node)
    return "[…]"


def _check(text: str, tokens: list[Token], where: str) -> None:
    if re.search(r"\r(?!\n)", text):
        raise QueryError(where, "has a carriage return that is no end of a line", "line feeds between its lines")
    readings = [tokenize(_unescaped(text, escape)) for escape in ESCAPES]
    if any(_outline(reading) != _outline(tokens) for reading in readings):
        wrong = r"has a \u or \U that is more than a character of a string or an IRI"
        raise QueryError(where, wrong, "the character itself")
    check_size(where, telling(tokens))
    for word in filter(None, map(outside_word, chain(tokens, *readings))):
        raise QueryError(where, f"has {word}, which SHACL rules out", "a query over the data alone")


def _unescaped(text: str, escape: re.Pattern[str]) -> str:
    """Return *text* with its escapes as characters, NUL for a number that stands for none."""

    def character(match: re.Match[str]) -> str:
        number = int(match[1] or match[2], 16)
        return chr(number) if number < 0xD800 or 0xDFFF < number < 0x110000 else "\0"

    return escape.sub(character, text)


def _outline(tokens: list[Token]) -> list[str]:
    """Return what is left of *tokens* once the inside of strings, IRIs and comments is anything."""
    return [token.kind if token.kind in ("string", "iri", "comment") else token.text for token in tokens]


def _in_full(tokens: list[Token], prefixes: dict[str, str], where: str) -> list[Token]:
    found: list[Token] = []
    rest = iter(tokens)
    for token in rest:
        if token.word == "PREFIX":
            name, value = [*islice((one for one in rest if one.kind not in SILENT), 2), token, token][:2]
            is_first = all(one.word in ("", "BASE") for one in found)
            if not is_first or name.kind != "name" or not name.text.endswith(":") or value.kind != "iri":
                raise QueryError(where, "has a PREFIX that declares none", "PREFIX name: <IRI> before all else")
            prefixes[name.text[:-1]] = value.text[1:-1]
        elif token.kind == "name":
            prefix, _, local = token.text.partition(":")
            if prefix not in prefixes:
                wrong = f"has the prefix {prefix}:, which is not declared"
                raise QueryError(where, wrong, "sh:prefixes with sh:declare")
            unescaped = re.sub(r"\\(.)", r"\1", local)
            found.append(Token("iri", f"<{prefixes[prefix]}{unescaped}>", token.start))
        else:
            found.append(token if token.kind != "comment" else Token("space", " ", token.start))
    return found
