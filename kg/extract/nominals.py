"""Reads one noun phrase by itself: as a name, as a number of people, or as the description that it is.

A group without a name is its description in lower case, nationalities and names in it as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.extract.dates import is_month_or_day
from kg.extract.names import Name
from kg.extract.numerals import is_numeral
from kg.extract.referents import ARMED, COUNTS, DROPPED, PLACES
from kg.extract.scene import Filler, Scene
from kg.extract.tables import tables

__all__ = ["count_people", "describe", "describe_facility", "describe_group", "describe_victims", "read_name"]

# What a noun with these frames names is somebody, not something that happens.
LASTING = frozenset({"Affiliation", "Alliance", "CoalitionMembership", "Hostility", "Leadership"})
COUNTRYSIDE = frozenset({"countryside"})


def read_name(scene: Scene, node: int) -> Filler:
    """Return a name as a filler: "the countryside of X" is the province of X, where the registry has one."""
    name = scene.names[node]
    head = scene.tree[scene.tree[node].head]
    if name.kind in PLACES and (
        (head.lower in COUNTRYSIDE and scene.tree.preposition(node) == "of") or _followed(scene, node)
    ):
        return _countryside(scene, node, name)
    span = (name.text, name.start, name.end)
    return Filler(name.name, name.kind, *span, node, name.entries, evidence=name.evidence, also=name.also)


def _followed(scene: Scene, node: int) -> bool:
    nxt = scene.tree[node].last + 1
    return nxt < len(scene.tree.tokens) and scene.tree[nxt].lower in COUNTRYSIDE | {"province", "governorate"}


def _countryside(scene: Scene, node: int, name: Name) -> Filler:
    """Read "the countryside of X" as of X's province where the registry has one; the mention's relation keeps the words."""
    stem = name.entries[0].label.split(" (")[0].removesuffix(" Province") if name.entries else name.text
    provinces = tuple(e for e in scene.lexicon.by_name_key(f"{stem} Province") if e.kind == "Province")
    if provinces:
        return Filler(provinces[0].label, "Province", name.text, name.start, name.end, node, provinces[:1])
    return Filler(name.name, name.kind, name.text, name.start, name.end, node, name.entries)


def count_people(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Read a number that stands for people ("thousands fled", "at least 22 killed") as unnamed people."""
    token = scene.tree[node]
    counts = (token.pos == "NUM" and is_numeral(token.lower)) or token.lower in COUNTS
    people = counts and token.dep.split(":")[0] in {"nsubj", "obj"}
    return (Filler("people", "Population", token.text, token.start, token.end, node),) if people else ()


def describe(scene: Scene, node: int, kind: str) -> Filler:
    """Return a noun with what stands before it as a filler of a *kind*, without the words that only count or point."""
    tree = scene.tree
    kept = [
        c
        for c in tree.children(node, "amod", "compound", "nmod:desc", "advmod")
        if c < node and tree[c].lower not in DROPPED and not tree[c].lower.endswith("ly")
        if not is_month_or_day(tree[c].text)
        if kind not in PLACES or tree[c].pos != "VERB"
    ]
    first = min((i for c in kept for i in tree.subtree(c) if tree[i].dep not in {"advmod", "det", "cc"}), default=node)
    dropped = DROPPED | {"-", ","} | ({"other", "another"} if kind in PLACES else frozenset())
    while first < node and tree[first].lower in dropped:
        first += 1
    start, end = scene.span(first, node)
    words = " ".join(re.sub(r"[\"“”]", "", scene.text[start:end]).split())
    named = {w for n in scene.names.values() if start <= n.start and n.end <= end for w in n.text.split()}
    return Filler(_lower_description(words, named), kind, scene.text[start:end], start, end, node)


def _lower_description(words: str, named: Collection[str] = ()) -> str:
    """Lower-case a description, but keep nationality adjectives and the words of names (*named*) in it as they are."""
    kept = [
        w if w in named or (any(c.isupper() for c in w) and w.lower() not in tables().group_words) else w.lower()
        for w in words.split()
    ]
    return " ".join(kept)


def describe_group(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Return a noun as the description that it is, whatever names are attached to it; () for other nodes."""
    kind = tables().group_words.get(scene.tree[node].lower, "")
    return (describe(scene, node, kind),) if kind in ARMED and node not in scene.names else ()


def describe_victims(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Return the people that a noun of no list stands for where only people can be meant ("two bodyguards were killed")."""
    table, token = tables(), scene.tree[node]
    strange = token.pos not in {"NOUN", "ADJ"} or node in scene.names or token.lower in table.group_words
    event = any(f.type not in LASTING for f in table.nouns.get(token.lower, ()))
    if strange or event or token.lower in table.instruments | table.message_nouns | table.partitives:
        return ()
    return (describe(scene, node, "Population"),)


def describe_facility(scene: Scene, node: int, owner: int) -> Filler:
    """Read "the bridge of X" as a thing of its own: it is not X."""
    own = describe(scene, node, "Facility")
    end = max(scene.tree[owner].end, own.end)
    text = scene.text[own.start : end]
    return Filler(_lower_description(" ".join(text.split())), "Facility", text, own.start, end, node)
