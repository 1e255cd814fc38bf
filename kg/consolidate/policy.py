"""The rule by which a claim becomes a plain statement of the world graph: data (`lexicon/acceptance.toml`), not code."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import LexiconError
from kg.model import Claim, Factuality, Role, Voice
from kg.resources import lexicon_file

__all__ = ["AcceptancePolicy", "load_policy"]


@dataclass(frozen=True, slots=True)
class AcceptancePolicy:
    """Which claims are accepted: how sure, in whose voice, and whether a contradicted or self-serving one is left out."""

    name: str
    factualities: frozenset[Factuality]
    voices: frozenset[Voice]
    drop_contradicted: bool
    drop_own_cause: bool
    limited_ranks: frozenset[str]

    def accepts(self, claim: Claim) -> bool:
        """Tell whether *claim* alone, contradictions apart, is accepted."""
        return claim.factuality in self.factualities and claim.voice in self.voices and not self._is_limited(claim)

    def _is_limited(self, claim: Claim) -> bool:
        """Tell whether a leadership is of a place or part only: "emir in X", "deputy leader"."""
        words = set((claim.rank or "").lower().split())
        local = any(m.role is Role.LOCATION for m in claim.mentions) or bool(words & {"in", "of", "for"})
        return claim.type == "Leadership" and (local or bool(words & self.limited_ranks))


def load_policy(path: Path | None = None) -> AcceptancePolicy:
    """Read a policy (default: the bundled one); raises LexiconError where a key or a reason is missing."""
    source = path or lexicon_file("acceptance.toml")
    try:
        table = tomllib.loads(source.read_text(encoding="utf-8"))
        _require_reasons(table)
        return AcceptancePolicy(
            name=table["name"],
            factualities=frozenset(map(Factuality, table["factualities"]["accepted"])),
            voices=frozenset(map(Voice, table["voices"]["accepted"])),
            drop_contradicted=bool(table["contradicted"]["drop"]),
            drop_own_cause=bool(table["own_cause"]["drop"]),
            limited_ranks=frozenset(table["leadership"]["limited"]),
        )
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise LexiconError(
            source, f"is no acceptance policy: {error}", "the keys of the bundled acceptance.toml"
        ) from error
    except KeyError as error:
        raise LexiconError(
            source, f"lacks {error}", "the keys of the bundled acceptance.toml, each with its reason"
        ) from error


def _require_reasons(table: dict[str, Any]) -> None:
    for part in (
        table,
        table["factualities"],
        table["voices"],
        table["contradicted"],
        table["own_cause"],
        table["leadership"],
    ):
        if not part["reason"].strip():
            raise ValueError("a reason is empty")
