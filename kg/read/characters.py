"""Characters that no RDF/XML file can hold, and that therefore stay out of the graph."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["NOT_XML"]

# XML 1.0 (W3C, 2008), production 2 "Char", turned round: control characters, lone surrogates, U+FFFE and U+FFFF.
NOT_XML: Final = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
