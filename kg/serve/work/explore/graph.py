"""The graph in columns: what `/explore/graph.json` answers with. docs/explorer.md says what each column is."""

from __future__ import annotations

import gc
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from kg.namespaces import CKG, EVENT_TYPE
from kg.serve.filters import FILTERS
from kg.serve.problems import Problem
from kg.serve.work.explore.asking import Asker, one
from kg.serve.work.explore.claims import OF_CLAIMS, OF_CONTENTS, Claim, Document, read_claims
from kg.serve.work.explore.filters import matching
from kg.serve.work.explore.parties import parties_of_type
from kg.serve.work.explore.tables import Columns, columns, day_number, indexes
from kg.serve.work.explore.things import Position, located, read_things, read_within
from kg.serve.work.explore.ties import OF_SITUATIONS, Tie, leads_backward, read_ties, tie_of_type, tie_table
from kg.serve.work.explore.words import OF_WORDS, count_reprints, read_origins, read_reprints

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["count_claims", "graph_json"]

CLAIM_COLUMNS: Final = (
    "path", "type", "factuality", "comment", "speaker", "document", "paragraph", "notBefore", "notAfter", "dated",
    "doers", "others", "places", "incident", "contradicted", "origin", "reprint",
)  # fmt: skip


def graph_json(
    store: Store, base: str, position: Position, filters: Iterable[tuple[str, str]], rows: int, size: int
) -> bytes:
    """Return the claims that *filters* let through, and what they are about, as JSON.

    *base* begins the IRIs of the store; *position* tells where a place lies.
    Raises Problem 400 where a filter does not fit, 403 where the claims are more than *rows* or the answer than *size* bytes.
    """
    with _no_collecting(), Asker(store, count_claims(store)) as asker:
        among = matching(asker, base, filters)
        found = asker.claims if among is None else len(among)
        _check(found, rows)
        if among is None:
            asker.begin(
                (
                    *OF_CLAIMS,
                    *OF_CONTENTS,
                    *OF_WORDS,
                    "documents",
                    "within",
                    "resting",
                    *OF_SITUATIONS,
                    "labels",
                    "kinds",
                    "located",
                )
            )
        claims = read_claims(asker, among)
        told = _told(asker, claims, base, position)
        told["total"] = {"claims": found, "shown": len(claims)}
        body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    if len(body) > size:
        raise Problem(403, f"the answer is larger than {size:,} bytes, the most that is given; {_narrower()}")
    return body


def count_claims(store: Store) -> int:
    """Return how many claims there are."""
    with Asker(store, 0) as asker:
        return int(asker.rows("count")[0][0])


def _check(claims: int, rows: int) -> None:
    if claims > rows:
        raise Problem(403, f"these are {claims:,} claims, and at most {rows:,} are given; {_narrower()}")


def _narrower() -> str:
    return f"fewer by the filters {', '.join(FILTERS)}"


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Have no cycles collected: there are none among so many rows, and to look for them takes a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _told(asker: Asker, claims: Sequence[Claim], base: str, position: Position) -> dict[str, Any]:
    def path(iri: str) -> str:
        return iri.removeprefix(base)

    numbers = indexes(claim.iri for claim in claims)
    ties = read_ties(asker, numbers)
    within = read_within(asker)
    origins, reprints = read_origins(asker, numbers), read_reprints(asker, claims)
    counts = Counter(thing for claim in claims for thing in claim.things)
    things = indexes(sorted(_named([*counts, *origins.values()], ties, within), key=path))
    documents = {claim.document.iri: claim.document for claim in claims}
    types = sorted({claim.type for claim in claims}, key=_type_name)
    of_documents, of_types = indexes(documents), indexes(types)

    def row(claim: Claim) -> tuple[Any, ...]:
        origin = origins.get(claim.iri)
        own = _row(claim, path, things, of_documents, of_types)
        return *own, things[origin] if origin else None, reprints.get(claim.iri)

    return {
        "things": read_things(asker, things, path, counts, count_reprints(claims, reprints)),
        "documents": _documents(documents.values(), path),
        "types": _types(asker, types),
        "claims": columns(CLAIM_COLUMNS, (row(claim) for claim in claims)),
        "ties": tie_table(ties, things, numbers, path),
        "places": located(asker, things, position),
        "within": columns(
            ("thing", "in"), ((things[thing], things[area]) for thing in things for area in within.get(thing, ()))
        ),
    }


def _named(counts: Iterable[str], ties: Iterable[Tie], within: Mapping[str, list[str]]) -> set[str]:
    """Return the things that claims name or rest on and ties name, and all that these lie in."""
    found: set[str] = set()
    waiting = [*counts, *(party for tie in ties for party in (tie.first, tie.second))]
    while waiting:
        thing = waiting.pop()
        if thing not in found:
            found.add(thing)
            waiting += within.get(thing, ())
    return found


def _documents(documents: Iterable[Document], path: Callable[[str], str]) -> Columns:
    rows = ((path(d.iri), d.title or d.file, d.file, day_number(d.issued)) for d in documents)
    return columns(("path", "label", "file", "issued"), rows)


def _types(asker: Asker, types: Iterable[str]) -> Columns:
    labels = one(asker.rows("type-labels", set(types)))
    parties = {iri: parties_of_type(_type_name(iri)) for iri in types}
    roles = one(asker.rows("labels", {role for of_type in parties.values() for role in (of_type.doer, of_type.other)}))

    def role(iri: str) -> str:
        # The ontology says "(as told)" of each: here everything is.
        return roles.get(iri, iri.removeprefix(CKG)).removesuffix(" (as told)")

    rows = (
        (
            *(name := _type_name(iri), labels.get(iri) or name, tie_of_type(name), leads_backward(name)),
            *(state, relation, role(doer), role(other)),
        )
        for iri, (state, relation, doer, other) in parties.items()
    )
    return columns(("name", "label", "tie", "backward", "state", "relation", "doer", "other"), rows)


def _type_name(iri: str) -> str:
    return iri.removeprefix(EVENT_TYPE)


def _row(
    claim: Claim,
    path: Callable[[str], str],
    things: Mapping[str, int],
    documents: Mapping[str, int],
    types: Mapping[str, int],
) -> tuple[Any, ...]:
    return (
        path(claim.iri), types[claim.type], claim.factuality, claim.comment, things[claim.speaker],
        documents[claim.document.iri], claim.paragraph, claim.not_before, claim.not_after, claim.dated,
        *(sorted(things[iri] for iri in filled) for filled in (claim.doers, claim.others, claim.places)),
        path(claim.incident) if claim.incident else None, claim.contradicted,
    )  # fmt: skip
