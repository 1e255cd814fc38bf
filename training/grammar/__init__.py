"""Generates sentences of conflict reporting with their dependency trees, as CoNLL-U: see corpus.py."""
