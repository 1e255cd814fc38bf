"""Loads the extractor's TOML tables into plain, immutable tables keyed by surface form.

frames/*.toml      verb and noun frames: which words bring which event type, and which argument fills which role
group-words.toml   nouns that stand for actors, places and talks, by kind; nouns that act for their group; head words and titles
force-words.toml   what a noun for a force, or a word in its name, says of whose it is
speech.toml        predicates, nouns and prepositions that introduce a source
factuality.toml    what makes a claim hedged, intended or denied
everyday-words.toml   triggers that tell of war only among words of war
countries.toml     states and the words for their people
quantity-words.toml   words that say what a number beside them counts
irregular-forms.toml, abbreviations.toml   English morphology and sentence cutting
Every row names its source. A frame is general English, never a pattern for one sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import LexiconError
from kg.extract.word_lists import word_sets
from kg.extract.word_rows import all_noun_forms, all_verb_forms, past_forms, read_table, rows_of
from kg.lexicon.kinds import KINDS
from kg.resources import frame_files, lexicon_file

__all__ = ["Frame", "Tables", "digest_files", "tables"]


ROLES = frozenset({"actor", "anchor", "recipient", "location", "territory", "side", "side1", "side2"})
FILTERS = frozenset(
    [
        "actor",
        "anyone",
        "area",
        "armed",
        "body",
        "captives",
        "civil",
        "component",
        "force",
        "group",
        "known-body",
        "organized",
        "party",
    ]
) | {"people", "person", "place", "state", "talks", "target", "thing", "union"}


@dataclass(frozen=True, slots=True)
class Frame:
    """One trigger word of one event type.

    `slots` maps a grammatical slot to a role. Slots of verbs: subject, object, complement and prepositions. Slots of nouns:
    possessive, compound, support (the subject of a support verb over the noun), identity (what the noun is said of, by
    apposition, copula or title) and prepositions. `where` demands a kind of filler for a slot; `needs` names slots that
    must be filled (any one slot where it is empty). `under` lists verb forms of which the noun must be the object,
    `words` nouns of which one must stand in the slot; a trigger with one of `unless` right below it is another word ("heart
    attack", "beat back"). `lemma` is the trigger as its row has it, a particle after a blank.
    """

    type: str
    slots: Mapping[str, str]
    where: Mapping[str, str]
    needs: tuple[str, ...]
    particle: str = ""
    under: frozenset[str] = frozenset()
    factuality: str = ""
    quantity: str = ""
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    lemma: str = ""
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything the rules look up, by lower-case surface form; `kg.extract.word_lists` says which rows make the plain sets."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    group_words: Mapping[str, str]
    name_heads: Mapping[str, str]
    states_of: Mapping[str, str]
    capitals: Mapping[str, str]
    same_states: Mapping[str, str]
    quantity_words: Mapping[str, str]
    acting_words: frozenset[str]
    partitives: frozenset[str]
    instruments: frozenset[str]
    not_names: frozenset[str]
    function_words: frozenset[str]
    person_starts: frozenset[str]
    titles: frozenset[str]
    event_starts: frozenset[str]
    unit_words: frozenset[str]
    alliances: frozenset[str]
    belongings: frozenset[str]
    representatives: frozenset[str]
    mishaps: frozenset[str]
    branch_names: frozenset[str]
    ways: frozenset[str]
    regular_forces: frozenset[str]
    regular_modifiers: frozenset[str]
    rebel_modifiers: frozenset[str]
    land_forces: frozenset[str]
    platforms: frozenset[str]
    police: frozenset[str]
    definite_plurals: frozenset[str]
    not_national: frozenset[str]
    hired: frozenset[str]
    office_bodies: frozenset[str]
    strongholds: frozenset[str]
    masses: frozenset[str]
    support_verbs: frozenset[str]
    counting_verbs: frozenset[str]
    putting_verbs: frozenset[str]
    figures: frozenset[str]
    reckonings: frozenset[str]
    office_verbs: frozenset[str]
    suffering_verbs: frozenset[str]
    harm_verbs: frozenset[str]
    occurrence_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    reporting_acts: frozenset[str]
    reputed: frozenset[str]
    speaker_nouns: frozenset[str]
    message_nouns: frozenset[str]
    source_prepositions: frozenset[str]
    staying_verbs: frozenset[str]
    staying_forms: frozenset[str]
    telling_forms: frozenset[str]
    implicative_verbs: frozenset[str]
    object_control_verbs: frozenset[str]
    denial_verbs: frozenset[str]
    hedge_verbs: frozenset[str]
    hedge_words: frozenset[str]
    hedge_auxiliaries: frozenset[str]
    intent_verbs: frozenset[str]
    intent_adjectives: frozenset[str]
    intent_nouns: frozenset[str]
    intent_auxiliaries: frozenset[str]
    conditionals: frozenset[str]
    temporal_conditionals: frozenset[str]
    presupposing_verbs: frozenset[str]
    negations: frozenset[str]
    failure_verbs: frozenset[str]
    charges: frozenset[str]
    content_nouns: frozenset[str]
    falsities: frozenset[str]
    truths: frozenset[str]
    participations: frozenset[str]
    blaming_participles: frozenset[str]
    everyday_words: frozenset[str]
    words_of_war: frozenset[str]
    abbreviations: frozenset[str]
    countries: frozenset[str]
    denial_phrases: frozenset[str]
    past_forms: frozenset[str]
    peoples: frozenset[str]


def _named_kind(row: Mapping[str, Any]) -> str:
    if row.get("names") not in KINDS:
        raise LexiconError("group-words", "a row of head words names no kind", "names = a class of the ontology")
    return str(row["names"])


def _frames(path: Path, part: str) -> Iterable[tuple[str, Frame]]:
    """Yield the frames of a file by each form of their triggers of one *part* of speech ("verbs" or "nouns")."""
    for number, row in enumerate(read_table(path).get("frame", ()), 1):
        where = f"{path.name} frame {number}"
        if not row.get("source"):
            raise LexiconError(where, "has no source", "every frame says where it comes from")
        if bad := {*row["slots"].values()} - ROLES | {*row.get("where", {}).values()} - FILTERS:
            raise LexiconError(where, f"unknown role or filter {', '.join(sorted(bad))}", f"roles are {sorted(ROLES)}")
        for trigger in row.get(part, ()):
            word = trigger.partition(" ")[0]
            frame = _frame(row, trigger)
            yield from ((form, frame) for form in (all_verb_forms(word) if part == "verbs" else all_noun_forms(word)))


def _frame(row: Mapping[str, Any], trigger: str) -> Frame:
    return Frame(
        type=row["type"],
        slots=row["slots"],
        where=row.get("where", {}),
        needs=tuple(row.get("needs", ())),
        particle=trigger.partition(" ")[2],
        under=frozenset(form for verb in row.get("under", ()) for form in all_verb_forms(verb)),
        factuality=row.get("factuality", ""),
        quantity=row.get("quantity", ""),
        words={s: frozenset(f for w in nouns for f in all_noun_forms(w)) for s, nouns in row.get("words", {}).items()},
        lemma=trigger,
        unless=frozenset(row.get("unless", ())),
    )


def _index(pairs: Iterable[tuple[str, Frame]]) -> dict[str, tuple[Frame, ...]]:
    table: dict[str, tuple[Frame, ...]] = {}
    for form, frame in pairs:
        table[form] = (*table.get(form, ()), frame)
    return table


@cache
def tables() -> Tables:
    """Read every table once; raises LexiconError for a row that is wrong or has no source."""
    groups, states = rows_of("group-words"), read_table(lexicon_file("countries.toml"))
    sets = word_sets()
    countries = states["country"]
    return Tables(
        verbs=_index(p for path in frame_files() for p in _frames(path, "verbs")),
        nouns=_index(p for path in frame_files() for p in _frames(path, "nouns")),
        group_words={
            form: row["kind"] for word, row in groups if row["kind"] in KINDS for form in all_noun_forms(word)
        },
        name_heads={word: _named_kind(row) for word, row in groups if row["kind"] == "name-head"},
        quantity_words={
            form: row["count"]
            for word, row in rows_of("quantity-words")
            for form in (all_verb_forms(word) if row["kind"] == "verb" else (word,))
        },
        states_of={people: row["word"] for row in countries for people in row["people"]},
        capitals={row["word"]: row["state"] for row in states["capital"]},
        same_states={row["word"]: row["same"] for row in countries if "same" in row},
        countries=frozenset(row["word"] for row in countries),
        peoples=frozenset(f for row in countries for people in row["people"] for f in (people, people + "s")),
        abbreviations=frozenset(word for word, _ in rows_of("abbreviations")),
        past_forms=past_forms(),
        content_nouns=sets["message_nouns"] | sets["charges"],
        **sets,
    )


def digest_files() -> tuple[Path, ...]:
    """Return the files whose content decides what is extracted, by name, for the provenance of a run."""
    names = (
        *("abbreviations", "countries", "everyday-words", "factuality", "force-words"),
        *("group-words", "irregular-forms", "quantity-words", "speech"),
    )
    return (*frame_files(), *(lexicon_file(f"{name}.toml") for name in names))
