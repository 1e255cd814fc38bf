"""Answers of endpoints as pyoxigraph reads them: what is asked for, what comes, and what makes an answer no whole answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, Final, cast

from kg.endpoint.address import Address
from kg.endpoint.faults import as_endpoint_errors
from kg.endpoint.transport import Transport
from kg.errors import EndpointError

if TYPE_CHECKING:
    from http.client import HTTPResponse

    from pyoxigraph import QueryBoolean, QuerySolutions, Triple

__all__ = ["accepted", "read_answer"]

SOLUTIONS: Final = "application/sparql-results+json, application/sparql-results+xml;q=0.9"
GRAPH: Final = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
_FORM: Final = re.compile(
    r"""(?ix) (?: \s | \#[^\n]*(?:\n|$) | prefix\s[^<]*<[^>]*> | base\s*<[^>]*> )* (?P<form>select|ask|construct|describe)\b"""
)
_TRUE: Final = b'{"head":{},"boolean":true}'
_FALSE: Final = b'{"head":{},"boolean":false}'
# Virtuoso 7 writes the answer to ASK as a table of this one column.
_ASKED: Final = "__ASK_RETVAL"


def _form_of(query: str) -> str:
    """Return `select`, `ask`, `construct` or `describe`, or "" where *query* begins with what is not SPARQL 1.1."""
    found = _FORM.match(query)
    return found["form"].lower() if found else ""


def accepted(query: str) -> str:
    """Return the Accept header for *query*: Virtuoso takes a table for every form where one is accepted."""
    return {"": f"{SOLUTIONS}, {GRAPH}", "construct": GRAPH, "describe": GRAPH}.get(_form_of(query), SOLUTIONS)


def read_answer(
    transport: Transport, address: Address, response: HTTPResponse
) -> QuerySolutions | QueryBoolean | Iterator[Triple]:
    """Return the answer that *transport* got from *address*, read as it is iterated.

    Raises EndpointError where it is cut off, or in no format of RDF or SPARQL results.
    """
    with _closed_on_error(response):
        _check_whole(transport, address, response)
        return _read(transport, address, response)


def _read(
    transport: Transport, address: Address, response: HTTPResponse
) -> QuerySolutions | QueryBoolean | Iterator[Triple]:
    from pyoxigraph import QueryResultsFormat, RdfFormat, parse_query_results

    body = cast("IO[bytes]", _Body(address, response))
    media_type = response.headers.get_content_type()
    # A graph in XML or plain text is no answer to anything that we ask, and an error page may be either.
    if media_type in ("application/xml", "text/xml", "application/json"):
        media_type = f"application/sparql-results+{media_type.rpartition('/')[2]}"
    if (results := QueryResultsFormat.from_media_type(media_type)) and media_type != "text/plain":
        with as_endpoint_errors(address):
            answer: QuerySolutions | QueryBoolean = _plain_boolean(parse_query_results(body, format=results))
            return answer
    if (graph := RdfFormat.from_media_type(media_type)) and media_type != "text/plain":
        return _triples(address, body, graph)
    told = transport.first_line(address, response)
    wrong = f"answers with {media_type} and no results" + (f": {told}" if told else "")
    raise EndpointError(address, wrong, "the address of a SPARQL endpoint", response.status)


def _check_whole(transport: Transport, address: Address, response: HTTPResponse) -> None:
    """Raise where Virtuoso says that it has left something out: after so many rows, or when its time was up."""
    if most := response.headers.get("X-SPARQL-MaxRows"):
        wrong = f"gives at most {most} rows, and the answer has as many: the rest may be cut off"
        raise EndpointError(address, wrong, "a LIMIT below that, or a higher ResultSetMaxRows there", response.status)
    if response.headers.get("X-SQL-State") or response.status == 206:
        told = transport.quoted(response.headers.get("X-SQL-Message", "").partition("Activity:")[0])
        wrong = "gives a part of the answer" + (f": {told}" if told else "")
        raise EndpointError(address, wrong, "a simpler query, or a longer time-out there", response.status)


def _plain_boolean(answer: Any) -> Any:
    from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

    if not isinstance(answer, QuerySolutions) or [v.value for v in answer.variables] != [_ASKED]:
        return answer
    row = next(answer, None)
    yes = row is not None and row[0] is not None and row[0].value in ("1", "true")
    return parse_query_results(_TRUE if yes else _FALSE, format=QueryResultsFormat.JSON)


def _triples(address: Address, body: IO[bytes], format: Any) -> Iterator[Triple]:
    from pyoxigraph import parse

    with as_endpoint_errors(address):
        for quad in parse(body, format=format, lenient=True):
            yield quad.triple


class _Body:
    """The body of an answer for a parser: `read` alone, which raises EndpointError where the body is not whole."""

    def __init__(self, address: Address, response: HTTPResponse) -> None:
        self._address, self._response = address, response

    def read(self, size: int = -1) -> bytes:
        with _closed_on_error(self._response), as_endpoint_errors(self._address):
            data = self._response.read(None if size < 0 else size)
            # The standard library takes the end of the connection for the end of a body, whose length it has been told.
            if not data and size and self._response.length:
                raise EndpointError(self._address, "broke off in the middle of an answer", "to try again")
        return data


@contextmanager
def _closed_on_error(response: HTTPResponse) -> Iterator[None]:
    """Close *response* where the body raises."""
    try:
        yield
    except BaseException:
        response.close()
        raise
