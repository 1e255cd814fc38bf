"""Who wrote it, for whom, on which day: what a byline, a source line or a dateline states.

A `Byline` holds only what its line says. Names are kept as printed; two authors are joined by "; ". A line with a clause in it
("By Tuesday the Guard had left") reports, whatever it begins with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.read.clauses import JOB, has_clause
from kg.read.dates import DATE, find_dates, is_date_line, without_dates
from kg.read.furniture import Furniture
from kg.read.lines import LONGEST, NAME, ends_sentence, pieces, plain

__all__ = ["Byline", "dated_line", "dateline", "is_about_author", "is_place_line", "read_byline", "republication"]

BY = re.compile(
    r"(?:(?:authors?|writers?|reporters?|byline|words|text)\s?:\s*(?:by\s+)?"
    r"|(?:written|reported|recorded|reporting|compiled|prepared|posted|published|submitted|story|text|words|edited|editing)\s+by:?\s+"
    r"|by:?\s+)",
    re.IGNORECASE,
)
SOURCE = re.compile(r"[\[(]?\s*source\s?:\s*(?P<what>.+?)\s*[\])]?\s*", re.IGNORECASE)
PUBLISHER = re.compile(r"publish(?:er|ed\sin)\s?:\s*(?P<name>.+)", re.IGNORECASE)
REPUBLISHED = re.compile(r"(?:has been|was) published (?:on|in)\s", re.IGNORECASE)
REPUBLISHER = re.compile(rf"\s+by\s+(?:the\s+)?(?P<name>{NAME}(?:\s+and\s+{NAME}){{0,2}})")
PERSON = re.compile(NAME)
IN_PLACE = re.compile(rf"(?<=\w)\s+in\s+(?P<name>{NAME})(?=\s*(?:$|[,;|]|and\b|&))")
TWO = re.compile(r"\s+(?:and|&)\s+|\s*,\s*|\s*;\s*", re.IGNORECASE)
NOT_A_NAME = re.compile(
    r"(?:any|all|the|an?(?!\.)|th(?:is|at|ese|ose)|no|every|land|sea|air|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|"
    r"february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
ABOUT = re.compile(rf"(?P<name>{NAME}) (?:is|was) (?:an? |the |our )?(?P<job>(?:[\w-]+ ){{0,5}}[\w-]+)")
CAPITALS = r"[^\W\d_a-z][^\W\d_a-z'’.-]{2,20}(?:[ /-][^\W\d_a-z'’.]{2,20}){0,3}"
DATELINE = re.compile(
    rf"(?P<city>{CAPITALS}|{NAME})(?P<rest>(?:,\s?[^\n()—–,-]{{2,30}}){{0,2}})\s*"
    r"(?:\((?P<agency>[A-Z][\w ./-]{1,30})\))?\s*(?P<dash>--?|–|—)?\s*"
)
FROM = re.compile(rf"(?:From|FROM):? (?P<name>{NAME}), (?P<post>[^.!?]{{4,60}})")
OUTLET_AND_DAY = re.compile(r"(?P<name>[A-Z][\w’'&.-]*(?: [A-Z][\w’'&.-]*){0,4}), (?=.*\d).{6,30}")
PLACE = re.compile(rf"{CAPITALS}(?:,\s?{NAME})?|{NAME},\s?{NAME}")


@dataclass(frozen=True, slots=True)
class Byline:
    """What one line states; `issued` is an ISO day, `rank` tells how well it dates the document (0 is best)."""

    author: str | None = None
    publisher: str | None = None
    issued: str | None = None
    rank: int = 2


def read_byline(line: str, table: Furniture) -> Byline | None:
    """Return what *line* states as a byline, or None where it is none."""
    line = " ".join(line[: LONGEST + 1].split()).strip("*_ ")
    if not line or len(line) > LONGEST:
        return None
    return (
        _source_line(line, table)
        or _date_line(line)
        or _by_line(line, table)
        or _from_line(line)
        or _outlet_and_day(line, table)
        or _publisher_line(line)
        or _row(line, table)
        or _agency_alone(line, table)
        or _dateline_alone(line, table)
    )


def is_about_author(text: str, author: str | None) -> bool:
    """Whether *text* tells what the author's post is ("A. Name is news editor of …")."""
    match = ABOUT.match(" ".join(text[:LONGEST].split()))
    if not match or not JOB.search(match["job"]):
        return False
    staff = re.search(r"news editor|correspondent|staff writer|reporter|contributor|freelance|columnist", match["job"])
    return bool(staff) or (author is not None and match["name"].casefold() in author.casefold())


def dateline(text: str, table: Furniture) -> Byline | None:
    """Return agency and day of the dateline that a paragraph begins with ("LONDON, March 3 (Reuters) - ")."""
    match = DATELINE.match(text[:LONGEST].lstrip())
    if not match or not match["dash"]:
        return None
    agency = match["agency"]
    publisher = agency if agency and table.names_outlet(agency) else None
    return Byline(publisher=publisher, issued=_first_day(match["rest"]), rank=4)


def republication(text: str) -> Byline | None:
    """Return who published *text* again and when, from a notice that says so."""
    text = " ".join(text[:2_000].split())
    if not (said := REPUBLISHED.search(text)) or not (day := DATE.match(text, said.end())):
        return None
    by = REPUBLISHER.match(text, day.end())
    return Byline(publisher=by["name"].split(". ")[0].rstrip(".") if by else None, issued=_first_day(day[0]), rank=5)


