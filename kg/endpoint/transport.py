"""HTTP exchanges with an endpoint: credentials, redirects, waiting, and every fault as one line.

1. Credentials go to the origin (scheme, host, port) that they are for, and nowhere else. A token is sent at once; a name
   and password only after the server has asked. What it asked for is remembered, so that a body is sent twice once and
   not every time. What a server says is told without them.
2. A redirect is followed with the same method and body. What changes data follows none to another origin, and nothing
   goes from https to http.
3. Every wait is bounded by the time-out: for the connection, and for each piece of the answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from kg import __version__
from kg.endpoint.address import Address, Origin, parse_address, without_secrets
from kg.endpoint.challenge import Answer, answer_challenge, is_over
from kg.endpoint.credentials import Credentials
from kg.endpoint.faults import as_endpoint_errors
from kg.errors import EndpointError, UsageError

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from urllib.request import OpenerDirector, Request

__all__ = ["Transport"]

MOST_REDIRECTS: Final = 5
REDIRECTS: Final = (301, 302, 307, 308)
MESSAGE_BYTES: Final = 1 << 16
MESSAGE_LENGTH: Final = 300
CREDENTIALS: Final = "KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, KG_ENDPOINT_TOKEN, or a netrc file"
RIGHT: Final = {
    401: CREDENTIALS,
    403: "credentials that may do this",
    404: "the address of an endpoint",
    405: "the address that takes this (--server derives the others from one)",
    413: "less at once (kg push --part-size)",
}
AGENT: Final = f"conflict-kg/{__version__}"


@dataclass
class Transport:
    """Sends requests, to each origin with its *credentials*, without to others; *timeout* is in seconds."""

    credentials: Mapping[Origin, Credentials] = field(repr=False)
    timeout: float
    _answers: dict[Origin, Answer] = field(default_factory=dict, repr=False)

    def send(
        self,
        method: str,
        address: Address,
        headers: Mapping[str, str],
        body: bytes | None = None,
        *,
        changes: bool = False,
    ) -> HTTPResponse:
        """Return the answer to one request; raises EndpointError where its status is not 2xx.

        *changes* tells that the request changes data: then no redirect leads to another origin.
        """
        for _ in range(MOST_REDIRECTS):
            response = self._authorised(method, address, headers, body)
            if response.status not in REDIRECTS:
                break
            address = self._redirected(address, response, changes)
        if 200 <= response.status < 300:
            return response
        raise self._refusal(address, response)

    def quoted(self, text: str) -> str:
        """Return *text*, which a server has said, as it may stand in a message: without secrets, on one line, not too long."""
        for credentials in self.credentials.values():
            text = credentials.struck_out(text)
        text = " ".join("".join(c if c.isprintable() else " " for c in without_secrets(text)).split())
        return text if len(text) <= MESSAGE_LENGTH else text[:MESSAGE_LENGTH] + "…"

    def first_line(self, address: Address, response: HTTPResponse) -> str:
        """Return what a server says of a fault: the first line that says something, without tags; may be empty."""
        with as_endpoint_errors(address):
            text = response.read(MESSAGE_BYTES).decode("utf-8", "replace")
        if "html" in response.headers.get_content_type() or text.lstrip()[:1] == "<":
            text = re.sub(r"(?is)<(script|style|head)\b.*?</\1>|<[^>]*>", "\n", text)
        return next(filter(None, map(self.quoted, text.splitlines())), "")

    def _authorised(
        self, method: str, address: Address, headers: Mapping[str, str], body: bytes | None
    ) -> HTTPResponse:
        response = self._exchange(method, address, headers, body)
        if response.status != 401 or not self._learn(address, response):
            return response
        response.close()
        return self._exchange(method, address, headers, body)

    def _exchange(self, method: str, address: Address, headers: Mapping[str, str], body: bytes | None) -> HTTPResponse:
        from urllib.request import Request

        request = Request(address.url, data=body, method=method, headers={"User-Agent": AGENT, **headers})
        if authorisation := self._authorisation(address, request):
            request.add_unredirected_header("Authorization", authorisation)
        with as_endpoint_errors(address):
            response: HTTPResponse = _opener().open(request, timeout=self.timeout)
        return response

    def _authorisation(self, address: Address, request: Request) -> str | None:
        credentials = self.credentials.get(address.origin)
        if credentials and credentials.token:
            return f"Bearer {credentials.token}"
        answer = self._answers.get(address.origin)
        return answer(request) if answer else None

    def _learn(self, address: Address, response: HTTPResponse) -> bool:
        """Learn what the server asks for; tell whether it is worth sending the request again."""
        challenge = ", ".join(response.headers.get_all("WWW-Authenticate") or ())
        credentials = self.credentials.get(address.origin)
        answer = answer_challenge(challenge, credentials) if credentials else None
        if answer is None or (address.origin in self._answers and not is_over(challenge)):
            return False
        self._answers[address.origin] = answer
        return True

    def _redirected(self, address: Address, response: HTTPResponse, changes: bool) -> Address:
        location = response.headers.get("Location") or ""
        response.close()
        try:
            target = parse_address(urljoin(address.url, location))
        except (UsageError, ValueError):
            raise EndpointError(address, "redirects to no address of the web", CREDENTIALS, response.status) from None
        target = Address(target.url)  # without a password that another server has put there
        downgraded = address.origin[0] == "https" and target.origin[0] == "http"
        if downgraded or (changes and target.origin != address.origin):
            wrong = f"redirects to {self.quoted(target.url)}"
            raise EndpointError(address, wrong, "that address itself, if you trust it", response.status)
        return target

    def _refusal(self, address: Address, response: HTTPResponse) -> EndpointError:
        status, wait = response.status, _retry_after(response)
        try:
            told = self.first_line(address, response)
        except EndpointError:
            told = ""
        finally:
            response.close()
        told = told or self.quoted(re.sub(r"[^ -~]", " ", response.reason or ""))
        if status in REDIRECTS:
            return EndpointError(
                address, f"redirects more than {MOST_REDIRECTS} times", "the address at the end", status
            )
        later = "to try again " + ("later" if wait is None else f"in {wait:g} s")
        default = later if status == 429 or (status >= 500 and status != 501) else "what this server takes"
        wrong = f"HTTP {status}" + (f": {told}" if told else "")
        return EndpointError(address, wrong, RIGHT.get(status, default), status, wait)


def _retry_after(response: HTTPResponse) -> float | None:
    """Return the seconds that Retry-After tells, as a number or as a time, which is held against that of the answer."""
    from email.utils import parsedate_to_datetime

    told = (response.headers.get("Retry-After") or "").strip()
    if told.isascii() and told.isdigit():
        return float(told)
    try:
        wait = parsedate_to_datetime(told) - parsedate_to_datetime(response.headers.get("Date") or "")
    except (ValueError, TypeError):
        return None
    return max(0.0, wait.total_seconds())


@cache
def _opener() -> OpenerDirector:
    """Return what opens requests, by way of the proxies of the environment; it follows and answers nothing by itself."""
    from urllib import request

    opener = request.OpenerDirector()
    for handler in (request.ProxyHandler, request.HTTPHandler, request.HTTPSHandler, request.UnknownHandler):
        opener.add_handler(handler())
    return opener
