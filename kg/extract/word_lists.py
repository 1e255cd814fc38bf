"""Says which rows of which table make which set of words, and reads them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kg.errors import LexiconError
from kg.extract.word_rows import Rows, all_noun_forms, all_verb_forms, rows_of
from kg.lexicon.kinds import KINDS

__all__ = ["WORD_LISTS", "WordList", "check_kinds", "word_sets"]


@dataclass(frozen=True, slots=True)
class WordList:
    """Which rows of a table make one set of words: their kinds, parted by blanks, by how words of that kind are written out.

    `words` stand as they are, of `nouns` and `verbs` all forms, `phrases` are a verb in all forms and what follows it.
    """

    table: str
    words: str = ""
    nouns: str = ""
    verbs: str = ""
    phrases: str = ""

    def kinds(self) -> frozenset[str]:
        """Return the kinds of rows that the set is made of."""
        return frozenset(" ".join((self.words, self.nouns, self.verbs, self.phrases)).split())

    def read(self, rows: Rows) -> frozenset[str]:
        """Return the set that *rows* of its table make."""
        ways = (
            (self.words, _as_written),
            (self.nouns, all_noun_forms),
            (self.verbs, all_verb_forms),
            (self.phrases, _phrases),
        )
        return frozenset(
            f for kinds, forms in ways for w, row in rows if row["kind"] in kinds.split() for f in forms(w)
        )


def _as_written(word: str) -> Collection[str]:
    return (word,)


def _phrases(phrase: str) -> Collection[str]:
    verb, _, rest = phrase.partition(" ")
    return tuple(f"{form} {rest}" for form in all_verb_forms(verb))


# The plain sets of `Tables`, by field.
WORD_LISTS: Mapping[str, WordList] = {
    "acting_words": WordList("group-words", nouns="acting"),
    "partitives": WordList("group-words", nouns="partitive"),
    "instruments": WordList("group-words", nouns="instrument"),
    "not_names": WordList("group-words", words="not-a-name"),
    "function_words": WordList("group-words", words="function-word"),
    "person_starts": WordList("group-words", words="person-start"),
    "titles": WordList("group-words", words="title", nouns="Person"),
    "event_starts": WordList("group-words", words="event-start"),
    "unit_words": WordList("group-words", words="unit"),
    "alliances": WordList("group-words", nouns="Coalition"),
    "belongings": WordList("group-words", nouns="belonging"),
    "representatives": WordList("group-words", words="representative"),
    "mishaps": WordList("group-words", nouns="mishap"),
    "branch_names": WordList("group-words", words="branch-name"),
    "ways": WordList("group-words", words="way"),
    "regular_forces": WordList("force-words", words="regular-force"),
    "regular_modifiers": WordList("force-words", words="regular-modifier"),
    "rebel_modifiers": WordList("force-words", words="rebel-modifier"),
    "land_forces": WordList("force-words", words="land-force"),
    "platforms": WordList("force-words", words="platform"),
    "police": WordList("force-words", words="police"),
    "definite_plurals": WordList("force-words", words="definite-plural"),
    "not_national": WordList("force-words", words="not-national"),
    "hired": WordList("force-words", words="hired"),
    "office_bodies": WordList("force-words", words="office-body"),
    "strongholds": WordList("force-words", words="stronghold"),
    "masses": WordList("force-words", words="mass"),
    "support_verbs": WordList("speech", verbs="support-verb"),
    "counting_verbs": WordList("speech", verbs="counting-verb putting-verb"),
    "putting_verbs": WordList("speech", verbs="putting-verb"),
    "figures": WordList("speech", nouns="figure"),
    "reckonings": WordList("speech", nouns="reckoning"),
    "office_verbs": WordList("speech", verbs="office-verb"),
    "suffering_verbs": WordList("speech", verbs="suffering-verb"),
    "harm_verbs": WordList("speech", verbs="harm-verb"),
    "occurrence_verbs": WordList("speech", verbs="occurrence-verb", words="occurrence-adjective"),
    "speech_verbs": WordList("speech", verbs="speech-verb"),
    "reporting_acts": WordList("speech", verbs="showing-verb"),
    "reputed": WordList("speech", words="reputed"),
    "speaker_nouns": WordList("speech", nouns="speaker"),
    "message_nouns": WordList("speech", nouns="message"),
    "source_prepositions": WordList("speech", words="preposition"),
    "staying_verbs": WordList("speech", verbs="staying-verb"),
    "staying_forms": WordList("speech", words="staying-form"),
    "telling_forms": WordList("speech", words="telling-form"),
    "implicative_verbs": WordList("factuality", verbs="implicative-verb"),
    "object_control_verbs": WordList("factuality", verbs="object-control-verb"),
    "denial_verbs": WordList("factuality", verbs="denial-verb"),
    "denial_phrases": WordList("factuality", phrases="denial-phrase"),
    "hedge_verbs": WordList("factuality", verbs="hedge-verb"),
    "hedge_words": WordList("factuality", words="hedge-word"),
    "hedge_auxiliaries": WordList("factuality", words="hedge-auxiliary"),
    "intent_verbs": WordList("factuality", verbs="intent-verb"),
    "intent_adjectives": WordList("factuality", words="intent-adjective"),
    "intent_nouns": WordList("factuality", nouns="intent-noun"),
    "intent_auxiliaries": WordList("factuality", words="intent-auxiliary"),
    "conditionals": WordList("factuality", words="conditional"),
    "temporal_conditionals": WordList("factuality", words="temporal-conditional"),
    "presupposing_verbs": WordList("factuality", verbs="presupposing-verb"),
    "negations": WordList("factuality", words="negation"),
    "failure_verbs": WordList("factuality", verbs="failure-verb"),
    "charges": WordList("factuality", nouns="charge"),
    "falsities": WordList("factuality", words="falsity"),
    "truths": WordList("factuality", words="truth"),
    "participations": WordList("factuality", words="participation"),
    "blaming_participles": WordList("factuality", words="blaming-participle"),
    "everyday_words": WordList("everyday-words", verbs="verb", nouns="noun"),
    "words_of_war": WordList("everyday-words", words="of-war"),
}


def word_sets() -> dict[str, frozenset[str]]:
    """Return the plain sets by field; raises LexiconError for a row whose kind none of them has."""
    read = {table: rows_of(table) for table in sorted({chosen.table for chosen in WORD_LISTS.values()})}
    for table, rows in read.items():
        check_kinds(table, rows)
    return {field: chosen.read(read[chosen.table]) for field, chosen in WORD_LISTS.items()}


def check_kinds(table: str, rows: Rows) -> None:
    """Raise LexiconError for a row of a table whose kind nothing reads."""
    known = frozenset[str]().union(*(chosen.kinds() for chosen in WORD_LISTS.values() if chosen.table == table))
    known |= KINDS | {"name-head"} if table == "group-words" else frozenset()
    if strange := {row["kind"] for _, row in rows} - known:
        raise LexiconError(table, f"has rows of the kind {min(strange)}", f"kinds are {', '.join(sorted(known))}")