def _source_line(line: str, table: Furniture) -> Byline | None:
    match = SOURCE.fullmatch(line)
    if not match or len(line.split()) > 30:
        return None
    what = match["what"]
    if has_clause(without_dates(what)) or (ends_sentence(what) and not DATE.search(what)):
        return None
    parts = [part.strip(" |.") for part in re.split(r"\s*[,;|]\s*", without_dates(what)) if part.strip(" |.")]
    author = None
    if parts and (by := BY.match(parts[0])):
        author = parts.pop(0)[by.end() :]
    publisher = parts[-1] if parts and "://" not in parts[-1] and PERSON.match(parts[-1]) else None
    return Byline(author, publisher, _first_day(what), rank=0)


def _date_line(line: str) -> Byline | None:
    if not is_date_line(line):
        return None
    label = line.casefold()
    if "updated" in label or "modified" in label:
        published = "published" in label or "posted" in label
        return Byline(issued=_first_day(line), rank=1 if published else 3)
    return Byline(issued=_first_day(line), rank=1 if "publish" in label or "posted" in label else 2)


def _outlet_and_day(line: str, table: Furniture) -> Byline | None:
    """Read "Evening Post, 3 March 2014": capitalised words and a day, and nothing else."""
    match = OUTLET_AND_DAY.fullmatch(line)
    day = _first_day(line) if match else None
    if not match or not day or without_dates(line).strip(" ,.|") != match["name"]:
        return None
    return Byline(publisher=match["name"] if table.names_outlet(match["name"]) else None, issued=day)


def _by_line(line: str, table: Furniture) -> Byline | None:
    inner = line[1:-1] if line[0] in "([" and line[-1] in ")]" else line
    match = BY.match(inner)
    if not match or (ends_sentence(inner) and not inner.casefold().startswith(("reporting", "edit", "writ"))):
        return None
    said = inner[match.end() :]
    if has_clause(without_dates(said)):
        return None
    unplaced = IN_PLACE.sub(lambda place: place[0] if table.names_outlet(place["name"]) else "", without_dates(said))
    names = [part.strip(" .") for piece in pieces(unplaced) for part in _split_names(piece)]
    names = [re.sub(r"(?i)^(?:on|updated|published)\b.*|\s+(?:on|for|in|at)$", "", name).strip() for name in names]
    names = [name for name in names if name]
    if not names or not _is_name(names[0]):
        return None
    if len(names[0].split()) == 1 and len(inner.split()) > 12:
        return None
    return _sorted_out(names, _first_day(said), table, authored=not re.match(r"(?i)edit", inner))


def _from_line(line: str) -> Byline | None:
    """Read "From A. Name, Evening Post correspondent"."""
    match = FROM.fullmatch(line)
    return Byline(match["name"]) if match and _is_name(match["name"]) and JOB.search(match["post"]) else None


def _split_names(piece: str) -> list[str]:
    outlet = re.split(r"(?i)\s+(?:for|of|in)\s+(?:the\s+)?(?=[A-Z])|\s+[-–—]\s+|\s+/\s+", piece)
    return [part for chunk in outlet for part in TWO.split(chunk)]


def _is_name(text: str) -> bool:
    return PERSON.fullmatch(text) is not None and not NOT_A_NAME.match(text)


def _sorted_out(names: list[str], issued: str | None, table: Furniture, *, authored: bool) -> Byline:
    outlets = [name for name in names if table.names_outlet(re.sub(r"(?i)\s+staff$", "", name))]
    people = [
        name
        for position, name in enumerate(names)
        if name not in outlets and _is_name(name) and not JOB.search(name) and (position == 0 or " " in name)
    ]
    author = "; ".join(dict.fromkeys(people)) if authored and people else None
    publisher = re.sub(r"(?i)\s+staff$", "", outlets[0]) if outlets else None
    return Byline(author, publisher, issued)


def _publisher_line(line: str) -> Byline | None:
    match = PUBLISHER.fullmatch(line)
    if not match or not PERSON.match(match["name"]) or ends_sentence(line):
        return None
    return Byline(publisher=match["name"].strip(), rank=1)


def _row(line: str, table: Furniture) -> Byline | None:
    """Read "By A. Name | Evening Post | 3 March 2014": a row that holds a byline or a date line."""
    parts = re.split(r"\s+[|·•–—-]\s+|\s*\|\s*", line)
    if not 1 < len(parts) <= 5:
        return None
    said = [(_date_line(part) or _by_line(part, table)) if part else None for part in parts]
    read = [byline for byline in said if byline]
    strange = any(not byline and len(part.split()) > 3 for byline, part in zip(said, parts, strict=True))
    if not read or strange:
        return None
    outlet = next((part for part in parts if table.names_outlet(part)), None)
    return Byline(
        next((part.author for part in read if part.author), None),
        next((part.publisher for part in read if part.publisher), outlet),
        next((part.issued for part in read if part.issued), None),
    )


def _agency_alone(line: str, table: Furniture) -> Byline | None:
    return Byline(publisher=line.strip("()[] ")) if plain(line) in table.agencies else None


def _dateline_alone(line: str, table: Furniture) -> Byline | None:
    match = DATELINE.fullmatch(line)
    if not match or not (match["agency"] or match["dash"]) or len(line.split()) > 10:
        return None
    agency = match["agency"]
    return Byline(publisher=agency if agency and table.names_outlet(agency) else None, issued=_first_day(line), rank=4)


def is_place_line(line: str) -> bool:
    """Whether *line* is a place alone ("AMMAN, Jordan"): beneath a headline, a dateline set apart."""
    return len(line.split()) <= 5 and PLACE.fullmatch(line.strip()) is not None


def dated_line(line: str) -> Byline | None:
    """Return the day of a line that holds one, whatever else it says: so read only beneath a headline, above the report."""
    return Byline(issued=day, rank=5) if (day := _first_day(line)) else None


def _first_day(line: str) -> str | None:
    return next((day for _, day in find_dates(line)), None)
