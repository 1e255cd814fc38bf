"""`kg link`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import output_option, registry_option, store_option, write_output

if TYPE_CHECKING:
    from kg.link import Decision
    from kg.model import Document

__all__ = ["command"]


@click.command()
@store_option
@registry_option
@click.option("--dry-run", is_flag=True, help="Say what would be linked, and write nothing.")
@click.option("--undecided", is_flag=True, help="Show only the names that nothing decides.")
@click.option(
    "--format", "format", type=click.Choice(["text", "jsonl"]), default="text", show_default=True, help="The format."
)
@output_option
def command(store: Path, registry: tuple[Path, ...], dry_run: bool, undecided: bool, format: str, output: str) -> None:
    """Link the names of a store once more, and say what each stands for and why.

    The documents are not read again: a decision in a registry file takes effect in seconds.

    \b
    Example:
      kg link --registry my-names.ttl
    """
    from kg.pipeline import relink

    result = relink(store, registry=registry, dry_run=dry_run)
    often = Counter(document.name for document in result.documents)
    shown = {
        _name(document, often): [d for d in result.decisions[document.key] if not undecided or d.candidates]
        for document in result.documents
    }
    lines = _as_json(shown) if format == "jsonl" else _as_text(shown)
    write_output(output, "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass"))
    every = [d for found in result.decisions.values() for d in found]
    known, open_ = sum(d.registered for d in every), sum(bool(d.candidates) for d in every)
    counts = f"{known} registered, {len(every) - known} of their document alone, {open_} of these with candidates"
    click.echo(f"{store}: {len(every)} names in {len(shown)} documents, {counts}", err=True)


def _as_json(shown: dict[str, list[Decision]]) -> list[str]:
    from dataclasses import asdict

    rows = ({"document": name} | asdict(decision) for name, found in shown.items() for decision in found)
    return [json.dumps(row, ensure_ascii=False) for row in rows]


def _as_text(shown: dict[str, list[Decision]]) -> list[str]:
    lines = []
    for name, found in shown.items():
        lines.append(name)
        for decision in found:
            via = f" (in full “{decision.fuller}”: {decision.rule})" if decision.fuller else ""
            node = decision.label if decision.registered else f"{decision.label} (this document\u2019s own)"
            lines.append(f"  {decision.name} → {node}: {decision.reason}{via}")
            lines += [f"      may be {c.label} ({c.score:.2f}): {c.reason}  <{c.iri}>" for c in decision.candidates]
    return lines


def _name(document: Document, often: Mapping[str, int]) -> str:
    """Return what a document is called: its name, with its key where others are called so, too."""
    return document.name if often[document.name] == 1 else f"{document.name} ({document.key})"
