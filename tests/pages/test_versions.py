"""Versions in the order of owl:priorVersion, and what the page of changes says of them."""

from __future__ import annotations

import re

import pytest

from kg.errors import InputError
from kg.formats.ontology import read_ontology
from kg.pages import make_site
from kg.pages.versions import chain

HEAD = """
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ckg: <https://w3id.org/conflict-kg/ontology#> . @prefix dcterms: <http://purl.org/dc/terms/> .
"""
BASE = "https://w3id.org/conflict-kg/ontology"


@pytest.fixture
def version(tmp_path):
    """Return a function that writes a version of a small ontology and gives its file."""

    def written(number, prior="", body="", name=""):
        before = f"owl:priorVersion <{BASE}/{prior}> ;" if prior else ""
        text = f'<{BASE}> a owl:Ontology ; dcterms:title "t"@en ; owl:versionIRI <{BASE}/{number}> ; {before} owl:versionInfo "{number}" .'
        path = tmp_path / f"{name or number}.ttl"
        path.write_text(f"{HEAD}{text}\nckg:A a owl:Class . {body}", encoding="utf-8")
        return path

    return written


def _chain(current, *kept):
    return chain(read_ontology(current), map(read_ontology, kept))


def test_versions_come_newest_first_whatever_their_files_are_called(version):
    files = [
        version("0.2.0", "0.1.0", "ckg:B a owl:Class .", name="z"),
        version("0.10.0", "0.2.0", "ckg:C a owl:Class .", name="a"),
        version("0.1.0", name="m"),
    ]
    found = _chain(version("1.0.0", "0.10.0"), *files)
    assert [v.number for v in found] == ["1.0.0", "0.10.0", "0.2.0", "0.1.0"]
    assert [v.prior.removeprefix(BASE) for v in found] == ["/0.10.0", "/0.2.0", "/0.1.0", ""]
    assert [len(v.diff.removed) if v.diff else None for v in found] == [1, 1, 0, None]


def test_what_is_released_stands_once_and_what_is_not_comes_first(version):
    released = version("0.1.0")
    assert [v.number for v in _chain(released, released)] == ["0.1.0"]
    ahead = version("0.1.0", body="ckg:B a owl:Class .", name="ahead")
    (next_one, first) = _chain(ahead, released)
    assert (next_one.number, first.number) == ("", "0.1.0")
    assert [term.iri for term in next_one.diff.added] == [f"{BASE}#B"]


def test_a_version_before_that_is_not_kept_is_named(version):
    (only,) = _chain(version("0.3.0", "0.2.0"))
    assert (only.prior, only.diff) == (f"{BASE}/0.2.0", None)


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ([("0.1.0", ""), ("0.1.0", "")], "is no version IRI of its own"),
        ([("0.0.9", "")], "comes before no later version"),
        ([("0.1.0", "0.2.0")], "comes before itself"),
    ],
)
def test_versions_that_are_no_chain_are_refused(version, kept, words):
    files = [version(number, prior, name=f"kept{at}") for at, (number, prior) in enumerate(kept)]
    with pytest.raises(InputError, match=words):
        _chain(version("0.2.0", "0.1.0"), *files)


def test_the_page_of_changes_says_what_changed_and_gives_each_version(version, sources, hosted_at, monkeypatch):
    monkeypatch.setattr("kg.pages.site.drawings", lambda: ())
    old = version("0.1.0", body='ckg:B a owl:Class ; rdfs:label "<b>old</b>" .')
    new = version("0.2.0", "0.1.0", 'ckg:B a owl:Class, owl:NamedIndividual ; rdfs:label "new" .', name="new")
    site = make_site(sources(ontology=new, versions=(old,)), [], hosted_at)
    page = site["changes.html"].decode()
    text = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", page))
    assert "breaking changes: after 0.1.0 the version must be at least 0.2.0; it is 0.2.0." in text
    assert "kind: class → class, individual — breaking" in text and "label: &lt;b&gt;old&lt;/b&gt; → new" in text
    assert text.index("0.2.0") < text.index("The first version.")
    for number in ("0.1.0", "0.2.0"):
        assert f'id="v{number}"' in page
        assert {f"versions/{number}.{suffix}" for suffix in ("ttl", "rdf", "nt", "jsonld")} <= site.keys()
