"""Finds the components of reports, in one place: by arrays alone, without an object for any report or link.

A report and a link are a number of 64 bits each, so an edge between them is 16 bytes. Two names that come out as one number
join two components, which is no harm: components may always be gathered together (`kg.consolidate.gathering`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.consolidate.gathering import links
from kg.consolidate.outlines import Outline
from kg.consolidate.rules import incident_rules

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]

__all__ = ["Components", "find_components", "report_edges"]


def report_edges(reports: Iterable[Outline]) -> Numbers:
    """Return the edges of *reports*, in two columns: the number of the report, and that of one of its links."""
    import numpy as np

    rules = incident_rules()
    edges = [(report.number, link) for report in reports for link in links(report, rules)]
    return np.array(edges, np.uint64).reshape(-1, 2)


class Components:
    """The least number in the component of each report, by the sorted numbers of reports: two arrays that files can keep."""

    def __init__(self, reports: Numbers, least: Numbers) -> None:
        self.reports, self.least = reports, least

    def of(self, report: int) -> int:
        """Return the number of a report's component: the least in it, its own where it meets nothing."""
        import numpy as np

        at = int(np.searchsorted(self.reports, np.uint64(report)))
        return int(self.least[at]) if at < len(self.reports) and int(self.reports[at]) == report else report

    def within(self, reports: Numbers) -> tuple[Numbers, Numbers]:
        """Return *reports* sorted, each once, and the number of the component of each; they are all among these."""
        import numpy as np

        own = np.unique(reports)
        return own, self.least[np.searchsorted(self.reports, own)]


def find_components(edges: Iterable[Numbers]) -> Components:
    """Return the components that *edges* make; neither their order nor how they are cut into arrays changes anything.

    Reports that share a link are joined in a row, and then each component takes the least number among its neighbours, over
    and over, in as many rounds as halving takes (Shiloach & Vishkin 1982, doi:10.1016/0196-6774(82)90008-6).
    """
    import numpy as np

    every = np.concatenate([np.empty((0, 2), np.uint64), *edges])
    reports, nodes = np.unique(every[:, 0], return_inverse=True)
    order = np.argsort(every[:, 1], kind="stable")
    linked = every[order, 1]
    nodes = nodes[order]
    alike = linked[1:] == linked[:-1]
    one, other = nodes[:-1][alike], nodes[1:][alike]
    above = np.arange(len(reports))
    while len(one):
        one, other = above[one], above[other]
        apart = one != other
        one, other = one[apart], other[apart]
        np.minimum.at(above, np.maximum(one, other), np.minimum(one, other))
        while not np.array_equal(above, further := above[above]):
            above = further
    return Components(reports, reports[above])
