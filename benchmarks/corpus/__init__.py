"""Invents collections of reports, of any size and in every format: `python -m benchmarks.corpus FOLDER --documents N`.

What it writes is generated text. It is told by a grammar (`grammar.toml`) over names of the registry and invented ones; no
happening in it took place, no quotation was said, no publisher exists, and each document says so beneath its text.

1. `happenings`: what is told of; three reports in ten tell of what another one tells of, in other words, some with other
   figures, some with a denial.
2. `reports`: report number k of a seed, the same however many are made. 8 % reprint another one, 3 % are not in English.
3. `forms` and `packed`: a report as text, HTML (`pages/`), Markdown, JSON Lines, e-mail, PDF, DOCX, EPUB, WARC.
4. `collection`: in which file of which folder each report is.
5. `broken`: thirty ways for a file to be unreadable, and what the reader is to say.
"""
