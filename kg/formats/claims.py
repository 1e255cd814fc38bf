"""Claims as JSON Lines, the interchange of extractors, annotators and scorers: written, and read with every line checked.

A line from anywhere (a person, a language model, another extractor) is refused unless
1. its document and paragraph are there, and its type, factuality and voice are known;
2. its quote stands in that paragraph: at `start`/`end` (document offsets) where given, else its first occurrence;
3. each of its names occurs there or is known (`kg.formats.claim_names`), and each of its `mentions` stands at its span;
4. its date is EDTF, its numbers are numbers, and the claim that its `content` names is in the file;
5. its texts hold no control character, lone surrogate or other character that XML forbids.
The claim's id is always computed anew; ids of the file only tie `content` to a line. Lines of the same content are merged.
`required`, `also` and `core`, the annotators' own keys, are passed over.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.consolidate.roles import ROLE_TABLE
from kg.edtf import bounds, interval
from kg.errors import ClaimError
from kg.formats.amounts import amount_notation, parse_amount
from kg.formats.claim_names import NameFinder
from kg.formats.json_lines import Refusal, check_characters, parse_object, read_lines
from kg.identifiers import claim_id
from kg.lexicon.kinds import KINDS
from kg.model import Claim, Document, Factuality, Interval, Mention, Paragraph, Quantity, Role, Voice
from kg.place_relations import mark_relations
from kg.territory import mark_territory

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

__all__ = ["claim_from_json", "claim_to_json", "dump_claim", "read_claims"]

Row = Mapping[str, Any]

ROLE_KEYS: Final = {Role.ACTOR: "actors", Role.RECIPIENT: "recipients", Role.LOCATION: "locations"}
SPEAKER_KEYS: Final = {Role.SOURCE: "source", Role.RELAY: "relayed_by"}
KEYS: Final = (
    *(
        "document",
        "paragraph",
        "quote",
        "type",
        "actors",
        "recipients",
        "locations",
        "instruments",
        "date",
        "date_text",
    ),
    *("source", "factuality", "quantities", "voice", "id", "start", "end", "mentions", "relayed_by", "content"),
    *("amounts", "not_before", "not_after"),
)
LARGEST: Final = 1e15
ANNOTATORS_KEYS: Final = ("required", "also", "core")


# Writing


def claim_to_json(claim: Claim) -> dict[str, Any]:
    """Return the line of *claim* as an object, its keys in the order of KEYS; `claim_from_json` gives the claim back.

    `amounts`, `not_before` and `not_after` are there only where `quantities` and `date` do not say as much. Offsets count
    in the document.
    """
    row: dict[str, Any] = {
        "document": claim.document,
        "paragraph": claim.paragraph,
        "quote": claim.quote,
        "type": claim.type,
        **{key: list(claim.names(role)) for role, key in ROLE_KEYS.items()},
        "instruments": list(claim.instruments),
        "date": claim.time.edtf,
        "date_text": claim.time.text,
        "source": claim.source,
        "factuality": claim.factuality.value,
        "quantities": _quantities_to_json(claim),
        "voice": claim.voice.value,
        "id": claim.id,
        "start": claim.start,
        "end": claim.end,
        "mentions": [_mention_to_json(m) for m in claim.mentions],
    }
    return row | _optional_keys(claim)


def dump_claim(row: Row) -> str:
    """Return *row* as one line of JSON, without the newline; text is kept readable, not escaped to ASCII."""
    return json.dumps(row, ensure_ascii=False)


def _quantities_to_json(claim: Claim) -> dict[str, str]:
    amounts = {q.kind: amount_notation(q) for q in reversed(claim.quantities)}
    return dict(reversed(amounts.items())) | ({"rank": claim.rank} if claim.rank is not None else {})


def _mention_to_json(mention: Mention) -> dict[str, Any]:
    row: dict[str, Any] = {
        "role": mention.role.value,
        "name": mention.name,
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
    }
    names = ("kind", "side", "territory", "anaphor", "kind_evidence", "relation", "within")
    extra = {name: getattr(mention, name) for name in names}
    return row | {key: value for key, value in extra.items() if value}


def _optional_keys(claim: Claim) -> dict[str, Any]:
    row: dict[str, Any] = {"relayed_by": claim.relayed_by, "content": claim.content}
    if tuple(_plain_quantities(_quantities_to_json(claim))) != claim.quantities:
        row["amounts"] = [
            {"kind": q.kind, "text": q.text, "value": q.value, "minimum": q.minimum, "maximum": q.maximum}
            for q in claim.quantities
        ]
    given = claim.time.not_before, claim.time.not_after
    if given != (bounds(claim.time.edtf) if claim.time.edtf else (None, None)):
        row["not_before"], row["not_after"] = given
        return {key: value for key, value in row.items() if value is not None or key.startswith("not_")}
    return {key: value for key, value in row.items() if value is not None}


# Reading


def read_claims(path: Path, documents: Iterable[Document], lexicon: Lexicon) -> dict[str, tuple[Claim, ...]]:
    """Return the claims of each of *documents*, by document key; every document has an entry, in the order given.

    Within a document: by quote, then type, then id; lines of the same content once.

    Raises:
        InputError: the file is missing, not UTF-8, or holds no line.
        ClaimError: a line does not hold; the message names the first and counts the others. No claim is returned then.
    """
    reader = _Reader.of(documents, lexicon)
    refused: list[tuple[int, Refusal]] = []
    claims: dict[str, tuple[int, Claim]] = {}
    named: dict[tuple[str, str], str] = {}
    for number, line in read_lines(path):
        try:
            row = parse_object(line)
            claim = reader.claim(row)
            named[claim.document_key, str(row.get("id", claim.id))] = claim.id
            _merge(claims, number, claim)
        except Refusal as refusal:
            refused.append((number, refusal))
    checked = list(_resolve_contents(claims.values(), named, refused))
    if refused:
        raise _claim_error(path, sorted(refused, key=lambda item: item[0]))
    return _by_document(reader.documents, checked)


def claim_from_json(row: Row, documents: Iterable[Document], lexicon: Lexicon) -> Claim:
    """Return the Claim that one line states; its `content` is taken as it stands. Raises ClaimError where it does not hold."""
    try:
        check_characters(row)
        return _Reader.of(documents, lexicon).claim(row)
    except Refusal as refusal:
        raise ClaimError(row.get("document", "claim"), refusal.wrong, refusal.right) from refusal


def _merge(claims: dict[str, tuple[int, Claim]], number: int, claim: Claim) -> None:
    line, same = claims.setdefault(claim.id, (number, claim))
    if same != claim:
        raise Refusal(f"says of the same words and names something else than line {line}", "one of the two lines")


def _resolve_contents(
    claims: Iterable[tuple[int, Claim]],
    named: Mapping[tuple[str, str], str],
    refused: list[tuple[int, Refusal]],
) -> Iterator[Claim]:
    for number, claim in claims:
        content = named.get((claim.document_key, claim.content or ""))
        if claim.content is not None and content is None:
            refused.append(
                (
                    number,
                    Refusal(f"its content {claim.content!r} is no claim", "the id of a line of the same document"),
                )
            )
        yield replace(claim, content=content)


def _claim_error(path: Path, refused: list[tuple[int, Refusal]]) -> ClaimError:
    number, first = refused[0]
    others = ", ".join(str(line) for line, _ in refused[1:6]) + (" …" if len(refused) > 6 else "")
    more = f" ({len(refused) - 1} more refused: line {others})" if len(refused) > 1 else ""
    return ClaimError(f"{path}:{number}", first.wrong, first.right + more)


def _by_document(documents: Iterable[Document], claims: list[Claim]) -> dict[str, tuple[Claim, ...]]:
    ordered = sorted(claims, key=lambda c: (c.start, c.end, c.type, c.id))
    return {d.key: tuple(c for c in ordered if c.document_key == d.key) for d in documents}


@dataclass(frozen=True)
class _Reader:
    documents: tuple[Document, ...]
    finders: Mapping[str, tuple[NameFinder, ...]]

    @classmethod
    def of(cls, documents: Iterable[Document], lexicon: Lexicon) -> _Reader:
        finders: dict[str, tuple[NameFinder, ...]] = {}
        kept = tuple(documents)
        for document in kept:
            finders[document.name] = (*finders.get(document.name, ()), NameFinder(document, lexicon))
        return cls(kept, finders)

    def claim(self, row: Row) -> Claim:
        _check_keys(row)
        finder = self._finder(_text(row, "document"))
        paragraph = _paragraph(row, finder.document)
        start, end = _quote_span(row, finder.document, paragraph)
        quantities = tuple(_quantities(row))
        claim_type = _one_of(row, "type", ROLE_TABLE)
        mentions = _mentions(row, claim_type, finder, paragraph, (start, end), quantities)
        return Claim(
            id=claim_id(finder.document.key, paragraph.text, start, end, claim_type, mentions, paragraph.start),
            document=finder.document.name,
            document_key=finder.document.key,
            paragraph=paragraph.number,
            start=start,
            end=end,
            quote=finder.document.text[start:end],
            type=claim_type,
            mentions=mentions,
            instruments=_texts(row, "instruments"),
            time=_time(row),
            source=_text_or_none(row, "source"),
            relayed_by=_text_or_none(row, "relayed_by"),
            factuality=Factuality(_one_of(row, "factuality", [f.value for f in Factuality], "asserted")),
            voice=Voice(_one_of(row, "voice", [v.value for v in Voice], "report")),
            quantities=quantities,
            rank=_text_or_none(_object(row, "quantities"), "rank"),
            content=_text_or_none(row, "content"),
        )

    def _finder(self, name: str) -> NameFinder:
        finders = self.finders.get(name, ())
        if len(finders) > 1:
            raise Refusal(f"two documents are called {name!r}", "file names that differ")
        if not finders:
            near = difflib.get_close_matches(name, self.finders, 1) or sorted(self.finders)[:1]
            raise Refusal(
                f"there is no document {name!r}",
                f"the file name of one that is read, such as {near[0] if near else '…'!r}",
            )
        return finders[0]


def _check_keys(row: Row) -> None:
    for key in row:
        if key not in KEYS and key not in ANNOTATORS_KEYS:
            near = difflib.get_close_matches(key, KEYS, 1)
            raise Refusal(f"has an unknown key {key!r}", f"{near[0]!r}" if near else f"only {', '.join(KEYS)}")


def _paragraph(row: Row, document: Document) -> Paragraph:
    number = row.get("paragraph")
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= len(document.paragraphs):
        raise Refusal(
            f"there is no paragraph {number!r} in {document.name}", f"a number from 1 to {len(document.paragraphs)}"
        )
    return document.paragraph(number)


def _quote_span(row: Row, document: Document, paragraph: Paragraph) -> tuple[int, int]:
    quote = _text(row, "quote")
    if "start" in row or "end" in row:
        start, end = _span(row, document, quote, "quote")
        if not paragraph.start <= start <= end <= paragraph.end:
            raise Refusal(
                f"the span {start}-{end} is not in paragraph {paragraph.number}", f"{paragraph.start}-{paragraph.end}"
            )
        return start, end
    found = document.text.find(quote, paragraph.start, paragraph.end)
    if found < 0:
        raise Refusal(
            f"the quote {_short(quote)} is not in paragraph {paragraph.number}", "words copied from it to the letter"
        )
    return found, found + len(quote)


def _mentions(
    row: Row,
    claim_type: str,
    finder: NameFinder,
    paragraph: Paragraph,
    span: tuple[int, int],
    quantities: tuple[Quantity, ...],
) -> tuple[Mention, ...]:
    """Return the line's own mentions, and those found for its names; a speaker has one only for words of the document."""
    given = tuple(_given_mention(item, finder.document) for item in _list(row, "mentions"))
    wanted = dict.fromkeys((role, name) for role, name in _named(row))
    for mention in given:
        if mention.role is not Role.INSTRUMENT and (mention.role, mention.name) not in wanted:
            raise Refusal(f"the mention {mention.name!r} is no {mention.role} of the line", "the same names in both")
        if mention.within and (Role.LOCATION, mention.within) not in wanted:
            raise Refusal(f"{mention.name!r} is within {mention.within!r}", "the name of a location of the line")
    have = {(m.role, m.name) for m in given}
    looked_up = [_find(finder, role, name, paragraph, span) for role, name in wanted if (role, name) not in have]
    found = tuple(m for m in looked_up if m.role not in SPEAKER_KEYS or ("mentions" not in row and m.start is not None))
    related = (*given, *mark_relations((*given, *found), paragraph.text, paragraph.start)[len(given) :])
    marked = mark_territory(claim_type, related, paragraph.text, paragraph.start, quantities)
    return (*given, *marked[len(given) :])


