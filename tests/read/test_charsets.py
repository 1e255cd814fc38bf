"""Stated encodings: those of the Encoding Standard, as it takes them, and no other codec of Python."""

from __future__ import annotations

import codecs
from encodings.aliases import aliases

import pytest
from webencodings.labels import LABELS

from kg.read.charsets import codec_of, said_in_utf_8


@pytest.mark.parametrize("label", sorted(LABELS))
def test_every_label_of_the_standard_is_a_codec_of_text_or_none(label):
    codec = codec_of(label)
    assert codec is None if LABELS[label] == "replacement" else "The Guard left Öster".encode(codec, "replace")


@pytest.mark.parametrize(
    "label", ["punycode", "idna", "rot13", "zip", "unicode_escape", "utf-7", "undefined", "", "x" * 9_000, "KOİ8-R"]
)
def test_what_the_standard_does_not_know_is_no_encoding(label):
    assert codec_of(label) is None
    assert said_in_utf_8(b"The Guard left.", label) == b"The Guard left."


def test_of_the_codecs_of_python_only_those_of_the_standard_are_asked():
    told = {codec_of(name) for name in {*aliases, *aliases.values()}} - {None}
    standard = {codec_of(label) for label in LABELS} - {None}
    assert {codecs.lookup(codec).name for codec in told} <= {codecs.lookup(codec).name for codec in standard}


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("ISO-8859-1", "cp1252"),
        ("gb2312", "gb18030"),
        ("'koi8-u'", "koi8-u"),
        ("utf-16", "utf-16-le"),
        ("ks_c_5601-1987", "cp949"),
    ],
)
def test_text_is_read_in_the_encoding_that_the_standard_takes_a_label_for(label, written):
    text = {"cp1252": "“Öster”", "gb18030": "奥斯特㐂", "koi8-u": "Їжа", "utf-16-le": "Öster", "cp949": "똠방"}[written]
    assert said_in_utf_8(text.encode(written), label) == codecs.BOM_UTF8 + text.encode()


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_mark_in_the_bytes_outranks_what_is_stated(mark):
    assert said_in_utf_8(mark + b"ab", "koi8-r") == mark + b"ab"
