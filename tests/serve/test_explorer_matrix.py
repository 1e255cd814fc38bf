"""The matrix in a real browser: its numbers are those of the data, and what rests on one source alone is found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pytest

from .browsing import complaints, needs_browser, new_browser
from .exploring import every, make_narrow, needs_build, press, wait
from .server import Server

pytestmark = [needs_browser, needs_build]
ENTER, ESCAPE, DOWN = "\ue007", "\ue00c", "\ue015"


def _matrix(browser: Any, server: Server, search: str = "") -> None:
    browser.get(f"{server.url}/explore/matrix{search}")
    wait(browser, lambda driver: every(driver, ".matrix td button"))


def _spoken(graph: Any, column: str = "speaker") -> Mapping[int, Mapping[int, list[int]]]:
    """The claims about each actor that more than one document can name, by who makes them."""
    found: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    claims, things = graph["claims"], graph["things"]
    for number, parties in enumerate(zip(claims["doers"], claims["others"], strict=True)):
        for actor in {*parties[0], *parties[1]}:
            if things["role"][actor] == "actor" and not things["path"][actor].startswith("document/"):
                found[actor][claims[column][number]].append(number)
    return found


def _choose(browser: Any, name: str, value: str) -> None:
    from selenium.webdriver.support.ui import Select

    Select(browser.find_element("css selector", f"select[name={name}]")).select_by_value(value)


def test_each_cell_has_the_number_of_claims_that_the_source_makes_of_the_actor(
    browser: Any, server: Server, graph: Any
) -> None:
    _matrix(browser, server)
    spoken = _spoken(graph)
    numbers = browser.execute_script(
        "return [...document.querySelectorAll('.matrix td button')].map((b) => Number(b.firstChild.textContent))"
    )
    assert sorted(numbers) == sorted(len(claims) for by in spoken.values() for claims in by.values())
    assert len(every(browser, ".matrix tbody tr")) == len(spoken)
    assert complaints(browser) == []


def test_it_says_how_many_actors_one_source_alone_speaks_of_and_shows_only_these(
    browser: Any, server: Server, graph: Any
) -> None:
    _matrix(browser, server)
    spoken = _spoken(graph)
    sole = sum(len(by) == 1 for by in spoken.values())
    told = browser.find_element("css selector", ".worth strong").text
    assert told == f"Of {len(spoken)} actors {sole} are spoken of by one source only."
    browser.find_element("css selector", "input[name=only]").click()
    wait(browser, lambda driver: len(every(driver, ".matrix tbody tr")) == sole)
    assert "only=sole" in browser.current_url


def test_what_rests_on_one_source_alone_is_had_from_its_name(browser: Any, server: Server, graph: Any) -> None:
    alone: dict[int, list[int]] = defaultdict(list)
    for actor, by in _spoken(graph).items():
        if len(by) == 1:
            alone[next(iter(by))].append(actor)
    source = max(alone, key=lambda one: len(alone[one]))
    _matrix(browser, server)
    _choose(browser, "alone", graph["things"]["path"][source])
    section = wait(browser, lambda driver: every(driver, ".alone"))[0]
    assert graph["things"]["label"][source] in section.find_element("css selector", "h2").text
    assert {row.text for row in every(browser, ".matrix tbody th a")} == {
        graph["things"]["label"][actor] for actor in alone[source]
    }
    section.find_elements("css selector", "p button.link")[0].click()
    assert wait(browser, lambda driver: every(driver, ".panel .claim"))


def test_a_filter_by_source_does_not_make_its_actors_rest_on_it_alone(browser: Any, server: Server, graph: Any) -> None:
    spoken, names = _spoken(graph), graph["things"]
    source = names["label"].index("Jason Ditz")
    _matrix(browser, server, f"?source={names['path'][source]}")
    about = [by for by in spoken.values() if source in by]
    sole = sum(len(by) == 1 for by in about)
    assert sole < len(about)
    told = browser.find_element("css selector", ".worth strong").text
    assert told.startswith(f"Of {len(about)} actors {sole} ")


def test_by_keys_alone_from_cell_to_cell_and_to_the_sentences(browser: Any, server: Server) -> None:
    _matrix(browser, server)
    browser.execute_script("document.querySelector('.matrix td button').focus()")
    press(browser, DOWN)
    told = browser.switch_to.active_element.get_attribute("aria-label")
    press(browser, ENTER)
    cards = wait(browser, lambda driver: every(driver, ".panel .claim"))
    assert f": {len(cards)} claim" in told
    press(browser, ESCAPE)
    wait(browser, lambda driver: not every(driver, ".panel"))
    assert browser.switch_to.active_element.get_attribute("aria-label") == told


def test_headers_stay_in_sight_and_lead_to_pages(browser: Any, server: Server) -> None:
    _matrix(browser, server, "?actors=all")
    top = "return document.querySelector('.matrix thead th + th').getBoundingClientRect().top"
    left = "return document.querySelector('.matrix tbody th').getBoundingClientRect().left"
    before = browser.execute_script(top), browser.execute_script(left)
    browser.execute_script("document.querySelector('.matrix-frame').scrollTo(150, 400)")
    moved = browser.execute_script(
        "const f = document.querySelector('.matrix-frame'); return [f.scrollLeft, f.scrollTop]"
    )
    assert all(moved)
    assert (browser.execute_script(top), browser.execute_script(left)) == before
    for link in (*every(browser, ".matrix thead a")[:1], *every(browser, ".matrix tbody th a")[:1]):
        path = link.get_attribute("href").removeprefix(server.url)
        assert server.get(path).status == 200


def test_columns_can_be_documents_and_lines_in_another_order(browser: Any, server: Server, graph: Any) -> None:
    _matrix(browser, server)
    _choose(browser, "sources", "documents")
    documents = {document for by in _spoken(graph, "document").values() for document in by}
    wait(browser, lambda driver: len(every(driver, ".matrix thead a")) == len(documents))
    _choose(browser, "order", "name")
    wait(browser, lambda driver: "order=name" in driver.current_url)
    names = [link.text for link in every(browser, ".matrix tbody th a")]
    assert names == sorted(names, key=str.casefold)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_at_390_pixels_nothing_is_cut_off(server: Server, scheme: str) -> None:
    driver = new_browser(width=500)
    try:
        make_narrow(driver, scheme)
        _matrix(driver, server)
        assert driver.execute_script("return document.documentElement.scrollWidth") <= 390
        assert complaints(driver) == []
    finally:
        driver.quit()
