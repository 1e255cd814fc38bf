"""Decides for one document what each name stands for: the registry's, or the document's own; every decision keeps its reason.

1. A mention's name is looked up among the entries that its role allows (`kg.link.candidates`); an ambiguous one goes to none.
2. A name that is not found is looked up in its fuller form, if the document has one (`kg.link.cast`). Whoever publishes or
   signs the document, and speaks in it, is called as the document calls them: a fuller form would part one outlet in many.
3. What is still not found is an entity of the document alone, under its fullest name, with the registered things that it may
   be. So is a description without a name ("moderate rebel factions"), even where the registry has it: the registry then gives
   its label, but two documents need not mean the same people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from kg.identifiers import local_iri
from kg.lexicon import Lexicon
from kg.lexicon.keys import name_key, plain_text
from kg.lexicon.kinds import Family
from kg.link.candidates import Found, find, homonym, similar, without_article
from kg.link.cast import Cast
from kg.link.heads import outside_parentheses, parenthesised
from kg.link.local import Draft, draft_local
from kg.link.nesting import related
from kg.link.people import MAY_BE_PEOPLE
from kg.model import Candidate, Claim, Document, Entity, Mention, Role, Voice
from kg.place_relations import part_and_whole

__all__ = ["Decider", "Decision"]

TALKING: Final = frozenset({"Negotiation", "Exclusion"})
# An office leads to a surname, and that to a full name.
LONGEST_CHAIN: Final = 2
# Two names in these roles of one claim are two things.
DOING: Final = frozenset({Role.ACTOR, Role.RECIPIENT})
NAMELESS: Final = "UnidentifiedArmedActor"
UNNAMED_COMMENTER: Final = "unnamed commenter"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a name of a document stands for, and why: the node, the registry's or the document's own, and what else it may be.

    `fuller` is the name that the document has for it in full, and `rule` the rule that says so; both "" where it is that name.
    """

    name: str
    kind: str
    iri: str
    label: str
    registered: bool
    reason: str
    fuller: str = ""
    rule: str = ""
    candidates: tuple[Candidate, ...] = ()


