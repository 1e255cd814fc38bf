"""Terms as SPARQL text, to the letter: as the store has them (see `kg.validate.sparql.exact`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal

from kg.errors import KgError
from kg.namespaces import XSD
from kg.validate.sparql.exact import BY_VALUE, DERIVED, SPACE, exactly

if TYPE_CHECKING:
    from kg.validate.shapes.model import Term

__all__ = ["CannotCompile", "as_value", "constant", "has_datatype"]

# Bounds of the derived integers (XML Schema 1.1 Part 2, §3.4.13 to §3.4.25).
BOUNDS: Final = {
    "byte": (-(2**7), 2**7 - 1),
    "short": (-(2**15), 2**15 - 1),
    "int": (-(2**31), 2**31 - 1),
    "long": (-(2**63), 2**63 - 1),
    "unsignedByte": (0, 2**8 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedLong": (0, 2**64 - 1),
}
# How those with one bound are written, which may be longer than any number of the store.
SIGNED: Final = {
    "nonNegativeInteger": "[+]?[0-9]+|-0+",
    "nonPositiveInteger": "-[0-9]+|[+]?0+",
    "positiveInteger": "[+]?0*[1-9][0-9]*",
    "negativeInteger": "-0*[1-9][0-9]*",
}
NUMBERS: Final = tuple(XSD + name for name in ("integer", "decimal", "float", "double"))
TESTED_BY_CAST: Final = tuple(XSD + name for name in ("boolean", "date", "dateTime", "time"))


class CannotCompile(KgError):
    """A shape asks for what SPARQL on this store cannot do."""


def constant(term: Term) -> str:
    """Return *term* as it stands in a query; a blank node of a shapes graph is no node of the data."""
    if isinstance(term, BlankNode):
        raise CannotCompile("a blank node", "stands for a node of the data", "an IRI or a literal")
    return str(exactly(term) if isinstance(term, Literal) else term)


def as_value(variable: str, *, exact: bool) -> str:
    """Return an expression for the value of *variable*; with *exact* it may be a literal of the EXACT graph."""
    if not exact:
        return variable
    datatype = f"STR(DATATYPE({variable}))"
    original = f"STRDT(STR({variable}), IRI(SUBSTR({datatype}, {len(SPACE) + 1})))"
    return f'IF(STRSTARTS({datatype}, "{SPACE}"), {original}, {variable})'


def has_datatype(variable: str, datatype: str, *, exact: bool) -> str:
    """Return an expression that tells whether *variable* is a well-formed literal of *datatype*."""
    if datatype.startswith(SPACE):
        datatype = SPACE + datatype
    own = f"DATATYPE({variable}) = <{datatype}>"
    if datatype in DERIVED:
        kind = f"DATATYPE({variable}) = <{SPACE}{datatype}>"
        test = f"{kind} && {_within(variable, datatype)}"
    elif exact and datatype in BY_VALUE:
        test = f"({own} || DATATYPE({variable}) = <{SPACE}{datatype}>)" + _well_formed(variable, datatype, exact)
    else:
        test = own + _well_formed(variable, datatype, exact)
    return f"(ISLITERAL({variable}) && {test})"


def _well_formed(variable: str, datatype: str, exact: bool) -> str:
    if datatype == XSD + "integer":
        return f' && (ISNUMERIC({as_value(variable, exact=exact)}) || REGEX(STR({variable}), "^[+-]?[0-9]+$"))'
    if datatype in NUMBERS:
        return f" && ISNUMERIC({as_value(variable, exact=exact)})"
    if datatype == XSD + "dateTimeStamp":
        has_zone = f'REGEX(STR({variable}), "(Z|[+-][0-9]{{2}}:[0-9]{{2}})$")'
        return f" && {has_zone} && COALESCE(STR(<{XSD}dateTime>(STR({variable}))) != '', false)"
    if datatype in TESTED_BY_CAST:
        return f" && COALESCE(STR(<{datatype}>(STR({variable}))) != '', false)"
    return ""


def _within(variable: str, datatype: str) -> str:
    """Return whether *variable* is written as an integer, and within the bounds of *datatype*."""
    name = datatype.removeprefix(XSD)
    if name in SIGNED:
        return f'REGEX(STR({variable}), "^({SIGNED[name]})$")'
    least, most = BOUNDS[name]
    written = f'REGEX(STR({variable}), "^[+-]?[0-9]+$")'
    number = f"<{XSD}decimal>(STR({variable}))"
    return f"{written} && COALESCE({number} >= {_decimal(least)} && {number} <= {_decimal(most)}, false)"


def _decimal(number: int) -> str:
    return f'"{number}"^^<{XSD}decimal>'
