"""One parsed sentence with the names in it and what was said before: where an argument becomes somebody or some place.

`fillers` turns a node of the tree into the actors, people, places or talks that it stands for: coordination is taken apart,
"many of X's fighters" is X, "the Islamist faction X" is X, "factions affiliated with X and Y" are X and Y, and pronouns and
"the group" are looked up in the discourse. A group without a name is its description in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from kg.extract.dates import is_month_or_day
from kg.extract.discourse import Antecedent, Discourse, Party
from kg.extract.grammar import ordered_subject, verb_slots
from kg.extract.names import Name
from kg.extract.numerals import is_numeral
from kg.extract.referents import (
    ABROAD,
    ACCEPTED,
    ACTORS,
    ANAPHORS,
    ARMED,
    BARE,
    COUNTS,
    DESCRIBED_KINDS,
    DROPPED,
    FIRST_PERSON,
    GROUPED,
    HE_OR_SHE,
    HIRED,
    HOME,
    LAND_FORCES,
    MASSES,
    OFFICES,
    PEOPLE,
    PLACES,
    PLATFORMS,
    PLURAL,
    POLICE,
    REFERRED,
    SINGULAR,
    SOLDIERS,
    SOUGHT,
    STATES,
    UNMEMORABLE,
    WE,
)
from kg.extract.syntax import Token, Tree
from kg.extract.tables import tables
from kg.extract.theatre import state_adjective
from kg.lexicon import Entry, Lexicon

__all__ = [
    "Filler",
    "Scene",
    "accepts",
    "describe",
    "describe_victims",
    "fillers",
    "holders",
    "led_groups",
    "note_sides",
    "note_strikers",
    "remember",
    "sent_by",
    "spoken_for",
    "striker",
]

# What a noun with these frames names is somebody, not something that happens.
LASTING = frozenset({"Affiliation", "Alliance", "CoalitionMembership", "Hostility", "Leadership"})
# A noun with these frames is not whom it is named with ("the X splinter", "an X ally").
OTHERS = frozenset({"Affiliation", "Alliance", "Hostility", "Split"})
CORE = frozenset({"nsubj", "obj", "obl"})
PARTAKING = frozenset({"nsubj", "nsubj:pass", "obj", "obl:agent"})
TIES = frozenset({"affiliated", "linked", "loyal", "tied", "connected", "associated"})
BULLETS = frozenset({"-", "--", "–", "—", "•", "*", "·", "."})
HOLDING = frozenset({"held", "controlled", "owned", "operated", "run"})
COUNTRYSIDE = frozenset({"countryside"})


@dataclass(frozen=True, slots=True)
class Filler:
    """Somebody or something that fills a slot: canonical name, kind, the words that stand for it, and its node.

    `evidence` is the rule that gave an unregistered name its kind, `also` the spans of aliases defined right there;
    `belonging` marks the owner of a thing that fills the slot ("ISIS vehicles").
    """

    name: str
    kind: str
    text: str
    start: int
    end: int
    node: int
    entries: tuple[Entry, ...] = ()
    anaphor: bool = False
    evidence: str = ""
    also: tuple[tuple[int, int], ...] = ()
    belonging: bool = False

    def as_kind(self, kinds: Collection[str]) -> Filler | None:
        """Return the filler read as one of *kinds*, or None: "Turkey" is a place or a state by what the slot wants."""
        for entry in self.entries:
            if entry.kind in kinds:
                return replace(self, name=entry.label, kind=entry.kind, entries=(entry,))
        if not self.entries and not self.kind and PLACES.issuperset(kinds):
            return replace(self, kind="Territory")
        if not self.entries and self.kind == "Country" and "StateActor" in kinds:
            return replace(self, kind="StateActor")
        if not self.entries and self.name in tables().capitals and "StateActor" in kinds and self.kind not in kinds:
            return replace(self, name=tables().capitals[self.name], kind="StateActor")
        return self if not self.entries and self.kind in kinds else None


@dataclass(frozen=True)
class Scene:
    """A sentence: its tree, its names by node, and its place in the document. `text` is the document's text, `since` the
    offset from which on a pronoun can find whom it stands for.
    """

    tree: Tree
    names: dict[int, Name]
    text: str
    paragraph: int
    sentence: int
    discourse: Discourse
    lexicon: Lexicon
    since: int = 0
    headline: bool = False

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the document offsets from token *first* to token *last*."""
        return self.tree[first].start, self.tree[last].end


