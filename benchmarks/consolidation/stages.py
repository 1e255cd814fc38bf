"""The stages of consolidation, in their order: a new one needs a line here, and nothing else.

Each takes what the stages before it gave, by name, and gives something whose length is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from kg.consolidate import (
    Origins,
    accepted_statements,
    assemble_states,
    contradictions,
    corroborations,
    gather_incidents,
    load_policy,
)
from kg.lexicon import Lexicon
from kg.model import LinkedClaim

__all__ = ["STAGES", "Stage"]

Given: TypeAlias = Mapping[str, Any]
Stage: TypeAlias = Callable[[Sequence[LinkedClaim], Lexicon, Given], Any]


def _statements(claims: Sequence[LinkedClaim], _: Lexicon, given: Given) -> Any:
    disputed = {item.claim.id for found in given["contradictions"] for item in (found.one, found.other)}
    return accepted_statements(claims, load_policy("strict"), disputed, given["origins"])


STAGES: Final[Mapping[str, Stage]] = {
    "origins": lambda claims, lexicon, _: Origins(claims, lexicon),
    "incidents": lambda claims, lexicon, given: gather_incidents(claims, lexicon, given["origins"]),
    "contradictions": lambda claims, _, given: contradictions(claims, given["incidents"]),
    "corroborations": lambda claims, _, given: corroborations(claims, given["incidents"], given["origins"]),
    "statements": _statements,
    "states": lambda claims, _, given: assemble_states(claims, load_policy(), given["origins"].speakers.principals),
}
