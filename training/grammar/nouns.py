"""Names the classes of noun phrase that verb frames speak of."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from grammar.events import (
    alliance,
    attack,
    blockade,
    ceasefire,
    clashes,
    deal,
    emergency,
    event,
    exchange,
    hold,
    homes,
    losses,
    placenoun,
    protest,
    refuge,
    request,
    resistance,
    responsibility,
    sanctions,
    talks,
    threat,
    visit,
)
from grammar.groups import force
from grammar.people import party, people, person, source, state_body, victims
from grammar.places import place, placename, territory
from grammar.things import aircraft, buildings, convoy, goods, target, troops, weapons
from grammar.tree import Node, one
from grammar.words import common, pick


def of_kind(listed: str, number: str = "Plur") -> Callable[[Random], Node]:
    return lambda rng: common(pick(rng, listed), number)


def one_of(*words: str) -> Callable[[Random], Node]:
    return lambda rng: common(rng.choice(words))


NOUN_PHRASES: dict[str, Callable[[Random], Node]] = {
    "abuse": of_kind("abuses"),
    "aircraft": aircraft,
    "alliance": alliance,
    "allegiance": one_of("allegiance"),
    "arms": lambda rng: common(one(rng, "arms weapon"), "Plur"),
    "attack": attack,
    "buildings": buildings,
    "ceasefire": ceasefire,
    "clashes": clashes,
    "control": one_of("control"),
    "convoy": convoy,
    "deal": deal,
    "emergency": emergency,
    "event": event,
    "fighting": clashes,
    "fire": one_of("fire"),
    "force": force,
    "goods": goods,
    "hold": hold,
    "homes": homes,
    "losses": losses,
    "threat": threat,
    "exchange": exchange,
    "territory": territory,
    "blockade": blockade,
    "resistance": resistance,
    "placename": placename,
    "request": request,
    "protest": protest,
    "visit": visit,
    "outcome": of_kind("outcomes"),
    "part": one_of("part"),
    "party": party,
    "people": people,
    "person": person,
    "place": place,
    "placenoun": placenoun,
    "refuge": refuge,
    "responsibility": responsibility,
    "sanctions": sanctions,
    "siege": one_of("siege"),
    "source": source,
    "state": state_body,
    "talks": talks,
    "target": target,
    "troops": troops,
    "victims": victims,
    "weapons": weapons,
}
