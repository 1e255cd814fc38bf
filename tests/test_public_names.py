"""Every module says what is public in `__all__`: sorted, existing, and all that others may use.

Public is each function and class without a leading underscore, and whatever another module of kg imports by name.
"""

from __future__ import annotations

import ast
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import kg

PACKAGE = Path(kg.__file__).parent
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def _public(module: str) -> list[str]:
    names = getattr(import_module(module), "__all__", None)
    assert names is not None, f"{module} has no __all__"
    return list(names)


def _order(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest: the order of ruff's RUF022."""
    return (0 if name.isupper() and len(name) > 1 else 1 if name[0].isupper() else 2), name


@cache
def _imports() -> dict[str, set[str]]:
    """What is imported by name from each module by others."""
    found: dict[str, set[str]] = {name: set() for name in MODULES}
    for other, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module in found and node.module != other:
                found[node.module] |= {a.name for a in node.names if f"{node.module}.{a.name}" not in MODULES}
    return found


def _imported_by_others(module: str) -> set[str]:
    return _imports()[module]


@pytest.mark.parametrize("module", list(MODULES))
def test_public_names_are_sorted_and_exist(module: str) -> None:
    names = _public(module)
    assert names == sorted(set(names), key=_order)
    missing = [name for name in names if not hasattr(import_module(module), name)]
    assert missing == []


@pytest.mark.parametrize("module", list(MODULES))
def test_public_names_are_complete(module: str) -> None:
    defined = {
        node.name
        for node in TREES[module].body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }
    assert sorted((defined | _imported_by_others(module)) - set(_public(module))) == []
