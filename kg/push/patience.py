"""Tries again what fails for the moment."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeVar

from kg.errors import EndpointError

__all__ = ["BUSY", "patiently"]

T = TypeVar("T")

BUSY: Final = (429, 503)
AWAY: Final = (None, *BUSY, 500, 502, 504)  # None: no answer, or none that came whole
FIRST_WAIT: Final = 0.5
LONGEST_WAIT: Final = 60.0
LONGEST_TOLD: Final = 600.0  # of a Retry-After; who says more is not waited for


def patiently(act: Callable[[], T], retries: int, faults: tuple[int | None, ...] = AWAY) -> T:
    """Return what *act* does, tried again up to *retries* times where it fails with a status of *faults*.

    The wait is 0.5 s, 1 s, 2 s … up to a minute, and no shorter than the endpoint tells.
    """
    for number in range(retries):
        try:
            return act()
        except EndpointError as error:
            if error.status not in faults or (error.retry_after or 0) > LONGEST_TOLD:
                raise
            wait = max(min(FIRST_WAIT * 2**number, LONGEST_WAIT), error.retry_after or 0)
        time.sleep(wait)
    return act()
