"""Finds where a document says that two names are one: "Full Name (ABC)", "X, also known as Y", "ABC, or the Full Name,".

1. A short form in parentheses belongs to the capitalised words before it if its letters are found in them in order and its
   first letter opens the first of them (Schwartz and Hearst 2003, A simple algorithm for identifying abbreviation
   definitions in biomedical text); one whose letters are another language's needs a head word of a body, or "the", before it.
2. A designation of letters and digits in parentheses ("D 32") belongs to the name before it.
3. Two names, one in parentheses, are one where either is registered as the other, where the one in parentheses has a head
   word of a body ("Army of …"), or where it opens as a nom de guerre does (Abu, Umm).
4. "also known as", "formerly", "a.k.a.", and ", or ABC," between two names say so in words.

A definition holds for the whole document. A registered name on either side decides the canonical one; without one the full
name does. Two names that are registered apart are never joined, nor is a short form that the document defines twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.names import Alias, LocalName, is_capitalised
from kg.extract.tables import tables
from kg.lexicon import Entry, Lexicon
from kg.lexicon.kinds import PLACE_KINDS

__all__ = ["find_aliases", "local_names"]

WORD = re.compile(r"[^\W_](?:[\w'’.\-‐‑–]*[^\W_])?\.?")
BRACKETS = re.compile(
    r"\s?[(\[](?:the |or |aka |a\.k\.a\. |also |formerly |previously |known as |called )*(?:the )?"
    r"(?P<open>[\"“”'‘’]?)(?P<alias>[^()\[\]\"“”\n]{2,60}?)[\"“”'’]?[)\]]"
)
WORDED = re.compile(
    r",?\s{1,3}[(–—-]?\s?(?:(?:also|better|otherwise|commonly|locally|widely|formerly|previously|sometimes)\s+"
    r"(?:known|called|referred\s+to|abbreviated)(?:\s+as|\s+by)?"
    r"|known\s+as|known\s+by\s+(?:its|their)\s+(?:\w+\s+)?(?:acronym|initials|abbreviation)|a\.?k\.?a\.?"
    r"|formerly|previously)\s+(?:as\s+|the\s+)*(?P<open>[\"“‘']?)(?=[^\W_])"
)
OR = re.compile(r",\s{1,3}or\s{1,3}(?:the\s{1,3})?(?P<open>[\"“‘']?)(?=[^\W\d_])")
POSSESSIVE = re.compile(r"['’]s?$")
ACRONYM = re.compile(r"(?=(?:.*[^\W\d_a-zß-ÿ]){2})[^\W_][\w\-]{1,9}")
DESIGNATION = re.compile(r"[A-Z]{1,4}[ -]?\d{1,4}")
JOINT = frozenset("of for the and in al el de du la bin ibn -".split())
LONGEST_NAME = 10


@dataclass(frozen=True, slots=True)
class _Words:
    """A run of words of the text that may be a name: half-open offsets, the words, and where each begins."""

    start: int
    end: int
    words: tuple[str, ...]
    starts: tuple[int, ...]


def find_aliases(text: str, lexicon: Lexicon, offset: int = 0) -> Iterator[Alias]:
    """Yield the definitions of *text* in order; offsets are those of *text* plus *offset*."""
    for found in BRACKETS.finditer(text):
        inside = _run_after(text, found.start("alias"), found.end("alias"), whole=True)
        if (alias := _bracketed(text, found, inside, lexicon)) is not None:
            yield _shifted(alias, found.end(), offset)
    for pattern, joins in ((WORDED, _is_said), (OR, _abbreviates)):
        for found in pattern.finditer(text):
            before, after = _run_before(text, found.start()), _run_after(text, found.end(), len(text))
            if before is None or after is None or not joins(text, before, after):
                continue
            closed = after.end + (text[after.end : after.end + 1] in {'"', "”", "’", "'"} and bool(found["open"]))
            yield _shifted((before, after), closed, offset)


def _shifted(pair: tuple[_Words, _Words], end: int, offset: int) -> Alias:
    name, alias = pair
    return Alias(name.start + offset, name.end + offset, alias.start + offset, alias.end + offset, end + offset)


def local_names(text: str, aliases: Iterable[Alias], lexicon: Lexicon) -> tuple[LocalName, ...]:
    """Return the names that the document's definitions add, each with its canonical name and registry entries.

    A definition that joins two registered names is passed over unless they are one; so is a form that is defined twice.
    """
    found: dict[str, LocalName] = {}
    disputed: set[str] = set()
    for alias in aliases:
        full, short = _clean(text[alias.start : alias.end]), _clean(text[alias.alias_start : alias.alias_end])
        entries = _entries(full, lexicon) or _entries(short, lexicon)
        if not entries and ACRONYM.fullmatch(full) and " " in short:
            full, short = short, full
        for form in (full, short):
            local = LocalName(form, entries[0].label if entries else full, entries)
            if found.setdefault(form, local).canonical != local.canonical:
                disputed.add(form)
    return tuple(local for form, local in found.items() if form not in disputed)


def _clean(name: str) -> str:
    return " ".join(name.split())


def _entries(name: str, lexicon: Lexicon) -> tuple[Entry, ...]:
    return lexicon.by_surface(name)


def _bracketed(
    text: str, found: re.Match[str], inside: _Words | None, lexicon: Lexicon
) -> tuple[_Words, _Words] | None:
    run = _run_before(text, found.start())
    if run is None or inside is None:
        return None
    short = text[inside.start : inside.end]
    coded = DESIGNATION.fullmatch(short)
    if (ACRONYM.fullmatch(short) or coded) and (full := _long_form(short, run)) is not None:
        return full, inside
    strange = ACRONYM.fullmatch(short) and not _entries(short, lexicon)
    if coded or (strange and (_has_head(run) or _takes_article(text, run))):
        return _last_body(run), inside
    return (run, inside) if len(inside.words[0]) > 1 and _same(text, run, inside, lexicon) else None


def _takes_article(text: str, run: _Words) -> bool:
    """Tell whether a name of several words follows "the", as those of bodies do and those of people do not."""
    return len(run.words) > 1 and text[: run.start].rstrip()[-4:].lower() in {"the", " the", "\nthe"}


def _last_body(run: _Words) -> _Words:
    """Return the last of the bodies that a run names ("Western Front of the National Liberation Army": the army)."""
    heads = tables().name_heads
    for i in reversed(range(1, len(run.words))):
        before, after = run.words[: i - 1], run.words[i:]
        joint = run.words[i - 1].lower() in JOINT and is_capitalised(run.words[i])
        if joint and all(any(w.lower() in heads for w in part) for part in (before, after)):
            return _from_word(run, i)
    return run


def _long_form(short: str, run: _Words) -> _Words | None:
    """Return the fewest last words of a run that hold the letters of a short form in order, the first one opening them."""
    letters = [c.lower() for c in short if c.isalnum()]
    initials = next((i for i in reversed(range(len(run.words))) if _are_initials(letters, run.words[i:])), None)
    if initials is not None:
        return _from_word(run, initials)
    owned = max((i + 1 for i, w in enumerate(run.words[:-1]) if POSSESSIVE.search(w)), default=0)
    for first in range(len(run.words) - 1, owned - 1, -1):
        words = " ".join(run.words[first:]).lower()
        if len(words) <= len(short) or words[0] != letters[0] or not is_capitalised(run.words[first]):
            continue
        if _is_spelled(letters[1:], words[1:]):
            return _Words(run.starts[first], run.end, run.words[first:], run.starts[first:])
    return None


def _are_initials(letters: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether the letters open the words, small linking words apart ("TPLF": Tigray People's Liberation Front)."""
    parts = [p for w in words for p in w.split("-")]
    return [p[0].lower() for p in parts if p and p.lower() not in JOINT] == list(letters)


