"""A plain install: a format whose library is not there is refused with the line that installs it, and nothing is written."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document

PAGE = b"<!DOCTYPE html><html><body><p>The Guard left Oster on Monday, residents said.</p></body></html>"
MAIL = b"From: A. Tarn <a@post.example>\nContent-Type: text/html; charset=utf-8\n\n" + PAGE
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://post.example/a\r\n"
    b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(ANSWER), ANSWER)
)


def docx() -> bytes:
    made, document = io.BytesIO(), Document()
    document.add_paragraph("The Guard left Oster.")
    document.save(made)
    return made.getvalue()


CASES = {
    "a.html": (PAGE, ("selectolax", "lxml", "trafilatura", "loky")),
    "a.md": (b"# Guard leaves Oster\n\nThe Guard left.\n", ("markdown_it", "loky")),
    "a.pdf": (b"%PDF-1.7 rest", ("pypdfium2", "loky")),
    "a.docx": (None, ("docx", "lxml", "loky")),
    "a.epub": (b"", ("lxml", "loky")),
    "a.warc": (WARC, ("warcio", "selectolax", "loky")),
    "a.jsonl": (b'{"html": "<p>The Guard left Oster.</p>"}\n', ("selectolax", "loky")),
    "a.eml": (MAIL, ("webencodings", "selectolax", "loky")),
}


@pytest.mark.parametrize(
    ("name", "library"), [(name, library) for name, (_, libraries) in CASES.items() for library in libraries]
)
def test_a_library_that_is_missing_is_told_with_the_line_that_installs_it(tmp_path, make_epub, name, library):
    data = CASES[name][0]
    report = tmp_path / name
    report.write_bytes(docx() if data is None else data or make_epub(["<p>The Guard left Oster.</p>"]))
    (tmp_path / "sitecustomize.py").write_text(f"import sys\nsys.modules[{library!r}] = None\n", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])
    run = subprocess.run(
        [sys.executable, "-m", "kg", "read", str(report), "-o", str(tmp_path / "out")],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 2, run.stderr
    assert "pip install 'conflict-kg[read]'" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "out").exists()
