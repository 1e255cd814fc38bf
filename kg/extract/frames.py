"""Fires frames: a trigger word with the arguments that its frame asks for becomes the draft of a claim.

One trigger gives at most one draft: the first frame of the tables whose demands are met. What two drafts of a sentence tell
of one event is told once (`kg.extract.retelling`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extract.demands import ANY_NAME
from kg.extract.drafts import Draft, draft_of
from kg.extract.filling import fill
from kg.extract.grammar import Slots, noun_slots, verb_slots
from kg.extract.needs import is_satisfied
from kg.extract.referents import ARMED, PLACES
from kg.extract.retelling import tell_once
from kg.extract.scene import Scene
from kg.extract.sketch import Sketch
from kg.extract.syntax import Token, Tree
from kg.extract.tables import Frame, tables
from kg.extract.timing import is_time

__all__ = ["find_drafts"]

CARRYING = frozenset({"in", "to", "with", "into", "under", "on"})
# Particles that are adverbs: before a noun phrase these words are prepositions of something else ("closed in January").
ADVERBS = frozenset({"in", "up", "out", "off", "down", "back", "away", "over", "ahead", "forward"})
HELD = frozenset({"Abduction", "Detention", "Siege"})
# Whom nature or chance harms, nobody has harmed.
SUFFERED = frozenset({"Destruction", "Displacement", "Killing"})


def find_drafts(scene: Scene, sketch: Sketch) -> Iterator[Draft]:
    """Yield the drafts of a sentence, in the order of their triggers, of the frames that its sketch permits.

    A noun that already fills a role of a draft ("took part in the talks") does not trigger a second one of that type.
    """
    used: set[tuple[str, int]] = set()
    for draft in tell_once(scene, _triggered(scene, sketch)):
        if (draft.frame.type, draft.trigger) not in used:
            used.update((draft.frame.type, f.node) for _, f in draft.fills)
            used.update(("Negotiation", f.node) for _, f in draft.fills if f.kind == "Talks")
            yield draft


def _triggered(scene: Scene, sketch: Sketch) -> Iterator[Draft]:
    """Yield the draft of every trigger that fires, in order: as a name, as a verb, else as a noun."""
    for token in scene.tree.nodes():
        draft = None
        if token.index in scene.names:
            draft = _fire(scene, token.index, sketch.frames("nouns", ANY_NAME, token.start), noun_slots)
        elif token.lower in tables().verbs or token.lower in tables().nouns:
            quality = token.dep == "amod" and not _is_told_apart(scene, token.index)
            if quality or _is_kind_of(scene, token.index):
                continue
            if _is_verbal(scene, token):
                draft = _fire(scene, token.index, sketch.frames("verbs", token.lower, token.start), verb_slots)
            if draft is None and _is_nominal(scene, token):
                draft = _fire(scene, token.index, sketch.frames("nouns", token.lower, token.start), noun_slots)
        if draft is not None:
            yield draft


def _is_verbal(scene: Scene, token: Token) -> bool:
    """Tell whether a word may be the verb of an event, whatever the parser tags it."""
    participle = token.pos == "ADJ" and token.lower.endswith(("ed", "ing"))
    predicate = token.pos in {"NOUN", "PROPN"} and token.dep in {"root", "acl", "advcl", "amod"}
    finite = token.pos in {"VERB", "AUX"} and not _is_gerund(scene, token.index)
    return finite or participle or predicate or _is_clause(scene.tree, token.index)


def _is_nominal(scene: Scene, token: Token) -> bool:
    """Tell whether a word may be a noun that names an event."""
    placed = token.pos in {"NOUN", "PROPN", "VERB"} or token.dep.split(":")[0] in {"nsubj", "obj", "obl", "nmod"}
    predicate = token.pos == "ADJ" and bool(scene.tree.children(token.index, "cop", "nsubj"))
    return placed or predicate


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
    # "entered the town without a fight" tells of no fight.
    if not frames or scene.tree.preposition(trigger) == "without":
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
        filling = fill(scene, frame, slots, trigger)
        if is_satisfied(filling):
            return draft_of(filling, carriers)
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
        places = [c for c in tree.children(trigger, "obl", "nmod") if not is_time(tree, c)]
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
    return () if particle == "in" and (kind in PLACES or not kind or is_time(tree, noun)) else (verb + 1,)


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
