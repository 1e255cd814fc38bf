"""The rule by which a claim becomes a plain statement of the world graph: data (`lexicon/policies/*.toml`), not code."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.consolidate.contradiction import Reason
from kg.errors import LexiconError, UsageError
from kg.model import Claim, Factuality, Role, Voice
from kg.resources import policies

__all__ = ["DEFAULT_POLICY", "AcceptancePolicy", "load_policy"]

DEFAULT_POLICY: Final = "asserted-and-uncontested"
_LIKE: Final = f"the keys of the bundled {DEFAULT_POLICY}.toml"


@dataclass(frozen=True, slots=True)
class AcceptancePolicy:
    """Which claims are accepted: how sure, in whose voice, and whether a contradicted or self-serving one is left out.

    `drop_contradicted` are the reasons of contradictions that leave both claims out; `independent` is the least number of
    independent origins of a statement's claims.
    """

    name: str
    factualities: frozenset[Factuality]
    voices: frozenset[Voice]
    drop_contradicted: frozenset[Reason]
    independent: int
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


def load_policy(given: str | Path = DEFAULT_POLICY) -> AcceptancePolicy:
    """Read a policy by its bundled name, or from a file.

    Raises UsageError where there is neither, and LexiconError where a key or a reason is missing.
    """
    source = _find(given)
    try:
        table = tomllib.loads(source.read_text(encoding="utf-8"))
        _require_reasons(table)
        return AcceptancePolicy(
            name=table["name"],
            factualities=frozenset(map(Factuality, table["factualities"]["accepted"])),
            voices=frozenset(map(Voice, table["voices"]["accepted"])),
            drop_contradicted=frozenset(map(Reason, table["contradicted"]["drop"])),
            independent=_positive(table["independent"]["least"]),
            drop_own_cause=bool(table["own_cause"]["drop"]),
            limited_ranks=frozenset(table["leadership"]["limited"]),
        )
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, ValueError) as error:
        raise LexiconError(source, f"is no acceptance policy: {error}", _LIKE) from error
    except KeyError as error:
        raise LexiconError(source, f"lacks {error}", f"{_LIKE}, each with its reason") from error


def _find(given: str | Path) -> Path:
    bundled = policies()
    if str(given) in bundled:
        return bundled[str(given)]
    path = Path(given)
    if not path.is_file():
        raise UsageError(str(given), "is no acceptance policy", f"one of: {', '.join(bundled)}; or a TOML file")
    return path


def _positive(number: object) -> int:
    if not isinstance(number, int) or number < 1:
        raise ValueError(f"the least number of independent sources is {number!r}, and not 1 or more")
    return number


def _require_reasons(table: dict[str, Any]) -> None:
    parts = ("factualities", "voices", "contradicted", "independent", "own_cause", "leadership")
    for part in (table, *(table[name] for name in parts)):
        if not part["reason"].strip():
            raise ValueError("a reason is empty")
