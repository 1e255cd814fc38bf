"""Languages by name: the English names of CLDR (Unicode), as Babel has them."""

from __future__ import annotations

from functools import cache

__all__ = ["language_name"]


@cache
def language_name(tag: str) -> str:
    """Return what the language of a BCP 47 tag is called in English, by its first part; the tag where nobody knows it.

    >>> language_name("de"), language_name("pt-BR"), language_name("xx-none")
    ('German', 'Portuguese', 'xx-none')
    """
    from babel import Locale

    names = Locale("en").languages
    return str(names.get(tag.partition("-")[0].lower(), tag))
