"""The query editor in a real browser: keys alone, links, bundled queries as forms, errors, files, and no other host."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from .browsing import complaints, needs_browser, new_browser
from .exploring import every, make_narrow, needs_build, press, text_of, wait
from .server import Server

pytestmark = [needs_browser, needs_build]
CONTROL, ENTER, ESCAPE, DELETE, TAB = "\ue009", "\ue007", "\ue00c", "\ue017", "\ue004"


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def browser(downloads: Path) -> Iterator[Any]:
    driver = new_browser()
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)})
    yield driver
    driver.quit()


def _query(browser: Any, server: Server, search: str = "") -> None:
    browser.get("about:blank")  # a change of the fragment alone loads nothing
    browser.get(f"{server.url}/explore/query{search}")
    wait(browser, lambda driver: every(driver, ".asked .form h2"))


def _ask(browser: Any, server: Server, text: str, more: str = "") -> None:
    _query(browser, server, f"?sparql={quote(text)}{more}")


def _answer(browser: Any) -> str:
    return text_of(browser, ".answer [role=status]")


def _type(browser: Any, text: str) -> Any:
    field = wait(browser, lambda driver: every(driver, ".yasqe textarea"))[0]
    field.send_keys(CONTROL, "a")
    field.send_keys(DELETE)
    field.send_keys(text)
    return field


def _editor_text(browser: Any) -> str:
    return str(browser.execute_script("return document.querySelector('.yasqe .CodeMirror').CodeMirror.getValue()"))


def test_by_keys_alone_with_terms_of_this_store(browser: Any, server: Server) -> None:
    _query(browser, server)
    field = _type(browser, "SELECT (COUNT(*) AS ?n) WHERE { ?claim a ckg:Clai")
    field.send_keys(CONTROL, " ")
    hints = wait(browser, lambda driver: [hint.text for hint in every(driver, ".CodeMirror-hint")])
    assert hints[0] == "ckg:Claim"
    field.send_keys(ENTER)
    field.send_keys(" }")
    field.send_keys(CONTROL, ENTER)
    assert _answer(browser).startswith("1 row")
    counted = server.get("/sparql", query="SELECT (COUNT(*) AS ?n) WHERE { ?c a ckg:Claim }").rows[0]["n"]
    assert every(browser, ".answer td")[0].text == counted
    field.send_keys(ESCAPE)
    assert browser.switch_to.active_element.text == "Run"
    press(browser, TAB)
    assert browser.switch_to.active_element.text == "A plain field"
    assert complaints(browser) == []


def test_no_known_prefix_is_a_fault_and_an_unknown_one_is(browser: Any, server: Server) -> None:
    _query(browser, server)
    _type(browser, "ASK { ?claim a ckg:Claim }")
    assert not every(browser, ".parseErrorIcon")
    _type(browser, "ASK { ?claim a nobody:Claim }")
    assert wait(browser, lambda driver: every(driver, ".parseErrorIcon"))


def test_an_error_is_told_in_a_line_and_its_line_is_marked(browser: Any, server: Server) -> None:
    _ask(browser, server, "SELECT *\nWHERE { ?s ckg:nope ")
    told = wait(browser, lambda driver: [line.text for line in every(driver, ".complaint")])
    assert told[0].startswith("query:2:")
    wait(browser, lambda driver: every(driver, ".marked-line"))
    marked = browser.execute_script(
        "return document.querySelector('.marked-line').parentElement.querySelector('.CodeMirror-line').textContent"
    )
    assert marked.startswith("WHERE")


@pytest.mark.parametrize("length", [10, 3000], ids=["in the search part", "in the fragment"])
def test_a_link_asks_the_same_again(browser: Any, server: Server, length: int) -> None:
    text = f"# {'é&#+ ' * (length // 5)}\nSELECT ?c WHERE {{ ?c a ckg:Claim }} LIMIT 7"
    _query(browser, server)
    wait(browser, lambda driver: every(driver, ".yasqe textarea"))
    browser.execute_script("document.querySelector('.yasqe .CodeMirror').CodeMirror.setValue(arguments[0])", text)
    browser.find_element("css selector", "button.run").click()
    assert _answer(browser).startswith("7 rows")
    link = browser.current_url
    assert ("#sparql=" in link) == (length > 1000)
    browser.get("about:blank")
    browser.get(link)
    assert _answer(browser).startswith("7 rows")
    assert _editor_text(browser) == text


def test_a_bundled_query_is_found_filled_in_and_run(browser: Any, server: Server) -> None:
    _query(browser, server)
    browser.find_element("css selector", ".catalogue input[type=search]").send_keys("talks")
    listed = wait(browser, lambda driver: every(driver, ".catalogue li button"))
    next(button for button in listed if button.text.startswith("Talks")).click()
    heading = wait(browser, lambda driver: [h2.text for h2 in every(driver, ".form h2") if h2.text == "Talks"])
    assert heading
    fields = {label.text: label.get_attribute("for") for label in every(browser, ".param label")}
    listing = next(query for query in server.get("/api/queries").json if query["name"] == "talks")
    assert list(fields) == [param["name"] for param in listing["params"]]
    browser.find_element("id", fields["talks"]).send_keys("Astana peace talks" + ENTER)
    rows = server.get("/api/queries/talks", talks="Astana peace talks").json
    assert _answer(browser).startswith(f"{len(rows)} row")
    assert "ask=talks" in browser.current_url and "p.talks=Astana" in browser.current_url
    first = every(browser, ".answer-table tbody a")[0]
    assert first.get_attribute("href").startswith(server.url + "/page/")
    browser.refresh()
    assert _answer(browser).startswith(f"{len(rows)} row")


def test_a_bundled_query_opens_as_sparql_that_answers_the_same(browser: Any, server: Server) -> None:
    _query(browser, server, "?ask=allies&p.actor=Al-Nusra%20Front")
    told = _answer(browser).partition(" in ")[0]
    browser.find_element("xpath", "//button[text()='Open as SPARQL']").click()
    wait(browser, lambda driver: every(driver, ".yasqe textarea"))
    assert _editor_text(browser).startswith("PREFIX")
    browser.find_element("css selector", "button.run").click()
    wait(browser, lambda driver: "sparql=" in driver.current_url)
    assert text_of(browser, ".answer [role=status]").partition(" in ")[0] == told


def test_what_does_not_fit_is_told_at_the_form(browser: Any, server: Server) -> None:
    _query(browser, server, "?ask=allies&p.actor=Army")
    assert "things may be called 'Army'" in wait(browser, lambda d: [line.text for line in every(d, ".complaint")])[0]


def test_the_same_as_a_chart(browser: Any, server: Server) -> None:
    _query(browser, server, "?ask=incidents&show=chart&x=type&y=")
    bars = wait(browser, lambda driver: [bar.text for bar in every(driver, ".answer-chart g:has(.mark-bar)")])
    kinds = [row["type"].rpartition("/")[2] for row in server.get("/api/queries/incidents").json]
    counted = {f"et:{kind}": str(kinds.count(kind)) for kind in kinds}
    assert dict(bar.split("\n") for bar in bars) == counted


def test_what_has_days_is_drawn_as_points_that_nothing_joins(browser: Any, server: Server) -> None:
    days = "SELECT * WHERE { VALUES (?day ?killed) { ('2014-02-03' 9) ('2014-02-03' 12) ('2014-03-10' 7) } }"
    _ask(browser, server, days, "&show=chart&x=day&y=killed")
    assert len(wait(browser, lambda driver: every(driver, ".answer-chart .mark-point"))) == 3
    assert not every(browser, ".answer-chart polyline") and not every(browser, ".answer-chart path")


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        ("SELECT ?c WHERE { ?c a ckg:Claim } LIMIT 3", "CSV", "answer.csv"),
        ("CONSTRUCT WHERE { ?c ckg:factuality ?f } LIMIT 3", "Turtle", "answer.ttl"),
    ],
)
def test_the_answer_as_a_file(browser: Any, server: Server, downloads: Path, text: str, form: str, name: str) -> None:
    _ask(browser, server, text)
    assert _answer(browser).startswith("3 rows")
    browser.find_element("xpath", f"//div[@aria-label='Download']/button[text()='{form}']").click()
    wait(browser, lambda _: (downloads / name).is_file())
    assert (downloads / name).read_bytes() == server.get("/sparql", query=text, format=form.lower()).body


def test_what_takes_long_can_be_cancelled(browser: Any, server: Server) -> None:
    _ask(browser, server, "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    wait(browser, lambda driver: every(driver, "progress"))
    browser.find_element("xpath", "//button[text()='Cancel']").click()
    assert wait(browser, lambda driver: [at.text for at in every(driver, ".asked .status")])[0].startswith("Cancelled.")


def test_places_are_drawn_where_the_answer_says_and_no_map_is_offered_without(browser: Any, server: Server) -> None:
    values = "SELECT * WHERE { VALUES (?wkt ?wktLabel) { ('POINT(-20.25 -40.5)' 'Northford') ('nowhere' 'Greywick') } }"
    _ask(browser, server, values, "&show=map")
    spots = wait(browser, lambda driver: every(driver, ".answer-spot"))
    assert [spot.get_attribute("aria-label") for spot in spots] == ["Northford: 1 row"]
    assert "1 rows have no point" in browser.find_element("css selector", ".answer figcaption").text
    _ask(browser, server, "SELECT ?c WHERE { ?c a ckg:Claim } LIMIT 3", "&show=map")
    _answer(browser)
    assert not every(browser, ".answer-spot") and every(browser, ".answer-table")


def test_no_other_host_is_asked(server: Server) -> None:
    driver = new_browser(performance=True)
    try:
        _query(driver, server)
        field = _type(driver, "PREFIX fo")
        field.send_keys(CONTROL, " ")
        _type(driver, "SELECT * WHERE { ?s a foaf:Per").send_keys(CONTROL, " ")
        _type(driver, "SELECT * WHERE { ?s foaf:na").send_keys(CONTROL, " ")
        _type(driver, "ASK {}").send_keys(CONTROL, ENTER)
        _answer(driver)
        sent = [json.loads(row["message"])["message"] for row in driver.get_log("performance")]
        asked = [told["params"]["request"]["url"] for told in sent if told["method"] == "Network.requestWillBeSent"]
        assert asked and all(address.startswith((server.url + "/", "data:", "blob:")) for address in asked)
    finally:
        driver.quit()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_at_390_pixels_nothing_is_cut_off(server: Server, scheme: str) -> None:
    driver = new_browser(width=500)
    try:
        make_narrow(driver, scheme)
        for search in ("", "?ask=incidents", "?ask=incidents&show=chart&x=type&y="):
            _query(driver, server, search)
            wait(driver, lambda browser: every(browser, ".answer, .yasqe textarea"))
            assert driver.execute_script("return document.documentElement.scrollWidth") <= 390
        assert complaints(driver) == []
    finally:
        driver.quit()
