"""PDF → a draft: text in reading order, with the pages that it stands on.

`segments` are what PDFium finds on a page; `margins` takes out what repeats from page to page, `asides` what text flows
around; `columns`, `rows` and `tables` put the rest into lines in reading order, `notes` finds footnotes, `paragraphs` and
`hyphens` make running text of the lines. `roles` tells title, subheadings and captions by their type, `front` what is around
the title and `apparatus` what is no report, by `words` too; `about` is what the file says of itself.
"""

from __future__ import annotations

from kg.read.pdf.read import read_pdf

__all__ = ["read_pdf"]
