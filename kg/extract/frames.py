"""Fires frames: a trigger word with the arguments that its frame asks for becomes the draft of a claim.

One trigger gives at most one draft: the first frame of the tables whose demands are met. Places around the predicate are
added as locations; a recipient that turns out to be a place is the location of the event, unless the frame is about damage
to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.demands import ANY_NAME, COMPASS, OBJECT_TYPES, VIOLENT, demand_of
from kg.extract.fillers import fillers
from kg.extract.grammar import Slots, noun_slots, verb_slots
from kg.extract.memory import striker
from kg.extract.nominals import describe_group, describe_victims
from kg.extract.places import locations_of
from kg.extract.principals import holders, led_groups, sent_by, spoken_for
from kg.extract.quantities import is_count
from kg.extract.referents import ACCEPTED, ARMED, PLACES
from kg.extract.scene import Filler, Scene, accepts
from kg.extract.sketch import Sketch
from kg.extract.syntax import Tree
from kg.extract.tables import Frame, tables
from kg.model import Role

__all__ = ["SPEECH_ACTS", "Draft", "find_drafts"]

KEEPS_PLACE_AS_RECIPIENT = frozenset({"Destruction", "Support", "Condemnation", "Demand", "Accusation"})
ONE_HAND = re.compile(r"\bon (?:the )?one (?:hand|side)\b", re.IGNORECASE)
# Ties between two actors are not located by their sentence.
UNPLACED = frozenset({"Affiliation", "Alliance", "CoalitionMembership", "Hostility", "Leadership", "Support"})
CARRYING = frozenset({"in", "to", "with", "into", "under", "on"})
MOVEMENTS = frozenset({"Deployment", "Displacement", "Advance", "Attack", "Recruitment"})
HITS_BELONGINGS = frozenset({"AirStrike", "Attack", "Bombardment", "Bombing"})
STRIKES = frozenset({"AirStrike", "Bombardment"})
# Particles that are adverbs: before a noun phrase these words are prepositions of something else ("closed in January").
ADVERBS = frozenset({"in", "up", "out", "off", "down", "back", "away", "over", "ahead", "forward"})
POLITICS = frozenset(
    {"Accusation", "Agreement", "Condemnation", "Demand", "Negotiation", "Support", "Threat", "Exclusion"}
)
TIME_WORDS = frozenset(
    {"hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "night", "nights"}
)
SPEECH_ACTS = frozenset({"Accusation", "Condemnation", "Demand", "Threat"})
WANTING = frozenset({"Demand", "Threat"})
DEALS = frozenset({"Agreement", "Negotiation"})
HELD = frozenset({"Abduction", "Detention", "Siege"})
# Whom nature or chance harms, nobody has harmed.
SUFFERED = frozenset({"Destruction", "Displacement", "Killing"})
HARMS = frozenset({"Abduction", "Destruction", "Displacement", "Killing"})
ASSAULTS = frozenset({"AirStrike", "Attack", "Bombardment", "Bombing", "TerritorialCapture"})
FIGHTING = frozenset({"ArmedClash", "Attack", "Bombardment", "Hostility", "Defeat", "Repulsion"})


@dataclass(frozen=True)
class Draft:
    """A claim in the making: its frame, trigger and carriers (nodes), and who fills which role.

    `sides` holds 1, 2 or None for each of `fills`, in order; `territory` the names of places that change hands or are held.
    """

    frame: Frame
    trigger: int
    carriers: frozenset[int]
    fills: tuple[tuple[Role, Filler], ...]
    sides: tuple[int | None, ...]
    nodes: frozenset[int]
    territory: frozenset[str] = frozenset()

    def strikers(self) -> tuple[Filler, ...]:
        """Return who carries out the strikes, if that is what is drafted."""
        return tuple(f for r, f in self.fills if r is Role.ACTOR) if self.frame.type in STRIKES else ()

    def parties(self) -> tuple[Filler, ...]:
        """Return who fights whom, if that is what is drafted and both are known."""
        if self.frame.type not in FIGHTING:
            return ()
        actors = [f for r, f in self.fills if r is Role.ACTOR]
        others = [f for r, f in self.fills if r is Role.RECIPIENT]
        return tuple(dict.fromkeys((*actors, *others))) if len(actors) > 1 or (actors and others) else ()


def find_drafts(scene: Scene, sketch: Sketch) -> Iterator[Draft]:
    """Yield the drafts of a sentence, in the order of their triggers, of the frames that its sketch permits.

    A noun that already fills a role of a draft ("took part in the talks") does not trigger a second one of that type.
    """
    used: set[tuple[str, int]] = set()
    drafts = [d for draft in _triggered(scene, sketch) for d in (draft, *_listed(scene, draft))]
    listed = {d.trigger for d in drafts if d.frame.type == "Demand"}
    drafts = [d for d in drafts if d.trigger not in listed or d.frame.type == "Demand"]
    drafts = [d for d in drafts if not _is_wanted(scene, d, drafts)]
    drafts = [_joined(scene, d, drafts) for d in drafts if not any(_tells_more(scene, o, d) for o in drafts)]
    for draft in (_with_cause(scene, d, drafts) for d in drafts):
        if (draft.frame.type, draft.trigger) not in used:
            used.update((draft.frame.type, f.node) for _, f in draft.fills)
            used.update(("Negotiation", f.node) for _, f in draft.fills if f.kind == "Talks")
            yield draft


def _is_wanted(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Tell whether an event is what a demand or threat of the sentence consists of: the demand says it already."""
    tree, node = scene.tree, draft.trigger
    if draft.frame.type in WANTING or tree[node].pos != "VERB":
        return False
    while tree[node].dep == "conj" and tree[node].head != node:
        node = tree[node].head
    acts = {d.trigger for d in drafts if d.frame.type in WANTING}
    return tree[node].dep in {"xcomp", "ccomp", "advcl"} and tree[node].head in acts and tree[node].head < node


