"""The map in a real browser: circles where the graph has coordinates, lists where it has none, and nothing made up."""

from __future__ import annotations

from typing import Any

import pytest

from .browsing import complaints, needs_browser, new_browser
from .exploring import every, graph_of, make_narrow, needs_build, press, text_of, wait
from .server import Server

pytestmark = [needs_browser, needs_build]
KEYS = {"tab": "\ue004", "enter": "\ue007", "escape": "\ue00c", "left": "\ue012", "right": "\ue014"}


def _map(browser: Any, server: Server, search: str = "") -> None:
    browser.get(f"{server.url}/explore/map{search}")
    wait(browser, lambda driver: every(driver, ".map-drawing .spot"))


def _circles(browser: Any) -> list[str]:
    return sorted(spot.get_attribute("aria-label") for spot in every(browser, ".spot.circle"))


def test_a_circle_tells_how_many_claims_there_are_and_how_surely_they_are_made(browser: Any, invented: Server) -> None:
    _map(browser, invented)
    assert _circles(browser) == [
        "Eastmoor: 2 claims: 1 asserted, 1 hedged",
        "Northford and 1 more: 4 claims: 3 asserted, 1 denied",
    ]
    shown = [label.text for label in every(browser, ".map-label")]
    assert sorted(shown) == ["Eastmoor 2", "Northford and 1 more 4"]
    assert complaints(browser) == []


def test_circles_that_would_overlap_part_as_the_map_is_zoomed(browser: Any, invented: Server) -> None:
    _map(browser, invented, "?place=place/northford&place=place/southford")
    assert [told.partition(":")[0] for told in _circles(browser)] == ["Northford", "Southford"]
    browser.find_element("xpath", "//button[text()='The earth']").click()
    wait(browser, lambda driver: len(every(driver, ".spot.circle")) == 1)
    assert _circles(browser)[0].startswith("Northford and 1 more: 4 claims")
    press(browser, KEYS["tab"], "0")
    wait(browser, lambda driver: len(every(driver, ".spot.circle")) == 2)


def test_by_keys_alone_from_circle_to_circle_and_to_the_sentences(browser: Any, invented: Server) -> None:
    _map(browser, invented)
    browser.execute_script("document.querySelector('.map-drawing').focus()")
    press(browser, KEYS["tab"])
    first = browser.switch_to.active_element.get_attribute("aria-label")
    press(browser, KEYS["right"] if first.startswith("Northford") else KEYS["left"])
    second = browser.switch_to.active_element.get_attribute("aria-label")
    assert {first, second} == set(_circles(browser))
    press(browser, KEYS["enter"])
    cards = wait(browser, lambda driver: every(driver, ".panel .claim"))
    assert len(cards) == int(second.partition(": ")[2].split()[0])
    assert all(card.find_elements("css selector", "blockquote .quote") for card in cards)
    press(browser, KEYS["escape"])
    wait(browser, lambda driver: not every(driver, ".panel"))
    assert browser.switch_to.active_element.get_attribute("aria-label") == second


def test_a_place_without_coordinates_is_listed_by_its_country_and_not_drawn(browser: Any, invented: Server) -> None:
    _map(browser, invented)
    listed = browser.find_element("css selector", ".unplaced").text
    assert "Freeland" in listed and "1 place, 1 claim without a spot" in listed and "Greywick" in listed
    assert "the base map has no country of just this name" in listed
    assert "1 that name no place" in listed and not every(browser, ".shaded, .no-circles")
    browser.find_element("css selector", ".unplaced .rows button").click()
    assert text_of(browser, ".panel .claim", "Greywick")


def test_without_any_coordinates_the_map_says_why_and_shades_countries(browser: Any, server: Server) -> None:
    _map(browser, server)
    assert "No circles: none of the" in browser.find_element("css selector", ".no-circles").text
    assert not every(browser, ".spot.circle")
    graph = graph_of(server)
    labels, within = graph["things"]["label"], dict(zip(graph["within"]["thing"], graph["within"]["in"], strict=True))
    country = labels.index("Syria")

    def lies_in(place: int | None) -> bool:
        return place is not None and (place == country or lies_in(within.get(place)))

    told = zip(graph["claims"]["places"], graph["claims"]["factuality"], strict=True)
    there = [factuality for places, factuality in told if any(map(lies_in, places))]
    said = sum(factuality in ("asserted", "hedged") for factuality in there)
    count = len(there)
    assert count > said > 0 and f"Syria {said} + {count - said}" in [
        label.text for label in every(browser, ".map-label")
    ]
    assert len(every(browser, ".shaded")) >= 1
    browser.find_element("css selector", ".spot.country[aria-label^=Syria]").click()
    assert text_of(browser, ".panel", f"{count} claims")
    assert "say nothing about any claim" in browser.find_element("css selector", ".borders").text


def test_every_place_is_in_the_table(browser: Any, server: Server) -> None:
    _map(browser, server)
    graph = graph_of(server)
    named = {place for places in graph["claims"]["places"] for place in places}
    browser.find_element("css selector", ".as-table summary").click()
    rows = wait(browser, lambda driver: every(driver, ".as-table tbody tr"))
    assert len(rows) == len(named)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_at_390_pixels_nothing_is_cut_off(invented: Server, scheme: str) -> None:
    driver = new_browser(width=500)
    try:
        make_narrow(driver, scheme)
        _map(driver, invented)
        assert driver.execute_script("return document.documentElement.scrollWidth") <= 390
        assert complaints(driver) == []
    finally:
        driver.quit()
