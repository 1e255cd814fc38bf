"""Knows page furniture, picture credits and outlets by the rows of `furniture.toml`."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import LexiconError
from kg.read.lines import LONGEST, bullet_text, is_link_row, is_short, plain
from kg.read.paragraphs import Block
from kg.resources import lexicon_file

__all__ = ["Furniture", "furniture", "load"]

KINDS = (
    "line",
    "label",
    "opening",
    "notice",
    "statement",
    "pattern",
    "thread",
    "ending",
    "note",
    "credit",
    "agency",
    "outlet",
)
LONGEST_NOTICE = 1_200
LONGEST_CAPTION = 700
MARGIN = 40
COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s{0,3}(?:by\s)?(?:19|20)\d\d\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Furniture:
    """The rows of the table by kind, in lower case, and its patterns compiled into one."""

    lines: frozenset[str]
    labels: frozenset[str]
    openings: tuple[str, ...]
    notices: re.Pattern[str]
    pattern: re.Pattern[str]
    thread: frozenset[str]
    endings: frozenset[str]
    notes: re.Pattern[str]
    credits: re.Pattern[str]
    agencies: frozenset[str]
    outlets: frozenset[str]

    def is_label(self, line: str) -> bool:
        """Whether *line* heads a list of links or tags."""
        return len(line) <= LONGEST and plain(line) in self.labels

    def is_line(self, line: str) -> bool:
        """Whether the whole of *line* is furniture."""
        if len(line) > LONGEST:
            return False
        bare = plain(line)
        return bare in self.lines or bare in self.labels or bool(self.pattern.fullmatch(line.strip()))

    def is_thread_line(self, line: str) -> bool:
        """Whether *line* is a control between comments ("Reply", "Like · Reply · 3")."""
        parts = re.split(r"[|·•^∧∨]", line[:LONGEST])
        if plain(line[:LONGEST]) in self.thread:
            return True
        return any(plain(part) in self.thread for part in parts) and all(
            is_short(part, 4) for part in parts if part.strip()
        )

    def is_ending(self, text: str) -> bool:
        """Whether *text* is the line after which a release has only contacts and notes."""
        if len(text) > LONGEST:
            return False
        line = plain(text)
        return line in self.endings or any(
            line.startswith(f"{each} ") for each in self.endings if each.endswith(" contact")
        )

    def is_note(self, text: str) -> bool:
        """Whether *text* presents a writer or a book, as notes beneath a report do."""
        return len(text) <= LONGEST_CAPTION and self.notes.search(" ".join(text.split())) is not None

    def is_notice(self, text: str) -> bool:
        """Whether *text* is a licence, consent or newsletter notice."""
        if len(text) > LONGEST_NOTICE:
            return False
        words = " ".join(text.casefold().split())
        return self.notices.search(words) is not None or COPYRIGHT.match(words) is not None

    def is_caption(self, text: str) -> bool:
        """Whether *text* bears the credit of a picture near its beginning or its end."""
        if len(text) > LONGEST_CAPTION:
            return False
        words = " ".join(text.split())
        found = self.credits.finditer(words)
        return any(match.start() < MARGIN or match.end() > len(words) - 2 * MARGIN for match in found)

    def opens(self, text: str) -> bool:
        """Whether *text* begins like a prompt to read, register, subscribe or share."""
        return " ".join(text[:LONGEST].casefold().replace("’", "'").split()).lstrip("[(•·»→ ").startswith(self.openings)

    def is_furniture(self, block: Block, notice: bool | None = None) -> bool:
        """Whether the whole paragraph is furniture by its own words; *notice* is what `is_notice` says of it, where known."""
        if block.is_long:
            return False
        first, *rest = block.lines
        if self.opens(first) and len(first) <= LONGEST and all(_belongs(line) for line in rest):
            return True
        if self.is_notice(block.text) if notice is None else notice:
            return True
        if self.is_label(first) and all(_belongs(line) for line in rest):
            return True
        certain = [self.is_line(line) or is_link_row(line) for line in block.lines]
        return any(certain) and all(sure or is_short(line, 4) for sure, line in zip(certain, block.lines, strict=True))

    def names_outlet(self, name: str) -> bool:
        """Whether *name* is a news agency's, or has a word that outlets bear."""
        words = plain(name).split()
        return " ".join(words) in self.agencies or (len(words) > 1 and not self.outlets.isdisjoint(words))


def _belongs(line: str) -> bool:
    return bullet_text(line) is not None or is_short(line, 20)


@cache
def furniture() -> Furniture:
    """Return the bundled table."""
    return load(lexicon_file("furniture.toml"))


def load(path: Path) -> Furniture:
    """Read a table; raises LexiconError for an unknown kind, a row without words or source, or a bad pattern."""
    rows: defaultdict[str, list[str]] = defaultdict(list)
    for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get("row", ()), 1):
        where, kind = f"{path.name}: row {number}", row.get("kind")
        if kind not in KINDS:
            raise LexiconError(where, f"unknown kind {kind!r}", f"one of: {', '.join(KINDS)}")
        if not row.get("source") or not row.get("words"):
            raise LexiconError(where, "no source or no words", "give both")
        rows[kind] += row["words"]
    return Furniture(
        lines=frozenset(rows["line"]),
        labels=frozenset(rows["label"]),
        openings=tuple(rows["opening"]),
        notices=_compiled(
            [*(re.escape(words.casefold()) for words in rows["notice"]), *rows["statement"]], path, flags=0
        ),
        pattern=_compiled(rows["pattern"], path),
        thread=frozenset(rows["thread"]),
        endings=frozenset(rows["ending"]),
        notes=_compiled(rows["note"], path),
        credits=_compiled(rows["credit"], path, flags=0),
        agencies=frozenset(rows["agency"]),
        outlets=frozenset(rows["outlet"]),
    )


def _compiled(patterns: Iterable[str], path: Path, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    try:
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)", flags)
    except re.error as error:
        wrong = f"a pattern does not compile: {error}"
        raise LexiconError(path.name, wrong, "write a Python regular expression") from error
