"""Which claims contradict each other and why, which corroborate each other, and what the policies make of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.consolidate import Reason, load_policy
from kg.consolidate.pairing import FEW, Row, pairs_that_differ
from kg.consolidate.windows import Window
from kg.errors import LexiconError, UsageError
from kg.resources import policies

from .collection import Collection
from .conftest import tell

RED, BLUE, COAST = ("Red Front",), ("Blue Army",), ("Coast Army",)
DAY = "2014-03-03"
WEEK = "2014-03-01/2014-03-07"


def found(lexicon, *claims):
    """Return the contradictions as (reason, claims), whichever side they are on."""
    contradictions = Collection(claims, lexicon).contradictions()
    return {(c.reason, frozenset((c.one.claim.id, c.other.claim.id))) for c in contradictions}


def reasons(lexicon, *claims):
    return sorted(reason.value for reason, _ in found(lexicon, *claims))


def agreeing(lexicon, *claims):
    return len(Collection(claims, lexicon).corroborations())


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (("TerritorialControl", RED), ("TerritorialControl", BLUE), ["RivalHolders"]),
        (("TerritorialCapture", RED), ("TerritorialCapture", BLUE), ["RivalHolders"]),
        (("TerritorialControl", RED), ("TerritorialControl", RED), []),
        (("TerritorialControl", RED), ("TerritorialControl", ("Red Front", "Blue Army")), []),
        (("TerritorialControl", RED), ("TerritorialControl", ("rebels",)), []),
        (("TerritorialCapture", RED), ("TerritorialCapture", BLUE, RED), []),
        (("TerritorialControl", BLUE), ("TerritorialCapture", RED), []),
    ],
)
def test_two_holders_of_one_place_on_one_day_are_rivals(lexicon, one, two, expected):
    place = ("Ner",)
    claims = [
        tell(t, actors, *(rest or ((),)), place, when=DAY, document=t + actors[0]) for t, actors, *rest in (one, two)
    ]
    assert reasons(lexicon, *claims) == expected


def test_holders_on_other_days_or_with_a_handover_between_are_no_rivals(lexicon):
    red = tell("TerritorialControl", RED, (), ("Ner",), when="2014-03-01")
    later = tell("TerritorialControl", BLUE, (), ("Ner",), when="2014-03-09", document="two")
    assert reasons(lexicon, red, later) == []
    red_week, blue_week = (tell("TerritorialControl", a, (), ("Ner",), when=WEEK, document=a[0]) for a in (RED, BLUE))
    assert reasons(lexicon, red_week, blue_week) == ["RivalHolders"]
    change = tell("Withdrawal", RED, (), ("Ner",), when="2014-03-04", territory=True, document="three")
    assert reasons(lexicon, red_week, blue_week, change) == []


def test_a_state_is_attested_on_its_documents_day_alone(lexicon):
    claims = [
        tell("TerritorialControl", a, (), ("Ner",), document=a[0], issued=day)
        for a, day in ((RED, "2014-03-01"), (BLUE, DAY))
    ]
    assert reasons(lexicon, *claims) == []
    same = tell("TerritorialControl", COAST, (), ("Ner",), document="three", issued=DAY)
    assert found(lexicon, *claims, same) == {(Reason.HOLDERS, frozenset((claims[1].claim.id, same.claim.id)))}


@pytest.mark.parametrize("tie", ["CoalitionMembership", "Affiliation", "Alliance"])
def test_a_member_that_holds_beside_its_body_is_no_rival(lexicon, tie):
    claims = [tell("TerritorialControl", a, (), ("Ner",), when=DAY, document=a[0]) for a in (RED, BLUE)]
    belongs = tell(tie, RED, BLUE, when=DAY, document="three")
    assert reasons(lexicon, *claims, belongs) == []


@pytest.mark.parametrize("tie", ["CoalitionMembership", "Affiliation", "Alliance"])
def test_member_and_enemy_on_one_day(lexicon, tie):
    belongs = tell(tie, RED, BLUE, when=WEEK)
    assert reasons(lexicon, belongs, tell("Attack", BLUE, RED, ("Ner",), when=DAY)) == ["MemberAndEnemy"]
    assert reasons(lexicon, belongs, tell("Hostility", ("Red Front", "Blue Army"), when=DAY)) == ["MemberAndEnemy"]
    assert reasons(lexicon, belongs, tell("Attack", BLUE, RED, ("Ner",), when="2014-04-01")) == []
    assert reasons(lexicon, belongs, tell("Attack", BLUE, COAST, ("Ner",), when=DAY)) == []


def test_numbers_and_outcomes_contradict_within_an_incident_alone(lexicon):
    roles = ("Killing", RED, BLUE, ("Ner",))
    ten, forty = (tell(*roles, when=DAY, document=f"d{n}", killed=(n,)) for n in (10, 40))
    assert reasons(lexicon, ten, forty) == ["IncompatibleNumbers"]
    assert reasons(lexicon, ten, tell(*roles, when="2014-04-03", document="x", killed=(40,))) == []
    taken, held = (
        tell("TerritorialCapture", RED, BLUE, ("Ner",), when=DAY),
        tell("Repulsion", BLUE, RED, ("Ner",), when=DAY),
    )
    assert reasons(lexicon, taken, held) == ["OppositeOutcomes"]


def test_a_denial_names_the_claim_that_says_so_first(lexicon):
    says, denies = (tell("Alliance", ("Red Front", "Blue Army"), factuality=f) for f in ("asserted", "denied"))
    (contradiction,) = Collection([denies, says], lexicon).contradictions()
    assert (contradiction.reason, contradiction.one, contradiction.other) == (Reason.DENIED, says, denies)


def test_only_independent_origins_corroborate(lexicon):
    roles = ("Attack", RED, BLUE, ("Ner",))
    one = tell(*roles, when=DAY)
    assert agreeing(lexicon, one, tell(*roles, when=DAY, document="two", publisher="Herald")) == 1
    assert agreeing(lexicon, one, tell(*roles, when=DAY, document="two")) == 0
    quoting = [
        tell(*roles, when=DAY, document=d, publisher=p, said_by="Courier")
        for d, p in (("one", "Gazette"), ("two", "Herald"))
    ]
    assert agreeing(lexicon, *quoting) == 0


def test_events_of_other_days_and_opposite_outcomes_do_not_corroborate(lexicon):
    roles = ("Attack", RED, BLUE, ("Ner",))
    one = tell(*roles, when=DAY)
    assert agreeing(lexicon, one, tell(*roles, when="2014-03-09", document="two", publisher="Herald")) == 0
    taken = tell("TerritorialCapture", RED, BLUE, ("Ner",), when=DAY)
    assert agreeing(lexicon, taken, tell("Repulsion", BLUE, RED, ("Ner",), when=DAY, publisher="Herald")) == 0


def test_another_word_for_the_deed_corroborates_and_its_outcome_does_not(lexicon):
    one = tell("Attack", RED, BLUE, ("Ner",), when=DAY)
    for claim_type, number in (("AirStrike", 1), ("TerritorialCapture", 0)):
        two = tell(claim_type, RED, BLUE, ("Ner",), when=DAY, publisher="Herald", document="two")
        assert agreeing(lexicon, one, two) == number


def _statements(lexicon, name, *claims):
    accepted = Collection(claims, lexicon, load_policy(name)).statements()
    return {predicate.rpartition("#")[2] for (_, predicate, _), _ in accepted}


@pytest.mark.parametrize(
    ("told", "accepting"),
    [
        ([{}], {"asserted-and-uncontested", "all"}),
        ([{}, {"document": "two"}], {"asserted-and-uncontested", "all"}),
        ([{}, {"document": "two", "publisher": "Herald"}], {"asserted-and-uncontested", "strict", "all"}),
        ([{"said_by": "Courier"}, {"document": "two", "publisher": "Herald", "said_by": "Courier"}], {"asserted-and-uncontested", "all"}),
        ([{"said_by": "Red Front"}], {"all"}),
        ([{}, {"document": "two", "factuality": "denied"}], {"all"}),
        ([{"factuality": "hedged"}], set()),
        ([{"voice": "comment"}], set()),
    ],
)  # fmt: skip
def test_what_each_policy_accepts(lexicon, told, accepting):
    claims = [tell("CoalitionMembership", RED, BLUE, **how) for how in told]
    assert {name for name in policies() if _statements(lexicon, name, *claims)} == accepting


def test_other_numbers_are_no_doubt_that_there_was_a_fight(lexicon):
    claims = [tell("Attack", RED, BLUE, ("Ner",), when=DAY, document=f"d{n}", killed=(n,)) for n in (10, 40)]
    assert reasons(lexicon, *claims) == ["IncompatibleNumbers"]
    assert _statements(lexicon, "asserted-and-uncontested", *claims) == {"hostileTo"}


def test_a_policy_is_its_bundled_name_or_a_file(tmp_path):
    assert {load_policy(name).name for name in policies()} == {"all", "asserted-and-uncontested", "strict"}
    own = tmp_path / "own.toml"
    text = policies()["strict"].read_text(encoding="utf-8")
    own.write_text(text.replace('"strict"', '"three"').replace("least = 2", "least = 3"), encoding="utf-8")
    assert (load_policy(own).name, load_policy(own).independent) == ("three", 3)


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("least = 2", "least = 0", "not 1 or more"),
        ('"RivalHolders"', '"Rivals"', "is no acceptance policy"),
        ("[independent]", "[dependent]", "lacks 'independent'"),
        ('reason = "Two', 'because = "Two', "lacks 'reason'"),
        ("least = 2", "least =", "is no acceptance policy"),
    ],
)
def test_a_broken_policy_is_refused_with_what_would_be_right(tmp_path, old, new, wrong):
    path = tmp_path / "broken.toml"
    path.write_text(policies()["strict"].read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(LexiconError, match=wrong):
        load_policy(path)


def test_a_policy_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(
        UsageError,
        match=r"^lax: is no acceptance policy; one of: all, asserted-and-uncontested, strict; or a TOML file$",
    ):
        load_policy("lax")


def _rows(spans: list[tuple[int, int, int]]) -> list[Row]:
    items = [tell("Alliance", ("Red Front", "Blue Army"), quote=f"{n}") for n in range(len(spans))]
    return [Row(Window(a, a + b), str(k), item) for (a, b, k), item in zip(spans, items, strict=True)]


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 12), st.integers(0, 3)), max_size=3 * FEW))
def test_each_row_that_has_a_partner_is_in_a_pair(spans):
    rows = _rows(spans)
    pairs = list(pairs_that_differ(rows))
    assert all(a.key != b.key and a.window.overlaps(b.window) for a, b in pairs)
    having = {r.item.claim.id for r in rows for o in rows if r.key != o.key and r.window.overlaps(o.window)}
    paired = {r.item.claim.id for pair in pairs for r in pair}
    assert paired == having
    assert len(rows) <= FEW or len(pairs) <= len(rows)


def _some(n: int):
    types = (
        "TerritorialControl",
        "Attack",
        "Alliance",
        "TerritorialCapture",
        "CoalitionMembership",
        "Killing",
        "Repulsion",
    )
    sides = (RED, BLUE, COAST)
    return tell(
        types[n % 7],
        sides[n % 3],
        sides[(n // 2) % 3],
        (("Ner",), ("Tol",), ())[(n // 5) % 3],
        when=(DAY, None, WEEK)[(n // 3) % 3],
        document=f"d{n % 5}",
        publisher=("Gazette", "Herald", None)[n % 3],
        said_by=(None, "residents", "Red Front Media")[(n // 7) % 3],
        factuality=("asserted", "denied", "hedged", "asserted")[(n // 4) % 4],
        killed=(n,) if n % 5 == 0 else (),
        quote=f"words of {n}",
    )


@given(
    st.lists(st.integers(0, 900), unique=True, max_size=50),
    st.randoms(use_true_random=False),
    st.sampled_from(sorted(policies())),
)
def test_neither_order_nor_repetition_changes_a_quad(lexicon, numbers, random, name):
    claims = [_some(n) for n in numbers]
    expected = set(Collection(claims, lexicon, load_policy(name)).quads())
    shuffled = claims + claims[: len(claims) // 2]
    random.shuffle(shuffled)
    assert set(Collection(shuffled, lexicon, load_policy(name)).quads()) == expected
