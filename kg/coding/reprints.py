"""Which claims stand in a text that several documents print: a row for each of them counts one text more than once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kg.namespaces import CKG, OA, PREFIXES
from kg.printed_texts import printed_passages

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["printed_elsewhere"]


def printed_elsewhere(store: Store, claims: Iterable[str]) -> set[str]:
    """Return those of *claims* whose words another publication of the same text is quoted with too."""
    passages = {claim: set(_passages(store, claim)) for claim in claims}
    printed = printed_passages(lambda query: _rows(store, query), {one for found in passages.values() for one in found})
    return {claim for claim, found in passages.items() if found & printed.keys()}


def _passages(store: Store, claim: str) -> Iterator[tuple[str, str]]:
    for evidence in _objects(store, claim, CKG + "evidence"):
        for document in _objects(store, evidence, OA + "hasSource"):
            for selector in _objects(store, evidence, OA + "hasSelector"):
                yield from ((document, words) for words in _objects(store, selector, OA + "exact"))


def _objects(store: Store, subject: str, predicate: str) -> list[str]:
    from pyoxigraph import NamedNode

    quads: Any = store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, None)
    return [quad.object.value for quad in quads]


def _rows(store: Store, query: str) -> Iterator[dict[str, str]]:
    found: Any = store.query(query, use_default_graph_as_union=True, prefixes=PREFIXES)
    names = [variable.value for variable in found.variables]
    for row in found:
        yield {name: "" if term is None else term.value for name, term in zip(names, row, strict=True)}
