"""Claims as the explorer has them: read off a few flat questions, joined here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from kg.namespaces import CKG
from kg.serve.work.explore.asking import Among, Asker, Rows, many, one
from kg.serve.work.explore.tables import day_number

__all__ = ["OF_CLAIMS", "OF_CONTENTS", "Claim", "Document", "read_claims"]

OF_CLAIMS: Final = ("claims", "comments", "incidents", "contradicted")
OF_CONTENTS: Final = ("doers", "second-sides", "others", "places", "not-before", "not-after", "attested")


class Document(NamedTuple):
    """A document; *issued* is the ISO day that it states, "" where it states none."""

    iri: str
    file: str
    title: str
    issued: str


class Claim(NamedTuple):
    """One claim. *start* is the code point of its document where its words begin; days count from 1970-01-01.

    *dated* tells whose days these are: "claim", its own; "report", by the day of its document; None, nobody's.
    """

    iri: str
    type: str
    factuality: str
    comment: bool
    speaker: str
    document: Document
    paragraph: int
    start: int
    not_before: int | None
    not_after: int | None
    dated: str | None
    doers: list[str]
    others: list[str]
    places: list[str]
    incident: str | None
    contradicted: bool

    @property
    def things(self) -> set[str]:
        """Return the IRIs of who speaks and of all that stand in a role."""
        return {self.speaker, *self.doers, *self.others, *self.places}


def read_claims(asker: Asker, among: Among) -> list[Claim]:
    """Return the claims *among* these (None: all), by file of the document, then by where their words begin, then by IRI.

    Claims that lack what the graph's shapes ask of each are left out, as they are of pages.
    """
    told = _read(asker, among)
    found = (_claim(told, claim, said) for claim, said in told.said.items())
    return sorted(filter(None, found), key=lambda claim: (claim.document.file, claim.start, claim.iri))


class _Said(NamedTuple):
    """What every claim has: what it says, of which type, who makes it, how surely, and where its words begin."""

    content: str
    type: str
    speaker: str
    factuality: str
    document: str
    number: str
    start: str


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of claims, each by its IRI or by that of its content."""

    said: Mapping[str, _Said]
    documents: Mapping[str, Document]
    comments: frozenset[str]
    incidents: Mapping[str, str]
    contradicted: frozenset[str]
    doers: Mapping[str, list[str]]
    others: Mapping[str, list[str]]
    places: Mapping[str, list[str]]
    not_before: Mapping[str, str]
    not_after: Mapping[str, str]
    attested: Mapping[str, str]


def _read(asker: Asker, among: Among) -> _Told:
    claims, comments, incidents, contradicted = asker.together((name, among) for name in OF_CLAIMS)
    said = _first(claims)
    contents = None if among is None else {each.content for each in said.values()}
    doers, seconds, others, places, not_before, not_after, attested, documents = asker.together(
        [*((name, contents) for name in OF_CONTENTS), ("documents", None)]
    )
    # Who fights is on one side or on the other, and two of the same side are no pair.
    second = set(map(tuple, seconds))
    return _Told(
        said=said,
        documents={row[0]: Document(*row) for row in sorted(documents, reverse=True)},
        comments=frozenset(claim for (claim,) in comments),
        incidents=one(incidents),
        contradicted=frozenset(claim for (claim,) in contradicted),
        doers=many(row for row in doers if tuple(row) not in second),
        others=many([*others, *seconds]),
        places=many(places),
        not_before=one(not_before),
        not_after=one(not_after),
        attested=one(attested),
    )


def _first(rows: Rows) -> dict[str, _Said]:
    """Return each claim's row whose words begin first; rows whose numbers are none are left out."""
    found: dict[str, _Said] = {}
    for claim, *rest in rows:
        said = _Said(*rest)
        if not (said.number.isdecimal() and said.start.isdecimal()):
            continue
        before = found.get(claim)
        if before is None or (int(said.start), said) < (int(before.start), before):
            found[claim] = said
    return found


def _claim(told: _Told, claim: str, said: _Said) -> Claim | None:
    document = told.documents.get(said.document)
    if document is None:
        return None
    return Claim(
        claim,
        said.type,
        said.factuality.removeprefix(CKG).lower(),
        claim in told.comments,
        said.speaker,
        document,
        int(said.number),
        int(said.start),
        *_when(told, said.content, document),
        told.doers.get(said.content, []),
        told.others.get(said.content, []),
        told.places.get(said.content, []),
        told.incidents.get(claim),
        claim in told.contradicted,
    )


def _when(told: _Told, content: str, document: Document) -> tuple[int | None, int | None, str | None]:
    """Return the first and the last day that a claim can mean, and who tells; a state that is told to hold has that day."""
    first, last, held = (day_number(days.get(content)) for days in (told.not_before, told.not_after, told.attested))
    if first is not None or last is not None:
        return first, last, "claim"
    if held is not None:
        return held, held, "claim"
    issued = day_number(document.issued)
    return None, issued, None if issued is None else "report"
