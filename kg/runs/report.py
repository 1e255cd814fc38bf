"""What is told of a run: what was read and what not, and why; claims, languages, shared texts; what took longest."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from typing import Final

from kg.consolidate import SharedText
from kg.runs.run import Run

__all__ = ["FORMATS", "Passed", "PrintedText", "RunReport", "report_of"]

SHOWN: Final = 5  # names of documents in a line
LARGEST: Final = 10  # texts that are told one by one
UNTOLD: Final = "too few words to tell"  # which is taken for English


@dataclass(frozen=True, slots=True)
class Passed:
    """What was passed over: where, what is wrong, what would be right."""

    where: str
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text that several documents publish: whose it is ("" where no agency is named), its shared words, and their names."""

    id: str
    words: int
    agency: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunReport:
    """A run in numbers: `fresh` of the documents were done, the others taken over from a run before.

    `languages` counts the documents that are not in English, `by_language` all; `left_out` the files of folders that are no
    reports, by suffix; `shared_texts` the texts that several documents publish; `largest_texts` are those with the most
    publications, then words; `slowest` are documents and the seconds that they took, the slowest first; `seconds` is the time
    of the whole.
    """

    documents: int
    fresh: int
    claims: int
    quads: int
    seconds: float
    claims_by_type: Mapping[str, int]
    skipped: tuple[Passed, ...]
    left_out: Mapping[str, int]
    languages: Mapping[str, int]
    by_language: Mapping[str, int]
    shared_texts: int
    largest_texts: tuple[PrintedText, ...]
    slowest: tuple[tuple[str, float], ...]


def report_of(run: Run, shared: Sequence[SharedText], quads: int, seconds: float) -> RunReport:
    """Return the report of *run*, whose documents have the *shared* texts, and whose dataset has so many *quads*."""
    types, languages, every = Counter[str](), Counter[str](), Counter[str]()
    largest = sorted(shared, key=lambda text: (-len(text.documents), -text.words, text.id))[:LARGEST]
    names = dict.fromkeys((key for text in largest for key in text.documents), "")
    for manifest in run.manifests():
        for _, summary in manifest.documents():
            types.update(summary.claims)
            languages.update([str(summary.language)] if summary.is_foreign else ())
            every.update([summary.language or UNTOLD])
            if summary.key in names:
                names[summary.key] = summary.name
    return RunReport(
        run.documents,
        run.fresh,
        run.claims,
        quads,
        round(seconds, 1),
        dict(sorted(types.items(), key=lambda row: (-row[1], row[0]))),
        tuple(Passed(error.where, error.wrong, error.right) for error in run.failures),
        dict(sorted(run.left_out.items())),
        dict(sorted(languages.items())),
        dict(sorted(every.items(), key=lambda row: (-row[1], row[0]))),
        len(shared),
        tuple(_printed(text, names) for text in largest),
        tuple((name, round(took, 3)) for took, name in run.slowest),
    )


def _printed(text: SharedText, names: Mapping[str, str]) -> PrintedText:
    agency = text.agency.label if text.agency else ""
    return PrintedText(text.id, text.words, agency, tuple(sorted(names[key] for key in text.documents)))


def _as_json(report: RunReport) -> str:
    return json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n"


def _as_text(report: RunReport) -> str:
    lines = [_head(report)]
    lines += [f"passed over: {one.where}: {one.wrong}; {one.right}" for one in report.skipped]
    lines += [f"left out, as no report: {count} {suffix}" for suffix, count in report.left_out.items()]
    lines += [f"not in English, so no claims are read out of it: {n} {tag}" for tag, n in report.languages.items()]
    lines += ["documents by language: " + ", ".join(f"{n:,} {tag}" for tag, n in report.by_language.items())]
    lines += [_texts_line(report)] if report.shared_texts else []
    lines += [f"  {len(one.documents):,} documents print {_told(one)}" for one in report.largest_texts]
    lines += [f"{count:>9,} {name}" for name, count in report.claims_by_type.items()]
    lines += [f"{seconds:>9.3f} s {name}" for name, seconds in report.slowest]
    return "\n".join(lines) + "\n"


def _as_markdown(report: RunReport) -> str:
    tables: tuple[tuple[str, tuple[str, ...], Iterable[tuple[object, ...]]], ...] = (
        ("Passed over", ("where", "what is wrong", "what would be right"), map(astuple, report.skipped)),
        ("Left out, as no report", ("kind", "files"), report.left_out.items()),
        ("Not in English, so no claims are read out of it", ("language", "documents"), report.languages.items()),
        ("Documents by language", ("language", "documents"), report.by_language.items()),
        (_texts_line(report), ("documents", "words", "agency", "names"), map(_row, report.largest_texts)),
        ("Claims by type", ("type", "claims"), report.claims_by_type.items()),
        ("What took longest", ("document", "seconds"), report.slowest),
    )
    parts = ["# Report of a run\n", _head(report) + "\n"]
    parts += [_table(title, names, found) for title, names, rows in tables if (found := list(rows))]
    return "\n".join(parts)


def _texts_line(report: RunReport) -> str:
    number = report.shared_texts
    told = "1 text is" if number == 1 else f"{number:,} texts are"
    more = f"; the largest {len(report.largest_texts)}" if number > len(report.largest_texts) else ""
    return f"{told} published by several documents{more}"


def _told(text: PrintedText) -> str:
    of = f" of {text.agency}" if text.agency else ""
    return f"a text{of}, {text.words:,} words: {_names(text)}"


def _row(text: PrintedText) -> tuple[object, ...]:
    return len(text.documents), text.words, text.agency, _names(text)


def _names(text: PrintedText) -> str:
    more = len(text.documents) - SHOWN
    return ", ".join(text.documents[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _head(report: RunReport) -> str:
    fresh = f"{report.fresh:,} of them done now" if report.fresh < report.documents else "all done now"
    return (
        f"{report.documents:,} documents ({fresh}), {len(report.skipped):,} passed over, {report.claims:,} claims, "
        f"{report.quads:,} quads, {report.seconds:,.1f} s"
    )


def _table(title: str, names: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    lines = [f"## {title}\n", "| " + " | ".join(names) + " |", "|---" * len(names) + "|"]
    lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value).replace("|", "\\|").replace("\n", " ")


FORMATS: Final[Mapping[str, Callable[[RunReport], str]]] = {
    "json": _as_json,
    "markdown": _as_markdown,
    "text": _as_text,
}
