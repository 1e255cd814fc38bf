"""The world graph: which documents publish one text, what incidents claims report, how claims agree, what a policy accepts.

Each accepted statement is a node that names its subject, predicate, object, policy and claims, beside the direct triple.
A direct triple means "at some time"; states through time are drawn by `kg.graph.states`. Always rebuilt from the claims,
never edited. Claims that are too many for one process are drawn by partitions (`kg.graph.reductions`); this is one partition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from pyoxigraph import Quad

from kg.consolidate import AcceptancePolicy, SharedText, SharedTexts
from kg.consolidate.channels import FIRST_ROUND, Channel, Emitter
from kg.consolidate.independence import documents_at_hand
from kg.graph.reductions import Known, draw
from kg.graph.shared_texts import add_shared_text
from kg.graph.terms import GraphBuilder
from kg.identifiers import graph_iri
from kg.lexicon import Lexicon
from kg.model import LinkedClaim
from kg.namespaces import DATA

__all__ = ["shared_text_quads", "world_quads"]


def world_quads(
    linked: Sequence[LinkedClaim],
    policy: AcceptancePolicy,
    lexicon: Lexicon,
    base: str = DATA,
    shared: SharedTexts | None = None,
) -> list[Quad]:
    """Return the quads of the world graph over the claims of all documents, each once.

    These are the texts that several documents publish (*shared*), the incidents, how claims agree, the accepted statements by
    their IRIs, and the states through time. *lexicon* tells what lies in what, who speaks for whom, and who belonged to whom.
    """
    emitter = Emitter(lexicon, policy, base)
    rows: defaultdict[Channel, list[Any]] = defaultdict(list)
    for claims, texts in documents_at_hand(linked, shared):
        for emission in emitter.emit(claims, texts):
            rows[emission.channel].append(emission.row)
    known = Known.of(policy, base, rows[Channel.TIES], rows[Channel.RETIREMENTS])
    quads = dict.fromkeys(shared_text_quads(shared.texts if shared else (), base))
    for channel in (*FIRST_ROUND, Channel.STATEMENTS):
        for piece in draw(channel, rows.pop(channel, ()), known):
            rows[Channel.STATEMENTS] += piece.disputes
            quads.update(dict.fromkeys(piece.quads))
    return list(quads)


def shared_text_quads(texts: Iterable[SharedText], base: str = DATA) -> list[Quad]:
    """Return the quads of texts that several documents publish."""
    graph = GraphBuilder(graph_iri("world", base=base))
    for text in texts:
        add_shared_text(graph, text, base)
    return graph.quads()
