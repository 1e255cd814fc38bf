"""Links the names of the pairs, and counts: ours, and the string measures at the threshold that is best for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.linking.pairs import Named, Pair, find_document
from kg.lexicon import Lexicon, name_key
from kg.lexicon.kinds import PLACE_KINDS
from kg.link import link_document
from kg.model import Claim, Document, Entity, Mention, Role
from kg.pipeline import load_lexicon

__all__ = ["figures", "linked_by_us", "print_wrong", "string_measures"]

SURE = 0.9
NOWHERE = Document("none.txt", "none-00000000", "0" * 64, "text/plain", "", ())


def linked_by_us(pairs: Sequence[Pair], folders: Sequence[Path]) -> list[bool]:
    """Tell for each pair whether we link its names to one thing, in their documents where *folders* have them."""
    lexicon = load_lexicon()
    entities = _linked(pairs, lexicon, folders)
    return [_is_one(entities[pair.a], entities[pair.b], lexicon) for pair in pairs]


def _linked(pairs: Sequence[Pair], lexicon: Lexicon, folders: Sequence[Path]) -> dict[Named, Entity]:
    named: defaultdict[str | None, dict[Named, None]] = defaultdict(dict)
    for pair in pairs:
        named[pair.a.document][pair.a] = named[pair.b.document][pair.b] = None
    found: dict[Named, Entity] = {}
    for file_name, names in named.items():
        document = find_document(file_name, folders) if file_name else None
        if document is not None:
            claims = [_claim(document, name) for name in names]
            linked = link_document(document, claims, lexicon)
            found |= {name: item.entities[0] for name, item in zip(names, linked, strict=True)}
        else:
            found |= {n: link_document(NOWHERE, [_claim(NOWHERE, n)], lexicon)[0].entities[0] for n in names}
    return found


def _claim(document: Document, named: Named) -> Claim:
    role = (
        Role.LOCATION if named.kind in PLACE_KINDS else Role.SOURCE if named.kind == "InformationSource" else Role.ACTOR
    )
    paragraph = document.paragraph(named.paragraph) if named.paragraph and document.paragraphs else None
    at = document.text.find(named.name, paragraph.start) if paragraph else -1
    start, end = (at, at + len(named.name)) if at >= 0 else (None, None)
    mention = Mention(role, named.name, named.name, start, end, kind=named.kind)
    return Claim(
        f"c{at}{named.name}",
        document.name,
        document.key,
        named.paragraph or 1,
        max(at, 0),
        max(at, 0),
        "",
        "Attack",
        (mention,),
    )


def _is_one(one: Entity, other: Entity, lexicon: Lexicon) -> bool:
    return one.iri == other.iri or _renamed(one, other, lexicon) or _renamed(other, one, lexicon)


def _renamed(one: Entity, other: Entity, lexicon: Lexicon) -> bool:
    entry = lexicon.by_iri.get(one.iri)
    before = {s.predecessor for s in entry.successions if s.kind == "Rename"} if entry else set()
    return other.iri in before or any(_renamed(replace(one, iri=iri), other, lexicon) for iri in before)


def string_measures(pairs: Sequence[Pair]) -> dict[str, list[bool]]:
    """Return what each string measure says at its best threshold (by F1) on these pairs."""
    from rapidfuzz import fuzz

    measures: dict[str, Callable[[str, str], float]] = {
        "rapidfuzz ratio": fuzz.ratio,
        "rapidfuzz token-set": fuzz.token_set_ratio,
        "rapidfuzz ratio on our keys": lambda a, b: fuzz.ratio(name_key(a), name_key(b)),
    }
    found = {}
    for name, measure in measures.items():
        values = [measure(pair.a.name.lower(), pair.b.name.lower()) for pair in pairs]
        limits = {limit: [value >= limit for value in values] for limit in sorted(set(values))}
        best = max(limits, key=lambda limit: figures(pairs, limits[limit])[2])
        found[f"{name} ≥ {best:.0f} (best F1)"] = limits[best]
        sure = [limit for limit in limits if figures(pairs, limits[limit])[0] >= SURE]
        found |= {f"{name} ≥ {min(sure):.0f} (precision ≥ {SURE})": limits[min(sure)]} if sure else {}
    return found


def figures(pairs: Sequence[Pair], said: Sequence[bool]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of what is *said* of *pairs*."""
    right = sum(pair.same and yes for pair, yes in zip(pairs, said, strict=True))
    precision, recall = right / max(1, sum(said)), right / max(1, sum(pair.same for pair in pairs))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def print_wrong(pairs: Sequence[Pair], said: Sequence[bool]) -> None:
    """Print the pairs that are called wrong, with why they are labelled as they are."""
    for pair, yes in zip(pairs, said, strict=True):
        if yes != pair.same:
            sides = " | ".join(f"{n.name} ({n.kind}, {n.document} ¶{n.paragraph})" for n in (pair.a, pair.b))
            print(f"{'merged' if yes else 'missed'}\t{sides}\t{pair.why}")
