"""The words of a result: the shape's own, with what a query has found written in, else those of `messages.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.namespaces import shorten

if TYPE_CHECKING:
    from kg.validate.shapes import Constraint, Path, Shape

__all__ = ["messages_of"]

FILE: Final = FilePath(__file__).with_name("messages.toml")
PLACE: Final = re.compile(r"\{[?$](\w+)\}")


def messages_of(
    shape: Shape, constraint: Constraint, path: Path | None, found: Mapping[str, Any]
) -> tuple[Literal, ...]:
    """Return the messages of a result; *found* are the terms of a solution and the parameters, by name (SHACL §5.3.2)."""
    if constraint.sparql is not None and isinstance(told := found.get("message"), Literal):
        return (told,)
    own = (constraint.sparql.messages if constraint.sparql is not None else ()) or shape.messages
    if own:
        return tuple(_filled(message, found) for message in own)
    return (_default(constraint, path, found),)


def _filled(message: Literal, found: Mapping[str, Any]) -> Literal:
    def written(match: re.Match[str]) -> str:
        term = found.get(match[1])
        return match[0] if term is None else getattr(term, "value", str(term))

    if "{" not in message.value:
        return message
    text = PLACE.sub(written, message.value)
    return Literal(text, language=message.language) if message.language else Literal(text)


def _default(constraint: Constraint, path: Path | None, found: Mapping[str, Any]) -> Literal:
    texts = _texts()
    text = texts.get(constraint.component.removesuffix("ConstraintComponent"), texts["Other"])
    places = {
        "component": shorten(constraint.component),
        "members": ", ".join(map(_told, constraint.members)),
        "parameter": _told(constraint.value),
        "path": path.text if path is not None else "",
        "value": _told(found.get("value")),
    }
    return Literal(re.sub(r"\{(\w+)\}", lambda match: places[match[1]], text))


def _told(term: Any) -> str:
    if term is None or isinstance(term, BlankNode):
        return "[…]"
    return shorten(term.value) if isinstance(term, NamedNode) else str(term.value)


@cache
def _texts() -> Mapping[str, str]:
    with FILE.open("rb") as file:
        return tomllib.load(file)
