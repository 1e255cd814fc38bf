"""One parsed sentence with the names in it and what was said before: where an argument becomes somebody or some place.

`fillers` turns a node of the tree into the actors, people, places or talks that it stands for: coordination is taken apart,
"many of X's fighters" is X, "the Islamist faction X" is X, "factions affiliated with X and Y" are X and Y, and pronouns and
"the group" are looked up in the discourse. A group without a name is its description in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from kg.extract.discourse import Antecedent, Discourse, Party
from kg.extract.grammar import verb_slots
from kg.extract.names import Name
from kg.extract.numerals import is_numeral
from kg.extract.syntax import Token, Tree
from kg.extract.tables import tables
from kg.lexicon import Entry, Lexicon
from kg.lexicon.kinds import PLACE_KINDS as PLACES

__all__ = [
    "ACCEPTED",
    "ACTORS",
    "ANAPHORS",
    "ARMED",
    "COUNTS",
    "DESCRIBED_KINDS",
    "FIRST_PERSON",
    "HE_OR_SHE",
    "PEOPLE",
    "PLACES",
    "REFERRED",
    "SOUGHT",
    "STATES",
    "WE",
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
    "striker",
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
    "talks": frozenset({"Talks"}),
    "body": frozenset({"ArmedGroup", "Coalition", "StateForce", "Organization", ""}),
    "organized": frozenset({"ArmedGroup", "Coalition", "StateForce", "Organization"}),
    "civil": frozenset({"Population", ""}),
    "anyone": PEOPLE | ARMED | {"", "Actor"},
    "component": ARMED | {"Population", ""},
    "known-body": KNOWN_BODIES,
    "party": ARMED | STATES | {"Organization", "Actor", ""},
    "union": frozenset({"Coalition", "Organization"}),
    "thing": ACTORS | PLACES | {"Talks"},
}
SINGULAR = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "themselves", "theirs", "ones"})
FIRST_PERSON = frozenset({"we", "us", "our", "ours", "ourselves"})
WE = "we"  # stands for whoever speaks, until the speaker is known
HE_OR_SHE = frozenset({"he", "him", "his", "she", "her"})
# What a pronoun can stand for.
SOUGHT = {
    **dict.fromkeys(HE_OR_SHE, frozenset({"Person"})),
    **dict.fromkeys(SINGULAR, ARMED | STATES | {"Organization", "Actor"}),
    **dict.fromkeys(PLURAL, ARMED | STATES | {"Population", "Organization", "Actor"}),
}
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
    {
        "several",
        "some",
        "many",
        "more",
        "most",
        "all",
        "various",
        "both",
        "such",
        "certain",
        "every",
        "each",
        "any",
        "no",
        "few",
        "key",
        "newly",
        "two",
        "same",
        "main",
        "own",
    }
)
# Which named bodies a bare definite noun of a kind can refer to.
REFERRED = {
    "StateForce": frozenset({"StateForce"}),
    "UnidentifiedArmedActor": frozenset({"ArmedGroup", "Coalition"}),
}
SOLDIERS = frozenset(
    {"soldiers", "troops", "servicemen", "warplanes", "jets", "helicopters", "gunships", "planes", "drones"}
)
POLICE = frozenset({"police", "policemen", "policeman", "gendarmes", "gendarmerie"})
# What a noun with these frames names is somebody, not something that happens.
LASTING = frozenset({"Affiliation", "Alliance", "CoalitionMembership", "Hostility", "Leadership"})
COUNTS = frozenset({"dozens", "scores", "hundreds", "thousands", "many", "several"})
# What the discourse remembers without a name.
DESCRIBED_KINDS = ARMED | {"Government"}
PARTAKING = frozenset({"nsubj", "nsubj:pass", "obj", "obl:agent"})
UNMEMORABLE = ANAPHORS | {"side", "sides", "convoy", "convoys", "forces", "members", "member", "fighters"}
TIES = frozenset({"affiliated", "linked", "allied", "aligned", "loyal", "close", "tied", "connected", "associated"})
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
        if not self.entries and not self.kind and kinds == PLACES:
            return replace(self, kind="Territory")
        if not self.entries and self.kind == "Country" and "StateActor" in kinds:
            return replace(self, kind="StateActor")
        return self if not self.entries and self.kind in kinds else None


@dataclass(frozen=True)
class Scene:
    """A sentence: its tree, its names by node, and its place in the document. `text` is the document's text."""

    tree: Tree
    names: dict[int, Name]
    text: str
    paragraph: int
    sentence: int
    discourse: Discourse
    lexicon: Lexicon

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
    if token.pos in {"PRON", "DET"} or token.lower in SOUGHT:
        return _pronoun(scene, node, exclude)
    if token.lower in {"%", "percent"} or token.pos == "NUM":
        below = _below(tree, node, ("of",))
        return tuple(f for child in below for f in fillers(scene, child, exclude=exclude)) or _counted(scene, node)
    if token.lower in {"side", "sides"}:
        return tuple(_from(scene, a, node) for a in scene.discourse.sides)
    if token.lower in table.message_nouns:
        return _message_owners(scene, node)
    if token.lower in {"latter", "former"}:
        return _anaphor(scene, node, ACTORS, exclude)
    if token.lower in table.group_words and token.pos not in {"ADJ", "ADV"}:
        return _described(scene, node, exclude)
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
    own = tuple(f for n in nodes for f in fillers(scene, n) if f.kind in ACTORS)
    if own:
        scene.discourse.issuers = tuple(_antecedent(scene, f) for f in own)
        return own
    return tuple(_from(scene, a, node) for a in scene.discourse.issuers)