def _joined(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """Give a deal without a doer that of the verb or noun that tells the same of it in fewer words ("flew in for talks")."""
    others = [d for d in drafts if draft.frame.type in DEALS and _tells_more(scene, draft, d)]
    doers = [(r, f) for d in others[:1] for r, f in d.fills if r is Role.ACTOR]
    named = {f.name for _, f in draft.fills}
    if any(r is Role.ACTOR for r, _ in draft.fills) or not doers or any(f.name in named for _, f in doers):
        return draft
    return replace(
        draft,
        fills=(*doers, *draft.fills),
        sides=(*(None for _ in doers), *draft.sides),
        carriers=draft.carriers | {others[0].trigger},
        nodes=draft.nodes | others[0].nodes,
    )


def _tells_more(scene: Scene, draft: Draft, other: Draft) -> bool:
    """Tell whether *draft* and *other* tell one event, as verb and noun ("signed an agreement"), and *other* less of it."""
    if other.frame.type != draft.frame.type or other.trigger == draft.trigger:
        return False
    tree = scene.tree
    verb, noun = sorted((draft.trigger, other.trigger), key=lambda n: tree[n].pos != "VERB")
    if tree[verb].pos != "VERB" or tree[noun].pos == "VERB":
        return False
    one = (tree[noun].head == verb and tree[noun].dep.split(":")[0] in {"obj", "nsubj", "obl"}) or (
        tree[verb].head == noun and tree[verb].dep in {"acl", "acl:relcl"}
    )
    more, less = ((bool(d.frame.factuality), len(d.fills), d.trigger == noun) for d in (draft, other))
    return one and less < more


def _listed(scene: Scene, draft: Draft) -> Iterator[Draft]:
    """Yield a draft for each further thing that is demanded ("demanded the release of A, the lifting of B and an end to C")."""
    if draft.frame.type != "Demand":
        return
    tree = scene.tree
    demanded = [c for c in tree.children(draft.trigger, "obj", "xcomp", "ccomp") if c > draft.trigger]
    people = {f.node for _, f in draft.fills}
    listed = [n for d in demanded if d not in people for n in _items(tree, d)[1:]]
    things = dict.fromkeys(n for n in (*listed, *_stray_items(tree, draft.trigger)) if n not in people)
    for thing in things:
        fills = tuple((role, f) for role, f in draft.fills if role is not Role.LOCATION)
        yield replace(draft, trigger=thing, carriers=frozenset(), fills=fills, sides=(None,) * len(fills),
                      nodes=frozenset(tree.subtree(thing)), territory=frozenset())  # fmt: skip


def _items(tree: Tree, first: int) -> tuple[int, ...]:
    """Return the items of a list, which the parser may take for appositions ("the release of A, the lifting of B, and …")."""
    found, todo = [], [first]
    while todo:
        node = todo.pop(0)
        found.append(node)
        todo += [c for c in tree.children(node, "conj", "appos") if c > node and tree[c].pos != "PROPN"]
    return tuple(sorted(found))


def _stray_items(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the items that the parser hangs on the verb, not on the first of its list: bare nouns after its object."""
    objects = tree.children(verb, "obj")
    stray = [
        c
        for c in tree.children(verb, "parataxis", "obl", "conj")
        if objects and c > objects[0] and tree[c].pos == "NOUN"
        if any(tree[m].lower in {",", "and"} and m < c for m in tree.children(c, "punct", "cc"))
        if not tree.preposition(c) and not tree.children(c, "nsubj", "cop")
    ]
    return tuple(n for c in stray for n in _items(tree, c))


def _with_cause(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """Give a harm without a doer the doer of the attack that it was done in ("killed in an attack by X")."""
    if draft.frame.type not in HARMS or any(role is Role.ACTOR for role, _ in draft.fills):
        return draft
    tree = scene.tree
    around = {c for c in tree.children(draft.trigger, "obl", "advcl", "nsubj") if c != draft.trigger}
    around |= {c for n in around if tree[n].lower in tables().partitives for c in tree.children(n, "nmod")}
    if tree[draft.trigger].dep in {"advcl", "acl", "conj"}:
        around.add(tree[draft.trigger].head)
    causes = [d for d in drafts if d.trigger in around and d.frame.type in ASSAULTS]
    victims = {f.name for _, f in draft.fills}
    doers = [(r, f) for d in causes for r, f in d.fills if r is Role.ACTOR and f.name not in victims]
    if len(causes) != 1 or not doers:
        return draft
    return replace(draft, fills=(*doers, *draft.fills), sides=(*(None for _ in doers), *draft.sides))


def _triggered(scene: Scene, sketch: Sketch) -> Iterator[Draft]:
    for token in scene.tree.nodes():
        if token.index in scene.names:
            draft = _fire(scene, token.index, sketch.frames("nouns", ANY_NAME, token.start), noun_slots)
            if draft is not None:
                yield draft
            continue
        draft = None
        if token.lower not in tables().verbs and token.lower not in tables().nouns:
            continue
        if token.dep == "amod" and not _is_told_apart(scene, token.index):
            continue
        participle = token.pos == "ADJ" and token.lower.endswith(("ed", "ing"))
        if (
            (token.pos in {"VERB", "AUX"} and not _is_gerund(scene, token.index))
            or participle
            or (token.pos in {"NOUN", "PROPN"} and token.dep in {"root", "acl", "advcl", "amod"})
            or _is_clause(scene.tree, token.index)
        ):
            draft = _fire(scene, token.index, sketch.frames("verbs", token.lower, token.start), verb_slots)
        if _is_kind_of(scene, token.index):
            continue
        nominal = token.pos in {"NOUN", "PROPN", "VERB"} or token.dep.split(":")[0] in {"nsubj", "obj", "obl", "nmod"}
        nominal = nominal or (token.pos == "ADJ" and bool(scene.tree.children(token.index, "cop", "nsubj")))
        if draft is None and nominal:
            draft = _fire(scene, token.index, sketch.frames("nouns", token.lower, token.start), noun_slots)
        if draft is not None:
            yield draft


def _is_clause(tree: Tree, node: int) -> bool:
    """Tell whether a word has the object of a verb, whatever the parser tags it ("which has withstood/NOUN two sieges")."""
    return (
        tree[node].pos in {"NOUN", "ADJ"} and bool(tree.children(node, "obj")) and not tree.children(node, "cop", "det")
    )


def _is_kind_of(scene: Scene, node: int) -> bool:
    """Tell whether an event noun only says what kind of thing its head is ("fighting position", "attack helicopter")."""
    head = scene.tree[scene.tree[node].head].lower
    thing = head in tables().group_words or head in tables().belongings
    return scene.tree[node].dep == "compound" and thing and head not in tables().nouns


def _is_gerund(scene: Scene, node: int) -> bool:
    """Tell whether an -ing form is used as a noun: after a preposition or article, or in a noun's place."""
    tree, token = scene.tree, scene.tree[node]
    if not token.lower.endswith("ing") or token.lower not in tables().nouns:
        return False
    marked = any(tree[c].lower not in {"to", "that", "while", "when"} for c in tree.children(node, "mark"))
    nominal = token.dep.split(":")[0] in {"nsubj", "obj", "obl", "nmod"}
    return (marked and not tree.children(node, "obj")) or nominal or bool(tree.children(node, "det"))


def _is_told_apart(scene: Scene, participle: int) -> bool:
    """Tell whether a participle before a noun reports an event ("X-backed", "newly captured"), not a lasting quality."""
    told = verb_slots(scene.tree, participle).keys() & {"agent", "subject"}
    held = any(f.type in HELD and not f.particle for f in tables().verbs.get(scene.tree[participle].lower, ()))
    return bool(told) or held or bool(scene.tree.children(participle, "advmod"))


def _fire(
    scene: Scene, trigger: int, frames: tuple[Frame, ...], read_slots: Callable[[Tree, int], Slots]
) -> Draft | None:
    if not frames:
        return None
    slots = read_slots(scene.tree, trigger)
    for frame in frames:
        if frame.particle and not _has_particle(scene, trigger, frame.particle):
            continue
        if frame.unless and any(scene.tree[c].lower in frame.unless for c in scene.tree.children(trigger)):
            continue
        if frame.type in SUFFERED and _is_mishap(scene, frame, slots):
            continue
        if frame.particle in slots and "object" not in slots and frame.particle not in frame.slots:
            slots = {**slots, "object": slots[frame.particle]}
        if "object" in frame.words and "of" in frame.slots and "of" not in slots:
            slots = {**slots, "of": _of_objects(scene, slots.get("object", ()))}
        carriers = _carriers(scene, trigger)
        if frame.under and not any(scene.tree[c].lower in frame.under for c in carriers):
            continue
        if not all(_holds_word(scene, slots.get(slot, ()), words) for slot, words in frame.words.items()):
            continue
        filled = _fill(scene, frame, slots, trigger)
        if _is_satisfied(scene, frame, slots, filled, trigger):
            return _draft(scene, frame, trigger, carriers, filled)
    return None


def _of_objects(scene: Scene, objects: tuple[int, ...]) -> tuple[int, ...]:
    """Return what the objects are of: "claimed the lives of X", "found the bodies of Y"."""
    tree = scene.tree
    return tuple(c for o in objects for c in tree.children(o, "nmod") if tree.preposition(c) == "of")


def _is_mishap(scene: Scene, frame: Frame, slots: Slots) -> bool:
    """Tell whether nature, illness or chance did a harm: "a storm killed two", "died in a crash", "a flood destroyed homes".

    Not where somebody is named who did it: "police killed two in a stampede".
    """
    tree = scene.tree
    doers = [n for slot in ("subject", "agent", "by") if frame.slots.get(slot) == "actor" for n in slots.get(slot, ())]
    if any(tables().group_words.get(tree[n].lower) in ARMED or n in scene.names for n in doers):
        return False
    causes = [n for slot in ("subject", "in", "of", "from", "by", "after") for n in slots.get(slot, ())]
    heads = [n for n in causes if tree[n].lower in tables().mishaps and n not in scene.names]
    armed = [c for n in heads for c in tree.children(n, "compound", "amod") if tree[c].lower in tables().instruments]
    return bool(heads) and not armed


def _has_particle(scene: Scene, trigger: int, particle: str) -> bool:
    tree = scene.tree
    below = list(tree.children(trigger))
    if particle in ADVERBS:
        below += _misread_particle(scene, trigger, particle)
        below += [
            c for child in below if tree.preposition(child) == f"{particle} of" for c in tree.children(child, "case")
        ]
    else:
        places = [c for c in tree.children(trigger, "obl", "nmod") if not _is_time(tree, c)]
        below += [c for child in places for c in tree.children(child, "case")]
    return any(tree[c].lower == particle for c in below)


def _misread_particle(scene: Scene, verb: int, particle: str) -> tuple[int, ...]:
    """Return an adverb right after its verb that the parser takes for a preposition ("sent in the army", "burned down ten").

    Before a time or place "in" is the preposition that it seems.
    """
    tree = scene.tree
    if verb + 1 >= len(tree.tokens) or tree[verb + 1].lower != particle or tree[verb + 1].dep != "case":
        return ()
    noun = tree[verb + 1].head
    kind = scene.names[noun].kind if noun in scene.names else tables().group_words.get(tree[noun].lower, "")
    return () if particle == "in" and (kind in PLACES or not kind or _is_time(tree, noun)) else (verb + 1,)


def _is_time(tree: Tree, noun: int) -> bool:
    """Tell whether a phrase says when: "closed on Tuesday" is not "closed on the town"."""
    return tree[noun].lower in TIME_WORDS | tables().not_names or tree[noun].pos == "NUM"


def _holds_word(scene: Scene, nodes: tuple[int, ...], words: frozenset[str]) -> bool:
    """Tell whether one of *words* heads the phrase of a node, also as compound or after a measure ("dozens of rockets")."""
    tree, measures = scene.tree, tables().partitives
    heads = [n for node in nodes for n in tree.coordinated(node)]
    below = [c for n in heads for c in tree.children(n, "compound")]
    below += [c for n in heads if tree[n].lower in measures for c in tree.children(n, "nmod")]
    return any(tree[n].lower in words for n in (*heads, *below))


def _carriers(scene: Scene, trigger: int) -> frozenset[int]:
    """Return the verb over a trigger that carries it: whose subject, object or support-verb oblique it is."""
    tree = scene.tree
    head, dep = tree[trigger].head, tree[trigger].dep.split(":")[0]
    if head == trigger or dep not in {"obj", "nsubj", "obl", "xcomp"} or tree[head].pos not in {"VERB", "AUX", "ADJ"}:
        return frozenset()
    carried = tree[head].lower in tables().support_verbs and tree.preposition(trigger) in CARRYING
    if dep == "obl" and not carried:
        return frozenset()
    return frozenset({head})


def _fill(scene: Scene, frame: Frame, slots: Slots, trigger: int) -> dict[str, tuple[Filler, ...]]:
    filled: dict[str, tuple[Filler, ...]] = {}
    taken: set[str] = set()
    for slot in sorted(frame.slots, key=lambda s: s in {"possessive", "object"}):
        demand = demand_of(frame, slot)
        read = describe_group if slot == "itself" or (frame.type == "Affiliation" and slot == "object") else fillers
        alone = slot == "fellow" or (slot == "object" and scene.tree[trigger].dep == "amod")
        every = [
            f
            for node in slots.get(slot, ())
            for f in (
                (read(scene, node) if read is describe_group else ())
                or fillers(scene, node, exclude=taken, alone=alone)
            )
        ]
        if frame.type in SPEECH_ACTS and frame.slots[slot] == "actor":
            every = [f for node in slots.get(slot, ()) for f in spoken_for(scene, node)] or every
        if frame.slots[slot] in {"actor", "side", "side1"} and not every:
            every = [f for node in slots.get(slot, ()) for f in sent_by(scene, node, politics=frame.type in POLITICS)]
        if demand == "anyone" and not every:
            every = [f for node in slots.get(slot, ()) for f in describe_victims(scene, node)]
        if frame.type == "Allegiance" and frame.slots[slot] == "recipient":
            every += [f for node in slots.get(slot, ()) for f in led_groups(scene, node)]
        hits = frame.type in HITS_BELONGINGS
        if hits and frame.slots[slot] == "recipient":
            every += [
                f for node in slots.get(slot, ()) for n in scene.tree.coordinated(node) for f in holders(scene, n)
            ]
        acting = frame.type in POLITICS and frame.slots[slot] in {"actor", "recipient"}
        every = [_as_state(f) if acting else f for f in every]
        if frame.slots[slot] == "actor":
            every = [f for f in every if not _is_unmanned(f)]
        kept = tuple(g for f in every for g in (accepts(demand, f),) if g and (hits or not f.belonging))
        if kept:
            filled[slot] = kept
            taken.update(f.name for f in kept)
    unowned = "support" in frame.slots and not any(frame.slots[slot] == "actor" for slot in filled)
    if "harmed" in filled and unowned:
        found = striker(scene, frame.type, trigger)
        filled |= {"support": found} if found else {}
    return _without_reflexives(frame, filled)


def _is_unmanned(filler: Filler) -> bool:
    """Tell whether nobody but a weapon is named as who acts ("a drone killed two"); a sniper is somebody."""
    word = filler.name.lower()
    return word == filler.text.lower() and word in tables().instruments and not word.startswith("sniper")


def _as_state(filler: Filler) -> Filler:
    """Read a place that no list knows as the state that it stands for ("Kigali denied", "talks with Kyiv")."""
    return replace(filler, kind="StateActor") if filler.kind == "Territory" and not filler.entries else filler


def _without_reflexives(frame: Frame, filled: dict[str, tuple[Filler, ...]]) -> dict[str, tuple[Filler, ...]]:
    """Drop recipients that are actors too: nobody attacks, joins or leads himself."""
    actors = {f.name for slot, found in filled.items() if frame.slots[slot] == "actor" for f in found}
    kept = {
        slot: tuple(f for f in found if frame.slots[slot] != "recipient" or f.name not in actors)
        for slot, found in filled.items()
    }
    return {slot: found for slot, found in kept.items() if found}


def _is_satisfied(
    scene: Scene, frame: Frame, slots: Slots, filled: dict[str, tuple[Filler, ...]], trigger: int
) -> bool:
    for need in frame.needs:
        if need.endswith("!"):
            if not slots.get(need[:-1]):
                return False
        elif need.endswith("?"):
            strange = [
                n for n in slots.get(need[:-1], ()) if scene.tree[n].pos != "PRON" and not _is_adverbial(scene.tree, n)
            ]
            if strange and not _is_filled(scene, frame, slots, filled, need[:-1]):
                return False
        elif need in OBJECT_TYPES:
            nouns = [n for o in slots.get("object", ()) for n in scene.tree.coordinated(o)]
            if not any(
                f.type == OBJECT_TYPES[need] for n in nouns for f in tables().nouns.get(scene.tree[n].lower, ())
            ):
                return False
        elif need == "infinitive":
            if not _has_infinitive(scene, trigger):
                return False
        elif need == "negated":
            if not any(scene.tree[c].lower in tables().negations for c in scene.tree.children(trigger)):
                return False
        elif need == "counted":
            if not any(is_count(scene, o) or scene.tree.children(o, "nummod") for o in slots.get("object", ())):
                return False
        elif need == "future":
            if not _is_ahead(scene, trigger):
                return False
        elif need == "violence":
            if not _is_violence_meant(scene, trigger):
                return False
        elif need == "apposed":
            if not _is_apposed(scene, trigger):
                return False
        elif need == "occurs":
            if not _happens(scene, trigger, frame.type):
                return False
        elif not _is_filled(scene, frame, slots, filled, need):
            return False
    return bool(frame.needs) or bool(frame.words) or bool(filled) or _happens(scene, trigger, frame.type)


def _is_adverbial(tree: Tree, noun: int) -> bool:
    """Tell whether what the parser takes for an object says when or which way ("fled eastwards", "withdrew each time")."""
    word = tree[noun].lower
    way = word.endswith(("ward", "wards")) or word in {
        "direction",
        "way",
        "time",
        "home",
        "north",
        "south",
        "east",
        "west",
    }
    return way or _is_time(tree, noun)


def _is_filled(scene: Scene, frame: Frame, slots: Slots, filled: dict[str, tuple[Filler, ...]], need: str) -> bool:
    return any(
        slot in filled
        or _is_general_place(scene, frame, slots, slot)
        or _is_bare_number(scene, frame, slots, slot)
        or _is_event_told_of(scene, frame, slots, slot)
        for slot in need.split("|")
    )


def _is_event_told_of(scene: Scene, frame: Frame, slots: Slots, need: str) -> bool:
    """Tell whether an object is "it", which may be the attack told of before ("said that the army had repelled it")."""
    return frame.type == "Repulsion" and any(scene.tree[n].lower == "it" for n in slots.get(need, ()))


def _is_apposed(scene: Scene, noun: int) -> bool:
    """Tell whether an office stands in apposition with words that make it more than a title ("the army chief, X")."""
    tree = scene.tree
    told = tree.children(noun, "amod", "compound", "nmod:poss", "nmod")
    apposed = tree[noun].dep == "appos" or bool(tree.children(noun, "appos"))
    beside = tree[noun].dep == "nmod:desc" and tree[noun].text.islower()
    return (bool(told) and apposed) or (beside and bool(told or tree.children(noun, "det")))


def _is_ahead(scene: Scene, verb: int) -> bool:
    """Tell whether what is said is the speaker's own deed yet to come ("warned that it would respond")."""
    tree = scene.tree
    clauses = [c for c in tree.children(verb, "ccomp") if any(tree[s].pos == "PRON" for s in tree.children(c, "nsubj"))]
    return any(
        scene.tree[a].lower in tables().intent_auxiliaries for c in clauses for a in scene.tree.children(c, "aux")
    )


def _is_violence_meant(scene: Scene, verb: int) -> bool:
    """Tell whether what is promised or vowed is violence ("vowed to retake the town")."""
    clauses = scene.tree.children(verb, "xcomp", "ccomp", "advcl")
    return any(f.type in VIOLENT for c in clauses for f in tables().verbs.get(scene.tree[c].lower, ()))


def _has_infinitive(scene: Scene, verb: int) -> bool:
    clauses = scene.tree.children(verb, "xcomp", "ccomp", "advcl")
    return any(scene.tree[m].lower == "to" for c in clauses for m in scene.tree.children(c, "mark"))


def _is_general_place(scene: Scene, frame: Frame, slots: Slots, need: str) -> bool:
    """Tell whether a territory is filled by a place word without a name ("took several villages")."""
    demand = frame.where.get(need, "place")
    if frame.slots.get(need) not in {"territory", "location", "recipient"} or demand not in {"area", "place"}:
        return False
    nodes = [n for node in slots.get(need, ()) for n in scene.tree.coordinated(node)]
    words = [scene.tree[n].lower for n in nodes]
    parts = [n for n in nodes if scene.tree[n].lower in tables().partitives]
    below = [
        scene.tree[c].lower for n in parts for c in scene.tree.children(n, "nmod") if scene.tree.preposition(c) == "of"
    ]
    direction = demand == "place" and any(w in COMPASS for w in (*words, *below))
    return direction or any(tables().group_words.get(w) in ACCEPTED[demand] for w in (*words, *below))


def _is_news(scene: Scene, noun: int, type_: str) -> bool:
    """Tell whether an event noun brings an event up, rather than back: "the attack" has been told of, "an attack" has not."""
    tree = scene.tree
    if tree[noun].pos not in {"NOUN", "PROPN"} or tree[noun].dep in {"compound", "amod"}:
        return False
    definite = {tree[c].lower for c in tree.children(noun, "det")} & {
        "the",
        "this",
        "that",
        "these",
        "those",
        "any",
        "such",
    }
    told = tree.children(noun, "amod", "nummod", "nmod", "acl", "acl:relcl", "compound", "nmod:poss")
    head = tree[tree[noun].head]
    part = tree.preposition(noun) == "of" and head.pos == "NOUN" and head.lower not in TIME_WORDS | tables().partitives
    if part:
        return False
    of = type_ in FIGHTING and any(tree.preposition(c) == "of" for c in told)
    return (bool(told) if type_ in DEALS else not definite or bool(told)) and not of


def _is_bare_number(scene: Scene, frame: Frame, slots: Slots, need: str) -> bool:
    """Tell whether people are only counted ("killed 12", "dozens were arrested")."""
    counted = frame.where.get(need) in {"anyone", "people", "civil"} and bool(frame.quantity)
    return counted and any(is_count(scene, node) for node in slots.get(need, ()))


def _happens(scene: Scene, trigger: int, type_: str) -> bool:
    tree = scene.tree
    if _is_news(scene, trigger, type_):
        return True
    if tree[trigger].dep.startswith("nsubj") and tree[tree[trigger].head].lower in tables().occurrence_verbs:
        return True
    if tree[trigger].dep.startswith("obl") and tree[tree[trigger].head].lower in tables().quantity_words:
        return True
    listed = tree.coordinated(tree[trigger].head if tree[trigger].dep == "conj" else trigger)
    return len([n for n in listed if tree[n].lower in tables().nouns]) > 1


def _draft(
    scene: Scene, frame: Frame, trigger: int, carriers: frozenset[int], filled: dict[str, tuple[Filler, ...]]
) -> Draft:
    fills: list[tuple[Role, Filler]] = []
    sides: list[int | None] = []
    for slot, found in filled.items():
        for filler, number in zip(found, _between_sides(scene, found), strict=True):
            hit = slot == "harmed" and filler.kind == "Facility"
            role, side = (Role.RECIPIENT, None) if hit else _role(frame, frame.slots[slot], filler, number)
            if role is not None and all(f.name != filler.name or r is not role for r, f in fills):
                fills.append((role, filler))
                sides.append(side)
    nodes = {trigger, *carriers, *(f.node for _, f in fills)}
    tie, moves = "identity" in frame.slots or frame.type in UNPLACED, frame.type in MOVEMENTS
    for place in locations_of(scene, trigger, frozenset() if tie else carriers, outside=not tie, towards=moves):
        if all(f.name != place.name and not f.start < place.start < f.end for _, f in fills):
            fills.append((Role.LOCATION, place))
            sides.append(None)
    held = frozenset(f.name for slot, found in filled.items() if frame.slots[slot] == "territory" for f in found)
    return Draft(frame, trigger, carriers, tuple(fills), tuple(sides), frozenset(nodes), held)


def _between_sides(scene: Scene, found: tuple[Filler, ...]) -> tuple[int | None, ...]:
    """Return the side of each of "between A and B": known for two, and where "on the one hand" parts a longer list."""
    if len(found) == 2:
        aside = ONE_HAND.search(scene.text, max(f.end for f in found), scene.tree.tokens[-1].end)
        return (None, None) if aside else (1, 2)
    parted = ONE_HAND.search(scene.text, min(f.start for f in found), max(f.end for f in found))
    return tuple(1 if parted and f.start < parted.start() else 2 if parted else None for f in found)


def _role(frame: Frame, role: str, filler: Filler, number: int | None) -> tuple[Role | None, int | None]:
    if role == "anchor":
        return None, None
    if role in {"territory", "location"}:
        return Role.LOCATION, None
    if filler.kind in PLACES and frame.type not in KEEPS_PLACE_AS_RECIPIENT:
        return (Role.LOCATION, None) if role != "actor" else (None, None)
    if role in {"side1", "side2"}:
        return Role.ACTOR, int(role[-1])
    if role == "side":
        return Role.ACTOR, number
    return {"actor": Role.ACTOR, "recipient": Role.RECIPIENT}[role], None
