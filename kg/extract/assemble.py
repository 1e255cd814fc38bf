"""Turns a draft into a claim: speaker, factuality, time, quantities, mentions, and the quote that states it."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.attribution import Speaker, Speech, speaker_of
from kg.extract.dates import TimeExpression, find_times
from kg.extract.factuality import factuality_of
from kg.extract.frames import Draft
from kg.extract.quantities import quantity_near
from kg.extract.scene import PLACES, Scene
from kg.extract.tables import tables
from kg.identifiers import claim_id
from kg.model import Claim, Document, Factuality, Interval, Mention, Paragraph, Quantity, Role, Voice
from kg.territory import mark_territory

__all__ = ["assemble"]

VIOLENCE = frozenset(
    ["AirStrike", "ArmedClash", "Attack", "Bombardment", "Bombing", "Destruction", "Killing", "Siege", "Deployment"]
)
KEPT_WITH_PREDICATE = frozenset(
    ["aux", "aux:pass", "cop", "advmod", "compound:prt", "mark", "det", "amod", "nummod", "compound", "obj", "fixed"]
)


def assemble(
    document: Document,
    paragraph: Paragraph,
    scene: Scene,
    draft: Draft,
    speech: Speech,
    quotes: tuple[tuple[int, int], ...],
    handle: str | None,
) -> Claim:
    """Return the claim of *draft*. *handle* is the commenter's name in a comment ("" if unknown), None in the report."""
    speaker = speaker_of(scene, speech, draft.trigger, quotes)
    start, end = _quote_span(scene, draft)
    quantities = _quantities(scene, draft)
    mentions = _territories(draft, _mentions(document, draft, speaker), paragraph, quantities)
    source = speaker.name if speaker else (handle or None)
    return Claim(
        id=claim_id(document.key, paragraph.text, start, end, draft.frame.type, mentions, paragraph.start),
        document=document.name,
        document_key=document.key,
        paragraph=paragraph.number,
        start=start,
        end=end,
        quote=document.text[start:end],
        type=draft.frame.type,
        mentions=mentions,
        instruments=_instruments(scene, draft) if draft.frame.type in VIOLENCE else (),
        time=_time(document, scene, draft),
        source=source,
        relayed_by=speaker.relayed_by if speaker else None,
        factuality=_factuality(scene, draft),
        voice=Voice.REPORT if handle is None else Voice.COMMENT,
        quantities=quantities,
        rank=_rank(scene, draft) if draft.frame.type == "Leadership" else None,
    )


def _territories(
    draft: Draft, mentions: tuple[Mention, ...], paragraph: Paragraph, quantities: tuple[Quantity, ...]
) -> tuple[Mention, ...]:
    """Mark the place that changes hands: what the frame says is one, unless the words before it say it is only around."""
    marked = mark_territory(draft.frame.type, mentions, paragraph.text, paragraph.start, quantities)
    return tuple(replace(m, territory=m.territory and m.name in draft.territory) for m in marked)


def _mentions(document: Document, draft: Draft, speaker: Speaker | None) -> tuple[Mention, ...]:
    found = [
        Mention(role, f.name, f.text, f.start, f.end, f.kind, side, anaphor=f.anaphor)
        for (role, f), side in zip(draft.fills, draft.sides, strict=True)
    ]
    if speaker:
        words = document.text[speaker.start : speaker.end]
        found.append(Mention(Role.SOURCE, speaker.name, words, speaker.start, speaker.end, anaphor=speaker.anaphor))
    return tuple(found)


def _factuality(scene: Scene, draft: Draft) -> Factuality:
    if draft.frame.factuality:
        return Factuality(draft.frame.factuality)
    if any(role is Role.ACTOR for role, _ in draft.fills) and _is_epithet(scene, draft):
        doubted = {scene.tree[c].lower for c in scene.tree.children(draft.trigger, "amod")} & tables().hedge_words
        return Factuality.HEDGED if doubted else Factuality.ASSERTED
    own = frozenset(
        c
        for c in draft.carriers
        if any(f.type == draft.frame.type for f in tables().verbs.get(scene.tree[c].lower, ()))
    )
    return factuality_of(scene.tree, draft.trigger, draft.carriers, own)


def _is_epithet(scene: Scene, draft: Draft) -> bool:
    """Tell whether a tie is only mentioned in passing ("X leader Y", "X's ally Y"): what is said of Y does not touch it."""
    tree = scene.tree
    return "identity" in draft.frame.slots and not tree.children(draft.trigger, "cop")