def accepts(demand: str, filler: Filler) -> Filler | None:
    """Return the filler read as the *demand* of a frame wants it, or None if it cannot be that.

    A "target" is a party where the name can be one ("attacks against Turkey"), else any thing.
    """
    if demand == "target":
        return filler.as_kind(ACCEPTED["party"]) or filler.as_kind(ACCEPTED["thing"])
    return filler.as_kind(ACCEPTED[demand])


def fillers(scene: Scene, node: int, *, exclude: Collection[str] = (), alone: bool = False) -> tuple[Filler, ...]:
    """Return who or what a node stands for, conjuncts included unless *alone*, in the order of the text.

    Unknown things give ().
    """
    found: dict[tuple[str, int], Filler] = {}
    for part in (node,) if alone else scene.tree.coordinated(node):
        for filler in _single(scene, part, exclude):
            found.setdefault((filler.name, filler.start), filler)
    return tuple(found.values())


def _single(scene: Scene, node: int, exclude: Collection[str]) -> tuple[Filler, ...]:
    tree, token, table = scene.tree, scene.tree[node], tables()
    if node in scene.names:
        return (_named(scene, node),)
    if token.lower in table.partitives and (parts := _below(tree, node, ("of",))):
        return tuple(f for child in parts for f in fillers(scene, child, exclude=exclude))
    if token.lower in {"side", "sides"} or (token.lower == "both" and token.dep.split(":")[0] in CORE):
        return tuple(_from(scene, a, node) for a in scene.discourse.sides)
    if token.pos in {"PRON", "DET"} or token.lower in SOUGHT:
        return _pronoun(scene, node, exclude)
    if token.lower in {"%", "percent"} or token.pos == "NUM":
        below = _below(tree, node, ("of",))
        return tuple(f for child in below for f in fillers(scene, child, exclude=exclude)) or _counted(scene, node)
    if token.lower in table.message_nouns:
        return _message_owners(scene, node)
    if token.lower in {"latter", "former"}:
        return _anaphor(scene, node, ACTORS, exclude)
    if token.lower in table.group_words and token.pos not in {"ADJ", "ADV"}:
        return _described(scene, node, exclude)
    if token.lower in table.acting_words and (owners := _owners(scene, node, exclude)):
        return owners
    if token.lower in table.belongings:
        return tuple(replace(f, belonging=True) for f in _owners(scene, node, exclude))
    if token.lower in table.partitives:
        return _counted(scene, node)
    return ()


