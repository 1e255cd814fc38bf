"""Reads a corpus in which one sentence in five is relevant, beside the same spaCy pipeline run plainly over every sentence.

Relevant is a sentence of a conflict report; the other four come from elsewhere (consumer reviews, business mail, questions and
answers of UD English-EWT, told by their genre, never by our own filter). Where the reports and the
treebank are not at hand, the sample reports and neutral sentences of our own stand in. One core; run in turns.

    python -m benchmarks.speed
"""

from __future__ import annotations

import gzip
import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.samples import READ, count_words
from kg.extract import Parser, Tree, extract_claims, load_parser
from kg.extract.sentences import split_sentences
from kg.model import Claim, Document
from kg.pipeline import load_lexicon
from kg.read import parse_document, read_paths
from kg.resources import parser_folder, seeds

SHARED = Path(__file__).resolve().parents[2] / "shared"
REPORTS = (SHARED / "seeds", SHARED / "eval" / "re3d" / "docs")
TREEBANK = tuple(SHARED / "eval" / "ud" / f"{name}.conllu.gz" for name in ("ewt_dev", "ewt_test", "train"))
ELSEWHERE = ("reviews-", "email-", "answers-")
NEUTRAL = Path(__file__).with_name("neutral.txt")
OTHERS = 4
PARAGRAPHS = 10
RUNS = 3
SEED = 20


def relevant_sentences() -> list[str]:
    """Return the sentences of the conflict reports at hand, in order."""
    folders = [folder for folder in REPORTS if folder.is_dir()] or [seeds()]
    paragraphs = [p for d in read_paths(folders).documents for p in d.paragraphs if p.role in READ]
    return [s for p in paragraphs for a, b in split_sentences(p.text) if _is_whole(s := " ".join(p.text[a:b].split()))]


def other_sentences() -> list[str]:
    """Return sentences that no conflict report holds, in order."""
    if not all(path.is_file() for path in TREEBANK):
        return NEUTRAL.read_text(encoding="utf-8").splitlines()
    return [sentence for path in TREEBANK for sentence in _treebank(path) if _is_whole(sentence)]


def _treebank(path: Path) -> Iterator[str]:
    kept = False
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# sent_id = "):
                kept = line.removeprefix("# sent_id = ").startswith(ELSEWHERE)
            elif kept and line.startswith("# text = "):
                yield line.removeprefix("# text = ").strip()


def _is_whole(sentence: str) -> bool:
    """Tell whether a sentence stays one in running text."""
    whole = sentence[:1].isupper() and sentence[-1:] in ".!?" and len(sentence.split()) > 3
    return whole and len(split_sentences(sentence)) == 1


def mixed_corpus() -> tuple[Document, ...]:
    """Return reports of ten paragraphs, each of one relevant sentence among four others; always the same ones."""
    chance = random.Random(SEED)
    relevant, others = relevant_sentences(), other_sentences()
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


def main() -> None:
    """Compare, print."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    import spacy

    documents, lexicon, parser, nlp = mixed_corpus(), load_lexicon(), load_parser(), spacy.load(parser_folder())
    sentences = [
        p.text[a:b] for d in documents for p in d.paragraphs if p.role in READ for a, b in split_sentences(p.text)
    ]

    def read(by: Parser = parser, **options: Any) -> list[tuple[Claim, ...]]:
        return [extract_claims(document, lexicon, by, **options) for document in documents]

    counting = Counting(parser)
    claims, every = read(counting), read(every_sentence=True)
    words = count_words(documents)
    print(f"{len(documents)} documents, {len(sentences)} sentences, {words} words, {sum(map(len, claims))} claims")
    print(f"the claims without the filter are {'the same' if claims == every else 'DIFFERENT'}")
    print(f"words parsed: {counting.counted / words:.0%}\n")
    ways: dict[str, Callable[[], object]] = {
        "kg extract": read,
        "kg extract, every sentence": lambda: read(every_sentence=True),
        "the pipeline, all at once (nlp.pipe)": lambda: list(nlp.pipe(sentences)),
        "the pipeline, one by one (nlp)": lambda: [nlp(sentence) for sentence in sentences],
    }
    rounds = [{name: timed(act) for name, act in ways.items()} for _ in range(RUNS)]
    print(f"{'':38} {'words/s':>8} {'kg extract is':>16}")
    for name in ways:
        speed = words / median(taken[name] for taken in rounds)
        ratio = median(taken[name] / taken["kg extract"] for taken in rounds)
        print(f"{name:38} {speed:8.0f} {ratio:9.1f} × as fast")


if __name__ == "__main__":
    main()