def _named(row: Row) -> Iterator[tuple[Role, str]]:
    for role, key in ROLE_KEYS.items():
        yield from ((role, name) for name in _texts(row, key))
    for role, key in SPEAKER_KEYS.items():
        if name := _text_or_none(row, key):
            yield role, name


def _find(finder: NameFinder, role: Role, name: str, paragraph: Paragraph, span: tuple[int, int]) -> Mention:
    mention = finder.find(role, name, paragraph, *span)
    if mention is None:
        raise Refusal(
            f"the {role} {name!r} is neither in paragraph {paragraph.number} nor a known name",
            "a name from the document",
        )
    return mention


def _given_mention(item: object, document: Document) -> Mention:
    if not isinstance(item, dict):
        raise Refusal("a mention is no object", "role, name, text, start, end")
    role = Role(_one_of(item, "role", [r.value for r in Role]))
    text, kind, side = item.get("text") or "", item.get("kind") or "", item.get("side")
    bare = (item.get("start"), item.get("end"), text) == (None, None, "")
    start, end = (None, None) if bare else _span(item, document, text, "mention")
    if side not in (None, 1, 2) or kind not in ("", *KINDS):
        raise Refusal(
            f"a mention has the side {side!r} and the kind {kind!r}", "side 1 or 2, and a class of the ontology"
        )
    territory, anaphor = bool(item.get("territory", False)), bool(item.get("anaphor", False))
    evidence, relation, within = (_text_or_none(item, key) or "" for key in ("kind_evidence", "relation", "within"))
    return Mention(
        role, _text(item, "name"), text, start, end, kind, side, territory, anaphor, evidence, relation, within
    )


