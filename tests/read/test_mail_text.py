"""What a mail says itself and what it forwards, apart from what it quotes, in plain text and in HTML."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import LexiconError
from kg.model import Document, ParagraphRole
from kg.read import parse_document, read_paths
from kg.read.draft import Record
from kg.read.mail_words import load, mail_words
from kg.read.parse import parse_record

OWN = "The River Guard left the town of Oster on 4 March 2014, residents said."
MORE = "Talks between both sides go on in Ner next week, the mayor said."
OLD = "The Red Front shelled the mill of Tarn on 9 March 2014, the council said."


def read(text: str, *, subject: str = "Oster", kind: str = "plain") -> Document:
    head = f"From: A. Tarn <a@post.example>\nSubject: {subject}\nDate: Wed, 5 Mar 2014 10:00:00 +0100\n"
    data = f"{head}MIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8\n\n{text}".encode()
    return document_of(data)


def document_of(data: bytes) -> Document:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "saved.eml"
        path.write_bytes(data)
        (document,) = read_paths([path]).documents
    return document


def told(document: Document) -> list[str]:
    """The words that claims may be read out of."""
    return [p.text for p in document.paragraphs if p.role is not ParagraphRole.FURNITURE]


def said(document: Document) -> tuple[str | None, str | None, str | None]:
    return document.title, document.author, document.issued


QUOTE = f"> {OLD}"
HEAD = "From: B. Ner <b@post.example>\nSent: Tuesday, March 4, 2014 5:14 PM\nTo: A. Tarn\nCc: Desk\nSubject: RE: Oster"


@pytest.mark.parametrize(
    "lead",
    [
        "On Tue, 4 Mar 2014 at 10:00, B. Ner <b@post.example> wrote:",
        "On Tue, 4 Mar 2014 at 10:00, B. Ner\n<b@post.example> wrote:",
        "B. Ner <b@post.example> wrote:\n",
        "B. Ner wrote on 4 March:",
        "Am 04.03.2014 um 10:00 schrieb B. Ner:",
        "Am 4. März 2014 um 10:00:00 schrieb B. Ner <b@post.example>:\n",
        "Le 4 mars 2014 à 10:00, B. Ner a écrit :",
        "El mar, 4 mar 2014 a las 10:00, B. Ner (<b@post.example>) escribió:",
        "Il giorno mar 4 mar 2014 alle ore 10:00 B. Ner ha scritto:",
        "Em ter., 4 de mar. de 2014 às 10:00, B. Ner escreveu:",
        "Op 4 mrt. 2014 om 10:00 schreef B. Ner <b@post.example>:",
        "вт, 4 мар. 2014 г. в 10:00, Б. Нер <b@post.example>:\nБ. Нер написал(а):",
        "4 бер. 2014 р., Б. Нер пише:",
    ],
)
def test_a_quotation_and_the_line_that_leads_to_it_are_furniture(lead):
    document = read(f"{OWN}\n\n{lead}\n{QUOTE}\n")
    assert told(document) == [OWN]
    assert OLD in document.text


@pytest.mark.parametrize(
    "text",
    [
        f"{OWN}\n\n{HEAD}\n\n{OLD}",
        f"{OWN}\n\n________________________________\n{HEAD}\n\n{OLD}",
        f"{OWN}\n\n-----Original Message-----\n{HEAD}\n\n{OLD}",
        f"{OWN}\n\n-----Ursprüngliche Nachricht-----\n\n{OLD}",
        f"{OWN}\n\n*From:* B. Ner\n*Sent:* Tuesday\n*To:* A. Tarn\n*Subject:* Oster\n\n{OLD}",
        f"{OWN}\n\nVon: B. Ner\nGesendet: Dienstag\nAn: A. Tarn\nBetreff: Oster\n\n{OLD}",
        f"{OWN}\n\nОт: Б. Нер\nОтправлено: 4 марта\nКому: А. Тарн\nТема: Остер\n\n{OLD}",
        f"{OWN}\n\n\nB. Ner <b@post.example> \n04.03.2014 10:00\n\nTo\nA. Tarn <a@post.example>\ncc\n\nSubject\nOster\n\n\n{OLD}",
        f"{OWN}\n-- \nA. Tarn\n\n{HEAD}\n\n{OLD}",
    ],
)
def test_beneath_the_head_of_an_earlier_message_all_is_quoted(text):
    document = read(text)
    assert told(document) == [OWN]
    assert OLD in document.text


def test_an_answer_right_beneath_a_quotation_is_the_senders():
    assert told(read(f"On 4 March B. Ner wrote:\n{QUOTE}\n{OWN}\n> Who says so?\n{MORE}\n")) == [OWN, MORE]


@pytest.mark.parametrize("broken_off", ["said.", "council said."])
def test_words_that_a_program_broke_off_a_quoted_line_are_quoted(broken_off):
    start = OLD.removesuffix(broken_off).strip()
    assert told(read(f"{OWN}\n\n> {start}\n{broken_off}\n> Nobody crosses.\n")) == [OWN]
    assert told(read(f"{OWN}\n\n> {start}\n{broken_off}\n")) == [OWN]


def test_a_short_answer_beneath_a_quoted_sentence_is_the_senders():
    assert told(read(f"{OWN}\n\n{QUOTE}\nNot so.\n> Nobody crosses.\n")) == [OWN, "Not so."]


@pytest.mark.parametrize("text", [f"{QUOTE}\n> Nobody crosses the bridge of Tarn.\n", f"{HEAD}\n\n{OLD}\n"])
def test_a_mail_of_nothing_but_an_earlier_message_tells_that_one(text):
    assert told(read(text))[0].startswith(OLD)


FORWARDED = "From: B. Ner <b@post.example>\nSubject: The mill\nDate: 2 March 2014 at 10:00:00 CET\nTo: a@post.example"
APPLE = "Begin forwarded message:\n\n" + "".join(
    f"> {line}\n" for line in [*FORWARDED.split("\n"), "", OLD, "", "On 1 March C. Falk wrote:", "> The mill stands.", "", MORE]
)  # fmt: skip
GMAIL = f"---------- Forwarded message ---------\n{FORWARDED}, Desk One <one@post.example>, Desk Two <\ntwo@post.example>\n\n\n{OLD}\n\n{MORE}\n\n-- \nB. Ner\nOster desk\n"  # fmt: skip


@pytest.mark.parametrize("forward", [APPLE, GMAIL, APPLE.replace("> ", ">")], ids=["apple", "gmail", "narrow"])
def test_what_is_forwarded_is_the_text_and_says_who_wrote_it_and_when(forward):
    document = read(forward)
    assert told(document) == [OLD, MORE]
    assert said(document) == ("The mill", "B. Ner", "2014-03-02")


@pytest.mark.parametrize("forward", [APPLE, GMAIL], ids=["apple", "gmail"])
def test_a_mail_that_adds_words_of_its_own_to_what_it_forwards_stays_its_senders(forward):
    document = read(f"{OWN}\n\n-- \nA. Tarn\n\n{forward}")
    assert told(document) == [OWN, OLD, MORE]
    assert said(document) == ("Oster", "A. Tarn", "2014-03-05")


def test_only_the_marks_before_a_line_are_taken_off():
    assert told(read(f"Begin forwarded message:\n\n> From: B. Ner\n> Date: x\n> \n> {OLD} 3 > 2\n> {MORE}")) == [
        f"{OLD} 3 > 2\n{MORE}"
    ]


def test_a_mail_that_says_that_it_forwards_quotes_nothing_beneath_a_head():
    document = read(f"{OWN}\n\n{HEAD}\n\n{OLD}", subject="WG: Oster")
    assert told(document) == [OWN, OLD]
    assert said(document) == ("WG: Oster", "A. Tarn", "2014-03-05")
    assert told(read(f"{OWN}\n\n{HEAD}\n\n{OLD}", subject="Re: Oster")) == [OWN]


def test_the_day_of_a_mail_is_not_that_of_what_it_forwards():
    document = read(f"---------- Forwarded message ---------\n{FORWARDED}\n\n{OLD}".replace("2 March 2014", "lately"))
    assert document.issued is None
    assert document.warnings == ("issued left out: the day of the message that is forwarded cannot be read",)


def test_what_seals_a_signed_text_is_furniture_and_its_dashes_are_taken_off():
    seal = "-----BEGIN PGP SIGNATURE-----\nVersion: 1\n\niQIzBAEBCAAdFiEEabc\n=abcd\n-----END PGP SIGNATURE-----"
    signed = (
        f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{OWN}\n\n- - The mill stands in Ner, the miller said.\n"
    )
    assert told(read(f"{signed}\n{MORE}\n{seal}\n")) == [OWN, "- The mill stands in Ner, the miller said.", MORE]
    assert told(read(f"{signed}\n{seal}\n\n- {MORE}"))[2] == f"- {MORE}"
    assert told(read(f"{signed}\n- -- \nA. Tarn\n{seal}\n")) == [OWN, "- The mill stands in Ner, the miller said."]


@pytest.mark.parametrize(
    "text", [f"{OWN}\n\n{HEAD}\n\n{OLD}", f"{OWN}\n\nB. Ner <b@post.example>\n\nTo\nA. Tarn\n\nSubject\nOster\n\n{OLD}"]
)
def test_in_other_text_a_head_that_nothing_announces_ends_no_report(text):
    document = parse_document("digest.txt", text.encode())
    assert OLD in told(document)


@pytest.mark.parametrize("above", ["", f"{OWN}\n\n"])
def test_in_other_text_what_is_forwarded_with_marks_is_the_text_in_paragraphs_as_they_stand(above):
    text = above + APPLE.replace("\n> \n", "\n\n")
    document = parse_document("saved.txt", text.encode())
    assert document.text == text
    assert told(document) == [*above.strip().splitlines(), f"> {OLD}", f"> {MORE}"]


def test_a_release_that_begins_with_a_head_of_its_own_is_the_text():
    document = read(
        f"PRESS RELEASE\n\nFrom: Valley Council\nDate: 4 March 2014\nTo: All desks\nSubject: The mill\n\n{OLD}"
    )
    assert OLD in told(document)
    assert said(document) == ("The mill", "Valley Council", "2014-03-04")


def test_offsets_count_on_the_text_and_each_paragraph_stands_at_the_lines_of_the_part():
    document = read(f"{OWN}\n\n{APPLE}")
    for p in document.paragraphs:
        assert document.text[p.start : p.end] == p.text
        assert [(a.start, a.value) for a in p.anchors] == [(p.start, document.paragraphs[0].anchors[0].value)]


GMAIL_REPLY = f"""<div dir="ltr"><div>{OWN}</div><div>-- <br></div><div class="gmail_signature">A. Tarn<br>Reporter, who wrote about the mill</div></div>
<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue, 4 Mar 2014, B. Ner wrote:<br></div>
<blockquote class="gmail_quote"><div><div>{OLD}</div></div></blockquote></div>"""
THUNDERBIRD = f"""<html><body><p>{OWN}</p><div class="moz-cite-prefix">Am 04.03.2014 um 10:00 schrieb B. Ner:<br></div>
<blockquote type="cite" cite="mid:x"><p>{OLD}</p></blockquote><pre class="moz-signature" cols="72">--
A. Tarn
Reporter</pre></body></html>"""
PROMPTED = "<b>From:</b> B. Ner<br><b>Sent:</b> Tuesday, March 4, 2014<br><b>To:</b> A. Tarn<br><b>Subject:</b> Oster"
OUTLOOK = f"""<html><body><div class="WordSection1"><p class="MsoNormal">{OWN}</p><p class="MsoNormal">&nbsp;</p>
<div><div style="border:none"><p class="MsoNormal">{PROMPTED}</p></div></div><p class="MsoNormal">{OLD}</p></div></body></html>"""
ON_THE_WEB = f"""<html><body dir="ltr"><div>{OWN}</div><div id="appendonsend"></div><hr>
<div id="divRplyFwdMsg" dir="ltr"><font>{PROMPTED}</font></div><div class="BodyFragment"><div>{OLD}</div></div></body></html>"""
APPLE_REPLY = f"""<html><body><div>{OWN}</div><div><br><blockquote type="cite"><div>On 4 Mar 2014, at 10:00, B. Ner wrote:</div>
<div><p>{OLD}</p></div></blockquote></div></body></html>"""
PAGES = {"gmail": GMAIL_REPLY, "thunderbird": THUNDERBIRD, "outlook": OUTLOOK, "owa": ON_THE_WEB, "apple": APPLE_REPLY}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("times", [1, 30])
def test_what_the_page_of_a_mail_quotes_is_furniture_however_long(page, times):
    document = read(page.replace(OLD, "</p><p>".join([OLD] * times)), kind="html")
    assert told(document) == [OWN]
    assert document.text.count(OLD) == times
    assert all(p.anchors[0].value.startswith("/html/body/") for p in document.paragraphs)


def test_the_page_of_a_mail_that_forwards_quotes_nothing():
    document = read(ON_THE_WEB, subject="Fwd: Oster", kind="html")
    assert told(document) == [OWN, OLD]


HEADS = FORWARDED.replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")


@pytest.mark.parametrize(
    "page",
    [
        f'<div>FYI</div><div class="gmail_quote"><div>---------- Forwarded message ---------<br>{HEADS}<br></div><br><br><p>{OLD}</p><p>{MORE}</p></div>',
        f'<div><br><blockquote type="cite"><div>Begin forwarded message:</div><br><div>{HEADS}</div><br><div><p>{OLD}</p><p>{MORE}</p></div></blockquote></div>',
    ],
    ids=["gmail", "apple"],
)
def test_what_a_page_forwards_is_the_text_and_says_who_wrote_it_and_when(page):
    document = read(page, kind="html")
    assert [text for text in told(document) if text != "FYI"] == [OLD, MORE]
    assert said(document) == ("The mill", "B. Ner", "2014-03-02")


def test_the_same_page_that_is_no_mail_keeps_what_it_cites():
    assert OLD in told(parse_document("page.html", THUNDERBIRD.encode()))


def test_a_mail_of_one_line_in_html_is_its_text():
    line = OWN.removesuffix(".")
    assert line in told(read(f"<div>{line}<br><br>Sent from my telephone</div>", kind="html"))


lines = st.lists(
    st.sampled_from(
        [
            "",
            OWN,
            f"> {OLD}",
            ">",
            ">> x",
            HEAD,
            "Begin forwarded message:",
            "-----Original Message-----",
            "-- ",
            "--",
            "To",
            "On 4 March B. Ner wrote:",
            "-----BEGIN PGP SIGNED MESSAGE-----",
            "Subject",
            "b@post.example",
            "From: x",
            "\r",
            "\u2028",
        ]
    ),
    min_size=1,
    max_size=14,
).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(lines, st.booleans())
def test_no_word_of_a_mail_is_lost_and_something_is_told(text, forwards):
    text = f"{text}\nNobody crosses."
    document = parse_record("saved.eml", Record("body", text.encode(), "text/plain", forwards=forwards))
    assert document.text.replace(">", "").split() == text.replace("\u2028", " ").replace(">", "").split()
    assert all(document.text[p.start : p.end] == p.text for p in document.paragraphs)


@pytest.mark.parametrize(
    "line",
    [
        "Begin forwarded message:\n",
        "Begin forwarded message:\n> x\n",
        "> x\ny\n",
        "On x wrote\n> y\n",
        "From: x\n",
        "To\nSubject\n",
        "-----BEGIN PGP SIGNED MESSAGE-----\n",
        "-----BEGIN PGP SIGNATURE-----\n",
        "-- \n",
        "--\n",
        "x@y\n",
        "\n",
    ],
)
def test_long_mails_take_no_quadratic_time(line):
    text = (line * (400_000 // len(line))).encode() + b"Nobody crosses."
    start = time.monotonic()
    parse_record("saved.eml", Record("body", text, "text/plain", forwards=False))
    assert time.monotonic() - start < 20


def test_every_row_of_the_words_of_mails_is_known_and_sourced(tmp_path):
    assert mail_words().is_forwarded("-------- Weitergeleitete Nachricht --------")
    path = tmp_path / "t.toml"
    wrong = ('kind = "odd"\nsource = "s"', 'kind = "lead"', 'kind = "head"\nsource = "s"\nfield = "odd"')
    for row in wrong:
        path.write_text(f'[[row]]\n{row}\nwords = ["w"]\n', encoding="utf-8")
        with pytest.raises(LexiconError, match=r"t\.toml: row 1"):
            load(path)
    path.write_text('[[row]]\nkind = "lead"\nsource = "s"\nwords = ["("]\n', encoding="utf-8")
    with pytest.raises(LexiconError, match="does not compile"):
        load(path)
