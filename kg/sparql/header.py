"""A SPARQL query with its grlc header, which says what it answers and what may be asked.

    #+ summary: Which places does each source say who holds?
    #+ description: Control, captures and handovers, by the place that is itself held.
    #+ params:
    #+   - name: actor
    #+     description: the holder
    #+     example: Nusra Front
    #+   - name: since
    #+     type: date
    #+     default: "2015-01-01"
    #+ columns:
    #+   place: the place
    #+   holder: who holds it

A parameter is a variable of the query, bound to one term before it runs; one that is not given, and has no default, stays
free. Its type is `thing` (an IRI, or a name that the graph knows; the default), `text`, `date`, `number`, `integer` or
`boolean`, or a name of XML Schema that means one of these. A `thing` may have a `class` that names are looked for in, and
any parameter an `enum`, the only values that it takes. Short forms: a parameter may be `- actor: the holder` or
`- since (date): the first day`, and the columns may be a line of names. grlc's own `defaults` and `enumerate` are heeded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from kg.errors import QueryError
from kg.sparql.decorators import read_decorators

__all__ = ["PARAM_KINDS", "NamedQuery", "Param", "parse_header"]

PARAM_KINDS: Final = ("thing", "text", "date", "number", "integer", "boolean")
SYNONYMS: Final = {
    "iri": "thing",
    "uri": "thing",
    "xsd:anyURI": "thing",
    "string": "text",
    "literal": "text",
    "xsd:string": "text",
    "xsd:date": "date",
    "xsd:decimal": "number",
    "xsd:double": "number",
    "xsd:integer": "integer",
    "xsd:boolean": "boolean",
}
PARAM_KEYS: Final = ("name", "type", "class", "description", "default", "example", "enum", "required")
_CLASS = re.compile(r"\w+:\w[\w/#.:-]*")
_SHORT = re.compile(r"(?P<name>\w+)(?:\s*\((?P<kind>[\w:]+)\))?")


@dataclass(frozen=True, slots=True)
class Param:
    """A variable that may be bound: its kind (one of PARAM_KINDS) and what it means.

    *default* is bound where nothing is given; with *enum*, only its values may be; *example* is a value that finds something.
    *of* is the class, such as `ckg:Actor`, whose things a name may mean; "" where it may mean any.
    """

    name: str
    kind: str = "thing"
    meaning: str = ""
    default: str | None = None
    example: str = ""
    enum: tuple[str, ...] = ()
    required: bool = False
    of: str = ""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query and what its header says; a query without a header has its name and text alone.

    *meanings* tells of columns what they mean. *header* has every key whose value is a text, also those that mean something
    to others than `kg query`.
    """

    name: str
    text: str
    summary: str = ""
    question: str = ""
    columns: tuple[str, ...] = ()
    params: Mapping[str, Param] = field(default_factory=dict)
    example: str = ""
    header: Mapping[str, str] = field(default_factory=dict)
    description: str = ""
    meanings: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The query without the lines of its header."""
        lines = [line for line in self.text.splitlines(keepends=True) if not line.startswith("#+")]
        return "".join(lines).lstrip("\n")


def parse_header(name: str, text: str) -> NamedQuery:
    """Return the query *text* with its header. Raises QueryError for an unreadable header."""
    return _Header(name, read_decorators(name, text)).query(text)


class _Header:
    """Checks that each decorator has the form that it should have."""

    def __init__(self, name: str, keys: Mapping[str, Any]) -> None:
        self.name, self.keys = name, keys

    def query(self, text: str) -> NamedQuery:
        told = {key: " ".join(value.split()) for key, value in self.keys.items() if isinstance(value, str)}
        for key in ("summary", "description", "question", "example", "title"):
            if key in self.keys and key not in told:
                raise self._fault(f"{key} is no text", f"#+ {key}: words")
        meanings = self._columns(self.keys.get("columns", ""))
        return NamedQuery(
            self.name,
            text,
            told.get("summary", ""),
            told.get("question", ""),
            tuple(meanings),
            self._params(),
            told.get("example", ""),
            told,
            told.get("description", ""),
            {column: meaning for column, meaning in meanings.items() if meaning},
            self._texts("tags", self.keys.get("tags", [])),
        )

    def _columns(self, given: Any) -> dict[str, str]:
        if isinstance(given, str):
            return dict.fromkeys(re.findall(r"\w+", given), "")
        if isinstance(given, list):
            return dict.fromkeys(self._texts("columns", given), "")
        return {column: self._text(f"the column {column}", meaning) for column, meaning in given.items()}

    def _params(self) -> dict[str, Param]:
        given = self.keys.get("params", [])
        if given in ("", "none"):
            given = []
        if not isinstance(given, list):
            raise self._fault("params is no list", "#+   - name: actor")
        params: dict[str, Param] = {}
        for item in given:
            param = self._param(item)
            if param.name in params:
                raise self._fault(f"the parameter {param.name} is there twice", "one of each name")
            params[param.name] = param
        for key, field_name in (("defaults", "default"), ("enumerate", "enum")):
            self._add(params, key, field_name)
        return params

    def _param(self, item: Any) -> Param:
        if isinstance(item, str):
            item = {item: ""}
        if not isinstance(item, dict):
            raise self._fault("a parameter is neither a mapping nor a name", "#+   - name: actor")
        if "name" not in item:
            item = self._in_full(item)
        if unknown := sorted(set(item) - set(PARAM_KEYS)):
            raise self._fault(f"a parameter has the key {unknown[0]!r}", f"one of: {', '.join(PARAM_KEYS)}")
        name = self._text("the name of a parameter", item["name"])
        what = f"the parameter {name}"
        if not re.fullmatch(r"\w+", name):
            raise self._fault(f"{what!r} is no variable", "a name such as actor")
        told = {
            key: self._text(f"{key} of {what}", item.get(key, ""))
            for key in ("description", "example", "required", "class")
        }
        default = self._text(f"default of {what}", item["default"]) if "default" in item else None
        kind = self._kind(what, self._text(f"type of {what}", item.get("type", "thing")))
        enum = self._texts(f"enum of {what}", item.get("enum", []))
        if told["class"] and (kind != "thing" or not _CLASS.fullmatch(told["class"])):
            raise self._fault(f"class of {what} is {told['class']!r}", "a class such as ckg:Actor, of a thing")
        required = told["required"] == "true"
        return Param(name, kind, told["description"], default, told["example"], enum, required, told["class"])

    def _in_full(self, item: dict[str, Any]) -> dict[str, Any]:
        if len(item) != 1:
            raise self._fault("a parameter has no name", "#+   - name: actor")
        ((key, meaning),) = item.items()
        found = _SHORT.fullmatch(key.strip())
        if found is None:
            raise self._fault(f"the parameter {key!r} cannot be read", "#+   - name: actor")
        return {"name": found["name"], "type": found["kind"] or "thing", "description": meaning}

    def _kind(self, what: str, given: str) -> str:
        kind = SYNONYMS.get(given, given)
        if kind not in PARAM_KINDS:
            raise self._fault(f"{what} has the kind {given!r}", f"one of: {', '.join(PARAM_KINDS)}")
        return kind

    def _add(self, params: dict[str, Param], key: str, field_name: str) -> None:
        """Heed grlc's decorator *key*, a list of mappings from a parameter to its default, or to its values.

        `enumerate` may also name a parameter alone: then grlc offers what the graph has, and so any value is allowed.
        """
        given = self.keys.get(key, [])
        for item in given if isinstance(given, list) else [given]:
            if field_name == "enum" and isinstance(item, str) and re.fullmatch(r"\w+", item):
                params.setdefault(item, Param(item))
                continue
            if not isinstance(item, dict):
                raise self._fault(f"{key} is no list of mappings", f"#+ {key}: and below it #+   - actor: value")
            for name, value in item.items():
                read = self._texts if field_name == "enum" else self._text
                params[name] = replace(params.get(name, Param(name)), **{field_name: read(f"{key} of {name}", value)})  # type: ignore[arg-type]

    def _text(self, what: str, value: Any) -> str:
        if not isinstance(value, str):
            raise self._fault(f"{what} is no text", "words, in quotation marks where they hold ': '")
        return " ".join(value.split())

    def _texts(self, what: str, value: Any) -> tuple[str, ...]:
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list):
            raise self._fault(f"{what} is no list", "a list of words")
        return tuple(self._text(what, item) for item in values)

    def _fault(self, wrong: str, right: str) -> QueryError:
        return QueryError(self.name, wrong, right)
