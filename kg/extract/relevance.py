"""Tells which sentences of a document can claim something, and which help to read these, before any is parsed.

A sentence is *telling* if its words permit a frame (`kg.extract.sketch`). One that is not is *helping*
1. if it shares a word that may be of a name with a telling one: it may say what kind of thing the name is;
2. if it stands before a telling one with a pronoun or the like, within its reach, and may name somebody;
3. if it is about a statement, and a telling one is about what somebody says.
The rest of a document has no part in its reading.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.attribution import is_statement
from kg.extract.sketch import Sketch
from kg.extract.tables import tables

__all__ = ["find_needed"]


def find_needed(sketches: Sequence[Sketch]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the indices of the telling and of the helping ones among the sentences of a document, given in order."""
    telling = frozenset(n for n, sketch in enumerate(sketches) if sketch.is_telling)
    said = {sketches[n].voice for n in telling if not tables().message_nouns.isdisjoint(sketches[n].present)}
    shared = frozenset().union(*(sketches[n].name_words for n in telling))
    near = {
        id(earlier)
        for sketch in (sketches[n] for n in telling)
        for earlier in (sketch.before if sketch.sought else ())
        if not sketch.sought.isdisjoint(earlier.may_name)
    }
    helping = {
        n
        for n, sketch in enumerate(sketches)
        if id(sketch) in near
        or not shared.isdisjoint(sketch.name_words)
        or (sketch.voice in said and any(map(is_statement, sketch.present)))
    }
    return telling, frozenset(helping - telling)
