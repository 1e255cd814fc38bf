"""Draws verb frames from frames.toml: which verbs, for which class of subject, with which slots after them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from grammar.morphology import LEXICON
from grammar.tree import Node, adjective, noun
from grammar.verbs import Predicate

# Verbs that the project's frames list with an object that is not a direct one, or that read oddly with it.
NO_OBJECT = frozenset(
    """agree airstrike ally appeal associate ban bar born burst clash collaborate combat connect cooperate decamp depart
 detonate disengage drive explode fold founded involve march merge mortar move partner pour ram relocate represent
 require retaliate retreat return ride rocket roll run scatter siege skirmish surrender tie transfer vow walk want
 withdraw work yield""".split()
)
PARTICLES = frozenset(["up", "out", "down", "back", "off", "over", "away", "on", "in", "through"])
COMMON_SHARE = 0.65
CLAUSE_SLOTS = frozenset(["inf", "ger", "that", "should"])


@dataclass(frozen=True)
class Row:
    """A row of frames.toml."""

    verbs: tuple[str, ...]
    subject: str
    slots: tuple[str, ...]
    weight: float
    passive: bool = True
    frames: tuple[str, ...] = ()

    @property
    def has_clause(self) -> bool:
        return any(slot.split(":")[0] in CLAUSE_SLOTS or "+ing" in slot for slot in self.slots)

    @property
    def has_passive(self) -> bool:
        return self.passive and bool(self.slots) and self.slots[0].startswith(("obj:", "iobj:"))


@cache
def _tables() -> dict[str, list[dict[str, object]]]:
    tables: dict[str, list[dict[str, object]]] = tomllib.loads(
        Path(__file__).with_name("frames.toml").read_text(encoding="utf-8")
    )
    return tables


@cache
def rows() -> tuple[Row, ...]:
    """Return every verb frame."""
    return tuple(
        Row(
            verbs=tuple(row["verbs"]),  # type: ignore[arg-type]
            subject=str(row["subject"]),
            slots=tuple(str(row["slots"]).split()),
            weight=float(str(row["weight"])),
            passive=bool(row.get("passive", True)),
            frames=tuple(row.get("frames", ())),  # type: ignore[arg-type]
        )
        for row in _tables()["verb"]
    )


@cache
def participles(kind: str) -> tuple[tuple[str, ...], ...]:
    """Return the participles that may follow a noun of one class, each as its words and slots."""
    lists = {str(row["noun"]): row["rows"] for row in _tables()["participle"]}
    return tuple(tuple(str(row).split()) for row in lists[kind])  # type: ignore[attr-defined]


@cache
def frame_verbs(kind: str) -> tuple[str, ...]:
    """Return the verbs that take a direct object in the project's frames of one event type."""
    frames = tomllib.loads((LEXICON / "frames" / "verbs.toml").read_text(encoding="utf-8"))["frame"]
    verbs = {
        verb
        for frame in frames
        if frame["type"] == kind and "object" in frame["slots"] and "words" not in frame
        for verb in frame["verbs"]
    }
    return tuple(sorted(verb for verb in verbs if _is_transitive(verb)))


def _is_transitive(words: str) -> bool:
    verb, _, second = words.partition(" ")
    return "-" not in verb and (not second or second in PARTICLES) and verb not in NO_OBJECT


def draw_row(rng: Random, subject: str, *, with_clauses: bool, passive: bool = False) -> Row:
    """Return a frame for a class of subject; one that has a passive, if *passive*."""
    fit = [r for r in rows() if r.subject == subject]
    if not with_clauses:
        fit = [r for r in fit if not r.has_clause]
    if passive:
        fit = [r for r in fit if r.has_passive]
    return rng.choices(fit, [r.weight for r in fit])[0]


def draw_verb(rng: Random, row: Row) -> str:
    """Return a verb of a frame: mostly one of its own, else one of the project's frames that it names."""
    if row.frames and rng.random() > COMMON_SHARE:
        return rng.choice([verb for kind in row.frames for verb in frame_verbs(kind)])
    return rng.choice(row.verbs)


def split_verb(words: str) -> Predicate:
    """Split "set ablaze", "join forces", "lay down", "come after" into the verb and what belongs to it."""
    verb, _, second = words.partition(" ")
    if not second:
        return Predicate(verb)
    if second in PARTICLES:
        return Predicate(verb, particle=Node(second, "ADP", dep="compound:prt"))
    if second == "ablaze":
        return Predicate(verb, rest=[(adjective(second), "xcomp")])
    if second in {"forces", "hands"}:
        return Predicate(verb, obj=noun(second, "Plur"), can_be_passive=False)
    return Predicate(verb, particle=Node(second, "ADV", dep="advmod"))
