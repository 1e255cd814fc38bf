"""A saved mail (RFC 5322, MIME) → its body, and its attachments that are reports in a format that is read.

1. The body is the plain text, else the HTML. Subject, From and Date are its title, author and day of issue, in the sender's
   own zone. Of a list or newsletter nothing is guessed.
2. Attachments are told by name and first bytes, not by the type that the sender's program gives; each is a record of its own,
   called as it is. Pictures, other files and files that hold several reports are not read, which the first record tells.
3. An attached mail is read likewise, to a depth of `DEEPEST`. Heads are cut at `LONGEST_HEAD` characters, and a mail of more
   than `MOST_PARTS` parts is none.
4. A text stands at the lines of its part (RFC 5147): in the file its own lines may be folded or packed.
Where base64 is bad the bytes that can be told are read; where the encoding is unknown the bytes decide, as in a text file.
What the body quotes of earlier mails, and its signature, is told by the words (`kg.read.quoting`).
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from email import message_from_bytes
from email.errors import InvalidBase64LengthDefect
from email.message import EmailMessage
from email.policy import EmailPolicy, Policy
from itertools import count
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from kg.errors import InputError
from kg.model import Anchor, AnchorKind
from kg.read.charsets import said_in_utf_8
from kg.read.draft import Record
from kg.read.media_types import CONTAINERS, HTML, MAIL, TEXT, media_type_of
from kg.read.members import Members
from kg.read.metadata import Metadata
from kg.read.opening import open_file, unreadable
from kg.read.options import MIB, ReadOptions
from kg.read.stated import stated_text

__all__ = ["find_mail_records"]

T = TypeVar("T")

BODY: Final = "body"
NO_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/]")
DEEPEST: Final = 5
LONGEST_HEAD: Final = 2_000
MOST_PARTS: Final = 1_000
RIGHT: Final = "a mail as mail programs save it (.eml)"


def find_mail_records(path: Path, options: ReadOptions) -> Iterator[Record | InputError]:
    """Yield the body of the mail at *path* and its attachments; raises InputError where it is none, or holds no report."""
    members, number = Members(), 0
    data = _bytes(path, options.limits.size)
    message = _parsed(data, path)
    for number, record in enumerate(_warned(_records(message, _places(message, data))), 1):
        yield members.named(record, f"part{number}")
    if not number:
        raise InputError(path, "holds no text and no report attached", RIGHT)


class _Part(EmailMessage):
    """A part that keeps its payload as it is written in the file."""

    written = b""

    def set_payload(self, payload: Any, charset: Any = None) -> None:
        if isinstance(payload, str):
            self.written = payload.encode("ascii", "surrogateescape")
        super().set_payload(payload, charset)


class _Bounded(EmailPolicy):
    """The policy of today's mails, with heads cut before they are taken apart."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_HEAD]


def _bytes(path: Path, most: int) -> bytes:
    try:
        with open_file(path) as file:
            data = file.read(most + 1)
    except OSError as error:
        wrong = f"cannot be read ({error.strerror})"
        raise unreadable(path, error, wrong, "give a file that you may read") from error
    if len(data) > most:
        raise InputError(path, f"holds more than {most // MIB} MiB", "save the attachments apart")
    return data


def _parsed(data: bytes, where: object) -> EmailMessage:
    parts = count()

    def part(policy: Policy | None = None) -> EmailMessage:
        if next(parts) > MOST_PARTS:
            raise InputError(where, f"has more than {MOST_PARTS} parts", RIGHT)
        return _Part(policy)

    try:
        message = cast("EmailMessage", message_from_bytes(data, part, policy=_Bounded()))
    except InputError:
        raise
    except Exception as error:  # broken heads take the library to all kinds of errors
        raise InputError(where, f"cannot be taken apart ({type(error).__name__})", RIGHT) from error
    if not message.keys():
        raise InputError(where, "is no mail (it begins without a head)", RIGHT)
    return message


def _warned(found: Iterator[Record | str]) -> Iterator[Record]:
    """Yield the records of a mail, the first with what was not read."""
    every = list(found)
    warnings = tuple(f"{name} not read" for name in every if isinstance(name, str))
    for record in every:
        if isinstance(record, Record):
            yield replace(record, warnings=(*record.warnings, *warnings))
            warnings = ()