def _antecedent(scene: Scene, filler: Filler, prominence: int = 0) -> Antecedent:
    plural = filler.node not in scene.names and filler.text.endswith("s")
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
    return _anaphor(scene, node, SOUGHT[low], exclude, singular=low in SINGULAR) if low in SOUGHT else ()


def _clause_mates(scene: Scene, node: int) -> frozenset[str]:
    """Return the names that an object pronoun cannot stand for: the subject of its own clause (Chomsky 1981, principle B)."""
    tree = scene.tree
    if tree[node].dep.split(":")[0] not in {"obj", "iobj", "obl"} or tree[tree[node].head].pos != "VERB":
        return frozenset()
    subjects = verb_slots(tree, tree[node].head).get("subject", ())
    return frozenset(scene.names[s].name for s in subjects if s in scene.names)


def _anaphor(
    scene: Scene, node: int, kinds: frozenset[str], exclude: Collection[str], *, singular: bool = False
) -> tuple[Filler, ...]:
    place = (scene.tree[node].start, scene.paragraph, scene.sentence)
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
    tie = any(f.type in {"Alliance", "Hostility"} for f in tables().nouns.get(low, ()))
    attached = () if tie else _attached(scene, node, kind)
    if attached:
        return attached
    if low in tables().acting_words:
        owners = _owners(scene, node, exclude)
        if owners:
            return owners
    determiners = {tree[c].lower for c in tree.children(node, "det")}
    if "no" in determiners:
        return ()
    modified = tree.children(node, "amod", "compound", "acl", "nmod", "nummod")
    singular = low in ANAPHORS
    if singular and determiners & {"the", "this", "that"} and not modified:
        return _anaphor(scene, node, ARMED | {"Organization"}, exclude, singular=True) or _leading(scene, node, exclude)
    return _leading(scene, node, exclude) or (_description(scene, node, kind),)


