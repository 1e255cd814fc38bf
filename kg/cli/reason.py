"""`kg reason`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import store_option, write_output

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.reason.rules import Triple
    from kg.store import StoreFolder

__all__ = ["command"]


@click.command()
@store_option
@click.option(
    "--engine",
    type=click.Choice(["rules", "hermit"]),
    default="rules",
    show_default=True,
    help="rules: OWL 2 RL and the ontology's own rules, over the whole store; hermit: OWL 2 DL over a slice (needs Java).",
)
@click.option(
    "--document",
    "documents",
    multiple=True,
    metavar="NAME",
    help="With --engine hermit: a document of the slice, by file name; the registry is in it too.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write the inferred triples to this file besides."
)
@click.option("--dry-run", is_flag=True, help="Write nothing into the store.")
def command(store: Path, engine: str, documents: tuple[str, ...], output: Path | None, dry_run: bool) -> None:
    """Infer what follows from a graph, and find what cannot be so.

    Inferred triples go into a graph of their own in the store (id:graph/reasoned, in full <…/id/graph/reasoned>); another run
    takes its place, and the next kg build leaves it out. kg explain THING --inferred tells the way to each. Exits with 1 if the
    graph is inconsistent: then the claims that clash are named, and nothing is written.

    \b
    Example:
      kg build && kg reason
    """
    from kg.formats.rdf import canonical_blocks, serialise
    from kg.formats.suffixes import format_of
    from kg.inferences import reasoned_quads, without_reasoned
    from kg.store import StoreFolder

    if documents and engine != "hermit":
        raise click.UsageError("--document chooses a slice for --engine hermit")
    if output is not None:
        format_of(output)
    folder = StoreFolder(store)
    began = time.perf_counter()
    given = without_reasoned(folder.quads(), folder.base)
    found = _by_rules(folder, given) if engine == "rules" else _by_hermit(folder, given, documents)
    if found is None:
        click.get_current_context().exit(1)
    stated = {quad.triple for quad in given}
    new = [quad for quad in reasoned_quads(found, folder.base) if quad.triple not in stated]
    if output is not None:
        write_output(str(output), serialise(new, format_of(output)))
    if not dry_run:
        folder.replace_graph(canonical_blocks([*given, *new]))
    for line in _filled(new):
        click.echo(line, err=True)
    click.echo(f"{store}: {len(new)} triples inferred in {time.perf_counter() - began:.1f} s", err=True)


def _filled(quads: list[Quad]) -> list[str]:
    """Return how many things each class has got, the fullest class first."""
    from collections import Counter

    from kg.namespaces import RDF, shorten

    counts = Counter(shorten(str(quad.object)[1:-1]) for quad in quads if quad.predicate.value == RDF + "type")
    return [f"{count:>8} {name}" for name, count in counts.most_common()]


def _by_rules(folder: StoreFolder, given: list[Quad]) -> Sequence[Triple] | None:
    """Return what follows; None where something clashes, which is then said."""
    from kg.inferences import clash_lines, infer_graph

    closure = infer_graph(given, base=folder.base)
    if not closure.clashes:
        return closure.inferred
    closure = infer_graph(given, record=True, base=folder.base)
    graph = folder.open()
    for clash in closure.clashes:
        click.echo("\n".join(clash_lines(graph, closure, clash, folder.document)))
    click.echo(f"{folder.path}: {len(closure.clashes)} clashes", err=True)
    return None


def _by_hermit(folder: StoreFolder, given: list[Quad], names: tuple[str, ...]) -> Sequence[Triple] | None:
    from kg.errors import UsageError
    from kg.inferences import document_slice
    from kg.reason import realise
    from kg.reason.hermit import Inconsistent
    from kg.reason.terms import plain

    keys = {document.name: document.key for document in folder.documents()}
    if unknown := [name for name in names if name not in keys]:
        raise UsageError(unknown[0], "is no document of the store", f"one of: {', '.join(sorted(keys))}")
    slice_ = document_slice(given, [keys[name] for name in names or keys], folder.base)
    click.echo(f"HermiT reasons over {len(slice_)} triples; some thousands take minutes", err=True)
    try:
        return realise(plain(slice_), ", ".join(names) or str(folder.path))
    except Inconsistent:
        if _by_rules(folder, given) is not None:
            wrong = "HermiT finds no world in which all is so, and the rules no two claims that clash"
            click.echo(f"{folder.path}: {wrong}", err=True)
        return None
