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


def words(*texts):
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in texts)


def table(*made):
    return f"<w:tbl>{''.join(made)}</w:tbl>"


def row(*cells):
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def package(body, change=None):
    """A package with *body* in its body, its other members as *change* says."""
    head = f'<w:document xmlns:w="{NAMESPACE}" xmlns:mc="{COMPATIBILITY}" xmlns:r="{RELATIONS}"><w:body>'
    return changed(
        saved(docx.Document()), {"word/document.xml": f"{head}{body}</w:body></w:document>", **(change or {})}
    )


COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_rows_and_cells_in_content_controls_are_read():
    held = f"<w:sdt><w:sdtContent>{row(words('Ner'), words('3'))}</w:sdtContent></w:sdt>"
    cell = f"<w:tr><w:sdt><w:sdtContent><w:tc>{words('Tarn')}</w:tc></w:sdtContent></w:sdt></w:tr>"
    assert rows(package(table(row(words("Town"), words("Killed")), held, cell))) == [
        ("body", "/w:tbl[1]/w:tr[1]", "Town | Killed"),
        ("body", "/w:tbl[1]/w:sdt[1]/w:sdtContent[1]/w:tr[1]", "Ner | 3"),
        ("body", "/w:tbl[1]/w:tr[2]", "Tarn"),
    ]


def test_a_cell_with_a_text_gives_its_paragraphs_and_a_row_of_data_is_one():
    cell = words("Guard leaves Oster", "By A. Ner", "The Guard left the town of Oster.")
    inner = table(row(words("Ner"), words("3 killed")))
    data = package(
        table(row(cell, words("Valley Monitor")))
        + table(row(words("2 May", "3 May"), words("Tarn")), row(words("Weir") + inner))
    )
    assert rows(data) == [
        (None, "/w:tbl[1]/w:tr[1]/w:tc[1]/w:p[1]", "Guard leaves Oster"),
        (None, "/w:tbl[1]/w:tr[1]/w:tc[1]/w:p[2]", "By A. Ner"),
        (None, "/w:tbl[1]/w:tr[1]/w:tc[1]/w:p[3]", "The Guard left the town of Oster."),
        ("body", "/w:tbl[1]/w:tr[1]/w:tc[2]/w:p[1]", "Valley Monitor"),
        ("body", "/w:tbl[2]/w:tr[1]", "2 May 3 May | Tarn"),
        ("body", "/w:tbl[2]/w:tr[2]/w:tc[1]/w:p[1]", "Weir"),
        ("body", "/w:tbl[2]/w:tr[2]/w:tc[1]/w:tbl[1]/w:tr[1]", "Ner | 3 killed"),
    ]
    document = parse_document("oster.docx", data)
    assert (document.title, document.author) == ("Guard leaves Oster", "A. Ner")


def test_of_several_versions_one_is_read_in_its_place():
    choice = f'<mc:Choice Requires="wps">{words("The Guard left.")}</mc:Choice>'
    picture = '<mc:Choice Requires="wps"><w:p><w:r/></w:p></mc:Choice>'
    fallback = f"<mc:Fallback>{words('The Guard left.')}</mc:Fallback>"
    both = f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"
    other = f"<mc:AlternateContent>{picture}{fallback}</mc:AlternateContent>"
    body = words("One.") + both + "<!-- c -->" + other + words("Two.")
    assert rows(package(body)) == [
        (None, "/w:p[1]", "One."),
        (None, "/*[2]/*[1]/w:p[1]", "The Guard left."),
        (None, "/*[3]/*[2]/w:p[1]", "The Guard left."),
        (None, "/w:p[2]", "Two."),
    ]


def part(name, media_type):
    relation = f'<Relationship Id="chunk" Type="{RELATIONS}/aFChunk" Target="{name}"/></Relationships>'
    override = f'<Override PartName="/word/{name}" ContentType="{media_type}"/></Types>'
    return {
        "word/_rels/document.xml.rels": lambda old: old.replace(b"</Relationships>", relation.encode()),
        "[Content_Types].xml": lambda old: old.replace(b"</Types>", override.encode()),
    }


@pytest.mark.parametrize(
    ("name", "media_type", "held"),
    [
        ("a.html", "text/html", "<script>f()</script><h1>Oster</h1><p>The Guard left.<p>It went on."),
        ("a.txt", "text/plain", "Oster\n\nThe Guard left.\n\nIt went on."),
    ],
)
def test_a_part_of_html_or_text_is_read_where_it_is_taken_in(name, media_type, held):
    data = package(
        words("One.") + '<w:altChunk r:id="chunk"/>' + words("Two."), {**part(name, media_type), f"word/{name}": held}
    )
    assert [(path, text) for _, path, text in rows(data)] == [
        ("/w:p[1]", "One."),
        ("/w:altChunk[1]", "Oster"),
        ("/w:altChunk[1]", "The Guard left."),
        ("/w:altChunk[1]", "It went on."),
        ("/w:p[2]", "Two."),
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({**part("a.rtf", "application/rtf"), "word/a.rtf": "x"}, "application/rtf"),
        ({**part("a.txt", "text/plain"), "word/a.txt": b"\0\0\1"}, "text/plain"),
        ({}, "outside of it"),
    ],
    ids=["other format", "no text", "no part"],
)
def test_a_part_that_is_not_read_is_told(change, said):
    draft = read_docx(package(words("One.") + '<w:altChunk r:id="chunk"/>', change), "x")
    assert draft.warnings == (f"a part that it takes in ({said}) is not read",)
    assert [piece.text for piece in draft.pieces] == ["One."]


def test_notes_of_a_row_follow_it():
    mark = '<w:p><w:r><w:t>Ner</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
    change = {
        "word/footnotes.xml": NOTES,
        "word/_rels/document.xml.rels": lambda old: old.replace(b"</Relationships>", NOTE_PART),
    }
    assert rows(package(table(row(mark, words("3"))) + words("One."), change)) == [
        ("body", "/w:tbl[1]/w:tr[1]", "Ner | 3"),
        ("furniture", "/w:tbl[1]/w:tr[1]", "A statement."),
        (None, "/w:p[1]", "One."),
    ]


def test_notes_that_an_export_put_at_the_end_and_their_marks_are_no_text():
    document = docx.Document()
    for text in ("The Guard left Oster.[a][b]", "It went[b] on, article 3[c] said.", "[a]Really?", "[b]Two said so."):
        document.add_paragraph(text)
    assert rows(saved(document)) == [
        (None, "/w:p[1]", "The Guard left Oster."),
        (None, "/w:p[2]", "It went on, article 3[c] said."),
        ("furniture", "/w:p[3]", "[a]Really?"),
        ("furniture", "/w:p[4]", "[b]Two said so."),
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
