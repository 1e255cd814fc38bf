"""The pages in a real browser: the way from a spelling to the sentence, without script, printed, and on a small screen."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from .server import Server

pytestmark = pytest.mark.skipif(
    not (shutil.which("chromium") and shutil.which("chromedriver")),
    reason="no chromium and chromedriver here (Debian packages chromium, chromium-driver)",
)
PAGES = [
    "/", "/queries", "/queries/timeline", "/search?q=Nusra", "/sparql", "/page/group/al-nusra-front", "/page/place/syria",
    "/page/source/wilayat-al-barakah", "/nothing",
]  # fmt: skip
ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def _browser(*, script: bool = True, width: int = 1280) -> Any:
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in (*ARGUMENTS, f"--window-size={width},1400"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    return Chrome(options=options, service=Service(shutil.which("chromedriver") or ""))


@pytest.fixture(scope="module", params=[True, False], ids=["with script", "without script"])
def browser(request: pytest.FixtureRequest) -> Iterator[Any]:
    driver = _browser(script=request.param)
    yield driver
    driver.quit()


def _complaints(browser: Any) -> list[str]:
    """What the browser notes: blocked styles and scripts, files that are missing."""
    return [
        row["message"]
        for row in browser.get_log("browser")
        if "/favicon.ico" not in row["message"] and "404" not in row["message"]
    ]


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
    assert _complaints(browser) == []


def _has_script(browser: Any) -> bool:
    return not browser.capabilities.get("javascriptDisabled", False)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_shows_its_content_and_the_browser_has_no_complaint(browser: Any, server: Server, path: str) -> None:
    browser.get(server.url + path)
    assert browser.find_element("css selector", "main h1").is_displayed()
    assert _complaints(browser) == []


@pytest.fixture(scope="module")
def narrow() -> Iterator[Any]:
    driver = _browser(width=500)
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
