"""What the JSON-LD of a page states of its report (schema.org), whatever the shape it is written in.

Lists, `@graph`, references by `@id` and several types of one thing are followed; what is no JSON is passed over.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

__all__ = ["Thing", "article_of", "names_of", "text_of", "things_in"]

Thing: TypeAlias = Mapping[str, Any]

ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|SpecialAnnouncement|PressRelease)$")
COMMENT: Final = re.compile(r"<!--|-->|//\s*<!\[CDATA\[|//\s*\]\]>")
MOST: Final = 20_000
NOT_ENTERED: Final = frozenset({"comment", "liveBlogUpdate", "hasPart", "itemListElement", "mentions", "citation"})


def things_in(scripts: Iterator[str]) -> list[Thing]:
    """Return all things that the *scripts* describe, in document order."""
    stack: list[Any] = []
    for script in scripts:
        try:
            stack.append(json.loads(COMMENT.sub("", script), strict=False))
        except (ValueError, RecursionError):
            continue
    found: list[Thing] = []
    stack.reverse()
    while stack and len(found) < MOST:
        value = stack.pop()
        if isinstance(value, Mapping):
            found.append(value)
            stack += [each for key, each in reversed(list(value.items())) if key not in NOT_ENTERED]
        elif isinstance(value, list):
            stack += reversed(value)
    return found


def article_of(things: list[Thing]) -> Thing:
    """Return the first article with a headline or a date; an empty thing where there is none."""
    articles = (t for t in things if any(ARTICLE.search(name) for name in _types(t)))
    return next((t for t in articles if text_of(t.get("headline")) or text_of(t.get("datePublished"))), {})


def names_of(value: Any, things: list[Thing]) -> tuple[str, ...]:
    """Return the names of who *value* stands for: text, a thing, a reference, or a list of these."""
    values = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(name for each in values if (name := _name(each, things))))


def text_of(value: Any) -> str:
    """Return *value* where it is text, as a reader would see it."""
    return " ".join(html.unescape(value).replace("\xad", "").split()) if isinstance(value, str) else ""


def _types(thing: Thing) -> list[str]:
    kind = thing.get("@type")
    return [each for each in (kind if isinstance(kind, list) else [kind]) if isinstance(each, str)]


def _name(value: Any, things: list[Thing]) -> str:
    if not isinstance(value, Mapping):
        name = text_of(value)
        return "" if "://" in name else name
    if name := text_of(value.get("name")):
        return name
    reference = value.get("@id")
    described = (thing for thing in things if reference and thing.get("@id") == reference)
    return next((name for thing in described if (name := text_of(thing.get("name")))), "")
