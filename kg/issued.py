"""The day on which something is made public: told, or taken from SOURCE_DATE_EPOCH, and never from the clock."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime

from kg.errors import UsageError

__all__ = ["epoch_day", "issued_day"]


def issued_day(told: str | None = None) -> str | None:
    """Return the day *told*, as YYYY-MM-DD; else that of SOURCE_DATE_EPOCH, in UTC; None where neither is given.

    Raises UsageError where that is no day.

    >>> issued_day("2026-11-22")
    '2026-11-22'
    """
    if told is None:
        day = epoch_day()
        return day.isoformat() if day else None
    try:
        # By itself, `fromisoformat` takes weeks and days without hyphens too.
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", told):
            return date.fromisoformat(told).isoformat()
    except ValueError:
        pass
    raise UsageError("--issued", f"{told!r} is no day", "a day such as 2026-11-22")


def epoch_day() -> date | None:
    """Return the day of SOURCE_DATE_EPOCH in UTC, None where it is not set; raises UsageError where it is no number."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(seconds), tz=UTC).date() if seconds else None
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError("SOURCE_DATE_EPOCH", f"is {seconds!r}", "seconds since 1970") from error
