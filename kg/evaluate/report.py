"""What a report of an evaluation holds, before it is Markdown, HTML or text: tables, and lists of claims that went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.evaluate.evaluation import Evaluation
from kg.evaluate.excerpts import Excerpt, Excerpts
from kg.evaluate.matching import Difference, Match, Row, factuality_of
from kg.evaluate.measures import Scores, TypeScores
from kg.evaluate.pairs import PairScores, SpanPair

__all__ = ["Finding", "Listing", "Report", "Table", "make_report"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts; all columns but the first hold numbers."""

    title: str
    note: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim or pair that went wrong: its type, place, roles, words, and what differs from gold where it was matched."""

    type: str
    place: str
    roles: str
    excerpt: Excerpt
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Findings of one kind, by type, then in the order of their file."""

    title: str
    note: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A titled report: what was compared, as (what, name); tables; listings."""

    title: str
    inputs: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    listings: tuple[Listing, ...]


def make_report(evaluation: Evaluation, excerpts: Excerpts) -> Report:
    """Return the report of *evaluation*; *excerpts* gives the sentences."""
    named = {"claims": evaluation.claims, "gold claims": evaluation.gold, "gold pairs": evaluation.pairs}
    tables: list[Table] = []
    listings: list[Listing] = []
    if scores := evaluation.scores:
        tables += [_measures(scores), _types(scores), _values(scores)]
        listings += [_differing(scores, excerpts), *_unmatched(scores, excerpts)]
    if pairs := evaluation.pair_scores:
        tables.append(_groups(pairs))
        listings += _pair_listings(pairs, excerpts)
    inputs = tuple((what, name) for what, name in named.items() if name is not None)
    return Report("Claims against gold", inputs, tuple(tables), tuple(listings))


def _measures(scores: Scores) -> Table:
    matched = str(len(scores.matches))
    rows = [(name, *_triple(getattr(scores, name)), "", "") for name in ("detection", "roles", "strict")]
    rows.append(("source", "", "", "", _number(scores.source), matched))
    rows.append(("factuality", "", "", _number(scores.factuality), "", matched))
    rows.append(("dates", "", "", "", _number(scores.dates["right"]), str(scores.dates["gold"])))
    note = (
        f"{scores.claims} claims, {scores.required} required in gold, {matched} matched. Strict: one right actor and the "
        "right factuality too. Roles, source, factuality and dates are of matched claims; factuality is the mean of its values."
    )
    return Table("Measures", note, ("measure", "P", "R", "F1", "right", "of"), tuple(rows))


def _types(scores: Scores) -> Table:
    counts = ("required", "optional", "claims", "matched")
    header = ("type", *counts, "P", "R", "F1", "strict P", "strict R", "strict F1", "roles F1")
    note = "Recall is of required gold; a claim that matches optional gold costs no precision."
    rows = [_type_row(row) for row in scores.types]
    columns = [[getattr(row, name) for row in scores.types] for name in ("optional", "matched")]
    optional, matched = map(sum, columns)
    whole = TypeScores(
        "all", scores.required, optional, scores.claims, matched, scores.detection, scores.strict, scores.roles
    )
    return Table("By type", note, header, (*rows, _type_row(whole)))


def _type_row(row: TypeScores) -> tuple[str, ...]:
    """Return the cells of a type; a measure with nothing to divide by stays empty."""
    given, wanted = row.claims > 0, row.required > 0

    def cells(p: float, r: float, f1: float) -> tuple[str, ...]:
        shown = (p if given else None, r if wanted else None, f1 if given and wanted else None)
        return tuple("" if value is None else _number(value) for value in shown)

    counts = (str(number) for number in (row.required, row.optional, row.claims, row.matched))
    roles = _number(row.roles["F1"]) if row.matched else ""
    return (row.type, *counts, *cells(*row.detection.values()), *cells(*row.strict.values()), roles)


def _values(scores: Scores) -> Table:
    values = [row.value for row in scores.values]
    header = ("gold says", "gold", "required", "missed", *(f"claimed {value}" for value in values), "F1")
    rows = tuple(
        (
            row.value,
            *(str(number) for number in (row.gold, row.required, row.missed, *(row.claimed[v] for v in values))),
            "" if row.f1 is None else _number(row.f1),
        )
        for row in scores.values
    )
    note = "How surely gold puts it, against what its matched claims say; missed is of required gold."
    return Table("Factuality", note, header, rows)


def _groups(pairs: PairScores) -> Table:
    rows = tuple((name, str(row["gold"]), str(row["predicted"]), *_triple(row)) for name, row in pairs.groups.items())
    note = "Two mentions of one claim over the two spans of a gold pair; direction does not count."
    return Table("Pairs", note, ("relation", "gold", "predicted", "P", "R", "F1"), rows)


def _differing(scores: Scores, excerpts: Excerpts) -> Listing:
    wrong = [(match, differences) for match in scores.matches if (differences := match.differences())]
    findings = (_match_finding(match, differences, excerpts) for match, differences in wrong)
    note = "Matched claims whose roles, speaker, factuality or date is not that of gold."
    return Listing("Filled otherwise than in gold", note, _by_type(findings))


def _unmatched(scores: Scores, excerpts: Excerpts) -> Iterator[Listing]:
    missed = (_finding(row, excerpts) for row in scores.missed)
    yield Listing("Missed", "Required gold claims that no claim matches.", _by_type(missed))
    spurious = (_finding(row, excerpts) for row in scores.spurious)
    yield Listing("Spurious", "Claims that match no gold claim.", _by_type(spurious))


def _pair_listings(pairs: PairScores, excerpts: Excerpts) -> Iterator[Listing]:
    missed = (_pair_finding(pair, excerpts) for pair in pairs.missed)
    yield Listing("Missed pairs", "Gold pairs that no claim connects.", tuple(missed))
    spurious = (_pair_finding(pair, excerpts) for pair in pairs.spurious)
    yield Listing("Spurious pairs", "Pairs of mentions that no gold pair connects.", tuple(spurious))


def _match_finding(match: Match, differences: tuple[Difference, ...], excerpts: Excerpts) -> Finding:
    row = match.claim
    return Finding(row["type"], _place(row), _roles(row), excerpts.of_claim(row), differences)


def _finding(row: Row, excerpts: Excerpts) -> Finding:
    return Finding(row["type"], _place(row), _roles(row), excerpts.of_claim(row))


def _pair_finding(pair: SpanPair, excerpts: Excerpts) -> Finding:
    said = f"{pair.words[0]} – {pair.words[1]}" + (f" ({pair.type})" if pair.type else "")
    return Finding(pair.group, pair.document, said, excerpts.of_spans(pair.document, pair.spans, pair.words))


def _place(row: Row) -> str:
    return f"{row['document']} ¶{row['paragraph']}"


def _roles(row: Row) -> str:
    """Return "actors → recipients @ locations; factuality; said by speaker", without what is empty or plain."""
    actors, recipients, locations = (", ".join(row.get(key) or []) for key in ("actors", "recipients", "locations"))
    said = actors or "?"
    said += f" → {recipients}" if recipients else ""
    said += f" @ {locations}" if locations else ""
    said += f"; {factuality_of(row)}" if factuality_of(row) != "asserted" else ""
    return said + (f"; said by {row['source']}" if row.get("source") else "")


def _by_type(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.type))


def _triple(found: Mapping[str, float]) -> tuple[str, str, str]:
    return _number(found["P"]), _number(found["R"]), _number(found["F1"])


def _number(value: float | int | None) -> str:
    return "none" if value is None else f"{value:.3f}"
