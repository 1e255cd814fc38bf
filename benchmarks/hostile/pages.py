"""Hostile pages of the web: depth, numbers of elements and attributes, and data inside them that recurses."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final

__all__ = ["PAGES"]

PARAGRAPH: Final = "<p>The Red Front attacked the village of Ner on Monday and took it, residents said.</p>"


def _page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>Ner</title>{head}</head><body>{body}</body></html>".encode()


def _repeated(unit: str, end: str = PARAGRAPH) -> Callable[[int], bytes]:
    return lambda size: _page(unit * (size // len(unit.encode())) + end)


def _table(rows: str) -> Callable[[int], bytes]:
    return lambda size: _page(f"<table>{rows * (size // len(rows))}</table>" + PARAGRAPH)


def _json_ld(size: int) -> bytes:
    deep = "[" * (size // 2) + "]" * (size // 2)
    return _page(PARAGRAPH * 3, f'<script type="application/ld+json">{{"@graph": {deep}}}</script>')


def _wide_json_ld(size: int) -> bytes:
    graph = [{"@type": "NewsArticle", "headline": "Ner", "author": {"name": f"A{n}"}} for n in range(size // 64)]
    return _page(PARAGRAPH * 3, f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>')


PAGES: Final[Mapping[str, Callable[[int], bytes]]] = {
    "paragraphs": _repeated(PARAGRAPH),
    "nested divisions": _repeated("<div>"),
    "nested formatting": _repeated("<b><i><font>"),
    "misnested formatting": _repeated("<a><b><p></a></b>"),
    "nested tables": _repeated("<table><tr><td>"),
    "cells that span": _table("<tr><td colspan=1000 rowspan=65534>x</td></tr>"),
    "a wide table": _table("<tr>" + "<td>x</td>" * 100 + "</tr>"),
    "a long table": _table("<tr><td>x</td></tr>"),
    "nested lists": _repeated("<ul><li>"),
    "nested comments of readers": _repeated('<div class="comment"><p>Ner was taken, I think.</p>'),
    "line breaks": _repeated("<br>"),
    "links": _repeated('<a href="/x">Ner</a> '),
    "attributes": lambda size: _page(f"<p {' '.join(f'a{n}=1' for n in range(size // 8))}>Ner</p>" + PARAGRAPH),
    "one attribute": lambda size: _page(f'<p title="{"x" * size}">Ner</p>' + PARAGRAPH),
    "a comment without end": lambda size: _page(PARAGRAPH + "<!--" + "-" * size),
    "a script": lambda size: _page(f"<script>{'x' * size}</script>" + PARAGRAPH),
    "entities": _repeated("&amp;&#x0;&nosuch;"),
    "zero bytes": _repeated("\x00"),
    "headings": _repeated("<h1>Ner</h1>"),
    "metadata": lambda size: _page(PARAGRAPH, '<meta property="og:title" content="Ner">' * (size // 43)),
    "nested JSON-LD": _json_ld,
    "wide JSON-LD": _wide_json_ld,
    "words without a space": lambda size: _page(f"<p>{'x' * size}</p>"),
}
