"""Claims consolidated in parts are what they are together: whatever the shards, the partitions and the order."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.consolidation.claims import invent_claims, invent_lexicon
from kg import resources
from kg.consolidate import load_policy
from kg.consolidate.channels import Channel, Emitter
from kg.consolidate.gathering import gather, links, memberships
from kg.consolidate.report_components import find_components, report_edges
from kg.consolidate.reports import make_reports
from kg.consolidate.roles import ROLE_TABLE
from kg.consolidate.rules import incident_rules
from kg.formats.rdf import serialise
from kg.formats.stated import without_stated
from kg.graph import Inference, ontology_quads
from kg.identifiers import graph_iri, short_hash
from kg.namespaces import ONTOLOGY
from kg.pipeline import build, load_lexicon
from kg.resources import policies

from .collection import Collection, documents_of, sourced_claims
from .conftest import GROUPS, PLACES, tell
from .sharded import Sharded, decoded, encoded

GOLD = Path(__file__).parents[1] / "gold" / "seeds.jsonl"
COPIED = "the Red Front attacked the Blue Army in Ner at dawn, and many fled"
NAMES = (*GROUPS, "rebels", "civilians", "Foo Band")
DAYS = ("2014-01-03", "2014-03-03", "2014-03-04", "2014-03-05", "2014-03-18")
TIMES = (None, *DAYS, "2014-03-01/2014-03-07", "2014-03-01/2014-03-31", "2014-02-20/2014-03-20")


def some(names, most: int):
    return st.lists(st.sampled_from(names), max_size=most, unique=True).map(tuple)


claims = st.lists(
    st.builds(
        tell,
        st.sampled_from(sorted(ROLE_TABLE)),
        some(NAMES, 2),
        some(NAMES, 2),
        some(tuple(PLACES), 2),
        when=st.sampled_from(TIMES),
        document=st.builds("{}-{}".format, st.sampled_from("abcdefgh"), st.integers(0, 3)),
        issued=st.sampled_from((None, *DAYS)),
        publisher=st.sampled_from(("Gazette", "Herald", None)),
        said_by=st.sampled_from((None, None, "residents", "Red Front Media", "Mara Doe")),
        relayed_by=st.sampled_from((None, None, "Courier")),
        factuality=st.sampled_from(("asserted", "asserted", "hedged", "denied", "intended")),
        voice=st.sampled_from(("report", "report", "report", "comment")),
        killed=some((10.0, 40.0), 1),
        territory=st.sampled_from((None, True)),
        quote=st.one_of(st.just(COPIED), st.integers(0, 99).map("words {}".format)),
    ),
    max_size=60,
)
# Few types, parties and days, so that much is told of one thing.
dense = st.lists(
    st.builds(
        tell,
        st.sampled_from(("Attack", "TerritorialCapture", "TerritorialControl", "CoalitionMembership", "Killing")),
        some(GROUPS[:3], 1),
        some(GROUPS[:3], 1),
        some(("Ner", "Tol"), 1),
        when=st.sampled_from(TIMES),
        document=st.sampled_from("abcdefgh"),
        publisher=st.sampled_from(("Gazette", "Herald", "Courier")),
        factuality=st.sampled_from(("asserted", "asserted", "denied")),
        killed=some((10.0, 40.0), 1),
        quote=st.integers(0, 99).map("words {}".format),
    ),
    max_size=60,
)
randoms = st.integers(0, 999).map(Random)


@settings(max_examples=80)
@given(st.one_of(claims, dense), st.integers(1, 7), st.sampled_from(sorted(policies())), randoms)
def test_any_shards_and_partitions_draw_the_same_world(lexicon, linked, partitions, name, random):
    policy = load_policy(name)
    parts = Sharded(policy, lexicon, partitions, random)
    parts.draw(linked)
    assert serialise(quad for batch in parts.batches for quad in batch) == serialise(
        Collection(linked, lexicon, policy).quads()
    )


def small_war(random, number):
    """Return claims of few parties, places and days: much is told of one thing, and much of it otherwise by others."""
    kinds = ("Attack", "ArmedClash", "TerritorialCapture", "TerritorialControl", "Withdrawal", "CoalitionMembership",
             "Alliance", "Killing", "Repulsion", "Leadership", "Dissolution", "AirStrike")  # fmt: skip
    return [
        tell(
            random.choice(kinds),
            tuple(random.sample(GROUPS, random.choice((0, 1, 1, 2)))),
            tuple(random.sample(GROUPS, random.choice((0, 1, 1)))),
            tuple(random.sample(tuple(PLACES), random.choice((0, 1)))),
            when=random.choice(TIMES),
            document=f"d{random.randrange(number // 3)}",
            issued=random.choice((None, *DAYS)),
            publisher=random.choice(("Gazette", "Herald", "Courier")),
            factuality=random.choice(("asserted",) * 5 + ("hedged", "denied")),
            killed=random.choice(((), (10.0,), (40.0,))),
            quote=random.choice((COPIED, f"words {n}")),
        )
        for n in range(number)
    ]


@pytest.mark.parametrize("seed", range(12))
def test_a_small_war_is_the_same_in_parts(lexicon, seed):
    random = Random(seed)
    policy, linked = load_policy(random.choice(sorted(policies()))), small_war(random, 300)
    parts = Sharded(policy, lexicon, 7, random)
    parts.draw(linked)
    assert serialise(quad for batch in parts.batches for quad in batch) == serialise(
        Collection(linked, lexicon, policy).quads()
    )


def drawn(lexicon, *linked):
    """Return how often each word of the ontology stands in the world graph of claims, drawn in as many parts as there can be."""
    parts = Sharded(load_policy(), lexicon, 64, Random(1))
    parts.draw(linked, shards=len(linked))
    return Counter(q.object.value.rpartition("#")[2] for batch in parts.batches for q in batch)


def test_who_belongs_to_whom_is_known_where_places_are_looked_at(lexicon):
    rivals = [
        tell("TerritorialControl", (name,), (), ("Ner",), when=DAYS[1], document=name)
        for name in ("Red Front", "Blue Army")
    ]
    tie = tell("Alliance", ("Red Front", "Blue Army"), when=DAYS[0], document="three")
    assert drawn(lexicon, *rivals)["RivalHolders"] == 1
    assert drawn(lexicon, *rivals, tie)["RivalHolders"] == 0


def test_the_end_of_a_party_is_known_where_its_states_are_put_together(lexicon):
    member = tell("CoalitionMembership", ("Red Front",), ("Blue Army",), when=DAYS[0], document="one")
    end = tell("Dissolution", ("Red Front",), when=DAYS[4], document="two")
    assert drawn(lexicon, member)[DAYS[4]] == 0
    assert drawn(lexicon, member, end)[DAYS[4]] > 0


def test_what_is_disputed_in_one_part_rests_nowhere(lexicon):
    member = tell("CoalitionMembership", ("Red Front",), ("Blue Army",), document="one")
    denial = tell("CoalitionMembership", ("Red Front",), ("Blue Army",), document="two", factuality="denied")
    assert drawn(lexicon, member)["AcceptedStatement"] == 1
    assert drawn(lexicon, member, denial)["AcceptedStatement"] == 0


@pytest.mark.parametrize("seed", range(4))
def test_a_war_that_never_was_is_the_same_in_parts(seed):
    lexicon, policy, linked = invent_lexicon(), load_policy("strict"), invent_claims(1500, seed)
    parts = Sharded(policy, lexicon, 5, Random(seed))
    parts.draw(linked, shards=7)
    assert serialise(quad for batch in parts.batches for quad in batch) == serialise(
        Collection(linked, lexicon, policy).quads()
    )


def gathered(reports):
    """Return to which happening each report belongs, by what, and how many others fitted."""
    return {one.report: one for one in memberships(reports, incident_rules())}


def in_components(reports):
    components = find_components([report_edges(reports)])
    found = defaultdict(list)
    for report in reports:
        found[components.of(report.number)].append(report)
    return list(found.values())


@pytest.mark.parametrize("seed", range(6))
def test_reports_gathered_by_component_are_gathered_as_a_whole(seed):
    lexicon, linked = invent_lexicon(), invent_claims(3000, seed)
    reports = make_reports(sourced_claims(linked, lexicon), lexicon, incident_rules())
    parts = in_components(reports)
    assert len(parts) > 100
    assert max(map(len, parts)) > 5
    apart = {name: found for part in parts for name, found in gathered(part).items()}
    assert apart == gathered(reports)


@given(st.one_of(claims, dense), randoms)
def test_some_components_taken_together_are_gathered_as_a_whole(lexicon, linked, random):
    reports = make_reports(sourced_claims(linked, lexicon), lexicon, incident_rules())
    halves = ([], [])
    for part in in_components(reports):
        halves[random.randrange(2)].extend(part)
    assert gathered(halves[0]) | gathered(halves[1]) == gathered(reports)


@given(st.one_of(claims, dense))
def test_an_incident_is_what_was_gathered(lexicon, linked):
    reports = make_reports(sourced_claims(linked, lexicon), lexicon, incident_rules())
    found, _ = gather(reports, incident_rules())
    expected = {
        short_hash(*one.founder.name): (
            [report.claim for report, _ in one.members],
            {spot.iri for spot in one.spots},
            one.window.interval() if one.told else None,
        )
        for one in found
    }
    incidents = Collection(linked, lexicon).incidents()
    assert len(incidents) == len(expected)
    for incident in incidents:
        told, places, time = expected[incident.id]
        assert [report.item.claim.id for report in incident.reports] == told
        assert {place.iri for place in incident.places} <= places
        assert time is None or incident.time == time


def test_one_place_under_two_names_changes_hands_once(lexicon):
    told = tell("TerritorialCapture", ("Red Front",), (), ("Ner", "Tol"), when=DAYS[0])
    actor, ner, tol = told.entities
    told = replace(told, entities=(actor, ner, replace(tol, iri=ner.iri, label="Nerr")))
    (incident,) = Collection([told], lexicon).incidents()
    assert [place.iri for place in incident.places] == [ner.iri]


def test_a_second_name_of_a_place_takes_nothing_from_those_around_it(lexicon):
    told = tell("TerritorialCapture", ("Red Front",), (), ("Ner bridge", "Tol", "Ner"), when=DAYS[0])
    actor, bridge, tol, ner = told.entities
    again = replace(told, entities=(actor, bridge, replace(tol, iri=bridge.iri, label="the bridge of Ner"), ner))
    places = {place.iri for incident in Collection([again], lexicon).incidents() for place in incident.places}
    assert places == {bridge.iri, ner.iri}


def test_a_facility_stands_in_a_town_under_two_names(lexicon):
    told = tell("Attack", ("Red Front",), (), ("Ner bridge", "Ner", "Tol"), when=DAYS[0])
    actor, bridge, ner, tol = told.entities
    market = replace(bridge, iri=bridge.iri + "-market", label="market")
    told = replace(told, entities=(actor, market, ner, replace(tol, iri=ner.iri, label="Nerr")))
    (report,) = make_reports(sourced_claims([told], lexicon), lexicon, incident_rules())
    assert [spot.towns for spot in report.spots] == [frozenset({ner.iri})]


@given(st.lists(st.lists(st.integers(0, 30), max_size=4), max_size=30), randoms)
def test_components_are_what_hangs_together_whatever_the_order(found, random):
    edges = [(2**63 + report, link) for report, linked in enumerate(found) for link in linked]
    expected = {report: {report} for report in range(len(found))}
    for one, these in enumerate(found):
        for other, those in enumerate(found):
            if set(these) & set(those) and expected[one] is not expected[other]:
                joined = expected[one] | expected[other]
                expected.update(dict.fromkeys(joined, joined))
    random.shuffle(edges)
    import numpy as np

    cut = random.randrange(len(edges) + 1)
    arrays = [np.array(part, np.uint64).reshape(-1, 2) for part in (edges[:cut], edges[cut:])]
    components = find_components(arrays)
    told = {report: components.of(2**63 + report) - 2**63 for report in range(len(found))}
    assert told == {report: min(together) for report, together in expected.items()}


def test_reports_of_two_families_have_no_link_in_common(lexicon):
    told = [
        tell(kind, ("Red Front",), ("Blue Army",), ("Ner",), when=DAYS[0], document=kind)
        for kind in ("Attack", "Abduction")
    ]
    rules = incident_rules()
    one, other = make_reports(sourced_claims(told, lexicon), lexicon, rules)
    assert links(one, rules)
    assert not set(links(one, rules)) & set(links(other, rules))


@given(claims)
def test_every_row_comes_back_from_bytes_as_it_was(lexicon, linked):
    emitter = Emitter(lexicon, load_policy("all"))
    for told, texts in documents_of(linked):
        for emission in emitter.emit(told, texts):
            assert decoded(emission.channel, encoded(emission.row)) == emission.row


@given(claims)
def test_a_document_gives_the_same_rows_beside_any_others(lexicon, linked):
    policy, together = load_policy(), Emitter(lexicon, load_policy())
    for told, texts in documents_of(linked):
        alone = list(Emitter(lexicon, policy).emit(told, texts))
        assert list(together.emit(told, texts)) == alone
        for emission in alone:
            assert emission.channel in Channel


@pytest.fixture(scope="module")
def seeds():
    """Return the build of the seeds with the claims of the gold file, its quads by graph, and its registry."""
    result = build(sorted(resources.seeds().glob("0*.txt")), claims=GOLD, store=None)
    graphs = defaultdict(list)
    for quad in result.quads:
        graphs[quad.graph_name.value].append(quad)
    return result, graphs, load_lexicon()


def test_the_seeds_through_seven_partitions_are_the_dataset_that_they_make_at_once(seeds):
    result, graphs, lexicon = seeds
    parts = Sharded(load_policy(), lexicon, 7, Random(7))
    parts.draw(result.claims)
    assert len([batch for batch in parts.batches if batch]) > 14
    inference = Inference(
        ontology_quads(map(resources.ontology_file, (*resources.ONTOLOGY_FILES, *resources.CODING_FILES)))
    )
    made = (graph_iri("world"), graph_iri("inferred"), ONTOLOGY)
    batches = [*parts.batches, *(quads for name, quads in graphs.items() if name not in made)]
    drawn = [quad for batch in batches for quad in (*batch, *inference.of(batch))] + graphs[ONTOLOGY]
    dataset = serialise(drawn)
    assert b"".join(without_stated([dataset])) == serialise(result.quads)
