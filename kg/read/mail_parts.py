"""The parts of a mail (MIME, RFC 2045 to 2049) → those that are its text, those that are attached, and their bytes.

1. Text is what is shown in the mail: parts of plain text and HTML without a file name that are not said to be attachments.
2. Of alternatives the plain text is taken; the HTML where there is no plain text, or where it has at least `RICHER` times the
   words and `MORE_WORDS` more, since the plain text is then a note in its place. The others are passed over.
3. Lines that are broken for sending are put together again (`format=flowed`, RFC 3676).
Where base64 is bad the bytes that can be told are read; where the encoding is unknown the bytes decide, as in a text file.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from email.errors import InvalidBase64LengthDefect
from email.message import EmailMessage
from typing import Final, TypeVar, cast

from kg.read.charsets import codec_of, said_in_utf_8
from kg.read.media_types import HTML, TEXT
from kg.read.stated import stated_text

__all__ = ["file_name", "is_shown", "parts_of", "payload", "told", "unknown_charset"]

T = TypeVar("T")

NO_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/]")
TAG: Final = re.compile(rb"<(/?)([a-zA-Z]*+)[^<>]*+>")
UNSEEN: Final = frozenset({b"style", b"script", b"head", b"title"})
RICHER: Final = 2
MORE_WORDS: Final = 10
FLOWED: Final = re.compile(rb"(>*)( ?)(.*)", re.DOTALL)
SIGNATURE: Final = b"-- "


def parts_of(message: EmailMessage) -> list[EmailMessage]:
    """Return the parts of a mail, in order, without the texts that others stand for; an attached mail is one part."""
    return _Parts().of(message)


class _Parts:
    """Takes mails apart; each text is counted once, however deep alternatives are nested."""

    def __init__(self) -> None:
        self._words: dict[int, int] = {}

    def of(self, message: EmailMessage) -> list[EmailMessage]:
        if message.get_content_maintype() != "multipart" or not message.is_multipart():
            return [message]
        children = [self.of(child) for child in cast("list[EmailMessage]", message.get_payload())]
        taken = self._taken(children) if message.get_content_subtype() == "alternative" else None
        return [part for child in children for part in child if taken is None or child is taken or not is_shown(part)]

    def _taken(self, children: Sequence[list[EmailMessage]]) -> list[EmailMessage] | None:
        """Return the one of alternatives whose text is read, None where none has text."""
        plain = page = None
        for child in children:
            kinds = {part.get_content_type() for part in child if self._count(part)}
            if kinds == {TEXT}:
                plain = plain or child
            elif HTML in kinds:
                page = child
        if plain is None or page is None:
            return plain or page
        words, more = sum(map(self._count, plain)), sum(map(self._count, page))
        return page if more >= max(RICHER * words, words + MORE_WORDS) else plain

    def _count(self, part: EmailMessage) -> int:
        """Return how many words a reader sees of *part*, more or less."""
        if id(part) not in self._words:
            data = payload(part) if is_shown(part) else b""
            seen = _seen(data) if part.get_content_type() == HTML else (data,)
            self._words[id(part)] = sum(len(text.split()) for text in seen)
        return self._words[id(part)]


def _seen(page: bytes) -> Iterator[bytes]:
    at, unseen = 0, b""
    for tag in TAG.finditer(page):
        name = tag[2].lower()
        if not unseen:
            yield page[at : tag.start()]
            unseen = name if name in UNSEEN and not tag[1] else b""
        elif name == unseen and tag[1]:
            unseen = b""
        at = tag.end()
    if not unseen:
        yield page[at:]


def is_shown(part: EmailMessage) -> bool:
    """Whether *part* is text that the mail shows, none that is attached."""
    attached = file_name(part) is not None or told(part.get_content_disposition) == "attachment"
    return not attached and part.get_content_type() in (TEXT, HTML)


def file_name(part: EmailMessage) -> str | None:
    """Return what the sender calls the file that *part* is."""
    return stated_text(told(part.get_filename))


def payload(part: EmailMessage) -> bytes:
    """Return the bytes of *part*; text in UTF-8 with a byte-order mark where it says another encoding."""
    data = told(lambda: part.get_payload(decode=True))
    if not isinstance(data, bytes):
        return b""
    if any(isinstance(defect, InvalidBase64LengthDefect) for defect in part.defects):
        digits = NO_BASE64.sub(b"", data)  # what the library hands back as it is
        data = b64decode(digits[: len(digits) // 4 * 4])
    if part.get_content_maintype() != "text":
        return data
    data = said_in_utf_8(data, part.get_content_charset())
    flowed = part.get_content_type() == TEXT and _parameter(part, "format") == "flowed"
    return _joined(data, _parameter(part, "delsp") == "yes") if flowed else data


def unknown_charset(part: EmailMessage) -> str | None:
    """Return the name that *part* gives its encoding where none is called so."""
    charset = part.get_content_charset() if part.get_content_maintype() == "text" else None
    return stated_text(charset) if charset and codec_of(charset.strip(" \"'")) is None else None


def told(read: Callable[[], T]) -> T | None:
    """Return what *read* does, None where the library stumbles over a broken head, as it does in all kinds of errors."""
    try:
        return read()
    except Exception:
        return None


def _parameter(part: EmailMessage, name: str) -> str:
    value = told(lambda: part.get_param(name))
    return value.strip().lower() if isinstance(value, str) else ""


def _joined(data: bytes, delete_spaces: bool) -> bytes:
    """Return flowed text with each paragraph on a line (RFC 3676, section 4): a line that ends in a space goes on."""
    lines: list[tuple[bytes, list[bytes]]] = []
    goes_on = False
    for line in data.replace(b"\r\n", b"\n").split(b"\n"):
        marks, _, text = FLOWED.fullmatch(line).groups()  # type: ignore[union-attr]
        signs = text == SIGNATURE
        if goes_on and not signs and lines[-1][0] == marks:
            lines[-1][1].append(text)
        else:
            lines.append((marks, [text]))
        goes_on = text.endswith(b" ") and not signs
        if goes_on and delete_spaces:
            lines[-1][1][-1] = text[:-1]
    return b"\n".join(marks + b" " * bool(marks) + b"".join(texts) for marks, texts in lines)
