from __future__ import annotations

import pytest

from kg import resources
from kg.formats.registry import read_registry
from kg.lexicon import Lexicon


@pytest.fixture(scope="session")
def registry() -> Lexicon:
    return Lexicon(read_registry(resources.registry_files()))
