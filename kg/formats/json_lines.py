"""JSON Lines from anywhere: one object a line, with nothing in it that Python or the graph cannot hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.read.characters import NOT_XML

__all__ = ["Refusal", "check_characters", "parse_object", "read_lines"]


class Refusal(ValueError):
    """What is wrong with a line and what would be right, before its place is known."""

    def __init__(self, wrong: str, right: str) -> None:
        super().__init__(wrong)
        self.wrong, self.right = wrong, right


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Return the lines of the claims file *path* that are not blank, with their numbers from 1.

    Raises InputError where the file is missing, not UTF-8, or holds no line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(path, f"is not UTF-8 at byte {error.start}", "one JSON object a line, in UTF-8") from error
    except OSError as error:
        raise InputError(path, error.strerror or "cannot be read", "the path of a file of claims") from error
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        raise InputError(path, "holds no claim", "one JSON object a line (kg extract prints them)")
    return iter(lines)


def parse_object(line: str) -> dict[str, Any]:
    """Return the object of one *line*; raises Refusal where it is none, or `check_characters` refuses it."""
    try:
        row = json.loads(line, parse_constant=_no_number)
        check_characters(row)
    except json.JSONDecodeError as error:
        raise Refusal(f"is no JSON at column {error.colno}", "one JSON object a line") from error
    except RecursionError as error:
        raise Refusal("is nested too deep", "one JSON object a line, of plain lists and objects") from error
    except Refusal:
        raise
    except ValueError as error:
        raise Refusal("holds a number of too many digits", "numbers of a few digits") from error
    if not isinstance(row, dict):
        raise Refusal("is no JSON object", "an object with document, paragraph, quote, type, actors …")
    return row


def check_characters(value: object) -> None:
    """Raise Refusal where a text anywhere in the JSON *value* holds a character that XML forbids."""
    if isinstance(value, str) and (found := NOT_XML.search(value)):
        raise Refusal(
            f"holds the character U+{ord(found[0]):04X}", "text without control characters and lone surrogates"
        )
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list | tuple):
        for item in value:
            check_characters(item)


def _no_number(name: str) -> float:
    raise Refusal(f"holds {name}, which is no JSON number", "a number or null")
