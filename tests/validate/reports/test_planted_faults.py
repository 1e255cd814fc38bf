"""Twenty planted faults in five reports: every format of a report says which file, which paragraph, which words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.namespaces import SHAPES
from kg.validate.reports import KINDS

from .faults import FAULTS, SEEDS, Fault, sound, written

ORDINARY = [fault for fault in FAULTS if fault.words]


@dataclass(frozen=True)
class Reports:
    """The graph, and the report on it in each format, as text."""

    graph: Path
    texts: dict[str, str]

    @property
    def sarif(self) -> list[dict[str, Any]]:
        """Return the results of the SARIF log."""
        results: list[dict[str, Any]] = json.loads(self.texts["sarif"])["runs"][0]["results"]
        return results


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reports]:
    folder = tmp_path_factory.mktemp("faults")
    graph = written(folder, FAULTS)
    files = [f"--report={kind}={folder / kind}" for kind in KINDS if kind != "text"]
    run = ["validate", str(graph), "--docs", str(SEEDS), *files]
    found = CliRunner().invoke(main, run, catch_exceptions=False)
    assert found.exit_code == 1, found.output
    texts = {kind: (folder / kind).read_text(encoding="utf-8") for kind in KINDS if kind != "text"}
    yield Reports(graph, {"text": found.stdout, **texts})


def opened(location: dict[str, Any]) -> tuple[str, str]:
    """Return the file that a location of SARIF leads to, and what stands in its region, by lines and columns."""
    physical = location["physicalLocation"]
    path = _path(physical)
    region = physical.get("region", {})
    if "startColumn" not in region:
        return path.name, ""
    lines = path.read_text(encoding="utf-8").split("\n")
    first, last = region["startLine"] - 1, region.get("endLine", region["startLine"]) - 1
    wanted = lines[first : last + 1]
    wanted[-1] = wanted[-1][: region.get("endColumn", len(wanted[-1]) + 1) - 1]
    wanted[0] = wanted[0][region["startColumn"] - 1 :]
    return path.name, "\n".join(wanted)


def _path(physical: dict[str, Any]) -> Path:
    return Path(unquote(urlsplit(physical["artifactLocation"]["uri"]).path))


def test_the_graph_without_them_conforms(tmp_path: Path) -> None:
    run = ["validate", str(written(tmp_path, []))]
    assert CliRunner().invoke(main, run, catch_exceptions=False).exit_code == 0
    assert len({fault.document for fault in FAULTS}) == 5
    assert len({fault.shape for fault in FAULTS}) == len(FAULTS) == 20


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_sarif_opens_each_fault_at_its_words(fault: Fault, reports: Reports) -> None:
    found = [opened(result["locations"][0]) for result in reports.sarif if result["ruleId"] == SHAPES + fault.shape]
    assert (fault.document, fault.said) in found


def test_sarif_opens_every_result_at_words_of_a_fault(reports: Reports) -> None:
    places = {(fault.document, fault.said) for fault in FAULTS}
    # A content without its claim has no words any more, and stands in its document.
    assert {opened(result["locations"][0]) for result in reports.sarif} <= places | {
        (fault.document, "") for fault in FAULTS if fault.name.endswith("claims-nothing")
    }


def test_offsets_of_sarif_are_those_of_its_lines(reports: Reports) -> None:
    regions = [result["locations"][0]["physicalLocation"] for result in reports.sarif]
    for physical in regions:
        region = physical.get("region", {})
        if "charOffset" in region:
            text = _path(physical).read_text(encoding="utf-8")
            said = text[region["charOffset"] : region["charOffset"] + region["charLength"]]
            assert opened({"physicalLocation": physical})[1] == said == region["snippet"]["text"]
    assert sum("charOffset" in physical.get("region", {}) for physical in regions) > 25


def test_sarif_leads_to_the_subject_in_the_graph(reports: Reports) -> None:
    for result in reports.sarif:
        (related,) = result["relatedLocations"]
        name, line = opened(related)
        assert name == reports.graph.name
        assert line.startswith(f"<{result['properties']['focusNode']}>")


@pytest.mark.parametrize("fault", ORDINARY, ids=lambda fault: fault.name)
def test_each_format_tells_each_fault(fault: Fault, reports: Reports) -> None:
    words = " ".join(fault.said.split())[:200].rpartition(" ")[0] or fault.said
    assert f">>>{words}" in reports.texts["text"]
    assert words in plain_markdown(reports.texts["markdown"])
    assert f"<mark>{words}" in unescape(reports.texts["html"])
    annotations = [
        line for line in reports.texts["github"].splitlines() if f"title={fault.shape}:" in line.replace(",", ":")
    ]
    assert any(f"file={SEEDS / fault.document}," in line for line in annotations)
    results = [
        result for result in json.loads(reports.texts["json"])["results"] if result["shape"].endswith(fault.shape)
    ]
    assert any(result["source"]["document"] == fault.document for result in results)
    (case,) = ElementTree.fromstring(reports.texts["junit"]).findall(f"testcase[@name='shapes:{fault.shape}']")
    assert any(fault.document in (failure.text or "") for failure in case.findall("failure"))


def plain_markdown(text: str) -> str:
    """Return *text* without the marks and escapes of Markdown."""
    return re.sub(r"\\(.)", r"\1", text.replace("**", ""))


def test_formats_agree_on_how_many_results_there_are(reports: Reports) -> None:
    total = len(reports.sarif)
    assert reports.texts["text"].splitlines()[-1].endswith(f"checked: {total} violations")
    assert len(json.loads(reports.texts["json"])["results"]) == total
    assert len(reports.texts["github"].splitlines()) == total
    assert reports.texts["html"].count("<article ") == total
    suite = ElementTree.fromstring(reports.texts["junit"])
    assert len(suite.findall("testcase/failure")) == int(suite.attrib["failures"]) == total
    assert reports.texts["turtle"].count("a sh:ValidationResult") == total


def test_annotations_stand_where_sarif_does(reports: Reports) -> None:
    for line, result in zip(reports.texts["github"].splitlines(), reports.sarif, strict=True):
        region = result["locations"][0]["physicalLocation"].get("region")
        if region and "startColumn" in region:
            assert f"line={region['startLine']},col={region['startColumn']}," in line


def test_fingerprints_are_those_of_each_format(reports: Reports) -> None:
    prints = [result["partialFingerprints"]["conflictKg/v1"] for result in reports.sarif]
    assert [result["fingerprint"] for result in json.loads(reports.texts["json"])["results"]] == prints
    assert all(f"r-{fingerprint}" in reports.texts["html"] for fingerprint in prints)
    assert len(sound()) > 10_000  # not of a graph that has nothing in it
