"""Every page and every view of the explorer by axe-core, and by keys alone: the focus is seen, and never lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from .axe import FEW, SCREENS, findings, needs_axe, set_screen
from .browsing import needs_browser, new_browser
from .exploring import every, graph_of, needs_build, press, wait
from .server import Server

pytestmark = needs_browser
TAB, ENTER, ESCAPE, DOWN = "\ue004", "\ue007", "\ue00c", "\ue015"
NOTHING = quote("SELECT * WHERE { ?claim ckg:isNowhere ?there }")
WRONG = quote("SELECT *\nWHERE { ?claim a ckg:Claim ; ckg:nope ")
PAGES = {
    "overview": "/", "questions": "/queries", "answer": "/queries/allies?actor=Al-Nusra%20Front",
    "no answer": "/queries/talks?talks=Northford", "search": "/search?q=Nusra", "nothing found": "/search?q=Northford",
    "SPARQL": "/sparql", "actor": "/page/group/al-nusra-front", "source": "/page/source/wilayat-al-barakah",
    "place": "/page/place/syria", "incident": "/page/{incident}", "document": "/page/{document}", "claim": "/page/{claim}",
    "tie": "/page/{tie}", "error": "/nothing",
}  # fmt: skip
TWO = "by=document&left={document}&right={other}"
# Of each view: how it is had with data, what then is there, and how it is had with nothing.
VIEWS = {
    "timeline": ("", ".space canvas", "?actor=group/nobody"),
    "network": ("", ".picture canvas", "?actor=group/nobody"),
    "map": ("", ".map-drawing .spot", "?actor=group/nobody"),
    "matrix": ("", ".matrix td button", "?actor=group/nobody"),
    "compare": (TWO, ".pair button", "?actor=group/nobody"),
    "query": ("ask=allies&p.actor=Al-Nusra%20Front", ".answer-table", f"?sparql={NOTHING}"),
}
OF_CLAIMS = [view for view in VIEWS if view != "query"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    driver = new_browser()
    set_screen(driver, 1280, "light")
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def paths(server: Server) -> dict[str, str]:
    """Things of the store by what they are, for the addresses above."""
    graph = graph_of(server)
    claims, documents = graph["claims"], graph["documents"]["path"]
    most = sorted(range(len(documents)), key=lambda i: -claims["document"].count(i))
    return {
        "incident": next(filter(None, claims["incident"])),
        "claim": claims["path"][claims["factuality"].index("denied")],
        "document": documents[most[0]],
        "other": documents[most[1]],
        "tie": graph["ties"]["path"][0],
    }


def _view(browser: Any, server: Server, paths: dict[str, str], view: str, more: str = "") -> None:
    search, ready, _ = VIEWS[view]
    browser.get(f"{server.url}/explore/{view}?{search.format(**paths)}{more}")
    wait(browser, lambda driver: every(driver, ready))


def _check(browser: Any, screens: tuple[tuple[int, str], ...] = FEW) -> None:
    """Complain of what keeps people from using the page; print what is a lesser hindrance."""
    found = findings(browser, screens)
    print(*(finding for finding in found if not finding.is_grave), sep="\n")
    assert [str(finding) for finding in found if finding.is_grave] == []


@needs_axe
def test_what_is_not_accessible_is_found(browser: Any, server: Server) -> None:
    browser.get(server.url + "/sparql")
    browser.execute_script("document.querySelector('label[for=query]').remove()")
    browser.execute_script("document.querySelector('h1').style.color = 'light-dark(#000, #444)'")
    found = {(finding.rule.partition(":")[0], finding.screen) for finding in findings(browser) if finding.is_grave}
    assert found == {
        ("label", "1280 pixels, light"), ("label", "390 pixels, light"),
        ("color-contrast", "1280 pixels, dark"), ("color-contrast", "390 pixels, dark"),
    }  # fmt: skip


@needs_axe
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_accessible(browser: Any, server: Server, paths: dict[str, str], page: str) -> None:
    browser.get(server.url + PAGES[page].format(**paths))
    _check(browser)


@needs_axe
def test_a_place_on_its_small_map_is_accessible(browser: Any, invented: Server) -> None:
    browser.get(invented.url + "/page/place/northford")
    assert every(browser, "svg.map a")
    _check(browser)


@needs_axe
@needs_build
@pytest.mark.parametrize("view", VIEWS)
class TestAView:
    def test_is_accessible(self, browser: Any, server: Server, paths: dict[str, str], view: str) -> None:
        _view(browser, server, paths, view)
        _check(browser, SCREENS)

    def test_is_accessible_with_nothing_in_it(self, browser: Any, server: Server, view: str) -> None:
        browser.get(f"{server.url}/explore/{view}{VIEWS[view][2]}")
        wait(browser, lambda driver: every(driver, ".status, .answer"))
        _check(browser)

    def test_is_accessible_with_all_opened(
        self, browser: Any, server: Server, paths: dict[str, str], view: str
    ) -> None:
        _view(browser, server, paths, view)
        browser.execute_script("for (const part of document.querySelectorAll('.view details')) part.open = true")
        if view in OF_CLAIMS:
            assert wait(browser, lambda driver: every(driver, ".as-table td"))
            browser.find_element("css selector", ".chooser input").click()
            assert wait(browser, lambda driver: every(driver, "[role=option]"))
        _check(browser)


@needs_axe
@needs_build
@pytest.mark.parametrize("view", OF_CLAIMS)
def test_evidence_is_accessible(browser: Any, server: Server, paths: dict[str, str], view: str) -> None:
    _view(browser, server, paths, view, f"&selected={paths['claim']}")
    wait(browser, lambda driver: every(driver, ".panel .quote"))
    _check(browser)


@needs_axe
@needs_build
def test_a_map_with_circles_is_accessible(browser: Any, invented: Server) -> None:
    _view(browser, invented, {}, "map")
    assert every(browser, ".spot.circle")
    _check(browser)


@needs_axe
@needs_build
@pytest.mark.parametrize(
    ("search", "ready"),
    [(f"sparql={WRONG}", ".marked-line"), ("ask=incidents&show=chart&x=type&y=", ".answer-chart")],
    ids=["a fault", "a chart"],
)
def test_more_of_the_query_editor_is_accessible(browser: Any, server: Server, search: str, ready: str) -> None:
    browser.get(f"{server.url}/explore/query?{search}")
    wait(browser, lambda driver: every(driver, ready))
    _check(browser)


# Each element that the focus comes to, and whether it shows it: by an outline, or a ring where that is drawn in SVG.
STOPS = """
window.stops = [];
const isSeen = (at) => {
  const {outlineStyle, outlineWidth} = getComputedStyle(at), ring = at.querySelector(':scope > .target');
  if (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) return true;
  return ring !== null && getComputedStyle(ring).stroke !== 'none' && parseFloat(getComputedStyle(ring).strokeWidth) >= 2;
};
document.addEventListener('focusin', ({target}) => window.stops.push([target, target.outerHTML.slice(0, 120), isSeen(target)]));
document.activeElement.blur();
"""
AT_ONCE = 20


def _tab_through(browser: Any) -> list[tuple[str, bool]]:
    """Press Tab from the page's top until the focus has been everywhere; return where it was, and whether that was seen."""
    browser.execute_script(STOPS)
    for _ in range(40):
        press(browser, TAB * AT_ONCE)
        count, different = browser.execute_script("return [stops.length, new Set(stops.map(([at]) => at)).size]")
        if different < count:
            break
    return [(told, seen) for told, seen in browser.execute_script("return stops.map(([, told, seen]) => [told, seen])")]


