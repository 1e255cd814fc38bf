"""What went wrong with a request, as a status and one line; told as problem details (RFC 9457)."""

from __future__ import annotations

import json
from http import HTTPStatus

__all__ = ["MEDIA_TYPE", "Problem"]

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """A request that gets no answer: an HTTP *status*, what is wrong in one line, and headers that go with it."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None) -> None:
        self.status, self.detail, self.headers = status, detail, headers or {}
        super().__init__(detail)

    @property
    def title(self) -> str:
        """Return the standard phrase of the status."""
        return HTTPStatus(self.status).phrase

    def as_json(self) -> bytes:
        """Return the problem as `application/problem+json`; its type is `about:blank`: no more than the status says."""
        told = {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail}
        return (json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8", "replace")
