"""Asks the questions of the pages: `questions/*.rq`, each with ?node bound to the thing that the page is about."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.sparql.binding import bind_variables
from kg.sparql.source import ask as ask_source

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

__all__ = ["Row", "ask"]

FOLDER: Final = Path(__file__).parent / "questions"

# A variable's value as text: an IRI or a literal's words; None where it is unbound.
Row = dict[str, str | None]


def ask(
    store: Store,
    question: str,
    node: NamedNode | None = None,
    among: Iterable[str] | None = None,
    variable: str = "claim",
) -> list[Row]:
    """Return the rows of *question* about *node*; *among* are the IRIs that *variable* of the question may be."""
    text = _text(question)
    if node is not None:
        text = bind_variables(question, text, {"node": str(node)})
    if among is not None:
        from pyoxigraph import NamedNode

        listed = " ".join(str(NamedNode(iri)) for iri in among)
        text = text.replace("WHERE {", f"WHERE {{ VALUES ?{variable} {{ {listed} }}", 1)
    found = ask_source(store, text)
    names = [variable.value for variable in found.variables]
    return [{name: _value(value) for name, value in zip(names, row, strict=True)} for row in found]


def _value(term: Any) -> str | None:
    return None if term is None else term.value


@cache
def _text(question: str) -> str:
    return (FOLDER / f"{question}.rq").read_text(encoding="utf-8")
