"""How much of the data the shapes reach: focus nodes, counted by the store, and classes whose instances no shape reaches."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from kg.validate.sparql.data import Data
from kg.validate.sparql.queries import Focus, Plan, Query

__all__ = ["count_focus_nodes", "unchecked_classes"]


def count_focus_nodes(plan: Plan, data: Data) -> tuple[dict[str, int], int]:
    """Return how many focus nodes each targeted shape has, by its name, and how many there are in all."""
    asked = [*plan.focus.values(), tuple(focus for group in plan.focus.values() for focus in group)]
    with ThreadPoolExecutor() as pool:
        *counts, total = pool.map(lambda group: _count(group, data), asked)
    return dict(zip(plan.focus, counts, strict=True)), total


def _count(group: tuple[Focus, ...], data: Data) -> int:
    if not group:
        return 0
    union = " UNION ".join(f"{{ {pattern} }}" for pattern in dict.fromkeys(focus.pattern for focus in group))
    text = f"SELECT (COUNT(DISTINCT ?this) AS ?n) WHERE {{ {union} }}"
    return int(data.rows(Query(text, exact=any(focus.exact for focus in group)))[0]["n"].value)


def unchecked_classes(plan: Plan, data: Data) -> dict[str, int]:
    """Return the classes of the data no instance of which is a focus node, with the number of their instances, by IRI."""
    group = [focus for found in plan.focus.values() for focus in found]
    targets = {iri for focus in group for iri in focus.classes}
    kinds = ", ".join(f"<{iri}>" for iri in sorted(targets))
    patterns = [f"?this a ?kind FILTER (?kind IN ({kinds}))"] if kinds else []
    patterns += [focus.pattern for focus in group if not focus.classes]
    unreached = {iri: count for iri, count in sorted(data.classes.items()) if iri not in targets}
    return {iri: count for iri, count in unreached.items() if not _reach(patterns, iri, data)}


def _reach(patterns: list[str], iri: str, data: Data) -> bool:
    """Tell whether one of *patterns* binds ?this to an instance of the class *iri*."""
    texts = (f"SELECT ?this WHERE {{ ?this a <{iri}> . {pattern} }} LIMIT 1" for pattern in patterns)
    return any(data.rows(Query(text, exact=True)) for text in texts)
