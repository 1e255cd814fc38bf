"""What the extractor reads, and how fast: `python -m benchmarks.extraction` prints how well it does on annotated text.

corpora     reports and their annotations; the extractor with its parses remembered
plover      sentences coded with PLOVER classes
frames      which frames fire where, and what is lost without one
parser      attachment scores of the bundled parser
speed       words a second beside the bare parser (printed by `python -m benchmarks`)
"""

from __future__ import annotations

__all__: list[str] = []
