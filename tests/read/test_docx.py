"""DOCX → drafts; the documents are made by python-docx, and what it cannot make by their XML."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kg.errors import InputError
from kg.read import parse_document
from kg.read.docx import read_docx

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CHANGED = (
    f'<w:p xmlns:w="{NAMESPACE}"><w:r><w:t xml:space="preserve">The Guard </w:t></w:r><w:del w:id="1"><w:r><w:delText>held</w:delText></w:r></w:del>'
    '<w:ins w:id="2"><w:r><w:t>left</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>'
    '<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t xml:space="preserve"> the mili\u00adtary\u00a0post.</w:t></w:r></w:p>'
)


def saved(document):
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def report():
    document = docx.Document()
    document.core_properties.author = "A. Ner; B. Tarn"
    document.core_properties.title = "Word Document"
    document.sections[0].header.paragraphs[0].text = "Valley Monitor"
    document.sections[0].footer.paragraphs[0].text = "Not for sale"
    document.add_heading("Guard leaves Oster", 0)
    document.add_paragraph("The weekly report", style="Subtitle")
    paragraph = document.add_paragraph("The River Guard left the town.\nThen it went on.")
    document.add_comment(paragraph.runs, text="Checked by two.", author="C. Weir")
    document.add_heading("What was said", 1)
    document.add_paragraph("one post", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("Town", "Killed", "Ner\nWest", "3"), strict=True):
        cell.text = words
    document.element.body.insert_element_before(parse_xml(CHANGED), "w:sectPr")
    document.add_paragraph("The bridge at Ner", style="Caption")
    return saved(document)


def rows(data):
    return [
        (p.role and p.role.value, "".join(a.value.removeprefix("/w:document/w:body") for a in p.anchors), p.text)
        for p in read_docx(data, "x").pieces
    ]


def test_each_paragraph_and_row_is_a_piece_with_its_xpath():
    assert rows(report()) == [
        ("furniture", "", "Valley Monitor"),
        ("title", "/w:p[1]", "Guard leaves Oster"),
        ("title", "/w:p[2]", "The weekly report"),
        (None, "/w:p[3]", "The River Guard left the town.\nThen it went on."),
        ("furniture", "/w:p[3]", "Checked by two."),
        ("body", "/w:p[4]", "What was said"),
        ("body", "/w:p[5]", "one post"),
        ("body", "/w:tbl[1]/w:tr[1]", "Town | Killed"),
        ("body", "/w:tbl[1]/w:tr[2]", "Ner West | 3"),
        (None, "/w:p[6]", "The Guard left the military\u00a0post."),
        ("caption", "/w:p[7]", "The bridge at Ner"),
        ("furniture", "", "Not for sale"),
    ]


def test_the_xpath_of_an_anchor_leads_to_the_words():
    data = report()
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    for piece in read_docx(data, "x").pieces:
        for anchor in piece.anchors:
            (element,) = root.xpath(anchor.value, namespaces={"w": NAMESPACE})
            held = " ".join(element.itertext())
            assert piece.author or all(
                word in held for word in piece.text.split("\u00a0")[0].replace("|", " ").split()[:2]
            )


def test_properties_name_the_author_and_no_day():
    document = parse_document("oster.docx", report())
    assert (document.title, document.author, document.issued) == ("Guard leaves Oster", "A. Ner; B. Tarn", None)
    assert next(p.author for p in document.paragraphs if p.text == "Checked by two.") == "C. Weir"


def changed(data, change):
    """The package *data* with its members as the mapping *change* says: new bytes, or a function of the old."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            to = change.get(name, old.read(name))
            new.writestr(name, to(old.read(name)) if callable(to) else to)
        for name in set(change) - set(old.namelist()):
            new.writestr(name, change[name])
    return made.getvalue()


NOTES = (
    f'<w:footnotes xmlns:w="{NAMESPACE}"><w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>A statement.</w:t></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)
NOTE_PART = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" '
    b'Target="footnotes.xml"/></Relationships>'
)


def test_footnotes_are_furniture_after_their_paragraph():
    document = docx.Document()
    document.add_paragraph("The Guard left.").runs[0]._r.append(
        parse_xml(f'<w:footnoteReference xmlns:w="{NAMESPACE}" w:id="7"/>')
    )
    document.add_paragraph("It went on.")
    data = changed(
        saved(document),
        {
            "word/footnotes.xml": NOTES,
            "word/_rels/document.xml.rels": lambda old: old.replace(b"</Relationships>", NOTE_PART),
        },
    )
    assert rows(data) == [
        (None, "/w:p[1]", "The Guard left."),
        ("furniture", "/w:p[1]", "A statement."),
        (None, "/w:p[2]", "It went on."),
    ]


