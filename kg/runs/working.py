"""One document: its claims, what their names stand for, and its row; the same wherever it is done."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.formats.claims import claim_to_json, dump_claim, read_claims
from kg.identifiers import sha256_hex
from kg.link import LinkedDocument, link_with_masthead
from kg.model import Claim, Document
from kg.runs.job import Job
from kg.runs.rows import DocumentRow, Summary, decoded, encoded
from kg.store import document_to_json

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["document_made", "document_of", "done", "endless_in", "graph_of", "linked_again", "revised"]


def document_made(job: Job, document: Document) -> str:
    """Return the hash of all that the row of *document* rests on."""
    return sha256_hex(encoded((job.made, document)))


def done(job: Job, document: Document, made: str) -> DocumentRow:
    """Return the row of *document*: its claims are read out, or taken from the job's folder of claims, and linked."""
    return _row(job, document, _claims(job, document), made)


def revised(job: Job, row: DocumentRow) -> DocumentRow:
    """Return *row* as that of a document which replaces what the job says, or nothing."""
    key = job.revised.get(row.summary.key)
    if row.summary.revision_of == key:
        return row
    kept = document_to_json(document_of(row)) | ({"revision_of": key} if key else {})
    return replace(row, summary=replace(row.summary, revision_of=key), document=_line(kept))


def linked_again(job: Job, row: DocumentRow) -> DocumentRow:
    """Return *row* with its claims linked by the lexicon of the job."""
    claims = [item.claim for item in decoded(row.linked, LinkedDocument).claims]
    linked = link_with_masthead(document_of(row), claims, job.lexicon, job.base)
    return replace(row, names=_names(linked), linked=encoded(linked))


def document_of(row: DocumentRow) -> Document:
    """Return the document of a row."""
    return decoded(row.read, Document)


def graph_of(job: Job, row: DocumentRow) -> list[Quad]:
    """Return the quads of the graph of a document."""
    from kg.graph import document_quads

    linked = decoded(row.linked, LinkedDocument)
    return document_quads(
        document_of(row),
        linked.claims,
        activity=job.activity,
        text=job.text,
        base=job.base,
        publisher=linked.publisher,
        authors=linked.authors,
        spellings=linked.spellings,
        revision_of=row.summary.revision_of,
    )


def endless_in(job: Job, document: Document) -> tuple[InputError, ...]:
    """Return an error for each sentence of *document* that is too long to be read out."""
    from kg.extract import endless_sentences

    return () if job.claims else endless_sentences(document)


def _claims(job: Job, document: Document) -> Sequence[Claim]:
    if job.claims is not None:
        path = job.claims / f"{document.key}.jsonl"
        return read_claims(path, [document], job.lexicon)[document.key] if path.stat().st_size else ()
    if document.is_foreign:
        return ()
    from kg.extract import extract_claims
    from kg.runs.tools import parser

    return extract_claims(document, job.lexicon, parser(job.pipeline))


def _row(job: Job, document: Document, claims: Sequence[Claim], made: str) -> DocumentRow:
    linked = link_with_masthead(document, claims, job.lexicon, job.base)
    lines = "".join(dump_claim(claim_to_json(claim)) + "\n" for claim in claims)
    return DocumentRow(
        summary=_summary(document, claims, made),
        read=encoded(document),
        document=_line(document_to_json(document)),
        claims=lines.encode(),
        names=_names(linked),
        linked=encoded(linked),
    )


def _summary(document: Document, claims: Sequence[Claim], made: str) -> Summary:
    return Summary(
        made=made,
        key=document.key,
        name=document.name,
        sha256=document.sha256,
        title=document.title,
        author=document.author,
        publisher=document.publisher,
        issued=document.issued,
        url=document.url,
        language=document.language,
        is_foreign=document.is_foreign,
        unread=document.unread,
        warnings=document.warnings,
        claims=dict(sorted(Counter(claim.type for claim in claims).items())),
    )


def _names(linked: LinkedDocument) -> bytes:
    return _line({"decisions": [asdict(decision) for decision in linked.decisions]})


def _line(row: object) -> bytes:
    return (json.dumps(row, ensure_ascii=False) + "\n").encode()
