"""The network in a real browser: the date, the lines and their sentences, by mouse and by keys alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from .browsing import complaints, needs_browser, new_browser
from .exploring import needs_build
from .server import Server

pytestmark = [needs_browser, needs_build]
COMRADES = ("Al-Nusra Front", "Ahrar al-Sham")
ENEMIES = ("Al-Nusra Front", "coalition of rebels around Ahrar al-Sham")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    driver = new_browser()
    driver.implicitly_wait(10)
    yield driver
    driver.quit()


def _open(browser: Any, server: Server, search: str = "?date=2014-02-11") -> None:
    browser.get(f"{server.url}/explore/network{search}")
    assert browser.find_element("css selector", ".picture canvas").is_displayed()


def _find(browser: Any, selector: str) -> Any:
    return browser.find_element("css selector", selector)


def _keys(browser: Any, *keys: str) -> str:
    """Press keys where the focus is; return what a screen reader would then say of the picture."""
    for key in keys:
        browser.switch_to.active_element.send_keys(key)
    return str(_find(browser, ".picture [aria-live]").get_attribute("textContent"))


def _rows(browser: Any) -> list[list[str]]:
    if not browser.execute_script("return document.querySelector('.view > .as-table').open"):
        browser.find_element("xpath", "//summary[text()='As a table']").click()
    assert _find(browser, ".as-table td")
    more = "//button[starts-with(text(), 'Show ')]"
    assert not browser.execute_script(f"return document.evaluate(`{more}`, document, null, 9).singleNodeValue")
    script = "return [...document.querySelectorAll('.as-table tbody tr')].map(r => [...r.cells].map(c => c.innerText.trim()))"
    return list(browser.execute_script(script))


def test_a_step_of_the_slider_changes_ties_and_says_so(browser: Any, server: Server) -> None:
    from selenium.webdriver.common.keys import Keys

    _open(browser, server)
    tie = "Islamic Front", "hostile to", "Islamic State (ISIS)"
    before = _standings(browser, tie)
    _find(browser, "input[type=range]").send_keys(Keys.ARROW_RIGHT)
    after = _standings(browser, tie)
    assert (before, after) == ({"may hold on the day"}, {"begun by the day, not known to have ended changed"})
    told = _find(browser, ".changes")
    assert "rest on claims that tell no day: they are drawn on every date" in told.text
    assert told.get_attribute("aria-live") == "polite"
    assert re.search(r"Between 2014-02-11 and 2014-02-12: [1-9]\d* ties begin or are said to hold", told.text)


def _standings(browser: Any, tie: tuple[str, str, str]) -> set[str]:
    return {
        row[4]
        for row in _rows(browser)
        if {row[0], row[2]} == {tie[0], tie[2]} and row[1] == tie[1] and row[5].startswith("began by 2014-02-12")
    }


def test_the_date_goes_into_the_address_and_back_leads_to_the_one_before(browser: Any, server: Server) -> None:
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait

    _open(browser, server)
    slider = _find(browser, "input[type=range]")
    slider.send_keys(Keys.END)
    last = slider.get_attribute("aria-valuetext")
    assert last > "2015-06-09"
    WebDriverWait(browser, 5).until(lambda now: f"date={last}" in now.current_url)
    browser.back()
    WebDriverWait(browser, 5).until(lambda now: _find(now, ".changes").text.startswith("2014-02-11"))


def test_by_keys_alone_to_the_sentence_and_back(browser: Any, server: Server) -> None:
    from selenium.webdriver.common.keys import Keys

    _open(browser, server)
    _find(browser, "input[type=range]").click()
    while browser.switch_to.active_element.get_attribute("role") != "application":
        browser.switch_to.active_element.send_keys(Keys.TAB)
    assert _keys(browser).startswith("Al-Nusra Front: ")
    name = _keys(browser, Keys.ARROW_DOWN)
    assert name.startswith("Al-Nusra Front, ") and name.endswith((" claim", " claims"))
    _keys(browser, Keys.ENTER)
    assert _find(browser, ".panel .quote").text.strip("“”")
    assert browser.switch_to.active_element.text == name
    assert "selected=claim/" in browser.current_url
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert browser.switch_to.active_element.get_attribute("role") == "application"
    assert _keys(browser) == name
    _keys(browser, Keys.HOME, " ")
    assert "focus=group/al-nusra-front" in browser.current_url
    _keys(browser, Keys.ENTER)
    assert browser.switch_to.active_element.text == "Al-Nusra Front"
    assert _find(browser, ".actor-panel a").get_attribute("href") == f"{server.url}/page/group/al-nusra-front"


def test_a_click_on_a_line_shows_its_sentences_and_two_on_an_actor_its_ties(browser: Any, server: Server) -> None:
    from selenium.webdriver import ActionChains

    _open(browser, server)
    canvas = _find(browser, ".picture canvas")
    browser.execute_script("arguments[0].scrollIntoView()", canvas)
    found: dict[str, tuple[int, int]] = {}
    for x in range(-300, 300, 12):
        for y in range(-160, 160, 12):
            name = _pointed(browser, canvas, x, y)
            found.setdefault(
                "actor" if name.endswith((" line", " lines")) else "line" if "claim" in name else "", (x, y)
            )
        if {"actor", "line"} <= found.keys():
            break
    ActionChains(browser).move_to_element_with_offset(canvas, *found["actor"]).double_click().perform()
    assert _find(browser, ".actor-panel li .link").text.endswith(("claim", "claims"))
    _open(browser, server)
    canvas = _find(browser, ".picture canvas")
    ActionChains(browser).move_to_element_with_offset(canvas, *found["line"]).click().perform()
    assert _find(browser, ".panel .quote").text


def _pointed(browser: Any, canvas: Any, x: int, y: int) -> str:
    """Return what the page says is under the pointer, so many pixels from the middle of *canvas*."""
    script = """
      const [canvas, x, y, done] = arguments, box = canvas.getBoundingClientRect();
      canvas.dispatchEvent(new MouseEvent('mousemove', {bubbles: true, clientX: box.x + box.width / 2 + x, clientY: box.y + box.height / 2 + y}));
      requestAnimationFrame(() => setTimeout(() => done(document.querySelector('.pointed').textContent)));
    """
    return str(browser.execute_async_script(script, canvas, x, y))


def test_a_pair_has_a_line_for_each_factuality_and_comrades_none(browser: Any, server: Server) -> None:
    """Two are said to fight on one side and to belong to one body: that makes no enemies of them."""
    _open(browser, server, "?date=2015-06-09")
    rows = _rows(browser)
    assert {(row[1], row[3], row[4]) for row in rows if {row[0], row[2]} == set(ENEMIES)} == {
        ("hostile to", "asserted", "no day told"),
        ("hostile to", "denied", "no day told"),
    }
    both = {row[1] for row in rows if {row[0], row[2]} == {"Al-Nusra Front", "other rebel factions"}}
    assert both == {"hostile to", "allied with"}
    assert [row for row in rows if {row[0], row[2]} == set(COMRADES)] == []
    body = "Jaysh al-Fatah (Army of Conquest)"
    belonging = {(row[0], row[4]) for row in rows if (row[1], row[2]) == ("belongs to", body)}
    assert {(name, "said to hold on the day") for name in COMRADES} <= belonging


def test_hidden_lines_and_the_window_are_in_the_address(browser: Any, server: Server) -> None:
    _open(browser, server, "?date=2015-06-09&hide=undated")
    assert "no day told" not in {row[4] for row in _rows(browser)}
    few = len(_rows(browser))
    _open(browser, server, "?date=2015-06-09&hide=undated&window=any")
    assert len(_rows(browser)) > few


def test_nothing_is_cut_off_on_a_small_screen_and_the_browser_has_no_complaint(browser: Any, server: Server) -> None:
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        _open(browser, server)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 390
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert complaints(browser) == []
