"""Where a fault of the server's own is noted down: one line on stderr, with the traceback where KG_DEBUG is set."""

from __future__ import annotations

import os
import sys
import traceback

__all__ = ["APOLOGY", "note_fault"]

APOLOGY = "this could not be answered; it was noted down for the keepers of this server"


def note_fault(where: str, error: BaseException) -> None:
    """Write what happened at *where* to stderr."""
    sys.stderr.write(f"kg serve: {where}: {type(error).__name__}: {error}\n")
    if os.environ.get("KG_DEBUG"):
        traceback.print_exception(error)
    sys.stderr.flush()
