"""`kg lexicon`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import output_option, registry_option, store_option, write_output

if TYPE_CHECKING:
    from kg.lexicon import Entry, Lexicon
    from kg.link.undecided import Undecided

__all__ = ["command"]

_into = click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The registry file to write; default: the store's own.",
)
_because = click.option("--because", default="decided by an analyst", show_default=True, help="Why: the row's source.")


@click.group()
def command() -> None:
    """Decide what names stand for: candidates, accept, reject.

    Decisions are rows of a registry file, registry.ttl in the store unless --into names another; they hold for every later
    build. `kg link` puts them into the graph without reading the documents again.

    \b
    Example:
      kg lexicon candidates
    """


@command.command("candidates")
@store_option
@registry_option
@click.option(
    "--format", "format", type=click.Choice(["text", "jsonl"]), default="text", show_default=True, help="The format."
)
@output_option
def _candidates(store: Path, registry: tuple[Path, ...], format: str, output: str) -> None:
    """List the names that no registry row bears, and what each may be.

    \b
    Example:
      kg lexicon candidates --format jsonl
    """
    from dataclasses import asdict

    from kg.link.undecided import undecided_names
    from kg.pipeline import relink

    result = relink(store, registry=registry, dry_run=True)
    found = undecided_names({d.name: result.decisions[d.key] for d in result.documents})
    lines = (
        [json.dumps(asdict(u), ensure_ascii=False) for u in found]
        if format == "jsonl"
        else [_as_text(u) for u in found]
    )
    write_output(output, "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass"))
    click.echo(
        f"{store}: {len(found)} names to decide, {sum(bool(u.candidates) for u in found)} with candidates", err=True
    )


@command.command("accept")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--is", "thing", metavar="IRI", help="The registered thing that bears it: its IRI, id:… or a name of it.")
@click.option(
    "--new", "kind", metavar="KIND", help="Register it as a new thing of this kind (ArmedGroup, Person, Area …)."
)
@click.option(
    "--apart-from",
    "apart",
    multiple=True,
    metavar="IRI",
    help="A registered thing that a new one is never the same as.",
)
@store_option
@registry_option
@_into
@_because
def _accept(
    names: tuple[str, ...],
    thing: str | None,
    kind: str | None,
    apart: tuple[str, ...],
    store: Path,
    registry: tuple[Path, ...],
    into: Path | None,
    because: str,
) -> None:
    """Say what NAME stands for: a registered thing (--is), or a new one (--new), which may bear several names.

    \b
    Example:
      kg lexicon accept 'Jabhat Nosra' --is id:group/al-nusra-front
    """
    from kg.errors import UsageError
    from kg.formats.decisions import accept_name, register_name
    from kg.identifiers import registered_iri

    if (thing is None) == (kind is None):
        raise click.UsageError("needs --is IRI or --new KIND, and not both")
    file, before, lexicon = _registry(store, registry, into)
    if kind is not None:
        iri = registered_iri(_room(kind), names[0])
        if iri in lexicon.by_iri:
            raise UsageError(names[0], f"is registered already, as {iri}", "--is with that IRI gives it further names")
        others = [_resolve(lexicon, other) for other in apart]
        register_name(file, before, iri, kind, names, because, others)
    else:
        entry = _resolve(lexicon, str(thing))
        accept_name(file, before, entry, names, because)
        iri = entry.iri
    click.echo(f"{file}: {', '.join(names)} → {iri}; kg link puts it into the graph", err=True)


@command.command("reject")
@click.argument("name")
@click.argument("thing", metavar="IRI")
@store_option
@registry_option
@_into
@_because
def _reject(name: str, thing: str, store: Path, registry: tuple[Path, ...], into: Path | None, because: str) -> None:
    """Say that NAME never stands for a registered thing.

    \b
    Example:
      kg lexicon reject 'Nusra Army' id:group/al-nusra-front
    """
    from kg.formats.decisions import reject_name

    file, before, lexicon = _registry(store, registry, into)
    entry = _resolve(lexicon, thing)
    reject_name(file, before, entry, [name], because)
    click.echo(f"{file}: {name} is never {entry.label}; kg link puts it into the graph", err=True)


def _as_text(undecided: Undecided) -> str:
    others = f" (also {', '.join(undecided.names[1:])})" if len(undecided.names) > 1 else ""
    head = f"{undecided.names[0]}{others}: {undecided.kind}, {len(undecided.documents)} documents"
    offers = [f"    may be {c.label} ({c.score:.2f}): {c.reason}  <{c.iri}>" for c in undecided.candidates]
    return "\n".join([head, *offers])


def _registry(store: Path, registry: tuple[Path, ...], into: Path | None) -> tuple[Path, list[Path], Lexicon]:
    from kg import resources
    from kg.pipeline import load_lexicon
    from kg.store import StoreFolder

    folder = StoreFolder(store)
    own, registry = folder.registry_file, registry or folder.registry_files()
    file = into or own
    here = [path for path in (*registry, own) if path.is_file() and path.resolve() != file.resolve()]
    before = [*resources.registry_files(), *here]
    return file, before, load_lexicon(before, [file] if file.is_file() else [])


def _resolve(lexicon: Lexicon, thing: str) -> Entry:
    from kg.errors import UsageError
    from kg.namespaces import DATA

    iri = thing.replace("id:", DATA, 1) if thing.startswith("id:") else thing
    if iri in lexicon.by_iri:
        return lexicon.by_iri[iri]
    found = lexicon.by_surface(thing)
    if len(found) == 1:
        return found[0]
    right = (
        ", ".join(entry.iri for entry in found)
        if found
        else "an IRI of the registry, id:… or a name that one row bears"
    )
    raise UsageError(thing, "is borne by several rows" if found else "is in no registry", right)


def _room(kind: str) -> str:
    from kg.lexicon.kinds import PLACE_KINDS

    rooms = {"Coalition": "coalition", "Person": "person", "InformationSource": "source", "Talks": "talks"}
    states = {"StateActor": "state", "Government": "state"}
    return "place" if kind in PLACE_KINDS else (rooms | states).get(kind, "group")
