"""Document → claims: what a report says, who says it, how surely, where, when, and in which characters.

1. Paragraphs that are titles, captions, body or comments are cut into sentences. Those in which no frame can fire are passed
   over until somebody looks for a name in them; each of the others is parsed on its own.
2. Names are found and folded; the discourse remembers who has been named.
3. Frames fire on triggers; attribution, factuality, dates and quantities are read off the same tree.
4. Drafts become claims with mentions, quote and identifier.

What is not done here: deciding which entity a name stands for (kg.link), and what is true (nobody does).
"""

from __future__ import annotations

from kg.extract.document import endless_sentences, extract_claims
from kg.extract.syntax import Parser, Token, Tree, load_parser

__all__ = ["Parser", "Token", "Tree", "endless_sentences", "extract_claims", "load_parser"]
