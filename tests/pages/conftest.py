"""One site for all tests of this folder: the bundled ontology, with examples from the bundled reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

import kg
from kg.cli import main
from kg.formats.rdf import exported
from kg.pages import Sources, make_site
from kg.resources import CODING_FILES, ontology_file, ontology_versions, seeds
from kg.store import StoreFolder

HOSTED_AT = "https://example.org/conflict-kg/"


def _sources(**changed: object) -> Sources:
    files = {
        "ontology": ontology_file(),
        "scheme": ontology_file("event-types.ttl"),
        "modules": tuple(map(ontology_file, MODULES)),
        "context": ontology_file("context.jsonld"),
        "versions": ontology_versions(),
    }
    return Sources(**files | changed)


@dataclass(frozen=True)
class Built:
    """The store of the bundled reports with what a reasoner infers, its quads, and the site made from them."""

    store: Path
    quads: list
    site: dict[str, bytes]


MODULES = ("alignments.ttl", "definitions.ttl", "rules.ttl", *CODING_FILES)


@pytest.fixture(scope="session")
def sources():
    """Return a function that gives the bundled files, some of them changed."""
    return _sources


@pytest.fixture(scope="session")
def hosted_at() -> str:
    return HOSTED_AT


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Built:
    store = tmp_path_factory.mktemp("pages") / "store"
    kg.build([seeds()], store=store)
    CliRunner().invoke(main, ["reason", "--store", str(store)], catch_exceptions=False)
    quads = list(exported(StoreFolder(store).quads()))
    return Built(store, quads, make_site(_sources(), quads, HOSTED_AT))
