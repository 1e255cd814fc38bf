"""The pages in a real browser: the way from a spelling to the sentence, without script, printed, and on a small screen."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import pytest

from .browsing import complaints, needs_browser, new_browser
from .server import Server

pytestmark = [pytest.mark.slow, needs_browser]
PAGES = [
    "/", "/queries", "/queries/timeline", "/search?q=Nusra", "/sparql", "/page/group/al-nusra-front", "/page/place/syria",
    "/page/source/wilayat-al-barakah", "/nothing",
]  # fmt: skip


@pytest.fixture(scope="module", params=[True, False], ids=["with script", "without script"])
def browser(request: pytest.FixtureRequest) -> Iterator[Any]:
    driver = new_browser(script=request.param)
    yield driver
    driver.quit()


def test_from_a_spelling_to_the_sentence(browser: Any, server: Server) -> None:
    browser.get(server.url)
    field = browser.find_element("css selector", "header input[name=q]")
    field.send_keys("Jabhat an-Nusrah")
    field.submit()
    browser.find_element("link text", "Al-Nusra Front").click()
    assert browser.find_element("tag name", "h1").text == "Al-Nusra Front"
    browser.find_element("css selector", "article.claim .what a").click()
    quote = browser.find_element("css selector", "blockquote .quote")
    words = quote.text.strip("“”")
    quote.click()
    fragment = browser.current_url.partition("#")[2]
    anchor = browser.find_element("id", fragment)
    assert (
        0 <= anchor.rect["y"] - browser.execute_script("return window.scrollY") < 1400 if _has_script(browser) else True
    )
    marked = browser.find_element("css selector", f"[id='{fragment}'] + mark, [id='{fragment}'] ~ mark").text
    assert words.startswith(marked) or marked.startswith(words)
    assert complaints(browser) == []


def _has_script(browser: Any) -> bool:
    return not browser.capabilities.get("javascriptDisabled", False)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_shows_its_content_and_the_browser_has_no_complaint(browser: Any, server: Server, path: str) -> None:
    browser.get(server.url + path)
    assert browser.find_element("css selector", "main h1").is_displayed()
    assert complaints(browser) == []


@pytest.fixture(scope="module")
def narrow() -> Iterator[Any]:
    driver = new_browser(width=500)
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    )
    yield driver
    driver.quit()


@pytest.mark.parametrize("path", PAGES)
def test_at_390_pixels_nothing_is_cut_off(narrow: Any, server: Server, path: str) -> None:
    narrow.get(server.url + path)
    assert narrow.execute_script("return document.documentElement.scrollWidth") <= 390


def test_a_page_prints(narrow: Any, server: Server) -> None:
    narrow.get(server.url + "/page/group/al-nusra-front")
    printed = base64.b64decode(narrow.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})["data"])
    assert printed.startswith(b"%PDF") and len(printed) > 10_000