class Decider:
    """Links the names of one document; what it has decided is in `decisions`."""

    def __init__(self, document: Document, claims: Sequence[Claim], lexicon: Lexicon, base: str) -> None:
        self._document, self._lexicon, self._base = document, lexicon.in_context(document.text), base
        named = (m.name for claim in claims for m in claim.mentions if m.role is not Role.INSTRUMENT)
        together = (frozenset(m.name for m in claim.mentions if m.role in DOING) for claim in claims)
        persons = (m.name for claim in claims for m in claim.mentions if m.kind == "Person")
        self._cast = Cast(document, named, self._lexicon, together, persons)
        authors = (name.strip() for name in (document.author or "").split(";"))
        self._masthead = frozenset(filter(None, (document.publisher, *authors)))
        self._found: dict[tuple[str, str, tuple[Family, ...], bool], tuple[Found, str, str]] = {}
        self.decisions: set[Decision] = set()

    @cached_property
    def _plain(self) -> str:
        return f" {plain_text(self._document.text)} "

    @property
    def lexicon(self) -> Lexicon:
        """Return the lexicon as it holds for the document: homonyms and generic names are settled, or left ambiguous."""
        return self._lexicon

    def claim(self, claim: Claim) -> tuple[tuple[Draft, ...], Draft, Draft | None]:
        """Return what a claim's mentions stand for, in their order, its speaker and its relay."""
        mentions = tuple(self.mention(mention, claim.type) for mention in claim.mentions)
        relay = _named(claim, Role.RELAY, claim.relayed_by) if claim.relayed_by else None
        return mentions, self._speaker(claim), self.mention(relay, claim.type) if relay else None

    def byline(self, names: str | None, kind: str) -> tuple[Draft, ...]:
        """Return what the names of a publisher, or of authors parted by "; ", stand for."""
        parts = [name.strip() for name in (names or "").split(";")] if kind == "Person" else [names or ""]
        return tuple(self.mention(Mention(Role.SOURCE, name, kind=kind), "") for name in parts if name)

    def mention(self, mention: Mention, claim_type: str) -> Draft:
        """Return what one mention stands for. An instrument is a literal, not a thing: it only holds the place."""
        key = self._document.key
        if mention.role is Role.INSTRUMENT:
            return Draft(Entity(local_iri(key, "instrument", mention.name, self._base), "", mention.name, False))
        if mention.role is Role.LOCATION and (parts := part_and_whole(mention.name)):
            return self._part(mention, *parts)
        families = _families(mention.role, claim_type)
        found, fuller, rule = self._look_up(mention, families)
        if found.entry and mention.text and self._lexicon.denies(found.entry, mention.text):
            # Whoever read the text took these words for it, and an analyst has said that they never are.
            mention = replace(mention, name=mention.text)
            found, fuller, rule = self._look_up(mention, families)
        if found.entry is None:
            own = draft_local(key, replace(mention, name=fuller or mention.name), self._base)
            return self._decided(
                mention, replace(own, entity=replace(own.entity, candidates=found.candidates)), found, fuller, rule
            )
        entry = found.entry
        if entry.kind == NAMELESS:
            own = draft_local(key, replace(mention, name=entry.label, kind=NAMELESS), self._base)
            return self._decided(
                mention, own, replace(found, reason="is a description, and so its document's own"), fuller, rule
            )
        return self._decided(
            mention, Draft(Entity(entry.iri, entry.kind, entry.label, True), stated=True), found, fuller, rule
        )

    def _part(self, mention: Mention, relation: str, whole: str) -> Draft:
        """Return the part of a place that a name itself tells of; the countryside of a city is that of its province."""
        province, family = f"{whole} Province", (Family.PLACE,)
        known = find(province, family, "Province", self._lexicon).entry or find(whole, family, "", self._lexicon).entry
        if known is None:
            around = draft_local(self._document.key, replace(mention, name=whole, kind=""), self._base).entity
        else:
            around = Entity(known.iri, known.kind, known.label, True)
        draft = Draft(related(around, relation, self._document.key, self._lexicon, self._base), stated=True)
        return self._decided(mention, draft, Found(reason=f"names a part of “{around.label}”"), "", "")

    def _look_up(self, mention: Mention, families: tuple[Family, ...]) -> tuple[Found, str, str]:
        as_written = mention.role is Role.SOURCE and mention.name in self._masthead
        asked = (mention.name, mention.kind, families, as_written)
        if asked not in self._found:
            self._found[asked] = self._search(*asked)
        return self._found[asked]

    def _search(self, name: str, kind: str, families: tuple[Family, ...], as_written: bool) -> tuple[Found, str, str]:
        found = self._surname(name, kind, families) or self._find(name, kind, families)
        fuller = rule = ""
        unknown = found.entry is None and not found.candidates
        if unknown and not as_written and not self._is_place_elsewhere(name, families):
            found, fuller, rule = self._in_full(name, kind, families, found)
        if found.entry is None and not found.candidates and name[:1].isupper():
            alike = similar(fuller or name, families, kind, self._lexicon, self._document.issued)
            found = self._told(name, alike)
        return found, fuller, rule

    def _find(self, name: str, kind: str, families: tuple[Family, ...]) -> Found:
        return find(name, families, kind, self._lexicon, self._document.issued)

    def _is_place_elsewhere(self, name: str, families: tuple[Family, ...]) -> bool:
        """Tell whether *name* is a registered place where no place can stand: then it is short for nothing."""
        return Family.PLACE not in families and any(
            entry.family is Family.PLACE for entry in self._lexicon.by_surface(name)
        )

    def _in_full(self, name: str, kind: str, families: tuple[Family, ...], found: Found) -> tuple[Found, str, str]:
        """Return what the fuller name of *name* is found to be, that name, and its rule; *found* and "" without one."""
        as_kind = kind or ("Territory" if families == (Family.PLACE,) else "")
        fuller = rule = ""
        for _ in range(LONGEST_CHAIN):
            longer = self._cast.fuller(without_article(fuller or name), as_kind)
            if longer is None:
                break
            known = {full: self._find(full, kind, families) for full in longer.names}
            entries = {f.entry.iri: f for f in known.values() if f.entry}
            if longer.one or (len(entries) == 1 and all(f.entry for f in known.values())):
                fuller, rule = longer.names[0], longer.rule
                # A name that is ambiguous alone may be plain in full.
                full = next(iter(entries.values())) if len(entries) == 1 else known[fuller]
                found = self._unless_homonym(name, full)
            if found.entry is not None:
                break
        return found, fuller, rule

    def _surname(self, name: str, kind: str, families: tuple[Family, ...]) -> Found | None:
        """Return whom a surname means, by those whom the document names in full; None where it names nobody of it.

        One whom the registry does not know is found as nobody, so that no other bearer of the surname is taken for him.
        """
        full_names = self._cast.surname_of(name) if kind in MAY_BE_PEOPLE and Family.AGENT in families else frozenset()
        if not full_names:
            return None
        found = {full: self._find(full, "Person", families) for full in full_names}
        entries = {f.entry.iri: f.entry for f in found.values() if f.entry}
        if len(entries) == 1 and all(f.entry for f in found.values()):
            (entry,) = entries.values()
            return Found(entry, f"is the surname of “{min(full_names)}”, whom the document names")
        return Found(candidates=tuple(homonym(entry, len(full_names)) for _, entry in sorted(entries.items())))

    def _told(self, name: str, candidates: tuple[Candidate, ...]) -> Found:
        """Return the one candidate "X (y)" for the name X whose y the document says in words, or all of them as candidates."""
        told = [
            candidate
            for candidate in candidates
            if (inside := plain_text(parenthesised(candidate.label))) and f" {inside} " in self._plain
            if name_key(outside_parentheses(candidate.label)) == name_key(name)
        ]
        if len(told) != 1:
            return Found(candidates=candidates)
        return Found(self._lexicon.by_iri[told[0].iri], f"the document says “{parenthesised(told[0].label)}”")

    def _unless_homonym(self, name: str, full: Found) -> Found:
        """Return what the fuller name found, unless the short one is the whole name of another that is never the same."""
        entry = full.entry
        others = [self._lexicon.by_iri[iri] for iri in entry.never_same_as] if entry else []
        rivals = [e for e in others if name_key(outside_parentheses(e.label)) == name_key(outside_parentheses(name))]
        return Found(candidates=tuple(homonym(e, len(rivals) + 1) for e in (entry, *rivals) if e)) if rivals else full

    def _decided(self, mention: Mention, draft: Draft, found: Found, fuller: str, rule: str) -> Draft:
        entity, name = draft.entity, mention.name
        reason = found.reason or ("may be several, and nothing decides" if found.candidates else "is in no registry")
        self.decisions.add(
            Decision(
                name, entity.kind, entity.iri, entity.label, entity.registered, reason, fuller, rule, found.candidates
            )
        )
        return draft

    def _speaker(self, claim: Claim) -> Draft:
        document = self._document
        if claim.source:
            said_by = _named(claim, Role.SOURCE, claim.source)
        elif claim.voice is Voice.COMMENT:
            said_by = Mention(Role.SOURCE, UNNAMED_COMMENTER, kind="InformationSource")
        elif document.publisher:
            said_by = Mention(Role.SOURCE, document.publisher, kind="InformationSource")
        elif document.author:
            said_by = Mention(Role.SOURCE, document.author.split(";")[0].strip(), kind="Person")
        else:
            iri = local_iri(document.key, "source", "publisher", self._base)
            return Draft(Entity(iri, "InformationSource", f"unnamed publisher of {document.name}", False), stated=True)
        return self.mention(said_by, claim.type)


def _named(claim: Claim, role: Role, name: str) -> Mention:
    """Return the claim's mention of *name* in *role*, or one without a span: it may know the kind."""
    return next((m for m in claim.mentions if m.role is role and m.name == name), Mention(role, name))


def _families(role: Role, claim_type: str) -> tuple[Family, ...]:
    if role is Role.LOCATION:
        return (Family.PLACE,)
    if role is not Role.RECIPIENT:
        return (Family.AGENT,)
    if claim_type in TALKING:
        return (Family.TALKS, Family.AGENT)
    return (Family.AGENT, Family.PLACE, Family.TALKS)
