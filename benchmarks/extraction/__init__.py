"""What the extractor reads.

corpora     reports and their annotations; the extractor with its parses remembered
plover      sentences coded with PLOVER classes
frames      which frames fire where, and what is lost without one
parser      attachment scores of the bundled parser
tables      what came of it
"""

from __future__ import annotations

__all__: list[str] = []
