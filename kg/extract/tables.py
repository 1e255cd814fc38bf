"""Loads the extractor's TOML tables into plain, immutable tables keyed by surface form.

frames/*.toml      verb and noun frames: which words bring which event type, and which argument fills which role
group-words.toml   nouns that stand for actors, places and talks, by kind; nouns that act for their group; head words and titles
speech.toml        predicates, nouns and prepositions that introduce a source
factuality.toml    what makes a claim hedged, intended or denied
everyday-words.toml   triggers that tell of war only among words of war
countries.toml     states and the words for their people
quantity-words.toml   words that say what a number beside them counts
irregular-forms.toml, abbreviations.toml   English morphology and sentence cutting
Every row names its source. A frame is general English, never a pattern for one sentence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import LexiconError
from kg.extract.inflection import noun_forms, verb_forms
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


# Kinds of rows of group-words that are no kinds of things.
USES = frozenset(["acting", "belonging", "event-start", "function-word", "instrument", "name-head", "not-a-name"]) | {
    "branch-name", "mishap", "partitive", "person-start", "spokesperson", "title", "unit"
}  # fmt: skip


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
    """Everything the rules look up, by lower-case surface form."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    group_words: Mapping[str, str]
    acting_words: frozenset[str]
    partitives: frozenset[str]
    instruments: frozenset[str]
    not_names: frozenset[str]
    function_words: frozenset[str]
    person_starts: frozenset[str]
    name_heads: Mapping[str, str]
    titles: frozenset[str]
    event_starts: frozenset[str]
    unit_words: frozenset[str]
    alliances: frozenset[str]
    belongings: frozenset[str]
    spokespeople: frozenset[str]
    support_verbs: frozenset[str]
    counting_verbs: frozenset[str]
    putting_verbs: frozenset[str]
    figures: frozenset[str]
    reckonings: frozenset[str]
    office_verbs: frozenset[str]
    mishaps: frozenset[str]
    suffering_verbs: frozenset[str]
    harm_verbs: frozenset[str]
    occurrence_verbs: frozenset[str]
    implicative_verbs: frozenset[str]
    object_control_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    reporting_acts: frozenset[str]
    reputed: frozenset[str]
    speaker_nouns: frozenset[str]
    message_nouns: frozenset[str]
    source_prepositions: frozenset[str]
    denial_verbs: frozenset[str]
    denial_phrases: frozenset[str]
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
    past_forms: frozenset[str]
    negations: frozenset[str]
    failure_verbs: frozenset[str]
    abbreviations: frozenset[str]
    countries: frozenset[str]
    peoples: frozenset[str]
    states_of: Mapping[str, str]
    capitals: Mapping[str, str]
    same_states: Mapping[str, str]
    branch_names: frozenset[str]
    everyday_words: frozenset[str]
    words_of_war: frozenset[str]
    quantity_words: Mapping[str, str]


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(path.name, f"is not TOML ({error})", "see the other tables of the folder") from error


