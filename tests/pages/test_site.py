"""The pages: one for each term, no link leads nowhere, the HTML is valid, examples are true, the same bytes twice."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urldefrag, urlsplit

import html5rdf
import pytest
from click.testing import CliRunner
from markupsafe import escape
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.cli import main
from kg.errors import InputError, MissingExtraError, UsageError
from kg.formats.ontology import canonical, read_ontology
from kg.formats.rdf import read_file
from kg.namespaces import CKG, EVENT_TYPE, RDF
from kg.pages import make_site, write_site
from kg.pages.diagrams import drawings
from kg.read import read_document
from kg.resources import ontology_file, seeds

TERMS = [
    *read_ontology(ontology_file()).terms.values(),
    *read_ontology(ontology_file("event-types.ttl")).terms.values(),
]
FORMATS = ("ttl", "rdf", "nt", "jsonld")


class Page(HTMLParser):
    """What a page links to and loads, its ids, its headings, and the text of its blocks."""

    def __init__(self, data):
        super().__init__()
        self.links, self.loads, self.ids, self.headings, self.attributes = [], [], [], [], []
        self.blocks = {"pre": [], "blockquote": [], "p.source": [], "h1": []}
        self._open = []
        self.feed(data.decode())

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.attributes += values.items()
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in ("link", "script", "img") and values.get("rel") != "alternate":
            self.loads.append(values.get("href") or values.get("src"))
        if "id" in values:
            self.ids.append(values["id"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name in (tag, f"{tag}.{values.get('class')}"):
            if name in self.blocks:
                self.blocks[name].append("")
                self._open.append(name)

    def handle_endtag(self, tag):
        if self._open and self._open[-1].split(".")[0] == tag:
            self._open.pop()

    def handle_data(self, data):
        for name in self._open:
            self.blocks[name][-1] += data


@pytest.fixture(scope="session")
def pages(built):
    return {path: Page(data) for path, data in built.site.items() if path.endswith(".html")}


@pytest.fixture(scope="session")
def page_of(built):
    """Return the path of each term's page, as the index has it."""
    found = re.findall(rb'<li id="[^"]*" data-page="([^"]*)">', built.site["index.html"])
    return dict(zip(_index_iris(built), map(bytes.decode, found), strict=True))


def _index_iris(built):
    names = re.findall(
        rb'<li id="[^"]*" data-page="[^"]*"><a href="[^"]*"><code>(ckg|et):([^<]*)<', built.site["index.html"]
    )
    return [{b"ckg": CKG, b"et": EVENT_TYPE}[prefix] + name.decode() for prefix, name in names]


def test_every_declared_term_has_one_page_that_names_it(built, page_of):
    assert sorted(page_of) == sorted(term.iri for term in TERMS)
    assert len(set(page_of.values())) == len(TERMS)
    for term in TERMS:
        text = built.site[page_of[term.iri]].decode()
        assert f"<code>{term.iri}</code>" in text
        assert f"<h1>{escape(term.label)}</h1>" in text


def test_no_two_pages_differ_by_case_alone(built):
    assert len({path.casefold() for path in built.site}) == len(built.site)


def test_every_link_within_the_site_leads_to_a_file_and_an_anchor(built, pages):
    checked = 0
    for path, page in pages.items():
        for link in (*page.links, *page.loads):
            if urlsplit(link).scheme:
                continue
            target, anchor = urldefrag(link)
            file = normpath(join(dirname(path), unquote(target))) if target else path
            assert file in built.site, (path, link)
            assert not anchor or anchor in pages[file].ids, (path, link)
            checked += 1
    assert checked > 5 * len(pages)


def test_pages_load_nothing_from_elsewhere_and_hold_no_script_or_style(built, pages):
    for path, page in pages.items():
        assert {load.removeprefix("../") for load in page.loads} == {"pages.css", "pages.js"}, path
        assert not any(name == "style" or name.startswith("on") for name, _ in page.attributes), path
        assert b"<style" not in built.site[path] and b"</script>" not in built.site[path].replace(
            b"defer></script>", b""
        )
    for name in ("pages.css", "pages.js"):
        assert (
            b"http" not in built.site[name] and b"@import" not in built.site[name] and b"url(" not in built.site[name]
        )


