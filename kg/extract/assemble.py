"""Turns a draft into a claim: speaker, factuality, time, quantities, mentions, and the quote that states it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.attribution import Speaker, Speech, speaker_of
from kg.extract.dates import times_between
from kg.extract.drafts import Draft
from kg.extract.factuality import factuality_of
from kg.extract.quantities import casualties, quantity_near
from kg.extract.referents import PLACES, WE
from kg.extract.scene import Filler, Scene
from kg.extract.syntax import Tree
from kg.extract.tables import tables
from kg.extract.timing import time_of
from kg.identifiers import claim_id
from kg.model import Claim, Document, Factuality, Interval, Mention, Paragraph, Quantity, Role, Voice
from kg.place_relations import mark_relations
from kg.territory import mark_territory

__all__ = ["assemble"]

VIOLENCE = frozenset(
    ["AirStrike", "ArmedClash", "Attack", "Bombardment", "Bombing", "Destruction", "Killing", "Siege", "Deployment"]
)
# What is demanded, threatened or blamed is part of the statement.
QUOTED_WITH_CONTENT = frozenset({"Accusation", "Demand", "Threat"})
NOUNS = frozenset({"NOUN", "PROPN"})
CASUALTIES = frozenset(["AirStrike", "ArmedClash", "Attack", "Bombardment", "Bombing", "Killing"])
# Acts of speech are done when they are said, though what they ask or announce is yet to come.
SAID_NOW = frozenset({"Demand", "Threat"})
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
    speaker = _speaker(scene, speech, draft, quotes)
    draft = _spoken_by(draft, speaker, handle)
    start, end = _quote_span(scene, draft)
    quantities = _quantities(scene, draft)
    mentions = _territories(draft, _mentions(document, scene, draft, speaker), paragraph, quantities)
    source, factuality = speaker.name if speaker else (handle or None), _factuality(scene, draft)
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
        time=_time(document, paragraph, scene, draft, factuality),
        source=source,
        relayed_by=speaker.relayed_by if speaker else None,
        factuality=factuality,
        voice=Voice.REPORT if handle is None else Voice.COMMENT,
        quantities=quantities,
        rank=_rank(scene, draft) if draft.frame.type == "Leadership" else None,
    )


def _speaker(scene: Scene, speech: Speech, draft: Draft, quotes: tuple[tuple[int, int], ...]) -> Speaker | None:
    """Return who says it. A tie mentioned in passing is in the words of whoever writes, unless it is quoted."""
    speaker = speaker_of(scene, speech, draft.trigger, quotes)
    position = scene.tree[draft.trigger].start
    quoted = any(start <= position < end for start, end in quotes)
    return speaker if quoted or not _is_epithet(scene, draft) else None


def _spoken_by(draft: Draft, speaker: Speaker | None, handle: str | None) -> Draft:
    """Put the speaker of the report's quotation in the place of "we"; without one "we" stands for nobody."""
    said = speaker.name if speaker and handle is None else ""
    spoken = [((role, replace(f, name=said) if f.name == WE else f), side)
              for (role, f), side in zip(draft.fills, draft.sides, strict=True)]  # fmt: skip
    kept = [(fill, side) for fill, side in spoken if fill[1].name]
    return replace(draft, fills=tuple(fill for fill, _ in kept), sides=tuple(side for _, side in kept))


def _territories(
    draft: Draft, mentions: tuple[Mention, ...], paragraph: Paragraph, quantities: tuple[Quantity, ...]
) -> tuple[Mention, ...]:
    """Mark how each place stands to the event, and the place that changes hands: what the frame says is one, unless the
    words before it say it is only around.
    """
    related = mark_relations(mentions, paragraph.text, paragraph.start)
    marked = mark_territory(draft.frame.type, related, paragraph.text, paragraph.start, quantities)
    return tuple(replace(m, territory=m.territory and m.name in draft.territory) for m in marked)


def _mentions(document: Document, scene: Scene, draft: Draft, speaker: Speaker | None) -> tuple[Mention, ...]:
    found = [
        mention
        for (role, f), side in zip(draft.fills, draft.sides, strict=True)
        for mention in _spellings(document, role, f, side)
    ]
    found += _appositions(document, scene, draft)
    if speaker:
        words = document.text[speaker.start : speaker.end]
        found.append(Mention(Role.SOURCE, speaker.name, words, speaker.start, speaker.end, anaphor=speaker.anaphor))
    return tuple(found)


def _appositions(document: Document, scene: Scene, draft: Draft) -> Iterator[Mention]:
    """Yield the words of an office in apposition ("X, commander of Y") as standing for its holder, whom they do not name."""
    tree, trigger = scene.tree, draft.trigger
    holders = [f for role, f in draft.fills if role is Role.ACTOR and f.node in _apposed(tree, trigger)]
    if draft.frame.type != "Leadership" or len(holders) != 1:
        return
    holder = holders[0]
    nodes = [
        *(c for c in tree.children(trigger, "amod", "compound", "nmod:poss", "nmod") if c != holder.node),
        trigger,
    ]
    start, end = min(tree[n].start for n in nodes), max(tree[n].end for n in nodes)
    if end <= holder.start or holder.end <= start:
        yield Mention(Role.ACTOR, holder.name, document.text[start:end], start, end, holder.kind, anaphor=True)


def _apposed(tree: Tree, noun: int) -> tuple[int, ...]:
    return (*tree.children(noun, "appos"), *((tree[noun].head,) if tree[noun].dep == "appos" else ()))


