"""`kg explain` tells the same of an endpoint as of the store that was pushed there, but for the words around a quote."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.endpoint import Endpoint
from kg.explain import explain, format_explanation
from kg.store import StoreFolder

from .servers import Running

KINDS = ("Claim", "AcceptedStatement", "Incident", "Mention", "ArmedGroup", "Membership", "Contradiction", "Document")


def _some(folder: StoreFolder, kind: str) -> list[str]:
    query = f"SELECT DISTINCT ?x {{ ?x a ckg:{kind} }} ORDER BY ?x LIMIT 3"
    from kg.namespaces import PREFIXES

    return [row[0].value for row in folder.open().query(query, use_default_graph_as_union=True, prefixes=PREFIXES)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_endpoint_is_explained_as_the_store(
    kind: str, filled: Endpoint, folder: StoreFolder, server: Running
) -> None:
    found = _some(folder, kind)[: 1 if server.name == "virtuoso" else 3]  # which takes seconds for each
    assert found, "there is one to explain"
    for iri in found:
        told, expected = explain(filled, iri), explain(folder.open(), iri)
        assert told == expected
        assert told.passages or kind == "Contradiction"


def test_the_command_speaks_to_an_endpoint(filled: Endpoint, folder: StoreFolder) -> None:
    iri = _some(folder, "Claim")[0]
    told = _explain(iri, filled)
    assert told == format_explanation(explain(folder.open(), iri))
    assert "«" in told


def test_a_name_is_enough(filled: Endpoint, folder: StoreFolder) -> None:
    told = _explain("Jund al-Aqsa", filled)
    assert told.startswith("id:group/jund-al-aqsa")


def _explain(thing: str, endpoint: Endpoint) -> str:
    told = CliRunner().invoke(main, ["explain", thing, "--endpoint", endpoint.url], catch_exceptions=False)
    assert told.exit_code == 0, told.stderr
    return told.stdout


def test_what_the_endpoint_does_not_know_is_told(filled: Endpoint) -> None:
    told = CliRunner().invoke(main, ["explain", "<urn:nobody>", "--endpoint", filled.url])
    assert told.exit_code == 2
    assert told.stderr.startswith("urn:nobody: is not in the graph; ")


def test_inference_needs_the_store(filled: Endpoint) -> None:
    told = CliRunner().invoke(main, ["explain", "<urn:x>", "--inferred", "--endpoint", filled.url])
    assert told.exit_code == 2
    assert "--inferred: does not go with --endpoint" in told.stderr
