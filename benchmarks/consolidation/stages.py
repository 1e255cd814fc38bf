"""The stages of consolidation, in their order: the rows of all documents, then what the rows of each channel say together.

All rows are held in memory, as those of one partition; `parts` has more partitions, and the rows on disk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any, Final, TypeAlias

from kg.consolidate import DocumentTexts, load_policy
from kg.consolidate.channels import FIRST_ROUND, Channel, Emitter
from kg.graph import Known, draw
from kg.lexicon import Lexicon
from kg.model import LinkedClaim
from kg.namespaces import DATA

__all__ = ["STAGES", "Rows", "Stage"]

Rows: TypeAlias = defaultdict[Channel, list[Any]]
Stage: TypeAlias = Callable[[Sequence[LinkedClaim], Lexicon, Rows], int]
POLICY: Final = "strict"


def _emit(claims: Sequence[LinkedClaim], lexicon: Lexicon, rows: Rows) -> int:
    """Add the rows of all documents, whose claims follow each other; return how many."""
    emitter = Emitter(lexicon, load_policy(POLICY))
    for key, told in groupby(claims, key=lambda item: item.claim.document_key):
        for emission in emitter.emit(list(told), DocumentTexts(key)):
            rows[emission.channel].append(emission.row)
    return sum(map(len, rows.values()))


def _draw(channel: Channel, _: Sequence[LinkedClaim], __: Lexicon, rows: Rows) -> int:
    """Draw the rows of *channel*, which then are gone, and add what they put in dispute; return how many quads."""
    known = Known.of(load_policy(POLICY), DATA, rows[Channel.TIES], rows[Channel.RETIREMENTS])
    count = 0
    for piece in draw(channel, rows.pop(channel, ()), known):
        rows[Channel.STATEMENTS] += piece.disputes
        count += len(piece.quads)
    return count


STAGES: Final[Mapping[str, Stage]] = {
    "rows": _emit,
    **{channel.value: partial(_draw, channel) for channel in (*FIRST_ROUND, Channel.STATEMENTS)},
}
