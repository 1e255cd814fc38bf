"""Another spaCy pipeline than the bundled one: made here, of rules, and saved to a folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import InputError, UsageError
from kg.extract import load_parser
from kg.extract.sentences import split_sentences
from kg.graph.terms import iri
from kg.model import Role
from kg.namespaces import DCTERMS
from kg.pipeline import build, extract

spacy = pytest.importorskip("spacy", reason="reading text needs the extra 'text'")

REPORT = "Notes of the week\n\nThe soup was cold. The Alba Front attacked the Coast Union. Nobody spoke.\n"
BODY = REPORT.split("\n\n")[1].strip()
seen: list[str] = []


@spacy.Language.component("one-verb-a-sentence")
def one_verb_a_sentence(doc):
    """Parse "N verb-ed N": the verb is the root, what stands before it its subject, what stands behind it its object."""
    seen.append(doc.text)
    verb = next((t.i for t in doc if t.text.endswith("ed")), 0)
    for token in doc:
        nouns = [t.i for t in doc if is_noun(t) and (t.i < verb) == (token.i < verb)]
        if token.i == verb or token.is_punct or not nouns:
            token.pos_, token.dep_ = ("VERB", "ROOT") if token.i == verb else ("PUNCT", "punct")
            token.head = doc[verb]
        elif token.i == nouns[-1]:
            token.pos_, token.head, token.dep_ = "PROPN", doc[verb], "nsubj" if token.i < verb else "obj"
        else:
            token.pos_, token.dep_ = ("PROPN", "compound") if is_noun(token) else ("DET", "det")
            token.head = doc[nouns[-1]]
    return doc


def is_noun(token) -> bool:
    return token.is_title and token.lower_ != "the"


@pytest.fixture
def pipeline(tmp_path) -> Path:
    nlp = spacy.blank("en")
    nlp.meta["name"], nlp.meta["version"] = "one_verb", "2.1.0"
    nlp.add_pipe("one-verb-a-sentence")
    nlp.to_disk(tmp_path / "one-verb")
    seen.clear()
    return tmp_path / "one-verb"


@pytest.fixture
def report(tmp_path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_another_pipeline_gives_the_claims(report, pipeline) -> None:
    read, claims = extract([report], pipeline=str(pipeline))
    (claim,) = claims[read.documents[0].key]
    who = (claim.names(Role.ACTOR), claim.names(Role.RECIPIENT))
    assert (claim.type, who) == ("Attack", (("Alba Front",), ("Coast Union",)))
    assert "The Alba Front attacked the Coast Union." in seen


def test_a_pipeline_sees_one_sentence_at_a_time(report, pipeline) -> None:
    parser = load_parser(str(pipeline))
    seen.clear()
    sentences = [(BODY[a:b], a) for a, b in split_sentences(BODY)]
    trees = parser.parse(sentences)
    assert seen == ["The soup was cold.", "The Alba Front attacked the Coast Union.", "Nobody spoke."]
    assert [tree.tokens[0].start for tree in trees] == [start for _, start in sentences]


def test_both_commands_take_a_pipeline(report, pipeline, tmp_path) -> None:
    printed = CliRunner().invoke(main, ["extract", str(report), "--pipeline", str(pipeline)])
    assert printed.exit_code == 0, printed.output
    assert [json.loads(line)["actors"] for line in printed.stdout.splitlines()] == [["Alba Front"]]
    store = str(tmp_path / "store")
    built = CliRunner().invoke(main, ["build", str(report), "--store", store, "--pipeline", str(pipeline)])
    assert built.exit_code == 0, built.output
    assert " 1 claims," in built.stderr


def options_of(quads) -> str:
    described = iri(DCTERMS + "description")
    return next(q.object.value for q in quads if q.predicate == described and "rules=" in q.object.value)


def test_the_activity_says_which_pipeline_it_was(report, pipeline) -> None:
    chosen = options_of(build([report], store=None, pipeline=str(pipeline)).quads)
    bundled = options_of(build([report], store=None).quads)
    assert "pipeline=en_one_verb-2.1.0" in chosen.split()
    assert "pipeline=" not in bundled
    assert {*chosen.split()} & {*bundled.split()} == {"text=quotes"}, "the digest of the rules covers the weights"
    assert str(pipeline) not in chosen


def test_changed_weights_change_the_activity(report, pipeline) -> None:
    before = options_of(build([report], store=None, pipeline=str(pipeline)).quads)
    (pipeline / "weights").write_bytes(b"1")
    assert options_of(build([report], store=None, pipeline=str(pipeline)).quads) != before


def test_a_pipeline_that_does_not_parse_is_refused(tmp_path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(InputError, match="does not tag and parse"):
        load_parser(str(tmp_path / "blank"))


@pytest.mark.parametrize("name", ["no_such_pipeline", "."])
def test_what_is_no_pipeline_is_one_line(report, name, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["extract", str(report), "--pipeline", name])
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith(f"{name}: no spaCy pipeline")


def test_a_pipeline_has_nothing_to_do_where_the_claims_come_from_a_file(report, pipeline, tmp_path) -> None:
    with pytest.raises(UsageError, match="claims come from a file"):
        build([report], store=None, pipeline=str(pipeline), claims=tmp_path / "claims.jsonl")


def test_an_endless_sentence_is_told(tmp_path) -> None:
    path = tmp_path / "table.txt"
    path.write_text(REPORT + "\n" + "row and " * 500 + "end.\n", encoding="utf-8")
    line = "table.txt paragraph 3: has a sentence of 4,004 characters, which is not read; sentences of at most 3,000"
    assert [str(failure) for failure in extract([path])[0].failures] == [line]
    assert [str(failure) for failure in build([path], store=None).failures] == [f"{path.parent}/{line}"]
    told = CliRunner().invoke(main, ["extract", str(path)])
    assert told.stderr == f"passed over: {line}\n"
