"""Where a subject stands in a file of RDF: its first line and column, in Turtle, TriG, N-Triples, N-Quads and JSON-LD.

An index beside the graph, made when it is asked for: nothing is added to the graph. The files are read as text once more, and
only subjects are looked at, so that a file which a parser has read is read here without its grammar.

1. N-Triples and N-Quads: what a line begins with.
2. Turtle and TriG: what a statement begins with, prefixes and base resolved; not what stands inside brackets.
3. JSON-LD: the value of @id, or of a name that a context gives to it, in an object that says more than that; contexts in the
   file count, on any level. What contexts elsewhere, or by type or property, would say is not known.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

__all__ = ["FORMATS_WITH_POSITIONS", "Position", "find_subjects"]

FORMATS_WITH_POSITIONS: Final = ("turtle", "trig", "ntriples", "nquads", "jsonld")
# What SPARQL and Turtle call PN_CHARS, less precisely: letters, marks, digits, and joiners.
NAME: Final = (
    r"(?:[^\W_]|[_\u00b7\u0300-\u036f\u200c\u200d\u203f\u2040-]"
    r"|[^\x00-\x7f\u00a0\u2000-\u200b\u2028\u2029\u202f\u205f\u3000])"
)
TURTLE: Final = re.compile(
    rf"""(?P<comment>\#[^\n\r]*+)
    |(?P<iri><[^<>"{{}}|^`\x00-\x20]*+>)
    |(?P<string>\"\"\"(?:[^"\\]++|\\.|"(?!""))*+\"\"\"|\'\'\'(?:[^'\\]++|\\.|'(?!''))*+\'\'\'
        |"(?:[^"\\\n]++|\\.)*+"|'(?:[^'\\\n]++|\\.)*+')
    |(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+|[+-]?\d*\.\d+|[+-]?\d+)
    |(?P<label>_:{NAME}(?:(?:{NAME}|\.)*{NAME})?)
    |(?P<name>(?:{NAME}(?:(?:{NAME}|\.)*{NAME})?)?:(?:(?:{NAME}|:|%[0-9A-Fa-f]{{2}}|\\.|\.(?=(?:{NAME}|[:.%\\])))*(?<!\.))?)
    |(?P<word>@?[A-Za-z][\w-]*)
    |(?P<space>\s+)
    |(?P<mark>\^\^|.)""",
    re.VERBOSE | re.DOTALL,
)
ALIASES: Final = 5  # of aliases, and prefixes of prefixes
SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
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


def _resolved(base: str, iri: str) -> str:
    """Resolve a relative IRI (RFC 3986 §5.2); urljoin leaves bases of schemes that it does not know as they are."""
    if not base or SCHEME.match(iri):
        return iri
    document = base.partition("#")[0]
    if not iri or iri.startswith("#"):
        return document + iri
    return document.partition("?")[0] + iri if iri.startswith("?") else urljoin(base, iri)


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
            return _resolved(self._base, _unescaped(token[1:-1]))
        prefix, _, local = token.partition(":")
        return self._prefixes.get(prefix, f"{prefix}:") + re.sub(r"\\(.)", r"\1", local)


@dataclass(slots=True)
class _Object:
    """A JSON object while it is read: the key at hand, its keys, its texts with their offsets, and its own context."""

    parent: _Object | None
    key: str = ""
    keys: set[str] = field(default_factory=set)
    texts: dict[str, tuple[str, int]] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)

    def terms(self) -> dict[str, Any]:
        """Return the terms of its context and those around it."""
        return {**(self.parent.terms() if self.parent else {}), **self.context}


def _of_json(text: str) -> Iterator[tuple[str, int]]:
    """Yield the @id of each object that says something of it, in the order in which the objects end."""
    for found in list(_objects(text)):  # a context may stand behind what it is about
        terms = found.terms()
        names = {key for key in found.keys if _keyword(key, terms) == "@id"}
        said = {_keyword(key, terms) for key in found.keys} - {"@id", "@context", "@graph", "@reverse", "@index"}
        for name in sorted(names & found.texts.keys()) if said else ():
            iri, offset = found.texts[name]
            yield _expanded(iri, terms), offset


def _objects(text: str) -> Iterator[_Object]:
    stack: list[_Object | None] = []  # None: a list
    tokens = [(match[0], match.start()) for match in JSON.finditer(text)]
    skipped = 0  # what ends before this offset is a context
    for number, (token, offset) in enumerate(tokens):
        if offset < skipped:
            continue
        inner = stack[-1] if stack else None
        is_value = number > 0 and tokens[number - 1][0] == ":"
        if is_value and inner is not None and inner.key == "@context":
            inner.context, skipped = _context(text, offset)
        elif token in ("{", "["):
            around = next((one for one in reversed(stack) if one is not None), None)
            stack.append(_Object(around) if token == "{" else None)
        elif token in ("}", "]"):
            closed = stack.pop() if stack else None
            if closed is not None:
                yield closed
        elif token.startswith('"') and inner is not None:
            if is_value:
                inner.texts.setdefault(inner.key, (_string(token), offset))
            else:
                inner.key = _string(token)
                inner.keys.add(inner.key)


def _string(token: str) -> str:
    try:
        found: str = json.loads(token)
    except ValueError:
        return token.strip('"')
    return found


def _context(text: str, offset: int) -> tuple[dict[str, Any], int]:
    """Return the terms of the context that begins at *offset*, and where it ends."""
    try:
        value, end = json.JSONDecoder().raw_decode(text, offset)
    except (ValueError, RecursionError):
        return {}, offset
    contexts = value if isinstance(value, list) else [value]
    return {key: term for one in contexts if isinstance(one, dict) for key, term in one.items()}, end


def _meaning(term: str, terms: dict[str, Any]) -> str:
    """Return what the context says *term* stands for, or ""."""
    value = terms.get(term)
    meant = value.get("@id") if isinstance(value, dict) else value
    return meant if isinstance(meant, str) else ""


def _keyword(key: str, terms: dict[str, Any]) -> str:
    """Return the keyword that *key* is an alias of, or *key*."""
    for _ in range(ALIASES):
        meant = _meaning(key, terms)
        if not meant or key.startswith("@"):
            break
        key = meant
    return key


def _expanded(name: str, terms: dict[str, Any]) -> str:
    for _ in range(ALIASES):
        prefix, colon, local = name.partition(":")
        meant = _meaning(prefix, terms) if colon and not local.startswith("//") else ""
        if not meant:
            break
        name = meant + local
    return _resolved(str(terms.get("@base") or ""), name)
