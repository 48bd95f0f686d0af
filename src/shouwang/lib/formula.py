"""A small formula over named counts, typed by a person: numbers, names, + - * / and brackets, nothing else.

It is read with Python's own parser and then walked: only those kinds of node are known, so nothing it says is ever run.
"""

import ast
import math
import operator
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

LONGEST: Final = 200
_NAME: Final = re.compile(r"[^\W\d]\w*")
_SIGNS: Final = str.maketrans({"×": "*", "÷": "/", "−": "-", "–": "-", "﹣": "-", "【": "(", "】": ")", "∕": "/"})
_TWO: Final[Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_ONE: Final[Mapping[type[ast.unaryop], Callable[[Fraction], Fraction]]] = {
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}


class Fault(StrEnum):
    """What is wrong with a formula."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"  # a bracket or a sign is missing or too many
    UNKNOWN = "unknown"  # a name that is none of the counts
    NOT_ALLOWED = "not_allowed"  # a sign or a word that a formula here can't have
    NO_COUNT = "no_count"  # only numbers: it would say the same every month


class Wrong(ValueError):
    """The formula can't be taken; `what` is the part that is wrong, where there is one."""

    def __init__(self, fault: Fault, what: str = "") -> None:
        super().__init__(fault, what)
        self.fault, self.what = fault, what


@dataclass(frozen=True)
class Formula:
    """A formula that was read. `text` is what was typed, with plain signs."""

    text: str
    _tree: ast.expr

    def value(self, counts: Mapping[str, float]) -> float | None:
        """What it comes to, worked out in fractions; None where it divides by nothing or is beyond all measure."""
        try:
            return float(_worth(self._tree, counts))
        except (ZeroDivisionError, OverflowError):
            return None

    @property
    def names(self) -> frozenset[str]:
        return frozenset(node.id for node in ast.walk(self._tree) if isinstance(node, ast.Name))


def read(text: str, names: Collection[str]) -> Formula:
    """The formula, if it is one over these names. Full-width signs of a Chinese keyboard are taken. Raises Wrong."""
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(_SIGNS).split())
    if not plain:
        raise Wrong(Fault.EMPTY)
    if len(plain) > LONGEST:
        raise Wrong(Fault.TOO_LONG)
    try:
        tree = ast.parse(plain, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as wrong:
        at = getattr(wrong, "offset", None) or 0
        raise Wrong(Fault.UNREADABLE, plain[max(0, at - 1) : at + 9].strip()) from None
    _check(tree, plain, names)
    found = Formula(plain, tree)
    if not found.names:
        raise Wrong(Fault.NO_COUNT)
    return found


def renamed(text: str, names: Mapping[str, str]) -> str:
    """The formula's text with other words for its names; a name that is not among them stays."""
    return _NAME.sub(lambda found: names.get(found[0], found[0]), text)


def _check(node: ast.expr, text: str, names: Collection[str]) -> None:
    match node:
        case ast.BinOp(left, sign, right) if type(sign) in _TWO:
            _check(left, text, names)
            _check(right, text, names)
        case ast.UnaryOp(sign, inner) if type(sign) in _ONE:
            _check(inner, text, names)
        case ast.Name(name):
            if name not in names:
                raise Wrong(Fault.UNKNOWN, name)
        case ast.Constant(int() | float() as number) if not isinstance(number, bool) and math.isfinite(number):
            pass
        case _:
            raise Wrong(Fault.NOT_ALLOWED, _part(node, text))


def _part(node: ast.expr, text: str) -> str:
    return ast.get_source_segment(text, node) or text


def _worth(node: ast.expr, counts: Mapping[str, float]) -> Fraction:
    match node:
        case ast.BinOp(left, sign, right):
            return _TWO[type(sign)](_worth(left, counts), _worth(right, counts))
        case ast.UnaryOp(sign, inner):
            return _ONE[type(sign)](_worth(inner, counts))
        case ast.Name(name):
            return Fraction(str(counts[name]))
        case ast.Constant(int() | float() as number):
            return Fraction(str(number))
    raise TypeError(node)  # _check lets nothing else through
