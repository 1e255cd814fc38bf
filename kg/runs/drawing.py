"""Quads with what follows from them by the ontology, and what a dataset has besides documents and world."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg import resources
from kg.lexicon import Lexicon

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.graph import Inference

__all__ = ["common_quads", "with_inferred"]


def with_inferred(quads: list[Quad], base: str) -> list[Quad]:
    """Return *quads*, which have the graph of a document whole or not at all, and what follows from them."""
    return [*quads, *_inference(base).of(quads)]


def common_quads(lexicon: Lexicon, base: str) -> list[Quad]:
    """Return the quads of the registry, what follows from them, and the ontology."""
    from kg.graph import registry_quads

    return [*with_inferred(registry_quads(lexicon, base), base), *_ontology()]


@cache
def _inference(base: str) -> Inference:
    from kg.graph import Inference

    return Inference(_ontology(), base)


@cache
def _ontology() -> list[Quad]:
    from kg.graph import ontology_quads

    return ontology_quads(resources.graph_files())
