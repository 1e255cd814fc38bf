"""The claims that differ between two versions: matched, compared, and told by document, paragraph and offset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from kg.diff.changes import Change, Passage
from kg.diff.claims import ClaimRecord, claims_of, read_claim
from kg.diff.comparing import Comparison, claim_label, compare_claims, passage_of, whole_claim
from kg.diff.delta import Delta
from kg.diff.entities import name_links
from kg.diff.facts import Facts
from kg.diff.matching import Pair, match_claims
from kg.diff.names import Names
from kg.namespaces import CKG, RDF

__all__ = ["MatchedClaims", "claim_changes", "compared_claims", "moved_claims"]

TYPE: Final = RDF + "type"
CLAIMS: Final = CKG + "claims"


@dataclass(frozen=True)
class MatchedClaims:
    """The claims that a difference touches: pairs with what differs, by place, and the claims of one version alone."""

    pairs: Sequence[tuple[Pair, Comparison]]
    gone: Sequence[ClaimRecord]
    came: Sequence[ClaimRecord]

    def now(self) -> Iterator[ClaimRecord]:
        """Yield every claim as it is now, or was at last."""
        yield from (*self.gone, *self.came, *(pair[1] for pair, _ in self.pairs))


def compared_claims(delta: Delta, names: Names, old: Facts, new: Facts) -> MatchedClaims:
    """Match the claims that *delta* touches, put their new names into *names*, and compare them."""
    touched = sorted(set(_touched(delta, "D", old)) | set(_touched(delta, "A", new)))
    olds, news = ({iri: claim for iri in touched if (claim := read_claim(facts, iri))} for facts in (old, new))
    pairs = [(olds.pop(iri), news.pop(iri)) for iri in sorted(olds.keys() & news.keys())]
    lineage = {after: before for before, after in names.documents.items()}
    found = match_claims(olds.values(), news.values(), lineage, names.entity)
    pairs += found
    names.claims = {before.iri: after.iri for before, after in pairs}
    for before, after in found:
        del olds[before.iri], news[after.iri]
    names.links = name_links(pairs, names, old, new)
    compared = [(pair, compare_claims(pair, names, old, new)) for pair in pairs]
    compared.sort(key=lambda one: (one[0][1].place, one[0][1].iri))
    return MatchedClaims(compared, tuple(olds.values()), tuple(news.values()))


def _touched(delta: Delta, sign: str, facts: Facts) -> Iterator[str]:
    """Yield the claims that *delta* touches, themselves or in a part; who owns a part that is new or gone is touched, too."""
    known, other = (delta.touched[one] for one in (sign, "A" if sign == "D" else "D"))
    for node in delta.subjects_of("claim"):
        if CLAIMS in known.get(node, ()):
            yield node
        elif TYPE not in known.get(node, ()) or TYPE in other.get(node, ()):
            yield from claims_of(facts, node)


def claim_changes(claims: MatchedClaims, old: Facts, new: Facts) -> list[Change]:
    """Return the claims added, retracted and changed, by document, paragraph and offset."""
    told = [((claim.place, 0, claim.iri), whole_claim("retracted", claim, old)) for claim in claims.gone]
    told += [((claim.place, 1, claim.iri), whole_claim("added", claim, new)) for claim in claims.came]
    for pair, found in claims.pairs:
        if found.aspects:
            told.append(((pair[1].place, 2, pair[1].iri), _changed(pair, found, old, new)))
    return [change for _, change in sorted(told, key=itemgetter(0))]


def _changed(pair: Pair, found: Comparison, old: Facts, new: Facts) -> Change:
    passages = (passage_of(pair[0], old), passage_of(pair[1], new))
    return Change(
        "claim", "changed", (pair[0].iri,), (pair[1].iri,), claim_label(pair[1], new), found.aspects, passages
    )


def moved_claims(claims: MatchedClaims, old: Facts, new: Facts) -> tuple[tuple[Passage, Passage], ...]:
    """Return the places of claims that say the same as before elsewhere."""
    pairs = [pair for pair, found in claims.pairs if found.moved and not found.aspects]
    return tuple((passage_of(before, old), passage_of(after, new)) for before, after in pairs)
