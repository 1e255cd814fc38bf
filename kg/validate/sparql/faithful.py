"""Tells whether a query of a shapes graph gives the same in the store, which keeps some literals by value (see `exact`).

In RDF `01` and `1` are two terms, and a query may ask for the one or the other in more ways than can be foreseen: by a join, a
constant, a count, a function of strings. So it is the other way round: a variable that a property with such values leads to may
be compared, reckoned with, and given as a value or in a message; what does anything else with it is not answered by the store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.namespaces import RDF, XSD
from kg.sparql.terminals import Token
from kg.validate.sparql.exact import CHANGING, SPACE, Altered, exactly, is_beyond
from kg.validate.sparql.reading import Pattern, Reading

__all__ = ["asks_any_property", "has_path_of_no_steps", "path_of_value", "why_unfaithful"]

OPERATORS: Final = frozenset("<>=+-*/!&|")
# What is the same for all literals of one value, and what is as long as they are written alike.
OF_VALUES: Final = frozenset(
    """BOUND ISLITERAL ISIRI ISURI ISBLANK ISNUMERIC LANG ABS CEIL FLOOR ROUND YEAR MONTH DAY HOURS MINUTES SECONDS""".split()
)
OF_TEXTS: Final = frozenset("STR STRLEN REGEX CONTAINS STRSTARTS STRENDS".split())
COUNTING: Final = frozenset("COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT GROUP".split())
# What a solution binds these to is more than a part of a message.
TOLD: Final = frozenset(("this", "path", "message", "failure"))


def why_unfaithful(reading: Reading, selected: Set[str], bound: Set[str], altered: Altered) -> str:
    """Return in what a query, which gives the variables *selected*, may differ here, or ""; *bound* are bound before it."""
    patterns = reading.patterns
    reached = [one for one in patterns if _reaches(one, reading, altered.properties)]
    if any(_may_change(one.object) and (one in reached or not _is_kept(one.object)) for one in patterns):
        return "asks for a literal as it is written, and the store keeps some of them by value"
    if any(_is_altered_argument(tokens, at) for _, tokens in reading.expressions for at in range(len(tokens))):
        return "asks how one of its literals is written, and the store keeps it by value"
    if any(_is_beyond(tokens, at) for _, tokens in reading.expressions for at in range(len(tokens))):
        return "has a number beyond what the store can reckon with"
    used = Counter(name for one in patterns for name in _ends(one)) + Counter(bound)
    if any(altered.properties or len(_ends(one)) == 1 for one in _loose(patterns, bound)):
        return "follows a path of no steps from any node, of the data or not"
    beyond = [one for one in patterns if _reaches(one, reading, altered.beyond)]
    asked = {token.variable for _, tokens in reading.expressions for token in tokens}
    if any(not asked.isdisjoint(_variables(one.object)) for one in beyond):
        return "asks for numbers beyond what the store can reckon with"
    if not reached:
        return ""
    if any(token.word in COUNTING for _, tokens in reading.expressions for token in tokens):
        return "counts literals, and the store keeps some of them by value"
    for one in reached:
        if len(one.predicate) > 1 and any(token.text in "^!*?+" for token in one.predicate):
            return "follows a path through literals that the store keeps by value"
        for name in _variables(one.object):
            if used[name] > 1:
                return "asks for one literal in two places, and the store keeps it by value"
            if why := _why_not_of(name, one, reading, selected, altered):
                return why
    return ""


def _loose(patterns: Sequence[Pattern], bound: Set[str]) -> list[Pattern]:
    """Return the paths of no steps that nothing in their group binds an end of: they may lead from any node there is."""
    loose = [one for one in patterns if _has_no_steps(one)]
    known = {(one.group, name) for one in patterns if not _has_no_steps(one) for name in _ends(one)}
    known |= {(one.group, name) for one in patterns for name in bound}
    while found := [one for one in loose if any((one.group, name) in known for name in _ends(one))]:
        known |= {(one.group, name) for one in found for name in _ends(one)}
        loose = [one for one in loose if one not in found]
    return loose


def _ends(pattern: Pattern) -> list[str]:
    return [*_variables(pattern.subject), *_variables(pattern.object)]


def path_of_value(reading: Reading, altered: Altered) -> str:
    """Return the path from $this to ?value, `?path` too, if it leads to literals that the store keeps by value, else ""."""
    for one in reading.patterns:
        is_found = (_variables(one.subject), _variables(one.object)) == (["this"], ["value"])
        if is_found and _reaches(one, reading, altered.properties):
            return "?path" if _variables(one.predicate) else "".join(token.text for token in one.predicate)
    return ""


def has_path_of_no_steps(reading: Reading) -> bool:
    """Tell whether a path of the query leads from a node to itself, whether the data has it or not."""
    return any(_has_no_steps(one) for one in reading.patterns)


def asks_any_property(reading: Reading) -> bool:
    """Tell whether a pattern of the query that does not begin with $this is for any property."""
    return any(_properties(one, reading) is None for one in reading.patterns if _variables(one.subject) != ["this"])


def _why_not_of(name: str, pattern: Pattern, reading: Reading, selected: Set[str], altered: Altered) -> str:
    """Return in what the variable *name*, the object of *pattern* alone, may be other than the literal as written."""
    is_rewritten = _reaches(pattern, reading, altered.rewritten)
    for _, tokens in reading.expressions:
        for at, token in enumerate(tokens):
            if token.variable == name and not _is_by_value(tokens, at, altered, is_rewritten):
                return "asks how literals are written, or of which datatype, and the store keeps some of them by value"
    gives = name in selected or "*" in selected
    is_path_told = _variables(pattern.predicate) == ["path"] and not selected.isdisjoint(("path", "*"))
    is_found = _variables(pattern.subject) == ["this"] and (is_path_told or not _variables(pattern.predicate))
    if gives and ((name == "value" and not is_found) or (name != "value" and is_rewritten) or name in TOLD):
        return "gives literals that the store keeps by value"
    return ""


def _is_by_value(tokens: Sequence[Token], at: int, altered: Altered, is_rewritten: bool) -> bool:
    """Tell whether what is done with the operand at *at* rests on its value alone."""
    before = [token.text for token in reversed(tokens[max(0, at - 2) : at])]
    after = [token.text for token in tokens[at + 1 : at + 8]]
    if not OPERATORS.isdisjoint((*before[:1], *after[:1])):
        return True
    if (after[:1] or [""])[0].upper() in ("IN", "NOT") or _is_in_list(tokens, at):
        return True
    if before[:1] != ["("] or len(before) < 2:
        return False
    function = before[1].upper()
    if function == "DATATYPE":
        return _is_other_datatype(after, altered.datatypes)
    return function in OF_VALUES or (function in OF_TEXTS and not is_rewritten)


def _is_other_datatype(after: Sequence[str], datatypes: Set[str]) -> bool:
    """Tell whether *after*, which follows the argument of DATATYPE, compares it with an IRI that is none of *datatypes*."""
    signs = 2 if after[1:2] == ["!"] else 1
    other = after[1 + signs] if len(after) > 1 + signs and after[signs] == "=" else ""
    return other.startswith("<") and other.strip("<>") not in datatypes


def _is_in_list(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether what stands at *at* is an item of the list of an IN."""
    if tokens[at - 1].text not in ("(", ",") or at + 1 >= len(tokens) or tokens[at + 1].text not in (")", ","):
        return False
    depth = 0
    for start in range(at - 1, 0, -1):
        depth += (tokens[start].text == ")") - (tokens[start].text == "(")
        if depth < 0:
            return tokens[start - 1].word == "IN"
    return False


