"""Who we are to each server: from the environment, else an address of it, else the netrc file.

    KG_ENDPOINT_TOKEN                       a bearer token
    KG_ENDPOINT_USER, KG_ENDPOINT_PASSWORD  a name and its password, for Digest or Basic, as the server asks
    NETRC, else ~/.netrc                    `machine HOST login NAME password PASSWORD`

Nothing of it is ever printed, logged or written: the dataclass does not show it, and messages are made from addresses
without it.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from kg.endpoint.address import Address, Origin
from kg.errors import UsageError

__all__ = ["Credentials", "find_credentials"]


@dataclass(frozen=True, slots=True)
class Credentials:
    """A bearer *token*, or a *user* and *password*; none of them is shown by `repr`."""

    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)

    @property
    def basic(self) -> str:
        """What Basic sends of the name and password."""
        return b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")

    def struck_out(self, text: str) -> str:
        """Return *text* without the token, the password and what Basic makes of them, which a server may say again."""
        for secret in filter(None, (self.basic if self.user else None, self.token, self.password)):
            text = text.replace(secret, "…")
        return text


def find_credentials(addresses: Iterable[Address]) -> dict[Origin, Credentials]:
    """Return what is known for the servers of *addresses*, by origin; raises UsageError where the netrc file cannot be read.

    Those of the environment are for all of them; a password in an address, or in the netrc file, is for its own server alone.
    """
    # Of two addresses of one server the one that has a password tells.
    servers = {address.origin: address for address in sorted(addresses, key=lambda address: address.user is not None)}
    return {origin: _found(address) for origin, address in servers.items()}


def _found(address: Address) -> Credentials:
    if token := os.environ.get("KG_ENDPOINT_TOKEN"):
        return Credentials(token=_fit_for_a_header(token))
    if user := os.environ.get("KG_ENDPOINT_USER"):
        return Credentials(user, os.environ.get("KG_ENDPOINT_PASSWORD", ""))
    if address.user is not None:
        return Credentials(address.user, address.password)
    return _from_netrc(address)


def _fit_for_a_header(token: str) -> str:
    if not token.strip().isascii() or any(ord(c) < 33 for c in token.strip()):
        raise UsageError("KG_ENDPOINT_TOKEN", "holds blanks or letters that no token has", "the token alone")
    return token.strip()


def _from_netrc(address: Address) -> Credentials:
    from netrc import NetrcParseError, netrc

    named = os.environ.get("NETRC")
    path = Path(named) if named else Path("~/.netrc").expanduser()
    if not named and not path.is_file():
        return Credentials()
    try:
        found = netrc(str(path)).authenticators(urlsplit(address.url).hostname or "")
    except NetrcParseError as error:
        # Its own message may quote a word of the file.
        raise UsageError(f"{path}:{error.lineno or 0}", "is no netrc file", "machine, login and password") from None
    except (OSError, UnicodeDecodeError) as error:
        wrong = f"cannot be read ({getattr(error, 'strerror', None) or 'no text'})"
        raise UsageError(path, wrong, "a netrc file") from None
    return Credentials(found[0], found[2] or "") if found and found[0] else Credentials()