@needs_build
@pytest.mark.parametrize("view", VIEWS)
def test_the_focus_is_seen_wherever_tab_leads(browser: Any, server: Server, paths: dict[str, str], view: str) -> None:
    _view(browser, server, paths, view)
    stops = _tab_through(browser)
    assert "Skip to the content" in stops[0][0]
    assert [told for told, seen in stops if not seen] == []
    assert browser.execute_script("return stops.some(([at]) => at.closest('#explorer'))")


def test_a_focus_that_is_not_seen_is_found(browser: Any, server: Server) -> None:
    browser.get(server.url + "/sparql")
    browser.execute_script("document.querySelector('textarea').style.outline = 'none'")
    stops = _tab_through(browser)
    assert [told.partition(" ")[0] for told, seen in stops if not seen] == ["<textarea"] and len(stops) > 8


@pytest.mark.parametrize("page", ["actor", "SPARQL", "questions"])
def test_the_focus_is_seen_on_pages(browser: Any, server: Server, paths: dict[str, str], page: str) -> None:
    browser.get(server.url + PAGES[page].format(**paths))
    stops = _tab_through(browser)
    assert "Skip to the content" in stops[0][0]
    assert [told for told, seen in stops if not seen] == []


def _tab_to(browser: Any, selector: str) -> Any:
    """Press Tab from where the focus is until it is on what *selector* means."""
    for _ in range(200):
        press(browser, TAB)
        if browser.execute_script("return document.activeElement.matches(arguments[0])", selector):
            return browser.switch_to.active_element
    raise AssertionError(f"Tab does not lead to {selector}")


