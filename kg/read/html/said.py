"""What a page states of itself in its markup: title, author, publisher, day of issue, address.

1. JSON-LD, then OpenGraph and `article:` properties, then Dublin Core and other names of `meta`, then microdata and `time`
   in the page; of two alike the first. The title is the headline that the page shows, where it shows one that is known.
2. A day is taken as it is written, in whatever zone; days of change are no days of issue.
3. What labels beside their values say of the report ("Source", "Originally published") goes before what the page says.
4. A publisher that only the title names ("Headline | Name") counts where the copyright line or the masthead names it too.
Nothing is taken from links to other pages, and nothing from the clock.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.read.dates import find_dates
from kg.read.html.blocks import Block
from kg.read.html.dom import Element, Page
from kg.read.html.json_ld import Thing, article_of, names_of, text_of, things_in
from kg.read.html.labelled import labelled
from kg.read.html.main_text import words_of
from kg.read.lines import NAME
from kg.read.metadata import Metadata
from kg.read.placeholders import is_placeholder

__all__ = ["Head", "complete", "read_head"]

TITLES: Final = (
    "og:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
    "twitter:title",
)
PUBLISHERS: Final = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
    "application-name",
    "publisher",
)
AUTHORS: Final = (
    "article:author", "og:article:author", "author", "dc.creator", "dcterms.creator", "dc.creator.author", "citation_author",
    "byl", "parsely-author", "sailthru.author",
)  # fmt: skip
DAYS: Final = (
    "article:published_time", "og:article:published_time", "datepublished", "dcterms.issued", "dc.date.issued",
    "dcterms.created", "dcterms.date", "dc.date", "citation_publication_date", "parsely-pub-date", "sailthru.date",
    "publishdate", "publish_date", "publish-date", "pubdate", "publication_date", "date.issued", "article.published",
    "article_date_original", "articledate", "analyticsattributes.articledate", "date",
)  # fmt: skip
ADDRESSES: Final = ("og:url", "dc.identifier", "dcterms.identifier")
DESCRIPTIONS: Final = ("og:description", "description", "dcterms.description", "twitter:description")
ISO_DAY = re.compile(r"\s*((?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)")
PARTS = re.compile(r"\s+[|–—»·:-]+\s+|\s*[|»]\s*|:\s+|\s::\s")
SEVERAL = re.compile(r"\s*[,;]\s*|\s+(?:and|&)\s+", re.IGNORECASE)
COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)(?:[\s\d–,-]|©|\(c\))*(.{2,80})", re.IGNORECASE)
CHANGED = re.compile(r"modif|updat|revis", re.IGNORECASE)
JOB_MARK = re.compile(r"\s+\|.*|\s+\(.*\)$")
LONGEST_NAME: Final = 60
PERSON = re.compile(NAME)
ACCOUNT = re.compile(r"\S+@\S+|(?=\D*\d)[a-z\d._-]+|.*\b(?:[Dd]esk|[Nn]ewsroom|[Tt]eam)")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page states; `titles` are all the names that it gives the page, best first."""

    said: Metadata
    titles: tuple[str, ...]
    description: str = ""
    parts: tuple[str, ...] = ()


def read_head(page: Page) -> Head:
    """Return what `title`, `meta`, `link` and JSON-LD say."""
    metas: defaultdict[str, list[str]] = defaultdict(list)
    for tag, attributes, _ in page.head:
        if tag == "meta" and (content := text_of(attributes.get("content"))):
            for key in ("property", "name", "itemprop"):
                if name := attributes.get(key):
                    metas[name.lower()].append(content)
    things = things_in(text for tag, _, text in page.head if tag == "script")
    article = article_of(things)
    shown = next((text_of(text) for tag, _, text in page.head if tag == "title"), "")
    titles = [text_of(article.get("headline")), *_values(metas, TITLES), shown]
    said = Metadata(
        title=next((_without_site(title, metas) for title in titles if title), None),
        author="; ".join(_authors(article, things, metas)) or None,
        publisher=next(iter((*names_of(article.get("publisher"), things), *_values(metas, PUBLISHERS))), None),
        issued=next(_days([text_of(article.get("datePublished")), *_values(metas, DAYS)]), None),
        url=next(_addresses(page, article, metas), None),
    )
    description = text_of(article.get("description")) or next(_values(metas, DESCRIPTIONS), "")
    return Head(said, tuple(title for title in titles if title), description, tuple(filter(None, PARTS.split(shown))))


def complete(head: Head, title: str | None, authors: Sequence[str], root: Element, blocks: Sequence[Block]) -> Metadata:
    """Return what the page states in head and body; *title* is its headline as shown, *authors* whom its byline links name."""
    said = labelled(blocks, title).or_else(head.said)
    signed = _signed(said.author, authors)
    found = Metadata(
        title=title,
        author=signed or None,
        issued=said.issued or next(_days(_in_page(root)), None),
        publisher=said.publisher or _copyright_holder(head.parts, blocks) or _masthead(head.parts, title, root, blocks),
    )
    return found.or_else(said)


def _signed(stated: str | None, shown: Sequence[str]) -> str | None:
    """Return the authors: those that the byline shows, where it names more than the head and all that it does."""
    names = [name for name in dict.fromkeys(shown) if name]
    known = {words_of(name) for name in names}
    said = {words_of(name) for name in stated.split("; ")} if stated else set()
    if said < known:
        return "; ".join(names)
    return stated or "; ".join(names) or None


def _values(metas: dict[str, list[str]], names: Sequence[str]) -> Iterator[str]:
    return (value for name in names if name in metas for value in metas[name][:1])


