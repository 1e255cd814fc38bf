"""How changes are said in words, for all reports alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from kg.diff.changes import Aspect, Change, GraphDiff, Passage

__all__ = [
    "GROUPS",
    "SIGNS",
    "aspect_lines",
    "counted",
    "headline",
    "kind_word",
    "place",
    "quoted",
    "said",
    "shown",
    "summary_lines",
]

# Subjects with their titles, in the order of a report; those after the policy follow from claims.
GROUPS: Final[Mapping[str, str]] = {
    "document": "Documents",
    "text": "Shared texts",
    "claim": "Claims",
    "entity": "Entities",
    "policy": "Policy",
    "statement": "Accepted statements",
    "state": "States",
    "incident": "Incidents",
    "contradiction": "Contradictions",
}
KINDS: Final = (
    "added", "gained", "removed", "retracted", "lost", "changed", "revised", "renamed",
    "merged", "split", "identified", "relinked",
)  # fmt: skip
SIGNS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("added", "gained"), "+"),
    **dict.fromkeys(("removed", "retracted", "lost"), "-"),
}
CLAIM_KINDS: Final = {"added": "new"}
PLURALS: Final = {"entity": "entities", "policy": "policies"}
ENTITY_KINDS: Final = {"relinked": "linked otherwise"}


def summary_lines(diff: GraphDiff) -> Iterator[str]:
    """Yield what changed in numbers, then what follows, then what is only counted."""
    aspects = Counter(name for change in diff.changes if _is_changed_claim(change) for name in _names(change))
    told = counted(diff.counts, ", ".join(f"{name} {number}" for name, number in sorted(aspects.items())))
    yield told or ("no differences" if diff.is_empty else "no change that has a name")
    if diff.following:
        yield f"consequences: {counted(diff.following)}"
    if diff.moved:
        yield f"only moved: {_plural(len(diff.moved), 'claim')}, saying the same elsewhere in the document"
    if any(diff.lines):
        lost, gained = (
            f"{lines} ({inferred} inferred)" for lines, inferred in zip(diff.lines, diff.inferred, strict=True)
        )
        yield f"statements in all: {lost} lost, {gained} gained"
    if diff.others:
        numbers = sum(one.lost for one in diff.others), sum(one.gained for one in diff.others)
        yield f"other statements, told by none of these: {numbers[0]} lost, {numbers[1]} gained"
    if any(diff.provenance):
        numbers = diff.provenance
        yield f"of how the versions were built, which is no change: {numbers[0]} lost, {numbers[1]} gained"
    if diff.ontology and diff.ontology.groups:
        yield f"ontology: {', '.join(f'{len(group)} {name}' for name, group in diff.ontology.groups)}"
    yield from diff.notes


def _is_changed_claim(change: Change) -> bool:
    return (change.subject, change.kind) == ("claim", "changed")


def _names(change: Change) -> set[str]:
    return {aspect.name for aspect in change.aspects}


def counted(counts: Counter[tuple[str, str]], aspects: str = "") -> str:
    """Say *counts*: "3 claims new, 1 retracted, 2 changed (factuality 2); 1 entity merged"; *aspects* are those of claims."""
    parts = []
    for subject in GROUPS:
        found = [(kind, counts[subject, kind]) for kind in KINDS if counts[subject, kind]]
        words = [f"{number} {kind_word(subject, kind)}" for kind, number in found]
        if words:
            number = found[0][1]
            words[0] = f"{_plural(number, subject)} {kind_word(subject, found[0][0])}"
            if subject == "claim" and aspects:
                words[-1] += f" ({aspects})"
            parts.append(", ".join(words))
    return "; ".join(parts)


def kind_word(subject: str, kind: str) -> str:
    if subject == "claim":
        return CLAIM_KINDS.get(kind, kind)
    return ENTITY_KINDS.get(kind, kind)


def _plural(number: int, word: str) -> str:
    return f"{number} {word if number == 1 else PLURALS.get(word, word + 's')}"


def headline(change: Change) -> str:
    """Say a change in one line, without its passages and aspects."""
    told = change.label
    if change.subject not in ("claim", "statement", "contradiction", "text"):
        told = f"{kind_word(change.subject, change.kind)}: {told}"
    if change.claims:
        told += f" ({_plural(change.claims, 'claim')})"
    return f"{told} ({change.note})" if change.note else told


def aspect_lines(change: Change) -> Iterator[str]:
    """Yield a line for each aspect that the headline does not tell: "factuality: asserted → denied"."""
    for aspect in change.aspects:
        if (change.subject, aspect.name) != ("text", "publication"):
            yield f"{_aspect_name(aspect)}: {_side(aspect)}"


def _aspect_name(aspect: Aspect) -> str:
    return aspect.of or aspect.name


def _side(aspect: Aspect) -> str:
    before, after = (", ".join(side) for side in (aspect.before, aspect.after))
    if before and after:
        return f"{before} → {after}"
    return f"+ {after}" if after else f"- {before}"


def place(passage: Passage) -> str:
    """Say where a passage stands: "003.txt ¶13"."""
    return f"{passage.document} ¶{passage.paragraph}" if passage.paragraph else passage.document


def quoted(passage: Passage) -> str:
    """Return the words of a passage in one line, in quotation marks."""
    return f"“{' '.join(passage.quote.split())}”"


def shown(change: Change, cause: Change | None = None) -> tuple[Passage, ...]:
    """Return the passages to show: a claim's own, as it is now; of others all that the cause above does not show already."""
    if change.subject == "claim":
        return change.passages[-1:]
    if cause is not None and change.kind == "changed":
        return ()
    known = {passage.claim for passage in cause.passages} if cause else set()
    return tuple(passage for passage in change.passages if passage.claim not in known)


def said(passage: Passage) -> str:
    """Say who says it, and how surely: "Red Front says, asserted, in a reader's comment"."""
    comment = ", in a reader's comment" if passage.voice == "comment" else ""
    return f"{passage.speaker or 'somebody'} says, {passage.factuality or 'of no factuality'}{comment}"
