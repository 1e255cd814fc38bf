"""Every ```console block of the README and of the pages below prints what it says, and the README's ```python block runs.

In a block `$ ` begins a command, `> ` goes on with it, and what follows is what it prints, on either stream; a line `…` (or `...`)
stands for any lines, and … within a line for any characters. The commands of a file run in order in one folder: empty, or a
copy of the folder that the page is about.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import kg
from kg import resources

ROOT = Path(kg.__file__).parents[1]
README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"^```console\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```python\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
ANYTHING = ("…", "...")


@dataclass(frozen=True)
class Step:
    """One command and the lines that it should print."""

    command: str
    expected: tuple[str, ...]


def _steps(readme: str) -> list[Step]:
    return [step for block in BLOCK.finditer(readme) for step in _steps_of(block["text"])]


def _steps_of(block: str) -> list[Step]:
    assert block.startswith("$ "), "a console block begins with a command"
    steps = []
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        lines = part.rstrip("\n").split("\n")
        more = next((i for i, line in enumerate(lines[1:], 1) if not line.startswith("> ")), len(lines))
        command = "\n".join([lines[0], *(line.removeprefix("> ") for line in lines[1:more])])
        steps.append(Step(command, tuple(lines[more:])))
    return steps


def _pattern(expected: tuple[str, ...]) -> re.Pattern[str]:
    """Return what the output must match as a whole; spaces at the end of a line do not count."""
    lines = [line.rstrip() for line in expected]
    parts = [r"(?:.*\n)*?" if line in ANYTHING else re.escape(line).replace("…", ".*") + r"\n" for line in lines]
    return re.compile("".join(parts))


def _printed(output: str) -> str:
    lines = [line.rstrip() for line in output.rstrip().split("\n")] if output.strip() else []
    return "".join(line + "\n" for line in lines)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Put the installed `kg` on the PATH, or where it is not installed a stand-in that runs the package."""
    folder = Path(sys.executable).parent
    if not (folder / "kg").is_file():
        folder = tmp_path_factory.mktemp("bin")
        script = folder / "kg"
        script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    return os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "120", "NO_COLOR": "1"}


def test_the_first_forty_lines_show_a_command_and_what_it_prints() -> None:
    first = "\n".join(README.read_text(encoding="utf-8").splitlines()[:40])
    assert any(step.expected for step in _steps(first))


@pytest.mark.parametrize(
    ("page", "example"),
    [
        ("README.md", None),
        ("docs/reports.md", "examples/ci"),
        ("docs/diff.md", "tests/cases/diff/base"),
        ("docs/queries.md", None),
    ],
)
def test_every_command_prints_what_the_page_says(
    page: str, example: str | None, tmp_path: Path, environment: dict[str, str]
) -> None:
    steps = _steps((README.parent / page).read_text(encoding="utf-8"))
    assert steps, f"{page} shows no command in a console block"
    if example:
        shutil.copytree(README.parent / example, tmp_path, dirs_exist_ok=True)
    for step in steps:
        run = subprocess.run(
            step.command,
            shell=True,
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        printed = _printed(run.stdout)
        if not _pattern(step.expected).fullmatch(printed):
            pytest.fail("\n".join([f"$ {step.command}", printed, "instead of", "", *step.expected]), pytrace=False)


def test_the_python_block_runs_and_prints_something(tmp_path: Path) -> None:
    blocks = PYTHON.findall(README.read_text(encoding="utf-8"))
    assert blocks, "the README shows no Python"
    shutil.copytree(resources.seeds(), tmp_path / "reports")
    (tmp_path / "block.py").write_text("\n".join(blocks), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "block.py"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.strip(), "it prints nothing"


@pytest.mark.parametrize(
    ("expected", "printed", "matches"),
    [
        ((), "", True),
        ((), "a\n", False),
        (("a", "b"), "a\nb\n", True),
        (("a", "…", "d"), "a\nb\nc\nd\n", True),
        (("a", "...",), "a\n", True),
        (("a", "…", "d"), "a\nd\ne\n", False),
        (("a … c",), "a b c\n", True),
        (("a.c",), "abc\n", False),
    ],
)  # fmt: skip
def test_an_ellipsis_stands_for_anything_and_nothing_else_does(
    expected: tuple[str, ...], printed: str, matches: bool
) -> None:
    assert bool(_pattern(expected).fullmatch(printed)) == matches


def test_a_block_is_read_as_commands_and_their_output() -> None:
    text = "x\n```console\n$ a b\n$ c \\\n> d\n1\n2\n```\n```\n$ not this\n```\n"
    assert _steps(text) == [Step("a b", ()), Step("c \\\nd", ("1", "2"))]
