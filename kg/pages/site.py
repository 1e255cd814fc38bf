"""All files of the site, as bytes by path.

index.html                     every term by kind, the ontology's header, downloads
class/ property/ individual/ event-type/   a page per term
patterns.html changes.html     drawings; what changed between versions
ontology.* event-types.* alignments.* versions/*   the files in each format; context.jsonld
w3id/.htaccess                 redirect rules for w3id.org
.htaccess                      media types, where the pages lie on an Apache server
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.diff import Weight
from kg.diff.reports.ontology import judgement
from kg.errors import InputError
from kg.formats.ontology import Ontology, Value, read_ontology
from kg.namespaces import DCTERMS, MOD, OWL, PREFIXES, RDF, VANN
from kg.pages.diagrams import HEIGHT, WIDTH, Drawing, drawings
from kg.pages.downloads import FORMATS, downloads
from kg.pages.examples import Example, find_examples
from kg.pages.names import GROUPS, Place, places
from kg.pages.passages import GraphIndex
from kg.pages.redirects import file_types, w3id_rules
from kg.pages.rendering import Renderer
from kg.pages.terms import Catalogue
from kg.pages.versions import Version, chain
from kg.resources import PACKAGE

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["Sources", "make_site"]

ASSETS: Final = PACKAGE / "pages" / "assets"
HEADER: Final = (
    ("Version", OWL + "versionInfo"),
    ("Version IRI", OWL + "versionIRI"),
    ("Version before", OWL + "priorVersion"),
    ("Prefix", VANN + "preferredNamespacePrefix"),
    ("Name space", VANN + "preferredNamespaceUri"),
    ("Status", MOD + "status"),
    ("Created", DCTERMS + "created"),
    ("Issued", DCTERMS + "issued"),
    ("Creator", DCTERMS + "creator"),
    ("Publisher", DCTERMS + "publisher"),
    ("Licence", DCTERMS + "license"),
    ("To cite it", DCTERMS + "bibliographicCitation"),
)


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that pages are made from.

    *modules* are files of further axioms and of matches, each given under its own name; *versions* the kept versions of
    *ontology*, in any order.
    """

    ontology: Path
    scheme: Path
    modules: tuple[Path, ...]
    context: Path
    versions: tuple[Path, ...] = ()


def make_site(sources: Sources, quads: Iterable[Quad], hosted_at: str) -> dict[str, bytes]:
    """Return every file of the site by path, sorted; examples come from *quads*, the pages will lie at the URL *hosted_at*.

    Raises:
        UsageError: *hosted_at* is no address of a folder.
        InputError: a source cannot be read, the versions are no chain, or a drawing names a term that is not there.
        MissingExtraError: Jinja2 is not installed.
    """
    rules = w3id_rules(hosted_at)
    ontology, scheme = map(read_ontology, (sources.ontology, sources.scheme))
    named = {"ontology": ontology, "event-types": scheme} | {path.stem: read_ontology(path) for path in sources.modules}
    versions = chain(ontology, map(read_ontology, sources.versions))
    placed = places(ontology, scheme)
    renderer = Renderer.of(placed)
    files = {
        **_pages(renderer, _Site(named, placed, versions, quads)),
        **_data(named, versions),
        "context.jsonld": sources.context.read_bytes(),
        "w3id/.htaccess": rules.encode(),
        ".htaccess": _media_types(),
        **{path.name: path.read_bytes() for path in sorted(ASSETS.iterdir())},
    }
    return dict(sorted(files.items()))


@dataclass(frozen=True)
class _Site:
    ontologies: Mapping[str, Ontology]  # by the name of their files; the ontology first, then the scheme
    places: Mapping[str, Place]
    versions: tuple[Version, ...]
    quads: Iterable[Quad]


def _pages(renderer: Renderer, site: _Site) -> dict[str, bytes]:
    ontology, scheme, *_ = site.ontologies.values()
    common = {"title": ontology.header(DCTERMS + "title"), "version": ontology.version, "types": file_types()}
    pages = {
        "index.html": renderer.render("index.html", "index.html", common | _index(site, ontology, scheme)),
        "patterns.html": renderer.render("patterns.html", "patterns.html", common | _patterns(site.places)),
        "changes.html": renderer.render("changes.html", "changes.html", common | _changes(site.versions)),
    }
    catalogue = Catalogue(site.ontologies.values())
    examples = find_examples(GraphIndex(site.quads), [place.term for place in site.places.values()])
    for iri, place in site.places.items():
        values = common | _term(catalogue, place, examples.get(iri))
        pages[place.path] = renderer.render("term.html", place.path, values)
    return pages


def _index(site: _Site, ontology: Ontology, scheme: Ontology) -> dict[str, Any]:
    groups = [(name, [p for p in site.places.values() if p.group == name]) for _, name, _ in GROUPS]
    facts = ontology.facts.get(ontology.iri, {})
    outside = [iri for iri, found in ontology.facts.items() if _is_outside(iri, found, ontology, site)]
    return {
        "groups": [(name, name.lower().replace(" ", "-"), found) for name, found in groups if found],
        "header": [(name, facts[key]) for name, key in HEADER if key in facts],
        "iri": ontology.iri,
        "description": ontology.header(DCTERMS + "description"),
        "scheme": scheme.iri,
        "outside": outside,
        "formats": FORMATS,
        "files": tuple(site.ontologies),
    }


def _is_outside(iri: str, facts: Mapping[str, tuple[Value, ...]], ontology: Ontology, site: _Site) -> bool:
    return iri not in site.places and iri != ontology.iri and RDF + "type" in facts


def _patterns(placed: Mapping[str, Place]) -> dict[str, Any]:
    for drawing in drawings():
        _check(drawing, placed)
    iris = {name: _iri(name) for drawing in drawings() for name in drawing.terms}
    return {"drawings": drawings(), "iris": iris, "width": WIDTH, "height": HEIGHT}


def _check(drawing: Drawing, placed: Mapping[str, Place]) -> None:
    for name in drawing.terms:
        if name.startswith(("ckg:", "et:")) and _iri(name) not in placed:
            raise InputError(
                "diagrams.toml", f"{drawing.id} names {name}, which the ontology does not have", "a term of it"
            )


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _changes(versions: tuple[Version, ...]) -> dict[str, Any]:
    told = [(version, judgement(version.diff) if version.diff else "") for version in versions]
    return {"versions": told, "formats": FORMATS, "breaking": Weight.BREAKING}


def _term(catalogue: Catalogue, place: Place, example: Example | None) -> dict[str, Any]:
    return {"place": place, "term": place.term, "facts": catalogue.facts_of(place.term), "example": example}


def _data(named: Mapping[str, Ontology], versions: tuple[Version, ...]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for name, ontology in named.items():
        files |= downloads(name, ontology)
    for version in versions:
        if version.number:
            files |= downloads(f"versions/{version.number}", version.ontology)
    for name, ontology in named.items():
        if ontology.version and name != "ontology":
            files |= downloads(f"versions/{name}-{ontology.version}", ontology)
    return files


def _media_types() -> bytes:
    lines = [f"AddType {name} .{suffix}\n" for suffix, name in file_types().items()]
    return "".join(["AddDefaultCharset utf-8\n", *sorted(lines)]).encode()
