"""The engines: how each is called on a file of N-Triples with a file of shapes, and how its results are counted.

Every engine is called by the command that its makers give; pyrudof has none in Python, so `peers/rudof.py` is one.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.namespaces import SH

__all__ = ["ENGINES", "OURS", "PEERS", "Engine"]

Command = Callable[[Path, Path, Mapping[str, str]], list[str]]

OURS: Final = "kg"
RUDOF: Final = Path(__file__).parent / "peers" / "rudof.py"
KG_LINE: Final = re.compile(r"\[([\w-]+)(?:, \w+)?\](?: — .*)?$")
KG_SUMMARY: Final = re.compile(r"\d+ nodes? checked: ")


@dataclass(frozen=True, slots=True)
class Engine:
    """Its name, its command for data, shapes and the *where* of peers, the largest graph for it, and how to count.

    *needs* names the peers without which there is no command.
    """

    name: str
    command: Command
    largest: int
    count: Callable[[str], Counter[str]]
    needs: tuple[str, ...] = ()


def _kg(data: Path, shapes: Path, _where: Mapping[str, str]) -> list[str]:
    return [sys.executable, "-m", "kg", "validate", str(data), "--shapes", str(shapes), "--engine", "sparql"]


def _pyshacl(data: Path, shapes: Path, _where: Mapping[str, str]) -> list[str]:
    options = ["--shapes", str(shapes), "--data-file-format", "nt", "--format", "turtle"]
    return [sys.executable, "-m", "pyshacl", *options, str(data)]


def _pyrudof(data: Path, shapes: Path, where: Mapping[str, str]) -> list[str]:
    return [where["pyrudof"], str(RUDOF), str(data), str(shapes)]


def _jena(data: Path, shapes: Path, where: Mapping[str, str]) -> list[str]:
    options = ["--shapes", str(shapes), "--data", str(data)]
    return [where["java"], "-cp", where["jena"], "shacl.shacl_validate", *options]


def _topbraid(data: Path, shapes: Path, where: Mapping[str, str]) -> list[str]:
    options = ["-datafile", str(data), "-shapesfile", str(shapes)]
    return [where["java"], "-cp", where["topbraid"], "org.topbraid.shacl.tools.Validate", *options]


def _count_lines(report: str) -> Counter[str]:
    """Count the results in a report of `kg validate` by the local name of their shape.

    Raises:
        ValueError: *report* is none.
    """
    *lines, summary = report.splitlines() or [""]
    if not KG_SUMMARY.match(summary):
        raise ValueError("no report")
    return Counter(found[1] for line in lines if (found := KG_LINE.search(line)))


def _count_turtle(report: str) -> Counter[str]:
    """Count the results of a SHACL report by the local name of their shape; those behind a result do not count.

    Raises:
        ValueError: *report* is none.
    """
    shapes: dict[ox.Triple | ox.NamedNode | ox.BlankNode | ox.Literal, str] = {}
    results, reports = [], 0
    try:
        for quad in ox.parse(report, format=ox.RdfFormat.TURTLE):
            if quad.predicate.value == SH + "sourceShape" and isinstance(quad.object, ox.NamedNode):
                shapes[quad.subject] = quad.object.value.rpartition("#")[2]
            results += [quad.object] if quad.predicate.value == SH + "result" else []
            reports += quad.predicate.value == SH + "conforms"
    except SyntaxError as error:
        raise ValueError("no report") from error
    if not reports:
        raise ValueError("no report")
    return Counter(shapes.get(result, "?") for result in results)


ENGINES: Final = (
    Engine(OURS, _kg, 10_000_000, _count_lines),
    Engine("pyshacl", _pyshacl, 100_000, _count_turtle),
    Engine("pyrudof", _pyrudof, 1_000_000, _count_turtle, ("pyrudof",)),
    Engine("jena", _jena, 1_000_000, _count_turtle, ("java", "jena")),
    Engine("topbraid", _topbraid, 1_000_000, _count_turtle, ("java", "topbraid")),
)
PEERS: Final = ("java", "jena", "pyrudof", "topbraid")
