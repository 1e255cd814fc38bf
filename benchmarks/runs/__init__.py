"""Whole runs of `kg build` over collections made by a grammar: how fast, and in how much memory, by size and by processes."""