def test_headings_go_down_by_one_and_ids_are_used_once(pages):
    for path, page in pages.items():
        assert page.headings.count(1) == 1 and page.headings[0] == 1, path
        assert all(later <= earlier + 1 for earlier, later in zip(page.headings, page.headings[1:], strict=False)), path
        assert len(set(page.ids)) == len(page.ids), path
        assert ("lang", "en") in page.attributes, path


def test_every_page_is_valid_html(built, pages):
    for path in pages:
        html5rdf.HTMLParser(strict=True).parse(built.site[path].decode())


def test_a_hash_iri_finds_its_anchor_on_the_index(pages):
    assert {term.iri.removeprefix(CKG) for term in TERMS if term.iri.startswith(CKG)} <= set(pages["index.html"].ids)


def test_every_example_is_turtle_of_the_graph_and_uses_its_term(built, pages, page_of):
    triples = {quad.triple for quad in built.quads}
    shown = 0
    for iri, path in page_of.items():
        for snippet in pages[path].blocks["pre"]:
            found = [quad.triple for quad in parse(snippet, format=RdfFormat.TURTLE)]
            assert set(found) <= triples, path
            assert any(NamedNode(iri) in (triple.predicate, triple.object) for triple in found), path
            shown += 1
    assert shown > 200


def test_a_term_has_an_example_if_and_only_if_the_graph_uses_it(built, pages, page_of):
    used = {node.value for quad in built.quads for node in (quad.predicate, quad.object)}
    for iri, path in page_of.items():
        assert len(pages[path].blocks["pre"]) == (iri in used), path
        assert (b"hold no instance of this term" in built.site[path]) == (iri not in used), path


def test_every_quote_stands_in_the_paragraph_that_is_named(pages):
    paragraphs = {
        (path.name, paragraph.number): document.text[paragraph.start : paragraph.end]
        for path in seeds().glob("*.txt")
        for document in [read_document(path)]
        for paragraph in document.paragraphs
    }
    quotes = 0
    for path, page in pages.items():
        assert len(page.blocks["blockquote"]) == len(page.blocks["p.source"])
        for quote, source in zip(page.blocks["blockquote"], page.blocks["p.source"], strict=True):
            name, number = source.split(" ¶")
            assert quote in paragraphs[name, int(number)], path
            quotes += 1
    assert quotes > 200


def test_the_quote_of_a_direct_triple_is_that_of_its_accepted_statement(pages, page_of):
    """A quote beside memberOf must be one that the membership was concluded from, and not any that names the member."""
    path = page_of[CKG + "memberOf"]
    triples = {quad.triple for quad in parse(pages[path].blocks["pre"][0], format=RdfFormat.TURTLE)}
    statement = {t.subject for t in triples if t.predicate.value == CKG + "statementPredicate"}
    claims = {t.object for t in triples if t.subject in statement and t.predicate.value.endswith("wasDerivedFrom")}
    assert claims == {t.subject for t in triples if t.predicate.value == CKG + "claims"} != set()


def test_drawings_name_only_terms_that_are_there_and_link_to_them(built, page_of):
    names = {name for drawing in drawings() for name in drawing.terms}
    text = built.site["patterns.html"].decode()
    for name in names:
        prefix, local = name.split(":")
        if prefix == "ckg":
            assert f'<a href="{page_of[CKG + local]}"><text' in text, name
    assert {drawing.id for drawing in drawings()} == {"claim", "membership", "incident"}


@pytest.mark.parametrize("name", ["conflict.ttl", "event-types.ttl", "alignments.ttl"])
def test_each_download_holds_what_its_source_holds(built, tmp_path, name):
    stem = name.replace("conflict", "ontology").removesuffix(".ttl")
    source = canonical(read_file(ontology_file(name)))
    for suffix in FORMATS:
        path = tmp_path / f"{stem}.{suffix}"
        path.write_bytes(built.site[path.name])
        assert canonical(read_file(path)) == source, path.name
        assert f'href="{path.name}"' in built.site["index.html"].decode()


