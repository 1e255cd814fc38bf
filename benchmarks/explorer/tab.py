"""A tab of Debian's chromium: opens a page without anything kept from before, and tells how long it took and what it takes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

__all__ = ["Loading", "Tab", "opened"]

ARGUMENTS: Final = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1280,1000",
)  # fmt: skip
WATCH: Final = Path(__file__).with_name("watch.js")
PATIENCE: Final = 180.0
TOLD: Final = """
const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
return [
  performance.getEntriesByName('first-contentful-paint')[0].startTime, kgWatch.picture,
  Math.max(0, ...kgWatch.tasks), entries.reduce((sum, entry) => sum + entry.transferSize, 0)];
"""


@dataclass(frozen=True, slots=True)
class Loading:
    """How a page came: seconds until it showed anything, and data; the longest that it was frozen; megabytes sent and held."""

    paint: float
    picture: float
    frozen: float
    sent: float
    heap: float
    memory: float


class Tab:
    """A tab that *browser* has."""

    def __init__(self, browser: Chrome) -> None:
        self.browser = browser

    def load(self, address: str, selector: str) -> Loading:
        """Open *address*, with nothing kept, and wait for the first picture with *selector* in it."""
        self.cdp("Network.clearBrowserCache")
        text = WATCH.read_text(encoding="utf-8").replace("SELECTOR", json.dumps(selector))
        script = self.cdp("Page.addScriptToEvaluateOnNewDocument", source=text)
        self.browser.get(address)
        WebDriverWait(self.browser, PATIENCE).until(lambda browser: browser.execute_script("return kgWatch.picture"))
        self.cdp("Page.removeScriptToEvaluateOnNewDocument", **script)
        paint, picture, frozen, sent = self.run(TOLD)
        return Loading(paint / 1e3, picture / 1e3, frozen / 1e3, sent / 1e6, self._heap() / 1e6, self._memory() / 1e6)

    def cdp(self, method: str, **parameters: Any) -> Any:
        """Do *method* of the Chrome DevTools Protocol."""
        return self.browser.execute_cdp_cmd(method, parameters)

    def run(self, script: str, *given: Any) -> Any:
        """Return what *script* returns in the page."""
        return self.browser.execute_script(script, *given)

    def _heap(self) -> float:
        """Return the bytes of JavaScript's heap that are in use, after what is not has been collected."""
        self.cdp("HeapProfiler.collectGarbage")
        metrics = self.cdp("Performance.getMetrics")["metrics"]
        return float(next(metric["value"] for metric in metrics if metric["name"] == "JSHeapUsedSize"))

    def _memory(self) -> int:
        """Return the bytes that the tab's process has of its own, and its share of others."""
        return max(_share(pid) for pid in _below(self.browser.service.process.pid) if _is_renderer(pid))


@contextmanager
def opened() -> Iterator[Tab]:
    """Open a browser with one tab, and end it."""
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ARGUMENTS:
        options.add_argument(argument)
    browser = Chrome(options=options, service=Service(shutil.which("chromedriver") or ""))
    try:
        tab = Tab(browser)
        tab.cdp("Performance.enable")
        yield tab
    finally:
        browser.quit()


def _below(pid: int) -> Iterator[int]:
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in path.read_text().split():
            yield int(child)
            yield from _below(int(child))


def _is_renderer(pid: int) -> bool:
    return b"--type=renderer" in Path(f"/proc/{pid}/cmdline").read_bytes()


def _share(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
