"""What a name is taken for: to the letter, nearly so, in part; several are listed, and nothing is guessed."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.cli import main
from kg.errors import QueryError
from kg.namespaces import CKG, DATA, RDF, RDFS, SKOS
from kg.sparql import resolve_thing


def _quads() -> list[Quad]:
    rows: list[tuple[str, str, Literal | NamedNode]] = []
    for name, label, kind in [
        ("group/red-front", "Al-Ḥamra Front", "ArmedGroup"),
        ("group/blue-army", "Blue Army of the North", "ArmedGroup"),
        ("group/green-army", "Green Army", "ArmedGroup"),
        ("person/green", "Colonel Green", "Person"),
        ("place/hilltown", "Hilltown (city)", "PopulatedPlace"),
    ]:
        rows += [(name, SKOS + "prefLabel", Literal(label, language="en")), (name, RDFS + "label", Literal(label))]
        rows += [(name, RDF + "type", NamedNode(CKG + kind)), (name, RDF + "type", NamedNode(CKG + "Actor"))]
    rows += [
        ("group/red-front", SKOS + "altLabel", Literal("Jabhat al-Hamra", language="ar-latn")),
        ("document/a/actor/crowd", RDFS + "label", Literal("crowd of Hilltown")),
        ("mention/1", CKG + "refersTo", NamedNode(DATA + "document/a/actor/crowd")),
        ("content/1", RDFS + "label", Literal("asserted Attack: Violet Brigade")),
        ("content/1", CKG + "attacker", NamedNode(DATA + "group/green-army")),
        ("claim/1", CKG + "claims", NamedNode(DATA + "content/1")),
        ("violet", SKOS + "prefLabel", Literal("Violet attack")),
        ("violet", SKOS + "inScheme", NamedNode(DATA + "scheme")),
    ]
    return [Quad(NamedNode(DATA + s), NamedNode(p), o) for s, p, o in rows]


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    made.extend(_quads())
    return made


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("al-ḥamra front", "group/red-front"),
        ("JABHAT AL-HAMRA", "group/red-front"),
        ("asserted attack: violet brigade", "content/1"),
    ],
)
def test_a_name_to_the_letter_is_taken_without_a_word(store: Store, name: str, found: str) -> None:
    told: list[str] = []
    assert resolve_thing(store, name, "who", told.append).value == DATA + found
    assert told == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Hamra Front", "group/red-front"),
        ("the al Hamra front", "group/red-front"),
        ("Hamra", "group/red-front"),
        ("Blue", "group/blue-army"),
        ("blue ar", "group/blue-army"),
        ("green army", "group/green-army"),
        ("Colonel", "person/green"),
        ("crowd", "document/a/actor/crowd"),
        ("Hilltown", "place/hilltown"),
    ],
)
def test_a_name_nearly_so_or_in_part_is_taken_and_told(store: Store, name: str, found: str) -> None:
    told: list[str] = []
    assert resolve_thing(store, name, "who", told.append).value == DATA + found
    if name != "green army":
        (line,) = told
        assert line.startswith(f"who: {name!r} is taken for ")
        assert line.endswith(f"id:{found}")


def test_several_are_listed_with_kind_claims_and_iri_and_none_is_taken(store: Store) -> None:
    with pytest.raises(QueryError) as error:
        resolve_thing(store, "Green", "who")
    assert str(error.value) == (
        "who: 2 things may be called 'Green'; the IRI of one of them: Green Army (ArmedGroup; claims: 1) id:group/green-army, "
        "Colonel Green (Person; claims: 0) id:person/green"
    )


@pytest.mark.parametrize("name", ["Violet", "Brigade", "", "…", "' } DROP ALL #"])
def test_claims_and_event_types_have_no_name_in_part(store: Store, name: str) -> None:
    with pytest.raises(QueryError, match="nothing in the graph is called"):
        resolve_thing(store, name, "who")


def test_what_is_spelt_alike_is_suggested_and_not_taken(store: Store) -> None:
    with pytest.raises(QueryError, match=r"nothing .* 'Bleu Armie'; one such as Blue Army of the North \(ArmedGroup"):
        resolve_thing(store, "Bleu Armie", "who")


@pytest.mark.parametrize("value", ["<a b>", "<nonsense>", 'https://example.org/"', "https://example.org/{a}"])
def test_what_is_no_iri_is_refused(store: Store, value: str) -> None:
    with pytest.raises(QueryError):
        resolve_thing(store, value, "who")


def test_the_command_tells_on_stderr_what_a_name_was_taken_for(
    store: Store, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("names") / "graph.nq"
    path.write_text("".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in _quads()))
    words = ["query", "ASK { ?c ckg:attacker ?actor }", "--data", str(path), "--param"]
    run = CliRunner().invoke(main, [*words, "actor=Green Arm", "--format", "csv"])
    assert run.stdout_bytes == b"answer\r\ntrue\r\n"
    assert (
        run.stderr == "query: actor: 'Green Arm' is taken for Green Army (ArmedGroup; claims: 1) id:group/green-army\n"
    )
    run = CliRunner().invoke(main, [*words, "actor=Green"])
    assert (run.exit_code, run.stdout) == (2, "")
    assert run.stderr.count("\n") == 1
