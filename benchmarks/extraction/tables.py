"""The tables of what the extractor does on annotated text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmarks.extraction.corpora import Extractor, Part, Seeds
from benchmarks.extraction.frames import FrameName, Loss, list_frames
from benchmarks.extraction.plover import TYPES, ClassScores, Coded, score_classes
from kg.evaluate import Scores, Table

__all__ = ["ablation_table", "firing_table", "pairs_table", "parser_table", "plover_table", "seeds_table"]

SHOWN: Final = 10


def seeds_table(seeds: Iterable[Seeds], extractor: Extractor) -> Table:
    """Return the measures of `kg evaluate` on the sample reports."""
    header = ("reports", "claims", "gold", "P", "R", "F1", "roles F1", "strict P", "strict R", "strict F1")
    rows = (_seeds_row(each.name, each.score(extractor)) for each in seeds)
    note = "The rules were written with these reports at hand: in-sample."
    return Table("Sample reports, against gold claims", note, (*header, "source", "factuality", "dates"), tuple(rows))


def _seeds_row(name: str, scores: Scores) -> tuple[str, ...]:
    numbers = (
        *scores.detection.values(),
        scores.roles["F1"],
        *scores.strict.values(),
        scores.source,
        scores.factuality,
    )
    right, dated = scores.dates["right"], scores.dates["gold"]
    dates = f"{right:.3f} of {dated}" if dated else ""
    return name, str(scores.claims), str(scores.required), *(f"{number:.3f}" for number in numbers), dates


def pairs_table(parts: Iterable[Part], extractor: Extractor) -> Table:
    """Return the scores of relation pairs, for all documents and for each half."""
    rows = [
        (f"{part.name} ({len(part.documents)}): {relation}", *_cells(group))
        for part in parts
        for relation, group in part.score(extractor).items()
    ]
    return Table(
        "re3d, pairs by relation", "", ("documents: relation", "gold", "predicted", "P", "R", "F1"), tuple(rows)
    )


def _cells(group: Mapping[str, float | int]) -> tuple[str, ...]:
    return tuple(f"{value:.3f}" if isinstance(value, float) else str(value) for value in group.values())


def plover_table(sentences: Sequence[Coded], extractor: Extractor) -> Table:
    """Return what comes out of the sentences of each PLOVER class."""
    header = ("class", "sentences", "any claim", "fitting type", "right actor", "right recipient")
    scores = list(score_classes(sentences, extractor))
    read = [row for row in scores if TYPES[row.event]]
    rows = [*map(_plover_row, scores), _plover_row(_sum("with a type", read)), _plover_row(_sum("all", scores))]
    return Table("PLOVER, sentences by class", "", header, tuple(rows))


def _plover_row(row: ClassScores) -> tuple[str, ...]:
    types = row.event not in TYPES or TYPES[row.event]
    return (
        row.event,
        str(row.sentences),
        str(row.any_claim),
        f"{row.fitting}" if types else "no type",
        f"{row.right_actor} of {row.with_actor}" if types else "",
        f"{row.right_recipient} of {row.with_recipient}" if types else "",
    )


def _sum(name: str, rows: Sequence[ClassScores]) -> ClassScores:
    names = list(ClassScores.__dataclass_fields__)[1:]
    return ClassScores(name, *(sum(getattr(row, field) for row in rows) for field in names))


def firing_table(fires: Mapping[str, set[FrameName]]) -> Table:
    """Return how many frames fire, by corpus and together, and how many only on the sample reports."""
    everywhere = set().union(*fires.values())
    rows = [("in the tables", str(len(list_frames())))]
    rows += [(f"fire on {name}", str(len(found))) for name, found in fires.items()]
    rows.append(("fire at all", str(len(everywhere))))
    if len(fires) > 1:
        rows.append(("fire on the sample reports only", str(len(_only_first(fires)))))
    note = ", ".join(f"{lemma} ({type_})" for lemma, type_ in sorted(_only_first(fires))) if len(fires) > 1 else ""
    note = f"Only on the sample reports: {note}." if note else ""
    return Table("Frames (a lemma and a type)", note, ("frames", "number"), tuple(rows))


def _only_first(fires: Mapping[str, set[FrameName]]) -> set[FrameName]:
    first, *others = fires.values()
    return first.difference(*others)


def ablation_table(losses: Sequence[Loss], firing: int) -> Table:
    """Return the frames without which most is lost; *firing* is how many fire."""
    rows = [(f"{loss.frame[0]} ({loss.frame[1]})", str(loss.claims), f"{loss.share:.1%}") for loss in losses[:SHOWN]]
    note = f"{len(losses)} of the {firing} frames that fire, drawn at random and taken out one at a time."
    return Table("Without one frame", note, ("frame", "gold claims lost", "share of recall"), tuple(rows))


def parser_table(treebanks: Path) -> Table:
    """Return the scores of the parser."""
    from benchmarks.extraction.parser import score_parser

    rows = [(name, *(f"{value:.1f}" for value in row.values())) for name, row in score_parser(treebanks).items()]
    return Table("Parser, per cent", "", ("treebank", "tags", "UAS", "LAS"), tuple(rows))
