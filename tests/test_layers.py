"""Who may import whom: read off the source of every module, imported or not.

A module imports lower layers and its own package. What needs a heavy library is loaded late: such a library is imported in
one place, inside a function or in a module that others import only inside functions.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import kg

PACKAGE = Path(kg.__file__).parent
# Lowest first; the modules of one line do not import one another. `kg` itself is the door to the pipeline: it imports
# nothing before it is called, and gives everybody its version.
LAYERS = (
    "errors file_places namespaces reading_defaults terminal",
    "aside faults processes resources software",
    "engines",
    "templates",
    "model",
    "identifiers edtf issued place_relations",
    "territory",
    "lexicon",
    "read",
    "extract",
    "link",
    "consolidate",
    "graph",
    "index",
    "store",
    "formats",
    "endpoint",
    "sparql",
    "validate reason evaluate printed_texts",
    "diff",
    "explain pages ontology_checks coding export notebook push",
    "inferences serve",
    "runs",
    "pipeline",
    "cli",
    "__main__",
)
RANK = {name: rank for rank, line in enumerate(LAYERS) for name in line.split()}
RDF_LIBRARIES = {"rdflib", "pyoxigraph", "oxrdflib", "pyshacl", "owlready2"}
WITHOUT_RDF = ("model", "lexicon", "extract", "link", "consolidate")
HOMES = {
    "click": "kg.cli",
    "fsspec": "kg.runs.remote",
    "jinja2": "kg.templates",
    "owlready2": "kg.reason",
    "pyshacl": "kg.validate",
    "ray": "kg.engines.cluster",
    "spacy": "kg.extract.syntax",
    "starlette": "kg.serve.web",
    "uvicorn": "kg.serve.web",
}
LATE = ("fsspec", "jinja2", "owlready2", "pyshacl", "ray", "spacy")


@dataclass(frozen=True)
class Import:
    """One imported module, and whether the import waits for a call (or for a type checker)."""

    name: str
    late: bool


def _module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


MODULES = {_module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def _imports(node: ast.AST, late: bool = False) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, late) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (Import(name, late) for name in _imported_from(child))
        waits = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) or _is_for_types(child)
        yield from _imports(child, late or waits)


def _imported_from(node: ast.ImportFrom) -> list[str]:
    """Return the modules that `from X import a, b` reaches: X.a where that is a module, else X."""
    assert node.level == 0, "imports are absolute"
    base = str(node.module)
    return [f"{base}.{alias.name}" if f"{base}.{alias.name}" in MODULES else base for alias in node.names]


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


IMPORTS = {name: sorted(set(_imports(ast.parse(path.read_text(encoding="utf-8")))), key=lambda i: (i.name, i.late))
           for name, path in MODULES.items()}  # fmt: skip


def _room(module: str) -> str:
    return [*module.split("."), "kg"][1]


def _belongs_to(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def test_every_module_has_a_layer() -> None:
    assert {_room(name) for name in MODULES if name != "kg"} == set(RANK)


@pytest.mark.parametrize("module", [name for name in MODULES if name != "kg"])
def test_a_module_imports_lower_layers_or_its_own_package(module: str) -> None:
    used = {_room(i.name) for i in IMPORTS[module] if _belongs_to(i.name, "kg") and i.name != "kg"}
    upward = sorted(room for room in used - {_room(module)} if RANK[room] >= RANK[_room(module)])
    assert upward == [], f"{module} may not import these"


def test_the_package_itself_imports_nothing_before_it_is_called() -> None:
    own = {i.name for i in IMPORTS["kg"] if not i.late}
    assert own <= {"__future__", "pathlib", "typing"}


@pytest.mark.parametrize("room", WITHOUT_RDF)
def test_the_middle_knows_no_rdf(room: str) -> None:
    used = {i.name.split(".")[0] for name in MODULES if _room(name) == room for i in IMPORTS[name]}
    assert used & RDF_LIBRARIES == set()


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_heavy_library_has_one_home(library: str) -> None:
    users = [name for name in MODULES if any(_belongs_to(i.name, library) for i in IMPORTS[name])]
    assert users, f"nothing imports {library} any more"
    assert all(_belongs_to(name, HOMES[library]) for name in users), users


@pytest.mark.parametrize("library", LATE)
def test_a_heavy_library_is_imported_late(library: str) -> None:
    early = {name for name in MODULES if any(_belongs_to(i.name, library) and not i.late for i in IMPORTS[name])}
    forced = {name: i.name for name in MODULES for i in IMPORTS[name] if i.name in early and not i.late}
    assert forced == {}, f"these load {library} when they are imported"
    assert not early & {"kg", *(f"kg.{room}" for room in RANK)}, "a room opens without its heavy library"
