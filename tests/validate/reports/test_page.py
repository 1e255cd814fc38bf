"""The report as a page, in a real browser, opened from its file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import main

from .faults import FAULTS, SEEDS, written

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("chromium") and shutil.which("chromedriver")),
        reason="no chromium and chromedriver here (Debian packages chromium, chromium-driver)",
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1000,1400"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver") or ""))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    graph = written(folder, FAULTS)
    warnings = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ckg: <https://w3id.org/conflict-kg/ontology#> .\n"
    warnings += "<urn:x:Five> a sh:NodeShape ; sh:targetClass ckg:Document ; sh:severity sh:Warning ; sh:nodeKind sh:Literal .\n"
    (folder / "more.ttl").write_text(warnings, encoding="utf-8")
    shapes = [
        f"--shapes={path}"
        for path in (*sorted((Path(__file__).parents[3] / "shapes").glob("*.ttl")), folder / "more.ttl")
    ]
    run = ["validate", str(graph), *shapes, "--ontology", str(Path(__file__).parents[3] / "ontology" / "conflict.ttl")]
    found = CliRunner().invoke(main, [*run, "--docs", str(SEEDS), f"--report=html={folder / 'report.html'}"])
    assert found.exit_code == 1, found.output
    return folder / "report.html"


@pytest.fixture
def opened(browser: Any, page: Path) -> Any:
    browser.get(page.as_uri())
    return browser


def shown(browser: Any) -> list[Any]:
    return [article for article in browser.find_elements("tag name", "article") if article.is_displayed()]


def test_results_are_grouped_by_shape_with_their_counts(opened: Any) -> None:
    rows = {
        row.find_element("tag name", "th").text: row.text.split()[-1]
        for row in opened.find_elements("css selector", "table:first-of-type tbody tr")
        if row.is_displayed()
    }
    for section in opened.find_elements("tag name", "section"):
        name, count = section.find_element("tag name", "h2").text.rsplit(" ", 1)
        assert rows[name] == count.strip("()") == str(len(section.find_elements("tag name", "article")))
    assert {f"shapes:{fault.shape}" for fault in FAULTS} <= rows.keys()


def test_the_words_of_each_fault_are_marked(opened: Any) -> None:
    marked = {mark.text for mark in opened.find_elements("tag name", "mark")}
    for fault in FAULTS:
        if fault.words and not fault.words.startswith("¶"):
            assert fault.said in marked


def test_a_severity_can_be_left_out(opened: Any) -> None:
    everything = len(shown(opened))
    box = opened.find_element("css selector", "input[value=warning]")
    assert "warning (5)" in box.find_element("xpath", "..").text
    box.click()
    assert len(shown(opened)) == everything - 5
    assert opened.find_element("id", "count").text == f"{everything - 5} of {everything} shown"
    assert not opened.find_element("xpath", "//section[h2[contains(., 'urn:x:Five')]]").is_displayed()


def test_words_narrow_the_results_down(opened: Any) -> None:
    field = opened.find_element("name", "words")
    field.send_keys("ahrar al-sham two")
    found = shown(opened)
    assert found and all("two of these left Ahrar Al-Sham" in article.text for article in found)
    field.clear()
    field.send_keys("no such words at all")
    assert shown(opened) == []


def test_without_script_everything_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert '<form id="filter" hidden>' in text and "<article hidden" not in text


def test_the_page_asks_for_nothing_and_has_no_errors(opened: Any) -> None:
    assert opened.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert opened.get_log("browser") == []


def test_nothing_of_the_data_becomes_markup(browser: Any, tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> .\n"
        "ex:a ex:p '<script>document.title = \"mine\"</script><img src=x onerror=alert(1)>' .\n"
        "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:maxLength 1 ; sh:message '<b>bold</b>' ] .\n",
        encoding="utf-8",
    )
    run = ["validate", str(data), "--shapes", str(data), f"--report=html={tmp_path / 'report.html'}"]
    assert CliRunner().invoke(main, run).exit_code == 1
    browser.get((tmp_path / "report.html").as_uri())
    assert browser.title == "SHACL: 1 result fails"
    assert browser.find_elements("css selector", "main b, main img, main script") == []
    assert "<b>bold</b> (got <script>" in browser.find_element("tag name", "article").text
