"""Finds the files that come with the package: ontology, shapes, sample reports, queries, lexicon, parser.

In a wheel they lie in `kg/_data`; in a checkout (also an editable install) beside the package.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from kg.errors import UsageError

__all__ = [
    "AXIOM_FILES",
    "CODING_FILES",
    "ONTOLOGY_FILES",
    "PACKAGE",
    "frame_files",
    "graph_files",
    "lexicon_file",
    "ontology_checks",
    "ontology_file",
    "ontology_versions",
    "parser_folder",
    "policies",
    "queries",
    "query",
    "registry_files",
    "sample_reports",
    "seeds",
    "shapes",
]

# The folder of the package `kg` itself.
PACKAGE = Path(str(files("kg")))
# Files of `ontology/` that belong together: the terms, what reasoners read, and the codes of other projects.
ONTOLOGY_FILES: Final = ("conflict.ttl", "event-types.ttl")
AXIOM_FILES: Final = ("conflict.ttl", "definitions.ttl", "rules.ttl")
CODING_FILES: Final = ("event-schemes.ttl", "event-type-mappings.ttl")


@cache
def _root() -> Path:
    bundled = PACKAGE / "_data"
    return bundled if bundled.is_dir() else PACKAGE.parent


def _named(folder: Path, name: str, what: str) -> Path:
    path = folder / name
    if not path.is_file():
        have = ", ".join(sorted(p.name for p in folder.iterdir() if p.is_file()))
        raise UsageError(name, f"no such {what}", f"one of: {have}")
    return path


def ontology_file(name: str = "conflict.ttl") -> Path:
    """Return the path of one file of `ontology/`."""
    return _named(_root() / "ontology", name, "ontology file")


def graph_files() -> tuple[Path, ...]:
    """Return the files of `ontology/` that graphs rest on: what follows from a document is inferred by them."""
    return tuple(map(ontology_file, (*ONTOLOGY_FILES, *CODING_FILES)))


def ontology_versions() -> tuple[Path, ...]:
    """Return the released versions of the ontology that are kept, by name."""
    return tuple(sorted((_root() / "ontology" / "versions").glob("*.ttl")))


def shapes() -> tuple[Path, ...]:
    """Return every bundled SHACL file, by name."""
    return tuple(sorted((_root() / "shapes").glob("*.ttl")))


def seeds() -> Path:
    """Return the folder of the bundled sample reports."""
    return _root() / "seeds"


def sample_reports() -> tuple[Path, ...]:
    """Return the files of the bundled sample reports, by name."""
    return tuple(sorted(seeds().glob("*.txt")))


def queries() -> dict[str, Path]:
    """Return the bundled queries: name to file, by name."""
    return {path.stem: path for path in sorted((PACKAGE / "queries").glob("*.rq"))}


def ontology_checks() -> dict[str, Path]:
    """Return the bundled checks of ontologies: name to file, by name."""
    return {path.stem: path for path in sorted((PACKAGE / "ontology_checks" / "checks").glob("*.rq"))}


def query(name: str) -> Path:
    """Return the file of the bundled query *name*; raises UsageError where there is none."""
    return _named(PACKAGE / "queries", f"{name}.rq", "bundled query")


def registry_files() -> tuple[Path, ...]:
    """Return the SKOS Turtle files of the registry, by name."""
    return tuple(sorted((PACKAGE / "lexicon").glob("*.ttl")))


def frame_files() -> tuple[Path, ...]:
    """Return the TOML files that hold verb and noun frames, by name."""
    return tuple(sorted((PACKAGE / "lexicon" / "frames").glob("*.toml")))


def lexicon_file(name: str) -> Path:
    """Return one TOML table of the lexicon (`attribution.toml`, `group-words.toml`, …)."""
    return _named(PACKAGE / "lexicon", name, "lexicon table")


def policies() -> dict[str, Path]:
    """Return the bundled acceptance policies: name to file, by name."""
    return {path.stem: path for path in sorted((PACKAGE / "lexicon" / "policies").glob("*.toml"))}


def parser_folder() -> Path:
    """Return the folder of the bundled spaCy pipeline."""
    return PACKAGE / "extract" / "parser"
