"""What a slot accepts, which words stand for somebody told of elsewhere, and for whom of what kind they can stand."""

from __future__ import annotations

from kg.lexicon.kinds import PLACE_KINDS as PLACES

__all__ = [
    "ABROAD",
    "ACCEPTED",
    "ACTORS",
    "ANAPHORS",
    "ARMED",
    "BARE",
    "COUNTS",
    "DESCRIBED_KINDS",
    "DROPPED",
    "FIRST_PERSON",
    "GROUPED",
    "GROUPS",
    "HE_OR_SHE",
    "HIRED",
    "HOME",
    "KNOWN_BODIES",
    "LAND_FORCES",
    "MASSES",
    "OFFICES",
    "PEOPLE",
    "PLACES",
    "PLATFORMS",
    "PLURAL",
    "POLICE",
    "REFERRED",
    "SINGULAR",
    "SOLDIERS",
    "SOUGHT",
    "STATES",
    "UNMEMORABLE",
    "WE",
]

ARMED = frozenset({"ArmedGroup", "Coalition", "StateForce", "UnidentifiedArmedActor", "ArmedActor"})
STATES = frozenset({"StateActor", "Government"})
PEOPLE = frozenset({"Person", "Population"})
ACTORS = ARMED | STATES | PEOPLE | {"Organization", "InformationSource", "Actor", ""}
GROUPS = ARMED | {"Organization", "Actor", ""}
KNOWN_BODIES = frozenset({"ArmedGroup", "Coalition", "StateForce", "Organization"})
ACCEPTED = {
    "actor": ACTORS,
    "armed": ARMED | STATES | {"Actor", ""},
    "group": GROUPS,
    "person": frozenset({"Person", ""}),
    "people": PEOPLE | ARMED | {"", "Actor"},
    "captives": PEOPLE | ARMED | {"Actor"},
    "place": PLACES,
    "state": STATES | {"StateForce", "Coalition"},
    "area": PLACES - {"Facility"},
    "talks": frozenset({"Talks"}),
    "body": frozenset({"ArmedGroup", "Coalition", "StateForce", "Organization", ""}),
    "organized": frozenset({"ArmedGroup", "Coalition", "StateForce", "Organization"}),
    "civil": frozenset({"Population", ""}),
    "anyone": PEOPLE | ARMED | STATES | {"", "Actor"},
    "component": ARMED | {"Population", ""},
    "force": frozenset({"ArmedGroup", "StateForce"}),
    "known-body": KNOWN_BODIES,
    "party": ARMED | STATES | {"Organization", "Actor", ""},
    "union": frozenset({"Coalition", "Organization"}),
    "thing": ACTORS | PLACES | {"Talks"},
}
SINGULAR = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "themselves", "theirs"})
FIRST_PERSON = frozenset({"we", "us", "our", "ours", "ourselves"})
WE = "we"  # stands for whoever speaks, until the speaker is known
HE_OR_SHE = frozenset({"he", "him", "his", "she", "her"})
# What a pronoun can stand for.
SOUGHT = {
    **dict.fromkeys(HE_OR_SHE, frozenset({"Person", "Population"})),
    **dict.fromkeys(SINGULAR, ARMED | STATES | {"Organization", "Actor"}),
    **dict.fromkeys(PLURAL, ARMED | STATES | {"Population", "Organization", "Actor"}),
}
# What "the group", "the movement", "the militia" can stand for: not the army of a state.
GROUPED = frozenset({"Actor", "ArmedGroup", "Coalition", "Organization", "UnidentifiedArmedActor"})
ANAPHORS = frozenset(
    {
        "group",
        "organization",
        "organisation",
        "faction",
        "movement",
        "front",
        "militia",
        "coalition",
        "alliance",
    }
)
MASSES = frozenset({"children", "people", "police", "clergy", "personnel"})
DROPPED = frozenset(
    "several some many more most all various both such certain every each any no few key newly two same main own".split()
)
# Which named bodies a bare definite noun of a kind can refer to.
REFERRED = {
    "StateForce": frozenset({"StateForce"}),
    "Government": frozenset({"Government"}),
    "UnidentifiedArmedActor": frozenset({"ArmedGroup", "Coalition"}),
}
SOLDIERS = frozenset(
    {"soldiers", "troops", "servicemen", "warplanes", "jets", "helicopters", "gunships", "planes", "drones"}
)
# Bodies of a body, and not that body itself ("the U.N. mission").
OFFICES = frozenset({"agency", "commission", "delegation", "mission", "office", "panel"})
HOME = {"StateForce": "army", "Government": "government"}
# Not of the country they are in, or not one body.
ABROAD = frozenset(
    """
    peacekeeper peacekeepers authorities agent agents service services administration authority ministry junta
    juntas parliament cabinet operatives operative recruits recruit navy airforce airmen aircraft
    """.split()
)
# Armed men beside a rebel body rather than of it.
HIRED = frozenset(
    {
        "paramilitary",
        "paramilitaries",
        "mercenary",
        "mercenaries",
        "militia",
        "militias",
        "bandits",
        "loyalists",
        "opposition",
    }
)
# Whom the adjective of a state makes its army ("Malian soldiers"), and its forces ("Malian jets").
LAND_FORCES = frozenset({"army", "military", "troops", "soldiers", "soldier", "servicemen"})
PLATFORMS = frozenset(
    "warplanes warplane jets jet helicopters helicopter gunships drones drone aircraft planes warships gunboats".split()
)
POLICE = frozenset({"police", "policemen", "policeman", "gendarmes", "gendarmerie"})
COUNTS = frozenset({"dozens", "scores", "hundreds", "thousands", "many", "several"})
# What the discourse remembers without a name.
DESCRIBED_KINDS = ARMED | {"Government", "Population"}
# What nothing refers back to, and what nothing does unless it is described ("the Saudi-led coalition").
UNMEMORABLE = frozenset({"convoy", "convoys", "fighters", "member", "members", "side", "sides"})
BARE = ANAPHORS | {"forces"}
