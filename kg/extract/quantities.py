"""Numbers with their bounds: killed, wounded, displaced, shares. "More than 170" has a minimum, "nearly 50" a maximum.

Bounds are inclusive and stated as the words state them: "more than 170" and "at least 170" both have the minimum 170, "nearly
50", "up to 50" and "fewer than 50" the maximum 50, "10 to 15" both. What is "about 50" has neither value nor bound. A share is
a fraction from 0 to 1. A round plural has the least that it can mean ("dozens" 24, "tens of thousands" 20,000); words without
a number ("many") keep only their words.

The kind comes from the frame ("killed" of a Killing), or from the word that the number stands by: a row of
`lexicon/quantity-words.toml` ("30 were wounded", "12 dead").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.extract.dates import find_times
from kg.extract.numerals import CARDINAL, LEAST, VAGUE_PLURAL, read_cardinal
from kg.extract.scene import Scene
from kg.extract.syntax import Tree
from kg.extract.tables import tables
from kg.model import Quantity

__all__ = ["casualties", "find_amounts", "is_count", "measure", "quantity_near"]

VAGUE = frozenset({"many", "several", "some", "numerous", "few", "most", "all"})
SIZES = frozenset({"large", "heavy"})
AT_LEAST = ("more than", "at least", "over", "no fewer than", "no less than", "upwards of", "exceeding", "above")
AT_MOST = ("nearly", "almost", "up to", "as many as", "as much as", "fewer than", "less than", "under", "at most",
           "no more than", "not more than", "close to", "below")  # fmt: skip
ABOUT = ("about", "around", "some", "roughly", "approximately", "an estimated", "estimated", "circa", "a reported")
FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
LARGEST = 1e15

BOUND = "|".join(rf"{b}".replace(" ", r"\s+") for b in (*AT_LEAST, *AT_MOST, *ABOUT))
PERCENT = r"(?:\s*%|\s+per\s?cent\b)"
FRACTION = r"(?:half(?!\s+a\s+dozen)|(?:an?|one|two|three|four|nine)[\s-]+(?:third|quarter|fifth|tenth)s?)"
NUMBER = rf"(?:{VAGUE_PLURAL}|{CARDINAL})"
AMOUNT = re.compile(
    rf"(?<![\w.,-])(?:(?:{BOUND})\s+)?(?:between\s+{NUMBER}{PERCENT}?\s+and\s+{NUMBER}{PERCENT}?"
    rf"|(?P<fraction>{FRACTION})(?=\s+(?:of|the|its|their)\b)"
    rf"|{NUMBER}{PERCENT}?(?:\s*[-–]\s*|\s+to\s+){NUMBER}{PERCENT}?|{NUMBER}{PERCENT}?)(?!-?\w)",
    re.IGNORECASE,
)
SHARE = re.compile(r"%|\bper\s?cent\b", re.IGNORECASE)
RANGE = re.compile(
    rf"(?:between\s+)?(?P<low>{NUMBER}){PERCENT}?(?:\s+and\s+|\s*[-–]\s*|\s+to\s+)(?P<high>{NUMBER}){PERCENT}?",
    re.IGNORECASE,
)
ONE = re.compile(NUMBER, re.IGNORECASE)
COUNTING = ("nummod", "amod", "det", "compound", "advmod")
# How a word of injury hangs on the event that did it, without a subject of its own in between.
SHARED = frozenset({"conj", "xcomp", "advcl", "obj", "amod", "acl", "nmod", "obl", "parataxis", "dep", "ccomp"})


def measure(kind: str, text: str) -> Quantity:
    """Read a quantity of *kind* from its words. A percentage or fraction is a share, whatever the kind.

    >>> measure("killed", "more than 170")
    Quantity(kind='killed', text='more than 170', value=None, minimum=170.0, maximum=None)
    """
    low = " ".join(text.lower().split())
    bound = next((b for b in (*AT_LEAST, *AT_MOST, *ABOUT) if low.startswith(b + " ")), "")
    bare = low[len(bound) :].strip()
    if SHARE.search(bare) or re.fullmatch(FRACTION, bare):
        kind = "share"
    if ranged := RANGE.fullmatch(bare):
        ends = _number(ranged["low"], kind), _number(ranged["high"], kind)
        if None not in ends and ends[0] <= ends[1]:  # type: ignore[operator]
            return Quantity(kind, text, minimum=ends[0], maximum=ends[1])
    if least := re.match(VAGUE_PLURAL, bare):
        words = [LEAST[w] for w in least.group().split() if w in LEAST]
        return Quantity(kind, text, minimum=float(words[0] if len(words) < 2 else words[0] * words[1] / 2))
    number = _number(bare, kind)
    if number is None or bound in ABOUT:
        return Quantity(kind, text)
    if bound in AT_LEAST:
        return Quantity(kind, text, minimum=number)
    return Quantity(kind, text, maximum=number) if bound else Quantity(kind, text, value=number)


def _number(text: str, kind: str) -> float | None:
    """Return the number in *text*; of a share, the fraction."""
    if kind == "share" and re.fullmatch(FRACTION, text):
        name = next(f for f in FRACTIONS if f in text)
        return (read_cardinal(re.split(r"[\s-]", text)[0]) or 1.0) * FRACTIONS[name]
    found = ONE.search(text)
    number = read_cardinal(found.group()) if found else None
    if number is None or number > LARGEST:
        return None
    return number / 100 if kind == "share" else number


@lru_cache(maxsize=64)
def find_amounts(text: str, offset: int = 0) -> tuple[tuple[int, int], ...]:
    """Return the half-open spans of the amounts of *text*, in order, with the words that bound them, plus *offset*.

    Ordinals, ages, dates and numbers inside names ("M23") are none; empty text gives ().
    """
    spans = [m.span() for m in AMOUNT.finditer(text)]
    dated = find_times(text, None) if spans else ()
    return tuple(
        (offset + start, offset + end)
        for start, end in spans
        if not any(start < t.end and t.start < end for t in dated)
    )


def is_count(scene: Scene, node: int) -> bool:
    """Tell whether a node is a number that counts by itself ("killed 12", "dozens were killed"), no share or part."""
    tree, token = scene.tree, scene.tree[node]
    if any(tree.preposition(c) == "of" for c in tree.children(node, "nmod")):
        return False
    words = (scene.text[a:b] for a, b in _amounts(scene) if a < token.end and token.start < b)
    return any(measure("", w).kind != "share" for w in words)


def quantity_near(scene: Scene, kind: str, nodes: Collection[int]) -> Quantity | None:
    """Find the number that counts the first of *nodes* that has one (or of which it is a part), and measure it as *kind*.

    For the kind "share" only a percentage or fraction will do, for others only what is none. Numbers of things that are
    coordinated ("43 soldiers and 31 rebels") are added up, and all their words kept.
    """
    for node in nodes:
        if found := _counted(scene, kind, node):
            more = {n: q for n in scene.tree.coordinated(node)[1:] if n in nodes and (q := _counted(scene, kind, n))}
            if kind == "share" or not more:
                return found
            start = scene.text.rfind(found.text, 0, scene.tree[node].end)
            return _added(scene.text[start : scene.tree[max(more)].end], (found, *more.values()))
    return None


def _counted(scene: Scene, kind: str, node: int) -> Quantity | None:
    for words in _number_words(scene, node, VAGUE | SIZES if kind == "casualties" else VAGUE):
        found = measure("" if kind == "share" else kind, words)
        if (found.kind == "share") == (kind == "share"):
            return found
    return None


def _added(text: str, every: Sequence[Quantity]) -> Quantity:
    """Return the sum of quantities that stand in *text*, as far as it is told: at least so many if one has no upper bound."""
    low = [q.value if q.value is not None else q.minimum for q in every]
    high = [q.value if q.value is not None else q.maximum for q in every]
    least = sum(n for n in low if n is not None) if any(n is not None for n in low) else None
    most = sum(n for n in high if n is not None) if all(n is not None for n in high) else None
    if least == most and None not in low:
        return replace(every[0], text=text, value=least, minimum=None, maximum=None)
    return replace(every[0], text=text, value=None, minimum=least, maximum=most)


def casualties(scene: Scene, trigger: int, carriers: Collection[int], known: Collection[str]) -> Iterator[Quantity]:
    """Yield what the clause of *trigger* counts by a word of injury ("and wounded 30", "leaving 12 dead"), each kind once.

    *known* are kinds that the claim has a number of already.
    """
    seen = set(known)
    for token in scene.tree.nodes():
        kind = tables().quantity_words.get(token.lower)
        if kind is None or kind in seen or not _is_of(scene.tree, token.index, {trigger, *carriers}):
            continue
        if words := _beside(scene, token.start, token.end):
            seen.add(kind)
            yield measure(kind, words)


def _is_of(tree: Tree, node: int, events: Collection[int]) -> bool:
    """Tell whether a word of injury belongs to one of *events*: no other doer stands between them."""
    if node in events:
        return True
    path = [node]
    for head in tree.ancestors(node):
        if head in events:
            return all(tree[p].dep.split(":")[0] in SHARED and not _has_doer(tree, p) for p in path)
        path.append(head)
    below = {c for e in events for c in [tree[e].head] if tree[e].dep.split(":")[0] in {"nsubj", "obl", "nmod"}}
    return node in below


def _has_doer(tree: Tree, node: int) -> bool:
    return any(tree[c].dep == "nsubj" and not tree.children(node, "cop") for c in tree.children(node, "nsubj"))


def _beside(scene: Scene, start: int, end: int) -> str:
    """Return the amount right before ("30 people were wounded") or right after ("wounded 30") a word, or ""."""
    amounts = _amounts(scene)
    before = next((a for a in reversed(amounts) if a[1] <= start), None)
    after = next((a for a in amounts if a[0] >= end), None)
    if after and re.fullmatch(r"\s+(?:another|a further|an additional)?\s*", scene.text[end : after[0]]):
        return scene.text[after[0] : after[1]]
    if before and re.fullmatch(r"(?:\s+(?!and\b|or\b|but\b)[a-z'’-]+){0,4}\s+", scene.text[before[1] : start]):
        return scene.text[before[0] : before[1]]
    return ""


def _amounts(scene: Scene) -> tuple[tuple[int, int], ...]:
    first, last = scene.tree.tokens[0].start, max(t.end for t in scene.tree.tokens)
    return find_amounts(scene.text[first:last], first)


def _number_words(scene: Scene, node: int, vague: Collection[str]) -> Iterator[str]:
    tree = scene.tree
    head = tree[node].head
    counted = [*(c for c in tree.children(node, *COUNTING) if c < node), node]
    if tree.preposition(node) == "of":
        counted += [head, *tree.children(head, "nummod")]
    for start, end in _amounts(scene):
        if any(tree[c].start < end and start < tree[c].end for c in counted):
            yield scene.text[start:end]
    yield from (tree[c].text for c in counted if tree[c].lower in vague)
