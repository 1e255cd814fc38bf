"""What the parties of a claim are to one another, by its type (kg/consolidate/roles.toml), for who sets claims side by side."""

from __future__ import annotations

from typing import NamedTuple

from kg.consolidate.roles import ROLE_TABLE, RoleNames
from kg.namespaces import CKG

__all__ = ["Parties", "parties_of_type"]

GENERAL = RoleNames("actor", "recipient")


class Parties(NamedTuple):
    """How the parties of a type stand. *state*: it lasts over time; *doer* and *other* are the IRIs of the two roles.

    *relation*: "sides", two sides of one fight, in no order; "mutual", all in one relation; None, each in its role.
    """

    state: bool
    relation: str | None
    doer: str
    other: str


def parties_of_type(name: str) -> Parties:
    """Return how the parties of claims of this type stand; of a type that the table has not, in the general roles."""
    names = ROLE_TABLE.get(name, GENERAL)
    relation = "sides" if names.sided else "mutual" if names.mutual else None
    # A recipient that need not be talks is called by what it is in any case.
    other = GENERAL.recipient if names.otherwise == GENERAL.recipient else names.recipient
    return Parties(names.state, relation, CKG + names.actor, CKG + other)
