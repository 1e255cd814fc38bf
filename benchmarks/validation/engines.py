"""The engines: how each is called on a file of N-Triples with a file of shapes, and how its results are counted.

Every engine is called by the command that its makers give; pyrudof has none in Python, so `peers/rudof.py` is one. Those that
are no dependencies of the project lie in build/peers.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from benchmarks.frame.versions import HOW, OURS, PEERS, installed, java, java_release, peer
from kg.namespaces import SH

__all__ = ["ENGINES", "Engine"]

Command = Callable[[Path, Path], list[str]]

RUDOF: Final = Path(__file__).parent / "peers" / "rudof.py"
KG_LINE: Final = re.compile(r"\[([\w-]+)(?:, \w+)?\](?: — .*)?$")
KG_SUMMARY: Final = re.compile(r"\d+ nodes? checked: ")


@dataclass(frozen=True, slots=True)
class Engine:
    """Its name, its command for data and shapes, the largest graph for it, how to count its results, and its version.

    The version is "" where it is not installed. *java* is the oldest release of Java that it runs on, 0 where it needs none.
    """

    name: str
    command: Command
    largest: int
    count: Callable[[str], Counter[str]]
    version: str
    java: int = 0

    @property
    def lacks(self) -> str:
        """Return what would bring the engine, "" where nothing is missing."""
        if not self.version:
            return HOW
        return "" if java_release() >= self.java else f"it wants Java {self.java} or newer (JAVA_HOME)"


def _kg(data: Path, shapes: Path) -> list[str]:
    return [sys.executable, "-m", "kg", "validate", str(data), "--shapes", str(shapes), "--engine", "sparql"]


def _pyshacl(data: Path, shapes: Path) -> list[str]:
    options = ["--shapes", str(shapes), "--data-file-format", "nt", "--format", "turtle"]
    return [sys.executable, "-m", "pyshacl", *options, str(data)]


def _pyrudof(data: Path, shapes: Path) -> list[str]:
    return [str(PEERS / "pyrudof" / "bin" / "python"), str(RUDOF), str(data), str(shapes)]


def _jena(data: Path, shapes: Path) -> list[str]:
    options = ["--shapes", str(shapes), "--data", str(data)]
    return [java() or "java", "-cp", str(PEERS / "jena" / "*"), "shacl.shacl_validate", *options]


def _topbraid(data: Path, shapes: Path) -> list[str]:
    options = ["-datafile", str(data), "-shapesfile", str(shapes)]
    return [java() or "java", "-cp", str(PEERS / "topbraid" / "*"), "org.topbraid.shacl.tools.Validate", *options]


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


# Ours first.
ENGINES: Final = (
    Engine("kg validate", _kg, 10_000_000, _count_lines, OURS),
    Engine("pySHACL", _pyshacl, 100_000, _count_turtle, installed("pyshacl", "pySHACL")),
    Engine("pyrudof", _pyrudof, 1_000_000, _count_turtle, peer("pyrudof", "pyrudof/lib/*/*/pyrudof-*.dist-info")),
    Engine("Apache Jena", _jena, 1_000_000, _count_turtle, peer("Jena", "jena/jena-cmds-*.jar"), 21),
    Engine("TopBraid", _topbraid, 1_000_000, _count_turtle, peer("TopBraid SHACL", "topbraid/shacl-*.jar"), 11),
)
