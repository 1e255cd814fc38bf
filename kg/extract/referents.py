"""What a slot accepts, which words stand for somebody told of elsewhere, and for whom of what kind they can stand."""

from __future__ import annotations

from kg.lexicon.kinds import PLACE_KINDS as PLACES

__all__ = [
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
    "HOME",
    "KNOWN_BODIES",
    "PEOPLE",
    "PLACES",
    "PLURAL",
    "REFERRED",
    "REFLEXIVE",
    "SINGULAR",
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
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
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
DROPPED = frozenset(
    "several some many more most all various both such certain every each any no few key newly two same main own".split()
)
# Which named bodies a bare definite noun of a kind can refer to.
REFERRED = {
    "StateForce": frozenset({"StateForce"}),
    "Government": frozenset({"Government"}),
    "UnidentifiedArmedActor": frozenset({"ArmedGroup", "Coalition"}),
}
HOME = {"StateForce": "army", "Government": "government"}
COUNTS = frozenset({"dozens", "scores", "hundreds", "thousands", "many", "several"})
# What the discourse remembers without a name.
DESCRIBED_KINDS = ARMED | {"Government", "Population"}
# What nothing refers back to, and what nothing does unless it is described ("the Saudi-led coalition").
UNMEMORABLE = frozenset({"convoy", "convoys", "fighters", "member", "members", "side", "sides"})
BARE = ANAPHORS | {"forces"}
