"""The manifest of a release, as RO-Crate 1.2: every file, what it is, and how it was made.

Source: RO-Crate Metadata Specification 1.2, https://w3id.org/ro/crate/1.2
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from kg import __version__
from kg.export.describe.about import is_web_address
from kg.export.describe.dataset import Dataset
from kg.export.describe.files import media_type_of
from kg.export.describe.provenance import SOFTWARE
from kg.export.release.vocabulary import VOCABULARY
from kg.formats.release import CRATE_FILE, SUMS_FILE
from kg.namespaces import CC_BY, ONTOLOGY, RDF_CANON, RO_CRATE

__all__ = ["crate_of", "sums_size"]

Node = dict[str, Any]
_EXPORT: Final = "#export"
_SOFTWARE: Final = "#software"
_IDENTIFIER: Final = "#identifier"
_UNLICENSED: Final = "#no-licence"
_WHAT: Final = {
    "README.md": "What is in this release, and how to read it",
    SUMS_FILE: "Checksums for sha256sum -c",
    "void.ttl": "Description of the dataset: VoID and DCAT, in Turtle",
    "dcat.jsonld": "Description of the dataset: VoID and DCAT, in JSON-LD",
    "prov.ttl": "How the dataset was made: PROV-O",
}


def crate_of(dataset: Dataset, hashes: Mapping[str, str], sizes: Mapping[str, int]) -> bytes:
    """Return `ro-crate-metadata.json` for a release of *dataset* with these files: their sha256 and size by name.

    The list of checksums has none here, since it lists the manifest's; its size is known beforehand.
    """
    names = sorted({*hashes, SUMS_FILE})
    folders = sorted({f"{parent}/" for name in names for parent in PurePosixPath(name).parents if parent.name})
    told = {file.name: file for file in dataset.files}
    nodes = [_descriptor(), _root(dataset, names, folders)]
    nodes += [_folder(folder, names, folders) for folder in folders]
    for name in names:
        node = _file(name, hashes.get(name), sizes.get(name, sums_size([*hashes, CRATE_FILE])))
        if name in told:
            node["name"] = told[name].format.title
            node["encodingFormat"] = "application/gzip" if told[name].compressed else told[name].media_type
            left_out = told[name].leaves_out
            node["description"] = f"Leaves out: {left_out}" if left_out else "The whole dataset"
        nodes.append(node)
    nodes += _context(dataset, [file.name for file in dataset.files], bool(folders))
    document = {"@context": f"{RO_CRATE}/context", "@graph": nodes}
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def sums_size(names: Iterable[str]) -> int:
    """Return how many bytes the list of checksums of files of these *names* has."""
    return sum(64 + len(f"  {name}\n".encode()) for name in names)


def _descriptor() -> Node:
    return {
        "@id": CRATE_FILE,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": RO_CRATE},
    }


def _root(dataset: Dataset, names: Iterable[str], folders: Iterable[str]) -> Node:
    about = dataset.about
    node: Node = {
        "@id": "./",
        "@type": "Dataset",
        "name": dataset.title,
        "description": " ".join([dataset.description, *(f"{told}." for told in dataset.told_left_out)]),
        "datePublished": about.issued,
        "identifier": _at(_IDENTIFIER),
        "hasPart": [*map(_at, _directly_in("", names, folders))],
        "mentions": _at(_EXPORT),
    }
    node["license"] = _at(about.license or _UNLICENSED)
    if dataset.rights:
        node["copyrightNotice"] = " ".join(dataset.rights)
    if about.publisher:
        node["publisher"] = _at(_publisher_id(about.publisher))
    if about.folder:
        node["url"] = about.folder
    return node


def _folder(folder: str, names: Iterable[str], folders: Iterable[str]) -> Node:
    return {
        "@id": folder,
        "@type": "Dataset",
        "name": folder.rstrip("/"),
        "description": f"The files of {folder}",
        "hasPart": [*map(_at, _directly_in(folder, names, folders))],
    }


def _directly_in(folder: str, names: Iterable[str], folders: Iterable[str]) -> list[str]:
    inside = [name for name in (*names, *folders) if name != folder and name.startswith(folder)]
    return sorted(name for name in inside if "/" not in name[len(folder) :].rstrip("/"))


def _file(name: str, sha256: str | None, size: int) -> Node:
    path = Path(name)
    node: Node = {"@id": name, "@type": "File", "encodingFormat": _media_type(path), "contentSize": str(size)}
    node |= {"name": path.name, "description": _WHAT.get(name) or f"A file of {path.parts[0]}: {path.name}"}
    # The schemes of other projects have names under another licence; the file beside says which.
    if path.parts[0] in VOCABULARY and path.stem != "event-schemes":
        node["license"] = _at(CC_BY)
    return node | ({"sha256": sha256} if sha256 else {})


def _media_type(path: Path) -> str:
    return media_type_of(path) if path.suffix else "text/plain"


def _context(dataset: Dataset, results: Iterable[str], own: bool) -> list[Node]:
    about = dataset.about
    software: Node = {
        "@id": _SOFTWARE,
        "@type": "SoftwareApplication",
        "name": SOFTWARE,
        "softwareVersion": __version__,
        "version": __version__,
        "url": ONTOLOGY,
    }
    export: Node = {
        "@id": _EXPORT,
        "@type": "CreateAction",
        "name": "Export of the dataset",
        "instrument": _at(_SOFTWARE),
        "result": [*map(_at, results)],
        "endTime": about.issued,
    }
    identifier: Node = {
        "@id": _IDENTIFIER,
        "@type": "PropertyValue",
        "name": "IRI of the dataset, by its RDFC-1.0 hash",
        "propertyID": RDF_CANON,
        "value": dataset.iri,
    }
    nodes = [software, export, identifier]
    if about.publisher:
        nodes.append(_publisher(about.publisher))
    licenses = {about.license or _UNLICENSED, *([CC_BY] if own else [])}
    return [*nodes, *map(_license, sorted(licenses))]


def _publisher(publisher: str) -> Node:
    node = {"@id": _publisher_id(publisher), "@type": "Organization", "name": publisher}
    return node | ({"url": publisher} if is_web_address(publisher) else {})


def _publisher_id(publisher: str) -> str:
    return publisher if is_web_address(publisher) else "#publisher"


def _license(iri: str) -> Node:
    """Return the node of a licence; the manifest must have one, also where it says that nobody has told."""
    if iri == _UNLICENSED:
        told = "Nobody has told on which terms the data may be used; ask the publisher."
        return {"@id": iri, "@type": "CreativeWork", "name": "No licence is stated", "description": told}
    return {"@id": iri, "@type": "CreativeWork", "name": iri, "description": f"The licence at {iri}"}


def _at(iri: str) -> Node:
    return {"@id": iri}
