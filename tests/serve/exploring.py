"""What the browser tests of the explorer's views share."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .server import Server

MANIFEST = Path(__file__).parents[2] / "kg/serve/assets/explorer/.vite/manifest.json"
needs_build = pytest.mark.skipif(not MANIFEST.is_file(), reason="the explorer is not built (make web, which wants npm)")


def graph_of(server: Server) -> Any:
    with urllib.request.urlopen(server.url + "/explore/graph.json") as answer:
        return json.load(answer)


def wait(browser: Any, found: Callable[[Any], Any]) -> Any:
    """Return what *found* finds in the browser, as soon as it finds something.

    What is drawn anew while it looks is looked for anew.
    """
    from selenium.common.exceptions import StaleElementReferenceException
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(browser, 30, ignored_exceptions=[StaleElementReferenceException]).until(found)


def every(browser: Any, selector: str) -> list[Any]:
    return list(browser.find_elements("css selector", selector))


def text_of(browser: Any, selector: str, words: str = "") -> str:
    """Return the text of the first element of *selector* that says *words*, as soon as one does.

    It is read at one go: between two, the page may be drawn anew.
    """
    script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.innerText.trim())"
    return str(
        wait(browser, lambda driver: [t for t in driver.execute_script(script, selector) if t and words in t])[0]
    )


def press(browser: Any, *keys: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    for key in keys:
        ActionChains(browser).send_keys(key).perform()


def make_narrow(browser: Any, scheme: str) -> None:
    """Make the window 390 pixels wide and the colours *scheme*, light or dark."""
    size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
