"""Finds the words of a document that stand for the names of a claim made elsewhere, and refuses names it knows nothing of.

1. A name, or any other name of the registry entry that it resolves to, is looked for in the quote, then in the whole
   paragraph: whole words, any case, the longest first.
2. Where no words stand for it, it must be in the registry, or be a description whose every capitalised word occurs in the
   document or in a name of the registry. A description in lower case names nobody in particular.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.model import Document, Mention, Paragraph, Role

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

__all__ = ["NameFinder"]

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class NameFinder:
    """Finds names of *lexicon* and of the line itself in the text of one document."""

    document: Document
    lexicon: Lexicon

    def find(self, role: Role, name: str, paragraph: Paragraph, start: int, end: int) -> Mention | None:
        """Return the mention of *name* in the quote `[start, end)` or its paragraph, or None where the name is refused.

        A name that is known but has no words here gives a mention without a span.
        """
        forms = sorted(self._forms(name), key=lambda form: (-len(form), form))
        for low, high in ((start, end), (paragraph.start, paragraph.end)):
            for form in forms:
                if found := _whole_words(form).search(self.document.text, low, high):
                    return Mention(role, name, found[0], found.start(), found.end())
        return Mention(role, name) if self._is_known(name) else None

    def _forms(self, name: str) -> set[str]:
        outside, inside = re.sub(r"\(.*?\)", " ", name).strip(), re.findall(r"\((.+?)\)", name)
        known = (n.text for entry in self.lexicon.by_name_key(name) for n in entry.names)
        return {form for form in (name, outside, *inside, *known) if form.strip()}

    def _is_known(self, name: str) -> bool:
        capitalised = {word for word in _WORD.findall(name) if word[0].isupper()}
        return bool(self.lexicon.by_name_key(name)) or capitalised <= self._words

    @cached_property
    def _words(self) -> set[str]:
        return {*_WORD.findall(self.document.text), *_words_of(self._registry_names())}

    def _registry_names(self) -> Iterator[str]:
        return (name.text for entry in self.lexicon.entries for name in entry.names)


def _words_of(texts: Iterable[str]) -> Iterator[str]:
    return (word for text in texts for word in _WORD.findall(text))


def _whole_words(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE)