def _without_site(title: str, metas: dict[str, list[str]]) -> str:
    """Return *title* without the site's name after a bar or a dash."""
    for site in _values(metas, PUBLISHERS):
        *before, last = PARTS.split(title)
        if before and words_of(last) == words_of(site):
            return title[: title.rindex(last)].rstrip(" |–—»·:-")
    return title


def _authors(article: Thing, things: list[Thing], metas: dict[str, list[str]]) -> tuple[str, ...]:
    publishers = {words_of(name) for name in names_of(article.get("publisher"), things)}
    if names := names_of(article.get("author"), things):
        return tuple(each for name in names if words_of(name) not in publishers for each in _persons(name))
    for key in AUTHORS:
        catalogued = key.startswith(("dc.", "dcterms.", "citation_"))
        names = tuple(name for value in metas.get(key, ()) for name in _names(_turned(value) if catalogued else value))
        if names := _without_accounts(names):
            return tuple(dict.fromkeys(names))
    labels = zip(metas.get("twitter:label1", ()), metas.get("twitter:data1", ()), strict=False)
    return next((_names(name) for label, name in labels if label.lower() in ("written by", "author", "by")), ())


def _persons(name: str) -> tuple[str, ...]:
    """Return the persons that are entered as one ("Ada Corvel and Ivo Tansk"); none of an account of the site's."""
    several = tuple(part for part in SEVERAL.split(name) if part)
    whole = len(several) < 2 or not all(2 <= len(part.split()) <= 4 and PERSON.fullmatch(part) for part in several)
    return _without_accounts((name,) if whole else several)


def _without_accounts(names: Iterable[str]) -> tuple[str, ...]:
    """Return *names* without those of accounts that many may use, and of addresses."""
    return tuple(name for name in names if not is_placeholder("author", name) and not ACCOUNT.fullmatch(name.strip()))


def _names(value: str) -> tuple[str, ...]:
    if "://" in value or len(value) > 4 * LONGEST_NAME:
        return ()
    value = re.sub(r"^by:?\s+", "", value, flags=re.IGNORECASE)
    return tuple(JOB_MARK.sub("", name) for name in SEVERAL.split(value) if name and len(name) <= LONGEST_NAME)


def _turned(value: str) -> str:
    """Return the names of a catalogue ("Corvel, Ada; Tansk, Ivo") as they are spoken."""
    names = [name.split(",") for name in value.split(";")]
    inverted = all(len(name) == 2 and 0 < len(name[1].split()) <= 2 and len(name[0].split()) <= 3 for name in names)
    if not inverted or all(len(part.split()) > 1 for name in names for part in name):
        return value
    return "; ".join(f"{first.strip()} {last.strip()}" for last, first in names)


def _days(values: Iterable[str]) -> Iterator[str]:
    for value in values:
        if match := ISO_DAY.match(value):
            yield match[1]
        elif day := next((day for _, day in find_dates(value[:200])), None):
            yield day


def _in_page(root: Element) -> Iterator[str]:
    """Yield the moments of publication that the page's own elements state, the plainest statements first."""
    stated: list[str] = []
    for element in root.walk():
        moment = next(filter(None, (element.attributes.get(key) for key in ("datetime", "content", "title"))), "")
        names = f"{element.attributes.get('class', '')} {element.attributes.get('itemprop', '')}".lower()
        if "datepublished" in names.split():
            yield moment or element.text()
        elif element.tag == "time" and ("published" in names or "pubdate" in element.attributes):
            stated.append(moment)
        elif element.tag == "abbr" and "published" in names.split():  # hAtom (microformats.org)
            stated.append(element.attributes.get("title", ""))
    yield from (moment for moment in stated if not CHANGED.search(moment))


def _addresses(page: Page, article: Thing, metas: dict[str, list[str]]) -> Iterator[str]:
    for tag, attributes, _ in page.head:
        if tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            yield from _absolute(attributes.get("href", ""))
    main = article.get("mainEntityOfPage")
    candidates = [*_values(metas, ADDRESSES), text_of(article.get("url"))]
    candidates.append(text_of(main.get("@id")) if isinstance(main, dict) else text_of(main))
    for candidate in candidates:
        yield from _absolute(candidate)


def _absolute(address: str) -> list[str]:
    return [address.strip()] if re.match(r"\s*https?://\S+\s*$", address) else []


def _copyright_holder(parts: Sequence[str], blocks: Sequence[Block]) -> str | None:
    """Return the part of the title that the page's copyright line begins with, as that line spells it."""
    for block in reversed(blocks):
        if match := COPYRIGHT.search(block.text[:300]):
            holder = words_of(match[1])
            for part in parts:
                own = words_of(part)
                if own and holder[: len(own)] == own:
                    return match[1][: len(part)].strip()
    return None


def _masthead(parts: Sequence[str], title: str | None, root: Element, blocks: Sequence[Block]) -> str | None:
    """Return the part of the title that is the whole of a line above the headline, or of a logo, as that spells it."""
    if title is None:
        return None
    outer = (parts[0], parts[-1]) if parts else ()  # what stands between is a section's name
    names = {words_of(part) for part in outer if words_of(part) != words_of(title)}
    for block in blocks:
        if words_of(block.text) == words_of(title):
            break
        if words_of(block.text) in names:
            return block.text
    return next((alt for alt in _logos(root) if words_of(alt) in names), None)


def _logos(root: Element) -> Iterator[str]:
    """Yield what pictures that are links say of themselves."""
    for element in root.walk():
        if element.tag == "a":
            yield from (shown.attributes.get("alt", "").strip() for each in element.walk() for shown in each.shows)
