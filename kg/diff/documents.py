"""Which documents came, went, or were edited; which document of now is which of before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kg.diff.changes import Aspect, Change
from kg.diff.delta import Delta
from kg.diff.facts import Facts, local_name
from kg.namespaces import CKG, DCTERMS, PROV, RDF

__all__ = ["document_changes", "revisions"]

TYPE: Final = RDF + "type"
DOCUMENT: Final = CKG + "Document"
TOLD: Final[Mapping[str, str]] = {
    CKG + "fileName": "file",
    DCTERMS + "issued": "issued",
    DCTERMS + "title": "title",
    CKG + "publisher": "publisher",
    CKG + "author": "author",
    DCTERMS + "format": "format",
}
ENTITIES: Final = frozenset({"publisher", "author"})


def revisions(delta: Delta, old: Facts, new: Facts) -> dict[str, str]:
    """Return what each document of the old version that goes by another name now became: old IRI to new.

    The new one says so (prov:wasRevisionOf), or has the same file name, or the same bytes.
    """
    gone, came = _only(delta, "D"), _only(delta, "A")
    found: dict[str, str] = {}
    for document in came:
        same = (
            one
            for tells in (_replaces, _same_file, _same_bytes)
            for one in gone
            if one not in found and tells(document, one, old, new)
        )
        if one := next(same, None):
            found[one] = document
    return found


def _only(delta: Delta, sign: str) -> list[str]:
    return [node for node in delta.subjects() if DOCUMENT in delta.values(sign, node, TYPE)]


def _replaces(document: str, before: str, old: Facts, new: Facts) -> bool:
    return before in new.objects(document, PROV + "wasRevisionOf")


def _same_file(document: str, before: str, old: Facts, new: Facts) -> bool:
    name = new.value(document, CKG + "fileName")
    return bool(name) and name == old.value(before, CKG + "fileName")


def _same_bytes(document: str, before: str, old: Facts, new: Facts) -> bool:
    digest = new.value(document, CKG + "sha256")
    return bool(digest) and digest == old.value(before, CKG + "sha256")


def document_changes(
    delta: Delta, old: Facts, new: Facts, revised: Mapping[str, str], linked: Mapping[str, frozenset[str]]
) -> Iterator[Change]:
    """Yield what became of documents; *linked* are the entities that became others, which is told of them and not here."""
    for node in _only(delta, "A"):
        if node not in revised.values():
            yield _whole("added", node, new)
    for node in _only(delta, "D"):
        if node not in revised:
            yield _whole("removed", node, old)
    for before, after in revised.items():
        same = _same_bytes(after, before, old, new)
        aspects = tuple(_aspects(before, after, old, new, linked))
        yield Change("document", "renamed" if same else "revised", (before,), (after,), _name(new, after), aspects)
    for node in delta.subjects():
        touched = TOLD.keys() & {*delta.touched["D"].get(node, ()), *delta.touched["A"].get(node, ())}
        if touched and all(DOCUMENT in facts.types(node) for facts in (old, new)):
            aspects = tuple(_aspects(node, node, old, new, linked))
            if aspects:
                yield Change("document", "changed", (node,), (node,), _name(new, node), aspects)


def _whole(kind: str, node: str, facts: Facts) -> Change:
    before, after = ((), (node,)) if kind == "added" else ((node,), ())
    return Change("document", kind, before, after, _name(facts, node))


def _name(facts: Facts, document: str) -> str:
    return facts.value(document, CKG + "fileName") or local_name(document)


def _aspects(before: str, after: str, old: Facts, new: Facts, linked: Mapping[str, frozenset[str]]) -> Iterator[Aspect]:
    for predicate, name in TOLD.items():
        was, now = old.objects(before, predicate), new.objects(after, predicate)
        if name in ENTITIES:
            if before == after and all(linked.get(one, frozenset()) & {*now} for one in {*was} - {*now}):
                continue
            was, now = [old.label(one) for one in was], [new.label(one) for one in now]
        if was != now:
            yield Aspect(name, tuple(was), tuple(now))
