"""The dataset of an update that comes beside it (`using-graph-uri`), written into the update as USING clauses.

Source: SPARQL 1.1 Protocol (W3C, 2013), §2.2.3; SPARQL 1.1 Update, §3.1.3. The engine takes a dataset with a query alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.serve.problems import Problem
from kg.sparql.terminals import SILENT, Token, tokenize

__all__ = ["with_dataset"]


def with_dataset(text: str, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> str:
    """Return the update *text* with these graphs as the dataset of each WHERE; as it is where there are none.

    Raises Problem 400 where the update has USING or WITH itself, or a name is no IRI.
    """
    if not default_graphs and not named_graphs:
        return text
    clause = " ".join(
        [
            *(f"USING {_iri(graph)}" for graph in default_graphs),
            *(f"USING NAMED {_iri(graph)}" for graph in named_graphs),
        ]
    )
    tokens, depth, before, written = tokenize(text), 0, "", list[str]()
    for place, token in enumerate(tokens):
        depth += token.is_mark("{") - token.is_mark("}")
        if depth == 0 and token.word in ("USING", "WITH"):
            raise Problem(400, f"using-graph-uri goes with no update that has {token.word} itself; one of them")
        if depth == 0 and token.word == "WHERE":
            # DELETE WHERE takes no USING: it is DELETE of a template and WHERE of the same.
            template = _group(tokens[place:]) if before == "DELETE" else ""
            written.append(f"{template} {clause} ")
        written.append(token.text)
        before = before if token.kind in SILENT else token.word
    return "".join(written)


def _group(tokens: Iterable[Token]) -> str:
    """Return the first group in braces."""
    depth, written = 0, list[str]()
    for token in tokens:
        depth += token.is_mark("{")
        if depth:
            written.append(token.text)
        depth -= token.is_mark("}")
        if written and not depth:
            break
    return "".join(written)


def _iri(text: str) -> str:
    from pyoxigraph import NamedNode

    try:
        return str(NamedNode(text))
    except ValueError:
        raise Problem(400, f"'{text[:200]}' is no IRI of a graph") from None
