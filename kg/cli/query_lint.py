"""`kg query-lint`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import write_output
from kg.cli.reporting import check_targets, deliver, report_options

if TYPE_CHECKING:
    from kg.sparql.lint import Finding
    from kg.validate import ValidationReport

__all__ = ["command"]


@click.command("query-lint")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE|FOLDER|-...")
@click.option(
    "--ontology",
    "ontologies",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Judge terms by this ontology; may be given several times. Default: the bundled one, with its event types.",
)
@click.option(
    "--void",
    "descriptions",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Judge classes and properties by this VoID description of the data: what it does not list is unknown.",
)
@click.option("--list", "listing", is_flag=True, help="List the rules: level, name, what would be right.")
@report_options
def command(
    files: tuple[Path, ...], ontologies: tuple[Path, ...], descriptions: tuple[Path, ...], listing: bool, **options: Any
) -> None:
    """Check SPARQL queries, anyone's: unknown terms, loose variables, products, prefixes, headers.

    FILE is a query (.rq, .sparql), an RDF file with queries (sh:select, sh:ask, sh:construct), a folder, or - for stdin.
    Nothing is run. Exits with 1 if there are violations (see --fail-on), and with 3 if there is no query.

    \b
    Example:
      kg query-lint my-queries/ --fail-on warning --report sarif=queries.sarif
    """
    from kg.ontology_checks.vocabulary import read_vocabulary
    from kg.resources import AXIOM_FILES, CODING_FILES, ontology_file
    from kg.sparql.lint import RULES, lint_source, read_queries
    from kg.validate.reports import Context

    if listing:
        lines = [f"{rule.level:9} {name:24} {rule.summary}\n" for name, rule in RULES.items()]
        write_output(options["output"], "".join(lines).encode())
        return
    if not files:
        raise click.UsageError("there is no query; give files, a folder, or -")
    check_targets(options, map(str, files))
    bundled = [ontology_file(name) for name in (*AXIOM_FILES, "event-types.ttl", *CODING_FILES)]
    queries = read_queries(files)
    vocabulary = read_vocabulary(ontologies or bundled, descriptions)
    report = _report([one for query in queries for one in lint_source(query, vocabulary)], len(queries), options)
    judged = deliver(report, Context(fail_on=options["fail_on"], data=tuple(map(str, files))), options)
    failed = judged.is_as_grave_as(options["fail_on"])
    click.get_current_context().exit(1 if failed else 0 if report.focus_nodes_checked else 3)


def _report(findings: list[Finding], queries: int, options: dict[str, Any]) -> ValidationReport:
    """Return *findings* as a validation report, in the order of the files and of their text."""
    from kg.namespaces import QUERY_LINT
    from kg.sparql.lint import RULES
    from kg.validate import SEVERITIES, ValidationReport
    from kg.validate.report import Place, Violation

    levels = [name.lower() for name in SEVERITIES]
    most = levels.index(options["fail_on"])
    violations = tuple(
        Violation(
            shape=QUERY_LINT + one.rule,
            focus_node=one.about,
            message=one.message,
            severity=one.level.title(),
            component="SPARQLConstraintComponent",
            place=Place(one.file, one.line, one.column),
            identity=one.file,
        )
        for one in findings
    )
    conforms = not any(levels.index(one.level) <= most for one in findings)
    rules = frozenset(QUERY_LINT + name for name in RULES)
    write = partial(_graph, conforms, findings)
    return ValidationReport(conforms, violations, queries, rules=rules, noun="query", write=write)


def _graph(conforms: bool, findings: list[Finding]) -> str:
    """Return the SHACL report graph: a focus node is a place in a file, as text, and the value what stands there."""
    from pyoxigraph import Literal, NamedNode

    from kg.namespaces import QUERY_LINT
    from kg.validate.results import Result, report_turtle

    results = (
        Result(
            focus_node=Literal(f"{one.file}:{one.line}:{one.column}"),
            shape=NamedNode(QUERY_LINT + one.rule),
            component="SPARQLConstraintComponent",
            severity=one.level.title(),
            value=Literal(one.about),
            messages=(Literal(one.message),),
        )
        for one in findings
    )
    return report_turtle(conforms, results)
