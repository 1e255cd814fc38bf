"""Makes up names of people, places and armed groups that sound transliterated from several languages.

A name is built from syllables, so that a parser sees ever new capitalised words in every role; only names of states,
peoples and international bodies are real. Names are trees of tokens as spaCy's English tokenizer cuts them ("al-Nur" is
three tokens), flat or compound as in the treebanks.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random

from grammar.tree import Node, adjective, article, coordinate, hang, lead, name, one, preposition, punctuation

TABLES = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
SOUNDS = {
    language: {part: words.split() for part, words in parts.items()} for language, parts in TABLES["sounds"].items()
}
GIVEN = {language: words.split() for language, words in TABLES["given"].items()}
STATES = TABLES["states"].split()
DEMONYMS = TABLES["demonyms"].split()
PEOPLES = TABLES["peoples"].split()
CAPITALS = TABLES["capitals"].split()
COMPASS = TABLES["compass"].split()
KINDS = TABLES["kinds"].split()
PLURAL_KINDS = TABLES["plural_kinds"].split()
QUALITIES = TABLES["qualities"].split()
TOPICS = TABLES["topics"].split()
TRANSLITERATED = TABLES["transliterated"].split()
NOT_A_NAME = frozenset(TABLES["not_a_name"].split())
LONG_STATES = ("South Sudan", "North Korea", "South Korea", "Saudi Arabia", "Sri Lanka", "Burkina Faso", "South Africa")
LANGUAGES = ("arabic",) * 6 + ("african",) * 5 + ("slavic",) * 3 + ("burmese", "spanish", "amharic") * 2 + ("english",)
SHORTEST = 4


def a_word(rng: Random, language: str) -> str:
    """Return one made-up capitalised word of two or three syllables."""
    sounds = SOUNDS[language]
    inner = rng.choice(["", rng.choice(sounds["middle"])])
    word = rng.choice(sounds["begin"]) + inner + rng.choice(sounds["end"])
    return word if _is_name(word) else a_word(rng, language)


def _is_name(word: str) -> bool:
    """Tell whether a word is long enough, and none that English has; short ones end in a vowel, as few English ones do."""
    is_long = len(word) > SHORTEST or (len(word) == SHORTEST and word[-1] in "aou")
    return is_long and word.lower() not in NOT_A_NAME


def some_language(rng: Random) -> str:
    return rng.choice(LANGUAGES)


def flat(head: Node, rest: list[Node]) -> Node:
    """Join the words of a name: the first is the head; a hyphen belongs to a head before it, else to the next word."""
    for place, part in enumerate(rest):
        if part.pos == "PUNCT":
            owner = head if place == 0 else rest[place + 1]
            if owner is head:
                hang(head, part, "punct")
            else:
                lead(owner, part, "punct")
        else:
            hang(head, part, "flat")
    return head


def hyphen() -> Node:
    return punctuation("-", "lr")


def with_article(rng: Random, word: str) -> list[Node]:
    """Return al - X, el - X or Al X."""
    kind = rng.choices(("al-", "Al-", "el-", "El-", "al ", "Al "), (10, 3, 2, 2, 0.5, 1))[0]
    if kind[-1] == "-":
        return [name(kind[:-1]), hyphen(), name(word)]
    return [name(kind.strip()), name(word)]


def _surname(rng: Random, language: str) -> list[Node]:
    word = a_word(rng, language)
    if language == "arabic" and rng.random() < 0.5:
        return with_article(rng, word)
    if language == "spanish" and rng.random() < 0.2:
        return [name("de"), name("la"), name(word)] if rng.random() < 0.5 else [name(word), name(a_word(rng, language))]
    if language == "african" and rng.random() < 0.08:
        return [name(one(rng, "N' M'") + word)]
    return [name(word)]


def person(rng: Random) -> Node:
    """Return the name of a person: "Khalid al-Marifi", "Abu Hamza", "Bosco Mbelenda", "Aung Kyaw", a surname alone."""
    language = some_language(rng)
    given = name(rng.choice(GIVEN[language]))
    style = rng.random()
    if style < 0.28:
        first, *rest = _surname(rng, language)
        return flat(first, rest)
    if language == "arabic" and style < 0.5:
        first = name(one(rng, "Abu Abu Ibn Sheikh Umm"))
        middle = [given] if rng.random() < 0.6 else [name(a_word(rng, language))]
        return flat(first, middle + (with_article(rng, a_word(rng, language)) if rng.random() < 0.5 else []))
    if language == "arabic" and style < 0.58:
        return flat(given, [name(one(rng, "bin ibn")), *_surname(rng, language)])
    if language == "burmese":
        return flat(given, [name(rng.choice(SOUNDS["burmese"]["begin"])) for _ in range(rng.choice((1, 2)))])
    if language == "english" and rng.random() < 0.2:
        return flat(given, [name(rng.choice("ABCDEFGHJKLMPRSTW") + "."), *_surname(rng, language)])
    extra = [name(a_word(rng, language))] if style > 0.9 else []
    return flat(given, extra + _surname(rng, language))


def place(rng: Random) -> Node:
    """Return the name of a town or region: one word, al-X, "Tel Marif", "North Kilubo", "Beni-Ruzi"."""
    language = some_language(rng)
    word = a_word(rng, language)
    style = rng.random()
    if style < 0.12:
        return name(rng.choice(CAPITALS))
    if language == "arabic" and style < 0.4:
        first, *rest = with_article(rng, word)
        if style < 0.22:
            front = name(one(rng, "Deir Jisr Kafr Tel Tal Khan Ras Bir Ain Wadi Rif"))
            return flat(front, [first, *rest] if rng.random() < 0.6 else [name(word)])
        return flat(first, rest)
    if language == "spanish" and style < 0.4:
        return flat(name(one(rng, "San Santa Puerto La El")), [name(word)])
    if language == "burmese" and style < 0.3:
        return flat(name(word), [name(a_word(rng, language))])
    if style < 0.47:
        return hang(name(word), name(rng.choice(COMPASS)), "compound", left=True)
    if style < 0.51:
        return flat(name(word), [hyphen(), name(a_word(rng, language))])
    if language == "african" and style < 0.54:
        return name(one(rng, "N' M'") + word)
    return name(word)


def state(rng: Random) -> Node:
    """Return the name of a state."""
    chance = rng.random()
    if chance < 0.86:
        return name(rng.choice(STATES))
    if chance < 0.93:
        return _long_state(rng.choice(LONG_STATES))
    if chance < 0.97:
        states = hang(name("States", "Sing"), adjective("United"), "amod", left=True)
        return lead(states, article("the"), "det")
    if chance < 0.985:
        return _republic(rng)
    return name(one(rng, "US U.S. UK UAE"))


def _republic(rng: Random) -> Node:
    """Return "the Democratic Republic of Congo", "the Central African Republic"."""
    head = name("Republic")
    if rng.random() < 0.5:
        hang(head, adjective("Democratic"), "amod", left=True)
        hang(head, lead(name("Congo"), preposition("of"), "case"), "nmod")
    else:
        for word in ("Central", "African"):
            hang(head, adjective(word), "amod", left=True)
    return lead(head, article("the"), "det")


def _long_state(words: str) -> Node:
    first, second = words.split()
    if first in {"Sri", "Burkina"}:
        return flat(name(first), [name(second)])
    modifier = adjective(first) if first == "Saudi" else name(first)
    return hang(name(second), modifier, "amod" if modifier.pos == "ADJ" else "compound", left=True)


def acronym(rng: Random) -> str:
    """Return letters as armed groups use them: RSF, FARDC, M23, JNIM."""
    if rng.random() < 0.12:
        return rng.choice("MAFKR") + str(rng.randrange(2, 60))
    letters = "AABCDEEFFFGHIIJKLLLMMMNNNOPPPRRRSSSTTUVWXYZ"
    word = "".join(rng.choice(letters) for _ in range(rng.choice((2, 3, 3, 3, 3, 4, 4, 5))))
    return acronym(rng) if word.lower() in NOT_A_NAME else word


def initials(words: list[str]) -> str:
    return "".join(w[0] for w in words if w[0].isupper())


def english_group(rng: Random, *, bracket: float = 0.2) -> Node:
    """Return "the Islamic Front", "the Free Marif Army (FMA)", "the National Liberation Front of X"."""
    is_plural = rng.random() < 0.35
    head = name(rng.choice(PLURAL_KINDS), "Plur") if is_plural else name(rng.choice(KINDS))
    for _ in range(rng.choice((1, 1, 1, 2, 2))):
        chance = rng.random()
        if chance < 0.45 and not any(b.pos != "ADJ" for b in head.before):
            lead(head, adjective(rng.choice(QUALITIES)), "amod")
        elif chance < 0.7 and not any(b.pos == "ADJ" for b in head.before):
            _add_topic(head, rng.choice(TOPICS))
        elif not any(b.word in DEMONYMS for b in head.before):
            lead(head, adjective(rng.choice(DEMONYMS)), "amod")
    _unrepeat(head)
    if rng.random() < 0.06:
        ordinal = rng.choice(("1st", "3rd", "4th", "10th", "17th", "25th", "51st", "93rd"))
        lead(head, Node(ordinal, "ADJ", "Degree=Pos|NumForm=Combi|NumType=Ord"), "amod")
    if rng.random() < 0.15:
        inner = name(rng.choice(TOPICS[:-2])) if rng.random() < 0.5 else state(rng)
        if inner.word in TOPICS and rng.random() < 0.5:
            lead(inner, article("the"), "det")
            hang(inner, lead(state(rng), preposition("of"), "case"), "nmod")
        elif inner.word not in TOPICS and rng.random() < 0.15:
            coordinate(inner, [name(rng.choice(STATES))])
            inner.number = "Sing"
        hang(head, lead(inner, preposition(one(rng, "of for")), "case"), "nmod")
    letters = initials([w.word for w, _ in head.words()])
    if rng.random() < bracket and len(letters) > 1:
        hang(head, bracketed(name(letters)), "appos")
    return lead(head, article("the"), "det")


def _add_topic(head: Node, topic: str) -> None:
    if topic.endswith("'s"):
        owner = hang(name(topic[:-2], "Plur"), Node("'s", "PART", glue="l"), "case")
        lead(head, owner, "nmod:poss")
    else:
        lead(head, name(topic), "compound")


def _unrepeat(head: Node) -> None:
    seen: set[str] = set()
    kept = []
    for word in head.before:
        if word.word not in seen:
            kept.append(word)
        seen.add(word.word)
    head.before[:] = kept


def bracketed(phrase: Node) -> Node:
    lead(phrase, punctuation("(", "r"), "punct")
    return hang(phrase, punctuation(")"), "punct")


def foreign_group(rng: Random) -> Node:
    """Return "Jabhat al-Nusra", "Liwa Marif", "Sahenka", "the Dulami"."""
    chance = rng.random()
    word = a_word(rng, "arabic" if chance < 0.65 else some_language(rng))
    if chance < 0.45:
        return flat(name(rng.choice(TRANSLITERATED)), with_article(rng, word))
    if chance < 0.55:
        return flat(name(rng.choice(TRANSLITERATED)), [name(word)])
    if chance < 0.65:
        first, *rest = with_article(rng, word)
        return flat(first, rest)
    if chance < 0.72:
        return flat(name(word), [hyphen(), name(word)])
    group = name(word)
    return lead(group, article("the"), "det") if rng.random() < 0.3 else group


def short_group(rng: Random) -> Node:
    """Return an acronym as a name, with or without an article."""
    group = name(acronym(rng))
    return lead(group, article("the"), "det") if rng.random() < 0.55 else group


def world_body(rng: Random) -> Node:
    """Return an international body: "the United Nations", "the African Union", "the UN Security Council"."""
    chance = rng.random()
    if chance < 0.35:
        body = hang(name("Nations", "Sing"), adjective("United"), "amod", left=True)
    elif chance < 0.55:
        body = hang(name("Union"), adjective(one(rng, "African European")), "amod", left=True)
    elif chance < 0.7:
        body = name(one(rng, "UN U.N. AU EU ICRC UNHCR"))
    elif chance < 0.85:
        body = name("Council")
        lead(body, name("Security"), "compound")
        lead(body, name(one(rng, "UN U.N.")), "compound")
    else:
        body = hang(name("Cross"), adjective("Red"), "amod", left=True)
    return lead(body, article("the"), "det")
