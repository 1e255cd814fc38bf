"""Runs the extractor beside the spaCy pipeline that it reads with, over the same sentences of the same reports.

The bare pipeline tags and parses; the extractor also finds names, speakers, dates and claims in what it gives.
"""

from __future__ import annotations

from collections.abc import Sequence

import spacy

from benchmarks.samples import READ
from benchmarks.timing import Pair, side_by_side
from kg.extract import extract_claims, load_parser
from kg.extract.sentences import split_sentences
from kg.model import Document
from kg.pipeline import load_lexicon
from kg.resources import parser_folder

__all__ = ["compare_extraction"]


def compare_extraction(documents: Sequence[Document]) -> Pair:
    """Return the times of extracting from *documents* and of parsing alone, paragraph by paragraph.

    The results are the numbers of claims and of tokens.
    """
    lexicon, parser, nlp = load_lexicon(), load_parser(), spacy.load(parser_folder())
    batches = [_sentences(p.text) for d in documents for p in d.paragraphs if p.role in READ]

    def ours() -> int:
        return sum(len(extract_claims(document, lexicon, parser)) for document in documents)

    def theirs() -> int:
        return sum(len(parsed) for batch in batches for parsed in nlp.pipe(batch))

    return side_by_side("extraction", ours, theirs)


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]
