"""The exceptions of kg, as a tree.

KgError                 anything that a user can put right; one line `where: what is wrong; what would be right`
├── UsageError          the call itself is off: an unknown name, an option that does not fit
│   └── UnwritableError a format has no way to write something that is in the source
├── InputError          an input is missing, unreadable, empty, binary, or not what it says it is
│   ├── ClaimError      a line of a claims file does not hold against its document
│   ├── LexiconError    a row of the lexicon or the registry is wrong or lacks its source
│   ├── PassingError    an input could not be read this time: the time, the memory, or a process came to its end
│   └── QueryError      a query does not parse, or asks for what we refuse
├── StoreError          a store cannot be opened, read or written
├── LossError           an export lacks something of its source, or would
├── EndpointError       a SPARQL endpoint cannot be reached, refuses, or answers what is no whole answer
└── MissingExtraError   an optional package is needed; the message names the install line

Non-conforming data is a result, not an exception.
"""

from __future__ import annotations

__all__ = [
    "ClaimError",
    "EndpointError",
    "InputError",
    "KgError",
    "LexiconError",
    "LossError",
    "MissingExtraError",
    "PassingError",
    "QueryError",
    "StoreError",
    "UnwritableError",
    "UsageError",
]


class KgError(Exception):
    """A fault that a user can put right, told as `where: what is wrong; what would be right`."""

    def __init__(self, where: object, wrong: str, right: str) -> None:
        self.where, self.wrong, self.right = str(where), wrong, right
        # Names of files and messages of libraries may hold line breaks.
        super().__init__(" ".join(map(str.strip, f"{self.where}: {wrong}; {right}".splitlines())))


class UsageError(KgError):
    """Raised when the call is off: an unknown name, or options that do not fit together."""


class UnwritableError(UsageError):
    """Raised when a format has no way to write something that is in the source; another format has."""


class InputError(KgError):
    """Raised when an input is missing, unreadable, empty, binary or malformed."""


class ClaimError(InputError):
    """Raised when a claim does not hold against the document that it names."""


class LexiconError(InputError):
    """Raised when a lexicon or registry row is wrong, twice there, or without its source."""


class PassingError(InputError):
    """Raised when an input could not be read, which may be no fault of its own: it is worth another try."""


class QueryError(InputError):
    """Raised when a SPARQL query does not parse or asks for what is refused."""


class StoreError(KgError):
    """Raised when a store cannot be opened, read or written."""


class LossError(KgError):
    """Raised when an export does not hold all of its source, or its format could not; nothing is written then."""


class EndpointError(KgError):
    """Raised when an endpoint cannot be reached, refuses, or answers what is no whole answer.

    *status* is the HTTP status of its answer, None where there was none; *retry_after* the seconds after which it says that
    it may be asked again, None where it says nothing of the kind.
    """

    def __init__(
        self, where: object, wrong: str, right: str, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(where, wrong, right)
        self.status, self.retry_after = status, retry_after


class MissingExtraError(KgError):
    """Raised when a command needs an optional dependency that is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(what, f"needs the extra '{extra}'", f"pip install 'conflict-kg[{extra}]'")
