"""Scores of claims against gold claims and gold pairs: as text, JSON, Markdown and HTML.

matching, measures, names    claims against gold claims
pairs                        mentions against pairs of spans in a relation
evaluation                   both over files, as JSON, and against floors
report, excerpts             what a report holds, sentences included; plain, markdown and webpage write it
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Final

from kg.errors import UsageError
from kg.evaluate.evaluation import Evaluation, evaluate, evaluation_to_json, scores_to_json, shortfalls
from kg.evaluate.excerpts import Excerpts, load_excerpts
from kg.evaluate.markdown import format_markdown
from kg.evaluate.measures import Scores, score
from kg.evaluate.names import load_aliases
from kg.evaluate.pairs import PairScores, score_pairs
from kg.evaluate.plain import format_table, format_text
from kg.evaluate.report import Report, Table, make_report
from kg.evaluate.rows import read_gold, read_pairs, read_rows
from kg.evaluate.webpage import format_html

__all__ = [
    "Evaluation",
    "Excerpts",
    "PairScores",
    "Report",
    "Scores",
    "Table",
    "evaluate",
    "evaluation_to_json",
    "format_table",
    "format_text",
    "load_aliases",
    "load_excerpts",
    "make_report",
    "read_gold",
    "read_pairs",
    "read_rows",
    "report_writer",
    "score",
    "score_pairs",
    "scores_to_json",
    "shortfalls",
]

WRITERS: Final[Mapping[str, Callable[[Report], str]]] = {".md": format_markdown, ".html": format_html}


def report_writer(path: PurePath) -> Callable[[Report], str]:
    """Return what writes a report in the format of the suffix of *path*; raises UsageError for an unknown one."""
    if path.suffix.lower() not in WRITERS:
        raise UsageError(path, "does not say the format of a report", f"a name that ends in {' or '.join(WRITERS)}")
    return WRITERS[path.suffix.lower()]
