"""Reads the rows of the extractor's TOML tables, and writes out the forms of the words in them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from kg.errors import LexiconError
from kg.extract.inflection import noun_forms, verb_forms
from kg.resources import lexicon_file

__all__ = ["Rows", "all_noun_forms", "all_verb_forms", "past_forms", "read_table", "rows_of"]

# The words of a table, each with its row.
Rows: TypeAlias = Sequence[tuple[str, Mapping[str, Any]]]


def read_table(path: Path) -> dict[str, Any]:
    """Read a TOML file; raises LexiconError where it is none."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(path.name, f"is not TOML ({error})", "see the other tables of the folder") from error


def rows_of(name: str) -> Rows:
    """Return the words of a table of the lexicon; raises LexiconError for a row without a source."""
    return tuple(_words(read_table(lexicon_file(f"{name}.toml"))["row"], name))


def _words(rows: Iterable[Mapping[str, Any]], name: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    for number, row in enumerate(rows, 1):
        if not row.get("source"):
            raise LexiconError(f"{name} row {number}", "has no source", "every row says where it comes from")
        for word in row["words"]:
            yield word, row


@cache
def _irregular_forms() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the irregular forms by part of speech, then lemma."""
    table: dict[str, dict[str, tuple[str, ...]]] = {"verb": {}, "noun": {}}
    for word, row in rows_of("irregular-forms"):
        table[row["kind"]][word] = tuple(row["forms"])
    return table


def all_noun_forms(noun: str) -> frozenset[str]:
    """Return singular and plural of a noun, the irregular ones too."""
    return noun_forms(noun, _irregular_forms()["noun"])


def all_verb_forms(verb: str) -> frozenset[str]:
    """Return every form of a verb, the irregular ones too."""
    return verb_forms(verb, _irregular_forms()["verb"])


def past_forms() -> frozenset[str]:
    """Return the irregular forms of verbs that are neither the base nor a present form."""
    verbs = _irregular_forms()["verb"].items()
    every = frozenset(f for base, forms in verbs for f in forms if f != base and not f.endswith("ing"))
    return every - {"is", "are", "has", "does"}
