"""What every test has: no way out to the network, and golden files that show what is missing and what is extra."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A machine that does other work besides is no fault of what is tested.
settings.register_profile("kg", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kg")

GOLDEN = Path(__file__).parent / "golden"
Golden = Callable[[str, bytes], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")


def _is_local(host: object) -> bool:
    if host in (None, "", "localhost", b"localhost"):
        return True
    try:
        address = ip_address(str(host))
    except ValueError:
        return False
    if address.is_loopback:
        return True
    with socket.socket(socket.AF_INET6 if address.version == 6 else socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.bind((str(host), 0))  # as only an address of the machine itself allows
        except OSError:
            return False
    return True


def _refuse_the_network(host: object) -> None:
    if not _is_local(host):
        raise PermissionError(f"a test reached out to {host!r}; tests use no network")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Refuse every connection of this process but those to the machine itself; processes of their own are not touched."""
    lookup = socket.getaddrinfo

    def guarded_lookup(host: Any, *args: Any, **options: Any) -> Any:
        _refuse_the_network(host)
        return lookup(host, *args, **options)

    def guarded(name: str) -> Callable[..., Any]:
        connect = getattr(socket.socket, name)

        def guarded_connect(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6):
                _refuse_the_network(address[0])
            return connect(self, address)

        return guarded_connect

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", guarded_lookup)
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, guarded(name))
        yield


def _lines(nquads: str) -> list[str]:
    return sorted({line for line in nquads.split("\n") if line})


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return `compare(name, nquads)`, which compares with `tests/golden/NAME` line by line; order does not count."""

    def compare(name: str, nquads: bytes) -> None:
        lines = _lines(nquads.decode())
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        expected = _lines(path.read_text(encoding="utf-8"))
        missing, extra = [set(one).difference(other) for one, other in ((expected, lines), (lines, expected))]
        shown = [*(f"- {line}" for line in sorted(missing)), *(f"+ {line}" for line in sorted(extra))]
        assert not shown, "\n".join([f"{name} (where this is right: --update-golden)", *shown])

    return compare
