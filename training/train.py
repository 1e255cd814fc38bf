"""Train the parser that ships in the package, and print how well it does.

usage: python training/train.py TREEBANKS OUTPUT [--epochs N]

TREEBANKS holds the *.conllu.gz files named below (Universal Dependencies, English; see training/README.md).
OUTPUT receives the finished pipeline: the weights and nothing else that loading does not need.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import sys
import tempfile
from pathlib import Path

import spacy
from spacy.cli.train import train
from spacy.tokens import DocBin
from spacy.training import Corpus
from spacy.training.converters import conllu_to_docs
from thinc.api import Config

HERE = Path(__file__).resolve().parent
TRAIN, DEV = "train.conllu.gz", "ewt_dev.conllu.gz"
SOURCES = [
    {"name": "UD English-EWT", "license": "CC BY-SA 4.0"},
    {"name": "UD English-GUM, texts under CC BY, CC BY-SA or in the public domain", "license": "CC BY-SA 4.0"},
]
TESTS = ("ewt_dev", "ewt_test", "pud", "gum_dev_news")


def convert(source: Path, target: Path) -> Path:
    """Turn one gzipped CoNLL-U file into a spaCy corpus with one sentence a document."""
    text = gzip.decompress(source.read_bytes()).decode("utf-8")
    docs = conllu_to_docs(text, n_sents=1, no_print=True)
    DocBin(docs=list(docs), store_user_data=False).to_disk(target)
    return target


def slim(pipeline: Path) -> None:
    """Keep what loading needs: the labels' strings, the components' settings; no training texts, no paths."""
    nlp = spacy.load(pipeline)
    labels = {label for name in nlp.pipe_names if name != "tok2vec" for label in nlp.get_pipe(name).labels}
    (pipeline / "vocab" / "strings.json").write_text(json.dumps(sorted(labels)), encoding="utf-8")
    config = Config().from_disk(pipeline / "config.cfg", interpolate=False)
    Config({part: config[part] for part in ("nlp", "components")}).to_disk(pipeline / "config.cfg")
    meta = json.loads((pipeline / "meta.json").read_text(encoding="utf-8"))
    meta |= {"name": "conflict_kg_parser", "license": "CC BY-SA 4.0", "performance": {}, "sources": SOURCES}
    (pipeline / "meta.json").write_text(json.dumps(meta, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def evaluate(pipeline: Path, corpora: Path) -> dict[str, dict[str, float]]:
    """Score the pipeline on each test treebank with gold tokens and gold sentences, in percent."""
    nlp = spacy.load(pipeline)
    rows = {}
    for name in TESTS:
        examples = list(Corpus(corpora / f"{name}.spacy", gold_preproc=True)(nlp))
        scores = nlp.evaluate(examples)
        rows[name] = {key: round(100 * scores[key], 1) for key in ("pos_acc", "dep_uas", "dep_las")}
    return rows


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("treebanks", type=Path)
    arguments.add_argument("output", type=Path)
    arguments.add_argument("--epochs", type=int, default=16)
    given = arguments.parse_args()
    sys.path.insert(0, str(HERE))
    import newsprint  # noqa: F401  (registers the augmenter)

    with tempfile.TemporaryDirectory() as folder:
        corpora = Path(folder)
        for source in sorted(given.treebanks.glob("*.conllu.gz")):
            convert(source, corpora / (source.name.removesuffix(".conllu.gz") + ".spacy"))
        paths = {"paths.train": str(corpora / "train.spacy"), "paths.dev": str(corpora / "ewt_dev.spacy")}
        train(HERE / "config.cfg", corpora / "out", overrides={**paths, "training.max_epochs": given.epochs})
        best = corpora / "out" / "model-best"
        slim(best)
        for name, row in evaluate(best, corpora).items():
            print(name, row)
        shutil.rmtree(given.output, ignore_errors=True)
        shutil.copytree(best, given.output)


if __name__ == "__main__":
    main()
