"""Scores a file of claims against gold claims, gold pairs, or both: what `kg evaluate` does before it prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError, UsageError
from kg.evaluate.excerpts import Excerpts
from kg.evaluate.matching import Difference, Match, Row
from kg.evaluate.measures import Scores, score
from kg.evaluate.names import load_aliases
from kg.evaluate.pairs import PairScores, SpanPair, score_pairs
from kg.evaluate.rows import read_gold, read_pairs, read_rows

__all__ = ["Evaluation", "evaluate", "evaluation_to_json", "scores_to_json", "shortfalls"]

MEASURES = ("claims", "required", "detection", "roles", "strict", "source", "factuality", "dates")
LISTED = ("document", "paragraph", "type", "actors", "recipients", "locations", "date", "source", "factuality", "quote")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was scored (claims, and gold or pairs, as named), the documents that it is about by name, and the scores.

    None stands where something was not asked for.
    """

    claims: str
    documents: tuple[str, ...] = ()
    gold: str | None = None
    pairs: str | None = None
    scores: Scores | None = None
    pair_scores: PairScores | None = None

    def measures(self) -> dict[str, float | None]:
        """Return each measure by the name that `--fail-under` knows: F1 plain, with `.P` and `.R` beside it.

        None where there was nothing to measure it on.
        """
        found: dict[str, float | None] = {}
        if self.scores:
            for name in ("detection", "roles", "strict"):
                found |= _spread(name, getattr(self.scores, name))
            found |= {"source": self.scores.source, "factuality": self.scores.factuality}
            found["dates"] = self.scores.dates["right"]
        if self.pair_scores:
            for name, group in self.pair_scores.groups.items():
                found |= _spread(name, group)
        return found


def evaluate(
    claims: Path, *, gold: Path | None = None, pairs: Path | None = None, names: Path | None = None
) -> Evaluation:
    """Score the claims of a file against *gold* claims and against *pairs*; *names* says which names are variants.

    Raises:
        UsageError: neither gold nor pairs.
        InputError: a file or a line of it cannot be read, or pairs are asked for and no claim has mentions.
    """
    if gold is None and pairs is None:
        raise UsageError("kg evaluate", "has nothing to score against", "--gold GOLD, --pairs PAIRS or both")
    rows = read_rows(claims)
    if pairs is not None and not any(row.get("mentions") for row in rows):
        raise InputError(claims, "no claim has mentions, which pairs are scored on", "claims as kg extract prints them")
    gold_rows = [] if gold is None else read_gold(gold)
    pair_rows = [] if pairs is None else read_pairs(pairs)
    return Evaluation(
        str(claims),
        tuple(sorted({row["document"] for row in (*rows, *gold_rows, *pair_rows)})),
        gold=None if gold is None else str(gold),
        pairs=None if pairs is None else str(pairs),
        scores=None if gold is None else score(gold_rows, rows, load_aliases(names)),
        pair_scores=None if pairs is None else score_pairs(pair_rows, rows),
    )


def shortfalls(evaluation: Evaluation, floors: Mapping[str, float]) -> tuple[str, ...]:
    """Return a line for each measure that is under its floor; raises UsageError for one that was not measured."""
    measured, lines = evaluation.measures(), []
    for name, floor in floors.items():
        if name not in measured:
            raise UsageError(name, "is no measure of this run", f"one of: {', '.join(measured)}")
        value = measured[name]
        if value is None:
            raise UsageError(name, "has nothing that it could be measured on", "gold claims that have what it measures")
        if value < floor:
            lines.append(f"{name}: is {value:g}; at least {floor:g} is asked for")
    return tuple(lines)


def scores_to_json(scores: Scores) -> dict[str, Any]:
    """Return the measures as JSON values, without what stands behind them."""
    return {name: getattr(scores, name) for name in MEASURES}


def evaluation_to_json(evaluation: Evaluation, excerpts: Excerpts | None = None) -> dict[str, Any]:
    """Return the measures, types and factuality values as JSON, and pairs by relation; with *excerpts* also what is wrong."""
    found: dict[str, Any] = {}
    if evaluation.scores:
        found |= scores_to_json(evaluation.scores)
        found["types"] = [asdict(row) for row in evaluation.scores.types]
        found["values"] = [asdict(row) for row in evaluation.scores.values]
        if excerpts:
            found |= _findings(evaluation.scores, excerpts)
    if evaluation.pair_scores:
        found["pairs"] = dict(evaluation.pair_scores.groups)
        if excerpts:
            found["missed_pairs"] = [_pair_to_json(p, excerpts) for p in evaluation.pair_scores.missed]
            found["spurious_pairs"] = [_pair_to_json(p, excerpts) for p in evaluation.pair_scores.spurious]
    return found


def _spread(name: str, found: Mapping[str, float]) -> dict[str, float | None]:
    return {name: found["F1"], f"{name}.P": found["P"], f"{name}.R": found["R"]}


def _findings(scores: Scores, excerpts: Excerpts) -> dict[str, Any]:
    return {
        "differing": list(_differing(scores.matches, excerpts)),
        "missed": [_row_to_json(row, excerpts) for row in scores.missed],
        "spurious": [_row_to_json(row, excerpts) for row in scores.spurious],
    }


def _differing(matches: tuple[Match, ...], excerpts: Excerpts) -> Iterator[dict[str, Any]]:
    for match in matches:
        if differences := match.differences():
            yield _row_to_json(match.claim, excerpts) | {"differences": [_difference(d) for d in differences]}


def _difference(difference: Difference) -> dict[str, Any]:
    return {"key": difference.key, "gold": list(difference.gold), "claim": list(difference.claim)}


def _row_to_json(row: Row, excerpts: Excerpts) -> dict[str, Any]:
    return {key: row.get(key) for key in LISTED} | {"sentence": excerpts.of_claim(row).marked("", "")}


def _pair_to_json(pair: SpanPair, excerpts: Excerpts) -> dict[str, Any]:
    sentence = excerpts.of_spans(pair.document, pair.spans, pair.words).marked("", "")
    return {name: value for name, value in asdict(pair).items() if value} | {"sentence": sentence}