def _counted(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Read a number that stands for people ("thousands fled", "at least 22 killed") as unnamed people."""
    token = scene.tree[node]
    counts = (token.pos == "NUM" and is_numeral(token.lower)) or token.lower in COUNTS
    people = counts and token.dep.split(":")[0] in {"nsubj", "obj"}
    return (Filler("people", "Population", token.text, token.start, token.end, node),) if people else ()


def _named(scene: Scene, node: int) -> Filler:
    name = scene.names[node]
    head = scene.tree[scene.tree[node].head]
    if name.kind in PLACES and (
        (head.lower in COUNTRYSIDE and scene.tree.preposition(node) == "of") or _followed(scene, node)
    ):
        return _countryside(scene, node, name)
    span = (name.text, name.start, name.end)
    return Filler(name.name, name.kind, *span, node, name.entries, evidence=name.evidence, also=name.also)


def _message_owners(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Read a statement as those who make it: its possessor, its by-phrase, the subject of "issued a statement"."""
    tree = scene.tree
    nodes = [*tree.children(node, "nmod:poss"), *_below(tree, node, ("by",))]
    if not nodes and tree[node].dep in {"obj", "nsubj:pass"} and tree[tree[node].head].lower in tables().support_verbs:
        nodes = [*verb_slots(tree, tree[node].head).get("subject", ())]
    nodes += [n for c in tree.children(node, "acl") for n in verb_slots(tree, c).get("agent", ())]
    own = tuple(f for n in nodes if node not in tree.coordinated(n) for f in fillers(scene, n) if f.kind in ACTORS)
    if own:
        scene.discourse.issuers = tuple(_antecedent(scene, f) for f in own)
        return own
    return tuple(_from(scene, a, node) for a in scene.discourse.issuers)


def _antecedent(scene: Scene, filler: Filler, prominence: int = 0) -> Antecedent:
    common = filler.node not in scene.names or filler.kind == "Population"
    plural = common and (filler.text.endswith(("s", "men")) or filler.text.lower() in MASSES)
    return Antecedent(filler.name, filler.kind, filler.start, prominence, plural, scene.paragraph, scene.sentence)


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


def _below(tree: Tree, node: int, prepositions: Collection[str]) -> tuple[int, ...]:
    return tuple(c for c in tree.children(node, "nmod", "obl") if tree.preposition(c) in prepositions)


def _pronoun(scene: Scene, node: int, exclude: Collection[str]) -> tuple[Filler, ...]:
    low = scene.tree[node].lower
    exclude = {*exclude, *_clause_mates(scene, node)}
    if low in FIRST_PERSON:
        token = scene.tree[node]
        return (Filler(WE, "ArmedActor", token.text, token.start, token.end, node, anaphor=True),)
    if low not in SOUGHT:
        return ()
    if low in PLURAL | SINGULAR and (helped := _helped(scene, node)):
        return helped
    asked = [n for n in ordered_subject(scene.tree, node) if n < node and scene.tree[n].lower not in SOUGHT]
    found = tuple(f for n in asked for f in fillers(scene, n, alone=True) if f.kind in {"", "Country", *SOUGHT[low]})
    if found and scene.tree[node].dep == "nmod:poss":
        return found
    return _anaphor(scene, node, SOUGHT[low], exclude, singular=low in SINGULAR | HE_OR_SHE)


def _helped(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Return whose fight it is in "supports X in their fight against Y": that of those who are supported."""
    tree = scene.tree
    fight = tree[node].head
    verb = tree[fight].head if tree[node].dep == "nmod:poss" and tree.preposition(fight) == "in" else node
    verb = tree[verb].head if tree[verb].pos in {"NOUN", "PROPN"} and tree[verb].dep == "obj" else verb
    if not any(f.type == "Support" for f in tables().verbs.get(tree[verb].lower, ())):
        return ()
    return tuple(
        _from(scene, _antecedent(scene, f), node) for o in tree.children(verb, "obj") for f in fillers(scene, o)
    )


def _clause_mates(scene: Scene, node: int) -> frozenset[str]:
    """Return the names that an object pronoun cannot stand for: the subject of its own clause (Chomsky 1981, principle B)."""
    tree = scene.tree
    if tree[node].dep.split(":")[0] not in {"obj", "iobj", "obl"} or tree[tree[node].head].pos != "VERB":
        return frozenset()
    subjects = verb_slots(tree, tree[node].head).get("subject", ())
    named = {scene.names[s].name for s in subjects if s in scene.names}
    words = [s for s in subjects if s not in scene.names and scene.tree[s].lower in tables().group_words]
    return frozenset(named | {_description(scene, s, "").name for s in words})


def _anaphor(
    scene: Scene, node: int, kinds: frozenset[str], exclude: Collection[str], *, singular: bool = False
) -> tuple[Filler, ...]:
    place = (scene.since, scene.tree[node].start, scene.sentence)
    found = scene.discourse.find(*place, kinds=kinds, exclude=exclude, singular=singular)
    return (_from(scene, found, node),) if found else ()


def _from(scene: Scene, antecedent: Antecedent | Party, node: int) -> Filler:
    """Return the antecedent as filler of *node*: in its own words where the sentence names it, else in those of the anaphor."""
    token = scene.tree[node]
    entries = tuple(e for e in scene.lexicon.by_name_key(antecedent.name) if e.label == antecedent.name)
    named = None
    if isinstance(antecedent, Antecedent) and (scene.paragraph, scene.sentence) == (
        antecedent.paragraph,
        antecedent.sentence,
    ):
        named = next((n for n in scene.names.values() if n.start == antecedent.start), None)
    span = (named.text, named.start, named.end) if named else (token.text, token.start, token.end)
    return Filler(antecedent.name, antecedent.kind, *span, node, entries, anaphor=named is None)


def _described(scene: Scene, node: int, exclude: Collection[str]) -> tuple[Filler, ...]:
    tree, low = scene.tree, scene.tree[node].lower
    kind = tables().group_words[low]
    if kind in PLACES:
        return _described_place(scene, node, kind)
    if kind == "Talks":
        return _talks(scene, node)
    tie = any(f.type in OTHERS for f in tables().nouns.get(low, ()))
    attached = _apposed(scene, node) if tie else _attached(scene, node, kind)
    if attached:
        return attached
    if low in tables().acting_words:
        owners = _owners(scene, node, exclude)
        if owners:
            return owners
    if kind in {"StateForce", "Government"} and (national := _national(scene, node)):
        return national
    determiners = {tree[c].lower for c in tree.children(node, "det")}
    if "no" in determiners:
        return ()
    modified = tree.children(node, "amod", "compound", "acl", "nmod", "nummod")
    singular = low in ANAPHORS
    if singular and determiners & {"the", "this", "that"} and not modified:
        return _anaphor(scene, node, GROUPED, exclude, singular=True) or _leading(scene, node, exclude)
    return _leading(scene, node, exclude) or (_description(scene, node, kind),)


def _national(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Read "Malian soldiers", "Mali's army" as the Malian army, "Malian jets" as Malian forces; () without a state's name."""
    tree, low = scene.tree, scene.tree[node].lower
    body = "army" if low in LAND_FORCES else "forces" if low in PLATFORMS else ""
    body = body or ("government" if low == "government" else "")
    parts = [
        c for c in tree.children(node, "amod", "compound", "nmod:poss") if c < node and tree[c].lower not in DROPPED
    ]
    parts += _below(tree, node, ("of",)) if not parts else ()
    people = _people(scene, parts[0]) if len(parts) == 1 else ""
    if not body or not people:
        return ()
    start, end = min(tree[parts[0]].start, tree[node].start), max(tree[parts[0]].end, tree[node].end)
    kind = "Government" if body == "government" else "StateForce"
    return (Filler(f"{people} {body}", kind, scene.text[start:end], start, end, node),)


def _people(scene: Scene, node: int) -> str:
    """Return the adjective of a state that a word is ("Malian army") or names ("Mali's army", "the army of Mali"), else ""."""
    word = scene.tree[node].text
    if word in tables().states_of:
        return word
    name = scene.names.get(node)
    return state_adjective(name.text) if name and name.text in tables().countries else ""


def _apposed(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Return the names in apposition to a noun of a tie ("its allies, A and B")."""
    named = [f for n in scene.tree.children(node, "appos") if n in scene.names for f in fillers(scene, n)]
    return tuple(f for f in named if f.kind in ACTORS)


def _leading(scene: Scene, node: int, exclude: Collection[str]) -> tuple[Filler, ...]:
    """Read "the army", "government troops", "the rebels" as the body of that kind that the document is about, if it has one."""
    tree, low = scene.tree, scene.tree[node].lower
    kinds = REFERRED.get(tables().group_words[low], frozenset())
    determiners = {tree[c].lower for c in tree.children(node, "det")}
    before = {tree[c].lower for c in tree.children(node, "amod", "compound", "nmod:poss") if c < node}
    official = bool(before) and before <= {"government", "army"} and kinds == REFERRED["StateForce"]
    # Headlines leave articles out.
    definite = "the" in determiners or ((low in SOLDIERS or scene.headline) and not determiners)
    before -= {word.lower() for word in (scene.discourse.home, *_home_names(scene)) if word}
    if (
        not kinds
        or low in HIRED
        or not definite
        or (before and not official)
        or tree.children(node, "acl", "acl:relcl", "nmod")
    ):
        return ()
    party = scene.discourse.leading(kinds, "army" if kinds == REFERRED["StateForce"] and low not in POLICE else "")
    party = party or _of_home(scene, tables().group_words[low], low)
    return (_from(scene, party, node),) if party and party.name not in exclude else ()


def _home_names(scene: Scene) -> tuple[str, ...]:
    """Return the words by which the country of the document stands before its bodies ("Congo rebels", "Congolese rebels")."""
    table, home = tables(), scene.discourse.home
    state = table.states_of.get(home, "")
    same = table.same_states.get(state, state)
    return tuple(word for word in (*table.countries, *table.states_of) if home and same and _state(word) == same)


def _state(word: str) -> str:
    state = tables().states_of.get(word, word)
    return tables().same_states.get(state, state)


def _of_home(scene: Scene, kind: str, low: str) -> Party | None:
    """Return the army, police or government of the country that the document is about, if it is about one."""
    home = scene.discourse.home
    if not home or kind not in HOME or low in ABROAD:
        return None
    return Party(f"{home} {'police' if low in POLICE else HOME[kind]}", kind, 1)


def _talks(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Read "those talks" as the talks last named; talks that are described stay a description."""
    tree = scene.tree
    definite = {tree[c].lower for c in tree.children(node, "det")} & {"the", "this", "that", "these", "those", "such"}
    if definite and not tree.children(node, "amod", "compound", "nmod", "acl"):
        return _anaphor(scene, node, frozenset({"Talks"}), ()) or (_description(scene, node, "Talks"),)
    return (_description(scene, node, "Talks"),)


def _attached(scene: Scene, node: int, kind: str) -> tuple[Filler, ...]:
    """Return the names that a general noun stands beside: "the X faction", "the faction X", "factions affiliated with X".

    The forces of a capital are not the state, and the mission of X is not X.
    """
    tree = scene.tree
    beside = [*tree.children(node, "appos", "compound", "flat", "nmod:desc", "nmod:unmarked")]
    if tree[node].dep in {"compound", "appos", "nmod:desc"} and tree[node].head in scene.names:
        beside.append(tree[node].head)
    elif tree[node].dep == "appos" and tables().group_words.get(tree[tree[node].head].lower) in ARMED:
        beside += [c for c in tree.children(tree[node].head, "compound", "appos", "flat", "nmod:desc") if c != node]
    wanted = ACTORS if kind not in {"Talks"} else frozenset({"Talks"})
    apart = tree.children(node, "compound") if tree[node].lower in OFFICES else ()
    named = [
        f
        for n in beside
        if n in scene.names and n not in apart
        if not (kind in ARMED and _says_where_from(scene, node, n))
        for f in (_named(scene, n).as_kind(wanted - PEOPLE if kind != "Person" else wanted),)
        if f
    ]
    if named:
        return tuple(named)
    for participle in tree.children(node, "acl", "amod"):
        if tree[participle].lower in TIES:
            linked = _below(tree, participle, ("with", "to"))
            return tuple(f for n in linked for f in fillers(scene, n) if f.kind in ARMED)
    return ()


def _owners(scene: Scene, node: int, exclude: Collection[str]) -> tuple[Filler, ...]:
    tree = scene.tree
    nodes = [*tree.children(node, "nmod:poss", "compound"), *_below(tree, node, ("of", "from", "in", "with"))]
    nodes += [n for e in tree.children(node, "compound") if e not in scene.names for n in tree.children(e, "compound")]
    nodes += [n for p in tree.children(node, "amod") if tree[p].lower in HOLDING for n in tree.children(p, "compound")]
    for clause in tree.children(node, "acl:relcl"):
        if any(f.type == "Deployment" for f in tables().verbs.get(tree[clause].lower, ())):
            nodes += tree.children(clause, "nsubj")
    nodes = [n for n in nodes if not _is_where(scene, n) and not _says_where_from(scene, node, n)]
    whose = {_relativized(tree, n) for n in nodes if tree[n].lower == "whose"}
    whole = [n for n in nodes if n in scene.names or tree[n].pos == "PRON" or tree[n].lower in ANAPHORS]
    whole = [n for n in whole if tree[n].lower != "whose"] + sorted(whose)
    found = [f for n in whole for f in fillers(scene, n, exclude=exclude, alone=True)]
    return tuple(g for f in found for g in (f.as_kind(ARMED | STATES | {""}),) if g)


def _relativized(tree: Tree, node: int) -> int:
    """Return the noun that the relative clause around a node tells of ("the army, whose columns …"), else the node."""
    at = node
    while tree[at].head != at:
        if tree[at].dep == "acl:relcl":
            return tree[at].head
        at = tree[at].head
    return node


def _says_where_from(scene: Scene, noun: int, node: int) -> bool:
    """Tell whether a state or capital before a noun does not own it: "Congo rebels" are not of the state Congo."""
    if node not in scene.names or scene.tree[node].dep != "compound":
        return False
    name = _named(scene, node)
    rebels = tables().group_words.get(scene.tree[noun].lower) == "UnidentifiedArmedActor" and name.kind == "Country"
    return rebels or name.name in tables().capitals


def _is_where(scene: Scene, node: int) -> bool:
    """Tell whether a name after "in" or "from" only says where ("rebels in western Ner"): a place, or what may be one."""
    return (
        scene.tree.preposition(node) in {"in", "from"} and node in scene.names and _named(scene, node).kind not in ARMED
    )


def _described_place(scene: Scene, node: int, kind: str) -> tuple[Filler, ...]:
    tree = scene.tree
    if kind == "Facility" and (owners := _below(tree, node, ("of",))):
        return (_facility_of(scene, node, owners[-1]),)
    nodes = [
        *_below(tree, node, ("of",)),
        *tree.children(node, "appos", "compound", "flat", "nmod:desc", "nmod:unmarked"),
    ]
    if tree[node].dep == "appos":
        nodes += tree.coordinated(tree[node].head)
    if tree[node].dep == "nsubj" and tree[tree[node].head].lower in {"include", "includes", "included"}:
        nodes += tree.children(tree[node].head, "obj")
    named = [f for n in dict.fromkeys(nodes) if n in scene.names and n != node for f in fillers(scene, n)]
    places = tuple(g for f in named for g in (f.as_kind(PLACES),) if g)
    described = _description(scene, node, kind)
    return places or ((described,) if described.text.lower() != tree[node].lower else ())


def _facility_of(scene: Scene, node: int, owner: int) -> Filler:
    """Read "the bridge of X" as a thing of its own: it is not X."""
    own = _description(scene, node, "Facility")
    end = max(scene.tree[owner].end, own.end)
    text = scene.text[own.start : end]
    return Filler(_lower_description(" ".join(text.split())), "Facility", text, own.start, end, node)


def sent_by(scene: Scene, node: int, *, politics: bool) -> tuple[Filler, ...]:
    """Return the state or body that an adjective, or a weapon's owner, stands for ("Malian shelling", "an ISIS missile").

    What is done with arms is done by "Malian forces"; what is agreed or backed, by the state.
    """
    tree, table = scene.tree, tables()
    weapon = tree[node].lower in table.instruments
    owners = (
        (*tree.children(node, "amod", "compound", "nmod:poss"), *_below(tree, node, ("of",))) if weapon else (node,)
    )
    armed = _owners(scene, node, ()) if weapon else ()
    named = armed or tuple(
        f for n in owners if weapon and n in scene.names for f in (_named(scene, n),) if f.kind not in PLACES
    )
    adjectives = [tree[n] for n in owners if tree[n].text in table.states_of and n not in scene.names]
    return named or tuple(
        Filler(table.states_of[t.text], "StateActor", t.text, t.start, t.end, t.index, anaphor=True)
        if politics
        else Filler(f"{t.text} forces", "StateForce", t.text, t.start, t.end, t.index, anaphor=True)
        for t in adjectives
    )


def spoken_for(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Return the body whose spokesman, or whose leaders, a node is: what they threaten or demand, it does; () for others."""
    tree = scene.tree
    if tree[node].lower not in tables().spokespeople or node in scene.names:
        return ()
    nodes = (*tree.children(node, "nmod:poss", "compound"), *_below(tree, node, ("of", "for", "from")))
    found = tuple(f for n in nodes for f in fillers(scene, n, alone=True))
    return tuple(g for f in found for g in (f.as_kind(ARMED | STATES),) if g)


def describe_victims(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Return the people that a noun of no list stands for where only people can be meant ("two bodyguards were killed")."""
    table, token = tables(), scene.tree[node]
    strange = token.pos not in {"NOUN", "ADJ"} or node in scene.names or token.lower in table.group_words
    event = any(f.type not in LASTING for f in table.nouns.get(token.lower, ()))
    if strange or event or token.lower in table.instruments | table.message_nouns | table.partitives:
        return ()
    return (_description(scene, node, "Population"),)


def holders(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Return who holds a facility that is hit ("ISIS positions", "an ISIS-held building"); () for other nodes."""
    if node in scene.names or tables().group_words.get(scene.tree[node].lower) != "Facility":
        return ()
    return tuple(replace(f, belonging=True) for f in _owners(scene, node, ()))


def led_groups(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Return the groups whose leader a node is by its title ("G leader X", "the leader of G, X"); () without a title."""
    tree = scene.tree
    titles = [n for n in (node, *tree.children(node, "nmod:desc", "appos", "compound", "flat")) if n not in scene.names]
    if tree[node].dep == "appos":
        titles.append(tree[node].head)
    ranks = [t for t in titles if tables().group_words.get(tree[t].lower) == "Person"]
    below = [n for t in ranks for n in (*tree.children(t, "compound", "nmod:poss"), *_below(tree, t, ("of",)))]
    return tuple(f for n in below if n in scene.names for f in fillers(scene, n) if f.kind in ARMED)


def describe(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Return a noun as the description that it is, whatever names are attached to it; () for other nodes."""
    kind = tables().group_words.get(scene.tree[node].lower, "")
    return (_description(scene, node, kind),) if kind in ARMED and node not in scene.names else ()


def _description(scene: Scene, node: int, kind: str) -> Filler:
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


def remember(scene: Scene) -> None:
    """Put the actors and people of a sentence into the discourse, in order."""
    for token in scene.tree.nodes():
        is_word = tables().group_words.get(token.lower) in DESCRIBED_KINDS
        if token.dep.startswith("nsubj") and (token.lower in ANAPHORS or token.lower in SOUGHT):
            _remember_again(scene, token)
        if token.index not in scene.names and not is_word:
            continue
        for filler in _memorable(scene, token.index):
            scene.discourse.add(_antecedent(scene, filler, _prominence(scene.tree, token)))


def _remember_again(scene: Scene, token: Token) -> None:
    """Remember whom a subject such as "it" or "the group" stands for as named here once more."""
    for filler in fillers(scene, token.index, alone=True):
        if filler.anaphor:
            scene.discourse.add(_antecedent(scene, filler, _prominence(scene.tree, token)))


def _prominence(tree: Tree, token: Token) -> int:
    if not token.dep.startswith("nsubj"):
        return 0
    head = tree[token.head]
    return 2 if head.head == head.index or (head.dep == "conj" and tree[head.head].head == head.head) else 1


def _memorable(scene: Scene, node: int) -> Iterable[Filler]:
    if node in scene.names:
        named = _named(scene, node)
        filler = None if _is_setting(scene, node) else named.as_kind((ACTORS - {""}) | {"Talks"})
        if filler is None and not named.entries and not named.kind and scene.tree[node].dep in PARTAKING:
            filler = replace(named, kind="Actor")
        return (filler,) if filler else ()
    token = scene.tree[node]
    bare = token.lower in BARE and not _is_known_body(scene.tree, token)
    if bare or token.lower in UNMEMORABLE or token.pos not in {"NOUN", "PROPN"} or token.dep in {"compound", "amod"}:
        return ()
    kind = tables().group_words[token.lower]
    if token.lower in tables().acting_words and (owners := _owners(scene, node, ())):
        return tuple(replace(f, node=node) for f in owners if not f.anaphor)
    national = _national(scene, node) if kind in {"StateForce", "Government"} else ()
    return national or _leading(scene, node, ()) or (_description(scene, node, kind),)


def _is_known_body(tree: Tree, token: Token) -> bool:
    """Tell whether a group that is only described can be referred back to: "the Saudi-led coalition", not "a coalition"."""
    told = tree.children(token.index, "amod", "compound", "nmod", "acl", "acl:relcl")
    known = any(tree[c].lower == "the" for c in tree.children(token.index, "det")) or token.text.endswith("s")
    return bool(told) and known and token.dep.startswith("nsubj") and not tree.children(token.index, "cop")


def _is_setting(scene: Scene, node: int) -> bool:
    """Tell whether the name of a state only says where ("in Somalia", "across Mali"): nothing refers back to it as an actor."""
    where = {"in", "across", "throughout", "inside", "into", "from", "near", "around", "to"}
    return _named(scene, node).kind in PLACES and scene.tree.preposition(node) in where


def note_strikers(scene: Scene, type_: str, strikers: tuple[Filler, ...]) -> None:
    """Remember who is said to carry out strikes of one type, so that a strike later may stand for him."""
    known = scene.discourse.strikers.setdefault(type_, {})
    for striker_ in (_antecedent(scene, f) for f in strikers if not f.anaphor):
        known.pop(striker_.name, None)
        known[striker_.name] = striker_


def striker(scene: Scene, type_: str, node: int) -> tuple[Filler, ...]:
    """Return whom a strike stands for ("Near X, two strikes hit Y"): the only one said to carry out such strikes.

    In the item of a list it is the last one, who is named before the list.
    """
    known = tuple(scene.discourse.strikers.get(type_, {}).values())
    listed = scene.tree[0].text in BULLETS
    return (_from(scene, known[-1], node),) if known and (listed or len(known) == 1) else ()


def note_sides(scene: Scene, parties: tuple[Filler, ...]) -> None:
    """Remember who stands against whom, so that "both sides" later means them."""
    scene.discourse.sides = tuple(_antecedent(scene, f) for f in parties)
