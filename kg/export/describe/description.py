"""The description of a source and of the files that it was written to."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.errors import UsageError
from kg.export.describe.about import About
from kg.export.describe.conformance import NOT_CHECKED, check_conformance, ontology_versions
from kg.export.describe.dataset import Dataset, describe_dataset
from kg.export.describe.examples import base_of
from kg.export.describe.files import ExportedFile, exported_files
from kg.export.describe.provenance import add_provenance
from kg.export.describe.survey import Survey, survey
from kg.export.describe.terms import Triples
from kg.export.describe.writing import as_json_ld, as_turtle
from kg.export.merging import Merging
from kg.export.source import Source
from kg.export.table import EXPORT_FORMATS
from kg.namespaces import APACHE_LICENSE, CC_BY, CC_BY_SA, CKG, DATA, ONTOLOGY
from kg.resources import seeds

if TYPE_CHECKING:
    from pyoxigraph import Triple

__all__ = ["Description", "check_format", "describe"]

QUOTED: Final = (
    "Titles, quotes and paragraphs are the words of the reports and remain under the rights of those who published them; a"
    " licence that is stated is that of the graph, not of these words."
)
OURS: Final = (
    f"The graph <{ONTOLOGY}> is under {CC_BY} whatever the licence of the rest, and the names of the codes of CAMEO and PLOVER"
    f" in it under {CC_BY_SA}."
)
_WRITERS: Final[Mapping[str, Callable[[Sequence[Triple]], bytes]]] = {"turtle": as_turtle, "jsonld": as_json_ld}


@dataclass(frozen=True)
class Description:
    """A described dataset; *options* tell in words how its files were written."""

    dataset: Dataset
    options: str = ""

    @property
    def survey(self) -> Survey:
        return self.dataset.survey

    @property
    def missing(self) -> tuple[str, ...]:
        """Return what a data portal asks for and nobody has told: of `license`, `publisher`, `issued`."""
        return self.dataset.about.missing

    @cached_property
    def triples(self) -> list[Triple]:
        """Return the triples of the description, those of the dataset first; no blank node is among them."""
        triples = describe_dataset(self.dataset)
        add_provenance(triples, self.survey, self.dataset.base, self.options)
        return triples.sorted(first=self.dataset.iri)

    def as_bytes(self, format: str = "turtle") -> bytes:
        """Return the description as `turtle` or `jsonld`; raises UsageError for another format."""
        return _WRITERS[check_format(format)](self.triples)

    def provenance(self) -> bytes:
        """Return as Turtle how the dataset was made."""
        triples = Triples()
        add_provenance(triples, self.survey, self.dataset.base, self.options)
        return as_turtle(triples.sorted(first=self.dataset.iri))

    def with_files(self, files: Sequence[ExportedFile], left_out: Mapping[str, str]) -> Description:
        """Return the same with *files* as the dataset's distributions, and formats *left_out*, by their names, with why."""
        titles = {EXPORT_FORMATS[name].title: why for name, why in left_out.items()}
        return replace(self, dataset=replace(self.dataset, files=tuple(files), left_out=titles))


def check_format(format: str) -> str:
    """Return *format*; raises UsageError where a description is not written so."""
    if format not in _WRITERS:
        raise UsageError(format, "is no format of a description", f"one of: {', '.join(_WRITERS)}")
    return format


def describe(
    source: Source,
    exported: Mapping[str, Path] | None = None,
    *,
    about: About | None = None,
    options: str = "",
    validate: bool = False,
    told: Mapping[str, str] = MappingProxyType({}),
) -> Description:
    """Describe *source*, and the files *exported*, by the names of their formats; their names are told from their folder.

    *told* is what the writers have said of what has no place in these files, by format.

    With *validate* the data is checked against the bundled shapes, which it is said to conform to only then.

    Raises InputError or StoreError where the source cannot be read, UsageError where a format is unknown.
    """
    found = survey(source)
    base, about = base_of(found), about or About()
    own = any(term.startswith(CKG) for term in (*found.classes, *found.properties))
    about = replace(about, license=about.license or _license_of(found))
    dataset = Dataset(
        found,
        about,
        title=about.title or _title(found),
        description=about.description or _description_of(found),
        base=base or DATA,
        uri_space=base,
        files=_files(source, exported or {}, told),
        ontology=ontology_versions() if own else (),
        conformance=check_conformance(source) if validate else NOT_CHECKED,
        rights=_rights_of(found),
    )
    return Description(dataset, options)


def _files(source: Source, exported: Mapping[str, Path], told: Mapping[str, str]) -> tuple[ExportedFile, ...]:
    unknown = sorted(set(exported) - set(EXPORT_FORMATS))
    if unknown:
        raise UsageError(unknown[0], "is no format of an export", f"one of: {', '.join(EXPORT_FORMATS)}")
    merging = Merging(source)
    return tuple(
        file
        for name, path in exported.items()
        for file in exported_files(EXPORT_FORMATS[name], path, path.parent, merging.told(name) or told.get(name, ""))
    )


def _title(found: Survey) -> str:
    reports = found.classes.get(CKG + "Document", 0)
    return f"Claims of {reports} report{'s' * (reports != 1)}" if reports else "Dataset"


def _description_of(found: Survey) -> str:
    claims, reports = (found.classes.get(CKG + name, 0) for name in ("Claim", "Document"))
    size = f"{found.triples} triples about {found.entities} things"
    if not claims:
        return size + "."
    return (
        f"{claims} claim{'s' * (claims != 1)} of {reports} report{'s' * (reports != 1)} as linked data, each with who says it,"
        f" how surely, and the words that say it: {size}."
    )


def _license_of(found: Survey) -> str | None:
    """Return the licence of the bundled sample reports where the data rests on these and no others."""
    return APACHE_LICENSE if _are_samples(found) else None


def _rights_of(found: Survey) -> tuple[str, ...]:
    """Say what a licence of the data does not reach: what others have written."""
    texts = CKG + "Document" in found.classes and not _are_samples(found)
    ontology = ONTOLOGY in found.graphs
    return tuple(text for text, applies in ((QUOTED, texts), (OURS, ontology)) if applies)


def _are_samples(found: Survey) -> bool:
    lines = [line for line in found.provenance if f" <{CKG}sha256> ".encode() in line]
    hashes = {line.split(b'"')[1].decode() for line in lines if b'"' in line}
    return bool(hashes) and hashes <= _sample_hashes()


@cache
def _sample_hashes() -> frozenset[str]:
    manifest = json.loads((seeds() / "manifest.json").read_text(encoding="utf-8"))
    return frozenset(entry["sha256"] for entry in manifest.values())
