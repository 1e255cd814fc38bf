"""Reads predicate and arguments off a dependency tree: who did what to whom, with which preposition.

Passives are turned round; a missing subject is looked for where English grammar puts it (coordination, control, participles,
relative clauses). Universal Dependencies 2; obl:agent is the by-phrase.
"""

from __future__ import annotations

from kg.extract.grammar.nouns import GENITIVES, LISTING, examples_of, noun_slots
from kg.extract.grammar.slots import Slots
from kg.extract.grammar.verbs import is_passive, ordered_subject, verb_slots

__all__ = ["GENITIVES", "LISTING", "Slots", "examples_of", "is_passive", "noun_slots", "ordered_subject", "verb_slots"]
