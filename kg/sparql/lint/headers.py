"""Finds what a header (`#+ key: value`) lacks, and where it says something else than the query."""

from __future__ import annotations

from collections.abc import Iterator

from kg.sparql.header import NamedQuery
from kg.sparql.lint.rules import Finding
from kg.sparql.lint.script import Script, header_start

__all__ = ["find_in_header"]

LACKING = {
    "missing-summary": ("summary", "#+ summary: the question, in one line"),
    "missing-description": ("description", "#+ description: what is counted, and what is left out"),
    "missing-example": ("example", "#+ example: a call that gives rows"),
}


def find_in_header(script: Script) -> Iterator[Finding]:
    """Yield what is wrong with the header of a query, or that it has none."""
    header = script.header
    if header is None:
        message = "has no header, so that nobody sees what it answers; #+ summary: the question, in one line"
        yield Finding(0, "missing-header", "query", message)
        return
    for rule, (key, right) in LACKING.items():
        if not _said(header, key):
            yield Finding(header_start(script.text), rule, "header", f"has no {key}; {right}")
    yield from _parameters(script, header)
    yield from _columns(script, header)


def _said(header: NamedQuery, key: str) -> object:
    return header.header.get(key) or getattr(header, key, "") or header.header.get(key + "s")


def _parameters(script: Script, header: NamedQuery) -> Iterator[Finding]:
    variables = sorted({token.variable for token in script.tokens} - {""})
    for name in header.params:
        if name not in variables:
            message = f"is a parameter, and no variable of the query; one of: {', '.join(variables)}"
            yield Finding(header_start(script.text, name), "unknown-parameter", name, message)


def _columns(script: Script, header: NamedQuery) -> Iterator[Finding]:
    selected = [column.target.value for column in script.tree.columns]
    documented = list(header.columns)
    if not documented or script.tree.form != "SELECT" or script.tree.star is not None or selected == documented:
        return
    extra = [name for name in documented if name not in selected]
    lacking = [name for name in selected if name not in documented]
    told = [f"the query does not give {', '.join(extra)}"] if extra else []
    told += [f"the header does not have {', '.join(lacking)}"] if lacking else []
    message = f"differ from the SELECT clause: {' and '.join(told) or 'another order'}; {' '.join(selected)}"
    yield Finding(header_start(script.text, "columns"), "columns-differ", "columns", message)
