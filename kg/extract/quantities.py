"""Numbers with their bounds: killed, wounded, displaced, shares. "More than 170" has a minimum, "nearly 50" a maximum.

Words without a number ("dozens", "many") keep their words; "dozens" and the like have the least number they can mean.
"""

from __future__ import annotations

import re

from kg.extract.scene import Scene
from kg.model import Quantity

__all__ = ["measure", "quantity_near"]

WORDS = {
    w: n
    for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
LEAST = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "tens": 20}
VAGUE = frozenset({"many", "several", "some", "numerous", "large", "heavy", "few", "most", "all"})
AT_LEAST = ("more than", "at least", "over", "no fewer than", "no less than", "upwards of", "exceeding")
AT_MOST = ("nearly", "almost", "up to", "as many as", "fewer than", "less than", "under", "at most", "no more than")
ABOUT = ("about", "around", "some", "roughly", "approximately", "an estimated", "circa")
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")


def measure(kind: str, text: str) -> Quantity:
    """Read a quantity of *kind* from its words. A percentage becomes a fraction; bounds are inclusive as stated.

    >>> measure("killed", "more than 170")
    Quantity(kind='killed', text='more than 170', value=None, minimum=170.0, maximum=None)
    """
    low = " ".join(text.lower().split())
    found = NUMBER.search(low)
    number = (
        float(found.group().replace(",", ""))
        if found
        else next((float(WORDS[w]) for w in low.split() if w in WORDS), None)
    )
    if number is None:
        least = next((float(LEAST[w]) for w in low.split() if w in LEAST), None)
        return Quantity(kind, text, minimum=least)
    if kind == "share" or "%" in low or "percent" in low or "per cent" in low:
        kind, number = "share", number / 100
    if low.startswith(AT_LEAST):
        return Quantity(kind, text, minimum=number)
    if low.startswith(AT_MOST):
        return Quantity(kind, text, maximum=number)
    return Quantity(kind, text, value=None if low.startswith(ABOUT) else number, minimum=None, maximum=None)


def quantity_near(scene: Scene, kind: str, nodes: tuple[int, ...]) -> Quantity | None:
    """Find the number that modifies one of *nodes* (or that it is a part of), and measure it as *kind*."""
    for node in nodes:
        words = _number_words(scene, node)
        if words:
            return measure(kind, words)
    return None


def _number_words(scene: Scene, node: int) -> str:
    tree = scene.tree
    for candidate in (node, tree[node].head):
        own = [c for c in tree.children(candidate, "nummod", "amod", "det") if _counts(tree[c].lower)]
        if candidate == node or _counts(tree[candidate].lower):
            own += [candidate] if _counts(tree[candidate].lower) else []
        if own:
            return _phrase(scene, own[0])
    return ""


def _counts(word: str) -> bool:
    return bool(NUMBER.fullmatch(word)) or word in WORDS or word in LEAST or word in VAGUE or word == "%"


def _phrase(scene: Scene, number: int) -> str:
    tree = scene.tree
    below = [
        i for i in tree.subtree(number) if i <= number and tree[i].dep in {"advmod", "fixed", "case", "nummod", "obl"}
    ]
    start, end = scene.span(min([*below, number]), number)
    return scene.text[start:end]
