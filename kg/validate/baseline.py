"""A baseline: results that are known and waived for a time, in a file that is kept beside the data.

Each waiver has the fingerprint of a result, a reason, an owner, and the day on which it ends; a result whose line or sentence
moved keeps its fingerprint. Only results without a waiver fail a run. A waiver whose day has passed is named, and so is one
whose fault is gone.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from kg.errors import InputError
from kg.issued import epoch_day
from kg.validate.report import LONGEST_TEXT, ValidationReport, Violation, compact, shortened

__all__ = [
    "Baseline",
    "Judged",
    "Waiver",
    "baseline_lines",
    "judge",
    "read_baseline",
    "today",
    "updated",
    "write_baseline",
]

VERSION: Final = 1
# The fields of a waiver by their keys in the file.
KEYS: Final = {
    "fingerprint": "fingerprint",
    "shape": "shape",
    "focusNode": "focus_node",
    "message": "message",
    "reason": "reason",
    "owner": "owner",
    "expires": "expires",
}


@dataclass(frozen=True, slots=True, order=True)
class Waiver:
    """One known result; *expires* is an ISO 8601 day, the last on which it holds, or "" for no end."""

    fingerprint: str = ""
    shape: str = ""
    focus_node: str = ""
    message: str = ""
    reason: str = ""
    owner: str = ""
    expires: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The waivers of a file, in its order; each covers one result."""

    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A report without what is waived; and the waivers that hold, that have expired, and whose fault is gone.

    Gone is only what the report would have had: waivers of other shapes are in none of the three.
    """

    report: ValidationReport
    waived: tuple[Waiver, ...]
    expired: tuple[Waiver, ...]
    obsolete: tuple[Waiver, ...]


def read_baseline(path: Path) -> Baseline:
    """Read a baseline; raises InputError where the file is missing or none, or a waiver lacks a reason or has a wrong day."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror or error}", "a file of --write-baseline") from error
    except ValueError as error:
        raise InputError(path, f"is no JSON: {error}", "a file of --write-baseline") from error
    rows = document.get("waivers") if isinstance(document, dict) and document.get("version") == VERSION else None
    if not isinstance(rows, list):
        raise InputError(path, "is no baseline", f'{{"version": {VERSION}, "waivers": […]}}')
    return Baseline(tuple(_waiver(row, f"{path}: waiver {n}") for n, row in enumerate(rows, 1)))


def _waiver(row: Any, where: str) -> Waiver:
    if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
        raise InputError(where, "is no object of texts", "fingerprint, reason, owner and expires as texts")
    if unknown := sorted(row.keys() - KEYS.keys()):
        raise InputError(where, f"has the key {unknown[0]!r}", f"one of: {', '.join(KEYS)}")
    waiver = Waiver(**{KEYS[key]: value for key, value in row.items()})
    if not waiver.fingerprint or not waiver.reason:
        raise InputError(where, "lacks its fingerprint or its reason", "both: a waiver says why")
    if waiver.expires:
        try:
            # As texts, days compare in this spelling alone; Python reads others too.
            known = date.fromisoformat(waiver.expires).isoformat() == waiver.expires
        except ValueError:
            known = False
        if not known:
            raise InputError(where, f"expires on {waiver.expires!r}", "a day such as 2027-01-31")
    return waiver


def updated(before: Baseline, report: ValidationReport, reason: str, owner: str, expires: str = "") -> Baseline:
    """Return a baseline of the results of *report*, sorted; what *before* says of a fault that is still there is kept.

    So are waivers of shapes that the report did not try.
    """
    violations = report.violations
    covered = _covered(violations, before.waivers)
    waivers = [
        replace(known, focus_node=violation.focus_node, message=violation.message)
        if (known := covered.get(number))
        else _waiver_of(violation, reason, owner, expires)
        for number, violation in enumerate(violations)
    ]
    kept = {id(waiver) for waiver in covered.values()}
    waivers += [one for one in before.waivers if id(one) not in kept and not _is_tried(one, report)]
    return Baseline(tuple(sorted(waivers, key=lambda waiver: (waiver.shape, waiver.focus_node, waiver))))