def _quantities(row: Row) -> Iterator[Quantity]:
    plain = _object(row, "quantities")
    for kind, value in plain.items():
        if not kind.strip() or isinstance(value, bool) or not isinstance(value, str | int | float):
            raise Refusal(f"the quantity {kind!r} is {_short(str(value))}", 'a number or a text such as ">170"')
    if "amounts" not in row:
        for quantity in _plain_quantities(plain):
            if any(abs(n or 0) > LARGEST for n in (quantity.value, quantity.minimum, quantity.maximum)):
                raise Refusal(f"the quantity {quantity.kind!r} is too large", "a number of at most 15 digits")
            yield quantity
    for item in _list(row, "amounts"):
        if not isinstance(item, dict):
            raise Refusal("an amount is no object", "kind, text, value, minimum, maximum")
        numbers = [_number(item, key) for key in ("value", "minimum", "maximum")]
        if not isinstance(item.get("text", ""), str):
            raise Refusal(f"the text of an amount is {item['text']!r}", "the words for it")
        yield Quantity(_text(item, "kind"), item.get("text", ""), *numbers)


def _plain_quantities(quantities: Row) -> Iterator[Quantity]:
    return (parse_amount(kind, str(text)) for kind, text in quantities.items() if kind != "rank")


def _time(row: Row) -> Interval:
    expression, words = _text_or_none(row, "date"), _text_or_none(row, "date_text")
    try:
        time = interval(expression, words)
    except ValueError as error:
        raise Refusal(
            f"the date {expression!r} does not hold: {error}", "EDTF such as 2014-02-12, 2014-02 or ../2014-02"
        ) from error
    return replace(time, **{key: _day(row, key) for key in ("not_before", "not_after") if key in row})


