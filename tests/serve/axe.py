"""What axe-core finds on a page, by the rules of WCAG 2.2 A and AA and its own best practice, wide and narrow, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
needs_axe = pytest.mark.skipif(not SCRIPT.is_file(), reason="no axe-core here (make web, which wants npm)")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SCREENS = ((1280, "light"), (1280, "dark"), (390, "light"), (390, "dark"))
# Both widths and both schemes, once each.
FEW = (SCREENS[0], SCREENS[3])
# What the scheme can change.
OF_COLOUR = ("color-contrast", "link-in-text-block")
RUN = """
const [only, done] = arguments;
const options = {runOnly: only, resultTypes: ['violations'], rules: {'target-size': {enabled: true}}};
const told = (node) => `${node.target.join(' ')}: ${node.failureSummary.replaceAll('\\n', ' ')}`;
requestAnimationFrame(() => requestAnimationFrame(() => axe.run(document, options).then(
  ({violations}) => done(violations.map(({impact, id, help, nodes}) => [impact, `${id}: ${help}`, nodes.map(told)])),
  (error) => done(String(error)))));
"""


@dataclass(frozen=True)
class Finding:
    impact: str
    rule: str
    screen: str
    nodes: tuple[str, ...]

    @property
    def is_grave(self) -> bool:
        return self.impact in ("serious", "critical")

    def __str__(self) -> str:
        return f"{self.impact}, {self.screen}: {self.rule}; {' | '.join(self.nodes[:5])}"


def set_screen(browser: Any, width: int, scheme: str) -> None:
    """Make the page so many pixels wide, and the colours *scheme*, light or dark."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def findings(browser: Any, screens: tuple[tuple[int, str], ...] = SCREENS) -> list[Finding]:
    """Return what is found on the page as it is now, on each of *screens*; leave it wide and light.

    A width that comes a second time, in the other scheme, is asked for its colours alone.
    """
    browser.execute_script(SCRIPT.read_text(encoding="utf-8"))
    found, widths = [], set[int]()
    for width, scheme in screens:
        found += _on(browser, width, scheme, colours_alone=width in widths)
        widths.add(width)
    set_screen(browser, *SCREENS[0])
    return found


def _on(browser: Any, width: int, scheme: str, *, colours_alone: bool) -> Iterator[Finding]:
    set_screen(browser, width, scheme)
    only = {"type": "rule", "values": OF_COLOUR} if colours_alone else {"type": "tag", "values": TAGS}
    answer = browser.execute_async_script(RUN, only)
    assert isinstance(answer, list), answer
    for impact, rule, nodes in answer:
        yield Finding(impact, rule, f"{width} pixels, {scheme}", tuple(nodes))
