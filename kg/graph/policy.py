"""The rule by which a claim becomes a plain statement of the world graph: data (`lexicon/acceptance.toml`), not code."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import LexiconError
from kg.model import Claim, Factuality, Voice
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

    def accepts(self, claim: Claim) -> bool:
        """Tell whether *claim* alone, contradictions apart, is accepted."""
        return claim.factuality in self.factualities and claim.voice in self.voices


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
    for part in (table, table["factualities"], table["voices"], table["contradicted"], table["own_cause"]):
        if not part["reason"].strip():
            raise ValueError("a reason is empty")
