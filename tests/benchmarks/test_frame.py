"""The frame of the benchmarks: what a ratio says, what a table, chart and page show, and that a failure is told."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.frame.comparison import Comparison, Row, bound, from_json, missing, to_json
from benchmarks.frame.figures import figure, ratio, verdict
from benchmarks.frame.machine import Load, Watch
from benchmarks.frame.page import MARKER, summary_lines, write_page, write_readme
from benchmarks.frame.runs import Outcome, run_one
from benchmarks.frame.tables import as_markdown, as_text
from kg.evaluate import Table

SVG = "{http://www.w3.org/2000/svg}"
NUMBERS = st.floats(0.001, 1e6)


def comparison(ours: Row, *peers: Row, better: str = "less", **more: object) -> Comparison:
    return Comparison("a-name", "A title", "seconds", "s", "ten things", better, "It means this.", ours, peers, **more)


OURS = Row("kg", "kg 0.1.0", 2.0)


@pytest.mark.parametrize(
    ("better", "ours", "peers", "ratio", "best"),
    [
        ("less", 2.0, (8.0, 4.0), 2.0, "peer 1"),
        ("less", 4.0, (2.0, 8.0), 0.5, "peer 0"),
        ("more", 6.0, (2.0, 3.0), 2.0, "peer 1"),
        ("more", 1.0, (4.0, 2.0), 0.25, "peer 0"),
        ("more", 1.0, (None, 2.0), 0.5, "peer 1"),
    ],
)
def test_a_ratio_is_how_many_times_better_ours_is_than_the_best_peer(better, ours, peers, ratio, best):
    rows = [Row(f"peer {n}", value=value, why_not="" if value else "it broke off") for n, value in enumerate(peers)]
    made = comparison(Row("kg", value=ours), *rows, better=better)
    assert (made.ratio, made.best_peer.who) == (ratio, best)


def test_without_a_value_there_is_no_ratio():
    assert comparison(OURS).ratio is None
    assert comparison(OURS, missing("peer", "make peers brings it")).ratio is None
    assert comparison(Row("kg", why_not="it broke off"), Row("peer", value=1.0)).ratio is None
    assert verdict(comparison(Row("kg", why_not="it broke off"))) == "Ours has no figure: it broke off."


def test_others_take_no_part_in_the_ratio():
    made = comparison(OURS, Row("peer", value=4.0), others=(Row("kg, less", value=0.1),))
    assert made.ratio == 2.0
    assert [row.who for row in made.rows] == ["kg", "kg, less", "peer"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Row("peer", value=6.2), "Ours is 3.1 times better than peer."),
        (Row("peer", value=1.0), "Ours is 2.0 times worse than peer."),
        (Row("peer", value=2.05), "Ours is about the same as peer."),
        (bound("a limit", 60.0), "No peer does this: the ratio is to a limit."),
    ],
)
def test_the_ratio_in_words(row, said):
    assert verdict(comparison(OURS, row)) == said


@given(st.lists(NUMBERS, max_size=4), NUMBERS, st.text(max_size=20))
def test_a_comparison_goes_through_json_and_back(values, ours, note):
    peers = tuple(Row(f"peer {n}", "1.0", value, note) for n, value in enumerate(values))
    details = (Table("t", note, ("a", "b"), (("1", "2"), ("3", note))),)
    made = comparison(Row("kg", value=ours), *peers, others=(missing("m", "how"),), details=details)
    assert from_json(json.loads(json.dumps(to_json(made)))) == made


@given(NUMBERS)
def test_a_figure_is_near_its_number(number):
    assert float(figure(number).replace(",", "")) == pytest.approx(number, rel=0.006)
    assert float(ratio(number).rstrip("×").replace(",", "")) == pytest.approx(number, rel=0.06, abs=0.006)


def test_text_and_markdown_tell_every_row():
    made = comparison(OURS, Row("a | b", "b 2", 6.0, "a note"), missing("other", "make peers brings it"))
    for lines in (as_text(made), as_markdown(made, "charts/a.svg")):
        text = "\n".join(lines)
        for told in (
            "A title",
            "2.00 s",
            "6.00 s",
            "3.00×",
            "b 2",
            "a note",
            "not installed; make peers brings it",
            "It means this.",
        ):
            assert told in text
    rows = [line for line in as_markdown(made, "charts/a.svg") if line.startswith("|")]
    assert len({line.replace("\\|", "").count("|") for line in rows}) == 1


def test_a_chart_tells_in_words_what_it_shows_and_is_the_same_each_time():
    pytest.importorskip("matplotlib", reason="charts need the extra 'test'")
    from benchmarks.frame.charts import draw

    made = comparison(
        OURS, Row("a $ peer", value=6.0), bound("a limit", 60.0), missing("other", "make peers brings it")
    )
    text = draw(made)
    root = ElementTree.fromstring(text)
    assert text == draw(made)
    assert root.get("role") == "img"
    assert {root.get("aria-labelledby"), root.get("aria-describedby")} == {
        root.find(f"{SVG}{name}").get("id") for name in ("title", "desc")
    }
    description = root.findtext(f"{SVG}desc")
    for told in ("kg 2.00 s", "a $ peer 6.00 s", "a limit 60.0 s", "other not installed", "Less is better"):
        assert told in description
    shown = [element.text for element in root.iter(f"{SVG}text")]
    assert {"kg", "a $ peer", "2.00 s", "6.00 s", "60.0 s", "not installed"} <= set(shown)


def test_on_a_dark_page_nothing_but_the_ground_has_the_colour_of_a_light_one():
    pytest.importorskip("matplotlib", reason="charts need the extra 'test'")
    from benchmarks.frame.charts import draw

    root = ElementTree.fromstring(draw(comparison(OURS, Row("peer", value=6.0))))
    ground = {path for group in root.iter(f"{SVG}g") if group.get("id") == "ground" for path in group}
    for path in set(root.iter(f"{SVG}path")) - ground:
        assert "fill: #ffffff" not in path.get("style", "")


def test_a_benchmark_that_is_stopped_is_told_with_its_reason(tmp_path):
    outcome = run_one("hostile", "small", tmp_path, limit=0.5)
    assert outcome.failure == "ended after 0 s"
    assert outcome.comparisons == ()


def test_a_benchmark_that_breaks_off_keeps_what_it_gave(tmp_path, monkeypatch):
    package = tmp_path / "benchmarks"
    package.mkdir()
    (package / "__init__.py").write_text("")
    line = json.dumps(to_json(comparison(OURS, Row("peer", value=4.0))))
    (package / "broken.py").write_text(
        f'"""It breaks off."""\nimport sys\nopen(sys.argv[-1], "w").write({line!r} + "\\n")\nraise SystemExit("no room")\n'
    )
    monkeypatch.setattr("benchmarks.frame.runs.ROOT", tmp_path)
    outcome = run_one("broken", "small", tmp_path)
    assert (outcome.about, outcome.failure) == ("It breaks off.", "no room")
    assert [made.ratio for made in outcome.comparisons] == [2.0]


def test_the_page_tells_what_failed_and_what_is_missing(tmp_path):
    pytest.importorskip("matplotlib", reason="charts need the extra 'test'")
    made = comparison(OURS, missing("other", "make peers brings it"), Row("peer", "peer 3", 4.0))
    outcomes = [Outcome("good", "Is good.", (made,), 1.0), Outcome("bad", "Is bad.", (), 2.0, "no room")]
    write_page(tmp_path / "R.md", outcomes, "python -m benchmarks", "2026-11-22", Load(120.0, 0.5, 2.0, 0.3))
    page = (tmp_path / "R.md").read_text(encoding="utf-8")
    assert "bad did not come to its end: no room" in page
    assert "other (make peers brings it)" in page
    assert "kg 0.1.0, peer 3" in page
    assert "took 30% of the processors' time" in page
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["R.md", "a-name.svg", "charts"]


def test_the_table_of_the_readme_is_put_between_its_markers(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n\n{MARKER}\nold\n{MARKER}\n\nafter\n")
    lines = summary_lines([Outcome("good", "", (comparison(OURS, Row("peer", value=4.0)),), 1.0)])
    for _ in range(2):
        write_readme(readme, lines)
        assert readme.read_text() == "\n".join(["before", "", MARKER, *lines, MARKER, "", "after", ""])


def test_a_watch_tells_the_load():
    load = Watch().load()
    assert load.seconds >= 0 and load.before >= 0 and load.after >= 0
    assert load.others is None or load.others >= 0
    assert Load(1.0, 0.1, 0.2, 0.01).told == "no other processes to speak of; load average 0.10 before, 0.20 after"
