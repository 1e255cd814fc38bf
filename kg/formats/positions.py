"""Where a subject stands in a file of RDF: its first line and column, in Turtle, TriG, N-Triples, N-Quads and JSON-LD.

An index beside the graph, made when it is asked for: nothing is added to the graph. The files are read as text once more, and
only subjects are looked at, so that a file which a parser has read is read here without its grammar.

1. N-Triples and N-Quads: what a line begins with.
2. Turtle and TriG: what a statement begins with, prefixes and base resolved; not what stands inside brackets.
3. JSON-LD: the value of @id in an object that says more than that, or a name that the context gives to @id.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

__all__ = ["FORMATS_WITH_POSITIONS", "Position", "find_subjects"]

FORMATS_WITH_POSITIONS: Final = ("turtle", "trig", "ntriples", "nquads", "jsonld")
TURTLE: Final = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<iri><[^<>"{}|^`\x00-\x20]*>)
    |(?P<string>\"\"\"(?:(?:\"|\"\")?[^\"\\]|\\.)*\"\"\"|'''(?:(?:'|'')?[^'\\]|\\.)*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+|[+-]?\d*\.\d+|[+-]?\d+)
    |(?P<label>_:\w(?:[\w.-]*[\w-])?)
    |(?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.|\.(?=[\w:.%\\-]))*(?<!\.))?)
    |(?P<word>@?[A-Za-z][\w-]*)
    |(?P<space>\s+)
    |(?P<mark>\^\^|.)""",
    re.VERBOSE | re.DOTALL,
)
JSON: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')
ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a text: line and column, both from 1; columns count Unicode code points."""

    line: int
    column: int


def find_subjects(path: Path, format: str, wanted: Collection[str]) -> dict[str, Position]:
    """Return where the IRIs *wanted* first stand as subjects in the file *path*, as far as they do.

    *format* is one of FORMATS_WITH_POSITIONS; of any other the answer is empty. The file is UTF-8, as these formats are.
    """
    if format not in FORMATS_WITH_POSITIONS or not wanted:
        return {}
    if format in ("ntriples", "nquads"):
        return _of_lines(path, wanted)
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    places = _of_json(text) if format == "jsonld" else _of_turtle(text)
    found: dict[str, int] = {}
    open_ = set(wanted)
    for iri, offset in places:
        if iri in open_:
            open_.discard(iri)
            found[iri] = offset
            if not open_:
                break
    return _positions(text, found)


def _positions(text: str, offsets: dict[str, int]) -> dict[str, Position]:
    starts = [0, *(match.end() for match in re.finditer("\n", text))] if offsets else []

    def position(offset: int) -> Position:
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    return {iri: position(offset) for iri, offset in offsets.items()}


def _of_lines(path: Path, wanted: Collection[str]) -> dict[str, Position]:
    """Look at each line once, as bytes: such files are large, and little of them is wanted."""
    open_ = {f"<{iri}".encode("utf-8", "surrogatepass"): iri for iri in wanted}
    found: dict[str, Position] = {}
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            before, _, _ = line.partition(b">")
            subject = before.lstrip(b" \t\xef\xbb\xbf")
            if b"\\" in subject:
                subject = _unescaped(subject.decode("utf-8", "replace")).encode("utf-8", "surrogatepass")
            if subject in open_:
                found[open_.pop(subject)] = Position(number, len(before) - len(before.lstrip(b" \t")) + 1)
                if not open_:
                    break
    return found


def _unescaped(iri: str) -> str:
    return ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), iri) if "\\" in iri else iri


def _of_turtle(text: str) -> Iterator[tuple[str, int]]:
    """Yield each subject of Turtle or TriG with its offset; the name of a graph before `{` is none."""
    terms, depth, words = _Terms(), 0, 0  # words: terms since the statement began
    subject: tuple[str, int] | None = None
    for match in TURTLE.finditer(text):
        kind, token = match.lastgroup, match[0]
        if kind in ("space", "comment"):
            continue
        if terms.declares(kind, token):
            words, subject = 0, None
        elif token in ("[", "("):
            depth, words = depth + 1, words + 1
        elif token in ("]", ")"):
            depth -= 1
        elif depth == 0 and kind == "mark" and token in "{}.":
            if subject is not None and token != "{":
                yield subject
            words, subject = 0, None
        elif depth == 0 and kind != "mark":
            if words == 0 and kind in ("iri", "name"):
                subject = (terms.iri(token), match.start())
            words += 0 if token.upper() == "GRAPH" else 1


class _Terms:
    """Prefixes and base as they are declared so far."""

    def __init__(self) -> None:
        self._prefixes: dict[str, str] = {}
        self._base = ""
        self._declaring = ""
        self._prefix = ""

    def declares(self, kind: str | None, token: str) -> bool:
        """Take up a token that belongs to a declaration, and tell whether it did."""
        if kind == "word" and token.upper().lstrip("@") in ("PREFIX", "BASE"):
            self._declaring = token.upper().lstrip("@")
            return True
        if not self._declaring:
            return False
        if kind == "name":
            self._prefix = token[:-1]
        elif kind == "iri":
            if self._declaring == "BASE":
                self._base = self.iri(token)
            else:
                self._prefixes[self._prefix] = self.iri(token)
            self._declaring = ""
        return True

    def iri(self, token: str) -> str:
        """Return the IRI that *token* stands for."""
        if token.startswith("<"):
            iri = _unescaped(token[1:-1])
            return urljoin(self._base, iri) if self._base and ":" not in iri.partition("/")[0] else iri
        prefix, _, local = token.partition(":")
        return self._prefixes.get(prefix, f"{prefix}:") + re.sub(r"\\(.)", r"\1", local)


@dataclass(slots=True)
class _Object:
    """A JSON object while it is read: its key at hand, how many keys it has, and its @id with the offset of that."""

    key: str = ""
    keys: int = 0
    id: str = ""
    offset: int = 0


def _of_json(text: str) -> Iterator[tuple[str, int]]:
    """Yield the @id of each object that has more keys than that, in the order in which the objects end."""
    names, prefixes = _context(text)
    stack: list[_Object | None] = []  # None: a list
    tokens = [(match[0], match.start()) for match in JSON.finditer(text)]
    for number, (token, offset) in enumerate(tokens):
        inner = stack[-1] if stack else None
        if token in ("{", "["):
            stack.append(_Object() if token == "{" else None)
        elif token in ("}", "]"):
            closed = stack.pop() if stack else None
            if closed is not None and closed.id and closed.keys > 1:
                yield _expanded(closed.id, prefixes), closed.offset
        elif token.startswith('"') and inner is not None:
            if number + 1 < len(tokens) and tokens[number + 1][0] == ":":
                inner.key, inner.keys = _string(token), inner.keys + 1
            elif inner.key in names and tokens[number - 1][0] == ":":
                inner.id, inner.offset = _string(token), offset


def _string(token: str) -> str:
    try:
        found: str = json.loads(token)
    except ValueError:
        return token.strip('"')
    return found


def _context(text: str) -> tuple[frozenset[str], dict[str, str]]:
    """Return the names of @id, and the prefixes, of the contexts at the top of a document."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return frozenset({"@id"}), {}
    tops = document if isinstance(document, list) else [document]
    contexts = [context for top in tops if isinstance(top, dict) for context in _listed(top.get("@context"))]
    terms = {key: value for context in contexts if isinstance(context, dict) for key, value in context.items()}
    names = {key for key, value in terms.items() if value == "@id"}
    return frozenset({"@id", *names}), {key: value for key, value in terms.items() if isinstance(value, str)}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _expanded(name: str, prefixes: dict[str, str]) -> str:
    prefix, colon, local = name.partition(":")
    if colon and prefix in prefixes and not local.startswith("//"):
        return prefixes[prefix] + local
    base = prefixes.get("@base", "")
    return urljoin(base, name) if base and not colon else name