def _from_word(run: _Words, first: int) -> _Words:
    return _Words(run.starts[first], run.end, run.words[first:], run.starts[first:])


def _is_spelled(letters: list[str], words: str) -> bool:
    rest = iter(words)
    return all(letter in rest for letter in letters)


def _has_head(run: _Words) -> bool:
    joined = any(w.lower() in {"of", "for"} for w in run.words)
    heads = run.words if joined else run.words[-1:]
    return len(run.words) > 1 and any(w.lower() in tables().name_heads for w in heads)


def _same(text: str, run: _Words, inside: _Words, lexicon: Lexicon) -> bool:
    outer = _entries(_clean(text[run.start : run.end]), lexicon)
    inner = _entries(_clean(text[inside.start : inside.end]), lexicon)
    if outer and inner:
        return bool(set(outer) & set(inner))
    if any(e.kind in PLACE_KINDS for e in (*outer, *inner)):
        return False
    first, last = inside.words[0].lower(), run.words[-1].lower()
    if len(inside.words) > 1 and ACRONYM.fullmatch(" ".join(run.words)):
        return _is_spelled([c.lower() for c in "".join(run.words) if c.isalnum()], " ".join(inside.words).lower())
    headed = len(inside.words) > 1 and any(w.lower() in tables().name_heads for w in inside.words)
    return headed or (first in {"abu", "umm", "abou"} and last not in tables().name_heads)


