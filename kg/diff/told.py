"""Which statements the changes of a difference tell: those of what came or went whole, and of the aspects that they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

from kg.diff.changes import Change
from kg.diff.delta import INFERRED
from kg.diff.facts import Facts, local_name, text_of
from kg.diff.lines import Statement
from kg.diff.matching import Pair
from kg.diff.names import Names, ancestors
from kg.diff.plain_statements import PARTS, PLAIN
from kg.diff.registry import PARTS_OF_ROWS
from kg.namespaces import CKG, OA, PROV

__all__ = ["Told"]

WHOLE: Final = frozenset(
    ("added", "removed", "retracted", "gained", "lost", "merged", "split", "identified", "renamed")
)
# The statements of an aspect, by their local names, where it is no such name itself.
OF_ASPECT: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset(found.split())
    for name, found in {
        "factuality": "factuality",
        "type": "*",
        "voice": "voice",
        "quote": "exact evidence",
        "date": "edtf notBefore notAfter attestedOn",
        "quantity": "quantity quantityKind quantityText value minimum maximum type",
        "source": "claimedBy",
        "relay": "relayedBy",
        "content": "content",
        "role": "actor recipient",
        "place": "location",
        "words": "",
        "claims": "wasDerivedFrom",
        "label": "label prefLabel",
        "kind": "type",
        "name": "altLabel hiddenLabel",
        "file": "fileName",
        "title": "title label",
    }.items()
}
# What is counted from claims and parties, or made of their names: it follows from what is told of these.
FOLLOWING: Final = frozenset(
    """label reportCount independentSources otherFits origin matched disagreement matter position positionClaim
    wasDerivedFrom""".split()
)
OF_EDITED: Final = frozenset({"sha256", "wasRevisionOf"})
# What a text has to do with its claims: when it is edited, or a claim moves, it differs.
IN_TEXT: Final = frozenset(
    """paragraphNumber paragraphStart paragraphEnd paragraphRole mentionStart mentionEnd surfaceForm refersTo start end exact
    prefix suffix hasSelector hasSource evidence wasDerivedFrom""".split()
)
# What is said of an agency that no registry has, beside its text.
NAMED_FOR_TEXT: Final = frozenset({"type", "label"})
BETWEEN_CLAIMS: Final = frozenset({"contradicts", "corroborates"})
LINKS: Final = frozenset({"refersTo", "publisher", "author"})


class Told:
    """What *changes* with their consequences tell of the statements of either version; *moved* are claims told to have moved.

    Whole things are by version, "D" or "A"; things that changed by their IRIs in both, with the local names of predicates.
    """

    def __init__(self, changes: Iterable[Change], moved: Iterable[Pair], names: Names, old: Facts, new: Facts) -> None:
        self._names = names
        self._facts = {"D": old, "A": new}
        self._whole: dict[str, set[str]] = {"D": set(), "A": set()}
        self._parts: defaultdict[str, set[str]] = defaultdict(set)
        self._texts: set[str] = set()
        self._linked: set[str] = set()
        self._plain: set[tuple[str, ...]] = set()
        self._policy = False
        for change in chain.from_iterable((one, *one.consequences) for one in changes):
            self._take(change)
        for pair in moved:
            for sign, claim in zip("DA", pair, strict=True):
                self._part(sign, claim.iri, IN_TEXT)
                self._texts.add(claim.document)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is told."""
        return not (self._parts or self._texts)

    def _take(self, change: Change) -> None:
        for sign, iris in (("D", change.before), ("A", change.after)):
            for iri in iris:
                self._take_thing(change, sign, iri)
        if change.subject == "policy":
            self._policy = True
        if change.subject == "entity":
            self._linked.update(change.before, change.after)
        for claim in {passage.claim for passage in change.passages}:
            for facts in self._facts.values():
                for node in (claim, *facts.objects(claim, CKG + "claims")):
                    self._parts[node] |= BETWEEN_CLAIMS

    def _take_thing(self, change: Change, sign: str, iri: str) -> None:
        facts, other = self._facts[sign], self._facts["A" if sign == "D" else "D"]
        if change.subject == "document":
            self._texts.add(iri)
            self._parts[iri] |= IN_TEXT | OF_EDITED
        if change.subject == "claim":
            self._texts.update(facts.objects(iri, CKG + "inDocument"))
        if change.subject == "statement":
            self._plain.add(tuple(facts.value(iri, part) for part in PARTS))
            self._parts[iri] |= PLAIN
        if change.subject == "text":
            for agency in facts.objects(iri, CKG + "agency"):
                self._parts[agency] |= NAMED_FOR_TEXT
        if (change.kind in WHOLE or change.subject in ("policy", "text")) and not other.knows(iri):
            self._whole[sign].update([iri, *facts.objects(iri, CKG + "claims")])
        for aspect in change.aspects:
            for predicate in PARTS_OF_ROWS.get(aspect.name, ()) if change.subject == "entity" else ():
                self._parts.update((part, {"*"}) for part in facts.objects(iri, predicate))
            self._part(sign, iri, {aspect.name, aspect.of} | OF_ASPECT.get(aspect.name, frozenset()))
        self._part(sign, iri, ())

    def _part(self, sign: str, iri: str, predicates: Iterable[str]) -> None:
        for node in _nodes(self._facts[sign], iri):
            self._parts[node].update(predicates)

    def tells(self, sign: str, one: Statement) -> bool:
        """Tell whether a change tells *one*, which only the version of *sign* has."""
        name = local_name(one.predicate)
        ends = [one.subject, one.value] if one.object.startswith("<") else [one.subject]
        if any(node in self._whole[sign] for end in (*ends, one.graph) for node in ancestors(end)):
            return True
        if (name == "policy" and self._policy) or (one.subject, one.predicate, one.value) in self._plain:
            return True
        subjects = [one.subject] if sign == "A" else [one.subject, self._names.now(one.subject)]
        nodes = [node for subject in subjects for node in ancestors(subject)]
        if any(not self._parts[node].isdisjoint((name, "*")) for node in nodes if node in self._parts):
            return True
        if one.graph.endswith(INFERRED) and any(node in self._parts for end in ends for node in ancestors(end)):
            return True
        return self._goes_along(sign, one, name, nodes)

    def _goes_along(self, sign: str, one: Statement, name: str, nodes: Iterable[str]) -> bool:
        """Tell whether *one* is about the text of a told document, or about a part that came or went with a told thing."""
        if one.value in self._linked and (name in LINKS or any(node in self._parts for node in nodes)):
            return True
        in_text = any(node in self._texts for node in nodes)
        if in_text and name in IN_TEXT:
            return True
        if name in FOLLOWING and self._follows(self._facts[sign], one.subject):
            return True
        part = in_text or (one.subject not in self._parts and any(node in self._parts for node in nodes))
        return part and not self._facts["A" if sign == "D" else "D"].knows(one.subject)

    def _follows(self, facts: Facts, node: str) -> bool:
        """Tell whether *node*, which is no claim and no row, rests on what is told, or is a part of what does."""
        if facts.is_row(node) or facts.objects(node, CKG + "claims"):
            return False
        ends = (text_of(quad.object) for whole in ancestors(node) for quad in facts.quads(whole))
        if self._policy and CKG + "AcceptedStatement" in facts.types(node):
            return True
        return any(end in self._parts or end in self._linked for end in ends)


def _nodes(facts: Facts, iri: str) -> Iterator[str]:
    """Yield *iri*, and of a claim what it consists of, which need not lie in its path."""
    yield iri
    if not facts.objects(iri, CKG + "claims"):
        return
    for predicate in (CKG + "claims", CKG + "evidence", PROV + "wasDerivedFrom"):
        for part in facts.objects(iri, predicate):
            yield part
            yield from facts.objects(part, OA + "hasSelector")
            yield from facts.objects(part, CKG + "quantity")
