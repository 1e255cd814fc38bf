"""What only the user can tell of a dataset: its title, licence, publisher, day, and where it lies."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Final

from kg.errors import UsageError
from kg.issued import issued_day

__all__ = ["About", "is_web_address"]

_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f\ud800-\udfff]+")
_ADDRESS: Final = re.compile(r"https?://[^/?#]+(/[^?#]*)?", re.IGNORECASE)
_UNREADABLE: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class About:
    """What is told of a dataset; None is not told, and nothing is made up in its place but *title* and *description*.

    *license* is an IRI; *publisher* a name, or the address of whoever publishes; *issued* a day as YYYY-MM-DD, told or of
    SOURCE_DATE_EPOCH; *hosted_at* the address of the folder from which files will be fetched.
    Raises UsageError where one of them is not that.
    """

    title: str | None = None
    description: str | None = None
    license: str | None = None
    publisher: str | None = None
    issued: str | None = None
    hosted_at: str | None = None

    def __post_init__(self) -> None:
        for item in fields(self):
            _check_text("--" + item.name.replace("_", "-"), getattr(self, item.name))
        if self.license is not None and not _IRI.fullmatch(self.license):
            raise UsageError(
                "--license", f"{self.license!r} is no IRI", "the licence's address, of one or another site"
            )
        if self.hosted_at is not None and not is_web_address(self.hosted_at):
            raise UsageError(
                "--hosted-at", f"{self.hosted_at!r} is no address of a folder", "https://… without ? and #"
            )
        object.__setattr__(self, "issued", issued_day(self.issued))

    @property
    def folder(self) -> str | None:
        """Return `hosted_at` with the slash at its end that a folder's address has."""
        return None if self.hosted_at is None else self.hosted_at.rstrip("/") + "/"

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the names of what a data portal asks for and nobody has told."""
        return tuple(name for name in ("license", "publisher", "issued") if getattr(self, name) is None)


def is_web_address(text: str) -> bool:
    """Tell whether *text* is an address of the web, without a query or a fragment, that can stand in RDF."""
    return bool(_ADDRESS.fullmatch(text) and _IRI.fullmatch(text))


def _check_text(option: str, text: str | None) -> None:
    if text is None:
        return
    if not text.strip():
        raise UsageError(option, "is empty", "some text, or no such option")
    if _UNREADABLE.search(text):
        raise UsageError(option, f"{text!r} has a character that cannot be shown", "one line of text in UTF-8")
