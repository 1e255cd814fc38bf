"""How fast reports are read, beside the same spaCy pipeline run plainly over every sentence.

One sentence in five is relevant, that is, from a conflict report; the other four are neutral ones of our own. One core; the
ways take turns.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.amounts import AMOUNTS, Size
from benchmarks.data import reports
from benchmarks.frame.command import run
from benchmarks.frame.comparison import Comparison, Row
from benchmarks.frame.versions import OURS, installed
from kg.evaluate import Table
from kg.extract import Parser, Tree, extract_claims, load_parser
from kg.extract.sentences import split_sentences
from kg.model import Claim, Document, ParagraphRole
from kg.pipeline import load_lexicon
from kg.read import parse_document
from kg.resources import parser_folder

NEUTRAL = Path(__file__).with_name("neutral.txt")
OTHERS = 4
PARAGRAPHS = 10
SEED = 20
READ = frozenset({ParagraphRole.TITLE, ParagraphRole.BODY, ParagraphRole.CAPTION, ParagraphRole.COMMENT})


def relevant_sentences(number: int) -> list[str]:
    """Return the sentences of *number* conflict reports, in order; of those in another language none."""
    paragraphs = [p for d in reports(number) if not d.is_foreign for p in d.paragraphs if p.role in READ]
    return [s for p in paragraphs for a, b in split_sentences(p.text) if _is_whole(s := " ".join(p.text[a:b].split()))]


def _is_whole(sentence: str) -> bool:
    """Tell whether a sentence stays one in running text."""
    whole = sentence[:1].isupper() and sentence[-1:] in ".!?" and len(sentence.split()) > 3
    return whole and len(split_sentences(sentence)) == 1


def mixed_corpus(number: int) -> tuple[Document, ...]:
    """Return the sentences of *number* reports as reports of ten paragraphs, each of one among four others; always the same."""
    chance = random.Random(SEED)
    relevant, others = relevant_sentences(number), NEUTRAL.read_text(encoding="utf-8").splitlines()
    chance.shuffle(relevant)
    chance.shuffle(others)
    endless = cycle(others)
    paragraphs = [" ".join(_among(sentence, endless, chance)) for sentence in relevant]
    chunks = [paragraphs[i : i + PARAGRAPHS] for i in range(0, len(paragraphs), PARAGRAPHS)]
    return tuple(_report(number, chunk) for number, chunk in enumerate(chunks))


def _among(sentence: str, others: Iterator[str], chance: random.Random) -> list[str]:
    five = list(islice(others, OTHERS))
    five.insert(chance.randrange(OTHERS + 1), sentence)
    return five


def _report(number: int, paragraphs: Sequence[str]) -> Document:
    name = f"mixed-{number:03}.txt"
    return parse_document(name, "\n\n".join(("Notes of the day", *paragraphs)).encode(), where=name)


def count_words(documents: Iterable[Document]) -> int:
    """Count the words (runs without white space) of the paragraphs that are read for claims."""
    return sum(len(p.text.split()) for d in documents for p in d.paragraphs if p.role in READ)


@dataclass
class Counting:
    """A parser that counts the words of what it parses."""

    parser: Parser
    counted: int = 0

    def words(self, sentence: str) -> list[tuple[str, int]]:
        return self.parser.words(sentence)

    def parse(self, sentences: Sequence[tuple[str, int]]) -> list[Tree]:
        self.counted += sum(len(text.split()) for text, _ in sentences)
        return self.parser.parse(sentences)


def timed(act: Callable[[], object]) -> float:
    """Return the seconds that *act* takes."""
    start = perf_counter()
    act()
    return perf_counter() - start


def compare(size: Size) -> Iterator[Comparison]:
    """Read in each way in turn, and compare words a second."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    import spacy

    amounts = AMOUNTS[size]
    documents, lexicon, parser = mixed_corpus(amounts.documents), load_lexicon(), load_parser()
    nlp = spacy.load(parser_folder())
    sentences = [
        p.text[a:b] for d in documents for p in d.paragraphs if p.role in READ for a, b in split_sentences(p.text)
    ]

    def read(by: Parser = parser, **options: Any) -> list[tuple[Claim, ...]]:
        return [extract_claims(document, lexicon, by, **options) for document in documents]

    counting = Counting(parser)
    claims, every = read(counting), read(every_sentence=True)
    words = count_words(documents)
    ways: dict[str, Callable[[], object]] = {
        "kg extract": read,
        "kg extract, every sentence": lambda: read(every_sentence=True),
        "the pipeline, all at once": lambda: list(nlp.pipe(sentences)),
        "the pipeline, one by one": lambda: [nlp(sentence) for sentence in sentences],
    }
    rounds = [{name: timed(act) for name, act in ways.items()} for _ in range(amounts.runs)]
    ours, every_one, *peers = (
        Row(
            name, OURS if "kg" in name else installed("spacy", "spaCy"), words / median(taken[name] for taken in rounds)
        )
        for name in ways
    )
    facts = (
        ("words parsed", f"{counting.counted / words:.0%}"),
        ("claims", str(sum(map(len, claims)))),
        ("claims without the filter", "the same" if claims == every else "others"),
    )
    yield Comparison(
        name="reading-speed",
        title="Reading text",
        measured="words read a second on one core",
        unit="words/s",
        size=f"{len(documents)} reports of {len(sentences):,} sentences, {words:,} words, a fifth of them of conflict",
        better="more",
        means="How long one waits for the claims of reports most of whose sentences are of something else; sentences that can"
        " hold no claim are not parsed.",
        ours=ours,
        peers=tuple(peers),
        others=(every_one,),
        details=(Table("What is parsed", "", ("", ""), facts),),
    )


if __name__ == "__main__":
    run("speed", __doc__, compare, sys.argv[1:])