def test_the_same_input_gives_the_same_bytes(built, sources, hosted_at):
    assert make_site(sources(), reversed(built.quads), hosted_at) == built.site


def test_the_command_writes_the_site_in_place_of_an_older_one(built, tmp_path, hosted_at):
    folder = tmp_path / "docs"
    write_site(folder, {"index.html": built.site["index.html"], "class/Old.html": b"a page of before"})
    arguments = ["docs", "--store", str(built.store), "-o", str(folder), "--hosted-at", hosted_at]
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, result.stdout) == (0, "")
    assert {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()} == built.site
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "Missing option '--hosted-at'"),
        (("--hosted-at", "here"), "here: is no address of a folder of pages"),
        (("--hosted-at", "https://example.org/$1"), "is no address"),
        (("--hosted-at", "https://example.org/", "--store", "nowhere"), "nowhere: there is no such store"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(built, tmp_path, monkeypatch, options, words):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["docs", "--store", str(built.store), *options])
    assert (result.exit_code, result.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert words in result.stderr and result.stderr.count("\n") == 1


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds files that are no pages"):
        write_site(tmp_path, {"index.html": b""})
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


HOSTILE = """
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix ckg: <https://w3id.org/conflict-kg/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
<https://w3id.org/conflict-kg/ontology> a owl:Ontology ; dcterms:title "</title><script>alert(1)</script>" .
ckg:Bad a owl:Class ; rdfs:label "<script>alert('x')</script>" ; skos:definition "a \\"quote\\" & <img src=x onerror=alert(1)> ckg:Bad" ;
    rdfs:seeAlso <javascript:alert(1)> ; skos:closeMatch <https://example.org/'onclick='x'> .
<https://w3id.org/conflict-kg/ontology#../../../etc/passwd> a owl:Class ; rdfs:label "away" .
<https://w3id.org/conflict-kg/ontology#a'b&c%22> a owl:Class ; rdfs:label "" .
ckg:Änderung a owl:Class ; rdfs:label "{{ 7*7 }}" .
"""


def test_hostile_names_are_escaped_and_stay_in_the_folder(built, tmp_path, monkeypatch, sources, hosted_at):
    monkeypatch.setattr("kg.pages.site.drawings", lambda: ())
    path = tmp_path / "hostile.ttl"
    path.write_text(HOSTILE, encoding="utf-8")
    claim = NamedNode("https://w3id.org/conflict-kg/id/claim/x")
    quads = list(parse(f"<{claim.value}> a <{CKG}Bad> ; <{CKG}p> '<b>bold</b>' .", format=RdfFormat.TURTLE))
    site = make_site(sources(ontology=path, versions=()), quads, hosted_at)
    own = {name: data.decode() for name, data in site.items() if name.startswith("class/")}
    assert len(own) == 4
    assert all(re.fullmatch(r"class/[A-Za-z0-9_~-]+\.html", name) for name in own)
    for name, text in (*own.items(), ("index.html", site["index.html"].decode())):
        html5rdf.HTMLParser(strict=True).parse(text)
        assert "<script>" not in text and "<img" not in text and "<b>bold" not in text, name
        assert "javascript:" not in " ".join(Page(text.encode()).links), name
        assert {attribute for attribute, _ in Page(text.encode()).attributes} & {"onerror", "onclick"} == set(), name
    assert "&lt;script&gt;" in own["class/Bad.html"] and "{{ 7*7 }}" in "".join(own.values())
    write_site(tmp_path / "out", site)
    assert {path.name for path in tmp_path.iterdir()} == {"hostile.ttl", "out"}


def test_a_drawing_that_names_what_is_not_there_is_refused(tmp_path, sources, hosted_at):
    path = tmp_path / "small.ttl"
    path.write_text("<https://w3id.org/conflict-kg/ontology> a <http://www.w3.org/2002/07/owl#Ontology> .")
    with pytest.raises(InputError, match="claim names ckg:Actor, which the ontology does not have"):
        make_site(sources(ontology=path, versions=()), [], hosted_at)


def test_chains_keys_and_reasons_are_shown(tmp_path, monkeypatch, sources, hosted_at):
    monkeypatch.setattr("kg.pages.site.drawings", lambda: ())
    ontology, alignments = tmp_path / "o.ttl", tmp_path / "a.ttl"
    head = HOSTILE[: HOSTILE.index("<https://w3id.org/conflict-kg/ontology> a")]
    ontology.write_text(
        head + "<https://w3id.org/conflict-kg/ontology> a owl:Ontology ; dcterms:title 'x' . "
        "ckg:p a owl:ObjectProperty, owl:TransitiveProperty ; owl:propertyChainAxiom ( ckg:q ckg:p ) ; rdfs:domain ckg:A ."
        "ckg:q a owl:ObjectProperty . ckg:A a owl:Class, owl:NamedIndividual ; owl:hasKey ( ckg:q ) . ckg:B a owl:Class ;"
        "rdfs:subClassOf ckg:A, [ owl:onProperty ckg:q ; owl:someValuesFrom ckg:A ] ; owl:deprecated true ."
    )
    alignments.write_text(
        head + "<https://w3id.org/x> a owl:Ontology . ckg:A skos:closeMatch <https://example.org/Z> . "
        "[] a owl:Axiom ; owl:annotatedSource ckg:A ; owl:annotatedProperty skos:closeMatch ;"
        "owl:annotatedTarget <https://example.org/Z> ; rdfs:comment 'both are people' ."
    )
    site = make_site(sources(ontology=ontology, modules=(alignments,), versions=()), [], hosted_at)
    texts = {
        name: re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", data.decode())) for name, data in site.items() if "/" in name
    }
    assert "object property; transitive" in texts["property/p.html"]
    assert "Follows from the chain ckg:q o ckg:p" in texts["property/p.html"]
    assert "class, individual" in texts["class/A.html"] and "Key ckg:q" in texts["class/A.html"]
    assert "https://example.org/Z : both are people" in texts["class/A.html"]
    assert "More specific ckg:B" in texts["class/A.html"] and "Deprecated." in texts["class/B.html"]
    assert "ckg:q some ckg:A" in texts["class/B.html"] and "general terms ckg:A ckg:p" in texts["class/B.html"]


def test_registry_rows_are_not_passed_off_as_read_from_a_sentence(built, page_of):
    text = built.site[page_of[CKG + "neverSameAs"]].decode()
    assert "The registry says this" in text and "Read from this sentence" not in text


def test_what_a_reasoner_infers_is_not_passed_off_as_read_from_a_sentence(built, page_of):
    for name in ("StateBody", "PartisanSource", "DisputedClaim"):
        page = built.site[page_of[CKG + name]].decode()
        assert "A reasoner infers this" in page, name
        assert "Read from this sentence" not in page, name


def test_a_rule_is_shown_with_what_it_concludes_and_with_its_premises(built, page_of):
    infighting, report = (_words(built.site[page_of[CKG + name]]) for name in ("Infighting", "report"))
    assert "Follows by the rule infighting: ckg:report (?incident, ?claim) ∧ ckg:claims (?claim, ?told) ∧" in infighting
    assert "⇒ ckg:Infighting (?incident)" in infighting
    assert "In the premises of a rule for" not in infighting
    assert "In the premises of a rule for ckg:Infighting" in report


def _words(page):
    return " ".join(re.sub(r"<[^<>]+>", " ", page.decode()).split())


def test_types_of_the_claim_that_are_inferred_do_not_crowd_an_example(pages, page_of):
    shown = pages[page_of[CKG + "Claim"]].blocks["pre"][0]
    triples = list(parse(shown, format=RdfFormat.TURTLE))
    assert [t.object.value for t in triples if t.predicate.value == RDF + "type"] == [CKG + "Claim"]


def test_without_jinja_the_extra_is_named(sources, hosted_at, monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(MissingExtraError, match=re.escape("pip install 'conflict-kg[docs]'")):
        make_site(sources(), [], hosted_at)
