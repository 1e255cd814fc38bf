"""The tokens of a SPARQL query, by the terminals of its grammar (SPARQL 1.1, §19.8): enough to find variables and words.

Strings, IRIs, comments, language tags and prefixed names are opaque, so that nothing is found inside them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kg.namespaces import PREFIXES

__all__ = ["TOKEN", "find_variables", "nesting", "query_form", "used_prefixes", "with_prefixes"]

TOKEN: Final = re.compile(
    r"""(?P<opaque>\#[^\r\n]*|<[^<>"{}|^`\\\s]*>|\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}"""
    r"""|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*'|@[A-Za-z]+(?:-+\w+)*)"""
    r"""|(?P<bound>(?i:\bBOUND)\s*\(\s*[?$](?P<tested>\w+)\s*\))"""
    r"""|(?P<computed>(?i:\bAS)\s*[?$](?P<target>\w+))"""
    r"""|[?$](?P<variable>\w+)"""
    r"""|(?P<prefix>(?:[^\W\d](?:[\w.-]*[\w-])?)?):(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*"""
    r"""|(?P<word>[A-Za-z_]\w*)|(?P<mark>[(){}])|.""",
    re.DOTALL | re.VERBOSE,
)
FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_DECLARED = re.compile(r"\bPREFIX\s+(?P<prefix>[\w.-]*):", re.IGNORECASE)


def query_form(text: str) -> str:
    """Return which form of query *text* is: SELECT, ASK, CONSTRUCT or DESCRIBE; "" where it is none."""
    words = (token["word"].upper() for token in TOKEN.finditer(text) if token["word"])
    return next((word for word in words if word in FORMS), "")


def find_variables(text: str) -> frozenset[str]:
    """Return the names of the variables of a query."""
    found = (token[key] for token in TOKEN.finditer(text) for key in ("variable", "tested", "target"))
    return frozenset(name for name in found if name)


def nesting(text: str) -> int:
    """Return how many brackets of a query stand one in the other at most."""
    deepest = depth = 0
    for token in TOKEN.finditer(text):
        depth += {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}.get(token[0], 0)
        deepest = max(deepest, depth)
    return deepest


def used_prefixes(text: str) -> frozenset[str]:
    """Return the prefixes of the names in a query, but for the empty one."""
    return frozenset(token["prefix"] for token in TOKEN.finditer(text) if token["prefix"])


def with_prefixes(text: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Return *text* with PREFIX lines for those of *prefixes* that it uses and does not declare."""
    used = used_prefixes(text)
    declared = {found["prefix"] for found in _DECLARED.finditer(text)}
    missing = sorted(used & prefixes.keys() - declared)
    return "".join(f"PREFIX {prefix}: <{prefixes[prefix]}>\n" for prefix in missing) + text
