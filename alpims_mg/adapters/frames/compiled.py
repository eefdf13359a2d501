"""The rulebook as steps over a frame: raw values turn into codes, codes into what facts say, and that into answers.

Nothing here knows a rule. What stands in a table was asked of the scalar functions by ``factors``, for every value
that occurs; the answer of a row is the strictest word over its facts.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import product as pairs
from math import prod
from typing import Any, Final, Generic, TypeVar, final

import attrs

from alpims_mg.adapters.frames.engines import Entry, Expr, Steps
from alpims_mg.adapters.frames.factors import Factors
from alpims_mg.adapters.frames.readings import ABSENT, STRANGE, Unread
from alpims_mg.adapters.frames.schema import Layout, Plan

V = TypeVar("V", bound=Hashable)
X = TypeVar("X")

TEMPORARY: Final = "__mg_"


@final
@attrs.frozen(kw_only=True)
class Coded(Generic[V]):
    """A column of codes, and the value that each code stands for."""

    column: str
    values: tuple[V, ...]


class Compiler:
    """One frame, one rulebook: columns are added until every fact has said what it has to say."""

    def __init__(self, steps: Steps, plan: Plan, factors: Factors) -> None:
        self.steps = steps
        self.plan = plan
        self.factors = factors
        self._made = 0

    # --- Codes
    def named(self, hint: str) -> str:
        """A name for one more temporary column."""
        self._made += 1
        return f"{TEMPORARY}{self._made}_{hint}"

    def constant(self, value: V) -> Coded[V]:
        """A column that says the same of every row."""
        name = self.named("constant")
        self.steps.add({name: self.steps.ns.lit(0, self.steps.ns.Int32)})
        return Coded(column=name, values=(value,))

    def indexed(self, column: str, raw: Sequence[Any], read: Callable[[Any], V]) -> Coded[V | Unread]:
        """A raw column as codes of what its values are read as."""
        name = self.named("index")
        self.steps.index(column, raw, name)
        read_all: list[V | Unread] = [read(one) for one in raw]
        return self.regrouped(Coded(column=name, values=(*read_all, ABSENT, STRANGE)), lambda value: value)

    def regrouped(self, coded: Coded[Any], group: Callable[[Any], X]) -> Coded[X]:
        """The codes of what each value is grouped as."""
        groups = [group(value) for value in coded.values]
        distinct = tuple(dict.fromkeys(groups))
        if len(distinct) == len(groups):
            return Coded(column=coded.column, values=distinct)
        place = {value: code for code, value in enumerate(distinct)}
        name = self.named("group")
        self.steps.add({name: self.steps.lookup(coded.column, [place[value] for value in groups])})
        return Coded(column=name, values=distinct)

    def packed(self, *coded: Coded[Any]) -> Coded[tuple[Any, ...]]:
        """The codes of all combinations of the values of several columns."""
        told = [one for one in coded if len(one.values) > 1]
        values = tuple(pairs(*(one.values for one in coded)))
        if len(told) < _TWO:
            return Coded(column=(told or coded)[0].column, values=values)
        ns, name = self.steps.ns, self.named("packed")
        dtype = ns.Int64 if prod(len(one.values) for one in told) >= 2**31 else ns.Int32
        code = ns.col(told[0].column).cast(dtype)
        for one in told[1:]:
            code = code * ns.lit(len(one.values), dtype) + ns.col(one.column).cast(dtype)
        self.steps.add({name: code})
        return Coded(column=name, values=values)

    def combined(self, of: Callable[..., X], *coded: Coded[Any]) -> Coded[X]:
        """The codes of what each combination of values comes to."""
        return self.regrouped(self.packed(*coded), lambda values: of(*values))

    def lookup(self, coded: Coded[Any], entry: Callable[[Any], Entry]) -> Expr:
        """What stands for the value of each row."""
        return self.steps.lookup(coded.column, [entry(value) for value in coded.values])

    def tupled(self, coded: Sequence[Coded[Any]], occurring: Iterable[tuple[Any, ...]]) -> Coded[Any]:
        """The codes of those combinations of values that occur; every other one is strange."""
        known = set(occurring)
        so_far = self.regrouped(coded[0], lambda value: (value,))
        for length, one in enumerate(coded[1:], 2):
            prefixes = dict.fromkeys(values[:length] for values in known)
            if len(so_far.values) * len(one.values) <= _DENSE:
                so_far = self.combined(_joining(prefixes), so_far, one)
            else:
                so_far = self._sparse(so_far, one, tuple(prefixes))
        return so_far

    def _sparse(self, left: Coded[Any], right: Coded[Any], wanted: tuple[tuple[Any, ...], ...]) -> Coded[Any]:
        ns, code, name = self.steps.ns, self.named("pair"), self.named("index")
        lefts, rights = _places(left.values), _places(right.values)
        pairs_of = [lefts[values[:-1]] * len(rights) + rights[values[-1]] for values in wanted]
        pair = ns.col(left.column).cast(ns.Int64) * ns.lit(len(rights), ns.Int64) + ns.col(right.column).cast(ns.Int64)
        self.steps.add({code: pair})
        self.steps.index(code, pairs_of, name)
        return self.regrouped(Coded(column=name, values=(*wanted, ABSENT, STRANGE)), _strange_if_unread)

    # --- Raw columns
    def raw(self, name: str) -> list[str]:
        """The columns that hold a fact, typed so that their values can be gone through; none where it is not there."""
        layout = self.plan.layouts.get(name, Layout.VOID)
        if layout is Layout.VOID:
            return []
        if layout is Layout.FLAGS:
            return self._masks(tuple(self.plan.flags[name].values()))
        stands, added, ns = self.plan.stands[name], self.named("raw"), self.steps.ns
        if layout is Layout.LIST:
            self.steps.join_lists(stands, added)
        else:
            number = layout in {Layout.NUMBER, Layout.CODE}
            self.steps.add({added: ns.col(stands).cast(ns.Float64 if number else ns.String)})
        return [added]

    def _masks(self, flags: tuple[str, ...]) -> list[str]:
        """Flags as whole numbers, as many to each as fit; null where one of them is."""
        ns, masks = self.steps.ns, list[str]()
        for first in range(0, len(flags), _BITS):
            name = self.named("mask")
            bits = (
                ns.col(flag).cast(ns.Int32) * ns.lit(2**bit, ns.Int32)
                for bit, flag in enumerate(flags[first : first + _BITS])
            )
            total = next(bits)
            for bit in bits:
                total = total + bit
            self.steps.add({name: total})
            masks.append(name)
        return masks


_TWO = 2
_DENSE = 2**18
_BITS = 30


def _places(values: Iterable[Any]) -> dict[Any, int]:
    return {value: place for place, value in enumerate(values)}


def _strange_if_unread(value: Any) -> Any:
    return STRANGE if isinstance(value, Unread) else value


def _joining(known: Mapping[tuple[Any, ...], None]) -> Callable[[Any, Any], Any]:
    def join(left: Any, right: Any) -> Any:
        joined = left if isinstance(left, Unread) else (*left, right)
        return joined if joined in known else STRANGE

    return join
