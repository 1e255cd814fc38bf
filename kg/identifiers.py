"""Content-addressed names: the same input gives the same IRI, whatever the order or the clock.

No entity goes into a claim's hash, so a decision in the registry renames no claim.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from anyascii import anyascii

from kg.model import Mention, Role
from kg.namespaces import DATA

__all__ = [
    "HASH_DIGITS",
    "activity_iri",
    "claim_id",
    "claim_iri",
    "content_iri",
    "contradiction_iri",
    "document_iri",
    "document_key",
    "evidence_iri",
    "graph_iri",
    "hash_number",
    "incident_iri",
    "local_iri",
    "mention_iri",
    "paragraph_iri",
    "registered_iri",
    "sha256_hex",
    "short_hash",
    "situation_iri",
    "slug",
    "statement_iri",
    "text_iri",
]

HASH_DIGITS = 24
LONGEST_STEM = 100


def sha256_hex(data: bytes) -> str:
    """Return the sha256 of *data* in hex."""
    return hashlib.sha256(data).hexdigest()


def short_hash(*parts: object) -> str:
    """Hash *parts* (joined by the unit separator, so that no two lists collide) to 24 hex digits."""
    return sha256_hex("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"))[:HASH_DIGITS]


def hash_number(*parts: str) -> int:
    """Hash *parts* to a number of 64 bits, the same on every run: small enough for arrays, and no name of anything."""
    data = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big")


def slug(name: str) -> str:
    """Turn a name into the last part of an IRI: ASCII letters and digits with hyphens, never empty.

    >>> slug("A'yn al-Ḥamra (town)")
    'ayn-al-hamra-town'
    """
    ascii_name = re.sub(r"['`’‘ʿʾ]", "", anyascii(name)).lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-") or "x" + short_hash(name)[:8]


def document_key(name: str, data: bytes, member: str | None = None) -> str:
    """Return a document's key: the slug-safe stem of its file name and 8 hex digits of the sha256 of its bytes.

    *member* is its own name in a file that holds several, *name* then ending with it; the key holds it too. A stem is cut at
    100 characters, so that a file can be named by the key. The digits of a record, and of a file whose stem is not kept
    whole, are those of name, member and bytes, since others may come out as the same letters.
    """
    file = name if member is None else name.removesuffix(f"#{member}")
    stem = re.sub(r"(?:\.[^.]{1,8})?\.gz$|\.[^.]*$" if member is not None else r"\.[^.]*$", "", file) or file
    named = stem if member is None else f"{stem}-{member}"
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", anyascii(named)).strip("-")[:LONGEST_STEM] or "document"
    if member is None and safe == named:
        return f"{safe}-{sha256_hex(data)[:8]}"
    told = f"{file}\x1f{member or ''}\x1f".encode("utf-8", "surrogatepass")
    return f"{safe}-{sha256_hex(told + data)[:8]}"


def claim_id(
    document: str, paragraph_text: str, start: int, end: int, claim_type: str, mentions: Iterable[Mention], offset: int
) -> str:
    """Return the hash that names a claim and, one to one, its content.

    *start*, *end* and the mentions are taken relative to the paragraph, which begins at *offset* of the document. A mention
    without a span counts by its name. The speaker is the mention of role SOURCE.
    """
    keys = sorted(
        (m.role.value, f"{m.start - offset}-{m.end - offset}" if m.start is not None and m.end is not None else m.name)
        for m in mentions
        if m.role is not Role.INSTRUMENT
    )
    text_hash = sha256_hex(paragraph_text.encode("utf-8", "surrogatepass"))
    return short_hash(document, text_hash, start - offset, end - offset, claim_type, *(p for key in keys for p in key))


def document_iri(key: str, base: str = DATA) -> str:
    return f"{base}document/{key}"


def paragraph_iri(key: str, number: int, base: str = DATA) -> str:
    return f"{base}document/{key}/paragraph/{number}"


def mention_iri(key: str, start: int, end: int, base: str = DATA) -> str:
    return f"{base}document/{key}/mention/{start}-{end}"


def evidence_iri(key: str, start: int, end: int, base: str = DATA) -> str:
    return f"{base}document/{key}/evidence/{start}-{end}"


def local_iri(key: str, room: str, name: str, base: str = DATA) -> str:
    """Return the IRI of a thing that only one document knows; *room* is `actor`, `place`, `talks` or `source`."""
    return f"{base}document/{key}/{room}/{slug(name)}"


def claim_iri(identifier: str, base: str = DATA) -> str:
    return f"{base}claim/{identifier}"


def content_iri(identifier: str, base: str = DATA) -> str:
    return f"{base}content/{identifier}"


def statement_iri(subject: str, predicate: str, object_: str, policy: str, base: str = DATA) -> str:
    return f"{base}statement/{short_hash(subject, predicate, object_, policy)}"


def situation_iri(kind: str, *parts: object, base: str = DATA) -> str:
    """Name a state of *kind* by its parties and whatever tells it from others of theirs."""
    return f"{base}situation/{short_hash(kind, *parts)}"


def incident_iri(identifier: str, *part: object, base: str = DATA) -> str:
    """Return the IRI of an incident, named by its founding report, or of a *part* of it: `report`, `disagreement` …"""
    return f"{base}incident/{'/'.join(map(str, (identifier, *part)))}"


def contradiction_iri(reason: str, one: str, other: str, base: str = DATA) -> str:
    """Name the contradiction of two claims for one reason."""
    return f"{base}contradiction/{short_hash(reason, one, other)}"


def text_iri(identifier: str, base: str = DATA) -> str:
    """Return the IRI of a text that several documents publish."""
    return f"{base}text/{identifier}"


def activity_iri(*inputs: object, base: str = DATA) -> str:
    """Name an activity by the hash of everything that went into it."""
    return f"{base}activity/{short_hash(*inputs)}"


def registered_iri(room: str, name: str, base: str = DATA) -> str:
    """Return the IRI of a registered thing; *room* is `group`, `coalition`, `person`, `place`, `source`, `talks` …"""
    return f"{base}{room}/{slug(name)}"


def graph_iri(room: str, key: str = "", base: str = DATA) -> str:
    """Return the name of a graph: `graph_iri("document", key)`, or "registry", "world", "inferred" alone."""
    return f"{base}graph/{room}/{key}" if key else f"{base}graph/{room}"
