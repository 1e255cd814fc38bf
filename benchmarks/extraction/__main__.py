"""How well the extractor does on annotated text, and how much of that hangs on single frames.

The five restated reports come with the project. With --shared, other annotated text is taken out of that folder: the reports as
published, re3d pairs, PLOVER sentences.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks.amounts import AMOUNTS
from benchmarks.extraction.corpora import Extractor, Seeds, list_seeds, load_parts
from benchmarks.extraction.frames import ablate, fired
from benchmarks.extraction.plover import load_sentences
from benchmarks.extraction.tables import (
    ablation_table,
    firing_table,
    pairs_table,
    parser_table,
    plover_table,
    seeds_table,
)
from benchmarks.frame.command import parser, present
from benchmarks.frame.comparison import Comparison, Row, bound
from benchmarks.frame.versions import OURS
from kg.evaluate import Table

CODED: Final = Path("eval") / "plover" / "PLOVER_GSR_CAMEO.txt"


def compare(draws: int, shared: Path | None = None, with_parser: bool = False) -> Iterator[Comparison]:
    """Extract, score, and compare with what can be reached; *draws* frames are taken out one at a time."""
    extractor, seeds = Extractor(), list_seeds(shared)
    restated = seeds[0].score(extractor)
    yield Comparison(
        name="claims-found",
        title="Finding claims",
        measured="F1 of claims that are found",
        unit="F1",
        size=f"{restated.required} claims that annotators require of the five restated reports",
        better="more",
        means="How many of the claims that people marked are found, and how many that are found are marked; the rules were"
        " written with these reports at hand.",
        ours=Row("kg extract", OURS, restated.detection["F1"]),
        peers=(bound("every claim and no other", 1.0),),
        details=tuple(_details(extractor, seeds, draws, shared, with_parser)),
    )


def _details(
    extractor: Extractor, seeds: Sequence[Seeds], draws: int, shared: Path | None, with_parser: bool
) -> Iterator[Table]:
    yield seeds_table(seeds, extractor)
    corpora = {f"the {seeds[-1].name} reports": seeds[-1].documents}
    if shared and (parts := load_parts(shared)):
        yield pairs_table(parts, extractor)
        corpora["re3d"] = parts[0].documents
    if shared and (shared / CODED).is_file():
        sentences = load_sentences(shared / CODED)
        yield plover_table(sentences, extractor)
        corpora["PLOVER"] = tuple(sentence.document for sentence in sentences)
    if draws:
        fires = {name: set(fired(documents, extractor)) for name, documents in corpora.items()}
        yield firing_table(fires)
        firing = sorted(next(iter(fires.values())))
        yield ablation_table(ablate(seeds[-1], firing, draws, extractor), len(firing))
    if shared and with_parser:
        yield parser_table(shared / "eval" / "ud")


def main(arguments: Sequence[str]) -> None:
    """Read what is asked for, and present it."""
    made = parser("extraction", __doc__)
    made.add_argument("--shared", type=Path, metavar="FOLDER", help="where other annotated text lies")
    made.add_argument("--draws", type=int, help="how many frames are taken out, one at a time")
    made.add_argument("--parser", action="store_true", help="also score the parser on the treebanks of FOLDER")
    chosen = made.parse_args(arguments)
    draws = AMOUNTS[chosen.size].draws if chosen.draws is None else chosen.draws
    present(compare(draws, chosen.shared, chosen.parser), chosen.json)


if __name__ == "__main__":
    main(sys.argv[1:])
