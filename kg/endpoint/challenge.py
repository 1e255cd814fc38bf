"""Answers what a server asks of us with 401: Digest (RFC 7616) where it takes that, else Basic (RFC 7617).

The arithmetic of Digest is the standard library's, which reads challenges and counts nonces; SHA-256 and letters outside
ASCII are added to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from kg.endpoint.credentials import Credentials
from kg.errors import EndpointError

if TYPE_CHECKING:
    from urllib.request import HTTPPasswordMgr, Request

__all__ = ["Answer", "answer_challenge", "is_over"]

Answer = Callable[["Request"], str | None]
ALGORITHMS: Final = {"MD5": "md5", "SHA": "sha1", "SHA-256": "sha256"}


def answer_challenge(challenge: str, credentials: Credentials) -> Answer | None:
    """Return what makes the Authorization header of a request, None where *challenge* asks for what we cannot give."""
    if not credentials.user:
        return None
    if found := re.search(r"(?i)\bdigest\s+(?P<parameters>.*)", challenge, re.DOTALL):
        return _digest(found["parameters"], credentials)
    return _basic(credentials) if re.search(r"(?i)\bbasic\b", challenge) else None


def is_over(challenge: str) -> bool:
    """Tell whether *challenge* only says that the nonce of before is used up."""
    return re.search(r'(?i)\bstale="?true', challenge) is not None


def _basic(credentials: Credentials) -> Answer:
    return lambda _: f"Basic {credentials.basic}"


def _digest(parameters: str, credentials: Credentials) -> Answer:
    from hashlib import new
    from urllib.request import AbstractDigestAuthHandler, parse_http_list, parse_keqv_list

    class Digest(AbstractDigestAuthHandler):
        def get_algorithm_impls(self, algorithm: str) -> tuple[Any, Any]:
            name = ALGORITHMS.get(algorithm.upper())
            if name is None:
                wrong = f"asks for Digest by {algorithm}, which we do not know"
                raise EndpointError("credentials", wrong, f"one of: {', '.join(ALGORITHMS)}")

            def digest(text: str) -> str:
                return new(name, text.encode(), usedforsecurity=False).hexdigest()

            return digest, lambda secret, data: digest(f"{secret}:{data}")

    handler = Digest(_passwords(credentials))
    challenge = parse_keqv_list([part for part in parse_http_list(parameters) if "=" in part])

    def answer(request: Request) -> str | None:
        told = handler.get_authorization(request, challenge)
        return f"Digest {told}" if told else None

    return answer


def _passwords(credentials: Credentials) -> HTTPPasswordMgr:
    """Return what tells the one pair for every address: the caller has seen to it that the server is the right one."""
    from urllib.request import HTTPPasswordMgr

    class Passwords(HTTPPasswordMgr):
        def find_user_password(self, realm: str, authuri: str) -> tuple[str | None, str | None]:
            return credentials.user, credentials.password

    return Passwords()