def _records(message: EmailMessage, places: Mapping[int, Anchor], depth: int = 0) -> Iterator[Record | str]:
    """Yield the body of a mail and its attachments, those of attached mails too; of one that is not read, what it is."""
    parts = list(_parts(message))
    body = _body(parts)
    if body is not None:
        said, warnings = _said(message)
        media_type = TEXT if body.get_content_type() == TEXT else HTML
        yield Record(BODY, _payload(body), media_type, said, places.get(id(body)), warnings)
    for part in parts:
        if part.get_content_type() == MAIL:
            inner = part.get_payload()
            if depth < DEEPEST and isinstance(inner, list) and isinstance(inner[0], EmailMessage):
                yield from _records(inner[0], places, depth + 1)
            else:
                yield "attached mail"
        elif part is not body and (name := _file_name(part)):
            record = _attachment(name, part)
            yield replace(record, anchor=places.get(id(part))) if record else f"attachment {name}"


def _places(message: EmailMessage, data: bytes) -> dict[int, Anchor]:
    """Return the lines of the mail *data* on which each part stands (RFC 5147), by its identity; parts come in their order."""
    places: dict[int, Anchor] = {}
    blank = b"\r\n\r\n" if b"\r\n\r\n" in data else b"\n\n"  # what stands between a head and its body
    at = lines = 0
    for part in cast("Iterator[_Part]", message.walk()):
        if not part.written.strip():
            continue
        if (found := data.find(blank + part.written, at)) < 0:
            break
        start = found + len(blank)
        before = lines + data.count(b"\n", at, start)
        at, lines = start + len(part.written), before + part.written.count(b"\n")
        last = lines + (not part.written.endswith(b"\n"))
        places[id(part)] = Anchor(0, AnchorKind.LINE, f"line={before},{last}")
    return places


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield what a mail is made of, in order; an attached mail is one part."""
    if message.get_content_maintype() != "multipart" or not message.is_multipart():
        yield message
        return
    for part in cast("list[EmailMessage]", message.get_payload()):
        yield from _parts(part)


def _body(parts: Sequence[EmailMessage]) -> EmailMessage | None:
    texts = [part for part in parts if not _file_name(part) and _told(part.get_content_disposition) != "attachment"]
    for media_type in (TEXT, HTML):
        for part in texts:
            if part.get_content_type() == media_type and _payload(part).strip():
                return part
    return None


def _attachment(name: str, part: EmailMessage) -> Record | None:
    data = _payload(part)
    media_type = media_type_of(name, data[:4096])
    return None if media_type is None or media_type in CONTAINERS else Record(name, data, media_type)


def _payload(part: EmailMessage) -> bytes:
    data = _told(lambda: part.get_payload(decode=True))
    if not isinstance(data, bytes):
        return b""
    if any(isinstance(defect, InvalidBase64LengthDefect) for defect in part.defects):
        digits = NO_BASE64.sub(b"", data)  # what the library hands back as it is
        data = b64decode(digits[: len(digits) // 4 * 4])
    return said_in_utf_8(data, part.get_content_charset()) if part.get_content_maintype() == "text" else data


def _file_name(part: EmailMessage) -> str | None:
    return stated_text(_told(part.get_filename))


def _said(message: EmailMessage) -> tuple[Metadata, tuple[str, ...]]:
    """Return what the head says of the mail, and what of it cannot be used."""
    said = {
        "title": stated_text(_told(lambda: str(message["subject"] or ""))),
        "author": stated_text(_told(lambda: [a.display_name or a.addr_spec for a in message["from"].addresses])),
        "issued": _told(lambda: message["date"].datetime.date().isoformat()),
    }
    heads = {"title": "subject", "author": "from", "issued": "date"}
    warnings = (f"{field} left out: the line {heads[field].title()} cannot be read" for field in said
                if said[field] is None and heads[field] in message)  # fmt: skip
    return Metadata(**said), tuple(warnings)


def _told(read: Callable[[], T]) -> T | None:
    """Return what *read* does, None where the library stumbles over a broken head, as it does in all kinds of errors."""
    try:
        return read()
    except Exception:
        return None