def _spellings(document: Document, role: Role, filler: Filler, side: int | None) -> Iterator[Mention]:
    """Yield the mention of a filler, then one for each alias that is defined right there ("Full Name (ABC)").

    The words of a definition are evidence for both spellings of the one thing; whoever counts names counts it once.
    """
    whole = Mention(role, filler.name, filler.text, filler.start, filler.end, filler.kind, side,
                    anaphor=filler.anaphor, kind_evidence=filler.evidence)  # fmt: skip
    yield whole
    for start, end in filler.also:
        yield replace(whole, text=document.text[start:end], start=start, end=end)


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
    kept.update(n for _, filler in draft.fills for n in _heads_over(tree, filler.node, draft))
    for node in {*(f.node for _, f in draft.fills), *kept} - {draft.trigger, *draft.carriers}:
        kept.update(i for c in tree.children(node, "nummod") for i in tree.subtree(c))
    if draft.frame.type in QUOTED_WITH_CONTENT:
        content = [c for c in tree.children(draft.trigger, "xcomp", "advcl", "ccomp") if c > draft.trigger]
        kept.update(i for c in content for i in tree.subtree(c))
    own = _clause(tree, draft)
    kept = {n for n in kept if n in own}
    inside = [f for _, f in draft.fills if f.node in own and tree[f.node].start < f.end and f.start < tree[f.node].end]
    starts = [tree[n].start for n in kept] + [f.start for f in inside]
    ends = [tree[n].end for n in kept] + [f.end for f in inside]
    sentence_start, sentence_end = tree.tokens[0].start, max(t.end for t in tree.tokens)
    return max(min(starts), sentence_start), min(max(ends), sentence_end)


def _heads_over(tree: Tree, node: int, draft: Draft) -> Iterator[int]:
    """Yield the nouns between an argument and its predicate: "three members" of "three members of X were killed"."""
    while tree[node].dep.startswith("nmod") and tree[node].head not in {draft.trigger, *draft.carriers}:
        node = tree[node].head
        yield node


def _clause(tree: Tree, draft: Draft) -> frozenset[int]:
    """Return the nodes of the clause that states a draft: all below its predicate, and what the predicate modifies.

    A subject that the clause only shares with the one before ("X entered the town and freed the prisoners") is outside it.
    """
    tops = {draft.trigger, *draft.carriers}
    for node in (draft.trigger, *draft.carriers):
        while tree[node].head != node and (
            tree[node].dep == "xcomp" or (tree[node].dep == "conj" and tree[node].pos in NOUNS)
        ):
            node = tree[node].head
            tops.add(node)
        if tree[node].dep in {"acl", "appos", "amod", "compound", "flat"} or tree[node].dep.startswith("nmod"):
            tops.add(tree[node].head)
    own = frozenset(n for top in tops for n in tree.subtree(top))
    first = min(draft.trigger, *draft.carriers, draft.trigger)
    far = {f.node for _, f in draft.fills if f.node < first and _is_parted(tree, f.node, first)}
    return own - far


def _is_parted(tree: Tree, subject: int, verb: int) -> bool:
    """Tell whether another clause stands between a subject and its verb ("X, who lost the town, attacked")."""
    return any(t.pos == "VERB" and t.dep in {"acl:relcl", "acl", "advcl"} for t in tree.tokens[subject + 1 : verb])


def _time(document: Document, paragraph: Paragraph, scene: Scene, draft: Draft, factuality: Factuality) -> Interval:
    """Return when it is said to happen; of what is intended, the reading ahead ("will attack on Friday")."""
    named = [(n.start, n.end) for n in scene.names.values()]
    first, last = scene.tree.tokens[0].start, max(token.end for token in scene.tree.tokens)
    times = tuple(
        time
        for time in times_between(paragraph.text, document.issued, paragraph.start, first, last)
        if not any(start <= time.start and time.end <= end for start, end in named)
    )
    intended = factuality is Factuality.INTENDED and draft.frame.type not in SAID_NOW
    found = time_of(scene, draft.trigger, draft.carriers, times, intended=intended, aside=_is_epithet(scene, draft))
    if found is None:
        return Interval()
    return found.ahead if intended and found.ahead else found.interval


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
    """Return what the frame counts, a share, and the casualties of an act of violence, each kind once."""
    counted, type_ = _counted(scene, draft), draft.frame.type
    measured = quantity_near(scene, draft.frame.quantity, counted) if draft.frame.quantity else None
    found = [q for q in (measured, quantity_near(scene, "share", counted)) if q]
    if type_ in CASUALTIES:
        found += casualties(scene, draft.trigger, draft.carriers, [q.kind for q in found])
    return tuple(found)


def _counted(scene: Scene, draft: Draft) -> tuple[int, ...]:
    """Return the nodes whose number is the claim's: to whom it is done, the object, the subject of "die" and "surrender"."""
    tree, frame = scene.tree, draft.frame
    nodes = [f.node for role, f in draft.fills if role is Role.RECIPIENT]
    nodes += [n for o in tree.children(draft.trigger, "obj", "nsubj:pass") for n in tree.coordinated(o)]
    if frame.type == "Surrender" or frame.slots.get("subject") == "recipient":
        nodes += tree.children(draft.trigger, "nsubj")
    return (*dict.fromkeys(nodes), draft.trigger)


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
