"""What a line looks like: a sentence, a headline, a row of links, a list item, a name.

Every test here is for one line of at most `LONGEST` characters, or says no, so none takes more than linear time.
"""

from __future__ import annotations

import re

__all__ = [
    "LONGEST",
    "NAME",
    "PARTICLE",
    "bullet_text",
    "ends_sentence",
    "is_headline",
    "is_link_row",
    "is_prose",
    "is_short",
    "is_tag_list",
    "pieces",
    "plain",
]

LONGEST = 300
CLOSERS = "\"'”’»)]*"
BULLET = re.compile(r"\s*(?:[•·◦▪‣●○■–*+-]|o(?=\s{2}))\s+")
INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}$")
SEPARATOR = re.compile(r"\s*[|¦]\s*|\s+[·•»›]\s+")
PARTICLE = r"(?:al|el|as|ash|ad|bin|ibn|bint|abu|van|von|der|den|de|di|da|dos|la|le|du|ter|ten|o)"
WORD = r"[^\W\d_a-z][\w'’.-]{0,30}"
# A person's or outlet's name as printed: capitalised words, with particles between them.
NAME = rf"{WORD}(?:\s+(?:{PARTICLE}\s+){{0,2}}(?:{PARTICLE}-)?{WORD}){{0,5}}"


def plain(line: str) -> str:
    """Return *line* as furniture is compared: lower case, single spaces, no bullet, arrow, closing colon or stop."""
    words = " ".join(line.casefold().split()).replace("’", "'")
    return words.strip("•·◦▪‣»«›‹→←▶►>|-–—[]() ").rstrip(":.…! ")


def bullet_text(line: str) -> str | None:
    """Return what follows the bullet of *line*, or None where it has none."""
    match = BULLET.match(line[:LONGEST])
    return line[match.end() :].strip() if match else None


def ends_sentence(line: str) -> bool:
    """Whether *line* ends as a sentence does; initials ("in the U.S.") do not count."""
    line = line.rstrip()[-40:].rstrip(CLOSERS)
    return line.endswith((".", "!", "?", "…")) and not INITIALS.search(line)


def is_prose(text: str) -> bool:
    """Whether *text* is running text: a sentence of four words, or 25 words however they end."""
    words = len(text[:LONGEST].split())
    return words >= 25 or (words >= 4 and ends_sentence(text))


def is_short(line: str, words: int = 8) -> bool:
    """Whether *line* is at most *words* words (by default eight) and no sentence."""
    return len(line) <= LONGEST and len(line.split()) <= words and not ends_sentence(line)


def is_headline(line: str) -> bool:
    """Whether *line* could be a headline: up to 25 words that do not end like a sentence, a lead-in or a list."""
    line = line.strip()
    if len(line) > LONGEST or not any(c.isalpha() for c in line) or bullet_text(line) is not None:
        return False
    closed = line.rstrip(CLOSERS).endswith((".", ";", ":", ",", "…")) and not INITIALS.search(line)
    return not closed and all(len(piece.split()) < 25 for piece in pieces(line))


def is_link_row(line: str) -> bool:
    """Whether *line* is names of pages set apart by bars or dots ("Bookshop | Donate")."""
    parts = pieces(line)
    return len(parts) > 1 and len(line) <= LONGEST and all(is_short(part, 3) for part in parts)


def is_tag_list(line: str) -> bool:
    """Whether *line* is a list of tags: at least two, of at most four words, between commas, bars or hashes."""
    if len(line) > LONGEST or ends_sentence(line):
        return False
    parts = [part for part in re.split(r"[,;|#•·]", line) if part.strip()]
    return len(parts) > 1 and all(len(part.split()) <= 4 for part in parts)


def pieces(line: str) -> list[str]:
    """Return the parts of *line* between bars or dots, without empty ones."""
    return [part for part in SEPARATOR.split(line[: 2 * LONGEST].strip()) if part]
