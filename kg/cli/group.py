"""The group of commands, and the one place where an error becomes one line and exit code 2."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, Final

import click

from kg import __version__
from kg.errors import KgError
from kg.terminal import printable_line

__all__ = ["COMMANDS", "LazyGroup", "main", "module_of"]

# Name to help line: `kg --help` prints these without importing a command. A test holds them equal to the commands' own.
COMMANDS: Final = {
    "build": "Turn reports into a graph, and keep it in a store.",
    "check-ontology": "Check an ontology: its metadata, its terms and its axioms.",
    "diff": "Tell what changed between two versions of a graph, claim by claim, or of an ontology, term by term.",
    "docs": "Write the pages of the ontology: its terms, patterns, versions, and redirect rules.",
    "evaluate": "Score claims against gold claims.",
    "explain": "Walk a claim, statement, incident, mention or actor back to its sentences.",
    "export": "Write a store or an RDF file in another form, and check that nothing is lost.",
    "extract": "Print what reports claim, one claim a line.",
    "lexicon": "Decide what names stand for: candidates, accept, reject.",
    "link": "Link the names of a store once more, and say what each stands for and why.",
    "load": "Make a store of what kg build has left with --shards, wherever that ran.",
    "push": "Put a graph into a SPARQL store, one named graph per document, and count it there.",
    "query": "Answer a SPARQL question over a store, an RDF file or an endpoint.",
    "query-lint": "Check SPARQL queries, anyone's: unknown terms, loose variables, products, prefixes, headers.",
    "read": "Show reports as they are read: text, what each paragraph is for, and what they say of themselves.",
    "reason": "Infer what follows from a graph, and find what cannot be so.",
    "serve": "Serve a store: a SPARQL endpoint, an address for each thing, and pages to read.",
    "validate": "Check a graph against SHACL shapes.",
}


def module_of(command: str) -> str:
    """Return the module that holds *command*; a hyphen in the one is an underscore in the other."""
    return f"kg.cli.{command.replace('-', '_')}"


# What shells give a command that Ctrl-C has ended.
INTERRUPTED: Final = 130


class LazyGroup(click.Group):
    """A group that imports the module of a command only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(module_of(cmd_name)).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what a user can put right becomes one line on stderr and exit code 2."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Whoever read our output has enough. Python would complain once more when it closes stdout.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except (KeyboardInterrupt, click.Abort):
            click.echo("kg: is interrupted; the same command once more", err=True)
            ctx.exit(INTERRUPTED)
        except (KgError, OSError, UnicodeDecodeError, RecursionError, click.UsageError) as error:
            if ctx.params["debug"]:
                raise
            click.echo(printable_line(_one_line(error)), err=True)
            ctx.exit(2)


def _one_line(error: Exception) -> str:
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "kg"
        message = " ".join(error.format_message().rstrip(".").split("\n"))
        return f"{command}: {message}; {command} --help shows what there is"
    if isinstance(error, OSError):
        where = error.filename or "kg"
        return f"{where}: {error.strerror or error}; a path that can be read and written"
    if isinstance(error, UnicodeDecodeError):
        return f"input: is not {error.encoding} at byte {error.start}; text in UTF-8"
    if isinstance(error, RecursionError):
        return "input: is nested too deep; fewer brackets inside one another"
    return " ".join(str(error).split("\n"))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(__version__, prog_name="kg")
def main(debug: bool) -> None:
    """Turn news reports of armed conflict into a graph in which every statement leads back to its sentence.

    Exit codes: 0 fine, 1 the data does not conform, 2 cannot do it, 3 nothing was checked, 130 interrupted.

    \b
    Example:
      kg build && kg query --list
    """
    if debug:
        _show_log()


def _show_log() -> None:
    """Show what kg logs, such as the tracebacks of faults that cost one document, as long as the command takes."""
    import logging

    log, handler = logging.getLogger("kg"), logging.StreamHandler()
    log.setLevel(logging.DEBUG)
    log.addHandler(handler)
    click.get_current_context().call_on_close(lambda: log.removeHandler(handler))
