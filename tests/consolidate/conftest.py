"""A small war told by invented papers: linked claims in one line each."""

from __future__ import annotations

from itertools import count

import pytest

from kg.identifiers import local_iri, registered_iri, short_hash
from kg.lexicon import Entry, Lexicon, Name
from kg.model import Claim, Entity, Factuality, Interval, LinkedClaim, Mention, Quantity, Role, Voice

GROUPS = ("Red Front", "Blue Army", "Coast Army", "Green League", "Ali")
PLACES = {
    "Land": ("Country", None),
    "Nolen": ("Province", "Land"),
    "Sarn": ("Province", "Land"),
    "Ner": ("PopulatedPlace", "Nolen"),
    "Tol": ("PopulatedPlace", "Nolen"),
    "Ner bridge": ("Facility", "Ner"),
    "Old Quarter": ("District", "Ner"),
    "the north": ("Area", "Land"),
}
SOURCES = {"Gazette": None, "Herald": None, "Courier": None, "Red Front Media": "Red Front", "Front Radio": "Red Front"}


def group(name: str) -> Entity:
    return Entity(registered_iri("group", name), "Person" if name == "Ali" else "ArmedGroup", name, True)


def place(name: str) -> Entity:
    return Entity(registered_iri("place", name), PLACES[name][0], name, True)


def source(name: str) -> Entity:
    return Entity(registered_iri("source", name), "InformationSource", name, True)


def entity(name: str, document: str) -> Entity:
    if name in PLACES:
        return place(name)
    if name in GROUPS:
        return group(name)
    kind = "Population" if name == "civilians" else "UnidentifiedArmedActor" if name.islower() else "ArmedGroup"
    return Entity(local_iri(document, "actor", name), kind, name, False)


def speaker(name: str, document: str) -> Entity:
    if name in SOURCES:
        return source(name)
    return (
        group(name) if name in GROUPS else Entity(local_iri(document, "source", name), "InformationSource", name, False)
    )


def _entry(thing: Entity, within: str | None = None, speaks_for: str | None = None) -> Entry:
    name = Name(thing.label, preferred=True)
    return Entry(thing.iri, thing.kind, thing.label, (name,), within, "invented", speaks_for=speaks_for)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon(
        (
            *(_entry(group(name)) for name in GROUPS),
            *(_entry(place(name), place(within).iri if within else None) for name, (_, within) in PLACES.items()),
            *(_entry(source(name), None, group(of).iri if of else None) for name, of in SOURCES.items()),
        )
    )


def interval(when: str | None) -> Interval:
    if when is None:
        return Interval()
    first, _, last = when.partition("/")
    return Interval(when, None, first, last or first)


_serial = count()


def tell(
    claim_type: str,
    actors: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    at: tuple[str, ...] = (),
    *,
    when: str | None = None,
    document: str = "one",
    issued: str | None = "2014-03-10",
    publisher: str | None = "Gazette",
    said_by: str | None = None,
    relayed_by: str | None = None,
    factuality: str = "asserted",
    voice: str = "report",
    killed: tuple[float, ...] = (),
    territory: bool | None = None,
    quote: str | None = None,
) -> LinkedClaim:
    """Make a claim of *document*; places are territories where they change hands or are held."""
    number = next(_serial)
    held = claim_type.startswith("Territorial") if territory is None else territory
    named = (
        [(Role.ACTOR, n) for n in actors] + [(Role.RECIPIENT, n) for n in recipients] + [(Role.LOCATION, n) for n in at]
    )
    mentions = tuple(Mention(role, n, territory=held and role is Role.LOCATION) for role, n in named)
    by = speaker(said_by or publisher or "unnamed publisher", document)
    claim = Claim(
        id=short_hash(claim_type, named, when, document, said_by, factuality, voice, killed, quote or number),
        document=f"{document}.txt",
        document_key=document,
        paragraph=1,
        start=0,
        end=1,
        quote=quote or f"words {number}",
        type=claim_type,
        mentions=mentions,
        time=interval(when),
        source=said_by,
        relayed_by=relayed_by,
        factuality=Factuality(factuality),
        voice=Voice(voice),
        quantities=tuple(Quantity("killed", f"{n:g}", value=n) for n in killed),
    )
    relay = speaker(relayed_by, document) if relayed_by else None
    paper = source(publisher) if publisher else None
    return LinkedClaim(claim, tuple(entity(n, document) for _, n in named), by, relay, paper, issued)
