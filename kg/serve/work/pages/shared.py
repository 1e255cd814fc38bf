"""Texts that several documents publish, as pages tell of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.serve.work.pages.ask import Row
from kg.serve.work.pages.links import Link, Linker

__all__ = ["Publication", "SharedText", "shared_texts"]


@dataclass(frozen=True, slots=True)
class Publication:
    """A document that publishes a text; *issued* is "" where it states no day, *is_first* where the graph says so."""

    link: Link
    publisher: Link | None
    issued: str
    is_first: bool


@dataclass(slots=True)
class SharedText:
    """A text, how many words of it are shared, and its publications by day; *agency* is whose it is, where one is named."""

    link: Link
    words: int
    agency: Link | None
    publications: list[Publication] = field(default_factory=list)

    @property
    def first(self) -> Publication | None:
        """Return the first publication, None where dates do not tell."""
        return next((one for one in self.publications if one.is_first), None)

    def beside(self, iri: str) -> list[Publication]:
        """Return the publications but for the document *iri*."""
        return [one for one in self.publications if one.link.iri != iri]


def shared_texts(rows: Iterable[Row], linker: Linker) -> list[SharedText]:
    """Return the texts that the rows of `shared-texts.rq` tell of, those of most publications first."""
    found: dict[str, SharedText] = {}
    told: set[tuple[str | None, str | None]] = set()
    for row in rows:
        text = found.setdefault(row["text"] or "", _text(row, linker))
        if (row["text"], row["document"]) not in told:
            told.add((row["text"], row["document"]))
            text.publications.append(_publication(row, linker))
    return sorted(found.values(), key=lambda text: (-len(text.publications), text.link.iri))


def _text(row: Row, linker: Linker) -> SharedText:
    agency = linker.link(row["agency"], row["agencyLabel"]) if row["agency"] else None
    return SharedText(linker.link(row["text"] or "", row["label"]), int(row["words"] or 0), agency)


def _publication(row: Row, linker: Linker) -> Publication:
    publisher = linker.link(row["publisher"], row["publisherLabel"]) if row["publisher"] else None
    link = linker.link(row["document"] or "", row["title"] or row["file"])
    return Publication(link, publisher, row["issued"] or "", row["first"] == "true")
