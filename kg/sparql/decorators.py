"""The grlc decorators of a query: the YAML that its lines beginning with `#+` hold together.

Every value is read as it is written ("no", 2014-02-12 and 5 are texts), so that a header means the same to us whichever
version of YAML a tool follows. Refused are aliases, which can make a small header endless, and a key given twice.
"""

from __future__ import annotations

from typing import Any

from kg.errors import QueryError

__all__ = ["read_decorators"]


def read_decorators(name: str, text: str) -> dict[str, Any]:
    """Return the decorators of the query *text*, by key: texts, lists and mappings; {} where it has none.

    Raises QueryError, with the line, where they are no YAML mapping; *name* is the query's.
    """
    import yaml

    numbered = [(number, line[2:]) for number, line in enumerate(text.splitlines(), 1) if line.startswith("#+")]
    reader = _Reader(name, [number for number, _ in numbered])
    try:
        node = yaml.compose("\n".join(line for _, line in numbered), Loader=yaml.BaseLoader)
        decorators = {} if node is None else reader.value(node)
    except yaml.MarkedYAMLError as error:
        raise reader.fault(error.problem_mark, f"the header is no YAML ({error.problem})") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise reader.fault(None, f"the header is no YAML ({str(error).splitlines()[0]})") from error
    if not isinstance(decorators, dict):
        raise reader.fault(None, "the header is no mapping")
    return decorators


class _Reader:
    def __init__(self, name: str, lines: list[int]) -> None:
        self.name, self.lines = name, lines
        self.seen: set[int] = set()

    def value(self, node: Any) -> Any:
        """Return what *node* holds; a node that comes twice is an alias."""
        if id(node) in self.seen:
            raise self.fault(node.start_mark, "the header has an alias")
        self.seen.add(id(node))
        if node.id == "scalar":
            return node.value
        if node.id == "sequence":
            return [self.value(item) for item in node.value]
        return self._mapping(node)

    def _mapping(self, node: Any) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, item in node.value:
            if key.id != "scalar":
                raise self.fault(key.start_mark, "a key of the header is no word")
            if key.value in values:
                raise self.fault(key.start_mark, f"the header has {key.value!r} twice")
            values[key.value] = self.value(item)
        return values

    def fault(self, mark: Any, wrong: str) -> QueryError:
        line = self.lines[min(mark.line, len(self.lines) - 1)] if mark is not None and self.lines else None
        where = f"{self.name}:{line}" if line else self.name
        return QueryError(where, wrong, "grlc decorators, such as #+ summary: Who holds what?")