BOMB = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "oster"><!ENTITY b "&a;&a;&a;&a;">]><d>&b;</d>'
DEEP = f'<w:document xmlns:w="{NAMESPACE}"><w:body>'.encode() + b"<w:sdt>" * 100_000


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"word/document.xml": BOMB}, "declares a document type"),
        ({"word/styles.xml": b"<!DOCTYPE d><d/>"}, "declares a document type"),
        ({"word/document.xml": DEEP}, "not well-formed"),
        ({"word/document.xml": b""}, "not well-formed"),
        ({"word/document.xml": b"<x/>"}, "no whole DOCX"),
        ({"[Content_Types].xml": b"<Types/>"}, "no whole DOCX"),
        ({"word/media/map.bmp": b"\0" * 50_000_000}, "packs 50,000,000 bytes"),
    ],
    ids=["entities", "document type", "deep", "empty", "other XML", "no types", "zip bomb"],
)
def test_broken_and_hostile_packages_are_refused(change, wrong):
    with pytest.raises(InputError, match=wrong):
        read_docx(changed(report(), change), "x")


def test_many_parts_of_fair_size_are_refused_together(monkeypatch):
    monkeypatch.setattr("kg.read.archives.MOST_BYTES", 100_000)
    with pytest.raises(InputError, match=r"unpacks to \d+ parts of [\d,]+ bytes together"):
        read_docx(changed(report(), {f"word/media/{n}.bin": bytes(20_000) for n in range(5)}), "x")


def test_an_old_or_encrypted_document_is_refused():
    with pytest.raises(InputError, match=r"encrypted, or a \.doc"):
        read_docx(b"\xd0\xcf\x11\xe0" + bytes(600), "x")


REPORT = report()


@given(data=st.data())
def test_any_bytes_give_a_document_or_an_input_error(data):
    cut = bytearray(REPORT)
    for _ in range(data.draw(st.integers(1, 6))):
        cut[data.draw(st.integers(0, len(cut) - 1))] = data.draw(st.integers(0, 255))
    cut = cut[: data.draw(st.integers(len(cut) - 300, len(cut)))]
    try:
        document = parse_document("any.docx", bytes(cut))
    except InputError:
        return
    for paragraph in document.paragraphs:
        assert document.text[paragraph.start : paragraph.end] == paragraph.text


def element(name):
    return lambda inner: f"<w:{name}>{''.join(inner)}</w:{name}>"


LEAVES = st.sampled_from(["<w:t>Oster</w:t>", "<w:br/>", "<w:tab/>", '<w:footnoteReference w:id="1"/>', "<w:t/>", "<w:numPr/>",
                          '<w:pStyle w:val="Title"/>', "<!-- c -->", "<w:commentReference/>"])  # fmt: skip
NAMES = ("p", "r", "tbl", "tr", "tc", "sdt", "sdtContent", "del", "ins", "txbxContent", "pPr", "trPr", "hyperlink")
TREES = st.recursive(
    LEAVES, lambda inner: st.one_of(*(st.lists(inner, max_size=4).map(element(name)) for name in NAMES)), max_leaves=25
)


@settings(max_examples=40)
@given(trees=st.lists(TREES, max_size=5))
def test_any_tree_of_elements_gives_a_document_or_an_input_error(trees):
    body = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{"".join(trees)}</w:body></w:document>'
    try:
        document = parse_document("any.docx", changed(REPORT, {"word/document.xml": body}))
    except InputError:
        return
    root = etree.fromstring(body)
    for anchor in (anchor for paragraph in document.paragraphs for anchor in paragraph.anchors):
        assert len(root.xpath(anchor.value, namespaces={"w": NAMESPACE})) == 1


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)


@settings(max_examples=40)
@given(texts=st.lists(TEXTS, max_size=4))
def test_paragraphs_hold_their_own_characters(texts):
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    pieces = read_docx(saved(document), "x").pieces
    places = [int(piece.anchors[0].value.rpartition("[")[2].rstrip("]")) for piece in pieces]
    assert places == sorted(places)
    for piece, place in zip(pieces, places, strict=True):
        assert piece.text.split() == texts[place - 1].replace("\u00ad", "").split()
