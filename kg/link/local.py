"""Makes the entities that only one document knows, and settles what each is.

The IRI depends on the document and the name alone (and on whether it is a place, talks, a speaker or another actor),
never on the order of claims. Where mentions of one name suggest several kinds or labels, the stated kind wins, then the
more telling, then the more frequent, then the first in the alphabet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from kg.identifiers import local_iri
from kg.lexicon.kinds import PLACE_KINDS, TALKS, Family, family_of
from kg.link.candidates import without_article
from kg.link.heads import agent_kind, is_speaker, place_kind, talks_kind
from kg.model import Entity, Mention, Role

__all__ = ["Draft", "draft_local", "settle"]

VAGUE: Final = {"Actor": 2, "Territory": 2, "InformationSource": 1}


@dataclass(frozen=True, slots=True)
class Draft:
    """An entity as one mention suggests it; *stated* where the mention says its kind."""

    entity: Entity
    stated: bool = False


def draft_local(key: str, mention: Mention, base: str) -> Draft:
    """Return the entity of document *key* that *mention* names, of the stated kind or a guessed one."""
    name = without_article(mention.name)
    stated = _stated(mention)
    kind = stated or _guess(name, mention.role)
    if kind == "ArmedGroup" and name.islower():
        # "The organization" is a group, and no name of one.
        kind = "UnidentifiedArmedActor"
    return Draft(Entity(local_iri(key, _room(kind, name), name, base), kind, name, False), stated=bool(stated))


def settle(drafts: Iterable[Draft]) -> dict[str, Entity]:
    """Return the one entity for each IRI of *drafts*, whatever their order."""
    groups: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[draft.entity.iri].append(draft)
    return {iri: _settled(group) for iri, group in groups.items()}


def _settled(group: list[Draft]) -> Entity:
    stated = [draft for draft in group if draft.stated]
    kinds = Counter(draft.entity.kind for draft in stated or group)
    labels = Counter(draft.entity.label for draft in group)
    kind = min(kinds, key=lambda kind: (VAGUE.get(kind, 0), -kinds[kind], kind))
    return replace(group[0].entity, kind=kind, label=min(labels, key=lambda label: (-labels[label], label)))


def _stated(mention: Mention) -> str:
    """Return the kind that *mention* states, as far as its role allows: a country that acts is a StateActor."""
    family = family_of(mention.kind)
    if mention.role is Role.LOCATION:
        return mention.kind if family is Family.PLACE else ""
    if mention.role is Role.RECIPIENT or family is Family.AGENT:
        return mention.kind if family else ""
    return "StateActor" if mention.kind == "Country" else ""


def _guess(name: str, role: Role) -> str:
    if role is Role.LOCATION:
        return place_kind(name) or "Territory"
    if role is Role.RECIPIENT and (
        kind := talks_kind(name) or agent_kind(name, role) or place_kind(name, surely=False)
    ):
        return kind
    return agent_kind(name, role) or "Actor"


def _room(kind: str, name: str) -> str:
    if kind in PLACE_KINDS:
        return "place"
    if kind == TALKS:
        return "talks"
    return "source" if is_speaker(name) else "actor"
