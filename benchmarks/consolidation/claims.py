"""Makes claims of a war that never was: linked claims and their registry, as many as asked for, always the same ones.

2,000 actors fight, take and leave 3,000 towns of 60 provinces over ten years. A few of them act in most of what happens, as in
real wars (Zipf's law). Each happening is told by one to five claims, of which some leave out the place, the day or the other
side, give another number, tell a neighbouring day, or deny it. One claim in four is of a state: control, membership, alliance.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, islice
from random import Random
from typing import Final

from kg.identifiers import registered_iri, short_hash
from kg.lexicon import Entry, Lexicon, Name
from kg.model import Claim, Entity, Factuality, Interval, LinkedClaim, Mention, Quantity, Role

__all__ = ["ACTORS", "invent_claims", "invent_lexicon", "tell_claims"]

ACTORS: Final = 2_000
TOWNS: Final = 3_000
PROVINCES: Final = 60
PUBLISHERS: Final = 200
DAYS: Final = 3_650
START: Final = date(2001, 1, 1)
EVENTS: Final = (
    "ArmedClash",
    "Attack",
    "Bombardment",
    "AirStrike",
    "Killing",
    "TerritorialCapture",
    "Withdrawal",
    "Repulsion",
)
STATES: Final = ("TerritorialControl", "CoalitionMembership", "Alliance")
LAND: Final = Entity(registered_iri("place", "land"), "Country", "Land", True)


def invent_lexicon() -> Lexicon:
    """Return the registry of the invented war: every town lies in a province, every province in the land."""
    places = [_entry(LAND, None), *(_entry(_province(n), LAND.iri) for n in range(PROVINCES))]
    towns = [_entry(_town(n), _province(n % PROVINCES).iri) for n in range(TOWNS)]
    return Lexicon((*places, *towns, *(_entry(_actor(n), None) for n in range(ACTORS))))


def invent_claims(number: int, seed: int = 20261121) -> list[LinkedClaim]:
    """Return *number* claims; fewer are the first of more."""
    return list(tell_claims(number, seed))


def tell_claims(number: int, seed: int = 20261121) -> Iterator[LinkedClaim]:
    """Yield the claims that `invent_claims` returns; those of a document follow each other."""
    return islice(_tell(Random(seed)), number)


def _tell(random: Random) -> Iterator[LinkedClaim]:
    weights = list(accumulate(1 / (rank + 10) for rank in range(ACTORS)))
    serial = 0
    while True:
        one, other = (random.choices(range(ACTORS), cum_weights=weights)[0] for _ in range(2))
        town, day = random.randrange(TOWNS), random.randrange(DAYS)
        is_state = random.random() < 0.25
        claim_type = random.choice(STATES if is_state else EVENTS)
        for _ in range(random.choice((1, 1, 1, 2, 3, 5))):
            serial += 1
            yield _claim(random, serial, claim_type, (one, other), town, day)


def _claim(random: Random, serial: int, claim_type: str, sides: tuple[int, int], town: int, day: int) -> LinkedClaim:
    told: list[tuple[Mention, Entity]] = [_mention(Role.ACTOR, _actor(sides[0]), claim_type)]
    if random.random() < 0.8 and claim_type != "TerritorialControl":
        told.append(_mention(Role.RECIPIENT, _actor(sides[1]), claim_type))
    if random.random() < 0.8:
        place = _town(town) if random.random() < 0.8 else _province(town % PROVINCES)
        told.append(_mention(Role.LOCATION, place, claim_type))
    publisher = _publisher(random.randrange(PUBLISHERS))
    happened = START + timedelta(days=day + random.choice((0, 0, 0, 0, 1)))
    issued = (happened + timedelta(days=random.randrange(4))).isoformat()
    key = f"document-{serial // 5}"
    claim = Claim(
        id=short_hash(serial),
        document=f"{key}.txt",
        document_key=key,
        paragraph=1 + serial % 5,
        start=0,
        end=1,
        quote=f"claim {serial}",
        type=claim_type,
        mentions=tuple(mention for mention, _ in told),
        time=_time(random, happened),
        factuality=Factuality.DENIED if random.random() < 0.03 else Factuality.ASSERTED,
        quantities=_quantities(random),
    )
    return LinkedClaim(claim, tuple(entity for _, entity in told), publisher, None, publisher, issued)


def _time(random: Random, day: date) -> Interval:
    kind = random.random()
    if kind < 0.5:
        return Interval(day.isoformat(), None, day.isoformat(), day.isoformat())
    if kind < 0.7:
        first, last = (day - timedelta(days=3)).isoformat(), (day + timedelta(days=3)).isoformat()
        return Interval(f"{first}/{last}", None, first, last)
    if kind < 0.8:
        month = day.isoformat()[:7]
        return Interval(month, None, f"{month}-01", f"{month}-28")
    return Interval()


def _quantities(random: Random) -> tuple[Quantity, ...]:
    if random.random() < 0.7:
        return ()
    number = float(random.randrange(1, 60))
    return (Quantity("killed", str(number), value=number),)


def _mention(role: Role, entity: Entity, claim_type: str) -> tuple[Mention, Entity]:
    territory = role is Role.LOCATION and claim_type.startswith("Territorial") and entity.kind == "PopulatedPlace"
    return Mention(role, entity.label, kind=entity.kind, territory=territory), entity


def _entry(entity: Entity, within: str | None) -> Entry:
    return Entry(entity.iri, entity.kind, entity.label, (Name(entity.label, preferred=True),), within, "invented")


def _actor(number: int) -> Entity:
    return Entity(registered_iri("group", f"group {number}"), "ArmedGroup", f"Group {number}", True)


def _town(number: int) -> Entity:
    return Entity(registered_iri("place", f"town {number}"), "PopulatedPlace", f"Town {number}", True)


def _province(number: int) -> Entity:
    return Entity(registered_iri("place", f"province {number}"), "Province", f"Province {number}", True)


def _publisher(number: int) -> Entity:
    return Entity(registered_iri("source", f"paper {number}"), "InformationSource", f"Paper {number}", True)
