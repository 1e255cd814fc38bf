"""Text that a terminal may be shown: names of files and documents may hold what it takes for a command."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["printable"]

# Control characters (ECMA-48), line and paragraph separators, and what stands for bytes of a name that are not UTF-8 (PEP 383).
UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def printable(line: str) -> str:
    r"""Return *line* with what is no character to be shown as Python escapes it.

    >>> printable("a\x1b[31m\n\udcff.txt")
    'a\\x1b[31m\\n\\udcff.txt'
    """
    return UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), line)