def _words(rows: Iterable[Mapping[str, Any]], name: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    for number, row in enumerate(rows, 1):
        if not row.get("source"):
            raise LexiconError(f"{name} row {number}", "has no source", "every row says where it comes from")
        for word in row["words"]:
            yield word, row


def _named_kind(row: Mapping[str, Any]) -> str:
    if row.get("names") not in KINDS:
        raise LexiconError("group-words", "a row of head words names no kind", "names = a class of the ontology")
    return str(row["names"])


@cache
def _irregular() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the irregular forms by part of speech, then lemma."""
    table: dict[str, dict[str, tuple[str, ...]]] = {"verb": {}, "noun": {}}
    for word, row in _words(_read(lexicon_file("irregular-forms.toml"))["row"], "irregular-forms"):
        table[row["kind"]][word] = tuple(row["forms"])
    return table


def _frames(path: Path, part: str) -> Iterable[tuple[str, Frame]]:
    irregular = _irregular()
    for number, row in enumerate(_read(path).get("frame", ()), 1):
        where = f"{path.name} frame {number}"
        if not row.get("source"):
            raise LexiconError(where, "has no source", "every frame says where it comes from")
        if bad := {*row["slots"].values()} - ROLES | {*row.get("where", {}).values()} - FILTERS:
            raise LexiconError(where, f"unknown role or filter {', '.join(sorted(bad))}", f"roles are {sorted(ROLES)}")
        for trigger in row.get(part, ()):
            word, _, particle = trigger.partition(" ")
            over = frozenset(f for verb in row.get("under", ()) for f in verb_forms(verb, irregular["verb"]))
            words = {slot: frozenset(f for w in nouns for f in noun_forms(w, irregular["noun"]))
                     for slot, nouns in row.get("words", {}).items()}  # fmt: skip
            frame = Frame(row["type"], row["slots"], row.get("where", {}), tuple(row.get("needs", ())), particle,
                          over, row.get("factuality", ""), row.get("quantity", ""), words, trigger,
                          frozenset(row.get("unless", ())))  # fmt: skip
            forms = verb_forms(word, irregular["verb"]) if part == "verbs" else noun_forms(word, irregular["noun"])
            yield from ((form, frame) for form in forms)


def _index(pairs: Iterable[tuple[str, Frame]]) -> dict[str, tuple[Frame, ...]]:
    table: dict[str, tuple[Frame, ...]] = {}
    for form, frame in pairs:
        table[form] = (*table.get(form, ()), frame)
    return table


@cache
def tables() -> Tables:
    """Read every table once; raises LexiconError for a row that is wrong or has no source."""
    irregular = _irregular()
    groups = list(_words(_read(lexicon_file("group-words.toml"))["row"], "group-words"))
    speech = list(_words(_read(lexicon_file("speech.toml"))["row"], "speech"))
    factuality = list(_words(_read(lexicon_file("factuality.toml"))["row"], "factuality"))
    counts = list(_words(_read(lexicon_file("quantity-words.toml"))["row"], "quantity-words"))
    everyday = list(_words(_read(lexicon_file("everyday-words.toml"))["row"], "everyday-words"))
    short = _words(_read(lexicon_file("abbreviations.toml"))["row"], "abbreviations")
    states = _read(lexicon_file("countries.toml"))
    countries = states["country"]

    def verbs(rows: Iterable[tuple[str, Mapping[str, Any]]], kind: str) -> frozenset[str]:
        return frozenset(f for w, r in rows if r["kind"] == kind for f in verb_forms(w, irregular["verb"]))

    def nouns(rows: Iterable[tuple[str, Mapping[str, Any]]], kind: str) -> frozenset[str]:
        return frozenset(f for w, r in rows if r["kind"] == kind for f in noun_forms(w, irregular["noun"]))

    def plain(rows: Iterable[tuple[str, Mapping[str, Any]]], kind: str) -> frozenset[str]:
        return frozenset(w for w, r in rows if r["kind"] == kind)

    return Tables(
        verbs=_index(p for path in frame_files() for p in _frames(path, "verbs")),
        nouns=_index(p for path in frame_files() for p in _frames(path, "nouns")),
        group_words={
            f: r["kind"] for w, r in groups if r["kind"] not in USES for f in noun_forms(w, irregular["noun"])
        },
        acting_words=nouns(groups, "acting"),
        partitives=nouns(groups, "partitive"),
        instruments=nouns(groups, "instrument"),
        not_names=plain(groups, "not-a-name"),
        function_words=plain(groups, "function-word"),
        person_starts=plain(groups, "person-start"),
        name_heads={w: _named_kind(r) for w, r in groups if r["kind"] == "name-head"},
        titles=plain(groups, "title") | nouns(groups, "Person"),
        event_starts=plain(groups, "event-start"),
        alliances=nouns(groups, "Coalition"),
        unit_words=plain(groups, "unit"),
        belongings=nouns(groups, "belonging"),
        spokespeople=plain(groups, "spokesperson"),
        support_verbs=verbs(speech, "support-verb"),
        counting_verbs=verbs(speech, "counting-verb") | verbs(speech, "putting-verb"),
        putting_verbs=verbs(speech, "putting-verb"),
        figures=nouns(speech, "figure"),
        reckonings=nouns(speech, "reckoning"),
        office_verbs=verbs(speech, "office-verb"),
        mishaps=nouns(groups, "mishap"),
        suffering_verbs=verbs(speech, "suffering-verb"),
        harm_verbs=verbs(speech, "harm-verb"),
        occurrence_verbs=verbs(speech, "occurrence-verb") | plain(speech, "occurrence-adjective"),
        object_control_verbs=verbs(factuality, "object-control-verb"),
        implicative_verbs=verbs(factuality, "implicative-verb"),
        speech_verbs=verbs(speech, "speech-verb"),
        reputed=plain(speech, "reputed"),
        reporting_acts=verbs(speech, "showing-verb"),
        speaker_nouns=nouns(speech, "speaker"),
        message_nouns=nouns(speech, "message"),
        source_prepositions=plain(speech, "preposition"),
        denial_verbs=verbs(factuality, "denial-verb"),
        denial_phrases=frozenset(
            f"{form} {word.partition(' ')[2]}"
            for word, row in factuality
            if row["kind"] == "denial-phrase"
            for form in verb_forms(word.partition(" ")[0], irregular["verb"])
        ),
        hedge_verbs=verbs(factuality, "hedge-verb"),
        hedge_words=plain(factuality, "hedge-word"),
        hedge_auxiliaries=plain(factuality, "hedge-auxiliary"),
        intent_verbs=verbs(factuality, "intent-verb"),
        intent_nouns=nouns(factuality, "intent-noun"),
        intent_adjectives=plain(factuality, "intent-adjective"),
        intent_auxiliaries=plain(factuality, "intent-auxiliary"),
        conditionals=plain(factuality, "conditional"),
        temporal_conditionals=plain(factuality, "temporal-conditional"),
        presupposing_verbs=verbs(factuality, "presupposing-verb"),
        past_forms=frozenset(
            form
            for base, forms in irregular["verb"].items()
            for form in forms
            if form != base and not form.endswith("ing")
        )
        - {"is", "are", "has", "does"},
        negations=plain(factuality, "negation"),
        failure_verbs=verbs(factuality, "failure-verb"),
        abbreviations=frozenset(w for w, _ in short),
        countries=frozenset(row["word"] for row in countries),
        states_of={people: row["word"] for row in countries for people in row["people"]},
        capitals={row["word"]: row["state"] for row in states["capital"]},
        same_states={row["word"]: row["same"] for row in countries if "same" in row},
        everyday_words=verbs(everyday, "verb") | nouns(everyday, "noun"),
        words_of_war=plain(everyday, "of-war"),
        branch_names=plain(groups, "branch-name"),
        peoples=frozenset(f for row in countries for people in row["people"] for f in (people, people + "s")),
        quantity_words={
            f: r["count"]
            for w, r in counts
            for f in (verb_forms(w, irregular["verb"]) if r["kind"] == "verb" else (w,))
        },
    )


def digest_files() -> tuple[Path, ...]:
    """Return the files whose content decides what is extracted, by name, for the provenance of a run."""
    names = (
        *("abbreviations", "countries", "everyday-words", "factuality"),
        *("group-words", "irregular-forms", "quantity-words", "speech"),
    )
    return (*frame_files(), *(lexicon_file(f"{name}.toml") for name in names))
