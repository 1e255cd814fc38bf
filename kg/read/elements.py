"""Which elements of HTML and XHTML begin a line of their own, as browsers show them (HTML Standard, 15.3, rendering)."""

from __future__ import annotations

from typing import Final

__all__ = ["BLOCKS", "HEADINGS"]

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS: Final = frozenset(
    "html body address article aside blockquote button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav noindex ol optgroup p pre search section "
    "summary table tbody td tfoot th thead tr ul".split()
)
