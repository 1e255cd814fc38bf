"""Annotated text to measure extraction on: the bundled reports, and what may lie in a folder of one's own.

The latter is other people's text and no part of the project; what is not there is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.evaluate import Scores, load_aliases, read_gold, read_pairs, score, score_pairs
from kg.extract import Parser, Tree, extract_claims, load_parser
from kg.formats.claims import claim_to_json
from kg.model import Claim, Document
from kg.pipeline import load_lexicon
from kg.read import read_paths
from kg.resources import seeds

__all__ = ["Extractor", "Part", "Seeds", "list_seeds", "load_parts"]

ROOT = Path(__file__).resolve().parents[2]


class RememberingParser:
    """A parser that parses the same sentences once: extracting again, with other tables, then costs the rules alone."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._trees: dict[tuple[str, int], Tree] = {}

    def words(self, sentence: str) -> list[tuple[str, int]]:
        """Return the words of a sentence with their offsets in it."""
        return self._parser.words(sentence)

    def parse(self, sentences: Sequence[tuple[str, int]]) -> list[Tree]:
        """Return the trees of (text, offset in the document) pairs, in order."""
        fresh = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._trees]
        self._trees |= zip(fresh, self._parser.parse(fresh) if fresh else (), strict=True)
        return [self._trees[sentence] for sentence in sentences]


class Extractor:
    """The extractor with the bundled lexicon and parser."""

    def __init__(self) -> None:
        self._lexicon, self._parser = load_lexicon(), RememberingParser(load_parser())

    def claims(self, document: Document) -> tuple[Claim, ...]:
        """Return the claims of *document*, in the order of the text."""
        return extract_claims(document, self._lexicon, self._parser)

    def rows(self, documents: Iterable[Document]) -> list[dict[str, Any]]:
        """Return the claims of *documents* as the scorers take them."""
        return [claim_to_json(claim) for document in documents for claim in self.claims(document)]


@dataclass(frozen=True)
class Seeds:
    """The five sample reports, annotated: as bundled (restated) or as published (original)."""

    name: str
    documents: tuple[Document, ...]
    gold: Sequence[Mapping[str, Any]]
    aliases: Mapping[str, str]

    def score(self, extractor: Extractor) -> Scores:
        """Extract, and score."""
        return score(self.gold, extractor.rows(self.documents), self.aliases)


@dataclass(frozen=True)
class Part:
    """Some of the re3d documents, and the pairs annotated in them."""

    name: str
    documents: tuple[Document, ...]
    gold: Sequence[Mapping[str, Any]]

    def score(self, extractor: Extractor) -> Mapping[str, Mapping[str, float | int]]:
        """Extract, and score pairs by relation."""
        return score_pairs(self.gold, extractor.rows(self.documents)).groups


def list_seeds(shared: Path | None) -> tuple[Seeds, ...]:
    """Return the restated reports, and the original ones where they are there."""
    places = {"restated": (seeds(), ROOT / "tests" / "gold")}
    places |= {"original": (shared / "seeds", shared / "gold")} if shared else {}
    return tuple(
        Seeds(name, read_paths([reports]).documents, read_gold(gold / "seeds.jsonl"), load_aliases(gold / "names.json"))
        for name, (reports, gold) in places.items()
        if (gold / "seeds.jsonl").is_file()
    )


def load_parts(shared: Path) -> tuple[Part, ...]:
    """Return all re3d documents, and their halves: every other one by file name, the first, third, … for development.

    Rules are written with the development half in sight; the held-out half tells how they do on text nobody looked at.
    """
    folder = shared / "eval" / "re3d"
    if not (folder / "pairs.jsonl").is_file():
        return ()
    documents, gold = read_paths([folder / "docs"]).documents, read_pairs(folder / "pairs.jsonl")
    ordered = tuple(sorted(documents, key=lambda document: document.name))
    halves = {"all": ordered, "development": ordered[::2], "held out": ordered[1::2]}
    return tuple(Part(name, half, _about(half, gold)) for name, half in halves.items())


def _about(documents: Iterable[Document], gold: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    names = {document.name for document in documents}
    return [row for row in gold if row["document"] in names]
