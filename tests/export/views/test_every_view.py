"""What holds of every view: the counts, the bytes, hostile texts, and that nothing denied passes for a fact."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse, serialize

from kg.export.source import Source
from kg.export.table import EXPORT_FORMATS

VIEWS = [name for name, row in EXPORT_FORMATS.items() if row.writer.startswith("kg.export.views")]
QUICK = VIEWS
HOSTILE = (
    "]]>", "<!--", "&amp;<x>", '"', "'", "\\", "\\n", "=1+1", "+1", "-1", "@SUM(A1)", "a,b;c\td", "a\r\nb", "a\nb", "a\rb", " lead ",
    "\u202eRTL\u202c", "\u200f", "\x00", "\x01\x0b\x1f", "\x7f\x85\u2028", "\ufffe\uffff", "\U0001f54a", "e\u0301", "{curly}", "|}", ")>>",
    "null", "NaN", "_:b0", "http://x/ y",
)  # fmt: skip
TEXTS = st.lists(
    st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), min_size=1)),
    min_size=1,
    max_size=3,
)


def contents(path: Path) -> dict[str, bytes]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_of_the_sample_reports_holds_what_they_hold(
    name: str, seeds_source: Source, write: Any, count: Any
) -> None:
    found, lost = count(name, seeds_source, write(name, seeds_source))
    assert lost == ""
    if name == "geojson":  # the sample reports have no coordinates
        assert found.claims == 0
        return
    own = seeds_source.counts
    assert (found.claims, found.events, found.evidences) == (own.claims, own.events, own.evidences)
    assert found.labels


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_says_in_words_what_it_leaves_out(name: str) -> None:
    row = EXPORT_FORMATS[name]
    assert bool(row.loses) == (name not in ("turtle12", "jsonld-entity", "jsonld-event"))
    assert not any(text.endswith(".") for text in row.loses)


@pytest.mark.parametrize("name", VIEWS)
def test_a_file_in_any_order_gives_the_bytes_of_the_store(
    name: str, nowhere: Source, write: Any, tmp_path: Path
) -> None:
    quads = list(nowhere.quads())
    (tmp_path / "other.nq").write_bytes(
        serialize(sorted(quads, key=lambda q: str(q)[::-1]), format=RdfFormat.N_QUADS) or b""
    )
    assert contents(write(name, Source(tmp_path / "other.nq"))) == contents(write(name, nowhere))


@pytest.mark.parametrize("name", VIEWS)
def test_the_seed_of_hashes_is_in_no_byte(name: str, nowhere: Source, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from importlib import import_module as i;"
        "from kg.export.source import Source; from kg.export.table import EXPORT_FORMATS as F, Options as O;"
        "r = F[sys.argv[1]]; m, f = r.writer.split(':'); p = Path(sys.argv[3]); p.mkdir() if r.folder else 0;"
        "getattr(i(m), f)(Source(Path(sys.argv[2])), p if r.folder else p.open('wb'), O())"
    )
    for seed in "12":
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", script, name, nowhere.path, tmp_path / seed], check=True, env=environment)
    one, other = contents(tmp_path / "1"), contents(tmp_path / "2")
    assert list(one.values()) == list(other.values())


@pytest.mark.parametrize("name", VIEWS)
def test_an_empty_graph_is_an_empty_view(name: str, write: Any, count: Any, tmp_path: Path) -> None:
    (tmp_path / "one.nt").write_text("<http://x/s> <http://x/p> <http://x/o> .\n", encoding="utf-8")
    source = Source(tmp_path / "one.nt")
    found, lost = count(name, source, write(name, source))
    assert (found.claims, found.evidences, lost) == (0, 0, "")


@pytest.mark.parametrize("name", QUICK)
@given(texts=TEXTS)
@settings(max_examples=25, deadline=None)
def test_whatever_a_quote_holds_is_counted_again(
    name: str, hostile: Any, write: Any, count: Any, texts: list[str]
) -> None:
    source = hostile(texts)
    assert count(name, source, write(name, source))[1] == ""


def test_the_triples_of_turtle_are_those_of_the_graph_and_the_reifiers(seeds_source: Source, write: Any) -> None:
    found = {quad.triple for quad in parse(path=str(write("turtle12", seeds_source)), format=RdfFormat.TURTLE)}
    own = {quad.triple for quad in seeds_source.quads()}
    assert own <= found
    added = found - own
    by_part = {(t.subject, t.predicate.value.rpartition("#")[2]): t.object for t in own}
    accepted = {s for s, name in by_part if name == "statementSubject"}
    assert {t.subject for t in added} == accepted != set()
    for triple in added:
        parts = [by_part[triple.subject, f"statement{name}"] for name in ("Subject", "Predicate", "Object")]
        assert list(triple.object) == parts
        # Reified and also asserted, since it is accepted.
        assert triple.object in own
