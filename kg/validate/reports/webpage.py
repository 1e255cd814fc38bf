"""A report as one HTML page that needs nothing besides: grouped by shape, with counts, and filters that work from a file.

The filters are a small script of the page's own; the policy of the page lets no other run, and nothing be loaded. Without
the script everything is shown.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from itertools import groupby

from kg.validate.report import SEVERITIES, ValidationReport, Violation, compact
from kg.validate.reports.context import Context, level_of

__all__ = ["write"]

STYLE = """
:root { color-scheme: light dark; --line: #ccc; --soft: #595959; --mark: #fdf0a8; --error: #a5281b; --warning: #7a5200; --note: #1b4f8a }
@media (prefers-color-scheme: dark) {
  :root { --line: #444; --soft: #aaa; --mark: #5c5211; --error: #f08a7d; --warning: #e3b341; --note: #84b8f0 }
}
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
h1, h2 { line-height: 1.25; overflow-wrap: anywhere } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); font-size: 1.2rem }
table { border-collapse: collapse; font-variant-numeric: tabular-nums } .scroll { overflow-x: auto }
th, td { padding: .2rem .6rem; border-bottom: 1px solid var(--line); text-align: right } tr > :first-child { text-align: left; font-weight: normal }
form { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; margin: 1.5rem 0; padding: .8rem; border: 1px solid var(--line) }
input[type=search] { font: inherit; padding: .2rem .4rem; min-width: 16rem }
article { margin: 0 0 1.2rem; padding-left: .8rem; border-left: 3px solid var(--line) } article p, blockquote { margin: .2rem 0; overflow-wrap: anywhere }
article.error { border-color: var(--error) } article.warning { border-color: var(--warning) } article.note { border-color: var(--note) }
.level { font-weight: bold } .error .level { color: var(--error) } .warning .level { color: var(--warning) } .note .level { color: var(--note) }
blockquote { font-family: Georgia, serif } mark { background: var(--mark); color: inherit } .place { color: var(--soft) } [hidden] { display: none }
""".strip()
SCRIPT = """
const form = document.getElementById("filter"), count = document.getElementById("count");
const articles = [...document.querySelectorAll("article")], sections = [...document.querySelectorAll("section")];
function filter() {
  const levels = new Set([...form.querySelectorAll("input[type=checkbox]:checked")].map(box => box.value));
  const words = form.elements.words.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let shown = 0;
  for (const article of articles) {
    const text = article.textContent.toLowerCase();
    article.hidden = !levels.has(article.dataset.level) || !words.every(word => text.includes(word));
    shown += article.hidden ? 0 : 1;
  }
  for (const section of sections) section.hidden = ![...section.querySelectorAll("article")].some(one => !one.hidden);
  count.textContent = shown + " of " + articles.length + " shown";
}
form.addEventListener("input", filter);
form.addEventListener("submit", event => event.preventDefault());
form.hidden = false;
filter();
""".strip()
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; "
    f"script-src 'sha256-{b64encode(sha256(f'{chr(10)}{SCRIPT}{chr(10)}'.encode()).digest()).decode()}'"
)


def write(report: ValidationReport, context: Context) -> str:
    """Return *report* as an HTML page; all text is escaped."""
    return "".join(f"{line}\n" for line in _lines(report, context))


def _lines(report: ValidationReport, context: Context) -> Iterator[str]:
    failing = sum(map(context.fails, report.violations))
    title = f"SHACL: {failing} results fail" if failing else "SHACL: passed"
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<h1>{title}</h1>"
    inputs = ", ".join(map(escape, context.data)) or "the store"
    yield f"<p>{report.focus_nodes_checked} nodes checked in {inputs}, {len(report.violations)} results.</p>"
    yield from _table(report)
    yield from _form(report)
    yield "<main>"
    for number, (shape, found) in enumerate(_by_shape(report), 1):
        yield from _section(number, shape, found, context)
    yield f"</main>\n<script>\n{SCRIPT}\n</script>\n</body>\n</html>"


def _by_shape(report: ValidationReport) -> list[tuple[str, list[Violation]]]:
    groups = groupby(report.violations, lambda violation: violation.shape or violation.component)
    return [(shape, list(found)) for shape, found in groups]


def _table(report: ValidationReport) -> Iterator[str]:
    counts = report.coverage.focus_nodes if report.coverage is not None else {}
    yield '<div class="scroll"><table>\n<thead><tr><th scope="col">shape</th><th scope="col">nodes</th>'
    yield '<th scope="col">results</th></tr></thead>\n<tbody>'
    numbers = {shape: (number, len(found)) for number, (shape, found) in enumerate(_by_shape(report), 1)}
    for shape in [*numbers, *(name for name in counts if name not in numbers)]:
        number, results = numbers.get(shape, (0, 0))
        name = escape(compact(shape))
        link = f'<a href="#shape-{number}">{name}</a>' if number else name
        yield f'<tr><th scope="row">{link}</th><td>{counts.get(shape, "")}</td><td>{results}</td></tr>'
    yield "</tbody>\n</table></div>"


def _form(report: ValidationReport) -> Iterator[str]:
    counts = Counter(map(level_of, report.violations))
    yield '<form id="filter" hidden>\n<label>words <input type="search" name="words"></label>'
    for level, name in zip(("error", "warning", "note"), SEVERITIES, strict=True):
        if counts[level]:
            box = f'<input type="checkbox" name="level" value="{level}" checked>'
            yield f"<label>{box} {name.lower()} ({counts[level]})</label>"
    yield '<output id="count"></output>\n</form>'


def _section(number: int, shape: str, found: list[Violation], context: Context) -> Iterator[str]:
    yield f'<section id="shape-{number}">\n<h2>{escape(compact(shape))} ({len(found)})</h2>'
    for violation in found:
        yield from _article(violation, context)
    yield "</section>"


def _article(violation: Violation, context: Context) -> Iterator[str]:
    level = level_of(violation)
    path = f" <code>{escape(compact(violation.path))}</code>" if violation.path else ""
    value = f" (got {escape(compact(violation.value))})" if violation.value else ""
    yield f'<article class="{level}" data-level="{level}" id="r-{violation.fingerprint}">'
    severity = escape(violation.severity.rpartition("#")[2].rpartition("/")[2].lower())
    yield f'<p><span class="level">{severity}</span> <code>{escape(compact(violation.focus_node))}</code>{path}</p>'
    yield f"<p>{escape(compact(violation.message))}{value}</p>"
    if violation.source is not None:
        before, quote, after = map(escape, context.around(violation.source))
        yield f"<blockquote>{before}<mark>{quote}</mark>{after}</blockquote>"
        yield f'<p class="place">{escape(_place(violation, context))}</p>'
    if violation.place is not None:
        yield f'<p class="place">{escape(str(violation.place))}</p>'
    yield "</article>"


def _place(violation: Violation, context: Context) -> str:
    source = violation.source
    assert source is not None
    region = context.region_of(source)
    line = f":{region.start_line}:{region.start_column}" if region is not None else ""
    paragraph = f" ¶{source.paragraph}" if source.paragraph is not None else ""
    return f"{context.path_of(source)}{line}{paragraph}"
