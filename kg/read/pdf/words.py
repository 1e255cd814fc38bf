"""The rows of `print-words.toml`: words that tell what a short paragraph of a printed report is for."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.errors import LexiconError
from kg.read.lines import LONGEST, plain
from kg.resources import lexicon_file

__all__ = ["PrintWords", "print_words"]

KINDS: Final = ("contents", "notes", "issue", "organisation", "period")
NUMBER: Final = re.compile(r"^(?:\d{1,2}|[ivx]{1,4})[.)]?\s+")
WORD: Final = re.compile(r"[^\W\d_]+")
LONGEST_NAME: Final = 12  # words


@dataclass(frozen=True, slots=True)
class PrintWords:
    """The rows by kind, in lower case, and the patterns of each kind compiled into one."""

    contents: frozenset[str]
    notes: frozenset[str]
    issue: re.Pattern[str]
    organisation: frozenset[str]
    period: re.Pattern[str]

    def heads_contents(self, text: str) -> bool:
        """Whether *text* is the heading of a list of contents."""
        return _heading(text) in self.contents

    def heads_notes(self, text: str) -> bool:
        """Whether *text* is the heading of notes behind the report."""
        return _heading(text) in self.notes

    def is_issue(self, text: str) -> bool:
        """Whether *text* is a line that tells the issue or the kind of paper."""
        return self.issue.fullmatch(text[:LONGEST].strip()) is not None

    def is_period(self, text: str) -> bool:
        """Whether *text* is a month, a season or a quarter, with its year."""
        return self.period.fullmatch(text[:LONGEST].strip()) is not None

    def names_body(self, text: str) -> bool:
        """Whether *text* may be the name of a body that publishes: few words, one of them such a body's."""
        words = WORD.findall(text[:LONGEST].casefold())
        return 1 < len(words) <= LONGEST_NAME and not self.organisation.isdisjoint(words)


def _heading(text: str) -> str:
    return NUMBER.sub("", plain(text[:LONGEST]))


@cache
def print_words() -> PrintWords:
    """Return the bundled table; raises LexiconError for an unknown kind or a row without words or source."""
    rows: defaultdict[str, list[str]] = defaultdict(list)
    path = lexicon_file("print-words.toml")
    for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["row"], 1):
        where, kind = f"{path.name}: row {number}", row.get("kind")
        if kind not in KINDS:
            raise LexiconError(where, f"unknown kind {kind!r}", f"one of: {', '.join(KINDS)}")
        if not row.get("source") or not row.get("words"):
            raise LexiconError(where, "no source or no words", "give both")
        rows[kind] += row["words"]
    return PrintWords(
        frozenset(rows["contents"]),
        frozenset(rows["notes"]),
        re.compile("|".join(rows["issue"]), re.IGNORECASE),
        frozenset(rows["organisation"]),
        re.compile("|".join(rows["period"]), re.IGNORECASE),
    )
