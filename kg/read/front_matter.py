"""What stands at the head of a Markdown file → what the report says of itself.

1. A mapping in YAML between two lines `---`, one in TOML between two lines `+++`, or pandoc's lines `% title`, `% authors`,
   `% date`. A value that is no plain word or list of words says nothing.
2. Rules part texts too: what stands between them is front matter only where it can be parsed, and names something that is
   known here or has names in small letters alone, as programs write them. Else it is text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from kg.read.metadata import NOTHING_SAID, Metadata
from kg.read.stated import iso_day, stated_url

__all__ = ["read_front_matter"]

FENCED: Final = re.compile(
    r"(?:---[ \t]*\n(?P<yaml>.{0,65536}?)\n(?:---|\.\.\.)|\+\+\+[ \t]*\n(?P<toml>.{0,65536}?)\n\+\+\+)[ \t]*(?:\n|\Z)",
    re.DOTALL,
)
TITLE_BLOCK: Final = re.compile(
    r"%(?P<title>.*(?:\n[ \t]+\S.*)*)(?:\n%(?P<author>.*(?:\n[ \t]+\S.*)*)(?:\n%(?P<date>.*))?)?(?:\n(?=\s*\n)|\n?\Z)"
)
NAME_AND_VALUE: Final = re.compile(r"\s*[A-Za-z_][\w-]{0,40}\s?[:=]\s?")
PROGRAMS_NAME: Final = re.compile(r"[a-z_][a-z0-9_.-]*")
KEYS: Final = {
    "title": ("title",),
    "author": ("author", "authors", "byline", "creator"),
    "publisher": ("publisher", "site", "outlet"),
    "issued": ("date", "published", "issued"),
    "url": ("url", "canonical_url", "link", "source_url"),
}
KNOWN: Final = frozenset(key for keys in KEYS.values() for key in keys)


def read_front_matter(text: str) -> tuple[int, Metadata, tuple[str, ...]]:
    """Return where the text begins that follows the front matter (0 without any), what that states, and warnings.

    Lines end at line feeds.
    """
    if block := TITLE_BLOCK.match(text):
        lines = block.groupdict(default="")
        return block.end(), *_stated({**lines, "author": re.split(r"[;\n]", lines["author"])})
    fenced = FENCED.match(text)
    if not fenced:
        return 0, NOTHING_SAID, ()
    language = "YAML" if fenced["yaml"] is not None else "TOML"
    found = _yaml(fenced["yaml"]) if language == "YAML" else _toml(fenced["toml"])
    if found is None:
        wrote = NAME_AND_VALUE.match(fenced[language.lower()])
        return 0, NOTHING_SAID, (f"front matter is not {language}: read as text",) if wrote else ()
    named = {str(key) for key in found}
    if KNOWN.isdisjoint(key.casefold() for key in named) and not all(map(PROGRAMS_NAME.fullmatch, named)):
        return 0, NOTHING_SAID, ()
    return fenced.end(), *_stated(found)


def _yaml(text: str) -> Mapping[Any, Any] | None:
    """Return the mapping that *text* is, words as words; None where it is none."""
    import yaml

    try:
        found = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return found if isinstance(found, dict) and found else None


def _toml(text: str) -> Mapping[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return None


def _stated(found: Mapping[Any, Any]) -> tuple[Metadata, tuple[str, ...]]:
    values = {str(key).casefold(): words for key, value in found.items() if (words := _words(value))}
    fields = {name: next((values[key] for key in keys if key in values), None) for name, keys in KEYS.items()}
    day = fields["issued"]
    fields["issued"], fields["url"] = iso_day(day), stated_url(fields["url"])
    if not day or fields["issued"]:
        return Metadata(**fields), ()
    return Metadata(**fields), (f"front matter gives the date {day[:60]!r}, which is no day: not read",)


def _words(value: object) -> str | None:
    """Return a scalar as one line, a list of them (or of mappings with a name) parted by "; "."""
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return _words(value.get("name")) if isinstance(value.get("name"), str) else None
    if isinstance(value, list):
        flat = [item.get("name") if isinstance(item, dict) else item for item in value]
        return "; ".join(words for item in flat if isinstance(item, str) and (words := _words(item))) or None
    return None
