"""Compares two versions of a graph: first line by line, then, of what the lines touch, what is said otherwise.

1. The lines that only one version has name the nodes that are looked at; what is the same is never read.
2. Documents are matched, then entities by the words that refer to them, then claims; so that each thing has a name of now.
3. What differs in a claim beyond such names is a change; what follows in the world layer stands below what it follows from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain

from kg.diff.causes import Causes, tied
from kg.diff.changes import Aspect, Change, GraphDiff, Passage
from kg.diff.claim_changes import MatchedClaims, claim_changes, compared_claims, moved_claims
from kg.diff.claims import read_claim
from kg.diff.comparing import passage_of
from kg.diff.delta import Delta, read_delta
from kg.diff.documents import document_changes, revisions
from kg.diff.entities import Regrouping, classes, find_links, regroupings
from kg.diff.facts import Facts
from kg.diff.names import Names
from kg.diff.ontologies import compare_held, untold
from kg.diff.registry import entry_changes, row_aspects
from kg.diff.remainder import NO_GRAPH, others, remainder
from kg.diff.sides import Side, left_out
from kg.diff.texts import text_changes
from kg.diff.told import Told
from kg.diff.world import WorldChange, world_changes
from kg.namespaces import CKG

__all__ = ["compare_graphs", "only_documents"]


def compare_graphs(old: Side, new: Side) -> GraphDiff:
    """Return what is said, and what follows, in *new* and not in *old*, and the other way."""
    delta = read_delta(old, new)
    notes = left_out(old, new)
    if delta.is_empty:
        return GraphDiff((), notes=notes)
    before, after = Facts(old.store), Facts(new.store)
    names = Names(revisions(delta, before, after))
    names.links = find_links(delta, names, before, after)
    claims = compared_claims(delta, names, before, after)
    groups = tuple(regroupings(names.links, names, before, after))
    names.classes = classes(groups)
    return _Versions(delta, names, before, after, claims, groups, (old.policy, new.policy), notes).diff()


@dataclass(frozen=True)
class _Versions:
    """Two versions whose things have been matched."""

    delta: Delta
    names: Names
    old: Facts
    new: Facts
    claims: MatchedClaims
    groups: Sequence[Regrouping]
    policies: tuple[str, str]
    notes: tuple[str, ...]

    def diff(self) -> GraphDiff:
        regrouped, rows = self.entities()
        texts, reprinted = text_changes(self.delta, self.names, self.old, self.new)
        changes = [
            *self.documents(),
            *texts,
            *claim_changes(self.claims, self.old, self.new),
            *regrouped,
            *rows,
            *self.policy(),
        ]
        world, found_again = world_changes(self.delta, self.names, self.old, self.new)
        derived = map(self.with_passages, world)
        self.names.nodes = found_again | reprinted | self.renamed()
        whole, untied = tied(changes, derived, self.causes(changes))
        ontology = compare_held(self.old, self.new) if any(self.delta.ontology.values()) else None
        moved = moved_claims(self.claims, self.old, self.new)
        pairs = [pair for pair, found in self.claims.pairs if found.moved]
        told = Told([*whole, *untied], pairs, self.names, self.old, self.new)
        found = remainder(self.delta, self.names, told)
        terms = untold(self.delta.ontology, ontology) if ontology else ()
        rest = others(chain(found, terms), {"D": self.old, "A": self.new})
        lines, inferred = zip(self.delta.counts("D"), self.delta.counts("A"), strict=True)
        made = self.delta.provenance["D"], self.delta.provenance["A"]
        return GraphDiff(whole, untied, moved, lines, inferred, rest, made, ontology, self.notes)

    def renamed(self) -> dict[str, str]:
        """Return the contents of claims, and the graphs of documents, that bear another name now."""
        contents = {pair[0].content: pair[1].content for pair, _ in self.claims.pairs}
        graphs = {self.old.graph_of(one): self.new.graph_of(other) for one, other in self.names.documents.items()}
        return {one: other for one, other in (contents | graphs).items() if one and one != other}

    def documents(self) -> list[Change]:
        """Return what became of documents, each with the number of claims that it brought, took, or moved."""
        claims = self.claims
        counts = Counter(claim.document for claim in (*claims.gone, *claims.came))
        counts.update(pair[1].document for pair, found in claims.pairs if found.moved)
        changes = document_changes(self.delta, self.old, self.new, self.names.documents, self.names.links)
        found = [replace(one, claims=counts[(one.after or one.before)[0]]) for one in changes]
        return sorted(found, key=lambda one: (one.label, one.before, one.after))

    def entities(self) -> tuple[list[Change], list[Change]]:
        """Return the entities that became others, and the changes of rows that none of these tells."""
        changed = tuple(entry_changes(self.delta, self.old, self.new))
        rows = {(one.after or one.before)[0]: one for one in changed}
        renamed = {one.before[0]: one.after[0] for one in changed if one.kind == "renamed"}
        self.names.classes = {**renamed, **self.names.classes}
        found = []
        for group in self.groups:
            members = {*group.before, *group.after, *map(self.names.before, group.before)}
            taken = [rows.pop(iri) for iri in sorted(members & rows.keys())]
            found.append(self.regrouped(group, taken))
        found.sort(key=lambda one: (one.kind, one.label, one.before, one.after))
        return found, [rows[iri] for iri in sorted(rows)]

    def regrouped(self, group: Regrouping, rows: Iterable[Change]) -> Change:
        told = [pair[1] for pair, found in self.claims.pairs if found.explained & group.pairs]
        before, kind = tuple(map(self.names.before, group.before)), group.kind
        olds, news = [self.old.label(one) for one in before], [self.new.label(one) for one in group.after]
        label = f"{' + '.join(olds)} → {' + '.join(news)}"
        aspects = tuple(aspect for row in rows for aspect in _row_aspects(row))
        if kind == "identified" and self.old.is_row(before[0]) and self.new.is_row(group.after[0]):
            kind, aspects = "renamed", tuple(row_aspects(before[0], group.after[0], self.old, self.new))
        passages = tuple(passage_of(claim, self.new) for claim in told)
        return Change("entity", kind, before, group.after, label, aspects, passages, len(told))

    def policy(self) -> Iterator[Change]:
        """Yield the change of the policy by which statements are accepted, if it is another one."""
        found = [
            {value for node in touched for value in self.delta.values(sign, node, CKG + "policy")}
            for sign, touched in sorted(self.delta.touched.items(), reverse=True)
        ]
        before, after = (tuple(sorted(policies)) for policies in found)
        # A policy that takes nothing is in no statement; the store knows it by name.
        was, now = tuple(map(self.old.label, before)), tuple(map(self.new.label, after))
        was, now = was or tuple(filter(None, self.policies[:1])), now or tuple(filter(None, self.policies[1:]))
        if (before or after) and was and now and was != now:
            label = f"{', '.join(was)} → {', '.join(now)}"
            yield Change("policy", "changed", before, after, label, (Aspect("policy", was, now),))

    def causes(self, changes: Sequence[Change]) -> Causes:
        """Return which of *changes* each claim and entity leads to."""
        names, found = self.names, Causes()
        for number, change in enumerate(changes):
            iris = (*change.before, *change.after)
            if change.subject == "claim":
                found.claims |= {names.claim(iri): number for iri in iris}
            elif change.subject == "document":
                found.documents |= dict.fromkeys(iris, number)
            elif change.subject == "entity":
                found.entities |= {names.same(iri): number for iri in iris}
                found.regrouped |= {passage.claim: number for passage in change.passages}
            elif change.subject == "policy":
                found.policy = number
        by_document = {c.iri: found.documents[c.document] for c in self.claims.now() if c.document in found.documents}
        return replace(found, documents=by_document)

    def with_passages(self, one: WorldChange) -> WorldChange:
        """Give a change of the world layer the passages of its claims, and name these in its aspects by their places."""
        aspects = tuple(
            replace(a, before=self.places(a.before), after=self.places(a.after)) if a.name == "claims" else a
            for a in one.change.aspects
        )
        return replace(one, change=replace(one.change, passages=self.passages(one.claims), aspects=aspects))

    def passages(self, claims: Iterable[str]) -> tuple[Passage, ...]:
        """Return where *claims* stand now, or stood, in order."""
        read = (((f, read_claim(f, claim)) for f in (self.new, self.old)) for claim in claims)
        found = (next((passage_of(claim, f) for f, claim in sides if claim), None) for sides in read)
        return tuple(sorted(passage for passage in found if passage))

    def places(self, claims: Iterable[str]) -> tuple[str, ...]:
        return tuple(f"{one.document} ¶{one.paragraph} “{one.quote}”" for one in self.passages(claims))


def _row_aspects(row: Change) -> Iterator[Aspect]:
    if row.kind == "changed":
        yield from row.aspects
    else:
        labels = (row.label,)
        yield Aspect("registry", labels if row.kind == "removed" else (), labels if row.kind == "added" else ())


def only_documents(diff: GraphDiff, wanted: Set[str]) -> GraphDiff:
    """Return what *diff* tells of the documents *wanted* (file names), with all consequences of what is kept."""

    def is_told(change: Change) -> bool:
        of = change.subject == "document" and change.label in wanted
        if change.subject == "text":
            of = any(not wanted.isdisjoint((*one.before, *one.after)) for one in change.aspects)
        return of or any(passage.document in wanted for passage in change.passages)

    return replace(
        diff,
        changes=tuple(filter(is_told, diff.changes)),
        untied=tuple(filter(is_told, diff.untied)),
        moved=tuple(pair for pair in diff.moved if wanted & {pair[0].document, pair[1].document}),
        lines=(0, 0),
        inferred=(0, 0),
        others=tuple(one for one in diff.others if one.graph in wanted or one.graph == NO_GRAPH),
        provenance=(0, 0),
        ontology=None,
    )