def _leading(scene: Scene, node: int, exclude: Collection[str]) -> tuple[Filler, ...]:
    """Read "the army", "government troops", "the rebels" as the body of that kind that the document is about, if it has one."""
    tree, low = scene.tree, scene.tree[node].lower
    kinds = REFERRED.get(tables().group_words[low], frozenset())
    determiners = {tree[c].lower for c in tree.children(node, "det")}
    before = {tree[c].lower for c in tree.children(node, "amod", "compound", "nmod:poss") if c < node}
    official = bool(before) and before <= {"government", "army"} and kinds == REFERRED["StateForce"]
    definite = "the" in determiners or (low in SOLDIERS and not determiners)
    if not kinds or not definite or (before and not official) or tree.children(node, "acl", "acl:relcl", "nmod"):
        return ()
    party = scene.discourse.leading(kinds, "army" if kinds == REFERRED["StateForce"] and low not in POLICE else "")
    return (_from(scene, party, node),) if party and party.name not in exclude else ()


def _talks(scene: Scene, node: int) -> tuple[Filler, ...]:
    """Read "those talks" as the talks last named; talks that are described stay a description."""
    tree = scene.tree
    definite = {tree[c].lower for c in tree.children(node, "det")} & {"the", "this", "that", "these", "those", "such"}
    if definite and not tree.children(node, "amod", "compound", "nmod", "acl"):
        return _anaphor(scene, node, frozenset({"Talks"}), ()) or (_description(scene, node, "Talks"),)
    return (_description(scene, node, "Talks"),)


def _attached(scene: Scene, node: int, kind: str) -> tuple[Filler, ...]:
    """Return the names that a general noun stands beside: "the X faction", "the faction X", "factions affiliated with X"."""
    tree = scene.tree
    beside = [*tree.children(node, "appos", "compound", "flat", "nmod:desc", "nmod:unmarked")]
    if tree[node].dep in {"compound", "appos", "nmod:desc"} and tree[node].head in scene.names:
        beside.append(tree[node].head)
    elif tree[node].dep == "appos" and tables().group_words.get(tree[tree[node].head].lower) in ARMED:
        beside += [c for c in tree.children(tree[node].head, "compound", "appos", "flat", "nmod:desc") if c != node]
    wanted = ACTORS if kind not in {"Talks"} else frozenset({"Talks"})
    named = [
        f
        for n in beside
        if n in scene.names
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
    nodes += [n for p in tree.children(node, "amod") if tree[p].lower in HOLDING for n in tree.children(p, "compound")]
    for clause in tree.children(node, "acl:relcl"):
        if any(f.type == "Deployment" for f in tables().verbs.get(tree[clause].lower, ())):
            nodes += tree.children(clause, "nsubj")
    whole = [n for n in nodes if n in scene.names or scene.tree[n].pos == "PRON" or scene.tree[n].lower in ANAPHORS]
    found = [f for n in whole for f in fillers(scene, n, exclude=exclude)]
    return tuple(g for f in found for g in (f.as_kind(ARMED | STATES | {""}),) if g)


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
    owners = tree.children(node, "amod", "compound", "nmod:poss") if weapon else (node,)
    named = tuple(f for n in owners if weapon and n in scene.names for f in (_named(scene, n),) if f.kind not in PLACES)
    adjectives = [tree[n] for n in owners if tree[n].text in table.states_of and n not in scene.names]
    return named or tuple(
        Filler(table.states_of[t.text], "StateActor", t.text, t.start, t.end, t.index, anaphor=True)
        if politics
        else Filler(f"{t.text} forces", "StateForce", t.text, t.start, t.end, t.index, anaphor=True)
        for t in adjectives
    )


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
        filler = named.as_kind((ACTORS - {""}) | {"Talks"})
        if filler is None and not named.entries and not named.kind and scene.tree[node].dep in PARTAKING:
            filler = replace(named, kind="Actor")
        return (filler,) if filler else ()
    token = scene.tree[node]
    passing = token.pos not in {"NOUN", "PROPN"} or token.dep in {"compound", "amod"} or token.lower in UNMEMORABLE
    return () if passing else (_description(scene, node, tables().group_words[token.lower]),)


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
