"""The command line starts light, and its table of commands and its examples say what is there."""

from __future__ import annotations

import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

import kg
from kg.cli.group import COMMANDS, module_of

CLI = Path(kg.__file__).parent / "cli"
HEAVY = {"rdflib", "pyoxigraph", "oxrdflib", "spacy", "pyshacl", "owlready2", "ray"}


def _command(name: str) -> click.Command:
    command = import_module(module_of(name)).command
    assert isinstance(command, click.Command)
    return command


def _example(name: str) -> str:
    """Return what stands below `Example:`, up to the options."""
    command = _command(name)
    text = command.get_help(click.Context(command, info_name=f"kg {name}")).partition("\nOptions:")[0]
    found = text.partition("Example:")[2].split()
    assert found, f"kg {name} --help has no example"
    return " ".join(found)


def test_importing_the_command_line_loads_no_heavy_library() -> None:
    program = "import sys, kg.cli; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    root = Path(kg.__file__).parents[1]
    run = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert "kg" in run.stdout.split()
    assert set(run.stdout.split()) & HEAVY == set()


def test_the_table_lists_every_command() -> None:
    modules = {f"kg.cli.{path.stem}" for path in CLI.glob("*.py")}
    holding = {name for name in modules if hasattr(import_module(name), "command")}
    assert holding == {module_of(command) for command in COMMANDS}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_table_says_what_the_command_says(name: str) -> None:
    first = (_command(name).help or "").split("\n\n")[0]
    assert COMMANDS[name] == " ".join(first.split())


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_ends_with_an_example_that_the_commands_understand(name: str) -> None:
    calls = [shlex.split(call) for call in _example(name).split(" && ")]
    assert name in [call[1] for call in calls]
    for program, command, *arguments in calls:
        assert program == "kg"
        with _command(command).make_context(command, arguments):
            pass
