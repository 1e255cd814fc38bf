"""The manifest of a release, as RO-Crate's own tools see it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from kg.export.describe import About
from kg.export.release import write_release
from kg.export.table import Options
from kg.namespaces import RO_CRATE

PEERS = Path(__file__).parents[3] / "build/peers"
PYTHON, CONTEXT = PEERS / "rocrate/bin/python", PEERS / "node_modules/ro-crate/lib/context.json"
needs_peers = pytest.mark.skipif(
    not (PYTHON.exists() and CONTEXT.exists()),
    reason="no RO-Crate tools (make test-all installs them where there is npm)",
)
TOLD = {
    "all": {
        "publisher": "The River Desk",
        "license": "https://example.org/licence",
        "hosted_at": "https://example.org/r",
    },
    "nothing": {},
    "hostile": {"title": '"]} <b>', "publisher": "https://example.org/desk"},
}


@pytest.fixture(params=list(TOLD))
def release(request, small, tmp_path):
    folder = tmp_path / "release"
    about = About(issued="2026-11-22", **TOLD[request.param])
    write_release(
        small, folder, Options(), about=about, formats=["nquads", "turtle"], compress=request.param == "hostile"
    )
    return folder


def nodes_of(folder: Path) -> dict[str, dict]:
    document = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    return {node["@id"]: node for node in document["@graph"]}


def test_every_file_has_its_size_and_hash(release):
    nodes = nodes_of(release)
    for path in release.rglob("*"):
        name = path.relative_to(release).as_posix()
        if path.is_dir():
            assert nodes[name + "/"]["@type"] == "Dataset"
        elif name != "ro-crate-metadata.json":
            assert nodes[name]["contentSize"] == str(path.stat().st_size)
            assert ("sha256" in nodes[name]) is (name != "SHA256SUMS")


def test_every_reference_leads_to_a_node_or_a_standard(release):
    nodes = nodes_of(release)

    def references(value):
        if isinstance(value, dict):
            if set(value) == {"@id"}:
                yield value["@id"]
            for item in value.values():
                yield from references(item)
        elif isinstance(value, list):
            for item in value:
                yield from references(item)

    assert {name for name in references(list(nodes.values())) if name not in nodes} == {RO_CRATE}


@pytest.mark.slow
@needs_peers
def test_the_validator_finds_nothing_that_is_required(release, tmp_path):
    cache = tmp_path / "cache"
    keep = [PYTHON, Path(__file__).parent / "keep_context.py", cache, CONTEXT, f"{RO_CRATE}/context"]
    subprocess.run(keep, check=True)
    options = ["--offline", "--cache-path", cache, "-p", "ro-crate-1.2", "-l", "required", "-f", "json"]
    validator = [PYTHON.with_name("rocrate-validator"), "-y", "--disable-color", "validate", *options, release]
    found = subprocess.run(validator, capture_output=True, text=True)
    report = json.loads(found.stdout[found.stdout.index("{") :])
    assert [issue["message"] for issue in report["issues"]] == []
    assert report["passed"]
    assert report["statistics"]["total_passed_checks"] > 50


@pytest.mark.slow
@needs_peers
def test_the_library_reads_it(release):
    program = (
        "import json, sys; from rocrate.rocrate import ROCrate; crate = ROCrate(sys.argv[1])\n"
        "print(json.dumps([crate.root_dataset['datePublished'], sorted(e.id for e in crate.data_entities if e.type == 'File')]))"
    )
    found = subprocess.run([PYTHON, "-c", program, release], capture_output=True, text=True, check=True)
    day, names = json.loads(found.stdout)
    files = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()}
    assert day == "2026-11-22"
    assert set(names) == files - {"ro-crate-metadata.json"}


@pytest.mark.slow
@needs_peers
def test_ro_crate_js_finds_no_error(release):
    program = (
        f"const {{Validator}} = require({str(PEERS / 'node_modules/ro-crate/lib/validator')!r});\n"
        "(async () => { const validator = new Validator();\n"
        "validator.parseJSON(require('fs').readFileSync(process.argv[1], 'utf8')); await validator.validate();\n"
        "console.log(JSON.stringify(validator.results)); })();"
    )
    arguments = ["node", "-e", program, release / "ro-crate-metadata.json"]
    found = subprocess.run(arguments, capture_output=True, text=True, check=True)
    results = json.loads(found.stdout)
    assert results
    assert [result["message"] for result in results if result["status"] == "error"] == []
