"""The explorer in a real browser: from a mark to the sentence by keys alone, deep links, filters, and narrow screens."""

from __future__ import annotations

from typing import Any

import pytest

from .browsing import complaints, needs_browser, new_browser
from .exploring import every, needs_build, text_of, wait
from .server import Server

pytestmark = [needs_browser, needs_build]


def _timeline(browser: Any, server: Server, search: str = "") -> Any:
    browser.get(f"{server.url}/explore/timeline{search}")
    return wait(browser, lambda driver: every(driver, ".space canvas"))[0]


def _press(browser: Any, *keys: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    for key in keys:
        ActionChains(browser).send_keys(key).perform()


def _told(browser: Any) -> str:
    return str(browser.execute_script("return document.querySelector('.plot [role=status]').textContent"))


def test_from_a_mark_to_the_sentence_by_keys_alone(browser: Any, server: Server) -> None:
    from selenium.webdriver.common.keys import Keys

    canvas = _timeline(browser, server)
    browser.execute_script("arguments[0].focus()", canvas)
    first = wait(browser, _told)
    _press(browser, Keys.ARROW_DOWN)
    wait(browser, lambda driver: _told(driver) != first)
    assert "Row 2 of" in _told(browser)
    _press(browser, Keys.ENTER)
    quote = wait(browser, lambda driver: every(driver, ".panel .quote"))[0]
    assert "selected=claim/" in browser.current_url
    assert browser.switch_to.active_element.get_attribute("id") == "panel-title"
    words, panel = quote.text.strip("“”"), every(browser, ".panel .claim")[0].text
    assert "said by" in panel or "denied by" in panel or "intended, by" in panel or "not surely, by" in panel
    _press(browser, Keys.ESCAPE)
    wait(browser, lambda driver: not every(driver, ".panel"))
    assert browser.switch_to.active_element.tag_name == "canvas"
    browser.back()
    wait(browser, lambda driver: every(driver, ".panel .quote"))[0].click()
    marked = text_of(browser, ".anchor:target ~ mark")
    assert words.startswith(marked) or marked.startswith(words)
    assert complaints(browser) == []


def test_an_address_opens_its_claim_and_the_filter_goes_along(browser: Any, server: Server, graph: Any) -> None:
    denied = graph["claims"]["factuality"].index("denied")
    path = graph["claims"]["path"][denied]
    _timeline(browser, server, f"?rows=actors&from=2000-01-01&selected={path}")
    card = wait(browser, lambda driver: every(driver, ".panel .claim"))[0]
    assert "denied" in card.text and "denied by" in card.text
    assert card.find_element("link text", "Open the claim").get_attribute("href").endswith(path)
    other = browser.find_element("css selector", 'nav[aria-label="Views"] a:not([aria-current])')
    assert other.get_attribute("href").endswith("?from=2000-01-01")


def test_a_filter_leaves_what_the_data_say_and_the_back_button_undoes_it(
    browser: Any, server: Server, graph: Any
) -> None:
    _timeline(browser, server, "?rows=actors")
    field = browser.find_element("css selector", ".chooser input")
    field.send_keys("nusra")
    option = wait(browser, lambda driver: every(driver, "[role=option]"))[0]
    label, count = option.text.split("\n")
    field.send_keys("\ue007")
    wait(browser, lambda driver: "?actor=" in driver.current_url or "&actor=" in driver.current_url)
    thing, claims = graph["things"]["label"].index(label), graph["claims"]
    named = sum(thing in [*doers, *others] for doers, others in zip(claims["doers"], claims["others"], strict=True))
    told = browser.find_element("css selector", ".chosen [role=status]").text
    assert told == f"{named} of {len(claims['path'])} claims" and int(count) == named
    browser.back()
    wait(browser, lambda driver: not every(driver, ".chips"))


def test_claims_without_a_day_are_counted_and_listed(browser: Any, server: Server, graph: Any) -> None:
    undated = sum(dated is None for dated in graph["claims"]["dated"])
    _timeline(browser, server, "?rows=actors")
    summary = browser.find_element("css selector", ".as-table summary")
    assert summary.text == f"Without a day: {undated} claims, not placed above"
    summary.click()
    rows = wait(browser, lambda driver: every(driver, ".as-table tbody tr"))
    assert len(rows) == min(undated, 100)
    assert all("no day" in row.text for row in rows)


def _words(browser: Any, selector: str) -> str:
    return " ".join(found.text for found in wait(browser, lambda driver: every(driver, selector)))


def test_fighting_alone_is_shown_until_all_types_are_asked_for(browser: Any, server: Server, graph: Any) -> None:
    fights = sum(graph["types"]["tie"][i] == "hostile" for i in graph["claims"]["type"])
    _timeline(browser, server)
    told = _words(browser, ".view > p")
    others = len(graph["claims"]["path"]) - fights
    assert (
        f"{fights} claims of fighting between parties" in told
        and f"{others} claims that pass the filter are not shown" in told
    )
    browser.get(f"{server.url}/explore/timeline?type=Support")
    assert "is a claim of fighting between parties" in _words(browser, ".view > p")
    assert not every(browser, ".space canvas")
    browser.find_element("xpath", "//button[. = 'Show all types, by actor']").click()
    wait(browser, lambda driver: every(driver, ".space canvas"))
    assert "rows=actors" in browser.current_url and "type=Support" in browser.current_url


def test_rows_are_of_actors_and_each_name_stands_by_itself(browser: Any, server: Server, graph: Any) -> None:
    _timeline(browser, server, "?rows=actors&type=Negotiation&type=Destruction")
    actors = {
        label for label, role in zip(graph["things"]["label"], graph["things"]["role"], strict=True) if role == "actor"
    }
    names = [name.text for name in every(browser, ".names bdi")]
    assert names and set(names) <= actors


def test_a_period_says_what_is_known_by_a_later_day_alone_and_takes_it_in_if_asked(
    browser: Any, server: Server, graph: Any
) -> None:
    claims = graph["claims"]
    by_a_day = sum(a is None and b is not None for a, b in zip(claims["notBefore"], claims["notAfter"], strict=True))
    browser.get(f"{server.url}/explore/timeline?rows=actors&to=1990-01-01")
    assert f"{by_a_day} known only by a later day" in _words(browser, ".view .status")
    browser.find_element("css selector", ".earlier input").click()
    wait(browser, lambda driver: "earlier=yes" in driver.current_url and every(driver, ".space canvas"))
    told = _words(browser, ".chosen [role=status]")
    assert told.startswith(f"{by_a_day} of ") and f"of these {by_a_day} known only by a day, perhaps earlier" in told
    network = browser.find_element("css selector", 'nav[aria-label="Views"] a[href*="network"]')
    assert "earlier=yes" in network.get_attribute("href")


def test_what_is_intended_is_after_its_report_and_a_state_holds_on_the_day_of_its_report(
    browser: Any, server: Server
) -> None:
    _timeline(browser, server, "?rows=actors&document=" + _dated_document(server))
    every(browser, ".as-table summary")[-1].click()
    heads = [head.text for head in wait(browser, lambda driver: every(driver, ".as-table[open] th"))]
    assert heads[2:5] == ["Actor", "Recipient", "Place"]
    rows = [
        [cell.text for cell in row.find_elements("css selector", "td")]
        for row in every(browser, ".as-table[open] tbody tr")
    ]
    surety, when = heads.index("Factuality"), heads.index("When")
    assert [
        row[when] for row in rows if row[when].startswith("after the report of ") and row[when].endswith(", if at all")
    ]
    assert not [row for row in rows if row[surety] == "intended" and "day of the report" in row[when]]
    intended = next(i for i, row in enumerate(rows) if row[when].startswith("after the report of "))
    button = every(browser, ".as-table[open] tbody tr button")[intended]
    button.click()
    assert rows[intended][when] in _words(browser, ".panel .claim .when")
    assert [row for row in rows if row[when].startswith("holds on ") and row[when].endswith(", the day of the report")]


def _dated_document(server: Server) -> str:
    """Return the document with most of what is intended without a day of its own."""
    rows = server.query(
        "SELECT ?d { ?c ckg:inDocument ?d ; ckg:factuality ckg:Intended ; ckg:claims ?x . ?d dcterms:issued ?day"
        " FILTER NOT EXISTS { ?x ckg:notBefore ?a } FILTER NOT EXISTS { ?x ckg:notAfter ?b } } GROUP BY ?d ORDER BY DESC(COUNT(?c))"
    ).rows
    return str(rows[0]["d"]).removeprefix("https://w3id.org/conflict-kg/id/")


def test_nothing_that_passes_is_said_in_words(browser: Any, server: Server) -> None:
    browser.get(f"{server.url}/explore/timeline?actor=group/nobody")
    assert text_of(browser, ".view .status").startswith("No claim passes the filter.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_at_390_pixels_nothing_is_cut_off(server: Server, scheme: str) -> None:
    driver = new_browser(width=500)
    try:
        size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        _timeline(driver, server)
        driver.find_element("css selector", ".names button").click()
        wait(driver, lambda browser: every(browser, ".panel .quote"))
        assert driver.execute_script("return document.documentElement.scrollWidth") <= 390
        assert complaints(driver) == []
    finally:
        driver.quit()
