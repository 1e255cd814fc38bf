"""Claims as the explorer has them: read off a few flat questions, joined here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from kg.namespaces import CKG
from kg.serve.work.explore.asking import Among, Asker, Rows, many, one
from kg.serve.work.explore.tables import day_number

__all__ = ["OF_CLAIMS", "OF_CONTENTS", "REST", "Claim", "Document", "read_claims"]

OF_CLAIMS: Final = (
    "claims", "speakers", "factualities", "comments", "derived", "evidence", "incidents", "contradicted"
)  # fmt: skip
OF_CONTENTS: Final = ("types", "doers", "others", "places", "not-before", "not-after", "attested")
REST: Final = ("paragraphs", "starts", "documents")


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
    found = (_claim(told, claim, content) for claim, content in told.contents.items())
    return sorted(filter(None, found), key=lambda claim: (claim.document.file, claim.start, claim.iri))


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of claims, each by its IRI or by that of its content."""

    contents: Mapping[str, str]
    speakers: Mapping[str, str]
    factualities: Mapping[str, str]
    comments: frozenset[str]
    paragraphs: Mapping[str, tuple[int, Document]]
    starts: Mapping[str, int]
    incidents: Mapping[str, str]
    contradicted: frozenset[str]
    types: Mapping[str, str]
    doers: Mapping[str, list[str]]
    others: Mapping[str, list[str]]
    places: Mapping[str, list[str]]
    not_before: Mapping[str, str]
    not_after: Mapping[str, str]
    attested: Mapping[str, str]


def _read(asker: Asker, among: Among) -> _Told:
    claims, speakers, factualities, comments, derived, evidence, incidents, contradicted = asker.together(
        (name, among) for name in OF_CLAIMS
    )
    contents, paragraphs = one(claims), one(derived)

    def wanted(keys: Iterable[str]) -> Among:
        return None if among is None else set(keys)

    of_contents = wanted(contents.values())
    types, doers, others, places, not_before, not_after, attested, starts, numbers, documents = asker.together(
        [
            *((name, of_contents) for name in OF_CONTENTS),
            ("starts", wanted(passage for _, passage in evidence)),
            ("paragraphs", wanted(paragraphs.values())),
            ("documents", None),
        ]
    )
    known = _documents(documents)
    numbered = {
        iri: (int(number), known[home]) for iri, number, home in numbers if number.isdecimal() and home in known
    }
    return _Told(
        contents=contents,
        speakers=one(speakers),
        factualities=one(factualities),
        comments=frozenset(claim for (claim,) in comments),
        paragraphs={claim: numbered[iri] for claim, iri in paragraphs.items() if iri in numbered},
        starts=_starts(evidence, starts),
        incidents=one(incidents),
        contradicted=frozenset(claim for (claim,) in contradicted),
        types=one(types),
        doers=many(doers),
        others=many(others),
        places=many(places),
        not_before=one(not_before),
        not_after=one(not_after),
        attested=one(attested),
    )


def _documents(rows: Rows) -> dict[str, Document]:
    return {row[0]: Document(*row) for row in sorted(rows, reverse=True)}


def _starts(evidence: Rows, starts: Rows) -> dict[str, int]:
    """Return where the first of the passages of each claim begins."""
    begins = {passage: int(start) for passage, start in starts if start.isdecimal()}
    found: dict[str, int] = {}
    for claim, passage in evidence:
        if passage in begins:
            found[claim] = min(begins[passage], found.get(claim, begins[passage]))
    return found


def _claim(told: _Told, claim: str, content: str) -> Claim | None:
    if not all(claim in known for known in (told.speakers, told.factualities, told.paragraphs, told.starts)):
        return None
    if content not in told.types:
        return None
    number, document = told.paragraphs[claim]
    return Claim(
        claim,
        told.types[content],
        told.factualities[claim].removeprefix(CKG).lower(),
        claim in told.comments,
        told.speakers[claim],
        document,
        number,
        told.starts[claim],
        *_when(told, content, document),
        told.doers.get(content, []),
        told.others.get(content, []),
        told.places.get(content, []),
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
