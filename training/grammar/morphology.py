"""Tells the five forms of an English verb apart, and gives the plural of a noun.

`kg.extract.inflection` gives a verb's forms as a set, which is enough to find them; writing sentences needs to know which
is which. Irregular forms come from the same table (past, past participle, -ing form, in this order); Quirk et al. (1985),
A Comprehensive Grammar of the English Language, §§3.2-3.20 and 5.79-5.101.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

LEXICON = Path(__file__).resolve().parents[2] / "kg" / "lexicon"
VOWELS = "aeiou"
# Past and participle of verbs that the table of recognised forms lacks, or lists with several.
IRREGULAR = {
    verb: (past, participle)
    for verb, past, participle in (
        line.split()
        for line in """
            arise arose arisen
            bear bore borne
            become became become
            build built built
            burn burned burned
            choose chose chosen
            come came come
            cost cost cost
            creep crept crept
            do did done
            draw drew drawn
            feel felt felt
            flee fled fled
            fly flew flown
            forgive forgave forgiven
            freeze froze frozen
            get got got
            give gave given
            grow grew grown
            hang hanged hanged
            have had had
            hear heard heard
            know knew known
            lay laid laid
            lie lay lain
            mean meant meant
            mow mowed mown
            overrun overran overrun
            pay paid paid
            ride rode ridden
            rise rose risen
            run ran run
            shut shut shut
            sink sank sunk
            sit sat sat
            speak spoke spoken
            spend spent spent
            spill spilled spilled
            spread spread spread
            steal stole stolen
            strike struck struck
            withstand withstood withstood
        """.strip().splitlines()
    )
}
# Verbs that double their last consonant although it is not in a syllable of its own.
DOUBLED = frozenset("equip transfer permit occur confer refer prefer regret submit abet".split())
PLURALS = {"child": "children", "person": "people", "knife": "knives"}
UNCHANGED = frozenset(["troops", "forces", "police", "series", "headquarters", "barracks", "outskirts", "aircraft"])


class Forms(NamedTuple):
    base: str
    third: str
    past: str
    participle: str
    gerund: str


@cache
def listed(kind: str) -> dict[str, tuple[str, ...]]:
    """Return the forms in the project's table, by word, for verb or noun."""
    rows = tomllib.loads((LEXICON / "irregular-forms.toml").read_text(encoding="utf-8"))["row"]
    return {word: tuple(row["forms"]) for row in rows if row["kind"] == kind for word in row["words"]}


def with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    if word in {"go", "do", "undergo", "veto"}:
        return word + "es"
    return word + "s"


def _doubles(word: str) -> bool:
    syllables = sum(c in VOWELS and (i == 0 or word[i - 1] not in VOWELS) for i, c in enumerate(word))
    closed = word[-1] not in VOWELS + "wxy" and word[-2] in VOWELS and word[-3:-2] not in VOWELS
    return word in DOUBLED or (closed and (syllables == 1 or word.endswith("l")))


def _regular(verb: str) -> tuple[str, str]:
    """Return the -ed and -ing forms."""
    if verb.endswith("ie"):
        return verb + "d", verb[:-2] + "ying"
    if verb.endswith("e"):
        return verb + "d", verb.removesuffix("e" if not verb.endswith("ee") else "") + "ing"
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ied", verb + "ing"
    stem = verb + verb[-1] if _doubles(verb) else verb
    return stem + "ed", stem + "ing"


@cache
def verb_forms(verb: str) -> Forms:
    """Return the forms of *verb* in the order base, third person, past, participle, -ing.

    >>> verb_forms("seize").gerund, verb_forms("withdraw").participle
    ('seizing', 'withdrawn')
    """
    past, gerund = _regular(verb)
    participle = past
    known = listed("verb").get(verb, ())
    gerund = next((f for f in known if f.endswith("ing")), gerund)
    finite = [f for f in known if f != gerund]
    if verb in IRREGULAR:
        past, participle = IRREGULAR[verb]
    elif verb != "be" and finite:
        past, participle = finite[0], finite[-1]
    return Forms(verb, with_s(verb) if verb != "have" else "has", past, participle, gerund)


def plural(noun: str) -> str:
    """Return the plural of *noun*: irregular if the table has one."""
    if noun in UNCHANGED:
        return noun
    if noun in PLURALS:
        return PLURALS[noun]
    if noun.endswith("man"):
        return noun.removesuffix("man") + "men"
    return listed("noun").get(noun, (with_s(noun),))[0]
