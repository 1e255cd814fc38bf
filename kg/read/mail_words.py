"""Knows how mail programs mark what a message quotes and forwards, by the rows of `mail-words.toml`."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kg.errors import LexiconError
from kg.resources import lexicon_file

__all__ = ["MailWords", "load", "mail_words"]

KINDS: Final = ("lead", "original", "forwarded", "head", "subject", "quote", "below", "signature")
FIELDS: Final = ("from", "date", "to", "subject", "other")
LONGEST_LEAD: Final = 300
LONGEST_LINE: Final = 600


@dataclass(frozen=True, slots=True)
class MailWords:
    """The rows of the table by kind: patterns compiled, names of elements and of heads in lower case."""

    leads: re.Pattern[str]
    original: re.Pattern[str]
    forwarded: re.Pattern[str]
    head: re.Pattern[str]
    fields: Mapping[str, str]
    subject: re.Pattern[str]
    quotes: frozenset[str]
    below: frozenset[str]
    signatures: frozenset[str]

    def is_lead(self, text: str) -> bool:
        """Whether *text*, lines joined, leads to a quotation."""
        return len(text) <= LONGEST_LEAD and self.leads.fullmatch(text) is not None

    def is_original(self, line: str) -> bool:
        """Whether all below *line* is the message that is answered."""
        return len(line) <= LONGEST_LINE and self.original.fullmatch(line) is not None

    def is_forwarded(self, line: str) -> bool:
        """Whether a forwarded message stands below *line*."""
        return len(line) <= LONGEST_LINE and self.forwarded.fullmatch(line) is not None

    def head_line(self, line: str) -> tuple[str, str] | None:
        """Return field and value of a line in the head of a message, None of any other line."""
        match = self.head.fullmatch(line) if len(line) <= LONGEST_LINE else None
        return (self.fields[match["name"].casefold()], (match["value"] or "").strip()) if match else None

    def forwards(self, subject: str | None) -> bool:
        """Whether a mail on *subject* says there that it forwards another."""
        return self.subject.match(subject or "") is not None


@cache
def mail_words() -> MailWords:
    """Return the bundled table."""
    return load(lexicon_file("mail-words.toml"))


def load(path: Path) -> MailWords:
    """Read a table; raises LexiconError for an unknown kind or field, a row without words or source, or a bad pattern."""
    rows: defaultdict[str, list[str]] = defaultdict(list)
    fields: dict[str, str] = {}
    for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get("row", ()), 1):
        where, kind = f"{path.name}: row {number}", row.get("kind")
        if kind not in KINDS:
            raise LexiconError(where, f"unknown kind {kind!r}", f"one of: {', '.join(KINDS)}")
        if not row.get("source") or not row.get("words"):
            raise LexiconError(where, "no source or no words", "give both")
        if kind == "head":
            if row.get("field") not in FIELDS:
                raise LexiconError(where, f"unknown field {row.get('field')!r}", f"one of: {', '.join(FIELDS)}")
            fields |= dict.fromkeys(map(str.casefold, row["words"]), row["field"])
        rows[kind] += row["words"]
    forwarded = _words(rows["forwarded"])
    return MailWords(
        leads=_compiled("|".join(f"(?:{pattern})" for pattern in rows["lead"]) or r"(?!)", path),
        original=_compiled(rf"-{{2,}}\s*{_words(rows['original'])}\s*-{{2,}}", path),
        forwarded=_compiled(rf"-{{2,}}\s*{forwarded}\b.{{0,200}}?\s*-{{2,}}|{forwarded}\s?:", path),
        head=_compiled(
            rf"[*_]{{0,2}}(?P<name>{_words(rows['head'])})[*_]{{0,2}}\s?:[*_]{{0,2}}(?:\s(?P<value>.*))?", path
        ),
        fields=fields,
        subject=_compiled(rf"\W{{0,4}}{_words(rows['subject'])}\s?:", path),
        quotes=frozenset(rows["quote"]),
        below=frozenset(rows["below"]),
        signatures=frozenset(rows["signature"]),
    )


def _words(words: Iterable[str]) -> str:
    return "(?:" + "|".join(map(re.escape, words)) + ")" if words else r"(?!)"


def _compiled(pattern: str, path: Path) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE | re.DOTALL)
    except re.error as error:
        wrong = f"a pattern does not compile: {error}"
        raise LexiconError(path.name, wrong, "write a Python regular expression") from error
