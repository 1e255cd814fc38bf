"""Prints generated sentences as CoNLL-U: python -m grammar COUNT [--seed N], from the folder training."""

from __future__ import annotations

import argparse

from grammar.corpus import conllu


def main() -> None:
    arguments = argparse.ArgumentParser(description="Print generated sentences with their trees as CoNLL-U.")
    arguments.add_argument("count", type=int)
    arguments.add_argument("--seed", type=int, default=0)
    given = arguments.parse_args()
    print(conllu(given.count, given.seed), end="")


if __name__ == "__main__":
    main()
