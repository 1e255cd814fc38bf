"""What a report is told besides the results: the documents that sentences stand in, and the threshold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from kg.model import Anchor, Paragraph
from kg.validate.quotes import find_exact
from kg.validate.report import CONTROL, SEVERITIES, Source, ValidationReport, Violation

__all__ = ["Context", "Region", "Text", "level_of", "verdict"]

BREAK: Final = re.compile(r"\n[ \t\r]*\n")  # between paragraphs
LEVELS = {"Violation": "error", "Warning": "warning", "Info": "note"}


@dataclass(frozen=True, slots=True)
class Text:
    """A document as it is now: its file name, where it lies (as it is shown), and what it says; offsets count code points.

    The anchors of its paragraphs lead from offsets back into a file that is not *plain* text, of which no offset is one.
    """

    name: str
    path: str
    sha256: str
    text: str = field(repr=False)
    paragraphs: tuple[Paragraph, ...] = field(default=(), repr=False)
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Region:
    """A span in lines and columns, both from 1; the end column is that after the last character."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Context:
    """*documents* as they are now; *fail_on* is the severity from which a result fails; *shapes* and *data* name the inputs."""

    documents: tuple[Text, ...] = ()
    fail_on: str = "violation"
    shapes: tuple[str, ...] = ()
    data: tuple[str, ...] = ()

    def text_of(self, source: Source) -> Text | None:
        """Return the document of *source*: of those with its name that with the same bytes, else one that has the quote."""
        named = [text for text in self.documents if text.name == source.document]
        same = [text for text in named if text.sha256 == source.sha256]
        quoting = [text for text in named if source.quote and source.quote in text.text]
        return next(iter([*same, *quoting, *named]), None)

    def path_of(self, source: Source) -> str:
        """Return where the document of *source* lies, or its name where that is not known."""
        text = self.text_of(source)
        return text.path if text is not None else source.document

    def span_of(self, source: Source) -> tuple[int, int] | None:
        """Return where the quote of *source* stands in its document now; None where the document is not there, or says other.

        Without a quote it is the span, if the document is long enough.
        """
        text = self.text_of(source)
        if text is None or source.start is None or source.end is None:
            return None
        if source.quote:
            return find_exact(text.text, source.quote, source.start)
        return (source.start, source.end) if source.start < source.end <= len(text.text) else None

    def region_of(self, source: Source) -> Region | None:
        """Return `span_of` as lines and columns; None also for a file that is no plain text."""
        span = self.span_of(source)
        document = self.text_of(source)
        if span is None or document is None or not document.plain:
            return None
        text = document.text
        return Region(*_place(text, span[0]), *_place(text, span[1]))

    def anchor_of(self, source: Source) -> Anchor | None:
        """Return the element, page or line of its file at which the quote of *source* stands, where that is no plain text."""
        span = self.span_of(source)
        document = self.text_of(source)
        if span is None or document is None:
            return None
        quoted = (paragraph for paragraph in document.paragraphs if paragraph.start <= span[0] < paragraph.end)
        return next((paragraph.anchor(span[0]) for paragraph in quoted), None)

    def lines_of(self, source: Source) -> tuple[int, int] | None:
        """Return the first and last line of the file in which the quote stands; None where nobody can say.

        Of a file that is no plain text these are the lines of its anchor: a record of JSON Lines, a block of Markdown.
        """
        region, anchor = self.region_of(source), self.anchor_of(source)
        if region is not None:
            return region.start_line, region.end_line
        return anchor.lines if anchor is not None else None

    def where_of(self, source: Source) -> str:
        """Return `path_of` with line and column, or with the place in a file that is no plain text, as far as known."""
        region, anchor, lines = self.region_of(source), self.anchor_of(source), self.lines_of(source)
        if region is not None:
            return f"{self.path_of(source)}:{region.start_line}:{region.start_column}"
        if lines is not None:
            return f"{self.path_of(source)}:{lines[0]}"
        place = anchor.value if anchor is not None else source.place if self.text_of(source) is None else ""
        return f"{self.path_of(source)} {place}".rstrip()

    def around(self, source: Source, most: int = 240) -> tuple[str, str, str]:
        """Return what stands before the quote in its paragraph, the quote, and what stands after it, each as one line.

        At most *most* characters of what is no quote are given.
        """
        span = self.span_of(source)
        document = self.text_of(source)
        if span is None or document is None:
            return "", _line(source.quote), ""
        text = document.text
        before = _shortened(BREAK.split(text[: span[0]][-2 * most :])[-1][::-1], most)[::-1]
        after = _shortened(BREAK.split(text[span[1] : span[1] + 2 * most])[0], most)
        quote = _shortened(text[slice(*span)], max(most, len(source.quote)))
        return _line(before, left=True), _line(quote), _line(after, right=True)

    def fails(self, violation: Violation) -> bool:
        """Tell whether *violation* is as grave as `fail_on`; a severity of one's own is a violation."""
        ranks = [name.lower() for name in SEVERITIES]
        severity = violation.severity.lower()
        return (ranks.index(severity) if severity in ranks else 0) <= ranks.index(self.fail_on)


def level_of(violation: Violation) -> str:
    """Return `error`, `warning` or `note`, as SARIF and compilers call it."""
    return LEVELS.get(violation.severity, "error")


def verdict(report: ValidationReport, context: Context) -> str:
    """Return in words whether *report* passes."""
    failing = sum(map(context.fails, report.violations))
    if failing:
        return "1 result fails" if failing == 1 else f"{failing} results fail"
    return "passed" if report.violations or report.focus_nodes_checked else "nothing was checked"


def _place(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _shortened(text: str, most: int) -> str:
    """Return *text* up to the last white space before *most* characters, with a sign that there is more."""
    if len(text) <= most:
        return text
    head = text[: most + 1]
    return text[:most] + "…" if not any(map(str.isspace, head)) else head.rstrip().rsplit(None, 1)[0] + " …"


def _line(text: str, *, left: bool = False, right: bool = False) -> str:
    """Return *text* with runs of white space as one, and no other control; a space at an end that joins the quote stays."""
    text = text.translate(CONTROL)
    joined = " ".join(text.split())
    if left and text[-1:].isspace() and joined:
        joined += " "
    return " " + joined if right and text[:1].isspace() and joined else joined
