"""An option of `kg export` that would say nothing is refused in one line, before anything is read."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from kg.cli import main

USELESS = [
    ("--release r -o graph.ttl", "--output: does not go with --release"),
    ("--release r --frame event", "--frame: does not go with --release; --format jsonld"),
    ("--release r --no-check", "--no-check: does not go with --release"),
    ("--release r --describe void.ttl", "--describe: does not go with --release"),
    ("--release r --format acled-csv", "--release: does not go with acled-csv"),
    ("--format turtle --force", "--force: does not go with a file; --release DIR"),
    ("--compress", "--compress: does not go with a file; --release DIR"),
    ("--without turtle", "--without: does not go with a file; --release DIR"),
    ("--format turtle --format trig", "--format trig: is one format more than a file has"),
    ("--title x", "--title: does not go with a file; --describe FILE, --release DIR"),
    ("--format graphml --license https://example.org/l", "--license: does not go with a file that does not tell it"),
    ("--hosted-at https://example.org/", "--hosted-at: does not go with a file"),
    ("--format turtle --issued 2026-11-22", "--issued: does not go with a file that does not tell it"),
    ("--format acled-csv --issued 2026-11-22", "--issued: does not go with acled-csv"),
    ("--format plover-jsonl --graph all", "--graph: does not go with plover-jsonl"),
    ("--format acled-csv --document one.txt", "--document: does not go with acled-csv"),
    ("--format turtle --frame event", "--frame: does not fit the format turtle; --format jsonld"),
    ("--store one --data two.nq", "--store: does not go with --data; one of the two"),
]


@pytest.mark.parametrize(("arguments", "told"), USELESS, ids=[row[0] for row in USELESS])
def test_an_option_that_says_nothing_is_refused(arguments, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kg.nq").write_text("<urn:a> <urn:b> <urn:c> .\n")
    data = [] if "--store" in arguments else ["--data", "kg.nq"]
    found = CliRunner().invoke(main, ["export", *data, *arguments.split()], prog_name="kg")
    assert (found.exit_code, found.stdout, found.stderr.count("\n")) == (2, "", 1)
    assert found.stderr.startswith(told)
    assert [path.name for path in tmp_path.iterdir()] == ["kg.nq"]
