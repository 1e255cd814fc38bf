"""What went wrong with a request, as a status and one line; told as problem details (RFC 9457)."""

from __future__ import annotations

import json
from html import escape
from http import HTTPStatus

__all__ = ["Problem"]

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title} – conflict-kg</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="{root}/assets/site.css">
</head>
<body>
<header><nav aria-label="Site"><a href="{root}/">Overview</a></nav></header>
<main id="content">
<h1>{title}</h1>
<p>{detail}</p>
</main>
</body>
</html>
"""


class Problem(Exception):
    """A request that gets no answer: an HTTP *status*, what is wrong in one line, and headers that go with it."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None) -> None:
        self.status, self.detail, self.headers = status, detail, headers or {}
        super().__init__(detail)

    @property
    def title(self) -> str:
        """Return the standard phrase of the status."""
        return HTTPStatus(self.status).phrase

    def told(self, accept: str, root: str = "") -> tuple[str, bytes]:
        """Return the media type and the bytes of the problem: a page for readers, else problem details (RFC 9457).

        Its type is `about:blank`: no more than the status says. *root* is the path that the server is reached at.
        """
        if "text/html" in accept:
            page = _PAGE.format(title=escape(self.title), detail=escape(self.detail), root=escape(root))
            return "text/html; charset=utf-8", page.encode("utf-8", "replace")
        told = {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail}
        return "application/problem+json", (json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8", "replace")
