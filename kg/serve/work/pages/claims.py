"""Claims as a reader needs them: who says what about whom, how surely, in which words, where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.file_places import place_words
from kg.namespaces import CKG, shorten
from kg.serve.work.pages.ask import Row, ask
from kg.serve.work.pages.links import Link, Linker
from kg.serve.work.pages.repeats import Place, Repeats, repeats_of

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

__all__ = ["Card", "Listing", "Quote", "cards", "listing"]

# So many claims stand on one page of a list.
A_PAGE: Final = 50
# How a claim of each factuality is put, before its speaker.
SAYINGS: Final = {
    "asserted": "said by",
    "hedged": "said, but not surely, by",
    "intended": "said to be intended, by",
    "denied": "denied by",
}
# The order in which the sides of a claim are told.
TOPS: Final = ("actor", "recipient", "location", "instrument")


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of the claim, code points [start, end) of the document, in paragraph *number*; *href* is where they stand.

    *place* is the element, page or line of a file that is no plain text, else empty.
    """

    text: str
    start: int
    end: int
    number: int
    href: str
    place: str = ""

    @property
    def where(self) -> str:
        """Return the page or the lines in words, "" where the place is neither."""
        return place_words(self.place)


@dataclass(slots=True)
class Card:
    """One claim. *factuality* is asserted, hedged, intended or denied; *comment* marks a reader's comment.

    *also* are the same words in other publications of the text.
    """

    link: Link
    type: str
    factuality: str
    comment: bool
    speaker: Link
    relay: Link | None
    document: Link
    issued: str
    when: str
    quotes: list[Quote] = field(default_factory=list)
    roles: dict[str, list[Link]] = field(default_factory=dict)
    quantities: list[tuple[str, str]] = field(default_factory=list)
    also: list[Link] = field(default_factory=list)

    @property
    def saying(self) -> str:
        """Return how the claim is put, in words that stand before the speaker."""
        return SAYINGS.get(self.factuality, "said by")


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list of claims: those from *first* (from 0) on, of *total*; of reprints one stands for all.

    *claims* are how many there are with the reprints.
    """

    cards: Sequence[Card]
    total: int
    first: int
    claims: int

    @property
    def before(self) -> int | None:
        """Return where the page before begins, None on the first."""
        return max(self.first - A_PAGE, 0) if self.first else None

    @property
    def after(self) -> int | None:
        """Return where the next page begins, None on the last."""
        return self.first + A_PAGE if self.first + A_PAGE < self.total else None


def listing(store: Store, linker: Linker, question: str, node: NamedNode, first: int = 0) -> Listing:
    """Return the claims that *question* finds for *node*, from *first* on; by document, then by place in it."""
    found = list(dict.fromkeys(row["claim"] or "" for row in ask(store, question, node)))
    repeats = repeats_of(store, found)
    once = repeats.once(found)
    first = first if 0 <= first < len(once) else 0
    return Listing(cards(store, linker, once[first : first + A_PAGE], repeats), len(once), first, len(found))


def cards(store: Store, linker: Linker, claims: Iterable[str], repeats: Repeats | None = None) -> list[Card]:
    """Return the cards of *claims*, in their order; *repeats* are the reprints of these, if they are known already."""
    wanted = list(claims)
    if not wanted:
        return []
    repeats = repeats_of(store, wanted) if repeats is None else repeats
    made: dict[str, Card] = {}
    for row in ask(store, "claim-facts", among=wanted):
        card = made.setdefault(row["claim"] or "", _card(row, linker))
        said = _quote(row, linker)
        if said not in card.quotes:
            card.quotes.append(said)
    for row in _most_specific(_in_roles(store, wanted)):
        links = made[row["claim"] or ""].roles.setdefault(_role(row), [])
        link = linker.link(row["thing"] or "", row["label"])
        if link not in links:
            links.append(link)
    for row in ask(store, "claim-quantities", among=wanted):
        made[row["claim"] or ""].quantities.append((row["kind"] or "", row["text"] or ""))
    for claim, card in made.items():
        card.also += [_link_to(place, linker) for place in repeats.others(claim)]
    return [made[claim] for claim in wanted if claim in made]


def _link_to(place: Place, linker: Linker) -> Link:
    document = linker.link(place.document, place.file)
    return Link(place.file, _href(document, place.start, place.end), document.iri)


def _href(document: Link, start: int, end: int) -> str:
    return f"{document.href}#words-{start}-{end}"


def _card(row: Row, linker: Linker) -> Card:
    relay = row["relay"]
    return Card(
        linker.link(row["claim"] or ""),
        row["typeLabel"] or shorten(row["type"] or ""),
        (row["factuality"] or "").removeprefix(CKG).lower(),
        row["voice"] == CKG + "CommentVoice",
        linker.link(row["speaker"] or "", row["speakerLabel"]),
        linker.link(relay, row["relayLabel"]) if relay else None,
        linker.link(row["document"] or "", row["file"]),
        row["issued"] or "",
        row["when"] or "",
    )


def _quote(row: Row, linker: Linker) -> Quote:
    start, end = int(row["start"] or 0), int(row["end"] or 0)
    href = _href(linker.link(row["document"] or ""), start, end)
    return Quote(row["quote"] or "", start, end, int(row["number"] or 0), href, row["place"] or "")


def _in_roles(store: Store, wanted: list[str]) -> list[Row]:
    """Return who and what is in each claim, with the role; joined here, since the engine looks up each role of each thing."""
    roles: dict[str | None, list[Row]] = {}
    for role in ask(store, "roles"):
        roles.setdefault(role["role"], []).append(role)
    return [row | role for row in ask(store, "claim-roles", among=wanted) for role in roles.get(row["role"], ())]


def _most_specific(rows: Sequence[Row]) -> Iterable[Row]:
    """Leave out a general role (`ckg:actor`, which follows) where the same thing has one of its own kind."""
    named = {(row["claim"], row["thing"], row["top"]) for row in rows if row["role"] != row["top"]}
    order = {CKG + name: place for place, name in enumerate(TOPS)}
    kept = [row for row in rows if row["role"] != row["top"] or (row["claim"], row["thing"], row["top"]) not in named]
    return sorted(kept, key=lambda row: order[row["top"] or ""])


def _role(row: Row) -> str:
    # The ontology says "(as told)" of each: here everything is.
    return (row["roleLabel"] or shorten(row["role"] or "")).removesuffix(" (as told)")
