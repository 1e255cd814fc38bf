"""Refuses RDF/XML whose entities would grow without bound when they are read ("billion laughs").

Ontologies in RDF/XML declare short names for name spaces as entities; those are let pass.
"""

from __future__ import annotations

import re
from typing import Final

from kg.errors import InputError

__all__ = ["check_entities"]

LONGEST: Final = 2000  # bytes of an entity
ENTITY: Final = re.compile(rb"""<!ENTITY\s+(?:%\s+)?(\S+)\s+(?:"([^"]*)"|'([^']*)'|([^>]*))""")
# Of XML itself, and characters by number.
HARMLESS: Final = re.compile(rb"&(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);")


def check_entities(data: bytes, where: str) -> bytes:
    """Return *data*; raises InputError where an entity holds another one, is long, or is none of the file's own."""
    doctype = data.find(b"<!DOCTYPE")
    if doctype < 0:
        return data
    end = data.find(b"]", data.find(b"[", doctype))
    while end >= 0 and data[end + 1 : end + 64].lstrip()[:1] not in (b">", b""):
        end = data.find(b"]", end + 1)
    for name, *values in ENTITY.findall(data[doctype : end if end >= 0 else len(data)]):
        value, outside = values[0] or values[1], values[2]
        if outside or len(value) > LONGEST or b"&" in HARMLESS.sub(b"", value):
            wrong = (
                f"declares the entity {name.decode(errors='replace')}, which holds others, is long, or lies elsewhere"
            )
            raise InputError(where, wrong, "entities that are short texts of their own")
    return data
