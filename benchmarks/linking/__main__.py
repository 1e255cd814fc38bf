"""How well names are linked: precision and recall over labelled pairs of names, beside plain string similarity.

A pair is called the same if both names are linked to one node, or to two that a rename joins. Names with a document are linked
in it, together with all names of the set that stand there; where it is in none of the folders, without a context. The string
measures see the names alone, at the threshold that is best for them on this very set.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.frame.command import parser, present
from benchmarks.frame.comparison import Comparison, Row
from benchmarks.frame.versions import OURS, installed
from benchmarks.linking.pairs import Pair, find_document, read_pairs
from benchmarks.linking.scoring import figures, linked_by_us, print_wrong, string_measures
from kg.evaluate import Table
from kg.resources import seeds

BEST = "(best F1)"


def compare(pairs: Sequence[Pair], folders: Sequence[Path]) -> Iterator[Comparison]:
    """Link the names, compare the F1."""
    measures = string_measures(pairs)
    ours = linked_by_us(pairs, folders)
    names = {named.document for pair in pairs for named in (pair.a, pair.b) if named.document}
    there = sum(find_document(name, folders) is not None for name in names)
    yield Comparison(
        name="names-linked",
        title="Linking names",
        measured="F1 of pairs of names that are one thing",
        unit="F1",
        size=f"{len(pairs)} pairs, {sum(pair.same for pair in pairs)} of one thing; {there} of their {len(names)} documents are"
        " there",
        better="more",
        means="How often two names are rightly taken for one group, person or place, and two things kept apart; a wrong merge"
        " puts one's deeds on another.",
        ours=Row("kg link", OURS, figures(pairs, ours)[2]),
        peers=tuple(
            Row(
                name.removesuffix(BEST).strip(),
                installed("rapidfuzz"),
                figures(pairs, said)[2],
                "at its best threshold",
            )
            for name, said in measures.items()
            if name.endswith(BEST)
        ),
        details=(_table(pairs, {"kg link": ours, **measures}),),
    )


def _table(pairs: Sequence[Pair], columns: Mapping[str, Sequence[bool]]) -> Table:
    rows = ((name, *(f"{number:.3f}" for number in figures(pairs, said))) for name, said in columns.items())
    return Table("Precision and recall", "", ("", "precision", "recall", "F1"), tuple(rows))


def main(arguments: Sequence[str]) -> None:
    """Compare, or print what is wrong."""
    made = parser("linking", __doc__)
    made.add_argument(
        "--documents", nargs="+", type=Path, default=[seeds()], metavar="FOLDER", help="where the documents lie"
    )
    made.add_argument("--wrong", action="store_true", help="print the pairs that we get wrong instead")
    chosen = made.parse_args(arguments)
    pairs = read_pairs()
    if chosen.wrong:
        print_wrong(pairs, linked_by_us(pairs, chosen.documents))
    else:
        present(compare(pairs, chosen.documents), chosen.json)


if __name__ == "__main__":
    main(sys.argv[1:])
