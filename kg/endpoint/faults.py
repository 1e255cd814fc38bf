"""Every fault on the wire, or in reading an answer, as one line about the address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kg.endpoint.address import Address, without_secrets
from kg.errors import EndpointError

__all__ = ["as_endpoint_errors"]


@contextmanager
def as_endpoint_errors(address: Address) -> Iterator[None]:
    """Turn what goes wrong on the wire, or in reading an answer, into an EndpointError about *address*."""
    from http.client import HTTPException, IncompleteRead
    from urllib.error import URLError

    try:
        yield
    except IncompleteRead as error:
        raise EndpointError(address, "broke off in the middle of an answer", "to try again") from error
    except TimeoutError as error:
        raise _too_late(address) from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _too_late(address) from error
        raise EndpointError(
            address, f"cannot be reached: {_told(error.reason)}", "an endpoint that is running"
        ) from error
    except SyntaxError as error:
        wrong = f"gives a malformed answer: {_told(error.msg)}"
        raise EndpointError(address, wrong, "an endpoint that answers in the W3C's formats") from error
    except (HTTPException, OSError) as error:
        raise EndpointError(address, f"broke off: {_told(error)}", "an endpoint that is running") from error


def _too_late(address: Address) -> EndpointError:
    return EndpointError(address, "does not answer in time", "a longer --timeout, or an endpoint that is running")


def _told(reason: object) -> str:
    text = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return without_secrets(" ".join(str(text).split()))
