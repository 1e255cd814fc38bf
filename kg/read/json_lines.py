"""JSON Lines → their records, line by line.

1. A line is one JSON object (RFC 8259) in UTF-8; a byte-order mark, blank lines and CRLF are passed over. Keys twice in an
   object, NaN and Infinity are errors, since no two programs read them alike.
2. Its text or HTML stands under a key that `record_fields` finds; text in which elements of HTML stand (`markup`) is a fragment
   of a page, unless the user says that it is text.
3. It is named by its id, else by the number of its line, and stands at that line (RFC 5147).
A bad line is an error of its own, and the next is read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import Anchor, AnchorKind
from kg.read.draft import Record
from kg.read.markup import as_fragment, is_markup
from kg.read.media_types import HTML, TEXT
from kg.read.members import Members
from kg.read.metadata import Metadata
from kg.read.options import MIB, ReadOptions
from kg.read.placeholders import without_placeholders
from kg.read.record_fields import find_values
from kg.read.stated import iso_day, stated_text, stated_url
from kg.read.streams import Stream, open_stream

__all__ = ["find_json_records"]

MARK = b"\xef\xbb\xbf"
MOST_KEYS = 12
MOST_VALUES = 5_000_000  # each of which takes some 64 bytes of memory, whatever it is
SAID = {"title": stated_text, "author": stated_text, "publisher": stated_text, "issued": iso_day, "url": stated_url}


def find_json_records(path: Path, options: ReadOptions) -> Iterator[Record | InputError]:
    """Yield the record, or the error, of each line of the file at *path* that is not blank; an error too where it breaks off.

    Raises InputError where the file cannot be opened or holds nothing.
    """
    members, number = Members(), 0
    with open_stream(path) as stream:
        try:
            for number, line in _lines(stream, options.limits.size):
                yield _read_line(line, number, f"{path}:{number}", options, members)
        except InputError as error:
            yield error
            return
    if not number:
        raise InputError(path, "holds no line", "a file with one JSON object to a line")


def _read_line(
    line: bytes | None, number: int, where: str, options: ReadOptions, members: Members
) -> Record | InputError:
    try:
        if line is None:
            wrong = f"is longer than the {options.limits.size // MIB} MiB of a report"
            raise InputError(where, wrong, "one report to a line")
        return _record(_object(line, where), number, where, options.fields, members)
    except InputError as error:
        return error


def _lines(stream: Stream, most: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield the number of each line that is not blank and the line, None where it has more than *most* bytes."""
    number = 0
    while line := stream.readline(most + 2):
        number += 1
        long = len(line.rstrip(b"\r\n")) > most
        while long and not line.endswith(b"\n") and line:
            line = stream.readline(MIB)
        line = line.removeprefix(MARK) if number == 1 else line
        if long or line.strip():
            yield number, None if long else line.strip()


def _object(line: bytes, where: str) -> dict[str, Any]:
    right = "one JSON object to a line, in UTF-8"
    if line.count(b",") + line.count(b"[") + line.count(b"{") > MOST_VALUES:
        raise InputError(where, f"holds more than {MOST_VALUES} values", "a report and what is said of it")
    try:
        record = json.loads(line.decode(), object_pairs_hook=_once, parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise InputError(where, f"byte {error.start + 1} of the line is not UTF-8", right) from error
    except RecursionError as error:
        raise InputError(where, "is nested too deeply", right) from error
    except ValueError as error:
        said = f"{error.msg} at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else error
        raise InputError(where, f"is no JSON ({said})", right) from error
    if not isinstance(record, dict):
        raise InputError(where, "is no JSON object", right)
    return record


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        times = Counter(key for key, _ in pairs)
        twice = next(key for key in record if times[key] > 1)
        raise ValueError(f"key {twice[:40]!r} twice in one object")
    return record


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON number")


def _record(record: Mapping[str, Any], number: int, where: str, told: Mapping[str, str], members: Members) -> Record:
    data, media_type = _payload(record, where, told)
    said, warnings = _said(record, told)
    own = next((str(value) for _, value in find_values(record, "id", told) if _is_name(value)), str(number))
    anchor = Anchor(0, AnchorKind.LINE, f"line={number - 1},{number}")
    return members.named(Record(own, data, media_type, said, anchor, warnings), f"line{number}")


def _is_name(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and bool(str(value).strip())


def _payload(record: Mapping[str, Any], where: str, told: Mapping[str, str]) -> tuple[bytes, str]:
    found = [(field, *pair) for field in ("text", "html") for pair in find_values(record, field, told)]
    if not found:
        keys = ", ".join(key[:40] for key in list(record)[:MOST_KEYS]) or "none"
        raise InputError(where, f"has no text under its keys ({keys})", "give --map text=KEY")
    field, key, text = next((item for item in found if isinstance(item[2], str) and item[2].strip()), found[0])
    if not isinstance(text, str):
        raise InputError(where, f"{key!r} is no string", "a string, or --map text=KEY of another key")
    if not text.strip():
        raise InputError(where, f"{key!r} holds only white space", "a record with a report in it")
    media_type = HTML if field == "html" or ("text" not in told and is_markup(text)) else TEXT
    try:
        data = (as_fragment(text) if media_type == HTML and field == "text" else text).encode()
    except UnicodeEncodeError as error:
        wrong = f"{key!r} holds half of a surrogate pair, at character {error.start + 1}"
        raise InputError(where, wrong, "whole characters") from error
    return data, media_type


def _said(record: Mapping[str, Any], told: Mapping[str, str]) -> tuple[Metadata, tuple[str, ...]]:
    """Return what the record says of its report, and what of it cannot be used."""
    said: dict[str, str] = {}
    warnings = []
    for field, read in SAID.items():
        found = list(find_values(record, field, told))
        read_values = (value for _, given in found if (value := without_placeholders(field, read(given))))
        if value := next(read_values, None):
            said[field] = value
        elif found:
            key, given = found[0]
            shown = repr(given)[:60] if isinstance(given, str | int | float) else f"a {type(given).__name__}"
            warnings.append(f"{field} left out: {shown} under {key!r} states none surely")
    return Metadata(**said), tuple(warnings)
