"""Invents reports and their reprints, with the truth about which publish one text; always the same ones for one seed.

Stories are told by a grammar over invented names. A wire is printed as it is under other headlines, cut short, added to,
lightly edited, all three, or merged with another wire. Beside these stand what must not be taken for reprints: independent
reports of the same event with a common quotation, or a common list of names; short items beneath one standing disclaimer; an
agency's "about" paragraph under all that it writes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from random import Random
from typing import Final

from kg.model import Document, Paragraph, ParagraphRole

__all__ = ["Made", "invent_reports", "make_document", "true_groups", "true_pairs"]

SYLLABLES: Final = "os ter ner tar mol ven dur kes lin par ash bel cor hal mir sul tek ran vos yel gar nim".split()
WHO: Final = (
    "fighters of {g}|a column of {g}|{g}|units of {g}|gunmen of {g}|two brigades of {g}|men who serve {g}".split("|")
)
DID: Final = (
    "attacked {h} near {p}|shelled {p} from the hills above {q}|drove {h} out of {p}|took the bridge between {p} and {q}|"
    "laid siege to {p}, where {h} had dug in|withdrew from {p} to {q} under fire|captured {n} men of {h} outside {p}|"
    "blew up a depot of {h} on the road to {q}|agreed with {h} to leave {p} within {n} days|closed the crossing at {p}"
).split("|")
WHEN: Final = (
    "on {d}|late on {d}|before dawn on {d}|in the night to {d}|around noon on {d}|after two days of fighting".split("|")
)
TOLD: Final = (
    "an official in {q} said|residents of {p} told this newspaper|the group said in a statement|"
    "a doctor at the clinic of {q} said|two people who fled {p} said|according to a teacher from {q}|"
    "a spokesman for {h} confirmed|monitors in {q} reported"
).split("|")
ALSO: Final = (
    "At least {n} people were killed and {m} others hurt when {a}, {t}.|{N} families have left {p} for {q} since {d}, {t}.|"
    "It was not clear who holds {p} now.|The road from {p} to {q} has been closed since {d}, and {n} lorries wait there.|"
    "“We had {n} minutes to leave, and we took only the children,” said a farmer from {p}.|"
    "The fight for {p} began when {a} {w}.|Both {g} and {h} have claimed {q} before, most recently on {d}.|"
    "Hospitals in {q} ran short of blood after {a} {w}, {t}.|{N} houses burned in the east of {p}, {t}.|"
    "Talks between {g} and {h} about {p} broke down on {d} over the release of {n} prisoners.|"
    "Aid workers counted {m} tents between {p} and {q}, where water is brought every {n} days.|"
    "Commanders of {g} denied that {a}, and blamed {h}.|Shops in {p} opened for {n} hours on {d} and shut again at dusk."
).split("|")
DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
OWN: Final = (
    "Our correspondent in {q} has covered the war for {n} years and lost his home in {p}.|In our town {m} people from {p} are "
    "looked after, the mayor told us.|Readers who have relatives in {p} wrote to us that telephones there fell silent on {d}.|"
    "The council of {q} will debate on {d} whether to send {n} buses.|An earlier report of ours told how {g} came to {p}.|"
    "Bakers in our valley have sent {m} loaves to {q}, where queues began before dawn on {d}."
).split("|")
# What one reporter calls so, another calls otherwise; each sentence draws anew.
OTHERWISE: Final = tuple(
    row.split("/")
    for row in (
        "families/households/kinsfolk|people/civilians/inhabitants|killed/slain/shot dead|"
        "have left/fled/moved out of|road/highway/track|began/broke out/started|fighting/clashes/battles|"
        "when/as/after|near/close to/outside|said/reported/stated|told/explained to|closed/blocked/shut|"
        "wait there/are stuck/stand idle|hospitals/wards/clinics|ran short of/lack/have run out of|"
        "took/seized/overran|blew up/destroyed/set fire to|bridge/ford/crossing|depot/arsenal/store|"
        "attacked/assaulted/struck|talks/negotiations/contacts|broke down/failed/ended|release/exchange/handover|"
        "burned/caught fire/were gutted|counted/registered/saw|brought/delivered/handed out|opened/traded/sold bread|"
        "shut again/closed/emptied|clear/known/certain|holds/controls/rules|claimed/demanded/called their own|"
        "most recently/last/lately|denied/rejected talk/dismissed reports|blamed/accused/pointed to|"
        "fight for/battle of/struggle over|water/flour/fuel|early/well|at least/no fewer than/some|"
        "minutes to leave/minutes to pack/minutes and no car|took only/carried nothing but/saved just|"
        "children/animals/papers|farmer/carpenter/widow|on the road/along the way/on the track|"
        "wait there/queue/stand idle|not clear who/a riddle who/disputed who|lorries/trucks/vans|since/from/after|"
        "tents/shelters/huts|is brought/comes/arrives|houses/barns/workshops|the east of/a suburb of/the centre of|"
        "prisoners/captives/detainees|shops/bakeries/stalls|at dusk/at nightfall/in the evening|"
        "others/more/further victims|hurt/wounded/maimed|statement/message/letter|gunmen/riflemen/militiamen|"
        "column/convoy/force"
    ).split("|")
)
SPELT: Final = (("os", "oz"), ("k", "q"), ("sh", "sch"), ("y", "i"))


@dataclass(frozen=True, slots=True)
class Made:
    """A document and the texts that it publishes."""

    document: Document
    texts: frozenset[int]
    kind: str


class _Story:
    """An event: who, where, how many; tells it in sentences that are seldom the same twice."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.names = {key: _name(random) for key in "ghpq"}
        self.names["g"], self.names["h"] = f"the {self.names['g']} Front", f"the {self.names['h']} Guard"

    def fill(self, pattern: str) -> str:
        random = self.random
        numbers = {
            "n": str(random.randint(2, 60)),
            "m": str(random.randint(61, 900)),
            "N": str(random.randint(20, 400)),
        }
        while "{" in pattern:
            parts = {
                "a": f"{random.choice(WHO)} {random.choice(DID)}",
                "w": random.choice(WHEN),
                "t": random.choice(TOLD),
            }
            pattern = pattern.format(**{**numbers, **self.names, **parts, "d": random.choice(DAYS)})
        for words in OTHERWISE:
            if words[0] in pattern:
                pattern = pattern.replace(words[0], random.choice(words))
        return pattern[0].upper() + pattern[1:]

    def sentence(self) -> str:
        return self.fill(self.random.choice(("{a} {w}, {t}.", *ALSO)))

    def paragraphs(self, number: int) -> list[str]:
        return [" ".join(self.sentence() for _ in range(self.random.randint(1, 3))) for _ in range(number)]

    def own(self, number: int) -> list[str]:
        return [self.fill(self.random.choice(OWN)) + " " + self.sentence() for _ in range(number)]


