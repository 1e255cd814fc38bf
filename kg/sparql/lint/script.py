"""A query as the checks see it: its text, tokens and tree, its prefixes, and its header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from kg.namespaces import DATA, PREFIXES
from kg.sparql.header import NamedQuery
from kg.sparql.lint.tree import Query
from kg.sparql.lint.vocabulary import Vocabulary
from kg.sparql.terminals import Token, telling, tokenize

__all__ = ["KNOWN", "Declaration", "Script", "declarations", "header_start"]

# The prefixes that `kg query` knows without a declaration.
KNOWN = {"id": DATA, **PREFIXES}


@dataclass(frozen=True, slots=True)
class Declaration:
    """`PREFIX name: <iri>`, and where the name stands."""

    name: str
    iri: str
    start: int


@dataclass(frozen=True, slots=True)
class Script:
    """A query that follows the grammar. *given* are prefixes that stand outside the text (sh:prefixes)."""

    text: str
    tokens: tuple[Token, ...]
    declared: tuple[Declaration, ...]
    tree: Query
    header: NamedQuery | None
    vocabulary: Vocabulary
    given: Mapping[str, str] = field(default_factory=dict)
    bound: frozenset[str] = frozenset()

    @property
    def params(self) -> frozenset[str]:
        """Return the names of the parameters that the header has, and of those that stand outside the text (sh:parameter)."""
        return self.bound | frozenset(self.header.params if self.header is not None else ())


def declarations(text: str) -> tuple[list[Token], tuple[Declaration, ...]]:
    """Return the telling tokens of *text*, and what it declares."""
    tokens = telling(tokenize(text))
    return tokens, tuple(_declared(iter(tokens)))


def _declared(tokens: Iterator[Token]) -> Iterator[Declaration]:
    for token in tokens:
        if token.word == "PREFIX":
            found = list(islice(tokens, 2))
            if len(found) == 2 and found[0].kind == "name" and found[1].kind == "iri":
                yield Declaration(found[0].text[:-1], found[1].text[1:-1], found[0].start)


def header_start(text: str, words: str = "") -> int:
    """Return where the line of the header stands that has *words*, else where the header begins; 0 without one."""
    lines = [(found.start(), found[0]) for found in re.finditer(r"^#\+.*$", text, re.MULTILINE)]
    wanted = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return next((start for start, line in lines if words and wanted.search(line)), lines[0][0] if lines else 0)
