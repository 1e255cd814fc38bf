"""What is told of a run: what was read and what was not, and why; claims by type; what took longest."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, astuple, dataclass
from typing import Final

from kg.runs.run import Run

__all__ = ["FORMATS", "Passed", "RunReport", "report_of"]


@dataclass(frozen=True, slots=True)
class Passed:
    """What was passed over: where, what is wrong, what would be right."""

    where: str
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class RunReport:
    """A run in numbers: `fresh` of the documents were done, the others taken over from a run before.

    `languages` counts the documents that are not in English, `left_out` the files of folders that are no reports, by suffix;
    `slowest` are documents and the seconds that they took, the slowest first; `seconds` is the time of the whole.
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
    slowest: tuple[tuple[str, float], ...]


def report_of(run: Run, quads: int, seconds: float) -> RunReport:
    """Return the report of *run*, whose dataset has so many *quads*."""
    types, languages = Counter[str](), Counter[str]()
    for manifest in run.manifests():
        for _, summary in manifest.documents():
            types.update(summary.claims)
            languages.update([str(summary.language)] if summary.is_foreign else ())
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
        tuple((name, round(took, 3)) for took, name in run.slowest),
    )


def _as_json(report: RunReport) -> str:
    return json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n"


def _as_text(report: RunReport) -> str:
    lines = [_head(report)]
    lines += [f"passed over: {one.where}: {one.wrong}; {one.right}" for one in report.skipped]
    lines += [f"left out, as no report: {count} {suffix}" for suffix, count in report.left_out.items()]
    lines += [f"not in English, so no claims are read out of it: {n} {tag}" for tag, n in report.languages.items()]
    lines += [f"{count:>9,} {name}" for name, count in report.claims_by_type.items()]
    lines += [f"{seconds:>9.3f} s {name}" for name, seconds in report.slowest]
    return "\n".join(lines) + "\n"


def _as_markdown(report: RunReport) -> str:
    tables: tuple[tuple[str, tuple[str, ...], Iterable[tuple[object, ...]]], ...] = (
        ("Passed over", ("where", "what is wrong", "what would be right"), map(astuple, report.skipped)),
        ("Left out, as no report", ("kind", "files"), report.left_out.items()),
        ("Not in English, so no claims are read out of it", ("language", "documents"), report.languages.items()),
        ("Claims by type", ("type", "claims"), report.claims_by_type.items()),
        ("What took longest", ("document", "seconds"), report.slowest),
    )
    parts = ["# Report of a run\n", _head(report) + "\n"]
    parts += [_table(title, names, found) for title, names, rows in tables if (found := list(rows))]
    return "\n".join(parts)


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
