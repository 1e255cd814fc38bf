"""Reports of an evaluation: what stands in them, in which words, and that nothing in a document can become markup."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from kg.errors import InputError, UsageError
from kg.evaluate import evaluate, evaluation_to_json, format_text, load_excerpts, make_report, report_writer, shortfalls

TEXT = (
    "Front gains ground\n\n"
    "The Red Front took Hilltown. Its men <b>killed</b> the Blue Army's *emir* & two | others,\nsaid Omar. He left.\n"
)
KILLED = "killed</b> the Blue Army's *emir* & two | others"


def claim(quote, type, **more):
    return {"document": "a.txt", "paragraph": 2, "quote": quote, "type": type} | more


GOLD = [
    claim("The Red Front took Hilltown", "TerritorialCapture", actors=["Red Front"], locations=["Hilltown"]),
    claim(KILLED, "Killing", actors=["Red Front"], source="Omar"),
]
CLAIMS = [
    claim("Front took Hilltown", "TerritorialCapture", actors=["Grey <i>Brigade</i>"], locations=["Hilltown"]),
    claim("Omar. He left", "Withdrawal", actors=["Omar"], factuality="hedged"),
]


@pytest.fixture
def files(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for name, rows in (("gold.jsonl", GOLD), ("claims.jsonl", CLAIMS)):
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


@pytest.fixture
def evaluation(files):
    return evaluate(files / "claims.jsonl", gold=files / "gold.jsonl")


@pytest.fixture
def report(files, evaluation):
    return make_report(evaluation, load_excerpts(files / "a.txt", evaluation.documents))


def written(report, name, tmp_path):
    return report_writer(tmp_path / name)(report)


def test_misses_stand_in_their_sentences(report):
    differing, missed, spurious = report.listings
    assert differing.findings[0].excerpt.marked("[", "]") == "The Red [Front took Hilltown]."
    assert [(d.key, d.claim, d.gold) for d in differing.findings[0].differences] == [
        ("actors", ("Grey <i>Brigade</i>",), ("Red Front",))
    ]
    assert missed.findings[0].excerpt.marked("[", "]") == f"Its men <b>[{KILLED}], said Omar."
    assert missed.findings[0].roles == "Red Front; said by Omar"
    # A quote over the end of a sentence shows both.
    assert spurious.findings[0].excerpt.marked("", "").endswith("said Omar. He left.")


def test_without_documents_the_quote_stands_alone(evaluation):
    report = make_report(evaluation, load_excerpts(None, evaluation.documents))
    assert report.listings[1].findings[0].excerpt.marked("[", "]") == f"[{KILLED}]"


def test_a_quote_that_the_document_does_not_have_stands_alone(files):
    (files / "claims.jsonl").write_text(json.dumps(claim("words of another edition", "Siege", paragraph=1)))
    evaluation = evaluate(files / "claims.jsonl", gold=files / "gold.jsonl")
    report = make_report(evaluation, load_excerpts(files / "a.txt", evaluation.documents))
    assert report.listings[2].findings[0].excerpt.marked("[", "]") == "[words of another edition]"


@pytest.mark.parametrize(
    ("spans", "words", "shown"),
    [
        ([(24, 33), (39, 47)], ("Red Front", "Hilltown"), "The [Red Front] took [Hilltown]."),
        ([(39, 47), (24, 33)], ("Hilltown", "Red Front"), "The [Red Front] took [Hilltown]."),
        ([(0, 5), (39, 47)], ("Front", "Hilltown"), "[Front] gains ground The Red Front took [Hilltown]."),
        ([(24, 33), (27, 40)], ("Red Front", "elsewhere"), "[Red Front] … [elsewhere]"),
        ([(0, 0), (0, 0)], ("", ""), "[] … []"),
        ([(-9, -5), (9999, 10000)], ("left", ""), "[left] … []"),
    ],
)
def test_both_spans_of_a_pair_are_marked_where_they_are(files, spans, words, shown):
    excerpts = load_excerpts(files / "a.txt", ["a.txt"])
    assert excerpts.of_spans("a.txt", spans, words).marked("[", "]") == shown


def test_documents_of_another_collection_are_refused(files, evaluation):
    (files / "other").mkdir()
    (files / "other" / "b.txt").write_text(TEXT)
    with pytest.raises(InputError, match=r"holds none of the documents of these claims; the folder of a\.txt"):
        load_excerpts(files / "other", evaluation.documents)


def test_the_type_table_ends_with_the_whole(report):
    table = {row[0]: row[1:] for row in report.tables[1].rows}
    assert table["all"][:7] == ("2", "0", "2", "1", "0.500", "0.500", "0.500")
    assert table["Killing"] == ("1", "0", "0", "0", "", "0.000", "", "", "0.000", "", "")


class Page(HTMLParser):
    """The elements, ids, links and text of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.links, self.words, self.marked = [], set(), set(), [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        found = dict(attrs)
        self.ids |= {found["id"]} if "id" in found else set()
        self.links |= {found["href"]} if "href" in found else set()

    def handle_data(self, data):
        self.words.append(data)
        if self.tags[-1:] == ["mark"]:
            self.marked.append(data)


def test_html_is_self_contained_and_escapes_what_documents_say(report, tmp_path):
    text = written(report, "report.html", tmp_path)
    page = Page(text)
    assert KILLED in page.marked
    assert "Grey <i>Brigade</i>" in page.words
    assert not {"script", "link", "img", "b", "i"} & set(page.tags)
    assert {link.removeprefix("#") for link in page.links} == page.ids, "the contents lead to every section"
    assert text.count("<article>") == text.count("</article>") == 3


def test_markdown_shows_what_documents_say_as_they_say_it(report, tmp_path):
    parse = pytest.importorskip("markdown_it", reason="no Markdown parser is installed").MarkdownIt
    page = Page(parse("commonmark").enable("table").render(written(report, "report.md", tmp_path)))
    assert KILLED.replace("\n", " ") in "".join(page.words)
    assert "Grey <i>Brigade</i>" in "".join(page.words)
    assert page.tags.count("table") == 3
    assert not {"em", "b", "i"} & set(page.tags)


def test_text_lists_findings_only_if_asked(report):
    assert "Missed (1)" not in format_text(report)
    text = format_text(report, listings=True)
    assert f"    Its men <b>«{KILLED}», said Omar." in text.splitlines()
    assert "    actors: Grey <i>Brigade</i>; gold has Red Front" in text.splitlines()


@pytest.mark.parametrize("width", [None, 20, 200])
def test_no_cell_is_cut_however_narrow_the_terminal(report, width):
    assert "TerritorialCapture" in format_text(report, width=width)


def test_json_has_measures_types_and_with_excerpts_what_is_wrong(files, evaluation):
    plain = evaluation_to_json(evaluation)
    assert plain["detection"] == {"P": 0.5, "R": 0.5, "F1": 0.5}
    assert [row["type"] for row in plain["types"]] == ["Killing", "TerritorialCapture", "Withdrawal"]
    assert plain["values"][0]["claimed"]["asserted"] == 1
    assert "missed" not in plain
    full = json.loads(json.dumps(evaluation_to_json(evaluation, load_excerpts(files / "a.txt", evaluation.documents))))
    assert full["missed"][0]["sentence"].startswith("Its men")
    assert full["differing"][0]["differences"][0]["gold"] == ["Red Front"]


def test_floors_name_the_measures_that_fall_short(evaluation):
    assert shortfalls(evaluation, {"detection": 0.5, "source": 1.0}) == ()
    assert shortfalls(evaluation, {"detection.P": 0.75}) == ("detection.P: is 0.5; at least 0.75 is asked for",)
    for name in ("precision", "FightingAgainst"):
        with pytest.raises(UsageError, match="is no measure of this run; one of: detection"):
            shortfalls(evaluation, {name: 0.5})
    with pytest.raises(UsageError, match="dates: has nothing that it could be measured on"):
        shortfalls(evaluation, {"dates": 0.5})


def test_a_report_of_another_format_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"report\.doc: does not say the format"):
        report_writer(tmp_path / "report.doc")
