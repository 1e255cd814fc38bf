"""What of the program and its tables documents are done with, as hashes: where one changes, they are done again."""

from __future__ import annotations

from functools import cache
from typing import Final

from kg import resources, software
from kg.identifiers import sha256_hex
from kg.runs.tools import parser

__all__ = ["DRAWING", "READING", "ontology", "program", "rules"]

# The rooms on which claims and their linking rest, and those on which the graph of a document rests besides.
READING: Final = ("read", "formats", "extract", "lexicon", "link")
DRAWING: Final = (*READING, "consolidate", "graph", "runs")


def rules(pipeline: str | None) -> dict[str, str]:
    """Return the sha256 of the extractor's tables and of its parser's weights, and the parser's name where one is chosen.

    Raises InputError where *pipeline* cannot be loaded, MissingExtraError where the library of parsers is not installed.
    """
    from kg.extract.syntax import check_installed
    from kg.extract.tables import digest_files

    check_installed()
    # The bundled parser is not loaded for this: where nothing is to be read, nobody waits for it.
    chosen = parser(pipeline) if pipeline else None
    folder = chosen.folder if chosen else resources.parser_folder()
    weights = sorted(path for path in folder.rglob("*") if path.is_file())
    digests = "".join(sha256_hex(path.read_bytes()) for path in (*digest_files(), *weights))
    return {"rules": sha256_hex(digests.encode("ascii"))} | ({"pipeline": chosen.name} if chosen else {})


@cache
def ontology() -> str:
    """Return the sha256 of the ontology by which graphs are drawn."""
    return sha256_hex("".join(sha256_hex(path.read_bytes()) for path in resources.graph_files()).encode("ascii"))


@cache
def program(rooms: tuple[str, ...]) -> str:
    """Return the sha256 of the program text and the tables of *rooms*, of what all rooms share, and of the libraries there."""
    folders = (resources.PACKAGE / room for room in rooms)
    found = {*resources.PACKAGE.glob("*.py"), *(path for room in folders for path in room.rglob("*.*"))}
    files = sorted(path for path in found if path.suffix in (".py", ".toml"))
    texts = "".join(sha256_hex(path.read_bytes()) for path in files)
    return sha256_hex(f"{texts}{software.installed()}".encode("ascii"))
