"""What a request asks of the endpoint, by the SPARQL 1.1 Protocol (W3C, 2013, §2): queries and updates, sent three ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from kg.serve.problems import Problem

__all__ = ["Operation", "operation"]

FORM: Final = "application/x-www-form-urlencoded"
# Content types of a POST whose body is the text itself, and what the text then is.
DIRECT: Final = {"application/sparql-query": "query", "application/sparql-update": "update"}
DATASETS: Final = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}
MOST_FIELDS: Final = 1000


@dataclass(frozen=True, slots=True)
class Operation:
    """A *kind* of work (`query`, `update`), its text, the graphs of its dataset, and the form asked for by `format`."""

    kind: str
    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""


def operation(method: str, query_string: bytes, content_type: str, body: bytes) -> Operation | None:
    """Return what is asked; None where it is nothing: a GET without a query wants the description of the service.

    Raises Problem 400, 405 or 415 where the protocol is not kept.
    """
    in_url = _fields(query_string, "the URL")
    if method in ("GET", "HEAD"):
        asks = any(name in ("query", "update") for name, _ in in_url)
        return _asked(in_url, allowed=("query",)) if asks else None
    if method != "POST":
        raise Problem(405, "takes GET and POST", {"Allow": "GET, HEAD, POST, OPTIONS"})
    kind = content_type.partition(";")[0].strip().lower()
    if kind == FORM:
        # The protocol has all parameters in the body; many clients leave those of the dataset in the URL.
        return _asked([*_fields(body, "the form"), *in_url], allowed=("query", "update"))
    if kind in DIRECT:
        if any(name in ("query", "update") for name, _ in in_url):
            raise Problem(400, "has a query in the URL beside the one in the body; one of the two")
        return _of(DIRECT[kind], _decoded(body), in_url)
    right = f"one of: {FORM}, {', '.join(DIRECT)}"
    raise Problem(415, f"has no content type of a query ({kind[:80] or 'none'}); {right}", {"Accept-Post": right[8:]})


def _asked(fields: list[tuple[str, str]], allowed: tuple[str, ...]) -> Operation:
    given = [(name, value) for name, value in fields if name in ("query", "update")]
    if len(given) != 1:
        raise Problem(400, f"has {len(given)} queries; one, in the parameter 'query'")
    ((kind, text),) = given
    if kind not in allowed:
        raise Problem(400, "has an update in the URL; an update is sent by POST")
    return _of(kind, text, fields)


def _of(kind: str, text: str, fields: list[tuple[str, str]]) -> Operation:
    default, named = (tuple(value for name, value in fields if name == wanted) for wanted in DATASETS[kind])
    formats = [value for name, value in fields if name in ("format", "output")]
    return Operation(kind, text, default, named, formats[0] if formats else "")


def _fields(data: bytes, where: str) -> list[tuple[str, str]]:
    try:
        text = data.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError:
        raise Problem(400, f"{where} holds what is not UTF-8, or not percent-encoded") from None
    except ValueError:
        raise Problem(400, f"{where} has more than {MOST_FIELDS} parameters") from None


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem(400, "the body is not UTF-8") from None
