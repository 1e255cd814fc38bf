"""The software that claims rest on besides kg itself: where another version is installed, documents are done again."""

from __future__ import annotations

import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Final

__all__ = ["LIBRARIES", "installed"]

# By the names of their distributions.
LIBRARIES: Final = (
    "anyascii",
    "lxml",
    "lxml_html_clean",
    "markdown-it-py",
    "numpy",
    "py3langid",
    "pypdfium2",
    "python-docx",
    "rapidfuzz",
    "selectolax",
    "spacy",
    "thinc",
    "trafilatura",
    "warcio",
    "webencodings",
)


@cache
def installed() -> dict[str, str]:
    """Return the version of each of `LIBRARIES` ("" where it is not installed), and of Python, by name."""
    python = ".".join(map(str, sys.version_info[:2]))
    return {"python": python} | {name: _version(name) for name in LIBRARIES}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
