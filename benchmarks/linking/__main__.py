"""Prints precision and recall of linking over `pairs.jsonl`, with what is wrong; `python -m benchmarks.linking [--wrong]`.

A pair is called the same if both names are linked to one node, or to two that a rename joins. Names with a document are linked
in it, together with all names of the set that stand there; where the reports are not beside the checkout such pairs are linked
without a context. The string measures (rapidfuzz) see the names alone, at the threshold that is best for them on this very set.
"""

from __future__ import annotations

import sys

from benchmarks.linking.pairs import documents_here, read_pairs
from benchmarks.linking.scoring import linked_by_us, print_table, print_wrong, string_measures


def main() -> None:
    """Print the table, and with --wrong the pairs that we get wrong."""
    pairs = read_pairs()
    if not documents_here():
        print("the reports are not beside the checkout: every name is linked without its document", file=sys.stderr)
    ours = linked_by_us(pairs)
    print_table(pairs, {"kg link": ours, **string_measures(pairs)})
    if "--wrong" in sys.argv:
        print_wrong(pairs, ours)


if __name__ == "__main__":
    main()
