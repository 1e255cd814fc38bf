"""The store of the base reports, built once."""

from __future__ import annotations

import pytest

from .reading import BASE, build


@pytest.fixture(scope="session")
def base_store(tmp_path_factory):
    return build(BASE, tmp_path_factory.mktemp("base") / "store")
