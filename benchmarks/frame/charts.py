"""A comparison as bars, in SVG: matplotlib draws, and what makes it accessible is put in afterwards.

Title and description say in words what is drawn, each bar has its value beside it as text, ours is told by its pattern as
well as its colour, and what is no program is hollow. The ground goes with the drawing, so that it can be read on a light and
on a dark page.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

from benchmarks.frame.comparison import Comparison
from benchmarks.frame.figures import value
from benchmarks.frame.tables import chart_text

__all__ = ["draw", "write_chart"]

SVG: Final = "http://www.w3.org/2000/svg"
WIDTH, BAR, EDGES = 7.0, 0.34, 0.6  # inches
# 3:1 at least to both grounds.
OURS, OTHER = "#2f74c8", "#7b8490"
HATCH: Final = "#dbe7f7"
STYLE: Final = """
text { fill: #1f2328; font-family: sans-serif !important }
#ground path { fill: #ffffff !important }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  #ground path { fill: #0d1117 !important }
}
"""


def write_chart(comparison: Comparison, folder: Path) -> str:
    """Write the chart of *comparison* into *folder*, and return its file name."""
    name = f"{comparison.name}.svg"
    (folder / name).write_text(draw(comparison), encoding="utf-8")
    return name


def draw(comparison: Comparison) -> str:
    """Return *comparison* as SVG; the same one gives the same text."""
    root = ElementTree.fromstring(_drawn(comparison))
    title, description, style = (ElementTree.Element(f"{{{SVG}}}{name}") for name in ("title", "desc", "style"))
    title.text = f"{comparison.title}: {comparison.measured}"
    description.text = f"{chart_text(comparison)}. {comparison.better.capitalize()} is better."
    style.text = STYLE
    title.set("id", "title")
    description.set("id", "description")
    root.attrib |= {"role": "img", "aria-labelledby": "title", "aria-describedby": "description"}
    root[:0] = [title, description, style]
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _drawn(comparison: Comparison) -> str:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    rows = comparison.rows
    out = io.StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": comparison.name, "hatch.linewidth": 0.5}):
        figure = Figure(figsize=(WIDTH, EDGES + BAR * len(rows)), layout="constrained")
        figure.patch.set_gid("ground")
        axes: Any = figure.add_subplot()
        bars = axes.barh([_label(row.who) for row in rows], [row.value or 0 for row in rows], height=0.7)
        for row, bar in zip(rows, bars, strict=True):
            if row is comparison.ours:
                bar.set(facecolor=OURS, edgecolor=HATCH, hatch="//")
            else:
                bar.set(facecolor="none" if row.is_bound else OTHER, edgecolor=OTHER)
        axes.bar_label(bars, [_label(value(row, comparison.unit).partition(";")[0]) for row in rows], padding=4)
        axes.patch.set_visible(False)
        axes.set(xlim=(0, 1.35 * max((row.value or 0 for row in rows), default=0) or 1), xticks=[])
        axes.set_title(f"{comparison.measured} ({comparison.better} is better)", loc="left", fontsize=10)
        axes.invert_yaxis()
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        figure.savefig(out, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    return out.getvalue()


def _label(text: str) -> str:
    # A dollar sign begins a formula, and a line has no room for more.
    text = text.replace("$", r"\$")
    return text if len(text) <= 40 else text[:39] + "…"
