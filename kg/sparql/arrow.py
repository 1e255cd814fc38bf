"""Solutions as an Arrow table, and as the bytes of Arrow IPC or Parquet, each column with a type of its own.

A column whose values are all of one kind (`kg.sparql.values`) has its type: 64-bit integers, floats, decimals, booleans, days,
timestamps with a time zone or without. Whole numbers beside decimals are decimals. Any other mixture, and what is too great
for its type, is text, each value as SPARQL's CSV writes it. An unbound variable is null.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO, Final

from kg.errors import MissingExtraError
from kg.sparql.results import Answer, Solutions
from kg.sparql.values import Term, Value, term_text, to_python

__all__ = ["arrow_table", "write_arrow"]

EXTRA: Final = "frames"
# The most digits that Arrow's 128-bit decimals hold, and the greatest 64-bit integer.
DIGITS: Final = 38
GREATEST: Final = 2**63


def arrow_table(answer: Solutions) -> Any:
    """Return *answer* as a `pyarrow.Table`; raises MissingExtraError where pyarrow is not installed."""
    arrow = _pyarrow()
    rows = answer.rows if isinstance(answer, Answer) else list(answer.rows)
    terms: Sequence[Sequence[Term]] = list(zip(*rows, strict=True)) or [()] * len(answer.columns)
    arrays = [_column(arrow, column) for column in terms]
    return arrow.Table.from_arrays(arrays, names=list(answer.columns))


def write_arrow(answer: Solutions, format: str, out: BinaryIO) -> None:
    """Write *answer* as `arrow` (an IPC file, also called Feather) or `parquet`."""
    table = arrow_table(answer)
    if format == "parquet":
        from pyarrow import parquet

        parquet.write_table(table, out)
        return
    with _pyarrow().ipc.new_file(out, table.schema) as writer:
        writer.write_table(table)


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtraError("Arrow", EXTRA) from error
    return pyarrow


def _column(arrow: Any, terms: Sequence[Term]) -> Any:
    values = [to_python(term) for term in terms]
    type_of = _type(arrow, [value for value in values if value is not None])
    if type_of == arrow.string():
        values = [term_text(term) for term in terms]
    return arrow.array(values, type=type_of)


def _type(arrow: Any, values: Sequence[Value]) -> Any:
    kinds = {type(value) for value in values}
    if kinds == {int}:
        return arrow.int64() if all(-GREATEST <= v < GREATEST for v in values) else arrow.string()  # type: ignore[operator]
    if kinds in ({Decimal}, {int, Decimal}):
        return _decimals(arrow, [Decimal(value) for value in values])  # type: ignore[arg-type]
    if kinds == {datetime}:
        zoned = {value.tzinfo is not None for value in values}  # type: ignore[union-attr]
        return arrow.string() if len(zoned) > 1 else arrow.timestamp("us", "UTC" if zoned == {True} else None)
    simple = {bool: arrow.bool_(), float: arrow.float64(), date: arrow.date32()}
    return simple.get(next(iter(kinds)), arrow.string()) if len(kinds) == 1 else arrow.string()


def _decimals(arrow: Any, values: Sequence[Decimal]) -> Any:
    scale = max(max(0, -int(value.as_tuple().exponent)) for value in values)
    whole = max(max(1, value.adjusted() + 1) for value in values)
    return arrow.decimal128(scale + whole, scale) if scale + whole <= DIGITS else arrow.string()
