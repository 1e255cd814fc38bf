"""Many at once: every answer is good, or says that it comes later."""

from __future__ import annotations

from urllib.parse import quote

from benchmarks.serve.load import load

from .server import Server

ACCEPT = "application/sparql-results+json, text/html;q=0.9"
GOOD = ["/sparql?query=" + quote("SELECT * { ?c a ckg:Claim } LIMIT 5 #") + "{}", "/page/group/al-nusra-front?_={}", "/search?q=Nusra{}"]
ENDLESS = "/sparql?query=" + quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } #") + "{}"


def test_many_clients_get_good_answers(server: Server) -> None:
    outcome = load(server.port, GOOD, 32, 3.0, ACCEPT)
    assert set(outcome.statuses) == {200} and outcome.statuses[200] > 50


def test_questions_without_end_among_them_do_not_keep_the_others_from_theirs(server: Server) -> None:
    outcome = load(server.port, [*GOOD * 4, ENDLESS], 6, 8.0, ACCEPT)
    assert set(outcome.statuses) <= {200, 503, 504}
    assert outcome.statuses[200] > outcome.statuses[504] > 0
    assert server.query("ASK {}").json["boolean"] is True
