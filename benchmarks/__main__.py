"""`python -m benchmarks`: the queries beside Oxigraph and rdflib on a small graph; `benchmarks.query` takes sizes."""

from __future__ import annotations

from benchmarks.query.__main__ import main

# A larger graph would leave most queries of rdflib beyond the limit.
QUADS = "20000"

if __name__ == "__main__":
    main(["--sizes", QUADS])
