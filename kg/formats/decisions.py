"""Writes an analyst's decisions on names into a registry file: rows that add to those of the registry, or new rows.

The file is for people too: what stands in it stays as it is, and each decision is one more row at its end. It is written
in a folder aside, read back with the registry before it, and only then renamed into place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kg.aside import renamed_into_place
from kg.errors import UsageError
from kg.formats.registry import read_registry
from kg.lexicon import Entry, Lexicon
from kg.lexicon.kinds import KINDS
from kg.namespaces import CKG, DCTERMS, SKOS, SKOSXL

__all__ = ["accept_name", "register_name", "reject_name"]

HEAD: Final = f"""# Decisions on names. Rows without a skos:prefLabel add to the registry's row of that IRI.
@prefix ckg: <{CKG}> .
@prefix dcterms: <{DCTERMS}> .
@prefix skos: <{SKOS}> .
@prefix skosxl: <{SKOSXL}> .
"""


def accept_name(file: Path, before: Sequence[Path], entry: Entry, names: Iterable[str], because: str) -> None:
    """Let *entry* bear *names* from now on.

    Raises LexiconError where *file* rejects one of them, or the registry would not hold with it.
    """
    rows = (
        f"<{entry.iri}> skosxl:altLabel [ skosxl:literalForm {_text(n)}@en ; dcterms:source {_text(because)} ] ."
        for n in names
    )
    _append(file, before, rows)


def reject_name(file: Path, before: Sequence[Path], entry: Entry, names: Iterable[str], because: str) -> None:
    """Never take *names* for *entry* again.

    Its preferred name stays its label. Raises LexiconError where *file* gives it one of them, or the registry would not hold
    with it.
    """
    rows = (f"<{entry.iri}> ckg:neverNamed {_text(n)} ; dcterms:source {_text(because)} ." for n in names)
    _append(file, before, rows)


def register_name(
    file: Path,
    before: Sequence[Path],
    iri: str,
    kind: str,
    names: Sequence[str],
    because: str,
    apart: Sequence[Entry] = (),
) -> None:
    """Make a new row *iri* of *kind* that bears *names*, the first one preferred, and is never the same as those *apart*.

    A further name in lower case ("the army") is hidden: it counts only where a text names the thing otherwise too. Raises
    UsageError where the kind is unknown, LexiconError where the registry would not hold with it.
    """
    if kind not in KINDS:
        raise UsageError(kind, "is no kind of thing", f"one of: {', '.join(sorted(KINDS))}")
    first, *others = names
    hidden = {True: "hiddenLabel", False: "altLabel"}
    more = "".join(f" ;\n    skos:{hidden[name.islower()]} {_text(name)}@en" for name in others)
    more += "".join(f" ;\n    ckg:neverSameAs <{other.iri}>" for other in apart)
    labels, source = f"skos:prefLabel {_text(first)}@en{more}", f"dcterms:source {_text(because)}"
    _append(file, before, [f"<{iri}> a ckg:{kind}, skos:Concept ;\n    {labels} ;\n    {source} ."])


def _append(file: Path, before: Sequence[Path], rows: Iterable[str]) -> None:
    text = file.read_text(encoding="utf-8") if file.is_file() else HEAD
    new = text.rstrip("\n") + "\n\n" + "\n".join(rows) + "\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as aside:
        # Of the same name, since what is wrong is told with it.
        trial = Path(aside, file.name)
        trial.write_text(new, encoding="utf-8")
        Lexicon(read_registry([*before, trial]))
    with renamed_into_place(file, new.encode()):
        pass


def _text(text: str) -> str:
    """Return *text* as a Turtle string (RDF 1.1 Turtle, §2.5.1)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'
