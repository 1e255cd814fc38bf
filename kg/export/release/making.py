"""Makes a release, in this order: survey, data, description, what goes beside it, manifest, checksums; then into its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg import __version__
from kg.errors import UsageError
from kg.export.describe import About, Description, describe
from kg.export.describe.files import checksum
from kg.export.release.crate import crate_of
from kg.export.release.data import Progress, write_data
from kg.export.release.place import LEDGER, LOCK, release_folder
from kg.export.release.readme import readme_of
from kg.export.release.vocabulary import VOCABULARY, copy_vocabulary
from kg.export.source import Source
from kg.export.table import EXPORT_FORMATS, Options
from kg.formats.release import CRATE_FILE, SUMS_FILE
from kg.identifiers import short_hash

__all__ = ["Release", "write_release"]


@dataclass(frozen=True)
class Release:
    """What was made: the folder, the description of what is in it, the names of its files."""

    folder: Path
    description: Description
    files: tuple[str, ...]


def write_release(
    source: Source,
    folder: Path,
    options: Options | None = None,
    progress: Progress | None = None,
    *,
    about: About | None = None,
    formats: Sequence[str] | None = None,
    allow_loss: bool = False,
    compress: bool = False,
    force: bool = False,
    validate: bool = False,
) -> Release:
    """Write *source* as a release into *folder*: new, empty, or with *force* a release of before.

    *about* is what is told of the dataset; its day is that of *options* where it has none. *formats* are names of formats
    (default: all); one that cannot write this source is left out with *allow_loss*, and the release says so. With *compress*
    their files are packed with gzip; with *validate* the data is checked against the shapes, and the outcome told. Two runs
    give the same bytes.

    Raises:
        UsageError: no day is told, a format is unknown, none is left, or *folder* is in use.
        LossError: a format cannot write this source, or what was written lacks something that it should hold.
        KgError: the source cannot be read.
    """
    options, told = options or Options(), about or About()
    told = replace(told, issued=told.issued or options.issued)
    if told.issued is None:
        raise UsageError("--release", "has no day of making", "--issued YYYY-MM-DD, or SOURCE_DATE_EPOCH")
    names = tuple(EXPORT_FORMATS) if formats is None else tuple(dict.fromkeys(formats))
    if unknown := [name for name in names if name not in EXPORT_FORMATS]:
        raise UsageError(unknown[0], "is no format of an export", f"one of: {', '.join(EXPORT_FORMATS)}")
    if not names:
        raise UsageError("--without", "leaves no format", "one at least")
    with release_folder(folder, force) as root:
        description = describe(source, about=told, options=_in_words(options, told, compress), validate=validate)
        key = short_hash(description.survey.sha256, __version__, description.options, told)
        # The licence is that of the description: of the sample reports it is known.
        options = replace(
            options, issued=told.issued, license=description.dataset.about.license, publisher=told.publisher
        )
        found = write_data(
            source, root, names, options, key, allow_loss=allow_loss, compress=compress, progress=progress
        )
        description = description.with_files(*found)
        written = _write_rest(root, description)
    return Release(folder, description, written)


def _in_words(options: Options, told: About, compress: bool) -> str:
    chosen = {"compress": "gzip" if compress else None, "frame": options.frame, "issued": told.issued}
    return " ".join(f"{name}={value}" for name, value in chosen.items() if value)


def _write_rest(root: Path, description: Description) -> tuple[str, ...]:
    own = bool(description.dataset.ontology)
    if own:
        copy_vocabulary(root)
    texts = {
        "README.md": readme_of(description.dataset, own),
        "dcat.jsonld": description.as_bytes("jsonld"),
        "prov.ttl": description.provenance(),
        "void.ttl": description.as_bytes("turtle"),
    }
    for name, data in texts.items():
        (root / name).write_bytes(data)
    _remove_leftovers(root, {*texts, *_listed(description)})
    hashes = {name: checksum(root / name) for name in _names(root)}
    sizes = {name: (root / name).stat().st_size for name in hashes}
    (root / CRATE_FILE).write_bytes(crate_of(description.dataset, hashes, sizes))
    hashes[CRATE_FILE] = checksum(root / CRATE_FILE)
    lines = [f"{sha256}  {name}\n" for name, sha256 in sorted(hashes.items())]
    (root / SUMS_FILE).write_text("".join(lines), encoding="utf-8")
    return (*sorted(hashes), SUMS_FILE)


def _listed(description: Description) -> set[str]:
    return {file.name for file in description.dataset.files}


def _remove_leftovers(root: Path, kept: set[str]) -> None:
    """Remove what a run of before left: manifests, and formats that are not asked for any more."""
    for name in _names(root):
        if name not in kept and name.split("/")[0] not in VOCABULARY:
            (root / name).unlink()


def _names(root: Path) -> list[str]:
    """Return the files below *root* but the lock and the ledger, which go before it takes its place."""
    inside = (item for item in root.rglob("*") if item.is_file())
    return sorted(item.relative_to(root).as_posix() for item in inside if not _is_ours(item, root))


def _is_ours(item: Path, root: Path) -> bool:
    return item.parent == root and item.name in (LEDGER, LOCK)
