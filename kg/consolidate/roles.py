"""Names the roles of a claim by its type, from one table (`roles.toml`), and tells the sides of a fight apart."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from kg.model import Claim, Entity, LinkedClaim, Mention, Role

__all__ = ["ROLE_TABLE", "RoleNames", "fillers", "role_properties"]


@dataclass(frozen=True, slots=True)
class RoleNames:
    """The properties (local names) of one type; `roles.toml` says what each field means."""

    actor: str
    recipient: str
    state: bool = False
    sided: bool = False
    mutual: bool = False
    talks: bool = False
    otherwise: str = ""
    literals: bool = False


def _load() -> dict[str, RoleNames]:
    table = tomllib.loads(files(__package__).joinpath("roles.toml").read_text(encoding="utf-8"))
    return {name: RoleNames(**row) for name, row in sorted(table.items())}


ROLE_TABLE: Final[Mapping[str, RoleNames]] = MappingProxyType(_load())


def fillers(linked: LinkedClaim, *roles: Role) -> tuple[Entity, ...]:
    """Return the entities in any of *roles*, first mention first, each once."""
    pairs = zip(linked.claim.mentions, linked.entities, strict=True)
    return tuple({e.iri: e for m, e in pairs if m.role in roles}.values())


def role_properties(linked: LinkedClaim) -> Iterator[tuple[str, Entity]]:
    """Yield (property, entity) for every actor, recipient and location, in the claim's order.

    The sides of a fight are known where a mention says so, where there are actors and recipients, or where there are
    exactly two actors (then in the order of the text); otherwise all are plain `actor`s.
    """
    claim, names = linked.claim, ROLE_TABLE[linked.claim.type]
    sides = _sides(linked) if names.sided else {}
    for mention, entity in zip(claim.mentions, linked.entities, strict=True):
        if mention.role is Role.LOCATION:
            yield ("territory" if mention.territory else "location"), entity
        elif mention.role in (Role.ACTOR, Role.RECIPIENT) and not _is_new_name(claim, mention):
            yield _property(names, mention, entity, sides), entity


def _is_new_name(claim: Claim, mention: Mention) -> bool:
    return mention.role is Role.RECIPIENT and ROLE_TABLE[claim.type].literals


def _property(names: RoleNames, mention: Mention, entity: Entity, sides: Mapping[str, int]) -> str:
    if names.sided:
        side = mention.side or sides.get(entity.iri)
        return {1: names.actor, 2: names.recipient}.get(side or 0, mention.role.value)
    if mention.role is Role.ACTOR:
        return names.actor
    return names.otherwise if names.talks and entity.kind != "Talks" else names.recipient


def _sides(linked: LinkedClaim) -> dict[str, int]:
    if any(m.side for m in linked.claim.mentions):
        return {}
    actors, recipients = fillers(linked, Role.ACTOR), fillers(linked, Role.RECIPIENT)
    pair: Sequence[Sequence[Entity]] = (actors, recipients) if recipients else (actors[:1], actors[1:])
    if not recipients and len(actors) != 2:
        return {}
    return {entity.iri: number for number, side in enumerate(pair, 1) for entity in side}
