"""Small EPUBs, made in the test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest

CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{about}'
    "</metadata><manifest>{items}</manifest><spine>{references}</spine></package>"
)
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body>{}</body></html>'
MakeEpub = Callable[..., bytes]


@pytest.fixture(scope="session")
def make_epub() -> MakeEpub:
    """Return `make(bodies, about, parts)`: an EPUB of chapters with these bodies; *parts* are members besides."""

    def make(bodies: Sequence[str], about: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
        chapters = {f"OEBPS/text/c{n}.xhtml": PAGE.format(body) for n, body in enumerate(bodies, 1)}
        numbers = range(1, len(bodies) + 1)
        nav = ' properties="nav"'
        items = "".join(
            f'<item id="c{n}" href="text/c{n}.xhtml" media-type="application/xhtml+xml"{nav if "<nav" in bodies[n - 1] else ""}/>'
            for n in numbers
        )
        references = "".join(f'<itemref idref="c{n}"/>' for n in numbers)
        package = PACKAGE.format(about=about, items=items, references=references)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
            members = {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package, **chapters, **(parts or {})}
            for name, data in members.items():
                archive.writestr(name, data)
        return made.getvalue()

    return make
