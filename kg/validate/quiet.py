"""Keeps libraries from talking: what they log of malformed shapes and values stands in our own error or report."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

__all__ = ["quiet"]

TALKATIVE: Final = ("pyshacl-validate", "rdflib.term")


@contextmanager
def quiet() -> Iterator[None]:
    """Switch off the loggers of pySHACL and of rdflib's literals for the body, and leave them as they were before.

    Nor does Python tell what regular expressions of the shapes may stand for in its days to come.
    """
    loggers = [logging.getLogger(name) for name in TALKATIVE]
    before = [logger.disabled for logger in loggers]
    for logger in loggers:
        logger.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            yield
    finally:
        for logger, disabled in zip(loggers, before, strict=True):
            logger.disabled = disabled
