"""Which frames (a lemma and a type) fire where, and what share of recall is lost without one.

A table that is made to fit five reports shows in frames that fire there and nowhere else, or in a frame that carries much of
the recall alone.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from benchmarks.extraction.corpora import Extractor, Seeds
from kg.extract.drafts import Draft
from kg.extract.frames import find_drafts
from kg.extract.scene import Scene
from kg.extract.sketch import Sketch, forget_frames
from kg.extract.tables import Frame, tables
from kg.model import Document

__all__ = ["FrameName", "Loss", "ablate", "fired", "list_frames", "without"]

FrameName = tuple[str, str]
SEED = 20261121


@dataclass(frozen=True)
class Loss:
    """How many of the required gold claims are no longer found without a frame, and what share of those found before."""

    frame: FrameName
    claims: int
    share: float


def list_frames() -> frozenset[FrameName]:
    """Return every frame of the tables, by lemma and type; a verb and a noun of one lemma and type are one."""
    both = (*tables().verbs.values(), *tables().nouns.values())
    return frozenset((frame.lemma, frame.type) for frames in both for frame in frames)


def fired(documents: Iterable[Document], extractor: Extractor) -> Counter[FrameName]:
    """Return how many drafts of claims each frame gives over *documents*."""
    counts: Counter[FrameName] = Counter()

    def count(scene: Scene, sketch: Sketch) -> Iterator[Draft]:
        for draft in find_drafts(scene, sketch):
            counts[draft.frame.lemma, draft.frame.type] += 1
            yield draft

    with patch("kg.extract.document.find_drafts", count):
        for document in documents:
            extractor.claims(document)
    return counts


@contextmanager
def without(frame: FrameName) -> Iterator[None]:
    """Take *frame* out of the tables for the time of the body, under every form of its lemma."""
    verbs, nouns = tables().verbs, tables().nouns
    with patch.dict(verbs, _kept(verbs, frame), clear=True), patch.dict(nouns, _kept(nouns, frame), clear=True):
        forget_frames()
        try:
            yield
        finally:
            forget_frames()


def _kept(table: Mapping[str, tuple[Frame, ...]], name: FrameName) -> dict[str, tuple[Frame, ...]]:
    kept = {form: tuple(f for f in frames if (f.lemma, f.type) != name) for form, frames in table.items()}
    return {form: frames for form, frames in kept.items() if frames}


def ablate(seeds: Seeds, frames: Sequence[FrameName], draws: int, extractor: Extractor) -> list[Loss]:
    """Extract again without each of *draws* of *frames*, drawn at random (same seed, same draw), the greatest loss first.

    All are taken where there are fewer. A loss may be negative: without a frame another one may fire, and be right.
    """
    full = _found(seeds, extractor)
    losses = []
    for frame in random.Random(SEED).sample(sorted(frames), min(draws, len(frames))):
        with without(frame):
            lost = full - _found(seeds, extractor)
        losses.append(Loss(frame, lost, lost / full if full else 0.0))
    return sorted(losses, key=lambda loss: (-loss.claims, loss.frame))


def _found(seeds: Seeds, extractor: Extractor) -> int:
    scores = seeds.score(extractor)
    return scores.required - len(scores.missed)
