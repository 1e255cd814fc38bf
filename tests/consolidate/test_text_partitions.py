"""Shared texts found in shards and partitions are those found at once, however the documents are dealt."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.copies.made import Made, invent_reports, make_document
from benchmarks.copies.partitioned import Shard, steps_done
from kg.consolidate import Publication, voice_of
from kg.consolidate.at_once import members_of, without_standing
from kg.consolidate.partitions import pack, partition_of, place_of, shard_of, unpack
from kg.consolidate.shingles import sketch
from kg.link import LinkedDocument
from kg.model import Document, Entity, LinkedClaim, Paragraph, ParagraphRole
from kg.runs.steps.texts import shared_texts, texts_of
from tests.consolidate.collection import texts_at_once
from tests.consolidate.conftest import source, tell

MADE = invent_reports(400, seed=11)
SENTENCES = sorted({s for one in MADE[:60] for p in one.document.paragraphs for s in p.text.split(". ")})
FOOT = MADE[0].document.paragraphs[-1].text.rpartition(". ")[2]
PAPERS = (None, *(source(name) for name in ("Oster Herald", "Ner Herald", "Valley News Agency")))
BYLINES = ("", "Source: Valley News Agency", "By Ali Mill, Ner Agency")
DATELINES = ("", "", "NER (Reuters) - ", "TARN (Valley News Agency) - ")


def deal(publications: list[Publication], shards: list[int]) -> list[list[Publication]]:
    dealt: list[list[Publication]] = [[] for _ in range(max(shards, default=0) + 1)]
    for publication, shard in zip(publications, shards, strict=True):
        dealt[shard].append(publication)
    return dealt


def check(publications: list[Publication], dealt: list[list[Publication]], partitions: int) -> None:
    texts, documents = texts_at_once(publications)
    with TemporaryDirectory() as folder:
        plan = steps_done([_shard(own) for own in dealt], partitions, Path(folder))
        found, found_documents = shared_texts(plan), [texts_of(plan, batch) for batch in range(len(dealt))]
    assert found == texts
    assert {key: row for rows in found_documents for key, row in rows.items()} == documents
    for own, rows in zip(dealt, found_documents, strict=True):
        assert rows.keys() <= {publication.document.key for publication in own}


def _shard(publications: list[Publication]) -> Shard:
    return [(one.document, LinkedDocument(_claims(one), one.publisher, ())) for one in publications]


def _claims(publication: Publication) -> tuple[LinkedClaim, ...]:
    """Return a claim that the document makes in its own voice, where it has one."""
    return (replace(tell("Attack"), claimed_by=publication.voice),) if publication.voice else ()


def page(number: int, title: str, byline: str, body: list[str], day: int) -> Document:
    roles = [ParagraphRole.TITLE, ParagraphRole.BYLINE, *[ParagraphRole.BODY] * len(body)]
    plain = make_document(f"d{number:02}", [title, byline, *body])
    told = tuple(
        Paragraph(p.number, role, p.start, p.end, p.text) for p, role in zip(plain.paragraphs, roles, strict=True)
    )
    issued = f"2014-03-{day:02}" if day else None
    return Document(plain.name, plain.key, plain.sha256, "text/plain", plain.text, told, issued=issued)


@st.composite
def collections(draw: st.DrawFn) -> list[Publication]:
    """Documents of sentences of a pool, of which many reprint one before them: cut, added to, or two merged."""
    random = draw(st.randoms(use_true_random=False))
    pool = SENTENCES[: draw(st.sampled_from((12, 60, 1000)))]
    feet = draw(st.sampled_from(([[]], [[], [FOOT]], [[FOOT]])))
    bodies: list[list[str]] = []
    for _ in range(draw(st.integers(0, 60))):
        own = [". ".join(random.sample(pool, random.randint(1, 3))) + "." for _ in range(random.randint(1, 4))]
        for before in random.sample(bodies, min(len(bodies), random.choice((0, 0, 1, 1, 1, 2)))):
            own = random.choice(([], own[:1], own)) + before[: random.randint(1, len(before))]
        own = own or [pool[0]]
        bodies.append([random.choice(DATELINES) + own[0], *own[1:]])
    return [
        Publication(
            page(n, random.choice(pool), random.choice(BYLINES), [*body, *random.choice(feet)], n % 4),
            random.choice(PAPERS),
            random.choice(PAPERS),
        )
        for n, body in enumerate(bodies)
    ]


@settings(max_examples=40, deadline=None)
@given(collections(), st.integers(1, 7), st.data())
def test_however_documents_are_dealt_their_texts_and_passages_are_those_found_at_once(
    publications: list[Publication], partitions: int, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(publications))
    shards = data.draw(st.lists(st.integers(0, 5), min_size=len(shuffled), max_size=len(shuffled)))
    check(publications, deal(shuffled, shards), partitions)


@pytest.mark.parametrize("partitions", [1, 3, 16])
def test_standing_paragraphs_are_told_over_the_borders_of_shards(partitions: int) -> None:
    publications = [Publication(one.document) for one in MADE]
    sketches = [sketch(one.document) for one in MADE]
    assert sum(map(len, (s.prints for s in without_standing(sketches)))) < sum(map(len, (s.prints for s in sketches)))
    check(publications, deal(publications, [n * 7 % 31 for n in range(len(MADE))]), partitions)


def test_the_same_whether_a_text_is_printed_by_more_than_are_paired_with_one_another() -> None:
    wire = next(one.document for one in MADE if one.kind == "wire" and len(one.document.paragraphs) > 7)
    text = [paragraph.text for paragraph in wire.paragraphs]
    cut = [Publication(make_document(f"d{n:03}", text[n % 3 : 5 + n % 4])) for n in range(150)]
    ((found,), _) = texts_at_once(cut)
    assert len(found.documents) == 150
    check(cut, deal(cut, [n % 9 for n in range(150)]), 4)


def test_documents_that_publish_no_common_text_hang_together_with_nothing() -> None:
    several = {
        key for one, other in combinations(MADE, 2) if one.texts & other.texts for key in (_key(one), _key(other))
    }
    sketches = without_standing([sketch(one.document) for one in MADE])
    joined = {sketches[number].key for row in members_of(sketches) for number in unpack(row.numbers)}
    assert joined <= several
    assert len(joined) > 0.9 * len(several)


def _key(one: Made) -> str:
    return one.document.key


TEXT = [one.document for one in MADE if one.kind == "wire"][3].text.split("\n\n")


def whose(publications: list[Publication]) -> dict[str, Entity | None]:
    _, rows = texts_at_once(publications)
    return {key: voice.voice for key, row in rows.items() for voice in row.texts}


@pytest.mark.parametrize(
    ("byline", "publisher", "expected"),
    [
        pytest.param("Source: Valley News Agency", "Oster Herald", "Valley News Agency", id="the agency"),
        pytest.param("", "Oster Herald", "Oster Herald", id="else the publisher of the first"),
        pytest.param("", None, "Front Radio", id="else whoever speaks in the first"),
    ],
)
def test_a_text_has_one_voice_in_all_its_documents(byline: str, publisher: str | None, expected: str) -> None:
    first = Publication(
        page(7, "Tarn", byline, TEXT, 1), source(publisher) if publisher else None, source("Front Radio")
    )
    others = [Publication(page(n, "Tarn", "", TEXT, 3), source("Ner Herald"), source("Gazette")) for n in range(3)]
    found = whose([*others, first])
    assert found.keys() == {"d00", "d01", "d02", "d07"}
    assert {voice.label for voice in found.values() if voice} == {expected}
    assert None not in found.values()


def test_who_speaks_in_a_documents_own_voice_is_neither_a_speaker_nor_a_reader() -> None:
    claims: list[LinkedClaim] = [
        tell("Attack", publisher="Herald"),
        tell("Attack", publisher="Gazette"),
        tell("Attack", publisher="Courier", voice="comment"),
        tell("Attack", publisher="Courier", said_by="Ali"),
    ]
    assert voice_of(claims) == source("Gazette")
    assert voice_of(claims[2:]) is None


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1), st.integers(1, 1000))
def test_a_place_is_a_shard_and_a_number_and_goes_to_one_of_the_partitions(shard: int, number: int, many: int) -> None:
    place = place_of(shard, number)
    assert shard_of(place) == (shard, number)
    assert list(unpack(pack([place]))) == [place]
    assert 0 <= partition_of(place, many) < many
