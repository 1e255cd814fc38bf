"""The README of a release: what is in it, what each file leaves out, how to load it, check it and cite it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Final

from kg import __version__
from kg.export.describe.dataset import Dataset
from kg.export.describe.files import ExportedFile
from kg.export.describe.provenance import SOFTWARE
from kg.namespaces import CKG, shorten

__all__ = ["readme_of"]

_MOST_CLASSES: Final = 12
# How a file of a format is loaded elsewhere; the rest is opened by whatever opens its kind.
_LOADING: Final[Mapping[str, str]] = {
    "nquads": "oxigraph load --location DB --file {}",
    "trig": "rdflib: Dataset().parse({!r}, format='trig')",
    "turtle": "rdflib: Graph().parse({!r}, format='turtle')",
    "ntriples": "rdflib: Graph().parse({!r}, format='nt')",
    "jsonld": "rdflib: Graph().parse({!r}, format='json-ld')",
    "rdfxml": "rdflib: Graph().parse({!r}, format='xml')",
}


def readme_of(dataset: Dataset, own: bool) -> bytes:
    """Return `README.md` for a release of *dataset*; with *own* it has the ontology and the shapes beside it."""
    parts = (
        [f"# {_plain(dataset.title)}", "", _plain(dataset.description), ""],
        _facts(dataset),
        _counts(dataset),
        _files(dataset.files),
        _left_out(dataset),
        _beside(own),
        _reading(dataset),
        _citing(dataset),
    )
    return ("\n".join(line for part in parts for line in part) + "\n").encode()


def _facts(dataset: Dataset) -> list[str]:
    about = dataset.about
    publisher = _plain(about.publisher) if about.publisher else "not stated"
    license = f"<{about.license}>" if about.license else "not stated; ask the publisher before you use it"
    return [
        f"- Identifier: <{dataset.iri}>",
        f"- Issued: {about.issued or 'not stated'}",
        f"- Publisher: {publisher}",
        f"- Licence of the data: {license}",
        *(f"- Rights: {_plain(text)}" for text in dataset.rights),
        f"- Checked against the shapes: {dataset.conformance.told}",
        f"- Made by: {SOFTWARE} {__version__}; how, from which documents and by which lexicon stands in `prov.ttl`",
        f"- Hash (RDFC-1.0, SHA-256): `{dataset.survey.sha256}`",
        "",
    ]


def _counts(dataset: Dataset) -> list[str]:
    survey = dataset.survey
    largest = sorted(survey.classes.items(), key=lambda item: (not item[0].startswith(CKG), -item[1], item[0]))
    rows = [
        ("quads", survey.quads),
        ("triples", survey.triples),
        ("graphs", len(survey.graphs)),
        ("things described", survey.entities),
        *((f"`{shorten(kind)}`", count) for kind, count in largest[:_MOST_CLASSES]),
    ]
    return [
        "## What is in it",
        "",
        *_table(("what", "how many"), rows),
        "",
        "All classes and properties: `void.ttl`.",
        "",
    ]


def _files(files: Sequence[ExportedFile]) -> list[str]:
    rows = []
    for format, found in groupby(files, key=lambda file: file.format):
        own = list(found)
        name = f"`{own[0].name.rpartition('/')[0]}/` ({len(own)} files)" if format.folder else f"`{own[0].name}`"
        size = sum(file.size for file in own)
        rows.append((name, format.title, size, _plain(own[0].leaves_out) or "nothing"))
    return ["## The data", "", *_table(("file", "format", "bytes", "leaves out"), rows), ""]


def _left_out(dataset: Dataset) -> list[str]:
    return [line for told in dataset.told_left_out for line in (f"{_plain(told)}.", "")]


def _beside(own: bool) -> list[str]:
    rows = [
        ("`void.ttl`, `dcat.jsonld`", "description of the dataset (VoID, DCAT 3, PROV-O), twice the same"),
        ("`prov.ttl`", "how the dataset was made"),
        ("`ro-crate-metadata.json`", "manifest (RO-Crate 1.2)"),
        ("`SHA256SUMS`", "checksums"),
    ]
    if own:
        rows.append(
            ("`ontology/`, `shapes/`", "the terms, the JSON-LD context, and the SHACL shapes; see their `LICENSE`")
        )
    return ["## Beside it", "", *_table(("file", "what"), rows), ""]


def _reading(dataset: Dataset) -> list[str]:
    loading = [
        _LOADING[file.format.name].format(file.name)
        for file in dataset.files
        if file.format.name in _LOADING and not file.compressed
    ]
    packed = ["Files that end in `.gz` are to be unpacked first (`gunzip --keep`).", ""]
    return [
        "## Checking and loading",
        "",
        "```",
        "sha256sum -c SHA256SUMS",
        *loading,
        "```",
        "",
        *(packed if any(file.compressed for file in dataset.files) else []),
        "Each graph in N-Quads and TriG is one document, or the registry, or what follows from all documents; where no graph is"
        " asked for, the union of all is meant.",
        "",
    ]


def _citing(dataset: Dataset) -> list[str]:
    about = dataset.about
    who = f"{_plain(about.publisher).rstrip('.')}: " if about.publisher else ""
    title = _plain(dataset.title).rstrip(".")
    return ["## Citing it", "", f"{who}{title}. {about.issued or 'No date'}. <{dataset.iri}>"]


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    rule = ["---:" if name in ("bytes", "how many") else "---" for name in head]
    return [f"| {' | '.join(map(str, row))} |" for row in (head, rule, *rows)]


def _plain(text: str) -> str:
    """Return *text* so that Markdown shows it as it is."""
    return re.sub(r"([\\`*_{}\[\]#|~!$])", r"\\\1", escape(text, quote=False))
