"""Comparison in a real browser: what is contested first, every claim once and one click from its words, two releases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.pipeline import build
from kg.resources import seeds

from .browsing import complaints, needs_browser, new_browser
from .exploring import every, graph_of, make_narrow, needs_build, text_of, wait
from .invented import build_invented
from .server import Server, serving

pytestmark = [needs_browser, needs_build]
GOLD = Path(__file__).parents[1] / "gold" / "seeds.jsonl"


def _compare(browser: Any, server: Server, search: str = "") -> None:
    browser.get(f"{server.url}/explore/compare{search}")
    wait(browser, lambda driver: every(driver, ".choice"))


def _counts(browser: Any) -> list[int]:
    return [int(count.text) for count in wait(browser, lambda driver: every(driver, ".compare-counts strong"))]


def _documents(graph: Any) -> tuple[str, str]:
    """The two documents that most claims are in."""
    order = sorted(range(len(graph["documents"]["path"])), key=lambda i: -graph["claims"]["document"].count(i))
    return graph["documents"]["path"][order[0]], graph["documents"]["path"][order[1]]


def test_the_two_sides_have_every_claim_of_theirs_once(browser: Any, server: Server, graph: Any) -> None:
    left, right = _documents(graph)
    _compare(browser, server, f"?by=document&left={left}&right={right}")
    counts = _counts(browser)
    while more := [button for button in every(browser, ".compared > p > button") if button.text.startswith("Show")]:
        more[0].click()
    claims, documents = graph["claims"]["document"], graph["documents"]["path"]
    assert len(every(browser, ".pair li")) == sum(documents[i] in (left, right) for i in claims)
    assert len(every(browser, ".pair")) == sum(counts)
    headings = [heading.text.rpartition(" ")[0] for heading in every(browser, ".compared h2")]
    assert headings[0] == "Contested" and headings[-1] == "Told by both"


def test_a_contradicted_claim_is_in_the_first_section_and_leads_to_its_words(
    browser: Any, server: Server, graph: Any
) -> None:
    contradicted = graph["claims"]["contradicted"].index(True)
    mine = graph["documents"]["path"][graph["claims"]["document"][contradicted]]
    other = next(path for path in graph["documents"]["path"] if path != mine)
    _compare(browser, server, f"?by=document&left={mine}&right={other}")
    said = wait(browser, lambda driver: every(driver, ".compared.contested .pair li"))
    assert any("contradicted" in line.text for line in said)
    factuality = said[0].text.partition(":")[0].strip()
    said[0].find_element("css selector", "button").click()
    card = wait(browser, lambda driver: every(driver, ".panel .claim"))[0]
    assert factuality in card.text and card.find_element("css selector", ".quote").text
    assert complaints(browser) == []


def test_sides_are_proposed_chosen_and_swapped_and_the_address_says_so(browser: Any, server: Server) -> None:
    _compare(browser, server, "?by=document")
    proposed = wait(browser, lambda driver: every(driver, ".view .status li button"))
    proposed[0].click()
    before = _counts(browser)
    link = browser.current_url
    browser.find_element("xpath", "//button[text()='Swap']").click()
    wait(browser, lambda driver: driver.current_url != link)
    assert _counts(browser) == [before[0], before[2], before[1], *before[3:]]
    browser.back()
    wait(browser, lambda driver: driver.current_url == link)
    assert _counts(browser) == before


def test_a_filter_narrows_both_sides(browser: Any, server: Server, graph: Any) -> None:
    left, right = _documents(graph)
    _compare(browser, server, f"?by=document&left={left}&right={right}")
    all_rows = sum(_counts(browser))
    _compare(browser, server, f"?factuality=asserted&by=document&left={left}&right={right}")
    assert 0 < sum(_counts(browser)) < all_rows
    assert all("asserted" in line.text for line in every(browser, ".pair li"))


def test_one_release_alone_cannot_be_compared(browser: Any, server: Server) -> None:
    _compare(browser, server, "?by=release")
    assert text_of(browser, ".view .status", "--beside")


@pytest.fixture
def blocking(browser: Any) -> Iterator[Any]:
    """Let addresses fail."""
    browser.execute_cdp_cmd("Network.enable", {})
    yield lambda *addresses: browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": list(addresses)})
    browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
    complaints(browser)


def test_releases_that_cannot_be_loaded_are_not_said_to_be_none(browser: Any, server: Server, blocking: Any) -> None:
    blocking("*/explore/releases.json")
    _compare(browser, server, "?by=release")
    told = wait(browser, lambda driver: every(driver, ".status.failed"))[0]
    assert "the server cannot be reached" in told.text and "--beside" not in told.text
    blocking()
    told.find_element("css selector", "button").click()
    assert (
        "--beside"
        in wait(browser, lambda driver: [at.text for at in every(driver, ".view .status") if "alone" in at.text])[0]
    )


def test_numbers_that_cannot_be_loaded_are_said_to_be_missing(
    browser: Any, server: Server, graph: Any, blocking: Any
) -> None:
    left, right = _documents(graph)
    blocking(f"{server.url}/sparql")  # a pattern would fit the scripts of that name, too
    _compare(browser, server, f"?by=document&left={left}&right={right}")
    told = text_of(browser, ".view .note[role=alert]")
    assert told.startswith("Numbers could not be compared") and "/sparql: the server cannot be reached" in told
    assert sum(_counts(browser)) > 0


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An invented report, beside the same with one sentence turned into its denial."""
    folder = tmp_path_factory.mktemp("edited")
    for name, verb in (("now", "captured"), ("before", "did not capture")):
        (folder / name).mkdir()
        report = folder / name / "report.txt"
        report.write_text(f"On 3 February 2014, ISIS {verb} Raqqa, according to a spokesman.\n", encoding="utf-8")
        build([report], store=folder / f"{name}-store")
    with serving(folder / "now-store", folder, "--beside", str(folder / "before-store")) as running:
        yield running


