"""Lines of N-Quads cut into terms, and what is none of them told."""

from __future__ import annotations

import pytest

from kg.formats.writers.lines import DamagedLineError, statements, triples, triples_of
from kg.formats.writers.remembered import Remembered

LINES = {
    "<urn:s> <urn:p> <urn:o> <urn:g> .": ("<urn:s>", "<urn:p>", "<urn:o>", "<urn:g>"),
    "<urn:s> <urn:p> <urn:o> .": ("<urn:s>", "<urn:p>", "<urn:o>", ""),
    "_:a <urn:p> _:b _:c .": ("_:a", "<urn:p>", "_:b", "_:c"),
    '<urn:s> <urn:p> "" .': ("<urn:s>", "<urn:p>", '""', ""),
    r'<urn:s> <urn:p> "a \" <urn:g> .\\" .': ("<urn:s>", "<urn:p>", r'"a \" <urn:g> .\\"', ""),
    r'<urn:s> <urn:p> "x <urn:g> ."@en--ltr <urn:g> .': ("<urn:s>", "<urn:p>", '"x <urn:g> ."@en--ltr', "<urn:g>"),
    '<urn:s> <urn:p> " ."^^<urn:t> <urn:g> .': ("<urn:s>", "<urn:p>", '" ."^^<urn:t>', "<urn:g>"),
}


@pytest.mark.parametrize(("line", "terms"), LINES.items())
def test_a_line_is_cut_where_its_terms_end(line, terms):
    block = (line + "\n").encode()
    expected = tuple(term.encode() for term in terms)
    assert statements(block) == [expected]
    assert triples(block) == [expected[:3]]
    assert triples_of(block) == [b" ".join(expected[:3])]


@pytest.mark.parametrize(
    "damaged",
    ["<urn:s> <urn:p>", "", "nonsense", '<urn:s> <urn:p> "open <urn:g> .', "<urn:s> <urn:p> <urn:o> <urn:g>",
     "<urn:s> <urn:p> <urn:o> <urn:g> <urn:h> .", "<urn:s> <urn:p> <<( <urn:s> <urn:p> <urn:o> )>> ."],
)  # fmt: skip
@pytest.mark.parametrize("cut", [statements, triples, triples_of])
def test_a_line_that_is_none_is_told_wherever_it_stands(cut, damaged):
    lines = [*LINES, damaged, *LINES]
    with pytest.raises(DamagedLineError) as told:
        cut("".join(line + "\n" for line in lines).encode())
    assert repr(damaged) in str(told.value)


def test_a_block_that_breaks_off_is_told():
    with pytest.raises(DamagedLineError, match="<urn:s> <urn:p> <ur"):
        triples(b"<urn:a> <urn:p> <urn:o> .\n<urn:s> <urn:p> <ur")


def test_what_is_remembered_stays_within_bounds():
    asked = []
    lengths = Remembered(lambda text: asked.append(text) or len(text), most=2, longest=3)
    assert [lengths[text] for text in (b"a", b"a", b"bb", b"long", b"long", b"ccc", b"a")] == [1, 1, 2, 4, 4, 3, 1]
    assert asked == [b"a", b"bb", b"long", b"long", b"ccc", b"a"]
    assert len(lengths) == 2
