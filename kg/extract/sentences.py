"""Cuts a paragraph into sentences with a regular expression and a list of abbreviations.

A sentence ends at . ! ? or … (with closing quotation marks and brackets) before white space and a capital letter, digit,
bullet or opening quotation mark, unless the word before the full stop is a known abbreviation or a single initial. A
vertical bar between blanks (headline | deck), a line break before a bullet, which a full stop far from its text is too, and
the dash after a date line end one as well. No parser is asked.
"""

from __future__ import annotations

import re

from kg.extract.tables import tables

__all__ = ["LONGEST_SENTENCE", "split_sentences"]

# In characters. Nobody writes longer sentences: what is longer is a table or a broken file, and would cost without bound.
LONGEST_SENTENCE = 3000

END = re.compile(
    r"(?<=[.!?…])(?<!\n[.])(?P<close>[\"'”’)\]]*)(?P<gap>\s+)(?=(?:[•*\-–—]{1,2}\s*)?[\"'“‘(\[]*[A-Z0-9À-ÞЀ-Я])"
    r"|\s+\|\s+"
    r"|\n[^\S\n]*(?=[•*\-–—]{1,2}\s|[.·]\s{2,})"
)
# The place, state and agency that open a report ("ADEN, Yemen (Agency) – …"), the hour that opens an entry ("13:15 – …").
DATE_LINE = re.compile(
    r"(?:\d{1,2}[:.]\d\d(?: ?[apAP]\.?[mM]\.?)?(?: [A-Z]{3,4})?"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ'’.\-/]{2,}(?: [A-ZÀ-Þ'’.\-/]{2,})*(?:, [^–—\n]{2,40}?)?(?: ?\([^)\n]{2,40}\))?)"
    r"(?P<gap>\s[–—-]{1,2}\s+)(?=[\"“'‘]?[A-ZÀ-Þ0-9])"
)
LAST_WORD = re.compile(r"(?:^|[\s(\[“\"])((?:[^\W\d_]+\.)*[^\W\d_]+)\.$")


def _ends_with_abbreviation(text: str) -> bool:
    found = LAST_WORD.search(text[-24:])
    if not found:
        return False
    word = found.group(1)
    return len(word) == 1 or "." in word or word.lower() in tables().abbreviations


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the half-open spans of the sentences of *text*, in order, without surrounding white space.

    The spans cover every character that is not white space, a headline's bar or the dash of a date line. Empty text gives ().

    >>> [text[a:b] for text in ["Gen. Ali left. He said so."] for a, b in split_sentences(text)]
    ['Gen. Ali left.', 'He said so.']
    """
    spans, start = [], 0
    if date_line := DATE_LINE.match(text):
        spans, start = [(0, date_line.start("gap"))], date_line.end()
    for match in END.finditer(text, start):
        cut = match.start() + len(match["close"] or "")
        if (
            match["gap"] is not None
            and text[match.start() - 1] == "."
            and _ends_with_abbreviation(text[: match.start()])
        ):
            continue
        spans.append((start, cut))
        start = match.end()
    spans.append((start, len(text)))
    return tuple(s for s in (_trim(text, a, b) for a, b in spans) if s[0] < s[1])


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
