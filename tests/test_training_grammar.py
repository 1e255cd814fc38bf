"""The generated sentences of training/grammar: well-formed trees, in the treebanks' conventions, the same for a seed."""

import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from random import Random

import pytest
import spacy
from spacy.training import Example
from spacy.training.converters import conllu_to_docs

from kg.extract.inflection import noun_forms
from kg.extract.inflection import verb_forms as known_verb_forms

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))

from grammar import names
from grammar.corpus import LONGEST, SHORTEST, conllu, sentences
from grammar.frames import frame_verbs, participles, rows
from grammar.morphology import IRREGULAR, listed, plural, verb_forms
from grammar.nouns import NOUN_PHRASES
from grammar.sentences import PATTERNS
from grammar.tree import text_of, to_lines

TAGS = set("ADJ ADP ADV AUX CCONJ DET NOUN NUM PART PRON PROPN PUNCT SCONJ VERB".split())
LABELS = set(
    """acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp compound compound:prt conj cop csubj det expl fixed
    flat iobj mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:pass nummod obj obl obl:agent obl:unmarked
    parataxis punct root xcomp""".split()
)
SAMPLE = 600


class Word:
    def __init__(self, row):
        columns = row.split("\t")
        self.place, self.form, self.tag = int(columns[0]), columns[1], columns[3]
        self.feats = dict(f.split("=") for f in columns[5].split("|")) if columns[5] != "_" else {}
        self.head, self.label = int(columns[6]), columns[7]


@cache
def sample(count=SAMPLE, seed=11):
    return [[Word(row) for row in rows_] for rows_ in sentences(count, seed)]


def children(sentence, word):
    return [w for w in sentence if w.head == word.place]


def shown(sentence):
    return " ".join(w.form for w in sentence)


def test_every_tree_has_one_root_and_no_cycle():
    for sentence in sample():
        assert [w.label for w in sentence if w.head == 0] == ["root"]
        for word in sentence:
            steps = 0
            while word.head:
                assert 1 <= word.head <= len(sentence)
                word, steps = sentence[word.head - 1], steps + 1
                assert steps <= len(sentence), shown(sentence)


def test_every_tree_is_projective():
    for sentence in sample():
        for word in sentence:
            low, high = sorted((word.place, word.head))
            for inner in sentence[low : high - 1] if word.head else []:
                assert low <= inner.head <= high, shown(sentence)


def test_tags_and_labels_are_those_of_the_treebanks():
    assert {w.tag for s in sample() for w in s} <= TAGS
    assert {w.label for s in sample() for w in s} <= LABELS


def test_lengths_are_those_of_reports():
    lengths = [len(s) for s in sample()]
    assert min(lengths) >= SHORTEST and max(lengths) <= LONGEST
    assert 16 <= sum(lengths) / len(lengths) <= 25


def test_same_seed_same_text_and_no_sentence_twice():
    assert conllu(40, 5) == conllu(40, 5)
    assert conllu(40, 5) != conllu(40, 6)
    assert len({shown(s) for s in sample()}) == SAMPLE


def test_features_agree_with_labels():
    for sentence in sample():
        for word in sentence:
            below = {w.label for w in children(sentence, word)}
            if "aux:pass" in below:
                assert word.feats.get("Voice") == "Pass", shown(sentence)
            if "nsubj:pass" in below:
                assert word.feats.get("Voice") == "Pass", shown(sentence)
            if (
                any(w.label == "mark" and w.form.lower() == "to" for w in children(sentence, word))
                and word.tag == "VERB"
            ):
                is_passive = "aux:pass" in below or "Part" in word.feats["VerbForm"]
                assert is_passive or word.feats["VerbForm"] == "Inf", shown(sentence)
            if word.label in {"aux", "aux:pass", "cop"}:
                assert word.tag == "AUX"
            if word.tag in {"NOUN", "PROPN"}:
                assert "Number" in word.feats


def test_present_tense_agrees_with_its_subject():
    seen = 0
    for sentence in sample():
        for word in sentence:
            if word.feats.get("Tense") == "Pres" and word.feats.get("Mood") == "Ind" and word.tag == "VERB":
                assert word.feats["Number"] == "Plur" or word.feats["Person"] == "1" or word.form.endswith("s")
                seen += 1
    assert seen > 30


def test_spacy_cuts_the_text_into_the_same_tokens():
    nlp = spacy.blank("en")
    for row_set in sentences(SAMPLE, 12):
        forms = [row.split("\t")[1] for row in row_set]
        text = "".join(row.split("\t")[1] + ("" if row.endswith("SpaceAfter=No") else " ") for row in row_set)
        assert [t.text for t in nlp(text)] == forms
        assert [t.text for t in nlp(" ".join(forms))] == forms


