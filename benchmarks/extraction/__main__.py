"""Prints how well the extractor does on annotated text, and how much of that hangs on single frames.

usage: python -m benchmarks.extraction [--shared FOLDER] [--draws N] [--parser]

The restated reports come with the project; other annotated text is looked for in FOLDER (`shared` beside the checkout).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.extraction.corpora import ROOT, Extractor, Part, Seeds, list_seeds, load_parts
from benchmarks.extraction.frames import FrameName, Loss, ablate, fired, list_frames
from benchmarks.extraction.plover import TYPES, ClassScores, Coded, load_sentences, score_classes
from kg.evaluate import Scores, Table, format_table

SHOWN = 10


def seeds_table(seeds: Iterable[Seeds], extractor: Extractor) -> Table:
    """Return the measures of `kg evaluate` on the sample reports."""
    header = ("reports", "claims", "gold", "P", "R", "F1", "roles F1", "strict P", "strict R", "strict F1")
    rows = (_seeds_row(each.name, each.score(extractor)) for each in seeds)
    return Table("Sample reports, against gold claims", "", (*header, "source", "factuality", "dates"), tuple(rows))


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


def firing_table(fires: dict[str, set[FrameName]]) -> Table:
    """Return how many frames fire, by corpus and together, and how many only on the sample reports."""
    everywhere = set().union(*fires.values())
    rows = [("in the tables", str(len(list_frames())))]
    rows += [(f"fire on {name}", str(len(found))) for name, found in fires.items()]
    rows.append(("fire at all", str(len(everywhere))))
    if len(fires) > 1:
        rows.append(("fire on the sample reports only", str(len(_only_first(fires)))))
    return Table("Frames (a lemma and a type)", "", ("frames", "number"), tuple(rows))


def _only_first(fires: dict[str, set[FrameName]]) -> set[FrameName]:
    first, *others = fires.values()
    return first.difference(*others)


def ablation_table(losses: Sequence[Loss]) -> Table:
    """Return the frames without which most is lost."""
    rows = [(f"{loss.frame[0]} ({loss.frame[1]})", str(loss.claims), f"{loss.share:.1%}") for loss in losses[:SHOWN]]
    return Table("Without one frame", "", ("frame", "gold claims lost", "share of recall"), tuple(rows))


def parser_table(treebanks: Path) -> Table:
    """Return the scores of the parser."""
    from benchmarks.extraction.parser import score_parser

    rows = [(name, *(f"{value:.1f}" for value in row.values())) for name, row in score_parser(treebanks).items()]
    return Table("Parser, per cent", "", ("treebank", "tags", "UAS", "LAS"), tuple(rows))


def show(table: Table, *notes: str) -> None:
    """Print a table and what is to be said about it."""
    print(f"{table.title}\n{format_table(table)}", end="")
    for note in notes:
        print(f" {note}")
    print(flush=True)


def main() -> None:
    """Extract, score, print."""
    arguments = argparse.ArgumentParser(description="How well the extractor does on annotated text.")
    arguments.add_argument(
        "--shared", type=Path, default=ROOT.parent / "shared", help="where other annotated text lies"
    )
    arguments.add_argument("--draws", type=int, default=100, help="how many frames are taken out, one at a time")
    arguments.add_argument("--parser", action="store_true", help="also score the parser on treebanks")
    given = arguments.parse_args()
    extractor, seeds, parts = Extractor(), list_seeds(given.shared), load_parts(given.shared)
    coded = given.shared / "eval" / "plover" / "PLOVER_GSR_CAMEO.txt"
    sentences = load_sentences(coded) if coded.is_file() else ()

    show(seeds_table(seeds, extractor), "The rules were written with these reports at hand: in-sample.")
    if parts:
        show(pairs_table(parts, extractor))
    if sentences:
        show(plover_table(sentences, extractor))
    if not (parts and sentences):
        print(f"{given.shared}: has not all of the other annotated text, which is left out\n")
    corpora = {f"the {seeds[-1].name} reports": seeds[-1].documents}
    corpora |= {"re3d": parts[0].documents} if parts else {}
    corpora |= {"PLOVER": tuple(sentence.document for sentence in sentences)} if sentences else {}
    fires = {name: set(fired(documents, extractor)) for name, documents in corpora.items()}
    show(firing_table(fires), *(_only_lines(fires) if len(fires) > 1 else ()))
    firing = sorted(next(iter(fires.values())))
    losses = ablate(seeds[-1], firing, given.draws, extractor)
    carried = f"{losses[0].share:.1%}" if losses else "none"
    show(
        ablation_table(losses),
        f"{len(losses)} of the {len(firing)} frames that fire on the {seeds[-1].name} reports, drawn at random and taken out",
        f"one at a time (one that does not fire gives no claim). The most that one of them carries is {carried} of the recall.",
    )
    if given.parser:
        show(parser_table(given.shared / "eval" / "ud"))


def _only_lines(fires: dict[str, set[FrameName]]) -> Iterator[str]:
    yield "Only on the sample reports:"
    words = [f"{lemma} ({type_})" for lemma, type_ in sorted(_only_first(fires))]
    yield from ("  " + ", ".join(words[i : i + 6]) for i in range(0, len(words), 6))


if __name__ == "__main__":
    main()
