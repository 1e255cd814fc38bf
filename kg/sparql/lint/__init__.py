"""A lint for SPARQL queries, anyone's: what would fail, what gives other rows than was meant, and what a reader would miss.

1. The text is parsed by the parsers that `kg query` uses; what they refuse is told with line and column, and nothing else.
2. Its tokens are read as a tree (`kg.sparql.lint.reader`), so that each finding stands at the very word.
3. Each rule (`kg.sparql.lint.rules`) goes through the tree by itself.

Nothing is run, and nothing is fetched. What a query would give on some data is not known here: a rule tells what it can see in
the query, a vocabulary and a description of data.
"""

from __future__ import annotations

from kg.sparql.lint.engine import lint_text
from kg.sparql.lint.rules import RULES, Finding, Rule
from kg.sparql.lint.sources import QueryText, lint_source, read_queries
from kg.sparql.lint.vocabulary import Vocabulary

__all__ = ["RULES", "Finding", "QueryText", "Rule", "Vocabulary", "lint_source", "lint_text", "read_queries"]