@pytest.fixture(scope="module")
def beside(served_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The seeds beside two of them and an invented report: claims that came, that went, and that stayed."""
    folder = tmp_path_factory.mktemp("beside")
    reports = [*sorted(Path(str(seeds())).glob("00[12]*.txt"))]
    invented = build_invented(folder).parent / "reports"
    before = folder / "before"
    build([*reports, invented], store=before)
    with serving(served_store, folder, "--beside", str(before), "--workers", "2") as running:
        yield running


def test_claims_of_two_releases_are_changed_of_one_alone_or_the_same(browser: Any, beside: Server) -> None:
    now = graph_of(beside)["claims"]["path"]
    before = beside.get("/explore/graph.json", release="beside").json["claims"]["path"]
    _compare(browser, beside, "?by=release")
    changed, here, there, same = _counts(browser)
    assert [changed + here + same, changed + there + same] == [len(now), len(before)]
    assert 0 < same <= len(set(now) & set(before)) <= changed + same and here and there
    section = browser.find_element("css selector", "section[aria-labelledby=beside]")
    section.find_element("css selector", ".pair li button").click()
    card = wait(browser, lambda driver: every(driver, ".panel .claim"))[0]
    assert "“" in card.text and not card.find_elements("css selector", "a[href]")
    words, link = card.text, browser.current_url
    assert "beside=claim/" in link
    browser.get(link)
    assert wait(browser, lambda driver: [at.text for at in every(driver, ".panel .claim")])[0] == words
    browser.find_element("css selector", "section[aria-labelledby=here] .pair li button").click()
    wait(browser, lambda driver: "selected=" in driver.current_url and "beside=" not in driver.current_url)
    assert len(every(browser, ".panel")) == 1
    assert complaints(browser) == []


def test_a_claim_that_is_denied_in_one_release_is_one_changed_claim(browser: Any, edited: Server) -> None:
    _compare(browser, edited, "?by=release")
    assert _counts(browser)[0] >= 1
    told = [line.text for line in every(browser, ".changed .differences li") if line.text.startswith("factuality")]
    assert any("asserted in" in line and "denied in" in line for line in told)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_at_390_pixels_nothing_is_cut_off(server: Server, graph: Any, scheme: str) -> None:
    left, right = _documents(graph)
    driver = new_browser(width=500)
    try:
        make_narrow(driver, scheme)
        for search in ("", f"?by=document&left={left}&right={right}"):
            _compare(driver, server, search)
            wait(driver, lambda browser: every(browser, ".view .status, .compare-counts"))
            assert driver.execute_script("return document.documentElement.scrollWidth") <= 390
        assert complaints(driver) == []
    finally:
        driver.quit()
