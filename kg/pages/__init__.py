"""Static pages made from the ontology: a page per term with an example, diagrams, changes between versions, redirect rules.

`make_site` gives all files as bytes by path, the same for the same input; `write_site` puts them into a folder as a whole.
Links between pages are relative, nothing is loaded from elsewhere, and no script stands in a page.
"""

from __future__ import annotations

from kg.pages.site import Sources, make_site
from kg.pages.writing import write_site

__all__ = ["Sources", "make_site", "write_site"]
