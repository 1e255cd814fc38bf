"""Search by a name in any spelling."""

from __future__ import annotations

import re

import pytest

from .server import Server


def _groups(server: Server, text: str) -> dict[str, list[str]]:
    page = server.get("/search", q=text).text
    parts = re.findall(r"<h2[^>]*>(.*?)</h2>(.*?)</section>", page, re.DOTALL)
    return {name.lower(): re.findall(r'href="(/page/[^"]+)"', body) for name, body in parts}


@pytest.mark.parametrize("text", ["Al-Nusra Front", "Nusra", "jabhat an-nusrah", "JABHAT AL NUSRA", "al nosra"])
def test_a_spelling_variant_finds_the_thing(server: Server, text: str) -> None:
    assert _groups(server, text)["called so, in this or another spelling"] == ["/page/group/al-nusra-front"]


def test_a_part_of_names_finds_all_that_bear_it(server: Server) -> None:
    found = _groups(server, "Army")["called so in part"]
    assert "/page/group/free-syrian-army" in found and len(found) > 3


def test_what_is_spelt_alike_is_given_where_nothing_is_called_so(server: Server) -> None:
    assert list(_groups(server, "Ahrar el Shaam movment")) == ["not called so, but spelt alike"]
    assert "not called so, but spelt alike" not in _groups(server, "Nusra")


@pytest.mark.parametrize("text", ["", "   ", "qqqqxyz", "'\"<>&", "Zzyzx Blorp Front", "Harbour Guard of Northford"])
def test_what_nothing_bears_finds_nothing(server: Server, text: str) -> None:
    reply = server.get("/search", q=text)
    assert reply.status == 200 and "<section" not in reply.text


@pytest.mark.parametrize("text", ["\u202eevil", "%00", "\x00", "?x . }", '") } #', "a" * 200, "<b>Nusra</b>"])
def test_an_odd_name_breaks_nothing(server: Server, text: str) -> None:
    reply = server.get("/search", q=text)
    assert reply.status == 200 and "<b>" not in reply.text


def test_an_endless_name_is_refused(server: Server) -> None:
    assert server.get("/search", q="a" * 201).status == 400
