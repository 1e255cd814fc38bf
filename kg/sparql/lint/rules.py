"""The rules of the lint: what each is called, how grave it is, and what it is about; and what one of them finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["RULES", "Finding", "Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """*level* is `violation`, `warning` or `info`, as everywhere in kg; *summary* says what would be right."""

    level: str
    summary: str


RULES: Final = {
    "syntax": Rule("violation", "a query follows the grammar of SPARQL 1.1"),
    "update": Rule("violation", "a query reads; `kg query` refuses updates"),
    "outside": Rule("violation", "a query asks this graph alone; `kg query` refuses SERVICE and FROM"),
    "undeclared-prefix": Rule("violation", "a prefix is declared before it is used"),
    "implicit-prefix": Rule("info", "a prefix that `kg query` knows is declared all the same, for other engines"),
    "unused-prefix": Rule("info", "a declared prefix is used"),
    "unusual-prefix": Rule("warning", "a well-known prefix stands for its usual namespace"),
    "unknown-class": Rule("violation", "a class is one that the vocabulary has"),
    "unknown-property": Rule("violation", "a property is one that the vocabulary has"),
    "unknown-term": Rule("violation", "a term of the vocabulary's namespace is one that it has"),
    "unknown-published-term": Rule("warning", "a term of a well-known vocabulary is one that it has"),
    "not-a-class": Rule("violation", "what follows `a` is a class"),
    "not-a-property": Rule("violation", "what stands as a predicate is a property"),
    "deprecated-term": Rule("warning", "a term is not deprecated"),
    "unbound-variable": Rule("violation", "a variable that is given back can be bound by the pattern"),
    "empty-column": Rule("info", "a column of the header can be bound by the pattern"),
    "unbound-in-expression": Rule(
        "warning", "a variable of an expression can be bound, or is a parameter of the header"
    ),
    "filter-out-of-scope": Rule("warning", "a FILTER uses what its own group binds"),
    "unused-variable": Rule("warning", "a variable that is bound is used once more"),
    "variable-case": Rule("warning", "two variables differ in more than their capitals"),
    "cartesian-product": Rule("warning", "the parts of a pattern share a variable"),
    "idle-minus": Rule("warning", "a MINUS shares a variable with what stands before it"),
    "limit-without-order": Rule("warning", "a LIMIT has an ORDER BY, so that it cuts the same rows each time"),
    "select-star": Rule("warning", "a query with a header names its columns"),
    "factuality-ignored": Rule("warning", "a query of what claims say asks how surely: what is denied is no fact"),
    "voice-ignored": Rule("info", "a query of what claims say asks who speaks: the report, or a reader's comment"),
    "missing-header": Rule("info", "a query that others use has a header (`#+ summary: …`)"),
    "unreadable-header": Rule("violation", "a header can be read"),
    "missing-summary": Rule("warning", "a header has a summary"),
    "missing-description": Rule("info", "a header has a description"),
    "missing-example": Rule("info", "a header has an example"),
    "unknown-parameter": Rule("violation", "a parameter of the header is a variable of the query"),
    "columns-differ": Rule("violation", "the columns of the header are those of the SELECT clause, in its order"),
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What *rule* finds at *start* (code points from 0) of a text: *about* a name as it stands there, and the message.

    *file*, *line* and *column* (both from 1) are filled in by the engine.
    """

    start: int
    rule: str
    about: str
    message: str
    file: str = ""
    line: int = 0
    column: int = 0

    @property
    def level(self) -> str:
        """Return the level of the rule."""
        return RULES[self.rule].level