def _day(row: Row, key: str) -> str | None:
    text = _text_or_none(row, key)
    try:
        if text is not None and bounds(text) != (text, text):
            raise ValueError("it is more than a day")
    except ValueError as error:
        raise Refusal(f"the {key} {text!r} does not hold: {error}", "a day such as 2014-02-12") from error
    return text


# Keys of a line


def _text(row: Row, key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise Refusal(
            f"has no {key!r}" if value is None else f"{key!r} is {value!r}", f"a {key} that is a text, not empty"
        )
    return value


def _text_or_none(row: Row, key: str) -> str | None:
    return None if row.get(key) is None else _text(row, key)


def _list(row: Row, key: str) -> list[Any]:
    value = [] if row.get(key) is None else row[key]
    if not isinstance(value, list):
        raise Refusal(f"{key!r} is {value!r}", "a list")
    return value


def _texts(row: Row, key: str) -> tuple[str, ...]:
    values = _list(row, key)
    if not all(isinstance(value, str) and value.strip() for value in values):
        raise Refusal(
            f"{key!r} holds {next(v for v in values if not (isinstance(v, str) and v.strip()))!r}", "a list of names"
        )
    return tuple(values)


def _object(row: Row, key: str) -> dict[str, Any]:
    value = {} if row.get(key) is None else row[key]
    if not isinstance(value, dict):
        raise Refusal(f"{key!r} is {value!r}", 'an object such as {"killed": ">170"}')
    return value


def _one_of(row: Row, key: str, known: Iterable[str], default: str | None = None) -> str:
    value = row.get(key, default)
    names = sorted(known)
    if value not in names:
        near = difflib.get_close_matches(str(value), names, 3) or (names if len(names) < 9 else names[:5])
        raise Refusal(f"the {key} {value!r} is not known", f"one such as {', '.join(near)}")
    return str(value)


def _number(item: Row, key: str) -> float | None:
    value = item.get(key)
    if value is None:
        return None
    # `inf` is what JSON's 1e999 becomes, and no float holds an int of 400 digits.
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST:
        raise Refusal(f"the {key} {_short(str(value))} is no number", "a number or null")
    return value


def _span(row: Row, document: Document, text: object, what: str) -> tuple[int, int]:
    start, end = row.get("start"), row.get("end")
    if isinstance(start, int) and isinstance(end, int) and 0 <= start <= end and document.text[start:end] == text:
        return start, end
    raise Refusal(
        f"the {what} {_short(str(text))} does not stand at {start}-{end}", "offsets of its code points in the document"
    )


def _short(text: str) -> str:
    return repr(text if len(text) < 50 else text[:48] + "…")
