"""What the tests of `kg diff` share: the reports of `tests/cases/diff/base` as a store, and a difference as lines."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner

from kg.cli import main

FOLDER = Path(__file__).parents[1] / "cases" / "diff"
BASE = FOLDER / "base"
REPORTS = ("north.txt", "south.txt", "the-south.txt")


def kg(*arguments):
    """Run a command that succeeds, and return what it prints."""
    result = CliRunner().invoke(main, [*map(str, arguments)], prog_name="kg")
    assert result.exit_code == 0, result.output
    return result.stdout


def build(folder, store, *options, names=REPORTS):
    """Build a store of the reports of *folder* that are there, with its claims and its registry."""
    files = [folder / name for name in names if (folder / name).is_file()]
    given = ("--claims", folder / "claims.jsonl", "--registry", folder / "registry.ttl", "--store", store)
    kg("build", *files, *given, *options)
    return store


def told(old, new):
    """Return what the difference says, a line for each change, `=> ` before consequences."""
    diff = json.loads(kg("diff", old, new, "--format", "json"))
    lines = []
    for change in diff["changes"]:
        lines += [_line(change), *(f"=> {_line(one)}" for one in change["consequences"])]
    lines += [f"untied {_line(change)}" for change in diff["untied"]]
    lines += [f"moved {len(diff['moved'])}"] * bool(diff["moved"])
    return lines + [
        line
        for one in diff["others"]
        for line in (f"other {one['graph']} -{one['lost']} +{one['gained']}", *one["examples"])
    ]


def _line(change):
    what = f" {change['label']}" if change["subject"] != "claim" else f" “{change['passages'][-1]['quote']}”"
    aspects = "; ".join(
        f"{aspect['of'] or aspect['name']}: {', '.join(aspect['before'])} → {', '.join(aspect['after'])}"
        for aspect in change["aspects"]
    )
    count = f" ({change['claims']})" if change["claims"] else ""
    note = f" [{change['note']}]" if change["note"] else ""
    return f"{change['subject']} {change['kind']}{count}{what}{note}" + (f" | {aspects}" if aspects else "")


def edited(case, folder):
    """Write the base with the edits of *case* into *folder*."""
    names = {}
    for path in sorted(BASE.glob("*.txt")):
        edit = case.get("documents", {}).get(path.name, {})
        text = path.read_text(encoding="utf-8")
        for before, after in edit.get("replace", []):
            assert text.count(before) == 1
            text = text.replace(before, after)
        if not edit.get("remove"):
            names[path.name] = edit.get("name", path.name)
            (folder / names[path.name]).write_text(text, encoding="utf-8")
    registry = (BASE / "registry.ttl").read_text(encoding="utf-8") + case.get("registry", "")
    (folder / "registry.ttl").write_text(registry, encoding="utf-8")
    rows = [json.loads(line) for line in (BASE / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    for edit in case.get("claims", []):
        rows = [one for row in rows for one in _edited_row(row, edit)]
    rows = [row | {"document": names[row["document"]]} for row in rows if row["document"] in names]
    for row in rows:
        row["paragraph"] = _paragraph(folder / row["document"], row["quote"])
    (folder / "claims.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def _edited_row(row, edit):
    if row["quote"] != edit["quote"]:
        return [row]
    kept = [] if edit.get("remove") else [row | edit.get("set", {}) | dict.fromkeys(edit.get("unset", []))]
    return [*kept, row | edit["copy"]] if "copy" in edit else kept


def _paragraph(path, quote):
    paragraphs = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
    [number] = [number for number, text in enumerate(paragraphs, 1) if quote in text]
    return number