def _is_in_explorer(browser: Any) -> bool:
    return bool(browser.execute_script("return document.activeElement.closest('#explorer') !== null"))


@needs_build
@pytest.mark.parametrize(
    ("view", "entry", "keys"),
    [
        ("timeline", "canvas", (DOWN, ENTER)),
        ("network", ".network", (DOWN, ENTER)),
        ("map", ".spot", (ENTER,)),
        ("matrix", ".matrix td button", (DOWN, ENTER)),
        ("compare", ".pair button", (ENTER,)),
    ],
)
def test_by_keys_alone_to_the_sentences_and_back(
    browser: Any, server: Server, paths: dict[str, str], view: str, entry: str, keys: tuple[str, ...]
) -> None:
    _view(browser, server, paths, view)
    _tab_to(browser, entry)
    press(browser, *keys)
    assert wait(browser, lambda driver: every(driver, ".panel .quote"))
    assert browser.switch_to.active_element.get_attribute("id") == "panel-title"
    press(browser, ESCAPE)
    wait(browser, lambda driver: not every(driver, ".panel"))
    assert browser.execute_script("return document.activeElement.matches(arguments[0])", entry)


@needs_build
def test_by_keys_alone_to_an_answer(browser: Any, server: Server) -> None:
    browser.get(f"{server.url}/explore/query")
    wait(browser, lambda driver: every(driver, ".catalogue li button"))
    name = _tab_to(browser, ".catalogue li button").text.split("\n")[0]
    press(browser, ENTER)
    wait(browser, lambda driver: [at for at in every(driver, ".form h2") if at.text == name])
    assert _is_in_explorer(browser)
    _tab_to(browser, ".form button.run")
    press(browser, ENTER)
    assert wait(browser, lambda driver: every(driver, ".answer, .complaint"))
    assert _is_in_explorer(browser)


@needs_build
def test_what_had_the_focus_goes_and_the_focus_does_not(browser: Any, server: Server) -> None:
    browser.get(f"{server.url}/explore/timeline?actor=group/nobody")
    wait(browser, lambda driver: every(driver, ".view .status button"))
    _tab_to(browser, ".chips button")
    press(browser, ENTER)
    wait(browser, lambda driver: not every(driver, ".chips"))
    assert _is_in_explorer(browser)
    browser.get(f"{server.url}/explore/timeline?actor=group/nobody")
    wait(browser, lambda driver: every(driver, ".view .status button"))
    _tab_to(browser, ".view .status button")
    press(browser, ENTER)
    wait(browser, lambda driver: every(driver, ".space canvas"))
    assert _is_in_explorer(browser)


@needs_build
def test_a_button_that_can_no_more_be_pressed_passes_the_focus_on(browser: Any, server: Server) -> None:
    browser.get(f"{server.url}/explore/network")
    before, after = wait(browser, lambda driver: every(driver, ".date-slider .group button"))[:2]
    assert not after.is_enabled()
    before.click()
    wait(browser, lambda _: after.is_enabled())
    browser.execute_script("arguments[0].focus()", after)
    press(browser, ENTER)
    wait(browser, lambda _: not after.is_enabled())
    assert wait(browser, lambda driver: driver.switch_to.active_element.is_enabled()) and _is_in_explorer(browser)
    assert browser.switch_to.active_element != after