def _quote_span(scene: Scene, draft: Draft) -> tuple[int, int]:
    """Return the offsets from the first to the last word that states the claim: predicate, arguments, what modifies them."""
    tree, kept = scene.tree, set(draft.nodes)
    for node in (draft.trigger, *draft.carriers):
        for child in tree.children(node):
            if tree[child].dep in KEPT_WITH_PREDICATE and tree[child].lower != "that":
                kept.add(child)
    if tree.preposition(draft.trigger) == "of" and tree[tree[draft.trigger].head].lower in tables().partitives:
        kept.add(tree[draft.trigger].head)
    for _, filler in draft.fills:
        kept.update(i for c in tree.children(filler.node, "nummod") for i in tree.subtree(c))
    starts = [tree[n].start for n in kept] + [f.start for _, f in draft.fills]
    ends = [tree[n].end for n in kept] + [f.end for _, f in draft.fills]
    sentence_start, sentence_end = tree.tokens[0].start, max(t.end for t in tree.tokens)
    return max(min(starts), sentence_start), min(max(ends), sentence_end)


def _time(document: Document, scene: Scene, draft: Draft) -> Interval:
    """Return the time expression of the smallest clause around the trigger that has one."""
    tree = scene.tree
    start = tree.tokens[0].start
    times = find_times(document.text[start : tree.tokens[-1].end], document.issued, start)
    for node in (draft.trigger, *draft.carriers, *_clauses(scene, draft.trigger)):
        inside = set(tree.subtree(node))
        if found := _first_inside(scene, times, inside):
            return found
    return Interval()


def _clauses(scene: Scene, trigger: int) -> list[int]:
    """Return the heads above the trigger up to the edge of its own clause."""
    found = []
    node = trigger
    for head in scene.tree.ancestors(trigger):
        if scene.tree[node].dep in {"ccomp", "parataxis", "acl:relcl", "conj"}:
            break
        found.append(head)
        node = head
    return found


def _first_inside(scene: Scene, times: tuple[TimeExpression, ...], nodes: set[int]) -> Interval | None:
    for time in times:
        if any(scene.tree[i].start < time.end and time.start < scene.tree[i].end for i in nodes):
            return time.interval
    return None


def _instruments(scene: Scene, draft: Draft) -> tuple[str, ...]:
    """Return the weapons that an act of violence is said to be done with, in the order of the text ("heavy tank fire")."""
    tree, found = scene.tree, []
    for root in (draft.trigger, *sorted(draft.carriers)):
        for child in tree.children(root, "compound", "amod", "obl", "nmod", "obj"):
            if tree[child].lower in tables().instruments or any(
                tree[c].lower in tables().instruments for c in tree.children(child, "compound")
            ):
                compound = tree[child].dep in {"compound", "amod"}
                first = min((c for c in tree.children(child, "amod", "compound", "nummod") if c < child), default=child)
                start, end = scene.span(first, root if compound and root > child else child)
                found.append(scene.text[start:end])
    return tuple(dict.fromkeys(found))


def _quantities(scene: Scene, draft: Draft) -> tuple[Quantity, ...]:
    nodes = tuple(f.node for r, f in draft.fills if r is Role.RECIPIENT)
    found = []
    if draft.frame.quantity and (measured := quantity_near(scene, draft.frame.quantity, (*nodes, draft.trigger))):
        found.append(measured)
    if share := _share(scene, draft):
        found.append(share)
    return tuple(found)


def _share(scene: Scene, draft: Draft) -> Quantity | None:
    tree = scene.tree
    for child in tree.children(draft.trigger, "obj", "nsubj", "nsubj:pass"):
        if tree[child].lower == "%" or any(tree[c].lower == "%" for c in tree.children(child)):
            node = child if tree[child].lower == "%" else next(c for c in tree.children(child) if tree[c].lower == "%")
            return quantity_near(scene, "share", (node,))
    return None


def _rank(scene: Scene, draft: Draft) -> str:
    """Return the words of a rank: the noun with its adjectives and the kind of place ("military emir", "emir of the coast")."""
    tree, trigger = scene.tree, draft.trigger
    before = [c for c in tree.children(trigger, "amod", "compound") if c < trigger and c not in scene.names]
    places = [
        c
        for c in tree.children(trigger, "nmod")
        if tree.preposition(c) in {"in", "of", "for"} and tables().group_words.get(tree[c].lower) in PLACES
    ]
    start, end = scene.span(min([*before, trigger]), max([*places, trigger]))
    return scene.text[start:end]