def write_baseline(baseline: Baseline) -> bytes:
    """Return *baseline* as the JSON that `read_baseline` reads, UTF-8."""
    rows = [{key: getattr(waiver, name) for key, name in KEYS.items()} for waiver in baseline.waivers]
    rows = [{key: value for key, value in row.items() if value} for row in rows]
    text = json.dumps({"version": VERSION, "waivers": rows}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode("utf-8", "surrogatepass")


def _is_tried(waiver: Waiver, report: ValidationReport) -> bool:
    """Tell whether *report* would have the fault of *waiver* if it were still there."""
    return waiver.shape in report.rules


def _waiver_of(violation: Violation, reason: str, owner: str, expires: str) -> Waiver:
    return Waiver(
        violation.fingerprint, violation.rule, violation.focus_node, violation.message, reason, owner, expires
    )


def judge(report: ValidationReport, baseline: Baseline, today: date) -> Judged:
    """Return what is new in *report*: without the results that a waiver covers which has not expired by *today*.

    A waiver covers one result of its fingerprint: that with its focus node and message if there is one, else any.
    """
    covered = _covered(report.violations, baseline.waivers)
    expired = {id(waiver) for waiver in baseline.waivers if waiver.expires and waiver.expires < today.isoformat()}
    waived = {number for number, waiver in covered.items() if id(waiver) not in expired}
    new = tuple(violation for number, violation in enumerate(report.violations) if number not in waived)
    used = {id(waiver) for waiver in covered.values()}
    return Judged(
        replace(report, violations=new, conforms=report.conforms or not new),
        tuple(waiver for waiver in baseline.waivers if id(waiver) in used - expired),
        tuple(waiver for waiver in baseline.waivers if id(waiver) in used & expired),
        tuple(waiver for waiver in baseline.waivers if id(waiver) not in used and _is_tried(waiver, report)),
    )


def _covered(violations: Sequence[Violation], waivers: Iterable[Waiver]) -> dict[int, Waiver]:
    """Return the waiver of each result that has one, by the number of the result."""
    open_: dict[str, list[Waiver]] = defaultdict(list)
    for waiver in waivers:
        open_[waiver.fingerprint].append(waiver)
    found: dict[int, Waiver] = {}
    for wanted in (_is_same, _is_any):
        for number, violation in enumerate(violations):
            candidates = open_[violation.fingerprint] if number not in found else []
            if (fitting := next((one for one in candidates if wanted(one, violation)), None)) is not None:
                candidates.remove(fitting)
                found[number] = fitting
    return found


def _is_same(waiver: Waiver, violation: Violation) -> bool:
    return (waiver.focus_node, waiver.message) == (violation.focus_node, violation.message)


def _is_any(waiver: Waiver, violation: Violation) -> bool:
    return True


def today() -> date:
    """Return the day that waivers are held against: that of SOURCE_DATE_EPOCH where it is set, else today's in UTC.

    Raises UsageError where SOURCE_DATE_EPOCH is no number of seconds.
    """
    return epoch_day() or datetime.now(tz=UTC).date()


def baseline_lines(judged: Judged) -> list[str]:
    """Return in words what the baseline did: how much it waived, which waivers have expired, and which are obsolete."""
    lines = [f"{len(judged.waived)} known results are waived"] if judged.waived else []
    for waiver in judged.expired:
        owner = f", {waiver.owner}" if waiver.owner else ""
        lines.append(f"expired on {waiver.expires}{owner}: {_told(waiver)}")
    return [*lines, *(f"no longer there: {_told(waiver)}" for waiver in judged.obsolete)]


def _told(waiver: Waiver) -> str:
    shape = waiver.shape.rpartition("#")[2].rpartition("/")[2]
    told = f"{compact(waiver.focus_node)} {compact(waiver.message)} [{shape}] ({waiver.fingerprint}): {waiver.reason}"
    return shortened(told, LONGEST_TEXT)