def _is_altered_argument(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a literal that the store does not keep stands at *at*, and is more than compared or reckoned with."""
    end = _end(tokens, at)
    if _is_kept(tokens[at:end]):
        return False
    told = [*tokens[: at + 1], *tokens[end:]]
    return not _is_by_value(told, at, Altered(), is_rewritten=True)


def _is_beyond(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number that the store cannot reckon with stands at *at*."""
    literal = _literal(tokens[at : _end(tokens, at)])
    return literal is not None and is_beyond(literal)


def _end(tokens: Sequence[Token], at: int) -> int:
    """Return where the term at *at* ends, which may be a literal with its datatype."""
    return at + (4 if [one.text for one in tokens[at + 1 : at + 3]] == ["^", "^"] else 1)


def _reaches(pattern: Pattern, reading: Reading, properties: Set[str]) -> bool:
    """Tell whether *pattern* leads to values of one of *properties*."""
    led = _properties(pattern, reading)
    return bool(properties) if led is None else not properties.isdisjoint(led)


def _properties(pattern: Pattern, reading: Reading) -> set[str] | None:
    """Return the properties of *pattern*, None for any."""
    names = _variables(pattern.predicate)
    if names:
        return next(_chosen(names[0], pattern.group, reading), None)
    if any(token.text == "!" for token in pattern.predicate):
        return None
    return {RDF + "type" if one.text == "a" else one.text[1:-1] for one in pattern.predicate if one.kind != "mark"}


def _chosen(name: str, group: int, reading: Reading) -> Iterator[set[str]]:
    """Yield the IRIs of each `?name IN (…)` that a filter of the group *group* has, alone or with && beside it."""
    for number, tokens in reading.expressions:
        texts = [token.text for token in tokens]
        if number != group or any(pair == ("|", "|") for pair in pairwise(texts)):
            continue
        for at in range(1, len(tokens) - 4):
            if tokens[at].variable == name and tokens[at + 1].word == "IN" and texts[:at].count("(") == 1:
                items = tokens[at + 3 : at + 2 + texts[at + 2 :].index(")")]
                if tokens[at - 1].text in ("(", "&") and all(one.kind == "iri" or one.text == "," for one in items):
                    yield {one.text[1:-1] for one in items if one.kind == "iri"}


def _has_no_steps(pattern: Pattern) -> bool:
    return any(token.text in ("*", "?") for token in pattern.predicate)


def _variables(term: Iterable[Token]) -> list[str]:
    return [token.variable for token in term if token.variable]


def _may_change(term: Sequence[Token]) -> bool:
    """Tell whether *term* is a literal of a datatype that the store keeps by value."""
    return any(token.kind == "number" or token.word in ("TRUE", "FALSE") for token in term) or _is_changing(
        _datatype(term)
    )


def _datatype(term: Sequence[Token]) -> str:
    """Return the datatype that is written behind a literal, or ""."""
    return term[-1].text[1:-1] if len(term) == 4 else ""


def _is_changing(datatype: str) -> bool:
    return datatype in CHANGING or datatype.startswith(SPACE)


def _is_kept(term: Sequence[Token]) -> bool:
    """Tell whether the store keeps *term* as it is written."""
    literal = _literal(term)
    return literal is None or exactly(literal) == literal


def _literal(term: Sequence[Token]) -> Literal | None:
    """Return a literal of a datatype that the store keeps by value, given as its tokens; None for any other term."""
    text = "".join(token.text for token in term)
    if term and term[-1].kind == "number":
        kind = "double" if "e" in text.lower() else "decimal" if "." in text else "integer"
        return Literal(text, datatype=NamedNode(XSD + kind))
    datatype = _datatype(term)
    return Literal(term[0].text.strip("\"'"), datatype=NamedNode(datatype)) if _is_changing(datatype) else None
