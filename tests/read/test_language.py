"""The language of a document: cases are files called LANGUAGE.txt or LANGUAGE-what.txt, `none` where nothing is to be told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.model import Paragraph, ParagraphRole
from kg.namespaces import DCTERMS
from kg.pipeline import build
from kg.read import parse_document
from kg.read.language import find_language, language_of

CASES = sorted((Path(__file__).parent / "languages").glob("*.txt"))
ROOT = Path(__file__).parents[2]


def paragraphs(*texts: str, role: ParagraphRole = ParagraphRole.BODY) -> list[Paragraph]:
    return [Paragraph(n, role, 0, len(text), text) for n, text in enumerate(texts, 1)]


def case(name: str) -> str:
    return (CASES[0].parent / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_language_of_a_text_is_told_or_nothing_said(path):
    expected = path.stem.partition("-")[0]
    document = parse_document(path.name, path.read_bytes())
    assert document.language == (None if expected == "none" else expected)


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda path: path.stem[:3])
def test_no_paragraph_of_an_english_report_is_taken_for_another_language(path):
    text = path.read_text(encoding="utf-8")
    languages = {language_of(p) for p in re.split(r"\n\s*\n", text) if len(p.split()) >= 20}
    assert "en" in languages
    assert languages <= {"en", None}


def test_names_in_a_row_are_in_no_language_however_many():
    assert find_language(paragraphs(*[case("none-names.txt")] * 20)) is None
    assert language_of(" ".join([case("none-names.txt")] * 20)) is None


def test_menus_and_comments_do_not_count():
    english, french = case("en.txt"), case("fr.txt")
    assert find_language(paragraphs(english) + paragraphs(french * 3, role=ParagraphRole.COMMENT)) == "en"
    assert find_language(paragraphs(english) + paragraphs(french * 3, role=ParagraphRole.FURNITURE)) == "en"


def test_the_language_of_most_words_wins_whatever_the_number_of_paragraphs():
    english, french = case("en.txt").split("\n\n"), case("fr.txt")
    assert find_language(paragraphs(*english, french + french)) == "fr"
    assert find_language(paragraphs(*english, *english, *english, french)) == "en"


def test_short_lines_are_judged_together():
    lines = re.split(r"(?<=[.,])\s", case("de.txt"))
    assert all(language_of(line) is None for line in lines if len(line.split()) < 20)
    assert find_language(paragraphs(*lines)) == "de"


def test_another_language_needs_more_words_than_what_is_not_told():
    assert find_language(paragraphs(case("fr.txt"), *[case("none-names.txt")] * 2)) is None


@pytest.mark.parametrize("text", ["", "3 2014 – 7", "Oster", "Ok. " * 5])
def test_nothing_is_said_of_almost_nothing(text):
    assert find_language(paragraphs(text)) is None


def test_a_long_document_is_judged_by_its_beginning():
    text = case("en.txt").replace("\n", " ") * 80 + case("fr.txt") * 500
    assert find_language(paragraphs(text)) == "en"


GERMAN = (
    "Die Rote Front hat am Montag die Stadt Oster nach zwei Wochen heftiger Kämpfe gegen die Flusswache eingenommen, wie Bewohner "
    "der Stadt und der Bürgermeister berichteten. Mehr als dreitausend Menschen sind seit Anfang März zu Fuß aus der Stadt geflohen."
)
IN_ENGLISH = "The Red Front captured the town of Oster on Monday after two weeks of fighting with the River Guard, its mayor told the radio."


@pytest.mark.parametrize(
    ("paragraphs", "language"), [([GERMAN, IN_ENGLISH], "de"), ([IN_ENGLISH, IN_ENGLISH, GERMAN], "en")]
)
def test_a_statement_with_its_translation_is_read_out_in_english_alone(paragraphs, language):
    document = parse_document("statement.txt", "\n\n".join(paragraphs).encode())
    assert document.language == language
    assert [p.text for p in document.read_out] == [text for text in paragraphs if text == IN_ENGLISH]
    assert not document.is_foreign
    assert document.unread == {"de": 1}


def test_the_graph_says_which_paragraph_is_in_another_language(tmp_path):
    (tmp_path / "statement.txt").write_text(f"{IN_ENGLISH}\n\n{IN_ENGLISH}\n\n{GERMAN}", encoding="utf-8")
    told = [q for q in build([tmp_path], store=None).quads if q.predicate.value == DCTERMS + "language"]
    assert sorted((q.subject.value.partition("/document/")[2].split("/", 1)[1:], q.object.value) for q in told) == [
        ([], "en"),
        (["paragraph/3"], "de"),
    ]


def test_a_document_without_a_paragraph_in_english_is_foreign():
    assert parse_document("german.txt", f"{GERMAN}\n\n{GERMAN}".encode()).is_foreign


@pytest.mark.parametrize(
    "text", ["Охорона пішла з Остера в неділю.", "Остер", "Η φρουρά έφυγε", "守备队撤离了奥斯特镇。", "انسحب الحرس"]
)
def test_a_text_in_other_letters_is_no_english_however_short(text):
    language = find_language(paragraphs(text))
    assert language is not None and language != "en"


def test_a_few_words_in_other_letters_tell_their_language_where_they_can():
    assert find_language(paragraphs("Через річку вчора переправилися двісті людей, повідомила влада міста.")) == "uk"
    assert find_language(paragraphs("The Guard left Oster (Остер).")) is None
