"""Which blocks an established library takes for the main text and for comments: trafilatura (Barbaresi 2021,
doi:10.18653/v1/2021.acl-demo.15), which parses the page for itself.

Its lines and our blocks are aligned by their words, figures apart, since marks of notes run into them: a block is found where
nine in ten of its runs of four words are in what the library returned, or where the words of a shorter one are a line of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.read.html.blocks import Block
from kg.read.lines import is_prose

__all__ = ["MainText", "find_main_text", "words_of"]

WORD = re.compile(r"\w+")
LETTERS = re.compile(r"[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]+")
SHINGLE: Final = 4
ENOUGH: Final = 0.9
FEWEST: Final = 25
MANY: Final = 3_000  # blocks, above which the library does without jusText, which takes quadratic time
MOST_ELEMENTS: Final = 100_000  # above which the library, which copies the tree many times, is not asked


@dataclass(frozen=True, slots=True)
class MainText:
    """The numbers of the blocks that are main text, and of those that are comments, in the library's view."""

    body: frozenset[int]
    comments: frozenset[int]


def find_main_text(text: str, blocks: Sequence[Block]) -> MainText:
    """Return what the library finds in the page *text*; all running text where it finds next to nothing."""
    body, comments = _extracted(text, fast=len(blocks) > MANY)
    found = _aligned(body, blocks)
    if sum(block.words for block in blocks if block.number in found) < FEWEST:
        found = frozenset(block.number for block in blocks if is_prose(block.text) and block.linked < 0.5)
    return MainText(found, _aligned(comments, blocks) - found)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of *text* for comparing: in lower case, without what stands between them."""
    return tuple(WORD.findall(text.casefold()))


def _extracted(text: str, *, fast: bool) -> tuple[list[str], list[str]]:
    from lxml.etree import strip_attributes
    from trafilatura import bare_extraction, load_html

    try:
        tree = load_html(text)
        if tree is None or sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
            return [], []
        strip_attributes(tree, "colspan", "rowspan")  # the library makes the cells that these stand for
        found = bare_extraction(tree, fast=fast, include_comments=True, include_tables=True)
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError, LookupError):
        return [], []  # what breaks the library is left to the structure of the page
    if found is None or isinstance(found, dict):
        return [], []
    return (found.text or "").splitlines(), (found.comments or "").splitlines()


def _aligned(lines: Iterable[str], blocks: Sequence[Block]) -> frozenset[int]:
    whole = {words for line in lines if (words := _aligned_by(line))}
    shingles = {shingle for words in whole for shingle in _shingles(words)}
    return frozenset(block.number for block in blocks if _is_found(_aligned_by(block.text), whole, shingles))


def _aligned_by(text: str) -> tuple[str, ...]:
    return tuple(LETTERS.findall(text.casefold())) or words_of(text)


def _is_found(words: tuple[str, ...], whole: set[tuple[str, ...]], shingles: set[tuple[str, ...]]) -> bool:
    if words in whole or not words:
        return bool(words)
    own = _shingles(words)
    return bool(own) and sum(shingle in shingles for shingle in own) >= ENOUGH * len(own)


def _shingles(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [words[i : i + SHINGLE] for i in range(len(words) - SHINGLE + 1)]
