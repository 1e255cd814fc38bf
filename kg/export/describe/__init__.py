"""Describes what is exported, in VoID and DCAT 3, so that others find it, know what it holds, and check that it is whole.

    describe(source, exported, about=…, options=…) -> Description

*exported* are the files that were written, by the names of their formats (`{"turtle": Path("graph.ttl")}`); {} where the
data alone is described. A Description is written with `as_bytes("turtle" | "jsonld")`, and tells in `missing` what nobody has
told (licence, publisher, day): nothing is made up, and no clock is read.
"""

from __future__ import annotations

from kg.export.describe.about import About
from kg.export.describe.description import Description, check_format, describe
from kg.export.describe.files import ExportedFile, exported_files

__all__ = ["About", "Description", "ExportedFile", "check_format", "describe", "exported_files"]
