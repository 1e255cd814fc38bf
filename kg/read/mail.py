"""A saved mail (RFC 5322, MIME) → its text, and its attachments that are reports in a format that is read.

1. The text is what the mail shows (`kg.read.mail_parts`): its parts of plain text, in order, are one record, each of HTML is
   one of its own. Subject, From and Date are title, author and day of issue, in the sender's own zone. Of a list or newsletter
   nothing is guessed.
2. Attachments are told by name and first bytes, not by the type that the sender's program gives, which decides only where there
   is no name; each is a record of its own, called as it is. Pictures, other files and files that hold several reports are not
   read, which the first record tells.
3. An attached mail is read likewise, to a depth of `DEEPEST`. Heads are cut at `LONGEST_HEAD` characters, and a mail of more
   than `MOST_PARTS` parts is none. Bytes of a head beyond ASCII are UTF-8, else Windows-1252.
4. A text stands at the lines of its parts (RFC 5147), from the first to the last: in the file its own lines may be folded or
   packed.
What the text quotes of earlier mails, what it forwards, and its signature, is told by `kg.read.mail_text`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import EmailPolicy, Policy
from itertools import count
from pathlib import Path
from typing import Any, Final, cast

from kg.errors import InputError
from kg.model import Anchor, AnchorKind
from kg.read.draft import Record
from kg.read.mail_parts import file_name, is_shown, parts_of, payload, told, unknown_charset
from kg.read.mail_words import mail_words
from kg.read.media_types import CONTAINERS, DOCX, EPUB, HTML, MAIL, MARKDOWN, PDF, TEXT, media_type_of
from kg.read.members import Members
from kg.read.metadata import Metadata
from kg.read.opening import open_file, unreadable
from kg.read.options import MIB, ReadOptions
from kg.read.stated import stated_text

__all__ = ["find_mail_records"]

BODY: Final = "body"
NAMELESS: Final = "attachment"
REPORTS: Final = frozenset({TEXT, HTML, MARKDOWN, PDF, DOCX, EPUB})
DEEPEST: Final = 5
LONGEST_HEAD: Final = 2_000
MOST_PARTS: Final = 1_000
BETWEEN: Final = b"\n\n"
MARK: Final = "\ufeff".encode()
RIGHT: Final = "a mail as mail programs save it (.eml)"


def find_mail_records(path: Path, options: ReadOptions) -> Iterator[Record | InputError]:
    """Yield the body of the mail at *path* and its attachments; raises InputError where it is none, or holds no report."""
    members = Members()
    data = _bytes(path, options.limits.size)
    message = _parsed(data, path)
    found = list(_records(message, _places(message, data)))
    unread = tuple(f"{name} not read" for name in found if isinstance(name, str))
    records = [record for record in found if isinstance(record, Record)]
    if not records:
        raise InputError(path, "; ".join(("holds no text and no report attached", *unread)), RIGHT)
    for number, record in enumerate(records, 1):
        yield members.named(replace(record, warnings=record.warnings + unread * (number == 1)), f"part{number}")


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
        return name, _characters(value)[:LONGEST_HEAD]


def _characters(head: str) -> str:
    """Return a head whose bytes beyond ASCII, which the library keeps as surrogates, are read as UTF-8, else Windows-1252."""
    if head.isascii():
        return head
    data = head.encode("utf-8", "surrogateescape")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


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


def _records(message: EmailMessage, places: Mapping[int, Anchor], depth: int = 0) -> Iterator[Record | str]:
    """Yield the text of a mail and its attachments, those of attached mails too; of one that is not read, what it is."""
    parts = parts_of(message)
    yield from _texts(message, [part for part in parts if is_shown(part) and payload(part).strip()], places)
    for part in parts:
        if part.get_content_type() == MAIL:
            inner = part.get_payload()
            if depth < DEEPEST and isinstance(inner, list) and isinstance(inner[0], EmailMessage):
                yield from _records(inner[0], places, depth + 1)
            else:
                yield "attached mail"
        elif not is_shown(part) and payload(part).strip():
            name = file_name(part)
            record = _attachment(name, part)
            what = f"attachment {name}" if name else f"attachment of type {stated_text(part.get_content_type())}"
            yield replace(record, anchor=places.get(id(part))) if record else what


def _texts(message: EmailMessage, parts: Sequence[EmailMessage], places: Mapping[int, Anchor]) -> Iterator[Record]:
    """Yield what a mail shows: its parts of plain text as one record, where the first of them is, and each of HTML as one."""
    plain = [part for part in parts if part.get_content_type() == TEXT]
    said, warnings = _said(message)
    for part in parts:
        together = plain if part in plain[:1] else [part]
        if part in plain[1:]:
            continue
        data = payload(part)
        if len(together) > 1:
            data = MARK + BETWEEN.join(_utf_8(payload(one)).strip(b"\r\n") for one in together)
        unknown = dict.fromkeys(filter(None, map(unknown_charset, together)))
        odd = tuple(f"encoding {name[:40]!r} is unknown: the bytes decide" for name in unknown)
        place = _around([places[id(one)] for one in together if id(one) in places])
        yield Record(
            BODY, data, part.get_content_type(), said, place, warnings + odd, mail_words().forwards(said.title)
        )
        warnings = ()


def _utf_8(data: bytes) -> bytes:
    """Return *data* of one of several parts in UTF-8 without a mark."""
    return _characters(data.removeprefix(MARK).decode("ascii", "surrogateescape")).encode()


def _around(places: Sequence[Anchor]) -> Anchor | None:
    """Return the lines from the first of *places* to the end of the last."""
    if not places:
        return None
    first, last = places[0].value.partition(",")[0], places[-1].value.partition(",")[2]
    return replace(places[0], value=f"{first},{last}")


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


def _attachment(name: str | None, part: EmailMessage) -> Record | None:
    data, said = payload(part), part.get_content_type()
    media_type = media_type_of(name or "", data[:4096])
    if name is None and media_type is None and said in REPORTS:
        media_type = said
    return None if media_type is None or media_type in CONTAINERS else Record(name or NAMELESS, data, media_type)


def _said(message: EmailMessage) -> tuple[Metadata, tuple[str, ...]]:
    """Return what the head says of the mail, and what of it cannot be used."""
    said = {
        "title": stated_text(told(lambda: str(message["subject"] or ""))),
        "author": stated_text(told(lambda: [a.display_name or a.addr_spec for a in message["from"].addresses])),
        "issued": told(lambda: message["date"].datetime.date().isoformat()),
    }
    heads = {"title": "subject", "author": "from", "issued": "date"}
    warnings = (f"{field} left out: the line {heads[field].title()} cannot be read" for field in said
                if said[field] is None and heads[field] in message)  # fmt: skip
    return Metadata(**said), tuple(warnings)