def _is_said(text: str, before: _Words, after: _Words) -> bool:
    titles = {w.lower() for w in after.words} & tables().titles
    return not titles and text[before.start : before.end] != text[after.start : after.end]


def _abbreviates(text: str, before: _Words, after: _Words) -> bool:
    pairs = ((after, before), (before, after))
    return any(
        ACRONYM.fullmatch(text[short.start : short.end]) and _long_form(text[short.start : short.end], full) == full
        for short, full in pairs
    )


def _end_of_name(text: str, end: int) -> int:
    """Step back over blanks, quotation marks and one bracket."""
    end = _without_marks(text, end)
    opened = text.rfind("(", max(end - 80, 0), end) if text[end - 1 : end] == ")" else -1
    return _without_marks(text, opened) if opened >= 0 else end


def _without_marks(text: str, end: int) -> int:
    while end and (text[end - 1].isspace() or text[end - 1] in ",\"”’'"):
        end -= 1
    return end


def _run_before(text: str, end: int) -> _Words | None:
    """Return the capitalised words right before *end*, without a possessive ending, quotation marks or brackets after them."""
    end = _end_of_name(text, end)
    words: list[re.Match[str]] = []
    for word in reversed(list(WORD.finditer(text, max(end - 120, 0), end))):
        gap = text[word.end() : words[-1].start() if words else end]
        if gap not in ({" ", "\n", " - ", " – "} if words else {""}) or len(words) == LONGEST_NAME:
            break
        if not is_capitalised(word.group()) and word.group().lower() not in JOINT:
            break
        if words and word.group().endswith(".") and len(word.group()) > 4:
            break
        words.append(word)
    while words and not is_capitalised(words[-1].group()):
        words.pop()
    return _trimmed(text, list(reversed(words)))


def _run_after(text: str, start: int, end: int, *, whole: bool = False) -> _Words | None:
    """Return the capitalised words that begin at *start*; None where *whole* asks that they reach *end* and they do not."""
    words: list[re.Match[str]] = []
    for word in WORD.finditer(text, start, min(end, start + 120)):
        gap = text[words[-1].end() if words else start : word.start()]
        if gap not in ({" ", "\n"} if words else {""}) or len(words) == LONGEST_NAME:
            break
        if not is_capitalised(word.group()) and (not words or word.group().lower() not in JOINT):
            break
        words.append(word)
    while words and not is_capitalised(words[-1].group()):
        words.pop()
    run = _trimmed(text, words)
    return None if run is None or (whole and run.end != end) else run


def _trimmed(text: str, words: list[re.Match[str]]) -> _Words | None:
    if words and (words[0].group().lower() in {"the", "a", "an"} or words[0].group().isdigit()):
        words = words[1:]
    if all(w.group().lower() in tables().not_names for w in words):
        return None
    last = words[-1].group()
    end = words[-1].start() + len(POSSESSIVE.sub("", last).rstrip("."))
    plain = (*(w.group() for w in words[:-1]), text[words[-1].start() : end])
    return _Words(words[0].start(), end, plain, tuple(w.start() for w in words))
