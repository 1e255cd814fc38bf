"""A release: a folder with the data in every format, described, with checksums and a manifest.

    write_release(source, folder, options, progress=None, *, about=None, formats=None, allow_loss=False,
                  compress=False, force=False, validate=False) -> Release

It is read again by `kg.formats.release`. A day of making is needed (the manifest asks for it, and no clock is read).
"""

from __future__ import annotations

from kg.export.release.making import Release, write_release

__all__ = ["Release", "write_release"]
