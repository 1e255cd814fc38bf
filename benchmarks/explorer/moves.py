"""What a reader does with a picture, by the browser's own input, and how smoothly the picture follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi
from statistics import median, quantiles
from typing import Final

from benchmarks.explorer.tab import Tab

__all__ = ["Frames", "Move", "drag", "measure", "scroll", "zoom"]

STEPS: Final = 60
CONTROL: Final = 2

# Moves in what a CSS selector finds, a step at a time.
Move = Callable[[Tab, str], None]


@dataclass(frozen=True, slots=True)
class Frames:
    """Milliseconds from frame to frame while something moved: the middle one, all but five per cent, the longest."""

    middle: float
    most: float
    longest: float
    rate: float


def measure(tab: Tab, move: Move, selector: str) -> Frames:
    """Do *move* in what *selector* finds, and return the frames from its first step until its last is drawn."""
    tab.run("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", selector)
    began = tab.run("return kgWatch.frames.length")
    move(tab, selector)
    times = tab.browser.execute_async_script(
        "const [began, done] = arguments; requestAnimationFrame(() => setTimeout(() => done(kgWatch.frames.slice(began))))",
        began,
    )
    gaps = [after - before for before, after in pairwise(times)]
    return Frames(median(gaps), quantiles(gaps, n=20)[-1], max(gaps), 1000 * len(gaps) / (times[-1] - times[0]))


def scroll(tab: Tab, selector: str) -> None:
    """Turn the wheel down."""
    _turn(tab, selector, [80] * STEPS, 0)


def zoom(tab: Tab, selector: str) -> None:
    """Turn the wheel with the Control key, nearer and back."""
    _turn(tab, selector, [-40] * (STEPS // 2) + [40] * (STEPS // 2), CONTROL)


def drag(tab: Tab, selector: str) -> None:
    """Press the mouse near the left end, go right and back again, and let go."""
    left, top, width, height = _box(tab, selector)
    y = top + height / 2

    def at(step: int) -> float:
        return left + width * (0.45 - 0.43 * cos(2 * pi * step / STEPS))

    _mouse(tab, "mousePressed", at(0), y, button="left", clickCount=1)
    for step in range(STEPS + 1):
        _mouse(tab, "mouseMoved", at(step), y, button="left", buttons=1)
    _mouse(tab, "mouseReleased", at(STEPS), y, button="left", clickCount=1)


def _turn(tab: Tab, selector: str, turns: list[int], modifiers: int) -> None:
    left, top, width, height = _box(tab, selector)
    for turn in turns:
        _mouse(tab, "mouseWheel", left + width / 2, top + height / 2, deltaX=0, deltaY=turn, modifiers=modifiers)


def _mouse(tab: Tab, what: str, x: float, y: float, **more: object) -> None:
    tab.cdp("Input.dispatchMouseEvent", type=what, x=x, y=y, **more)


def _box(tab: Tab, selector: str) -> list[float]:
    """Return left, top, width and height of what is in view of it, in the window's pixels."""
    found: list[float] = tab.run(
        "const box = document.querySelector(arguments[0]).getBoundingClientRect();"
        "const [top, end] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];"
        "return [box.left, top, box.width, end - top]",
        selector,
    )
    return found
