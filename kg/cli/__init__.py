"""The command line: one small file per command, loaded when it is called.

Data goes to stdout, talk to stderr. Exit 0 fine · 1 the data does not conform · 2 cannot do it · 3 nothing was checked.
"""

from __future__ import annotations

from kg.cli.group import main

__all__ = ["main"]
