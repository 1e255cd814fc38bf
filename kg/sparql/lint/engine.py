"""Runs the rules over a text, and puts their findings in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.errors import QueryError
from kg.sparql.header import NamedQuery, parse_header
from kg.sparql.lint.clauses import find_limits, find_outside, find_star
from kg.sparql.lint.factuality import find_unasked
from kg.sparql.lint.headers import find_in_header
from kg.sparql.lint.prefixes import find_prefixes
from kg.sparql.lint.products import find_idle_minus, find_products
from kg.sparql.lint.reader import Unread, read_tree
from kg.sparql.lint.rules import RULES, Finding
from kg.sparql.lint.script import KNOWN, Script, declarations, header_start
from kg.sparql.lint.syntax import find_syntax, is_update
from kg.sparql.lint.terms import find_terms
from kg.sparql.lint.tree import Group, Query
from kg.sparql.lint.variables import find_capitals, find_unbound, find_unused
from kg.sparql.lint.vocabulary import Vocabulary
from kg.sparql.terminals import Token

__all__ = ["lint_text"]

CHECKS: Final[tuple[Callable[[Script], Iterator[Finding]], ...]] = (
    find_outside,
    find_prefixes,
    find_in_header,
    find_capitals,
    find_unused,
    find_unbound,
    find_products,
    find_idle_minus,
    find_terms,
    find_limits,
    find_star,
    find_unasked,
)
# What cannot be told without the parameters that the header names.
OF_HEADER: Final = (find_in_header, find_unused, find_unbound)
ALLOW: Final = re.compile(r"^\s*#\s*lint:\s*allow\s+(?P<rules>[a-z-]+(?:[ ,]+[a-z-]+)*)", re.MULTILINE)


def lint_text(
    file: str,
    text: str,
    vocabulary: Vocabulary,
    prefixes: Mapping[str, str] | None = None,
    params: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """Return what the rules find in the query *text*, in its order; *prefixes* and *params* are declared outside of it.

    A comment `# lint: allow RULE` keeps a rule from being told of this text. *file* is where the findings are said to be.
    """
    allowed = {rule for found in ALLOW.finditer(text) for rule in re.findall(r"[a-z-]+", found["rules"])} & RULES.keys()
    found = {finding for finding in _findings(text, vocabulary, prefixes or {}, params) if finding.rule not in allowed}
    return tuple(_placed(sorted(found), file, text))


def _findings(text: str, vocabulary: Vocabulary, given: Mapping[str, str], params: frozenset[str]) -> Iterator[Finding]:
    tokens, declared = declarations(text)
    update = is_update(tokens)
    if update is not None:
        yield Finding(update.start, "update", update.text, "changes the graph, which kg query refuses; SELECT or ASK")
        return
    missing = {name: KNOWN.get(name, f"urn:prefix:{name}:") for name in _used(tokens)}
    unread = find_syntax(text, tokens, {**missing, **given})
    if unread is not None:
        yield unread
        return
    header, wrong = _header(text)
    yield from wrong
    names = {**KNOWN, **given, **{one.name: one.iri for one in declared}}
    script = Script(text, tuple(tokens), declared, _tree(tokens, names), header, vocabulary, given, params)
    for check in CHECKS:
        if not wrong or check not in OF_HEADER:
            yield from check(script)


def _used(tokens: Sequence[Token]) -> set[str]:
    return {token.text.partition(":")[0] for token in tokens if token.kind == "name"}


def _header(text: str) -> tuple[NamedQuery | None, list[Finding]]:
    if not re.search(r"^#\+", text, re.MULTILINE):
        return None, []
    try:
        return parse_header("query", text), []
    except QueryError as error:
        return None, [Finding(header_start(text), "unreadable-header", "header", f"{error.wrong}; {error.right}")]


def _tree(tokens: Sequence[Token], prefixes: Mapping[str, str]) -> Query:
    """Return the tree; where it is not read, one that gives nothing and holds nothing, so that no rule misjudges it."""
    try:
        return read_tree(tokens, prefixes)
    except Unread:
        return Query("DESCRIBE", 0, Group(0))


def _placed(findings: Iterable[Finding], file: str, text: str) -> Iterator[Finding]:
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    for finding in findings:
        line = bisect_right(lines, finding.start)
        yield replace(finding, file=file, line=line, column=finding.start - lines[line - 1] + 1)
