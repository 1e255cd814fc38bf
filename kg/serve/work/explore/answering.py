"""The explorer's answers to requests: of one release or another, the graph in columns, evidence, which releases there are."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.serve.problems import Problem
from kg.serve.work.explore.evidence import evidence_json
from kg.serve.work.explore.graph import count_claims, graph_json
from kg.serve.work.explore.shells import explore_page
from kg.serve.work.memory import quickened
from kg.serve.work.pages.links import Linker
from kg.serve.work.pages.locator import position_of
from kg.store import StoreFolder

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["EXPLORER", "Release", "answer_evidence", "answer_graph_json", "answer_releases", "answer_shell"]

EXPLORER: Final = Path(__file__).parents[2] / "assets" / "explorer"

Job = Mapping[str, Any]


@dataclass(frozen=True)
class Release:
    """A store that can be explored; *opened* gives it where it is open already."""

    folder: StoreFolder
    opened: Callable[[], Store] | None = field(default=None)

    @cached_property
    def store(self) -> Store:
        """Return the store, opened when it is first asked for."""
        return self.opened() if self.opened else quickened(self.folder.open())


def answer_graph_json(releases: Mapping[str, Release], job: Job, rows: int, size: int) -> bytes:
    """Return the columns of `job["release"]` that the filters let through; raises Problem as `graph_json`, and 404."""
    release = _find(releases, job["release"])
    folder = release.folder
    filters = [(name, value) for name, value in job["filters"]]
    return graph_json(release.store, folder.base, lambda iri: position_of(folder.path, iri), filters, rows, size)


def answer_evidence(releases: Mapping[str, Release], linker: Linker, job: Job) -> bytes:
    """Return the cards of `job["claims"]`; raises Problem as `evidence_json`, and 404 where there is no such release."""
    release = _find(releases, job["release"])
    own = Linker(release.folder.base, linker.root)
    return evidence_json(release.store, own, job["claims"], has_pages=job["release"] == "this")


def answer_releases(releases: Mapping[str, Release]) -> bytes:
    """Return what can be compared: name, label (of the folder) and claims of each release."""
    labels = _labels({name: release.folder.path.resolve() for name, release in releases.items()})
    told = [
        {"name": name, "label": labels[name], "claims": count_claims(release.store)}
        for name, release in releases.items()
    ]
    return json.dumps({"releases": told}, ensure_ascii=False).encode("utf-8", "replace")


def answer_shell(root: str, job: Job) -> bytes:
    """Return the page of the view `job["view"]`; raises Problem 404 where there is none."""
    return explore_page(EXPLORER, root, job["view"])


def _labels(paths: Mapping[str, Path]) -> dict[str, str]:
    """Return the names of the folders, with those of the folders around them where they are alike."""
    alike = len({path.name for path in paths.values()}) < len(paths)
    return {name: "/".join(path.parts[-2:]) if alike else path.name for name, path in paths.items()}


def _find(releases: Mapping[str, Release], name: str) -> Release:
    try:
        return releases[name]
    except KeyError:
        raise Problem(404, f"there is no release '{name[:80]}' here; one of: {', '.join(releases)}") from None