def test_parser_can_learn_every_tree():
    """The transition system reaches each generated tree, and no token goes unaligned."""
    nlp = spacy.blank("en")
    docs = list(conllu_to_docs(conllu(150, 13), n_sents=1, no_print=True))
    examples = [Example(nlp.make_doc(" ".join(t.text for t in doc)), doc) for doc in docs]
    parser = nlp.add_pipe("parser", config={"min_action_freq": 1})
    nlp.initialize(lambda: examples)
    for example in examples:
        assert None not in example.get_aligned_parse(projectivize=True)[0]
        assert parser.moves.get_oracle_sequence(example)


@pytest.mark.parametrize("make", list(PATTERNS), ids=lambda make: make.__name__)
def test_every_pattern_makes_sentences(make):
    for seed in range(30):
        lines = to_lines(make(Random(seed)))
        assert [line.split("\t")[7] for line in lines].count("root") == 1


@pytest.mark.parametrize("kind", sorted(NOUN_PHRASES))
def test_every_noun_phrase_can_be_made(kind):
    for seed in range(20):
        assert text_of(NOUN_PHRASES[kind](Random(seed)))


def test_frames_name_classes_that_exist():
    without = {"that", "should", "poss", "inf", "ger"}
    for row in rows():
        assert row.subject in NOUN_PHRASES
        for slot in row.slots:
            kind, _, filler = slot.removesuffix("?").partition(":")
            assert filler in NOUN_PHRASES or kind in without | {"adj", "noun"} or kind.endswith("+ing"), slot
    for kind in ("force", "people", "place", "convoy", "attack"):
        assert all(row[-1] in NOUN_PHRASES or row[-1] == "group" for row in participles(kind))


def test_verb_forms_are_those_that_extraction_knows():
    """Two writers of forms agree, but for irregular verbs that only one of them needs."""
    own = {v.split()[0] for row in rows() for v in row.verbs}
    drawn = {v.split()[0] for row in rows() for kind in row.frames for v in frame_verbs(kind)}
    for verb in sorted((own | drawn) - set(IRREGULAR)):
        if not verb.endswith("ee"):
            assert set(verb_forms(verb)) <= known_verb_forms(verb, listed("verb")), verb


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("seize", "seize seizes seized seized seizing"),
        ("withdraw", "withdraw withdraws withdrew withdrawn withdrawing"),
        ("flee", "flee flees fled fled fleeing"),
        ("strike", "strike strikes struck struck striking"),
        ("overrun", "overrun overruns overran overrun overrunning"),
        ("ban", "ban bans banned banned banning"),
        ("control", "control controls controlled controlled controlling"),
        ("equip", "equip equips equipped equipped equipping"),
        ("target", "target targets targeted targeted targeting"),
        ("carry", "carry carries carried carried carrying"),
        ("give", "give gives gave given giving"),
        ("lay", "lay lays laid laid laying"),
        ("agree", "agree agrees agreed agreed agreeing"),
        ("tie", "tie ties tied tied tying"),
        ("push", "push pushes pushed pushed pushing"),
    ],
)
def test_verb_forms(verb, forms):
    assert list(verb_forms(verb)) == forms.split()


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("militiaman", "militiamen"),
        ("army", "armies"),
        ("child", "children"),
        ("person", "people"),
        ("troops", "troops"),
        ("crash", "crashes"),
    ],
)
def test_plurals(noun, expected):
    assert plural(noun) == expected
    assert noun in {"child", "person", "troops"} or expected in noun_forms(noun, {"militiaman": ("militiamen",)})


def test_words_that_are_verbs_and_nouns_come_as_both():
    tags = defaultdict(set)
    for sentence in sample(4000, 14):
        for word in sentence:
            tags[word.form.lower()].add(word.tag)
    for word in ("attack", "march", "fire", "push", "support", "strike", "advance", "protest", "claim", "clashes"):
        assert {"NOUN", "VERB"} <= tags[word], word
    for word in ("fighting", "shelling", "killing", "bombing"):
        assert {"NOUN", "VERB"} <= tags[word], word


def test_names_are_words_of_their_own():
    rng = Random(3)
    made = {names.a_word(rng, language) for language in names.SOUNDS for _ in range(200)}
    assert len(made) > 1000
    assert all(word[0].isupper() and word.lower() not in names.NOT_A_NAME for word in made)