def _name(random: Random) -> str:
    return "".join(random.choices(SYLLABLES, k=3)).capitalize()


def invent_reports(number: int, seed: int = 20261122) -> list[Made]:
    """Return *number* reports, of which about half are reprints; fewer are the first of more."""
    random = Random(seed)
    about = [_standing(random) for _ in range(4)]
    found = islice(_bundles(random, about), number)
    return [Made(make_document(f"r{at:06}.txt", text), texts, kind) for at, (text, texts, kind) in enumerate(found)]


def _standing(random: Random) -> str:
    """Return sixty words that stand beneath whatever an agency writes."""
    name = _name(random)
    words = " ".join(_name(random).lower() for _ in range(42))
    return f"{name} News Agency is run by its members and takes no money from any party to the war, but {words}."


def _bundles(random: Random, about: list[str]) -> Iterator[tuple[list[str], frozenset[int], str]]:
    text, last, before = 0, -1, list[str]()
    while True:
        story = _Story(random)
        wire = story.paragraphs(random.randint(3, 9))
        foot = [random.choice(about)] if random.random() < 0.5 else []
        one = frozenset({text})
        yield wire + foot, one, "wire"
        for _ in range(random.choice((0, 0, 1, 1, 2, 3, 5))):
            kind = random.choice(("verbatim", "cut", "added", "edited", "edited, cut and added"))
            yield _reprint(story, wire, kind, random) + (foot if random.random() < 0.5 else []), one, kind
        if before and random.random() < 0.1:
            yield wire[: max(3, len(wire) * 2 // 3)] + before, frozenset({text, last}), "merged"
        last, before = text, wire
        for paragraphs, kind in _independent(story, wire, random, about):
            text += 1
            yield paragraphs, frozenset({text}), kind
        text += 1
        if random.random() < 0.3:
            item, disclaimer = " ".join(story.sentence() for _ in range(random.randint(1, 2))), about[0]
            for _ in range(random.choice((1, 1, 2, 3))):
                yield [item, disclaimer] if random.random() < 0.7 else [item], frozenset({text}), "short"
            text += 1


def _reprint(story: _Story, wire: list[str], kind: str, random: Random) -> list[str]:
    found = list(wire)
    if "cut" in kind:
        found = found[: max(2, round(len(found) * random.uniform(0.4, 0.8)))]
    if "edited" in kind:
        found = [" ".join(_edited(s, random) for s in p.split(". ")) for p in (p.replace(". ", ".. ") for p in found)]
    if "added" in kind:
        for paragraph in story.own(random.randint(1, max(1, len(found) // 2))):
            found.insert(random.randint(1, len(found)), paragraph)
    return found


def _edited(sentence: str, random: Random) -> str:
    """Return *sentence* with a word left out, another word or another spelling, or cut short; or as it is."""
    words = sentence.split()
    at = random.randrange(len(words))
    match random.randrange(6):
        case 0:
            words[at] = random.choice(("some", "several", "local", "armed"))
        case 1:
            del words[at]
        case 2 if len(words) > 12:
            words = [*words[: len(words) * 3 // 4], "there."]
        case 3:
            old, new = random.choice(SPELT)
            words = [word.replace(old, new) for word in words]
    return " ".join(words)


def _independent(story: _Story, wire: list[str], random: Random, about: list[str]) -> Iterator[tuple[list[str], str]]:
    """Yield other reports of the event: with fifteen words of one man in common, with a list of names, or with nothing."""
    quotation = story.fill(
        "“We shall rebuild {p} and {q} stone by stone, and nobody will ever again drive us out,” he said."
    )
    names = "Among the dead are " + ", ".join(f"{_name(random)} {_name(random)}" for _ in range(15)) + "."
    for kind in random.sample(("quotation", "list", "same event", "none"), k=2):
        if kind == "none":
            continue
        shared = {"quotation": quotation, "list": names}.get(kind)
        for _ in range(1 if shared is None else 2):
            paragraphs = story.paragraphs(random.randint(3, 6))
            if shared is not None:
                paragraphs.insert(random.randint(1, len(paragraphs)), shared)
            yield paragraphs + ([random.choice(about)] if random.random() < 0.3 else []), kind


def make_document(name: str, paragraphs: list[str]) -> Document:
    """Return a document of these paragraphs, all body."""
    found, start = list[Paragraph](), 0
    for number, text in enumerate(paragraphs, 1):
        found.append(Paragraph(number, ParagraphRole.BODY, start, start + len(text), text))
        start += len(text) + 2
    return Document(name, name, name, "text/plain", "\n\n".join(paragraphs), tuple(found))


def true_groups(made: list[Made]) -> set[frozenset[str]]:
    """Return the groups of two or more documents that publish one text."""
    groups: defaultdict[int, set[str]] = defaultdict(set)
    for one in made:
        for text in one.texts:
            groups[text].add(one.document.key)
    return {frozenset(keys) for keys in groups.values() if len(keys) > 1}


def true_pairs(made: list[Made]) -> set[tuple[str, str]]:
    """Return the pairs of documents that publish one text."""
    return {pair for group in true_groups(made) for pair in combinations(sorted(group), 2)}
