"""Finds the country that a document is about, so that "the army" of a report from Mali is the Malian army."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from kg.extract.tables import tables

__all__ = ["home_adjective", "names_of_state", "state_adjective"]

# Where something happens counts three times as much as what is only named: "in Mali", "in the far north of Mali".
SETTING = re.compile(
    r"\b(?i:in|across|throughout|inside) (?:the )?(?:[a-z-]+ (?:and [a-z-]+ )?)?(?:of (?:the )?)?$|\b[A-Z]{3,}(?:, | \()$"
)
# Part of a longer name, the country is not what is written about: "the Bank of Mali", "the Malian Cup".
IN_NAME_BEFORE = re.compile(r"[A-Z][\w-]+ (?:of|for) (?:the )?$")
IN_NAME_AFTER = re.compile(r" [A-Z][a-z]+ [A-Z]")

# Title, date line and lead, in characters.
BEGINNING = 700


def home_adjective(text: str) -> str:
    """Return the adjective of the country that a text is about ("Malian"), "" where none stands out.

    It counts half as much again as any other, and is named where the report begins. Names of states, of their people and of
    their capitals count alike, those that say where something happens, as date lines do, three times; those within longer
    names do not. A state without an adjective stands for itself.
    """
    counts: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    begins: set[str] = set()
    for found in _pattern().finditer(text):
        before, after = text[max(0, found.start() - 40) : found.start()], text[found.end() : found.end() + 20]
        if IN_NAME_BEFORE.search(before) or IN_NAME_AFTER.match(after):
            continue
        word, state = found.group(), _states()[found.group()]
        counts[_one_name(state)] += (
            3 if (len(word) > 3 and word.isupper()) or (word in tables().countries and SETTING.search(before)) else 1
        )
        forms.setdefault(_one_name(state), Counter())[state] += 1
        if found.start() < BEGINNING:
            begins.add(_one_name(state))
    (first, most), *rest = counts.most_common(2) or [("", 0)]
    if first not in begins or any(2 * most < 3 * other for _, other in rest):
        return ""
    return state_adjective(forms[first].most_common(1)[0][0])


def state_adjective(state: str) -> str:
    """Return the adjective of a state by one of its names ("DR Congo": "Congolese"); without one the name itself."""
    return _adjectives().get(state) or _adjectives().get(_one_name(state)) or _one_name(state)


@cache
def _adjectives() -> dict[str, str]:
    """Return the first adjective of each state."""
    return {country: people for people, country in reversed([*tables().states_of.items()])}


@cache
def names_of_state(adjective: str) -> frozenset[str]:
    """Return every word that names a state or its people, by an adjective of it ("Congolese": "Congo", "DRC", …); else none."""
    table = tables()
    state = _one_name(table.states_of.get(adjective, ""))
    words = (*table.countries, *table.states_of) if state else ()
    return frozenset(word for word in words if _one_name(table.states_of.get(word, word)) == state)


def _one_name(state: str) -> str:
    return tables().same_states.get(state, state)


@cache
def _states() -> dict[str, str]:
    table = tables()
    people = {form: state for word, state in table.states_of.items() for form in (word, f"{word}s")}
    places: dict[str, str] = {country: country for country in table.countries} | dict(table.capitals)
    return places | {place.upper(): state for place, state in places.items()} | people


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(map(re.escape, _states()), key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(words)})\b")
