"""What no change tells: of the statements that differ, those that are left when all else is accounted for.

1. A statement that only calls its things otherwise (an edited document renames its claims, a decision merges two groups) is
   the same: names of now are put in, and what both versions have is struck.
2. A change tells the statements of what it says came or went, and those of the aspects that it names.
3. What comes or goes with a told thing goes with it: the mentions and the people of an edited document, references to a claim
   that was retracted, what a reasoner concludes of the thing.

Whatever is left is counted by graph, with some of it to see; so no two versions that differ are told to be equal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from kg.diff.changes import Others
from kg.diff.delta import Delta
from kg.diff.facts import Facts, local_name
from kg.diff.lines import Statement
from kg.diff.names import Names
from kg.diff.told import Told
from kg.namespaces import shorten

__all__ = ["NO_GRAPH", "Found", "others", "remainder"]

SHOWN: Final = 3  # of one graph
NO_GRAPH: Final = "the default graph"
Found = tuple[str, Statement]


def remainder(delta: Delta, names: Names, told: Told) -> Iterator[Found]:
    """Yield what differs and is told by no change, each with "D" (old) or "A" (new); where no change is told, all that differs.

    For then nothing says that a thing only bears another name.
    """
    if told.is_empty:
        yield from ((sign, one) for sign, found in delta.statements.items() for one in found)
    else:
        yield from ((sign, one) for sign, one in _unmatched(delta, names) if not told.tells(sign, one))


def others(found: Iterable[Found], facts: Mapping[str, Facts]) -> tuple[Others, ...]:
    """Count *found* by graph, with some of each to see; *facts* are the versions by "D" and "A"."""
    by_graph: defaultdict[str, list[Found]] = defaultdict(list)
    for sign, one in found:
        by_graph[_graph_label(one.graph, facts[sign])].append((sign, one))
    return tuple(_others(graph, rows, facts) for graph, rows in sorted(by_graph.items()))


def _unmatched(delta: Delta, names: Names) -> Iterator[Found]:
    """Yield the statements that are in one version alone also by their names of now, as they are."""
    name: dict[str, Callable[[str], str]] = {"D": cache(names.now), "A": names.together}
    by_sign = {sign: {_named(one, name[sign]): one for one in found} for sign, found in delta.statements.items()}
    for sign, other in (("D", "A"), ("A", "D")):
        yield from ((sign, one) for key, one in by_sign[sign].items() if key not in by_sign[other])


def _named(one: Statement, name: Callable[[str], str]) -> Statement:
    value = one.object
    if value.startswith("<") and not value.startswith("<<"):
        value = f"<{name(value[1:-1])}>"
    return Statement(name(one.subject), one.predicate, value, name(one.graph))


def _graph_label(graph: str, facts: Facts) -> str:
    """Return the file name of the document whose graph this is, or the last part of the graph's name."""
    return facts.file_of_graph(graph) or local_name(graph) or NO_GRAPH


def _others(graph: str, found: list[Found], facts: Mapping[str, Facts]) -> Others:
    signs = [sign for sign, _ in found]
    shown = sorted(found, key=lambda row: (row[1], row[0]))[:SHOWN]
    examples = tuple(f"{'+' if sign == 'A' else '-'} {_text(one, facts[sign])}" for sign, one in shown)
    return Others(graph, signs.count("D"), signs.count("A"), examples)


def _text(one: Statement, facts: Facts) -> str:
    value = one.value if one.object.startswith('"') else shorten(one.value)
    return f"{facts.label(one.subject)} {shorten(one.predicate)} {value}"
