"""Writes the forms of English verbs and nouns, so that a table of forms finds triggers without a lemmatizer.

Trained lemmatizers invent lemmas for unseen forms; going from the lemma to its forms cannot. Irregular forms are data
(`irregular-forms.toml`). Quirk et al. (1985), A Comprehensive Grammar of the English Language, §§3.2-3.20 and 5.79-5.101.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["noun_forms", "verb_forms"]

VOWELS = "aeiou"


def _doubles(word: str) -> bool:
    """Tell whether the last consonant doubles before -ed and -ing: one vowel, one consonant, one syllable."""
    syllables = sum(c in VOWELS and (i == 0 or word[i - 1] not in VOWELS) for i, c in enumerate(word))
    return (
        len(word) > 2
        and syllables == 1
        and word[-1] not in VOWELS + "wxy"
        and word[-2] in VOWELS
        and word[-3] not in VOWELS
    )


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _regular_verb(verb: str) -> set[str]:
    stem = verb + verb[-1] if _doubles(verb) else verb
    if verb.endswith("ie"):
        return {verb + "d", verb[:-2] + "ying"}
    if verb.endswith("ee"):
        return {verb + "d", verb + "ing"}
    if verb.endswith("e"):
        return {verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return {verb[:-1] + "ied", verb + "ing"}
    forms = {stem + "ed", stem + "ing"}
    return forms | ({verb + verb[-1] + "ed", verb + verb[-1] + "ing"} if verb.endswith("l") else set())


def verb_forms(verb: str, irregular: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return every form of *verb* (lower case): base, -s, past, participles; *irregular* adds its own.

    >>> sorted(verb_forms("seize", {}))
    ['seize', 'seized', 'seizes', 'seizing']
    """
    return frozenset({verb, _with_s(verb), *_regular_verb(verb), *irregular.get(verb, ())})


def noun_forms(noun: str, irregular: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return singular and plural of *noun* (lower case); an irregular plural replaces the regular one.

    >>> sorted(noun_forms("enemy", {}))
    ['enemies', 'enemy']
    """
    return frozenset({noun, *(irregular[noun] if noun in irregular else (_with_s(noun),))})
