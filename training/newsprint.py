"""Training-time changes that make treebank sentences look like printed news.

Web treebanks hold few headlines and mostly straight quotation marks; reports have Title Case headlines and curly
quotation marks. Tags and trees stay as they are: only the spelling of the tokens changes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import spacy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

CURLY = {'"': ("“", "”"), "'s": ("’s", "’s"), "n't": ("n’t", "n’t"), "'": ("’", "’")}
SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "but",
        "or",
        "for",
        "nor",
        "as",
        "at",
        "by",
        "in",
        "of",
        "on",
        "to",
        "from",
        "with",
        "against",
    ]
)


def as_headline(words: list[str]) -> list[str]:
    """Capitalise every word but the small ones, as English headlines do."""
    return [w if w.lower() in SMALL_WORDS else w[:1].upper() + w[1:] for w in words]


def with_curly_quotes(words: list[str]) -> list[str]:
    """Replace straight quotation marks by opening and closing ones in turn."""
    opened, out = False, []
    for word in words:
        pair = CURLY.get(word)
        out.append(pair[opened] if pair else word)
        opened = opened ^ (word == '"')
    return out


@spacy.registry.augmenters("conflict_kg.newsprint.v1")  # type: ignore[untyped-decorator]
def create_newsprint(headline_share: float, curly_share: float) -> Callable[[Language, Example], Iterator[Example]]:
    """Make an augmenter that re-spells a share (0 to 1) of the sentences."""

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        words = [token.text for token in example.reference]
        if random.random() < headline_share:
            words = as_headline(words)
        if random.random() < curly_share:
            words = with_curly_quotes(words)
        annotation = example.to_dict()
        annotation["token_annotation"]["ORTH"] = words
        yield example.from_dict(nlp.make_doc(" ".join(words)), annotation)

    return augment
