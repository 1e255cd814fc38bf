"""The guide to the registry: its worked example is read beside the bundled files and does what the guide says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kg
from kg import resources
from kg.errors import LexiconError
from kg.formats.registry import read_registry
from kg.lexicon import Lexicon

GUIDE = Path(kg.__file__).parents[1] / "docs" / "registry.md"
MINE = "https://example.org/my-registry/"


@pytest.fixture(scope="module")
def example() -> str:
    if not GUIDE.is_file():
        pytest.skip("the guide is not beside an installed package")
    blocks = re.findall(r"^```turtle\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return next(block for block in blocks if block.startswith("@prefix"))


@pytest.fixture(scope="module")
def extended(example: str, tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    path = tmp_path_factory.mktemp("registry") / "mine.ttl"
    path.write_text(example, encoding="utf-8")
    return Lexicon(read_registry([*resources.registry_files(), path]))


def test_the_example_adds_its_rows_and_its_name(registry: Lexicon, extended: Lexicon) -> None:
    added = extended.by_iri.keys() - registry.by_iri.keys()
    assert added == {f"{MINE}ner", f"{MINE}ner-brigade", f"{MINE}red-front"}
    assert [entry.label for entry in extended.by_surface("Djarablos")] == ["Jarablos"]
    assert [entry.label for entry in extended.by_surface("RF")] == ["Red Front"]


def test_the_front_of_the_example_is_meant_only_where_it_is_named(extended: Lexicon) -> None:
    def meant(text: str) -> list[str]:
        return [entry.label for entry in extended.in_context(text).by_surface("the Front")]

    assert meant("The Red Front came. The Front left.") == ["Red Front"]
    assert meant("The Islamic Front came. The Front left.") == []


def test_the_message_of_the_guide_is_the_one_that_comes(example: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    row = ':red-front a ckg:ArmedGroup ; skos:prefLabel "Red Front"@en .'
    path.write_text(example.partition("\n\n")[0] + "\n" + row, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        read_registry([path])
    assert f"`{caught.value}`" in GUIDE.read_text(encoding="utf-8")
