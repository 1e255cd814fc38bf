"""What the explorer's addresses reproduce in a real browser, and how one gets into a store too large to be had whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from .browsing import complaints, needs_browser, new_browser
from .exploring import every, graph_of, needs_build, press, text_of, wait
from .invented import build_invented
from .server import Server, serving

pytestmark = [needs_browser, needs_build]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve invented claims, of which at most six are given at once."""
    folder = tmp_path_factory.mktemp("bounded")
    with serving(build_invented(folder), folder, "--max-rows", "6") as running:
        yield running


def test_of_a_store_too_large_a_part_is_chosen_by_name(browser: Any, small: Server) -> None:
    browser.get(f"{small.url}/explore/matrix")
    assert text_of(browser, ".too-many", "at most 6 are given")
    browser.find_element("css selector", ".too-many option[value=place]").click()
    browser.find_element("css selector", ".too-many input").send_keys("EAST", "\ue007")
    found = wait(browser, lambda driver: [row for row in every(driver, ".too-many li") if "Eastmoor" in row.text])
    assert [row.text for row in found] == ["Eastmoor 2 claims"]
    found[0].find_element("css selector", "button").click()
    assert text_of(browser, ".chosen [role=status]") == "2 claims"
    assert browser.current_url.endswith("?place=place/eastmoor")


@pytest.mark.parametrize("name", ["actor", "place", "type", "source", "document"])
def test_what_is_found_leaves_as_many_claims_as_it_says(browser: Any, small: Server, name: str) -> None:
    browser.get(f"{small.url}/explore/matrix")
    wait(browser, lambda driver: every(driver, ".too-many"))
    browser.find_element("css selector", f".too-many option[value={name}]").click()
    browser.find_element("css selector", ".too-many form button").click()
    wait(browser, lambda driver: every(driver, ".too-many li"))
    row = every(browser, ".too-many li")[-1]
    count = int(row.text.split()[-2])
    row.find_element("css selector", "button").click()
    wait(browser, lambda driver: f"?{name}=" in driver.current_url)
    value = browser.current_url.partition("=")[2]
    if count <= 6:
        assert len(small.get(f"/explore/graph.json?{name}={value}").json["claims"]["path"]) == count
    else:
        assert text_of(browser, ".too-many", f"{name}: ")


def test_the_maps_address_has_where_it_is(browser: Any, server: Server) -> None:
    complaints(browser)  # what the tests before have left in the log
    browser.get(f"{server.url}/explore/map")
    wait(browser, lambda driver: every(driver, ".map-drawing .spot"))
    assert "at=" not in browser.current_url
    browser.find_element("css selector", "[aria-label='Zoom in']").click()
    wait(browser, lambda driver: "at=" in driver.current_url)
    address, seen = browser.current_url, _transform(browser)
    browser.get("about:blank")
    browser.get(address)
    wait(browser, lambda driver: every(driver, ".map-drawing .spot"))
    assert _transform(browser) == pytest.approx(seen, rel=0.01, abs=2)
    press(browser, "\ue004")
    browser.find_element("xpath", "//button[text()='Where claims are']").click()
    wait(browser, lambda driver: "at=" not in driver.current_url)
    assert complaints(browser) == []


def _transform(browser: Any) -> list[float]:
    script = (
        "const {a, e, f} = document.querySelector('.map-drawing > g').transform.baseVal.consolidate().matrix;"
        "return [a, e, f]"
    )
    return list(browser.execute_script(script))


def test_a_date_goes_along_at_once_and_clearing_the_filter_keeps_it(browser: Any, server: Server) -> None:
    browser.get(f"{server.url}/explore/network?date=2014-02-11&factuality=asserted")
    slider = wait(browser, lambda driver: every(driver, "input[type=range]"))[0]
    slider.send_keys("\ue014")
    day = slider.get_attribute("aria-valuetext")
    assert day > "2014-02-11"
    browser.execute_script("[...document.querySelectorAll('.chosen button')].at(-1).click()")
    wait(browser, lambda driver: "factuality" not in driver.current_url)
    assert f"date={day}" in browser.current_url
    slider = wait(browser, lambda driver: every(driver, "input[type=range]"))[0]
    # As soon as another date can be seen, a link takes it along.
    browser.execute_script(
        "new MutationObserver(() => document.querySelector('nav[aria-label=Views] a[href*=timeline]').click())"
        ".observe(arguments[0], {attributeFilter: ['aria-valuetext']})",
        slider,
    )
    slider.send_keys("\ue014")
    wait(browser, lambda driver: "/explore/timeline" in driver.current_url)
    [later] = re.findall(r"date=([-\d]+)", browser.current_url)
    assert later > day


def test_claims_that_are_not_there_and_claims_too_many_for_the_address_are_said_to_be_so(
    browser: Any, server: Server
) -> None:
    browser.get(f"{server.url}/explore/matrix?selected=claim/none")
    told = text_of(browser, ".panel .note")
    assert told.startswith("1 claim that the address names is not among those loaded")
    assert len(graph_of(server)["claims"]["path"]) > 20
    browser.get(f"{server.url}/explore/matrix")
    wait(browser, lambda driver: every(driver, ".as-table summary"))[0].click()
    wait(browser, lambda driver: every(driver, ".as-table .link"))[0].click()
    assert text_of(browser, ".panel .note", "do not fit into the address")


def test_where_the_script_does_not_run_the_page_says_what_answers_the_same(server: Server) -> None:
    driver = new_browser()
    try:
        driver.execute_cdp_cmd("Network.enable", {})
        driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/assets/explorer/*.js"]})
        driver.get(f"{server.url}/explore/network")
        note = driver.find_element("css selector", "#explorer .note")
        wait(driver, lambda _: note.is_displayed())
        assert "has not run" in note.text and every(driver, "#explorer .rows a")
    finally:
        driver.quit()
