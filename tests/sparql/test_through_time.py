"""What held when, by the sample reports with their gold claims: as bundled, and as the pages themselves where at hand."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from pyoxigraph import Store

from kg.explain import explain
from kg.namespaces import CKG, EVENT_TYPE
from kg.sparql import find_query, format_answer, run_query

TESTS = Path(__file__).parents[1]
SHARED = TESTS.parents[1] / "shared"
JAYSH_AL_FATAH, ISIS, NUSRA = "Jaysh al-Fatah (Army of Conquest)", "Islamic State (ISIS)", "Al-Nusra Front"

Row = dict[str, str]


def ask(store: Store, name: str, **params: str) -> list[Row]:
    text = format_answer(run_query(store, find_query(name), params), "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert all(row["quote"] and row["document"] and row["paragraph"] for row in rows), "each row can be walked back"
    return [{key: value.removeprefix(CKG).removeprefix(EVENT_TYPE) for key, value in row.items()} for row in rows]


def short(rows: list[Row], *columns: str) -> set[tuple[str, ...]]:
    return {tuple(row[column] for column in columns) for row in rows}


def test_who_held_the_city_of_idlib_after_march_2015(samples: Store) -> None:
    rows = ask(samples, "who-held", place="Idlib (city)", date="2015-06-10")
    assert short(rows, "holderLabel", "basis", "since", "until", "speakerLabel", "paragraph") == {
        (JAYSH_AL_FATAH, "unknown", "[2015-03-01..2015-03-31]", "", "The Long War Journal", "3")
    }
    before = ask(samples, "who-held", place="Idlib (city)", date="2015-02-28")
    assert short(before, "holderLabel", "basis", "until") == {("Syrian Army", "unknown", "[2015-03-01..2015-03-31]")}


def test_the_province_is_another_place_than_its_city(samples: Store) -> None:
    rows = ask(samples, "who-held", place="Idlib Province", date="2015-06-10")
    assert JAYSH_AL_FATAH not in {row["holderLabel"] for row in rows}


def test_what_jaysh_al_fatah_had_taken_on_the_day_of_the_report(samples: Store) -> None:
    rows = ask(samples, "who-held", holder=JAYSH_AL_FATAH, date="2015-06-09")
    attested = {row["placeLabel"] for row in rows if row["basis"] == "attested"}
    assert attested == {"A'yn al Hamra", "Basnaqul", "Muhambel", "Sanqara"}


def test_who_held_the_koniko_field(samples: Store) -> None:
    rows = ask(samples, "who-held", place="Koniko oil field", date="2014-02-12")
    assert short(rows, "holderLabel", "basis", "part") == {
        (NUSRA, "attested", "began"),
        (ISIS, "unknown", "began"),
        (ISIS, "unknown", "ended"),
    }
    last_week = ask(samples, "who-held", place="Koniko oil field", date="2014-02-02")
    assert short(last_week, "holderLabel", "basis", "part") == {(NUSRA, "unknown", "ended")}


def test_what_changed_in_the_fields_of_deir_ez_zor(samples: Store) -> None:
    rows = ask(samples, "change-log", kind="ckg:Control", since="2014-02-01", until="2014-02-28")
    fields = [row for row in rows if row["whatLabel"].endswith("field")]
    assert [(row["last"], row["change"], row["whoLabel"], row["whatLabel"]) for row in fields] == [
        ("2014-02-09", "began", ISIS, "Koniko oil field"),
        ("2014-02-09", "ended", NUSRA, "Koniko oil field"),
        ("2014-02-12", "began", NUSRA, "Koniko oil field"),
        ("2014-02-12", "ended", ISIS, "Koniko oil field"),
        ("2014-02-12", "began", NUSRA, "al-Jafra field"),
        ("2014-02-12", "ended", ISIS, "al-Jafra field"),
    ]


def test_jarablos_in_february_2014_by_both_sides(samples: Store) -> None:
    rows = ask(samples, "place-timeline", place="Jarablos", since="2014-02-01", until="2014-02-28")
    told = short(rows, "type", "actorLabel", "speakerLabel")
    assert {
        ("TerritorialCapture", "Islamic Front", "Islamic Front sources"),
        ("Destruction", ISIS, "activists"),
    } <= told
    assert {("Attack", "Islamic Front"), ("Repulsion", ISIS), ("TerritorialControl", ISIS)} <= {t[:2] for t in told}
    assert all(row["last"] == "2014-02-12" for row in rows)


def test_the_bridge_does_not_hand_over_the_town(samples: Store) -> None:
    town = ask(samples, "who-held", place="Jarablos", date="2014-02-12")
    assert short(town, "holderLabel", "basis", "standing") == {(ISIS, "attested", "StatedStanding")}
    bridge = ask(samples, "who-held", place="al-Shuyoukh bridge", date="2014-02-12")
    assert ("Islamic Front", "attested", "OwnWordStanding", "Islamic Front sources") in short(
        bridge, "holderLabel", "basis", "standing", "speakerLabel"
    )


def test_the_members_of_jaysh_al_fatah_on_the_day_of_the_report_and_before_anybody_tells(samples: Store) -> None:
    params = {"kind": "ckg:Membership", "party": JAYSH_AL_FATAH}
    rows = ask(samples, "as-of", date="2015-06-09", **params)
    assert {(NUSRA, "attested"), ("Ahrar al-Sham", "attested")} <= short(rows, "whoLabel", "basis")
    early = ask(samples, "as-of", date="2015-01-01", **params)
    assert {row["basis"] for row in early} == {"unknown"}


def test_the_pledge_of_ibn_taymiyya_stands_beside_its_denial(samples: Store) -> None:
    rows = ask(samples, "as-of", kind="ckg:Affiliation", party="Ibn Taymiyya", date="2014-02-12")
    told = {row["part"]: row["speakerLabel"] for row in rows if row["whatLabel"] == ISIS}
    assert told == {"began": "Wilayat al-Barakah", "denied": NUSRA}


def test_the_emir_of_one_town_is_not_the_leader(samples: Store) -> None:
    rows = ask(samples, "as-of", kind="ckg:Leadership", party=ISIS, date="2014-02-12")
    assert {row["whoLabel"] for row in rows if row["office"] == "leader"} == {"Abu Bakr al-Baghdadi"}
    assert ("Abu Zar al-Iraqi", "emir in al-Mayadeen") in short(rows, "whoLabel", "office")


def test_a_situation_is_walked_back_to_the_sentences_of_its_ends(samples: Store) -> None:
    rows = ask(samples, "who-held", place="Koniko oil field", holder=ISIS)
    (situation,) = {row["situation"] for row in rows}
    found = explain(samples, situation)
    assert found.label == f"Control: {ISIS} – Koniko oil field"
    assert {passage.quote for passage in found.passages} == {row["quote"] for row in rows}
