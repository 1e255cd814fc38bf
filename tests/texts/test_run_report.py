"""The report of a run tells texts that several documents publish, and in which languages documents are."""

from __future__ import annotations

import json

FRENCH = """Une journée au marché

Les marchands de la place ont ouvert leurs étals avant l'aube, et les enfants du quartier sont allés à l'école comme chaque matin.

Le pont est resté fermé pendant toute la semaine, parce que la rivière était trop haute et que personne ne voulait la traverser.
"""


def test_texts_and_languages_stand_in_the_report(kg, reports, tmp_path):
    (tmp_path / "marche.txt").write_text(FRENCH, encoding="utf-8")
    kinds = [f"--report={kind}={tmp_path / kind}" for kind in ("json", "markdown", "text")]
    result = kg("build", reports, tmp_path / "marche.txt", "--store", tmp_path / "store", *kinds)
    assert result.exit_code == 0, result.output
    told = json.loads((tmp_path / "json").read_text(encoding="utf-8"))
    assert told["by_language"] == {"en": 4, "fr": 1}
    assert told["languages"] == {"fr": 1}
    assert told["shared_texts"] == 1
    (text,) = told["largest_texts"]
    assert text["documents"] == ["one.txt", "three.txt", "two.txt"]
    assert (text["agency"], text["words"] > 50) == ("Tarn News Agency", True)
    names = "one.txt, three.txt, two.txt"
    table = (tmp_path / "markdown").read_text(encoding="utf-8")
    assert "## 1 text is published by several documents\n" in table
    assert f"| 3 | {text['words']} | Tarn News Agency | {names} |" in table
    assert "| fr | 1 |" in table
    lines = (tmp_path / "text").read_text(encoding="utf-8").splitlines()
    assert f"  3 documents print a text of Tarn News Agency, {text['words']} words: {names}" in lines


def test_without_such_texts_none_is_told(kg, reports, tmp_path):
    kg("build", reports / "own.txt", "--store", tmp_path / "store", f"--report=markdown={tmp_path / 'run.md'}")
    assert "published by several" not in (tmp_path / "run.md").read_text(encoding="utf-8")
