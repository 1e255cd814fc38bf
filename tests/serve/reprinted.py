"""A store of invented reports: one agency's text in three papers, a PDF with an address, lines, a page, and a German report."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Final

from kg.pipeline import build

COPIES: Final = Path(__file__).parents[1] / "cases" / "copies"
REGISTRY: Final = COPIES / "registry.ttl"
# Paper, what it prints, day of issue, headline.
Papers = tuple[tuple[str, str, int, str], ...]
PAPERS: Final[Papers] = (
    ("Oster", "wire", 5, "Red Front captures Tarn from the Blue Army"),
    ("Ner", "wire", 6, "Tarn falls to the Red Front"),
    ("Molven", "edited", 7, "Long siege of Tarn ends"),
)
PDF_URL: Final = "https://post.example/files/oster.pdf"
PAGE_URL: Final = "https://courier.example/2014/mills"
SHELLED: Final = "The Blue Army shelled Oster on 12 March 2014."
PAGE: Final = (
    "The mayor of Oster wrote to the courier that nobody had counted the mills since the flood. Ovens stood cold on the "
    "hill, and the council had asked for lorries.",
    "Bakers of the upper town heard it first. The Blue Army shelled Tarn. Nobody was in the street, they told us, and the "
    "fire was out before noon.",
)
GERMAN: Final = (
    "Der Rat des Tales hat am Montag beschlossen, die Brücke über den Fluss wieder für alle Wagen zu öffnen, nachdem die "
    "Arbeiten an den Pfeilern in der vergangenen Woche beendet worden sind.",
    "Die Müller hoffen nun, dass das Mehl schneller in die Stadt kommt, und der Bürgermeister sagte, dass niemand mehr "
    "den langen Weg über den Berg nehmen müsse, wenn der Winter kommt.",
)


def build_reprinted(folder: Path, papers: Papers = PAPERS) -> Path:
    """Build the store below *folder*, in which *papers* print the agency's text, and return where it is."""
    reports = folder / "reports"
    reports.mkdir()
    for paper, case, day, headline in papers:
        text = (COPIES / f"{case}.txt").read_text(encoding="utf-8")
        page = f"{headline}\n\nPublisher: {paper} Herald\n{day} March 2014\n\n{text}"
        (reports / f"{paper.lower()}.txt").write_text(page, encoding="utf-8")
    (reports / "post.pdf").write_bytes(_pdf())
    beside = {"url": PDF_URL, "publisher": "The Valley Post"}
    (reports / "post.pdf.meta.json").write_text(json.dumps(beside), encoding="utf-8")
    (reports / "notes.md").write_text(f"# Notes of a week\n\nThe market was open.\n\n{SHELLED}\n", encoding="utf-8")
    (reports / "mills.html").write_text(page_of(PAGE), encoding="utf-8")
    (reports / "bruecke.txt").write_text("\n\n".join(GERMAN), encoding="utf-8")
    build([reports], store=folder / "store", registry=[REGISTRY], text="all")
    return folder / "store"


def page_of(paragraphs: tuple[str, ...]) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    meta = f'<meta charset="utf-8"><title>Mills of Oster</title><meta property="og:url" content="{PAGE_URL}">'
    return f'<!DOCTYPE html><html lang="en"><head>{meta}</head><body><main><article><h1>Mills of Oster</h1>{body}</article></main></body></html>'


def _pdf() -> bytes:
    """Two pages; the claim of the second stands on no other."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    style, data = getSampleStyleSheet()["BodyText"], io.BytesIO()
    first = "The council met in Ner and spoke about the mills, the road and the price of flour for two hours."
    second = "The Red Front attacked the Blue Army in Oster on 20 March 2014."
    story = [Paragraph(first, style), PageBreak(), Paragraph(second, style)]
    SimpleDocTemplate(data, invariant=1, title="Report of the valley").build(story)
    return data.getvalue()
