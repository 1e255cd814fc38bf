"""Runs benchmarks one after another, each in a process of its own, and keeps what each gave until it ended."""

from __future__ import annotations

import ast
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.amounts import Size
from benchmarks.frame.comparison import Comparison, from_json
from benchmarks.frame.machine import Watch
from benchmarks.frame.versions import ROOT

__all__ = ["LIMIT", "Outcome", "run_one"]

# Seconds after which a benchmark is ended.
LIMIT: Final = 1_200.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a benchmark gave in how many seconds; *failure* says why it ended before its end, and is empty where it did not."""

    name: str
    about: str
    comparisons: tuple[Comparison, ...]
    seconds: float
    failure: str = ""


def run_one(name: str, size: Size, folder: Path, limit: float = LIMIT) -> Outcome:
    """Run the benchmark *name* in a process of its own, with its files in *folder*."""
    lines, errors = folder / f"{name}.jsonl", folder / f"{name}.stderr"
    command = [sys.executable, "-W", "ignore", "-m", f"benchmarks.{name}", "--size", size, "--json", str(lines)]
    watch = Watch()
    failure = _failure(command, errors, limit)
    found = lines.read_text(encoding="utf-8").splitlines() if lines.is_file() else []
    comparisons = tuple(from_json(json.loads(line)) for line in found)
    return Outcome(name, _about(name), comparisons, watch.load().seconds, failure)


def _failure(command: Sequence[str], errors: Path, limit: float) -> str:
    """Run *command*, and say why it failed; "" where it did not. What it has started ends with it."""
    there = os.environ | {"TMPDIR": str(errors.parent)}
    with (
        errors.open("wb") as err,
        subprocess.Popen(
            command, cwd=ROOT, env=there, stdout=subprocess.DEVNULL, stderr=err, start_new_session=True
        ) as process,
    ):
        try:
            code = process.wait(limit)
        except subprocess.TimeoutExpired:
            return f"ended after {limit:.0f} s"
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    said = errors.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return "" if code == 0 else (said or [f"exit code {code}"])[-1]


def _about(name: str) -> str:
    """Return what the benchmark says of itself, without loading it: the memory of children begins with ours."""
    path = ROOT / "benchmarks" / name
    source = path / "__main__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
