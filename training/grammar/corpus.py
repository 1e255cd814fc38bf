"""Writes the generated corpus: so many different sentences for a seed, of a length that reports have."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from grammar.sentences import sentence
from grammar.tree import to_lines

SHORTEST, LONGEST = 5, 45


def sentences(count: int, seed: int) -> Iterator[list[str]]:
    """Yield the CoNLL-U rows of *count* different sentences."""
    rng = Random(seed)
    seen: set[str] = set()
    while count:
        rows = to_lines(sentence(rng))
        words = " ".join(row.split("\t")[1] for row in rows)
        if SHORTEST <= len(rows) <= LONGEST and words not in seen:
            seen.add(words)
            count -= 1
            yield rows


def conllu(count: int, seed: int) -> str:
    """Return the corpus as CoNLL-U text."""
    blocks = []
    for number, rows in enumerate(sentences(count, seed), start=1):
        text = "".join(
            columns[1] + ("" if columns[9] == "SpaceAfter=No" else " ") for columns in (row.split("\t") for row in rows)
        )
        blocks.append("\n".join([f"# sent_id = generated-{seed}-{number:05}", f"# text = {text}", *rows]) + "\n")
    return "\n".join(blocks) + "\n"
