"""Two versions that differ are never told to be equal, and two that are isomorphic always are.

The one exception that is named: how a version was built (the activity that made a claim, its software, its registry's digest),
which is counted apart.
"""

from __future__ import annotations

import random
from collections import defaultdict

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.cli import main
from kg.diff.graphs import compare_graphs
from kg.diff.lines import statement_of
from kg.diff.sides import open_sides
from kg.formats.ontology import canonical
from kg.namespaces import CKG, DATA, DCTERMS, OA, ONTOLOGY, OWL, PROV, RDF, RDFS, SKOS

from .reading import kg

SAMPLE = 40
IN_ONTOLOGY = f" <{ONTOLOGY}> .\n".encode()


def _lines(store):
    [file] = (store / "generations").glob("*/dataset.nq")
    return file.read_bytes().splitlines(keepends=True)


def _rooms(store):
    """Return the lines of the graphs of data, and those of the ontology's."""
    lines = _lines(store)
    return [line for line in lines if not line.endswith(IN_ONTOLOGY)], [
        line for line in lines if line.endswith(IN_ONTOLOGY)
    ]


def _kinds(lines):
    """Return the numbers of the lines by graph (documents together) and predicate."""
    found = defaultdict(list)
    for number, line in enumerate(lines):
        one = statement_of(line)
        found["document" if "/graph/document/" in one.graph else one.graph, one.predicate].append(number)
    return sorted(found.items())


def _altered(line):
    one = statement_of(line)
    value = '"altered"' if one.object.startswith('"') else "<urn:altered>"
    subject = one.subject if one.subject.startswith("_:") else f"<{one.subject}>"
    return f"{subject} <{one.predicate}> {value} <{one.graph}> .\n".encode()


def _is_seen(old, lines, target):
    target.write_bytes(b"".join(sorted(lines)))
    diff = compare_graphs(*open_sides(old, target))
    return not diff.is_empty or any(diff.provenance)


def _unseen(lines, chosen, folder):
    """Return of the lines *chosen*, by number, those of which nothing is said when they are dropped, or say something else."""
    old, new = folder / "old.nq", folder / "new.nq"
    old.write_bytes(b"".join(lines))
    found = []
    for number in chosen:
        before, after = lines[:number], lines[number + 1 :]
        if not _is_seen(old, before + after, new):
            found.append(("dropped", lines[number]))
        if not _is_seen(old, [*before, _altered(lines[number]), *after], new):
            found.append(("altered", lines[number]))
    return found


def test_a_sample_of_single_statements_is_seen(base_store, tmp_path):
    chance = random.Random(8)
    for lines, many in zip(_rooms(base_store), (SAMPLE, SAMPLE // 5), strict=True):
        rows = [chance.choice(numbers) for _, numbers in _kinds(lines)]
        assert _unseen(lines, chance.sample(rows, many), tmp_path) == []


@pytest.mark.slow
def test_every_kind_of_statement_of_the_seeds_is_seen(tmp_path):
    kg("build", "--store", tmp_path / "store")
    chance = random.Random(8)
    lines = _lines(tmp_path / "store")
    rows = [chance.choice(numbers) for _, numbers in _kinds(lines)]
    assert _unseen(lines, rows, tmp_path) == []


@pytest.mark.slow
def test_every_kind_of_statement_of_the_cases_is_seen(base_store, tmp_path):
    for lines in _rooms(base_store):
        rows = [number for _, numbers in _kinds(lines) for number in numbers[:2]]
        assert _unseen(lines, rows, tmp_path) == []


ID = [
    NamedNode(DATA + name)
    for name in ("claim/a", "claim/b", "content/a", "content/b", "group/x", "group/y", "document/k")
]
PARTS = [NamedNode(DATA + f"document/k/{name}") for name in ("mention/1-2", "evidence/1-2", "actor/x")]
NODES = st.sampled_from([*ID, *PARTS, *(BlankNode(name) for name in "ab")])
CLASSES = [
    CKG + name for name in ("Claim", "Document", "Control", "Incident", "AcceptedStatement", "Contradiction", "Mention")
]
TYPES = st.sampled_from(
    [NamedNode(iri) for iri in (*CLASSES, SKOS + "Concept", OWL + "Ontology", OWL + "Class", PROV + "Plan")]
)
OWN = """claims claimedBy factuality voice evidence inDocument refersTo surfaceForm attacker edtf quantity fileName sha256
    controller attestedBy report standing policy statementSubject statementPredicate statementObject oneSide contradictionReason
    controls belonging reportCount""".split()
OTHERS = (
    PROV + "wasDerivedFrom",
    RDFS + "label",
    SKOS + "prefLabel",
    DCTERMS + "title",
    OA + "exact",
    OA + "hasSelector",
)
PREDICATES = st.sampled_from([NamedNode(iri) for iri in (*(CKG + name for name in OWN), *OTHERS, OWL + "versionInfo")])
VALUES = NODES | st.sampled_from([Literal("a"), Literal("a", language="en"), Literal(1), NamedNode(CKG + "Asserted")])
GRAPHS = st.sampled_from(
    [NamedNode(f"{DATA}graph/{name}") for name in ("world", "inferred", "document/k")]
) | st.sampled_from([DefaultGraph(), NamedNode(ONTOLOGY)])
QUADS = st.builds(Quad, NODES, PREDICATES, VALUES, GRAPHS) | st.builds(
    Quad, NODES, st.just(NamedNode(RDF + "type")), TYPES, GRAPHS
)
SETS = st.lists(QUADS, max_size=14)


def _other_names(quads):
    names = {name: BlankNode() for name in (BlankNode("a"), BlankNode("b"))}
    return [
        Quad(names.get(q.subject, q.subject), q.predicate, names.get(q.object, q.object), q.graph_name) for q in quads
    ]


def _write(path, quads):
    path.write_bytes(serialize(quads, format=RdfFormat.N_QUADS))
    return path


def _read(rows):
    return list(parse(b"".join(rows), format=RdfFormat.N_QUADS))


@given(SETS, SETS, st.integers(0, 3), st.randoms())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_differs_is_told_and_what_is_isomorphic_is_not(tmp_path_factory, kept, added, gone, chance):
    folder = tmp_path_factory.mktemp("pair")
    shuffled = _other_names(kept)
    chance.shuffle(shuffled)
    old, new = _write(folder / "old.nq", kept), _write(folder / "new.nq", [*shuffled[gone:], *added])
    same = canonical(_read([old.read_bytes()])) == canonical(_read([new.read_bytes()]))
    for format in ("text", "json", "rdf-patch"):
        result = CliRunner().invoke(main, ["diff", str(old), str(new), "--fail-if-any", "--format", format])
        assert result.exit_code == (0 if same else 1), result.output
    patched = set(_canonical_lines(old))
    for row in result.stdout.encode().splitlines(keepends=True)[2:-1]:
        (patched.remove if row.startswith(b"D ") else patched.add)(row[2:])
    assert canonical(_read(patched)) == canonical(_read([new.read_bytes()]))


def _canonical_lines(path):
    """Return the lines of RDFC-1.0, which a patch is about."""
    return serialize(canonical(_read([path.read_bytes()])), format=RdfFormat.N_QUADS).splitlines(keepends=True)
